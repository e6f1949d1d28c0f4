"""What a rate without a name makes of a base: 按合同价600万元的5%缴纳保证金30万元，按3%预留质保金18万元.

The base is printed before the rate, or is that of the rate before in the sentence, or is told right behind it and is
called as its words call it: 按工资总额的2%计提，工资总额680万元，计提工会经费13.6万元. It ticks, and is to be reviewed
where one slip explains the gap.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair

_BY = ("按", "按照", "依", "以")
_BY_A_BASE = expression(r"(?:按照?|依照?|以)[一-鿿]{1,8}$")
_TAKES = expression(r"(?:预留|缴纳|计提|提取|扣留|扣除|收取|支付|承担|负担|安排|列支|补助|奖励|给予|配套)[一-鿿]{0,8}")
_CALLED = expression(r"(?:按照?|以)(?:核定|审定)?([一-鿿]{2,8}?)的?$")
_AT_MOST = expression(r"不[超高低]|最[高低多]|上限|以内")
_MADE, _BOTH = expression(r"预留|缴[纳存]|计提|提取|扣留|扣除|收取"), 2


def taken_by_rate(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what a rate makes, and of what; None where its words do not say that it makes anything."""
    if rate.figure.approximate or _AT_MOST.search(rate.label) is not None:
        return None
    if rate.label not in ("的", *_BY):
        return _of_what_is_called(paragraph, rate)
    made = next(iter(paragraph.items[rate.place + 1 : rate.place + 2]), None)
    if made is None or made.figure.type != "money" or made.sep > NO_SEPARATOR or not _TAKES.fullmatch(made.label):
        return None
    base = _base(paragraph, rate)
    return Pair(made, base) if base is not None and base.kin(made) and not base.figure.approximate else None


def _base(paragraph: Paragraph, rate: Item) -> Item | None:
    """Return what a rate is taken of: the amount right before it, or that which the last such rate was taken of."""
    if rate.place < 1 or rate.sep > COMMA:
        return None
    before = paragraph.items[rate.place - 1]
    if before.sentence != rate.sentence:
        return None
    if rate.label == "的":
        return before if _BY_A_BASE.search(before.label) and rate.sep == NO_SEPARATOR else None
    last = paragraph.items[rate.place - 2] if rate.place > 1 else before
    taken = taken_by_rate(paragraph, last) if last.figure.type == "rate" else None
    return taken.whole if taken is not None else None


def _of_what_is_called(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what is made of a base that is told right behind a rate, and called as in its words."""
    called = _CALLED.search(rate.label)
    behind = paragraph.items[rate.place + 1 : rate.place + 1 + _BOTH]
    if called is None or len(behind) < _BOTH or any(i.sentence != rate.sentence or i.sep > COMMA for i in behind):
        return None
    base, made = behind
    alike = base.figure.type == made.figure.type == "money" and base.label.endswith(called[1])
    exact = not (base.figure.approximate or made.figure.approximate)
    # 监理费按工程造价的2.5%计取，工程造价860万元，监理费21.5万元
    is_subject = len(made.label) >= _BOTH and made.label in rate.label[: called.start()]
    return Pair(made, base) if alike and exact and (is_subject or _MADE.search(made.label) is not None) else None
