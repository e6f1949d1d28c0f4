"""Prose: paragraph by paragraph into items, and the claims that each construction makes of them."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.extract.changes import Pending, changes
from audit_cli.extract.items import items_of
from audit_cli.extract.paragraph import Paragraph, read_paragraph
from audit_cli.extract.rates import rates
from audit_cli.extract.terms import Terms
from audit_cli.model import QUANTITIES, Claim, Document, Fact, Figure


class ProseReading(NamedTuple):
    """The claims and facts of a document's sentences, and how many relations were seen but not understood."""

    claims: list[Claim]
    facts: list[Fact]
    unread_claims: int


def figures_by_block(figures: tuple[Figure, ...]) -> dict[int, list[Figure]]:
    """Return the quantities and other numerals of each block that has any."""
    blocks: dict[int, list[Figure]] = {}
    for figure in figures:
        blocks.setdefault(figure.block, []).append(figure)
    return blocks


def read_prose(document: Document, figures: tuple[Figure, ...], terms: Terms) -> ProseReading:
    """Return what the sentences of *document* assert."""
    claims: list[Claim] = []
    facts: list[Fact] = []
    paragraphs: list[Paragraph] = []
    pending: list[Pending] = []
    for number, inside in figures_by_block(figures).items():
        block = document.blocks[number]
        quantities = sum(f.type in QUANTITIES for f in inside)
        if not quantities or (block.kind == "cell" and quantities < 2):
            continue
        items = items_of(document, inside, block.start, block.end)
        paragraph, sums = read_paragraph(number, items, terms)
        paragraphs.append(paragraph)
        claims += sums
    for paragraph in paragraphs:
        claims += rates(paragraph, paragraphs, terms)
        changed, open_rates = changes(paragraph)
        claims += changed
        pending += open_rates
    return ProseReading(claims, facts, len(pending))
