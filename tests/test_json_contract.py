"""The JSON contract: names, types, offsets, and the same bytes for the same input."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audit_cli.model import QUANTITIES
from audit_cli.outputs.json_lines import render as render_lines
from audit_cli.outputs.json_report import render
from audit_cli.outputs.view import View
from audit_cli.pipeline import audit, audit_text
from audit_cli.report import run_info
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

TEXT = """2023年度青石县档案局部门整体支出绩效自评报告

一、基本情况
青石县档案局2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。
二、收支情况
2023年度本年支出合计500.00万元，其中：基本支出300.00万元，占60.00%；项目支出210.00万元，占40.00%。
2023年项目支出年初预算300.00万元，决算数295.13万元，执行率89.4%。
2023年末资产总额630.00万元，其中：流动资产330.10万元，固定资产299.90万元。
"""
RULESET = load_ruleset()
RULES = rulebook(RULESET)
RUN = run_info(rulebook(RULESET))


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(render([audit_text(TEXT, RULES, "report.txt")], RUN, View())))
    return found


@pytest.fixture(scope="module")
def results(whole: dict[str, Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = whole["documents"][0]["results"]
    return entries


def one(results: list[dict[str, Any]], formula: str) -> dict[str, Any]:
    (found,) = [r for r in results if formula in r["formula"]]
    return found


def test_the_whole_has_the_names_of_the_contract(whole: dict[str, Any]) -> None:
    assert list(whole) == ["schema", "tool", "ruleset", "documents", "summary"]
    assert whole["schema"] == "audit-cli/1"
    assert whole["tool"]["name"] == "audit-cli"
    assert whole["ruleset"] == {"profile": "national", "as_of": None, "sha256": RULESET.sha256}
    assert set(whole["summary"]["severity"]) == {"error", "warning", "info"}
    assert set(whole["summary"]["status"]) == {"pass", "rounding", "improbable", "fail", "review", "not-assessable"}


def test_a_document_says_whose_it_is_and_what_was_read(whole: dict[str, Any]) -> None:
    document = whole["documents"][0]
    assert document["path"] == "report.txt"
    assert document["title"] == "2023年度青石县档案局部门整体支出绩效自评报告"
    assert document["organization"] == "青石县档案局"
    assert document["fiscal_year"] == 2023
    assert (document["status"], document["reason"], document["format"]) == ("audited", None, "txt")
    coverage = document["coverage"]
    assert coverage["figures"] == coverage["typed"] + coverage["unread"]
    assert 0 < coverage["tied"] <= coverage["figures"]
    assert 0 < coverage["claims"]["compared"] <= coverage["claims"]["read"]


def test_every_operand_stands_where_it_says(results: list[dict[str, Any]]) -> None:
    operands = [operand for result in results for operand in result["operands"]]
    assert operands
    for operand in operands:
        assert TEXT[operand["start"] : operand["end"]] == operand["text"]
        assert set(operand["location"]) == {"section", "page", "table", "row", "col"}


def test_a_sum_that_fails_is_worked_out_in_the_printed_unit(results: list[dict[str, Any]]) -> None:
    found = one(results, "300.00 + 210.00 = 510.00 ≠ 500.00")
    assert (found["rule"], found["kind"], found["status"], found["severity"]) == ("AR101", "sum", "fail", "error")
    assert (found["verdict"], found["certainty"]) == ("inconsistent", "asserted")
    assert (found["stated"], found["expected"], found["difference"]) == ("500.00", "510.00", "-10.00")
    assert (found["unit"], found["amount"]) == ("万元", "100000")
    assert found["message"]["zh"] == "2023年度本年支出合计500.00万元与所列2项之和510.00万元不符，少10.00万元"
    assert "510.00万元" in found["suggestion"]["zh"]
    assert found["suggestion"]["en"]
    total = found["operands"][0]
    assert (total["role"], total["text"], total["value"], total["quantum"], total["unit"]) == (
        "total", "500.00万元", "5000000", "100", "元"
    )  # fmt: skip
    assert total["location"]["section"] == "二、收支情况"
    assert found["primary"] is True
    assert found["authority"]


def test_a_rate_is_in_percent_and_its_difference_in_points(results: list[dict[str, Any]]) -> None:
    found = one(results, "295.13 ÷ 300.00 = 98.38% ≠ 89.4%")
    assert (found["stated"], found["expected"], found["difference"], found["unit"]) == ("89.4", "98.38", "-8.98", "%")
    assert found["amount"] is None


def test_what_holds_is_a_result_too(results: list[dict[str, Any]]) -> None:
    held = one(results, "29 + 10 + 17 = 56")
    assert (held["status"], held["verdict"], held["difference"]) == ("pass", "exact", "0")
    assert held["suggestion"] == {"zh": "", "en": ""}
    assert held["message"]["zh"].endswith("相符")


def test_numbers_are_plain_decimals(results: list[dict[str, Any]]) -> None:
    for result in results:
        if not any(operand["value"] for operand in result["operands"]):
            continue  # a finding about words
        for text in (result["stated"], result["expected"], result["difference"], result["amount"]):
            assert text is None or format(Decimal(text), "f") == text


def test_each_group_has_one_primary_and_the_summary_counts_it(whole: dict[str, Any], results: list[Any]) -> None:
    failing = [r for r in results if r["status"] in ("fail", "review", "improbable")]
    for group in {r["group"] for r in failing}:
        assert sum(r["primary"] for r in failing if r["group"] == group) == 1
    assert sum(whole["summary"]["severity"].values()) == len({r["group"] for r in failing})
    assert sum(whole["summary"]["status"].values()) == len(results)
    assert len({r["fingerprint"] for r in results}) == len(results)


def test_the_same_input_gives_the_same_bytes_in_any_chunk(tmp_path: Path) -> None:
    paths = []
    for i in range(5):
        path = tmp_path / f"{i}.txt"
        path.write_text(TEXT.replace("56人", f"{54 + i}人"), encoding="utf-8")
        paths.append(str(path))
    outputs = {b"".join(render(audit(paths, RULES, chunk), RUN, View())) for chunk in (1, 2, 100)}
    assert len(outputs) == 1


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_object_written_piece_by_piece_is_indented_as_a_whole(count: int) -> None:
    printed = b"".join(render([audit_text(TEXT, RULES, "report.txt")] * count, RUN, View()))
    assert printed == msgspec.json.format(printed, indent=1) + b"\n"
    assert json.loads(printed)["summary"]["documents"] == count


def test_a_chunk_keeps_equal_documents_apart() -> None:
    from audit_cli.pipeline import audit_documents
    from audit_cli.readers.text.txt import read_txt

    documents = [read_txt(f"{i}.txt", TEXT.encode()) for i in range(3)]
    reports = list(audit_documents(documents, RULES))
    assert len({len(report.results) for report in reports}) == 1
    assert [report.path for report in reports] == ["0.txt", "1.txt", "2.txt"]


def test_a_line_is_the_entry_of_one_document(whole: dict[str, Any]) -> None:
    line = b"".join(render_lines([audit_text(TEXT, RULES, "report.txt")], RUN, View()))
    assert line.count(b"\n") == 1
    assert json.loads(line) == whole["documents"][0]


def test_the_ledger_marks_what_was_tied(tmp_path: Path) -> None:
    from audit_cli.outputs.objects import figure_object

    report = audit_text(TEXT, RULES)
    assert report.document is not None
    for figure in report.figures:
        entry = figure_object(report.document, figure, ["abc"])
        assert TEXT[entry["start"] : entry["end"]] == entry["text"]
        assert (entry["value"] is not None) == (entry["type"] in QUANTITIES)
