"""Rows and columns that a workbook does not show: read, as they count in its sums, and said."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
import xlwt

from audit_cli.model import Note
from audit_cli.readers import read_data
from fixtures.opendocument import cell, odf, paragraph, row

ROWS = (("项目", "内部", "金额"), ("甲", "x", "12"), ("乙", "y", "3"), ("合计", "z", "15"))


def as_xlsx() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("表")
        for number, texts in enumerate(ROWS):
            sheet.write_row(number, 0, texts)
        sheet.set_row(1, None, None, {"hidden": True})
        # a row and a column without anything may be hidden, too
        sheet.set_row(30, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(7, 9, None, None, {"hidden": True})
    return buffer.getvalue()


def as_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for number, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            sheet.write(number, column, text)
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_ods() -> bytes:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = "".join(row(*(cell(paragraph(text)) for text in texts)) for texts in ROWS)
    before, tag, after = rows.partition("</table:table-row>")
    filtered = after.replace("<table:table-row ", '<table:table-row table:visibility="filter" ', 1)
    return odf("spreadsheet", f'<table:table table:name="表">{columns}{before}{tag}{filtered}</table:table>')


@pytest.mark.parametrize(("name", "make"), [("a.xlsx", as_xlsx), ("a.xls", as_xls), ("a.ods", as_ods)])
def test_hidden_rows_and_columns_are_read_and_said(name: str, make: object) -> None:
    assert callable(make)
    document = read_data(name, make())
    assert document.text == "表\n" + "".join("\t".join(texts) + "\n" for texts in ROWS)
    assert document.notes == (Note("hidden_cells", ("表", 1, 1)),)
