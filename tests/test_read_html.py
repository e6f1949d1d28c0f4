"""Web pages, built here piece by piece: what a browser shows is what is read."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_cli.errors import Damaged, ReadError, TooLarge
from audit_cli.model import Document
from audit_cli.readers import read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.markup.html import read_html
from audit_cli.readers.markup.mht import read_mht
from tests.blocks import cells_of, in_order, labelled, texts
from tests.notes import notes_of


def read(page: str | bytes) -> Document:
    document = read_html("网页.html", page.encode() if isinstance(page, str) else page)
    in_order(document)
    return document


def test_paragraphs_headings_and_tables() -> None:
    document = read(
        "<html><head><title>标题栏</title></head><body><h1>一、概况</h1><p>本年支出<b>12.5</b>万元。</p>"
        "<table><caption>单位：万元</caption><tr><th>项目<th>决算数<tr><td>基本支出<td>&nbsp;12.30</table>完。</body></html>"
    )
    assert document.text == "一、概况\n本年支出12.5万元。\n单位：万元\n项目\t决算数\n基本支出\t\xa012.30\n完。\n"
    assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", 1)
    assert document.sections == ("一、概况",)
    assert document.format == "html"
    assert notes_of(document) == ()


def test_white_space_is_what_the_page_shows() -> None:
    document = read(
        "<p>  本年\n   支出  <i> 12.5 </i>\n万元，\r\n执行 rate\n of&nbsp;it </p>尾<br>　　又一行<br/><br/>末"
    )
    assert texts(document) == ["本年支出 12.5万元，执行 rate of\xa0it", "尾", "又一行", "末"]
    assert texts(read("<pre>甲  1\n乙  2\n</pre>")) == ["甲  1", "乙  2"]


def test_scripts_styles_and_comments_are_never_read() -> None:
    document = read(
        "<style>p{content:'1'}</style><script>document.write('2')</script><!-- 3 --><p>正文</p><noscript>4</noscript>"
        "<!--[if gte mso 9]><xml><w:WordDocument>5</w:WordDocument></xml><![endif]--><xml><o:p>6</o:p></xml>"
        "<template>7</template><?php echo 8 ?>"
    )
    assert texts(document) == ["正文"]


def test_entities_are_characters() -> None:
    assert texts(read("<p>&yen;5 &lt; &#x4e00;&#9312;&amp;#9312; &ge;90%</p>")) == ["¥5 < 一①&#9312; ≥90%"]


def test_hidden_text_is_left_out_and_said() -> None:
    document = read(
        "<style>.gone, p.off, #menu { display : none }\n@media print {.kept{display:none}}</style>"
        "<p>甲<span style='DISPLAY:none'>1</span><span style='mso-hide:all'>2</span></p><p hidden>3</p>"
        "<p class='x gone'>4</p><p class=kept>乙</p>"
        "<div style='visibility:hidden'>5</div><input type=hidden value=6><p class=off>7</p><p id=menu>8"
    )  # fmt: skip
    assert texts(document) == ["甲", "乙"]
    assert notes_of(document) == ("含隐藏文字，未读取",)
    assert notes_of(read("<p>甲</p><div style='display:none'> </div>")) == ()


@pytest.mark.parametrize(
    "struck",
    ["<s>100</s>", "<strike>100</strike>", "<span style='color:red;text-decoration:underline line-through'>100</span>"],
)
def test_text_that_is_struck_through_is_left_out_and_said(struck: str) -> None:
    document = read(f"<p>支出{struck}<u style='text-decoration:underline'>200</u>万元</p>")
    assert texts(document) == ["支出200万元"]
    assert notes_of(document) == ("含加删除线的文字，视为已删除，未计入",)


def test_tracked_changes_of_word_are_read_as_accepted() -> None:
    document = read("<p>支出<del cite='a' datetime='2022'>10</del><ins cite='a' datetime='2022'>12</ins>万元</p>")
    assert texts(document) == ["支出12万元"]
    assert any("含修订" in note for note in notes_of(document))


def test_frames_are_said() -> None:
    document = read("<p>正文</p><iframe src='http://localhost/x.html'></iframe>")
    assert notes_of(document) == ("含框架或嵌入的其他网页、对象，其中的内容未读取",)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ["1.", "2."]),
        ("type=a start=3", ["c.", "d."]),
        ("type=I", ["I.", "II."]),
        ("reversed", ["2.", "1."]),
        ("style='list-style-type:cjk-ideographic'", ["一、", "二、"]),
        ("style='list-style: simp-chinese-informal inside'", ["一、", "二、"]),
        ("style='list-style-type:none'", ["", ""]),
    ],
)
def test_numbers_of_lists_are_labels(attributes: str, expected: list[str]) -> None:
    document = read(f"<ol {attributes}><li>甲<li><p>乙</p><p>乙下</p></ol>")
    assert [block.label for block in document.blocks] == [*expected, ""]
    assert texts(document) == ["甲", "乙", "乙下"]


def test_lists_within_lists() -> None:
    page = "<ol><li>甲<ul><li>子</ul><li value=7>乙<li>丙</ol><ul style='list-style:none'><li>丁</ul>"
    assert labelled(read(page)) == ["1.甲", "•子", "7.乙", "8.丙", "丁"]


def test_numbers_that_word_and_wps_write_are_labels() -> None:
    document = read(
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US>"
        "<span style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span>"
        "<![endif]>部门概况<o:p></o:p></p>"
        '<h2 style="mso-list:l0 level2 lfo1;"><![if !supportLists]><span style="mso-list:Ignore;">（一）</span>'
        "<![endif]>职责</h2>"
    )
    assert [(b.label, document.text_of(b)) for b in document.blocks] == [("一、", "部门概况"), ("（一）", "职责")]
    assert document.sections == ("一、部门概况", "（一）职责")


def test_footnotes_of_word_have_no_marks_in_the_text() -> None:
    mark = "<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a>"
    document = read(f"<p>支出12万元{mark}。</p><div style='mso-element:footnote-list'><p>{mark}含结转3万元。</p></div>")
    assert texts(document) == ["支出12万元。", "含结转3万元。"]


def test_spans_place_cells_as_browsers_do() -> None:
    document = read(
        "<table><tr><td rowspan=2>项目<td colspan=2>金额<td rowspan=0>注<tr><td>预算<td>决算"
        "<tr><td>甲<td>1<td>2<tr><td colspan=100>合计</table>"
    )
    assert cells_of(document) == {
        (0, 0): ("项目", 2, 1), (0, 1): ("金额", 1, 2), (0, 3): ("注", 4, 1), (1, 1): ("预算", 1, 1),
        (1, 2): ("决算", 1, 1), (2, 0): ("甲", 1, 1), (2, 1): ("1", 1, 1), (2, 2): ("2", 1, 1), (3, 0): ("合计", 1, 4),
    }  # fmt: skip


def test_head_and_foot_of_a_table_stand_at_its_ends() -> None:
    document = read(
        "<table><tfoot><tr><td>尾<td>3</tfoot><tbody><tr><td>身<td>2</tbody><thead><tr><td>头<td>1</thead></table>"
    )
    assert document.text == "头\t1\n身\t2\n尾\t3\n"


def test_a_hidden_row_counts_but_is_not_read() -> None:
    document = read(
        "<table><tr><td rowspan=3>甲<td>1<tr style='display:none'><td>2<tr><td>3"
        "<tr><td>乙<td style='display:none'>4<td>5</table>"
    )
    assert cells_of(document) == {
        (0, 0): ("甲", 3, 1), (0, 1): ("1", 1, 1), (2, 1): ("3", 1, 1), (3, 0): ("乙", 1, 1), (3, 1): ("5", 1, 1)
    }  # fmt: skip


def test_text_and_forms_between_the_rows_are_kept() -> None:
    document = read(
        "<table>单位：万元<form><tr><td>甲</td><td><input value=12.5></td></tr></form>"
        "<td>乙<td><input type=checkbox checked>是<input type=radio>否"
        "<tr><td>丙<td><select><option>1<option selected>2</select></table>"
    )
    assert document.text == "单位：万元\n甲\t12.5\n乙\t☑是□否\n丙\t2\n"


def test_paragraphs_of_a_cell_are_joined() -> None:
    document = read("<table><tr><td><p>甲</p><p>&nbsp;</p><p>乙<br>丙</p></td><td>&nbsp;</td></tr></table>")
    assert texts(document) == ["甲\n乙\n丙", ""]


def test_nested_tables_follow_their_cell() -> None:
    document = read(
        "<table><tr><td>外一<table><tr><td>内一<td>内二</table>外一下<td>外二</table><table><tr><td>后<td>后二</table>"
    )
    assert [(document.text_of(b), b.kind, b.table, b.row, b.col) for b in document.blocks] == [
        ("外一", "cell", 0, 0, 0),
        ("内一", "cell", 1, 0, 0),
        ("内二", "cell", 1, 0, 1),
        ("外一下", "paragraph", None, 0, 0),
        ("外二", "cell", 0, 0, 1),
        ("后", "cell", 2, 0, 0),
        ("后二", "cell", 2, 0, 1),
    ]


def test_tables_that_only_arrange_a_page_are_no_tables() -> None:
    inner = "<table><tr><td>项目<td>金额<tr><td>甲<td>1</table>"
    article = f"<h1>一、概况</h1><p>{'说明文字。' * 120}</p>{inner}"
    for page in (
        f"<table><tr><td>{article}</table>",
        f"<table><tr><td>导航<td>{article}<tr><td>版权<td></table>",
        f"<table><tr><td>头<tr><td>{article}<tr><td>尾</table>",
        f"<table><tr><td>导航<td><h1>一、概况</h1><p>{'说明文字。' * 700}</p></table>",
    ):
        document = read(page)
        assert any(b.kind == "heading" for b in document.blocks)
        assert {b.table for b in document.blocks} <= {None, 0}
        assert cells_of(document).get((1, 1), ("1", 1, 1)) == ("1", 1, 1)


# what bytes there are


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "x-gbk", "utf-8", ""])
def test_gb2312_is_read_as_what_it_is_written_in(declared: str) -> None:
    page = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><td>镕㐂 部门整体支出 12.5万元</td>'
    )
    for encoding in ("gb18030", "utf-8", "utf-8-sig", "utf-16"):
        assert texts(read(page.encode(encoding))) == ["镕㐂 部门整体支出 12.5万元"]


def test_other_declared_encodings() -> None:
    assert texts(read('<meta charset="big5"><p>預算執行率</p>'.encode("big5"))) == ["預算執行率"]
    # a name that means something else to a decoder is not believed
    assert texts(read('<meta charset="unicode_escape"><p>\\u4e00预算执行率</p>'.encode())) == ["\\u4e00预算执行率"]


def test_bytes_that_are_no_text() -> None:
    assert notes_of(read_html("a.html", "<p>支出12万元和很多其他文字".encode() + b"\xff</p>"))
    with pytest.raises(Damaged):
        read_html("a.html", b"<html>\x00\x01\x02")


def test_an_empty_page() -> None:
    assert read("<!-- nothing -->").blocks == ()


# what it is called


@pytest.mark.parametrize("name", ["报告.doc", "报表.xls", "报告.docx", "报表.et", "网页.txt", "无名"])
def test_a_page_is_known_by_its_content(name: str) -> None:
    document = read_data(name, b"\n<HTML><table><tr><td>1<td>2</table>")
    assert document.format == "html"
    assert ("内容却是 html" in "".join(notes_of(document))) == ("." in name)


def test_a_part_of_a_page_under_the_name_of_a_workbook() -> None:
    page = '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><table><tr><td>甲<td>1</table>'.encode(
        "gbk"
    )
    assert read_data("表.xls", page).text == "甲\t1\n"
    assert read_data("说明.md", b"<div align=center>x</div>").format == "md"


def archive(*parts: str, header: str = "") -> bytes:
    """Return a web archive as Word saves it; lines end as in mails."""
    lines = [
        f"{header}MIME-Version: 1.0",
        'Content-Type: multipart/related; boundary="----=_Next.1"',
        "",
        "这是单个文件网页。",
    ]
    for part in parts:
        lines += ["", "------=_Next.1", part]
    return "\r\n".join([*lines, "", "------=_Next.1--", ""]).encode("gbk")


def page_part(page: str, charset: str = "gb2312") -> str:
    import quopri

    encoded = quopri.encodestring(page.encode("gb18030")).decode("ascii")
    fields = f'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="{charset}"'
    return f"Content-Location: file:///C:/a.htm\r\n{fields}\r\n\r\n{encoded}"


def test_web_archives_are_pages() -> None:
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    data = archive(page_part("<html><p>支出12.5万元，镕。</p></html>"), picture, page_part("<html><p>页眉</p></html>"))
    document = read_data("报告.doc", data)
    assert (document.format, texts(document)) == ("mht", ["支出12.5万元，镕。"])
    assert any("内容却是 mht" in note for note in notes_of(document))


def test_web_archives_of_workbooks_have_a_page_for_each_sheet() -> None:
    data = archive(
        page_part("<html><frameset><frame src=a></frameset></html>"), page_part("<p>表一"), page_part("<p>表二")
    )
    assert texts(read_mht("a.mht", data)) == ["表一", "表二"]


def test_web_archives_without_a_page() -> None:
    for data in (b"", b"MIME-Version: 1.0\r\n\r\n", archive(), archive("Content-Type: text/html; boundary=a\r\n\r\nx")):
        with pytest.raises(Damaged):
            read_mht("a.mht", data)


def test_a_mail_is_no_web_archive() -> None:
    with pytest.raises(ReadError):
        read_data("a.unknown", archive(page_part("<p>x"), header="To: a\r\n"))


# what is hostile


@pytest.mark.parametrize("tags", ["<div>", "<table><tr><td>", "<ul><li>", "<span>", "<b><i>"])
def test_a_hundred_thousand_levels(tags: str) -> None:
    with pytest.raises(TooLarge, match="嵌套过深"):
        read(f"<p>前</p>{tags * 100_000}深")


def test_tables_within_tables() -> None:
    nested = "<table><tr><td>甲<td>"
    assert len(read(nested * 30).blocks) == 60
    with pytest.raises(TooLarge, match="表格嵌套"):
        read(nested * 60)


@pytest.mark.parametrize("attribute", ["colspan", "rowspan"])
@pytest.mark.parametrize("number", ["1000000", "9" * 5000, "-1", "x", "1.5", "０"])
def test_spans_beyond_all_measure(attribute: str, number: str) -> None:
    page = f"<table>{f'<tr><td {attribute}={number}>甲<td>1' * 50}</table>"
    assert max(b.rowspan * b.colspan for b in read(page).blocks) <= 50


def test_spans_that_cover_too_much() -> None:
    rows = "<tr>" + "<td rowspan=65534 colspan=1000>1" * 40
    document = read(f"<table>{rows * 60}</table>")
    assert all(block.damaged for block in document.blocks)
    assert any("合并单元格过多" in note for note in notes_of(document))


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x",
        "<p/" + "/".join(f"a{i}" for i in range(200_000)) + ">x",
        "<p " + "".join(f"a{i}='>'" for i in range(200_000)) + ">x",
        "<b><p>" * 100_000 + "x",
        "<b>" * 2000 + "</i>" * 50_000 + "x",
        "<a '" * 300_000,
        "<!--" * 300_000,
        "<![if " * 300_000,
        "&amp" * 500_000,
        " " * 5_000_000 + "x",
        "\n" * 2_000_000 + "x",
        "甲" * 3_000_000,
        "<style>" + "a" * 2_000_000,
        "<style>" + ".a{" * 500_000,
        "<p style='" + "display:" * 300_000 + "'>x",
        "<p style='list-style:" + " a" * 300_000 + "'>x",
        "<meta charset" + " " * 2_000_000,
        "<table>" + "<tr><td>1" * 30_000,
        "<table><tr>" + "<td>1" * 50_000,
        "<ol>" + "<li>" * 100_000,
        "<br>" * 200_000,
    ],
    ids=lambda page: page[:12],
)  # fmt: skip
def test_long_and_hostile_pages_take_no_time(page: str) -> None:
    begin = time.process_time()
    with suppress(ReadError):
        read(page)
    assert time.process_time() - begin < 8


def test_more_tags_than_the_limit() -> None:
    with pytest.raises(TooLarge):
        read_html("a.html", b"<p>" * 20, Options(Limits(tags=10)))


_PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<td colspan=3>", "</td>", "<ol>", "<li>",
     "</ol>", "<p>", "</p>", "<br>", "<h1>", "</h1>", "<div style='display:none'>", "</div>",
     "<span style='mso-list:Ignore'>", "</span>", "<pre>", "</pre>", "<caption>", "<thead>", "<tbody>",
     "<select><option>", "</select>", "<![if x]>", "<!--", "-->", "一、概况", "12.5万元", "\n", " ", "&nbsp;", "<", ">",
     "<iframe src=x>", "</iframe>", "<del>", "</del>"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_markup_gives_a_sound_document(page: str) -> None:
    document = read(page)
    for number in {b.table for b in document.blocks} - {None}:
        places = [(b.row, b.col) for b in document.blocks if b.table == number]
        assert len(places) == len(set(places))


def test_tables_that_are_made_of_other_elements() -> None:
    row = "<div class='r'><div class=c>{}</div><span class='wide c'>{}</span></div>"
    styles = "<style>.r { DISPLAY: table-row } .t .c, td.x { display : table-cell; color: red }</style>"
    inner = row.format("项目", "金额") + row.format("甲", "12.5")
    document = read(f"{styles}<div style='display:table'><p style='display:table-caption'>单位：元</p>{inner}</div>后")
    assert document.text == "单位：元\n项目\t金额\n甲\t12.5\n后\n"
    assert cells_of(document)[1, 1] == ("12.5", 1, 1)
    # what has no cells, or no table around it, only looks so
    assert read(f"{styles}<div style='display:table'>甲</div><div class=c>乙</div>").text == "甲\n乙\n"
    nested = f"{styles}<table><tr><td>甲<div class=c>乙</div><td>丙</table>"
    assert cells_of(read(nested)) == {(0, 0): ("甲\n乙", 1, 1), (0, 1): ("丙", 1, 1)}


def test_a_span_of_0_reaches_to_the_end_of_its_group_and_no_span_further() -> None:
    for span in (0, 9):
        document = read(
            f"<table><tbody><tr><td rowspan={span}>甲<td colspan=0>1<tr><td>2</tbody>"
            "<tbody><tr><td>乙<td>3</tbody><tr><td>丙<td>4</table>"
        )
        assert cells_of(document) == {
            (0, 0): ("甲", 2, 1), (0, 1): ("1", 1, 1), (1, 1): ("2", 1, 1),
            (2, 0): ("乙", 1, 1), (2, 1): ("3", 1, 1), (3, 0): ("丙", 1, 1), (3, 1): ("4", 1, 1),
        }  # fmt: skip


def test_tables_within_cells_of_tables_within_cells() -> None:
    document = read(
        "<table><tr><td>外<table><tr><td>中<table><tr><td>内<td>7</table>后<td>8</table>末<td>9<tr><td>甲<td>5</table>"
    )
    assert document.text == "外\n中\n内\t7\n后\n8\n末\n9\n甲\t5\n"
    assert cells_of(document) == {(0, 0): ("外", 1, 1), (0, 1): ("9", 1, 1), (1, 0): ("甲", 1, 1), (1, 1): ("5", 1, 1)}
    assert cells_of(document, 1) == {(0, 0): ("中", 1, 1), (0, 1): ("8", 1, 1)}
    assert cells_of(document, 2) == {(0, 0): ("内", 1, 1), (0, 1): ("7", 1, 1)}
