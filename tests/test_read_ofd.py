"""OFD files, written here: the same pages as PDF, read by the same geometry."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from audit_cli.errors import Damaged, Encrypted, TooLarge
from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages.ofd import read_ofd
from fixtures.printer import HEIGHT, LEFT, WIDTH, Ofd, text_object
from tests.blocks import paragraphs
from tests.notes import notes_of
from tests.ruled_tables import draw

PROSE = (
    "2021年度预算收入1,391.78万元，其中财政拨款1,371.64万元，其他资金20.14万元，全年执行数1,298.28万元，预算执行率93.28%。"
    "从用途看，基本支出958.08万元，占总支出的73.80%，项目支出340.20万元，占总支出的26.20%，各项支出均按规定的用途使用。"
)
HEADER = ["一级指标", "二级指标", "分值"]
EDGES = [90, 190, 390, 490]
BOX = f"{WIDTH / 72 * 25.4:.1f} {HEIGHT / 72 * 25.4:.1f}"


def read(data: bytes, options: Options | None = None) -> Document:
    document = read_ofd("报告.ofd", data, options)
    assert all(0 <= block.start <= block.end <= len(document.text) for block in document.blocks)
    return document


def cells(document: Document) -> dict[tuple[int, int], str]:
    return {(b.row, b.col): document.text_of(b) for b in document.blocks if b.kind == "cell"}


def repacked(data: bytes, changes: dict[str, str | None]) -> bytes:
    """Return the package with parts replaced, added, or, where None is given, left out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        contents: dict[str, str | bytes | None] = {name: source.read(name) for name in source.namelist()}
        for name, content in (contents | changes).items():
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def test_paragraphs_and_tables_over_pages() -> None:
    ofd = Ofd()
    texts = [f"第{i}项工作。{PROSE}" for i in range(12)]
    for text in texts:
        ofd.paragraph(text)
    ofd.turn()
    ofd.at = 640
    draw(ofd, [HEADER, ["产出指标", "数量指标", "20"], ["", "质量指标", "10"]], EDGES, [(1, 0, 2, 0)])
    ofd.turn()
    draw(ofd, [HEADER, ["", "时效指标", "15"], ["", "成本指标", "1,234.56"]], EDGES, [(1, 0, 2, 0)])
    document = read(ofd.packed())
    assert paragraphs(document) == texts
    assert list(cells(document).values()) == [
        *HEADER, "产出指标", "数量指标", "20", "质量指标", "10", "时效指标", "15", "成本指标", "1,234.56"
    ]  # fmt: skip
    assert [block.rowspan for block in document.blocks if document.text_of(block) == "产出指标"] == [4]
    assert document.blocks[-1].page == 4


def test_a_template_is_a_running_header() -> None:
    ofd = Ofd()
    ofd.template.append(text_object(LEFT, 50, "清江县水利局2021年度绩效自评报告", 9))
    for number in (1, 2, 3):
        ofd.paragraph(f"第{number}页的正文，支出{number}00.50万元。")
        ofd.turn()
    document = read(ofd.packed())
    assert paragraphs(document) == [f"第{number}页的正文，支出{number}00.50万元。" for number in (1, 2, 3)]
    assert notes_of(document) == ("页眉、页脚和页码未计入正文",)


def test_steps_matrices_and_names_as_writers_differ_in_them() -> None:
    ofd = Ofd()
    ofd.pages[-1] = [
        # twice as large by its matrix, steps in short form, the last one missing
        '<ofd:TextObject ID="1" Boundary="30 30 100 20" CTM="2 0 0 2 0 0" Size="3"><ofd:TextCode X="0" Y="4" '
        'DeltaX="g 3 3 1.5">支出共1280万元</ofd:TextCode></ofd:TextObject>',
        '<ofd:PageBlock ID="2"><ofd:TextObject ID="3" Boundary="30 60 100 20" Size="4">'
        '<ofd:TextCode X="0" Y="4">收入</ofd:TextCode></ofd:TextObject></ofd:PageBlock>',
    ]
    data = ofd.packed().replace(b"Doc_0/Document.xml", b"Doc_0/Document.xml")
    document = repacked(data, {"OFD.xml": None, "\\OFD.XML": _main("\\Doc_0\\Document.xml")})
    assert paragraphs(read_data("报告.ofd", document)) == ["支出共1280万元", "收入"]


def _main(root: str) -> str:
    return f"<OFD><DocBody><DocRoot>{root}</DocRoot></DocBody></OFD>"


