"""Puts words about figures, of praise or of degree, into sentences beside the figures that they are held to."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, share_of
from audit_cli.comparisons import holds
from audit_cli.model import Comparison, Kind
from audit_cli.wording.labels import tidied
from audit_cli.wording.words import Remark, Words


def _assured(comparison: Comparison, worked: Calculation) -> Words:
    """Return the words of praise beside the two figures that they are held to."""
    if not comparison.claim.form:
        count, cost = (f"{tidied(term.label)}{mention(term.figure)}" for term in comparison.claim.terms[:2])
        joint, joint_en = ("", "; ") if holds(comparison) else ("而", ", yet ")
        return Words(f"{cost}，{joint}{count}", f"{cost}{joint_en}{count}")
    words, reached, wanted = comparison.claim.terms[:3]
    said, one, other = words.figure.text, mention(reached.figure), mention(wanted.figure)
    if comparison.claim.form == "all met":
        zh, en = (
            f"“{reached.label}”完成{one}，指标值为{other}",
            f"“{reached.label}” reached {one}, its target is {other}",
        )
    else:
        rate = share_of(reached.figure, wanted.figure)
        share_zh, share_en = (f"，执行率{rate}", f", {rate}") if rate else ("", "")
        zh, en = f"{wanted.label}{other}，执行{one}{share_zh}", f"{wanted.label} {other}: {one} was spent{share_en}"
    if holds(comparison):
        return Words(f"“{said}”：{zh}", f"“{said}”: {en}")
    return Words(f"报告称“{said}”，而{zh}", f"the report says “{said}”, yet {en}")


def _without_base(comparison: Comparison) -> Words:
    """Return the rate that is stated of a whole of zero, or of a figure that is all increase."""
    rate, whole = (term.figure for term in comparison.claim.terms)
    if whole.value:
        zh, en = f"{mention(whole)}全为增加数，基数为零", f"all of {mention(whole)} is increase: the base is zero"
    else:
        zh, en = f"基数为{mention(whole)}", f"the base is {mention(whole)}"
    return Words(f"{zh}，却称{mention(rate)}", f"{en}, yet {mention(rate)} is stated")


def _of_sizes(comparison: Comparison) -> Words:
    """Return words of bounds or ranks beside the figures, of which one may be in the words themselves."""
    words, new, base = (term.figure for term in comparison.claim.terms)
    said, now, then = words.text, mention(new), mention(base)
    joint, joint_en = ("，", "") if holds(comparison) else ("，而", "yet ")
    if base.span == words.span:
        zh, en = f"所写为{now}", f"{now} is stated"
    elif comparison.claim.form in ("over half", "under half"):
        share = share_of(new, base)
        zh, en = f"{now}为{then}的{share}", f"{now} is {share} of {then}"
    else:
        order, order_en = _ORDERS[(new.value > base.value) - (new.value < base.value)]
        zh, en = f"{now}{order}{then}", f"{now} is {order_en} {then}"
    return Words(f"称“{said}”{joint}{zh}", f"“{said}” is said, {joint_en}{en}")


def _in_words(comparison: Comparison, worked: Calculation) -> Words:
    """Return words about figures, of praise or of degree, beside the figures that they are held to."""
    claim = comparison.claim
    if claim.form == "no base":
        return _without_base(comparison)
    if claim.form in _SIZES:
        return _of_sizes(comparison)
    if claim.form not in _OF_DEGREE:
        return _assured(comparison, worked)
    words, first, *others = (term.figure for term in claim.terms)
    if claim.form == "cause":
        fell = claim.terms[1].sign < 0
        if claim.terms[1].role == "executed":
            zh = f"{mention(first)}{'小于' if fell else '大于'}预算数，所说原因为“{words.text}”"
            return Words(zh, f"{mention(first)} is {'below' if fell else 'above'} its budget because of “{words.text}”")
        zh = f"{'减少' if fell else '增加'}{mention(first)}，所说原因为“{words.text}”"
        return Words(zh, f"{'a fall' if fell else 'a rise'} of {mention(first)} is put down to “{words.text}”")
    if not others:
        return Words(f"称“{words.text}”，完成的为{mention(first)}", f"“{words.text}” is said of {mention(first)}")
    before, after, share = _OF_DEGREE[claim.form]
    now, then = mention(first), mention(others[0])
    zh = f"称“{words.text}”，{before.zh}{then}，{after.zh}{now}"
    en = f"“{words.text}” is said where {before.en} {then}, {after.en} {now}"
    if claim.form == "missed":
        zh = f"{before.zh}{then}，{after.zh}{now}，未见说明原因"
        en = f"{before.en} {then}, {after.en} {now}, and nobody says why"
    percent = share_of(first, others[0]) if first.type != "rate" else ""
    return Words(f"{zh}，{share}{percent}", f"{en} ({percent} of it)") if percent else Words(zh, en)


_STATES = Words("基数为", "the base is"), Words("对比的数为", "and the other figure is"), "为基数的"
_COMPLETION = Words("目标为", "the target is"), Words("完成", "and what was reached is"), "完成率"
_SIZES = frozenset({"at least", "at most", "over half", "under half", "none"})
_ORDERS = {-1: ("低于", "below"), 0: ("等于", "equal to"), 1: ("高于", "above")}
_OF_DEGREE: Mapping[str, tuple[Words, Words, str]] = {
    **dict.fromkeys(("level", "nearly level", "times", "growth by times", "rise", "fall", "cause"), _STATES),
    **dict.fromkeys(("surpassed", "all done", "nearly done", "missed"), _COMPLETION),
}

ASSURANCE_SENTENCES: Mapping[Kind, Remark] = {"narrative": _in_words}

ASSURANCE_ADVICE: Mapping[Kind, Words] = {
    "narrative": Words(
        "据实修改文字，或说明二者不一致的原因；数字有误的，更正数字",
        "Let the words say what the figures show, or say why they differ; correct the figure if it is wrong",
    ),
}
