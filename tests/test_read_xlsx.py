"""Excel workbooks, built here: what the cells show is what is read, under their positions in the sheet."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from audit_cli.model import Document
from audit_cli.readers.limits import Options
from audit_cli.readers.workbook.cells import address, position
from audit_cli.readers.workbook.number_format import shown_number, shown_text
from audit_cli.readers.workbook.xlsx import read_xlsx
from tests.blocks import in_order, paragraphs, shown
from tests.notes import notes_of
from tests.packages import rewritten


def packed(workbook: Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(workbook: Workbook) -> Document:
    return in_order(read_xlsx("表.xlsx", packed(workbook)))


def sheet_with(*rows: list[object]) -> Workbook:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def test_a_table_with_the_lines_around_it() -> None:
    workbook = sheet_with(
        ["部门整体支出情况表"],
        ["编制单位：某局", None, "金额单位：万元"],
        ["项目", "年初预算", "决算数"],
        ["基本支出", 100.5, 98],
        ["合计", 100.5, 98],
        ["注：本表不含基金。"],
    )
    workbook.active.title = "表一"
    workbook.active.merge_cells("A1:C1")
    document = read(workbook)
    assert document.format == "xlsx"
    assert document.text == (
        "表一\n部门整体支出情况表\n编制单位：某局\n金额单位：万元\n"
        "项目\t年初预算\t决算数\n基本支出\t100.5\t98\n合计\t100.5\t98\n注：本表不含基金。\n"
    )
    assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", 1)
    assert document.sections[0] == "表一"
    assert shown(document)["B4"] == "100.5"
    assert notes_of(document) == ()


def test_positions_are_those_of_the_sheet() -> None:
    workbook = openpyxl.Workbook()
    for name, text in {"C5": "项目", "D5": "金额", "C6": "甲", "D6": "1", "AB6": "远"}.items():
        workbook.active[name] = text
    assert shown(read(workbook)) == {
        "C5": "项目", "D5": "金额", "AB5": "", "C6": "甲", "D6": "1", "AB6": "远"
    }  # fmt: skip


def test_numbers_are_shown_under_their_formats() -> None:
    workbook = openpyxl.Workbook()
    fields: list[tuple[object, str, str]] = [
        (0.9897, "0.00%", "98.97%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, '0.00"万元"', "1234.50万元"),
        (datetime.date(2022, 3, 5), "yyyy-mm-dd", "2022-03-05"),
        (datetime.date(2022, 3, 5), 'yyyy"年"m"月"d"日"', "2022年3月5日"),
        (datetime.datetime(2022, 3, 5, 18, 30), "mm-dd-yy", "2022-03-05"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        ("文字", '@"元"', "文字元"),
    ]
    for i, (value, code, _) in enumerate(fields, 1):
        workbook.active.cell(i, 1, f"第{i}")
        workbook.active.cell(i, 2, value).number_format = code
    found = shown(read(workbook))
    assert [found[f"B{i}"] for i in range(1, len(fields) + 1)] == [text for _, _, text in fields]


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        ("-1234.5", "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("12345", "0!.0,", "1.2"),
        ("12345678.9", "#,##0.00,", "12,345.68"),
        ("12345678.9", "#,##0.0,,", "12.3"),
        ("1234567", "#,##0,", "1,235"),
        ("123456789", "0!.0000", "12345.6789"),
        ("5", "000", "005"),
        ("5", "0.##", "5"),
        ("0.5", "#.00", "0.50"),
        ("0.05", "0.0‰", "50.0‰"),
        ("2.5", "0", "3"),
        ("-0.001", "0.00", "0.00"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("3", "[<5]0.0;0.00", "3.0"),
        ("7", "[<5]0.0;0.00", "7.00"),
        ("0", "0;-0;;@", ""),
        ("20220305", "0000-00-00", "2022-03-05"),
        ("12345", "0.00E+00", "1.23E+4"),
        ("0.25", "# ?/?", "0.25"),
        ("44625.75", '[$-804]上午/下午h"时"mm"分"', "下午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("44625.5", "yyyy/m/d h:mm:ss", "2022/3/5 12:00:00"),
        ("60", "aaaa", "星期三"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.3333333333333333", "General", "0.333333333"),
        ("123456789012.5", "General", "123456789013"),
        ("1E-9", "General", "1E-9"),
        ("3", '"共"0"人"', "共3人"),
        ("3", '"无"', "无"),
        ("3", "General;-General", "3"),
    ],
)
def test_number_formats(stored: str, code: str, expected: str) -> None:
    assert shown_number(stored, code) == expected


def test_days_before_1900_march_and_the_system_of_1904() -> None:
    assert shown_number("59", "yyyy-mm-dd") == "1900-02-28"
    assert shown_number("61", "yyyy-mm-dd") == "1900-03-01"
    assert shown_number("43163", "yyyy-mm-dd", date_1904=True) == "2022-03-05"


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["0.00", "#,##0.00", "#,##0.00;-#,##0.00", '0.00"元"']))
def test_what_is_shown_is_the_number(value: Decimal, code: str) -> None:
    text = shown_number(str(value), code)
    assert Decimal(text.replace(",", "").rstrip("元")) == value


@given(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False))
def test_no_format_is_too_strange(code: str, value: float) -> None:
    try:
        assert isinstance(shown_number(repr(value), code), str)
    except ArithmeticError:
        assert len(code) > 5
    assert isinstance(shown_text("字", code), str)


def test_merged_cells_are_one_block() -> None:
    workbook = sheet_with(
        ["项目", "预算", None, "备注"], [None, "年初", "全年", None], ["甲", 1, 2, "无"], [None, 3, 4, None]
    )
    for merged in ("A1:A2", "B1:C1", "D1:D2", "A3:A4"):
        workbook.active.merge_cells(merged)
    document = read(workbook)
    spans = {address(b.row, b.col): (b.rowspan, b.colspan) for b in document.blocks if b.kind == "cell"}
    assert spans["A1"] == (2, 1)
    assert spans["B1"] == (1, 2)
    assert spans["A3"] == (2, 1)
    assert spans["D4"] == (1, 1)
    assert not {"A2", "C1", "D2", "A4"} & spans.keys()


def test_a_formula_that_was_never_worked_out_is_said() -> None:
    workbook = sheet_with(["甲", 1], ["乙", 2], ["合计", "=SUM(B1:B2)"])
    document = read(workbook)
    assert shown(document)["B3"] == ""
    assert len(notes_of(document)) == 1
    assert "B3" in notes_of(document)[0]


def test_the_result_of_a_formula_is_read() -> None:
    data = rewritten(
        packed(sheet_with(["甲", 1], ["合计", "=SUM(B1:B1)"], ["错", "=1/0"], ["空", "=X"])),
        lambda name, content: (
            content.replace(b"<f>SUM(B1:B1)</f><v></v>", b"<f>SUM(B1:B1)</f><v>1</v>")
            .replace(b'<c r="B3"><f>1/0</f><v></v>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v>')
            .replace(b'<c r="B4"><f>X</f><v></v>', b'<c r="B4" t="str"><f>X</f><v></v>')
        ),
    )
    document = read_xlsx("表.xlsx", data)
    assert [shown(document)[name] for name in ("B2", "B3", "B4")] == ["1", "#DIV/0!", ""]
    assert len(notes_of(document)) == 1
    assert "B3" in notes_of(document)[0]
    assert "错误值" in notes_of(document)[0]


def test_sheets_in_order_hidden_ones_said_empty_ones_left_out() -> None:
    workbook = sheet_with(["甲", 1], ["乙", 2])
    workbook.active.title = "第一张"
    workbook.create_sheet("空表")
    last = workbook.create_sheet("底稿")
    last.append(["丙", 3])
    last.append(["丁", 4])
    last.sheet_state = "hidden"
    document = read(workbook)
    assert document.sections == ("第一张", "底稿")
    assert shown(document, 1) == {"A1": "丙", "B1": "3", "A2": "丁", "B2": "4"}
    assert notes_of(document) == ("工作表“底稿”是隐藏的，已一并读取",)


def test_an_empty_row_and_a_title_begin_a_new_table() -> None:
    document = read(
        sheet_with(["项目", "金额"], ["甲", 1], [], ["乙", 2], [], ["二、资产情况"], ["名称", "数量"], ["车", 3])
    )
    assert shown(document, 0) == {"A1": "项目", "B1": "金额", "A2": "甲", "B2": "1", "A4": "乙", "B4": "2"}
    assert shown(document, 1) == {"A7": "名称", "B7": "数量", "A8": "车", "B8": "3"}
    assert "二、资产情况" in paragraphs(document)


def test_a_field_that_was_left_blank_stays_in_its_form() -> None:
    workbook = sheet_with(
        ["附件1"],
        ["项目支出绩效自评表"],
        ["项目名称"],
        ["主管部门", "某局", "实施单位", "某中心"],
        ["预算数", 10, "执行数", 9],
        ["说明"],
        ["填表人：　　　联系电话："],
    )
    for merged in ("A2:D2", "B3:D3", "B6:D6", "A7:D7"):
        workbook.active.merge_cells(merged)
    document = read(workbook)
    assert paragraphs(document) == ["Sheet", "附件1", "项目支出绩效自评表", "填表人：　　　联系电话："]
    assert shown(document)["A3"] == "项目名称"
    assert shown(document)["B3"] == ""
    assert shown(document)["A6"] == "说明"


def test_a_line_with_the_unit_may_hold_blank_merged_cells() -> None:
    workbook = sheet_with(["编制单位：某局", None, None, "单位：万元"], ["项目", "预算", "决算", "差"], ["甲", 3, 2, 1])
    workbook.active.merge_cells("B1:C1")
    assert paragraphs(read(workbook)) == ["Sheet", "编制单位：某局", "单位：万元"]


def test_text_in_one_column_is_paragraphs() -> None:
    document = read(sheet_with(["一、基本情况"], ["本单位有在职人员12人。"], [], ["二、支出情况"]))
    assert [b.kind for b in document.blocks].count("cell") == 0
    assert len(document.blocks) == 1 + 3


def test_rich_text_escapes_and_line_ends() -> None:
    workbook = sheet_with(["甲", "第一行\n第二行"])
    workbook.active["A2"] = CellRichText("前", TextBlock(InlineFont(b=True), "粗"), "后")
    workbook.active["B2"] = "ESCAPED"
    data = rewritten(packed(workbook), lambda name, content: content.replace(b"ESCAPED", b"x_x000D_\ny"))
    found = shown(read_xlsx("表.xlsx", data))
    assert found["B1"] == "第一行\n第二行"
    assert found["A2"] == "前粗后"
    assert found["B2"] == "x\ny"


def test_shared_strings() -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        new.writestr(
            "xl/workbook.xml",
            f'<workbook {space} xmlns:r="{relation}"><sheets><sheet name="表" r:id="a"/></sheets></workbook>',
        )
        new.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">'
            f'<Relationship Id="a" Type="{relation}/worksheet" Target="worksheets/s.xml"/>'
            f'<Relationship Id="b" Type="{relation}/sharedStrings" Target="/xl/strings.xml"/></Relationships>',
        )
        new.writestr(
            "xl/strings.xml",
            f"<sst {space}><si><t>项目</t></si><si><r><t>金</t></r><r><t>额</t></r><rPh><t>je</t></rPh></si></sst>",
        )
        new.writestr(
            "xl/worksheets/s.xml",
            f'<worksheet {space}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
            '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>2.5</v></c></row>'
            '<row r="3"><c r="A3" t="s"><v>9</v></c><c r="B3" t="x"><v>3</v></c></row></sheetData></worksheet>',
        )
    document = read_xlsx("a", buffer.getvalue())
    assert shown(document) == {"A1": "项目", "B1": "金额", "A2": "项目", "B2": "2.5", "A3": "", "B3": "3"}


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing() -> None:
    workbook = sheet_with(["项目", "金额"], ["甲", 1])
    workbook.active["XFD1048576"] = 5
    document = read(workbook)
    assert shown(document)["XFD1048576"] == "5"
    assert len(document.blocks) == 1 + 3 * 3


def test_cells_without_addresses_follow_one_another() -> None:
    data = rewritten(
        packed(sheet_with(["甲", 1], ["乙", 2])),
        lambda name, content: content.replace(b' r="A1"', b"").replace(b' r="B1"', b"").replace(b'<row r="2"', b"<row")
        .replace(b' r="A2"', b"").replace(b' r="B2"', b""),
    )  # fmt: skip
    assert shown(read_xlsx("表.xlsx", data)) == {"A1": "甲", "B1": "1", "A2": "乙", "B2": "2"}


def test_strict_workbooks_read_the_same() -> None:
    data = packed(sheet_with(["甲", 1.5], ["乙", 2]))
    strict = rewritten(
        data,
        lambda name, content: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    assert strict != data
    assert read_xlsx("a", strict).blocks == read_xlsx("a", data).blocks


def test_values_and_merges_are_those_that_calamine_reads() -> None:
    workbook = openpyxl.Workbook()
    for row in range(1, 30):
        for col in range(1, 9):
            if (row * col) % 5:
                workbook.active.cell(row, col, f"格{row * col}" if col % 2 else row * col / 8)
    for merged in ("A1:B2", "D6:D9", "C12:E12"):
        workbook.active.merge_cells(merged)
    data = packed(workbook)
    document = read_xlsx("a", data)
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    expected = {
        address(i, j): f"{value:g}" if isinstance(value, float) else str(value)
        for i, values in enumerate(sheet.to_python(skip_empty_area=False))
        for j, value in enumerate(values)
        if value != ""
    }
    assert {name: text for name, text in shown(document).items() if text} == expected
    spans = {
        ((b.row, b.col), (b.row + b.rowspan - 1, b.col + b.colspan - 1))
        for b in document.blocks
        if b.rowspan > 1 or b.colspan > 1
    }
    assert spans <= set(sheet.merged_cell_ranges or [])
    assert len(spans) == 3


@given(st.integers(0, (1 << 20) - 1), st.integers(0, (1 << 14) - 1))
def test_addresses_and_positions_are_inverse(row: int, col: int) -> None:
    assert position(address(row, col)) == (row, col)


@pytest.mark.parametrize("name", ["", "A0", "AAAA1", "XFE1", "A1048577", "1A", "A"])
def test_names_that_no_cell_has(name: str) -> None:
    assert position(name) is None


def test_text_boxes_stand_behind_the_cells_of_their_sheet() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        first, second = workbook.add_worksheet("一"), workbook.add_worksheet("二")
        first.write(0, 0, "支出")
        first.insert_textbox(4, 2, "说明：支出100万元\n不含上年结转")
        second.insert_textbox(0, 0, "只有文字")
    document = read_xlsx("a.xlsx", buffer.getvalue(), Options(origins=True))
    assert document.text == "一\n支出\n说明：支出100万元\n不含上年结转\n二\n只有文字\n"
    assert {block.kind for block in document.blocks[2:4]} == {"paragraph"}
    assert all(origin.end <= document.text.index("说明") for origin in document.origins)


def test_embedded_objects_are_said() -> None:
    buffer = BytesIO(packed(sheet_with(["支出", "12"])))
    with ZipFile(buffer, "a") as package:
        package.writestr("xl/embeddings/oleObject1.bin", b"")
    assert [note.key for note in read_xlsx("a.xlsx", buffer.getvalue()).notes] == ["embedded"]
