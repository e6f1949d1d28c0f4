"""Growth since a base right before it, of what is told farther on: 接待86.4万人次。…接待量较上年39.5万人次增长118.73%.

Where no words tell which figure has grown, the one that the rate fits speaks for itself. So does one that it would fit
the other way round, or reckoned in the other direction.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import growth, makes, sign_of
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.misreckoned import grows_otherwise
from audit_cli.model import Claim
from audit_cli.quantity import HUNDRED, significant_digits

_DIGITS = 3  # significant digits of a rate that is hardly made by others by chance
_CANDIDATES = 6
_PER = expression(r"[一-鿿]均|每")


def since_base(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the growth from the base right before a rate to one of the figures before that."""
    base = paragraph.items[rate.place - 1] if rate.place else rate
    if base.role != "base" or rate.sep > COMMA or rate.depth != base.depth:
        return None
    if rate.figure.approximate or base.figure.approximate or significant_digits(rate.figure.value) < _DIGITS:
        return None
    before = paragraph.before(base.place, same_sentence=False)
    near = [i for i in before if i.is_amount and i.unit == base.unit and not (i.is_change or _PER.search(i.label))]
    near = [i for i in near if i.figure.value and not i.figure.approximate][:_CANDIDATES]
    for new in near:
        if makes(rate, new, base):
            return growth(rate, new, base)._replace(asserted=False, tick_only=True)
    for new in near:
        if _is_made_otherwise(rate, new, base):
            return growth(rate, new, base)._replace(asserted=False)
    return None


def _is_made_otherwise(rate: Item, new: Item, base: Item) -> bool:
    if not base.figure.value:
        return False
    grown = HUNDRED * (new.figure.value - base.figure.value) / base.figure.value
    turned = abs(grown + sign_of(rate) * rate.figure.value) <= rate.figure.quantum
    return turned or grows_otherwise(rate.figure, grown)
