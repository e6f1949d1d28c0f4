"""Slips of the pen: digits swapped, a point shifted, one digit mistyped, 元 for 万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.calculation import amount, as_printed, mention, plain, printed_unit
from audit_cli.hints.ledger import Ledger
from audit_cli.model import Comparison, Figure, Hint
from audit_cli.needs import LEAST_DIGITS, needed_values
from audit_cli.quantity import HUNDRED

_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))
_TEN_THOUSAND = Decimal(10000)
_LEAST_DIGITS_OF_A_SLIP = 4


def slips_of_the_pen(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """Digits swapped, a point shifted, one digit mistyped, in the stated figure or in one operand."""
    if comparison.claim.kind == "unit":
        return
    for term, needed in needed_values(comparison):
        figure = term.figure
        if (
            needed == figure.value
            or not needed
            or figure.type == "date"
            or (figure.type == "count" and abs(figure.value) < HUNDRED)
        ):
            continue
        slip = _slip(figure, needed)
        if slip is None:
            continue
        code, zh, en = slip
        # a shifted point may need more decimals than were printed
        right = plain(needed / figure.scale) if code == "decimal-point" else as_printed(figure._replace(value=needed))
        right += printed_unit(figure)
        name = ledger.called(term)
        yield Hint(
            code, f"{name}{mention(figure)}{zh}：若为{right}则相符", f"{mention(figure)} {en}: {right} would agree"
        )


def _slip(figure: Figure, needed: Decimal) -> tuple[str, str, str] | None:
    value = abs(figure.value)
    needed = abs(needed)
    sizes = value.adjusted(), needed.adjusted()
    if sizes[0] != sizes[1]:
        for shift in _SHIFTS:
            if needed in (value * shift, value / shift):
                return "decimal-point", "的小数点可能错位", "may have a shifted decimal point"
        if figure.unit == "元" and needed in (value * _TEN_THOUSAND, value / _TEN_THOUSAND):
            return "unit", "的单位可能有误（元与万元混淆）", "may be in the wrong unit (元 or 万元)"
        if max(sizes) > figure.scale.adjusted():
            return None  # not as many digits
    quantum = min(figure.quantum, figure.scale)
    needed_text = amount(needed, figure.scale, quantum)
    printed, right = amount(value, figure.scale, quantum).replace(".", ""), needed_text.replace(".", "")
    if len(printed) != len(right) or len(printed) < LEAST_DIGITS or printed == right:
        return None
    if needed != Decimal(needed_text) * figure.scale:
        return None
    unequal = [i for i in range(len(printed)) if printed[i] != right[i]]
    if len(unequal) == 2 and printed[unequal[0]] == right[unequal[1]] and printed[unequal[1]] == right[unequal[0]]:
        return "digits-swapped", "可能有两位数字颠倒", "may have two digits swapped"
    if len(unequal) == 1 and len(printed) >= _LEAST_DIGITS_OF_A_SLIP:
        return "one-digit", "可能有一位数字有误", "may have one wrong digit"
    return None


def other_unit(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """An operand of a sum that would fit if it were in 元 instead of 万元, or the reverse."""
    claim = comparison.claim
    if claim.kind not in ("sum", "equal", "difference") or claim.stated.unit != "元":
        return
    for term, needed in needed_values(comparison):
        value = term.figure.value
        if needed and value and needed in (value * _TEN_THOUSAND, value / _TEN_THOUSAND):
            other = "元" if abs(needed) < abs(value) else "万元"
            name = ledger.called(term) + mention(term.figure)
            yield Hint("unit", f"若{name}的单位应为{other}则相符", f"it agrees if {name} is in {other}")
