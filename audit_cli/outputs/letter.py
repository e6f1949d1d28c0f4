"""The letter to the unit: what to mend and what to explain, point by point, with room for its answers.

A template lends its styles and its words; ``{{单位}}``, ``{{年度}}``, ``{{报告}}`` and ``{{日期}}`` in it are filled
in, and the points stand in the place of ``{{意见}}``, or at its end.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from ntpath import basename
from typing import NamedTuple

from docx import Document as new_document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from audit_cli.errors import UsageError
from audit_cli.judgement import RANK
from audit_cli.model import Severity
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.points import point_of
from audit_cli.outputs.word import add_line, add_point, blank_document, packed
from audit_cli.report import SEVERITIES, DocumentReport, RunInfo, findings

_TITLE = "审核反馈意见"
_DATE, _BLANK = "　　年　　月　　日", "＿＿＿＿＿＿＿＿"
_HEADINGS: dict[Severity, str] = {
    "error": "一、需要更正的事项", "warning": "二、需要核实、说明的事项", "info": "附：供参考的提示",
}  # fmt: skip
_REPLY = "单位回复："
_POINTS = "{{意见}}"


class Template(NamedTuple):
    """A Word file whose styles and words a letter takes over."""

    name: str
    data: bytes


def render(report: DocumentReport, run: RunInfo, least: Severity, template: Template | None = None) -> bytes:
    """Return the letter on *report*, with findings of at least the severity *least*; raises UsageError."""
    word = _opened(template) if template else blank_document()
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
    return packed(word, _TITLE)


def _opened(template: Template) -> Word:
    try:
        return new_document(BytesIO(template.data))
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError):
        raise UsageError(
            f"{template.name}：不是可用作模板的 docx 文件", f"{template.name}: no docx file to be a template"
        ) from None


def _opening(word: Word, report: DocumentReport) -> None:
    add_line(word, _TITLE, bold=True, size=20, centred=True)
    add_line(word, f"{report.profile.organization or _BLANK}：", bold=True)
    coverage = report.coverage
    add_line(
        word,
        f"　　你单位报送的《{_name(report)}》已经审核，共读出数字{coverage.figures}个，"
        f"核对勾稽关系{coverage.claims_compared}处。现将审核意见反馈如下，请逐条核实，"
        f"在“{_REPLY.rstrip('：')}”栏填写更正情况或者说明，于{_DATE}前连同更正后的报告一并报回。",
    )
    if report.status != "audited":
        add_line(word, f"　　该文件未能完整读取：{report.reason_zh}")


def _closing(word: Word) -> None:
    add_line(word, "")
    add_line(word, f"　　联系人：{_BLANK}　联系电话：{_BLANK}")
    for text in ("（审核单位盖章）　", _DATE):
        add_line(word, text).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _points(word: Word, report: DocumentReport, run: RunInfo, least: Severity) -> None:
    """Write the points by severity, numbered through."""
    shown = [severity for severity in SEVERITIES if RANK[severity] <= RANK[least]]
    found = [result for result in findings(report) if result.severity in shown]
    if not found:
        add_line(word, "　　未发现需要更正或者说明的事项。")
    number = 0
    for severity in shown:
        results = [result for result in found if result.severity == severity]
        if results:
            add_line(word, _HEADINGS[severity], "Heading 1", bold=True, size=14)
        for result in results:
            number += 1
            add_point(word, number, point_of(report, result, run), _REPLY)


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
