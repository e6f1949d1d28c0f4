"""What was done and what is left of one whole: …下达资金210万元。… 支出198.45万元，执行率94.5%，…。结余资金11.55万元.

The rate and the rest of one figure have the same whole, wherever it stands. What the rate is of, is what the rest is
left of; an amount told before that makes one of the two is the whole of both. It ticks; it fails where the rest is
called by nothing but that it is left, in the sentence of its rate, and where one slip explains the gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import closes, difference
from audit_cli.extract.prose.item import BY_START, COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.budget_pairs import is_budget
from audit_cli.extract.prose.quotients.execution_rates import is_execution
from audit_cli.extract.prose.quotients.pairs import Pair, fits, quotient
from audit_cli.extract.prose.quotients.rate_names import root_of
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Figure
from audit_cli.quantity import significant_digits

_BARE = expression(
    r"(?:年末|期末|尚|仍|还)?(?:[结剩节尚]?余|结转(?:下年|下年使用|结余)?|有|未[一-鿿]{2})(?:资金|金额|数|额|的|为|是|共)*"
)
_LEVEL = expression(r"中央|[省市州县区镇乡]级")
_FINE = 3  # significant digits of a rest that no whole leaves by chance
_FEW = 4
_MOST = 120  # amounts before, of which one may be the whole
_OF_BOTH = "结余"  # a rate that was read of nothing but what was spent and what is left
_PLAIN = ("plain", "used")


class _Told(NamedTuple):
    """What was done, its rate, and what is left."""

    part: Item
    rate: Item
    rest: Item

    @property
    def is_beside(self) -> bool:
        """Whether the rest is called by nothing but that it is left, in the sentence of its rate."""
        return self.rest.sentence == self.rate.sentence and _BARE.fullmatch(self.rest.label) is not None


def spent_and_left(paragraphs: Sequence[Paragraph], claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield what the rests of rated figures assert, where none of *claims* tells of what they are left."""
    told = [one for p in paragraphs if "rate" in p.types for one in _told(p)]
    if not told:
        return
    wholes, done = _told_already(claims)
    amounts = [i for p in paragraphs for i in p.items if i.is_amount and i.role in _PLAIN and not i.figure.approximate]
    amounts.sort(key=BY_START)
    for one in told:
        if one.rest.figure.start in done:
            continue
        here = bisect_left(amounts, one.part.start, key=BY_START)
        whole = wholes.get((one.rate.figure.start, one.part.figure.start))
        before = amounts[max(here - _MOST, 0) : here][::-1]
        if whole is None:
            yield from _of_any(one, [i for i in before if _may_be_whole(i, one.part)])
        else:
            yield from _of_its_whole(one, [i for i in before if i.figure == whole])


def _may_be_whole(item: Item, part: Item) -> bool:
    return item.kin(part) and item.unit == part.unit and item.figure.value > part.figure.value


def _told_already(claims: Iterable[Claim]) -> tuple[dict[tuple[int, int], Figure], set[int]]:
    """Return the wholes of rates and their parts by their places, and the places of rests that are told already."""
    wholes: dict[tuple[int, int], Figure] = {}
    done: set[int] = set()
    for claim in claims:
        if claim.kind == "ratio" and len(claim.terms) == len(Pair._fields) + 1 and claim.basis != _OF_BOTH:
            rate, part, whole = (term.figure for term in claim.terms)
            wholes[rate.start, part.start] = whole
        elif claim.kind in ("difference", "sum", "balance"):
            done.update(term.figure.start for term in claim.terms)
    return wholes, done


def _told(paragraph: Paragraph) -> Iterator[_Told]:
    items = paragraph.items
    for rate in items[1:]:
        if rate.figure.type != "rate" or rate.role != "rate" or rate.figure.approximate or rate.sep > COMMA:
            continue
        part = items[rate.place - 1]
        rest = _rest_behind(paragraph, rate, part)
        if part.role == "rest" and rate.place > 1:
            part, rest = items[rate.place - 2], part
        if rest is None or not _belong_together(part, rate, rest):
            continue
        named = root_of(rate)
        if is_execution(rate.label) or (len(named) > 1 and named in part.label + part.post):
            yield _Told(part, rate, rest)


def _rest_behind(paragraph: Paragraph, rate: Item, part: Item) -> Item | None:
    """Return what is said to be left behind a rate, with nothing between but parts of what was done, and rates."""
    reach = rate.sentence + 1
    for item in paragraph.items[rate.place + 1 :]:
        if item.sentence > reach:
            return None
        if item.role == "rest" and item.is_amount and item.kin(part):
            return item
        if paragraph.total_of.get(item.place) == part.place:
            reach = item.sentence + 1
        elif item.figure.type != "rate":
            return None
    return None


def _belong_together(part: Item, rate: Item, rest: Item) -> bool:
    alike = part.is_amount and part.role in _PLAIN and part.sentence == rate.sentence and part.kin(rest)
    level, other = (frozenset(_LEVEL.findall(i.label)) for i in (part, rest))
    plain = not (part.figure.approximate or rest.figure.approximate) and part.depth == rest.depth
    return alike and plain and part.unit == rest.unit and (not other or level == other) and rest.figure.value > 0


def _of_its_whole(one: _Told, wholes: Sequence[Item]) -> Iterator[Claim]:
    """Yield the difference that a rest is of the whole of its rate, if this is the rate's whole."""
    for whole in wholes:
        if not fits(one.rate, one.part, whole) or whole.unit != one.rest.unit:
            return
        if closes(one.rest, whole, one.part) or one.is_beside:
            yield difference(one.rest, whole, one.part)
        elif mistyped(one.rest.figure, whole.figure.value - one.part.figure.value, _FEW):
            yield difference(one.rest, whole, one.part, asserted=False)


def _of_any(one: _Told, before: Sequence[Item]) -> Iterator[Claim]:
    """Yield what a rate and a rest assert of an amount before that makes one of them, or both but for a slip."""
    part, rate, rest = one
    if significant_digits(rest.figure.value) < _FINE:
        return
    whole = next((i for i in before if closes(rest, i, part)), None)
    if whole is not None:
        yield difference(rest, whole, part)
        if fits(rate, part, whole) or not any(fits(rate, part, i) for i in before):
            yield quotient(rate, Pair(part, whole), "执行率")
        return
    fitting = [i for i in before if fits(rate, part, i)]
    if len({i.figure.value for i in fitting}) == 1 and is_budget(fitting[0]) and _BARE.fullmatch(rest.label):
        yield quotient(rate, Pair(part, fitting[0]), "执行率")
        yield difference(rest, fitting[0], part)
        return
    for item in before:
        left = item.figure.value - rest.figure.value
        if fits(rate, part, item) and mistyped(rest.figure, item.figure.value - part.figure.value, _FEW):
            yield difference(rest, item, part, asserted=False)
            return
        meant = part._replace(figure=part.figure._replace(value=left))
        if left > 0 and mistyped(part.figure, left, _FEW) and fits(rate, meant, item):
            yield difference(rest, item, part, asserted=False)
            return
