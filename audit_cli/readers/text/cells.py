"""What the layouts of tables as text have in common: lines, pieces of text in rows, and the cells made of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.value import Value

BLANK = " \t\r\n\f\v\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"

VALUE = expression(
    r"[（(<]?[-+－−–﹣]?[¥￥]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?"
    r"\s*(?:[%％‰]|[万亿千百]*元|[人个辆台套份次家户件项批名]|平方米|分)?[)）>]?"
)
DASH = expression(r"[-—－–─/／\\*×、…]{1,4}|N/A|#DIV/0!")
TOTAL_ROW = expression(r"\s*(?:[合总小]\s*[计分]|汇总|栏次)|.*合\s*计$")
_CAPTION = expression(
    r"单位[:：]|^(?:附?表|附件)\s*[\d一二三四五六七八九十]|^公开\s*\d+\s*表|(?:部门|编制单位|填报单位|单位名称|部门名称)[^:：]{0,6}[:：]"
)


class Line(NamedTuple):
    """A line without its end, at its place in the canonical text."""

    start: int
    text: str


class Piece(Value, frozen=True):
    """What one cell holds: its place without outer white space, and "" for nothing."""

    start: int
    end: int
    text: str


class Row(Value, frozen=True):
    """The pieces of one row, the lines (first, behind the last) they came from, and whether cells were lost."""

    pieces: tuple[Piece, ...]
    first: int
    last: int
    lost: bool = False


class Cell(Value, frozen=True):
    """A piece in its column; a blank cell has no width in the text."""

    start: int
    end: int
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    damaged: bool = False


class Table(NamedTuple):
    """The cells found in the lines from *first* up to *last*."""

    first: int
    last: int
    cells: tuple[Cell, ...]


def split_lines(text: str) -> list[Line]:
    """Return every line of *text*, empty ones too."""
    starts = accumulate(map(len, text.splitlines(keepends=True)), initial=0)
    return list(map(Line._make, zip(starts, text.splitlines(), strict=False)))


def piece(text: str, start: int) -> Piece:
    """Return the piece *text* that stands at *start*, without the white space around it."""
    printed = text.strip(BLANK)
    if not printed:
        return Piece(start, start, "")
    if printed != text:
        start += text.index(printed)
    return Piece(start, start + len(printed), printed)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """Return what a cell looks like: n(umeral), d(ash for nothing), e(mpty) or t(ext)."""
    if not text:
        return "e"
    if "\u4e00" <= text[0] <= "\u9fff":
        return "d" if text == "无" else "t"
    if len(text) <= 24 and VALUE.fullmatch(text):
        return "n"
    return "d" if DASH.fullmatch(text) else "t"


def is_caption(text: str) -> bool:
    """Tell whether *text* is a line about the table, such as its unit or number, and no cell of it."""
    return len(text) <= 60 and bool(_CAPTION.search(text))


def kinds_of(row: Row) -> str:
    return "".join([kind_of(p.text) for p in row.pieces])
