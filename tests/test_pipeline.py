"""The whole line of arrows on texts that nobody wrote: it never stops, and what it says is always well formed."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_cli import pipeline
from audit_cli.abreast import Staged
from audit_cli.extract import Extraction, extracted
from audit_cli.extract.terms import Terms, load_terms
from audit_cli.model import Document
from audit_cli.outputs.console import render
from audit_cli.outputs.json_report import render as render_json
from audit_cli.outputs.view import Screen, View
from audit_cli.pipeline import audit, audit_text
from audit_cli.report import run_info
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULESET = load_ruleset()
RULES = rulebook(RULESET)
RUN = run_info(rulebook(RULESET))

LABELS = st.sampled_from(
    [
        "本年支出合计",
        "基本支出",
        "项目支出",
        "人员经费",
        "公用经费",
        "年初预算",
        "决算数",
        "在职人员",
        "其他",
        "年初结转和结余",
        "本年收入",
    ]
)
NUMBERS = st.one_of(
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(str),
    st.integers(0, 10**6).map(str),
    st.sampled_from(
        ["0", "0.00", "-0", "9" * 40, "0." + "0" * 30 + "1", "1,234,567.89", "１２．５", "", "约5", "30余", "5-10"]
    ),
)
UNITS = st.sampled_from(["万元", "元", "亿元", "%", "人", "个", "个百分点", "倍", "", "千元", "‰"])
JOINTS = st.sampled_from(
    ["，其中：", "、", "，", "；", "。", "（", "）", "\n", "\t", " | ", "，占", "，比上年增加", "，下降", "，增长",
     "，执行率", "，剩余", "，已使用", "各", "等3个", "分别为", "：", "\n\n", "合计\t"]
)  # fmt: skip
PHRASES = st.tuples(LABELS, NUMBERS, UNITS, JOINTS).map("".join)
TEXTS = st.lists(PHRASES, max_size=25).map("".join)


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_gives_a_report_that_keeps_the_contract(text: str) -> None:
    report = audit_text(text, RULES)
    document = json.loads(b"".join(render_json([report], RUN, View())))["documents"][0]
    for result in document["results"]:
        assert result["severity"] in ("error", "warning", "info")
        for operand in result["operands"]:
            assert text[operand["start"] : operand["end"]] == operand["text"]
    assert b"".join(render([report], RUN, View("zh", True, screen=Screen(60))))
    assert b"".join(render([report], RUN, View("en", True, screen=Screen(60))))


@settings(max_examples=50)
@given(st.text(max_size=400))
def test_characters_of_any_kind_do_not_stop_it(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    if any(ord(c) < 32 and c not in "\t\n\r\f" for c in text):
        return
    report = audit_text(text, RULES)
    assert b"".join(render([report], RUN, View("zh", True, screen=Screen())))


@pytest.mark.parametrize(
    "text",
    [
        "序号\t项目\t金额\n" + "".join(f"{digit}\t维修\t5\n" for digit in "①②③④⑤⑥"),
        "面积\t项目\t金额\n" + "²\t维修\t5\n" * 6,
        "数量指标：完成人工造林²万亩，封山育林万亩，两项合计/万亩。\n",
    ],
    ids=["circled digits", "raised digits", "no quantity in a paragraph of figures"],
)
def test_digits_that_are_no_numerals_do_not_stop_it(text: str) -> None:
    assert audit_text(text, RULES).status in ("audited", "incomplete")


def test_every_run_holds_the_reading_to_its_schemas(monkeypatch: pytest.MonkeyPatch) -> None:
    from pandera.errors import SchemaError

    def misread(document: Document, terms: Terms) -> Staged[Extraction]:
        extraction = yield from extracted(document, terms)
        return extraction._replace(figures=tuple(f._replace(start=-1) for f in extraction.figures))

    monkeypatch.setattr(pipeline, "extracted", misread)
    with pytest.raises(SchemaError):
        audit_text("本年支出合计5万元。", RULES)


def test_the_collector_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(pipeline, "load_terms", lambda: seen.append(gc.isenabled()) or load_terms())
    audit_text("本年支出合计5万元。", RULES)
    assert seen == [False]
    assert gc.isenabled()


@pytest.mark.parametrize("name", ["clean.txt", "seeded.docx"])
def test_an_audit_makes_no_cycles(name: str) -> None:
    path = str(FIXTURES / "civil-affairs-accounts" / name)
    list(audit([path], RULES))
    gc.collect()
    gc.disable()
    try:
        list(audit([path], RULES))
        assert gc.collect() == 0
    finally:
        gc.enable()
