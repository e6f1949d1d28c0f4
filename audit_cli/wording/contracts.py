"""Puts findings about contracts into sentences: what is owed, when it is paid, on which grounds it is not."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, share_of
from audit_cli.comparisons import holds
from audit_cli.days import days_of
from audit_cli.model import Claim, Comparison, Figure
from audit_cli.wording.labels import tidied
from audit_cli.wording.words import Remark, Words

_UNSAID: Mapping[str, Words] = {
    "cause": Words("原因", "the cause"),
    "promised": Words("付款时间", "the time of payment"),
}
_STEPS: Mapping[str, Words] = {
    "awarded": Words("中标、成交通知", "awarded"),
    "signed": Words("签订", "signed"),
    "published": Words("公告", "published"),
    "accepted": Words("验收、交付", "accepted"),
}
_A_YEAR = 2001


def _said(claim: Claim, role: str) -> str:
    return next((mention(term.figure) for term in claim.terms if term.role == role), "")


def _days(claim: Claim, first: str, then: str) -> str:
    """Return how many days lie between two dates at least, "" where one of them names no day."""
    dates: list[Figure] = [claim.figures(role)[0] for role in (first, then) if claim.figures(role)]
    # two dates without a year are of one: which, makes no difference
    year = next((span[1].year for figure in dates if (span := days_of(figure)) is not None), _A_YEAR)
    spans = [days_of(figure, year) for figure in dates]
    if len(spans) < 2 or spans[0] is None or spans[1] is None:
        return ""
    return str((spans[1][0] - spans[0][1]).days)


def _owing(comparison: Comparison, worked: Calculation) -> Words:
    terms = comparison.claim.terms
    label, amount = tidied(terms[0].label), mention(terms[0].figure)
    paid = [mention(t.figure) for t in terms if t.role == "paid"]
    if holds(comparison):
        return Words(f"{label}{amount}已付清", f"{label} {amount} is paid in full")
    rest = f"{worked.difference}{worked.unit}"
    zh = f"{label}{amount}，" + (f"已支付{'、'.join(paid)}，" if paid else "") + f"尚有{rest}未支付"
    en = f"{label} {amount}: " + (f"{', '.join(paid)} is paid, " if paid else "") + f"{rest} is not"
    said = {t.role: mention(t.figure) for t in terms if t.role in ("promised", "cause")}
    zh += f"，付款时间：{said['promised']}" if "promised" in said else ""
    en += f"; promised for {said['promised']}" if "promised" in said else ""
    if "cause" in said and said["cause"] != said.get("promised"):
        zh += f"，原因：{said['cause']}"
        en += f"; cause: {said['cause']}"
    missing = [words for role, words in _UNSAID.items() if role not in said]
    if missing:
        zh += "，未说明" + "和".join(words.zh for words in missing)
        en += "; nothing is said of " + " and ".join(words.en for words in missing)
    return Words(zh, en)


def _promised(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, day, rest = tidied(claim.terms[0].label), _said(claim, "promised"), _said(claim, "unpaid")
    zh, en = f"{name}未付{rest}，付款时间为{day}", f"{name}: {rest or 'the rest'} is unpaid and promised for {day}"
    if holds(comparison):
        return Words(zh, en)
    return Words(f"{zh}，不在报告年度之后", f"{en}, which is not after the year of the report")


def _accepted(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, day = tidied(claim.terms[0].label), _said(claim, "accepted")
    paid, still = _said(claim, "paid_on"), _said(claim, "as_of")
    took = _days(claim, "accepted", "paid_on" if paid else "as_of")
    if paid:
        return Words(
            f"{name}{day}验收，{paid}支付，相隔{took}日",
            f"{name} was accepted {day} and paid {paid}, {took} days later",
        )
    return Words(
        f"{name}{day}验收，至{still}仍未付清，已{took}日",
        f"{name} was accepted {day} and is still unpaid on {still}, {took} days later",
    )


def _cause(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, cause, rest = tidied(claim.terms[0].label), _said(claim, "cause"), _said(claim, "unpaid")
    return Words(
        f"{name}未付{rest}，所说原因为“{cause}”",
        f"{name}: {rest or 'the rest'} is unpaid; the cause given is “{cause}”",
    )


def _words(comparison: Comparison, _: Calculation) -> Words:
    words = _said(comparison.claim, "words")
    return Words(f"文中写有“{words}”", f"the report says “{words}”")


def _share(what: Words) -> Remark:
    def remark(comparison: Comparison, _: Calculation) -> Words:
        claim = comparison.claim
        name, part, whole = tidied(claim.terms[0].label), claim.terms[0].figure, claim.figure("amount")
        share = share_of(part, whole)
        return Words(
            f"{name}{what.zh}{mention(part)}，为合同金额{mention(whole)}的{share}",
            f"{name}: {what.en} of {mention(part)} is {share} of the contract, {mention(whole)}",
        )

    return remark


def _unsettled(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, words, day = tidied(claim.terms[0].label), _said(claim, "unsettled"), _said(claim, "accepted")
    return Words(
        f"{name}{day}验收，至年末“{words}”", f"{name} was accepted {day}, and at the end of the year it is “{words}”"
    )


def step(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    then, first = claim.terms[0], claim.terms[1]
    name, took = tidied(then.label), _days(claim, first.role, then.role)
    before, after = (_STEPS.get(term.role, Words(term.role, term.role)) for term in (first, then))
    one, other = mention(first.figure), mention(then.figure)
    return Words(
        f"{name}{one}{before.zh}，{other}{after.zh}，相隔{took}日",
        f"{name} was {before.en} {one} and {after.en} {other}, {took} days later",
    )


CONTRACT_SENTENCES: Mapping[str, Remark] = {
    "amount": _owing,
    "promised": _promised,
    "accepted": _accepted,
    "cause": _cause,
    "words": _words,
    "deposit": _share(Words("履约保证金", "the performance deposit")),
    "supplement": _share(Words("追加合同金额", "the supplement")),
    "unsettled": _unsettled,
}
CONTRACT_COUNSEL: Mapping[str, Words] = {
    "amount": Words(
        "按合同约定支付；说明未支付的原因、依据和付款时间，已经付清的，更正文字",
        "Pay as agreed; say why it is unpaid, on what grounds, and when it will be paid; if it is paid, say so",
    ),
    "promised": Words("更正付款时间；已经支付的，写明", "Correct the time of payment; if it was paid, say so"),
    "accepted": Words(
        "写明合同约定的付款期限；已经超过的，尽快支付",
        "Name the term that was agreed; if it has passed, pay without delay",
    ),
    "cause": Words(
        "核对合同约定；合同没有约定的，改正做法，尽快支付",
        "Look at the contract; if it does not provide for this, change it and pay",
    ),
    "words": Words(
        "核实情况；属实的，按规定改正，不属实的，更正文字", "If it is so, set it right; if it is not, correct the text"
    ),
    "deposit": Words("核对保证金的金额，退还超出的部分", "Check the deposit, and give back what is too much"),
    "supplement": Words("核对追加的金额和依据", "Check the amount that was added, and on what ground"),
    "unsettled": Words("说明未办理的原因和办结时间", "Say why they are not settled, and when they will be"),
}
