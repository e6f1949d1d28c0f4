"""The review page, read back by lxml: it shows the text that was read, every operand in its place, and runs nothing."""

from __future__ import annotations

import configparser
import re
from base64 import b64encode
from collections.abc import Iterator
from decimal import Decimal
from fnmatch import fnmatch
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from runs import ATTACKS, EN, RULES, ZH, hostile, reports, written

from audit_cli.judgement import FAILING, PASSING
from audit_cli.model import Block, Kind, KnownFinding, Suppression
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.page.marks import Mark, marks_of
from audit_cli.outputs.page.markup import Html, element, text
from audit_cli.outputs.page.text import marked, report_text
from audit_cli.outputs.page.words import KIND_WORDS, PAGE_WORDS, STATE_WORDS
from audit_cli.pipeline import audit, audit_text
from audit_cli.report import DocumentReport, findings

ROOT = Path(__file__).parent.parent
FIXTURES = [str(path) for path in sorted((ROOT / "fixtures").glob("*/seeded.*"))]
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufffe\uffff\ud800-\udfff]")
attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)


@lru_cache
def report_of(path: str) -> DocumentReport:
    (report,) = audit([path], RULES)
    return report


def parsed(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def page_of(*found: DocumentReport, view: object = ZH) -> html.HtmlElement:
    return parsed(written("html", found, view))  # type: ignore[arg-type]


def shown(node: html.HtmlElement) -> str:
    return "".join(node.itertext())


def classes(node: html.HtmlElement) -> set[str]:
    return set((node.get("class") or "").split())


# what the file may do


def test_style_and_script_are_those_of_the_policy() -> None:
    page = page_of(*reports())
    first, policy = page.head[:2]
    assert first.get("charset") == "utf-8"
    assert policy.get("http-equiv") == "Content-Security-Policy"
    rules = dict(part.split(" ", 1) for part in policy.get("content").split("; "))
    assert rules.pop("default-src") == "'none'"
    for name in ("style", "script"):
        (own,) = page.iter(name)
        assert rules.pop(f"{name}-src") == f"'sha256-{b64encode(sha256(own.text.encode()).digest()).decode()}'"
    assert rules == {
        "base-uri": "'none'", "form-action": "'none'", "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }  # fmt: skip


def assert_nothing_from_outside(page: html.HtmlElement) -> None:
    inside = {node.get("id") for node in page.iter() if node.get("id")}
    for node in page.iter(etree.Element):
        assert node.tag not in ("link", "img", "iframe", "object", "embed", "base", "form", "video", "audio")
        for name, value in node.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("src", "srcset", "style", "action", "formaction", "srcdoc", "ping"), name
            if name == "href":
                assert value[0] == "#"
                assert value[1:] in inside


def test_nothing_comes_from_outside() -> None:
    page = page_of(*reports())
    assert_nothing_from_outside(page)
    (style,), (script,) = page.iter("style"), page.iter("script")
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert re.findall(r"https?://[^\"]*", script.text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|eval\(|new Function|document\.write|fetch\(", script.text)


def test_style_and_script_are_installed_with_the_program() -> None:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = [each.strip() for each in settings["options.package_data"]["audit_cli"].split(",")]
    files = [path for path in (ROOT / "audit_cli" / "outputs" / "page").iterdir() if path.suffix in (".css", ".js")]
    assert len(files) == 2
    for path in files:
        assert any(fnmatch(path.relative_to(ROOT / "audit_cli").as_posix(), pattern) for pattern in patterns)


# the report


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: "/".join(Path(path).parts[-2:]))
def test_the_page_shows_the_text_that_was_read(path: str) -> None:
    report = report_of(path)
    document = report.document
    assert document is not None
    page = page_of(report)
    (paper,) = page.find_class("paper")
    at = 0
    for block in document.blocks:
        # what separates the cells of a table in a text
        assert not document.text[at : block.start].strip("|-\t\n ")
        at = block.end
    assert not document.text[at:].strip("|-\t\n ")
    assert shown(paper) == "".join(map(document.text_of, document.blocks))
    assert [node.get("data-label") for node in paper.iter() if node.get("data-label")] == [
        block.label for block in document.blocks if block.kind != "cell" and block.label
    ]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: "/".join(Path(path).parts[-2:]))
def test_every_operand_is_marked_and_leads_both_ways(path: str) -> None:
    report = report_of(path)
    page = page_of(report)
    found = {node.get("id"): node for node in page.iter() if node.get("id")}
    for number, result in enumerate(report.results):
        element = found[f"d0r{number}"]
        marks = [found[f"d0m{mark}"] for mark in element.get("data-marks").split()]
        texts = {(t.figure.start, t.figure.end): t.figure.text for t in result.comparison.claim.terms}
        assert [shown(mark) for mark in marks] == list(texts.values())
        for mark in marks:
            assert str(number) in mark.get("data-results").split()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: "/".join(Path(path).parts[-2:]))
def test_a_figure_is_coloured_by_its_state(path: str) -> None:
    report = report_of(path)
    assert report.document is not None
    marks = {(mark.start, mark.end): mark for mark in marks_of(report)}
    for figure in report.figures:
        span = (figure.start, figure.end)
        taking_part = [r for r in report.results if span in {(t.figure.start, t.figure.end)
                                                             for t in r.comparison.claim.terms}]  # fmt: skip
        failing = {r.severity for r in taking_part if r.status in FAILING}
        by_severity = {"error": "contradicted", "warning": "questioned", "info": "hinted"}
        expected = next((state for severity, state in by_severity.items() if severity in failing), None)
        if expected:
            assert marks[span].state == expected
        elif marks[span].state == "tied":
            assert any(r.status in PASSING for r in taking_part)
        else:
            assert marks[span].state == ("unread" if figure.type == "unread" else "read")
    page = page_of(report)
    counted = {state: len(page.find_class("paper")[0].find_class(state)) for state in STATE_WORDS["zh"]}
    assert counted == {state: sum(mark.state == state for mark in marks.values()) for state in counted}


def cells_of(table: html.HtmlElement) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield row, column, both spans and text of the cells, as a browser places them."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        col = 0
        for cell in line:
            while (row, col) in taken:
                col += 1
            height, width = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + i, col + j) for i in range(height) for j in range(width)}
            yield row, col, height, width, shown(cell)


