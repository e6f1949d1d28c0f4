"""Rows of the table of basic data that ask how the budget was changed, and are left blank."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.model import Document, Gap

_ADJUSTMENT = expression(
    r"(?:[一二三四五六七八九][、.．])?(?:\d[、.．])?(?:部门)?(?:基本支出)?预算调整(?:数|额|情况)?(?:[（(].{0,6}[）)])?"
)
_LONGEST = 24


def blank_rows(document: Document) -> Iterator[Gap]:
    """Yield the rows for the change of the budget that hold nothing but their label."""
    if "预算调整" not in document.text:
        return
    rows: dict[tuple[int, int], list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.table is not None:
            rows.setdefault((block.table, block.row), []).append(number)
    for numbers in rows.values():
        cells = [(n, "".join(document.text_of(document.blocks[n]).split())) for n in numbers]
        filled = [(n, text) for n, text in cells if text]
        if len(filled) != 1 or len(cells) < 2 or any(document.blocks[n].damaged for n, _ in cells):
            continue
        number, text = filled[0]
        if len(text) <= _LONGEST and _ADJUSTMENT.fullmatch(text):
            block = document.blocks[number]
            yield Gap("adjustment", place(document, number, block.start, block.end))
