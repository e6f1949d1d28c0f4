"""Plain text and Markdown: the canonical text is the decoded file itself, a byte-order mark dropped.

Of pages that a converter printed, with a form feed between, the rows of tables are put together (`printed_tables`):
there the canonical text has a row on a line, and every other line where the file has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from audit_cli.model import Block, Document
from audit_cli.readers.encoding import decode
from audit_cli.readers.limits import Options
from audit_cli.readers.outline import with_sections
from audit_cli.readers.text.cells import BLANK, Line, split_lines
from audit_cli.readers.text.printed_tables import with_whole_rows
from audit_cli.readers.text.tables import find_tables
from audit_cli.readers.text.wrapped_lines import wrapped_paragraphs


def read_txt(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the text file *data*; raises Damaged if it is no text."""
    text, notes = decode(path, data)
    text = with_whole_rows(text)
    blocks = blocks_of(text)
    blocks, sections = with_sections(text, blocks)
    is_markdown = path.lower().endswith((".md", ".markdown"))
    return Document(
        path, hashlib.sha256(data).hexdigest(), "md" if is_markdown else "txt", text, blocks, sections, notes
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the cells of the tables in *text*, and each other line or wrapped paragraph as a paragraph."""
    lines = split_lines(text)
    tables = find_tables(text, lines)
    edges = [0, *(edge for table in tables for edge in (table.first, table.last)), len(lines)]
    parts = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    wrapped = wrapped_paragraphs(text, lines, parts)
    blocks: list[Block] = []
    for number, table in enumerate(tables):
        _add_paragraphs(blocks, lines, *parts[number], wrapped)
        for cell in table.cells:
            blocks.append(
                Block(
                    "cell", cell.start, cell.end, table=number, row=cell.row, col=cell.col,
                    rowspan=cell.rowspan, colspan=cell.colspan, damaged=cell.damaged,
                )
            )  # fmt: skip
    _add_paragraphs(blocks, lines, *parts[-1], wrapped)
    return tuple(blocks)


def _add_paragraphs(
    blocks: list[Block], lines: Sequence[Line], first: int, behind: int, wrapped: Mapping[int, int]
) -> None:
    """Add the lines from *first* on; *wrapped* has the last line of a paragraph by its first."""
    at = first
    while at < behind:
        start, raw = lines[at]
        printed = raw.strip(BLANK)
        if printed:
            start += len(raw) - len(raw.lstrip(BLANK))
            end = start + len(printed)
            if at in wrapped:
                at = wrapped[at]
                end = lines[at].start + len(lines[at].text.rstrip(BLANK))
            blocks.append(Block("paragraph", start, end))
        at += 1
