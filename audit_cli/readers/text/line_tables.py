"""Tables that lost every mark, one cell a line: the columns show in how labels and numerals take turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, Piece, Table, is_caption, kind_of, piece
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.header_tree import are_column_names, is_column_name
from audit_cli.readers.text.headers import CHAPTER, GROUP, TITLE, Item, header_rows, row_of, title_at
from audit_cli.readers.text.labelled_rows import table_of_labels, with_codes
from audit_cli.readers.text.numbered_lines import table_of_numbered_lines
from audit_cli.readers.text.run_rows import table_of_runs
from audit_cli.readers.text.step_rows import table_of_steps

CELL_LENGTH = 32
MAX_WIDTH = 16
MAX_BLANKS = 8
_FEWEST_NUMBERED = 3

_ONE_ROW = expression(r"(t+)(n{4,})")
_NAMED_ROW = expression(r"tn{3,}")
_NAMED_ROWS = expression(r"t{3,}(?:tn{3,})+")
_YEAR = expression(r"^20\d\d\s*年度?")
_LONE = expression(r"[ \t\u3000]*[-−]?\d[\d,]*(?:\.\d+)?[%％]?[ \t\u3000]*")
# the only pipe of a line, at its end
_CELL = expression(r"([^|]*)\|[ \t]*")
_ENDS_LONE = frozenset("%％ \t\u3000")
_SENTENCE = expression(r"[。；！？]|[：:，,]$")
# below the funds of a form another table begins
_INDICATORS = expression(r"(?:一级|绩效)指标")


def has_lone_numerals(lines: Sequence[Line]) -> bool:
    """Tell whether numerals stand on lines of their own at all."""
    match = _LONE.fullmatch
    return any(match(text) for _, text in lines if text and (text[-1] in _ENDS_LONE or text[-1].isdigit()))


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """Return *lines* without the pipe that each cell of a table may end with, where a page was made text."""
    cells = (_CELL.fullmatch(text) if "|" in text else None for _, text in lines)
    return [line if cell is None else line._replace(text=cell[1]) for line, cell in zip(lines, cells, strict=True)]


def find_line_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose cells stand on a line each."""
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        items, end = _region(lines, i)
        for part in (own for title in _parts(items) for own in _under_names(title)):
            if sum(item.kind == "n" for item in part) >= 3:
                table = _table(lines, part)
                if table:
                    tables.append(table)
        i = max(end, i + 1)
    return tables


def _table(lines: Sequence[Line], part: Sequence[Item]) -> Table | None:
    """Return the table that *part* is in the first reading that fits."""
    return (
        _with_blanks(lines, part)
        or (_by_names(part) if _NAMED_ROWS.fullmatch("".join(item.kind for item in part)) else None)
        or table_of_numbered_lines(part)
        or table_of_steps(with_codes(part))
        or table_of_runs(with_codes(part))
        or table_of_labels(part)
        or _by_names(part)
        or _by_header(part)
    )


def _region(lines: Sequence[Line], i: int) -> tuple[list[Item], int]:
    """Return the short lines from *i* on and the line behind them."""
    items: list[Item] = []
    blanks = 0
    j = i
    while j < len(lines):
        text = lines[j].text
        printed = text.strip(BLANK)
        if not printed:
            blanks += 1
            if blanks > MAX_BLANKS:
                break
            j += 1
            continue
        if len(printed) > CELL_LENGTH or "\t" in printed or (_SENTENCE.search(printed) and not _is_label(lines, j)):
            break
        blanks = 0
        items.append(Item(piece(text, lines[j].start), j, "n" if kind_of(printed) in "nd" else "t"))
        j += 1
    return items, j


