"""Changes that name what has changed, but whose figures stand elsewhere: 接待费预算数比上年预算数减少5万元，下降20%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.growth.increases import rate_beside
from audit_cli.extract.prose.growth.words import before_comparing, last_phrase
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Term

_YEAR = expression(r"((?:19|20)\d\d)\s*年")


class OpenChange(NamedTuple):
    """A change whose figures stand elsewhere, with its *rate* if it has one.

    *concept*, *measure* and *year* are what its clause says has changed, *base_year* with which year it compares; a
    year is "" where it is not named.
    """

    change: Term
    rate: Term | None
    falls: bool
    concept: str
    measure: str
    year: str
    base_year: str


def open_changes(paragraph: Paragraph, claims: Sequence[Claim], terms: Terms) -> Iterator[OpenChange]:
    """Yield the changes of a paragraph that none of its *claims* tells the figures of."""
    told = {t.figure.start for c in claims if c.kind in ("difference", "growth") for t in c.terms}
    for item in paragraph.items:
        if item.role != "change" or item.figure.type != "money" or item.figure.start in told:
            continue
        words = last_phrase(item)
        subject = before_comparing(words)
        concept = terms.concept(clean_label(subject))
        if concept:
            rate = rate_beside(paragraph, item)
            years, base_years = _YEAR.findall(subject), _YEAR.findall(words[len(subject) :])
            yield OpenChange(
                term(item, "change"), None if rate is None else term(rate, "rate"), item.falls, concept,
                terms.measure(subject),
                years[-1] if years else "", base_years[-1] if base_years else "",
            )  # fmt: skip
