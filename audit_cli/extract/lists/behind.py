"""Names that stand behind their count: 3个科室，分别是…; 4项机制：①…②…; 3个科室（…）."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.lists.enumerations import points_from
from audit_cli.extract.lists.listing import (
    AND_SO_ON,
    INSTANCES,
    LONGEST,
    MOST,
    Heads,
    Names,
    Reader,
    finer,
    generic,
    heads_of,
    nameless,
    noun_before,
    split_at,
)
from audit_cli.extract.lists.names import mask
from audit_cli.model import Claim, Figure

_REACH = 900  # characters that a list may take
_JOINT = 24  # characters before a count in which the one that it is joined to may stand
_FEWEST = 3  # names with an amount each
_LIST_ENDS = expression(r"\s*(?:[。；;！!？?\n）)]|\Z|[，,](?:合计|共计?|总计|小计))")
# 6个区中增速居前的分别是甲区5.1%、乙区4.2%、丙区3.3%
_OF_SOME = expression(r"[一-鿿]{0,8}(?<![初高集其空当年期])中(?![心央小药医级标型期国华学专])")
_OTHERS_BEHIND = expression(r"[，,；;。]\s*其[余他它]")
_SHARED = expression(r"[各均和及与等]|以及")
_MARKED = 4  # characters between two points that are nothing but names
_NEAR = 300  # characters before a count of kinds in which the number of all may stand
_CUE = expression(
    r"(?P<close>[”\"])?(?P<noun>(?:[省县市镇乡村][（(][省市区县乡镇街道村社、]{1,9}[）)])?+"
    r"[ \xa0]?[^\s，,。；;：:、（）()！？“”…\n]{0,18}?(?:（[^（）、，。]{1,8}）)?)"
    r"(?:(?P<strong>[，,]?(?:具体|它们)?(?:分别|依次)(?:是|为|有|指|包括)[：:]?)"
    r"|(?P<exact>[，,]?即(?:为|是)?[：:]?|[，,](?:具体|名称)(?:是|为|有|包括)[：:]?)"
    r"|(?P<partial>[，,]?(?:其中)?(?:主要|重点)(?:包括|包含|涵盖|涉及|有|是|为)[：:]?|[，,]?(?:如|例如|比如)[：:])"
    r"|(?P<include>[，,]?(?:包括|包含|涵盖)(?:了|有)?[：:]?)"
    r"|(?P<among>[，,：:]?其中[：:，,]?)"
    r"|(?P<colon>(?:如下|[，,](?:具体|详细)?(?:情况|内容|项目)?如下)?[：:])"
    r"|(?P<bracket>[（(](?P<said>分别(?:是|为)|即|具体(?:是|为)|包括)?[：:]?)"
    r"|(?P<stop>。)(?=\s*(?:一是|①|（[1一]）|第一[，、])))"
)
_ASIDE = expression(r"不含|不包括|除|其中|原|详见|见|如|例|主要|未|较|比|同比|占|约|含")
_CLOSE = expression(r"[）)]")
_STOP = expression(r"[。！？!?\n）)]")
_PAUSE = expression(r"[，,；;]")
_SUMMED = expression(r"合计|共计?\d|总计|小计|累计|全年")
_POINTED = expression(
    r"(?:[一-鿿]{0,6}?)(?:方面|问题|措施|工作|任务|举措|原则|环节|步骤|要求|特点|内容"
    r"|建议|目标|重点|抓手|部分|阶段|领域)"
)
_POINT_UNITS = frozenset(("个", "项", "点", "类", "种", "大", "条", "方面", "步", "部分", "道"))
# 1家机关和2家事业单位: the names behind are those of both
_JOINED = expression(r"[一-鿿]{1,12}(?:和|及|与|以及|、)(?:下属|所属)?")
# 行政单位1家，参公单位1家，事业单位3家: counts of kinds in a row
_IN_A_ROW = expression(r"[，、,；;](?:其中)?(?P<noun>[一-鿿]{2,10})")
_NOUN_END = 2  # characters in which the nouns of kinds of one thing agree
_TOLD_OF = expression(r"占|同?比|较|[增降]幅|[增减]|下降|上升")
_TURNS = frozenset("批期")
_IN_TURN = dict(zip("二三四五六", "一二三四五", strict=True))
_BASIS = {"strong": "分别列举", "colon": "冒号后列举", "bracket": "括号内列举"}


def listed_behind(reader: Reader, figure: Figure) -> Claim | None:
    """Return the claim that *figure* counts the names behind it."""
    document = reader.document
    text, block = document.text, document.blocks[figure.block]
    found = _CUE.match(text, figure.end, block.end)
    if found is None or _is_ordinal(text, figure, block.start):
        return None
    kind = next(k for k in ("strong", "exact", "partial", "include", "among", "colon", "bracket", "stop") if found[k])
    noun = found["noun"].strip() or noun_before(text, figure, block.start)
    start = found.end()
    if kind in ("colon", "strong", "exact", "stop", "include"):
        points = points_from(document, figure.block, start)
        if points is not None:
            if (row := _row_of(reader, figure, noun)) and len(points.spans) != figure.value:
                return _of_row(reader, row, Names(points.spans)) if points.unbroken else None
            return _pointed(reader, figure, noun, points.spans, points.unbroken)
    if kind == "stop":
        return None
    if kind == "among":
        return _kinds_with_counts(reader, figure, noun, start, block.end)
    if found["close"] or (kind == "bracket" and not figure.text[0].isdigit() and not found["noun"].strip()):
        names = _names_behind(reader, figure, start, block.end, kind)
        if names is not None and len(names.spans) == figure.value and kind != "partial":
            return reader.claim(figure, noun, names, "总称所列", tick_only=True)
        return None
    names = _names_behind(reader, figure, start, block.end, kind)
    if names is None:
        return None
    if len(names.spans) != figure.value:
        if reader.quantities_in(figure.end, found.end("noun")):
            return None  # 68人的资金93.6万元（中央60万元、省级33.6万元）: what the bracket tells of stands nearer to it
        if _is_one_of_two(reader, figure):
            return None
        if (row := _row_of(reader, figure, noun)) and kind != "partial":
            return _of_row(reader, row, names)
    return judged_behind(reader, figure, noun, names, "exact" if found["said"] else kind)


def _is_ordinal(text: str, figure: Figure, start: int) -> bool:
    """Whether a numeral is one of those told in turn: 一批项目涉及…。二批项目涉及…."""
    before = _IN_TURN.get(figure.text[0]) if figure.unit in _TURNS else None
    return before is not None and f"{before}{figure.unit}" in text[start : figure.start]


def _is_one_of_two(reader: Reader, figure: Figure) -> bool:
    """Whether *figure* is counted together with another before it."""
    text, block = reader.document.text, reader.document.blocks[figure.block]
    before = reader.quantities_in(max(block.start, figure.start - _JOINT), figure.start)[-1:]
    return any(f.type == "count" and _JOINED.fullmatch(text, f.end, figure.start) for f in before)


def _row_of(reader: Reader, figure: Figure, noun: str) -> list[Figure]:
    """Return the counts of kinds of one thing of which *figure* is the last: 行政单位1家，参公单位1家，事业单位3家."""
    text, block = reader.document.text, reader.document.blocks[figure.block]
    ending, row = noun[-_NOUN_END:], [figure]
    for before in reversed(reader.quantities_in(max(block.start, figure.start - _NEAR), figure.start)):
        joint = _IN_A_ROW.fullmatch(text, before.end, row[0].start)
        if joint is None or before.unit != figure.unit or not joint["noun"].endswith(ending):
            break
        row.insert(0, before)
    if len(row) > 1 and noun_before(text, row[0], block.start).endswith(ending):
        return row
    return []


def _of_row(reader: Reader, row: list[Figure], names: Names) -> Claim:
    """Return the claim that the counts of kinds in a row count *names* together."""
    first, last = row[0], row[-1]
    text = reader.document.text[first.start : last.end]
    total = sum((f.value for f in row), Decimal(0))
    figure = last._replace(start=first.start, text=text, value=total)
    noun = noun_before(reader.document.text, first, reader.document.blocks[first.block].start)
    return reader.claim(figure, noun, names._replace(spans=_short(names.spans)), "分类计数后列举", asserted=False)


def _pointed(reader: Reader, figure: Figure, noun: str, spans: list[tuple[int, int]], unbroken: bool) -> Claim | None:
    """Return the claim of numbered points: 从三个方面：一是…；二是…；三是…."""
    count, wanted = len(spans), int(figure.value)
    heads = heads_of(reader.words(spans), noun, figure.unit)
    pointed = heads.kinds or bool(_POINTED.match(noun))
    if count == wanted:
        if count < 2 or (figure.unit in INSTANCES and count == 2):
            return None
        return reader.claim(figure, noun, Names(spans), "分点列举", asserted=pointed or heads.alike)
    if count < 2 or not unbroken:
        return None
    if figure.unit not in _POINT_UNITS and not heads.alike:
        named = figure.unit in INSTANCES and not nameless(figure.unit, noun)
        if not (named and _are_bare(reader.document.text, spans)):
            return None
    if wanted == 1 and not (heads.alike or heads.kinds):
        return None
    return reader.claim(figure, noun, Names(spans), "分点列举", asserted=pointed or heads.alike)


def _are_bare(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether points are nothing but names: 一是百日攻坚，二是春季攻势."""
    return all(b - a <= _MARKED for (_, a), (b, _) in pairwise(spans)) and text[spans[-1][1] : spans[-1][1] + 1] in "。"


