"""How a table looks once it is text: a grid of cells becomes lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.generator.figures import Slot

# None is a cell that a merge covers, "" is an empty cell
Grid = Sequence[Sequence[str | None]]
_KEY = re.compile(r"\{(\w+)\}")


class Layout(NamedTuple):
    """*lines* turns header and body into a template; *keeps_blanks* says that columns can still be told."""

    lines: Callable[[Grid, Grid, Mapping[str, Slot]], str]
    keeps_blanks: bool = True


def _width(cell: str, slots: Mapping[str, Slot]) -> int:
    text = _KEY.sub(lambda m: slots[m.group(1)].printed if m.group(1) in slots else m.group(), cell)
    return sum(2 if ord(c) > 0x2E80 or c in "“”—" else 1 for c in text)


def _is_number(cell: str, slots: Mapping[str, Slot]) -> bool:
    found = _KEY.fullmatch(cell)
    return bool(found and found.group(1) in slots)


def _word(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
    """A cell a line behind a tab, an empty line after each row, merged cells once: text copied from Word."""
    rows = ["\n".join("\t" + c for c in row if c is not None) for row in (*header, *body)]
    return "\n\n".join(rows) + "\n"


def _tabs(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
    return "\n".join("\t".join(c or "" for c in row) for row in (*header, *body))


def _pipes(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
    rows = ["| " + " | ".join(c or "" for c in row) + " |" for row in (*header, *body)]
    rule = "|" + "|".join([" --- "] * len(header[0])) + "|"
    return "\n".join([*rows[: len(header)], rule, *rows[len(header) :]])


def _open_pipes(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
    return "\n".join(" | ".join(c or "" for c in row) for row in (*header, *body))


def _tight_pipes(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
    return "\n".join("|".join(c or "" for c in row) for row in (*header, *body))


def _aligned_by(gap: int, numbers_right: bool) -> Callable[[Grid, Grid, Mapping[str, Slot]], str]:
    def lines(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
        rows = [[c or "" for c in row] for row in (*header, *body)]
        widths = [max(_width(row[i], slots) for row in rows) for i in range(len(rows[0]))]
        out = []
        for row in rows:
            cells = []
            for cell, width in zip(row, widths, strict=True):
                space = " " * (width - _width(cell, slots))
                cells.append(space + cell if numbers_right and _is_number(cell, slots) else cell + space)
            out.append((" " * gap).join(cells).rstrip())
        return "\n".join(out)

    return lines


def _joined_by(separator: str) -> Callable[[Grid, Grid, Mapping[str, Slot]], str]:
    def lines(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
        return "\n".join(separator.join(c for c in row if c) for row in (*header, *body))

    return lines


def _one_a_line(blank: str) -> Callable[[Grid, Grid, Mapping[str, Slot]], str]:
    def lines(header: Grid, body: Grid, slots: Mapping[str, Slot]) -> str:
        cells = [c or blank for row in (*header, *body) for c in row if c is not None]
        return "\n".join(c for c in cells if c)

    return lines


LAYOUTS: dict[str, Layout] = {
    "word": Layout(_word),
    "tabs": Layout(_tabs),
    "pipes": Layout(_pipes),
    "open pipes": Layout(_open_pipes),
    "tight pipes": Layout(_tight_pipes),
    "aligned right": Layout(_aligned_by(2, True)),
    "aligned left": Layout(_aligned_by(3, False)),
    "single spaces": Layout(_joined_by(" "), False),
    "wide spaces": Layout(_joined_by("　　"), False),
    "cell a line": Layout(_one_a_line("-")),
    "cell a line, blanks lost": Layout(_one_a_line(""), False),
}
