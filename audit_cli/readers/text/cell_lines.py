"""Rows whose cells are lines of their own that begin with a tab, as Word gives them when copied."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, Piece, Row, is_caption, kind_of, piece
from audit_cli.value import Value

_LOOSE_LENGTH = 12
_MOST_LINES = 12
_LOOSE = expression(r"[\u4e00-\u9fffA-Za-z（）()]+")
_CHAPTER = expression(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+(?:部分|章))")


class Fragment(Value, frozen=True):
    """Cells up to an empty line; *cut* if cells are missing behind it, *loose* is the line that stands below it."""

    pieces: tuple[Piece, ...]
    first: int
    last: int
    lost: bool
    cut: bool = False
    loose: int = -1


def is_cell_line(text: str) -> bool:
    """Tell whether the line is one cell: a tab before it, and no other."""
    return text.count("\t") == 1 and not text[: text.index("\t")].strip(BLANK)


def fragments_from(lines: Sequence[Line], i: int) -> tuple[list[Fragment], int]:
    """Return the cells from line *i* on as far as the table may reach, and the line behind it."""
    fragments: list[Fragment] = []
    pieces: list[Piece] = []
    first, blanks, lost, n = i, 0, False, len(lines)

    def close(end: int, cut: bool = False) -> None:
        if pieces:
            fragments.append(Fragment(tuple(pieces), first, end, lost, cut))
            pieces.clear()

    j = i
    while j < n:
        line = lines[j]
        if "\t" in line.text:
            if not is_cell_line(line.text):
                break
            mark = not line.text.startswith("\t")
            if mark and pieces:
                close(j, cut=True)
            if not pieces:
                # at the very start the mark says only that something stood before the table
                first, lost = j, mark and bool(fragments)
            at = line.text.index("\t") + 1
            pieces.append(piece(line.text[at:], line.start + at))
            blanks = 0
        elif not line.text.strip(BLANK):
            close(j)
            blanks += 1
            if blanks >= 3:
                break
        elif pieces:
            end = _continuation(lines, j, pieces[-1])
            if end == j:
                close(j)
                break
            pieces[-1] = _extended(pieces[-1], line, lines[end - 1])
            j = end
            continue
        else:
            if not fragments or not _is_loose(lines, j):
                break
            fragments[-1] = fragments[-1]._replace(loose=j)
            blanks = 0
        j += 1
    else:
        close(n)
    return fragments, max(j, i + 1)


def _continuation(lines: Sequence[Line], j: int, cell: Piece) -> int:
    """Return the line behind those that go on with *cell*; *j* if the line there is no part of it."""
    end = j
    while end < len(lines) and lines[end].text.strip(BLANK) and "\t" not in lines[end].text:
        if end - j >= _MOST_LINES or _CHAPTER.match(lines[end].text.lstrip(BLANK)):
            return j
        end += 1
    if kind_of(cell.text) == "n" and len(lines[j].text.strip(BLANK)) > _LOOSE_LENGTH:
        return j
    return end


def _extended(cell: Piece, first: Line, last: Line) -> Piece:
    """Return *cell* with the lines from *first* to *last* as its continuation."""
    head, tail = piece(first.text, first.start), piece(last.text, last.start)
    start = cell.start if cell.text else head.start
    texts = (cell.text, head.text) if head == tail else (cell.text, head.text, tail.text)
    return Piece(start, tail.end, "\n".join(texts))


def _is_loose(lines: Sequence[Line], j: int) -> bool:
    """Tell whether the line may be the rest of a cell that empty lines have cut: short, and a cell follows."""
    text = lines[j].text.strip(BLANK)
    if len(text) > _LOOSE_LENGTH or not _LOOSE.fullmatch(text) or is_caption(text):
        return False
    k = j + 1
    while k < len(lines) and k <= j + 2 and not lines[k].text.strip(BLANK) and "\t" not in lines[k].text:
        k += 1
    return k < len(lines) and lines[k].text.startswith("\t") and is_cell_line(lines[k].text)


def joined(lines: Sequence[Line], fragments: Sequence[Fragment]) -> list[list[Row]]:
    """Return the rows, fragments of one row put together; a loose line that belongs to no cell parts two lists."""
    out: list[list[Row]] = [[]]
    i, n = 0, len(fragments)
    while i < n:
        part = fragments[i]
        pieces, last, lost = part.pieces, part.last, part.lost or part.cut
        while i + 1 < n:
            after = fragments[i + 1]
            if after.lost or part.cut:
                break
            widths = {len(out[-1][-1].pieces)} if out[-1] else set()
            if i + 2 < n and not after.cut:
                widths.add(len(fragments[i + 2].pieces))
            fills = len(pieces) + len(after.pieces) in widths and len(pieces) + len(after.pieces) > 2
            if part.loose >= 0:
                loose = lines[part.loose]
                text = loose.text.strip(BLANK)
                close = after.first == part.loose + 1 and len(text) <= 6 and 0 < len(pieces[-1].text) <= 6
                if not ((fills and pieces[-1].text) or close) or kind_of(pieces[-1].text) == "n":
                    break
                pieces = (*pieces[:-1], _extended(pieces[-1], loose, loose), *after.pieces)
            elif fills and len(pieces) not in widths and "t" not in "".join(kind_of(p.text) for p in after.pieces):
                pieces = (*pieces, *after.pieces)
            else:
                break
            i += 1
            part, last, lost = after, after.last, lost or after.cut
        out[-1].append(
            Row(pieces, fragments[i].first if not pieces else _first(part, fragments, i, pieces), last, lost)
        )
        if part.loose >= 0:
            out.append([])
        i += 1
    return [rows for rows in out if rows]


def _first(part: Fragment, fragments: Sequence[Fragment], i: int, pieces: Sequence[Piece]) -> int:
    """Return the first line of a row that ends with fragment *i*."""
    k = i
    while k > 0 and fragments[k].pieces[0] is not pieces[0] and fragments[k].pieces[0].start > pieces[0].start:
        k -= 1
    return fragments[k].first