def _kinds_with_counts(reader: Reader, figure: Figure, noun: str, start: int, end: int) -> Claim | None:
    """Return the claim of kinds with the number of each: 分3类，其中甲类2个，乙类5个，丙类1个."""
    text = reader.document.text
    if not heads_of([], noun, figure.unit).kinds:
        return None
    masked = mask(text[start : min(end, start + _REACH)])
    stop = _STOP.search(masked)
    spans = split_at(text, start, start + (stop.start() if stop else len(masked)), "，,、；;")
    spans = [(a, b) for a, b in spans if not _TOLD_OF.match(text, a)]  # 甲类26万元，占比50%，乙类26万元，占比50%
    counted = [len(reader.quantities_in(a, b)) for a, b in spans]
    if len(spans) < 2 or any(n != 1 for n in counted):
        return None
    if len(spans) < figure.value and not _all_of_one(reader, figure, spans):
        return None
    return reader.claim(figure, noun, Names(_short(spans)), "分类列举", asserted=False)


def _all_of_one(reader: Reader, figure: Figure, spans: list[tuple[int, int]]) -> bool:
    """Whether the kinds make up a number before them: 17个煤矿分3类处置，其中保留10个，关闭7个."""
    counted = reader.quantities_in(spans[0][0], spans[-1][1])
    start = max(reader.document.blocks[figure.block].start, figure.start - _NEAR)
    before = reader.quantities_in(start, figure.start)
    total = sum(q.value for q in counted)
    return any(q.value == total and all(q.unit == c.unit for c in counted) for q in before)


