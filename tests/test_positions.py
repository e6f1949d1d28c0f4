"""Positions: ``text[start:end] == operand.text`` for every operand of every result, in every format."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_cli.diagnosis import FOLDER, LOCKED
from audit_cli.model import Document
from audit_cli.outputs.objects import document_object, figure_object
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read, read_data
from audit_cli.readers.kinds import KINDS
from audit_cli.report import run_info
from audit_cli.rulebook import rulebook
from fixtures.expectations import FOLDER as FIXTURES
from fixtures.expectations import Fixture, fixtures, seeded_text
from fixtures.layouts import Cell
from fixtures.opendocument import odt_of
from fixtures.page import web_archive, web_page
from fixtures.printed import printed
from fixtures.printer import Ofd, Pdf
from fixtures.workbooks import ods_of, tables, xls_of, xlsx_of
from tests.test_read_doc import REPORT, STRUCTURES

BOOK = rulebook()
RUN = run_info(BOOK)
# recognition takes seconds, and a doc is written by no library; their samples and files of their own are read below
WRITTEN = [name for name in KINDS if name not in ("doc", "image")]
Report = tuple[list[str], list[list[str]]]


def hold_positions(document: Document) -> tuple[int, int]:
    """Assert that every figure of *document* and every operand stands where it says; return how many there are."""
    (report,) = audit_documents([document], BOOK)
    text, operands = document.text, 0
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text)
    for figure in report.figures:
        told = figure_object(document, figure, [])
        assert text[told["start"] : told["end"]] == told["text"] == figure.text
    for result in document_object(report, RUN)["results"]:
        for operand in result["operands"]:
            assert text[operand["start"] : operand["end"]] == operand["text"]
            operands += 1
    return len(report.figures), operands


# characters before and within what is read: beyond the basic plane, full width, invisible, composed, spaces
STRAY = st.sampled_from(["", "", "", "𠮷", "😀", "\u200b", "é", "\u00a0", "　", "（", "e\u0301", "\u202e"])


@st.composite
def amounts(draw: st.DrawFn) -> str:
    value = Decimal(draw(st.integers(0, 10**7))).scaleb(-draw(st.integers(0, 3)))
    shown = draw(st.sampled_from([f"{value}", f"{value:,}"]))
    if draw(st.booleans()):
        shown = shown.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    at = draw(st.integers(0, len(shown)))
    return shown[:at] + draw(st.sampled_from(["", "", "", "\u200b", "\u2060"])) + shown[at:]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return the paragraphs and the rows of the table of a report, some of it right and most of it wrong."""
    a, b, c, d, e, f = (draw(amounts()) for _ in range(6))
    lines = [
        f"2023年度本年支出合计{a}万元，其中：基本支出{b}万元，占{c}%；项目支出{d}万元。",
        f"2023年项目支出年初预算{b}万元，决算数{d}万元，执行率{e}%，比上年增加{f}万元。",
        f"共有{draw(st.integers(1, 99))}人，其中行政{draw(st.integers(1, 99))}人、事业{draw(st.integers(1, 99))}人。",
        "拨付甲镇、乙镇、丙镇各12名，共36名，等4个乡镇。",
    ]
    lines = [draw(STRAY) + line.replace("，", "，" + draw(STRAY), 1) for line in draw(st.permutations(lines))]
    rows = [["项目", "预算数", "决算数"], ["基本支出", a, b], ["项目支出", c, d], ["合计", e, f]]
    return lines, [[draw(STRAY) + cell for cell in row] for row in rows]


def word_of(report: Report) -> bytes:
    import docx

    lines, rows = report
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    table = word.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def text_of(report: Report) -> bytes:
    lines, rows = report
    return "\n".join([*lines, *("\t".join(row) for row in rows)]).encode()


def csv_of(report: Report) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in report[1]).encode()


def html_of(report: Report) -> bytes:
    lines, rows = report
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    head = '<html><meta charset="utf-8"><body>'
    return (head + "".join(f"<p>{escape(line)}</p>" for line in lines) + table + "</body></html>").encode()


def pages_of(report: Report, printer: Any) -> bytes:
    lines, rows = report
    for line in lines:
        printer.paragraph(line)
    cells = [Cell(i, j, i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row)]
    printer.table(cells, len(rows[0]))
    return bytes(printer.packed())


def document_of(report: Report) -> Document:
    return read_data("a.docx", word_of(report))


WRITERS: dict[str, Callable[[Report], bytes]] = {
    "txt": text_of,
    "md": lambda report: "\n\n".join([*report[0], "\n".join(f"| {' | '.join(row)} |" for row in report[1])]).encode(),
    "csv": csv_of,
    "html": html_of,
    "mht": lambda report: web_archive(html_of(report)),
    "docx": word_of,
    "odt": lambda report: odt_of(document_of(report)),
    "xlsx": lambda report: xlsx_of(document_of(report)),
    "xls": lambda report: xls_of(document_of(report)),
    "ods": lambda report: ods_of(document_of(report)),
    "pdf": lambda report: pages_of(report, Pdf()),
    "ofd": lambda report: pages_of(report, Ofd()),
}


def test_every_format_has_a_writer_or_a_file_of_its_own() -> None:
    assert set(WRITERS) == set(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
def test_there_are_operands_to_look_at(name: str) -> None:
    lines = [
        "😀本年支出合计500.00万元，其中：基本支出300.00万元，项目\u200b支出210.00万元。",
        "共56人，其中行政29人、事业17人。",
    ]
    rows = [["项目", "预算数"], ["基本支出", "300.00"], ["项目支出", "210.00"], ["合计", "500.00"]]
    _, operands = hold_positions(read_data(f"a{KINDS[name].suffixes[0]}", WRITERS[name]((lines, rows))))
    assert operands >= 3


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_operands_stand_where_they_say(name: str, report: Report) -> None:
    document = read_data(f"a{KINDS[name].suffixes[0]}", WRITERS[name](report))
    assert document.format == name
    hold_positions(document)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.name not in (LOCKED, "image")))
def test_the_sample_of_every_format_keeps_its_positions(name: str) -> None:
    figures, _ = hold_positions(read_data(name, (FOLDER / name).read_bytes()))
    assert figures >= 3


@pytest.mark.parametrize("path", [REPORT, STRUCTURES], ids=lambda path: path.name)
def test_a_doc_keeps_its_positions(path: Any) -> None:
    pytest.importorskip("doc2docx")
    figures, _ = hold_positions(read(str(path)))
    assert figures > 10


def forms(fixture: Fixture) -> Iterator[tuple[str, bytes]]:
    """Yield the seeded twin of *fixture* in every format that its writers know."""
    text = seeded_text(fixture)
    word = (FIXTURES / fixture.name / "seeded.docx").read_bytes()
    document = read_data("a.docx", word)
    yield from (("a.txt", text.encode()), ("a.md", text.encode()), ("a.docx", word), ("a.odt", odt_of(document)))
    page = web_page(fixture, text)
    yield from (("a.html", page), ("a.mht", web_archive(page)))
    yield from (("a.pdf", printed(fixture, text, Pdf())), ("a.ofd", printed(fixture, text, Ofd())))
    if any(tables(document)):
        yield from (("a.xlsx", xlsx_of(document)), ("a.xls", xls_of(document)), ("a.ods", ods_of(document)))


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_whole_reports_keep_their_positions_in_every_format(fixture: Fixture) -> None:
    counts = {name: hold_positions(read_data(name, data))[1] for name, data in forms(fixture)}
    assert min(count for name, count in counts.items() if name not in ("a.xlsx", "a.xls", "a.ods")) > 10
