"""Percentage points: 完成率由90%提高到95%，提高5个百分点; 失业率3.4%，比目标4%低0.6个百分点.

The two rates before, in the order that 由…到…, 比 or their years give, have the points as their difference; and an
amount may be apart from another by a rate, in the same words: 低于全县平均水平2.1万元14.29%. It ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import difference, growth, larger_first, term
from audit_cli.extract.prose.growth.sides import Compared, ordered
from audit_cli.extract.prose.growth.words import FROM, before_comparing, is_earlier, speaks_of
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_COMPARED = expression(r"[比较](?!上年|去年|同期)")
_THAN = expression(r"[比较]")
_REACHED = expression(r"[到至达]$")
# 优良率93%，高于全县平均水平（90%）3个百分点
_APART = expression(r"高于|高出|超过|超出|优于|低于|少于")
_THAN_ALL = expression(r"(?:高于|高出|超过|低于)(?:总体|整体|平均|全部|总)[一-鿿]{0,4}增[幅速]$")
_YEAR_BEFORE = expression(r"[比较与同](?:20\d\d年|上年|去年)(?:同期)?[（(]")
_BETWEEN = expression(r"^(?:[一-鿿]{0,4})(?:滞后|落后|相差|超前|快于|慢于)[一-鿿]{0,4}$")
_SPEED = expression(r"增[幅速]|降幅|涨幅")
_SHARE = expression(r"占(?:比|比重|比例)?(?:为)?$")
_LEVEL = expression(r"(?:现|已)?(?:达到?|(?:提高|提升|上升|下降|降低)[到至])[了约]?")
# 比中央预算执行率低2.9个百分点
_THAN_A_RATE = expression(r"[比较](?!上年|去年|同期)([一-鿿]{2,10}率)[高低][了出]?$")
# 比全国高1个百分点, where only the own rates are told
_THAN_ELSEWHERE = expression(r"[比较于](全[国省市县区州])(?:[一-鿿]{0,6})[高低快慢多少]")
_THAN_AN_AIM = expression(r"[高低优大小]于[一-鿿]{0,8}?(目标|平均|控制|要求|标准|任务|计划)")
_SHORT_OF = expression(r"的?(?:年度|考核)?(?:目标值?|要求|指标值?|标准)?(?:还|尚|仍)?(?:相?差|低)")
_IN_YEAR_BEFORE = expression(r"(?:上一?年|去年)(?:同期)?(?:度|数)?(?P<name>[一-鿿]{0,8}?)(?:为|是)?")
_FROM_HERE = ("距", "距离", "与")
_MISSED = expression(r"(?:但|仍|尚)?未达到?")
_NAMED = 3  # characters of a subject of its own
_SHORTEST = 2
_BELOW = frozenset({"低于", "少于"})


def points(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield the difference of two rates of its sentence, or of two sentences that name their years."""
    before = paragraph.before(result.place, same_sentence=False)
    rates = [i for i in before if i.figure.type == "rate"]
    levels = [i for i in rates if i.role != "growth" or _REACHED.search(i.label)]
    # 审结80件，增长2%；结案率93%，提高1.3个百分点: how fast something grew is no rate that another one rises from
    near = (rates if rates and rates[0].role == "growth" else _told_of(paragraph, levels))[:2]
    if not near or near[0].sentence != result.sentence:
        return
    second, *earlier = near
    if _SPEED.search(result.label) and not all(i.role == "growth" for i in near):
        return  # 占58.6%，增长2.2%，增幅下降16.3个百分点: the growth of the year before is not told
    level = paragraph.behind(result.place)
    if second.place == result.place - 1 and level and _is_prior(level[0], result, second):
        # 收缴率96.4%，比上年提高1.9个百分点（上年94.5%）
        yield difference(result, *larger_first(result, second, level[0]))
        return
    reached = bool(level) and level[0].figure.type == "rate" and _LEVEL.fullmatch(level[0].label) is not None
    if reached and second.place == result.place - 1 and level[0].sep <= COMMA and level[0].sentence == result.sentence:
        # 回收率较上年的34.8%提升2.1个百分点，达到36.9%
        yield difference(result, *larger_first(result, level[0], second))
        return
    if (than := _THAN_A_RATE.search(result.label)) is not None:
        yield from _than_the_one_called(result, second, [i for i in rates if i.label.startswith(than[1])])
        return
    elsewhere = _THAN_ELSEWHERE.search(result.label)
    if not earlier or (elsewhere and not any(elsewhere[1] in i.label for i in near)):
        return
    if (than := _THAN_AN_AIM.match(result.label)) is not None and not any(than[1] in i.words for i in near):
        return  # 由3.6%降至3.1%，低于控制目标0.9个百分点
    first = earlier[0]
    beside = second.place == result.place - 1 and first.sentence == second.sentence
    further = _APART.search(second.label) if beside else None
    if further is not None:
        # 高于95%的目标值3个百分点: the aim is what is printed, though it could be more
        aim = second._replace(figure=second.figure._replace(qualifier=""))
        # 覆盖率68.35%，比上年68.12%提高0.23个百分点，高于平均59.98%的水平8.37个百分点: of what there is now
        own = (i for i in levels if i.place < second.place and i.sentence == second.sentence)
        sides: Compared | None = Compared(next((i for i in own if not _THAN.match(i.label)), first), aim)
        result = result._replace(falls=further.group() in _BELOW)
    elif beside and _BETWEEN.search(result.label) and _go_apart(first, second):
        # 最高增长55.5%，最低下降13.2%，相差68.7个百分点
        yield Claim("difference", (term(result, "result"), term(first, "minuend"), term(second, "minuend")), basis="差")
        return
    elif beside and _BETWEEN.search(result.label) and first.figure.value != second.figure.value:
        # 时间进度77.78%，投资进度63.48%，滞后14.3个百分点: the words say which is the larger
        sides = Compared(first, second)
        result = result._replace(falls=first.figure.value < second.figure.value)
    elif beside and _SHORT_OF.fullmatch(result.label) and _is_short_of(second):
        # 检查覆盖率95.06%，距96%的目标差0.94个百分点
        sides = Compared(first, second._replace(figure=second.figure._replace(qualifier="")))
        result = result._replace(falls=True)
    elif beside and _THAN_ALL.match(result.label) and second.role == first.role == "growth":
        # 增长3.51%；其中县级资金增加240万元，增幅9.30%，高于总体增幅5.79个百分点
        sides = Compared(second, first)
        result = result._replace(falls=result.label[:2] in _BELOW)
    elif _is_told_in_bracket(paragraph, second) and first.depth < second.depth:
        sides = Compared(first, second)  # 优良率90.14%，比2021年（318天、87.12%）多11天，提高3.02个百分点
    elif FROM.search(first.lead[-12:] + first.label):
        sides = Compared(second, first)
    elif _COMPARED.match(second.label) and beside:
        sides = Compared(first, second)
    elif (own_one := _own_rate([i for i in rates if i.place <= first.place], second, paragraph)) is not None:
        sides = ordered(own_one, second, result)
    else:
        sides = None
    if sides is not None and sides.base is not None:
        yield difference(result, *larger_first(result, sides.new, sides.base))


