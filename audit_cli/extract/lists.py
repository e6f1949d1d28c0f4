"""Counts against the names that are listed for them: 办公室、人事科、财务科3个科室; 3个科室，分别是…; 三要素（…）."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.extract.enumerations import points_from
from audit_cli.extract.names import agreeing, joined_names, like_offices_or_places, mask, split_names
from audit_cli.model import QUANTITIES, Claim, Document, Figure, Term

_MOST = 60  # nobody lists more names than this in a sentence
_BEHIND, _AHEAD = 500, 900  # how far a list may reach
_LONGEST = 24
_INSTANCES = frozenset(
    [
        "人",
        "名",
        "人次",
        "份",
        "条",
        "台",
        "辆",
        "册",
        "张",
        "户",
        "件",
        "起",
        "宗",
        "篇",
        "次",
        "场",
        "期",
        "场次",
        "批次",
        "家次",
        "本",
        "块",
        "套",
        "岁",
        "间",
        "枚",
    ]
)
_KINDS = frozenset(
    [
        "类",
        "种",
        "方面",
        "要素",
        "环节",
        "领域",
        "阶段",
        "步骤",
        "大类",
        "层面",
        "维度",
        "部分",
        "大",
        "道",
        "体系",
        "板块",
    ]
)
_KIND_NOUN = re.compile(
    r"(?:大|重点|主要|关键|核心|专题|专项)*(?:方面|环节|领域|阶段|步骤|专题|层面|维度|部分|要素|机制|体系|板块|类别|品种|指标|目标|问题|措施|内容|任务|特点|级别|等级|档次|季度|原则|课题|主题)"
)
_CONNECTOR = re.compile(r"(?P<open>等)?(?:一?共|共计|合计|总计|总共|一共)?[有计]?$")
_EACH_OR_FRESH = frozenset("各每均第约近超达余到至成为是")
_BOUNDARY = re.compile(r"[，,。；;：:！？!?\n（(“]")
_CLAUSE_END = re.compile(r"[。；;：:！？!?\n（(“]")
_LEAD = re.compile(
    r"内设机构|内设|下设|下辖|所辖|所属|分设|设有|设立|设置|成立|包括|包含|涵盖|覆盖|涉及|开展|实施|组织|建立|完善|推进|制定|印发|出台|[了对向在由为是有与辖]"
)
_OTHERS = re.compile(r"(?:本级|机关|本部)(?:和|及|与|以及)")
_NOUN = re.compile(r"[ \xa0]?((?:[一-鿿·]|（[^（）、，。]{1,8}）|(?<=[一-鿿])、(?=[一-鿿]{1,3}(?:街道|办)))*)")
_AND_SO_ON = re.compile(r"(?<![高平同初中上优特均何降])等(?![级额效候于同次])")

_AHEAD_CUE = re.compile(
    r"(?P<close>[”\"])?(?P<noun>[ \xa0]?[^\s，,。；;：:、（）()！？“”…\n]{0,18}?(?:（[^（）、，。]{1,8}）)?)"
    r"(?:(?P<strong>[，,]?(?:具体|它们)?(?:分别|依次)(?:是|为|有|指|包括)[：:]?|[，,]?即(?:为|是)?[：:]?|[，,](?:具体|名称)(?:是|为|有|包括)[：:]?)"
    r"|(?P<partial>[，,]?(?:(?:其中)?主要|其中)(?:包括|包含|涵盖|涉及|有|是|为)[：:]?|[，,]?(?:如|例如|比如)[：:]?)"
    r"|(?P<include>[，,]?(?:包括|包含|涵盖)(?:了|有)?[：:]?)"
    r"|(?P<colon>(?:如下)?[：:])"
    r"|(?P<bracket>[（(](?P<cue>分别(?:是|为)|即|具体(?:是|为)|包括|含)?[：:]?)"
    r"|(?P<stop>。)(?=\s*(?:一是|①|（[1一]）|第一[，、])))"
)
_ASIDE = re.compile(r"不含|不包括|除|其中|原|详见|见|如|例|主要|未|较|比|同比|占|约")
_GENERIC = re.compile(
    r"(?:街道|办事处|园区|社区|居|村|镇|乡|区|县|市|农场|林场|管委会|开发区|单位|企业|个人|户|次|人|所|处|个|项|家|件|组)+"
)
_RESTATED = re.compile(r"[，,。；;](?:我局|我单位|本单位|其中|这)?(?P<noun>[一-鿿]{2,10}?)(?:分别|依次)(?:是|为)[：:]?")


class Names(NamedTuple):
    """The names of a list: their spans in the document, whether 等 closed them, and whether nothing else was there."""

    spans: list[tuple[int, int]]
    open: bool = False
    sure: bool = True
    amounts: bool = False


class Reader(NamedTuple):
    """A document with its figures, and where each of them begins."""

    document: Document
    figures: tuple[Figure, ...]
    starts: list[int]

    def quantities_in(self, start: int, end: int) -> list[Figure]:
        return [f for f in self._inside(start, end) if f.type in QUANTITIES]

    def labels_in(self, start: int, end: int) -> list[Figure]:
        return [f for f in self._inside(start, end) if f.type == "label"]

    def _inside(self, start: int, end: int) -> tuple[Figure, ...]:
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def list_claims(document: Document, figures: tuple[Figure, ...]) -> Iterator[Claim]:
    """Yield a claim for each count of *figures* whose names are listed before or behind it."""
    reader = Reader(document, figures, [f.start for f in figures])
    for figure in figures:
        if figure.type != "count" or figure.approximate or not 2 <= figure.value <= _MOST or figure.value % 1:
            continue
        claim = _listed_behind(reader, figure) or _listed_before(reader, figure)
        if claim is not None:
            yield claim


def _claim(reader: Reader, figure: Figure, noun: str, names: Names, basis: str, asserted: bool, tick: bool) -> Claim:
    text = reader.document.text
    found = tuple(Term(Figure(a, b, text[a:b], "name", block=figure.block), "name", text[a:b]) for a, b in names.spans)
    form = "open" if names.open else "complete"
    return Claim("count", (Term(figure, "count", noun), *found), form, asserted and not tick, tick, basis)


# names that stand before their count


def _listed_before(reader: Reader, figure: Figure) -> Claim | None:
    text = reader.document.text
    low = max(reader.document.blocks[figure.block].start, figure.start - _BEHIND)
    end = figure.start
    while end > low and text[end - 1] in " \xa0":
        end -= 1
    quoted_set = text[end - 1 : end] in ("“", '"') and end > low
    if quoted_set:
        end -= 1
    connector = _CONNECTOR.search(text, max(low, end - 5), end)
    is_open = connector is not None and connector["open"] is not None
    together = connector is not None and connector.end() > connector.start() and not connector[0].endswith("等")
    if connector is not None:
        end = connector.start()
    if end <= low or text[end - 1] in _EACH_OR_FRESH or text[end - 1] in "，。；：、,;:（(":
        return None
    noun = _noun_after(text, figure, reader)
    if text[end - 1] == "”":
        quoted = _quoted(text, low, end)
        if quoted is not None:
            closes = len(quoted.spans) == figure.value
            tick = not figure.text[0].isdigit()
            if closes or not tick:
                return _claim(reader, figure, noun, quoted._replace(open=is_open), "引号内列名", False, tick)
            return None
    if "、" not in text[low:end] and not is_open and figure.value != 2:
        return None
    masked = mask(text[low:end])
    start = 0
    for start_mark in _BOUNDARY.finditer(masked):
        start = start_mark.end()
    region = masked[start:]
    if "、" not in region and is_open:
        clauses = _clauses(text, masked, low)
        if clauses is not None:
            closes = len(clauses.spans) == figure.value
            more = len(clauses.spans) > figure.value
            return _claim(reader, figure, noun, clauses._replace(open=True), "分句列举", not more or not closes, False)
    begin = low + start
    earlier = reader.quantities_in(begin, end)
    doubtful = False
    if earlier:
        doubtful = "、" in text[begin : earlier[-1].start]
        if not doubtful:
            begin = earlier[-1].end
    begin = max([begin, *(f.end for f in reader.labels_in(begin, end))])
    names = _names(text, begin, end)
    if quoted_set:
        if len(names) == figure.value and all(
            text[a:b].startswith(figure.unit[:1]) or len(names) > 2 for a, b in names
        ):
            return _claim(reader, figure, noun, Names(_trimmed(text, names)), "总称所列", False, True)
        return None
    return _judged_before(reader, figure, noun, names, is_open, together, doubtful)


def _judged_before(
    reader: Reader,
    figure: Figure,
    noun: str,
    names: list[tuple[int, int]],
    is_open: bool,
    together: bool,
    doubtful: bool,
) -> Claim | None:
    """Return the claim of names before a count, as sure as the heads of the names make it."""
    text = reader.document.text
    wanted = int(figure.value)
    if len(names) == 1 and wanted == 2:
        names = _finer(text, names)
    if len(names) < 2:
        return None
    if any(_AND_SO_ON.search(mask(text[a:b])) for a, b in names[-1:]) or text[names[-1][1] - 1] in "的中内个":
        return None
    words = [text[a:b] for a, b in names]
    heads = noun + figure.unit
    agree = agreeing(words, heads)
    last = agreeing(words[-1:], heads) == 1
    alike = last and agree >= 2 and agree * 2 >= len(names)
    if not noun and not alike:
        alike = like_offices_or_places(words) and figure.unit in ("个", "家", "处", "所")
    kinds = figure.unit in _KINDS or bool(_KIND_NOUN.match(noun))
    count = len(names)
    if count == wanted:
        if not alike and not kinds and figure.unit in _INSTANCES and not (is_open or together or (count > 2 and noun)):
            return None
        if count == 2 and not alike and not kinds and not together:
            return None
        sure = alike or kinds or together
        return _claim(reader, figure, noun, Names(_trimmed(text, names), is_open), "列名后计数", sure, False)
    other = _finer(text, names)
    if count < len(other) and (len(other) == wanted):
        return _claim(reader, figure, noun, Names(_trimmed(text, other), is_open), "列名后计数", False, False)
    if doubtful or not (alike or kinds or together):
        return None
    if figure.unit in _INSTANCES and not alike:
        return None
    if count > wanted:
        tail = words[-wanted:]
        if wanted >= 2 and agreeing(tail, heads) == wanted and agreeing(words[:-wanted], heads) == 0:
            return _claim(
                reader, figure, noun, Names(_trimmed(text, names[-wanted:]), is_open), "列名后计数", False, False
            )
        if (alike and agree < count - 1) or (not alike and (is_open or not kinds)):
            return None
        return _claim(reader, figure, noun, Names(_trimmed(text, names), is_open), "列名后计数", alike, False)
    if is_open:
        return _claim(reader, figure, noun, Names(_trimmed(text, names), True), "列名后计数", True, False)
    if _OTHERS.search(words[0]):
        return None
    if not alike and count < 3:
        return None
    return _claim(
        reader, figure, noun, Names(_trimmed(text, names)), "列名后计数", alike and len(other) == count, False
    )


def _quoted(text: str, low: int, end: int) -> Names | None:
    """Return the names within the quotes that end at *end*: “风险管控、隐患排查、应急救援”."""
    opening = text.rfind("“", low, end - 1)
    if opening < 0 or text.find("、", opening, end) < 0 or (opening > low and text[opening - 1] in "、”"):
        return None
    return Names(_names(text, opening + 1, end - 1))


def _clauses(text: str, masked: str, low: int) -> Names | None:
    """Return clauses that end alike, parted by ，: …专项整治，…达标创建，…专项整治."""
    start = 0
    for stop in _CLAUSE_END.finditer(masked):
        start = stop.end()
    ranges = split_names(text[low + start : low + len(masked)], "，,")
    if len(ranges) < 3:
        return None
    offset = low + start
    ending = text[offset + ranges[-1][1] - 2 : offset + ranges[-1][1]]
    same = [k for k, (a, b) in enumerate(ranges) if text[offset + b - 2 : offset + b] == ending]
    inside = ranges[same[0] :]
    if len(same) < 3 or len(same) * 3 < len(inside) * 2:
        return None
    a, b = inside[-1]
    halves = [m.start() for m in re.finditer("[和及与]", masked[start + a : start + b])]
    for half in halves:
        if text[offset + a + half - 2 : offset + a + half] == ending:
            inside = [*inside[:-1], (a, a + half), (a + half + 1, b)]
            break
    return Names(_trimmed(text, [(offset + a, offset + b) for a, b in inside]))


# names that stand behind their count


def _listed_behind(reader: Reader, figure: Figure) -> Claim | None:
    document = reader.document
    text, block = document.text, document.blocks[figure.block]
    found = _AHEAD_CUE.match(text, figure.end, block.end)
    if found is None:
        return None
    noun = found["noun"].strip() or _noun_before(text, figure, block.start)
    kind = found.lastgroup if found.lastgroup != "cue" else "bracket"
    start = found.end()
    if kind in ("colon", "strong", "stop", "include"):
        points = points_from(document, figure.block, start)
        if points is not None and len(points.spans) >= 2:
            closes = len(points.spans) == figure.value
            if not closes and not points.unbroken:
                return None
            return _claim(reader, figure, noun, Names(points.spans), "分点列举", True, False)
    if kind == "stop" or (text[start : start + 1] in ("一", "①") and points_from(document, figure.block, start)):
        return None
    if found["close"] or (kind == "bracket" and not figure.text[0].isdigit() and not noun):
        return _set_in_brackets(reader, figure, noun, start, kind or "")
    names = _region_behind(reader, figure, start, block.end, kind or "")
    if names is None or len(names.spans) < 2:
        return None
    return _judged_behind(reader, figure, noun, names, kind or "", bool(found["cue"]))


def _set_in_brackets(reader: Reader, figure: Figure, noun: str, start: int, kind: str) -> Claim | None:
    """Return the claim of “四要素”（人、物、制度、环境）, which can only tick."""
    if kind not in ("bracket", "strong", "colon"):
        return None
    block = reader.document.blocks[figure.block]
    names = _region_behind(reader, figure, start, block.end, kind)
    if names is None or len(names.spans) != figure.value:
        return None
    return _claim(reader, figure, noun, names, "总称所列", False, True)


def _region_behind(reader: Reader, figure: Figure, start: int, end: int, kind: str) -> Names | None:
    """Return the names from *start* on: to the bracket, or to the end of the list in its sentence."""
    text = reader.document.text
    masked = mask(text[start : min(end, start + _AHEAD)])
    close = re.search(r"[）)]", masked)
    if kind == "bracket":
        if close is None or _ASIDE.match(masked):
            return None
        sentence = masked[: close.start()]
    else:
        stop = re.search(r"[。！？!?\n）)]", masked)
        sentence = masked[: stop.start()] if stop else masked
    first = re.search(r"[，,；;、]", sentence)
    if first is None:
        pause = len(sentence)
    else:
        pause = next((m.start() for m in re.finditer(r"[，,；;]", sentence)), len(sentence))
    wanted = int(figure.value)
    by_pause = _spans(text, start, start + pause, "、")
    choice, sure = by_pause, pause == len(sentence)
    if "；" in sentence or ";" in sentence:
        clauses = _spans(text, start, start + len(sentence.rstrip("；; ")), "；;")
        if len(by_pause.spans) != wanted and (len(clauses.spans) == wanted or "、" not in sentence[:pause]):
            choice, sure = clauses, True
    if len(choice.spans) < 2 and "、" not in sentence[:pause] and kind in ("strong", "colon", "bracket"):
        commas = _spans(text, start, start + len(sentence), "，,")
        if len(commas.spans) == wanted:
            choice, sure = commas, True
    inside = reader.quantities_in(start, choice.spans[-1][1]) if choice.spans else []
    return choice._replace(sure=sure, amounts=bool(inside))


def _spans(text: str, start: int, end: int, separators: str) -> Names:
    """Return the names of ``text[start:end]``, and whether 等 closes them."""
    masked = mask(text[start:end])
    last = max(masked.rfind(s) for s in separators)
    closing = _AND_SO_ON.search(masked, last + 1)
    if closing is not None:
        end = start + closing.start()
    ranges = [(start + a, start + b) for a, b in split_names(text[start:end], separators)]
    return Names(_trimmed_behind(ranges), closing is not None)


def _judged_behind(reader: Reader, figure: Figure, noun: str, names: Names, kind: str, cued: bool) -> Claim | None:
    """Return the claim of names behind a count, as sure as its cue and the heads make it."""
    text = reader.document.text
    wanted, spans = int(figure.value), names.spans
    words = [text[a:b] for a, b in spans]
    if any(word[:1].isdigit() and not _is_date(word) for word in words):
        return None
    if kind == "bracket" and not cued and all(_GENERIC.fullmatch(w) for w in words):
        return None
    heads = noun + figure.unit
    agree = agreeing(words, heads)
    alike = agree >= 2 and agree * 2 >= len(words)
    kinds = figure.unit in _KINDS or bool(_KIND_NOUN.match(noun))
    if names.amounts and not alike and not kinds:
        same = [
            q for q in reader.quantities_in(spans[0][0], spans[-1][1]) if q.unit == figure.unit or q.type == "money"
        ]
        if same or len(words) != wanted:
            return None
    is_open = names.open or kind == "partial"
    basis = {"strong": "分别列举", "colon": "冒号后列举", "bracket": "括号内列举"}.get(kind, "列举")
    if len(words) == wanted:
        if wanted == 2 and figure.unit in _INSTANCES and kind not in ("strong", "bracket"):
            return None
        sure = alike or kinds or kind in ("strong", "include")
        return _claim(reader, figure, noun, names._replace(open=is_open), basis, sure, False)
    other = _finer(text, spans)
    if len(words) < len(other) == wanted:
        return _claim(reader, figure, noun, names._replace(spans=other, open=is_open), basis, False, False)
    certain = alike or kind == "strong"
    if not certain and (not names.sure or figure.unit in _INSTANCES or any(len(w) > _LONGEST for w in words)):
        return None
    if is_open and len(words) < wanted:
        return _claim(reader, figure, noun, names._replace(open=True), basis, True, False) if certain else None
    if kind == "partial" and not certain:
        return None
    asserted = certain and not names.amounts and len(other) == len(words)
    if kind == "include" and len(words) < wanted:
        asserted = False
    return _claim(reader, figure, noun, names._replace(open=is_open), basis, asserted, False)


# names and nouns


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + a, start + b) for a, b in split_names(text[start:end])]


def _finer(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *spans* split at conjunctions too, where that may be meant."""
    if not spans:
        return spans
    base = spans[0][0]
    split = joined_names(text[base : spans[-1][1]], [(a - base, b - base) for a, b in spans])
    return [(base + a, base + b) for a, b in split]


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return names before a count without what stands before the first of them, none of them too long."""
    if not spans:
        return spans
    start, end = spans[0]
    longest = max(b - a for a, b in spans[1:]) if len(spans) > 1 else end - start
    for lead in _LEAD.finditer(text, start, end):
        if end - lead.end() >= 2:
            start = lead.end()
    start = max(start, end - max(longest, 6))
    return [(start, end), *spans[1:]] if end - start <= _LONGEST else [(end - _LONGEST, end), *spans[1:]]


def _trimmed_behind(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return spans


def _is_date(word: str) -> bool:
    return bool(re.match(r"\d{1,4}(?:年|月|[.．]\d{1,2}(?!\d))", word))


def _noun_after(text: str, figure: Figure, reader: Reader) -> str:
    end = min(reader.document.blocks[figure.block].end, figure.end + 16)
    found = _NOUN.match(text, figure.end, end)
    noun = found[1] if found else ""
    return re.split(r"[的了和与及]|负责|承担|各", noun)[0][:10]


def _noun_before(text: str, figure: Figure, low: int) -> str:
    found = re.search(r"[一-鿿（）]{0,12}$", text[max(low, figure.start - 12) : figure.start].rstrip(" \xa0"))
    return found[0][-8:] if found else ""
