"""Lays a comparison out on paper: its operands, its formula, and what was stated, expected and missed.

Amounts are shown in the printed unit of the stated figure, so that a reader finds them in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import NamedTuple

from audit_cli.masking import masked
from audit_cli.model import QUANTITIES, Claim, Comparison, Figure, Kind, Term
from audit_cli.quantity import HUNDRED, ZERO, agrees

RATES = frozenset({"ratio", "growth"})
# what must keep to a limit, and is shown as a share of it
LIMITS: frozenset[Kind] = frozenset({"over-plan", "unspent", "over-quota"})
# what ties no figure to another, though it holds
NO_TIES: frozenset[Kind] = LIMITS | {"narrative", "missing-section", "numbering", "period", "place"}
MONEY_UNITS = {
    Decimal(scale): unit
    for scale, unit in (
        (1, "元"),
        (100, "百元"),
        (1000, "千元"),
        (10000, "万元"),
        (1000000, "百万元"),
        (100000000, "亿元"),
    )
}
_ONE = Decimal(1)
# a text may print more digits than the usual 28
_WIDE = Context(prec=1000)
_LEAST_RATE_QUANTUM = Decimal("0.01")


class Line(NamedTuple):
    """One operand in the layout of a calculation: its sign, what the text calls it, its amount as printed there."""

    sign: str
    label: str
    amount: str
    figure: Figure | None = None


class Calculation(NamedTuple):
    """A comparison worked out on paper, every amount in *unit*; *sides* are the two totals of a balance."""

    lines: tuple[Line, ...]
    formula: str
    stated: str
    expected: str | None
    difference: str | None
    unit: str
    sides: tuple[str, str] | None = None


def plain(value: Decimal) -> str:
    """Return *value* without exponent and without trailing zeros.

    >>> plain(Decimal("5940600.00"))
    '5940600'
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def amount(value: Decimal, scale: Decimal, quantum: Decimal) -> str:
    """Return *value* in units of *scale*, with the decimals of *quantum* (both in the base unit)."""
    if scale != _ONE:
        value, quantum = value / scale, quantum / scale
    exponent = quantum.as_tuple().exponent if quantum < _ONE else 0
    text = format(value.quantize(_ONE.scaleb(int(exponent)), ROUND_HALF_UP, _WIDE), "f")
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def as_printed(figure: Figure, scale: Decimal | None = None, sign: int = 1) -> str:
    """Return the number of *figure* with its printed digits, in units of *scale* (by default its own).

    A date stands as it is.
    """
    if figure.type == "date":
        return "".join(figure.text.split())
    scale = figure.scale if scale is None else scale
    # 30万 is printed to the ten thousand, but no digit may be lost
    quantum = min(figure.quantum, scale)
    return amount(figure.value * sign, scale, quantum)


def mention(figure: Figure) -> str:
    """Return the figure as a reader knows it: its printed text, with the unit that its table gives it."""
    text = " ".join(figure.text.split())
    if figure.type == "identifier":
        return masked(text)
    if figure.type == "name" or not text[-1:].isdigit():
        return text
    return text + printed_unit(figure)


def printed_unit(figure: Figure) -> str:
    """Return the unit that *figure* is printed in, whether beside it or in the head of its table."""
    if figure.printed_unit:
        return figure.printed_unit
    if figure.unit == "元":
        return MONEY_UNITS.get(figure.scale, figure.unit)
    return figure.unit if figure.scale == _ONE else ""


