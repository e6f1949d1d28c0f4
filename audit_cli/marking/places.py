"""From offsets in the canonical text back to where they stand in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from audit_cli.model import Origin


class Places:
    """The origins of a document, to be looked up by offset."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        # what stands aside in the file, such as a box, may come earlier in its reader than in the text
        self._origins = sorted(origins, key=lambda origin: origin.start)
        self._starts = [origin.start for origin in self._origins]
        self._ends = [origin.end for origin in self._origins]

    def of(self, start: int, end: int) -> list[Origin]:
        """Return the origins of ``text[start:end]``, cut to it; what has none stands at the next text, or the last."""
        first, behind = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first < behind:
            return [o.cut(max(o.start, start), min(o.end, end)) for o in self._origins[first:behind]]
        return self._origins[first : first + 1] or self._origins[-1:]