def test_merged_cells_stay_merged() -> None:
    report = report_of(str(ROOT / "fixtures" / "traffic-form-and-report" / "seeded.docx"))
    assert report.document is not None
    blocks = [block for block in report.document.blocks if block.kind == "cell"]
    tables = page_of(report).find_class("paper")[0].iter("table")
    spans = 0
    for number, table in enumerate(tables):
        own = {(b.row, b.col, b.rowspan, b.colspan, report.document.text_of(b)) for b in blocks if b.table == number}
        assert own <= set(cells_of(table))
        spans += sum(cell[2] * cell[3] > 1 for cell in own)
    assert spans == 10


def test_a_table_of_any_shape_is_shown_with_all_its_text() -> None:
    def cell(row: int, col: int, rowspan: int = 1, colspan: int = 1) -> tuple[int, ...]:
        return row, col, rowspan, colspan

    shapes = {
        "far away": [cell(0, 0), cell(1_000_000, 16_000)],
        "endless": [cell(0, 0, 10**9, 10**9), cell(1, 1), cell(2, 0)],
        "overlapping": [cell(0, 0, 2, 2), cell(0, 1), cell(1, 0), cell(1, 1, 1, 3)],
        "too wide": [cell(row, col) for row in range(3) for col in range(1200)],
        "gaps": [cell(0, 3), cell(1, 0, 3), cell(2, 2), cell(3, 3)],
    }
    for shape in shapes.values():
        words = [f"甲{number}" for number in range(len(shape))]
        starts = [sum(map(len, words[:number])) for number in range(len(words))]
        blocks = tuple(
            Block("cell", start, start + len(word), table=0, row=row, col=col, rowspan=rowspan, colspan=colspan)
            for start, word, (row, col, rowspan, colspan) in zip(starts, words, shape, strict=True)
        )
        document = reports()[0].document
        assert document is not None
        document = document._replace(text="".join(words), blocks=blocks)
        report = DocumentReport("a.txt", "audited", document=document)
        made = "".join(report_text(report, [], lambda mark, goes_on, inner: inner, "{}"))
        assert len(made) < 200_000
        assert sorted(shown(td) for td in html.fragment_fromstring(made).iter("td") if shown(td)) == sorted(words)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12), st.integers(0, 30), st.integers(0, 30))
