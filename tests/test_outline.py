"""What a document holds, how its headings are numbered, and how what is missing is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audit_cli.extract.outline import outline
from audit_cli.extract.papers import papers
from audit_cli.judgement import FAILING
from audit_cli.model import Block, Document
from audit_cli.outputs.console import render, render_result
from audit_cli.outputs.objects import document_object
from audit_cli.outputs.view import Screen, View
from audit_cli.pipeline import audit_text
from audit_cli.readers.text.txt import read_txt
from audit_cli.report import DocumentReport, findings, run_info
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

BOOK = rulebook(load_ruleset())
RUN = run_info(BOOK)
WORK = "全年组织造林抚育、森林防火和有害生物防治，各项工作按照年初部署有序推进，群众反映良好。\n"
# a whole report that says little: no score, no indicators, no balance
REPORT = f"""云岭县林业局2023年度部门整体支出绩效自评报告
一、部门概况
县林业局承担全县造林绿化任务，在职人员32人。
二、预算执行情况
财政拨款年初预算120.00万元，全年支出118.00万元，执行率98.33%。
三、绩效目标完成情况
{WORK * 40}四、存在的问题和改进措施
一是资金支付偏晚，二是档案整理不及时，下一步按季度编制用款计划。
"""


@pytest.fixture(scope="module")
def report() -> DocumentReport:
    return audit_text(REPORT, BOOK, "report.txt")


@pytest.fixture(scope="module")
def missing(report: DocumentReport) -> dict[str, dict[str, Any]]:
    results = document_object(report, RUN)["results"]
    return {r["rule"]: r for r in results if r["kind"] == "missing-section" and r["status"] == "fail"}


def document(*lines: str | tuple[str, str]) -> Document:
    """Return a document of *lines*; of a pair the first is a label that the word processor counts."""
    pairs = [("", line) if isinstance(line, str) else line for line in lines]
    text, blocks = "", []
    for label, line in pairs:
        blocks.append(Block("paragraph", len(text), len(text) + len(line), label=label))
        text += line + "\n"
    return Document("a.docx", "", "docx", text, tuple(blocks))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2023年度云岭县林业局部门整体支出绩效自评报告", "self-evaluation"),
        ("2023年部门整体支出绩效评价报告（云岭县林业局）", "self-evaluation"),
        ("部门预算整体绩效自评报告", "self-evaluation"),
        ("关于2023年度部门整体支出绩效自评情况的报告", "self-evaluation"),
        ("云岭县林业局2023年度单位整体支出绩效自我评价报告", "self-evaluation"),
        ("2023年中央财政林业转移支付资金绩效自评报告", "transfer"),
        ("云岭县林业局2023年度部门决算公开说明", "accounts"),
        ("2023年度云岭县林业局部门决算", "accounts"),
        ("2023年度部门整体支出绩效自评表", ""),
        ("森林防火专项资金绩效自评报告", ""),
        ("云岭县林业局2023年度部门预算编制说明", ""),
        ("云岭县林业局2023年工作总结", ""),
        ("三、支出决算情况说明", ""),
        ("按照要求编写《部门整体支出绩效自评报告》", ""),
        ("附件：1.部门整体支出绩效自评报告", ""),
        ("已报送部门整体支出绩效自评报告。", ""),
    ],
)
def test_a_title_says_what_a_document_is(title: str, kind: str) -> None:
    found = papers(read_txt("a.txt", f"{title}\n一、概况\n{WORK}".encode()))
    assert [paper.kind for paper in found] == ([kind] if kind else [])


def test_a_title_may_be_broken_and_stand_behind_a_form() -> None:
    text = f"编制人数 32\n2023年度云岭县林业局部门整体支出\n绩效自评报告\n{WORK}"
    (paper,) = papers(read_txt("a.txt", text.encode()))
    assert text[paper.title.start : paper.title.end] == "绩效自评报告"
    assert paper.length == len(WORK) + 1


def test_a_report_that_is_only_named_as_an_annex_ends_with_its_part() -> None:
    annex = "第四部分 附件\n云岭县林业局部门整体支出绩效自评报告\n"
    text = f"2023年度部门决算\n{WORK}{annex}第五部分 附表\n{WORK * 9}"
    lengths = {paper.kind: paper.length for paper in papers(read_txt("a.txt", text.encode()))}
    assert lengths == {"accounts": len(text) - len("2023年度部门决算"), "self-evaluation": 1}


def test_numbers_stand_where_they_are_printed() -> None:
    source = document("一、概况", "（一）职责", "正文", "1.造林", "1.5万元", "2.防火", "二、预算")
    assert [(source.text[x.place.start : x.place.end], x.number, x.list) for x in outline(source)] == [
        ("一、", 1, 0), ("（一）", 1, 1), ("1.", 1, 2), ("2.", 2, 2), ("二、", 2, 0)
    ]  # fmt: skip


def test_numbers_that_the_word_processor_counts_are_known_as_such() -> None:
    labels = outline(document("一、概况", ("二、", "预算"), "三、绩效"))
    assert [(label.number, label.list, label.automatic) for label in labels] == [
        (1, 0, False), (2, 0, True), (3, 0, False)
    ]  # fmt: skip


def test_a_list_of_any_length_keeps_few_others_open() -> None:
    labels = outline(document(*["1、甲"] * 300))
    assert [label.list for label in labels] == list(range(300))


def test_what_is_missing_has_a_place_and_no_operand(missing: dict[str, dict[str, Any]]) -> None:
    score = missing["RO070"]
    assert score["operands"] == []
    assert score["location"]["section"] == "三、绩效目标完成情况"
    assert score["severity"] == "warning"
    assert score["message"]["zh"] == "自评报告应写明自评得分或等级：全文未见，一般写在“三、绩效目标完成情况”"
    assert score["suggestion"]["zh"]


def test_what_is_usual_is_one_finding_and_what_is_due_one_each(
    report: DocumentReport, missing: dict[str, dict[str, Any]]
) -> None:
    usual = {name for name, result in missing.items() if result["severity"] == "info"}
    assert usual >= {"RO044", "RO073", "RO074", "RO076", "RO077"}
    assert len({missing[name]["group"] for name in usual}) == 1
    shown = [result.rule for result in findings(report) if result.rule in missing]
    assert shown == ["RO044", "RO070", "RO072"]


def test_the_screen_names_all_that_is_missing(report: DocumentReport) -> None:
    screen = b"".join(render([report], RUN, View(screen=Screen(200)))).decode()
    assert "另见  自评报告应说明“三公”经费；自评报告应写明满意度的数值" in screen
    assert "自评报告应说明存在的问题" not in screen
    assert "自评报告应说明存在的问题" in b"".join(render([report], RUN, View("zh", True, screen=Screen(200)))).decode()
    first = next(result for result in findings(report) if result.rule == "RO044")
    assert "not found a" in render_result(report, first, RUN, Screen(200), "en")


def test_what_is_missing_is_no_relation(report: DocumentReport) -> None:
    assert report.coverage.claims_compared <= report.coverage.claims_read <= 3


def test_a_longer_report_that_points_to_its_form_is_not_assessable() -> None:
    told = audit_text(REPORT + "绩效指标完成值和评分详见附件。\n", BOOK)
    statuses = {r.rule: r.status for r in told.results if r.rule in ("RO070", "RO074", "RO044")}
    assert statuses == {"RO070": "not-assessable", "RO074": "not-assessable", "RO044": "fail"}


def test_a_fragment_is_asked_for_nothing() -> None:
    fragment = audit_text(REPORT.replace(WORK * 40, WORK), BOOK)
    assert not [r.rule for r in fragment.results if r.comparison.claim.kind == "missing-section"]


def test_a_heading_left_out_is_shown_with_both_labels() -> None:
    found = audit_text(REPORT.replace("四、存在", "五、存在"), BOOK)
    (result,) = [r for r in found.results if r.rule == "RO080" and r.status in FAILING]
    entry = next(r for r in document_object(found, RUN)["results"] if r["rule"] == "RO080")
    assert [operand["text"] for operand in entry["operands"]] == ["五、", "三、"]
    assert entry["message"]["zh"] == "序号“三、”之后是“五、”，中间缺号"
    assert result.severity == "warning"
    assert json.dumps(entry["location"], ensure_ascii=False).startswith('{"section": "五、存在的问题和改进措施"')
