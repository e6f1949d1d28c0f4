"""What the markup of a Word table says of its rows and cells: merged, deleted, hidden, gone on from a table above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.word.numbering import W
from audit_cli.readers.word.styles import Properties, child, is_on, small_integer, value, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

ROW = f"{W}tr"
CELL, CELL_PROPERTIES = f"{W}tc", f"{W}tcPr"
DOWNWARDS, ACROSS = f"{W}vMerge", f"{W}hMerge"
_SPAN, _VALUE = f"{W}gridSpan", f"{W}val"
_DELETED, _INSERTED = f"{W}cellDel", frozenset([f"{W}cellIns", f"{W}cellMerge"])
CONTAINERS = frozenset([f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")])
SPAN_LIMIT = 1000
_NUMERAL = expression(r"[-+¥￥]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?")
_TOTAL = expression(r"\d*[合总]\s*计")


class Ended(NamedTuple):
    """A table that has ended, and may go on in the next: its number, rows and columns, its first row and its last.

    *apart* says that an empty line stands below it.
    """

    number: int
    rows: int
    columns: int
    head: tuple[str, ...]
    last: tuple[str, ...] = ()
    apart: bool = False


def parts_of(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, in and out of content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in CONTAINERS:
            yield from parts_of(element, tag)


def columns_of(table: _Element) -> int:
    """Return how many columns the grid of a table has, 0 if it does not say."""
    grid = child(table, f"{W}tblGrid")
    return 0 if grid is None else sum(1 for _ in grid.iterchildren(f"{W}gridCol"))


def texts_of(row: _Element) -> tuple[str, ...]:
    """Return the bare texts of the cells of a row, to tell a header."""
    return tuple("".join(text.text or "" for text in cell.iter(f"{W}t")).strip() for cell in parts_of(row, CELL))


def goes_on(above: Ended, columns: int, first: tuple[str, ...]) -> bool:
    """Whether a table right behind *above* only continues it: the same columns, and no header of its own.

    Its *first* row repeats the header, or is a row of figures; below an empty line, figures where those above stand.
    """
    if columns != above.columns or columns < 2:
        return False
    if above.apart:
        return _are_alike(above.last, first)
    repeated = first == above.head and len(first) > 2
    return repeated or (len(first) > 1 and bool(first[0]) and any(_NUMERAL.fullmatch(text) for text in first[1:]))


def _are_alike(last: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Whether a row may be the next of a list: as many cells, and figures in the same, more than one."""
    if len(last) != len(first) or not first[0] or _TOTAL.match("".join(last)):
        return False
    kinds = [
        (_is_figure(above), _is_figure(below)) for above, below in zip(last, first, strict=True) if above and below
    ]
    return all(above == below for above, below in kinds) and sum(above for above, _ in kinds) > 1


def _is_figure(text: str) -> bool:
    return _NUMERAL.fullmatch(text) is not None


def skipped_columns(row: _Element) -> int:
    """Return how many columns a row leaves out before its first cell."""
    properties = child(row, f"{W}trPr")
    return 0 if properties is None else small_integer(value(properties, "gridBefore"), SPAN_LIMIT) or 0


def width_of(properties: Properties) -> int:
    """Return how many columns a cell covers."""
    return max(small_integer(value_of(properties.get(_SPAN)), SPAN_LIMIT) or 1, 1)


def merge(properties: Properties, tag: str) -> str | None:
    """Return restart or continue; None for a cell that is not merged."""
    found = properties.get(tag)
    return None if found is None else found.get(_VALUE, "continue")


def fate_of_row(row: _Element) -> str:
    """Return deleted, hidden or inserted for a row that is, or "" for any other."""
    properties = child(row, f"{W}trPr")
    if properties is None:
        return ""
    if child(properties, f"{W}del") is not None:
        return "deleted"
    hidden = child(properties, f"{W}hidden")
    if hidden is not None and is_on(hidden.get(f"{W}val", "1")):
        return "hidden"
    return "" if child(properties, f"{W}ins") is None else "inserted"


def fate_of_cell(properties: Properties) -> str:
    """Return deleted or inserted for a cell that is, or "" for any other."""
    if _DELETED in properties:
        return "deleted"
    return "" if _INSERTED.isdisjoint(properties) else "inserted"
