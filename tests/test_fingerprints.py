"""Fingerprints: what stands elsewhere does not change them, and another error is another one.

The paragraphs assert nothing of one another, so each of them has the findings that it has alone, wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_cli.judgement import FAILING
from audit_cli.model import Result
from audit_cli.pipeline import audit_text
from audit_cli.rulebook import Rulebook, rulebook
from audit_cli.ruleset import load_ruleset
from benchmarks.generator.wrapping import Page, wrapped

FIXTURES = Path(__file__).parent.parent / "fixtures"
TITLE = "2023年度青石县档案局部门整体支出绩效自评报告\n\n"
WRONG = (
    "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。",
    "2023年末实有在职人员57人，其中：行政人员29人、事业人员10人、工勤人员17人。",
    "2023年修缮项目年初预算300.00万元，决算数295.13万元，执行率89.4%。",
    "2023年末资产总额630.00万元，其中：流动资产330.10万元，固定资产209.90万元。",
    "全年组织培训12期，其中：春季5期、秋季6期。",
    "下设3个二级机构：档案馆、方志办、信息中心、保密局。",
    "公务接待费本年8.20万元，比上年9.50万元减少1.20万元。",
    "政府采购预算410.5万元，实际采购398.27万元，节约资金22.13万元。",
    "仁和镇、务本乡、平地镇、大龙潭乡各12名，共50名。",
    "“三公”经费支出表\n单位：万元\n项目\t预算数\t决算数\n公务用车运行费\t12.00\t11.50\n公务接待费\t7.00\t6.30\n合计\t19.00\t17.08",
)  # fmt: skip
SILENT = (
    "为全面实施预算绩效管理，我局认真组织开展自评工作。",
    "单位职责是负责全县档案的收集、整理和利用。",
    "下一步将加强管理，按时完成各项任务。",
)
LONG = "".join(SILENT) * 2
NUMBERS = ("", "三、", "（二）", "12.", "(4)", "①")
HEADINGS = ("基本情况", "收支情况", "管理情况")
# the figure of each paragraph that is changed to another wrong one
WRONG_FIGURES = ("500.00", "57人", "89.4%", "630.00", "12期", "3个", "1.20", "22.13", "50名", "17.08")

paragraphs = st.permutations(WRONG).flatmap(lambda order: st.integers(1, len(order)).map(lambda n: order[:n]))


@cache
def rules() -> Rulebook:
    return rulebook(load_ruleset())


def failing(text: str) -> tuple[Result, ...]:
    return tuple(r for r in audit_text(text, rules()).results if r.status in FAILING and r.comparison.claim.terms)


def marks(text: str) -> set[str]:
    return {r.fingerprint for r in failing(text)}


@cache
def own(paragraph: str) -> frozenset[str]:
    """Return the fingerprints of the findings of *paragraph* alone."""
    found = failing(f"{TITLE}{paragraph}\n")
    return frozenset(
        r.fingerprint for r in found if all(t.figure.start >= len(TITLE) for t in r.comparison.claim.terms)
    )


@pytest.mark.parametrize("paragraph", WRONG)
def test_every_paragraph_has_a_finding_of_its_own(paragraph: str) -> None:
    assert own(paragraph)


@settings(max_examples=30)
@given(paragraphs, st.data())
def test_text_put_in_taken_out_and_moved_elsewhere_changes_none(order: list[str], data: st.DataObject) -> None:
    parts = [part for paragraph in order for part in (data.draw(st.sampled_from(("", *SILENT))), paragraph) if part]
    found = marks(TITLE + "\n".join(parts) + "\n")
    assert {paragraph for paragraph in order if not own(paragraph) <= found} == set()


@settings(max_examples=30)
@given(paragraphs, st.data())
def test_headings_and_numbers_of_lists_change_none(order: list[str], data: st.DataObject) -> None:
    lines: list[str] = []
    for number, paragraph in enumerate(order):
        if data.draw(st.booleans()):
            lines.append(f"{data.draw(st.sampled_from('一二三四五六七八九'))}、{HEADINGS[number % 3]}")
        label = "" if "\t" in paragraph else data.draw(st.sampled_from(NUMBERS))
        lines.append(label + paragraph)
    found = marks(TITLE + "\n".join(lines) + "\n")
    assert {paragraph for paragraph in order if not own(paragraph) <= found} == set()


@settings(max_examples=10)
@given(paragraphs, st.sampled_from((64, 70, 76, 90)))
def test_lines_broken_at_another_width_change_none(order: list[str], width: int) -> None:
    prose = [paragraph for paragraph in order if "\t" not in paragraph]
    text = TITLE + "\n".join(part for paragraph in prose for part in (LONG, paragraph)) + "\n"
    assert marks(text) == marks(wrapped(text, Page(width, "　　")).text)


@given(st.sampled_from(range(len(WRONG))), st.sampled_from("123456789"))
@settings(max_examples=30)
def test_another_wrong_figure_is_another_finding(number: int, digit: str) -> None:
    old = WRONG_FIGURES[number]
    new = f"{digit}{old}"
    assert old in WRONG[number]
    assert own(WRONG[number]).isdisjoint(own(WRONG[number].replace(old, new)))


def test_an_error_swapped_for_another_is_another_finding() -> None:
    right = "2023年度本年支出合计510.00万元，其中：基本支出300.00万元，项目支出210.00万元。"
    whole, first, second, crossed = (
        right.replace("510.00", "500.00"),
        right.replace("300.00", "290.00"),
        right.replace("210.00", "200.00"),
        right.replace("510.00", "500.00").replace("300.00", "x").replace("210.00", "300.00").replace("x", "210.00"),
    )
    assert not own(right)
    found = [own(text) for text in (whole, first, second, crossed)]
    assert all(found)
    assert len({mark for each in found for mark in each}) == sum(map(len, found))


def test_a_slip_in_other_words_is_another_finding() -> None:
    first, second = "档案整理,,归档及时（含电子档案。", "库房管理,,温湿度达标（含地下库房。"
    assert own(first)
    assert own(second)
    assert own(first).isdisjoint(own(second))
    assert own(first) | own(second) == own(f"{second}\n{SILENT[0]}\n{first}")


@pytest.mark.parametrize("paragraph", [p for p in WRONG if "\t" not in p])
def test_equal_findings_keep_marks_of_their_own_in_the_order_of_the_text(paragraph: str) -> None:
    twice = [r.fingerprint for r in failing(f"{TITLE}{paragraph}\n{SILENT[0]}\n{paragraph}\n")]
    for mark in own(paragraph):
        assert [each for each in twice if each.startswith(mark)] == [mark, f"{mark}-2"]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in FIXTURES.glob("*/seeded.txt")))
def test_a_fixture_with_other_numbers_of_headings_keeps_its_fingerprints(name: str) -> None:
    """The numbers of all headings rise by one; what is said of the numbers themselves is touched."""
    text = (FIXTURES / name / "seeded.txt").read_text(encoding="utf-8")
    signs = "一二三四五六七八九十"
    next_sign = dict(zip(signs, [*signs[1:], "十一"], strict=True))
    shifted = re.sub(
        r"^(（?)([一二三四五六七八九十])(）|、)", lambda m: m[1] + next_sign[m[2]] + m[3], text, flags=re.M
    )
    before, after = (
        Counter(r.fingerprint for r in failing(each) if r.comparison.claim.kind != "numbering")
        for each in (text, shifted)
    )
    assert before - after == Counter()
