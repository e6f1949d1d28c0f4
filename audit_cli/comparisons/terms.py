"""What the comparisons of all kinds share: a verdict asked for a tick, and figures with the sign of their words."""

from __future__ import annotations

from audit_cli.model import Claim, Comparison, Term
from audit_cli.quantity import Quantity, agrees


def not_assessable(claim: Claim, reason: str) -> Comparison:
    """Return the comparison that could not be made, and why."""
    return Comparison(claim, None, reason=reason)


def holds(comparison: Comparison) -> bool:
    """Whether a comparison is a tick."""
    return comparison.verdict is not None and agrees(comparison.verdict)


def signed(term: Term) -> Quantity:
    """Return the stated figure as the words have it: a fall printed as -3.2 is still a fall of 3.2."""
    figure = term.figure
    value = -abs(figure.value) if term.sign < 0 else figure.value
    return Quantity(value, figure.quantum, figure.exact)
