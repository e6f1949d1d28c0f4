"""What a bracket explains: 人员占基本支出的75%（人员60万元，基本支出80万元）; 增加5万元（今年9万元，去年4万元）.

The two amounts of the bracket behind a rate or a change are all that it is of.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import PLAN, PRIOR, year_of
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip
from audit_cli.quantity import HUNDRED

_OF_PART = expression(r"率|占|度|比[例重]")
_NOW = expression(r"[今本当]年|实际|完成|决算|执行|支出|(?:19|20)\d\d")
_BARE = expression(r"(?:其中|年初|全年|调整)?(?:预算|计划)(?:数|金额)?[为是]?|实际(?:支出|执行|完成)?[为是]?")
# the result of an indicator that is a rate, and its goal
_RESULT = expression(r"(?:全年|年度)?(?:实际)?(?:完成值?|达到|值)[为：:]?|实际")
_AIM = expression(r"目标|指标值|标准值")
_OF_PLAN = expression(r"控制率[为达是]?$")
_OF_ITS_PLAN = expression(r"(?:完成|达到|[为占])(?:年度|全年|年初)?(?:计划|任务|目标)(?:任务|数|值)?的$")
_BOTH = 2
_NEAR = 4  # figures before a rate, of which one may be broken down behind it


def told_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return the part and the whole that a bracket behind a rate tells: whichever fits, else the less of the more."""
    inside = _inside(paragraph, rate)
    if len(inside) != _BOTH or not _OF_PART.search(rate.label) or rate.figure.approximate:
        return None
    less, more = sorted(inside, key=lambda i: i.figure.value)
    if fits(rate, more, less):
        return Pair(more, less)
    # 满意率达100%（满意144件，基本满意2件）: both are of one kind
    of_two_kinds = all(i.label for i in inside) and less.label[-2:] != more.label[-2:]
    told = of_two_kinds and rate.figure.value < HUNDRED and not _is_broken_down(paragraph, rate, inside)
    return Pair(less, more) if told or fits(rate, less, more) else None


def actual_of_indicator(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what the result of an indicator is of, told behind it: 目标值≥95%，完成值97%（设备200台，完好194台）."""
    aim = paragraph.items[rate.place - 1] if rate.place and _RESULT.fullmatch(rate.label) else None
    if aim is None or aim.figure.type != "rate" or aim.sentence != rate.sentence or not _AIM.search(aim.words):
        return None
    behind = paragraph.items[rate.place + 1 : rate.place + 4]
    both, further = behind[:_BOTH], behind[_BOTH:]
    if len(both) < _BOTH or any(i.figure.type != "count" or i.sentence != rate.sentence for i in both):
        return None
    whole, part = both
    told_alike = whole.same_unit(part) and part.sep <= COMMA and whole.group == part.group
    if not told_alike or part.figure.value > whole.figure.value:
        return None
    apart = not further or further[0].sep > COMMA or further[0].group != part.group
    # 实际完成98.7%，受理154件，办结152件; but 实际完成96%，新建12个，改造8个
    beside = whole.host == rate.place or (
        whole.sep <= COMMA and (fits(rate, part, whole) or is_a_slip(rate, part, whole))
    )
    return Pair(part, whole) if apart and beside else None


def planned_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what its rate names and the plan in the bracket behind: 公用经费控制率92.82%（预算安排300万元）."""
    if _OF_ITS_PLAN.search(rate.label):
        return _done_of_plan_in_bracket(paragraph, rate)
    named = _OF_PLAN.search(rate.label)
    inside = _inside(paragraph, rate) if named is not None and named.start() else []
    if named is None or len(inside) != 1 or not PLAN.search(inside[0].label):
        return None
    name = rate.label[: named.start()]
    before = [i for i in paragraph.items[: rate.place] if i.kin(inside[0]) and paragraph.label(i).endswith(name)]
    return Pair(before[-1], inside[0]) if len({i.figure.value for i in before}) == 1 else None


def _done_of_plan_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what was done and the plan in the bracket behind its rate: 接入4680路，完成计划的104%（计划4500路）."""
    inside, done = _inside(paragraph, rate), paragraph.items[max(rate.place - 1, 0)]
    if len(inside) != 1 or not PLAN.search(inside[0].label) or not done.same_unit(inside[0]) or rate.sep > COMMA:
        return None
    return Pair(done, inside[0]) if done.role in ("plain", "used") and done.sentence == rate.sentence else None


def _is_broken_down(paragraph: Paragraph, rate: Item, inside: Sequence[Item]) -> bool:
    """Whether the bracket tells the parts of an amount before the rate: 配套90万元，占15%（市级30万元、县级60万元）."""
    together = sum(i.figure.value for i in inside)
    near = paragraph.items[max(rate.place - _NEAR, 0) : rate.place]
    return any(i.kin(inside[0]) and i.figure.value == together for i in near)


def sides_in_bracket(paragraph: Paragraph, change: Item) -> Pair | None:
    """Return what there is now and what there was, told in a bracket behind a change, or right behind it."""
    both = _inside(paragraph, change)
    if not both and PLAN.search(change.label):
        # 实际支出比预算少13万元，预算为96万元，实际为83万元
        behind = paragraph.items[change.place + 1 : change.place + 3]
        both = [i for i in behind if i.kin(change) and i.sentence == change.sentence and _BARE.fullmatch(i.label)]
        both = [i for i in both if i.sep <= COMMA and i.depth == change.depth and not i.mark]
    of_rate = change.figure.type == "rate"
    if len(both) != _BOTH or any(i.unit != (both[0] if of_rate else change).unit for i in both):
        return None
    if of_rate and (years := [year_of(i) for i in both]) and all(years) and years[0] != years[1]:
        return Pair(*sorted(both, key=year_of, reverse=True))  # 下降4.6%（2022年为125万元，2021年为131万元）
    earlier = [i for i in both if PRIOR.search(i.label) or PLAN.search(i.label)]
    now = [i for i in both if i not in earlier and _NOW.search(i.label)]
    return Pair(now[0], earlier[0]) if len(earlier) == len(now) == 1 else None


def _inside(paragraph: Paragraph, item: Item) -> list[Item]:
    """Return the amounts of the bracket that touches *item*, [] where it holds anything else."""
    group = 0
    found: list[Item] = []
    for other in paragraph.items[item.place + 1 : item.place + 2 + _BOTH]:
        if not group and (not other.opens or other.host != item.place):
            return []
        group = group or other.group
        if other.group != group:
            break
        found.append(other)
    alike = all(i.is_amount and i.kin(found[0]) and i.figure.type != "number" for i in found)
    return found if alike and not any(i.figure.approximate for i in found) else []
