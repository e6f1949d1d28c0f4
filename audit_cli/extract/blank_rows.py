"""Rows of the table of basic data that ask how the budget was changed, and are left blank."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.model import Block, Document, Gap

_ADJUSTMENT = expression(
    r"(?:[一二三四五六七八九][、.．])?(?:\d[、.．])?(?:部门)?(?:基本支出)?预算调整(?:数|额|情况)?(?:[（(].{0,6}[）)])?"
)
_LONGEST = 24


def blank_rows(document: Document) -> Iterator[Gap]:
    """Yield the rows for the change of the budget that hold nothing but their label."""
    text = document.text
    if "预算调整" not in text:
        return
    for number, block in enumerate(document.blocks):
        # blanks may part the characters of a label
        if block.table is None or "预" not in text[block.start : block.end]:
            continue
        label = "".join(document.text_of(block).split())
        if len(label) <= _LONGEST and _ADJUSTMENT.fullmatch(label) and _is_alone(document, block):
            yield Gap("adjustment", place(document, number, block.start, block.end))


def _is_alone(document: Document, label: Block) -> bool:
    """Whether a row that lost nothing on the way here has other cells than its *label*, all of them blank."""
    row = [block for block in document.blocks if (block.table, block.row) == (label.table, label.row)]
    if len(row) < 2 or any(block.damaged for block in row):
        return False
    return not any(document.text_of(block).strip() for block in row if block is not label)
