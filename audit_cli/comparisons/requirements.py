"""What a report must keep to: a plan, the posts, the sum of a contract, the points that can be had."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.comparisons.terms import not_assessable
from audit_cli.model import Claim, Comparison, Contract, Execution, Kind, Staffing
from audit_cli.quantity import ZERO, Verdict, sum_verdict
from audit_cli.spans import percent_span, span

_INFINITE = Decimal("Infinity")


def as_required(claim: Claim, required: bool, reason: str = "") -> Comparison:
    """Return the comparison of what stands in a report with a requirement that it meets or does not."""
    return Comparison(claim, "exact" if required else "inconsistent", reason=reason)


def spending_agrees(
    execution: Execution, kind: Kind, *, least: Decimal = ZERO, most: Decimal | None = None
) -> Comparison:
    """Compare spending with its plan: it is at least *least* and at most *most* percent of it, as printed.

    *expected* is the plan, *difference* what was spent beyond it. Where nothing was planned, any spending is too much.
    """
    claim, planned, executed = execution.claim(kind), execution.planned, execution.executed
    if planned.value < 0:
        return not_assessable(claim, "the plan is negative")
    share = percent_span(span(executed), span(planned)) if planned.value else (_INFINITE, _INFINITE)
    if share is None:
        return not_assessable(claim, "the share has no bounds")
    within = share[1] >= least and (most is None or share[0] <= most)
    return Comparison(claim, "exact" if within else "inconsistent", planned.value, executed.value - planned.value)


def staff_within(staff: Staffing) -> Comparison:
    """Compare how many people there are with their posts; *expected* is the posts."""
    within = staff.actual.value <= staff.authorized.value
    gap = staff.actual.value - staff.authorized.value
    return Comparison(staff.claim(), "exact" if within else "inconsistent", staff.authorized.value, gap)


def settled(contract: Contract) -> Comparison:
    """Compare the sum of a contract with what was paid of it: nothing may be owed.

    *expected* is what was paid, *difference* what is owed.
    """
    claim, owed = contract.claim(), contract.owed
    if owed is None:
        return not_assessable(claim, "nothing is said of its payment")
    verdict: Verdict = "exact" if owed <= 0 else "inconsistent"
    if owed > 0 and contract.payments:
        verdict = sum_verdict(contract.amount.quantity, [f.quantity for f in contract.payments])
    return Comparison(claim, verdict, contract.amount.value - owed, owed)


def score_within(claim: Claim) -> Comparison:
    """Compare a score with the points that can be had: it may reach them, never pass them."""
    score, points = claim.figure("score"), claim.figure("points")
    verdict: Verdict = "exact" if score.value <= points.value else "inconsistent"
    return Comparison(claim, verdict, points.value, score.value - points.value)
