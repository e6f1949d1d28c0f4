"""Puts a comparison into a sentence, and says what to do about it, in Chinese and English: one module a subject."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention
from audit_cli.comparisons import holds
from audit_cli.model import Claim, Comparison, Kind
from audit_cli.wording.assurances import ASSURANCE_ADVICE, ASSURANCE_SENTENCES
from audit_cli.wording.contracts import CONTRACT_COUNSEL, CONTRACT_SENTENCES
from audit_cli.wording.figures import NUMBERS, advice, falls_short, sentence
from audit_cli.wording.labels import named, named_en, tidied
from audit_cli.wording.limits import LIMIT_ADVICE, LIMIT_ADVICE_BY_ROLE, LIMIT_SENTENCES
from audit_cli.wording.outline import OUTLINE_ADVICE, OUTLINE_SENTENCES
from audit_cli.wording.performance import COUNSEL, PERFORMANCE, SENTENCES
from audit_cli.wording.scores import scored
from audit_cli.wording.words import NOTHING, Remark, Words

# what checks say in English, for the reader in Chinese
REASONS = {
    "a figure was recognised in doubt": "有数字由图像识别得到，把握不大",
    "no parts": "没有列出各项",
    "a part is blank": "有空白项",
    "the whole is zero": "分母为零",
    "the base is unknown": "不知基数",
    "the base is zero or negative": "基数为零或负数",
    "the change is unknown": "不知增减额",
    "nothing to measure it by": "没有可比的数字",
    "the plan is negative": "预算为负数",
    "the share has no bounds": "数字的范围没有界限",
    "nothing is said of its payment": "没有写明支付情况",
    "the year of the report is unknown": "不知报告年度",
    "cells were lost": "表格单元格缺失",
    "the forms are not those that were averaged": "自评表的份数与所述项目数不同",
    "there was no income in the year": "本年没有收入",
    "the month is unknown": "不知截止月份",
    "the rate is unknown": "不知执行率",
    "there are no notes": "没有决算情况说明",
    "it may stand in another file": "可能写在另附的文件中",
    "the columns of the row may have shifted": "该行各栏可能已错位",
    "the grade is none of the bands": "等级不在评分档次之列",
}

# each kind has its own sentence and advice; a kind that has none speaks by the title of its rule
_REMARKS: Mapping[Kind, Remark] = {**LIMIT_SENTENCES, **ASSURANCE_SENTENCES}
# claims about contracts and limits are told apart by what their stated figure is
_ADVICE_BY_ROLE: Mapping[Kind, Mapping[str, Words]] = {"over-plan": LIMIT_ADVICE_BY_ROLE, "backlog": CONTRACT_COUNSEL}
_ADVICE: Mapping[Kind, Words] = {**OUTLINE_ADVICE, **LIMIT_ADVICE, **ASSURANCE_ADVICE}


def message(comparison: Comparison, worked: Calculation, title: Words) -> Words:
    """Return what was found, with both sides and the gap; *title* is the requirement of the rule."""
    claim = comparison.claim
    if claim.kind in OUTLINE_SENTENCES:
        return OUTLINE_SENTENCES[claim.kind](comparison, title)
    if comparison.verdict is None:
        return _unassessed(comparison) if _is_known(claim) else _about_text(comparison, title)
    if _is_performance(claim):
        return SENTENCES[claim.form](comparison, worked)
    if claim.kind == "score" and len(claim.terms) > 1:
        return scored(comparison, worked)
    if not _is_known(claim):
        return _about_text(comparison, title)
    if claim.kind in NUMBERS:
        return sentence(comparison, worked)
    of_role = CONTRACT_SENTENCES.get(claim.terms[0].role) if claim.kind == "backlog" else _REMARKS[claim.kind]
    said = of_role(comparison, worked) if of_role is not None else NOTHING
    return said if said != NOTHING else _about_text(comparison, title)


def suggestion(comparison: Comparison, worked: Calculation, title: Words) -> Words:
    """Return what the writing unit should do; nothing where the comparison holds."""
    claim = comparison.claim
    if comparison.verdict is None or holds(comparison):
        return NOTHING
    about = claim.terms[0].role if claim.terms else ""
    of_kind = _ADVICE_BY_ROLE.get(claim.kind, {})
    if about in of_kind:
        return of_kind[about]
    if claim.kind in _ADVICE:
        return _ADVICE[claim.kind]
    if _is_performance(claim) and claim.form in COUNSEL:
        return COUNSEL[claim.form]
    advised = advice(comparison, worked)
    if advised == NOTHING:
        return Words(f"请核实并说明：{title.zh}", f"Verify and explain: {title.en}")
    return advised


def _is_known(claim: Claim) -> bool:
    """Whether a claim has terms, and a sentence for them."""
    return bool(claim.terms) and (claim.kind in (*NUMBERS, *_REMARKS, "backlog") or _is_performance(claim))


def _is_performance(claim: Claim) -> bool:
    """Whether a claim is about forms, scores, years or names and has a sentence of its own."""
    return claim.kind in PERFORMANCE and claim.form in SENTENCES


def _unassessed(comparison: Comparison) -> Words:
    first = comparison.claim.terms[0]
    zh = REASONS.get(comparison.reason, comparison.reason or "缺少可供比较的数字")
    if _is_performance(comparison.claim):
        name = first.label or mention(first.figure)
        return Words(f"“{name}”无法核对：{zh}", f"“{name}” cannot be assessed: {comparison.reason}")
    en = comparison.reason or "a figure is missing"
    return Words(f"{named(first)}无法核对：{zh}", f"{named_en(first)} cannot be assessed: {en}")


def _about_text(comparison: Comparison, title: Words) -> Words:
    quoted = "、".join(f"{t.label}{mention(t.figure)}" for t in comparison.claim.terms[:4])
    note = comparison.reason or comparison.claim.basis
    zh, en = title
    if quoted:
        zh, en = f"{zh}：{quoted}", f"{en}: {quoted}"
    if note:
        zh, en = f"{zh}（{note}）", f"{en} ({note})"
    return Words(zh, en)


__all__ = ["REASONS", "Words", "falls_short", "message", "suggestion", "tidied"]
