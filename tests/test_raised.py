"""Digits set above the line, in every format that can say so: exponents, squares and marks of notes, and no figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import docx
import pytest
import xlsxwriter
import xlwt
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from audit_cli.extract.ledger import figures_of
from audit_cli.readers import read_data
from audit_cli.readers.raised import raised
from fixtures.opendocument import cell, odf, paragraph, row, table
from fixtures.printer import SIZE, Ofd, Pdf, Printer, width_of

# pieces of a line: those at odd places are raised
LINE = ("面积1200m", "2", "，挖土3.5×10", "4", "m", "3", "，全年支出100万元", "1", "，其中甲60万元", "[2]", "。")
SHOWN = "面积1200m²，挖土3.5×10⁴m³，全年支出100万元¹，其中甲60万元[²]。"
FIGURES = ["1200m²", "3.5×10⁴m³", "100万元", "60万元"]
STYLE = (
    '<style:style style:name="{}" style:family="text"><style:text-properties style:text-position="{}"/></style:style>'
)


def as_docx() -> bytes:
    word = docx.Document()
    word.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    line = word.add_paragraph()
    for i, piece in enumerate(LINE):
        run = line.add_run(piece)
        if i % 2 and piece == "1":
            run.style = "Mark"
        elif i % 2:
            run.font.superscript = True
    return saved(word.save)


def as_odt() -> bytes:
    spans = "".join(f'<text:span text:style-name="T{i % 2}">{piece}</text:span>' for i, piece in enumerate(LINE))
    return odf("text", paragraph(spans), STYLE.format("T0", "-33% 58%") + STYLE.format("T1", "super 58%"))


def as_ods() -> bytes:
    spans = "".join(f'<text:span text:style-name="T{i % 2}">{piece}</text:span>' for i, piece in enumerate(LINE))
    return odf("spreadsheet", table(row(cell(paragraph(spans)))), STYLE.format("T1", "33% 58%"))


def as_html() -> bytes:
    marks = ("", "<sup>{}</sup>", "", "<span style='vertical-align: super'>{}</span>")
    return "".join((marks[i % 4] or "{}").format(piece) for i, piece in enumerate(LINE)).join(("<p>", "</p>")).encode()


def as_xlsx() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        above = book.add_format({"font_script": 1})
        pieces = [[above, piece] if i % 2 else [piece] for i, piece in enumerate(LINE)]
        book.add_worksheet("表").write_rich_string(0, 0, *(part for piece in pieces for part in piece))
    return buffer.getvalue()


def as_xls() -> bytes:
    above = xlwt.Font()
    above.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    book = xlwt.Workbook()
    book.add_sheet("表").write_rich_text(0, 0, [(piece, above) if i % 2 else piece for i, piece in enumerate(LINE)])
    return saved(book.save)


def drawn(printer: Printer, pieces: Sequence[str] = LINE) -> bytes:
    x = 90.0
    for i, piece in enumerate(pieces):
        size = 0.6 * SIZE if i % 2 else SIZE
        printer.text(x, 100 - (0.4 * SIZE if i % 2 else 0), piece, size)
        x += width_of(piece, size)
    return printer.packed()


def saved(save: Callable[[BytesIO], object]) -> bytes:
    buffer = BytesIO()
    save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", as_docx), ("a.odt", as_odt), ("a.ods", as_ods), ("a.html", as_html), ("a.xlsx", as_xlsx),
        ("a.xls", as_xls), ("a.pdf", lambda: drawn(Pdf())), ("a.ofd", lambda: drawn(Ofd())),
    ],
)  # fmt: skip
def test_what_is_raised_is_no_part_of_a_figure(name: str, make: Callable[[], bytes]) -> None:
    document = read_data(name, make())
    # the signs of an ofd do not say how wide they are
    assert document.text_of(document.blocks[-1]).replace(" ", "") == SHOWN
    assert [figure.text.replace(" ", "") for figure in figures_of(document)] == FIGURES


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "10⁴12",
        ),
        ("<w:r><w:footnoteReference w:customMarkFollows='1' w:id='9'/><w:t>1</w:t></w:r>", "¹12"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> EQ \\s\\up5(2) </w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "²12",
        ),
    ],
)
def test_what_word_raises_in_other_ways(markup: str, shown: str) -> None:
    word = docx.Document()
    names = f'{nsdecls("w")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    rest = "<w:r><w:t>12</w:t></w:r>"
    word.element.body.insert(0, parse_xml(f"<w:p {names}><w:r><w:t>面积m</w:t></w:r>{markup}{rest}</w:p>"))
    assert read_data("a.docx", saved(word.save)).text == f"面积m{shown}\n"


def test_what_was_raised_by_a_slip_stays_a_figure() -> None:
    for slip in ("5.2%", "1200", "12万元", "甲乡"):
        assert raised(slip) == slip
    above = "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    word = docx.Document()
    word.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r>{above}<w:t>12</w:t></w:r></w:p>"))
    assert read_data("a.docx", saved(word.save)).text == "12\n"


def test_small_type_on_the_line_is_not_raised() -> None:
    pdf = Pdf()
    pdf.text(90, 100, "单位：m", SIZE)
    pdf.text(90 + width_of("单位：m", SIZE), 100, "2", 0.6 * SIZE)
    assert read_data("a.pdf", pdf.packed()).text == "单位：m2\n"
