"""Writes one table of known cells in each layout that plain text may show it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

# a grid row is a list of cell texts; "<" repeats the cell to the left, "^" the cell above (merged cells)
Grid = Sequence[Sequence[str]]


class Layout(NamedTuple):
    name: str
    write: Callable[[Grid], str]
    # whether blank cells leave a trace
    keeps_blanks: bool
    # whether merged cells can be told from blank ones
    keeps_merges: bool


def _width(text: str) -> int:
    return len(text.encode("gb18030"))


def word_copy(grid: Grid) -> str:
    lines = []
    for row in grid:
        lines += ["\t" + ("" if cell == "^" else cell) for cell in row if cell != "<"] + [""]
    return "\n".join(lines) + "\n"


def _plain(grid: Grid) -> list[list[str]]:
    return [["" if cell in ("^", "<") else cell for cell in row] for row in grid]


def tabbed(grid: Grid) -> str:
    return "".join("\t".join(row) + "\n" for row in _plain(grid))


def piped(grid: Grid) -> str:
    return "".join(" | ".join(row) + "\n" for row in _plain(grid))


def markdown(grid: Grid) -> str:
    rows = ["| " + " | ".join(row) + " |" for row in _plain(grid)]
    return "\n".join([rows[0], "|" + "---|" * len(grid[0]), *rows[1:]]) + "\n"


def commas(grid: Grid) -> str:
    return "".join(",".join(f'"{c}"' if "," in c else c for c in row) + "\n" for row in _plain(grid))


def aligned(grid: Grid) -> str:
    return _aligned(grid, _width, " ")


def aligned_by_characters(grid: Grid) -> str:
    return _aligned(grid, len, " ")


def aligned_in_full_width(grid: Grid) -> str:
    return _aligned(grid, _width, "\u3000")


def _aligned(grid: Grid, measure: Callable[[str], int], blank: str) -> str:
    rows = _plain(grid)
    columns = range(len(rows[0]))
    widths = [max(measure(row[c]) for row in rows) for c in columns]
    right = [sum(row[c][:1].isdigit() for row in rows[1:]) > len(rows) / 3 and c > 0 for c in columns]
    out = []
    for row in rows:
        gaps = [" " * (widths[c] - measure(row[c])) for c in columns]
        line = "   ".join(gaps[c] + row[c] if right[c] else row[c] + gaps[c] for c in columns).rstrip()
        out.append(line.replace("  ", blank) if blank == "\u3000" else line)
    return "\n".join(out) + "\n"


def single_spaced(grid: Grid) -> str:
    return "".join(" ".join(c for c in row if c) + "\n" for row in _plain(grid))


def one_a_line(grid: Grid) -> str:
    return "".join(cell + "\n" for row in _plain(grid) for cell in row if cell)


def one_a_line_before_a_pipe(grid: Grid) -> str:
    return one_a_line(grid).replace("\n", " |\n")


def pipes_on_lines_of_their_own(grid: Grid) -> str:
    return one_a_line(grid).replace("\n", "\n|\n")


def one_a_line_with_blanks(grid: Grid) -> str:
    return "".join(cell + "\n" for row in _plain(grid) for cell in row)


def one_a_line_in_blocks(grid: Grid) -> str:
    return "\n".join("".join(cell + "\n" for cell in row if cell) for row in _plain(grid))


def double_spaced(grid: Grid) -> str:
    return "".join(cell + "\n\n" for row in _plain(grid) for cell in row if cell)


def layouts() -> Iterator[Layout]:
    yield Layout("word copy", word_copy, True, True)
    yield Layout("tabs", tabbed, True, False)
    yield Layout("pipes", piped, True, False)
    yield Layout("markdown", markdown, True, False)
    yield Layout("commas", commas, True, False)
    yield Layout("aligned", aligned, True, False)
    yield Layout("aligned by characters", aligned_by_characters, True, False)
    yield Layout("aligned in full width", aligned_in_full_width, True, False)
    yield Layout("single spaced", single_spaced, False, False)
    yield Layout("one a line", one_a_line, False, False)
    yield Layout("one a line before a pipe", one_a_line_before_a_pipe, False, False)
    yield Layout("pipes on lines of their own", pipes_on_lines_of_their_own, False, False)
    yield Layout("one a line with blanks", one_a_line_with_blanks, True, False)
    yield Layout("one a line in blocks", one_a_line_in_blocks, False, False)
    yield Layout("double spaced", double_spaced, False, False)
