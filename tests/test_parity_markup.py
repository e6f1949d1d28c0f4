"""The same report as a Word file, a web page and tables with commas: the same is found in each."""

from __future__ import annotations

import io

import docx

from audit_cli.readers import read_data
from fixtures.expectations import Fixture, Table, fixtures, seeded_text
from fixtures.page import lines_before, separated_table, web_archive, web_page
from fixtures.word import draw_table, word_document
from tests.parity import Parity, parity

FIXTURES = fixtures()


def texts(fixture: Fixture) -> tuple[str, str]:
    return fixture.clean_text(), seeded_text(fixture)


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
        for text in texts(fixture):
            word = read_data("报告.docx", word_document(fixture, text))
            page = web_page(fixture, text)
            found += parity(fixture.name, word, read_data("报告.html", page))
            # a page as Word saves it in one file, under its own suffix
            assert read_data("报告.doc", web_archive(page))[3:6] == read_data("报告.html", page)[3:6]
    assert found.differences == ()
    assert found.total > 10_000


def test_tables_with_commas_say_what_tables_in_word_say() -> None:
    found = Parity()
    for fixture in FIXTURES:
        for text in texts(fixture):
            lines = text.split("\n")
            for table in fixture.tables:
                word = read_data("表.docx", word_table(table, lines))
                found += parity(fixture.name, word, read_data("表.csv", separated_table(table, lines)))
    assert found.differences == ()
    assert found.total > 5_000
