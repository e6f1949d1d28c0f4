"""Reading plain text: encodings, paragraphs, headings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit_cli.errors import Damaged, Encrypted, NotFound, ReadError, UnknownFormat
from audit_cli.model import Block
from audit_cli.readers import read, read_data
from audit_cli.readers.outline import with_sections
from audit_cli.readers.text.txt import read_txt
from fixtures.containers import zip_of
from fixtures.ole_files import compound
from tests.notes import notes_of


def headings(text: str) -> list[tuple[int, str]]:
    document = read_txt("a.txt", text.encode())
    return [(b.level, document.sections[b.section]) for b in document.blocks if b.kind == "heading"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    text = "一、部门概况\r\n本年支出12.30万元。\r\n"
    assert read_txt("a.txt", text.encode(encoding)).text == text


def test_a_broken_byte_is_replaced_and_told() -> None:
    document = read_txt("a.txt", "本年支出合计一百万元，比上年增加。".encode() * 3 + b"\xff")
    assert document.text.endswith("\ufffd")
    assert "1 处" in notes_of(document)[0]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"abc\x00def", b"\xff\xfa\x8a" * 99])
def test_binary_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged, match=r"a\.txt"):
        read_txt("a.txt", data)


def test_a_stray_control_character_is_left_out_and_told() -> None:
    sentence = "本年支出合计12.50万元，比上年增加。"
    document = read_txt("a.txt", (sentence * 100 + "\x04项目\x0712\x05").encode())
    assert document.text == sentence * 100 + "项目\t12"
    assert "3 个不可见字符" in notes_of(document)[0]


def test_an_empty_file_has_no_blocks() -> None:
    for data in (b"", b"\xef\xbb\xbf", b" \r\n\t\n"):
        assert read_txt("a.txt", data).blocks == ()


def test_paragraphs_are_lines_without_white_space() -> None:
    document = read_txt("a.txt", "　　第一行 \r\n\r\n\t第二行。\n".encode())
    assert [document.text_of(b) for b in document.blocks] == ["第一行", "第二行。"]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.doc", compound({"PowerPoint Document": b""}), UnknownFormat),
        ("a.docx", compound({"EncryptedPackage": b""}), Encrypted),
        ("a.docx", b"PK\x03\x04 cut off", Damaged),
        ("a.pdf", b"%PDF-1.7\n", Damaged),
    ],
)
def test_dispatch_is_by_content(tmp_path: Path, name: str, data: bytes, error: type[ReadError]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read(str(path))
    assert str(path) in caught.value.zh
    assert str(path) in caught.value.en


@pytest.mark.parametrize(
    ("name", "root", "told"),
    [
        ("a.xls", '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003 XML"),
        ("a.doc", '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "Word 2003 XML"),
        ("a.xml", '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "Word XML"),
    ],
)
def test_office_files_written_as_xml_are_called_by_their_name(name: str, root: str, told: str) -> None:
    with pytest.raises(UnknownFormat, match=rf"{name}：是 {told}，.*另存为") as caught:
        read_data(name, f'\ufeff<?xml version="1.0"?>\r\n{root}'.encode())
    assert f"{name}: {told}" in caught.value.en
    # a page that Excel saved names the same namespace
    page = (
        f'<?xml version="1.0"?><html xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><p>支出{name}</p></html>'
    )
    assert read_data("a.xls", page.encode()).format == "html"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.rtf", b"{\\rtf1 x}", "RTF 文件，不能读取；请用 Word"),
        ("a.rar", b"Rar!\x1a\x07", "RAR 压缩包，不能读取；请解压"),
        ("a.xlsb", zip_of({"xl/workbook.bin": b""}), "xlsb（Excel 二进制工作簿），不能读取；请用 Excel"),
        ("a.pptx", zip_of({"ppt/presentation.xml": b""}), "PowerPoint 演示文稿，不能读取"),
    ],
)
def test_files_of_other_kinds_are_called_by_their_name(name: str, data: bytes, told: str) -> None:
    with pytest.raises(UnknownFormat, match=re.escape(f"{name}：是 {told}")):
        read_data(name, data)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.txt"):
        read(str(tmp_path / "none.txt"))
    with pytest.raises(ReadError):
        read(str(tmp_path))


def test_labels_make_headings_of_short_lines() -> None:
    text = (
        "第一部分 概况\n一、基本情况\n（一）机构\n1.人员情况\n共10人。\n2、21年预算是按照职能编制的。\n（1）公用经费\n"
    )
    assert headings(text) == [
        (1, "第一部分 概况"), (1, "一、基本情况"), (2, "（一）机构"), (3, "1.人员情况"), (4, "（1）公用经费"),
    ]  # fmt: skip


def test_amounts_contents_and_sentences_are_no_headings() -> None:
    text = "1.5亿元已到位\n（1）财政拨款1404.38\n一、部门概况......3\n（十八）完成交办的其他任务。\n一是加强领导\n"
    assert headings(text) == []


def test_a_gap_in_the_numbers_shows_lost_labels() -> None:
    text = "某局自评报告\n部门基本情况\n本局有在职人员10人，退休人员5人。\n二、资金使用情况\n本年支出10万元。\n"
    assert headings(text) == [(1, "部门基本情况"), (1, "二、资金使用情况")]


def test_a_label_on_its_own_line_belongs_to_the_next() -> None:
    assert headings("1.\n职能职责\n\n负责全区工作。\n") == [(3, "1.职能职责")]


def test_automatic_labels_count() -> None:
    text = "部门概况\n本局负责全区工作。"
    blocks = (Block("paragraph", 0, 4, label="一、"), Block("paragraph", 5, 14))
    out, sections = with_sections(text, blocks)
    assert sections == ("一、部门概况",)
    assert [(b.kind, b.level, b.section) for b in out] == [("heading", 1, 0), ("paragraph", 0, 0)]
