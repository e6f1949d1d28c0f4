"""Pages that are images: what is recognised goes through the same layout, and what is in doubt accuses nobody."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from audit_cli.errors import Damaged, MissingExtra, TooLarge, UnknownFormat
from audit_cli.extract import extract
from audit_cli.extract.terms import load_terms
from audit_cli.model import Block, Document, Term
from audit_cli.outputs.objects import figure_object, operand_object
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read_data
from audit_cli.readers.invisible import visible
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages import image, pdf
from audit_cli.readers.pages.doubt import doubtful, held_against, marked, settled, sure_of
from audit_cli.readers.pages.recognition import _unlike, has_engine
from audit_cli.readers.pages.sheet import Glyph, Glyphs, Sheet
from audit_cli.report import findings
from audit_cli.rulebook import rulebook
from fixtures.printer import Ofd
from tests.notes import notes_of

WRONG = "本年支出合计500.00万元，其中：基本支出300.00万元，项目支出190.00万元。\n"
recognises = pytest.mark.skipif(not has_engine(), reason="recognition is an extra: pip install 'audit-cli[ocr]'")


def test_a_mark_of_doubt_travels_through_the_text_and_is_turned_back() -> None:
    text = "合计" + "".join(map(doubtful, "12.5%")) + "万元"
    assert text != "合计12.5%万元"
    assert settled(text) == ("合计12.5%万元", ((2, 7),))
    assert doubtful("万") == "万"


def test_how_sure_a_figure_is_travels_with_its_digits() -> None:
    text = "".join(marked(sign, 0.87 if sign == "2" else 0.999, is_doubtful=False) for sign in "合计12.5万元，3人")
    blocks = (Block("paragraph", 0, len(text), page=2), Block("paragraph", 0, len(text), page=1))
    plain, doubts = settled(text)
    assert (plain, doubts) == ("合计12.5万元，3人", ())
    document = Document("a", "", "pdf", plain, blocks, recognised=sure_of(text, blocks, [2]))
    assert document.confidence(plain.index("12.5"), plain.index("万元")) == Decimal("0.85")
    assert document.confidence(plain.index("3"), len(plain)) == Decimal("0.95")
    assert document._replace(recognised=()).confidence(2, 4) is None
    hidden = visible(document._replace(text=f"\u200b{plain}", recognised=((1, 5, Decimal("0.5")),)))
    assert hidden.recognised == ((0, 4, Decimal("0.5")),)


@recognises
def test_the_confidence_of_a_recognised_figure_is_in_the_ledger_and_in_the_operands() -> None:
    document = read_data("a.png", saved(drawn(["Total 500.00", "Part 300.00", "Rest 98.7%"]), "PNG"))
    figures = extract(document, load_terms()).figures
    entries = [figure_object(document, figure, ()) for figure in figures]
    assert len(entries) >= 3
    assert all(0 <= float(entry["confidence"]) <= 0.95 for entry in entries)
    assert "confidence" not in figure_object(document._replace(recognised=()), figures[0], ())
    term = Term(figures[0], "total")
    assert operand_object(document, term)["confidence"] == entries[0]["confidence"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("收入123.45元", set()),
        ("收入128.45元", {4}),
        ("收入12.45元", {4}),
        ("收入1234.45元", {4, 5}),
        ("", set(range(9))),
    ],
)
def test_what_a_second_reading_does_not_confirm_is_in_doubt(other: str, expected: set[int]) -> None:
    assert _unlike("收入123.45元", other) == expected


def test_a_contradiction_that_rests_on_a_doubtful_figure_is_not_assessable() -> None:
    document = read_data("a.txt", WRONG.encode())
    (sure,) = audit_documents([document], rulebook())
    assert [result.rule for result in findings(sure)] == ["AR101"]
    at = WRONG.index("190")
    (unsure,) = audit_documents([document._replace(doubtful=((at + 1, at + 2),))], rulebook())
    assert findings(unsure) == []
    assert "not-assessable" in {result.status for result in unsure.results}
    (elsewhere,) = audit_documents([document._replace(doubtful=((0, 2),))], rulebook())
    assert elsewhere.results == sure.results


def drawn(lines: list[str]) -> Any:
    """Return a page that shows *lines* as an image."""
    pillow = pytest.importorskip("PIL.Image")
    from PIL import ImageDraw, ImageFont

    page = pillow.new("RGB", (1654, 2339), "white")
    font = ImageFont.load_default(36)
    for i, line in enumerate(lines):
        ImageDraw.Draw(page).text((200, 300 + 90 * i), line, fill="black", font=font)
    return page


def saved(page: Any, kind: str) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, kind)
    return buffer.getvalue()


@recognises
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "PDF"])
def test_the_figures_of_a_scanned_page_are_read(kind: str) -> None:
    document = read_data(f"a.{kind.lower()}", saved(drawn(["Total 1234.56", "Part 1000.00", "Rest 98.7%"]), kind))
    assert document.text.replace(" ", "").split() == ["Total1234.56", "Part1000.00", "Rest98.7%"]
    assert {block.page for block in document.blocks} == {1}
    assert any("OCR" in note for note in notes_of(document))


@recognises
def test_a_damaged_image_is_told_in_one_line() -> None:
    whole = saved(drawn(["Total 1234.56"]), "PNG")
    for data in (whole[:200], whole[: len(whole) // 2], b"\x89PNG\r\n\x1a\n" + bytes(64)):
        with pytest.raises(Damaged):
            read_data("a.png", data)
    with pytest.raises(TooLarge):
        read_data("a.png", whole, Options(Limits(pixels=1000)))


def test_without_the_extra_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "has_engine", lambda: False)
    with pytest.raises(MissingExtra, match=r"pip install 'audit-cli\[ocr\]'"):
        read_data("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64))


def test_a_scan_that_is_not_recognised_is_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")
    data = saved(drawn(["Total 1234.56"]), "PDF")
    for installed, recognise, what_to_do in ((True, "never", "--ocr never"), (False, "images", "audit-cli[ocr]")):
        monkeypatch.setattr(pdf, "has_engine", lambda installed=installed: installed)
        document = read_data("a.pdf", data, Options(recognise=recognise))
        assert document.text.strip() == ""
        (report,) = audit_documents([document], rulebook())
        assert report.status == "incomplete"
        assert what_to_do in report.reason_zh


def test_an_image_that_is_not_to_be_recognised_is_not_read() -> None:
    with pytest.raises(UnknownFormat, match="--ocr never"):
        read_data("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64), Options(recognise="never"))


def scanned(page: Any, place: str, kind: str = "PNG") -> bytes:
    """Return an OFD file whose only page is *page*, put at *place*."""
    ofd = Ofd()
    ofd.pages[-1].append(f'<ofd:ImageObject ID="3" ResourceID="77" {place}/>')
    ofd.parts["Doc_0/DocumentRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="77" Type="Image"><ofd:MediaFile>scan.img</ofd:MediaFile></ofd:MultiMedia>'
        "</ofd:MultiMedias></ofd:Res>"
    )
    data = io.BytesIO(ofd.packed())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("Doc_0/Res/scan.img", saved(page, kind))
    return data.getvalue()


OFD_PLACES = {
    "as large as its place": ('Boundary="0 0 210 297"', 0),
    "by its matrix": ('Boundary="0 0 210 297" CTM="210 0 0 297 0 0"', 0),
    "turned": ('Boundary="0 0 210 297" CTM="0 297 -210 0 210 0"', 90),
}


@recognises
@pytest.mark.parametrize("place", OFD_PLACES)
def test_a_page_of_an_ofd_file_that_is_an_image_is_recognised(place: str) -> None:
    where, turn = OFD_PLACES[place]
    page = drawn(["Total 1234.56", "Part 1000.00", "Rest 98.7%"]).rotate(turn, expand=True)
    document = read_data("a.ofd", scanned(page, where))
    assert document.text.replace(" ", "").split() == ["Total1234.56", "Part1000.00", "Rest98.7%"]
    assert any("OCR" in note for note in notes_of(document))
    unread = read_data("a.ofd", scanned(page, where), Options(recognise="never"))
    assert (unread.text, unread.is_whole) == ("", False)


@recognises
def test_an_image_in_an_ofd_file_that_cannot_be_opened_is_said_to_be_unread() -> None:
    data = scanned(drawn(["Total 1234.56"]), 'Boundary="0 0 210 297"')
    for options in (Options(Limits(pixels=1000)), Options(Limits(part=2000))):
        document = read_data("a.ofd", data, options)
        assert document.text == ""
        assert any(note.endswith("未读取") for note in notes_of(document))


def page(numbers: str, left: float = 50.0) -> Sheet:
    """Return a page with *numbers* in one line, a sign 5 points wide, a space between two of them."""
    glyphs = [Glyph(sign, left + 5 * i, 100, left + 5 * i + 5, 110) for i, sign in enumerate(numbers) if sign != " "]
    return Sheet(1, 595, 842, Glyphs.of(glyphs), [], [])


def test_a_text_layer_is_held_against_what_the_page_shows() -> None:
    layer = page("500.00   1,234.5   7")
    same, unlike = held_against(layer, page("7   500.00   1234.5", left=48))
    assert (same, unlike) == (layer, 0)
    other, unlike = held_against(layer, page("500.00   1,284.5   7"))
    assert unlike == 1
    text, doubts = settled("".join(glyph.text for glyph in other.glyphs))
    assert text == "500.001,234.57"
    assert "".join(text[start:end] for start, end in doubts).replace(",", "") == "1234.5"


@pytest.mark.parametrize(("shown", "unlike"), [("12.51   104   m", 0), ("12.5   1   10   m2", 0), ("12.61   104", 1)])
def test_raised_digits_of_a_text_layer_may_look_like_others(shown: str, unlike: int) -> None:
    assert held_against(page("12.5¹   10⁴   m²"), page(shown))[1] == unlike


@recognises
def test_a_text_layer_that_lies_is_found_where_all_pages_are_looked_at() -> None:
    lines = [f"Amount in row {i} is {i}234.56" for i in range(1, 7)]
    buffer = io.BytesIO()
    canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(buffer, pagesize=(595, 842))
    reader = pytest.importorskip("reportlab.lib.utils").ImageReader(drawn(lines))
    canvas.drawImage(reader, 0, 0, 595, 842)
    hidden = canvas.beginText(72, 725)
    hidden.setTextRenderMode(3)
    for line in lines:
        hidden.textLine(line.replace("4234.56", "4284.56"))
    canvas.drawText(hidden)
    canvas.save()
    document = read_data("a.pdf", buffer.getvalue(), Options(recognise="all"))
    assert {document.text[start:end] for start, end in document.doubtful} == {"4284.56"}
    assert any("不一致" in note for note in notes_of(document))
    assert read_data("a.pdf", buffer.getvalue()).doubtful == ()
