"""Tables as grids: cells with their numeral, and the lines before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.extract.tables.header_words import HEADER_WORDS
from audit_cli.model import QUANTITIES, Block, Document, Figure
from audit_cli.quantity import quantum_of
from audit_cli.value import Value

BLANKS = frozenset(
    {"", "-", "--", "---", "—", "——", "－", "－－", "–", "―", "一一", "/", "／", "//", "\\", "无", "…", "……", "．", "*"}
)


# blanks that are filled in: they say that there is nothing
NIL = frozenset({"-", "--", "---", "—", "——", "－", "－－", "–", "―", "一一"})


_PLAIN = expression(
    r"[-−－+＋]?[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?:[.．][0-9０-９]+)?|[-−－+＋]?[0-9０-９]+(?:[.．][0-9０-９]+)?"
)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．−－＋，", "0123456789.--+,")


_YEAR = expression(r"20\d\d")
_COLUMN = attrgetter("col")


MOST_LINES_BEFORE = 16
_NEAR = 3  # lines of a caption
_UNIT = expression(r"单位[:：]\s*[万亿千百]?元\s*[)）]?\s*$")
# columns of a table; the time for reading one grows with the square of them
WIDEST = 1000
LONGEST_LABEL = 200
DEEPEST_INDENT = 40


CellKind = Literal["number", "text", "blank"]


class Cell(Value, frozen=True):
    """A cell: its *text* without white space, how far it is indented, and the place in the ledger of its only
    numeral, or -1; a cell of kind number is nothing but this numeral."""

    text: str
    kind: CellKind
    row: int
    col: int
    rowspan: int
    colspan: int
    figure: int = -1
    indent: int = 0
    damaged: bool = False


# no name of a row: 2023年决算数, 金额
_MEASURED = expression(r"(?:[预决]算|执行|支[付出]|完成|到位)[数额率]$|^金额|分值$|得分$|[%％]$")


class Grid(Value, frozen=True):
    """One table: its rows from the top, what stands in the lines right before it, and
    whether it follows another table directly.

    *first* is the index of its first block."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    title: str
    follows: bool = False
    first: int = 0


def compact(text: str) -> str:
    """Return *text* without white space of any kind."""
    return "".join(text.split()) if text else text


def plain_number(text: str) -> Figure | None:
    """Return the figure that a bare numeral is, or None; places are for the caller to fill in."""
    if not _PLAIN.fullmatch(text):
        return None
    digits = text.translate(_FULL_WIDTH).replace(",", "").lstrip("+")
    bare = digits.lstrip("-")
    if len(bare) > 1 and bare[0] == "0" and bare[1] != ".":
        return None
    value = Decimal(digits)
    return Figure(0, len(text), text, "number", "", value, quantum_of(value))


def grids(document: Document, ledger: list[Figure]) -> Iterator[Grid]:
    """Yield the tables of *document*; numerals of cells that were typed otherwise are put right in *ledger*."""
    # a table that stands in a cell of another does not end that
    cells: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.table is not None:
            cells.setdefault(block.table, []).append(index)
    if not cells:
        return
    figures: dict[int, list[int]] = {}
    for number, figure in enumerate(ledger):
        figures.setdefault(figure.block, []).append(number)
    unread = too_wide(document)
    for table, indexes in cells.items():
        if table not in unread:
            yield _grid(document, indexes, figures, ledger)


def too_wide(document: Document) -> set[int]:
    """Return the tables that have more columns than any table of accounts, and are not read."""
    if max(map(_COLUMN, document.blocks), default=0) < WIDEST:
        return set()
    columns: dict[int, set[int]] = {}
    for block in document.blocks:
        if block.table is not None:
            columns.setdefault(block.table, set()).add(block.col)
    return {table for table, begun in columns.items() if len(begun) > WIDEST}


def _grid(document: Document, indexes: Sequence[int], figures: dict[int, list[int]], ledger: list[Figure]) -> Grid:
    rows: dict[int, list[Cell]] = {}
    text, blocks = document.text, document.blocks
    start = indexes[0]
    for index in indexes:
        block = blocks[index]
        rows.setdefault(block.row, []).append(_cell(text, block, figures.get(index, ()), ledger))
    ordered = []
    for number in sorted(rows):
        row = rows[number]
        row.sort(key=_COLUMN)
        ordered.append(tuple(row))
    follows = start > 0 and blocks[start - 1].table is not None
    lines = _lines_before(document, start)
    header = _header_before(lines, ordered)
    if header:
        ordered.insert(0, header)
    return Grid(tuple(ordered), _caption(lines), _title(document, start), follows, start)


