"""Changes in prose: the productions that find what a change, its rate or a remainder is the difference of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.compared import compared
from audit_cli.extract.prose.growth.compound import compound_growth
from audit_cli.extract.prose.growth.differences import growth
from audit_cli.extract.prose.growth.from_to import from_to
from audit_cli.extract.prose.growth.increases import increase, part_or_total, rate_beside
from audit_cli.extract.prose.growth.lists import change_lists
from audit_cli.extract.prose.growth.meant_sides import as_meant
from audit_cli.extract.prose.growth.points import apart, points
from audit_cli.extract.prose.growth.ranges import ranges
from audit_cli.extract.prose.growth.respective_growth import (
    bases_before,
    bases_behind,
    change_series,
    grown,
    grown_by,
    growth_series,
    rates_of,
)
from audit_cli.extract.prose.growth.respective_points import points_series, respective_points
from audit_cli.extract.prose.growth.sides import Compared
from audit_cli.extract.prose.growth.since_base import since_base
from audit_cli.extract.prose.growth.unit_slips import unit_slips
from audit_cli.extract.prose.growth.words import own_subject, speaks_of, words_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.of_another import is_of_a_part, of_their_own
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.bracketed import sides_in_bracket
from audit_cli.extract.prose.rests.net_values import net_values
from audit_cli.extract.prose.rests.remainders import balance, remainder
from audit_cli.extract.prose.rests.rests_of_the_year import is_closing
from audit_cli.extract.prose.rests.stocks import stocks
from audit_cli.extract.prose.scores.mean_scores import mean_scores
from audit_cli.extract.prose.scores.points_to_be_had import points_to_be_had
from audit_cli.extract.prose.scores.respective_scores import respective_scores
from audit_cli.extract.prose.scores.score import scores
from audit_cli.model import Claim, Figure


class Pending(NamedTuple):
    """A rate or an amount of change whose base stands in another sentence, row or year.

    *base_year* is the one it is compared with by name, "" if it names none.
    """

    change: Item
    new: Figure
    base_year: str

    @property
    def is_rate(self) -> bool:
        return self.change.figure.type == "rate"


_YEAR_BEFORE = expression(r"上一?年|去年|同比|同期|\d年")
_BASE_YEAR = expression(r"[比较同与]\s*((?:19|20)\d\d)\s*年")


def changes(paragraph: Paragraph) -> tuple[list[Claim], list[Pending]]:
    """Return the changes and remainders that one paragraph asserts, and those whose base is elsewhere."""
    claims: list[Claim] = []
    each_year_of_several: list[Claim] = []
    pending: list[Pending] = []
    done = {*paragraph.steps, *paragraph.steps.values()}
    grown_already: set[tuple[int, int]] = set()
    for item in paragraph.items:
        if item.role == "to" and item.is_amount:
            claims += from_to(paragraph, item, done)
    of_stocks = stocks(paragraph, done)
    claims += of_stocks.claims
    done |= of_stocks.told
    for item in paragraph.items:
        if item.place in done or (item.role == "change" and item.is_whole_of_rate(paragraph.items)):
            continue  # 超过年度目标150场的8%
        if item.role == "growth" and (each_year := compound_growth(paragraph, item)) is not None:
            each_year_of_several.append(each_year)
            continue
        if item.role == "growth" and len(series := growth_series(paragraph, item)) > 1:
            done.update(rate.place for rate in series)
            if from_bases := bases_before(paragraph, series):
                claims += [growth(*each) for each in from_bases]
                continue
            pairs, bases = list(grown(paragraph, series)), bases_behind(paragraph, series)
            if bases and all(new.unit == base.unit for (_, new), base in zip(pairs, bases, strict=False)):
                claims += [growth(*pair, base) for pair, base in zip(pairs, bases, strict=False)]
                continue
            pending += (Pending(rate, new.figure, "") for rate, new in pairs)
            continue
        if item.role == "change" and item.is_amount and len(each := change_series(paragraph, item)) > 1:
            rates = rates_of(paragraph, each)
            done.update(i.place for i in (*each, *rates))
            claims += grown_by(paragraph, each, rates)
        elif item.role == "change" and item.is_amount:
            rate = rate_beside(paragraph, item)
            if rate is not None:
                done.add(rate.place)
            told = [c for c in increase(paragraph, item, rate) if not is_of_a_part(paragraph, item, c)]
            claims += told
            new = _grown_to(paragraph, item, told)
            if new is not None and _YEAR_BEFORE.search(words := words_of(item)):
                pending.append(Pending(item, new, _base_year(words)))
        elif item.role == "growth" and item.figure.type == "rate":
            told_behind = sides_in_bracket(paragraph, item)
            sides = Compared(*told_behind) if told_behind is not None else compared(paragraph, item)
            if sides is not None and sides.base is not None:
                two = sides.new.place, sides.base.place
                if two in grown_already and (own := own_subject(item)) and not speaks_of(own, sides.new.label):
                    continue  # 3624万元，上年3402万元，增长6.53%，低保标准提高8%: of another thing
                grown_already.add(two)
                claims.append(growth(item, part_or_total(paragraph, item, sides.new, sides.base), sides.base))
            elif sides is not None:
                pending.append(Pending(item, sides.new.figure, _base_year(words_of(item))))
            elif (since := since_base(paragraph, item)) is not None:
                claims.append(since)
        elif item.role == "growth" and item.figure.type == "multiple":
            claims += _grown_by_times(paragraph, item)
        elif item.figure.type == "rate" and (apart_by := apart(paragraph, item)) is not None:
            claims.append(apart_by)
        elif item.role == "points" and (of_each := points_series(paragraph, item)):
            done.update(i.place for i in of_each)
            claims += respective_points(paragraph, of_each)
        elif item.role == "points":
            claims += points(paragraph, item)
        elif item.role == "plain" and item.is_amount and is_closing(item):
            claims += balance(paragraph, item)
        elif item.role == "rest" and item.is_amount:
            claims += (c for c in remainder(paragraph, item) if not is_of_a_part(paragraph, item, c))
    claims = [*of_their_own(paragraph, [*as_meant(paragraph, claims)]), *change_lists(paragraph)]
    claims += [*scores(paragraph), *respective_scores(paragraph), *mean_scores(paragraph)]
    claims += [*points_to_be_had(paragraph), *each_year_of_several]
    return [*claims, *unit_slips(paragraph), *net_values(paragraph), *ranges(paragraph)], pending


def _grown_by_times(paragraph: Paragraph, times: Item) -> Iterator[Claim]:
    """Yield the growth that a multiple tells with the base beside it: 180件，比上年的45件增长3倍."""
    sides = None if times.figure.approximate else compared(paragraph, times)
    if sides is not None and sides.base is not None:
        yield growth(times, sides.new, sides.base)._replace(asserted=False)


def _grown_to(paragraph: Paragraph, change: Item, claims: Sequence[Claim]) -> Figure | None:
    """Return the figure that *change* led to, where none of its *claims* holds the base."""
    if claims:
        return next(iter(claims[0].figures("new")), None) if claims[0].terms[-1].role == "change" else None
    sides = compared(paragraph, change)
    return sides.new.figure if sides is not None and sides.base is None else None


def _base_year(words: str) -> str:
    named = _BASE_YEAR.findall(words)
    return named[-1] if named else ""
