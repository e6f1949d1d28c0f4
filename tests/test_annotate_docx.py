"""Comments in a copy of a Word file: around their figures, and nothing else of the file is changed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audit_cli.errors import Damaged
from fixtures.expectations import FOLDER
from tests.marked import DAY, Marked, check_every_operand, check_same_report, marked, parts
from tests.test_docx_notes import converted
from tests.test_read_docx import body, cell, packed, paragraph, plain, row, run, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
REPORTS = sorted(FOLDER.glob("*/seeded.docx"))
MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
SUM = "2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出190.00万元。"


def repacked(data: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, part in data.items():
            package.writestr(name, part)
    return target.getvalue()


def ours(case: Marked) -> set[str]:
    """Return the numbers of the comments that the copy has more than the file."""
    before = parts(case.data).get(COMMENTS)
    known = {c.get(f"{W}id") for c in etree.fromstring(before)} if before else set()
    comments = etree.fromstring(parts(case.copy)[COMMENTS])
    return {number for c in comments if (number := c.get(f"{W}id")) not in known and number is not None}


def ranges(case: Marked) -> dict[str, str]:
    """Return the text that stands between the marks of each comment, over all parts."""
    texts: dict[str, str] = {}
    for name, part in parts(case.copy).items():
        if not name.startswith("word/") or not name.endswith(("document.xml", "notes.xml")):
            continue
        open_now: set[str] = set()
        for element in etree.fromstring(part).iter():
            number = element.get(f"{W}id", "")
            if element.tag == _MARKS[0]:
                open_now.add(number)
                texts[number] = ""
            elif element.tag == _MARKS[1]:
                open_now.remove(number)
            elif element.tag == f"{W}t":
                for each in open_now:
                    texts[each] += element.text or ""
        assert not open_now
    return texts


def bare(part: bytes, comments: set[str]) -> bytes:
    """Return a part without the marks of *comments*, every run divided into single characters."""
    root = etree.fromstring(part)
    for element in list(root.iter(*_MARKS)):
        if element.get(f"{W}id") in comments:
            element.getparent().remove(element)
    for element in list(root.iter(f"{W}commentReference")):
        if element.get(f"{W}id") in comments:
            assert len(element.getparent()) == 1
            element.getparent().getparent().remove(element.getparent())
    for each in list(root.iter(f"{W}r")):
        _explode(each)
    return etree.tostring(root, method="c14n")


def _explode(whole: etree._Element) -> None:
    head = [child for child in whole if child.tag == f"{W}rPr"]
    for child in [child for child in whole if child.tag != f"{W}rPr"]:
        for character in child.text or " " if child.tag == f"{W}t" else " ":
            single = etree.SubElement(whole.getparent(), whole.tag, dict(whole.attrib))
            single.extend([parse_xml(etree.tostring(each)) for each in head])
            piece = parse_xml(etree.tostring(child))
            piece.tail = None
            if child.tag == f"{W}t":
                piece.attrib.clear()
                piece.text = character if child.text else ""
            single.append(piece)
            whole.addprevious(single)
    tail = whole.tail
    last = whole.getprevious()
    whole.getparent().remove(whole)
    if tail and last is not None:
        last.tail = (last.tail or "") + tail


def check_nothing_else(case: Marked) -> None:
    """All that is new is the comments and their marks."""
    before, after = parts(case.data), parts(case.copy)
    numbers = ours(case)
    added = {COMMENTS, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    for name, part in before.items():
        if name == MAIN or name.endswith("notes.xml"):
            assert bare(part, numbers) == bare(after[name], numbers), name
        elif name == COMMENTS:
            for comment in etree.fromstring(part):
                same = etree.fromstring(after[name]).find(f"*[@{W}id='{comment.get(f'{W}id')}']")
                assert etree.tostring(same, method="c14n") == etree.tostring(comment, method="c14n")
        elif name not in added:
            assert after[name] == part, name
    assert set(after) - set(before) <= added


def check(case: Marked) -> None:
    check_same_report(case)
    check_every_operand(case)
    check_nothing_else(case)
    found = ranges(case)
    texts = [case.said(remark).replace("\n", "").replace("\t", "") for remark in case.remarks]
    assert sorted(found[number] for number in ours(case)) == sorted(texts)


@pytest.mark.parametrize("path", REPORTS, ids=[path.parent.name for path in REPORTS])
def test_every_figure_of_a_finding_is_marked_and_nothing_else_changes(path: Path) -> None:
    check(marked(str(path), path.read_bytes()))


def test_comments_say_who_when_and_all_of_the_finding() -> None:
    case = marked("a.docx", packed(body(plain(SUM))))
    check(case)
    comments = list(docx.Document(BytesIO(case.copy)).comments)
    assert [(c.author, c.initials, str(c.timestamp)[:10]) for c in comments] == [("审核", "审", DAY)] * 3
    head, *rest = comments[0].text.split("\n")
    assert head.startswith("第1条 错误（AR101）：")
    assert "算式：300.00 + 190.00 = 490.00 ≠ 500.00" in rest
    assert any(line.startswith("依据：预算法") for line in rest)
    assert sum(line.startswith("· ") for line in rest) == 3
    assert [c.text for c in comments[1:]] == ["见第1条", "见第1条"]


def field(result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>=SUM(A1)</w:instrText></w:r>{mark.format('separate')}{result}" + (
        mark.format("end")
    )


WRAPPED = {
    "plain": "{}",
    "inserted": '<w:ins w:id="90" w:author="甲">{}</w:ins>',
    "link": '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    "tagged": '<w:smartTag w:element="e" w:uri="u">{}</w:smartTag>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "field": field("{}"),
    "simple field": '<w:fldSimple w:instr=" PAGE ">{}</w:fldSimple>',
    "beside a deletion": '<w:del w:id="91" w:author="甲"><w:r><w:delText>99</w:delText></w:r></w:del>{}',
    "spelt": '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>',
    "in a bookmark": '<w:bookmarkStart w:id="5" w:name="x"/>{}<w:bookmarkEnd w:id="5"/>',
}
LOOKS = ["<w:b/>", "<w:rPr_/>", '<w:color w:val="FF0000"/><w:rPrChange w:id="7" w:author="甲"><w:rPr/></w:rPrChange>']


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Return a paragraph that says SUM in runs of all kinds, cut anywhere."""
    cuts = sorted(draw(st.sets(st.integers(1, len(SUM) - 1), max_size=12)))
    pieces: list[str] = []
    for start, end in zip([0, *cuts], [*cuts, len(SUM)], strict=True):
        texts = SUM[start:end]
        if draw(st.booleans()):
            texts = "".join(f"&#x{ord(c):x};" if draw(st.booleans()) else c for c in texts)
            inner = f"<w:t>{texts}</w:t>"
        else:
            half = draw(st.integers(0, len(texts)))
            inner = f"<w:t>{texts[:half]}</w:t><w:lastRenderedPageBreak/><w:t a='>'>{texts[half:]}</w:t>"
        look = draw(st.sampled_from(LOOKS)).replace("<w:rPr_/>", "")
        pieces.append(draw(st.sampled_from(list(WRAPPED.values()))).format(
            f"<w:r><w:rPr>{look}</w:rPr>{inner}</w:r>" if look else f"<w:r w:rsidR='00A1'>{inner}</w:r>"
        ))  # fmt: skip
    return f"<w:p>{''.join(pieces)}</w:p>"


