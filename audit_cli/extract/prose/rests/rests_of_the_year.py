"""What is left of a year: 收入28万元，支出22万元，当年结余6万元，with what was there before where it is told."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import closes, difference, term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim
from audit_cli.quantity import agrees, sum_verdict

# 当年结余 is what was taken in less what was spent
OPENING, CLOSING = expression(r"年初|上年结[转余]"), expression(r"年末|结转|滚存|累计结[余存]")
_OF_THE_YEAR = expression(r"(?:当[年期]|本[年期]|收支|年度)结[余存][为是：:]*$|收入[大多高]于支出[为是：:]*$")
_ACCUMULATED = expression(r"累计|滚存|历年")
_BEFORE = expression(
    r"^(?:截至)?(?:上一?年|去年|年初|期初|历年|以前年度)(?:末|底)?(?:累计|滚存)?(?:结[余转]|结转和?结余)"
)
_INCOME = expression(r"^(?:[0-9]{4}年)?(?:全年|本年|当年|年度)?(?:总收入|收入(?:合计|总额)?)[为是：:]*$")
_SPENDING = expression(r"^(?:[0-9]{4}年)?(?:全年|本年|当年|年度)?(?:总支出|支出(?:合计|总额)?)[为是：:]*$")
_AT_THE_END = expression(
    r"(?:[0-9]{4}年)?(?:年末|期末|滚存|累计)(?:财政拨款|资金)?结[转余存](?:[和与及]?结余)?(?:资金)?[为是：:]*"
)
# what came in and what went out beside what was carried on, whatever each is called
_CAME_IN = expression(
    r"(?:[0-9]{4}年度?)?(?:本[年期]|当[年期]|全年|年内)?(?:财政)?(?:拨入|下达|到位|收到|安排|批复|拨款|预算)(?:资金|收入|预算|经费|金额|数|额)*[为是：:]*"
)
_WENT_OUT = expression(
    r"(?:[0-9]{4}年度?)?(?:本[年期]|当[年期]|全年|年内)?(?:实际|累计|共|已)*(?:支出|使用|支付|拨付|执行)(?:资金|金额|数|额)*[为是：:]*"
)
_AVAILABLE = expression(r"可用|可支配|可安排|调整后(?:全年)?预算|全年预算|收入总计|总收入")
_IN, _OUT = expression(r"收入[为是：:]*$"), expression(r"(?:支出|费用|成本)[为是：:]*$")
_NEAR = 6  # figures before what has gathered
_LEFT_BEFORE = expression(r"(?:滚存|累计|年末)[一-鿿]{0,4}(?:结余|结存|余额)[为是]?$")
_SEVERAL = 2  # incomes that are told one by one
_SIDES_REACH = 24  # figures back to the income of a year


def is_opening(rest: Item) -> bool:
    """Whether something was left before the year, and is no remainder of its figures."""
    return _BEFORE.match(rest.label) is not None


def is_closing(balance: Item) -> bool:
    """Whether something is what there was at the end of the year, by its name alone."""
    return _AT_THE_END.fullmatch(balance.label) is not None


def gathered(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what has gathered over the years: 当期结余0.2亿元，累计结余1.8亿元（上年累计结余1.6亿元）."""
    if not _ACCUMULATED.search(rest.label):
        return None
    near = paragraph.items[max(rest.place - _NEAR, 0) : rest.place + 2]
    here = [i for i in near if i.sentence == rest.sentence and i.kin(rest) and i is not rest]
    opening, of_year = [i for i in here if is_opening(i)], [i for i in here if _OF_THE_YEAR.search(i.label)]
    if len(opening) != 1 or len(of_year) != 1:
        return None
    return Claim("difference", (term(rest, "result"), *(term(i, "minuend") for i in (*opening, *of_year))), basis="差")


def follows_that_of_the_year(paragraph: Paragraph, rest: Item) -> bool:
    """Whether what was left in years before is in it: 收入28万元，支出22万元，当年结余6万元，累计结余90万元."""
    before = paragraph.items[max(rest.place - 1, 0) : rest.place]
    return any(
        i.role == "rest" and _OF_THE_YEAR.search(i.label) and i.sentence == rest.sentence for i in before
    ) and bool(_ACCUMULATED.search(rest.label))


def of_available(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return what is left of all there was: 全年可用资金90万元。全年支出80万元，年末结转10万元."""
    here = [i for i in near if i.sentence == rest.sentence]
    if not here or not (here[0].role == "used" or _SPENDING.search(here[0].label)):
        return None
    if len(here) > 1 and here[0].place == here[1].place + 1 == rest.place - 1 and _AVAILABLE.search(here[1].label):
        return difference(rest, here[1], here[0])  # 年初结余14万元、下达86万元，可用资金100万元；支出90万元，结余10万元
    if len(here) != 1:
        return None
    before = [i for i in near if i.sentence < rest.sentence and i.depth == rest.depth]
    available = [i for i in before if _AVAILABLE.search(i.label)]
    if len(available) != 1 or any(_SPENDING.search(i.label) for i in before):
        return None
    return difference(rest, available[0], here[0], closes(rest, available[0], here[0]))


def less_spending(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
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


def of_incomes(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what all incomes of a sentence leave of all its spending.

    医疗收入80万元、财政补助收入20万元，费用支出95万元，当年收支结余5万元.
    """
    if not _OF_THE_YEAR.search(rest.label):
        return None
    here = [i for i in paragraph.before(rest.place) if i.is_amount and i.depth <= rest.depth][::-1]
    incomes = [i for i in here if _IN.search(i.label)]
    spent = here[len(incomes) :]
    if (
        len(incomes) < _SEVERAL
        or not spent
        or here[: len(incomes)] != incomes
        or not all(_OUT.search(i.label) for i in spent)
    ):
        return None
    if any(not i.same_unit(rest) or i.figure.approximate or i.place in paragraph.total_of for i in here):
        return None
    signed = (*(term(i, "minuend") for i in incomes), *(term(i, "subtrahend") for i in spent))
    signs = [1] * len(incomes) + [-1] * len(spent)
    sure = agrees(sum_verdict(rest.figure.quantity, [i.figure for i in here], signs))
    return Claim("difference", (term(rest, "result"), *signed), asserted=sure, basis="差")


def of_the_year(paragraph: Paragraph, rest: Item) -> Claim | None:
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


def with_opening(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return a balance carried on: 上年结转10万元，当年收入100万元，当年支出95万元，滚存结余15万元."""
    if not CLOSING.search(rest.label):
        return None
    here = [i for i in near if i.sentence == rest.sentence and i.depth == rest.depth and not paragraph.total_item(i)]
    opening = [i for i in here if OPENING.search(i.label)]
    income = [i for i in here if _IN.search(i.label) or _CAME_IN.fullmatch(i.label)]
    spent = [i for i in here if i.role == "used" or _OUT.search(i.label) or _WENT_OUT.fullmatch(i.label)]
    if (
        not len(here) == 3 == len({i.place for i in (*opening, *income, *spent)})
        or not len(opening) == len(income) == len(spent) == 1
    ):
        return None
    between = paragraph.items[min(i.place for i in here) : rest.place]
    if any(i.is_change and i.kin(rest) for i in between):
        return None
    signed = (
        term(rest, "result"),
        term(opening[0], "minuend"),
        term(income[0], "minuend"),
        term(spent[0], "subtrahend"),
    )
    return Claim("difference", signed, basis="差")
