"""Tables as grids: cells with their numeral, rows cut into regions, each with a header tree above its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from audit_cli.model import QUANTITIES, Block, Document, Figure
from audit_cli.quantity import quantum_of

BLANKS = frozenset(
    {"", "-", "--", "---", "—", "——", "－", "－－", "–", "―", "一一", "/", "／", "//", "\\", "无", "…", "……", "．", "*"}
)
_PLAIN = re.compile(
    r"[-−－+＋]?[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?:[.．][0-9０-９]+)?|[-−－+＋]?[0-9０-９]+(?:[.．][0-9０-９]+)?"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．−－＋，", "0123456789.--+,")
_HEADER_WORDS = re.compile(
    r"项目$|科目|名称|编码|代码|行次|序号|栏次|合计|小计|总计|金额|预算|决算|执行|完成|支出|收入|指标|分值|得分|权重|率|占比|比重|比例|增减|增长"
    r"|上年|本年|去年|今年|\d{4}年|年度|年初|年末|期初|期末|差额|数量|单价|备注|说明|单位|机构|部门|类别|类型|内容|人数|编制|实有|原值|净值|折旧|其中"
    r"|季度|月$|级$|人员|行政|事业|参公|工勤|离退休|情况|目标|原因|拨款|资金|经费|结余|结转|评价|标准|数$|额$|值$|费$|类$|款$|项$|[%％]$"
)
_STRONG_WORDS = re.compile(
    r"^(?:项目|科目|指标|名称|内容|单位|金额|合计|小计|备注|分值|权重|得分|数量|单价|执行率|[一二三]级指标)$"
    r"|金额|[预决]算|执行[数率]|[支到]付数|分值|得分|合计|小计|指标值|完成值|增减|占比|\d{4}年|年度|名称|编码|数$|额$|率$"
)
_YEAR_CELL = re.compile(r"(?:19|20)\d\d")
_LONG_TEXT = 30
MOST_LINES_BEFORE = 16
CellKind = Literal["number", "text", "blank"]


class Cell(NamedTuple):
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


class Grid(NamedTuple):
    """One table: its rows from the top, what stands in the lines right before it, and
    whether it follows another table directly."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    title: str
    follows: bool = False


class Region(NamedTuple):
    """Rows under one header: *header* rows, *body* rows, and the *caption* lines that stand inside the table."""

    caption: str
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    width: int


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
    blocks = document.blocks
    figures: dict[int, list[int]] = {}
    is_cell = [block.table is not None for block in blocks]
    for number, figure in enumerate(ledger):
        at = figure.block
        if 0 <= at < len(blocks) and is_cell[at]:
            figures.setdefault(at, []).append(number)
    start, total = 0, len(blocks)
    while start < total:
        if not is_cell[start]:
            start += 1
            continue
        table, end = blocks[start].table, start
        while end < total and blocks[end].table == table:
            end += 1
        yield _grid(document, start, end, figures, ledger)
        start = end


def _grid(document: Document, start: int, end: int, figures: dict[int, list[int]], ledger: list[Figure]) -> Grid:
    rows: dict[int, list[Cell]] = {}
    text, blocks = document.text, document.blocks
    for index in range(start, end):
        block = blocks[index]
        rows.setdefault(block.row, []).append(_cell(text, block, figures.get(index, ()), ledger))
    ordered = []
    for number in sorted(rows):
        row = rows[number]
        row.sort(key=lambda cell: cell.col)
        ordered.append(tuple(row))
    follows = start > 0 and blocks[start - 1].table is not None
    lines = _lines_before(document, start)
    header = _header_before(lines, ordered)
    if header:
        ordered.insert(0, header)
    return Grid(tuple(ordered), " ".join(lines[-3:]), _title(document, start), follows)


