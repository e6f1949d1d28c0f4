"""Old Excel workbooks, written here: what the cells show is what is read, as from xlsx."""

from __future__ import annotations

import datetime
import time
from io import BytesIO
from typing import Any

import pytest
import xlwt
from olefile import OleFileIO

from audit_cli.errors import Damaged, Encrypted, TooLarge
from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.workbook import xls
from fixtures.ole_files import compound
from tests.blocks import shown
from tests.notes import notes_of
from tests.outcomes import mutations, outcome


def packed(book: xlwt.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def style(code: str) -> xlwt.XFStyle:
    made = xlwt.XFStyle()
    made.num_format_str = code
    return made


def book_with(*rows: list[Any], name: str = "表一") -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet(name)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is not None:
                sheet.write(i, j, value)
    return book


def read(book: xlwt.Workbook) -> Document:
    return read_data("表.xls", packed(book))


def test_a_table_with_the_lines_around_it() -> None:
    book = book_with(
        [],
        ["编制单位：某局", None, "金额单位：万元"],
        ["项目", "年初预算", "决算数"],
        ["基本支出", 100.5, 98],
        ["注：本表不含基金。"],
    )
    book.get_sheet(0).write_merge(0, 0, 0, 2, "部门整体支出情况表")
    document = read(book)
    assert document.format == "xls"
    assert document.text == (
        "表一\n部门整体支出情况表\n编制单位：某局\n金额单位：万元\n项目\t年初预算\t决算数\n"
        "基本支出\t100.5\t98\n注：本表不含基金。\n"
    )
    assert document.sections[0] == "表一"
    assert notes_of(document) == ()


def test_numbers_are_shown_under_their_formats() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    fields: list[tuple[object, str, str]] = [
        (0.9897, "0.00%", "98.97%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, '0.00"万元"', "1234.50万元"),
        (1234.5, '"￥"#,##0.00', "￥1,234.50"),
        (datetime.date(2022, 3, 5), 'yyyy"年"m"月"d"日"', "2022年3月5日"),
        (datetime.date(2022, 3, 5), "yyyy-mm-dd", "2022-03-05"),
        (0.1 + 0.2, "General", "0.3"),
        (98, "General", "98"),
        (123456789012, "General", "123456789012"),
        (True, "General", "TRUE"),
        ("文字", '@"元"', "文字元"),
        ("甲\t乙\r\n丙", "General", "甲 乙\n丙"),
    ]
    for i, (value, code, _) in enumerate(fields):
        sheet.write(i, 0, f"第{i}")
        sheet.write(i, 1, value, style(code))
    found = shown(read(book))
    assert [found[f"B{i + 1}"] for i in range(len(fields))] == [text for _, _, text in fields]


def test_dates_that_begin_in_1904() -> None:
    book = book_with(["项目", "日期"], ["甲", None])
    book.dates_1904 = True
    book.get_sheet(0).write(1, 1, 0.0, style("yyyy-mm-dd"))
    assert shown(read(book))["B2"] == "1904-01-01"


def test_merged_cells_both_ways() -> None:
    book = book_with(["项目", "一", "二"], [None, None, None, "丁"], [None, "甲", "乙", "丙"])
    book.get_sheet(0).write_merge(1, 2, 0, 0, "竖")
    book.get_sheet(0).write_merge(1, 1, 1, 2, "横")
    spans = {(b.row, b.col): (b.rowspan, b.colspan) for b in read(book).blocks if b.kind == "cell"}
    assert (spans[1, 0], spans[1, 1]) == ((2, 1), (1, 2))
    assert (2, 0) not in spans
    assert (1, 2) not in spans


def test_hidden_sheets_are_read_and_said() -> None:
    book = book_with(["项目", "1"])
    for visibility, name in ((1, "底稿"), (2, "深藏"), (1, "空的")):
        sheet = book.add_sheet(name)
        sheet.visibility = visibility
        if name != "空的":
            sheet.write(0, 0, "数")
    assert notes_of(read(book)) == ("工作表“底稿”是隐藏的，已一并读取", "工作表“深藏”是隐藏的，已一并读取")


def test_formulas_that_no_program_worked_out_are_said() -> None:
    book = book_with(["项目", "数"], ["甲", 1], ["合计", xlwt.Formula("SUM(B2:B2)")])
    document = read(book)
    assert shown(document)["B3"] == ""
    assert "B3 有公式但没有计算结果" in notes_of(document)[0]


def with_results(data: bytes, *results: tuple[bytes, int]) -> bytes:
    """Return the workbook with other results and flags for its formulas, in their order."""
    changed = bytearray(OleFileIO(BytesIO(data)).openstream("Workbook").read())
    at = 0
    waiting = list(results)
    while at + 4 <= len(changed):
        code, length = (
            int.from_bytes(changed[at : at + 2], "little"),
            int.from_bytes(changed[at + 2 : at + 4], "little"),
        )
        if code == 6 and waiting:
            result, flags = waiting.pop(0)
            changed[at + 10 : at + 20] = result + flags.to_bytes(2, "little")
        at += 4 + length
    assert not waiting
    return compound({"Workbook": bytes(changed)})


def test_a_formula_may_give_nothing_or_nought() -> None:
    data = packed(book_with(["项目", *[xlwt.Formula("1+1") for _ in range(4)]], ["甲", 1, 2, 3, 4]))
    two, nought, empty = b"\x00" * 7 + b"\x40", bytes(8), b"\x03\x00\x00\x00\x00\x00\xff\xff"
    # the last one asks for calculation on opening, as programs write that do not calculate
    document = read_data("a.xls", with_results(data, (two, 0), (nought, 0), (empty, 0), (nought, 2)))
    cells = shown(document)
    assert (cells["B1"], cells["C1"], cells["D1"], cells["E1"]) == ("2", "0", "", "")
    assert len(notes_of(document)) == 1
    assert "的 E1 有公式但没有计算结果" in notes_of(document)[0]


def test_error_values_are_said() -> None:
    book = book_with(["项目", "数"], ["甲", None])
    book.get_sheet(0).row(1).set_cell_error(1, "#REF!")
    document = read(book)
    assert shown(document)["B2"] == "#REF!"
    assert "B2 显示为错误值" in notes_of(document)[0]


def test_macros_and_embedded_objects_are_said() -> None:
    stream = OleFileIO(BytesIO(packed(book_with(["项目", 1])))).openstream("Workbook").read()
    document = read_data("a.xls", compound({"Workbook": stream, "_VBA_PROJECT_CUR": b"", "MBD00A1B2C3": b""}))
    assert notes_of(document) == ("含宏，未运行", "含嵌入对象，其中的内容未读取")


def test_records_without_their_cover() -> None:
    data = packed(book_with(["项目", 1]))
    stream = OleFileIO(BytesIO(data)).openstream("Workbook").read()
    assert read_data("a.xls", stream).text == read_data("a.et", data).text == "表一\n项目\t1\n"


def test_a_workbook_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = packed(book_with(["项目", 1]))
    stream = OleFileIO(BytesIO(plain)).openstream("Workbook").read()
    begin = 4 + int.from_bytes(stream[2:4], "little")
    locked = compound({"Workbook": stream[:begin] + b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04" + stream[begin:]})
    with pytest.raises(Encrypted, match="--password"):
        read_data("a.xls", locked)
    # nothing here can write a locked workbook: what opens it is only asked
    asked = []

    def opening(path: str, data: bytes, password: str) -> bytes:
        asked.append((path, data, password))
        return plain

    monkeypatch.setattr(xls, "unlocked", opening)
    assert read_data("a.xls", locked, Options(password="口令")).text == "表一\n项目\t1\n"
    assert asked == [("a.xls", locked, "口令")]


def test_one_cell_far_away_takes_no_time() -> None:
    book = book_with(["项目", 1])
    book.get_sheet(0).write(65535, 0, "远")
    book.get_sheet(0).write(65535, 255, 1)
    begun = time.process_time()
    assert shown(read(book))["IV65536"] == "1"
    assert time.process_time() - begun < 2


def test_too_many_cells_are_a_limit() -> None:
    data = packed(book_with(*[[1, 2, 3]] * 40))
    assert read_data("a.xls", data, Options(Limits(cells=120))).blocks
    with pytest.raises(TooLarge, match="超过 119 个"):
        read_data("a.xls", data, Options(Limits(cells=119)))


def test_what_is_no_workbook() -> None:
    for stream in (b"", b"x" * 5000, b"\x09\x08\x10\x00" + bytes(5000)):
        with pytest.raises(Damaged, match="另存为 xlsx"):
            read_data("a.xls", compound({"Workbook": stream}))


def test_cut_off_and_changed_anywhere() -> None:
    book = book_with(["项目", "年初预算", "决算数"], *[[f"第{i}项", i * 1.5, xlwt.Formula("1+1")] for i in range(30)])
    book.get_sheet(0).write_merge(40, 41, 0, 1, "竖")
    data = packed(book)
    assert {outcome("表.xls", bad) for bad in mutations(data, 100, seed=8, kept=8)} >= {"Document", "Damaged"}
    stream = OleFileIO(BytesIO(data)).openstream("Workbook").read()
    for bad in mutations(stream, 200, seed=9, kept=8):
        outcome("表.xls", bad)
