"""Puts into sentences whether figures agree: sums, differences, rates, lists, balances, units."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.calculation import (
    RATES,
    Calculation,
    balance_sides,
    difference_of,
    factors,
    falls,
    likely_print,
    mention,
    plain,
)
from audit_cli.comparisons import holds, parts_exceed
from audit_cli.model import Claim, Comparison
from audit_cli.wording.labels import label_of, named, named_en, together, within
from audit_cli.wording.words import NOTHING, Words

NUMBERS = frozenset({"sum", "difference", "ratio", "growth", "equal", "count", "distributive", "balance", "unit"})


def sentence(comparison: Comparison, worked: Calculation) -> Words:
    """Return what was found, with both sides and the gap."""
    claim = comparison.claim
    if holds(comparison):
        return _agreeing(comparison, worked)
    if falls_short(comparison):
        return _shortfall(comparison, worked)
    if claim.kind == "unit":
        return _of_size(comparison)
    if claim.form == "shifted":
        return _shifted(claim)
    if claim.kind == "balance":
        return _unbalanced(comparison, worked)
    if claim.form == "class":
        return _beyond_class(comparison, worked)
    other = _other_side(claim, worked)
    gap = _gap(comparison, worked)
    zh = f"{named(claim.terms[0])}与{other.zh}不符{gap.zh}"
    en = f"{named_en(claim.terms[0])} does not agree with {other.en}{gap.en}"
    if comparison.verdict == "improbable":
        zh += "；仅凭四舍五入几乎不可能出现这一差额"
        en += "; rounding alone hardly ever leaves such a gap"
    return Words(zh, en)


def advice(comparison: Comparison, worked: Calculation) -> Words:
    """Return what to do about figures that do not agree, NOTHING for what is no kind of theirs."""
    claim = comparison.claim
    label = (label_of(claim.terms[0]) or mention(claim.stated)) if claim.terms else ""
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
        case "equal" if claim.form == "class":
            return Words("核对两数的口径，更正有误的一个", "Check what both cover, and correct the one that is wrong")
        case "equal":
            return Words("对照账表，更正有误的一处", "Correct the place that departs from the accounts")
        case "count":
            return Words(
                f"名单完整的，应为{should}；否则补正名单",
                f"If the list is complete, it should read {should}; else amend the list",
            )
        case "balance" if claim.stated.unit != "元":
            return Words(
                "核对期初、新增、已办和期末各数，更正有误的一项",
                "Check what was there, what was new, what is done and what is left; correct the one that is wrong",
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
        case _:
            return NOTHING


def falls_short(comparison: Comparison) -> bool:
    """Whether the parts of a list that need not be complete leave something of their total unexplained."""
    claim = comparison.claim
    if claim.kind != "sum" or claim.form in ("complete", "shares") or comparison.verdict != "inconsistent":
        return False
    if comparison.expected is None:
        return False
    return abs(comparison.expected) < abs(claim.stated.value)


def _beyond_class(comparison: Comparison, worked: Calculation) -> Words:
    """Return how much an amount is more than the class that it is taken from."""
    amount, whole = comparison.claim.terms[:2]
    gap = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
    return Words(
        f"{named(amount)}超过{named(whole)}，多{gap}",
        f"{named_en(amount)} is more than {named_en(whole)}, by {gap}",
    )


def _shifted(claim: Claim) -> Words:
    """Return where a column stands a row off, from its first figure to its last."""
    first, last, number = claim.terms[0], claim.terms[-1], len(claim.terms)
    return Words(
        f"从{named(first)}到{named(last)}，{number}个数字与各自的科目错开了一行",
        f"from {named_en(first)} to {named_en(last)}, {number} figures stand a row off their classes",
    )


def _shortfall(comparison: Comparison, worked: Calculation) -> Words:
    total, parts = comparison.claim.terms[0], comparison.claim.terms[1:]
    number = len(parts)
    rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
    listed = f"{worked.expected}{worked.unit}"
    if number == 1 and parts[0].sign == 1:
        only = named_en(parts[0])
        return Words(
            f"{named(total)}只列出{named(parts[0])}，尚有{rest}未列明",
            f"only {only} is listed of {named_en(total)}; {rest} is not accounted for",
        )
    return Words(
        f"{named(total)}所列{number}项之和为{listed}，尚有{rest}未列明",
        f"the {number} parts listed of {named_en(total)} make {listed}; {rest} is not accounted for",
    )


def _unbalanced(comparison: Comparison, worked: Calculation) -> Words:
    """Return the totals of both sides of a balance that does not close."""
    sides = balance_sides(comparison.claim)
    totals = worked.sides or ("", "")
    rest = f"{(worked.difference or '').removeprefix('-')}{worked.unit}"
    zh = [
        "加".join(named(t) for t in side) + (f"得{total}{worked.unit}" if len(side) > 1 else "")
        for side, total in zip(sides, totals, strict=True)
    ]
    en = [
        " + ".join(named_en(t) for t in side) + (f" = {total}{worked.unit}" if len(side) > 1 else "")
        for side, total in zip(sides, totals, strict=True)
    ]
    return Words(f"{zh[0]}，而{zh[1]}，两者相差{rest}", f"{en[0]}, but {en[1]}, {rest} apart")


def _of_size(comparison: Comparison) -> Words:
    claim = comparison.claim
    others = "、".join(named(t) for t in claim.terms[1:])
    meant = likely_print(comparison)
    return Words(
        f"{named(claim.terms[0])}与{others}数量级不相称" + (f"，疑为{meant}" if meant else ""),
        f"{named_en(claim.terms[0])} is out of proportion to {others}" + (f"; {meant} may be meant" if meant else ""),
    )


def _agreeing(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    other = _other_side(claim, worked, with_result=False)
    if comparison.verdict == "exact":
        return Words(f"{named(claim.terms[0])}与{other.zh}相符", f"{named_en(claim.terms[0])} agrees with {other.en}")
    how = (
        Words("四舍五入后", "after rounding")
        if comparison.verdict == "rounding"
        else Words("截位后", "with digits cut")
    )
    return Words(
        f"{named(claim.terms[0])}与{other.zh}{how.zh}相符",
        f"{named_en(claim.terms[0])} agrees with {other.en} {how.en}",
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
                return Words(f"其中{named(parts[0])}", f"its only part {named_en(parts[0])}")
            if any(part.sign < 0 for part in parts):
                return Words(
                    f"所列{len(parts)}项加减所得{result}", _spaced(f"the balance of its {len(parts)} parts", result)
                )
            return Words(f"所列{len(parts)}项之和{result}", _spaced(f"the sum of its {len(parts)} parts", result))
        case "difference":
            turned = -1 if falls(claim) else 1
            # several may be added before others are taken off: 年初结转加本年收入减本年支出
            signs = [(turned * t.sign * (1 if t.role == "minuend" else -1), t) for t in claim.terms[1:]]
            (_, first), *following = sorted(signs, key=lambda pair: -pair[0])
            listed = named(first) + "".join(("加" if sign > 0 else "减") + named(t) for sign, t in following)
            return Words(f"{listed}之差{result}", _spaced(f"the difference {_left(worked)}", result, " = "))
        case "ratio":
            quotient = "÷".join(together(claim, role) for role in ("part", "whole"))
            said = f"{quotient}算得的{result}" if result else f"{quotient}之商"
            return Words(said, _spaced(_left(worked), result, " = "))
        case "growth":
            listed = "、".join(within(claim, t) for t in claim.terms[1:])
            zh = _direction(claim, worked) + result.removeprefix("-") if result else "结果"
            return Words(f"按{listed}算得的{zh}", _spaced(_left(worked), result, " = "))
        case "equal":
            zh = "、".join(dict.fromkeys(named(t) for t in claim.terms[1:]))
            en = ", ".join(dict.fromkeys(named_en(t) for t in claim.terms[1:]))
            if (there := claim.terms[-1].document) is not None:
                return Words(f"“{there.name}”中的{zh}", f"{en} in “{there.name}”")
            # two statements have their names; of one fact in two places the place is told below
            elsewhere = Words("", "") if claim.form == "statements" else Words("另一处", "another place, ")
            return Words(elsewhere.zh + zh, elsewhere.en + en)
        case "count":
            number = len(claim.terms) - 1
            return Words(f"所列{number}个名称", f"the {number} names listed")
        case "distributive":
            made = factors(claim)
            return Words(f"{'×'.join(made)}之积{result}", _spaced(" × ".join(made), result, " = "))
        case "balance":
            return Words("其余各项收支结余", "the other legs of the balance")
        case _:
            others = [named(t) for t in claim.terms[1:]]
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
    if comparison.claim.kind in RATES and comparison.claim.stated.of_all != 1:
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
