"""Writes PDF files for tests: texts, paragraphs and ruled tables where a test wants them, in a Chinese font."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 90.0, 505.0, 100.0, 742.0
SIZE = 12.0
NEVER_FIRST = "，。、；：）”"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Pdf:
    """A file as it is drawn; places are counted from the upper left, in points."""

    def __init__(self, page: tuple[float, float] = (WIDTH, HEIGHT), **options: Any) -> None:
        self._buffer = BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=page, invariant=1, **options)
        self.height = page[1]
        self.at = TOP

    def text(self, x: float, y: float, text: str, size: float = SIZE, mode: int = 0) -> None:
        self.canvas.saveState()
        drawn = self.canvas.beginText(x, self.height - y)
        drawn.setFont(FONT, size)
        drawn.setTextRenderMode(mode)
        drawn.textOut(text)
        self.canvas.drawText(drawn)
        self.canvas.restoreState()

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def paragraph(
        self, text: str, indent: float = 2 * SIZE, leading: float = 18.0, width: float = RIGHT - LEFT
    ) -> None:
        """Set *text* between the margins, over pages where it must; signs that close hang over the edge."""
        x = LEFT + indent
        line = ""
        for i, sign in enumerate(text):
            used = x - LEFT + pdfmetrics.stringWidth(line + sign, FONT, SIZE)
            if used > width and sign not in NEVER_FIRST:
                self._row(x, line, leading)
                x, line = LEFT, ""
            line += sign
            if i == len(text) - 1:
                self._row(x, line, leading)

    def _row(self, x: float, line: str, leading: float) -> None:
        if self.at > BOTTOM:
            self.turn()
        self.text(x, self.at, line)
        self.at += leading

    def table(
        self,
        rows: Sequence[Sequence[str]],
        edges: Sequence[float],
        merged: Sequence[tuple[int, int, int, int]] = (),
        height: float = 20.0,
    ) -> None:
        """Draw a table from *at* on; *merged* are cells as (row, column, last row, last column)."""
        inside = {
            (r, c): (r0, c0, r1, c1) for r0, c0, r1, c1 in merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)
        }
        top = self.at
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                r0, c0, r1, c1 = inside.get((r, c), (r, c, r, c))
                if (r, c) != (r0, c0):
                    continue
                x0, x1, y0, y1 = edges[c0], edges[c1 + 1], top + height * r0, top + height * (r1 + 1)
                for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                    self.line(*ends)
                for i, line in enumerate(text.split("\n")):
                    self.text(x0 + 4, y0 + 14 + 14 * i, line, 10)
        self.at = top + height * len(rows) + 20

    def turn(self) -> None:
        self.canvas.showPage()
        self.at = TOP

    def packed(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()