def _names_behind(reader: Reader, figure: Figure, start: int, end: int, kind: str) -> Names | None:
    """Return the names from *start* on: to the bracket, or to the end of the list in its sentence."""
    text, wanted = reader.document.text, int(figure.value)
    masked = mask(text[start : min(end, start + _REACH)])
    stop = (_CLOSE if kind == "bracket" else _STOP).search(masked)
    if kind == "bracket" and (stop is None or _ASIDE.match(masked)):
        return None
    sentence = masked[: stop.start()] if stop else masked
    pause = _PAUSE.search(sentence)
    first = len(sentence) if pause is None else pause.start()
    names = _list(text, start, start + first, "、")._replace(alone=pause is None)
    if "；" in sentence or ";" in sentence:
        clauses = _list(text, start, start + len(sentence.rstrip("；; ")), "；;")
        if len(names.spans) > 1 and any(_counts_its_own(reader, *span) for span in clauses.spans[1:]):
            clauses = clauses._replace(spans=[])  # 书房3处，分别是甲、乙、丙；文化站2个，即…
        if len(names.spans) != wanted and (len(clauses.spans) == wanted or "、" not in sentence[:first]):
            return clauses
    if len(names.spans) == 1 and "、" not in sentence:
        commas = _list(text, start, start + len(sentence), "，,")
        if len(commas.spans) > 2 and _SUMMED.match(text, commas.spans[-1][0]):
            commas = commas._replace(spans=commas.spans[:-1])
        if len(commas.spans) == wanted > 2:
            return commas
        if len(amounts := _with_amounts(reader, commas.spans, kind)) > 2:
            return Names(amounts)
        if pause is None or kind == "strong":
            names = names._replace(spans=finer(text, names.spans))
    return names if 1 < len(names.spans) <= MOST else None


def _counts_its_own(reader: Reader, start: int, end: int) -> bool:
    """Whether a clause tells a number of things, and no name: 改造文化站4个，即…."""
    return any(_CUE.match(reader.document.text, f.end, end) for f in reader.quantities_in(start, end))


def _with_amounts(reader: Reader, spans: list[tuple[int, int]], kind: str) -> list[tuple[int, int]]:
    """Return the first of *spans*, up to one that is no name with an amount: 甲村18万元，乙村16万元，合计34万元.

    Behind 分别是 it may be an amount of any unit: 甲县24.6%，乙县11.7%.
    """
    text, unit = reader.document.text, "元"
    for n, (start, end) in enumerate(spans):
        amounts = reader.quantities_in(start, end)
        if not n and amounts and kind == "strong":
            unit = amounts[0].unit
        if len(amounts) != 1 or amounts[0].end != end or amounts[0].unit != unit or _SUMMED.match(text, start):
            return spans[:n]
    return spans


