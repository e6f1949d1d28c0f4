"""The number of a person that was left in a report is not spread by the audit of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.masking import masked
from audit_cli.outputs.formats import FORMATS

# the example of the national standard, and a number of no one
IDENTITY, MOBILE = "11010519491231002X", "13800138000"
TEXT = f"2022年度某局绩效自评报告\n根据《预算法》开展自评。\n联系人甲，电话{MOBILE}，身份证号{IDENTITY}。\n"


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen_shows_the_ends_only(path: str, lang: str) -> None:
    shown = CliRunner().invoke(audit_cli, ["check", path, "--lang", lang]).output
    assert "DP040" in shown
    assert "DP041" in shown
    assert masked(IDENTITY) in shown
    assert masked(MOBILE) in shown
    assert IDENTITY not in shown
    assert MOBILE not in shown


@pytest.mark.parametrize("style", sorted(set(FORMATS) - {"json", "jsonl"}))
def test_no_format_that_goes_round_repeats_it(path: str, style: str) -> None:
    # the contract of JSON is that operands are as printed
    shown = CliRunner().invoke(audit_cli, ["check", path, "--format", style, "--all"]).output
    assert "DP040" in shown
    assert IDENTITY not in shown
    assert MOBILE not in shown


def test_the_result_says_where_it_is_and_repeats_it_nowhere_else(path: str) -> None:
    printed = CliRunner().invoke(audit_cli, ["check", path, "--format", "json"]).output
    results = json.loads(printed)["documents"][0]["results"]
    found = [result for result in results if result["kind"] == "privacy"]
    assert [result["rule"] for result in found] == ["DP041", "DP040"]
    for result in found:
        (operand,) = result.pop("operands")
        assert TEXT[operand["start"] : operand["end"]] == operand["text"] in (IDENTITY, MOBILE)
        assert not any(number in json.dumps(result) for number in (IDENTITY, MOBILE))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800138000", "138******00"),
        ("138 0013 8000", "138********00"),
        ("11010519491231002x", "110*************2x"),
        ("值班电话84400000，支出1234567.89元", "值班电话84400000，支出1234567.89元"),
    ],
)
def test_masking(text: str, shown: str) -> None:
    assert masked(text) == shown
