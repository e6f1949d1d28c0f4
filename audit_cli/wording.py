"""Puts a comparison into a sentence: message and suggestion, in Chinese and English."""

from __future__ import annotations

import re
from decimal import Decimal

from audit_cli.calculation import (
    RATES,
    Calculation,
    balance_sides,
    difference_of,
    falls,
    likely_print,
    mention,
    plain,
)
from audit_cli.comparisons import holds, parts_exceed
from audit_cli.model import Claim, Comparison, Term
from audit_cli.outline_remarks import OUTLINE_ADVICE, OUTLINE_SENTENCES
from audit_cli.performance_remarks import COUNSEL, PERFORMANCE, SENTENCES
from audit_cli.quantity import agrees
from audit_cli.remarks import ADVICE, NOTHING, REMARKS, Words

# what checks say in English, for the reader in Chinese
REASONS = {
    "no parts": "没有列出各项",
    "a figure was recognised in doubt": "有数字由图像识别得到，把握不大",
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
    "the month is unknown": "不知截止月份",
    "the rate is unknown": "不知执行率",
    "there are no notes": "没有决算情况说明",
    "it may stand in another file": "可能写在另附的文件中",
    "the columns of the row may have shifted": "该行各栏可能已错位",
    "the grade is none of the bands": "等级不在评分档次之列",
}
# 比2021年的, 加上年初结转, 民宿总数由: words that lead on, where the figure is taken out of its sentence
_JOINING_BEFORE = re.compile(
    r"^(?:加上|减去|加|减)(?=年初|年末|期初|期末|本年|上年|动用|使用|结[转余])"
    r"|^(?:本年[支收][入出])?[比较](?=[0-9]{2,4}年|上年|上一年|去年|年初|全年|同期)"
)
_JOINING_AFTER = re.compile(r"(?:的|(?<![理自缘])由)$")
_NUMBERS = frozenset({"sum", "difference", "ratio", "growth", "equal", "count", "distributive", "balance", "unit"})


def message(comparison: Comparison, worked: Calculation, title: Words) -> Words:
    """Return what was found, with both sides and the gap; *title* is the requirement of the rule."""
    claim = comparison.claim
    if claim.kind in OUTLINE_SENTENCES:
        return OUTLINE_SENTENCES[claim.kind](comparison, title)
    if _is_performance(claim) and comparison.verdict is not None:
        return SENTENCES[claim.form](comparison, worked)
    if claim.kind == "score" and comparison.verdict is not None and len(claim.terms) > 1:
        return _scored(comparison, worked)
    if claim.kind in REMARKS and comparison.verdict is not None:
        said = REMARKS[claim.kind](comparison, worked) if claim.terms else NOTHING
        return said if said != NOTHING else _about_text(comparison, title)
    known = claim.kind in _NUMBERS or claim.kind in REMARKS or _is_performance(claim)
    if not known or not claim.terms:
        return _about_text(comparison, title)
    if comparison.verdict is None and _is_performance(claim):
        name, reason = claim.terms[0].label or mention(claim.stated), comparison.reason
        return Words(f"“{name}”无法核对：{_reason_zh(comparison)}", f"“{name}” cannot be assessed: {reason}")
    if comparison.verdict is None:
        return Words(
            f"{_named(claim.terms[0])}无法核对：{_reason_zh(comparison)}",
            f"{_named_en(claim.terms[0])} cannot be assessed: {comparison.reason or 'a figure is missing'}",
        )
    if agrees(comparison.verdict):
        return _agreeing(comparison, worked)
    if falls_short(comparison):
        return _shortfall(comparison, worked)
    if claim.kind == "unit":
        return _of_size(comparison)
    if claim.form == "shifted":
        return _shifted(claim)
    if claim.kind == "balance":
        return _unbalanced(comparison, worked)
    other = _other_side(claim, worked)
    gap = _gap(comparison, worked)
    zh = f"{_named(claim.terms[0])}与{other.zh}不符{gap.zh}"
    en = f"{_named_en(claim.terms[0])} does not agree with {other.en}{gap.en}"
    if comparison.verdict == "improbable":
        zh += "；仅凭四舍五入几乎不可能出现这一差额"
        en += "; rounding alone hardly ever leaves such a gap"
    return Words(zh, en)


