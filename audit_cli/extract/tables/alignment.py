"""Rows that lost cells or spans, put back over the columns that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_cli.extract.tables.grid import Cell


def over_numbers(header: list[tuple[Cell, ...]], body: list[tuple[Cell, ...]], width: int) -> list[tuple[Cell, ...]]:
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


def aligned(body: list[tuple[Cell, ...]], width: int) -> list[tuple[Cell, ...]]:
    """Move the numerals of rows that lost cells to where the numerals of the full rows stand."""
    full = [
        row
        for row in body
        if row[-1].col + row[-1].colspan == width and not row[0].damaged and [c.kind for c in row].count("text") != 1
    ] or [row for row in body if row[-1].col + row[-1].colspan == width and not row[0].damaged]
    numbers: list[list[str]] = [[] for _ in range(width)]
    for row in full:
        for cell in row:
            if cell.kind == "number":
                numbers[cell.col].append(cell.text)
    counts = [len(texts) for texts in numbers]
    amounts = [col for col, texts in enumerate(numbers) if len(texts) * 2 >= len(full) and not _is_serial(texts)]
    return [_moved(row, counts, amounts) for row in body] if full else body


def _is_serial(texts: Sequence[str]) -> bool:
    """Whether the numerals of a column only count its rows."""
    return len(texts) > 1 and all(a.isdecimal() and b == str(int(a) + 1) for a, b in pairwise(texts))


def _moved(row: tuple[Cell, ...], counts: list[int], amounts: list[int]) -> tuple[Cell, ...]:
    if len(row) == len(counts) and not row[0].damaged:
        return row
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
        sure = damaged and complete and all(counts[col] for col in numbers)
        return tuple(cell._replace(damaged=False) for cell in row) if sure else row
    head = [cell._replace(damaged=False) for cell in row[:first]]
    if head and head[-1].col + head[-1].colspan > numbers[0] + best:
        head[-1] = head[-1]._replace(colspan=numbers[0] + best - head[-1].col)
    rest = [cell._replace(col=cell.col + best, damaged=False) for cell in row[first:]]
    return (*head, *(cell for cell in rest if cell.col + cell.colspan <= len(counts)))


def stretched(header: list[tuple[Cell, ...]], width: int) -> tuple[tuple[Cell, ...], ...]:
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
        # nothing but their number says where one header ends and the next begins
        group = [cell._replace(damaged=True) for cell in group]
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
