"""Rates of things counted: 排查隐患200处，整改198处，整改率99%.

The part is the last count before the rate, and the question is which figure is the whole. Where the words say it, it is
that: what is due or aimed at in a bracket, the head of the list that the part is a member of, the count that 其中 takes
the part out of, the one told with its growth, that of a survey. Else it is a count of the same unit before the part:
the one that fits, or the nearest. It ticks, and is to be reviewed where it does not fit; satisfaction and coverage need
a part that the rate names, or that is the actual of what is due.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import since_last_rate
from audit_cli.extract.prose.quotients.lacking_rates import (
    lacking_before,
    lacks_of,
    of_what_is_lacking,
    with_the_faulty,
    with_the_rest,
    without_faults,
)
from audit_cli.extract.prose.quotients.pairs import (
    Pair,
    amounts_before,
    fits,
    fits_both,
    is_a_slip,
    of_both,
    of_several,
    quotient,
    quotient_holds,
    together,
)
from audit_cli.extract.prose.quotients.rate_names import (
    TARGET,
    UNDONE,
    is_called_after_the_first,
    is_done_of_due,
    is_named,
    is_of_those_in_time,
    names_both,
    root_of,
)
from audit_cli.extract.prose.quotients.sure_pairs import is_told_in_a_row, is_told_of_those_asked
from audit_cli.extract.prose.quotients.survey_rates import survey_pair
from audit_cli.extract.prose.quotients.told_wholes import (
    aim_in_bracket,
    taken_out,
    told_before,
    told_behind,
)
from audit_cli.model import Claim
from audit_cli.quantity import HUNDRED, is_quotient

_RATE = expression(r"率|满意度|知晓度")
# of money, or of all the people there were in the year
_OF_OTHERS = expression(r"(?:支付|支出|拨付|付款|出生|死亡|生育|失业|自然增长)率")
_WITH = expression(r"率[（(]含")  # 合格率（含优秀）: of more than is called so
_STILL = expression(r"尚?未|正在|待|仍在|拟")
_COMPLEMENT = expression(r"差率|损|空置|闲置|流失|未|剩余|[超逾]期")  # rates of what is not the part
_TAKEN_OFF = expression(r"剔除|扣除|去除|除去")  # 收回960份，剔除无效问卷24份后，有效问卷936份
_WHOLE_NAME = 5
_ALL = expression(r"共(?!同)|总|全部")
_BOTH = 2
_HALF = 50  # percent, which two alike are of both
_FACTOR = 2  # by which what is read together rightly hardly ever misses
_THING = 3  # characters of a rate that says of what it is
_SATISFACTION = expression(r"满意|知晓|覆盖|合格|优良|达标|参保|入学|就业|好评|成活")


def count_rate(paragraph: Paragraph, k: int) -> Claim | None:
    claim = _count_rate(paragraph, k)
    if claim is None or quotient_holds(claim):
        return claim
    rate = paragraph.items[k]
    parts = {f.start for f in claim.figures("part")}
    if is_of_those_in_time(rate) and all(is_of_those_in_time(rate, i) for i in paragraph.items if i.start in parts):
        return None
    return claim if claim.asserted else _what_fits(paragraph, rate) or claim


def _count_rate(paragraph: Paragraph, k: int) -> Claim | None:
    rate = paragraph.items[k]
    if not _RATE.search(rate.label) or _OF_OTHERS.search(rate.label) or _WITH.search(rate.label):
        return None
    if (lacking := lacking_before(paragraph, rate)) is not None:
        return of_what_is_lacking(paragraph, rate, lacking)
    if (both := with_the_rest(paragraph, rate) or with_the_faulty(paragraph, rate)) is not None:
        return both
    if (pair := told_behind(paragraph, rate)) is not None:
        return quotient(rate, pair, "率", asserted=fits(rate, *pair))
    if (asked := survey_pair(paragraph, rate)) is not None:
        sure = fits(rate, *asked) or is_told_of_those_asked(paragraph, rate, asked)
        return quotient(rate, asked, "率", asserted=sure)
    counts = _counts(paragraph, rate)
    if len(counts) > _BOTH and not counts[-1].label and _STILL.match(counts[-1].post):
        counts.pop()  # 发现214处，整改209处，5处正在整改，整改率97.66%
    if not counts:
        return None
    part = counts[-1]
    if part.cue == "of_which" and (len(counts) == 1 or "率" not in rate.label):
        pair = taken_out(paragraph, rate, part)
    else:
        pair = aim_in_bracket(paragraph, rate) or told_before(paragraph, rate, counts)
    if pair is not None:
        return _quotient(paragraph, rate, pair)
    return _of_counts(paragraph, rate, counts) if "率" in rate.label else None


def _what_fits(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the rate of a count that it names in another of its sentence, where it fits.

    18个；已完工15个，在建2个，未开工1个，完工率83.33%.
    """
    counts = _counts(paragraph, rate)
    done = [i for i in counts if root_of(rate) in i.label and not _is_lacking(i)]
    wholes = [i for i in counts if i not in done]
    pairs = (Pair(part, whole) for part in done for whole in wholes if whole.same_unit(part))
    return next((quotient(rate, pair, "率") for pair in pairs if fits(rate, *pair)), None)


