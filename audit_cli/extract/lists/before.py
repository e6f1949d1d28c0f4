"""Names that stand before their count: 办公室、人事科、财务科3个科室; …整治，…整治，…整治等3项行动."""

from __future__ import annotations

import re

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_PLACES
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
    noun_after,
    noun_of_list,
    split_at,
)
from audit_cli.extract.lists.names import endings_shared, like_offices_or_places, mask, side_by_side
from audit_cli.model import Claim, Figure

_REACH = 500  # characters that a list may take
_CONNECTOR = expression(r"(?P<open>等)?(?P<together>一?共计?|合计|总计|总共)?有?$")
_CONNECTED = frozenset("等计共有")  # the last characters of what it finds
# what makes the number speak of something else than the names before it
_NOT_AFTER = frozenset("各每均第约近超达余到至成为是的中内个，。；：、,;:（(")
_BOUNDARIES = "，,。；;：:！？!?\n（(“"
_JOINED = "、）)”》〕"
_CLAUSE_ENDS = "。；;：:！？!?\n（(“"
_LEAD = expression(
    r"内设机构|内设|下设|下辖|所辖|所属|分设|设有|设立|设置|成立|包括|包含|涵盖|覆盖|涉及|开展|实施|组织|建立|完善|推进"
    r"|制定|印发|出台|采取|[了对向在由为是有与辖设]"
)
_OTHERS = expression(r"(?:本级|机关|本部)(?:和|及|与|以及)")
_IN = expression(r"在|于")
_BELOW = expression(r"[下所直]属|二级|基层|其他")
_DOINGS = expression(r"(?:活动|行动|工程)$")  # of which each has a name; 数量、质量、时效共6项指标 are of three kinds
_KIND_OF_INDICATOR = expression(r"(?:数量|质量|时效|成本|产出|效益|效果|影响|满意度|过程|决策|管理)(?:类|性)?指标?$")
_SEVERAL = 3
_LONG = 5  # characters of a name that is no mere kind of thing
_FEW = 10  # places that are named one by one where something is done in each of them
_BASIS = "列名后计数"


def listed_before(reader: Reader, figure: Figure, floor: int) -> Claim | None:
    """Return the claim that *figure* counts the names before it, none of which stands before *floor*."""
    text = reader.document.text
    block = reader.document.blocks[figure.block]
    low = max(block.start, floor, figure.start - _REACH)
    end = figure.start
    while end > low and text[end - 1] in " \xa0":
        end -= 1
    titled = end > low and text[end - 1] == "“"
    end -= titled
    connector = _CONNECTOR.search(text, max(low, end - 5), end) if text[end - 1] in _CONNECTED else None
    is_open = connector is not None and connector["open"] is not None
    together = connector is not None and connector["together"] is not None
    if connector is not None:
        end = connector.start()
    if end <= low or text[end - 1] in _NOT_AFTER:
        return None
    if not is_open and not titled and figure.value != 2 and not _may_be_names(text, low, end):
        return None
    noun = noun_after(text, figure, block.end)
    if text[end - 1] == "”":
        quoted = _quoted(text, low, end)
        if len(quoted) > 1:
            closes, printed = len(quoted) == figure.value, figure.text[0].isdigit()
            if not closes and not printed:
                return None
            names = Names(quoted, is_open)
            return reader.claim(figure, noun, names, "引号内列名", asserted=False, tick_only=not printed)
    masked = mask(text[low:end])
    start = max(map(masked.rfind, _BOUNDARIES)) + 1
    if is_open and "、" not in masked[start:]:
        clauses = _clauses(text, masked, low)
        if clauses:
            fits = len(clauses) <= figure.value
            return reader.claim(figure, noun, Names(clauses, True), "分句列举", asserted=fits)
    begin = max([low + start, *(f.end for f in reader.figures_in(low + start, end) if f.type == "label")])
    earlier = reader.quantities_in(begin, end)
    if any(q.unit == figure.unit and text[q.end : q.end + 1] in "、）" for q in earlier):
        return None  # the parts of a breakdown
    doubtful = bool(earlier) and "、" in text[begin : earlier[-1].start]
    if earlier and not doubtful:
        begin = earlier[-1].end
    spans = split_at(text, begin, end)
    if text[end - 1] in "”》":
        spans = [piece for span in spans for piece in side_by_side(text, *span)]
    if titled:
        if len(spans) == figure.value and (len(spans) > 2 or text[spans[-1][0]] == figure.unit[:1]):
            return reader.claim(figure, noun, Names(_trimmed(text, spans)), "总称所列", tick_only=True)
        return None
    names = Names(spans, is_open, not doubtful)
    if not noun and figure.unit in OF_PLACES and (said := noun_of_list(text, begin, end)):
        return _of_said_noun(reader, figure, said, names, together)
    return _judged(reader, figure, noun, names, together)