def calculation(comparison: Comparison) -> Calculation:
    """Return the comparison as a sum, quotient or restatement that can be followed by hand."""
    claim = comparison.claim
    if not claim.terms:
        return Calculation((), "", "", None, None, "")
    figure = claim.stated
    expected = comparison.expected
    scale, unit = figure.scale, unit_of(claim)
    if figure.type not in QUANTITIES:
        text = masked(figure.text) if figure.type == "identifier" else figure.text
        return Calculation((), "", text, None, None, "")
    stated = as_printed(figure, scale)
    places = _places(comparison)
    expected_text = difference_text = None
    if expected is not None:
        expected_text = amount(expected, scale, places)
        while expected_text == stated and _fails(comparison) and places > Decimal("1e-8"):
            places /= 10
            expected_text = amount(expected, scale, places)
        difference_text = amount(difference_of(comparison), scale, places)
    if claim.kind == "balance":
        return _balance(comparison, places, Calculation((), "", stated, expected_text, difference_text, unit))
    if claim.kind in ("score", "target", "blank-field"):
        formula = f"{stated} {_relation(comparison)} {expected_text}" if expected_text else ""
        return Calculation((), formula, stated, expected_text, difference_text, unit)
    if claim.kind == "backlog" and claim.terms[0].role == "amount":
        return _owed(claim, Calculation((), "", stated, expected_text, difference_text, unit))
    if claim.kind in LIMITS:
        formula = f"{stated} ÷ {expected_text} = {share_of(*claim.figures()[:2])}"
        return Calculation((), formula, stated, expected_text, difference_text, unit)
    lines, left = _operands(claim, scale)
    formula = _formula(comparison, left, stated, expected_text)
    return Calculation(lines, formula, stated, expected_text, difference_text, unit)


def _owed(claim: Claim, worked: Calculation) -> Calculation:
    """Lay out what is owed: the sum of a contract less what was paid of it."""
    terms = [(t, 1 if t.role == "amount" else -1) for t in claim.terms if t.role in ("amount", "paid")]
    lines, left = _signed(terms, claim.stated.scale)
    if len(terms) == 1:
        left = f"{left} − {worked.expected}"
    return worked._replace(lines=lines, formula=f"{left} = {worked.difference}" if worked.difference else left)


def _relation(comparison: Comparison) -> str:
    """Return the sign between a stated figure and its limit, or what it should have been."""
    gap = difference_of(comparison)
    if comparison.claim.form:
        return ">" if gap > 0 else "<" if gap < 0 else "="
    return ">" if _fails(comparison) else "≤"


def share_of(part: Figure, whole: Figure) -> str:
    """Return what share *part* is of *whole*: 129.51%; "" of nothing."""
    if not whole.value:
        return ""
    return amount(HUNDRED * part.value / whole.value, _ONE, _LEAST_RATE_QUANTUM) + "%"


def balance_sides(claim: Claim) -> tuple[list[Term], list[Term]]:
    """Return what came in, with what was there, and what went out, with what is left."""
    incoming = [t for t in claim.terms if t.role in ("income", "opening")]
    return incoming, [t for t in claim.terms if t.role not in ("income", "opening")]


def _balance(comparison: Comparison, places: Decimal, worked: Calculation) -> Calculation:
    """Lay a balance out as auditors do: the total of each side, not one leg against all others."""
    scale = comparison.claim.stated.scale
    lines: list[Line] = []
    totals, written = [], []
    for side in balance_sides(comparison.claim):
        some, left = _signed([(t, 1) for t in side], scale)
        total = amount(sum((t.figure.value for t in side), ZERO), scale, places)
        lines += some
        totals.append(total)
        written.append(f"{left} = {total}" if len(side) > 1 else left or total)
    joint = " ≠ " if _fails(comparison) else " = " if comparison.verdict == "exact" else " ≈ "
    return worked._replace(lines=tuple(lines), formula=joint.join(written), sides=(totals[0], totals[1]))


def difference_of(comparison: Comparison) -> Decimal:
    """Return stated minus expected in the base unit (percentage points for rates); zero where nothing is expected."""
    if comparison.difference is not None:
        return comparison.difference
    if comparison.expected is None:
        return ZERO
    return comparison.claim.stated.value - comparison.expected


def money_at_stake(comparison: Comparison) -> Decimal | None:
    """Return the size of the contradiction in 元, None where it is not about money."""
    if comparison.claim.kind == "backlog" and comparison.difference is not None:
        return comparison.difference
    if comparison.expected is None or not comparison.claim.terms or comparison.claim.stated.unit != "元":
        return None
    return abs(difference_of(comparison))


def falls(claim: Claim) -> bool:
    """Whether the stated figure is a fall that is printed as a positive number."""
    return bool(claim.terms) and claim.terms[0].sign < 0 and claim.stated.value > 0


