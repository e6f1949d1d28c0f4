"""Tables of Word documents: changed, hidden, repeated, cut by pages, and the unit of their figures."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from audit_cli.extract import extract
from audit_cli.extract.terms import load_terms
from audit_cli.model import Document
from tests.notes import notes_of
from tests.parity import facts, relations
from tests.test_read_docx import body, cell, paragraph, plain, read, row, run, table, texts

HEADER = row(cell(plain("项目")), cell(plain("年初预算")), cell(plain("决算数")))
PAGE_END = paragraph('<w:r><w:br w:type="page"/></w:r>')


def grid(*rows: str, columns: int = 3) -> str:
    """Return a table that says how many columns it has, as programs write it."""
    return table("<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * columns + "</w:tblGrid>", *rows)


def line(*cells: str, properties: str = "") -> str:
    return row(*[cell(plain(text)) for text in cells], properties=properties)


def places(document: Document) -> list[tuple[int | None, int, str]]:
    return [(b.table, b.row, document.text_of(b)) for b in document.blocks if b.col == 0]


# tracked and hidden


def test_rows_and_cells_that_were_deleted_or_inserted() -> None:
    deleted, inserted = '<w:cellDel w:id="1" w:author="a"/>', '<w:cellIns w:id="2" w:author="a"/>'
    document = read(body(table(row(cell(plain("甲")), cell(plain("旧"), deleted), cell(plain("新"), inserted)))))
    assert texts(document) == ["甲", "新"]
    assert document.blocks[1].col == 1
    assert any("含修订" in note for note in notes_of(document))
    for mark in ("ins", "del"):
        changed = table(line("甲"), line("乙", properties=f'<w:{mark} w:id="1" w:author="a"/>'))
        assert any("含修订" in note for note in notes_of(read(body(changed))))


def test_hidden_rows_are_left_out_and_said() -> None:
    document = read(body(table(line("甲"), line("藏", properties="<w:hidden/>"), line("乙"))))
    assert places(document) == [(0, 0, "甲"), (0, 1, "乙")]
    assert any("隐藏" in note for note in notes_of(document))
    assert notes_of(read(body(table(line("甲"), line("乙", properties='<w:hidden w:val="0"/>'))))) == ()


# a table broken across pages


@pytest.mark.parametrize("between", ["", PAGE_END, paragraph("", "<w:sectPr/>")])
def test_a_table_goes_on_in_the_next_one(between: str) -> None:
    first = grid(HEADER, line("基本支出", "60.00", "60.00"))
    for second in (grid(line("项目支出", "40.00", "38.00")), grid(HEADER, line("项目支出", "40.00", "38.00"))):
        document = read(body(first, between, second))
        assert {b.table for b in document.blocks} == {0}
        assert [b.row for b in document.blocks if b.col == 1] == list(range(len(document.blocks) // 3))


def test_a_table_goes_on_below_an_empty_line() -> None:
    first = grid(HEADER, line("基本支出", "60.00", "60.00"))
    rest = line("项目支出", "40.00", "38.00")
    assert {b.table for b in read(body(first, "<w:p/>", grid(rest))).blocks if b.kind == "cell"} == {0}
    ended = grid(HEADER, line("合计", "60.00", "60.00"))
    assert {b.table for b in read(body(ended, "<w:p/>", grid(rest))).blocks if b.kind == "cell"} == {0, 1}
    other = grid(line("项目支出", "四十万", "38.00"))
    assert {b.table for b in read(body(first, "<w:p/>", other)).blocks if b.kind == "cell"} == {0, 1}


@pytest.mark.parametrize(
    ("between", "second"),
    [
        (plain("表二"), grid(HEADER, line("项目支出", "40.00", "38.00"))),
        ("<w:p/>", grid(HEADER, line("项目支出", "40.00", "38.00"))),
        (PAGE_END + plain("单位：元"), grid(line("项目支出", "40.00", "38.00"))),
        ("", grid(line("科目", "年初预算", "决算数"), line("项目支出", "40.00", "38.00"))),
        ("", grid(line("项目支出", "40.00"), columns=2)),
        ("", table(HEADER, line("项目支出", "40.00", "38.00"))),
        ("", grid(line("项目名称", "道路养护", "完成"), line("项目支出", "40.00", "38.00"))),
    ],
)
def test_a_table_of_its_own_stays_one(between: str, second: str) -> None:
    document = read(body(grid(HEADER, line("基本支出", "60.00", "60.00")), between, second))
    assert {b.table for b in document.blocks} - {None} == {0, 1}


def said(document: Document) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    from audit_cli.pipeline import audit_documents
    from audit_cli.rulebook import rulebook

    report = audit_documents([document], rulebook())[0]
    return relations(report), facts(report)


def test_a_broken_table_says_what_the_whole_one_says() -> None:
    rows = [line("基本支出", "60.00", "60.00"), line("项目支出", "40.00", "38.00"), line("合计", "100.00", "98.00")]
    title = plain("2022年部门支出决算表（单位：万元）")
    whole = said(read(body(title, grid(HEADER, *rows))))
    assert sum(whole[0].values()) > 1
    assert sum(whole[1].values()) == 6
    for second in (grid(*rows[1:]), grid(HEADER, *rows[1:])):
        assert said(read(body(title, grid(HEADER, rows[0]), PAGE_END, second))) == whole
    # the producer of one table repeated its header row as a real one
    assert said(read(body(title, grid(HEADER, rows[0], HEADER, *rows[1:])))) == whole


def test_a_table_within_a_cell_does_not_end_the_table_around_it() -> None:
    inner = table(line("内", "1"))
    rows = [
        line("基本支出", "60.00", "60.00"),
        row(cell(plain("项目支出") + inner), *[cell(plain(t)) for t in ("40.00", "38.00")]),
    ]
    document = read(body(plain("单位：万元"), grid(HEADER, *rows, line("合计", "100.00", "98.00"))))
    sums = [key for key in said(document)[0] if key[0] == "AR101"]
    assert {key[3] for key in sums} == {"100.00", "98.00"}
    assert all(key[1] == "pass" for key in sums)


# units


def amounts(*xml: str) -> set[tuple[Decimal, str]]:
    """Return value and unit of the figures of a table."""
    document = read(body(*xml))
    figures = extract(document, load_terms()).figures
    return {(f.value, f.unit) for f in figures if document.blocks[f.block].table is not None}


_ROWS = (line("基本支出", "60.00", "60.00"), line("项目支出", "40.00", "38.00"))


def test_the_unit_of_a_table_from_around_it() -> None:
    wanted = {(Decimal(value), "元") for value in (600_000, 400_000, 380_000)}
    caption = row(cell(plain("支出决算表（单位：万元）"), '<w:gridSpan w:val="3"/>'))
    above = row(cell(plain("编制单位：某局"), '<w:gridSpan w:val="2"/>'), cell(plain("金额单位：万元")))
    corner = line("项目（万元）", "年初预算", "决算数")
    box = f"<w:r><w:pict><w:txbxContent>{plain('单位：万元')}</w:txbxContent></w:pict></w:r>"
    for xml in (
        (plain("单位：万元"), grid(HEADER, *_ROWS)),
        (paragraph(run("金额单位：人民币万元"), '<w:jc w:val="right"/>'), grid(HEADER, *_ROWS)),
        (plain("表一　支出决算表（单位：万元）"), grid(HEADER, *_ROWS)),
        (paragraph(run("支出决算表") + box), grid(HEADER, *_ROWS)),
        (plain("支出决算表"), "<w:p/>", plain("单位：万元"), "<w:p/>", grid(HEADER, *_ROWS)),
        (grid(caption, HEADER, *_ROWS),),
        (grid(above, HEADER, *_ROWS),),
        (grid(corner, *_ROWS),),
        (grid(line("项目", "年初预算（万元）", "决算数（万元）"), *_ROWS),),
    ):
        assert amounts(*xml) == wanted, xml
