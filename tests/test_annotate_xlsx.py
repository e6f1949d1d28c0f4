"""Notes in a copy of a workbook: at the cells of their figures, and nothing else of the file is changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from audit_cli.errors import Damaged
from audit_cli.readers import read
from audit_cli.readers.workbook.cells import address
from fixtures.expectations import FOLDER
from fixtures.workbooks import xlsx_of
from tests.marked import Marked, check_every_operand, check_same_report, marked, parts

REPORTS = sorted(FOLDER.glob("*/seeded.docx"))
# of workbooks the tables alone are made, and not each of them holds something to find
TABLES = [path for path in REPORTS if path.parent.name.split("-")[0] not in ("emergency", "forestry", "water")]
ROWS = [
    ("单位：万元", None, None),
    ("项目", "预算数", "决算数"),
    ("基本支出", 300, 300),
    ("项目支出", 200, 200),
    ("合计", 600, 500),
]
_DRAWING = re.compile(rb"<legacyDrawing [^>]*/>")
_NEW = re.compile(
    r"xl/comments(/comment)?\d*\.xml|xl/drawings/(vml|comments)Drawing\d*\.vml|xl/worksheets/_rels/sheet\d+\.xml\.rels"
)


def notes(data: bytes) -> dict[tuple[str, str], str]:
    """Return what the notes say, by sheet and cell."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def made(book: openpyxl.Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def a_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    return book


def check(case: Marked) -> None:
    check_same_report(case)
    check_every_operand(case)
    before, after = parts(case.data), parts(case.copy)
    for name, part in before.items():
        if name.startswith("xl/worksheets/sheet"):
            assert _DRAWING.sub(b"", after[name]) == _DRAWING.sub(b"", part)
        elif name != "[Content_Types].xml" and not _NEW.fullmatch(name):
            assert after[name] == part, name
    assert all(_NEW.fullmatch(name) for name in set(after) - set(before))
    said = notes(case.copy)
    sheets = [s.title for s in openpyxl.load_workbook(BytesIO(case.copy)) if any(s.iter_rows(values_only=True))]
    names = dict(zip(dict.fromkeys(origin.part for origin in case.document.origins), sheets, strict=True))
    for remark in case.remarks:
        for origin in case.document.origins:
            if origin.start <= remark.start < origin.end:
                assert "\n".join(remark.lines) in said[names[origin.part], address(origin.row, origin.col)]
                assert remark.end <= origin.end


@pytest.mark.parametrize("path", TABLES, ids=[path.parent.name for path in TABLES])
def test_every_cell_of_a_finding_has_its_note_and_nothing_else_changes(path: Path) -> None:
    case = marked("a.xlsx", xlsx_of(read(str(path))))
    assert case.remarks
    check(case)


def test_a_note_says_all_of_the_finding_and_the_others_where_it_is() -> None:
    case = marked("a.xlsx", made(a_book()))
    check(case)
    said = notes(case.copy)
    assert list(said) == [("Sheet", "B3"), ("Sheet", "B4"), ("Sheet", "B5")]
    assert said["Sheet", "B3"] == said["Sheet", "B4"] == "见第1条"
    assert said["Sheet", "B5"].startswith("第1条 错误（")
    assert "300 + 200 = 500 ≠ 600" in said["Sheet", "B5"]


def test_notes_that_are_there_already_are_kept() -> None:
    book = a_book()
    book.active["B5"].comment = Comment("请核对 & 补充", "乙")
    book.active["A1"].comment = Comment("万元", "乙")
    case = marked("a.xlsx", made(book))
    check(case)
    said = notes(case.copy)
    assert said["Sheet", "A1"] == "万元"
    assert said["Sheet", "B5"].startswith("请核对 & 补充\n\n第1条 错误")
    assert {cell for _, cell in said} == {"A1", "B3", "B4", "B5"}
    # one box a note
    drawing = next(part for name, part in parts(case.copy).items() if name.endswith(".vml"))
    assert drawing.count(b'ObjectType="Note"') == 4
    assert len(set(re.findall(rb'id="(_x0000_s\d+)"', drawing))) == 4


def test_rich_notes_of_another_writer_are_kept() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("收支")
        for i, row in enumerate(ROWS):
            sheet.write_row(i, 0, row)
        sheet.write_comment("B5", "合计待核", {"author": "乙"})
        sheet.insert_textbox("F2", "说明")
    case = marked("a.xlsx", target.getvalue())
    check(case)
    assert notes(case.copy)["收支", "B5"].startswith("合计待核\n\n第1条 错误")


def test_charts_tables_and_other_sheets_stay_as_they_are() -> None:
    book = a_book()
    sheet = book.active
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=4))
    sheet.add_chart(chart, "F2")
    sheet.add_table(Table(displayName="收支", ref="A2:C5"))
    sheet["A3"].hyperlink = "#Sheet!B3"
    sheet.merge_cells("A1:C1")
    other = book.create_sheet("说明")
    other["A1"] = "无"
    other["A1"].comment = Comment("不动", "乙")
    case = marked("a.xlsx", made(book))
    check(case)
    after = parts(case.copy)
    order = re.findall(rb"<(drawing|legacyDrawing|tableParts)\b", after["xl/worksheets/sheet1.xml"])
    assert order == [b"drawing", b"legacyDrawing", b"tableParts"]
    again = openpyxl.load_workbook(BytesIO(case.copy))
    assert len(again["Sheet"]._charts) == 1
    assert list(again["Sheet"].tables) == ["收支"]
    assert again["说明"]["A1"].comment.text == "不动"


def test_what_a_workbook_says_is_text_in_its_notes() -> None:
    book = openpyxl.Workbook()
    for row in [*ROWS[:2], ("=基本<b>支出_x005F_x0041_", 300, 300), *ROWS[3:]]:
        book.active.append([f"'{cell}" if str(cell).startswith("=") else cell for cell in row])
    case = marked("a.xlsx", made(book))
    check_same_report(case)
    text = notes(case.copy)["Sheet", "B5"]
    xml = next(part for name, part in parts(case.copy).items() if "comments" in name).decode()
    assert "<b>" in text
    assert "<b>" not in xml
    assert "_x005F_x0041_" in xml


def test_notes_without_their_list_are_damaged() -> None:
    book = a_book()
    book.active["B5"].comment = Comment("请核对", "乙")
    data = parts(made(book))
    name = next(name for name in data if "comments/comment" in name or re.search(r"comments\d*\.xml$", name))
    data[name] = b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for part, content in data.items():
            package.writestr(part, content)
    with pytest.raises(Damaged):
        marked("a.xlsx", target.getvalue())


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_shows_the_notes(tmp_path: Path) -> None:
    book = a_book()
    book.active["A1"].comment = Comment("万元", "乙")
    case = marked("a.xlsx", made(book))
    (tmp_path / "a.xlsx").write_bytes(case.copy)
    profile, out = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / "out"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = notes((out / "a.xlsx").read_bytes())
    assert {cell for _, cell in shown} == {"A1", "B3", "B4", "B5"}
    assert "300 + 200 = 500 ≠ 600" in shown["Sheet", "B5"]