def _quotient(paragraph: Paragraph, rate: Item, pair: Pair) -> Claim:
    """Return the quotient of a pair, which the text asserts if it fits, or if nothing else can be meant."""
    return quotient(rate, pair, "率", asserted=fits(rate, *pair) or is_told_in_a_row(paragraph, rate, pair))


def _counts(paragraph: Paragraph, rate: Item) -> list[Item]:
    """Return what is counted or measured in the sentence of a rate and has no rate of its own."""
    return [
        i
        for i in since_last_rate(paragraph, rate.place, 1)
        if i.figure.type in ("count", "measure")
        and not (i.each or i.is_change or i.role in ("price", "to") or _TAKEN_OFF.search(i.label))
        and i.sentence == rate.sentence
        and i.line == rate.line
    ]


def _of_counts(paragraph: Paragraph, rate: Item, counts: list[Item]) -> Claim | None:
    """Return the rate of the last of several counts of one unit, or of a member of the list that ends with it."""
    part = counts[-1]
    alike = [i for i in reversed(counts[:-1]) if i.same_unit(part) and paragraph.total_item(i) is not part]
    wholes = [i for i in alike if paragraph.total_item(i) is not alike[0]]
    if not wholes:
        return None
    nearest = wholes[0]
    if rate.sep == NO_SEPARATOR and rate.depth == part.depth and not fits(rate, part, nearest):
        return None  # 改造3个，全街道13个社区达标率100%: of those it stands beside
    head = paragraph.total_item(part)
    if head is not None and head is not rate:
        members = _members(paragraph, head)
        if (
            len(root_of(rate)) == _BOTH
            and root_of(rate) in head.label
            and not any(root_of(rate) in i.label for i in members)
        ):
            # 监测365天，优良332天，其中优148天、良184天，优良率90.96%
            return _of_counts(paragraph, rate, [i for i in counts if i not in members])
        if nearest in members or any(map(_is_lacking, members)):
            return _of_a_member(rate, members, head)
    if _is_of_the_others(rate, nearest, part):
        return _of_the_others(rate, nearest, part, inside=head is nearest)
    if is_done_of_due(part, nearest) and (short := lacks_of(rate, nearest, part)) is not None:
        return short
    pairs = _pairs(paragraph, rate, part, wholes)
    if (fitting := next((pair for pair in pairs if fits(rate, *pair)), None)) is not None:
        return quotient(rate, fitting, "率")
    named = bool(pairs) and (is_named(pairs[0].part, rate) or is_done_of_due(*pairs[0]))
    if rate.sep >= SEMICOLON and root_of(rate) not in part.label + part.post:
        named = False  # 收监执行5人；电子定位率100%
    if not named and len(wholes) == 1 and rate.figure.value != _HALF and fits_both(rate, nearest, part):
        return of_both(rate, nearest, part)  # 90分以上的6项，80—90分的2项，优秀率75%
    if not named and counts[0].figure.value == together(counts[1:]).value:
        return _of_some(rate, counts[0], counts[1:])
    if _COMPLEMENT.search(rate.label):
        return None
    weak = rate.sep >= SEMICOLON or part.cue == "of_which" or _SATISFACTION.search(rate.label) is not None
    doubtful = len(pairs) > 1 or counts[-2] is not nearest or (weak and not named)
    # 救助86人次；参保21460人，参保率98.2%
    if pairs and not doubtful and nearest.unit == part.unit and not _is_of_another_thing(rate, nearest, part):
        return _quotient(paragraph, rate, pairs[0])
    # 受理741件，办结739件，满意701件，满意率93.78%: of either, but for a slip
    slipped = next((pair for pair in pairs if named and is_a_slip(rate, *pair)), None)
    return quotient(rate, slipped, "率", asserted=False) if slipped is not None else None


