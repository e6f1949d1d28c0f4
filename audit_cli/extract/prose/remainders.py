"""Remainders: 下达30万元，已支出20万元，剩余10万元.

What is left is an amount less what was used of it: the used figure before it and the plain one before that, income and
spending called 总计, or the two figures of its sentence. It ticks and fails; with any other two it may only tick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.compared import COMPARABLE
from audit_cli.extract.prose.differences import any_difference, closes, difference, difference_of_all, term
from audit_cli.extract.prose.exceptions import left_over
from audit_cli.extract.prose.execution_rates import heads_before, is_execution
from audit_cli.extract.prose.instalments import is_one_of_several, less_instalments
from audit_cli.extract.prose.item import COMMA, SEMICOLON, STOP, Item
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.payments import is_payment
from audit_cli.model import Claim

_STAGES = expression(r"已([一-鿿]{2})但?尚?未([一-鿿]{2})")
_ALL = expression(r"全[省市县区镇乡]|共")
_OPENING, _CLOSING = expression(r"年初|上年结[转余]"), expression(r"年末|结转|滚存|累计结余")
# 当年结余 is what was taken in less what was spent
_OF_THE_YEAR = expression(r"(?:当年|本年|收支|年度)结余[为是：:]*$")
_ACCUMULATED = expression(r"累计|滚存|历年")
_INCOME = expression(r"^(?:[0-9]{4}年)?(?:全年|本年|当年|年度)?(?:总收入|收入(?:合计|总额)?)[为是：:]*$")
_SPENDING = expression(r"^(?:[0-9]{4}年)?(?:全年|本年|当年|年度)?(?:总支出|支出(?:合计|总额)?)[为是：:]*$")
_DIFFERENCE = expression(r"差[额值异][为是：:]*$")
_LEFT_BEFORE = expression(r"(?:滚存|累计|年末)[一-鿿]{0,4}(?:结余|结存|余额)[为是]?$")
_SIDES_REACH, _CLAUSE_REACH = 24, 3  # figures back to the income of a year, and to the first of a clause
_AVAILABLE = expression(r"可用|可支配|可安排|调整后(?:全年)?预算|全年预算|收入总计|总收入")
_OF_POSTS = expression(r"[空缺超]编(?:数|人数|人员)?[为：:]*$")
_POSTS = expression(r"编制(?:总?数)?[为共：:]*$|核定[一-鿿]{0,4}$|定编|应配备?[一-鿿]{0,4}$")
_PEOPLE = expression(r"实有|现有|在[职岗编]|实际")
_NEAR = 3  # figures before that may be the posts and the people
_SINCE = ("已于", "已在", "其中已", "已")
_TOO_MANY = expression(r"超编")
_RECEIVED = expression(r"到位")
_SPENT = expression(r"(?:支出|支付|付款|使用|拨付)[一-鿿]{0,4}$")


def remainder(paragraph: Paragraph, rest: Item) -> Iterator[Claim]:
    if _is_part_of_a_rest(paragraph, rest):
        return
    if (named := left_over(paragraph, rest)) is not None:
        yield named
        return
    if (stages := _STAGES.search(rest.label)) is not None:
        yield from _between_stages(paragraph, rest, stages[1], stages[2])
        return
    readings = [claim for claim in _readings(paragraph, rest) if claim is not None]
    sure = next((claim for claim in readings if claim.asserted), None)
    if readings:
        yield sure or readings[0]
    else:
        yield from any_difference(paragraph, rest)


def _between_stages(paragraph: Paragraph, rest: Item, done: str, undone: str) -> Iterator[Claim]:
    """Yield what has come so far and no further: 已下达69万元，支出58万元，已下达未支出11万元."""
    before = _amounts_before(paragraph, rest)
    larger = next((i for i in before if done in i.label), None)
    smaller = next((i for i in before if undone in i.label and i is not larger), None)
    if larger is not None and smaller is not None:
        yield difference(rest, larger, smaller, asserted=closes(rest, larger, smaller))


def _is_part_of_a_rest(paragraph: Paragraph, rest: Item) -> bool:
    """Whether 其中 takes what is left out of what is left in all: 未执行90万元，其中结转下年60万元、财政收回30万元."""
    before = paragraph.items[max(rest.place - 1, 0) : rest.place]
    return rest.cue == "of_which" and any(i.role == "rest" and i.kin(rest) and i.sep <= STOP for i in before)


def _readings(paragraph: Paragraph, rest: Item) -> Iterator[Claim | None]:
    """Yield what the remainder may be, the likeliest first; what is left of totals only where that is sure."""
    yield _of_posts(paragraph, rest)
    yield _of_rest(paragraph, rest)
    yield _of_list(paragraph, rest)
    if _follows_that_of_the_year(paragraph, rest):
        return
    near = _amounts_before(paragraph, rest)
    if (of_instalments := less_instalments(rest, near)) is not None:
        yield of_instalments
        return
    yield _less_used(paragraph, rest, near)
    yield _of_available(paragraph, rest, near)
    yield _with_opening(paragraph, rest, near)
    yield _less_spending(paragraph, rest, near)
    yield _of_the_year(paragraph, rest)
    yield _of_clause(paragraph, rest)
    yield _of_all(paragraph, rest, near)
    yield _of_heads(paragraph, rest)
    yield _of_divided(paragraph, rest, near)
    yield _of_two(paragraph, rest, near)
    of_totals = _less_used(paragraph, rest, [i for i in near if paragraph.total_item(i) is None])
    yield of_totals if of_totals is not None and of_totals.asserted else None


def _follows_that_of_the_year(paragraph: Paragraph, rest: Item) -> bool:
    """Whether what was left in years before is in it: 收入28万元，支出22万元，当年结余6万元，累计结余90万元."""
    before = paragraph.items[max(rest.place - 1, 0) : rest.place]
    return any(
        i.role == "rest" and _OF_THE_YEAR.search(i.label) and i.sentence == rest.sentence for i in before
    ) and bool(_ACCUMULATED.search(rest.label))


def _amounts_before(paragraph: Paragraph, rest: Item) -> list[Item]:
    return [
        i
        for i in paragraph.before(rest.place, same_sentence=False)
        if i.kin(rest) and i.depth <= rest.depth + 1 and i.unit == rest.unit and i.role in COMPARABLE
    ]


def _of_posts(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the posts less the people in them, in whatever order: 编制120名，空编8名，实有112人."""
    if not _OF_POSTS.match(rest.label):
        return None
    near = paragraph.items[max(rest.place - _NEAR, 0) : rest.place + 2]
    here = [i for i in near if i.sentence == rest.sentence and i.unit == rest.unit and i.role == "plain"]
    posts = [i for i in here if _POSTS.search(i.label) and i.place < rest.place]
    people = [i for i in here if i not in posts and _PEOPLE.search(i.label)]
    if len(posts) != 1 or len(people) != 1 or people[0].place < posts[0].place:
        return None
    sides = (people[0], posts[0]) if _TOO_MANY.match(rest.label) else (posts[0], people[0])
    return difference(rest, *sides)


