"""Tables separated by commas or tabs, as programs export them: cells in their places, lines around the table."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_cli.errors import Damaged, TooLarge
from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.workbook.cells import address
from audit_cli.readers.workbook.separated import read_csv
from tests.blocks import in_order
from tests.notes import notes_of


def read(text: str, name: str = "表.csv", encoding: str = "utf-8") -> Document:
    return in_order(read_csv(name, text.encode(encoding)))


def shown(document: Document) -> dict[str, str]:
    return {address(b.row, b.col): document.text_of(b) for b in document.blocks if b.kind == "cell"}


def test_a_table_with_the_lines_around_it() -> None:
    document = read(
        "部门整体支出情况表,,\r\n编制单位：某局,,金额单位：万元\r\n项目,年初预算,决算数\r\n"
        '基本支出,"1,100.50",98\r\n合计,"1,100.50",98\r\n,,\r\n注：本表不含基金。,,\r\n'
    )
    assert document.text == (
        "部门整体支出情况表\n编制单位：某局\n金额单位：万元\n项目\t年初预算\t决算数\n"
        "基本支出\t1,100.50\t98\n合计\t1,100.50\t98\n注：本表不含基金。\n"
    )
    assert document.format == "csv"
    assert shown(document)["B4"] == "1,100.50"
    assert notes_of(document) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲,乙\n1,2\n", "表.csv"),
        ("甲;乙\n1;2\n", "表.csv"),
        ("甲\t乙\n1\t2\n", "表.csv"),
        ("甲|乙\n1|2\n", "表.csv"),
        ("甲\t乙\n1\t2\n", "表.tsv"),
        ("sep=^\n甲^乙\n1^2\n", "表.csv"),
        ("甲,乙\r1,2\r", "表.csv"),
    ],
)
def test_separators(text: str, name: str) -> None:
    assert shown(read(text, name)) == {"A1": "甲", "B1": "乙", "A2": "1", "B2": "2"}


def test_the_separator_is_the_one_that_all_rows_have() -> None:
    rows = "项目;金额\n办公费,水费;1,5\n差旅费;2,5\n会议费;3\n"
    assert shown(read(rows))["B2"] == "1,5"
    assert read("甲,乙\n1,2\n", "表.tsv").blocks[0].kind == "paragraph"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert shown(read("项目,金额\n镕㐂费,12\n", encoding=encoding))["A2"] == "镕㐂费"


def test_cells_with_quotes_line_breaks_and_blanks() -> None:
    document = read('项目,金额\n"办公费\r\n（含水费）","12 "\n"称""甲""",\t13\n')
    assert shown(document) == {
        "A1": "项目", "B1": "金额", "A2": "办公费\n（含水费）", "B2": "12", "A3": '称"甲"', "B3": "13"
    }  # fmt: skip


def test_codes_that_were_kept_from_becoming_numbers() -> None:
    assert shown(read('编码,金额\n="0012",1\n"=""2080501""",2\n')) == {
        "A1": "编码", "B1": "金额", "A2": "0012", "B2": "1", "A3": "2080501", "B3": "2"
    }  # fmt: skip


def test_formulas_are_not_calculated_and_said() -> None:
    document = read("项目,金额\n甲,1\n合计,=SUM(B2:B2)\n")
    assert shown(document)["B3"] == "=SUM(B2:B2)"
    assert notes_of(document) == ("B3 等 1 个单元格是公式而不是结果，未计算，按原文读取",)


def test_no_table_at_all() -> None:
    document = read("只有一行。\n没有表格，只有文字。\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]
    assert read(",,\n,,\n").blocks == ()


def test_known_by_name_among_texts_and_by_content_under_the_name_of_a_workbook() -> None:
    assert read_data("表.csv", b"a,b\n1,2\n").format == "csv"
    assert read_data("表.TSV", b"a\tb\n1\t2\n").format == "csv"
    exported = read_data("表.xls", "项目\t金额\r\n甲\t1\r\n".encode("gbk"))
    assert exported.format == "csv"
    assert notes_of(exported) == ("扩展名是 .xls，内容却是 csv，已按内容读取",)
    with pytest.raises(Damaged):
        read_data("表.xls", "只是文字".encode())


def test_too_many_and_too_long_cells() -> None:
    with pytest.raises(TooLarge, match="单元格超过 10 个"):
        read_csv("a.csv", b"1,2\n" * 6, Options(Limits(cells=10)))
    with pytest.raises(TooLarge, match="引号"):
        read('项目,金额\n"' + "甲" * 200_000)
    with pytest.raises(Damaged):
        read_csv("a.csv", b"a,b\n\x00,1\n")


@pytest.mark.parametrize(
    "text", ['"' * 130_000, '",' * 100_000, "," * 1_000_000, "\n" * 1_000_000, "a" * 130_000, '=""' * 40_000]
)
def test_long_and_hostile_texts_take_no_time(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


def test_a_separator_within_quotes_separates_nothing() -> None:
    document = read('"项目","金额"\n";",";\n1"\n";",";\n2"\n')
    assert shown(document) == {"A1": "项目", "B1": "金额", "A2": ";", "B2": ";\n1", "A3": ";", "B3": ";\n2"}


_CELL = st.text(alphabet='甲乙12.,;"\n ', max_size=5).map(str.strip)


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(_CELL, min_size=n, max_size=n), min_size=1, max_size=5)))
def test_whatever_is_written_is_read_in_its_place(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(["项目甲", "金额乙", "年丙", "月丁"][: len(rows[0])])
    writer.writerows(rows)
    document = read(buffer.getvalue())
    expected = {address(i, j): text for i, row in enumerate(rows, 1) for j, text in enumerate(row) if text}
    found = {place: text for place, text in shown(document).items() if text}
    lines = [document.text_of(b) for b in document.blocks if b.kind != "cell"]
    assert all(found.get(place, text) == text for place, text in expected.items())
    assert {text for place, text in expected.items() if place not in found} <= set(lines)