def _caption(lines: Sequence[str]) -> str:
    """Return the lines right above a table; the one that names its unit may stand above cells that were lost."""
    near = lines[-_NEAR:]
    unit = next((line for line in reversed(lines[:-_NEAR]) if _UNIT.search(line)), None)
    return " ".join([unit, *near] if unit is not None and not any(map(_UNIT.search, near)) else near)


def _cell(text: str, block: Block, numbers: Sequence[int], ledger: list[Figure]) -> Cell:
    raw = text[block.start : block.end]
    printed = raw.strip()
    kind: CellKind = "text"
    which, indent = -1, 0
    at = block.start + raw.index(printed)
    if printed in BLANKS:
        kind = "blank"
    elif len(numbers) == 1:
        which = numbers[0]
        figure = ledger[which]
        if figure.end - figure.start == len(printed) and figure.type in QUANTITIES:
            kind = "number"
        elif _may_be_amount(figure) and (found := plain_number(printed)):
            kind = "number"
            ledger[which] = found._replace(start=at, end=at + len(printed), block=figure.block)
    if kind == "text":
        while at > 0 and indent < DEEPEST_INDENT and text[at - 1] in " \u3000\xa0":
            indent += 2 if text[at - 1] == "\u3000" else 1
            at -= 1
        first = at == 0 or text[at - 1] in "\n\r"
        # blanks from the beginning of a line to a later column stand for the columns before it
        if at < block.start and (block.col > 0 if first else text[at - 1] not in "\t|"):
            indent = 0
        elif indent and not first and text[at - 1] == "|":
            indent -= 1  # the blank behind the pipe is of the pipe
        printed = compact(printed[:LONGEST_LABEL])
    return Cell(printed, kind, block.row, block.col, block.rowspan, block.colspan, which, indent, block.damaged)


def _is_header_line(line: str) -> bool:
    return len(line) <= 14 and "：" not in line and bool(HEADER_WORDS.search(line)) and not line.endswith("表")


def _may_be_amount(figure: Figure) -> bool:
    """Whether a bare numeral in a cell may be an amount, although it would be something else in prose (5.12)."""
    length = figure.end - figure.start
    return length < 24 and (figure.type != "identifier" or length < 7) and not (figure.type == "date" and length == 4)


def _lines_before(document: Document, start: int) -> list[str]:
    """Return the short lines right before a table: its caption, the line that names its unit, perhaps its header."""
    lines: list[str] = []
    for index in range(start - 1, max(-1, start - MOST_LINES_BEFORE - 1), -1):
        block = document.blocks[index]
        if block.table is not None:
            break
        line = document.text_of(block).strip()
        if len(line) > 60:
            break
        lines.append(line)
    lines.reverse()
    return lines


def _header_before(lines: list[str], rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Return the header that stands before a table without one: a line of as many words as columns, or that many lines.

    Lines taken are removed from *lines*.
    """
    if not lines or not any(cell.kind == "number" for cell in rows[0]):
        return ()
    width = max([cell.col + cell.colspan for row in rows for cell in row])
    if width < 2:
        return ()
    for count in (1, width):
        taken = lines[-count:]
        words = taken[0].split() if count == 1 else [compact(line).rstrip("|") for line in taken]
        if len(words) != width or any(not word or len(word) > 14 or word[-1] in "。；：，" for word in words):
            continue
        if count > 1 and len(lines) > count and _is_header_line(lines[-count - 1]):
            return ()
        named = {cell.col for cell in rows[0] if cell.kind == "text"}
        if any(_MEASURED.search(word) for col, word in enumerate(words) if col in named):
            return ()  # the label of the names stands over several columns
        if 2 * sum(bool(HEADER_WORDS.search(word)) for word in words) >= width:
            del lines[-count:]
            return tuple(Cell(word, "text", -1, col, 1, 1) for col, word in enumerate(words))
    return ()


def _title(document: Document, start: int) -> str:
    for block in document.blocks[: min(start, 6)]:
        line = document.text_of(block)
        if _YEAR.search(line):
            return line[:60]
    return ""