def _of_rest(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what is left of what was left: 未支出90万元，占9%，已于2024年支付60万元，剩余30万元已收回."""
    before = [i for i in paragraph.items[max(rest.place - _NEAR, 0) : rest.place] if i.sentence == rest.sentence]
    amounts = [i for i in before if i.is_amount]
    if len(amounts) < 2 or not amounts[-1].label.startswith(_SINCE) or amounts[-2].role != "rest":
        return None
    left, used = amounts[-2:]
    if not (left.kin(rest) and used.kin(rest)) or used.role != "used" or left.figure.value < used.figure.value:
        return None
    return difference(rest, left, used)


def _of_list(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the rest of a list of parts: 未支付50万元，其中质保金29万元，其余21万元待付."""
    if not rest.label.startswith("其余"):
        return None
    parts: list[Item] = []
    for item in paragraph.before(rest.place):
        if not item.kin(rest) or item.depth != rest.depth or (item.sep > COMMA and not item.cue):
            return None
        if parts and parts[-1].cue:
            told = [part for part in parts if paragraph.total_item(part) is item]
            if sum(part.figure.value for part in told) == item.figure.value:
                return None  # 问题96个，其中决策56个、产出40个，已整改84个，其余12个正在整改
            return difference_of_all(rest, item, parts[::-1])
        if item.cue not in ("", "of_which"):
            return None
        parts.append(item)
    return None


def _less_used(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the amount less what was used of it: sure where the sentence has no other."""
    used = [i for i in near if i.role == "used" and i.sentence == rest.sentence]
    if not used or used[0] is not near[0]:
        return None
    plain = [i for i in near if i.role == "plain"]
    if _CLOSING.search(rest.label) and any(_OPENING.search(i.label) for i in plain):
        return None  # what was there before belongs to the balance too
    # a part of what was used in all is no whole of it
    spent = used[0].place
    whole = next((i for i in plain if i.place < spent and paragraph.total_of.get(i.place) != spent), None)
    if whole is None or is_payment(whole) or _is_of_another(paragraph, whole, used[0]):
        return None
    total = paragraph.total_item(whole)
    exceeded = used[0].figure.value > whole.figure.value
    if total is not None and not closes(rest, whole, used[0]) and (exceeded or closes(rest, total, used[0])):
        # behind the list of its parts: 100万元，其中甲60万元，乙40万元，已支出80万元，剩余20万元
        return difference(rest, total, used[0])
    if exceeded and any(i.figure.value > used[0].figure.value for i in plain if i.sentence == whole.sentence):
        whole = next(i for i in plain if i.figure.value > used[0].figure.value)
        return difference(rest, whole, used[0]) if closes(rest, whole, used[0]) else None
    if exceeded and whole.sentence != rest.sentence and not _speaks_of_it_alone(plain, whole, used[0]):
        return None
    if is_one_of_several(whole, used[0]) and not closes(rest, whole, used[0]):
        return None
    if len(used) > 1 and closes(rest, used[1], used[0]) and _RECEIVED.search(used[1].label):
        # 安排90万元，到位80万元，支出70万元，结余10万元
        return difference(rest, used[1], used[0])
    only = len(used) == 1 and sum(i.sentence == whole.sentence for i in plain) == 1
    return difference(rest, whole, used[0], only or closes(rest, whole, used[0]))


def _speaks_of_it_alone(plain: Sequence[Item], whole: Item, used: Item) -> bool:
    """Whether the sentence goes on with the only amount of the one before: 总投资90万元。累计完成投资80万元."""
    return len(plain) == 1 and whole.sentence == used.sentence - 1 and BARE.search(used.label) is not None


def _is_of_another(paragraph: Paragraph, whole: Item, used: Item) -> bool:
    """Whether a clause of its own says what something else was used: 设计费168万元；监理费已付58万元，欠付14万元."""
    apart = any(i.sep == SEMICOLON for i in paragraph.items[whole.place + 1 : used.place + 1])
    return apart and used.label != "" and not BARE.fullmatch(used.label)


def _of_available(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return what is left of all there was: 全年可用资金90万元。全年支出80万元，年末结转10万元."""
    here = [i for i in near if i.sentence == rest.sentence]
    if len(here) != 1 or not (here[0].role == "used" or _SPENDING.search(here[0].label)):
        return None
    before = [i for i in near if i.sentence < rest.sentence and i.depth == rest.depth]
    available = [i for i in before if _AVAILABLE.search(i.label)]
    if len(available) != 1 or any(_SPENDING.search(i.label) for i in before):
        return None
    return difference(rest, available[0], here[0], closes(rest, available[0], here[0]))


def _less_spending(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the balance of the totals of income and spending: 收入总计100万元，支出总计90万元，结余10万元."""
    if _OF_THE_YEAR.search(rest.label):
        near = [i for i in near if paragraph.total_item(i) is None]
        spent = next((i for i in near if _SPENDING.search(i.label)), None)
        income = next((i for i in near if _INCOME.search(i.label)), None)
        return difference(rest, income, spent) if spent and income and income.place < spent.place else None
    totals = [i for i in near if i.label.endswith("总计")][:2]
    if len(totals) < 2 or "支出" not in totals[0].label or "收入" not in totals[1].label:
        return None
    if totals[0].figure.value == totals[1].figure.value:
        return None  # both hold the balances: 收入总计100万元，支出总计100万元，年末结转10万元
    return difference(rest, totals[1], totals[0])


def _of_the_year(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the balance of the year where each side is a sentence: 收入90亿元，其中…。支出80亿元。本年收支结余10亿元.

    Of several incomes none is the whole, unless it closes; nor is one that has another amount beside it.
    """
    if not _OF_THE_YEAR.search(rest.label):
        return None
    spent: Item | None = None
    incomes: list[Item] = []
    others = False
    for item in reversed(paragraph.items[max(rest.place - _SIDES_REACH, 0) : rest.place]):
        if item.is_amount and (item.role == "rest" or _LEFT_BEFORE.search(item.label)):
            break
        if item.role not in ("plain", "used") or item.unit != rest.unit or paragraph.total_item(item) is not None:
            continue
        if spent is None:
            if not _SPENDING.search(item.label) or rest.sentence - item.sentence > 1:
                return None
            spent = item
        elif item.label.endswith("收入"):
            incomes.append(item)
        else:
            others = True
    closing = [i for i in incomes if spent is not None and closes(rest, i, spent)]
    whole = closing or ([] if others else incomes)
    return difference(rest, whole[0], spent) if spent is not None and len(whole) == 1 else None


def _of_clause(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the difference of the two amounts of a clause: 甲：支出2万元，预算3万元，差值1万元；乙：….

    The larger is taken first: a clause does not say of which the other is taken off.
    """
    if not _DIFFERENCE.search(rest.label):
        return None
    clause: list[Item] = []
    for item in reversed(paragraph.items[max(rest.place - _CLAUSE_REACH, 0) : rest.place + 1]):
        if item is not rest:
            if not item.is_amount or item.unit != rest.unit or item.depth != rest.depth:
                return None
            clause.append(item)
        if item.sep >= SEMICOLON or item.cue or len(clause) > 2:
            break
    if len(clause) != 2:
        return None
    larger, smaller = sorted(clause, key=lambda i: i.figure.value, reverse=True)
    return difference(rest, larger, smaller)


def _with_opening(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return a balance carried on: 上年结转10万元，当年收入100万元，当年支出95万元，滚存结余15万元."""
    if not _CLOSING.search(rest.label):
        return None
    here = [i for i in near if i.sentence == rest.sentence and i.depth == rest.depth and not paragraph.total_item(i)]
    opening, income, spent = (
        [i for i in here if pattern.search(i.label)] for pattern in (_OPENING, _INCOME, _SPENDING)
    )
    if (
        not len(here) == 3 == len({i.place for i in (*opening, *income, *spent)})
        or not len(opening) == len(income) == 1
    ):
        return None
    signed = (
        term(rest, "result"),
        term(opening[0], "minuend"),
        term(income[0], "minuend"),
        term(spent[0], "subtrahend"),
    )
    return Claim("difference", signed, basis="差")


def _of_all(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the rest of a total that stands behind it: 8个乡镇已建成；剩余的22个正在建设；全市30个乡镇均有预案."""
    if rest.figure.type != "count" or not near:
        return None
    for total in paragraph.items[rest.place + 1 : rest.place + 3]:
        if not _is_of_all(total, rest):
            continue
        told = [i for i in near if i.post[:2] == rest.post[:2] and i.sentence == rest.sentence] or near[:1]
        terms = (term(rest, "result"), term(total, "minuend"), *(term(i, "subtrahend") for i in told))
        left = total.figure.value - sum(i.figure.value for i in told)
        if left == rest.figure.value or (left > 0 and told[0].post[:2] == rest.post[:2]):
            return Claim("difference", terms, asserted=left == rest.figure.value, basis="差")
    return None


def _is_of_all(total: Item, rest: Item) -> bool:
    if total.sentence != rest.sentence or not total.same_unit(rest) or total.post[:2] != rest.post[:2]:
        return False
    return bool(_ALL.search(total.label))


def _of_heads(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what is left behind a rate: 全年预算80万元。全年支出76万元，其中…。执行率95%，结转4万元."""
    rate = paragraph.items[rest.place - 1] if rest.place else rest
    if rate.role != "rate" or rate.sentence != rest.sentence or rate.sep < STOP or not is_execution(rate.label):
        return None
    heads = [i for i in heads_before(paragraph, rest) if i.kin(rest)]
    if len(heads) < 2 or not heads[-1].figure.value < heads[-2].figure.value:
        return None
    return difference(rest, heads[-2], heads[-1], closes(rest, heads[-2], heads[-1]))


def _of_divided(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the rest of what was divided before: 问题96个，其中决策56个、产出40个，已整改84个，其余12个正在整改."""
    here = [i for i in near if i.sentence == rest.sentence]
    if len(here) < 2 or (total := paragraph.total_item(here[1])) is None or paragraph.total_item(here[0]) is not None:
        return None
    told = rest.label == "其余" and "已" in here[0].label and here[0].figure.type == "count"
    return difference(rest, total, here[0]) if told or closes(rest, total, here[0]) else None


def _of_two(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the difference of the only two amounts of the sentence; the larger may stand behind only if it closes."""
    here = [i for i in near if i.sentence == rest.sentence]
    if len(here) != 2:
        return None
    larger, smaller = sorted(here, key=lambda i: i.figure.value, reverse=True)
    sure = closes(rest, larger, smaller)
    in_order = here[1].figure.value == larger.figure.value and not rest.cue and not _SPENT.search(larger.label)
    between = paragraph.items[here[1].place + 1 : rest.place + 1]
    in_order = in_order and not any(i.sep >= SEMICOLON or (i.role == "rest" and i is not rest) for i in between)
    return difference(rest, larger, smaller, sure) if sure or in_order else None
