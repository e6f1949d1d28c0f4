"""Old Word documents: converted, they read as the docx that they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_cli.errors import Damaged, Encrypted
from audit_cli.model import Document
from audit_cli.readers import read, read_data
from audit_cli.readers.word import doc
from fixtures.expectations import FOLDER
from fixtures.ole_files import compound
from tests.notes import notes_of
from tests.outcomes import mutations, outcome
from tests.parity import audited, contradicted

DATA = Path(__file__).parent / "data"
REPORT = DATA / "emergency-funding-list.doc"
STRUCTURES = DATA / "structures.doc"


@pytest.fixture(scope="module")
def structures() -> Document:
    return read(str(STRUCTURES))


def test_a_report_reads_and_audits_as_its_docx_does() -> None:
    old = read(str(REPORT))
    new = read(str(FOLDER / "emergency-funding-list" / "seeded.docx"))
    assert old.format == "doc"
    assert old.sha256 != new.sha256
    assert (old.text, old.sections, notes_of(old)) == (new.text, new.sections, ())
    # LibreOffice lays the grid of a table out anew: the places of cells agree, the spans of wide ones may not
    assert [(b.kind, b.start, b.end, b.label, b.level, b.table, b.row) for b in old.blocks] == [
        (b.kind, b.start, b.end, b.label, b.level, b.table, b.row) for b in new.blocks
    ]
    assert contradicted(audited(old)) == contradicted(audited(new)) != []


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    for name in ("报告.wps", "报告.dot"):
        assert notes_of(read_data(name, REPORT.read_bytes())) == ()
    assert notes_of(read_data("报告.docx", REPORT.read_bytes())) == ("扩展名是 .docx，内容却是 doc，已按内容读取",)


def test_a_file_as_wps_writes_it() -> None:
    data = REPORT.read_bytes()
    assert data[8:24] == bytes(16)
    written_by_wps = data[:8] + bytes.fromhex("06090200000000c00000000000000046")[:16] + data[24:]
    assert read_data("a.wps", written_by_wps).text == read_data("a.wps", data).text


def test_headings_lists_and_their_labels(structures: Document) -> None:
    labelled = {structures.text_of(b): b.label for b in structures.blocks if b.label}
    assert [labelled[f"级{level}次1"] for level in range(9)] == [
        "（二）", "（二）", "（2）", "（②）", "（II）", "（b）", "（贰）", "（乙）", "（２）"
    ]  # fmt: skip
    assert (labelled["又一级"], labelled["三点"], labelled["三二"], labelled["重起"]) == ("（三）", "3.", "3.2", "1.")
    assert (structures.blocks[0].kind, structures.blocks[0].level) == ("heading", 1)


def test_tables(structures: Document) -> None:
    cells = {(b.table, b.row, b.col): structures.text_of(b) for b in structures.blocks if b.kind == "cell"}
    assert (cells[0, 0, 0], cells[0, 0, 1]) == ("外", "右")
    assert (cells[1, 0, 0], cells[1, 0, 1]) == ("内一", "内二")
    assert (cells[2, 0, 0], cells[2, 2, 0], cells[2, 2, 2]) == ("横", "a", "c")


def test_what_the_page_shows_and_what_is_said_of_the_rest(structures: Document) -> None:
    lines = structures.text.split("\n")
    assert "支出12万元" in lines  # with the deleted 10 left out
    assert "可见末" in lines
    assert "甲\t乙" in lines
    assert "丙-丁" in lines
    assert "含上年结转3万元。" in lines
    assert "有框" in lines  # and no placeholder of the box behind it
    assert "框内资金12万元" in lines
    assert notes_of(structures) == (
        "含文本框，框内的文字列在文末",
        "含修订：按接受全部修订后的文字读取，已删除的文字不读",
        "含隐藏文字，未读取",
    )


def test_what_cannot_be_converted_is_one_line() -> None:
    for streams in ({"WordDocument": b""}, {"WordDocument": b"\xdc\xa5\x65\x00" + bytes(600), "0Table": b""}):
        with pytest.raises(Damaged, match="另存为 docx"):
            read_data("a.doc", compound(streams))


def test_a_document_with_a_password() -> None:
    data = bytearray(STRUCTURES.read_bytes())
    begin = data.find(b"\xec\xa5\x01\x01")
    data[begin + 11] |= 1
    with pytest.raises(Encrypted, match="--password"):
        read_data("a.doc", bytes(data))


def test_boxes_whose_text_cannot_be_found_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> tuple[str, ...]:
        raise IndexError

    monkeypatch.setattr(doc, "text_of_boxes", failing)
    assert notes_of(read(str(STRUCTURES)))[0] == "含文本框，框内的文字未读取"


def test_cut_off_and_changed_anywhere() -> None:
    assert {outcome("文件.doc", data) for data in mutations(STRUCTURES.read_bytes(), 30, seed=7, kept=8)} >= {"Damaged"}