def _cell(text: str, block: Block, numbers: Sequence[int], ledger: list[Figure]) -> Cell:
    raw = text[block.start : block.end]
    if len(numbers) == 1:
        which = numbers[0]
        figure = ledger[which]
        if figure.start == block.start and figure.end == block.end and figure.type in QUANTITIES:
            return Cell(raw, "number", block.row, block.col, block.rowspan, block.colspan, which, 0, block.damaged)
    printed = raw.strip()
    kind: CellKind = "text"
    which, indent = -1, 0
    if printed in BLANKS:
        kind = "blank"
    elif len(numbers) == 1:
        which = numbers[0]
        figure = ledger[which]
        lead = block.start + len(raw) - len(raw.lstrip())
        if figure.end - figure.start == len(printed) and figure.type in QUANTITIES:
            kind = "number"
        elif _may_be_amount(figure) and (found := plain_number(printed)):
            kind = "number"
            ledger[which] = found._replace(start=lead, end=lead + len(printed), block=figure.block)
    if kind == "text":
        at = block.start + len(raw) - len(raw.lstrip())
        while at > 0 and text[at - 1] in " \u3000\xa0":
            indent += 2 if text[at - 1] == "\u3000" else 1
            at -= 1
        if at > 0 and text[at - 1] not in "\t\n\r|" and at < block.start:
            indent = 0
        printed = compact(printed)
    return Cell(printed, kind, block.row, block.col, block.rowspan, block.colspan, which, indent, block.damaged)


def _is_header_line(line: str) -> bool:
    return len(line) <= 14 and "：" not in line and bool(_HEADER_WORDS.search(line)) and not line.endswith("表")


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
    width = max((cell.col + cell.colspan for row in rows for cell in row), default=0)
    if not lines or width < 2 or not any(cell.kind == "number" for cell in rows[0]):
        return ()
    for count in (1, width):
        taken = lines[-count:]
        words = taken[0].split() if count == 1 else [compact(line) for line in taken]
        if len(words) != width or any(len(word) > 14 or word[-1] in "。；：，" for word in words):
            continue
        if count > 1 and len(lines) > count and _is_header_line(lines[-count - 1]):
            return ()
        if 2 * sum(bool(_HEADER_WORDS.search(word)) for word in words) >= width:
            del lines[-count:]
            return tuple(Cell(word, "text", -1, col, 1, 1) for col, word in enumerate(words))
    return ()


def _title(document: Document, start: int) -> str:
    for block in document.blocks[:start][:6]:
        line = document.text_of(block)
        if re.search(r"20\d\d", line):
            return line[:60]
    return ""


def is_bare_header(grid: Grid) -> bool:
    """Whether a table is nothing but a header, cut off from the table below it."""
    if len(grid.rows) > 3 or any(cell.kind == "number" for row in grid.rows for cell in row):
        return False
    texts = [cell.text for row in grid.rows for cell in row if cell.kind == "text"]
    return len(texts) > 3 and 4 * sum(bool(_HEADER_WORDS.search(t)) and len(t) <= 14 for t in texts) >= 3 * len(texts)


def below(header: Grid, grid: Grid) -> Grid:
    """Return *grid* with the rows of *header* put on top."""
    return grid._replace(rows=header.rows + grid.rows, caption=header.caption, follows=header.follows)


def regions(grid: Grid) -> list[Region]:
    """Cut a table where a new header begins, and drop headers repeated by page breaks."""
    found: list[Region] = []
    caption: list[str] = []
    header: list[tuple[Cell, ...]] = []
    body: list[tuple[Cell, ...]] = []

    def close() -> None:
        nonlocal header, body, caption
        if any(cell.kind == "number" for row in body for cell in row):
            found.append(_region(caption, header, body))
        header, body, caption = [], [], []

    for number, row in enumerate(grid.rows):
        kind = _row_kind(row, header[-1] if header else (), bool(body))
        if kind == "data" and not body and number + 1 < len(grid.rows) and _stands_over(row, grid.rows[number + 1]):
            kind = "header"
        if kind == "blank":
            continue
        if kind == "header":
            if body:
                if _same_texts(row, header):
                    continue
                tail = _trailing_titles(body)
                close()
                caption = tail
            elif header and _is_fresh(row, header[-1]):
                caption += [cell.text for line in header for cell in line if cell.kind == "text"][:6]
                header = []
            header.append(tuple(cell._replace(kind="text") if cell.kind == "number" else cell for cell in row))
        elif kind == "title" and not body:
            caption.append("".join(cell.text for cell in row if cell.kind == "text"))
            if header and not any(_HEADER_WORDS.search(cell.text) for line in header for cell in line):
                header = []
        elif kind == "numbering":
            continue
        else:
            body.append(row)
    close()
    return found


