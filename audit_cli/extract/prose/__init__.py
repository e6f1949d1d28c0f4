"""Prose: passage by passage into items, and the claims and facts that each construction makes of them.

The figures of a passage become a row of items, each with its label and its role. Productions make claims of the row:
first those of ``breakdowns``, then those of ``rates``, then those of ``changes``. Each stands in the folder of its
kind, and its module begins with a sentence that it reads. What figures assert across passages is read in
``ties``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.abreast import Staged
from audit_cli.extract.prose.breakdowns import breakdowns
from audit_cli.extract.prose.changes import Pending, changes
from audit_cli.extract.prose.facts import prose_facts
from audit_cli.extract.prose.growth.open_changes import OpenChange, open_changes
from audit_cli.extract.prose.items import items_of
from audit_cli.extract.prose.paragraph import Paragraph, paragraph_of
from audit_cli.extract.prose.passages import Figures, figures_by_block, passages, windows
from audit_cli.extract.prose.rates import rates
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.shares.odd_shares import odd_shares
from audit_cli.extract.prose.shares.wholes import Wholes
from audit_cli.extract.prose.times import without_other_times
from audit_cli.extract.prose.told_first import is_difference, told_first
from audit_cli.extract.prose.totals.near_sums import near_sums
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Document, Fact, Figure


class ProseReading(NamedTuple):
    """The claims and facts of a document's sentences.

    *pending* are the changes whose base stands elsewhere, *open_changes* those whose figures all do. *near* are the
    sums that would be read, had one slip not kept them from closing.
    """

    claims: list[Claim]
    facts: list[Fact]
    pending: list[tuple[Pending, Fact]]
    paragraphs: list[Paragraph]
    open_changes: list[OpenChange]
    near: list[Claim]


def read_prose(document: Document, by_block: Figures, terms: Terms, fiscal_year: str) -> Staged[ProseReading]:
    """Return what the sentences of *document* assert, the figures of each block being known."""
    paragraphs, claims, near = yield from _paragraphs(document, by_block, terms)
    facts: list[Fact] = []
    pending: list[tuple[Pending, Fact]] = []
    unresolved: list[OpenChange] = []
    wholes = Wholes(paragraphs)
    yield
    rated = [list(rates(paragraph, wholes, terms)) for paragraph in paragraphs]
    yield
    changing = [changes(paragraph) for paragraph in paragraphs]
    yield
    for paragraph, found, (changed, based_elsewhere) in zip(paragraphs, rated, changing, strict=True):
        claims += found
        claims += changed
        claims += _of_what_is_told_first(paragraph, [*found, *changed], wholes, terms)
        unresolved += open_changes(paragraph, changed, terms)
        here = {fact.figure.start: fact for fact in prose_facts(document, paragraph, terms, fiscal_year)}
        facts += here.values()
        pending += [(change, here[change.new.start]) for change in based_elsewhere if change.new.start in here]
    claims += list(odd_shares(paragraphs, claims))
    return ProseReading(claims, facts, pending, paragraphs, unresolved, near)


def _of_what_is_told_first(paragraph: Paragraph, claims: list[Claim], wholes: Wholes, terms: Terms) -> Iterator[Claim]:
    """Yield what rates and differences assert that stand before their amounts, and that none of *claims* is of."""
    for turned in told_first(paragraph, claims):
        if is_difference(turned):
            yield from (claim._replace(asserted=False) for claim in changes(turned)[0])
        else:
            yield from rates(turned, wholes, terms)
            yield from changes(turned)[0]


def _paragraphs(
    document: Document, by_block: Figures, terms: Terms
) -> Staged[tuple[list[Paragraph], list[Claim], list[Claim]]]:
    """Return the paragraphs of *document*, the breakdowns in them, and those that one slip keeps from closing."""
    rows: list[Row] = []
    places: list[tuple[int, Figure | None]] = []  # the block of each, and where it was cut its last figure
    for blocks, figures_inside in passages(document, by_block):
        begin, end = document.blocks[blocks[0]].start, document.blocks[blocks[-1]].end
        for inside, cut in windows(document, figures_inside):
            items = items_of(document, inside, begin, end)
            if items:
                rows.append(Row(items, terms))
                places.append((blocks[0], inside[-1] if cut else None))
                begin = inside[-1].end
    sums = yield from breakdowns(rows)
    claims: list[Claim] = []
    near: list[Claim] = []
    # a list that goes on behind the window is not read to its end
    for row, found, (_, beyond) in zip(rows, sums, places, strict=True):
        missed = list(near_sums(row, found))
        claims += (c for c in without_other_times(row, found) if c.terms[-1].figure is not beyond)
        near += (c for c in without_other_times(row, missed) if c.terms[-1].figure is not beyond)
    return [paragraph_of(block, row) for row, (block, _) in zip(rows, places, strict=True)], claims, near


__all__ = ["ProseReading", "figures_by_block", "read_prose"]
