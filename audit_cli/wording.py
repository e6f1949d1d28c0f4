"""Puts a comparison into a sentence: message and suggestion, in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.calculation import RATES, Calculation, difference_of, falls, likely_print, mention
from audit_cli.model import Claim, Comparison, Term
from audit_cli.quantity import agrees


class Words(NamedTuple):
    """One text in the two languages of the report."""

    zh: str
    en: str


NOTHING = Words("", "")

# what checks say in English, for the reader in Chinese
_REASONS = {
    "no parts": "没有列出各项",
    "a part is blank": "有空白项",
    "the whole is zero": "分母为零",
    "the base is unknown": "不知基数",
    "the base is zero or negative": "基数为零或负数",
    "the change is unknown": "不知增减额",
    "nothing to measure it by": "没有可比的数字",
}
_NUMBERS = frozenset({"sum", "difference", "ratio", "growth", "equal", "count", "distributive", "balance", "unit"})


def message(comparison: Comparison, worked: Calculation, title: Words) -> Words:
    """Return what was found, with both sides and the gap; *title* is the requirement of the rule."""
    claim = comparison.claim
    if claim.kind not in _NUMBERS or not claim.terms:
        return _about_text(comparison, title)
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
    label = (_label(claim.terms[0]) or mention(claim.stated)) if claim.terms else ""
    should = f"{worked.expected}{worked.unit}" if worked.expected is not None else ""
    if claim.kind == "growth" and (turned := _direction(claim, worked)):
        should = turned + should.removeprefix("-")
    if falls_short(comparison):
        rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
        return Words(f"说明或补列其余{rest}", f"Name or explain the remaining {rest}")
    match claim.kind:
        case "sum" | "distributive" | "difference":
            return Words(
                f"核对{label}及其各项：各项无误则应写为{should}，否则更正或补列有误的一项",
                f"Check the figure and its parts: if the parts are right it should read {should}, else correct a part",
            )
        case "ratio" | "growth":
            return Words(
                f"按原始数据重新计算；所列金额无误则应写为{should}",
                f"Recalculate from the accounts; if the amounts are right it should read {should}",
            )
        case "equal":
            return Words("以账表为准，统一各处的数字", "Make all places agree with the accounts")
        case "count":
            return Words(
                f"核对名单与个数：名单完整则应写为{should}，否则补列",
                f"Check list and number: if the list is complete it should read {should}",
            )
        case "balance":
            return Words("核对收入、支出与年初、年末结转结余", "Check income, spending and both balances")
        case "unit":
            meant = likely_print(comparison)
            return Words(
                "核对计量单位" + (f"，如属笔误，改为{meant}" if meant else "（元、万元）"),
                "Check the unit" + (f"; it may have to read {meant}" if meant else " (元 or 万元)"),
            )
        case _:
            return Words(f"请核实并说明：{title.zh}", f"Verify and explain: {title.en}")


def falls_short(comparison: Comparison) -> bool:
    """Whether the parts of a list that need not be complete leave something of their total unexplained."""
    claim = comparison.claim
    if claim.kind != "sum" or claim.form == "complete" or comparison.verdict != "inconsistent":
        return False
    if comparison.expected is None:
        return False
    return abs(comparison.expected) < abs(claim.stated.value)


def _shortfall(comparison: Comparison, worked: Calculation) -> Words:
    total, number = comparison.claim.terms[0], len(comparison.claim.terms) - 1
    rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
    listed = f"{worked.expected}{worked.unit}"
    return Words(
        f"{_named(total)}所列{number}项之和为{listed}，尚有{rest}未列明",
        f"the {number} parts listed of {_named_en(total)} make {listed}; {rest} is not accounted for",
    )


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
        case "sum":
            number = len(claim.terms) - 1
            return Words(f"其中{number}项之和{result}", _spaced(f"the sum of its {number} parts", result))
        case "difference":
            turned = -1 if falls(claim) else 1
            terms = sorted(claim.terms[1:], key=lambda t: turned * t.sign * (-1 if t.role == "minuend" else 1))
            parts = "减".join(_named(t) for t in terms)
            return Words(f"{parts}之差{result}", _spaced(f"the difference {worked.formula.split(' = ')[0]}", result))
        case "ratio":
            several = [_named(t) for t in claim.terms if t.role == "part"]
            parts = several[0] if len(several) == 1 else f"（{'加'.join(several)}）"
            named = f"{parts}除以{''.join(_named(t) for t in claim.terms if t.role == 'whole')}"
            return Words(f"{named}{'得' + result if result else '之商'}", _spaced(_left(worked), result, " = "))
        case "growth":
            named = "、".join(_named(t) for t in claim.terms[1:])
            zh = _direction(claim, worked) + result.removeprefix("-") if result else "结果"
            return Words(f"按{named}算得的{zh}", _spaced(_left(worked), result, " = "))
        case "equal":
            others = list(dict.fromkeys(_named(t) for t in claim.terms[1:]))
            return Words("另一处" + "、".join(others), "another place: " + ", ".join(others))
        case "count":
            number = len(claim.terms) - 1
            return Words(f"所列{number}个名称", f"the {number} names listed")
        case "distributive":
            return Words(f"各项之和{result}", _spaced("the sum over the names", result))
        case "balance":
            return Words(f"其余收支结余推算的{result or '结果'}", _spaced("what the other legs leave", result))
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
        return Words(zh, f", {size} percentage points {'higher' if more else 'lower'}")
    if comparison.claim.kind == "equal":
        return Words(f"，相差{size}{worked.unit}", f", {size}{worked.unit} apart")
    return Words(
        f"，{'多' if more else '少'}{size}{worked.unit}", f", {size}{worked.unit} {'more' if more else 'less'}"
    )


def _left(worked: Calculation) -> str:
    return worked.formula.split(" = ", 1)[0]


def _spaced(words: str, result: str, joint: str = ", ") -> str:
    return f"{words}{joint}{result}" if result else words


def _label(term: Term) -> str:
    return " ".join(term.label.split())


def _named(term: Term) -> str:
    return _label(term) + mention(term.figure)


def _named_en(term: Term) -> str:
    label = _label(term)
    return f"{label} {mention(term.figure)}" if label else mention(term.figure)


def _reason_zh(comparison: Comparison) -> str:
    return _REASONS.get(comparison.reason, comparison.reason or "缺少可供比较的数字")