def suggestion(comparison: Comparison, worked: Calculation, title: Words) -> Words:
    """Return what the writing unit should do; nothing where the comparison holds."""
    claim = comparison.claim
    if comparison.verdict is None or agrees(comparison.verdict):
        return NOTHING
    if claim.kind in OUTLINE_ADVICE:
        return OUTLINE_ADVICE[claim.kind]
    if _is_performance(claim) and claim.form in COUNSEL:
        return COUNSEL[claim.form]
    label = (_label(claim.terms[0]) or mention(claim.stated)) if claim.terms else ""
    should = f"{worked.expected}{worked.unit}" if worked.expected is not None else ""
    if claim.kind == "growth" and (turned := _direction(claim, worked)):
        should = turned + should.removeprefix("-")
    if falls_short(comparison):
        rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
        return Words(f"说明或补列其余{rest}", f"Name or explain the remaining {rest}")
    match claim.kind:
        case "sum" | "distributive":
            amend, amend_en = "更正有误的一项", "correct the part that is wrong"
            if claim.kind == "sum" and not parts_exceed(comparison):
                amend, amend_en = "更正有误的或补列遗漏的一项", "correct or add the part that is wrong or missing"
            return Words(
                f"各项无误的，{label}应为{should}；否则{amend}",
                f"If the parts are right, it should read {should}; else {amend_en}",
            )
        case "difference":
            return Words(
                f"另外几个数无误的，{label}应为{should}；否则更正有误的数",
                f"If the other figures are right, it should read {should}; else correct the one that is not",
            )
        case "ratio" | "growth":
            return Words(
                f"相关金额无误的，应为{should}；否则更正金额",
                f"If the amounts are right, it should read {should}; else correct the amounts",
            )
        case "equal" if claim.form == "shifted":
            return Words(
                "核对该列粘贴的起始行，整列移回本行", "Check the row that the column begins in, and move it back"
            )
        case "equal":
            return Words("对照账表，更正有误的一处", "Correct the place that departs from the accounts")
        case "count":
            return Words(
                f"名单完整的，应为{should}；否则补正名单",
                f"If the list is complete, it should read {should}; else amend the list",
            )
        case "balance":
            return Words(
                "核对本年收入、本年支出和年初、年末结转结余，更正有误的一项，或补列遗漏的一项（如结余分配）",
                "Check income, spending and both balances; correct the leg that is wrong, or name the one left out",
            )
        case "score":
            return Words("更正得分或分值，并相应更正总分", "Correct the score or its points, and the total with them")
        case "unit":
            meant = likely_print(comparison)
            return Words(
                "核对计量单位" + (f"，如属笔误，改为{meant}" if meant else "（元、万元）"),
                "Check the unit" + (f"; it may have to read {meant}" if meant else " (元 or 万元)"),
            )
        case kind if kind in ADVICE:
            return ADVICE[kind]
        case _:
            return Words(f"请核实并说明：{title.zh}", f"Verify and explain: {title.en}")


def _is_performance(claim: Claim) -> bool:
    """Whether a claim is about forms, scores, years or names and has a sentence of its own."""
    return claim.kind in PERFORMANCE and claim.form in SENTENCES


def falls_short(comparison: Comparison) -> bool:
    """Whether the parts of a list that need not be complete leave something of their total unexplained."""
    claim = comparison.claim
    if claim.kind != "sum" or claim.form in ("complete", "shares") or comparison.verdict != "inconsistent":
        return False
    if comparison.expected is None:
        return False
    return abs(comparison.expected) < abs(claim.stated.value)


def _shifted(claim: Claim) -> Words:
    """Return where a column stands a row off, from its first figure to its last."""
    first, last, number = claim.terms[0], claim.terms[-1], len(claim.terms)
    return Words(
        f"从{_named(first)}到{_named(last)}，{number}个数字与各自的科目错开了一行",
        f"from {_named_en(first)} to {_named_en(last)}, {number} figures stand a row off their classes",
    )


def _shortfall(comparison: Comparison, worked: Calculation) -> Words:
    total, parts = comparison.claim.terms[0], comparison.claim.terms[1:]
    number = len(parts)
    rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
    listed = f"{worked.expected}{worked.unit}"
    if number == 1 and parts[0].sign == 1:
        only = _named_en(parts[0])
        return Words(
            f"{_named(total)}只列出{_named(parts[0])}，尚有{rest}未列明",
            f"only {only} is listed of {_named_en(total)}; {rest} is not accounted for",
        )
    return Words(
        f"{_named(total)}所列{number}项之和为{listed}，尚有{rest}未列明",
        f"the {number} parts listed of {_named_en(total)} make {listed}; {rest} is not accounted for",
    )


