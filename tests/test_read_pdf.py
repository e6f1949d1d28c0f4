"""PDF files, drawn here sign by sign: what a reader of the page takes for a paragraph or a cell is read as one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from audit_cli.errors import Damaged, Encrypted, MissingExtra, TooLarge
from audit_cli.model import Block, Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages.lines import lines_of
from audit_cli.readers.pages.pdf import read_pdf
from audit_cli.readers.pages.recognition import has_engine
from audit_cli.readers.pages.sheet import Glyph, Glyphs
from audit_cli.readers.pages.signs import UNKNOWN, plain
from fixtures.printer import HEIGHT, LEFT, SIZE, WIDTH, Ofd, Pdf, Printer, broken, width_of
from tests.blocks import paragraphs
from tests.notes import notes_of
from tests.ruled_tables import draw

PROSE = (
    "2021年度预算收入1,391.78万元，其中财政拨款1,371.64万元，其他资金20.14万元，全年执行数1,298.28万元，预算执行率93.28%。"
    "从用途看，基本支出958.08万元，占总支出的73.80%，项目支出340.20万元，占总支出的26.20%，各项支出均按规定的用途使用。"
)


def read(data: bytes, options: Options | None = None) -> Document:
    document = read_pdf("报告.pdf", data, options)
    assert all(0 <= block.start <= block.end <= len(document.text) for block in document.blocks)
    return document


def cells(document: Document, table: int = 0) -> dict[tuple[int, int], str]:
    return {(b.row, b.col): document.text_of(b) for b in document.blocks if b.table == table}


def cell(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.kind == "cell" and document.text_of(block) == text)


def test_lines_that_the_page_width_broke_are_one_paragraph_also_over_pages() -> None:
    pdf = Pdf()
    texts = [f"第{i}项工作。{PROSE}" for i in range(20)]
    for text in texts:
        pdf.paragraph(text)
    document = read(pdf.packed())
    assert paragraphs(document) == texts
    assert {block.page for block in document.blocks} == {1, 2, 3}


def test_paragraphs_without_indents_end_where_a_line_ends_early() -> None:
    pdf = Pdf()
    for _ in range(4):
        pdf.paragraph(PROSE, indent=0)
        pdf.paragraph("短的一段。", indent=0)
    assert paragraphs(read(pdf.packed())) == [PROSE, "短的一段。"] * 4


def test_running_headers_footers_and_page_numbers_are_left_out_and_said() -> None:
    pdf = Pdf()
    for page in range(1, 4):
        pdf.text(LEFT, 50, "清江县水利局2021年度绩效自评报告", 9)
        pdf.text(280, 800, f"— {page} —", 9)
        pdf.paragraph(f"第{page}页的正文，支出{page}00.50万元。")
        pdf.turn()
    document = read(pdf.packed())
    assert paragraphs(document) == [f"第{page}页的正文，支出{page}00.50万元。" for page in (1, 2, 3)]
    assert notes_of(document) == ("页眉、页脚和页码未计入正文",)
    assert document.is_whole


def test_titles_that_begin_several_pages_are_no_running_headers() -> None:
    pdf = Pdf()
    pdf.paragraph(PROSE)
    for number in range(1, 4):
        pdf.turn()
        pdf.paragraph(f"附件{number}", indent=0)
        pdf.paragraph("项目支出绩效自评表", indent=0)
        pdf.paragraph(f"项目金额{number}5.5万元，与其他各项不同。")
    texts = paragraphs(read(pdf.packed()))
    assert texts.count("项目支出绩效自评表") == 3
    assert {"附件1", "附件2", "附件3"} <= set(texts)


def test_a_title_over_two_centred_lines_is_one() -> None:
    pdf = Pdf()
    pdf.text(97, 100, "清江县水利局二〇二一年度部门预算整体支出", 20)
    pdf.text(237, 130, "绩效自评报告", 20)
    pdf.at = 170
    for _ in range(3):
        pdf.paragraph(PROSE)
    assert paragraphs(read(pdf.packed()))[0] == "清江县水利局二〇二一年度部门预算整体支出绩效自评报告"


def test_larger_type_makes_a_heading() -> None:
    pdf = Pdf()
    pdf.text(200, 100, "部门决算说明", 22)
    pdf.text(LEFT, 140, "预算执行情况", 16)
    pdf.at = 170
    pdf.paragraph(PROSE)
    document = read(pdf.packed())
    assert document.sections == ("预算执行情况",)
    assert document.blocks[-1].section == 0


def test_a_ruled_table_with_merged_cells() -> None:
    pdf = Pdf()
    rows = [
        ["项目", "预算数", "执行数", ""],
        ["", "", "基本支出", "项目支出"],
        ["合计", "100.00", "60.00", "40.00"],
        ["教育", "70.00", "42.00", "28.00"],
    ]
    draw(pdf, rows, [90, 190, 290, 390, 490], [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)])
    document = read(pdf.packed())
    assert cells(document) == {
        (0, 0): "项目", (0, 1): "预算数", (0, 2): "执行数", (1, 2): "基本支出", (1, 3): "项目支出",
        (2, 0): "合计", (2, 1): "100.00", (2, 2): "60.00", (2, 3): "40.00",
        (3, 0): "教育", (3, 1): "70.00", (3, 2): "42.00", (3, 3): "28.00",
    }  # fmt: skip
    assert (cell(document, "项目").rowspan, cell(document, "执行数").colspan) == (2, 2)
    assert document.text.splitlines()[2] == "合计\t100.00\t60.00\t40.00"


def test_a_cell_that_is_wrapped_is_one_line_and_one_that_was_parted_keeps_its_lines() -> None:
    pdf = Pdf()
    draw(pdf, [["一般公共\n预算", "1,234.\n56", "表一\n表二"]], [90, 138, 174, 260], height=40)
    assert list(cells(read(pdf.packed())).values()) == ["一般公共预算", "1,234.56", "表一\n表二"]


HEADER = ["一级指标", "二级指标", "分值"]
EDGES = [90, 190, 390, 490]


def test_a_table_goes_on_over_the_page_without_the_repeated_header() -> None:
    pdf = Pdf()
    pdf.at = 640
    draw(pdf, [HEADER, ["产出指标", "数量指标", "20"], ["", "质量指标", "10"]], EDGES, [(1, 0, 2, 0)])
    pdf.turn()
    draw(
        pdf,
        [HEADER, ["", "时效指标", "15"], ["", "成本指标", "5"], ["效益指标", "社会效益", "30"]],
        EDGES,
        [(1, 0, 2, 0)],
    )
    document = read(pdf.packed())
    assert cell(document, "产出指标").rowspan == 4
    assert (cell(document, "效益指标").row, cell(document, "效益指标").page) == (5, 2)
    assert len([b for b in document.blocks if document.text_of(b) == "分值"]) == 1
    assert {block.table for block in document.blocks} == {0}


def test_a_row_that_the_page_cuts_is_one_row() -> None:
    pdf = Pdf()
    edges = [90, 138, 190, 230]
    pdf.at = 700
    draw(pdf, [["项目", "预算", "说明"], ["一般公共", "1,391,60", "合格"]], edges)
    pdf.turn()
    draw(pdf, [["预算支出", "8.78", ""], ["其他", "20.00", ""]], edges)
    assert cells(read(pdf.packed())) == {
        (0, 0): "项目", (0, 1): "预算", (0, 2): "说明",
        (1, 0): "一般公共预算支出", (1, 1): "1,391,608.78", (1, 2): "合格",
        (2, 0): "其他", (2, 1): "20.00", (2, 2): "",
    }  # fmt: skip


def test_a_row_that_may_be_cut_is_not_trusted() -> None:
    pdf = Pdf()
    edges = [90, 138, 230, 330]
    pdf.at = 700
    draw(pdf, [["项目", "指标", "数"], ["一般公", "投资", "12"]], edges)
    pdf.turn()
    draw(pdf, [["预算支出", "", ""], ["其他", "很好", "20.00"]], edges)
    document = read(pdf.packed())
    assert [(b.row, b.damaged) for b in document.blocks if b.col == 0] == [(0, False), (1, True), (2, True), (3, False)]


def test_a_caption_between_parts_two_tables() -> None:
    pdf = Pdf()
    pdf.at = 640
    draw(pdf, [HEADER, ["产出指标", "数量指标", "20"]], EDGES)
    pdf.turn()
    pdf.paragraph("表2 项目支出绩效自评表", indent=0)
    draw(pdf, [HEADER, ["效益指标", "社会效益", "30"]], EDGES)
    assert cells(read(pdf.packed()), 1)[1, 2] == "30"


def test_tables_that_touch_are_told_apart_by_their_columns() -> None:
    pdf = Pdf()
    draw(pdf, [["收入", "支出", "结余"], ["1.00", "2.00", "3.00"]], [90, 200, 310, 490])
    pdf.at -= 20
    draw(pdf, [["指标", "目标", "完成", "得分"], ["数量", "10", "9", "5"]], [90, 150, 260, 400, 490])
    document = read(pdf.packed())
    assert cells(document, 0)[1, 2] == "3.00"
    assert cells(document, 1)[1, 3] == "5"


def test_a_table_that_is_open_at_the_sides_and_a_frame_that_is_none() -> None:
    pdf = Pdf()
    for y in (100, 120, 140):
        pdf.line(90, y, 490, y)
    for x in (200, 350):
        pdf.line(x, 100, x, 140)
    for y, texts in ((114, ("项目", "预算", "决算")), (134, ("合计", "1.00", "2.00"))):
        for x, text in zip((95, 205, 355), texts, strict=True):
            pdf.text(x, y, text, 10)
    for ends in ((90, 300, 490, 300), (90, 340, 490, 340), (90, 300, 90, 340), (490, 300, 490, 340)):
        pdf.line(*ends)
    pdf.text(100, 325, "框中的一句话。")
    document = read(pdf.packed())
    assert cells(document) == {
        (0, 0): "项目",
        (0, 1): "预算",
        (0, 2): "决算",
        (1, 0): "合计",
        (1, 1): "1.00",
        (1, 2): "2.00",
    }
    assert paragraphs(document) == ["框中的一句话。"]


def test_a_table_without_rules_is_read_by_its_alignment() -> None:
    pdf = Pdf()
    rows = [
        ("项目", "预算数", "执行数"),
        ("教育支出", "100.00", "95.00"),
        ("卫生支出", "50.00", "48.50"),
        ("合计", "150.00", "143.50"),
    ]
    for i, row in enumerate(rows):
        for x, text in zip((100, 260, 400), row, strict=True):
            pdf.text(x, 100 + 20 * i, text)
    document = read(pdf.packed())
    assert cells(document)[2, 1] == "50.00"
    assert cells(document)[3, 2] == "143.50"


def test_rows_of_a_table_too_short_to_be_known_are_lines_of_their_own() -> None:
    pdf = Pdf()
    pdf.paragraph(PROSE)
    for i, (name, amount) in enumerate([("项目", "金额（万元）"), ("办公费", "1,234.50万元")]):
        pdf.text(LEFT, 400 + 18 * i, name)
        pdf.text(LEFT + 335, 400 + 18 * i, amount)
    assert [" ".join(text.split()) for text in paragraphs(read(pdf.packed()))][1:] == [
        "项目 金额（万元）",
        "办公费 1,234.50万元",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "清江县水利局2021年度部门整体支出绩效自评报告的补充说明全文")
    halves = [broken(PROSE, [190 - 24, 190], 12) for _ in range(3)]
    lines = [("" if i else "　　") + line for half in halves for i, line in enumerate(half)]
    for i, line in enumerate(lines[:11]):
        pdf.text(LEFT, 150 + 18 * i, line)
    for i, line in enumerate(lines[11:]):
        pdf.text(310, 150 + 18 * i, line)
    assert paragraphs(read(pdf.packed()))[1:] == [PROSE] * 3


def test_words_keep_their_spaces_and_spread_characters_do_not() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "第一部分 部门概况 audit of 2021")
    pdf.text(LEFT, 130, "各 项 支 出 均 按 规 定 使 用")
    assert paragraphs(read(pdf.packed())) == ["第一部分 部门概况 audit of 2021", "各项支出均按规定使用"]


@pytest.mark.parametrize("printer", [Pdf, Ofd])
def test_text_with_a_rule_through_it_is_struck_out(printer: type[Printer]) -> None:
    page = printer()
    x = LEFT
    for piece in ("支出", "12万元", "15万元。"):
        page.text(x, 100, piece, SIZE)
        if piece == "12万元":
            page.line(x, 100 - SIZE / 3, x + width_of(piece, SIZE), 100 - SIZE / 3)
        x += width_of(piece, SIZE)
    # a rule below a text, and one that goes on, strike nothing out
    page.text(LEFT, 200, "下划线3万元")
    page.line(LEFT, 203, LEFT + width_of("下划线3万元", SIZE), 203)
    page.text(LEFT, 300, "表中线4万元")
    page.line(LEFT, 300 - SIZE / 3, 505, 300 - SIZE / 3)
    document = read_data("报告", page.packed())
    assert [text.replace(" ", "") for text in paragraphs(document)] == ["支出15万元。", "下划线3万元", "表中线4万元"]
    assert [note.key for note in document.notes] == ["struck"]


def test_bold_by_printing_twice_is_read_once() -> None:
    pdf = Pdf()
    for shift in (0.0, 0.4):
        pdf.text(LEFT + shift, 100, "合计11.11万元")
    assert paragraphs(read(pdf.packed())) == ["合计11.11万元"]


@pytest.mark.parametrize("shown_upright", [True, False])
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_whose_text_is_turned(quarters: int, shown_upright: bool) -> None:
    # the size is that of the page as shown
    pdf = Pdf((WIDTH, HEIGHT) if shown_upright or quarters == 2 else (HEIGHT, WIDTH))
    if shown_upright:
        pdf.canvas.setPageRotation(90 * quarters)
    pdf.canvas.translate(*{1: (HEIGHT, 0), 2: (WIDTH, HEIGHT), 3: (0, WIDTH)}[quarters])
    pdf.canvas.rotate(90 * quarters)
    pdf.height = HEIGHT
    draw(pdf, [HEADER, ["产出指标", "数量指标", "20"]], EDGES)
    pdf.paragraph("表后的一段话。")
    document = read(pdf.packed())
    assert cells(document)[1, 2] == "20"
    assert paragraphs(document) == ["表后的一段话。"]


def test_text_that_is_not_shown_is_not_read() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "支出12.50万元。")
    pdf.text(LEFT, 130, "支出99.99万元。", mode=3)
    pdf.text(LEFT, -50, "页面之外88.88万元。")
    pdf.canvas.saveState()
    pdf.canvas.translate(100, 300)
    pdf.canvas.rotate(40)
    pdf.canvas.setFont("STSong-Light", 40)
    pdf.canvas.drawString(0, 0, "内部资料")
    pdf.canvas.restoreState()
    document = read(pdf.packed())
    assert paragraphs(document) == ["支出12.50万元。"]
    assert notes_of(document) == (
        "有不显示的文字，未计入",
        "有页面之外的文字，未计入",
        "有斜排的文字（如水印），未计入",
    )


def image(pdf: Pdf) -> None:
    pdf.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)


def test_scanned_pages_are_said() -> None:
    pdf = Pdf()
    pdf.paragraph(PROSE)
    for _ in range(2):
        pdf.turn()
        image(pdf)
    document = read_pdf("a.pdf", pdf.packed(), Options(recognise="never"))
    assert not document.is_whole
    (note,) = notes_of(document)
    assert note.startswith("第 2-3 页是图像，没有文字层，请另附能复制文字的文件")
    assert ("--ocr never" if has_engine() else "audit-cli[ocr]") in note


def test_what_a_scanner_recognised_is_read_and_said() -> None:
    pdf = Pdf()
    image(pdf)
    for y in range(100, 300, 20):
        pdf.text(LEFT, y, "支出12.50万元。", mode=3)
    document = read(pdf.packed())
    assert document.text.count("12.50") == 10
    assert notes_of(document) == ("有的页是扫描图像，文字取自其中的识别层，没有与图像核对",)


def test_radicals_are_the_characters_they_look_like() -> None:
    assert plain("⽉⼊⾦⻔豈ﬁ２０\uf0b7\ue123") == f"月入金⻔豈fi２０•{UNKNOWN}"


def test_a_password() -> None:
    pdf = Pdf(encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    pdf.text(LEFT, 100, "支出12.50万元。")
    data = pdf.packed()
    assert paragraphs(read(data, Options(password="secret"))) == ["支出12.50万元。"]
    with pytest.raises(Encrypted, match="文件有密码"):
        read(data)
    with pytest.raises(Encrypted, match="密码不对"):
        read(data, Options(password="wrong"))


def test_embedded_files_are_noted() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "支出12.50万元。")
    file = pypdfium2.PdfDocument(pdf.packed())
    file.new_attachment("data.xlsx").set_data(b"PK")
    packed = BytesIO()
    file.save(packed)
    assert notes_of(read(packed.getvalue())) == ("有嵌入的文件，其中的内容未读取",)


@pytest.mark.parametrize("place", [b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", b"/OpenAction 4 0 R"])
def test_scripts_are_noted_and_not_run(place: bytes) -> None:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R" + place + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</S/JavaScript/JS(app.alert(1))>>",
    )
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%sendobj\n" % (i, body) for i, body in enumerate(objects, start=1))
    data += b"trailer<</Root 1 0 R>>"
    assert notes_of(read(data)) == ("有脚本（JavaScript），没有运行",)


FILLED = "有表单域或打字的批注，所填的内容计入正文"
UNFILLED = "有表单域或打字的批注，其中的内容未读取"


def form() -> bytes:
    """Return a page with fields and boxes to tick in lines, in a table, and one that nobody filled in."""
    pdf = Pdf()
    pdf.text(LEFT, 100, "预算数：____________万元，执行数：")
    pdf.text(LEFT + 290, 100, "万元。")
    fields = pdf.canvas.acroForm
    fields.textfield(name="a", value="1234.50", x=138, y=736, width=72, height=18, fontSize=12, borderWidth=0)
    fields.textfield(name="b", value="1200.00", x=315, y=736, width=60, height=18, fontSize=12, borderWidth=0)
    fields.textfield(name="c", value="", x=450, y=736, width=40, height=18, fontSize=12, borderWidth=0)
    pdf.text(LEFT + 20, 150, "是")
    pdf.text(LEFT + 100, 150, "否")
    fields.checkbox(name="d", checked=True, x=LEFT, y=690, size=14)
    fields.checkbox(name="e", checked=False, x=LEFT + 80, y=690, size=14)
    pdf.at = 220
    draw(pdf, [["项目", "数量"], ["培训人数", ""]], [90, 190, 290], height=30)
    fields.textfield(
        name="f", value="88", x=195, y=HEIGHT - pdf.at + 25, width=90, height=18, fontSize=12, borderWidth=0
    )
    return pdf.packed()


def changed(data: bytes, change: Callable[[pikepdf.Object], None]) -> bytes:
    """Return the file with each of its annotations changed."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        for page in file.pages:
            for annotation in page.obj.Annots:
                change(annotation)
        file.save(buffer)
    return buffer.getvalue()


