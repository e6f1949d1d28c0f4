"""The letter to the unit: what to mend and what to explain, point by point, with room for its answers.

A template lends its styles and its words; ``{{单位}}``, ``{{年度}}``, ``{{报告}}`` and ``{{日期}}`` in it are filled
in, and the points stand in the place of ``{{意见}}``, or at its end.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from ntpath import basename
from typing import NamedTuple

from docx import Document as new_document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from audit_cli.errors import UsageError
from audit_cli.judgement import RANK
from audit_cli.model import Severity
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.points import Point, point_of
from audit_cli.report import SEVERITIES, DocumentReport, RunInfo, findings

_TITLE, _FONT = "审核反馈意见", "仿宋"
_DATE, _BLANK = "　　年　　月　　日", "＿＿＿＿＿＿＿＿"
_HEADINGS: dict[Severity, str] = {
    "error": "一、需要更正的事项", "warning": "二、需要核实、说明的事项", "info": "附：供参考的提示",
}  # fmt: skip
_REPLY = "单位回复："
_REPLY_HEIGHT, _MARGIN = Cm(1.6), Cm(2.5)
_WIDTHS = (Cm(4.6), Cm(4.2), Cm(7.2))
_POINTS = "{{意见}}"
# the same bytes for the same report
_MADE, _ZIPPED = datetime(2000, 1, 1), (1980, 1, 1, 0, 0, 0)


class Template(NamedTuple):
    """A Word file whose styles and words a letter takes over."""

    name: str
    data: bytes


def render(report: DocumentReport, run: RunInfo, least: Severity, template: Template | None = None) -> bytes:
    """Return the letter on *report*, with findings of at least the severity *least*; raises UsageError."""
    word = _opened(template) if template else _blank()
    anchor = _filled(word, report) if template else None
    start = len(word.element.body)
    if template is None:
        _opening(word, report)
    _points(word, report, run, least)
    if template is None:
        _closing(word)
    if anchor is not None:
        # new elements stand before the properties of the last section
        for element in list(word.element.body)[start - 1 : -1]:
            anchor.addprevious(element)
        word.element.body.remove(anchor)
    word.core_properties.created = word.core_properties.modified = _MADE
    word.core_properties.title = _TITLE
    target = BytesIO()
    word.save(target)
    return _repacked(target.getvalue())


class _Row(NamedTuple):
    """A row of the table of a point; where there is no *place*, the second cell is as wide as two."""

    name: str
    figure: str = ""
    place: str | None = None
    bold: bool = False


def _blank() -> Word:
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


def _opened(template: Template) -> Word:
    try:
        return new_document(BytesIO(template.data))
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError):
        raise UsageError(
            f"{template.name}：不是可用作模板的 docx 文件", f"{template.name}: no docx file to be a template"
        ) from None


def _opening(word: Word, report: DocumentReport) -> None:
    _line(word, _TITLE, bold=True, size=20, centred=True)
    _line(word, f"{report.profile.organization or _BLANK}：", bold=True)
    coverage = report.coverage
    _line(
        word,
        f"　　你单位报送的《{_name(report)}》已经审核，共读出数字{coverage.figures}个，"
        f"核对勾稽关系{coverage.claims_compared}处。现将审核意见反馈如下，请逐条核实，"
        f"在“{_REPLY.rstrip('：')}”栏填写更正情况或者说明，于{_DATE}前连同更正后的报告一并报回。",
    )
    if report.status != "audited":
        _line(word, f"　　该文件未能完整读取：{report.reason_zh}")


def _closing(word: Word) -> None:
    _line(word, "")
    _line(word, f"　　联系人：{_BLANK}　联系电话：{_BLANK}")
    for text in ("（审核单位盖章）　", _DATE):
        _line(word, text).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _points(word: Word, report: DocumentReport, run: RunInfo, least: Severity) -> None:
    """Write the points by severity, numbered through."""
    shown = [severity for severity in SEVERITIES if RANK[severity] <= RANK[least]]
    found = [result for result in findings(report) if result.severity in shown]
    if not found:
        _line(word, "　　未发现需要更正或者说明的事项。")
    number = 0
    for severity in shown:
        results = [result for result in found if result.severity == severity]
        if results:
            _line(word, _HEADINGS[severity], "Heading 1", bold=True, size=14)
        for result in results:
            number += 1
            _point(word, number, point_of(report, result, run))


def _point(word: Word, number: int, point: Point) -> None:
    title = _line(word, f"{number}. {point.title}（{point.rule}）", "Heading 2", bold=True)
    title.paragraph_format.keep_with_next = True
    _line(word, f"　　{point.message}").paragraph_format.keep_with_next = True
    rows = [_Row("位置", point.place), _Row("原文", "\n".join(point.quotations))]
    rows += [_Row("项目", "数字", "所在位置", bold=True)] if point.rows else []
    rows += [_Row(*texts) for texts in point.rows]
    rows += [_Row("算式", point.formula), _Row("线索", "\n".join(point.hints))]
    rows += [_Row("依据", point.authority), _Row("建议", point.advice)]
    _table(word, [*(row for row in rows if row.figure or row.place), _Row(_REPLY)])
    _line(word, "")


def _table(word: Word, rows: Sequence[_Row]) -> None:
    """Add the table of a point, whose last row is for the answer of the unit."""
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
    table.rows[-1].height = _REPLY_HEIGHT


def _line(
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


def _name(report: DocumentReport) -> str:
    return report.profile.title or basename(report.path)


def _filled(word: Word, report: DocumentReport) -> CT_P | None:
    """Fill the places of a template in; return the element of the paragraph that the points stand in place of."""
    year = report.profile.fiscal_year
    values = {
        "{{单位}}": report.profile.organization or _BLANK,
        "{{年度}}": str(year) if year else "＿＿＿＿",
        "{{报告}}": _name(report),
        "{{日期}}": _DATE,
    }
    anchor = None
    for paragraph in _paragraphs(word):
        if _POINTS in paragraph.text and anchor is None and paragraph._p.getparent() is word.element.body:
            anchor = paragraph._p
        for place, value in values.items():
            if place in paragraph.text:
                _replace(paragraph, place, harmless(value))
    return anchor


def _paragraphs(word: Word) -> Iterator[Paragraph]:
    """Yield every paragraph of the body, those in tables too."""
    for element in word.element.body.iter(qn("w:p")):
        yield Paragraph(element, word._body)


def _replace(paragraph: Paragraph, place: str, value: str) -> None:
    """Write *value* over *place*; where Word has cut the place in pieces, the first run takes the whole text."""
    for run in paragraph.runs:
        if place in run.text:
            run.text = run.text.replace(place, value)
    if place in paragraph.text and paragraph.runs:
        first, *others = paragraph.runs
        first.text = paragraph.text.replace(place, value)
        for run in others:
            run.text = ""


def _repacked(data: bytes) -> bytes:
    """Return the same package with no time in it."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(zipfile.ZipInfo(name, _ZIPPED), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
