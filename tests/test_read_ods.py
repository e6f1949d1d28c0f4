"""OpenDocument spreadsheets, written here: what the cells show is what is read, as from xlsx."""

from __future__ import annotations

import time

import pytest

from audit_cli.errors import Damaged, Encrypted, TooLarge
from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.workbook.cells import address
from fixtures.opendocument import cell, covered, odf, paragraph, row, table
from tests.blocks import in_order
from tests.notes import notes_of
from tests.outcomes import mutations, outcome

HIDDEN = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def sheet(name: str, *rows: str, style: str = "ta1") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def texts(*contents: str) -> str:
    return row(*[cell(paragraph(content) if content else "") for content in contents])


def value(attributes: str, shown: str | None = None) -> str:
    return f"<table:table-cell {attributes}>{'' if shown is None else paragraph(shown)}</table:table-cell>"


def read(body: str, automatic: str = "") -> Document:
    return in_order(read_data("表.ods", odf("spreadsheet", body, automatic)))


def shown(document: Document, number: int = 0) -> dict[str, str]:
    return {address(b.row, b.col): document.text_of(b) for b in document.blocks if b.table == number}


def test_a_table_with_the_lines_around_it() -> None:
    document = read(
        sheet(
            "表一",
            row(cell(paragraph("部门整体支出情况表"), columns=3), covered(2)),
            texts("编制单位：某局", "", "金额单位：万元"),
            texts("项目", "年初预算", "决算数"),
            texts("基本支出", "100.5", "98"),
            texts("注：本表不含基金。"),
            row(cell("", repeated=16384), repeated=1_048_571),
        )
    )
    assert document.format == "ods"
    assert document.text == (
        "表一\n部门整体支出情况表\n编制单位：某局\n金额单位：万元\n项目\t年初预算\t决算数\n"
        "基本支出\t100.5\t98\n注：本表不含基金。\n"
    )
    assert document.sections[0] == "表一"
    assert notes_of(document) == ()


