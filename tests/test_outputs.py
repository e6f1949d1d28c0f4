"""The formats of a run: each is read back by a library of its own, and shows hostile text without obeying it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from lxml import etree
from markdown_it import MarkdownIt
from runs import ATTACKS, EN, RUN, TEXT, ZH, hostile, reports, written
from sarif_pydantic import Sarif

from audit_cli.outputs.formats import FORMATS, format_of, in_step
from audit_cli.outputs.harmless import escaped, harmless, one_line
from audit_cli.outputs.markdown import plain_text
from audit_cli.outputs.view import Screen, View
from audit_cli.report import DocumentReport, findings
from tests.notes import notes_of
from tests.packages import text_of

# what no output may hold as it is, line ends and tabs aside
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufffe\uffff\ud800-\udfff]")
COLOURS = re.compile("\x1b\\[[0-9;]*m")
COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:]*,)*\w+=[^,:]*)::(.*)")
EVERYTHING = View(everything=True)
attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)


def number_of_findings(found: tuple[DocumentReport, ...]) -> int:
    return sum(len(findings(report)) for report in found)


def commands(printed: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Return the annotations as GitHub's runner reads them: name, properties and message."""
    read = []
    for line in printed.decode().splitlines():
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        properties = dict(each.split("=", 1) for each in match[2].split(","))
        read.append((match[1], {name: unquote(value) for name, value in properties.items()}, unquote(match[3])))
    return read


def rows(printed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(printed.decode("utf-8-sig"), newline="")))


def results(printed: bytes) -> list[dict[str, Any]]:
    Sarif.model_validate_json(printed)
    found: list[dict[str, Any]] = json.loads(printed)["runs"][0]["results"]
    return found


# the formats


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("view", [ZH, EN, EVERYTHING], ids=["zh", "en", "all"])
def test_a_format_gives_a_piece_for_each_report_as_it_comes(style: str, view: View) -> None:
    taken = []

    def watched() -> Iterator[DocumentReport]:
        for report in reports():
            taken.append(report)
            yield report

    pieces = 0
    for _ in in_step(watched(), RUN, [(style, view), ("jsonl", view)]):
        assert len(taken) == pieces or len(taken) == len(reports())
        pieces += 1
    assert pieces == len(reports()) + 2


@pytest.mark.parametrize("style", FORMATS)
def test_a_run_of_no_files_is_whole(style: str) -> None:
    printed = written(style, ())
    if style in ("json", "sarif"):
        assert json.loads(printed)
    elif style == "junit":
        assert not list(JUnitXml.fromstring(printed))


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_names_what_was_not_read(style: str) -> None:
    assert "没有这个文件" in text_of(written(style))
    assert "no such file" in text_of(written(style, view=EN))