def _is_told_in_bracket(paragraph: Paragraph, rate: Item) -> bool:
    """Whether a rate is of the year that is compared with, in the bracket behind it."""
    if not rate.group:
        return False
    opening = next(i for i in paragraph.items if i.group == rate.group)
    return _YEAR_BEFORE.search(opening.words) is not None


def _is_short_of(aim: Item) -> bool:
    """Whether a rate stops short of *aim*: 覆盖率95%，距96%的目标差1个百分点; 参保率97%，未达到98%，低1个百分点."""
    return aim.label.endswith(_FROM_HERE) or _MISSED.fullmatch(aim.label) is not None


def _is_prior(rate: Item, result: Item, new: Item) -> bool:
    """Whether a rate behind points is the one that they are measured from: 比重61.2%，回落3.1个百分点，上年为64.3%."""
    if rate.figure.type != "rate" or rate.sentence != result.sentence:
        return False
    inside = rate.host == result.place and rate.opens
    if inside:
        return is_earlier(rate, new)
    # 结案率96%，上升1.3个百分点，上年结案率94.7%
    told = _IN_YEAR_BEFORE.fullmatch(rate.label)
    return rate.sep <= COMMA and told is not None and told["name"] in new.label


def _told_of(paragraph: Paragraph, rates: list[Item]) -> list[Item]:
    """Return the nearest rate, and those before it from which no other points are told, nor parts before its clause.

    应答率91%，比目标90%高1个百分点，比上年85%高6个百分点: it is 91% that is told besides 85%;
    优良率86%，其中县道91%、村道84%；比目标85%高1个百分点: it is 86%.
    """
    if len(rates) < 2 or not _THAN.match(rates[0].label):
        return rates
    nearest, *others = rates
    end = nearest.place
    if nearest.sep >= SEMICOLON:
        parts = (i.place for i in paragraph.items[:end] if i.sentence == nearest.sentence and i.cue == "of_which")
        end = min(parts, default=end)
    told = [i for i in others if i.place < end]
    return [nearest, *(i for i in told if not _is_compared_with(paragraph, i))]