def likely_print(comparison: Comparison) -> str:
    """Return the stated figure in the unit that would make it the expected one, "" if there is none."""
    figure = comparison.claim.stated
    if not figure.value or comparison.expected is None:
        return ""
    scale = figure.scale * comparison.expected / figure.value
    unit = MONEY_UNITS.get(scale)
    return f"{as_printed(figure)}{unit}" if unit else ""


def _fails(comparison: Comparison) -> bool:
    return comparison.verdict is not None and not agrees(comparison.verdict)


def _places(comparison: Comparison) -> Decimal:
    """Return the quantum, in the base unit, to which expected and difference are shown."""
    claim = comparison.claim
    stated = claim.stated
    if claim.kind in RATES:
        return min(stated.quantum, _LEAST_RATE_QUANTUM)
    if claim.kind == "distributive" and comparison.expected is not None:
        # a price is printed in another unit than what it makes
        return min(stated.quantum, _ONE.scaleb(int(comparison.expected.normalize().as_tuple().exponent)))
    return min(t.figure.quantum for t in claim.terms if t.figure.type in QUANTITIES)


def _operands(claim: Claim, scale: Decimal) -> tuple[tuple[Line, ...], str]:
    """Return the operands as lines, and the left side of the formula."""
    terms = claim.terms
    direction = -1 if falls(claim) else 1
    match claim.kind:
        case "sum" if claim.form == "shares":
            lines, left = _signed([(t, t.sign) for t in terms[1:]], scale)
            return (Line("", "", "100"), *lines), f"100 − {left.removeprefix('−')}"
        case "sum":
            return _signed([(t, direction * t.sign) for t in terms[1:]], scale)
        case "difference":
            signed = [(t, direction * t.sign * (-1 if t.role == "subtrahend" else 1)) for t in terms[1:]]
            return _signed(sorted(signed, key=lambda pair: pair[1] < 0), scale)
        case "ratio":
            return _quotient(terms[1:])
        case "growth" if claim.form == "compound":
            return _in_turn(terms[1:])
        case "growth":
            return _change(terms[1:], falls(claim))
        case "distributive":
            written = " × ".join(factors(claim))
            return tuple(Line("", t.label, written, t.figure) for t in terms if t.role == "each"), written
        case "count":
            lines = tuple(Line(f"{i}", mention(t.figure), "", t.figure) for i, t in enumerate(terms[1:], 1))
            return lines, ""
        case _:
            return tuple(Line("", t.label, mention(t.figure), t.figure) for t in terms[1:]), ""


def factors(claim: Claim) -> list[str]:
    """Return what is multiplied, as printed: 120人, 12, 500元; 3, 5万元 for three names."""
    each = [t for t in claim.terms if t.role == "each"]
    counted = [mention(f) for f in claim.figures("times")] or [str(len(claim.figures("name")) or 1)]
    return [*counted, *(plain(Decimal(t.sign)) for t in each if t.sign != 1), *(mention(t.figure) for t in each)]


def _signed(terms: Iterable[tuple[Term, Decimal | int]], scale: Decimal) -> tuple[tuple[Line, ...], str]:
    """Lay out terms that are added or subtracted, each as often as its sign says: 4 is 4 × the amount."""
    lines: list[Line] = []
    formula: list[str] = []
    for term, sign in terms:
        text = as_printed(term.figure, scale)
        mark = "" if not lines and sign > 0 else "+" if sign > 0 else "−"
        often = abs(Decimal(sign))
        several = f"{plain(often)} × " if often != 1 else ""
        lines.append(Line(mark, term.label, several + text, term.figure))
        shown = f"({text})" if text.startswith("-") and formula else text
        shown = several + shown
        formula.append(f" {mark} {shown}" if formula else f"{mark}{shown}")
    return tuple(lines), "".join(formula)


def _quotient(terms: tuple[Term, ...]) -> tuple[tuple[Line, ...], str]:
    scale = terms[-1].figure.scale if terms else _ONE
    parts, part = _signed([(t, t.sign) for t in terms if t.role != "whole"], scale)
    wholes, whole = _signed([(t, t.sign) for t in terms if t.role == "whole"], scale)
    lines = (*parts, *(line._replace(sign="÷") if n == 0 else line for n, line in enumerate(wholes)))
    return lines, " ÷ ".join(_bracketed(side) for side in (part, whole) if side)


