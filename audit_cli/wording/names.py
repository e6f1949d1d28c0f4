"""Puts findings about years and names into sentences: what belongs to another report."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention
from audit_cli.comparisons import holds
from audit_cli.model import Comparison
from audit_cli.wording.naming import said
from audit_cli.wording.words import Remark, Words


def _range(comparison: Comparison, _: Calculation) -> Words:
    first, last = said(comparison.claim, "year"), said(comparison.claim, "other")
    if holds(comparison):
        return Words(f"“{first}至{last}”起止年份有先后", f"the range {first} to {last} runs forward")
    return Words(f"“{first}至{last}”的终止年份不晚于起始年份", f"the range {first} to {last} does not run forward")


def _comparison(comparison: Comparison, _: Calculation) -> Words:
    base, year = said(comparison.claim, "year"), said(comparison.claim, "other") or "本年度"
    if holds(comparison):
        return Words(f"{year}与{base}相比，不是同一年", f"{year} is compared with {base}, another year")
    return Words(f"{year}与{base}相比，是同一年", f"{year} is compared with {base}, the same year")


def _goal(comparison: Comparison, _: Calculation) -> Words:
    year, own = said(comparison.claim, "year"), said(comparison.claim, "other")
    zh, en = f"报告年度{own}", f"that of the report{f', {own}' if own else ''}"
    if holds(comparison):
        return Words(f"目标年份{year}不早于{zh}", f"the year of the goal, {year}, is not before {en}")
    return Words(f"目标年份{year}早于{zh}", f"the year of the goal, {year}, is before {en}")


def _due(comparison: Comparison, _: Calculation) -> Words:
    year, own = said(comparison.claim, "year"), said(comparison.claim, "other")
    if holds(comparison):
        return Words(
            f"年末未付款项拟于{year}支付，在报告年度之后", f"what is unpaid is to be paid in {year}, after the year"
        )
    return Words(
        f"{own}末未付的款项，所写付款时间为{year}", f"what is unpaid at the end of {own} is to be paid in {year}"
    )


def _statement(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    year, own = said(claim, "year"), said(claim, "other")
    if holds(comparison):
        return Words(f"所述年份{year}与报告年度相符", f"the year stated, {year}, is that of the report")
    amounts = claim.figures("amount")
    if amounts:
        amount = mention(amounts[0])
        return Words(
            f"报告年度为{own}，同一金额{amount}在一处写作{year}，在另一处写作{own}",
            f"the report is of {own}; the same amount {amount} is given for {year} in one place, for {own} in another",
        )
    return Words(f"报告年度为{own}，此处写作{year}", f"the report is of {own}; here it says {year}")


def _place(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, home = said(claim, "place"), said(claim, "home")
    if holds(comparison):
        return Words(f"地名“{name}”与报告单位所在地相符", f"the place “{name}” is the report's own")
    own, own_en = (f"报告单位在“{home}”，", f", the report is of “{home}”") if home else ("", "")
    return Words(
        f"{own}“{claim.basis.replace('…', name, 1)}”中的地名“{name}”是另一地",
        f"“{name}” in “{claim.basis.replace('…', name, 1)}” is another place{own_en}",
    )


def _office(comparison: Comparison, _: Calculation) -> Words:
    name, home = said(comparison.claim, "place"), said(comparison.claim, "home")
    if holds(comparison):
        return Words(f"单位名称“{name}”与报告单位相符", f"the office “{name}” is the report's own")
    own, own_en = (f"报告单位为“{home}”，", f", the report is of “{home}”") if home else ("", "")
    return Words(f"{own}此处写作“{name}”", f"here it says “{name}”{own_en}")


NAME_SENTENCES: Mapping[str, Remark] = {
    "range": _range,
    "comparison": _comparison,
    "goal": _goal,
    "due": _due,
    "statement": _statement,
    "place": _place,
    "office": _office,
}

_FOREIGN = "Check the name; the sentence may be that of another report"

NAME_COUNSEL: Mapping[str, Words] = {
    "range": Words("核对起止年份", "Check both years of the range"),
    "comparison": Words("核对相比较的年份", "Check the years that are compared"),
    "goal": Words(
        "更正目标年份；属于以前规划的，说明完成情况",
        "Correct the year; of an earlier plan, say what was reached",
    ),
    "due": Words("核对付款时间", "Check when it is to be paid"),
    "statement": Words(
        "核对年份，更正从以前年度报告沿用的文字",
        "Check the year; it may be left from an earlier report",
    ),
    "place": Words("核对地名，更正从其他单位材料沿用的文字", _FOREIGN),
    "office": Words("核对单位名称，更正从其他单位材料沿用的文字", _FOREIGN),
}
