"""Growth a year over several: 由2018年的24.0万吨增加到2022年的29.17万吨，年均增长5%.

It is the growth that, so many years in turn, leads from the one amount to the other; both name their years, or a span
of years before them does. It ticks and fails; where it fits one year more or less, or the words count other years,
nothing is said.
"""

from __future__ import annotations

from itertools import islice

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import in_real_terms, sign_of, term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim
from audit_cli.quantity import compounds

_A_YEAR = expression(r"(?:年均|平均每年|每年平均)(?:复合)?(?:增|递|提|上|扩|下|减|降|压)")
_YEAR = expression(r"(?<!\d)((?:19|20)\d\d)\s*年")
_SPAN = expression(r"((?:19|20)\d\d)\s*年?\s*(?:至|到|[-—–－~～])\s*((?:19|20)\d\d)\s*年")
_OF_A_TIME = expression(r"十[一二三四五六七]五|期间|时期|以来")  # “十三五”期间年均增长
_COMPARABLE = expression(r"可比|不变价|名义|实际增长")
_MOST, _BOTH = 30, 2  # years; amounts


def compound_growth(paragraph: Paragraph, rate: Item) -> Claim | None:
    if (
        _A_YEAR.search(rate.label) is None
        or _OF_A_TIME.search(rate.words) is not None
        or rate.figure.approximate
        or rate.figure.type != "rate"
    ):
        return None
    counted = [i for i in islice(paragraph.before(rate.place), 1) if i.unit in ("年", "个年度")]
    before = paragraph.before(rate.place - len(counted))
    amounts = [*islice((i for i in before if i.is_amount), _BOTH)]
    if len(amounts) < _BOTH or not amounts[0].same_unit(amounts[1]):
        return None
    new, base = amounts
    years = _years_between(base, new)
    rough = new.figure.approximate or base.figure.approximate or base.figure.value <= 0 or new.figure.value <= 0
    if rough or not 1 < years <= _MOST or any(i.figure.value != years for i in counted):
        return None
    terms = (term(rate, "rate", sign_of(rate)), term(new, "new"), term(base, "base", years))
    stated = rate.figure.quantity._replace(value=rate.figure.value * sign_of(rate))
    told = (stated, new.figure.quantity, base.figure.quantity)
    if not compounds(*told, years) and any(compounds(*told, n) for n in (years - 1, years + 1)):
        return None
    real = in_real_terms(new) or in_real_terms(base) or _COMPARABLE.search(rate.words)
    return Claim("growth", terms, "compound", tick_only=bool(real), basis="比")


def _years_between(base: Item, new: Item) -> int:
    """Return how many years lie between two amounts by the years that they name, or by a span told before; else 0."""
    own, other = _YEAR.findall(base.label), _YEAR.findall(new.label)
    if own and other:
        return int(other[-1]) - int(own[-1])
    span = _SPAN.findall(base.words)
    return int(span[-1][1]) - int(span[-1][0]) if len(span) == 1 and not other else 0
