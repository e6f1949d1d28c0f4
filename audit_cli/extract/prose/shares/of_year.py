"""Shares of a year whose parts are told, and not the year: 一至四季度支出分别为20万元、…、50万元，四季度占全年的36%.

The whole is what the quarters, the halves or the months make together, all of them told before in order. It ticks and
fails.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import NO_SEPARATOR, PAUSE, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.totals.periods import Period, months_named
from audit_cli.extract.prose.years_in_turn import in_turn
from audit_cli.model import Claim, Term

_YEAR = "全年"
_ALL_QUARTERS = expression(r"(?:[一1]\s*[至到—~～-]\s*[四4]|四个|[各分])季度")
_QUARTERS, _MONTHS = 4, 12


def share_of_year(paragraph: Paragraph, rate: Item, whole_name: str, subject: str) -> Claim | None:
    """Return the share that one part of a year has in all of them, None if it is no such share."""
    if not whole_name.startswith(_YEAR):
        return None
    asked = months_named(subject)
    if asked is None:
        return None
    parts = _parts_before(paragraph, rate)
    part = next((item for item, period in parts if (period.first, period.last) == (asked.first, asked.last)), None)
    if part is None:
        return None
    wholes = (Term(item.figure, "whole", clean_label(item.label)) for item, _ in parts)
    terms = (Term(rate.figure, "rate", rate.label), Term(part.figure, "part", subject), *wholes)
    return Claim("ratio", terms, basis="全年")


def _parts_before(paragraph: Paragraph, rate: Item) -> Sequence[tuple[Item, Period]]:
    """Return the last amounts before a rate that make up a year, each with its months."""
    found: list[tuple[Item, Period]] = []
    run: list[tuple[Item, Period]] = []
    for item in paragraph.items[: rate.place]:
        if item.cue == "respectively" and _ALL_QUARTERS.search(_words_before(paragraph, item)):
            found = _quarters(paragraph, item) or found
            continue
        period = months_named(item.label) if item.is_amount and item.role in ("plain", "used") else None
        if period is None:
            continue
        follows = run and period.first == run[-1][1].last + 1 and item.same_unit(run[-1][0])
        run = [*run, (item, period)] if follows else [(item, period)]
        if run[0][1].first == 1 and period.last == _MONTHS and len(run) > 1:
            found = run
    sentence = rate.sentence
    return found if found and sentence - found[-1][0].sentence <= 1 else []


def _words_before(paragraph: Paragraph, first: Item) -> str:
    """Return the label of a figure, with the number before it that it goes on from: 四个季度支出分别为20万元."""
    before = paragraph.items[first.place - 1] if first.place and first.sep <= NO_SEPARATOR else None
    return first.label if before is None else before.figure.text + first.label


def _quarters(paragraph: Paragraph, first: Item) -> list[tuple[Item, Period]]:
    """Return the four amounts that 分别为 opens, [] if they are more or fewer."""
    items = in_turn(paragraph.items[first.place : first.place + _QUARTERS])
    behind = paragraph.items[first.place + _QUARTERS : first.place + _QUARTERS + 1]
    if len(items) < _QUARTERS or any(i.sep <= PAUSE and i.is_amount for i in behind):
        return []
    return [(item, Period(3 * n + 1, 3 * n + 3, "")) for n, item in enumerate(items)]
