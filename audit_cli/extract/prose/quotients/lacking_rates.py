"""Rates of what is lacking or left: 应配备231人，缺口12人，缺口率5.19%; 消除31处，剩余9处，消除率77.5%."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import closes
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.budget_pairs import EXECUTED, is_budget
from audit_cli.extract.prose.quotients.pairs import Pair, fits, fits_both, of_both, quotient
from audit_cli.extract.prose.quotients.rate_names import TARGET, UNDONE, is_named, root_of
from audit_cli.model import Claim, Term

_BOTH = 2
_LACKING = expression(r"(缺口|空缺|短缺|缺编|空编|盘亏|损失|差错|结余|节约|扣款)率(?:为|达)?$")
_LACKING_PEOPLE = expression(r"(?:缺[口编员额]|空[缺编]|短缺)率(?:为|达)?$")
_IS_SAVED = expression(r"结[余转]")
_REACH = 12  # items back to the budget that a rate of what is left may be of
_LACKS = 3  # items before what is lacking


def lacking_before(paragraph: Paragraph, rate: Item) -> Item | None:
    """Return what is lacking right before the rate that is called after it: 缺口12人，缺口率5.19%."""
    name = _LACKING.search(rate.label)
    before = paragraph.items[max(rate.place - 1, 0) : rate.place]
    return before[0] if name is not None and before and before[0].label.endswith(name[1]) else None


def of_what_is_lacking(paragraph: Paragraph, rate: Item, lacking: Item) -> Claim | None:
    """Return the rate of what is lacking in what is due: 应配备231人，实际219人，缺口12人，缺口率5.19%."""
    before = paragraph.items[max(lacking.place - _LACKS, 0) : lacking.place]
    wholes = [i for i in before if i.kin(lacking) and i.sentence == rate.sentence and i.is_amount]
    fitting = [i for i in wholes if fits(rate, lacking, i)]
    if not fitting and len(wholes) > 1 and lacking.figure.type == "count":
        wholes = [i for i in wholes if any(closes(lacking, i, other) for other in wholes)]
    if not wholes and _IS_SAVED.match(rate.label):
        # 全年预算100万元。支出95万元，其中…。年末结余5万元，结余率5%
        earlier = reversed(paragraph.items[max(lacking.place - _REACH, 0) : lacking.place])
        wholes = fitting = [i for i in earlier if i.kin(lacking) and is_budget(i) and fits(rate, lacking, i)][:1]
    if not fitting and len(wholes) == 1 and _IS_SAVED.match(rate.label) and _is_spending(wholes[0]):
        # 全年支出95万元；结余5万元，结余率5%: of what there was to be spent
        return of_both(rate, lacking, wholes[0]) if fits_both(rate, lacking, wholes[0]) else None
    whole = fitting[0] if fitting else wholes[0] if len(wholes) == 1 else None
    return quotient(rate, Pair(lacking, whole), "率", asserted=bool(fitting)) if whole is not None else None


def _is_spending(item: Item) -> bool:
    return EXECUTED.search(item.label) is not None and not is_budget(item)


def with_the_rest(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the rate of what was done of that and the rest: 消除易涝点31处，剩余9处，消除率77.5%."""
    beside = paragraph.items[max(rate.place - 2, 0) : rate.place]
    if len(beside) < _BOTH or any(i.sentence != rate.sentence or i.figure.type != "count" for i in beside):
        return None
    done, rest = beside
    left = rest.role == "rest" and done.same_unit(rest) and rest.sep <= COMMA
    told = UNDONE.match(rest.label) is not None and is_named(done, rate) and not _are_two_of_more(paragraph, done, rest)
    return of_both(rate, done, rest) if left and (told or fits_both(rate, done, rest)) else None


def _are_two_of_more(paragraph: Paragraph, done: Item, rest: Item) -> bool:
    """Whether a list has more than these two: 12项中，完成10项，部分完成1项，未完成1项，完成率83.33%."""
    total = paragraph.total_of.get(rest.place)
    members = sum(whole == total for whole in paragraph.total_of.values())
    return total is not None and total == paragraph.total_of.get(done.place) and members > _BOTH


def with_the_faulty(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the rate that what is told before it is not: 抽检3260批次，检出不合格69批次，合格率97.88%."""
    root = root_of(rate)
    faulty = paragraph.items[rate.place - 1] if rate.place and len(root) == _BOTH and rate.sep <= COMMA else rate
    if not faulty.is_amount or not faulty.label.endswith(("不" + root, "未" + root)):
        return None
    before = [i for i in paragraph.before(faulty.place) if i.is_amount and i.same_unit(faulty)]
    wholes = [i for i in before if not (TARGET.search(i.label) or UNDONE.match(i.label))]
    if not wholes or wholes[0].depth != rate.depth or root in wholes[0].label + wholes[0].post:
        return None  # 合格3191批次，不合格69批次: of both
    if rate.label.removesuffix("率").endswith(("不" + root, "未" + root)):
        return quotient(rate, Pair(faulty, wholes[0]), "率", asserted=len(wholes) == 1)  # 不合格69批次，不合格率2.12%
    return without_faults(rate, wholes[0], faulty, asserted=len(wholes) == 1)


def lacks_of(rate: Item, whole: Item, part: Item) -> Claim | None:
    """Return the rate of what is lacking, where only what is due and what there is are told: 应配107名，实配93名."""
    lacks = _LACKING_PEOPLE.search(rate.label) is not None and whole.figure.value > part.figure.value
    return without_faults(rate, whole, part) if lacks else None


def without_faults(rate: Item, whole: Item, faults: Item, asserted: bool = False) -> Claim | None:
    """Return the rate of what is without faults: 抽查300人，差错1人，准确率99.67%."""
    if whole.figure.value <= faults.figure.value:
        return None
    terms = (
        Term(rate.figure, "rate", rate.label),
        Term(whole.figure, "part", whole.label),
        Term(faults.figure, "part", faults.label, -1),
        Term(whole.figure, "whole", whole.label),
    )
    return Claim("ratio", terms, asserted=asserted, basis="率")