def _row_kind(row: tuple[Cell, ...], above: tuple[Cell, ...], started: bool) -> str:
    texts = [cell for cell in row if cell.kind == "text"]
    numbers = [cell for cell in row if cell.kind == "number"]
    if not texts and not numbers:
        return "blank"
    if numbers and _numbers_columns(texts, numbers, started):
        return "numbering"
    if row[0].damaged and (above or started):
        return "data"
    if numbers:
        if texts and all(_YEAR_CELL.fullmatch(cell.text) for cell in numbers):
            return "header" if not started and any(_HEADER_WORDS.search(cell.text) for cell in texts) else "data"
        words = sum(1 for cell in texts if len(cell.text) <= 12 and _HEADER_WORDS.search(cell.text))
        if words >= 3 and words > len(numbers) and not started:
            return "header"
        return "data"
    if len(texts) == 1:
        cell = texts[0]
        if not started:
            return "header" if above and cell.col > 0 and len(cell.text) < _LONG_TEXT else "title"
        return "data"
    if any(len(cell.text) >= _LONG_TEXT for cell in texts):
        return "data" if started or above else "title"
    if above and not started and _fills(texts, above):
        return "data"
    words = sum(1 for cell in texts if _HEADER_WORDS.search(cell.text))
    if started:
        strong = sum(1 for cell in texts if len(cell.text) <= 14 and _STRONG_WORDS.search(cell.text))
        filled = sum(cell.colspan for cell in texts)
        whole = sum(cell.colspan for cell in row)
        return "header" if words * 4 >= len(texts) * 3 and strong >= 2 and filled * 2 >= whole else "data"
    return "header" if above or words * 3 > len(texts) else "data"


