"""Word files as this program writes them: lines, and a finding as a point with a table of its figures."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from docx import Document as new_document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.points import Point

_FONT = "仿宋"
_REPLY_HEIGHT, _MARGIN = Cm(1.6), Cm(2.5)
_WIDTHS = (Cm(4.6), Cm(4.2), Cm(7.2))
# the same bytes for the same report
_MADE, _ZIPPED = datetime(2000, 1, 1), (1980, 1, 1, 0, 0, 0)
_NAMES = {
    "zh": ("位置", "原文", ("项目", "数字", "所在位置"), "算式", "线索", "依据", "建议"),
    "en": ("place", "text", ("item", "figure", "place"), "calculation", "hints", "authority", "advice"),
}


class _Row(NamedTuple):
    """A row of the table of a point; where there is no *place*, the second cell is as wide as two."""

    name: str
    figure: str = ""
    place: str | None = None
    bold: bool = False


def blank_document() -> Word:
    """Return a document of A4 pages in the font of official papers."""
    word = new_document()
    for name, size in (("Normal", 12), ("Heading 1", 14), ("Heading 2", 12)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        fonts.set(qn("w:eastAsia"), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    word.core_properties.author = "audit-cli"
    word.core_properties.comments = ""
    return word


def packed(word: Word, title: str) -> bytes:
    """Return the file of *word*, the same bytes for the same content."""
    word.core_properties.created = word.core_properties.modified = _MADE
    word.core_properties.title = title
    target = BytesIO()
    word.save(target)
    return _repacked(target.getvalue())


def add_point(word: Word, number: int, point: Point, reply: str = "", lang: str = "zh") -> None:
    """Write *point* under its number, with room for an answer if there is to be a *reply*."""
    place, text, header, formula, hints, authority, advice = _NAMES[lang]
    brackets = "（{}）" if lang == "zh" else " ({})"
    title = add_line(word, f"{number}. {point.title}{brackets.format(point.rule)}", "Heading 2", bold=True)
    title.paragraph_format.keep_with_next = True
    add_line(word, f"　　{point.message}").paragraph_format.keep_with_next = True
    rows = [_Row(place, point.place), _Row(text, "\n".join(point.quotations))]
    rows += [_Row(*header, bold=True)] if point.rows else []
    rows += [_Row(*texts) for texts in point.rows]
    rows += [_Row(formula, point.formula), _Row(hints, "\n".join(point.hints))]
    rows += [_Row(authority, point.authority), _Row(advice, point.advice)]
    shown = [row for row in rows if row.figure or row.place]
    if shown or reply:
        _add_table(word, [*shown, *([_Row(reply)] if reply else [])], bool(reply))
    add_line(word, "")


def _add_table(word: Word, rows: Sequence[_Row], has_reply: bool) -> None:
    """Add the table of a point; the last row may be for the answer of the unit."""
    table = word.add_table(rows=len(rows), cols=len(_WIDTHS))
    if "Table Grid" in _styles(word):
        table.style = "Table Grid"
    for row, content in zip(table.rows, rows, strict=True):
        cells = row.cells
        for cell, width, text in zip(cells, _WIDTHS, content[:3], strict=True):
            cell.width = width
            if text:
                cell.paragraphs[0].add_run(harmless(text)).bold = content.bold or None
        if content.place is None:
            cells[1].merge(cells[2])
    if has_reply:
        table.rows[-1].height = _REPLY_HEIGHT


def add_line(
    word: Word, text: str, style: str = "", bold: bool = False, size: int = 0, centred: bool = False
) -> Paragraph:  # fmt: skip
    """Add a paragraph in *style* if the document has it, else as bold and large as said."""
    known = bool(style) and style in _styles(word)
    paragraph = word.add_paragraph(style=style if known else None)
    run = paragraph.add_run(harmless(text))
    if not known:
        run.bold = bold or None
        run.font.size = Pt(size) if size else None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _styles(word: Word) -> set[str | None]:
    return {style.name for style in word.styles}


def _repacked(data: bytes) -> bytes:
    """Return the same package with no time in it."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(zipfile.ZipInfo(name, _ZIPPED), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
