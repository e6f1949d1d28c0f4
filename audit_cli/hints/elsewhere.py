"""The same thing printed otherwise elsewhere, and figures equal to a difference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.calculation import amount, difference_of, mention, printed_unit
from audit_cli.hints.ledger import Ledger, around
from audit_cli.model import Claim, Comparison, Figure, Hint
from audit_cli.needs import LEAST_DIGITS, needed_values
from audit_cli.quantity import significant_digits

_LIKE = 3


def another_figure(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """The same thing printed otherwise elsewhere, so that the relation would hold; a figure equal to the difference."""
    claim = comparison.claim
    if claim.kind not in ("sum", "difference", "balance", "equal"):
        return
    if claim.kind != "equal":
        for term, needed in needed_values(comparison):
            found = _printed_elsewhere(claim, abs(needed), ledger, term.label, term is not claim.terms[0])
            if found is not None:
                name, what = ledger.called(term), ledger.quoted(found)
                zh = f"另一处写作{what}：{name}{mention(term.figure)}若改为该数则相符"
                yield Hint(
                    "printed-elsewhere", zh, f"it agrees if {mention(term.figure)} is {what}, as printed elsewhere"
                )
                break
    gap = abs(difference_of(comparison))
    found = _printed_elsewhere(claim, gap, ledger)
    if found is not None:
        shown, what = _shown(gap, claim), ledger.quoted(found)
        yield Hint("equals-difference", f"差额{shown}正好等于{what}", f"the difference {shown} equals {what}")


def _printed_elsewhere(
    claim: Claim, value: Decimal, ledger: Ledger, label: str = "", strictly: bool = False
) -> Figure | None:
    """Return the nearest figure of *value* in the unit of *claim* that takes no part in it, and is called alike."""
    if significant_digits(value) < LEAST_DIGITS:
        return None
    taken = {t.figure.start for t in claim.terms}
    for figure in around(claim.stated.start, ledger.by_size.get((claim.stated.unit, value), ())):
        if figure.start in taken or (label and not _alike(label, ledger.names.get(figure.start, ""), strictly)):
            continue
        return figure
    return None


def _alike(a: str, b: str, strictly: bool) -> bool:
    """Whether two labels may name one thing: they end alike, or, less strictly, have three characters in common."""
    if a[-_LIKE:] == b[-_LIKE:]:
        return True
    return not strictly and any(a[i : i + _LIKE] in b for i in range(len(a) - _LIKE + 1))


def _shown(value: Decimal, claim: Claim) -> str:
    stated = claim.stated
    quantum = min((t.figure.quantum for t in claim.terms if t.figure.unit == stated.unit), default=stated.quantum)
    return amount(value, stated.scale, quantum) + printed_unit(stated)