def _stands_over(row: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Whether a row of short texts heads a run of numerals, though its words are unknown: 中央 | 省级 | 市县."""
    if any(cell.kind == "number" or len(cell.text) > 14 for cell in row):
        return False
    texts = {cell.col for cell in row if cell.kind == "text"}
    numbers = [cell.col for cell in below if cell.kind == "number"]
    run = all(cell.kind != "text" for cell in below if numbers and numbers[0] <= cell.col <= numbers[-1])
    return len(numbers) > 1 and run and texts.issuperset(numbers) and len(texts) == len(row)


def _fills(texts: Sequence[Cell], above: tuple[Cell, ...]) -> bool:
    """Whether texts stand cell by cell under a header whose cells are wide: what is filled in, no deeper header."""
    wide = {(cell.col, cell.colspan) for cell in above if cell.kind == "text" and cell.colspan > 1}
    return bool(wide) and all((cell.col, cell.colspan) in wide for cell in texts)


def _numbers_columns(texts: Sequence[Cell], numbers: Sequence[Cell], started: bool) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3."""
    if started:
        return False
    values = [cell.text for cell in numbers]
    if any(cell.text in ("栏次", "行次", "次", "栏") for cell in texts):
        return all(len(value) <= 2 for value in values)
    if len(values) < 3 or (texts and len(texts) > 1):
        return False
    first = values[0]
    return first in ("0", "1", "2") and values == [str(int(first) + step) for step in range(len(values))]


def _same_texts(row: tuple[Cell, ...], header: Sequence[tuple[Cell, ...]]) -> bool:
    texts = [cell.text for cell in row if cell.kind == "text"]
    return any(texts == [cell.text for cell in line if cell.kind == "text"] for line in header)


def _is_fresh(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Whether *row* begins a new header rather than a deeper level of the header above it."""
    words = [bool(_HEADER_WORDS.search(cell.text)) for cell in above if cell.kind == "text"]
    if sum(words) * 2 <= len(words):
        return True
    if any(cell.colspan > 1 or cell.rowspan > 1 for cell in above):
        return False
    narrow = {cell.col for cell in above if cell.kind == "text"}
    texts = [cell.col for cell in row if cell.kind == "text"]
    return bool(texts) and all(col in narrow for col in texts) and len(texts) >= len(narrow) and len(row) >= len(above)


def _trailing_titles(body: list[tuple[Cell, ...]]) -> list[str]:
    """Take the rows with a single text off the end of *body*: they head what follows."""
    titles: list[str] = []
    while body and sum(cell.kind != "blank" for cell in body[-1]) == 1 and body[-1][0].kind == "text":
        titles.insert(0, body.pop()[0].text)
    return titles


def _region(caption: list[str], header: list[tuple[Cell, ...]], body: list[tuple[Cell, ...]]) -> Region:
    width = max(cell.col + cell.colspan for row in body for cell in row)
    width = max(width, max((cell.col + cell.colspan for row in header for cell in row), default=0))
    body = _aligned(body, width)
    header = [row for row in header if not row[0].damaged or len(row) == width]
    return Region(" ".join(caption), _stretched(_over_numbers(header, body, width), width), tuple(body), width)


def _over_numbers(header: list[tuple[Cell, ...]], body: list[tuple[Cell, ...]], width: int) -> list[tuple[Cell, ...]]:
    """Move a last header row that has a text for each column of numerals, but none for the labels, over them."""
    if not header or any(cell.kind != "text" or cell.colspan > 1 for cell in header[-1]):
        return header
    row = header[-1]
    if row[-1].col != len(row) - 1 or len(row) >= width:
        return header
    amounts = sorted({cell.col for line in body for cell in line if cell.kind == "number"})
    if amounts != list(range(width - len(row), width)):
        return header
    return [*header[:-1], tuple(cell._replace(col=cell.col + width - len(row)) for cell in row)]


def has_full_header(region: Region) -> bool:
    """Whether the header reaches over all columns of numerals, so that nothing of it seems to be lost."""
    amounts = {cell.col for row in region.body for cell in row if cell.kind == "number"}
    covered = {c for row in region.header for cell in row if cell.kind == "text" for c in _columns(cell)}
    return amounts <= covered


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.colspan)


def _aligned(body: list[tuple[Cell, ...]], width: int) -> list[tuple[Cell, ...]]:
    """Move the numerals of rows that lost cells to where the numerals of the full rows stand."""
    full = [
        row
        for row in body
        if row[-1].col + row[-1].colspan == width and not row[0].damaged and sum(c.kind == "text" for c in row) != 1
    ] or [row for row in body if row[-1].col + row[-1].colspan == width and not row[0].damaged]
    counts = [0] * width
    for row in full:
        for cell in row:
            counts[cell.col] += cell.kind == "number"
    amounts = [col for col, count in enumerate(counts) if count * 2 >= len(full) and not _is_serial(full, col)]
    return [_moved(row, counts, amounts) for row in body] if full else body


def _is_serial(rows: list[tuple[Cell, ...]], col: int) -> bool:
    """Whether a column of numerals only counts its rows."""
    texts = [cell.text for row in rows for cell in row if cell.col == col and cell.kind == "number"]
    return len(texts) > 1 and all(a.isdigit() and b == str(int(a) + 1) for a, b in pairwise(texts))


def _moved(row: tuple[Cell, ...], counts: list[int], amounts: list[int]) -> tuple[Cell, ...]:
    numbers = [cell.col for cell in row if cell.kind == "number"]
    if not numbers or len(numbers) < len(row) - numbers[0] - 1 or numbers[0] == 0:
        return row
    damaged = row[0].damaged
    alone = sum(cell.kind == "text" for cell in row) == 1
    complete = row[0].col + sum(cell.colspan for cell in row) == len(counts)
    off = alone and any(counts[col] < 2 for col in numbers) and len(numbers) > 1
    short = row[-1].col + row[-1].colspan < len(counts) or row[-1].kind == "blank"
    same = 0 < len(numbers) == len(amounts) and amounts[-1] - amounts[0] == numbers[-1] - numbers[0]
    if not (damaged and (same or complete)) and not (not damaged and (off or short)):
        return row
    first = next(n for n, cell in enumerate(row) if cell.kind == "number")
    lowest = row[first - 1].col + 1 if first else 0
    best, best_hits = 0, sum(counts[col] for col in numbers)
    for shift in range(lowest - numbers[0], len(counts) - numbers[-1]):
        places = [counts[col + shift] for col in numbers]
        if shift and min(places) > 0 and sum(places) > best_hits:
            best, best_hits = shift, sum(places)
    if alone and same and amounts[0] >= lowest:
        best = amounts[0] - numbers[0]
    if not best:
        return tuple(cell._replace(damaged=False) for cell in row) if damaged and complete else row
    head = [cell._replace(damaged=False) for cell in row[:first]]
    if head and head[-1].col + head[-1].colspan > numbers[0] + best:
        head[-1] = head[-1]._replace(colspan=numbers[0] + best - head[-1].col)
    rest = [cell._replace(col=cell.col + best, damaged=False) for cell in row[first:]]
    return (*head, *(cell for cell in rest if cell.col + cell.colspan <= len(counts)))


def _stretched(header: list[tuple[Cell, ...]], width: int) -> tuple[tuple[Cell, ...], ...]:
    """Give header cells the spans that were lost: from the bottom row up, a cell covers the run of texts below it."""
    rows = [list(row) for row in header]
    for upper in range(len(rows) - 2, -1, -1):
        below = rows[upper + 1]
        extent = max(cell.col + cell.colspan for cell in below)
        row = rows[upper]
        if row[-1].col + row[-1].colspan >= extent or any(cell.colspan > 1 for cell in row):
            rows[upper] = _spread(row, below)
        elif row[-1].col + 1 == len(row):
            rows[upper] = _shared_out(row, below, extent)
    return tuple(tuple(row) for row in rows)


def _spread(row: list[Cell], below: list[Cell]) -> list[Cell]:
    """Let a text cover the blanks to its right as long as texts stand below them."""
    texts_below = {col for cell in below if cell.kind == "text" for col in range(cell.col, cell.col + cell.colspan)}
    out: list[Cell] = []
    for cell in row:
        last = out[-1] if out else None
        if (
            cell.kind == "blank"
            and last
            and last.kind == "text"
            and cell.col in texts_below
            and last.col in texts_below
        ):
            out[-1] = last._replace(colspan=cell.col - last.col + 1)
        else:
            out.append(cell)
    return out


def _shared_out(row: list[Cell], below: list[Cell], extent: int) -> list[Cell]:
    """Place the cells of a short header row over the runs of texts in the longer row below."""
    slots: list[list[int]] = []
    kinds = {cell.col: cell for cell in below}
    col = 0
    while col < extent:
        cell = kinds.get(col)
        step = cell.colspan if cell else 1
        is_text = cell is not None and cell.kind == "text"
        if is_text and slots and slots[-1][2]:
            slots[-1][1] = col + step
        else:
            slots.append([col, col + step, int(is_text)])
        col += step
    texts = [cell for cell in row if cell.kind == "text"]
    if len(row) != len(slots) and (len(texts) == len(slots) or len(slots) == 1):
        row = texts
    spare = len(row) - len(slots)
    out: list[Cell] = []
    at = 0
    for first, end, over_texts in slots:
        take = 1
        if over_texts and spare > 0:
            take += spare
            spare = 0
        group = row[at : at + take]
        at += take
        if len(group) <= 1:
            out += [cell._replace(col=first, colspan=end - first) for cell in group]
        else:
            out += _split_run(group, [kinds[c] for c in range(first, end) if c in kinds], end)
    return out


def _split_run(group: list[Cell], below: list[Cell], end: int) -> list[Cell]:
    """Share a run of columns among several headers: a header whose words a column repeats takes it."""
    starts = [below[0].col]
    share, rest_of_run = divmod(len(below), len(group))
    texts = [cell.text for cell in below]
    if not rest_of_run and texts == texts[:share] * len(group):
        starts = [below[share * number].col for number in range(len(group))]
        group_rest: Sequence[Cell] = ()
    else:
        group_rest = group[1:]
    for number, cell in enumerate(group_rest, start=1):
        rest = [c for c in below if c.col > starts[-1]]
        left = len(group) - number
        match = next((c.col for c in rest if cell.text and cell.text in c.text), None)
        if match is None:
            match = rest[-left].col if len(rest) >= left else end
        starts.append(match)
    ends = [*starts[1:], end]
    return [
        cell._replace(col=first, colspan=max(last - first, 1))
        for cell, first, last in zip(group, starts, ends, strict=True)
    ]
