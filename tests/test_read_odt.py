"""OpenDocument text, written here: what the page shows is what is read, as from docx."""

from __future__ import annotations

import pytest

from audit_cli.errors import Damaged, Encrypted, TooLarge
from audit_cli.model import Document
from audit_cli.readers import read, read_data
from audit_cli.readers.limits import Limits, Options
from fixtures.expectations import FOLDER, fixtures
from fixtures.opendocument import cell, covered, number_style, odf, odt_of, paragraph, row, table
from tests.blocks import in_order, labelled, texts
from tests.notes import notes_of
from tests.outcomes import mutations, outcome

_CHINESE = "一, 二, 三, ..."


def read_body(body: str, automatic: str = "", styles: str = "") -> Document:
    return in_order(read_data("报告.odt", odf("text", body, automatic, styles)))


def style(name: str, family: str, properties: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>'


HIDING = '<style:text-properties text:display="none"/>'


def items(*contents: str, attributes: str = 'text:style-name="N"') -> str:
    inner = "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)
    return f"<text:list {attributes}>{inner}</text:list>"


def test_paragraphs_headings_and_tables() -> None:
    document = read_body(
        '<text:h text:outline-level="2">部门概况</text:h>'
        + paragraph("单位：万元")
        + table(row(cell(paragraph("项目")), cell(paragraph("决算数"))), row(cell(paragraph("甲")), cell("")))
        + paragraph("完。")
    )
    assert document.format == "odt"
    assert document.text == "部门概况\n单位：万元\n项目\t决算数\n甲\t\n完。\n"
    assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", 2)
    assert document.sections == ("部门概况",)
    assert notes_of(document) == ()


def test_blanks_marks_and_links() -> None:
    document = read_body(
        paragraph(' 甲 \n 乙<text:s text:c="3"/>丙<text:tab/>丁<text:line-break/>戊 ')
        + paragraph('<text:a>链<text:span>接</text:span></text:a>12\u201148<office:annotation><text:p>批注</text:p>'
                    '</office:annotation><text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text>'
                    '</text:ruby>')
    )  # fmt: skip
    assert texts(document) == ["甲 乙   丙\t丁\n戊", "链接12-48字"]


@pytest.mark.parametrize(
    ("form", "label"),
    [
        (_CHINESE, "三"), ("壹, 贰, 叁, ...", "叁"), ("壹, 貳, 參, ...", "參"), ("甲, 乙, 丙, ...", "丙"),
        ("子, 丑, 寅, ...", "寅"), ("①, ②, ③, ...", "③"), ("１, ２, ３, ...", "３"), ("1", "3"), ("a", "c"),
        ("A", "C"), ("i", "iii"), ("I", "III"), ("", ""),
    ],
)  # fmt: skip
def test_number_formats(form: str, label: str) -> None:
    body = items(*[paragraph(f"第{i}") for i in range(3)])
    shown = f"（{label}）第2" if label else "第2"
    assert labelled(read_body(body, number_style("N", ("（", form, "）"))))[2] == shown


def test_levels_restart_and_show_those_above() -> None:
    levels = number_style("N", ("", _CHINESE, "、"), ("", "1", "."))
    levels = levels.replace('text:level="2"', 'text:level="2" text:display-levels="2"')
    inner = items(paragraph("甲一"), paragraph("甲二"), attributes="")
    body = items(paragraph("甲") + inner, paragraph("乙") + items(paragraph("乙一"), attributes=""))
    assert labelled(read_body(body, levels)) == ["一、甲", "一.1.甲一", "一.2.甲二", "二、乙", "二.1.乙一"]


def test_a_label_written_out_by_libreoffice() -> None:
    levels = number_style("N", ("", "1", "")).replace(
        'text:level="1"', 'text:level="1" loext:num-list-format="第%1%条"'
    )
    assert labelled(read_body(items(paragraph("甲"), paragraph("乙")), levels)) == ["第1条甲", "第2条乙"]


def test_lists_begin_anew_or_go_on() -> None:
    levels = number_style("N", ("", "1", "."))
    first = items(paragraph("甲"), paragraph("乙"), attributes='xml:id="l1" text:style-name="N"')
    again = items(paragraph("丙"))
    going_on = items(paragraph("丁"), attributes='text:continue-numbering="true" text:style-name="N"')
    back = items(paragraph("戊"), attributes='text:continue-list="l1" text:style-name="N"')
    stated = items(paragraph("己")).replace("<text:list-item>", '<text:list-item text:start-value="7">')
    document = read_body(first + paragraph("文") + again + paragraph("文") + going_on + back + stated, levels)
    assert [text for text in labelled(document) if text != "文"] == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊", "7.己"]


def test_a_label_is_for_the_first_paragraph_of_an_item() -> None:
    levels = number_style("N", ("", "1", "."))
    body = items(paragraph("甲") + paragraph("甲续"), paragraph("乙"))
    header = "<text:list text:style-name='N'><text:list-header>" + paragraph("头") + "</text:list-header></text:list>"
    assert labelled(read_body(body + header, levels)) == ["1.甲", "甲续", "2.乙", "头"]


def test_a_list_in_a_list_without_a_paragraph_of_its_own() -> None:
    levels = number_style("N", ("", "1", "."), ("（", "1", "）"))
    deep = items(items(paragraph("深"), attributes=""))
    assert labelled(read_body(items(paragraph("甲")) + deep, levels)) == ["1.甲", "（1）深"]


def test_numbered_paragraphs_that_name_their_list() -> None:
    levels = number_style("N", ("", "1", "."), ("（", "1", "）"))
    body = "".join(
        f'<text:numbered-paragraph text:list-id="{key}" text:level="{level}" text:style-name="N">{paragraph(text)}'
        "</text:numbered-paragraph>"
        for key, level, text in (("a", 1, "甲"), ("b", 1, "别"), ("a", 2, "甲一"), ("a", 1, "乙"))
    )
    assert labelled(read_body(body, levels)) == ["1.甲", "1.别", "（1）甲一", "2.乙"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = "<text:outline-style>" + "".join(
        f'<text:outline-level-style text:level="{level}" style:num-prefix="{prefix}" style:num-suffix="{suffix}" '
        f'style:num-format="{_CHINESE}"/>'
        for level, prefix, suffix in ((1, "", "、"), (2, "（", "）"))
    )
    heads = [(1, "甲"), (2, "甲甲"), (2, "甲乙"), (1, "乙"), (2, "乙甲")]
    body = "".join(f'<text:h text:outline-level="{level}">{text}</text:h>' for level, text in heads)
    body += '<text:h text:outline-level="1" text:is-list-header="true">附</text:h>'
    document = read_body(body, styles=f"{outline}</text:outline-style>")
    assert labelled(document) == ["一、甲", "（一）甲甲", "（二）甲乙", "二、乙", "（一）乙甲", "附"]
    assert document.sections[0] == "一、甲"


def test_merged_and_repeated_cells() -> None:
    document = read_body(
        table(
            f"<table:table-header-rows>{row(cell(paragraph('头'), columns=3), covered(2))}</table:table-header-rows>",
            row(cell(paragraph("竖"), rows=2), cell(paragraph("同"), repeated=2)),
            row(covered(), cell(paragraph("a")), cell(paragraph("b"))),
            row(cell(paragraph("又"), repeated=3), repeated=2),
        )
    )
    cells = {(b.row, b.col): (document.text_of(b), b.rowspan, b.colspan) for b in document.blocks}
    assert cells == {
        (0, 0): ("头", 1, 3), (1, 0): ("竖", 2, 1), (1, 1): ("同", 1, 1), (1, 2): ("同", 1, 1), (2, 1): ("a", 1, 1),
        (2, 2): ("b", 1, 1), **{(i, j): ("又", 1, 1) for i in (3, 4) for j in range(3)},
    }  # fmt: skip


def test_nested_tables_follow_their_cell() -> None:
    inner = table(row(cell(paragraph("内一")), cell(paragraph("内二"))))
    outer = row(cell(paragraph("外一") + inner + paragraph("外一下")), cell(paragraph("外二")))
    document = read_body(table(outer))
    assert [(document.text_of(b), b.kind, b.table, b.row, b.col) for b in document.blocks] == [
        ("外一", "cell", 0, 0, 0), ("内一", "cell", 1, 0, 0), ("内二", "cell", 1, 0, 1),
        ("外一下", "paragraph", None, 0, 0), ("外二", "cell", 0, 0, 1),
    ]  # fmt: skip


def test_a_cell_repeated_for_ever_is_a_limit() -> None:
    for many in (
        row(cell(paragraph("x"), repeated=9_999_999)),
        row(cell(""), repeated=9_999_999),
        row(cell("", repeated=1000), repeated=1000),
        "".join([row(cell("", repeated=1000))] * 1001),
    ):
        with pytest.raises(TooLarge):
            read_body(table(many))
    assert read_data("a.odt", odf("text", table(row(cell("", repeated=9)))), Options(Limits(cells=9))).blocks
    with pytest.raises(TooLarge):
        read_data("a.odt", odf("text", table(row(cell("", repeated=9)))), Options(Limits(cells=8)))


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>10</text:p></text:deletion>"
    document = read_body(
        f"{deleted}</text:changed-region></text:tracked-changes>"
        + paragraph("支出<text:change/><text:change-start/>12<text:change-end/>万元")
    )
    assert texts(document) == ["支出12万元"]
    assert notes_of(document) == ("含修订：按接受全部修订后的文字读取，已删除的文字不读",)


def test_text_that_is_struck_through_is_left_out_and_said() -> None:
    struck = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = style("S", "text", struck) + style("N", "text", struck.replace("solid", "none"))
    spans = "<text:span text:style-name='S'>100</text:span><text:span text:style-name='N'>200</text:span>"
    document = read_body(paragraph(f"支出{spans}万元"), styles)
    assert (texts(document), notes_of(document)) == (["支出200万元"], ("含加删除线的文字，视为已删除，未计入",))


def test_hidden_text_is_left_out_and_said() -> None:
    styles = style("H", "text", HIDING) + style("P", "paragraph", HIDING) + style("Q", "paragraph", "")
    for body in (
        paragraph("见<text:span text:style-name='H'>隐</text:span>"),
        paragraph("隐", "P") + paragraph("见", "Q"),
        f"<text:section text:display='none'>{paragraph('隐')}</text:section>" + paragraph("见"),
        paragraph("见<text:hidden-text text:is-hidden='true'>隐</text:hidden-text>"),
    ):
        document = read_body(body, styles)
        assert (texts(document), notes_of(document)) == (["见"], ("含隐藏文字，未读取",))
    assert texts(read_body(f"<text:section>{paragraph('见')}</text:section>")) == ["见"]


def test_a_text_box_follows_its_paragraph() -> None:
    box = f"<draw:g><draw:frame><draw:text-box>{paragraph('框内')}</draw:text-box></draw:frame></draw:g>"
    shape = f"<draw:custom-shape>{paragraph('形内')}</draw:custom-shape>"
    document = read_body(paragraph("框外" + box) + shape + paragraph("其后"))
    assert texts(document) == ["框外", "框内", "形内", "其后"]
    assert texts(read_body(table(row(cell(paragraph("格" + box)), cell(paragraph("邻")))))) == ["格\n框内", "邻"]


def test_footnotes_stand_behind_the_text() -> None:
    def note(kind: str, text: str) -> str:
        body = f"<text:note-citation>1</text:note-citation><text:note-body>{paragraph(text)}</text:note-body>"
        return f'<text:note text:note-class="{kind}">{body}</text:note>'

    document = read_body(paragraph(f"正文{note('endnote', '尾注')}{note('footnote', '含上年结转3万元。')}完"))
    assert texts(document) == ["正文完", "含上年结转3万元。", "尾注"]


def test_what_cannot_be_read_is_said() -> None:
    document = read_body(paragraph("附表<draw:frame><draw:object/><draw:image/></draw:frame>"))
    assert notes_of(document) == ("含嵌入对象（如 Excel 表格），其中的内容未读取",)
    assert notes_of(read_body(paragraph("<draw:frame><draw:image/></draw:frame>"))) == (
        "正文没有文字，只有图片，图片中的文字未读取",
    )
    macros = odf("text", paragraph("甲"), others={"Basic/Standard/Module1.xml": "<x/>"})
    assert notes_of(read_data("a.odt", macros)) == ("含宏，未运行",)


def test_pages_where_a_program_laid_them_out() -> None:
    breaking = style("B", "paragraph", '<style:paragraph-properties fo:break-before="page"/>')
    soft = "<text:soft-page-break/>"
    body = paragraph("一") + paragraph(f"{soft}二{soft}续") + soft + paragraph("四") + paragraph("五", "B")
    assert [b.page for b in read_body(body, breaking).blocks] == [1, 2, 4, 5]
    assert [b.page for b in read_body(paragraph("一") + paragraph("二", "B"), breaking).blocks] == [None, None]


def test_a_locked_document_is_said() -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    for others in ({"META-INF/manifest.xml": manifest}, {"encrypted-package": "x"}):
        with pytest.raises(Encrypted, match="不勾选“用密码保存”"):
            read_data("a.odt", odf("text", paragraph("甲"), others=others))


def test_other_packages_are_damaged() -> None:
    for others in ({"content.xml": "<a/>"}, {"content.xml": "not xml"}, {"content.xml": "<!DOCTYPE x><a/>"}):
        with pytest.raises(Damaged):
            read_data("a.odt", odf("text", paragraph("甲"), others=others))


@pytest.mark.parametrize("depth", [60, 120, 5000])
def test_elements_nested_very_deep(depth: int) -> None:
    for tag in ("text:span", "text:section", "text:list", "draw:g"):
        nested = f"<{tag}>" * depth + f"</{tag}>" * depth
        outcome("a.odt", odf("text", nested))
        outcome("a.odt", odf("text", paragraph(nested)))
    tables = "<table:table><table:table-row><table:table-cell>" * depth
    tables += "</table:table-cell></table:table-row></table:table>" * depth
    outcome("a.odt", odf("text", tables))


def test_cut_off_and_changed_anywhere() -> None:
    body = items(paragraph("甲"), paragraph("乙")) + table(row(cell(paragraph("a"), columns=2), covered()))
    data = odf("text", body * 5, number_style("N", ("", "1", ".")))
    assert {outcome("文件.odt", bad) for bad in mutations(data, 200, seed=10, kept=4)} >= {"Damaged", "Document"}


@pytest.mark.parametrize("name", [fixture.name for fixture in fixtures()])
def test_a_fixture_reads_as_its_docx_does(name: str) -> None:
    word = read(str(FOLDER / name / "seeded.docx"))
    document = read_data("seeded.odt", odt_of(word))
    assert document.text == word.text
    assert document.sections == word.sections
    assert document.blocks == word.blocks


def test_styles_hand_on_what_they_do_to_text() -> None:
    parents = style("S", "text", '<style:text-properties style:text-line-through-style="solid"/>')
    parents += style("U", "text", '<style:text-properties style:text-position="super 58%"/>')
    inner = ' style:parent-style-name="{}"'
    automatic = style("C", "text", "", inner.format("S")) + style("R", "text", "", inner.format("U"))
    automatic += style("N", "text", '<style:text-properties style:text-line-through-style="none"/>', inner.format("S"))
    spans = "".join(f'<text:span text:style-name="{name}">{text}</text:span>' for name, text in ("R2", "C3", "N5"))
    document = read_body(paragraph("面积12m" + spans), automatic, parents)
    assert document.text == "面积12m²5\n"
    assert [note.key for note in document.notes] == ["struck"]


def test_paragraphs_and_sections_that_do_not_count() -> None:
    struck = style("P", "paragraph", '<style:text-properties style:text-line-through-style="solid"/>')
    hidden = '<text:section text:display="condition" text:is-hidden="true">' + paragraph("隐") + "</text:section>"
    document = read_body(paragraph("删12万元", "P") + hidden + paragraph("留"), struck)
    assert document.text == "留\n"
    assert [note.key for note in document.notes] == ["hidden", "struck"]