def _may_be_names(text: str, low: int, end: int) -> bool:
    """Whether the clause that ends at *end* has a 、, or closes a bracket, which hides how far the clause goes back."""
    for at in range(end - 1, low - 1, -1):
        if text[at] in _JOINED:
            return True
        if text[at] in _BOUNDARIES:
            return False
    return False


def _judged(reader: Reader, figure: Figure, noun: str, names: Names, together: bool) -> Claim | None:
    """Return the claim of names before a count, as sure as the heads of the names make it."""
    text, wanted = reader.document.text, int(figure.value)
    spans = names.spans
    if len(spans) == 1 and wanted == 2:
        spans = finer(text, spans)
    if not 2 <= len(spans) <= MOST or AND_SO_ON.search(mask(text[spans[-1][0] : spans[-1][1]])):
        return None
    shown = _trimmed(text, spans)
    words = reader.words(shown)
    heads = heads_of(words, noun, figure.unit)
    found = names._replace(spans=shown)
    count = len(words)
    instances = figure.unit in INSTANCES
    whole = text[slice(*spans[0])]
    begins = whole[max(whole.find("“"), whole.find("《"), 0) :]  # 举办“春节”、“元宵”…
    quoted = all(w.startswith(("“", "《")) and w.endswith(("”", "》")) for w in (begins, *words[1:]))
    if count == wanted:
        # a chance: 举办培训、讲座2次
        if not (heads.alike or heads.kinds or together) and (
            (count == 2 and not like_offices_or_places(words) and (instances or not noun))
            or (instances and not names.open and not noun and not quoted)
        ):
            return None
        return reader.claim(figure, noun, found, _BASIS, asserted=heads.alike or heads.kinds or together)
    if count < wanted and all(map(_KIND_OF_INDICATOR.search, words)):
        return None  # 数量指标、质量指标、时效指标共6项: there are several of each
    split = finer(text, spans)
    if count < wanted == len(split):
        return reader.claim(figure, noun, found._replace(spans=_trimmed(text, split)), _BASIS, asserted=False)
    if not names.alone or (instances and not heads.alike and not quoted):
        return None
    if count > wanted and quoted:
        return reader.claim(figure, noun, found, _BASIS, asserted=False) if wanted > 1 or names.open else None
    one_off = not (instances or names.open) and len(split) == count and _is_one_off(words, wanted, noun)
    if count > wanted:
        summed = found.open or (together and bool(_DOINGS.search(noun)))
        more = _too_many(reader, figure, noun, found, heads, summed)
        return more or (reader.claim(figure, noun, found, _BASIS, asserted=False) if one_off else None)
    if names.open:
        return reader.claim(figure, noun, found, _BASIS) if heads.alike or heads.kinds or quoted else None
    titles = begins.startswith("《") and all("《" in word for word in words[1:])  # 发布案例《甲案》《乙案》《丙案》4件
    if quoted and (noun or titles) and wanted <= 2 * count:
        return reader.claim(figure, noun, found, _BASIS, asserted=heads.alike)
    if _OTHERS.search(words[0]) or text[spans[0][0] : spans[0][1]].endswith("本级"):
        return None
    if heads.alike:
        certain = len(split) == count and (count > 2 or wanted <= 2 * count)
        return reader.claim(figure, noun, found, _BASIS, asserted=certain)
    placed = figure.unit in OF_PLACES and like_offices_or_places(words)
    named = placed and not noun and min(len(w) for w in words) >= 5
    of_each = placed and text.startswith("各", figure.end)  # 甲公园、乙广场2处各建设1个…
    firms = together and noun.startswith("企业") and all(w.endswith("公司") for w in words)
    few = wanted <= (_FEW if of_each and _IN.search(text, max(0, spans[0][0] - 2), spans[0][1]) else 2 * count)
    summed = together and figure.unit == "项" and _DOINGS.search(noun) is not None and wanted <= 2 * count
    if summed and count > 2 and not generic(words):
        return reader.claim(figure, noun, found, _BASIS, asserted=False)
    if one_off or ((of_each or firms) and few and not generic(words)) or (count > 2 and (heads.kinds or named)):
        return reader.claim(figure, noun, found, _BASIS, asserted=False)
    return None


