"""How far an indicator reached its target, and what score that earns."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.model import Aim, Claim, Comparison, Field, Figure, Indicator, Term
from audit_cli.quantity import HUNDRED, ZERO, Verdict

_FAR_FOR_RATES = Decimal(20)
# what a quantity is for each of
_PER = expression(r"[/／]([一-鿿·•/]{1,6}?)(?:[及和]?以[上下内])?$")


def attained(indicator: Indicator) -> tuple[Figure, Figure] | None:
    """Return the actual value and the target in one unit, None where they cannot be compared."""
    if indicator.actual.figure is None or indicator.target.figure is None:
        return None
    actual, target = indicator.actual.quantity, indicator.target.quantity
    if actual is None or target is None:
        return None
    if indicator.actual.figure.approximate or indicator.target.figure.qualifier in ("about", "range"):
        return None
    per, other = _per(indicator.actual), _per(indicator.target)
    if per and other and per != other:
        return None  # 300元/人·月, 3600元/人·年
    if actual.unit == target.unit and actual.type != "name":
        return actual, target
    if not actual.unit:
        return _lent(actual, target), target
    return (actual, _lent(target, actual)) if not target.unit else None


def _per(field: Field) -> str:
    """Return what a quantity is for each of, "" if that is not said."""
    text = field.text.text if field.text else ""
    found = _PER.search(field.printed) if "/" in text or "／" in text else None
    return found[1] if found else ""


def _lent(bare: Figure, other: Figure) -> Figure:
    """Return a bare numeral in the unit of the figure that it stands beside."""
    value, quantum = bare.value * other.scale, bare.quantum * other.scale
    return bare._replace(unit=other.unit, value=value, quantum=quantum, scale=other.scale)


def attainment(indicator: Indicator) -> Decimal | None:
    """Return what share of its target an indicator reached, in percent; None where nobody can tell."""
    return _share(attained(indicator))


def _share(pair: tuple[Figure, Figure] | None) -> Decimal | None:
    return None if pair is None or pair[1].value <= 0 else HUNDRED * pair[0].value / pair[1].value


def is_far_beyond(indicator: Indicator, least: Decimal) -> bool:
    """Return whether *least* percent of the target or more were reached.

    One thing more than was planned is not far, nor is a rate that is higher by less than twenty percentage points.
    """
    pair = attained(indicator) if indicator.aim in ("", "at_least", "equal") else None
    share = _share(pair)
    if pair is None or share is None or share < least:
        return False
    actual, target = pair
    gap = actual.value - target.value
    return gap >= _FAR_FOR_RATES if actual.unit == "%" else gap > actual.scale


def is_met(indicator: Indicator) -> bool | None:
    """Return whether the target was met, None where nobody can tell."""
    pair = attained(indicator)
    return None if pair is None else _meets(pair[0].value, pair[1].value, indicator.aim)


def _meets(actual: Decimal, target: Decimal, aim: Aim) -> bool | None:
    match aim:
        case "at_most":
            return actual <= target
        case "equal":
            return actual == target
        case "unknown":
            return True if actual == target else False if target == 0 else None
        case _:
            return actual >= target or (None if target == 0 else False)


def target_agrees(indicator: Indicator, required: bool, form: str) -> Comparison:
    """Return the comparison of an actual value with its target; *required* says whether it is as it should be.

    It is for review where the sign of the target is not said.
    """
    pair = attained(indicator)
    assert pair is not None
    actual, target = pair
    terms = (Term(actual, "actual", indicator.label), Term(target, "target", indicator.label))
    claim = Claim("target", terms, form, asserted=indicator.aim not in ("", "unknown"))
    verdict: Verdict = "exact" if required else "inconsistent"
    return Comparison(claim, verdict, target.value, actual.value - target.value)


def earned(indicator: Indicator) -> Decimal | None:
    """Return the most points that the formulas in use give for what was reached, None if none does.

    Points in proportion to what was reached; where less is better, target ÷ actual or what is left after the excess,
    whichever is more.
    """
    pair, points = attained(indicator), indicator.points.quantity
    if pair is None or points is None or pair[1].value <= 0:
        return None
    actual, target = pair[0].value, pair[1].value
    met = _meets(actual, target, indicator.aim)
    if met is None:
        return None
    if met:
        return points.value
    if indicator.aim == "equal" and actual > target:
        return None
    if indicator.aim == "at_most":
        excess = (actual - target) / target
        return max(points.value * target / actual, points.value * (1 - excess))
    return points.value * max(actual, ZERO) / target