def test_drawings_that_pages_share() -> None:
    ofd = Ofd()
    ofd.pages[-1] = ['<ofd:CompositeObject ID="4" Boundary="30 40 100 20" ResourceID="77"/>']
    ofd.parts["Doc_0/PublicRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        '<ofd:CompositeGraphicUnit ID="77" Width="100" Height="20"><ofd:Content>'
        f"{text_object(0, 12, '支出12.50万元。', 12)}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    assert paragraphs(read(ofd.packed())) == ["支出12.50万元。"]


def test_a_drawing_that_holds_itself_ends() -> None:
    ofd = Ofd()
    ofd.pages[-1] = [
        '<ofd:CompositeObject ID="4" Boundary="0 0 9 9" ResourceID="77"/>',
        text_object(90, 90, "正文", 12),
    ]
    inner = '<ofd:CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="77"/>' * 50
    ofd.parts["Doc_0/PublicRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnit ID="77"><ofd:Content>'
        f"{inner}</ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>"
    )
    assert read(ofd.packed()).text in ("", "正文\n")


def test_what_is_not_shown_or_stands_askew_is_left_out_and_said() -> None:
    ofd = Ofd()
    ofd.paragraph("支出12.50万元。")
    ofd.pages[-1] += [
        text_object(90, 200, "支出99.99万元。", 12, 'Visible="false"'),
        text_object(90, 400, "内部资料", 40, 'CTM="0.8 0.6 -0.6 0.8 0 0"'),
        text_object(90, -300, "支出88.88万元。", 12),
    ]
    document = read(ofd.packed())
    assert paragraphs(document) == ["支出12.50万元。"]
    assert notes_of(document) == (
        "有不显示的文字，未计入",
        "有页面之外的文字，未计入",
        "有斜排的文字（如水印），未计入",
    )


def test_a_page_that_is_turned() -> None:
    ofd = Ofd()
    ofd.pages[-1] = [
        f'<ofd:TextObject ID="1" Boundary="{x} 20 10 100" CTM="0 1 -1 0 0 0" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
        for x, text in ((100, "支出12.50万元，"), (90, "其中人员经费8.20万元。"))
    ]
    assert "".join(paragraphs(read(ofd.packed()))) == "支出12.50万元，其中人员经费8.20万元。"


@pytest.mark.parametrize("engine", [True, False])
def test_pages_that_are_images_or_missing(engine: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit_cli.readers.pages.ofd.has_engine", lambda: engine)
    offer = "" if engine else "，或安装识别组件（pip install 'audit-cli[ocr]'）"
    ofd = Ofd()
    ofd.paragraph(PROSE)
    ofd.turn()
    ofd.pages[-1].append(f'<ofd:ImageObject ID="8" Boundary="0 0 {BOX}" ResourceID="3"/>')
    ofd.turn()
    data = repacked(ofd.packed(), {"Doc_0/Pages/Page_2/Content.xml": None})
    assert notes_of(read(data)) == (
        "第 3 页已损坏，其中的文字未读取",
        f"第 2 页是图像，没有文字层，请另附能复制文字的文件{offer}；图像中的文字未读取",
    )


def test_a_page_that_is_named_again_is_read_once() -> None:
    ofd = Ofd()
    ofd.paragraph("支出12.50万元。")
    with zipfile.ZipFile(BytesIO(ofd.packed())) as package:
        main = package.read("Doc_0/Document.xml").decode()
    page = '<ofd:Page ID="100" BaseLoc="Pages/Page_0/Content.xml"/>'
    assert paragraphs(read(repacked(ofd.packed(), {"Doc_0/Document.xml": main.replace(page, page * 300)}))) == [
        "支出12.50万元。"
    ]


def test_encrypted_damaged_and_too_large() -> None:
    ofd = Ofd()
    for _ in range(3):
        ofd.paragraph(PROSE)
        ofd.turn()
    data = ofd.packed()
    with pytest.raises(Encrypted):
        read(repacked(data, {"Encryptions.xml": "<Encryptions/>"}))
    with pytest.raises(Damaged):
        read(repacked(data, {"Doc_0/Document.xml": None}))
    with pytest.raises(Damaged):
        read(repacked(data, {"OFD.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}))
    with pytest.raises(TooLarge, match="4 页，超过 2 页"):
        read(data, Options(Limits(pages=2)))
    with pytest.raises(TooLarge, match="字符的上限"):
        read(data, Options(Limits(text=100)))


@pytest.mark.parametrize("steps", ["g 999999999 1", "g", "g x y", "nan inf 1e400", "-5 -5", ""])
def test_steps_that_make_no_sense(steps: str) -> None:
    ofd = Ofd()
    ofd.pages[-1] = [
        '<ofd:TextObject ID="1" Boundary="30 30 100 20" Size="4">'
        f'<ofd:TextCode X="nan" Y="4" DeltaX="{steps}">支出</ofd:TextCode></ofd:TextObject>'
    ]
    assert set(read(ofd.packed()).text) <= set("支出 \n")