def _pairs(paragraph: Paragraph, rate: Item, part: Item, wholes: list[Item]) -> list[Pair]:
    """Return the last count as part of each before it, nearest first, or turned round where that is a target.

    What is less than its part, and no target, is no whole: it is of the list before, or of what stands before that.
    """
    nearest = wholes[0]
    aimed = [TARGET.search(i.label) is not None for i in (nearest, part)]
    if aimed == [False, True]:
        return [Pair(nearest, part)]
    pairs = [Pair(part, whole) for whole in wholes]
    if aimed[0] or part.figure.value <= nearest.figure.value or rate.figure.value > HUNDRED:
        return pairs
    head = paragraph.total_item(nearest)
    if head is not None and head is not part and head.same_unit(part):
        return [Pair(part, head)]  # 培训95人次，其中甲60人次、乙35人次，培训合格90人次，合格率94.74%
    if part.role != "used" and (not root_of(rate) or root_of(rate) not in part.label + part.post):
        turned = Pair(nearest, part)
        # 日处理能力3万吨，全年处理985.5万吨，负荷率90%: of neither
        told = is_named(nearest, rate) or is_a_slip(rate, *turned) or _is_near(rate, turned)
        return [turned, *pairs[1:]] if told else pairs[1:]
    larger = (i for i in amounts_before(paragraph, part.place) if i.same_unit(part))
    fitting = [Pair(part, whole) for whole in larger if fits(rate, part, whole)]
    return fitting or ([] if UNDONE.match(nearest.label) else pairs[:1])


def _is_near(rate: Item, pair: Pair) -> bool:
    """Whether a rate is neither half nor twice that of a pair."""
    made = HUNDRED * pair.part.figure.value / pair.whole.figure.value
    return rate.figure.value < _FACTOR * made and made < _FACTOR * rate.figure.value


def _members(paragraph: Paragraph, head: Item) -> list[Item]:
    return [paragraph.items[place] for place, total in paragraph.total_of.items() if total == head.place]


def _is_lacking(item: Item) -> bool:
    return bool(_STILL.match(item.label) or UNDONE.match(item.label))


def _of_a_member(rate: Item, members: list[Item], head: Item) -> Claim | None:
    """Return the rate of the member of a list that it names: 其中已竣工15个，在建2个，未开工1个，竣工率83.33%."""
    if len(members) == _BOTH and sum(TARGET.search(i.label) is not None for i in members) == 1:
        # 累计860件，其中当年完成162件，年度目标150件，完成率108%
        part, aim = sorted(members, key=lambda i: TARGET.search(i.label) is not None)
        return quotient(rate, Pair(part, aim), "率", asserted=fits(rate, part, aim))
    root = rate.label.removesuffix("率")[-_WHOLE_NAME:]
    done = [i for i in members if not (_is_lacking(i) or i.label.removeprefix("其中").startswith("不"))]
    named = [i for i in done if root in i.label] or [i for i in done if root_of(rate) in i.label]
    named = [i for i in named if i.label.removeprefix("已").startswith(root)] or named  # 完成10项，部分完成1项
    if not root or len(named) != 1 or not named[0].same_unit(head) or is_of_those_in_time(rate):
        return None
    return quotient(rate, Pair(named[0], head), "率")


def _is_of_the_others(rate: Item, first: Item, last: Item) -> bool:
    """Whether a rate is not of the last of two counts, but of what it leaves or of both."""
    lacking = _is_lacking(last) or last.label.removeprefix("其中").startswith("不")
    return lacking or names_both(rate, first, last) or is_called_after_the_first(rate, first, last)


def _of_the_others(rate: Item, first: Item, last: Item, inside: bool) -> Claim | None:
    """Return the rate of all without the last, which is *inside* them, or of the first: of both, or of the last.

    抽查道路36公里，其中不合格1.8公里，合格率95%; 已完工40个，在建2个，完工率95.24%.
    """
    if inside:
        return without_faults(rate, first, last)
    told = UNDONE.match(last.label) is not None and is_named(first, rate)
    if told or fits_both(rate, first, last):
        return of_both(rate, first, last)
    if not is_called_after_the_first(rate, first, last) or first.figure.value > last.figure.value:
        return None
    # 质量达标46个，实际产出48个，质量达标率95.83%
    sure = fits(rate, first, last) or _ALL.search(last.label) is not None
    return quotient(rate, Pair(first, last), "率", asserted=sure) if sure or is_a_slip(rate, first, last) else None


def _of_some(rate: Item, whole: Item, members: list[Item]) -> Claim | None:
    """Return the rate of the first members of a list, if it fits some: 抗诉7件，改判4件、发回1件、维持2件，采纳率71%.

    It may be of any of them.
    """
    for many in range(1, len(members)):
        if is_quotient(rate.figure.quantity, together(members[:many]), whole.figure.quantity):
            return of_several(rate, members[:many], whole, "率")
    return None


def _is_of_another_thing(rate: Item, whole: Item, part: Item) -> bool:
    """Whether a rate names a thing and what is done to it that no count does: 12个通公交，道路硬化率98%."""
    name = rate.label[: rate.label.rfind("率")]
    ends = (name[:_BOTH], name[-_BOTH:])
    return len(name) >= _THING and not any(end in i.words + i.post for i in (whole, part) for end in ends)