def test_marks_may_overlap_in_any_way(spans: list[tuple[int, int]], one: int, other: int) -> None:
    plain = "".join(map(chr, range(0x4E00, 0x4E00 + 30)))
    start, end = sorted((one, other))
    ordered = sorted({(min(s), max(s)) for s in spans}, key=lambda s: (s[0], -s[1]))
    marks = [Mark(*span, number, "read") for number, span in enumerate(ordered)]
    inside = [mark for mark in marks if mark.start < end and mark.end > start]

    def tag(mark: Mark, goes_on: bool, content: Html) -> Html:
        return element("mark", content, data_number=mark.number, data_goes_on=goes_on)

    made = html.fragment_fromstring(f"<p>{marked(plain, start, end, inside, tag)}</p>")
    assert shown(made) == plain[start:end]
    for mark in inside:
        pieces = [node for node in made.iter("mark") if node.get("data-number") == str(mark.number)]
        assert "".join(map(shown, pieces)) == plain[max(start, mark.start) : min(end, mark.end)]


# the results


def test_a_finding_is_worked_out() -> None:
    page = page_of(*reports())
    (finding, *_) = [node for node in page.find_class("finding") if "89.4%" in shown(node)]
    said = shown(finding)
    assert "执行率89.4%" in said
    assert "比率、占比应等于分子与分母之商" in said
    rows = [[shown(cell) for cell in row] for row in finding.find_class("working")[0].iter("tr")]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("决算数", "", "295.13"), ("2023年项目支出年初预算", "÷", "300.00"), ("应为", "", "98.38"),
        ("写为", "", "89.4 "),
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["2", "3", "", "1"]
    assert "低 8.98 个百分点" in rows[-1][4]
    details = dict(zip(*([shown(n) for n in finding.iter(name)] for name in ("dt", "dd")), strict=True))
    assert details["位置"] == "二、收支情况 · 第5行"
    assert details["依据"]


def test_findings_stand_by_severity_and_kind() -> None:
    for path in FIXTURES[:8]:
        report = report_of(path)
        page = page_of(report)
        groups = page.find_class("group")
        assert [g.get("data-severity") for g in groups] == [
            s for s in ("error", "warning", "info") if any(r.severity == s for r in findings(report))
        ]
        assert len(page.find_class("finding")) == len(findings(report))
        for group in groups:
            kinds = [node.get("data-kind") for node in group.find_class("finding")]
            assert [kind for n, kind in enumerate(kinds) if kinds[n - 1 : n] != [kind]] == list(dict.fromkeys(kinds))
            assert [node.get("data-kind") for node in group.find_class("kind")] == list(dict.fromkeys(kinds))


def test_the_plots_count_every_figure_and_every_finding() -> None:
    for path in FIXTURES[:8]:
        report = report_of(path)
        page = page_of(report)
        first, *others = page.find_class("bar")
        assert sum(int(rect.get("width")) for rect in first.iter("rect")) == report.coverage.figures
        assert sum(int(rect.get("width")) for bar in others for rect in bar.iter("rect")) == len(findings(report))


