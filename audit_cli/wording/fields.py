"""Puts findings about the fields of a form into sentences: what is blank, or was left in."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, share_of
from audit_cli.comparisons import holds
from audit_cli.model import Comparison
from audit_cli.wording.naming import MOST_NAMES, form_of, said, shown
from audit_cli.wording.words import Remark, Words


def _blank(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name = said(claim, "name")
    if holds(comparison):
        form = form_of(claim)
        return Words(f"“{form}”各项指标已填写完整", f"all fields of “{form}” are filled in")
    blank = [shown(term.figure) for term in claim.terms[1:]]
    return Words(f"“{name}”未填写{'、'.join(blank)}", f"“{name}”: {', '.join(blank)} not filled in")


def _row(comparison: Comparison, _: Calculation) -> Words:
    name = said(comparison.claim, "name")
    if holds(comparison):
        form = form_of(comparison.claim)
        return Words(f"“{form}”没有空行", f"no row of “{form}” is left blank")
    return Words(f"指标行“{name}”整行空白", f"the row “{name}” is left blank")


def _class(comparison: Comparison, _: Calculation) -> Words:
    label = said(comparison.claim, "name")
    if holds(comparison):
        form = form_of(comparison.claim)
        return Words(f"“{form}”各类指标之后均有内容", f"something stands behind every class of “{form}”")
    return Words(f"“{label}”之后没有内容", f"nothing stands behind “{label}”")


def _project(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    project = claim.terms[0].label or said(claim, "project")
    if holds(comparison):
        return Words(f"项目“{project}”已填写绩效情况", f"project “{project}” reports its results")
    number = len(claim.terms) - 1
    return Words(
        f"项目“{project}”的绩效情况全部空白：{number}类指标之后均无内容",
        f"nothing is reported of project “{project}”: all {number} classes are blank",
    )


def _head(comparison: Comparison, _: Calculation) -> Words:
    label = said(comparison.claim, "label")
    if holds(comparison):
        return Words(f"“{label}”已填写", f"“{label}” is filled in")
    return Words(f"自评表的“{label}”未填写", f"“{label}” of the form is not filled in")


def _prompt(comparison: Comparison, _: Calculation) -> Words:
    words = said(comparison.claim, "prompt")
    return Words(f"文中残留填报提示或占位符“{words}”", f"the prompt or place-holder “{words}” was left in")


def _reason(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    label, number = said(claim, "label"), len(claim.terms) - 1
    if holds(comparison):
        return Words(f"“{label}”一栏已填写", f"the column “{label}” is used")
    results = [shown(term.figure) for term in claim.terms[1 : 1 + MOST_NAMES]]
    far = f"{number} results are far from their targets" if number > 1 else "a result is far from its target"
    return Words(
        f"{number}项指标的完成值明显偏离指标值（{'、'.join(results)}），“{label}”一栏却全部空白",
        f"{far} ({', '.join(results)}), yet the whole column “{label}” is blank",
    )


def _change(comparison: Comparison, _: Calculation) -> Words:
    label = said(comparison.claim, "label")
    return Words(
        f"“{label}”之后只写了原因，没有写增减方向和数额",
        f"behind “{label}” a reason is given, but neither the direction nor the amount of the change",
    )


def _misnamed(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name = said(claim, "name")
    if holds(comparison):
        form = form_of(claim)
        return Words(f"“{form}”的指标类别名称正确", f"the classes of “{form}” are spelt right")
    return Words(f"指标类别“{name}”疑为“{claim.basis}”之误", f"class “{name}”: “{claim.basis}” may be meant")


def _unexplained(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    adjusted = claim.form == "adjusted"
    compared, budget = claim.figure("initial" if adjusted else "executed"), claim.figure("budget")
    one, other = mention(compared), mention(budget)
    if holds(comparison):
        return Words(f"资金一行（{one}、{other}）无须或已说明原因", f"the row of funds ({one}, {other}) is explained")
    if adjusted:
        return Words(
            f"年初预算{one}调整为{other}，“原因”一栏空白",
            f"the budget was changed from {one} to {other} without a reason",
        )
    share = share_of(compared, budget)
    return Words(
        f"预算{other}，执行{one}，执行率{share}，“原因”一栏空白",
        f"{one} of {other} was spent ({share}), and the reason is left blank",
    )


def _no_budget(comparison: Comparison, _: Calculation) -> Words:
    budget = said(comparison.claim, "budget")
    if holds(comparison):
        return Words(f"全年预算数{budget}已填写", f"the full-year budget {budget} is known")
    spent, scored = said(comparison.claim, "executed"), said(comparison.claim, "execution_score")
    done = (
        Words(f"全年执行数{spent}", f"{spent} was spent")
        if spent
        else Words(f"预算执行得{scored}", f"execution scores {scored}")
    )
    return Words(f"{done.zh}，全年预算数却为零或空白", f"{done.en}, but the full-year budget is zero or blank")


_MONEY: Mapping[str, Words] = {
    "moved": Words("未写明批准依据", "with no word of who approved it"),
    "finished": Words("其资金仍列结转", "yet its money is carried over"),
    "stale": Words("未作结余处理", "and was not given back"),
}


def _money(comparison: Comparison, _: Calculation) -> Words:
    kept, told = comparison.claim.terms[0], _MONEY[comparison.claim.form]
    words, amount = "".join(kept.label.split()), mention(kept.figure)
    if holds(comparison):
        return Words(f"{amount}：“{words}”，写明了批准依据", f"{amount}: “{words}”, as approved")
    return Words(f"{amount}：“{words}”，{told.zh}", f"{amount}: “{words}”, {told.en}")


def _unadjusted(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    label, last, first = (said(claim, role) for role in ("label", "adjusted", "planned"))
    zh, en = f"预算由{first}调整为{last}", f"the budget was changed from {first} to {last}"
    if holds(comparison):
        return Words(zh, en)
    return Words(f"{zh}，“{label}”一栏空白", f"{en}, and “{label}” is blank")


FIELD_SENTENCES: Mapping[str, Remark] = {
    "unadjusted": _unadjusted,
    "moved": _money,
    "finished": _money,
    "stale": _money,
    "blank": _blank,
    "row": _row,
    "class": _class,
    "project": _project,
    "head": _head,
    "prompt": _prompt,
    "reason": _reason,
    "change": _change,
    "low execution": _unexplained,
    "adjusted": _unexplained,
    "no budget": _no_budget,
    "misnamed": _misnamed,
}
