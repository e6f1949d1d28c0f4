"""What is left of a whole that is told with its parts, its posts or its stages: 编制120名，实有112人，空编8名."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import PERSONS
from audit_cli.extract.prose.growth.differences import closes, difference, difference_of_all, term
from audit_cli.extract.prose.item import COMMA, SEMICOLON, STOP, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import heads_before, is_execution
from audit_cli.extract.prose.rests.rests_of_the_year import OPENING
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim
from audit_cli.quantity import ZERO

_ALL = expression(r"全[省市县区镇乡]|共")
_DIFFERENCE = expression(r"差[额值异][为是：:]*$")
_LEFT_OVER = expression(r"[结节]余(?:资金)?[为：:]*")
_CLAUSE_REACH = 5  # figures back to the first of a clause
_OF_POSTS = expression(
    r"[空缺超]编(?:数|人数|人员)?[为：:]*$|缺[口额员](?:数|人数|人员)?[为：:]*$|比(?:核定)?编制数?[少多超][了出]?$"
)
_POSTS = expression(r"^共$|招[录聘]|编制(?:总?数)?[为共：:]*$|核定[一-鿿]{0,4}$|定编|应配备?[一-鿿]{0,4}$")
_DUE = expression(r"应配备?")
_PEOPLE = expression(r"实[有配]|现有|在[职岗编]|实际")
_LEFT_OF_ALL = expression(r"(?:年末)?(?:结转结余|结余|结转|剩余)(?:资金)?[为：:]*$")
_PLAN, _SPENT = expression(r"预算(?:数|安排)?[为：:]*$"), expression(r"(?:决算|支出|执行)数?[为：:]*$")
_ODDS = 4  # to one, that figures come so near by a slip
_NEAR = 3  # figures before that may be the posts and the people
_COMPARES = ("比", "较", "与")
_SINCE = ("已于", "已在", "其中已", "已")
_SINCE_POSTS = expression(r"比(?:核定)?编制")
_TOO_MANY = expression(r"超编|比[一-鿿]{2,5}[多超]")


def of_posts(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the posts less the people in them, in whatever order: 编制120名，空编8名，实有112人."""
    if not _OF_POSTS.match(rest.label):
        return None
    near = [*list(paragraph.before(rest.place))[::-1], *paragraph.behind(rest.place)]
    here = [
        i
        for i in near
        if i.sentence == rest.sentence
        and (i.unit == rest.unit or {i.unit, rest.unit} <= PERSONS)
        and i.role == "plain"
        and i.place not in paragraph.total_of
    ]
    posts = [i for i in here if _POSTS.search(i.label) and i.place < rest.place]
    posts = [i for i in posts if _DUE.search(i.label)] or posts  # 应配120名，现有编制112名，缺口8名
    people = [i for i in here if i not in posts and _PEOPLE.search(i.label)]
    if not posts and (_SINCE_POSTS.match(rest.label) or people):
        # 编制186名，其中…。实有171人，比编制数少15人
        before = (i for i in paragraph.items[: rest.place] if rest.sentence - i.sentence == 1)
        posts = [
            i for i in before if i.same_unit(rest) and _POSTS.search(i.label) and i.place not in paragraph.total_of
        ]
    if len(posts) != 1 or len(people) != 1:
        return None
    if people[0].place < posts[0].place and not posts[0].label.startswith(_COMPARES):
        return None  # 实有48人，比编制52名空编4名 compares them
    sides = (people[0], posts[0]) if _TOO_MANY.match(rest.label) else (posts[0], people[0])
    return difference(rest, *sides)


