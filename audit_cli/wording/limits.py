"""Puts limits into sentences: budgets and posts that are passed, money that is not spent."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, plain, share_of
from audit_cli.comparisons import holds
from audit_cli.model import Comparison, Kind
from audit_cli.wording.labels import tidied
from audit_cli.wording.words import Remark, Words


def _spending(comparison: Comparison, worked: Calculation) -> Words:
    executed, planned = comparison.claim.terms[:2]
    rate = share_of(executed.figure, planned.figure)
    gap = (worked.difference or "").removeprefix("-") + worked.unit
    spent, plan = mention(executed.figure), tidied(planned.label) + mention(planned.figure)
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


LIMIT_SENTENCES: Mapping[Kind, Remark] = {
    "over-plan": _spending,
    "unspent": _spending,
    "over-quota": _staff,
}

# of claims about limits, by what their stated figure is
LIMIT_ADVICE_BY_ROLE: Mapping[str, Words] = {
    "adjusted": Words(
        "说明预算追加、调减的原因和批准依据",
        "Say why the budget was changed, and who approved it",
    ),
    "paid": Words("核对合同金额和已付款；另有补充合同的，写明", "Check both; if there is a supplement, say so"),
    "contract": Words(
        "核对合同金额和采购预算；预算已调整的，写明依据", "Check both; if the budget was changed, say on what ground"
    ),
}

LIMIT_ADVICE: Mapping[Kind, Words] = {
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
}
