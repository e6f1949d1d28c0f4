"""Rows whose names and points take turns, a cell a line: 投入 | 15 | 目标设定 | 8 | 目标合理性 | 4 | 4.

The first row under a header of as many labels has every cell. Those below begin with one of its names, where all
before it is merged downwards, and have what follows from there on; a remark may stand behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import TOTAL_ROW, Piece, Row, Table
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import REMARK, Item, row_of, title_at

_STEPS = expression(r"t+n(?:t+n)*t+n{1,4}")
_NARROWEST, _WIDEST = 4, 14
_FEWEST = 3


def table_of_steps(items: Sequence[Item]) -> Table | None:
    """Return the table that *items* are, None if they do not follow the shape of its first row throughout."""
    kinds = "".join("n" if item.kind == "n" else "t" for item in items)
    above = kinds.find("n")
    start = title_at(items[: max(above, 0)]) + 1
    for width in range(_NARROWEST, min(_WIDEST, above - start) + 1):
        header = items[start : start + width]
        remark = bool(REMARK.search(header[-1].piece.text))
        first = start + width
        shape = kinds[first : first + width - remark]
        names = [label.piece.text for label, kind in zip(header, shape, strict=False) if kind == "t"]
        # two lists side by side have the same names twice
        if _STEPS.fullmatch(shape) and len(set(names)) == len(names):
            rows = list(_rows(items, kinds, first, shape, remark))
            if len(rows) >= _FEWEST:
                return build([row_of(header), *rows])
    return None


def _rows(items: Sequence[Item], kinds: str, first: int, shape: str, remark: bool) -> Iterator[Row]:
    """Yield the rows from *first* on, up to what is none."""
    # the longest first: what is merged downwards is left out where it can be
    starts = [k for k in range(len(shape)) if shape[k] == "t" and (not k or shape[k - 1] == "n")]
    figures = [k for k, kind in enumerate(shape) if kind == "n"]
    at = first
    while at < len(items):
        columns = next((range(k, len(shape)) for k in starts if _fits(kinds, at, shape[k:])), None)
        own = list(columns) if columns else []
        if not own and TOTAL_ROW.match(items[at].piece.text):
            count = len(kinds[at + 1 :]) - len(kinds[at + 1 :].lstrip("n"))
            last = len(shape) - len(shape.rstrip("n"))
            own = [0, *figures] if count == len(figures) else [0, *figures[-last:]] if count == last else []
        if not own:
            return
        end = at + len(own)
        cells = dict(zip(own, items[at:end], strict=True))
        if remark and kinds[end : end + 1] == "t" and not _begins(items, kinds, end, shape, starts):
            cells[len(shape)] = items[end]
            end += 1
        yield _row(items[at:end], cells, len(shape) + remark)
        at = end


def _fits(kinds: str, at: int, shape: str) -> bool:
    """Tell whether a row of this *shape* stands at *at*, and no figure goes on behind it."""
    return kinds.startswith(shape, at) and kinds[at + len(shape) : at + len(shape) + 1] != "n"


def _begins(items: Sequence[Item], kinds: str, at: int, shape: str, starts: Sequence[int]) -> bool:
    return TOTAL_ROW.match(items[at].piece.text) is not None or any(_fits(kinds, at, shape[k:]) for k in starts)


def _row(items: Sequence[Item], cells: dict[int, Item], width: int) -> Row:
    at, pieces = items[0].piece.start, []
    for column in range(width):
        pieces.append(cells[column].piece if column in cells else Piece(at, at, ""))
        at = pieces[-1].end
    return row_of(items)._replace(pieces=tuple(pieces))