def with_body(xml: str) -> bytes:
    """Return a Word file whose body is *xml*, to the letter."""
    data = parts(packed(body(plain(""))))
    opening = data[MAIN].decode().partition("<w:body>")[0]
    return repacked({**data, MAIN: f"{opening}<w:body>{xml}</w:body></w:document>".encode()})


@settings(max_examples=60)
@given(paragraphs())
def test_runs_are_divided_where_a_figure_ends_and_keep_all_they_had(xml: str) -> None:
    case = marked("a.docx", with_body(f"<!-- 说明 -->{xml}\n<?note x?>"))
    assert case.document.text.startswith(SUM)
    assert len(case.remarks) == 3
    check(case)


def test_comments_that_are_there_already_are_kept() -> None:
    word = docx.Document()
    first = word.add_paragraph(SUM)
    word.add_comment(first.runs, "请核对合计", author="乙", initials="乙")
    case = marked("a.docx", packed(word))
    check(case)
    comments = list(docx.Document(BytesIO(case.copy)).comments)
    assert [comment.author for comment in comments] == ["乙", "审核", "审核", "审核"]
    assert comments[0].text == "请核对合计"
    assert len({comment.comment_id for comment in comments}) == 4


def test_figures_in_tables_notes_and_over_deleted_ends_are_marked() -> None:
    gone = '<w:rPr><w:del w:id="9" w:author="甲"/></w:rPr>'
    word = body(
        table(row(cell(plain("单位")), cell(plain(SUM), '<w:gridSpan w:val="2"/>'))),
        paragraph(run("2022年本年收入合计60"), gone),
        paragraph(run("0.00万元，其中：财政拨款收入300.00万元，事业收入200.00万元。")),
    )
    case = marked("a.docx", packed(word))
    assert "合计600.00万元" in case.document.text
    assert {"500.00万元", "600.00万元"} <= {case.said(remark) for remark in case.remarks if remark.number}
    check(case)