def _is_label(lines: Sequence[Line], j: int) -> bool:
    """Tell whether a line that ends with a colon is the label of what stands below it, or of the figure there."""
    text = lines[j].text.strip(BLANK)
    below = lines[j + 1].text if j + 1 < len(lines) else ""
    return GROUP.search(text) is not None or (text[-1] in "：:" and _LONE.fullmatch(below) is not None)


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield *items* up to each title, caption or heading that a new table may stand under."""
    start = 0
    for k in range(1, len(items)):
        if items[k].kind != "t" or (items[k - 1].kind == "t" and items[k].line - items[k - 1].line == 1):
            continue
        text = items[k].piece.text
        heads = [i.kind for i in items[k + 1 : k + 3]] == ["t", "t"] and not _is_numbered(items[k + 1 : k + 3])
        if is_caption(text) or TITLE.search(text) or _INDICATORS.fullmatch(text) or (CHAPTER.match(text) and heads):
            yield items[start:k]
            start = k
    yield items[start:]


def _is_numbered(items: Sequence[Item]) -> bool:
    return any(CHAPTER.match(i.piece.text) for i in items)


def _with_blanks(lines: Sequence[Line], items: Sequence[Item]) -> Table | None:
    """Return the table if empty lines stand for its blank cells, so that every row has as many lines."""
    start, last = items[0].line, items[-1].line
    if last - start + 1 == len(items):
        return None
    by_line = {item.line: item for item in with_codes(items)}
    cells = [by_line.get(j) or Item(Piece(lines[j].start, lines[j].start, ""), j, "e") for j in range(start, last + 1)]
    if len(cells) > 2 * len(items):
        return None
    title = title_at(items[:6]) + 1
    body = cells[items[title].line - start :] if title < len(items) else cells
    for width in range(3, min(MAX_WIDTH, len(body) // 3) + 1):
        rows = [body[r : r + width] for r in range(0, len(body), width)]
        if len(rows) >= 3 and len(rows[-1]) >= 2 and _are_rows(rows, width):
            # of a total the name may reach over several columns
            return build([row_of(r) for r in rows])
    return None


def _are_rows(rows: Sequence[Sequence[Item]], width: int) -> bool:
    """Tell whether each column of *rows*, the first of which is a header, holds one kind of cell."""
    if any(c.kind != "t" for c in rows[0]) or any(r[0].kind == "e" and r[1].kind == "e" for r in rows):
        return False
    if any(c.kind == "c" for r in rows for c in r[1:]) or all(c.kind != "n" for c in rows[-1]):
        return False
    columns = ["".join(r[c].kind for r in rows[1:] if c < len(r) and r[c].piece.text != "无") for c in range(width)]
    mixed = sum("t" in c and "n" in c for c in columns)
    numeric = sum("n" in c and "t" not in c for c in columns)
    return mixed * 4 <= width and numeric >= 2 and "n" not in columns[0]


def _by_header(items: Sequence[Item]) -> Table | None:
    """Return the table of a header and one row of numerals below it; the columns may be numbered in between."""
    kinds = "".join(item.kind for item in items)
    match = _ONE_ROW.fullmatch(kinds)
    if not match:
        return None
    below = items[match.start(2) :]
    numbered = next((k for k, item in enumerate(below) if item.piece.text != str(k + 1)), 0)
    width = numbered if numbered > _FEWEST_NUMBERED and len(below) == 2 * numbered else len(below)
    header = header_rows(items[: match.end(1)], width)
    if not header:
        return None
    return build([*map(row_of, header), *(row_of(below[k : k + width]) for k in range(0, len(below), width))])


def _under_names(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield *items* with those apart that are rows under as many names as only columns bear: 全年预算数, 分值, 得分."""
    kinds = "".join(item.kind for item in items)
    done = at = 0
    while match := _NAMED_ROW.search(kinds, at):
        start, end = match.span()
        at = end
        width = end - start
        names = items[max(done, start - width + 1) : start]
        if len(names) != width - 1 or not _are_over(names, items[start]) or _one_more(items[done:start], width):
            continue
        row = f"t{'n' * (width - 1)}"
        while kinds.startswith(row, end) and kinds[end + width : end + width + 1] != "n":
            end += width
        if end > at:
            yield items[done : start - width + 1]
            yield items[start - width + 1 : end]
            done = at = end
    yield items[done:]


def _are_over(names: Sequence[Item], label: Item) -> bool:
    """Tell whether *names*, none of them a numeral, are those of the columns of a row that begins with *label*.

    What a column is called, too, is the last of the names: the three public expenses, planned and spent, in one row.
    """
    texts = [_YEAR.sub("", item.piece.text) for item in names if item.kind == "t"]
    return (
        len(texts) == len(names)
        and is_column_name(texts[0])
        and are_column_names(texts)
        and not is_column_name(label.piece.text)
        and label.piece.text not in texts
    )


def _one_more(above: Sequence[Item], width: int) -> bool:
    """Tell whether more names stand *above* a row than it has figures: another row of names, or a figure was lost."""
    name = above[-width].piece.text if len(above) >= width and above[-width].kind == "t" else ""
    return is_column_name(_YEAR.sub("", name))


def _by_names(items: Sequence[Item]) -> Table | None:
    """Return the table of labels and their numerals under as many names that only columns bear: 全年预算数, 得分."""
    match = _NAMED_ROW.search("".join(item.kind for item in items))
    if not match:
        return None
    at, end = match.span()
    width = end - at
    names = items[max(0, at - width + 1) : at]
    if len(names) != width - 1 or not _are_over(names, items[at]) or _one_more(items[:at], width):
        return None
    start = names[0].piece.start
    header = row_of(names)
    rows = [items[k : k + width] for k in range(at, end if at + 1 - width else len(items), width)]
    return build([header._replace(pieces=(Piece(start, start, ""), *header.pieces)), *map(row_of, rows)])
