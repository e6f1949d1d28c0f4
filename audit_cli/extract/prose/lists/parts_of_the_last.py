"""Parts of the last part, without a cue: 365天，其中优良338天，超标27天，首要污染物为甲的15天、乙的12天.

A list that is complete at one of its parts, and whose others make up just that part, breaks it down. That both close is
no chance, unless of few figures of one digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit_cli.extract.prose.row import Row
from audit_cli.quantity import ZERO

_FEWEST = 2  # parts
_LEAST = 10  # that a part is, of which others are rather than by chance


def parts_of_the_last(row: Row, head: int, parts: Sequence[int]) -> list[int] | None:
    """Return the later of *parts* that are those of the part before them, with which the list is complete."""
    values = [row.items[k].figure.value * row.weights[k] for k in parts]
    whole, told = row.items[head].figure.value, values[0] if values else ZERO
    for end in range(_FEWEST, len(parts) - 1):
        told += values[end - 1]
        if told == whole:
            rest: Decimal = sum(values[end:], ZERO)
            return list(parts[end:]) if rest == values[end - 1] >= _LEAST else None
    return None
