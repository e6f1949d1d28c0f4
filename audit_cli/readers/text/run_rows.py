"""Rows that are names and then figures, a cell a line: what is merged downwards, or blank, is not there.

The first row has all its names (投入 | 目标设定 | 目标合理性 | 4 | 4), those below leave out what goes on from above. A
remark behind the figures stands before the names of the next row. Where figures are missing, sums tell which.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table, is_caption, kind_of
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.header_choice import IN_ALL, amount_of
from audit_cli.readers.text.headers import REMARK, TITLE, Item, blanks, header_over, row_of, title_at
from audit_cli.readers.text.reckoned_places import Amount, Group, Places, Relation, groups_of_codes, reckoned

_TOTAL = expression(r"(?:[合总]\s*计|总\s*分)(?:[（(][^（()）]{1,8}[）)])?|.{0,6}合\s*计")
_SUBTOTAL = expression(r"小\s*计")
_OF_WHICH = expression(r"其中")
_LEFT = expression(r"差|余|[未欠空缺超]|增减|结转")
_CODE = expression(r"\d{3}(?:\d{2}){0,2}")
_MOST_NAMES = 4
_COUNTER = "栏次"
_TWICE = ("行次", "项目", "科目编码")  # where two lists stand side by side
_FEW, _FEWEST = 2, 3


Run = tuple[Sequence[Item], Sequence[Item]]


class _Shape(NamedTuple):
    """The columns of a table: so many names, then figures, perhaps a remark; and the rows of its header."""

    names: int
    figures: int
    remark: bool
    header: list[list[Item]]

    @property
    def width(self) -> int:
        return self.names + self.figures + self.remark


class _Line(NamedTuple):
    """A row: its names, its figures, and the remark behind them."""

    names: Sequence[Item]
    figures: Sequence[Item]
    remark: Sequence[Item]

    @property
    def label(self) -> str:
        return self.names[-1].piece.text


def table_of_runs(items: Sequence[Item]) -> Table | None:
    """Return the table of names and figures that *items* are, None if its rows may be parted in another way."""
    runs = _with_empty_remarks(list(_runs(items)))
    above = runs[0][0] if runs else ()
    figures = max((len(figures) for _, figures in runs), default=0)
    if len(runs) < _FEWEST or len(above) < _FEWEST or figures < _FEW:
        return None
    shape = _shape(above, runs, figures)
    if shape is None:
        return None
    shape, lines = _without_idle(shape, _lines(runs, shape))
    rows = list(_placed(lines, shape))
    if not rows or sum(row.lost for row in rows) * 3 > len(rows):
        return None
    return build([*map(row_of, shape.header), *rows])


def _runs(items: Sequence[Item]) -> Iterator[Run]:
    """Yield the texts before each run of figures, and these; at the end the texts behind the last of them."""
    start = 0
    while start < len(items):
        middle = next((k for k in range(start, len(items)) if items[k].kind == "n"), len(items))
        end = next((k for k in range(middle, len(items)) if items[k].kind != "n"), len(items))
        yield items[start:middle], items[middle:end]
        start = end


def _with_empty_remarks(runs: list[Run]) -> list[Run]:
    """Return *runs* with the dash that stands for a remark no figure, where other rows have a text in its place."""
    most = max((len(figures) for _, figures in runs), default=0)
    ends = [k for k, (_, figures) in enumerate(runs) if most and len(figures) == most]
    fewer = any(len(figures) == most - 1 for _, figures in runs)
    if not fewer or not ends or any(kind_of(runs[k][1][-1].piece.text) != "d" for k in ends):
        return runs
    behind = [k + 1 for k in ends if k + 1 < len(runs)]
    moved = {k: (runs[k - 1][1][-1], *runs[k][0]) for k in behind}
    return [(moved.get(k, names), figures[:-1] if k in ends else figures) for k, (names, figures) in enumerate(runs)]


def _shape(above: Sequence[Item], runs: Sequence[Run], figures: int) -> _Shape | None:
    """Return the columns under the texts *above* the first figures, to which the names of the first row belong too.

    How many names there are at most show the texts before the figures of the other *runs*. A header that has a label
    for each column is taken before one of several rows.
    """
    counts = [len(names) for names, _ in runs[1:]]
    rows = [row for names, row in runs if len(row) == figures and names[-1].piece.text != _COUNTER]
    full = [[amount_of(i.piece.text) or Amount(Decimal(0)) for i in row] for row in rows]
    one_name = _is_total(above[-1])
    found: dict[bool, list[_Shape]] = {}
    for names in range(1, min(_MOST_NAMES, max(counts)) + 1):
        labels = above[: -1 if one_name else -names]
        own = labels[title_at(labels) + 1 :]
        texts = [item.piece.text for item in own]
        if any(texts.count(text) > 1 for text in _TWICE):
            return None
        for remark in (False, True):
            width = names + figures + remark
            if (
                max(counts) > names + remark
                or len(labels) < width
                or bool(REMARK.search(texts[-1] if own else "")) != remark
            ):
                continue
            full = [
                [amount_of(i.piece.text) or Amount(Decimal(0)) for i in row] for _, row in runs if len(row) == figures
            ]
            header = header_over(labels, width, names, full)
            if header is None and names > 1:
                # 支出类别 over 基本支出 | 人员经费: one label over all names
                header = header_over(labels, width - names + 1, 1, full)
                header = header and [[row[0], *blanks(row, names - 1), *row[1:]] for row in header]
            if header is not None and not any(_is_title(i.piece.text) for row in header for i in row):
                found.setdefault(len(own) != width, []).append(_Shape(names, figures, remark, header))
    best = found[min(found)] if found else []
    return best[0] if len(best) == 1 else None


def _is_title(text: str) -> bool:
    return is_caption(text) or bool(TITLE.search(text))


def _is_total(name: Item) -> bool:
    """Tell whether a row has no name but this one."""
    return name.piece.text == _COUNTER or _TOTAL.fullmatch(name.piece.text) is not None


def _stands_alone(name: Item) -> bool:
    """Tell whether a row may have no name but this one."""
    return _is_total(name) or _SUBTOTAL.fullmatch(name.piece.text) is not None


def _lines(runs: Sequence[Run], shape: _Shape) -> list[_Line]:
    """Return the rows, none if the texts before the figures of one are too many."""
    lines: list[_Line] = []
    for texts, figures in runs:
        if not figures:
            break
        alone = _stands_alone(texts[-1])
        names = texts[-1 if _is_total(texts[-1]) else -shape.names :] if not lines else texts
        if lines and shape.remark and _begins_with_remark(texts, shape.names if not alone else 1, lines[-1]):
            lines[-1] = lines[-1]._replace(remark=texts[:1])
            names = texts[1:]
        if len(names) > shape.names:
            return []
        lines.append(_Line(names, figures, ()))
    return lines


def _begins_with_remark(texts: Sequence[Item], names: int, above: _Line) -> bool:
    """Tell whether the first of *texts* is the remark of the row above: there are too many, or points were lost."""
    if _stands_alone(texts[0]):
        return False  # 小计 | 防洪工程
    codes = [k for k, item in enumerate(texts) if item.kind == "c"]
    if codes or len(texts) > names:
        return not codes or codes[0] > 0
    first, second = ([i.piece.text for i in above.figures] + ["", ""])[:2]
    return len(texts) > 1 and bool(second) and first != second


def _without_idle(shape: _Shape, lines: Sequence[_Line]) -> tuple[_Shape, Sequence[_Line]]:
    """Return the table without columns that no row fills, where the first column is the sum of what all others hold.

    合计 | 1440.41 | 819.91 | 620.50 under 本年支出合计 and five other labels: which of these stand over the last two is
    not known, so that they stay together, and each column adds up.
    """
    filled = [line for line in lines if line.label != _COUNTER]
    most = max((len(line.figures) for line in filled), default=0)
    full = [
        [amount_of(i.piece.text) or Amount(Decimal(0)) for i in line.figures]
        for line in filled
        if len(line.figures) == most
    ]
    adds_up = [row[0].value == sum(a.value for a in row[1:]) and not any(a.rate for a in row) for row in full]
    # one of them may be wrong
    if not _FEW < most < shape.figures or sum(adds_up) < max(_FEW, len(full) - 1):
        return shape, lines
    kept = shape.names + 1
    header = [[*row[:kept], *_joined(row[kept:], row[kept - 1], most - 1)] for row in shape.header]
    return shape._replace(figures=most, header=header), [_folded(line, most) for line in lines]


def _joined(labels: Sequence[Item], before: Item, width: int) -> list[Item]:
    """Return *width* cells of a header behind *before*, the first of which holds all *labels*."""
    told = [item for item in labels if item.piece.text]
    if not told:
        return blanks([before], width)
    words = "\n".join(item.piece.text for item in told)
    whole = told[0]._replace(piece=Piece(told[0].piece.start, told[-1].piece.end, words))
    return [whole, *blanks([whole], width - 1)]


def _folded(line: _Line, width: int) -> _Line:
    """Return the row that counts the columns with as many cells as there are, the last of which holds the rest."""
    if line.label != _COUNTER or len(line.figures) <= width:
        return line
    first, last = line.figures[width - 1], line.figures[-1]
    rest = "\n".join(item.piece.text for item in line.figures[width - 1 :])
    folded = first._replace(piece=Piece(first.piece.start, last.piece.end, rest), line=last.line)
    return line._replace(figures=[*line.figures[: width - 1], folded])


def _placed(lines: Sequence[_Line], shape: _Shape) -> Iterator[Row]:
    """Yield the rows; one whose figures cannot be placed has lost cells."""
    places = _places(lines, shape)
    for number, line in enumerate(lines):
        items = (*line.names, *line.figures, *line.remark)
        if number not in places:
            yield row_of(items, lost=True)
            continue
        missing = shape.names - len(line.names)
        first = 0 if _is_total(line.names[-1]) or _stands_alone(line.names[0]) else missing
        own = dict(enumerate(line.names, start=first))
        own |= {shape.names + c: item for c, item in zip(places[number], line.figures, strict=True)}
        own |= dict(enumerate(line.remark, start=shape.width - 1))
        at, pieces = items[0].piece.start, []
        for column in range(shape.width):
            pieces.append(own[column].piece if column in own else Piece(at, at, ""))
            at = pieces[-1].end
        yield row_of(items)._replace(pieces=tuple(pieces))


def _places(lines: Sequence[_Line], shape: _Shape) -> dict[int, Places]:
    """Return the columns of the figures of each row, counted from the first of them, where they are known."""
    whole = tuple(range(shape.figures))
    full = {k: whole for k, line in enumerate(lines) if len(line.figures) == shape.figures}
    if len(full) == len(lines):
        return full
    # what counts the columns says nothing of them
    rows = [[amount_of("-" if line.label == _COUNTER else i.piece.text) for i in line.figures] for line in lines]
    if None in [amount for row in rows for amount in row]:
        return full
    relations, likely = _relations(shape)
    told = reckoned([[a for a in row if a] for row in rows], shape.figures, relations, likely, list(_groups(lines)))
    return full | told


def _relations(shape: _Shape) -> tuple[list[Relation], list[Relation]]:
    """Return what the header says of the figures of each row, and what it may say."""
    if not shape.header:
        return [], []
    texts = {item.piece.start: item.piece.text for row in shape.header for item in row if item.piece.text}
    last = shape.header[-1][-1].piece.end
    body = [Piece(last, last, "x" if c < shape.names else "1") for c in range(shape.width)]
    cells = build([*map(row_of, shape.header), Row(tuple(body), 0, 1)]).cells
    leaves: dict[int, str] = {}
    above: dict[int, tuple[int, ...]] = {}
    for cell in cells:
        if cell.row >= len(shape.header) or cell.start not in texts or cell.end == cell.start:
            continue
        columns = range(cell.col - shape.names, cell.col - shape.names + cell.colspan)
        for column in columns:
            if 0 <= column < shape.figures:
                leaves[column] = texts[cell.start]
                above[column] = tuple(columns) if len(columns) > 1 else above.get(column, ())
    sure = [
        Relation(total, tuple(c for c in group if c != total))
        for group in dict.fromkeys(above.values())
        for total in group
        if len(group) > 2 and IN_ALL.search(leaves.get(total, ""))
    ]
    inner = {c for relation in sure for c in relation.parts}
    heads = [c for c in range(shape.figures) if c not in inner]
    likely = [
        Relation(total, tuple(heads[at + 1 : end]))
        for at, total in enumerate(heads)
        if IN_ALL.search(leaves.get(total, ""))
        for end in range(at + 3, len(heads) + 1)
    ]
    likely += [
        Relation(rest, (whole,), (part,))
        for rest in heads
        if _LEFT.search(leaves.get(rest, ""))
        for whole, part in pairwise([c for c in heads if c < rest])
    ]
    return sure, likely


def _groups(lines: Sequence[_Line]) -> Iterator[Group]:
    """Yield the totals and the rows they add up, from the top down."""
    rows = [k for k, line in enumerate(lines) if line.label != _COUNTER and not _OF_WHICH.match(line.label)]
    totals = [k for k in rows if _TOTAL.fullmatch(lines[k].label)]
    if len(totals) != 1:
        return
    codes = {k: lines[k].names[0].piece.text for k in rows if _CODE.fullmatch(lines[k].names[0].piece.text)}
    below = groups_of_codes(codes, totals[0])
    if not codes:
        subtotals = [k for k in rows if _SUBTOTAL.fullmatch(lines[k].label)]
        below[totals[0]] = subtotals or [k for k in rows if k != totals[0]]
        for before, k in pairwise([-1, *subtotals]):
            below[k] = [j for j in rows[bisect_right(rows, before) : bisect_left(rows, k)] if j != totals[0]]
    for total, parts in below.items():
        yield Group(total, parts)
