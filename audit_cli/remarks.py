"""Puts what is no arithmetic into sentences: limits that are passed, money that is owed, fields that are blank.

Each kind has its own sentence and its own advice; a kind that has none speaks by the title of its rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from audit_cli.calculation import Calculation, mention, plain, share_of, tidied
from audit_cli.comparisons import holds
from audit_cli.model import Comparison, Kind


class Words(NamedTuple):
    """One text in the two languages of the report."""

    zh: str
    en: str


NOTHING = Words("", "")


def _spending(comparison: Comparison, worked: Calculation) -> Words:
    executed, planned = comparison.claim.terms[:2]
    rate = share_of(executed.figure, planned.figure)
    gap = (worked.difference or "").removeprefix("-") + worked.unit
    label = tidied(planned.label)
    spent, plan = mention(executed.figure), label + mention(planned.figure)
    if executed.role == "adjusted":
        share = share_of(executed.figure._replace(value=executed.figure.value - planned.figure.value), planned.figure)
        return Words(f"{plan}，调整为{spent}，调整率{share}", f"{plan} was changed to {spent}, by {share}")
    if executed.role == "contract":
        return _price(comparison, gap)
    if executed.role == "paid":
        return _paid(comparison, gap)
    if not rate:
        return Words(f"{plan}，执行{spent}", f"{plan}: {spent} was spent")
    since = f"前{months}个月" if (months := comparison.claim.form) else ""
    within = f" in {months} months" if months else ""
    zh, en = f"{plan}，{since}执行{spent}，执行率{rate}", f"{plan}: {spent} was spent{within}, {rate}"
    if holds(comparison):
        return Words(zh, en)
    if executed.figure.value > planned.figure.value:
        return Words(f"{zh}，超出{gap}", f"{en}, {gap} more than planned")
    return Words(f"{zh}，尚有{gap}未使用", f"{en}; {gap} is left")


def _price(comparison: Comparison, gap: str) -> Words:
    """Return the sum of a contract beside the budget of its purchase."""
    contract, budget = comparison.claim.terms[:2]
    price, most = mention(contract.figure), mention(budget.figure)
    zh, en = f"{contract.label}合同金额{price}", f"{contract.label} costs {price}"
    if holds(comparison):
        return Words(f"{zh}，未超过预算{most}", f"{en}, within its budget {most}")
    return Words(f"{zh}，超过预算{most}，多{gap}", f"{en}, {gap} more than its budget {most}")


def _paid(comparison: Comparison, gap: str) -> Words:
    """Return what was paid for a contract beside its sum."""
    paid, amount = comparison.claim.terms[:2]
    name, spent, most = tidied(paid.label), mention(paid.figure), mention(amount.figure)
    zh, en = f"{name}合同金额{most}，已支付{spent}", f"{name} costs {most}, {spent} was paid"
    return Words(zh, en) if holds(comparison) else Words(f"{zh}，多{gap}", f"{en}, {gap} more")


def _staff(comparison: Comparison, worked: Calculation) -> Words:
    actual, authorized = comparison.claim.terms[:2]
    people, posts = mention(actual.figure), mention(authorized.figure)
    rate = share_of(actual.figure, authorized.figure)
    zh = f"{tidied(actual.label)}{people}，编制{posts}，控制率{rate}"
    label = tidied(actual.label) or "staff"
    en = f"{label}: {plain(actual.figure.value)} people for {plain(authorized.figure.value)} posts, {rate}"
    if holds(comparison):
        return Words(zh, en)
    gap = worked.difference or ""
    return Words(f"{zh}，超出{gap}{worked.unit}", f"{en}, {gap} too many")


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


def _in_words(comparison: Comparison, worked: Calculation) -> Words:
    """Return words about figures, of praise or of degree, beside the figures that they are held to."""
    claim = comparison.claim
    if claim.form not in _OF_DEGREE:
        return _assured(comparison, worked)
    words, first, *others = (term.figure for term in claim.terms)
    if claim.form == "cause":
        fell = claim.terms[1].sign < 0
        zh = f"{'减少' if fell else '增加'}{mention(first)}，所说原因为“{words.text}”"
        return Words(zh, f"{'a fall' if fell else 'a rise'} of {mention(first)} is put down to “{words.text}”")
    before, after, share = _OF_DEGREE[claim.form]
    now, then = mention(first), mention(others[0])
    zh = f"称“{words.text}”，{before.zh}{then}，{after.zh}{now}"
    en = f"“{words.text}” is said where {before.en} {then}, {after.en} {now}"
    percent = share_of(first, others[0]) if first.type != "rate" else ""
    return Words(f"{zh}，{share}{percent}", f"{en} ({percent} of it)") if percent else Words(zh, en)


_STATES = Words("基数为", "the base is"), Words("对比的数为", "and the other figure is"), "为基数的"
_COMPLETION = Words("目标为", "the target is"), Words("完成", "and what was reached is"), "完成率"
_OF_DEGREE: Mapping[str, tuple[Words, Words, str]] = {
    **dict.fromkeys(("level", "nearly level", "times", "growth by times", "rise", "fall", "cause"), _STATES),
    **dict.fromkeys(("surpassed", "all done", "nearly done"), _COMPLETION),
}
Remark = Callable[[Comparison, Calculation], Words]

REMARKS: Mapping[Kind, Remark] = {
    "over-plan": _spending,
    "unspent": _spending,
    "over-quota": _staff,
    "narrative": _in_words,
}

# of claims about limits, by what their stated figure is
ADVICE_BY_ROLE: Mapping[str, Words] = {
    "adjusted": Words(
        "说明预算追加、调减的原因和批准依据",
        "Say why the budget was changed, and who approved it",
    ),
    "paid": Words("核对合同金额和已付款；另有补充合同的，写明", "Check both; if there is a supplement, say so"),
    "contract": Words(
        "核对合同金额和采购预算；预算已调整的，写明依据", "Check both; if the budget was changed, say on what ground"
    ),
}

ADVICE: Mapping[Kind, Words] = {
    "over-plan": Words(
        "说明超出的资金来源和原因（追加、上年结转等）及批准依据；所列预算不是同一口径的，注明口径",
        "Say where the money beyond the plan came from and who approved it; name the basis if it is another one",
    ),
    "over-quota": Words(
        "核对编制批复和在职人数；含编外人员的，分别列示",
        "Check the posts and the staff; name those outside the posts apart",
    ),
    "unspent": Words(
        "说明未使用的原因、结转或收回的安排；所列金额不是同一口径的，注明口径",
        "Say why it was not used and what becomes of the rest; name the basis if it is another one",
    ),
    "narrative": Words(
        "据实修改文字，或说明二者不一致的原因；数字有误的，更正数字",
        "Let the words say what the figures show, or say why they differ; correct the figure if it is wrong",
    ),
}
