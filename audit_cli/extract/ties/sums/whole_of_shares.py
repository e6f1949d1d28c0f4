"""Wholes of shares: 资产总额100万元。流动资产25万元，占25%。固定资产75万元，占75%.

Where the shares of one whole make a hundred, the amounts that have them are all of it, wherever they stand. It ticks
where they add up to the whole, and is to be reviewed where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.model import Claim
from audit_cli.quantity import agrees, sum_verdict


def wholes_of_shares(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the whole and the amounts of each list of shares among *claims*, unless they are one of their sums."""
    lists = [c for c in claims if c.form == "shares" and c.asserted]
    if not lists:
        return
    quotients = {c.stated.start: c for c in claims if c.kind == "ratio" and len(c.terms) == 3}
    sums = {_places(c) for c in claims if c.kind == "sum" and c.form != "shares"}
    for shares in lists:
        found = [quotients[f.start] for f in shares.figures() if f.start in quotients]
        found.sort(key=lambda c: c.stated.start)
        if len(found) < len(shares.terms) or len({c.figure("whole").start for c in found}) > 1:
            continue
        total = found[0].terms[2]._replace(role="total")
        parts = [c.terms[1]._replace(role="part") for c in found]
        claim = Claim("sum", (total, *parts), "complete", basis="占比")
        if _places(claim) not in sums and total.figure.type == parts[0].figure.type:
            closes = agrees(sum_verdict(total.figure.quantity, claim.figures("part")))
            yield claim._replace(asserted=closes)


def _places(claim: Claim) -> frozenset[int]:
    return frozenset([t.figure.start for t in claim.terms])