def test_what_was_filled_into_a_form_is_read_where_it_stands() -> None:
    document = read(form())
    assert paragraphs(document) == ["预算数：1234.50  万元，执行数：  1200.00  万元。", "☑是  □否"]
    assert cells(document)[1, 1] == "88"
    assert notes_of(document) == (FILLED,)


def test_fields_that_their_program_has_not_drawn_are_read() -> None:
    def forget(annotation: pikepdf.Object) -> None:
        if annotation.FT == "/Tx":
            del annotation["/AP"]
            if annotation.T == "b":
                annotation.V = pikepdf.String("约1200")

    document = read(changed(form(), forget))
    assert "预算数：1234.50  万元，执行数：  约1200  万元。" in document.text


def test_fields_that_are_not_shown_are_not_read() -> None:
    def hide(annotation: pikepdf.Object) -> None:
        annotation.F = 2

    document = read(changed(form(), hide))
    assert "1234.50" not in document.text
    assert notes_of(document) == ()


def test_text_typed_over_a_page_is_read_and_said_if_it_cannot_be() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "支出合计：")
    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    look = b"<</Type/XObject/Subtype/Form/BBox[0 0 80 20]/Resources" + font + b">>"
    with pikepdf.open(BytesIO(pdf.packed())) as file:
        page = file.pages[0]
        shape = file.make_stream(b"BT /F 12 Tf 2 5 Td (88.50) Tj ET", pikepdf.Object.parse(look))
        typed = {"/Subtype": pikepdf.Name.FreeText, "/Rect": [150, 737, 230, 757], "/Contents": "88.50"}
        for shown, expected in ((True, FILLED), (False, UNFILLED)):
            shapes = {"/AP": pikepdf.Dictionary(N=shape)} if shown else {}
            page.obj.Annots = pikepdf.Array([pikepdf.Dictionary({**typed, **shapes})])
            buffer = BytesIO()
            file.save(buffer)
            document = read(buffer.getvalue())
            assert ("88.50" in document.text) is shown
            assert notes_of(document) == (expected,)


