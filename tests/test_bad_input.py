"""Word and Excel files that are cut off, changed, locked or hostile: an error that says what to do, never a crash."""

from __future__ import annotations

import random
import warnings
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest

from audit_cli.errors import Damaged, Encrypted, ReadError, TooLarge, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers.limits import Limits
from audit_cli.readers.package import Source, open_package, read_part, read_xml, related_parts
from audit_cli.readers.word.docx import read_docx
from audit_cli.readers.workbook.xlsx import read_xlsx

Reader = Callable[[str, bytes], Document]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SOURCE = Source("a.docx", "Word")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file() -> bytes:
    word = docx.Document()
    word.add_heading("一、部门概况", 1)
    word.add_paragraph("决算数为123.45万元，其中基本支出100.00万元。", style="List Number")
    grid = word.add_table(3, 3)
    for i, cells in enumerate(grid.rows):
        for j, field in enumerate(cells.cells):
            field.text = f"{i}.{j}"
    grid.cell(0, 0).merge(grid.cell(1, 1))
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def excel_file() -> bytes:
    workbook = openpyxl.Workbook()
    for i in range(20):
        workbook.active.append([f"项目{i}", i * 1.5, "说明"])
        workbook.active.cell(i + 1, 2).number_format = "#,##0.00"
    workbook.active.merge_cells("A1:A2")
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


FILES: list[tuple[Reader, bytes]] = [(read_docx, word_file()), (read_xlsx, excel_file())]
_names = ["word", "excel"]
both = pytest.mark.parametrize(("reader", "data"), FILES, ids=_names)


