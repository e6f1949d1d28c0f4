"""Changes and rates of growth given one for each: 受理案件90件，审结80件，比上年分别增加10件和5件，上升12.5%和6.7%.

Each belongs to the amount in the same place of those before; what they grew from stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.increases import growth_by
from audit_cli.extract.prose.growth.words import words_of
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.respective_rates import series_of
from audit_cli.model import Claim

_BEFORE = expression(r"上一?年|去年|同期|(?:19|20)\d\d年")
_TWO_THINGS = expression(r"[一-鿿]{2,8}[和与及、][一-鿿]{2,8}?(?:同比|环比|[比较](?:上年|去年)(?:同期)?)")
_EACH, _JOINS = "分别", frozenset({"", "和", "及", "与"})
_WAY = expression(r"(?:[和及与]|同比)?(?:增长|上升|提高|增加|下降|减少|降低|[增降升减])(?:了|约)?")
_REACH = 12  # items before the rates among which the amounts stand


def growth_series(paragraph: Paragraph, first: Item) -> list[Item]:
    """Return the rates that begin at *first*, one of growth, and are meant for one amount each, [] if they are none."""
    if first.figure.type != "rate" or not (_EACH in words_of(first) or _is_told_of_two(paragraph, first)):
        return []
    series = series_of(paragraph.items, first.place)
    if len(series) == 1:
        return [first, *takewhile(_goes_its_own_way, paragraph.items[first.place + 1 :])]
    return [rate._replace(role="growth", falls=first.falls) for rate in series]


def _goes_its_own_way(rate: Item) -> bool:
    """Whether a rate goes on a series with a word of its own: 分别下降8.8%、上升9.9%."""
    return rate.role == "growth" and rate.sep <= PAUSE and _WAY.fullmatch(rate.label) is not None


def bases_before(paragraph: Paragraph, rates: Sequence[Item]) -> list[tuple[Item, Item, Item]]:
    """Return each of *rates* with what grew and what it grew from, both told in turn before.

    审结90件、80件，上年分别为100件、75件，分别下降10%、上升6.7%.
    """
    number, end = len(rates), rates[0].place
    told = paragraph.items[max(end - 2 * number, 0) : end]
    news, bases = told[:number], told[number:]
    if len(bases) < number or rates[0].sep > COMMA or any(i.sentence != rates[0].sentence for i in told):
        return []
    if not (_EACH in bases[0].words and _BEFORE.search(bases[0].words) and all(i.is_amount for i in told)):
        return []
    apart = any(i.sep > PAUSE for i in (*news[1:], *bases[1:]))
    alike = all(new.same_unit(base) for new, base in zip(news, bases, strict=True))
    return list(zip(rates, news, bases, strict=True)) if alike and not apart else []


def _is_told_of_two(paragraph: Paragraph, first: Item) -> bool:
    """Whether two things are named before as many rates: 送审额和核减额同比增长24%、17%."""
    if _TWO_THINGS.match(first.label) is None:
        return False
    behind = paragraph.behind(first.place)
    return bool(behind) and behind[0].figure.type == "rate" and behind[0].sep == PAUSE and behind[0].label in _JOINS


def bases_behind(paragraph: Paragraph, rates: Sequence[Item]) -> Sequence[Item]:
    """Return what each of *rates* grew from, told in the bracket behind: 分别增长16%和14%（上年为160件、55人）."""
    last = rates[-1].place
    bases = paragraph.items[last + 1 : last + 1 + len(rates)]
    behind = paragraph.items[last + 1 + len(rates) : last + 2 + len(rates)]
    told = len(bases) == len(rates) and bases[0].host == last and _BEFORE.search(bases[0].label) is not None
    alike = all(i.is_amount and i.group == bases[0].group for i in bases)
    return bases if told and alike and all(i.group != bases[0].group for i in behind) else []


def change_series(paragraph: Paragraph, first: Item) -> list[Item]:
    """Return the changes that begin at *first*, each meant for one amount: 分别比上年增加10件和5件, 减少2起、1人."""
    series = [first]
    if _EACH in words_of(first):
        for item in paragraph.items[first.place + 1 :]:
            if item.role != "change" or item.sep > PAUSE or item.label not in _JOINS:
                break
            series.append(item)
    return series


def rates_of(paragraph: Paragraph, changes: Sequence[Item]) -> list[Item]:
    """Return the rates right behind *changes*, one for each, [] if there are fewer or more."""
    for item in paragraph.items[changes[-1].place + 1 : changes[-1].place + 2]:
        if item.role == "growth" and item.sep <= COMMA:
            rates = [rate._replace(role="growth", falls=item.falls) for rate in series_of(paragraph.items, item.place)]
            return rates if len(rates) == len(changes) else []
    return []


def grown_by(paragraph: Paragraph, changes: Sequence[Item], rates: Sequence[Item]) -> Iterator[Claim]:
    """Yield that each rate is that of its change to the amount in the same place before them."""
    if len(rates) != len(changes):
        return
    for (change, new), rate in zip(grown(paragraph, changes), rates, strict=False):
        if new.kin(change) and new.figure.value > change.figure.value:
            yield growth_by(change, rate, new)


def grown(paragraph: Paragraph, told: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield each rate or change *told* with the amount that grew by it, if there are as many before."""
    first = told[0]
    before = paragraph.items[max(first.place - _REACH, 0) : first.place]
    amounts = [i for i in before if i.is_amount and i.role in ("plain", "used") and i.depth == first.depth]
    amounts = [i for i in amounts if i.sentence == first.sentence]
    if len(amounts) == len(told):
        yield from zip(told, amounts, strict=True)
