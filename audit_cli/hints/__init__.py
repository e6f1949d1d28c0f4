"""What would make a contradicted relation true: the look-ups that auditors do by hand.

Each hint is a guess with a reason; none of them changes the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from audit_cli.hints.elsewhere import another_figure
from audit_cli.hints.ledger import Ledger
from audit_cli.hints.operands import other_operands, other_parts
from audit_cli.hints.slips import other_unit, slips_of_the_pen
from audit_cli.model import QUANTITIES, Claim, Comparison, Fact, Figure, Hint

__all__ = ["hints_for"]

_MOST_HINTS = 4
_FINDERS = (another_figure, other_parts, other_operands, other_unit, slips_of_the_pen)


def hints_for(
    figures: Sequence[Figure], claims: Iterable[Claim], facts: Iterable[Fact]
) -> Callable[[Comparison], tuple[Hint, ...]]:
    """Return a function from a failing comparison to its hints, over what was read of one document."""
    ledger: list[Ledger] = []

    def hints(comparison: Comparison) -> tuple[Hint, ...]:
        claim = comparison.claim
        if not claim.terms or comparison.expected is None or claim.stated.type not in QUANTITIES:
            return ()
        if claim.kind == "backlog":
            return ()
        if not ledger:
            ledger.append(Ledger(figures, claims, facts))
        found: dict[str, Hint] = {}
        for finder in _FINDERS:
            for hint in finder(comparison, ledger[0]):
                found.setdefault(hint.code, hint)
        return tuple(found.values())[:_MOST_HINTS]

    return hints
