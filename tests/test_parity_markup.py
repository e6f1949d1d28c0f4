"""The same report as a Word file, a web page and tables with commas: the same is found in each."""

from __future__ import annotations

import io

import docx

from audit_cli.pipeline import audit_documents
from audit_cli.readers import read_data
from audit_cli.rulebook import rulebook
from fixtures.expectations import Table, fixtures, seeded_text
from fixtures.page import lines_before, separated_table, web_archive, web_page
from fixtures.word import draw_table
from tests.parity import Parity, audited, in_word, parity

FIXTURES = fixtures()


def word_table(table: Table, lines: list[str]) -> bytes:
    """Return one table with the lines above it as a Word file."""
    word = docx.Document()
    for line in lines_before(table, lines):
        word.add_paragraph(line)
    draw_table(word, table, lines)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def test_web_pages_say_what_word_files_say() -> None:
    found = Parity()
    for fixture in FIXTURES:
        page = web_page(fixture, seeded_text(fixture))
        document = read_data("报告.html", page)
        found += parity(fixture.name, [in_word(fixture.name)], [audited(document)])
        # a page as Word saves it in one file, under its own suffix
        archived = read_data("报告.doc", web_archive(page))
        assert (archived.text, archived.blocks, archived.sections) == (
            document.text,
            document.blocks,
            document.sections,
        )
    assert found.differences == ()
    assert found.total > 5_000


def test_tables_with_commas_say_what_tables_in_word_say() -> None:
    found = Parity()
    for fixture in FIXTURES:
        lines = seeded_text(fixture).split("\n")
        words = [read_data("表.docx", word_table(table, lines)) for table in fixture.tables]
        commas = [read_data("表.csv", separated_table(table, lines)) for table in fixture.tables]
        found += parity(fixture.name, *(audit_documents(those, rulebook()) for those in (words, commas)))
    assert found.differences == ()
    assert found.total > 2_500
