"""Highlights in a copy of a PDF file: over their figures, behind the bytes of the file, which all stay."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from audit_cli.errors import Encrypted, MissingExtra, ReadError
from audit_cli.readers import read_data
from fixtures.expectations import Fixture, fixtures, seeded_text
from fixtures.printed import printed
from fixtures.printer import HEIGHT, LEFT, WIDTH, Pdf, broken
from tests.marked import DAY, OPTIONS, Marked, check_every_operand, check_same_report, marked
from tests.ruled_tables import draw
from tests.test_read_docx import body, packed, plain

FIXTURES = fixtures()
SUM = "2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出190.00万元。"
EDGE = 0.5
FIGURES = ["190.00万元", "300.00万元", "500.00万元"]


def annotations(copy: bytes) -> list[tuple[int, dict[str, object]]]:
    """Return the highlights of the copy with their pages."""
    return [
        (number, dict(annotation.get_object()))
        for number, page in enumerate(PdfReader(BytesIO(copy)).pages)
        for annotation in page.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Highlight"
    ]


def covered(copy: bytes) -> list[tuple[str, str]]:
    """Return what each highlight says, and the text that it covers, as pdfium has it."""
    file = pypdfium2.PdfDocument(copy)
    found = []
    for number, annotation in annotations(copy):
        page = file[number].get_textpage()
        text = ""
        corners = [float(at) for at in annotation["/QuadPoints"]]
        for at in range(0, len(corners), 8):
            xs, ys = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
            # what only touches it is not under it
            text += page.get_text_bounded(min(xs) + EDGE, min(ys) + EDGE, max(xs) - EDGE, max(ys) - EDGE)
            left, bottom, right, top = (float(at) for at in annotation["/Rect"])
            assert left <= min(xs) < max(xs) <= right
            assert bottom <= min(ys) < max(ys) <= top
        found.append((str(annotation["/Contents"]), "".join(text.split())))
    return found


def check(case: Marked) -> None:
    assert case.copy.startswith(case.data)
    check_same_report(case)
    check_every_operand(case)
    texts = ["".join(case.said(remark).split()) for remark in case.remarks]
    expected = sorted(("\n".join(r.lines), text) for r, text in zip(case.remarks, texts, strict=True))
    assert sorted(covered(case.copy)) == expected


@pytest.mark.parametrize("fixture", FIXTURES, ids=[fixture.name for fixture in FIXTURES])
def test_every_figure_of_a_finding_is_highlighted(fixture: Fixture) -> None:
    case = marked("a.pdf", printed(fixture, seeded_text(fixture), Pdf()))
    assert case.remarks
    check(case)


def a_file(**options: object) -> bytes:
    pdf = Pdf(**options)
    pdf.paragraph("2023年度青石县档案局部门整体支出绩效自评报告")
    pdf.paragraph(SUM)
    return pdf.packed()


def saved(change: Callable[[pikepdf.Pdf], None], data: bytes, **options: object) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        file.save(target, **options)
    return target.getvalue()


def test_a_highlight_says_who_when_and_all_of_the_finding() -> None:
    case = marked("a.pdf", a_file())
    check(case)
    own = [said for _, said in annotations(case.copy) if "（AR101）" in said["/Contents"]]
    assert len(own) == 1
    assert (own[0]["/T"], own[0]["/M"]) == ("审核", f"D:{DAY.replace('-', '')}000000Z")
    assert "300.00 + 190.00 = 490.00 ≠ 500.00" in own[0]["/Contents"]
    assert set(FIGURES) <= {text for _, text in covered(case.copy)}


def _cropped(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.MediaBox, page.CropBox = [-20, -30, 700, 900], [-10, -10, 590, 850]


def _turned(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.Rotate = 90


def _annotated(file: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents="请核对"
    )
    # an array of its own, which pages may share
    file.pages[0].Annots = file.make_indirect(pikepdf.Array([file.make_indirect(note)]))


OBJECTS = pikepdf.ObjectStreamMode.generate


@pytest.mark.parametrize(
    ("change", "options"),
    [(_cropped, {}), (_turned, {}), (_annotated, {}), (lambda _: None, {"object_stream_mode": OBJECTS}),
     (lambda _: None, {"linearize": True})],
    ids=["cropped", "turned", "annotated", "packed", "linearized"],
)  # fmt: skip
def test_files_of_other_writers(change: Callable[[pikepdf.Pdf], None], options: dict[str, object]) -> None:
    case = marked("a.pdf", saved(change, a_file(), **options))
    check(case)
    assert len(case.remarks) >= 3
    notes = [a.get_object() for a in PdfReader(BytesIO(case.copy)).pages[0]["/Annots"]]
    assert sum(note["/Subtype"] == "/Text" for note in notes) == (change is _annotated)


@pytest.mark.parametrize("shown_upright", [True, False])
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_text_that_is_turned_is_highlighted_where_it_stands(quarters: int, shown_upright: bool) -> None:
    pdf = Pdf((WIDTH, HEIGHT) if shown_upright or quarters == 2 else (HEIGHT, WIDTH))
    if shown_upright:
        pdf.canvas.setPageRotation(90 * quarters)
    pdf.canvas.translate(*{1: (HEIGHT, 0), 2: (WIDTH, HEIGHT), 3: (0, WIDTH)}[quarters])
    pdf.canvas.rotate(90 * quarters)
    pdf.height = HEIGHT
    pdf.paragraph(SUM)
    case = marked("a.pdf", pdf.packed())
    check_same_report(case)
    assert case.copy.startswith(case.data)
    # pdfium puts turned signs out of order, but finds them
    assert sorted(sorted(text) for _, text in covered(case.copy)) == sorted(map(sorted, FIGURES))


def test_tables_that_only_align_and_that_go_on_over_a_page() -> None:
    rows = [["项目", "预算数", "决算数"], ["基本支出", "300.00", "300.00"], ["项目支出", "200.00", "200.00"],
            ["上缴支出", "50.00", "50.00"], ["合计", "600.00", "550.00"]]  # fmt: skip
    pdf = Pdf()
    pdf.text(LEFT, 70, "单位：万元")
    for i, row in enumerate(rows):
        for x, text in zip((100, 260, 400), row, strict=True):
            pdf.text(x, 100 + 20 * i, text)
    pdf.turn()
    pdf.at = 640
    edges = [90, 240, 380, 490]
    draw(pdf, rows[:3], edges)
    pdf.turn()
    draw(pdf, [rows[0], *rows[3:]], edges)
    case = marked("a.pdf", pdf.packed())
    check(case)
    cells = {text for _, text in covered(case.copy)}
    assert {"300.00", "200.00", "50.00", "600.00"} <= cells
    assert {number for number, _ in annotations(case.copy)} == {0, 1, 2}


def test_two_columns() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "清江县水利局2021年度部门整体支出绩效自评报告的补充说明全文")
    filler = "各科室按照年初确定的工作计划，认真落实各项任务，支出进度总体正常。"
    lines = [line for _ in range(4) for line in broken(SUM + filler, [190, 190], 12)]
    half = len(lines) // 2
    for i, line in enumerate(lines[:half]):
        pdf.text(LEFT, 150 + 18 * i, line)
    for i, line in enumerate(lines[half:]):
        pdf.text(310, 150 + 18 * i, line)
    case = marked("a.pdf", pdf.packed())
    assert case.remarks
    check(case)


def test_a_figure_on_two_lines_is_highlighted_on_both() -> None:
    filler = "本年度各项工作按计划完成，"
    for length in range(1, 40):
        pdf = Pdf()
        pdf.paragraph((filler * 4)[:length] + "。" + SUM)
        case = marked("a.pdf", pdf.packed())
        check(case)
        if any(len(annotation["/QuadPoints"]) > 8 for _, annotation in annotations(case.copy)):
            return
    raise AssertionError("no figure was broken")


def test_a_damaged_file_has_a_sound_copy_or_none() -> None:
    random, data = Random(1), a_file()
    copies = 0
    for _ in range(60):
        at = random.randrange(len(data))
        damaged = data[:at] + random.choice([b"", b"0", b"\xff", data[at : at + 9] * 2]) + data[at + 3 :]
        try:
            case = marked("a.pdf", damaged)
        except ReadError:
            continue
        copies += 1
        assert case.copy.startswith(damaged)
        check_same_report(case)
    assert 0 < copies < 60


def test_the_library_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"标注 PDF 需要另外安装.*audit-cli\[annotate\]"):
        marked("a.pdf", a_file())


def test_what_may_not_be_changed_is_not() -> None:
    locked = saved(lambda _: None, a_file(), encryption=pikepdf.Encryption(owner="x", user=""))
    assert read_data("a.pdf", locked, OPTIONS).text
    with pytest.raises(Encrypted, match="不能写入批注"):
        marked("a.pdf", locked)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_a_file_that_libreoffice_wrote(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(packed(body(plain(SUM * 2))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    case = marked("a.pdf", (tmp_path / "out" / "a.pdf").read_bytes())
    assert len(case.remarks) >= 3
    check(case)