def _is_compared_with(paragraph: Paragraph, rate: Item) -> bool:
    return _THAN.match(rate.label) is not None and paragraph.items[rate.place + 1].figure.type == "points"


def _than_the_one_called(result: Item, new: Item, called: list[Item]) -> Iterator[Claim]:
    """Yield the difference from the one rate before that has the name the points say: 比中央预算执行率低2.9个百分点."""
    if len(called) == 1 and called[0] is not new:
        yield difference(result, *larger_first(result, new, called[0]))


def _go_apart(first: Item, second: Item) -> bool:
    """Whether one of two rates of growth rises and the other falls."""
    return first.role == second.role == "growth" and first.falls != second.falls


def _own_rate(before: list[Item], base: Item, paragraph: Paragraph) -> Item | None:
    """Return the rate that the words before 比 call: 公办占52%；民办占38%。公办占比较上年的49.5%提高2.5个百分点."""
    subject = _SHARE.sub("", before_comparing(base.label))
    if len(subject) < _NAMED or base.sentence == before[0].sentence:
        return before[0]
    called = [i for i in before if i.sentence == before[0].sentence and _names(subject, _owner(i, paragraph))]
    if called:
        return called[0] if len(called) == 1 else None
    return before[0] if speaks_of(subject, _owner(before[0], paragraph)) else None


def _owner(rate: Item, paragraph: Paragraph) -> str:
    """Return what a rate is told of: the words before it, or where they are but 占 those of the amount before."""
    name = _SHARE.sub("", rate.label)
    return name or (paragraph.label(paragraph.items[rate.place - 1]) if rate.place else "")


def _names(subject: str, owner: str) -> bool:
    return len(owner) >= _SHORTEST and (owner in subject or subject in owner)


def apart(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return how far an amount is from another by a rate: 人均经费1.8万元，低于全县平均水平2.1万元14.29%."""
    if rate.label or rate.place < 2 or rate.sep:
        return None
    new, base = paragraph.items[rate.place - 2 : rate.place]
    words = _APART.search(base.label)
    if words is None or new.sentence != rate.sentence or not new.kin(base) or new.unit != base.unit:
        return None
    if not (new.is_amount and base.is_amount) or new.figure.approximate or base.figure.approximate:
        return None
    return growth(rate._replace(falls=words.group() in _BELOW), new, base)
