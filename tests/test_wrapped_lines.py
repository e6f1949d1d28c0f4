"""Paragraphs broken at a page width come back as one, with the figures they had; other texts stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from audit_cli.extract import extract
from audit_cli.extract.ledger import figures_of
from audit_cli.extract.terms import load_terms
from audit_cli.model import Document, Figure
from audit_cli.readers.text.txt import read_txt
from benchmarks.generator.wrapping import Page, Wrapped, wrapped

FIXTURES = sorted(Path(__file__).parent.parent.glob("fixtures/*/*.txt"))
PAGES = {
    "38 characters": Page(76),
    "45 characters": Page(90),
    "indented": Page(76, "　　"),
    "indented by spaces": Page(80, "    ", whole_numerals=True),
    "empty lines between": Page(76, double=True),
    "empty lines between, indented": Page(76, "　　", double=True, whole_numerals=True),
    "whole numerals": Page(70, whole_numerals=True),
    "narrow numerals": Page(56, whole_numerals=True, narrow=True),
}


def read(text: str) -> Document:
    return read_txt("a.txt", text.encode())


def paragraphs(text: str) -> list[str]:
    """Return the texts of the blocks that are no cells, each in one line."""
    document = read(text)
    return ["".join(document.text_of(b).split()) for b in document.blocks if b.kind != "cell"]


def printed(figures: tuple[Figure, ...]) -> list[tuple[object, ...]]:
    return [(f.type, f.value, f.unit, f.qualifier, f.quantum) for f in figures]


def pages() -> Iterator[object]:
    for name, page in PAGES.items():
        for path in FIXTURES:
            yield pytest.param(path, page, id=f"{path.parent.name}/{path.stem}, {name}")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_text_with_one_line_a_paragraph_stays_as_it_is(path: Path) -> None:
    document = read_txt(path.name, path.read_bytes())
    assert all("\n" not in document.text_of(b) for b in document.blocks if b.kind != "cell")


@pytest.mark.parametrize(("path", "page"), list(pages()))
def test_wrapped_paragraphs_come_back_with_their_figures(path: Path, page: Page) -> None:
    before = read(path.read_text(encoding="utf-8"))
    page_text = wrapped(before.text, page)
    after = read(page_text.text)
    whole = {(b.start, b.end) for b in after.blocks}
    places = [_moved(page_text, b.start, b.end) for b in before.blocks if b.kind != "cell"]
    # where nothing but the width shows where paragraphs end, a full line that ends a sentence ends one too
    lost = [place for place in places if _is_broken(after.text[slice(*place)]) and place not in whole]
    assert len(lost) <= 1 + len(places) // 50, [after.text[slice(*place)] for place in lost]
    joined = [b for b in after.blocks if b.kind != "cell" and "\n" in after.text_of(b)]
    extra = [b for b in joined if any(b.start < start < b.end for start, _ in places)]
    assert len(extra) <= 1, [after.text_of(b) for b in extra]
    ledger = figures_of(after)
    assert all(after.text[f.start : f.end] == f.text for f in ledger)
    assert all(after.blocks[f.block].start <= f.start < f.end <= after.blocks[f.block].end for f in ledger)
    if len(after.blocks) == len(before.blocks):
        assert printed(ledger) == printed(figures_of(before))


def _is_broken(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) > 1 and not any(line.endswith("。") for line in lines[:-1])


def _moved(page: Wrapped, start: int, end: int) -> tuple[int, int]:
    return page.place(start), page.place(end - 1) + 1


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_wrapped_report_asserts_what_it_asserted(path: Path) -> None:
    terms = load_terms()
    before = read(path.read_text(encoding="utf-8"))
    page_text = wrapped(before.text, PAGES["indented"])
    after = read(page_text.text)
    if len(after.blocks) != len(before.blocks):
        pytest.skip("a paragraph was not put together")

    def told(document: Document, page: Wrapped | None) -> list[tuple[object, ...]]:
        return [
            (c.kind, c.form, [(t.role, t.label, f"{t.figure.value}", _moved(page, t.figure.start, t.figure.end))
             if page else (t.role, t.label, f"{t.figure.value}", (t.figure.start, t.figure.end)) for t in c.terms])
            for c in extract(document, terms).claims
        ]  # fmt: skip

    assert told(after, None) == told(before, page_text)


LINES = (
    "　　2022年度收入总计1,234.56万元，支出总计1,234.56万元。与2021年度相比，收\n"
    "支总计各增加123.45万元，增长11.11%。主要原因是项目增加，其中水库除险加固项\n"
    "目增加的资金较多，同时人员经费也有所增加。\n"
)


def test_lines_of_one_paragraph_are_one_block() -> None:
    assert len(paragraphs(LINES * 2)) == 2


@pytest.mark.parametrize(
    ("first", "second", "value", "unit"),
    [
        ("项目支出500.00", "万元，占41.67%。", "5000000", "元"),
        ("项目支", "出500.00万元。", "5000000", "元"),
        ("完成预算的", "92.5%。", "92.5", "%"),
        ("项目支出1,234.", "56万元。", "12345600", "元"),
        ("项目支出1,23", "4.56万元。", "12345600", "元"),
        ("项目支出1,234", ".56万元。", "12345600", "元"),
        ("项目支出3", ".5万元。", "35000", "元"),
        ("项目支出5万", "元。", "50000", "元"),
    ],
)
def test_a_numeral_goes_over_the_end_of_a_line(first: str, second: str, value: str, unit: str) -> None:
    filler = "水库除险加固和农村饮水安全巩固提升以及其他工作按照年初计划有序推进并且已经全面完成"
    room = 76 - sum(1 if c < "\u0100" else 2 for c in first)
    document = read(LINES * 2 + f"　　{filler[: room // 2 - 2]}{first}\n{second}\n")
    figure = next(f for f in figures_of(document) if f.start > len(LINES) * 2 and f.type in ("money", "rate"))
    assert (str(figure.value), figure.unit) == (value, unit)
    assert document.text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("first", "second", "kind"), [("截至2022", "年度", "date"), ("截至2022年", "12月31日", "date")]
)
def test_a_date_goes_over_the_end_of_a_line(first: str, second: str, kind: str) -> None:
    filler = "水库除险加固和农村饮水安全巩固提升以及其他工作按照年初计划有序推进并且已经全面完成"
    room = 76 - sum(1 if c < "\u0100" else 2 for c in first)
    document = read(LINES * 2 + f"　　{filler[: room // 2 - 2]}{first}\n{second}末，全部完成。\n")
    found = [f for f in figures_of(document) if f.start > len(LINES) * 2]
    assert [(f.type, "".join(f.text.split())) for f in found] == [(kind, first[2:] + second)]


@pytest.mark.parametrize("start", ["2022年", "3.5万元", "1、2号楼"])
def test_a_line_that_begins_with_a_numeral_is_no_item_of_a_list(start: str) -> None:
    filler = "水库除险加固和农村饮水安全巩固提升以及其他工作按照年初计划有序推进并且已"
    document = read(LINES * 2 + f"　　{filler[:36]}\n{start}全部完成。\n")
    assert len(document.blocks) == 3
    assert not any(f.type == "label" for f in figures_of(document))


@pytest.mark.parametrize(
    "between", ["\n- 3 -\n\n", "第 3 页 共 10 页\n", "\f", "\n                 3\n\f", "\n— 12 —\n某县水利局部门决算\n"]
)
def test_a_page_ends_within_a_paragraph(between: str) -> None:
    lines = LINES.splitlines(keepends=True)
    header = "某县水利局部门决算\n"
    text = header + LINES + header + LINES + header + LINES + header + lines[0] + between + lines[1] + lines[2]
    document = read(text)
    last = document.blocks[-1]
    assert document.text_of(last).startswith("2022年度收入总计")
    assert document.text_of(last).endswith("有所增加。")
    values = [f.text for f in figures_of(document) if f.start >= last.start]
    assert values == ["2022年度", "1,234.56万元", "1,234.56万元", "2021年度", "123.45万元", "11.11%"]


@pytest.mark.parametrize(
    "text",
    [
        # items of a list, each in its line
        "（一）贯彻执行国家和省市有关水利工作的法律法规以及方针政策，拟订水利规划；\n（二）统一管理水资源；\n",
        # an indented paragraph behind a full line
        "　　贯彻执行国家和省市有关水利工作的法律法规以及方针政策，拟订水利规划\n　　负责全县水资源。\n",
        # a heading of full length
        "一、贯彻执行国家和省市有关水利工作的法律法规以及方针政策，拟订水利规划\n　　负责全县水资源。\n",
    ],
)  # fmt: skip
def test_a_new_paragraph_is_not_joined(text: str) -> None:
    assert len(paragraphs(LINES * 2 + text)) == 4


NARROW = (
    "3.“住房保障支出（类）住房改革支出（款）住房公\n"
    "积金（项）”434.93 万元，主要用于：按照国家政策规定单\n"
    "位缴纳在职职工的住房公积金。年初预算为 450.84 万元，支\n"
    "出决算为 434.93 万元，完成年初预算的 96.47%。决算数小于预\n"
    "算数的主要原因：公积金基数的调整。\n"
    "“卫生健康支出（类）计划生育事务（款）计划生育服务（项）”\n"
    "1,715.05 万元，主要用于：工资福利、办公费、公用事业费、\n"
    "租赁费、物业管理费、维修费、劳务费、工会经费、其他交通费\n"
    "用等。年初预算为 1,676.41 万元，支出决算为 1,715.05 万元，\n"
    "完成年初预算的 102.30%。决算数大于预算数的主要原因：人员\n"
    "经费追加。\n"
)


def test_lines_with_narrow_numerals_end_less_evenly() -> None:
    assert [p[:4] + p[-5:] for p in paragraphs(NARROW)] == ["3.“住数的调整。", "“卫生健经费追加。"]


def test_items_of_about_one_length_are_no_lines_of_a_page() -> None:
    items = ("新建乡镇综合文化站", "改造老旧小区供水管网", "支持农村公路养护和安全防护", "补助困难群众冬季取暖")
    lines = [f"{item}{'以及配套设施' * 4}等项目{k}个" for k, item in enumerate(items * 4, 11)]
    assert paragraphs("\n".join(lines)) == lines


def test_lines_of_different_lengths_are_paragraphs() -> None:
    lines = ["按照年初计划有序推进各项工作" * k for k in (3, 4, 6, 8, 3, 4, 12, 3, 4, 3, 20)]
    assert paragraphs("\n".join(lines)) == lines


def test_rows_of_numerals_are_never_put_together() -> None:
    lines = [f"{k}\t水库除险加固\t{k * 17}.30\t{k * 19}.00" for k in range(100, 140)]
    document = read(LINES * 2 + "\n".join(lines))
    assert sum(b.kind == "cell" for b in document.blocks) == 4 * len(lines)


@pytest.mark.parametrize(
    "line", ["1,234.56万元、" * 5, "（（（（" * 9, "一二三四五六" * 6, "1 " * 36, "12345,67890." * 6]
)
def test_the_time_grows_with_the_text(line: str) -> None:
    text = (LINES + line + "\n") * 600
    started = process_time()
    figures_of(read(text))
    assert process_time() - started < 20
