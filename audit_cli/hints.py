"""What would make a contradicted relation true: the look-ups that auditors do by hand.

Each hint is a guess with a reason; none of them changes the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from audit_cli.calculation import amount, difference_of, mention
from audit_cli.model import QUANTITIES, Claim, Comparison, Fact, Figure, Hint, Term
from audit_cli.quantity import HUNDRED, agrees, growth_verdict, ratio_verdict

Names = Mapping[int, str]

_MOST_HINTS = 4
_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))
_TEN_THOUSAND = Decimal(10000)
_LEAST_DIGITS = 3
_LEAST_DIGITS_OF_A_PART = 2
_LEAST_DIGITS_OF_A_SLIP = 4
_MOST_PARTS_FOR_PAIRS = 24


def hints_for(
    figures: Sequence[Figure], claims: Iterable[Claim], facts: Iterable[Fact]
) -> Callable[[Comparison], tuple[Hint, ...]]:
    """Return a function from a failing comparison to its hints, over what was read of one document."""
    names = _names(claims, facts)
    quantities = [f for f in figures if f.type in QUANTITIES and not f.approximate]

    def hints(comparison: Comparison) -> tuple[Hint, ...]:
        claim = comparison.claim
        if not claim.terms or comparison.expected is None or claim.stated.type not in QUANTITIES:
            return ()
        found: dict[str, Hint] = {}
        for finder in _FINDERS:
            for hint in finder(comparison, quantities, names):
                found.setdefault(hint.code, hint)
        return tuple(found.values())[:_MOST_HINTS]

    return hints


def _names(claims: Iterable[Claim], facts: Iterable[Fact]) -> Names:
    """Return what the text calls each figure, by the figure's start; a claim knows better than a fact."""
    names = {fact.figure.start: fact.label for fact in facts if fact.label}
    for claim in claims:
        for term in claim.terms:
            if term.label:
                names[term.figure.start] = term.label
    return names


def _slips_of_the_pen(comparison: Comparison, figures: Sequence[Figure], names: Names) -> Iterator[Hint]:
    """Digits swapped, a point shifted, one digit mistyped, in the stated figure or in one operand."""
    if comparison.claim.kind == "unit":
        return
    for term, needed in _needed_values(comparison):
        figure = term.figure
        if needed == figure.value or not needed or (figure.type == "count" and abs(figure.value) < HUNDRED):
            continue
        slip = _slip(figure, needed)
        if slip is None:
            continue
        code, zh, en = slip
        right = amount(needed, figure.scale, min(figure.quantum, figure.scale)) + figure.printed_unit
        name = _called(term, names)
        yield Hint(
            code, f"{name}{mention(figure)}{zh}：若为{right}则相符", f"{mention(figure)} {en}: {right} would agree"
        )


def _slip(figure: Figure, needed: Decimal) -> tuple[str, str, str] | None:
    value = abs(figure.value)
    needed = abs(needed)
    for shift in _SHIFTS:
        if needed in (value * shift, value / shift):
            return "decimal-point", "的小数点可能错位", "may have a shifted decimal point"
    if figure.unit == "元" and needed in (value * _TEN_THOUSAND, value / _TEN_THOUSAND):
        return "unit", "的单位可能应为元或万元之另一个", "may be in the other unit, 元 or 万元"
    printed = amount(value, figure.scale, min(figure.quantum, figure.scale)).replace(".", "")
    right = amount(needed, figure.scale, min(figure.quantum, figure.scale)).replace(".", "")
    if len(printed) != len(right) or len(printed) < _LEAST_DIGITS or printed == right:
        return None
    if needed != Decimal(amount(needed, figure.scale, min(figure.quantum, figure.scale))) * figure.scale:
        return None
    unequal = [i for i in range(len(printed)) if printed[i] != right[i]]
    if len(unequal) == 2 and printed[unequal[0]] == right[unequal[1]] and printed[unequal[1]] == right[unequal[0]]:
        return "digits-swapped", "可能有两位数字颠倒", "may have two digits swapped"
    if len(unequal) == 1 and len(printed) >= _LEAST_DIGITS_OF_A_SLIP:
        return "one-digit", "可能有一位数字有误", "may have one wrong digit"
    return None


def _needed_values(comparison: Comparison) -> Iterator[tuple[Term, Decimal]]:
    """Yield each figure with the value that it alone would need for the relation to hold."""
    claim = comparison.claim
    stated, rest = claim.terms[0], claim.terms[1:]
    gap = difference_of(comparison)
    if comparison.expected is None:
        return
    yield stated, comparison.expected
    match claim.kind:
        case "sum":
            for term in rest:
                yield term, term.figure.value + gap * term.sign
        case "difference":
            for term in rest:
                yield term, term.figure.value + (gap if term.role == "minuend" else -gap)
        case "equal":
            for term in rest:
                yield term, stated.figure.value


def _another_figure(comparison: Comparison, figures: Sequence[Figure], names: Names) -> Iterator[Hint]:
    """A printed figure that equals the difference, or the value that was expected."""
    claim = comparison.claim
    if claim.kind not in ("sum", "difference", "balance", "equal"):
        return
    gap = abs(difference_of(comparison))
    found = _printed_elsewhere(claim, gap, figures)
    if found is not None:
        what = _quoted(found, names)
        zh = f"差额{_shown(gap, claim)}正好等于{what}"
        yield Hint("equals-difference", zh, f"the difference {_shown(gap, claim)} equals {what}")
    if claim.kind != "equal" and comparison.expected is not None:
        found = _printed_elsewhere(claim, abs(comparison.expected), figures)
        if found is not None:
            what = _quoted(found, names)
            shown = _shown(comparison.expected, claim)
            yield Hint("printed-elsewhere", f"应有数{shown}见于另一处：{what}", f"{shown} is printed elsewhere: {what}")