@pytest.mark.parametrize(
    "filled", ["<w:text/>", "<w:dropDownList/>", '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>']
)
def test_a_form_field_that_programs_fill_in_is_marked_as_a_whole(filled: str) -> None:
    before, after = SUM.split("300.00")
    control = f"<w:sdt><w:sdtPr>{filled}</w:sdtPr><w:sdtContent>{run('共300.00')}</w:sdtContent></w:sdt>"
    case = marked("a.docx", packed(body(paragraph(run(before) + control + run(after)))))
    check_same_report(case)
    check_nothing_else(case)
    assert "共300.00万元" in ranges(case).values()


def test_what_stands_in_a_text_box_is_marked_where_the_box_is() -> None:
    box = f"<v:textbox><w:txbxContent>{plain(SUM)}</w:txbxContent></v:textbox>"
    shape = f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"
    case = marked("a.docx", packed(body(paragraph(run("见图") + shape))))
    check_same_report(case)
    check_nothing_else(case)
    root = etree.fromstring(parts(case.copy)[MAIN])
    starts = list(root.iter(_MARKS[0]))
    assert len(starts) == 3
    assert not any(True for start in starts for _ in start.iterancestors(f"{W}txbxContent"))


def test_footnotes_are_marked_where_they_stand() -> None:
    note = f'<w:footnote w:id="2">{plain(SUM)}</w:footnote>'
    namespaces = 'xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f"<x:footnotes {namespaces}>{note}</x:footnotes>".replace("w:", "x:")
    data = parts(packed(body(plain("正文"))))
    relation = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
    rels = "word/_rels/document.xml.rels"
    data[rels] = data[rels].replace(
        b"</Relationships>", f'<Relationship Id="n1" {relation} Target="footnotes.xml"/></Relationships>'.encode()
    )
    data["word/footnotes.xml"] = notes.encode("utf-16")
    case = marked("a.docx", repacked(data))
    check(case)
    assert len(case.remarks) == 3


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066"])
def test_characters_that_print_nothing_stay_where_they_are(hidden: str) -> None:
    text = hidden.join(SUM)
    case = marked("a.docx", packed(body(plain(text))))
    assert len(case.remarks) == 3
    check_same_report(case)
    check_nothing_else(case)
    assert [said.replace(hidden, "") for said in ranges(case).values()] == ["500.00万元", "300.00万元", "190.00万元"]


def test_what_a_report_says_is_text_in_its_comments() -> None:
    hostile = "本年支出合计500.00万元，其中：</w:t><w:br/>&lt;b&gt;支出300.00万元，=cmd|' /C calc'!A0支出190.00万元。"
    case = marked("a.docx", packed(body(paragraph(f"<w:r><w:t>{escape(hostile)}</w:t></w:r>"))))
    check_same_report(case)
    check_nothing_else(case)
    for comment in etree.fromstring(parts(case.copy)[COMMENTS]):
        assert {etree.QName(each).localname for each in comment.iter()} <= {
            "comment", "p", "pPr", "spacing", "ind", "jc", "r", "annotationRef", "rPr", "b", "sz", "szCs", "t",
        }  # fmt: skip


def test_strict_files_get_strict_comments() -> None:
    data = {k: v for k, v in parts(packed(body(plain(SUM)))).items() if k.endswith((".xml", ".rels"))}
    usual, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    for name, part in data.items():
        text = part.decode().replace(f"{usual}wordprocessingml/2006/main", f"{strict}wordprocessingml/main")
        data[name] = text.replace(f"{usual}officeDocument/2006/", f"{strict}officeDocument/").encode()
    case = marked("a.docx", repacked(data))
    check_same_report(case)
    after = parts(case.copy)
    assert b"wordprocessingml/2006" not in after[MAIN] + after[COMMENTS]
    assert f"{strict}officeDocument/relationships/comments".encode() in after["word/_rels/document.xml.rels"]


def test_a_package_that_does_not_say_what_is_in_it_is_damaged() -> None:
    data = parts(packed(body(plain(SUM))))
    del data["[Content_Types].xml"]
    with pytest.raises(Damaged):
        marked("a.docx", repacked(data))


def test_libreoffice_shows_the_comments(tmp_path: Path) -> None:
    case = marked(str(REPORTS[0]), REPORTS[0].read_bytes())
    page = etree.fromstring(converted(tmp_path, case.copy, "fodt"))
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    assert len(list(page.iter(f"{office}annotation"))) == len(case.remarks)
    assert len(list(page.iter(f"{office}annotation-end"))) == len(case.remarks)
    said = "".join("".join(each.itertext()) for each in page.iter(f"{office}annotation"))
    assert all(line in said for remark in case.remarks for line in remark.lines)
