"""Instalments by rates of one sum: 合同总额600万元，首期支付30%（180万元），二期50%（300万元），尾款20%（120万元）.

Each rate stands right before what it makes, and all are of one amount of their sentence or of the one before, wherever
it stands. Where another of them fits it, one that does not fit fails; a single one is reviewed where one slip explains
the gap.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, as_given, fits, quotient
from audit_cli.extract.prose.quotients.rates_of_bases import AT_MOST
from audit_cli.extract.prose.rests.payments import is_payment
from audit_cli.model import Claim

# how what is paid by rates of a sum is called
_INSTALMENT = expression(
    r"(?:(?:[首前二三四两]|第[一二三四])[期次批笔付]|预付|进度|[尾余货]款|质保金|保证金|支付|拨付|付款?|付[到至]|预留|扣留|剩余|其余|按照?)[一-鿿]{0,8}$"
)
_REACHED = expression(r"[至到]$|累计")
_TOLD = ("", "即", "计", "为", "共", "共计", "合计", "也就是")
_WHAT_IS_PAID = expression(r"(?:支付|拨付|预留|扣留|付)?[一-鿿]{0,6}(?:[款金]|支付|拨付)(?:为|是|即|计)?$")
_SUM = expression(
    r"(?:合同|协议|中标|成交|结算|审定|工程|采购|项目)[一-鿿]{0,4}(?:[价款额]|金额|造价)[为是共]*$|总[价额](?:为|是)?$"
)
_REACH = 16  # figures around a rate
_HUNDRED = 100


def instalment_rate(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return what a *rate* of a sum makes; None where it is none, or the text does not tell the sum."""
    pair = _made_by(paragraph, rate)
    if pair is None:
        return None
    near = paragraph.items[max(rate.place - _REACH, 0) : rate.place + _REACH]
    near = [i for i in near if 0 <= rate.sentence - i.sentence <= 1]
    others = [p for p in (_made_by(paragraph, i) for i in near if i is not rate and i.sentence == rate.sentence) if p]
    made = {id(p.part) for p in (pair, *others)}
    sums = [i for i in near if i.figure.type == "money" and id(i) not in made and _may_be_sum(i, pair.part)]
    given = as_given(rate)
    own = next((i for i in sums if fits(given, pair.part, i)), None)
    if own is not None:
        return quotient(given, Pair(pair.part, own), "按")
    if _REACHED.search(rate.label):
        return None  # 进度款付至80%（160万元）: with what was paid before
    borne_out = [i for i in sums if any(fits(as_given(p.whole), p.part, i) for p in others)]
    if borne_out:
        return quotient(given, Pair(pair.part, borne_out[0]), "按")
    named = [i for i in sums if i.role == "plain" and _SUM.search(i.label) and not is_payment(i)]
    if len({i.figure.value for i in named}) == 1:
        return quotient(given, Pair(pair.part, named[0]), "按", asserted=False)
    return None


def _made_by(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what a rate of a sum makes right behind it, as a pair with the rate."""
    if rate.figure.type != "rate" or rate.figure.approximate or not 0 < rate.figure.value < _HUNDRED:
        return None
    if not _INSTALMENT.search(rate.label) or AT_MOST.search(rate.label):
        return None
    for made in paragraph.items[rate.place + 1 : rate.place + 2]:
        if made.figure.type != "money" or made.figure.approximate or made.sentence != rate.sentence:
            return None
        if made.opens and made.host == rate.place and made.label in _TOLD:
            return Pair(made, rate)
        called = made.label in _TOLD or (made.sep == NO_SEPARATOR and _WHAT_IS_PAID.fullmatch(made.label) is not None)
        beside = made.sep <= COMMA and made.depth == rate.depth
        return Pair(made, rate) if called and beside else None
    return None


def _may_be_sum(item: Item, made: Item) -> bool:
    return (
        item.role in ("plain", "used", "base") and item.figure.value > made.figure.value and not item.figure.approximate
    )