def _printed_elsewhere(claim: Claim, value: Decimal, figures: Sequence[Figure]) -> Figure | None:
    """Return the nearest figure of *value* in the unit of *claim* that takes no part in it."""
    if _digits(value) < _LEAST_DIGITS:
        return None
    taken = {t.figure.start for t in claim.terms}
    place = claim.stated.start
    same = [f for f in figures if abs(f.value) == value and f.unit == claim.stated.unit and f.start not in taken]
    return min(same, key=lambda f: (abs(f.start - place), f.start), default=None)


def _parts(comparison: Comparison, figures: Sequence[Figure], names: Names) -> Iterator[Hint]:
    """Parts counted twice, left out, subtracted, or counted elsewhere."""
    claim = comparison.claim
    if claim.kind != "sum":
        return
    gap = difference_of(comparison)
    parts = [t for t in claim.terms[1:] if _digits(t.figure.value) >= _LEAST_DIGITS_OF_A_PART]
    for term in parts:
        counted = term.figure.value * term.sign
        name = _called(term, names) + mention(term.figure)
        if counted == gap:
            yield Hint("counted-twice", f"若{name}重复计入则相符", f"it agrees if {name} is counted twice")
        elif counted == -gap:
            yield Hint("counted-elsewhere", f"若不含{name}则相符", f"it agrees without {name}")
        elif -2 * counted == gap:
            yield Hint("sign", f"若{name}应为减项（符号相反）则相符", f"it agrees if {name} is to be subtracted")
    if gap < 0 and 3 < len(parts) <= _MOST_PARTS_FOR_PAIRS:
        for a, b in combinations(parts, 2):
            if a.figure.value * a.sign + b.figure.value * b.sign == -gap:
                first, second = (_called(t, names) + mention(t.figure) for t in (a, b))
                yield Hint(
                    "counted-elsewhere", f"若不含{first}和{second}则相符", f"it agrees without {first} and {second}"
                )
                return


def _other_operands(comparison: Comparison, figures: Sequence[Figure], names: Names) -> Iterator[Hint]:
    """Another denominator, base or direction that makes a rate true."""
    claim = comparison.claim
    if claim.kind not in ("ratio", "growth") or len(claim.terms) != 3 or comparison.expected is None:
        return
    stated, first, second = claim.terms
    half = stated.figure.quantum / 2
    if claim.kind == "growth" and abs(stated.figure.value + comparison.expected) <= half:
        yield Hint("sign", "增减方向相反则相符", "it agrees with the opposite direction")
    if claim.kind == "ratio" and abs(stated.figure.value + comparison.expected - HUNDRED) <= half:
        yield Hint("complement", "所写的率是余下部分的占比（合计100%）", "the rate printed is that of the remainder")
    if claim.kind == "growth" and second.role != "base":
        return
    rate = stated.figure.quantity._replace(value=stated.figure.value * stated.sign)
    taken = {t.figure.start for t in claim.terms}
    place = stated.figure.start
    near = sorted((f for f in figures if f.unit == second.figure.unit and f.start not in taken and f.value > 0),
                  key=lambda f: (abs(f.start - place), f.start))  # fmt: skip
    judge = ratio_verdict if claim.kind == "ratio" else growth_verdict
    for figure in near:
        if figure.value == second.figure.value or figure.value == first.figure.value:
            continue
        if _digits(figure.value) >= _LEAST_DIGITS and agrees(judge(rate, first.figure.quantity, figure.quantity)):
            what = _quoted(figure, names)
            zh = f"若以{what}为{'分母' if claim.kind == 'ratio' else '基数'}则相符"
            yield Hint("other-denominator", zh, f"it agrees with {what} as the base")
            return


def _other_unit(comparison: Comparison, figures: Sequence[Figure], names: Names) -> Iterator[Hint]:
    """An operand of a sum that would fit if it were in 元 instead of 万元, or the reverse."""
    claim = comparison.claim
    if claim.kind not in ("sum", "equal", "difference") or claim.stated.unit != "元":
        return
    for term, needed in _needed_values(comparison):
        value = term.figure.value
        if needed and value and needed in (value * _TEN_THOUSAND, value / _TEN_THOUSAND):
            other = "元" if abs(needed) < abs(value) else "万元"
            name = _called(term, names) + mention(term.figure)
            yield Hint("unit", f"若{name}的单位应为{other}则相符", f"it agrees if {name} is in {other}")


def _called(term: Term, names: Names) -> str:
    return term.label or names.get(term.figure.start, "")


def _quoted(figure: Figure, names: Names) -> str:
    return f"“{names.get(figure.start, '')}{mention(figure)}”"


def _digits(value: Decimal) -> int:
    """Return how many significant digits *value* has."""
    return len(value.normalize().as_tuple().digits) if value else 0


def _shown(value: Decimal, claim: Claim) -> str:
    stated = claim.stated
    quantum = min((t.figure.quantum for t in claim.terms if t.figure.unit == stated.unit), default=stated.quantum)
    return amount(value, stated.scale, quantum) + stated.printed_unit


_FINDERS = (_parts, _another_figure, _other_operands, _other_unit, _slips_of_the_pen)
