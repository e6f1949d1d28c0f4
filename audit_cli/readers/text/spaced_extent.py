"""How far a table that is aligned by spaces reaches above and below its numerals."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.readers.text.cells import is_caption
from audit_cli.readers.text.spaced_lines import COUNTER, TextRow


def trimmed(region: Sequence[TextRow], data: Sequence[int], columns: int) -> list[TextRow]:
    """Return the rows with their header: at most five lines above the first numerals, none of them a caption."""
    first = data[0]
    while first > 0 and data[0] - first < 5:
        above = region[first - 1]
        texts = [f.piece.text for f in above.fields]
        if (
            any(is_caption(t) for t in texts)
            or ("n" in above.kinds and not COUNTER.match(texts[0]))
            or len(above.fields) > columns + 3
        ):
            break
        if region[first].number - above.number > 2:
            break
        first -= 1
    while first < data[0] and len(region[first].fields) < 2 and not _has_header_below(region, first, data[0]):
        first += 1
    # a single field on top is a title above the table
    while first < data[0] and len(region[first].fields) < 2 and not _stands_inside(region, first):
        first += 1
    last = data[-1]
    while last + 1 < len(region) and region[last + 1].number - region[last].number == 1:
        below = region[last + 1]
        if len(below.fields) > 1 and "n" not in below.kinds and columns > 2 and len(below.fields) < columns - 1:
            break
        last += 1
    while last > data[-1] and len(region[last].fields) < 2:
        last -= 1
    return list(region[first : last + 1])


def _has_header_below(region: Sequence[TextRow], k: int, data: int) -> bool:
    return any(len(region[r].fields) > 1 for r in range(k + 1, data))


def _stands_inside(region: Sequence[TextRow], k: int) -> bool:
    """Tell whether the single field is set over some columns only, as a merged header is."""
    field = region[k].fields[0]
    right = max(f.wide_right for row in region for f in row.fields)
    left = min(f.wide_left for row in region for f in row.fields)
    centre = (field.wide_left + field.wide_right) / 2
    return field.wide_left > left + 4 and abs(centre - (left + right) / 2) > (right - left) / 10