def test_signs_that_climb_are_parted_where_they_leave_the_line() -> None:
    # each ten points high and wide, a point to the right and down of the one before
    stairs = Glyphs.of(Glyph("一二三"[i % 3], i, i, i + 10, i + 10) for i in range(0, 60, 6))
    assert len(lines_of(stairs)) == 10
    slope = Glyphs.of(Glyph("一二三"[i % 3], 10 * i, i, 10 * i + 10, i + 10) for i in range(10))
    assert [line.text for line in lines_of(slope)] == ["一二三一二", "三一二三一"]
    assert lines_of(Glyphs.of([])) == []


def test_limits() -> None:
    pdf = Pdf()
    for _ in range(3):
        pdf.text(LEFT, 100, "支出12.50万元。")
        pdf.turn()
    data = pdf.packed()
    with pytest.raises(TooLarge, match="3 页，超过 2 页"):
        read(data, Options(Limits(pages=2)))
    with pytest.raises(TooLarge, match="超过 20 个字符"):
        read(data, Options(Limits(text=20)))


def test_a_page_with_too_many_lines_is_read_as_text() -> None:
    pdf = Pdf()
    draw(pdf, [HEADER, ["产出指标", "数量指标", "20"]], EDGES)
    document = read(pdf.packed(), Options(Limits(drawn=10)))
    assert "数量指标" in document.text
    assert notes_of(document) == ("有的页线条过多，表格线未看，表格按文字读取",)


