"""Text in columns, wide characters counted as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from audit_cli.outputs.harmless import harmless

_GAP = 2


def width(text: str) -> int:
    """Return how many columns *text* takes on a screen."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def padded(text: str, columns: int, right: bool = False) -> str:
    """Return *text* filled up to *columns*, flush right if asked."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def short(text: str, columns: int) -> str:
    """Return *text* in one line, cut to *columns* with an ellipsis."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    while text and width(text) >= columns:
        text = text[:-1]
    return text + "…"


def by_point(numbers: Sequence[str]) -> list[str]:
    """Return *numbers* padded so that their decimal points stand below one another."""
    tails = [len(n) - n.index(".") if "." in n else 0 for n in numbers]
    filled = [n + " " * (max(tails, default=0) - tail) for n, tail in zip(numbers, tails, strict=True)]
    columns = max((width(n) for n in filled), default=0)
    return [padded(n, columns, right=True) for n in filled]


def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Return the rows under their header in columns; those in *right* end flush."""
    from tabulate import DataRow, Line, TableFormat, tabulate

    line = DataRow("", " " * _GAP, "")
    ruled = TableFormat(
        lineabove=None, linebelowheader=Line("", "─", " " * _GAP, ""), linebetweenrows=None, linebelow=None,
        headerrow=line, datarow=line, padding=0, with_header_hide=None,
    )  # fmt: skip
    flush = set(right)
    sides = ["right" if i in flush else "left" for i in range(len(header))]
    text = tabulate(list(rows), headers=header, tablefmt=ruled, colalign=sides, disable_numparse=True)
    return "".join(f"{row.rstrip()}\n" for row in harmless(text).split("\n"))
