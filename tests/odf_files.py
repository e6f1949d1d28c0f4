"""Writes OpenDocument files for tests, and a document that was read as an odt of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from audit_cli.model import Block, Document
from audit_cli.readers.word.numbering import chinese

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    [f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "text", "table", "style")]
    + [f'xmlns:draw="{_URN}:drawing:1.0"', f'xmlns:fo="{_URN}:xsl-fo-compatible:1.0"']
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"']
    + ['xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"']
)
_TYPES = {
    "text": "application/vnd.oasis.opendocument.text",
    "spreadsheet": "application/vnd.oasis.opendocument.spreadsheet",
}
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def root(tag: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{tag} {_NAMESPACES}>{content}</office:{tag}>'


def odf(kind: str, body: str, automatic: str = "", styles: str = "", others: Mapping[str, str] | None = None) -> bytes:
    """Return a package of *kind* (text, spreadsheet) with this body, automatic styles and styles."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    content += f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    parts = {
        "mimetype": _TYPES[kind],
        "META-INF/manifest.xml": _MANIFEST,
        "content.xml": root("document-content", content),
        "styles.xml": root("document-styles", f"<office:styles>{styles}</office:styles>"),
        **(others or {}),
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return buffer.getvalue()


def paragraph(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def cell(content: str, rows: int = 1, columns: int = 1, repeated: int = 1) -> str:
    spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return f'<table:table-cell {spans} table:number-columns-repeated="{repeated}">{content}</table:table-cell>'


def covered(repeated: int = 1) -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{repeated}"/>'


def number_style(name: str, *levels: tuple[str, str, str]) -> str:
    """Return a list style: prefix, number format and suffix of each level."""
    inner = "".join(
        f'<text:list-level-style-number text:level="{i}" style:num-prefix="{prefix}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}"/>'
        for i, (prefix, form, suffix) in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inner}</text:list-style>'


_CHINESE = "一, 二, 三, ..."
_LABELS = number_style("N", ("", _CHINESE, "、"), ("（", _CHINESE, "）"))
_NUMBER = {chinese(number): number for number in range(1, 100)}


def odt_of(document: Document) -> bytes:
    """Return *document*, as read of a fixture, written out as odt."""
    pieces: list[str] = []
    waiting: list[Block] = []
    for block in document.blocks:
        if waiting and (block.kind != "cell" or block.table != waiting[0].table):
            pieces.append(_table(document, waiting))
            waiting = []
        if block.kind == "cell":
            waiting.append(block)
        else:
            pieces.append(_line(document, block))
    return odf("text", "".join([*pieces, _table(document, waiting) if waiting else ""]), _LABELS)


def _line(document: Document, block: Block) -> str:
    tag, level = ("text:h", f' text:outline-level="{block.level}"') if block.kind == "heading" else ("text:p", "")
    line = f"<{tag}{level}>{_text(document.text_of(block))}</{tag}>"
    if not block.label:
        return line
    inner = 2 if block.label.startswith("（") else 1
    number = _NUMBER[block.label.strip("（）、")]
    for depth in range(inner, 0, -1):
        start = f' text:start-value="{number}"' if depth == inner and number == 1 else ""
        attributes = ' text:continue-numbering="true" text:style-name="N"' if depth == 1 else ""
        line = f"<text:list{attributes}><text:list-item{start}>{line}</text:list-item></text:list>"
    return line


def _table(document: Document, cells: list[Block]) -> str:
    hidden = {
        (row, col)
        for block in cells
        for row in range(block.row, block.row + block.rowspan)
        for col in range(block.col, block.col + block.colspan)
    } - {(block.row, block.col) for block in cells}
    own = {(block.row, block.col): block for block in cells}
    rows = []
    for number in range(max(block.row for block in cells) + 1):
        columns = sorted(col for row, col in own.keys() | hidden if row == number)
        shown = [own.get((number, col)) for col in columns]
        rows.append(row(*[_cell(document, block) if block else covered() for block in shown]))
    return table(*rows)


def _cell(document: Document, block: Block) -> str:
    lines = "".join(paragraph(_text(line)) for line in document.text_of(block).split("\n"))
    return cell(lines, block.rowspan, block.colspan)


def _text(text: str) -> str:
    text = re.sub(" +", lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>', escape(text))
    return text.replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