def test_what_somebody_accepted_says_so() -> None:
    report = report_of(FIXTURES[0])
    known, suppressed = (result.fingerprint for result in findings(report)[:2])
    gone = KnownFinding("a.txt", "0" * 16, "AR101", "合计<b>", "2024-01-01")
    report = report._replace(
        known=frozenset({known}), suppressed={suppressed: Suppression(1, "已核实<i>")}, resolved=(gone,)
    )
    page = page_of(report)
    badges = {shown(badge) for node in page.find_class("accepted") for badge in node.find_class("badge")}
    assert {"已知", "已豁免：已核实<i>"} <= badges
    (resolved,) = page.find_class("resolved")
    assert "合计<b>" in shown(resolved)


def test_several_documents_have_a_list() -> None:
    page = page_of(*reports())
    (overview,) = page.find_class("overview")
    links = [link.get("href") for link in overview.iter("a")]
    assert links == [f"#d{number}" for number in range(len(reports()))]
    assert [node.get("id") for node in page.find_class("document")] == [link[1:] for link in links]
    assert not page_of(reports()[0]).find_class("overview")


def test_every_word_is_there_in_both_languages() -> None:
    assert set(KIND_WORDS) == set(get_args(Kind))
    assert set(PAGE_WORDS["zh"]) == set(PAGE_WORDS["en"])
    source = "".join(path.read_text("utf-8") for path in (ROOT / "audit_cli" / "outputs" / "page").glob("*.py"))
    for name in PAGE_WORDS["zh"]:
        assert len(re.findall(f"""["']{name}["']""", source)) > 2, f"{name} is said nowhere"


def test_an_english_page_is_english() -> None:
    page = page_of(*reports(), view=EN)
    assert page.get("lang") == "en"
    for name in ("filter", "legend", "kinds", "group"):
        for node in page.find_class(name):
            for part in node.iter("button", "option", "li", "th", "h3", "h4", "h5", "dt", "input"):
                text = f"{shown(part)} {part.get('placeholder', '')}"
                # the names of figures and rules in hand are the report's own, and so are the places of a finding
                if part.getparent().getparent().get("class") not in ("working", "also"):
                    assert not re.search("[一-鿿]", re.sub("“.*?”", "", text)) or part.tag == "th", text
    assert page_of(*reports()).get("lang") == "zh-CN"


# hostile text


@attacks
def test_a_browser_is_told_to_do_nothing(attack: str) -> None:
    report = hostile(attack)
    assert report.document is not None
    printed = written("html", (report,))
    assert not OBEYED.search(printed.decode())
    page = parsed(printed)
    assert_nothing_from_outside(page)
    assert len(list(page.iter("script"))) == len(list(page.iter("style"))) == 1
    (paper,) = page.find_class("paper")
    blocks = "".join(map(report.document.text_of, report.document.blocks))
    assert shown(paper) == harmless(blocks)
    title = harmless(report.profile.title or report.path)
    assert shown(page.find_class("about")[0].find("h2")) == title
    assert page.find_class("document")[0].get("data-title") == title
    assert harmless(f"{attack}.txt") in shown(page)
    for number, result in enumerate(report.results):
        for mark, term in zip(
            page.get_element_by_id(f"d0r{number}").get("data-marks").split(),
            result.comparison.claim.terms,
            strict=False,
        ):
            assert shown(page.get_element_by_id(f"d0m{mark}")) == harmless(term.figure.text)


@given(st.text(), st.text())
def test_what_is_put_into_an_element_is_text(content: str, value: str) -> None:
    made = html.fragment_fromstring(element("p", content, title=value))
    assert [node.tag for node in made.iter()] == ["p"]
    # what reads HTML takes these two for line ends, and drops one at the beginning
    assert shown(made) == harmless(content)
    assert made.get("title") == harmless(value)
    assert text(content).count("<") == 0


def test_numbers_of_persons_are_hidden_in_the_text_too() -> None:
    number = "13800138000"
    report = audit_text(f"2022年度某局绩效自评报告\n联系人甲，电话{number}。预算500.00万元。\n", RULES)
    assert any(result.comparison.claim.kind == "privacy" for result in report.results)
    printed = written("html", (report,)).decode()
    assert number not in printed
    assert "电话" in printed
    assert Decimal("500.00") == next(figure.value for figure in report.figures if figure.type == "money") / 10000
