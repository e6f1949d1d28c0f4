"""Claims of changes: the difference of two figures, and the rate of growth from one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import PRIOR, words_of, year_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, growth_verdict, sum_verdict

_SINCE = expression(r"[比较](?:19|20)\d\d\s*年")
_COMPARES = expression(r"超|比|较")
_OF_OUTPUT = expression(r"生产总值|增加值|GDP")
_CANDIDATES, _NEAREST = 8, 3
_CHANCE = 2  # significant digits of which a difference may close by chance


def sign_of(item: Item) -> int:
    return -1 if item.falls else 1


def term(item: Item, role: str, sign: int = 1) -> Term:
    return Term(item.figure, role, clean_label(item.label), sign)


def growth(rate: Item, new: Item, base: Item) -> Claim:
    terms = (term(rate, "rate", sign_of(rate)), term(new, "new"), term(base, "base"))
    return Claim("growth", terms, tick_only=in_real_terms(new), basis="比")


def in_real_terms(new: Item) -> bool:
    """Whether growth is told at constant prices, so that the amounts printed do not make it: 地区生产总值."""
    return _OF_OUTPUT.search(new.label) is not None


def difference(result: Item, larger: Item, smaller: Item, asserted: bool = True, tick_only: bool = False) -> Claim:
    terms = (term(result, "result"), term(larger, "minuend"), term(smaller, "subtrahend"))
    return Claim("difference", terms, asserted=asserted, tick_only=tick_only, basis="差")


def difference_of_all(result: Item, whole: Item, parts: Sequence[Item], asserted: bool = True) -> Claim:
    """Return the claim that *result* is what all *parts* leave of a whole."""
    terms = (term(result, "result"), term(whole, "minuend"), *(term(part, "subtrahend") for part in parts))
    return Claim("difference", terms, asserted=asserted, basis="差")


def larger_first(change: Item, new: Item, base: Item) -> tuple[Item, Item]:
    """Return minuend and subtrahend of a change: a fall is taken off the new figure's base."""
    return (base, new) if change.falls else (new, base)


def closes(result: Item, larger: Item, smaller: Item) -> bool:
    return sum_verdict(result.figure.quantity, [larger.figure, smaller.figure], [1, -1]) in ("exact", "rounding")


def difference_closes(claim: Claim) -> bool:
    """Whether the difference that a claim asserts is the one that its figures make."""
    result, *others = claim.terms
    signs = [1 if term.role == "minuend" else -1 for term in others]
    return agrees(sum_verdict(result.figure.quantity, [term.figure for term in others], signs))


def makes(change: Item, new: Item, base: Item) -> bool:
    """Whether a change, or a rate of growth, is that from *base* to *new*."""
    if change.is_amount:
        return closes(change, *larger_first(change, new, base))
    stated = change.figure.quantity._replace(value=change.figure.value * sign_of(change))
    return bool(base.figure.value) and agrees(growth_verdict(stated, new.figure.quantity, base.figure.quantity))


def any_difference(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield the two figures nearby whose difference a change or remainder is: without a cue it can only hold."""
    if result.figure.approximate:
        return
    before = paragraph.before(result.place, same_sentence=False)
    near = [i for i in before if _comparable(i, result) and not i.is_change and not i.figure.approximate]
    near = near[:_CANDIDATES]
    words = words_of(result)
    since_before = PRIOR.search(words) is not None or _SINCE.search(words) is not None
    for larger in near:
        for smaller in near:
            if not larger.figure.value > smaller.figure.value > 0 or not closes(result, larger, smaller):
                continue
            if since_before and not _is_of_two_years(larger, smaller):
                continue  # 编制62名，在职59人，退休8人，较上年增加3人: none of them is of the year before
            sure = result.role == "change" and bool(_COMPARES.search(words[-16:]))
            if sure or len(result.figure.value.normalize().as_tuple().digits) > _CHANCE:
                yield difference(result, larger, smaller, sure, tick_only=not sure)
            return
    yield from _but_for_a_slip(paragraph, result, [i for i in near[:_NEAREST] if i.role != result.role], since_before)


def _but_for_a_slip(paragraph: Paragraph, result: Item, near: Sequence[Item], since_before: bool) -> Iterator[Claim]:
    """Yield the two figures right before a change that one wrong digit keeps from differing by it.

    A total and its part differ by its other parts.
    """
    for larger in near:
        for smaller in near:
            if larger.figure.value <= max(smaller.figure.value, result.figure.value):
                continue
            if paragraph.total_item(smaller) is larger:
                continue
            if since_before and not _is_of_two_years(larger, smaller):
                continue
            if one_slip_off(larger.figure, [smaller.figure, result.figure]):
                yield difference(result, larger, smaller, asserted=False)
                return


def _is_of_two_years(one: Item, other: Item) -> bool:
    """Whether one of two figures is of the year before, or both name their years."""
    years = year_of(one), year_of(other)
    return bool(PRIOR.search(one.label) or PRIOR.search(other.label)) or (all(years) and years[0] != years[1])


def _comparable(item: Item, result: Item) -> bool:
    if not item.kin(result) or (item.figure.type == "money") != (result.figure.type == "money"):
        return False
    # 102个部门公开预算，81个部门公开文本，比上年增加21个项目: counted by one word, but of two kinds
    other_kind = item.figure.type == "count" and item.post and result.post and item.post[:2] != result.post[:2]
    return item.figure.type == "money" or (item.unit == result.unit and not other_kind)