def test_a_file_with_a_broken_table_of_contents_is_repaired() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "支出12.50万元。")
    data = pdf.packed()
    assert paragraphs(read(data[: data.rindex(b"xref")])) == ["支出12.50万元。"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF\n", b"%PDF-" + b"\x00" * 5000])
def test_no_sound_file(data: bytes) -> None:
    with pytest.raises(Damaged):
        read(data)


def test_the_content_says_that_it_is_a_pdf() -> None:
    pdf = Pdf()
    pdf.text(LEFT, 100, "支出12.50万元。")
    document = read_data("报告.docx", pdf.packed())
    assert (document.format, notes_of(document)) == ("pdf", ("扩展名是 .docx，内容却是 pdf，已按内容读取",))


def test_spoilt_files_are_told_or_read_and_stop_nothing() -> None:
    # in a process of its own: what pdfium does not survive, nobody here would live to tell
    done = subprocess.run([sys.executable, "-c", _SPOIL], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "told" in done.stdout
    assert "read" in done.stdout


_SPOIL = """
import random
from audit_cli.errors import ReadError
from audit_cli.readers.pages.pdf import read_pdf
from fixtures.printer import Pdf
sound = []
for compressed in (0, 1):
    pdf = Pdf(pageCompression=compressed)
    for number in range(3):
        pdf.paragraph("2021年度预算收入1,391.78万元，其中财政拨款1,371.64万元，其他资金20.14万元。" * 4)
        pdf.line(90, 600, 400, 600)
        pdf.turn()
    sound.append(pdf.packed())
draw = random.Random(7)
for number in range(200):
    data = bytearray(draw.choice(sound))
    if number % 4 == 0:
        del data[draw.randrange(len(data)):]
    elif number % 4 == 1:
        start = draw.randrange(len(data))
        del data[start:start + 200]
    else:
        for _ in range(draw.choice((1, 10, 300))):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    try:
        read_pdf("spoilt.pdf", bytes(data))
        print("read")
    except ReadError:
        print("told")
"""


def test_without_the_extra_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"audit-cli\[pdf\]"):
        read_pdf("报告.pdf", b"%PDF-1.7")