def _is_one_off(words: list[str], wanted: int, noun: str) -> bool:
    """Whether several names, each long enough to be one, are one more or one less than counted."""
    count = len(words)
    if not noun or abs(count - wanted) != 1 or min(count, wanted) < _SEVERAL - (count > _SEVERAL - 1):
        return False
    return min(map(len, words)) >= _LONG and not generic(words) and not _OTHERS.search(words[0])


def _of_said_noun(reader: Reader, figure: Figure, noun: str, names: Names, together: bool) -> Claim | None:
    """Return the claim of names that are called before them what is counted: 所属单位有甲院、乙站、丙中心3家.

    To be reviewed where they are not as many; a few more may be those that are no 下属 ones.
    """
    claim = _judged(reader, figure, noun, names, together)
    if claim is None:
        return None
    words = [term.label for term in claim.terms[1:]]
    if len(words) > figure.value and (len(words) < _SEVERAL or any(_BELOW.search(w) for w in words)):
        return None
    return claim if len(words) == figure.value else claim._replace(asserted=False)


def _too_many(reader: Reader, figure: Figure, noun: str, found: Names, heads: Heads, summed: bool) -> Claim | None:
    """Return the claim of more names than counted: the last of them, if only those are what the noun says.

    The number of names that are *summed* up can be read as nothing else.
    """
    wanted, words = int(figure.value), reader.words(found.spans)
    fits = endings_shared(words, noun + figure.unit)
    if wanted >= 2 and all(fits[-wanted:]) and not any(fits[:-wanted]):
        return reader.claim(figure, noun, found._replace(spans=found.spans[-wanted:]), _BASIS, asserted=False)
    if heads.all_but_first and noun:
        return reader.claim(figure, noun, found, _BASIS, asserted=wanted > 1 or found.open)
    mostly = heads.alike and noun and 4 * sum(fits) >= 3 * len(fits)
    items = summed and figure.unit == "项" and min(map(len, words)) > 1  # 安全月、宣传周、减灾日等2项活动
    if mostly or (wanted > 1 and ((heads.kinds and not found.open) or items)):
        return reader.claim(figure, noun, found, _BASIS, asserted=False)
    return None


def _quoted(text: str, low: int, end: int) -> list[tuple[int, int]]:
    """Return the names within the quotes that end at *end*: “风险管控、隐患排查、应急救援”."""
    opening = text.rfind("“", low, end - 1)
    if opening < 0 or text.find("、", opening, end) < 0 or (opening > low and text[opening - 1] in "、”"):
        return []
    return split_at(text, opening + 1, end - 1)


def _clauses(text: str, masked: str, low: int) -> list[tuple[int, int]]:
    """Return clauses that end alike, parted by ，: …专项整治，…达标创建，…专项整治."""
    start = low + max(map(masked.rfind, _CLAUSE_ENDS)) + 1
    spans = split_at(text, start, low + len(masked), "，,")
    if len(spans) < 3:
        return []
    ending = text[spans[-1][1] - 2 : spans[-1][1]]
    alike = [k for k, (_, b) in enumerate(spans) if text[b - 2 : b] == ending]
    inside = spans[alike[0] :]
    if len(alike) < 3 or len(alike) * 3 < len(inside) * 2:
        return []
    a, b = inside[-1]
    for join in re.finditer("[和及与]", mask(text[a:b])):
        half = a + join.start()
        if text[half - 2 : half] == ending:
            inside[-1:] = [(a, half), (half + 1, b)]
            break
    return _trimmed(text, inside)


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return names without what stands before the first of them, and none of them too long."""
    if not spans:
        return spans
    start, end = spans[0]
    for lead in _LEAD.finditer(text, start, end):
        if end - lead.end() >= 2:
            start = lead.end()
    longest = max((b - a for a, b in spans[1:]), default=LONGEST)
    start = max(start, end - max(longest, 8))
    shown = []
    for a, b in [(start, end), *spans[1:]]:
        cut = max(a, b - LONGEST)
        while cut > a and cut < b - 1 and text[cut].isdigit():
            cut += 1
        shown.append((cut, b - text.endswith("这", cut, b)))  # 教育和医疗这2个领域
    return shown
