"""Puts limits into sentences: budgets and posts that are passed, money that is not spent, or owed."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, share_of
from audit_cli.comparisons import holds
from audit_cli.model import Comparison, Kind
from audit_cli.wording.labels import tidied
from audit_cli.wording.words import NOTHING, Remark, Words


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
    if not rate:
        return Words(f"{plan}，执行{spent}", f"{plan}: {spent} was spent")
    zh, en = f"{plan}，执行{spent}，执行率{rate}", f"{plan}: {spent} was spent, {rate}"
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


def _staff(comparison: Comparison, worked: Calculation) -> Words:
    actual, authorized = comparison.claim.terms[:2]
    people, posts = mention(actual.figure), mention(authorized.figure)
    rate = share_of(actual.figure, authorized.figure)
    zh, en = f"{actual.label}{people}，编制{posts}，控制率{rate}", f"{people} fill {posts} posts, {rate}"
    if holds(comparison):
        return Words(zh, en)
    gap = (worked.difference or "") + worked.unit
    return Words(f"{zh}，超出{gap}", f"{en}, {gap} too many")


def _owing(comparison: Comparison, worked: Calculation) -> Words:
    """Return what is owed for a contract, and what is said of it; nothing of claims about the words alone."""
    terms = comparison.claim.terms
    if terms[0].role != "amount":
        return NOTHING
    label, amount = terms[0].label, mention(terms[0].figure)
    paid = [mention(t.figure) for t in terms if t.role == "paid"]
    if holds(comparison):
        return Words(f"{label}{amount}已付清", f"{label} {amount} is paid in full")
    rest = f"{worked.difference}{worked.unit}"
    zh = f"{label}{amount}，" + (f"已支付{'、'.join(paid)}，" if paid else "") + f"尚有{rest}未支付"
    en = f"{label} {amount}: " + (f"{', '.join(paid)} is paid, " if paid else "") + f"{rest} is not"
    said = {t.role: mention(t.figure) for t in terms if t.role in ("promised", "cause")}
    zh += f"，付款时间：{said['promised']}" if "promised" in said else ""
    en += f"; promised for {said['promised']}" if "promised" in said else ""
    zh += f"，原因：{said['cause']}" if "cause" in said else ""
    en += f"; cause: {said['cause']}" if "cause" in said else ""
    missing = [words for role, words in _UNSAID.items() if role not in said]
    if missing:
        zh += "，未说明" + "和".join(words.zh for words in missing)
        en += "; nothing is said of " + " and ".join(words.en for words in missing)
    return Words(zh, en)


_UNSAID: Mapping[str, Words] = {
    "cause": Words("原因", "the cause"),
    "promised": Words("付款时间", "the time of payment"),
}

LIMIT_SENTENCES: Mapping[Kind, Remark] = {
    "over-plan": _spending,
    "unspent": _spending,
    "over-quota": _staff,
    "backlog": _owing,
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
    "backlog": Words(
        "按合同约定支付；说明未支付的原因、依据和付款时间，已经付清的，更正文字",
        "Pay as agreed; say why it is unpaid, on what grounds, and when it will be paid; if it is paid, say so",
    ),
}
