"""Rates that a rate adds up: 甲占12.2%，乙占5.3%，两项合计占17.5%; 一季度完成25%，…，四季度完成27%，全年完成100%.

The rates before it in its sentence that say the same of others are its parts, the last few where it says of how many it
is. It ticks and fails; without a number, where the sentence has other rates, it may only tick.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_IN_ALL = expression(r"(?:([两二三四五六])[项者类]|合计|共计|总计|共)+(?=占|完成|$)|(?<=率)合计")
_ALL_YEAR, _PART_OF_YEAR = expression(r"^(?:全年|年度)"), expression(r"季度|[上下]半年|\d月")
_SAID = ("占", "率", "完成")
_FEWEST = 2
_SIGN_OF_RATES = "率合计为达"
# one of these is in all that the patterns find
_SIGNS = expression(r"[合共总项者类]|全年|年度")


def rates_in_all(paragraph: Paragraph) -> Iterator[Claim]:
    if "rate" not in paragraph.types or not _SIGNS.search(paragraph.words):
        return
    for total in paragraph.items[_FEWEST:]:
        if total.figure.type != "rate" or total.figure.approximate or not (said := _said(total)):
            continue
        of_year = _ALL_YEAR.search(total.label) is not None
        found = _IN_ALL.search(total.label)
        if found is None and not of_year:
            continue
        rates = (i for i in paragraph.before(total.place) if i.figure.type == "rate")
        parts, other = _parts(rates, total, said, of_year)
        many = int(chinese(found[1])[0]) if found is not None and found[1] else 0
        parts = parts[-many:] if many else parts
        if len(parts) >= max(many, _FEWEST) and not _go_up(total, parts):
            alone = many > 0 or other is None
            if said != "率" or _are_called_alike(total, parts):
                terms = (term(total, "total"), *(term(part, "part") for part in parts))
                yield Claim("sum", terms, "complete", alone and said != "率", tick_only=not alone, basis="合计")


def _said(rate: Item) -> str:
    """Return what is said of a rate: that it is a share, the rate of something, or how much was done."""
    return next((word for word in _SAID if word in rate.label[-4:]), "")


def _parts(rates: Iterator[Item], total: Item, said: str, of_year: bool) -> tuple[list[Item], Item | None]:
    """Return which of *rates*, nearest first, are parts of *total*, in the order of the text, and the first other."""
    parts: list[Item] = []
    for rate in rates:
        if not _is_part(rate, total, said, of_year):
            return parts[::-1], rate
        parts.append(rate)
    return parts[::-1], None


def _is_part(rate: Item, total: Item, said: str, of_year: bool) -> bool:
    """Whether a rate says the same of another thing, or of a part of the year."""
    if rate.figure.approximate or rate.role != total.role or _said(rate) != said or _IN_ALL.search(rate.label):
        return False
    return rate.depth == total.depth and (not of_year or _PART_OF_YEAR.search(rate.label) is not None)


def _go_up(total: Item, parts: list[Item]) -> bool:
    """Whether each rate holds those before it: 一季度25%，上半年52%，全年100%."""
    values = [part.figure.value for part in parts]
    return sum(values) > total.figure.value + max(values) / 2


def _are_called_alike(total: Item, parts: list[Item]) -> bool:
    """Whether a rate is called after each of its parts: 优秀率35.2%，良好率42.6%，优良率合计77.8%."""
    return not any(set(total.label).isdisjoint(set(part.label) - set(_SIGN_OF_RATES)) for part in parts)
