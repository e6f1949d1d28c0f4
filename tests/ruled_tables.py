"""Draws a small ruled table exactly where a test wants it."""

from __future__ import annotations

from collections.abc import Sequence

from fixtures.printer import Printer


def draw(
    printer: Printer,
    rows: Sequence[Sequence[str]],
    edges: Sequence[float],
    merged: Sequence[tuple[int, int, int, int]] = (),
    height: float = 20.0,
) -> None:
    """Draw *rows* between *edges* where *printer* is; *merged* are cells as (row, column, last row, last column)."""
    inside = {
        (r, c): (r0, c0, r1, c1) for r0, c0, r1, c1 in merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)
    }
    top = printer.at
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            r0, c0, r1, c1 = inside.get((r, c), (r, c, r, c))
            if (r, c) != (r0, c0):
                continue
            x0, x1, y0, y1 = edges[c0], edges[c1 + 1], top + height * r0, top + height * (r1 + 1)
            for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                printer.line(*ends)
            for i, line in enumerate(text.split("\n")):
                printer.text(x0 + 4, y0 + 14 + 14 * i, line, 10)
    printer.at = top + height * len(rows) + 20
