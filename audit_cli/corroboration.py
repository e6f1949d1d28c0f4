"""What the relations that hold say of one that fails: figures that each of them bears out accuse nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from audit_cli.comparisons import holds
from audit_cli.model import Claim, Comparison
from audit_cli.needs import needed
from audit_cli.plausibility import READ_TOGETHER, counts_a_part_twice

_BEARING = READ_TOGETHER | {"balance"}


class Holding:
    """What the relations that hold leave open: between what each of their figures may be without breaking one."""

    def __init__(self, found: Iterable[Comparison]) -> None:
        self._all = found

    @cached_property
    def _found(self) -> Sequence[Comparison]:
        asked = (c for c in self._all if c.claim.kind in _BEARING and c.expected is not None)
        return [comparison for comparison in asked if holds(comparison)]

    @cached_property
    def _open(self) -> Mapping[tuple[int, int], Sequence[tuple[Decimal, Decimal]]]:
        ranges = defaultdict(list)
        for comparison in self._found:
            for figure, value, rounded in needed(comparison):
                ranges[figure.span].append((value - rounded, value + rounded))
        return ranges

    @cached_property
    def _hundreds(self) -> frozenset[tuple[int, int]]:
        """The shares that make a hundred, to the last digit."""
        shares = (c.claim for c in self._found if c.claim.form == "shares" and c.verdict == "exact")
        return frozenset(term.figure.span for claim in shares for term in claim.terms)

    def bears_out(self, comparison: Comparison) -> bool:
        """Whether no figure of a relation of prose that fails can be another one without breaking one that holds.

        Then they were read together wrongly, the parts are not all there are, or a share was made to fit a hundred.
        """
        claim, expected = comparison.claim, comparison.expected
        if claim.kind not in READ_TOGETHER or claim.basis.startswith("table"):
            return False
        if claim.kind == "sum" and self._goes_on(claim):
            return True
        if claim.form == "complete":
            return False
        if expected is None or not all(figure.span in self._open for figure in claim.figures()):
            return False
        if counts_a_part_twice(comparison):
            return False
        if self._is_made_to_fit(comparison):
            return True
        needs = [(figure.span, value - rounded, value + rounded) for figure, value, rounded in needed(comparison)]
        return bool(needs) and all(
            any(high < least or most < low for low, high in self._open[span]) for span, least, most in needs
        )

    def _goes_on(self, claim: Claim) -> bool:
        """Whether a sum that holds has the same total, all of these parts and more: 基本支出…，项目支出…，结转下年….

        Or the same parts, of a total nearer to them: 临聘9人。在职人员减少3人，其中退休2人、调出1人.
        """
        figures = set(claim.figures())
        if claim.form == "open" and any(
            other.kind == "sum"
            and set(other.figures("part")) == set(claim.figures("part"))
            and claim.stated.end <= other.stated.start < claim.figures("part")[0].start
            for other in (comparison.claim for comparison in self._found)
        ):
            return True
        return any(
            other.kind == "sum" and other.stated == claim.stated and figures < set(other.figures())
            for other in (comparison.claim for comparison in self._found)
        )

    def _is_made_to_fit(self, comparison: Comparison) -> bool:
        """Whether a share is rounded the other way, so that all make a hundred as their parts make the whole."""
        rate, *others = comparison.claim.figures()
        if comparison.expected is None or abs(rate.value - comparison.expected) >= rate.quantum:
            return False
        added = (c.claim.figures() for c in self._found if c.claim.kind == "sum")
        return rate.span in self._hundreds and any(all(other in figures for other in others) for figures in added)
