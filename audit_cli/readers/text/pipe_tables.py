"""Tables with a mark between the cells: pipes, with or without rules between rows, and comma-separated values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Line, Piece, Row, Table, is_caption, kind_of, piece
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.merging import are_padded, moved_and_kept, without_blanks_behind
from audit_cli.readers.text.row_groups import groups

PIPES = "|｜│┃║"
_PIPE = expression(r"(?<!\\)[|｜│┃║]")
# |---|:--:|, +----+----+, ├──┼──┤
_RULE = expression(r"[\s|｜│┃║:：+\-=—－─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛]+")
_STROKE = expression(r"[-=—－─━═]{2}|:-|-:")
_FIELD = expression(r'[^\S\n]*"(?:[^"]|"")*"[^\S\n,]*|[^,]*')
# a comma that parts no thousands
_SEPARATOR = expression(r"(?<!\d),|,(?!\d{3}(?!\d))")
_BRACKET = expression(r"\s*[|｜]?\s*[（(]")
_LEAST_ROWS = 2
_LONGEST_LABEL = 20
_SENTENCE = expression(r"[。；;！？]")


def find_pipe_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose cells are parted by pipes."""
    return _find(lines, _pipe_pieces, minimum=_LEAST_ROWS)


def find_comma_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables of comma-separated values: at least three rows of one width, numerals among them."""
    return _find(lines, _comma_pieces, minimum=3)


def _find(lines: Sequence[Line], pieces_of: Callable[[Line], tuple[Piece, ...] | None], minimum: int) -> list[Table]:
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        rows: list[Row] = []
        j, ruled = i, False
        while j < n:
            if rows and _is_rule(lines[j].text):
                # a rule below a row of another width: the head of the next table, which follows at once
                if ruled and len(rows) > 1 and len(rows[-1].pieces) != len(rows[-2].pieces):
                    j = rows.pop().first
                    break
                ruled = True
                j += 1
                continue
            pieces = pieces_of(lines[j])
            if pieces is None and rows and j + 1 < n and _BRACKET.match(lines[j + 1].text):
                pieces = _begun(lines[j], pieces_of(lines[j + 1]))
            if pieces is None:
                break
            rows.append(Row(pieces, j, j + 1))
            j += 1
        rows = _without_frame(_rejoined(rows) if minimum == _LEAST_ROWS else rows)
        while rows and (sum(bool(p.text) for p in rows[0].pieces) == 0 or _is_caption_row(rows[0])):
            rows.pop(0)
        if _is_table(rows, minimum):
            found = _with_merged_cells(rows)
            tables += [*found[:-1], found[-1]._replace(last=max(j, found[-1].last))]
        elif minimum == _LEAST_ROWS:
            tables += _of_each_width(rows)
        i = max(j, i + 1)
    return tables


def _with_merged_cells(rows: Sequence[Row]) -> list[Table]:
    """Return *rows* as one table, or as several where merged cells are printed once and rows filled up with blanks."""
    moved, kept = moved_and_kept(rows)
    parts = groups(without_blanks_behind(rows) if are_padded(rows) else rows) if moved > kept else []
    tables = [build(part) for part in parts if any(len(r.pieces) > 1 for r in part)]
    return tables or [build(rows, merged_once=False)]


def _of_each_width(rows: Sequence[Row]) -> list[Table]:
    """Return the tables that stand one below the other without a line between: a form's head, its money, its items."""
    runs = (list(run) for _, run in groupby(rows, key=lambda row: len(row.pieces)))
    return [build(run, merged_once=False) for run in runs if len(run[0].pieces) > 2 and _is_table(run, _LEAST_ROWS)]


