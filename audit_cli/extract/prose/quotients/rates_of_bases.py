"""What a rate with a name makes of the base beside it: 缴费基数312万元，缴费比例16%，缴纳养老保险49.92万元.

合同总价960万元，按约定支付至80%，累计支付768万元, 权重20分，得分率90%，折合得分18分: three side by side, in this
order or the rate first. It ticks, and is reviewed where one slip explains the gap; of what is called a base, and what
is said to be paid in or set aside by it, it fails.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, as_given, fits, quotient
from audit_cli.model import Claim

# how a rate says that it makes something
_BY = expression(
    r"(?:缴费|缴存|缴纳|计提|提取|配套|承担|分担|负担|预付款?|首付款?|质保金|保证金|补助|补贴|奖励|支付|扣除|征收|得分)(?:比例|比率|率)[为是]?$"
    r"|[^一-鿿]?[费税]率[为是]?$|(?:按照?|以)[一-鿿]{0,6}$|(?:支付|付款|拨付)(?:到|至)(?:合同[总金]?[价额])?的?$"
)
_MADE = expression(
    r"缴[纳存费]|计提|提取|预留|配套|承担|负担|支付|拨付|付款|扣[除留]|征收|奖励|补助|补贴|折合|得分|[应共合]计|[税费金款]$"
)
_OF_A_BASE = expression(r"(?:按照?|以)[一-鿿]*$")
_BASE, _PAID_IN = expression(r"基数[为是]?$|工资总额[为是]?$"), expression(r"缴[纳存费]|计提|提取")
_OF_PAYMENT = expression(r"支付|付款|拨付")
_ALIKE = 3  # figures: a base, a rate and what it makes


def rate_of_base(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return what *rate* makes of the base beside it; None where three that belong together do not stand there."""
    if rate.figure.approximate or not 0 < rate.figure.value < 100 or _BY.search(rate.label) is None:
        return None
    items, k = paragraph.items, rate.place
    near = [items[max(k - 1, 0) : k + 2], *([] if _OF_A_BASE.search(rate.label) else [items[k : k + _ALIKE]])]
    three = next((told for told in near if _are_told(told, rate)), None)
    if three is None or (k + 2 < len(items) and _goes_on(items[k + 2], three)):
        return None
    base, made = (i for i in three if i is not rate)
    if 0 < base.place < k and items[base.place - 1].figure.type == "rate" and base.sep <= COMMA:
        return None  # 按合同价612万元的5%缴纳30.6万元，按3%预留18.36万元: the first is what another rate makes
    if base.role == "used" and _OF_PAYMENT.match(rate.label):
        return None  # 合同金额90万元，已支付72万元，支付率80%，质保金4.5万元: of what was paid, which it does not make
    if made.label and not _MADE.search(made.label):
        return None
    given = as_given(rate)
    sure = _BASE.search(base.label) is not None and _PAID_IN.search(made.label) is not None
    return quotient(given, Pair(made, base), "按", asserted=sure or fits(given, made, base))


def _are_told(three: Sequence[Item], rate: Item) -> bool:
    """Whether a rate stands with a base before what it makes, in one sentence and called in their own words."""
    if len(three) < _ALIKE or any(i.sentence != rate.sentence for i in three):
        return False
    base, made = (i for i in three if i is not rate)
    if any(i.sep > COMMA or i.depth != rate.depth for i in three[1:]) or not base.kin(made) or not base.is_amount:
        return False
    plain = base.role in ("plain", "used") and made.role in ("plain", "used") and made.unit == base.unit
    return plain and not (base.figure.approximate or made.figure.approximate) and base.figure.value > made.figure.value


def _goes_on(item: Item, three: Sequence[Item]) -> bool:
    """Whether one more amount of the clause leaves open which of them is meant."""
    return item.place > three[-1].place and item.sep < SEMICOLON and item.kin(three[-1]) and item.cue != "of_which"