def _unbalanced(comparison: Comparison, worked: Calculation) -> Words:
    """Return the totals of both sides of a balance that does not close."""
    sides = balance_sides(comparison.claim)
    totals = worked.sides or ("", "")
    rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
    zh = [
        "加".join(_named(t) for t in side) + (f"得{total}{worked.unit}" if len(side) > 1 else "")
        for side, total in zip(sides, totals, strict=True)
    ]
    en = [
        " + ".join(_named_en(t) for t in side) + (f" = {total}{worked.unit}" if len(side) > 1 else "")
        for side, total in zip(sides, totals, strict=True)
    ]
    return Words(f"{zh[0]}，而{zh[1]}，两者相差{rest}", f"{en[0]}, but {en[1]}, {rest} apart")


def _scored(comparison: Comparison, worked: Calculation) -> Words:
    """Return a score beside the points it may reach."""
    score, points = comparison.claim.terms[:2]
    name, unit = tidied(score.label), worked.unit
    got, most = f"{worked.stated}{unit}", f"{worked.expected}{unit}" if worked.expected else mention(points.figure)
    if holds(comparison):
        return Words(f"{name}得分{got}，未超过分值{most}", f"{name} scores {got} of {most}")
    gap = f"{(worked.difference or '').removeprefix('-')}{unit}"
    return Words(f"{name}得分{got}，超过分值{most}，多{gap}", f"{name} scores {got} of {most}, {gap} more than it can")


def _of_size(comparison: Comparison) -> Words:
    claim = comparison.claim
    others = "、".join(_named(t) for t in claim.terms[1:])
    meant = likely_print(comparison)
    return Words(
        f"{_named(claim.terms[0])}与{others}数量级不相称" + (f"，疑为{meant}" if meant else ""),
        f"{_named_en(claim.terms[0])} is out of proportion to {others}" + (f"; {meant} may be meant" if meant else ""),
    )


def _about_text(comparison: Comparison, title: Words) -> Words:
    quoted = "、".join(f"{t.label}{mention(t.figure)}" for t in comparison.claim.terms[:4])
    note = comparison.reason or comparison.claim.basis
    zh, en = title
    if quoted:
        zh, en = f"{zh}：{quoted}", f"{en}: {quoted}"
    if note:
        zh, en = f"{zh}（{note}）", f"{en} ({note})"
    return Words(zh, en)


