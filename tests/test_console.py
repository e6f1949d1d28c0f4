"""The report on the screen: what it must say, how it folds, and when it has colours."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from audit_cli.outputs.columns import by_point, padded, short, table, width
from audit_cli.outputs.console import render, render_result
from audit_cli.outputs.folding import folded
from audit_cli.outputs.view import Screen, View
from audit_cli.outputs.words import ROLES
from audit_cli.pipeline import audit_text
from audit_cli.report import DocumentReport, run_info
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

TEXT = """2023年度青石县档案局部门整体支出绩效自评报告

二、收支情况
2023年度本年支出合计500.00万元，其中：基本支出300.00万元，占60.00%；项目支出210.00万元，占40.00%。
2023年项目支出年初预算300.00万元，决算数295.13万元，执行率89.4%。
2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。
2023年度培训人员500人，其中：干部300人，教师150人。
"""
RULESET = load_ruleset()
RUN = run_info(rulebook(RULESET))
WIDE = Screen()
REPORT = audit_text(TEXT, rulebook(RULESET), "report.txt")


def drawn(
    reports: list[DocumentReport], screen: Screen = WIDE, lang: str = "zh", everything: bool = False
) -> str:  # fmt: skip
    return b"".join(render(reports, RUN, View(lang, everything, screen=screen))).decode()


def shown(screen: Screen = WIDE, lang: str = "zh", everything: bool = False) -> str:
    return drawn([REPORT], screen, lang, everything)


def test_a_document_begins_with_whose_it_is_and_what_was_read() -> None:
    lines = shown().splitlines()
    assert "青石县档案局" in lines[0]
    assert f"数字 {REPORT.coverage.figures}" in lines[1]
    assert f"已相符 {REPORT.coverage.tied}" in lines[1]


def test_a_sum_is_laid_out_in_columns_with_its_gap() -> None:
    lines = [line.removeprefix("▎ ") for line in shown().splitlines()]
    at = next(i for i, line in enumerate(lines) if "本年支出合计500.00万元与所列2项之和510.00万元不符" in line)
    rows = lines[at + 1 : at + 6]
    assert [row.split() for row in rows if "─" not in row] == [
        ["基本支出", "300.00"],
        ["项目支出", "+", "210.00"],
        ["应为", "510.00", "万元"],
        ["写为", "500.00", "万元", "少", "10.00"],
    ]
    ends = {width(re.match(r".*?\d+\.\d\d", row)[0]) for row in rows if "─" not in row}  # type: ignore[index]
    assert len(ends) == 1


def test_the_text_is_quoted_with_the_stated_figure_in_brackets() -> None:
    assert "合计[500.00万元]，其中" in shown()


def test_findings_stand_in_the_order_of_severity() -> None:
    marks = re.findall(r"^▎ ([✗!·]) ", shown(), re.MULTILINE)
    assert marks == sorted(marks, key="✗!·".index)
    assert {"✗", "!"} <= set(marks)


def test_ticks_are_shown_only_if_asked() -> None:
    tick = "29 + 10 + 17 = 56"
    assert tick not in shown()
    assert tick in shown(everything=True)


def test_section_and_line_are_named() -> None:
    assert "二、收支情况 · 第4行" in shown()
    assert "line 4" in shown(lang="en")


def test_english_is_english_but_for_the_quotations() -> None:
    text = shown(lang="en")
    assert "should be" in text
    assert "does not agree with the sum of its 2 parts" in text
    assert "应为" not in text


@pytest.mark.parametrize(
    ("lang", "amount", "paid", "unpaid"), [("zh", "金额", "已支付", "未支付"), ("en", "sum", "paid", "unpaid")]
)
def test_what_is_owed_is_laid_out_in_both_languages(lang: str, amount: str, paid: str, unpaid: str) -> None:
    text = (
        "二、项目实施情况\n我局与某公司签订档案数字化合同，合同金额80.00万元，已支付50.00万元，尚有30.00万元未支付。\n"
    )
    report = audit_text(text, rulebook(RULESET), "owed.txt")
    rows = [line.removeprefix("▎ ").split() for line in drawn([report], lang=lang).splitlines()]
    for row in ([amount, "80.00"], [paid, "−", "50.00"], [unpaid, "30.00", "万元"]):
        assert row in rows


def test_roles_have_names_in_both_languages() -> None:
    assert set(ROLES["zh"]) == set(ROLES["en"])


@pytest.mark.parametrize("columns", [20, 40, 60, 100, 200])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    for lang in ("zh", "en"):
        for line in shown(Screen(columns), lang, everything=True).splitlines():
            assert width(line) <= max(columns, 40)


def test_a_pipe_has_no_colours_and_a_terminal_has() -> None:
    assert "\x1b" not in shown(Screen(80, colour=False))
    assert "\x1b[" in shown(Screen(80, colour=True))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown(Screen(80, colour=True)))
    assert "合计500.00万元，其中" in plain


def test_a_clean_document_says_so_and_an_empty_one_does_not() -> None:
    rules = rulebook(RULESET)
    clean = audit_text("2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。", rules)
    assert "未发现不符" in drawn([clean])
    empty = audit_text("2023年工作顺利。", rules)
    assert "未发现不符" not in drawn([empty])


def test_several_documents_end_with_their_sum() -> None:
    unread = DocumentReport("missing.txt", "unreadable", "missing.txt：没有这个文件", "missing.txt: no such file")
    last = drawn([REPORT, unread]).splitlines()[-1]
    assert last.startswith("2 个文件")
    assert "无法读取 1" in last


def test_one_result_shows_every_operand_in_its_place() -> None:
    result = next(r for r in REPORT.results if r.status == "fail")
    page = render_result(REPORT, result, RUN, Screen(), "zh")
    for term in result.comparison.claim.terms:
        assert f"[{term.figure.start}:{term.figure.end}]" in page


def test_wide_characters_count_as_two() -> None:
    assert width("支出300万元") == 4 + 3 + 4
    assert padded("合计", 6) == "合计  "
    assert padded("12", 6, right=True) == "    12"
    assert short("公用经费支出", 8) == "公用经…"
    assert table(["甲", "b"], [["乙乙", "1"]], right=(1,)) == "甲      b\n────  ───\n乙乙    1\n"


def test_points_stand_below_one_another() -> None:
    assert by_point(["5", "12.30", "-0.5"]) == [" 5   ", "12.30", "-0.5 "]


@given(st.text(alphabet="支出，。（）“”123.45万元 ab\t", max_size=120), st.integers(20, 60))
def test_folding_loses_nothing_and_tears_no_number(text: str, columns: int) -> None:
    lines = [line.plain for line in folded(Text(text), columns)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    numbers = [n for n in re.findall(r"[0-9][0-9.]*", text) if len(n) < columns // 2]
    assert all(any(n in line for line in lines) for n in numbers)
