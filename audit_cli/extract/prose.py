"""Prose: paragraph by paragraph into items, and the claims that each construction makes of them."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.extract.changes import changes
from audit_cli.extract.facts import prose_facts
from audit_cli.extract.items import items_of
from audit_cli.extract.paragraph import Paragraph, read_paragraph
from audit_cli.extract.rates import rates
from audit_cli.extract.terms import Terms
from audit_cli.model import QUANTITIES, Claim, Document, Fact, Figure


class ProseReading(NamedTuple):
    """The claims and facts of a document's sentences, and the rates of change whose base stands elsewhere."""

    claims: list[Claim]
    facts: list[Fact]
    pending: list[tuple[Figure, int, Fact]]


def figures_by_block(figures: tuple[Figure, ...]) -> dict[int, list[Figure]]:
    """Return the quantities and other numerals of each block that has any."""
    blocks: dict[int, list[Figure]] = {}
    for figure in figures:
        blocks.setdefault(figure.block, []).append(figure)
    return blocks


def read_prose(document: Document, figures: tuple[Figure, ...], terms: Terms, fiscal_year: str) -> ProseReading:
    """Return what the sentences of *document* assert."""
    claims: list[Claim] = []
    facts: list[Fact] = []
    paragraphs: list[Paragraph] = []
    pending: list[tuple[Figure, int, Fact]] = []
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
        here = {fact.figure.start: fact for fact in prose_facts(document, paragraph, terms, fiscal_year)}
        facts += here.values()
        pending += [
            (rate.figure, -1 if rate.falls else 1, here[new.figure.start])
            for rate, new in open_rates
            if new.figure.start in here
        ]
    return ProseReading(claims, facts, pending)
