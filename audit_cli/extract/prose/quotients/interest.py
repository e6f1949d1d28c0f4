"""Interest: 贷款2400万元，年利率3.5%，贴息84万元; 债券8000万元，利率3.2%，期限10年，共需付息2560万元.

It is that of the only loan of its sentence, for one year, or for all the years of the loan where these are told. It
ticks; where it is said to be that of a year, or of all, it fails, too. Elsewhere it may be that of some months: there
it is reviewed where one slip explains the gap.
"""

from __future__ import annotations

from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import as_given
from audit_cli.model import Claim
from audit_cli.quantity import is_quotient

_RATE = expression(r"(?<!月)利率|贴息率|费率|息率")
_LENT = expression(r"贷款|本金|借款|债券|信贷|融资|存款")
_INTEREST = expression(r"贴息|利息|付息|计息|息费")
_TERM = expression(r"期限|期$|为期")
_OF_A_YEAR, _OF_ALL = expression(r"每年|(?<![本当首])年(?:利息|付息|息)|全年"), expression(r"共|合计|总|累计|到期")


def interest(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return what interest a rate makes of a loan."""
    if _RATE.search(rate.label) is None:
        return None
    behind = takewhile(lambda i: i.sentence == rate.sentence, paragraph.items[rate.place + 1 :])
    here = [*paragraph.before(rate.place), rate, *behind]
    if sum(i.figure.type == "rate" for i in here) > 1:
        return None
    money = [i for i in here if i.figure.type == "money"]
    paid = [i for i in money if _INTEREST.search(i.label)]
    lent = [i for i in money if _LENT.search(i.label) and i not in paid]
    if len(paid) != 1 or len(lent) != 1 or any(i.figure.approximate for i in (rate, *paid, *lent)):
        return None
    told = [int(i.figure.value) for i in here if i.unit == "年" and _TERM.search(i.label) and i.figure.value % 1 == 0]
    of_all = len(told) == 1 and _OF_ALL.search(paid[0].label) is not None
    of_a_year = not of_all and _OF_A_YEAR.search(paid[0].label) is not None
    likely = told[0] if of_all else 1
    closing = (years for years in (likely, *told, 1) if _makes(rate, paid[0], lent[0], years))
    years = likely if of_all or of_a_year else next(closing, likely)
    sure = (of_all or of_a_year) and bool(told)
    terms = term(as_given(rate), "rate"), term(paid[0], "part"), term(lent[0], "whole", years)
    return Claim("ratio", terms, asserted=sure or _makes(rate, paid[0], lent[0], years), basis="按")


def _makes(rate: Item, paid: Item, lent: Item, years: int) -> bool:
    whole = lent.figure.quantity._replace(value=lent.figure.value * years, quantum=lent.figure.quantum * years)
    return is_quotient(rate.figure.quantity, paid.figure.quantity, whole)
