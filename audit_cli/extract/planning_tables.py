"""What tables plan, where it is no spending: kinds of income, or results; and those that divide all funds by kind."""

from __future__ import annotations

import re

from audit_cli.expressions import expression
from audit_cli.model import Document

_DIVIDED = expression(r"按(?:收入|支出)性质分?")
_TITLE_ROWS = 4
_KINDS_OF_INCOME = expression(r"(?:非税|税收|财政)?收入(?:项目|科目|名称|类别|种类|来源)")
_INCOME_TOTAL = expression(r"收入[总合]计")
_INCOME_ROW = expression(r"[一二三四五六七八九十、（）()\d.．\s]*(?:本年|当年)?收入[总合]计")
_UNIT_COLUMN = expression(r"计量单位|度量单位|指标单位")


def divided_tables(document: Document) -> set[int]:
    """Return the tables that divide the funds of a department by kind of income or of spending."""
    if "性质" not in document.text:
        return set()
    return {b.table for b in document.blocks if b.table is not None and _DIVIDED.match(document.text_of(b).strip())}


def income_tables(document: Document) -> set[int]:
    """Return the tables whose rows are kinds of income: more of it than was planned is no overspending."""
    return _with_column(document, _KINDS_OF_INCOME, columns=1)


def income_rows(document: Document) -> set[tuple[int, int]]:
    """Return the rows below a total of income, by their table, up to those of spending: 其中：一般公共预算."""
    rows: set[tuple[int, int]] = set()
    if not _INCOME_TOTAL.search(document.text):
        return rows
    table, of_income = -1, False
    for block in document.blocks:
        if block.table is None or block.col:
            continue
        label = document.text_of(block).strip()
        of_income = (of_income and block.table == table and "支出" not in label) or bool(_INCOME_ROW.fullmatch(label))
        table = block.table
        if of_income:
            rows.add((table, block.row))
    return rows


def tables_of_targets(document: Document) -> set[int]:
    """Return the tables that have a column of units: what they plan is to be reached."""
    return _with_column(document, _UNIT_COLUMN)


def _with_column(document: Document, name: re.Pattern[str], columns: int | None = None) -> set[int]:
    """Return the tables in whose first rows a column is called *name*, one of the first *columns* if so many count."""
    if not name.search(document.text):
        return set()
    return {
        b.table
        for b in document.blocks
        if b.table is not None
        and b.row < _TITLE_ROWS
        and (columns is None or b.col < columns)
        and name.fullmatch(document.text_of(b).strip())
    }
