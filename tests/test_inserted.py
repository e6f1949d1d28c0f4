"""Documents within a Word file: read where they stand, as far as the page shows them, within the limits of the file."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from fixtures.within import chunk, embedded, packed
from tests.blocks import in_order
from tests.notes import notes_of

_PAGE = "<html><body><h2>二、附表</h2><p>见下表。</p><table><tr><td>项目<td>金额<tr><td>甲<td>12</table></body></html>"


def holding(element_of: object, *arguments: object, after: str = "完。") -> bytes:
    """Return a file in which what *element_of* makes stands between two paragraphs."""
    word = docx.Document()
    word.add_paragraph("一、概况")
    assert callable(element_of)
    element = element_of(word, *arguments)
    word.add_paragraph(after)._p.addprevious(element)
    return packed(word)


def workbook(frame: str = "") -> bytes:
    """Return a workbook of two sheets whose second one is in front, with *frame* around what its picture shows."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("底稿").write(0, 0, "不在图中")
        front = book.add_worksheet("表")
        front.activate()
        for row, cells in enumerate([("单位：万元", ""), ("项目", "金额"), ("甲", 12.5), ("合计", 12.5), ("图外", 7)]):
            front.write_row(row, 0, cells)
    if not frame:
        return buffer.getvalue()
    return repacked(
        buffer.getvalue(), "xl/workbook.xml", b"</workbook>", f'<oleSize ref="{frame}"/></workbook>'.encode()
    )


def repacked(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(buffer, "w", ZIP_DEFLATED) as changed:
        for member in package.namelist():
            content = package.read(member)
            changed.writestr(member, content.replace(old, new) if member == name else content)
    return buffer.getvalue()


def read(data: bytes, options: Options | None = None) -> Document:
    return in_order(read_data("报告.docx", data, options))


def plain(*lines: str) -> bytes:
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    return packed(word)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.html", _PAGE.encode(), "二、附表\n见下表。\n项目\t金额\n甲\t12\n"),
        ("a.txt", "甲乡12万元。\n乙乡3万元。\n".encode(), "甲乡12万元。\n乙乡3万元。\n"),
        ("a.docx", plain("甲乡12万元。", "乙乡3万元。"), "甲乡12万元。\n乙乡3万元。\n"),
    ],
)
def test_a_document_brought_in_is_read_in_its_place(name: str, data: bytes, text: str) -> None:
    document = read(holding(chunk, name, data))
    assert document.text == f"一、概况\n{text}完。\n"
    assert notes_of(document) == ()


def test_tables_and_headings_of_what_is_brought_in_go_on_counting() -> None:
    word = docx.Document()
    for name in ("a.html", "b.html"):
        word.add_table(1, 2).cell(0, 0).text = "甲"
        word.element.body.insert(len(word.element.body) - 1, chunk(word, name, _PAGE.encode()))
    document = read(packed(word))
    assert [block.table for block in document.blocks if block.row == 0 and block.col == 0] == [
        0,
        None,
        None,
        1,
        2,
        None,
        None,
        3,
    ]
    assert document.sections == ("二、附表", "二、附表")


def test_what_cannot_be_brought_in_is_said() -> None:
    for name, data in (("a.rtf", b"{\\rtf1 x}"), ("a.xlsx", workbook()), ("a.docx", b"PK\x03\x04")):
        document = read(holding(chunk, name, data))
        assert document.text == "一、概况\n完。\n"
        assert [note.key for note in document.notes] == ["chunk"]


@pytest.mark.parametrize(("frame", "rest"), [("", "\n图外\t7"), ("A1:B4", "")])
def test_an_object_is_read_as_far_as_it_is_shown(frame: str, rest: str) -> None:
    document = read(holding(embedded, "a.xlsx", workbook(frame)))
    assert document.text == f"一、概况\n如下：\n单位：万元\n项目\t金额\n甲\t12.5\n合计\t12.5{rest}\n完。\n"
    assert [note.key for note in document.notes] == ["sheet"]


def test_an_object_in_a_cell_follows_it() -> None:
    word = docx.Document()
    table = word.add_table(1, 2)
    table.cell(0, 0)._tc.append(embedded(word, "a.xlsx", workbook("A2:B4")))
    table.cell(0, 1).text = "右"
    document = read(packed(word))
    assert document.text == "\n如下：\n项目\t金额\n甲\t12.5\n合计\t12.5\n右\n".removeprefix("\n")
    assert [(b.table, b.row, b.col) for b in document.blocks][-1] == (0, 0, 1)


def test_an_attachment_shown_as_an_icon_is_said() -> None:
    document = read(holding(embedded, "a.xlsx", workbook(), "Icon"))
    assert document.text == "一、概况\n如下：\n完。\n"
    assert [note.key for note in document.notes] == ["icon"]


def test_what_is_within_counts_towards_the_limits() -> None:
    deep = plain("最深处")
    for _ in range(4):
        deep = holding(chunk, "a.docx", deep)
    document = read(deep)
    assert document.text == 3 * "一、概况\n" + "一、概况\n" + 4 * "完。\n"
    assert [note.key for note in document.notes] == ["chunk"]
    bomb = holding(chunk, "a.txt", "甲".encode() * 400_000)
    assert [note.key for note in read(bomb, Options(Limits(total=1 << 20))).notes] == ["chunk"]


def test_a_part_is_brought_in_once() -> None:
    word = docx.Document()
    element = chunk(word, "a.txt", "甲乡12万元。".encode())
    again = parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{element.values()[0]}"/>')
    for one in (element, again):
        word.element.body.insert(0, one)
    document = read(packed(word))
    assert document.text == "甲乡12万元。\n"
    assert [note.key for note in document.notes] == ["chunk"]