def _each_has_its_own(reader: Reader, figure: Figure, spans: list[tuple[int, int]]) -> bool:
    """Whether all names of a list have one amount each, which is no part of what is counted: 甲县24.6%、乙县11.7%.

    The list must come to its end; one kept by commas may go over to what else is told.
    """
    text, (begin, first), last = reader.document.text, spans[0], spans[-1][1]
    if len(spans) < _FEWEST or _LIST_ENDS.match(text, last) is None or _SHARED.search(text, begin, last):
        return False
    if (len(spans) > figure.value and text[first] != "、") or figure.value > 2 * len(spans):
        return False
    told = [reader.quantities_in(*span) for span in spans]
    if any(len(own) != 1 or own[0].end != end for own, (_, end) in zip(told, spans, strict=True)):
        return False
    amounts = [own[0] for own in told]
    if len({q.unit for q in amounts}) > 1:
        return False
    return amounts[0].type in ("money", "rate") or all(q.value > figure.value for q in amounts)


def _list(text: str, start: int, end: int, separators: str) -> Names:
    """Return the names of ``text[start:end]``, and whether 等 closes them."""
    masked = mask(text[start:end])
    closing = AND_SO_ON.search(masked, max(masked.rfind(s) for s in separators) + 1)
    if closing is not None:
        end = start + closing.start()
    return Names(split_at(text, start, end, separators), closing is not None)


def judged_behind(reader: Reader, figure: Figure, noun: str, names: Names, kind: str) -> Claim | None:
    """Return the claim of names behind a count, as sure as its cue and the heads make it."""
    text, wanted, spans = reader.document.text, int(figure.value), names.spans
    words = reader.words(spans)
    amounts = [q for q in reader.quantities_in(spans[0][0], spans[-1][1]) if not _counts_them(q, figure, spans)]
    if any(q.unit == figure.unit for q in amounts) or {q.start for q in amounts} & {a for a, _ in spans}:
        return None  # the parts of a breakdown
    heads = heads_of(_without_amounts(reader, spans) if amounts else words, noun, figure.unit)
    if kind == "bracket" and generic(words) and not heads.kinds:
        return None
    fits = heads.alike or heads.kinds or len(words) == wanted
    if amounts and not fits and not (kind == "strong" and _each_has_its_own(reader, figure, spans)):
        return None
    names = names._replace(open=names.open or kind == "partial", spans=_short(spans))
    basis = _BASIS.get(kind, "列举")
    count = len(words)
    if count == wanted:
        if wanted == 2 and not _sure(heads, kind):
            return None
        return reader.claim(figure, noun, names, basis, asserted=_sure(heads, kind))
    if count < wanted and (words[-1].startswith(("其他", "其余")) or any("、" in mask(word) for word in words)):
        return None  # 这6个项目为：甲路、乙路及丙路改造项目减30万元；丁馆项目减9万元: one of them is several
    if count < wanted and (_OF_SOME.match(text, figure.end) or _OTHERS_BEHIND.match(text, spans[-1][1])):
        return None
    split = finer(text, spans)
    if count < wanted == len(split):
        return reader.claim(figure, noun, names._replace(spans=_short(split)), basis, asserted=False)
    certain = heads.alike or kind == "strong"
    if wanted == 1 and not (certain or heads.kinds):
        return None
    if not certain and not (heads.kinds and names.alone):
        if not names.alone or names.open or (nameless(figure.unit, noun) and kind != "exact"):
            return None
        if figure.unit in INSTANCES and wanted > 2 * count:
            return None
        if kind not in ("colon", "exact", "include", "bracket") or any(len(w) > LONGEST for w in words):
            return None
        if kind in ("bracket", "include") and wanted > 2 * count:
            return None
    if names.open and count < wanted:
        return reader.claim(figure, noun, names, basis) if certain else None
    asserted = certain and not amounts and len(split) == count and not (kind == "include" and count < wanted)
    return reader.claim(figure, noun, names, basis, asserted=asserted)


def _counts_them(amount: Figure, figure: Figure, spans: list[tuple[int, int]]) -> bool:
    """Whether the last name ends with how many there are: 5家，分别是甲馆、乙馆、丙馆、丁馆4家单位."""
    return amount.start > spans[-1][0] and amount.unit == figure.unit and amount.value == len(spans)


def _without_amounts(reader: Reader, spans: list[tuple[int, int]]) -> list[str]:
    """Return the names without the amounts that each of them has."""
    text = reader.document.text
    return [text[a : min([q.start for q in reader.quantities_in(a, b)], default=b)] for a, b in spans]


def names_of_clause(reader: Reader, figure: Figure, start: int, end: int) -> Names | None:
    """Return the names behind 分别是 at *start*."""
    return _names_behind(reader, figure, start, end, "strong")


def _sure(heads: Heads, kind: str) -> bool:
    return heads.alike or heads.kinds or kind in ("strong", "exact", "include")


def _short(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(a, min(b, a + LONGEST)) for a, b in spans]