def zipped(parts: dict[str, bytes | str], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def word_markup(content: str) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{content}</w:body></w:document>'


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def outcome(reader: Reader, data: bytes) -> str:
    """Return what came of reading; anything but a document or a ReadError fails the test."""
    try:
        return type(reader("文件", data)).__name__
    except ReadError as error:
        said = error
    assert said.zh.startswith("文件：")
    assert said.en.startswith("文件: ")
    return type(said).__name__


@both
def test_cut_off_anywhere(reader: Reader, data: bytes) -> None:
    places = random.Random(1).sample(range(len(data)), 150)
    for place in [0, 1, 4, 22, len(data) - 1, *places]:
        assert outcome(reader, data[:place]) != "Document"


@both
def test_one_bit_changed_anywhere(reader: Reader, data: bytes) -> None:
    chance = random.Random(2)
    for _ in range(300):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        outcome(reader, bytes(changed))


@both
def test_bytes_of_the_markup_changed(reader: Reader, data: bytes) -> None:
    """The package is sound, so that the change reaches the parser and what comes behind it."""
    chance = random.Random(3)
    parts = parts_of(data)
    names = [name for name in parts if name.endswith((".xml", ".rels")) and "theme" not in name]
    seen = set()
    for _ in range(300):
        name = chance.choice(names)
        changed = bytearray(parts[name])
        for _ in range(chance.randrange(1, 4)):
            changed[chance.randrange(len(changed))] = chance.choice(b'<>"/=&0919Az \x00\xff')
        seen.add(outcome(reader, zipped({**parts, name: bytes(changed)})))
    assert seen >= {"Document", "Damaged"}


@both
def test_numbers_of_the_markup_changed(reader: Reader, data: bytes) -> None:
    parts = parts_of(data)
    main = [name for name in parts if name in ("word/document.xml", "word/numbering.xml", "word/styles.xml")]
    main += [name for name in parts if name.startswith(("xl/worksheets/sheet", "xl/styles", "xl/workbook.xml"))]
    for name in main:
        for old in (b'"0"', b'"1"', b'"2"', b'"A1"', b"<v>0</v>", b"<v>1.5</v>"):
            for new in (b'"-1"', b'"99999999999999"', b'"x"', b'""', b"<v>1e999999999</v>", b"<v>NaN</v>", b"<v>x</v>"):
                if old[:1] == new[:1]:
                    outcome(reader, zipped({**parts, name: parts[name].replace(old, new)}))


@both
@pytest.mark.parametrize("missing", range(20))
def test_parts_missing(reader: Reader, data: bytes, missing: int) -> None:
    parts = parts_of(data)
    name = list(parts)[missing % len(parts)]
    outcome(reader, zipped({key: content for key, content in parts.items() if key != name}))


@both
def test_not_a_package(reader: Reader, data: bytes) -> None:
    for content in (b"", b"PK\x03\x04", b"plain text", b"\x00" * 1000, b"PK\x05\x06" + b"\x00" * 18):
        with pytest.raises(ReadError):
            reader("文件", content)


@both
def test_another_kind_of_package(reader: Reader, data: bytes) -> None:
    other = FILES[1][1] if reader is read_docx else FILES[0][1]
    with pytest.raises(ReadError):
        reader("文件", other)
    with pytest.raises(UnknownFormat):
        reader("文件", zipped({"readme.txt": "x"}))


@both
def test_locked_and_old_files(reader: Reader, data: bytes) -> None:
    locked = _OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
    with pytest.raises(Encrypted, match="去掉密码"):
        reader("文件", locked)
    with pytest.raises(UnknownFormat):
        reader("文件", _OLE + b"\x00" * 1000)


@both
def test_a_package_with_a_password(reader: Reader, data: bytes) -> None:
    flagged = bytearray(data)
    at = 0
    # the flag of encryption in each entry of the directory
    while (at := flagged.find(b"PK\x01\x02", at)) >= 0:
        flagged[at + 8] |= 1
        at += 4
    with pytest.raises(Encrypted):
        reader("文件", bytes(flagged))


@both
def test_document_types_are_refused(reader: Reader, data: bytes) -> None:
    parts = parts_of(data)
    name = "word/document.xml" if reader is read_docx else "xl/worksheets/sheet1.xml"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    root = parts[name].decode().split("?>", 1)[-1].lstrip()
    for encoding in ("utf-8", "utf-16"):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{laughs}{root}'.encode(encoding)
        with pytest.raises(Damaged):
            reader("文件", zipped({**parts, name: content}))


@pytest.mark.parametrize("depth", [100, 250, 2000, 100_000])
def test_elements_nested_very_deep(depth: int) -> None:
    for tag in ("w:smartTag", "w:tbl", "w:r", "w:p", "w:sdt", "w:txbxContent"):
        nested = f"<w:p>{f'<{tag}>' * depth}{f'</{tag}>' * depth}</w:p>"
        outcome(read_docx, zipped({"word/document.xml": word_markup(nested)}))
    tables = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    outcome(read_docx, zipped({"word/document.xml": word_markup(tables)}))


def test_packages_that_unpack_too_large() -> None:
    small = Limits(total=3000, part=2000, ratio=5, ratio_from=1000)
    noise = random.Random(4).randbytes
    for parts in (
        {"a.xml": noise(2001)},
        {"a.xml": noise(1500), "b.xml": noise(1501)},
        {"a.xml": b"0" * 1500},
    ):
        with pytest.raises(TooLarge, match="解压后过大"):
            open_package(zipped(parts), _SOURCE, small)
    # pictures are never unpacked, and what is small may well be empty space
    open_package(zipped({"a.xml": b"0" * 900, "word/media/a.png": noise(9000)}), _SOURCE, small)
    with pytest.raises(TooLarge):
        read_docx("a", zipped({"word/document.xml": b" " * (50 << 20)}))


def test_a_package_that_lies_about_its_size() -> None:
    data = bytearray(zipped({"a.xml": b"<a>" + b"x" * 5000 + b"</a>"}))
    directory = data.find(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(Damaged):
        read_part(open_package(bytes(data), _SOURCE), "a.xml")
    # even with the checksum of what it says it holds, no more than that is unpacked
    data[directory + 16 : directory + 20] = zlib.crc32(b"<a>" + b"x" * 97).to_bytes(4, "little")
    assert len(read_part(open_package(bytes(data), _SOURCE), "a.xml") or b"") == 100


def test_only_the_two_usual_ways_of_packing() -> None:
    with pytest.raises(Damaged):
        read_docx("a", zipped({"word/document.xml": f'<w:document xmlns:w="{_W}"/>'}, ZIP_BZIP2))


def test_names_of_parts_do_not_heed_case_or_slashes() -> None:
    package = open_package(zipped({"Word\\Document.XML": "<a/>"}), _SOURCE)
    assert read_xml(package, "word/document.xml") is not None
    assert read_xml(package, "word/styles.xml") is None


@both
def test_parts_that_stand_twice(reader: Reader, data: bytes) -> None:
    parts = parts_of(data)
    name = "word/document.xml" if reader is read_docx else "xl/worksheets/sheet1.xml"
    for twin in (name, "/" + name.upper(), name.replace("/", "\\")):
        for content, wanted in ((parts[name], "Document"), (parts[name].replace(b"1", b"2"), "Damaged")):
            buffer = BytesIO(data)
            with warnings.catch_warnings(action="ignore"), ZipFile(buffer, "a") as package:
                package.writestr(twin, content)
            assert outcome(reader, buffer.getvalue()) == wanted


def test_relations_stay_in_the_package() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="../../../etc/passwd"/>'
        '<Relationship Id="b" Type="x/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
        '<Relationship Id="c" Type="x/numbering" Target="/word/n.xml"/></Relationships>'
    )
    package = open_package(zipped({"word/_rels/document.xml.rels": relations}), _SOURCE)
    assert related_parts(package, "word/document.xml") == {
        "styles": [("a", "etc/passwd")],
        "numbering": [("c", "word/n.xml")],
    }
    assert read_part(package, "etc/passwd") is None


def test_a_document_without_its_other_parts_is_read() -> None:
    markup = word_markup("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
    assert read_docx("a", zipped({"word/document.xml": markup})).text == "甲\n"
