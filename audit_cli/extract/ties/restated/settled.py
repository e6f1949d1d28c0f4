"""Figures that are settled: 债务限额50亿元 in one place and 58亿元 in another, each the sum of its own parts.

What is called alike and differs may be told of two years, funds or states of things. Where each of the two closes with
parts of its own, neither is mistyped, and there is nothing to review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from audit_cli.extract.ties.aspects import same_figure
from audit_cli.model import Claim
from audit_cli.quantity import sum_verdict

_FEWEST = 3  # figures of a sum that settle one another


class Settled:
    """The figures that are parts or totals of *sums* which close."""

    def __init__(self, sums: Sequence[Claim]) -> None:
        self._sums = sums

    def left_of(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Yield *claims* but for those that two figures may be one, where each takes part in a sum that closes."""
        for claim in claims:
            if claim.kind != "equal" or claim.asserted or len(claim.terms) != 2:
                yield claim
                continue
            one, other = claim.figures()
            sums, others = self._closing[one.start], self._closing[other.start]
            if not (sums and others and sums != others) or same_figure(one, other):
                yield claim

    @cached_property
    def _closing(self) -> dict[int, set[int]]:
        """The numbers of the sums that close, by where their figures stand."""
        closing: dict[int, set[int]] = defaultdict(set)
        for number, claim in enumerate(self._sums):
            if len(claim.terms) >= _FEWEST and _closes(claim):
                for term in claim.terms:
                    closing[term.figure.start].add(number)
        return closing


def _closes(claim: Claim) -> bool:
    total, *parts = claim.terms
    verdict = sum_verdict(total.figure.quantity, [p.figure for p in parts], [p.sign for p in parts])
    return verdict in ("exact", "rounding")