def _change(terms: tuple[Term, ...], fall: bool) -> tuple[tuple[Line, ...], str]:
    by_role = {t.role: t for t in terms}
    new, base, change = by_role.get("new"), by_role.get("base"), by_role.get("change")
    scale = (base or new or terms[0]).figure.scale
    if new and base:
        after, before = (_bracketed(as_printed(t.figure, scale)) for t in (new, base))
        gap = f"{before} − {after}" if fall else f"{after} − {before}"
        first, second = ((base, before), (new, after)) if fall else ((new, after), (base, before))
        three = (
            Line("", first[0].label, first[1], first[0].figure),
            Line("−", second[0].label, second[1], second[0].figure),
            Line("÷", base.label, before, base.figure),
        )
        return three, f"({gap}) ÷ {before}"
    if change is None:
        return tuple(Line("", t.label, mention(t.figure), t.figure) for t in terms), ""
    step = as_printed(change.figure, scale)
    turned = "−" if fall != (change.sign < 0) else ""
    if base:
        before = _bracketed(as_printed(base.figure, scale))
        lines = (Line("", change.label, step, change.figure), Line("÷", base.label, before, base.figure))
        return lines, f"{turned}{step} ÷ {before}"
    if new is None:
        return (Line("", change.label, step, change.figure),), ""
    after = as_printed(new.figure, scale)
    joint = "+" if change.sign < 0 else "−"
    denominator = f"({after} {joint} {step})"
    lines = (Line("", change.label, step, change.figure), Line("÷", new.label, denominator, new.figure))
    return lines, f"{turned}{step} ÷ ({after} {joint} {_bracketed(step)})"


def _in_turn(terms: tuple[Term, ...]) -> tuple[tuple[Line, ...], str]:
    """Lay out the growth of each of several years: the root of new by base, less one."""
    new, base = terms
    after, before = (as_printed(t.figure, base.figure.scale) for t in terms)
    lines = (Line("", new.label, after, new.figure), Line("÷", base.label, before, base.figure))
    return lines, f"({after} ÷ {before}) ^ (1 ÷ {base.sign}) − 1"


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("-") or " + " in text or " − " in text else text


def _formula(comparison: Comparison, left: str, stated: str, expected: str | None) -> str:
    claim = comparison.claim
    unit = unit_of(claim) if claim.kind in RATES or claim.kind == "distributive" else ""
    stated, shown = stated + unit, None if expected is None else expected + unit
    if claim.kind == "equal":
        joint = " ≠ " if _fails(comparison) else " = " if comparison.verdict == "exact" else " ≈ "
        return joint.join(mention(t.figure) for t in claim.terms)
    if claim.kind == "unit":
        meant = likely_print(comparison)
        return f"{mention(claim.stated)} ≠ {meant}" if _fails(comparison) and meant else mention(claim.stated)
    if comparison.verdict is None:
        return f"{left} ? {stated}" if left else stated
    if shown is None:
        return left
    if _fails(comparison):
        tail = f"{shown} ≠ {stated}"
    elif comparison.verdict == "exact" or shown == stated:
        tail = shown if shown == stated or _same_number(shown, stated) else f"{shown} ≈ {stated}"
    else:
        tail = f"{shown} ≈ {stated}"
    return f"{left} = {tail}" if left else tail


def _same_number(a: str, b: str) -> bool:
    """Whether two printed rates are one number; a rate in Chinese numerals is shown beside the computed one."""
    left, right = (text.rstrip("%‰倍个百分点成") for text in (a, b))
    try:
        return Decimal(left) == Decimal(right)
    except InvalidOperation:
        return False


def unit_of(claim: Claim) -> str:
    """Return the unit in which the stated figure is printed; a bare figure in a column of rates is in percent."""
    figure = claim.stated
    return printed_unit(figure) or figure.unit or ("%" if claim.kind in RATES else "")
