"""Parts counted twice or left out, and rates that fit another base."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from audit_cli.calculation import RATES, difference_of, mention
from audit_cli.hints.ledger import Ledger, around
from audit_cli.model import Comparison, Hint
from audit_cli.needs import LEAST_DIGITS
from audit_cli.quantity import HUNDRED, ZERO, Quantity, agrees, growth_verdict, ratio_verdict, significant_digits

_LEAST_DIGITS_OF_A_PART = 2
_MOST_PARTS_FOR_PAIRS = 24


def other_parts(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """Parts counted twice, left out, subtracted, or counted elsewhere."""
    claim = comparison.claim
    if claim.kind != "sum":
        return
    gap = difference_of(comparison)
    parts = [t for t in claim.terms[1:] if significant_digits(t.figure.value) >= _LEAST_DIGITS_OF_A_PART]
    for term in parts:
        counted = term.figure.value * term.sign
        name = ledger.called(term) + mention(term.figure)
        if counted == gap:
            yield Hint("counted-twice", f"若{name}重复计入则相符", f"it agrees if {name} is counted twice")
        elif counted == -gap:
            yield Hint("counted-elsewhere", f"若不含{name}则相符", f"it agrees without {name}")
        elif -2 * counted == gap:
            yield Hint("sign", f"若{name}应为减项（符号相反）则相符", f"it agrees if {name} is to be subtracted")
    if gap < 0 and 3 < len(parts) <= _MOST_PARTS_FOR_PAIRS:
        for a, b in combinations(parts, 2):
            if a.figure.value * a.sign + b.figure.value * b.sign == -gap:
                first, second = (ledger.called(t) + mention(t.figure) for t in (a, b))
                yield Hint(
                    "counted-elsewhere", f"若不含{first}和{second}则相符", f"it agrees without {first} and {second}"
                )
                return


def other_operands(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """Another denominator, base or direction that makes a rate true."""
    claim = comparison.claim
    if claim.kind not in RATES or len(claim.terms) != 3 or comparison.expected is None:
        return
    stated, first, second = claim.terms
    half = stated.figure.quantum / 2
    if claim.kind == "growth" and abs(stated.figure.value + comparison.expected) <= half:
        yield Hint("sign", "增减方向相反则相符", "it agrees with the opposite direction")
    if claim.kind == "ratio" and abs(stated.figure.value + comparison.expected - HUNDRED) <= half:
        yield Hint("complement", "所写的率是余下部分的占比（合计100%）", "the rate printed is that of the remainder")
    if stated.figure.type != "rate" or second.role not in ("whole", "base") or first.role == "change":
        return
    rate = stated.figure.quantity._replace(value=stated.figure.value * stated.sign)
    taken = {t.figure.start for t in claim.terms}
    place = stated.figure.start
    judge = ratio_verdict if claim.kind == "ratio" else growth_verdict
    others = ledger.by_unit.get(second.figure.unit, ())
    least, most = _bases(rate, first.figure.quantity, growth=claim.kind == "growth")
    for figure in around(place, others):
        if figure.start in taken or figure.value <= 0:
            continue
        if not least <= figure.value + figure.quantum or not figure.value - figure.quantum <= most:
            continue
        if figure.value == second.figure.value or figure.value == first.figure.value:
            continue
        if len((figure.value / figure.quantum).as_tuple().digits) >= LEAST_DIGITS and agrees(
            judge(rate, first.figure.quantity, figure.quantity)
        ):
            what = ledger.quoted(figure)
            zh = f"若以{what}为{'分母' if claim.kind == 'ratio' else '基数'}则相符"
            yield Hint("other-denominator", zh, f"it agrees with {what} as the base")
            return


def _bases(rate: Quantity, part: Quantity, growth: bool) -> tuple[Decimal, Decimal]:
    """Return between which ends a base lies that can make *rate* true, to save the trouble of judging the others."""
    percent = rate.value + HUNDRED if growth else rate.value
    low, high = percent - rate.quantum, percent + rate.quantum
    if low <= 0 or part.value <= part.quantum:
        return ZERO, Decimal("Infinity")
    return HUNDRED * (part.value - part.quantum) / high, HUNDRED * (part.value + part.quantum) / low
