"""OLE compound files: what is in them decides what they are; damaged and hostile ones are one line."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import pytest

from audit_cli.errors import Damaged, Encrypted, MissingExtra, ReadError, UnknownFormat
from audit_cli.readers import read_data
from audit_cli.readers.compound import open_compound, without_class_id
from audit_cli.readers.kinds import kind_of
from fixtures.ole_files import compound
from tests.outcomes import hide, mutations, outcome


@pytest.mark.parametrize(
    ("streams", "name"),
    [(["WordDocument", "1Table"], "doc"), (["Workbook"], "xls"), (["Book"], "xls"), (["WORKBOOK"], "xls")],
)
def test_the_kind_is_told_by_the_streams(streams: list[str], name: str) -> None:
    assert kind_of("文件.bin", compound(dict.fromkeys(streams, b"x"))).name == name


@pytest.mark.parametrize("name", ["报告.docx", "表.xlsx", "报告.doc"])
def test_a_locked_package_is_said(name: str) -> None:
    with pytest.raises(Encrypted, match="去掉密码"):
        kind_of(name, compound({"EncryptedPackage": b"", "EncryptionInfo": b""}))


def test_a_locked_object_in_a_document_does_not_lock_it() -> None:
    inner = compound({"EncryptedPackage": b""})
    assert kind_of("a.doc", compound({"WordDocument": inner})).name == "doc"


@pytest.mark.parametrize("streams", [{}, {"PowerPoint Document": b"x"}, {"CONTENTS": b"x", "MatOST": b"x"}])
def test_what_is_no_document(streams: Mapping[str, bytes]) -> None:
    with pytest.raises(UnknownFormat, match=r"文件\.wps"):
        kind_of("文件.wps", compound(streams))


def changed(at: int, code: str, *values: int) -> bytes:
    data = bytearray(compound({"WordDocument": b"x" * 9000, "1Table": b"y" * 9000}))
    struct.pack_into(f"<{code}", data, at, *values)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 5000,
        changed(30, "H", 60),
        changed(30, "H", 0),
        changed(32, "H", 31),
        changed(44, "I", 0xFFFFFFF0),
        changed(44, "I", 100_000),
        changed(48, "I", 0xFFFFFFF0),
        changed(76, "I", 0x7FFFFFFF),
        changed(68, "II", 0, 0xFFFFFFF0),
    ],
)
def test_headers_that_claim_what_cannot_be(data: bytes) -> None:
    with pytest.raises(ReadError):
        kind_of("a.doc", data)


def test_sectors_that_go_round_in_circles() -> None:
    # the first sector of the table follows the header; each of its entries names the next sector
    for sector in range(40):
        for target in (sector, 0, 1, sector + 1):
            outcome("a.doc", changed(512 + 4 * sector, "I", target))


def test_directory_entries_that_go_round_in_circles() -> None:
    for entry in range(3):
        for link in (68, 72, 76):
            for target in range(3):
                outcome("a.doc", changed(1024 + 128 * entry + link, "I", target))


def test_a_long_chain_of_entries_is_no_crash() -> None:
    many = compound({f"s{i}": b"" for i in range(2000)})
    with pytest.raises((UnknownFormat, Damaged)):
        kind_of("a.doc", many)


def test_cut_off_and_changed_anywhere() -> None:
    for data in mutations(compound({"WordDocument": b"x" * 5000, "1Table": b"y" * 5000}), 300, seed=6, kept=8):
        assert outcome("文件.doc", data) != "Document"


def test_a_class_id_in_the_header_does_not_matter() -> None:
    whole = compound({"WordDocument": b"x"})
    written_by_wps = whole[:8] + bytes.fromhex("06090200000000c00000000000000046")[:16] + whole[24:]
    assert kind_of("a.wps", written_by_wps).name == "doc"
    assert without_class_id(written_by_wps) == whole
    assert without_class_id(whole) is whole


def test_streams_are_found_without_heeding_case() -> None:
    opened = open_compound("a.xls", compound({"WorkBook": b"abc"}), "xls")
    assert opened.stream("workbook")[:4] == b"abc\x00"


@pytest.mark.parametrize(("name", "extra"), [("a.doc", "doc"), ("a.wps", "doc"), ("a.xls", "xls"), ("a.et", "xls")])
def test_a_missing_package_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, extra: str) -> None:
    hide(monkeypatch, "olefile")
    with pytest.raises(MissingExtra, match=rf"audit-cli\[{extra}\]"):
        read_data(name, compound({"WordDocument": b"x"}))


def test_a_missing_converter_and_a_missing_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "doc2docx", "xlrd")
    with pytest.raises(MissingExtra, match=r"audit-cli\[doc\]"):
        read_data("a.doc", compound({"WordDocument": b"x"}))
    with pytest.raises(MissingExtra, match=r"audit-cli\[xls\]"):
        read_data("a.xls", compound({"Workbook": b"x"}))
