"""The one figure that is wrong: what several relations that fail would each need it to be is the same.

Of a total that is mistyped the sum of its parts and the share of each part fail, and all would hold if it were right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from audit_cli.model import Comparison, Kind
from audit_cli.needs import needed

_KINDS: frozenset[Kind] = frozenset({"sum", "difference", "ratio", "growth"})


class _Need(NamedTuple):
    """The least and the most that a figure would have to be for the relation with number *of* to hold."""

    least: Decimal
    most: Decimal
    of: int


def of_one_figure(failing: Mapping[int, Comparison]) -> Iterator[list[int]]:
    """Yield the numbers of the relations that all hold if one figure is changed to one value."""
    sharing: dict[tuple[int, int], list[_Need]] = defaultdict(list)
    for number, comparison in failing.items():
        if comparison.claim.kind in _KINDS and comparison.expected is not None:
            for figure, value, rounded in needed(comparison):
                sharing[figure.span].append(_Need(value - rounded, value + rounded, number))
    for needs in sharing.values():
        if len(needs) > 1:
            yield from _alike(sorted(needs))


def _alike(needs: list[_Need]) -> Iterator[list[int]]:
    """Yield the numbers of those that some value satisfies; *needs* are in order."""
    together, most = [needs[0].of], needs[0].most
    for need in needs[1:]:
        if need.least > most:
            yield together
            together, most = [], need.most
        together.append(need.of)
        most = min(most, need.most)
    yield together