@pytest.mark.parametrize("style", FORMATS)
def test_a_library_is_imported_only_by_the_format_that_needs_it(style: str) -> None:
    program = (
        f"import sys; from audit_cli.outputs.formats import FORMATS; FORMATS[{style!r}].load();"
        "print(*sorted({'rich', 'xml', 'csv', 'tabulate'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    needed = {"console": {"rich"}, "junit": {"xml"}, "csv": {"csv"}}
    assert not set(done.stdout.split()) & {"rich", "xml", "csv", "tabulate"} - needed.get(style, set())


@pytest.mark.parametrize(
    ("name", "style"),
    [("a.txt", "console"), ("结果.JSON", "json"), ("a.jsonl", "jsonl"), ("a.sarif", "sarif"), ("a.sarif.json", "sarif"),
     ("a.xml", "junit"), ("a.csv", "csv"), ("a.md", "md"), ("a.html", "html"), ("a", ""), ("a.docx", "docx"),
     ("a.doc", "")],
)  # fmt: skip
def test_the_name_of_a_file_says_its_format(name: str, style: str) -> None:
    assert format_of(name) == style


def test_sarif_says_what_was_found_and_what_was_not_read() -> None:
    printed = written("sarif")
    log = Sarif.model_validate_json(printed)
    (run,) = log.runs
    found = json.loads(printed)["runs"][0]
    assert len(run.results or []) == number_of_findings(reports())
    assert {result["level"] for result in found["results"]} <= {"error", "warning", "note"}
    known = {rule["id"]: rule for rule in found["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in found["results"]} <= set(known)
    assert known["AR101"]["shortDescription"]["text"] == "合计应等于其中各项之和"
    notices = found["invocations"][0]["toolExecutionNotifications"]
    assert [notice["descriptor"]["id"] for notice in notices if notice["level"] == "error"] == [
        "incomplete",
        "unreadable",
    ]
    assert not found["invocations"][0]["executionSuccessful"]
    assert [unquote(file["location"]["uri"]) for file in found["artifacts"]] == [r.path for r in reports()]


def test_a_region_of_sarif_is_the_figure_by_lines_and_by_characters() -> None:
    first = [result for result in results(written("sarif")) if "relatedLocations" in result]
    places = [place for result in first for place in (*result["locations"], *result["relatedLocations"])]
    assert places
    lines = TEXT.split("\n")
    for place in places:
        region = place["physicalLocation"]["region"]
        start = region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == region["snippet"]["text"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_sarif_shows_what_agrees_only_if_it_is_asked_for() -> None:
    kinds = [result["kind"] for result in results(written("sarif", view=EVERYTHING))]
    assert set(kinds) >= {"fail", "pass"}
    assert {result["kind"] for result in results(written("sarif"))} == {"fail"}


def test_a_suite_of_junit_is_a_document_and_a_case_a_rule() -> None:
    suites = list(JUnitXml.fromstring(written("junit")))
    assert [suite.name for suite in suites] == [report.path for report in reports()]
    for suite, report in zip(suites, reports(), strict=True):
        failed = {r.rule for r in findings(report) if r.severity == "error"}
        assert {case.name.split()[0] for case in suite if any("failure" in r._tag for r in case.result)} == failed
        assert (suite.failures, suite.errors) == (len(failed), int(report.status != "audited"))
        assert suite.tests == 1 + len({result.rule for result in report.results})
        assert suite.skipped == sum("skipped" in r._tag for case in suite for r in case.result)


def test_a_case_of_junit_fails_where_the_run_does() -> None:
    def failures(*levels: str) -> int:
        return sum(suite.failures for suite in JUnitXml.fromstring(written("junit", view=View(levels=levels))))

    assert failures() == 0 < failures("error") < failures("error", "warning")
    assert b"system-out" in written("junit")
    assert b"system-out" not in written("junit", view=View(levels=("error", "warning", "info")))


def test_an_annotation_stands_at_its_line() -> None:
    read = commands(written("github"))
    unread = sum(report.status != "audited" for report in reports())
    assert len(read) == number_of_findings(reports()) + unread
    (name, properties, message) = next(each for each in read if "执行率89.4%" in each[2])
    assert (name, properties["file"]) == ("error", "送审/甲 局.txt")
    assert properties["title"].startswith("AR107 ")
    line = TEXT.split("\n")[int(properties["line"]) - 1]
    assert line[int(properties["col"]) - 1 : int(properties["endColumn"]) - 1] == "89.4%"
    assert "98.38%" in message


def test_a_row_of_csv_is_a_finding_and_numbers_stay_numbers() -> None:
    printed = written("csv")
    assert printed.startswith(b"\xef\xbb\xbf")
    read = rows(printed)
    unread = sum(report.status != "audited" for report in reports())
    assert len(read) == number_of_findings(reports()) + unread
    first = next(row for row in read if row["规则"] == "AR101")
    assert (first["写为"], first["应为"], first["差额"], first["级别"]) == ("500.00", "510.00", "-10.00", "错误")
    assert TEXT[int(first["起"]) : int(first["止"])] == "500.00万元"
    assert len(rows(written("csv", view=EVERYTHING))) > len(read)


def test_markdown_has_a_heading_for_each_document_and_a_line_for_each_finding() -> None:
    page = MarkdownIt("commonmark").enable("table").parse(written("md").decode())
    headings = [page[i + 1].content for i, token in enumerate(page) if token.type == "heading_open"]
    assert headings == ["审核结果", *(r.profile.title or r.path for r in reports())]
    in_tables = sum(token.type == "tr_open" for token in page) - sum(token.type == "table_open" for token in page)
    assert in_tables == number_of_findings(reports())


# hostile text


@attacks
@pytest.mark.parametrize("colour", [False, True])
def test_a_terminal_obeys_nothing(attack: str, colour: bool) -> None:
    view = View(screen=Screen(120, colour), everything=True)
    printed = COLOURS.sub("", written("console", (hostile(attack),), view).decode())
    assert not OBEYED.search(printed)
    # rich itself drops these
    seen = re.sub("[\x07\x08\x0b\x0c\r]", "", attack)
    assert "".join(harmless(f"{seen}.txt").split()) in "".join(printed.split())


@attacks
@pytest.mark.parametrize("style", ["json", "jsonl"])
def test_json_keeps_the_value_and_escapes_it(attack: str, style: str) -> None:
    printed = written(style, (hostile(attack),))
    assert not OBEYED.search(printed.decode())
    read = json.loads(printed)
    document = read["documents"][0] if style == "json" else read
    report = hostile(attack)
    assert report.document is not None
    assert document["path"] == report.path.encode("utf-8", "replace").decode()
    assert document["notes"] == list(notes_of(report.document))
    for operand in (operand for result in document["results"] for operand in result["operands"]):
        assert report.document.text[operand["start"] : operand["end"]] == operand["text"]


@attacks
def test_sarif_keeps_the_place_and_shows_the_text(attack: str) -> None:
    report = hostile(attack)
    assert report.document is not None
    printed = written("sarif", (report,))
    assert not OBEYED.search(printed.decode())
    found = results(printed)
    assert len(found) == len(findings(report))
    for result in found:
        assert not OBEYED.search(result["message"]["text"])
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            physical = place["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~%/:-]+", physical["artifactLocation"]["uri"])
            if region := physical.get("region"):
                start = region["charOffset"]
                assert report.document.text[start : start + region["charLength"]] == region["snippet"]["text"]


@attacks
def test_xml_stays_well_formed(attack: str) -> None:
    report = hostile(attack)
    printed = written("junit", (report,))
    assert not OBEYED.search(printed.decode())
    (suite,) = JUnitXml.fromstring(printed)
    assert suite.name == harmless(report.path)
    (root,) = etree.parse(BytesIO(printed)).getroot()
    assert {element.tag for element in root.iter()} <= {"testsuite", "testcase", "failure", "skipped", "system-out"}
    assert len(root) == suite.tests == 1 + len({result.rule for result in report.results})


@attacks
def test_no_command_of_a_workflow_is_slipped_in(attack: str) -> None:
    report = hostile(attack)
    printed = written("github", (report,))
    assert not OBEYED.search(printed.decode())
    read = commands(printed)
    assert len(read) == len(findings(report))
    assert {properties["file"] for _, properties, _ in read} == {harmless(report.path)}


@attacks
def test_no_cell_of_csv_is_a_formula(attack: str) -> None:
    report = hostile(attack)
    printed = written("csv", (report,), EVERYTHING)
    assert not OBEYED.search(printed.decode("utf-8-sig").replace("\r\n", "\n"))
    read = rows(printed)
    assert len(read) == len(report.results)
    for row in read:
        assert row["文件"].removeprefix("'") == harmless(report.path)
        for cell in row.values():
            assert not re.match(r"\s*[=+@＝＋＠\t]", cell)
            assert not cell.startswith("-") or re.fullmatch(r"-[\d,.]+%?", cell)


@attacks
def test_markdown_shows_the_text_and_nothing_else(attack: str) -> None:
    report = hostile(attack)
    printed = written("md", (report,)).decode()
    assert not OBEYED.search(printed)
    page = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(printed)
    headings = [page[i + 1] for i, token in enumerate(page) if token.type == "heading_open"]
    assert len(headings) == 2
    shown = "".join(child.content for child in headings[1].children or ())
    assert shown == one_line(report.profile.title or report.path)
    inner = {child.type for token in page for child in token.children or ()}
    assert inner <= {"text", "text_special", "softbreak"}
    assert sum(token.type == "tr_open" for token in page) == 1 + len(findings(report))


@pytest.mark.parametrize("style", FORMATS)
def test_a_very_long_line_is_written(style: str) -> None:
    report = hostile("长" * 100_000)
    assert findings(report)
    printed = written(style, (report,))
    assert len(printed) < 100 * len(report.path.encode())
    if style == "csv":
        # a cell of Excel holds no more
        assert all(len(cell) <= 32_767 for row in rows(printed) for cell in row.values())


@given(st.text())
def test_harmless_text_is_as_long_as_before_and_obeyed_by_nobody(text: str) -> None:
    assert len(harmless(text)) == len(text)
    assert not OBEYED.search(harmless(text))
    assert harmless(harmless(text)) == harmless(text)


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_json_means_the_same(text: str) -> None:
    written = json.dumps(text, ensure_ascii=False).encode()
    assert json.loads(escaped(written)) == text
    assert not OBEYED.search(escaped(written).decode())


@given(st.text(st.characters(codec="utf-8")))
def test_text_in_markdown_is_read_as_it_was(text: str) -> None:
    (_, inline, *_) = MarkdownIt("commonmark").enable("table").parse(f"x{plain_text(text)}x")
    assert "".join(child.content for child in inline.children or ()) == f"x{one_line(text)}x"