def _rejoined(rows: Sequence[Row]) -> list[Row]:
    """Return *rows*, joined where a line break in a cell has cut one in two that are as wide as the others together."""
    if not rows:
        return []
    widths = [len(row.pieces) for row in rows]
    usual = max(set(widths), key=lambda w: (widths.count(w), w))
    out: list[Row] = []
    for row in rows:
        before = out[-1] if out else None
        if before is not None and _are_one(len(before.pieces), len(row.pieces), usual):
            cut, rest = before.pieces[-1], row.pieces[0]
            whole = Piece(
                cut.start if cut.text else rest.start, rest.end if rest.text else cut.end, cut.text + rest.text
            )
            out[-1] = Row((*before.pieces[:-1], whole, *row.pieces[1:]), before.first, row.last)
        else:
            out.append(row)
    return out


def _are_one(before: int, behind: int, usual: int) -> bool:
    """Whether rows of two widths are one of the *usual* width, whose cell in the middle or at the left was cut."""
    return before < usual == before + behind - 1 and (behind < usual or before == 1)


def _begun(line: Line, after: tuple[Piece, ...] | None) -> tuple[Piece, ...] | None:
    """Return the only cell of a *line* whose row goes on with a bracket on the next one (产出指标 / （50分） | …)."""
    if after is None or not line.text.strip() or len(line.text) > _LONGEST_LABEL:
        return None
    return (piece(line.text, line.start),)


def _without_frame(rows: list[Row]) -> list[Row]:
    """Return *rows* without the nothing before and behind them, which outer pipes leave."""
    if rows and all(not r.pieces[0].text for r in rows):
        rows = [r._replace(pieces=r.pieces[1:]) for r in rows if len(r.pieces) > 1]
    if rows and all(not r.pieces[-1].text for r in rows):
        rows = [r._replace(pieces=r.pieces[:-1]) for r in rows if len(r.pieces) > 1]
    return rows


def _is_rule(text: str) -> bool:
    return _STROKE.search(text) is not None and _RULE.fullmatch(text) is not None


def _pipe_pieces(line: Line) -> tuple[Piece, ...] | None:
    """Return the cells of a line with pipes, None if there is no pipe in it."""
    text = line.text
    if not any(mark in text for mark in PIPES):
        return None
    pieces = []
    at = 0
    for mark in _PIPE.finditer(text):
        pieces.append(piece(text[at : mark.start()], line.start + at))
        at = mark.end()
    pieces.append(piece(text[at:], line.start + at))
    return tuple(pieces)


def _comma_pieces(line: Line) -> tuple[Piece, ...] | None:
    """Return the cells of a line of comma-separated values, None if it is none."""
    text = line.text
    if text.count(",") < 2 or "。" in text or "  " in text or not _SEPARATOR.search(text):
        return None
    pieces = []
    at = 0
    while at <= len(text):
        field = _FIELD.match(text, at)
        if field is None or (field.end() < len(text) and text[field.end()] != ","):
            return None
        cell = piece(field[0], line.start + at)
        if cell.text.startswith('"') and cell.text.endswith('"') and len(cell.text) > 1:
            cell = piece(cell.text[1:-1], cell.start + 1)
        pieces.append(cell)
        at = field.end() + 1
    return tuple(pieces)


def _is_caption_row(row: Row) -> bool:
    texts = [p.text for p in row.pieces if p.text]
    return len(texts) <= 3 and any(is_caption(t) for t in texts)


def _is_table(rows: Sequence[Row], minimum: int) -> bool:
    if len(rows) < minimum:
        return False
    widths = [len(r.pieces) for r in rows]
    usual = max(set(widths), key=lambda w: (widths.count(w), w))
    if usual < 2 or widths.count(usual) * 5 < 3 * len(widths):
        return False
    texts = [p.text for r in rows for p in r.pieces if p.text]
    if minimum > 2 and sum(any(kind_of(p.text) == "t" for p in r.pieces) for r in rows) < 2:
        return False
    if minimum > 2 and (widths.count(usual) < len(widths) or sum(kind_of(t) == "n" for t in texts) < len(rows) - 1):
        return False
    long = sum(len(t) > 40 and bool(_SENTENCE.search(t)) for t in texts)
    return long * 2 <= len(texts)