def of_rest(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what is left of what was left: 未支出90万元，占9%，已于2024年支付60万元，剩余30万元已收回."""
    before = [i for i in paragraph.items[max(rest.place - _NEAR, 0) : rest.place] if i.sentence == rest.sentence]
    amounts = [i for i in before if i.is_amount]
    if len(amounts) < 2 or not amounts[-1].label.startswith(_SINCE) or amounts[-2].role != "rest":
        return None
    left, used = amounts[-2:]
    if not (left.kin(rest) and used.kin(rest)) or used.role != "used" or left.figure.value < used.figure.value:
        return None
    return difference(rest, left, used)


def of_list(paragraph: Paragraph, rest: Item) -> Claim | None:
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


def of_clause(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the difference of the two amounts of a clause: 甲：支出2万元，预算3万元，差值1万元；乙：….

    The larger is taken first: a clause does not say of which the other is taken off. What is left is that of a budget
    and what was spent: 甲预算3万元，支出2万元，结余1万元；乙….
    """
    apart = _DIFFERENCE.search(rest.label) is not None
    if not apart and not _LEFT_OVER.fullmatch(rest.label):
        return None
    clause: list[Item] = []
    for item in reversed(paragraph.items[max(rest.place - _CLAUSE_REACH, 0) : rest.place + 1]):
        if item.depth > rest.depth:
            continue
        if item is not rest:
            if not item.is_amount or item.unit != rest.unit or item.depth != rest.depth:
                return None
            clause.append(item)
        if item.sep >= SEMICOLON or item.cue or len(clause) > 2:
            break
    if len(clause) != 2 or not (apart or _are_budget_and_spending(*clause[::-1])):
        return None
    larger, smaller = sorted(clause, key=lambda i: i.figure.value, reverse=True)
    return difference(rest, larger, smaller)


def _are_budget_and_spending(first: Item, second: Item) -> bool:
    """Whether a clause tells a budget and what was spent, or a cost and its own budget: 车辆费3万元，预算5万元."""
    if second.sep > COMMA or any(i.figure.approximate for i in (first, second)):
        return False
    planned = _PLAN.search(first.label) is not None and (second.role == "used" or _SPENT.search(second.label))
    return bool(planned) or _PLAN.fullmatch(second.label) is not None


def of_all(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
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


def of_heads(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what is left behind a rate: 全年预算80万元。全年支出76万元，其中…。执行率95%，结转4万元."""
    rate = paragraph.items[rest.place - 1] if rest.place else rest
    if rate.role != "rate" or rate.sentence != rest.sentence or rate.sep < STOP or not is_execution(rate.label):
        return None
    heads = [i for i in heads_before(paragraph, rest) if i.kin(rest)]
    if len(heads) < 2 or not heads[-1].figure.value < heads[-2].figure.value:
        return None
    return difference(rest, heads[-2], heads[-1], closes(rest, heads[-2], heads[-1]))


def of_plan(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what is left behind a comparison: 预算100万元，决算95万元，较上年90万元增加5万元；结余5万元."""
    if rest.sep != SEMICOLON or not _LEFT_OF_ALL.match(rest.label):
        return None
    told = [i for i in paragraph.before(rest.place) if i.role in ("plain", "used") and paragraph.total_item(i) is None]
    if len(told) != 2 or told[0].place != told[1].place + 1 or not all(i.kin(rest) for i in told):
        return None
    spent, plan = told
    named = _PLAN.search(plan.label) and _SPENT.search(spent.label) and plan.figure.value >= spent.figure.value
    return difference(rest, plan, spent) if named else None


def of_sentence_before(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what is left of the only amount of the sentence before, or of the income and the spending there.

    筹集资金145万元。发放助学金82.6万元、医疗救助31万元，余31.4万元; 收入3716万元，支出3603万元。年末结余113万元.
    It fails only where one slip keeps it from being what is left: other sentences may tell of more.
    """
    kin = [i for i in paragraph.before(rest.place, same_sentence=False) if i.kin(rest)][::-1]
    if any(i.role not in ("plain", "used") or i.unit != rest.unit or i.depth != rest.depth for i in kin):
        return None
    here = [i for i in kin if i.sentence == rest.sentence]
    before = kin[: len(kin) - len(here)]
    both_sides = len(before) == 2 and "收入" in before[0].label and "支出" in before[1].label
    if not (both_sides and not here) and not (len(before) == 1 and len(here) > 1):
        return None
    whole, *parts = kin
    if any(i.place in paragraph.total_of for i in kin) or rest.figure.approximate:
        return None
    near = one_slip_off(whole.figure, [i.figure for i in (*parts, rest)], [1] * (len(parts) + 1), _ODDS)
    left = whole.figure.value - sum((i.figure.value for i in parts), ZERO)
    if not near and left != rest.figure.value:
        return None
    return difference_of_all(rest, whole, parts, asserted=not near)


def of_sentence(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what all amounts of a sentence leave of its first: 到账38万元，拨付甲村12万元、乙村9万元，账面余额17万元.

    It is to be reviewed where one slip keeps it from being what is left.
    """
    kin = [i for i in paragraph.before(rest.place) if i.kin(rest) and i.figure.type == "money"][::-1]
    if len(kin) < _NEAR or any(i.unit != rest.unit or i.figure.approximate for i in kin):
        return None
    if any(i.role == "price" or i.each or i.is_change for i in kin):
        return None
    whole, *parts = kin
    owners = {paragraph.total_of.get(i.place) for i in parts}
    if whole.role != "plain" or not (owners == {None} or owners == {whole.place}):
        return None  # 90万元，用于甲50万元、乙20万元，结余20万元: parts of no other total
    if any(OPENING.search(i.label) for i in parts):
        return None  # 收入90万元，上年结转20万元，支出80万元，结转下年30万元
    if any(i.figure.value >= whole.figure.value for i in parts):
        return None
    near = one_slip_off(whole.figure, [i.figure for i in (*parts, rest)], [1] * (len(parts) + 1), 1)
    left = whole.figure.value - sum((i.figure.value for i in parts), ZERO)
    if left <= 0 and owners != {None}:
        return None  # 到位90万元，其中省级60万元，县级30万元，尚有10万元未到位
    return difference_of_all(rest, whole, parts, asserted=not near) if near or left == rest.figure.value else None


def of_divided(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the rest of what was divided before: 问题96个，其中决策56个、产出40个，已整改84个，其余12个正在整改."""
    here = [i for i in near if i.sentence == rest.sentence]
    if len(here) < 2 or (total := paragraph.total_item(here[1])) is None or paragraph.total_item(here[0]) is not None:
        return None
    told = rest.label == "其余" and "已" in here[0].label and here[0].figure.type == "count"
    return difference(rest, total, here[0]) if told or closes(rest, total, here[0]) else None
