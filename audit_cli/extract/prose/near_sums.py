"""Sums that one slip of the pen keeps from closing: what would have been read, had it closed, is reviewed.

Many readings are tried of which only the one that closes is the claim: a list that may end sooner, one in doubt, or one
without a cue, 编制92名，行政编制38名，事业编制54名. Where none does, one that a single digit keeps from it was meant.
The figures must have so many digits that it hardly comes about by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim

_ODDS = 4  # to one, that it is no chance
_COUNTED_TWICE = expression(r"重复|交叉|多重|多项")


def near_sums(row: Row, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the sums that were tried, of figures that no other claim adds up, and that miss by one slip."""
    told = {t.figure.start for c in claims for t in c.terms}
    for total, parts in row.missed:
        items = row.at((total, *parts))
        if len(parts) < 2:
            continue
        if any(i.figure.start in told for i in items):
            continue
        if any(i.figure.approximate or not i.same_unit(items[0]) for i in items):
            continue
        weights = [row.weight(total, p) for p in parts]
        if not one_slip_off(items[0].figure, [i.figure for i in items[1:]], weights, _ODDS):
            continue
        if row.verdict(total, parts) != "inconsistent":
            continue
        told.update(i.figure.start for i in items)
        yield row.claim(total, parts, "open", asserted=False, basis="近", binds=False)