def test_what_is_shown_goes_before_the_value() -> None:
    fields = [
        (value('office:value-type="percentage" office:value="0.9897"', "98.97%"), "98.97%"),
        (value('office:value-type="float" office:value="1234.5"', "￥1,234.50"), "￥1,234.50"),
        (value('office:value-type="percentage" office:value="0.9897"'), "98.97%"),
        (value('office:value-type="float" office:value="1234.5"'), "1234.5"),
        (value('office:value-type="float" office:value="x"'), "x"),
        (value('office:value-type="date" office:date-value="2022-03-05"', "2022年3月5日"), "2022年3月5日"),
        (value('office:value-type="date" office:date-value="2022-03-05"'), "2022-03-05"),
        (value('office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (value('office:value-type="string" office:string-value="文字"'), "文字"),
        (cell(paragraph("甲<text:tab/>乙") + paragraph("丙")), "甲 乙\n丙"),
        (cell("<office:annotation><text:p>批注</text:p></office:annotation>" + paragraph("数")), "数"),
    ]
    document = read(sheet("表", *[row(cell(paragraph("项")), content) for content, _ in fields]))
    found = shown(document)
    assert [found[f"B{i}"] for i in range(1, len(fields) + 1)] == [text for _, text in fields]


def test_merged_and_repeated_cells() -> None:
    document = read(
        sheet(
            "表",
            row(cell(paragraph("项目")), cell(paragraph("头"), columns=2), covered()),
            row(cell(paragraph("竖"), rows=2), cell(paragraph("同"), repeated=2), cell("", repeated=16381)),
            row(covered(), cell(paragraph("a")), cell(paragraph("b"))),
            f"<table:table-row-group>{row(cell(paragraph('又'), repeated=3), repeated=2)}</table:table-row-group>",
        )
    )
    spans = {address(b.row, b.col): (b.rowspan, b.colspan) for b in document.blocks if b.kind == "cell"}
    assert (spans["B1"], spans["A2"]) == ((1, 2), (2, 1))
    assert "C1" not in spans
    assert "A3" not in spans
    cells = shown(document)
    assert (cells["B2"], cells["C2"], cells["C3"], cells["A5"], cells["C5"]) == ("同", "同", "b", "又", "又")


def test_hidden_sheets_and_copies_of_others() -> None:
    document = read(
        sheet("表", texts("项目", "1"))
        + sheet("底稿", texts("数", "2"), style="ta2")
        + sheet("空的", style="ta2")
        + sheet("'file:///tmp/别的.ods'#$表", texts("别", "3")),
        HIDDEN,
    )
    assert document.text == "表\n项目\t1\n底稿\n数\t2\n"
    assert notes_of(document) == ("工作表“底稿”是隐藏的，已一并读取",)


def test_formulas_that_no_program_worked_out_and_errors_are_said() -> None:
    document = read(
        sheet(
            "表",
            texts("项目", "数"),
            row(cell(paragraph("甲")), value('table:formula="of:=SUM([.B3])"')),
            row(cell(paragraph("乙")), value('table:formula="of:=IF(1;&quot;&quot;)"', "")),
            row(cell(paragraph("丙")), value('table:formula="of:=1/0" calcext:value-type="error"', "#DIV/0!")),
            row(cell(paragraph("丁")), value('table:formula="of:=X"', "Err:508")),
        )
    )
    assert [shown(document)[name] for name in ("B2", "B3", "B4", "B5")] == ["", "", "#DIV/0!", "Err:508"]
    assert len(notes_of(document)) == 2
    assert "的 B2 有公式但没有计算结果" in notes_of(document)[0]
    assert "的 B4、B5 显示为错误值" in notes_of(document)[1]


def test_tables_in_cells_and_changes_are_no_sheets() -> None:
    inner = table(texts("内", "内"))
    changed = f"<table:cell-content-change>{cell(paragraph('旧'))}</table:cell-content-change>"
    changes = f"<table:tracked-changes>{changed}</table:tracked-changes>"
    document = read(changes + sheet("表", row(cell(paragraph("外") + inner), cell(paragraph("右")))))
    assert document.text == "表\n外\t右\n"


def test_a_sheet_that_repeats_for_ever_takes_no_time() -> None:
    begun = time.process_time()
    for cells in (
        row(cell(paragraph("x"), repeated=16384), repeated=1_048_576),
        row(cell("", rows=2, columns=2, repeated=16384), repeated=1_048_576),
        row(value('table:formula="1" table:number-columns-repeated="9999"'), repeated=999_999),
    ):
        with pytest.raises(TooLarge, match="200000 个"):
            read(sheet("表", cells))
    far = read(sheet("表", row(repeated=1_048_575), row(cell("", repeated=16383), cell(paragraph("远")))))
    assert far.text == "表\n远\n"
    assert time.process_time() - begun < 2


def test_the_limit_is_an_option() -> None:
    data = odf("spreadsheet", sheet("表", row(cell(paragraph("x"), repeated=3), repeated=4)))
    assert read_data("a.ods", data, Options(Limits(cells=12))).blocks
    with pytest.raises(TooLarge):
        read_data("a.ods", data, Options(Limits(cells=11)))


def test_locked_and_damaged_files() -> None:
    body = sheet("表", texts("项目", "1"))
    with pytest.raises(Encrypted):
        read_data("a.ods", odf("spreadsheet", body, others={"META-INF/manifest.xml": "<m><encryption-data/></m>"}))
    for content in ("<a/>", "not xml", "<!DOCTYPE x><a/>"):
        with pytest.raises(Damaged):
            read_data("a.ods", odf("spreadsheet", body, others={"content.xml": content}))


def test_cut_off_and_changed_anywhere() -> None:
    rows = [row(cell(paragraph("甲")), cell(paragraph(str(i)), columns=2), covered()) for i in range(20)]
    data = odf("spreadsheet", sheet("表", *rows))
    assert {outcome("文件.ods", bad) for bad in mutations(data, 200, seed=11, kept=4)} >= {"Damaged", "Document"}
