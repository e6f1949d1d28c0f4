"""What a rate makes of a base: 缴费基数312万元，缴费比例16%，缴纳养老保险49.92万元; 按合同价600万元的5%缴纳30万元.

Base, rate with a name and what it makes stand side by side, or the rate first; the base of a rate without a name is
printed right before it, is that of the rate before, 按3%预留18万元, or is told behind it, called as its words call it.
It ticks, and is reviewed where one slip explains the gap; of what is called a base, and what is said to be paid in or
set aside by it, it fails.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, as_given, fits, quotient
from audit_cli.model import Claim

# how a rate says that it makes something
_BY = expression(
    r"(?:缴费|缴存|缴纳|计提|提取|配套|承担|分担|负担|预付款?|首付款?|质保金|保证金|补助|补贴|奖励|支付|扣除|征收|得分)(?:比例|比率|率)[为是]?$"
    r"|[^一-鿿]?[费税]率[为是]?$|(?:按照?|以)[一-鿿]{0,6}$|(?:支付|付款|拨付)(?:到|至)(?:合同[总金]?[价额])?的?$"
)
_BY_ALONE, _OF_IT = ("按", "按照", "依", "以"), "的"
_BY_A_BASE = expression(r"(?:按照?|依照?|以)[一-鿿]{1,8}$")
_CALLED = expression(r"(?:按照?|以)(?:核定|审定)?([一-鿿]{2,8}?)的?$")
_MADE = expression(
    r"缴[纳存费]|计提|提取|预留|收取|配套|承担|负担|安排|列支|支付|拨付|付款|扣[除留]|征收|给予|奖励|补助|补贴|折合|得分"
)
_SUM = expression(r"[应共合]计|[税费金款]$")
_OF_A_BASE = expression(r"(?:按照?|以)[一-鿿]*$")
_BASE, _PAID_IN = expression(r"基数[为是]?$|工资总额[为是]?$"), expression(r"缴[纳存费]|计提|提取")
_OF_PAYMENT = expression(r"支付|付款|拨付")
AT_MOST = expression(r"不[超高低]|最[高低多]|上限|以内")
_THREE = 3  # figures: a base, a rate and what it makes
_NAME = 2  # characters


def rate_of_base(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return what *rate* makes of a base; None where its words do not say that it makes anything."""
    told = _pair(paragraph, rate)
    if told is None or told.whole.figure.approximate or told.part.figure.approximate:
        return None
    given, (made, base) = as_given(rate), told
    sure = _BASE.search(base.label) is not None and _PAID_IN.search(made.label) is not None
    return quotient(given, told, "按", asserted=sure or fits(given, made, base))


def _pair(paragraph: Paragraph, rate: Item) -> Pair | None:
    if rate.figure.approximate or AT_MOST.search(rate.label) is not None:
        return None
    return _beside(paragraph, rate) or _taken(paragraph, rate) or _called(paragraph, rate)


def _beside(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what a rate with a name makes of the base beside it."""
    if not 0 < rate.figure.value < 100 or _BY.search(rate.label) is None:
        return None
    items, k = paragraph.items, rate.place
    near = [items[max(k - 1, 0) : k + 2], *([] if _OF_A_BASE.search(rate.label) else [items[k : k + _THREE]])]
    three = next((told for told in near if _are_told(told, rate)), None)
    if three is None or (k + 2 < len(items) and _goes_on(items[k + 2], three)):
        return None
    base, made = (i for i in three if i is not rate)
    if 0 < base.place < k and items[base.place - 1].figure.type == "rate" and base.sep <= COMMA:
        return None  # 按合同价612万元的5%缴纳30.6万元，按3%预留18.36万元: the first is what another rate makes
    if base.role == "used" and _OF_PAYMENT.match(rate.label):
        return None  # 合同金额90万元，已支付72万元，支付率80%，质保金4.5万元: of what was paid, which it does not make
    says_it = not made.label or _MADE.search(made.label) or _SUM.search(made.label)
    return Pair(made, base) if says_it else None


def _are_told(three: Sequence[Item], rate: Item) -> bool:
    """Whether a rate stands with a base before what it makes, in one sentence and called in their own words."""
    if len(three) < _THREE or any(i.sentence != rate.sentence for i in three):
        return False
    base, made = (i for i in three if i is not rate)
    if any(i.sep > COMMA or i.depth != rate.depth for i in three[1:]) or not base.kin(made) or not base.is_amount:
        return False
    plain = base.role in ("plain", "used") and made.role in ("plain", "used") and made.unit == base.unit
    return plain and base.figure.value > made.figure.value


def _goes_on(item: Item, three: Sequence[Item]) -> bool:
    """Whether one more amount of the clause leaves open which of them is meant."""
    return item.place > three[-1].place and item.sep < SEMICOLON and item.kin(three[-1]) and item.cue != "of_which"


def _taken(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what a rate without a name makes, right behind it, of the base before it or that of the rate before."""
    if rate.label not in (_OF_IT, *_BY_ALONE) or not rate.place or rate.sep > COMMA:
        return None
    before = paragraph.items[rate.place - 1]
    for made in paragraph.behind(rate.place):
        if made.figure.type != "money" or made.sep > NO_SEPARATOR or not _MADE.match(made.label):
            return None
        if before.sentence != rate.sentence:
            return None
        if rate.label == _OF_IT:
            base = before if _BY_A_BASE.search(before.label) and rate.sep == NO_SEPARATOR else None
        else:
            last = paragraph.items[max(rate.place - 2, 0)]
            taken = _taken(paragraph, last) if last.figure.type == "rate" else None
            base = taken.whole if taken is not None else None
        return Pair(made, base) if base is not None and base.kin(made) else None
    return None


def _called(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what is made of a base that is told right behind a rate, and called as in its words."""
    called = _CALLED.search(rate.label)
    behind = paragraph.items[rate.place + 1 : rate.place + _THREE]
    if called is None or len(behind) < 2 or any(i.sentence != rate.sentence or i.sep > COMMA for i in behind):
        return None
    base, made = behind
    alike = base.figure.type == made.figure.type == "money" and base.label.endswith(called[1])
    # 监理费按工程造价的2.5%计取，工程造价860万元，监理费21.5万元
    is_subject = len(made.label) >= _NAME and made.label in rate.label[: called.start()]
    return Pair(made, base) if alike and (is_subject or _MADE.search(made.label) is not None) else None