def _agreeing(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    other = _other_side(claim, worked, with_result=False)
    if comparison.verdict == "exact":
        return Words(f"{_named(claim.terms[0])}与{other.zh}相符", f"{_named_en(claim.terms[0])} agrees with {other.en}")
    how = (
        Words("四舍五入后", "after rounding")
        if comparison.verdict == "rounding"
        else Words("截位后", "with digits cut")
    )
    return Words(
        f"{_named(claim.terms[0])}与{other.zh}{how.zh}相符",
        f"{_named_en(claim.terms[0])} agrees with {other.en} {how.en}",
    )


def _other_side(claim: Claim, worked: Calculation, with_result: bool = True) -> Words:
    """Return in words what the stated figure is compared with."""
    result = ""
    if with_result and worked.expected is not None:
        result = worked.expected + worked.unit
    match claim.kind:
        case "sum" if claim.form == "shares":
            number = len(claim.terms) - 1
            return Words(
                f"100%减其余{number}项占比之差{result}", _spaced(f"what {number} others leave of 100 %", result)
            )
        case "sum":
            parts = claim.terms[1:]
            if len(parts) == 1 and parts[0].sign == 1:
                return Words(f"其中{_named(parts[0])}", f"its only part {_named_en(parts[0])}")
            return Words(f"所列{len(parts)}项之和{result}", _spaced(f"the sum of its {len(parts)} parts", result))
        case "difference":
            turned = -1 if falls(claim) else 1
            terms = sorted(claim.terms[1:], key=lambda t: turned * t.sign * (-1 if t.role == "minuend" else 1))
            named = "减".join(_named(t) for t in terms)
            return Words(f"{named}之差{result}", _spaced(f"the difference {_left(worked)}", result, " = "))
        case "ratio":
            quotient = "÷".join(_together(claim, role) for role in ("part", "whole"))
            named = f"{quotient}算得的{result}" if result else f"{quotient}之商"
            return Words(named, _spaced(_left(worked), result, " = "))
        case "growth":
            named = "、".join(_within(claim, t) for t in claim.terms[1:])
            zh = _direction(claim, worked) + result.removeprefix("-") if result else "结果"
            return Words(f"按{named}算得的{zh}", _spaced(_left(worked), result, " = "))
        case "equal":
            zh = "、".join(dict.fromkeys(_named(t) for t in claim.terms[1:]))
            en = ", ".join(dict.fromkeys(_named_en(t) for t in claim.terms[1:]))
            return Words(f"另一处{zh}", f"another place, {en}")
        case "count":
            number = len(claim.terms) - 1
            return Words(f"所列{number}个名称", f"the {number} names listed")
        case "distributive":
            each = "、".join(mention(f) for f in claim.figures("each"))
            times = plain(claim.times)
            return Words(f"{times}×{each}之积{result}", _spaced(f"{times} × {each}", result, " = "))
        case "balance":
            return Words("其余各项收支结余", "the other legs of the balance")
        case _:
            others = [_named(t) for t in claim.terms[1:]]
            return Words("、".join(others) or "上下文", ", ".join(others) or "its context")


def _direction(claim: Claim, worked: Calculation) -> str:
    """Return the word for the direction of a change that is not the one stated, "" if it is."""
    if worked.expected is None or not worked.expected.startswith("-") or claim.stated.value < 0:
        return ""
    return "增长" if claim.terms[0].sign < 0 else "下降"


def _gap(comparison: Comparison, worked: Calculation) -> Words:
    if worked.difference is None:
        return NOTHING
    size = worked.difference.removeprefix("-")
    more = difference_of(comparison) > 0
    if not size.strip("0."):
        return NOTHING
    if comparison.claim.kind == "growth" and _direction(comparison.claim, worked):
        return Words("，增减方向相反", ", in the opposite direction")
    if comparison.claim.kind in RATES:
        zh = f"，{'高' if more else '低'}{size}个百分点"
        return Words(zh, f" ({size} percentage points {'higher' if more else 'lower'})")
    if comparison.claim.kind == "equal":
        size = plain(Decimal(size))
        return Words(f"，相差{size}{worked.unit}", f" ({size}{worked.unit} apart)")
    return Words(
        f"，{'多' if more else '少'}{size}{worked.unit}", f" ({size}{worked.unit} {'more' if more else 'less'})"
    )


def _left(worked: Calculation) -> str:
    return worked.formula.split(" = ", 1)[0]


def _spaced(words: str, result: str, joint: str = ", ") -> str:
    return f"{words}{joint}{result}" if result else words


def tidied(label: str) -> str:
    """Return what the text calls a figure, without the words that only join it to its sentence."""
    label = " ".join(label.split()).replace(" / ", "·")
    return _JOINING_AFTER.sub("", _JOINING_BEFORE.sub("", label)) or label


def _label(term: Term) -> str:
    label = tidied(term.label)
    if term.figure.type != "rate":
        return label
    # 占基本支出的91%: a rate keeps its 的
    return "占比" if label == "占" else label + "的" * term.label.endswith("的")


def _named(term: Term) -> str:
    return _label(term) + mention(term.figure)


def _within(claim: Claim, term: Term) -> str:
    """Return the name of *term* without the row that it shares with the stated figure."""
    row, mark, _ = _label(claim.terms[0]).rpartition("·")
    return _named(term).removeprefix(row + mark)


def _together(claim: Claim, role: str) -> str:
    terms = [t for t in claim.terms if t.role == role]
    if len(terms) == 1:
        return _within(claim, terms[0])
    joined = "".join(f"{'减' if t.sign < 0 else '加'}{_within(claim, t)}" for t in terms)
    return f"（{joined.removeprefix('加')}）"


def _named_en(term: Term) -> str:
    label = _label(term)
    return f"{label} {mention(term.figure)}" if label else mention(term.figure)


def _reason_zh(comparison: Comparison) -> str:
    return REASONS.get(comparison.reason, comparison.reason or "缺少可供比较的数字")
