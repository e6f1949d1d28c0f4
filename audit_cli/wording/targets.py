"""Puts findings about targets and results into sentences."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, plain, share_of
from audit_cli.comparisons import holds
from audit_cli.model import Comparison
from audit_cli.quantity import ZERO
from audit_cli.wording.labels import tidied
from audit_cli.wording.naming import GROUPS, MOST_NAMES, form_of, name_of, said, shown
from audit_cli.wording.words import Remark, Words


def _unmet(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = name_of(claim), said(claim, "actual"), said(claim, "target")
    if holds(comparison):
        return Words(
            f"“{name}”完成值{actual}，指标值{target}，已达到或已说明原因",
            f"“{name}”: {actual} against a target of {target}, reached or explained",
        )
    return Words(
        f"“{name}”完成值{actual}，未达到指标值{target}，也未说明原因",
        f"“{name}” reached {actual}, its target is {target}, and no reason is given",
    )


def _goal(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = name_of(claim), said(claim, "actual"), said(claim, "target")
    if holds(comparison):
        return Words(f"年度目标“{name}”{target}，实际完成{actual}", f"goal “{name}”: {actual} of {target}")
    return Words(
        f"年度目标“{name}”{target}，实际完成情况只有{actual}",
        f"the goal of “{name}” is {target}, the result tells only {actual}",
    )


def _overshoot(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = name_of(claim), said(claim, "actual"), said(claim, "target")
    share = share_of(*claim.figures("actual", "target")[:2])
    if holds(comparison):
        return Words(
            f"“{name}”完成值{actual}，为指标值{target}的{share}", f"“{name}” reached {actual}, {share} of {target}"
        )
    return Words(
        f"“{name}”完成值{actual}，为指标值{target}的{share}，未说明原因",
        f"“{name}” reached {actual}, {share} of its target {target}, and no reason is given",
    )


def _limit(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, rate, bound = name_of(claim), said(claim, "rate"), f"{plain(comparison.expected or ZERO)}%"
    if holds(comparison):
        return Words(f"{name}{rate}，在限度以内", f"{name} {rate} keeps to its limit")
    over = comparison.difference is not None and comparison.difference > 0
    return Words(
        f"{name}{rate}，{'高于' if over else '低于'}{bound}，未说明原因",
        f"{name} is {rate}, {'above' if over else 'below'} {bound}, and no reason is given",
    )


def _kept(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    closing, income = said(claim, "closing"), said(claim, "income")
    share = share_of(claim.figure("closing"), claim.figure("income"))
    return Words(
        f"年末结转结余{closing}，为本年收入{income}的{share}", f"{closing} is left, {share} of the income, {income}"
    )


def _grown(comparison: Comparison, worked: Calculation) -> Words:
    now, before = comparison.claim.terms[:2]
    zh = f"{tidied(now.label)}{mention(now.figure)}，上年{mention(before.figure)}"
    en = f"{tidied(now.label)} {mention(now.figure)}, {mention(before.figure)} the year before"
    if holds(comparison):
        return Words(zh, en)
    gap = f"{worked.difference}{worked.unit}"
    return Words(f"{zh}，增加{gap}", f"{en}, a rise of {gap}")


def _unlike(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = name_of(claim), said(claim, "actual"), said(claim, "target")
    if holds(comparison):
        return Words(
            f"“{name}”完成值“{actual}”与指标值{target}可比", f"“{name}”: “{actual}” is comparable with {target}"
        )
    if claim.form == "no number":
        return Words(
            f"“{name}”的指标值是{target}，完成值却写作“{actual}”，不是数值",
            f"the target of “{name}” is {target}, but its result “{actual}” is no number",
        )
    return Words(
        f"“{name}”的指标值{target}与完成值{actual}计量单位不同，无法比较",
        f"the target {target} and the result {actual} of “{name}” are of different units",
    )


def _exchanged(comparison: Comparison, _: Calculation) -> Words:
    actual, target, actual2, target2 = (shown(term.figure) for term in comparison.claim.terms)
    name, name2 = comparison.claim.terms[0].label, comparison.claim.terms[-1].label
    if holds(comparison):
        return Words(
            f"“{name}”完成{actual}、“{name2}”完成{actual2}，各在本行",
            f"“{name}”, {actual}, and “{name2}”, {actual2}, each stand in their row",
        )
    return Words(
        f"“{name}”的指标值是{target}、完成值是{actual}，“{name2}”的指标值是{target2}、完成值是{actual2}，似有一行填了另一行的数",
        f"“{name}” has {actual} for {target}, “{name2}” {actual2} for {target2}: one seems to hold the other's result",
    )


def _vague(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    targets = "、".join(shown(term.figure) for term in claim.terms[:MOST_NAMES])
    if holds(comparison):
        form = form_of(claim)
        return Words(f"“{form}”的指标值可衡量", f"the targets of “{form}” can be measured")
    return Words(
        f"“{name_of(claim)}”的指标值（{targets}）均无法衡量",
        f"no target of “{name_of(claim)}” can be measured ({targets})",
    )


def _repeated(comparison: Comparison, _: Calculation) -> Words:
    if holds(comparison):
        return Words("实际完成情况不是预期目标的重复", "the result is not the goal again")
    return Words("实际完成情况照抄预期目标", "the result only repeats the goal")


def _uncovered(comparison: Comparison, _: Calculation) -> Words:
    if holds(comparison):
        return Words("指标类别齐全", "all classes of indicators are there")
    missing = [GROUPS[group] for group in comparison.claim.basis.split()]
    zh, en = "、".join(words.zh for words in missing), ", ".join(words.en for words in missing)
    return Words(f"自评表没有{zh}类指标", f"the form has no indicator of class {en}")


def _survey(comparison: Comparison, _: Calculation) -> Words:
    name, actual = name_of(comparison.claim), said(comparison.claim, "actual")
    if holds(comparison):
        return Words("文中说明了满意度的调查依据", "the report says how satisfaction was asked for")
    return Words(
        f"“{name}”{actual}没有调查依据（问卷、回访、样本数）", f"nothing is said of a survey behind “{name}” {actual}"
    )


def _odd(comparison: Comparison, _: Calculation) -> Words:
    name, actual = name_of(comparison.claim), said(comparison.claim, "actual")
    if holds(comparison):
        return Words(f"“{name}”完成值{actual}与计量单位相称", f"the result {actual} of “{name}” fits its unit")
    return Words(f"“{name}”完成值{actual}与计量单位不相称", f"the result {actual} of “{name}” does not fit its unit")


def _cost(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    actual, executed = said(claim, "actual"), said(claim, "executed")
    joint = Words("一致", "agrees with") if holds(comparison) else Words("不一致", "differs from")
    return Words(
        f"成本指标“{name_of(claim)}”完成值{actual}与执行数{executed}{joint.zh}",
        f"the cost “{name_of(claim)}” {actual} {joint.en} the spending {executed}",
    )


def _shared(comparison: Comparison, _: Calculation) -> Words:
    second, first = (term.label for term in comparison.claim.terms)
    if holds(comparison):
        return Words(f"项目“{first}”与“{second}”的指标不同", f"“{first}” and “{second}” have indicators of their own")
    return Words(f"项目“{first}”与“{second}”的指标雷同", f"“{first}” and “{second}” share their indicators")


def _dropped(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    planned, reason = said(claim, "planned").removeprefix("-"), said(claim, "reason")
    return Words(
        f"已安排的{planned}被调减，原因是“{reason}”：计划的工作没有开展",
        f"{planned} was taken back, the reason given is “{reason}”: what was planned was not begun",
    )


def _unit(comparison: Comparison, _: Calculation) -> Words:
    name, target = name_of(comparison.claim), said(comparison.claim, "target")
    if holds(comparison):
        return Words(f"“{name}”的指标值{target}有计量单位", f"“{name}”: the target {target} has its unit")
    return Words(f"“{name}”的指标值{target}没有计量单位", f"“{name}”: the target {target} has no unit")


TARGET_SENTENCES: Mapping[str, Remark] = {
    "unmet": _unmet,
    "promise": _goal,
    "overshoot": _overshoot,
    "no number": _unlike,
    "unlike": _unlike,
    "exchanged": _exchanged,
    "grown": _grown,
    "kept": _kept,
    "limit": _limit,
    "vague": _vague,
    "repeated": _repeated,
    "uncovered": _uncovered,
    "survey": _survey,
    "odd": _odd,
    "unit": _unit,
    "cost": _cost,
    "shared": _shared,
    "dropped": _dropped,
}
