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
# what a template prints in a cell that is not filled in
_NOTHING = frozenset("-－—―–/／\\")


def blank_rows(document: Document) -> Iterator[Gap]:
    """Yield the rows for the change of the budget that hold nothing but their label."""
    text = document.text
    if "预算调整" not in text:
        return
    # blanks may part the characters of a label
    labels = [
        cell
        for cell in document.blocks
        if cell.table is not None and "预" in text[cell.start : cell.end] and _is_label(document.text_of(cell))
    ]
    rows: dict[tuple[int | None, int], list[tuple[int, Block]]] = {(label.table, label.row): [] for label in labels}
    for number, block in enumerate(document.blocks) if rows else ():
        if (block.table, block.row) in rows:
            rows[block.table, block.row].append((number, block))
    for row in rows.values():
        filled = [(number, cell) for number, cell in row if not _NOTHING.issuperset(document.text_of(cell).strip())]
        if len(filled) == 1 < len(row) and not any(cell.damaged for _, cell in row):
            number, label = filled[0]
            yield Gap("adjustment", place(document, number, label.start, label.end))


def _is_label(words: str) -> bool:
    label = "".join(words.split())
    return len(label) <= _LONGEST and _ADJUSTMENT.fullmatch(label) is not None
