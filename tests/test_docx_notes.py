"""What a Word document holds besides its text, or shows otherwise in Word: told of, never run, followed or fetched."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from audit_cli.errors import Encrypted
from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.word.docx import read_docx
from fixtures.ole_files import compound
from tests.notes import notes_of
from tests.test_read_docx import (
    a_list,
    body,
    cell,
    labels,
    numbered,
    packed,
    paragraph,
    plain,
    read,
    rewritten,
    row,
    run,
    table,
    texts,
)  # fmt: skip

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def with_relation(kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> Document:
    """Return what is read of a document that refers to *target* outside."""
    relation = f'<Relationship Id="rIdX" Type="{_RELATION}{kind}" Target="{target}" TargetMode="External"/>'
    data = packed(body(plain("支出12万元")))
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    with ZipFile(BytesIO(data)) as package:
        there = part in package.namelist()
    if there:
        return read_docx("a.docx", rewritten(data, lambda name, content: content.replace(
            b"</Relationships>", relation.encode() + b"</Relationships>") if name == part else content))  # fmt: skip
    return read_docx("a.docx", with_entry(data, part, f"{head}{relation}</Relationships>".encode()))


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO(data)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()


LINKS = "含指向其他文件或网址的链接（图片、对象或模板），未打开"


@pytest.mark.parametrize(
    ("kind", "target", "part", "expected"),
    [
        ("hyperlink", "http://example.com/", "word/_rels/document.xml.rels", ()),
        ("image", "http://example.com/a.png", "word/_rels/document.xml.rels", (LINKS,)),
        ("oleObject", "file:///C:/a.xlsx", "word/_rels/document.xml.rels", (LINKS,)),
        ("image", "http://example.com/a.png", "word/_rels/header1.xml.rels", (LINKS,)),
        ("attachedTemplate", "file:///C:/Templates/Normal.dotm", "word/_rels/settings.xml.rels", ()),
        ("attachedTemplate", "https://example.com/a.dotm", "word/_rels/settings.xml.rels", (LINKS,)),
    ],
)
def test_links_to_other_files_are_said(kind: str, target: str, part: str, expected: tuple[str, ...]) -> None:
    document = with_relation(kind, target, part)
    assert notes_of(document) == expected
    assert document.text == "支出12万元\n"


def test_macros_are_said() -> None:
    data = with_entry(packed(body(plain("甲"))), "word/vbaProject.bin", b"\x00")
    assert notes_of(read_docx("a.docx", data)) == ("含宏，未运行",)


@pytest.mark.parametrize(
    "instruction", ["DDEAUTO excel C:\\\\a.xlsx", " LINK Excel.Sheet.12 a.xlsx", "INCLUDETEXT a.docx"]
)
def test_fields_that_bring_in_other_files_are_said(instruction: str) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    long = f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{run('12')}{end}"
    for field in (long, f'<w:fldSimple w:instr="{instruction}">{run("12")}</w:fldSimple>'):
        document = read(body(paragraph(field + run("万元"))))
        assert texts(document) == ["12万元"]
        assert notes_of(document) == ("含链接到其他文件的域，按文件中保存的文字读取，未更新",)
    assert notes_of(read(body(paragraph(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>')))) == ()


def drawing(content: str) -> str:
    return paragraph(run("图一") + f"<w:r><w:drawing><w:inline>{content}</w:inline></w:drawing></w:r>")


_CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DIAGRAM_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DRAWING_SPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_RELATIONS = f'xmlns:r="{_RELATION[:-1]}"'
CHART = f'<c:chart xmlns:c="{_CHART_SPACE}" {_RELATIONS} r:id="rIdX"/>'
DIAGRAM = f'<d:relIds xmlns:d="{_DIAGRAM_SPACE}" {_RELATIONS} r:dm="rIdX" r:lo="rIdY"/>'


def with_part(content: str, kind: str, part: str) -> Document:
    """Return what is read of a document that draws *content*, which refers to *part*."""
    relation = f'<Relationship Id="rIdX" Type="{_RELATION}{kind}" Target="drawn/drawn1.xml"/></Relationships>'
    data = with_entry(packed(body(drawing(content), plain("后文"))), "word/drawn/drawn1.xml", part.encode())
    return read_docx("a.docx", rewritten(data, lambda name, content: content.replace(
        b"</Relationships>", relation.encode()) if name == "word/_rels/document.xml.rels" else content))  # fmt: skip


def chart(labels: str, below: str = "") -> str:
    """Return a chart of two series, the first of which has *labels*."""

    def cached(kind: str, *values: str) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(values) if value)
        code = "<c:formatCode>0.00</c:formatCode>" if kind == "num" else ""
        return f"<c:{kind}Ref><c:f>a</c:f><c:{kind}Cache>{code}{points}</c:{kind}Cache></c:{kind}Ref>"

    def series(name: str, labels: str, *values: str) -> str:
        names = cached("str", "基本支出", "项目支出", "其他")
        return (
            f"<c:ser><c:tx>{cached('str', name)}</c:tx>{labels}<c:cat>{names}</c:cat>"
            f"<c:val>{cached('num', *values)}</c:val></c:ser>"
        )

    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>支出构成（单位：万元）</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    both = series("预算数", labels, "100.5", "23.456", "") + series("决算数", "", "98.5", "20", "3")
    return (
        f'<c:chartSpace xmlns:c="{_CHART_SPACE}" {_DRAWING_SPACE}><c:chart>{title}<c:plotArea>'
        f"<c:barChart>{both}</c:barChart>{below}</c:plotArea></c:chart></c:chartSpace>"
    )


VALUES = '<c:dLbls><c:showVal val="1"/></c:dLbls>'


def test_a_chart_that_prints_its_numbers_is_a_table() -> None:
    document = with_part(CHART, "chart", chart(VALUES))
    assert notes_of(document) == ()
    assert document.text.split("\n") == [
        "图一", "支出构成（单位：万元）", "\t预算数", "基本支出\t100.50", "项目支出\t23.46", "其他\t", "后文", "",
    ]  # fmt: skip
    whole = with_part(CHART, "chart", chart(VALUES, "<c:dTable/>"))
    assert "项目支出\t23.46\t20.00" in whole.text
    own = '<c:dLbls><c:numFmt formatCode="0.0" sourceLinked="0"/><c:showVal val="1"/></c:dLbls>'
    assert "项目支出\t23.5" in with_part(CHART, "chart", chart(own)).text
    broken = chart(VALUES).replace("23.456", "#N/A").replace('idx="0"', 'idx="x"').replace("100.5", "1E+999999")
    assert "项目支出\t#N/A" in with_part(CHART, "chart", broken).text


@pytest.mark.parametrize(
    "labels",
    ["", '<c:dLbls><c:showVal val="0"/><c:showPercent val="1"/></c:dLbls>', '<c:dLbls><c:delete val="1"/></c:dLbls>'],
)
def test_a_chart_that_prints_no_numbers_is_said(labels: str) -> None:
    document = with_part(CHART, "chart", chart(labels))
    assert document.text == "图一\n后文\n"
    assert notes_of(document) == ("含没有标出数值的图表，其中的数据不参与核对",)


def test_the_text_of_a_diagram_is_read_where_it_stands() -> None:
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{text[:2]}</a:t></a:r><a:r><a:t>{text[2:]}</a:t></a:r></a:p></d:t></d:pt>"
        for text in ("基本支出100万元", "项目支出23万元")
    )
    data = f'<d:dataModel xmlns:d="{_DIAGRAM_SPACE}" {_DRAWING_SPACE}><d:ptLst><d:pt/>{points}</d:ptLst></d:dataModel>'
    document = with_part(DIAGRAM, "diagramData", data)
    assert texts(document) == ["图一", "基本支出100万元", "项目支出23万元", "后文"]
    assert notes_of(document) == ()


def test_charts_and_diagrams_without_their_parts_are_said() -> None:
    assert notes_of(read(body(drawing(CHART)))) == ("含没有标出数值的图表，其中的数据不参与核对",)
    assert notes_of(read(body(drawing(DIAGRAM)))) == ("含 SmartArt 图形，其中的文字未读取",)
    assert notes_of(read(body(drawing("<w:x/>")))) == ()


def test_documents_within_documents_are_said() -> None:
    assert notes_of(read(body(plain("甲"), "<w:subDoc/>"))) == ("含子文档的链接，其中的内容未读取",)


def test_a_moved_paragraph_stands_where_it_went() -> None:
    moved = run("移动的段落")
    document = read(
        body(
            plain("甲"),
            paragraph(
                f'<w:moveFrom w:id="1" w:author="a">{moved}</w:moveFrom>',
                '<w:rPr><w:moveFrom w:id="2" w:author="a"/></w:rPr>',
            ),
            plain("乙"),
            paragraph(
                f'<w:moveTo w:id="3" w:author="a">{moved}</w:moveTo>',
                '<w:rPr><w:moveTo w:id="4" w:author="a"/></w:rPr>',
            ),
        )
    )
    assert texts(document) == ["甲", "乙", "移动的段落"]
    assert any("含修订" in note for note in notes_of(document))


def test_an_inserted_paragraph_is_said() -> None:
    marked = paragraph(run("甲"), '<w:rPr><w:ins w:id="1" w:author="a"/></w:rPr>')
    block = f'<w:ins w:id="1" w:author="a">{plain("甲")}</w:ins>'
    for xml in (marked, block):
        document = read(body(xml, plain("乙")))
        assert texts(document) == ["甲", "乙"]
        assert any("含修订" in note for note in notes_of(document))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☑是"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "□是"),
        ("<w:checkBox><w:checked/></w:checkBox>", "☑是"),
        ("<w:checkBox/>", "□是"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>', "良是"),
        ('<w:ddList><w:listEntry w:val="优"/></w:ddList>', "优是"),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="优"/></w:ddList>', "是"),
        ("<w:textInput/>", "是"),
    ],
)
def test_fields_of_forms_show_what_was_chosen(data: str, expected: str) -> None:
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORM </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(read(body(paragraph(field + run("是"))))) == [expected]


def test_a_table_of_contents_is_read_line_by_line() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    tab = "<w:r><w:tab/></w:r>"
    document = read(
        body(
            paragraph(f"{begin}<w:r><w:instrText> TOC </w:instrText></w:r>{separate}{run('一、概况')}{tab}{run('3')}"),
            paragraph(f"<w:hyperlink>{run('二、支出')}{tab}{run('4')}</w:hyperlink>"),
            paragraph(end),
            plain("正文"),
        )
    )
    assert texts(document) == ["一、概况\t3", "二、支出\t4", "正文"]
    assert document.sections == ()


def test_rows_and_cells_within_content_controls() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inside = row(cell(plain("甲")), control(cell(plain("乙"))))
    document = read(body(control(table(control(inside), row(cell(control(plain("丙"))), cell(plain("丁")))))))
    assert document.text == "甲\t乙\n丙\t丁\n"


def test_a_locked_document_is_said() -> None:
    locked = compound({"EncryptedPackage": b"", "EncryptionInfo": b""})
    with pytest.raises(Encrypted, match=r"报告\.docx：.*密码"):
        read_data("报告.docx", locked)


# numbers


@pytest.mark.parametrize(("example", "expected"), [("01, 02, 03, ...", "01"), ("0001, ...", "0001"), ("x, y", "1")])
def test_numbers_filled_up_with_zeros(example: str, expected: str) -> None:
    custom = f'<w:numFmt w:val="custom" w:format="{example}"/>'
    for form in (
        custom,
        f'<mc:AlternateContent><mc:Choice Requires="w14">{custom}</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        "</mc:Fallback></mc:AlternateContent>",
    ):
        level = f'<w:lvl w:ilvl="0">{form}<w:lvlText w:val="（%1）"/></w:lvl>'
        assert labels(a_list("1", "7", level), numbered("1", 0)) == [f"（{expected}）"]


# not decimalFullWidth, which LibreOffice shows as plain digits
_CELL = attrgetter("table", "row", "col", "rowspan", "colspan")
_FORMATS = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "decimal", "decimalEnclosedCircle",
    "chineseLegalSimplified", "ideographTraditional", "upperRoman", "lowerLetter",
)  # fmt: skip


def levels(form: str) -> str:
    """Return three levels of a list: two in the number format *form*, the last in digits with those above it."""
    return "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{shown}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (start, shown, text) in enumerate(
            ((1, form, "%1、"), (1, form, "（%2）"), (3, "decimal", "%1.%2.%3"))
        )
    )


def converted(folder: Path, data: bytes, suffix: str) -> bytes:
    """Return the Word document *data* as LibreOffice writes it in another format; skip the test where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    output = folder / "out"
    command = [office, "--headless", profile, "--convert-to", suffix, "--outdir", str(output), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (path,) = output.iterdir()
    return path.read_bytes()


def sample() -> bytes:
    """Return a document with lists in all common formats and a table with merged cells."""
    definitions, paragraphs = "", []
    for number, form in enumerate(_FORMATS, 1):
        override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
        definitions += a_list(str(number), str(number), levels(form)) + a_list(
            str(number + 50), str(number), more=override
        )
        for level in (0, 1, 1, 2, 2, 0, 1):
            paragraphs.append(numbered(str(number), level, f"第{number}类"))
        paragraphs += [numbered(str(number + 50), 0, f"重新第{number}类")] * 2
    # definitions stand before the lists that use them
    parts = definitions.replace("<w:num ", "\n<w:num ").replace("</w:num>", "</w:num>\n").split("\n")
    ordered = "".join([p for p in parts if "abstractNum " in p] + [p for p in parts if p.startswith("<w:num ")])
    merged = table(
        "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>",
        row(cell(plain("竖"), '<w:vMerge w:val="restart"/>'), cell(plain("横"), '<w:gridSpan w:val="2"/>')),
        row(cell("<w:p/>", "<w:vMerge/>"), cell(plain("1")), cell(plain("2"))),
    )
    xml = f'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{ordered}</w:numbering>'
    data = packed(body(*paragraphs, merged, plain("完")))
    return rewritten(data, lambda name, content: xml.encode() if name == "word/numbering.xml" else content)


def test_labels_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    document = read_docx("a.docx", sample())
    printed = converted(tmp_path, sample(), "txt:Text (encoded):UTF8").decode("utf-8-sig").splitlines()
    ours = [f"{block.label}{document.text_of(block)}" for block in document.blocks if block.kind != "cell"]
    # LibreOffice indents, and puts a blank behind the label
    theirs = ["".join(line.split()) for line in printed if line.strip()][: len(ours)]
    different = [(a, b) for a, b in zip(ours[:-1], theirs, strict=False) if a != b]
    assert len(ours) == 9 * len(_FORMATS) + 1
    assert different == []


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_documents_of_libreoffice_are_read_the_same(tmp_path: Path, suffix: str) -> None:
    before = read_docx("a.docx", sample())
    after = read_data(f"a.{suffix}", converted(tmp_path, sample(), suffix))
    assert texts(after) == texts(before)
    assert list(map(_CELL, after.blocks)) == list(map(_CELL, before.blocks))
    if suffix == "docx":
        assert [b.label for b in after.blocks] == [b.label for b in before.blocks]


def field(instruction: str) -> str:
    """Return a field without a result, its instruction cut in pieces as Word does."""
    pieces = "".join(f"<w:r><w:instrText>{sign}</w:instrText></w:r>" for sign in instruction)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{pieces}{end}"


SYMBOLS = {
    "ticked": ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
    "not ticked": ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "□"),
    "comparisons": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', "≥≤"),
    "circled": ('<w:r><w:sym w:font="Wingdings" w:char="F083"/></w:r>', "③"),
    "a letter that shows a tick": (run("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑"),
    "a letter that shows a box": (run("£", '<w:rFonts w:hAnsi="Wingdings 2"/>'), "□"),
    "a private sign": (run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
    "a letter in another font": (run("R", '<w:rFonts w:ascii="Arial"/>'), "R"),
    "a sign that no font is known for": ('<w:r><w:sym w:font="Webdings" w:char="F063"/></w:r>', "\uf063"),
    "a circled number": (field("eq \\o\\ac(○,12)"), "⑫"),
    "a circled word": (field(" EQ \\o\\ac(○,合)"), "合"),
    "a ticked box": (field("eq \\o\\ac(□,√)"), "☑"),
    "another field": (field("eq \\f(1,2)"), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SYMBOLS)
def test_signs_are_what_the_page_shows(name: str) -> None:
    markup, shown = SYMBOLS[name]
    assert texts(read(body(paragraph(markup + run("项目"))))) == [f"{shown}项目"]


def test_text_that_is_struck_through_is_left_out_and_said() -> None:
    for mark in ("strike", "dstrike"):
        document = read(
            body(paragraph(run("支出") + run("100", f"<w:{mark}/>") + run("200万元", f'<w:{mark} w:val="0"/>')))
        )
        assert texts(document) == ["支出200万元"]
        assert notes_of(document) == ("含加删除线的文字，视为已删除，未计入",)
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    struck = f"<w:r><w:rPr><w:strike/></w:rPr>{begin}<w:instrText>PAGE</w:instrText></w:r>"
    assert texts(read(body(paragraph(f"{struck}<w:r>{separate}</w:r>{run('3')}<w:r>{end}</w:r>{run('页')}")))) == [
        "3页"
    ]


def test_of_two_ways_to_draw_the_one_that_shows_something_is_read() -> None:
    box = f"<w:txbxContent>{plain('框内12万元')}</w:txbxContent>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    drawn = f'<w:r><mc:AlternateContent><mc:Choice Requires="wpi"/>{fallback}</mc:AlternateContent></w:r>'
    assert texts(read(body(paragraph(run("前") + drawn)))) == ["前", "框内12万元"]
