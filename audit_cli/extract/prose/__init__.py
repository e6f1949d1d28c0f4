"""Prose: paragraph by paragraph into items, and the claims that each construction makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.extract.prose.changes import changes
from audit_cli.extract.prose.facts import prose_facts
from audit_cli.extract.prose.items import items_of
from audit_cli.extract.prose.list_marks import line_mark
from audit_cli.extract.prose.paragraph import Paragraph, read_paragraph
from audit_cli.extract.prose.rates import rates
from audit_cli.extract.terms import Terms
from audit_cli.model import QUANTITIES, Claim, Document, Fact, Figure


class ProseReading(NamedTuple):
    """The claims and facts of a document's sentences, and the rates of change whose base stands elsewhere."""

    claims: list[Claim]
    facts: list[Fact]
    pending: list[tuple[Figure, int, Fact]]
    paragraphs: list[Paragraph]


def figures_by_block(figures: tuple[Figure, ...]) -> dict[int, list[Figure]]:
    """Return the quantities and other numerals of each block that has any."""
    blocks: dict[int, list[Figure]] = {}
    for figure in figures:
        blocks.setdefault(figure.block, []).append(figure)
    return blocks


_GOES_ON = re.compile(r"(?:[：:，,、；;]|其中)\s*$")
_KEY_VALUE = re.compile(r"[^，。；：:\n]{2,14}[：:][^，。；：:\n]{1,24}[；;。]?$")
_LEAD_IN = 40  # characters of a line without figures that may stand between a total and its list
_LIST_LINE = 80
_LONGEST = 400  # figures of a paragraph that are read together
_LABEL = 24
_LIST_FOLLOWS = re.compile(r"其中[：:]\s*$")


def passages(document: Document, by_block: dict[int, list[Figure]]) -> Iterator[tuple[list[int], list[Figure]]]:
    """Yield the paragraphs that are read as one, with their figures: a sentence and the list in the lines below it."""
    blocks = document.blocks
    run: list[int] = []
    figures = list_follows = False
    for number, block in enumerate(blocks):
        if block.kind == "cell":
            if sum(f.type in QUANTITIES for f in by_block.get(number, ())) > 1:
                yield [number], by_block[number]
            continue
        if run and (run[-1] != number - 1 or not _joined(document, run[-1], number, by_block, figures, list_follows)):
            yield from _passage(run, by_block)
            run, figures, list_follows = [], False, False
        run.append(number)
        figures = figures or number in by_block
        list_follows = list_follows or bool(_LIST_FOLLOWS.search(document.text_of(block)))
    yield from _passage(run, by_block)


def _passage(run: list[int], by_block: dict[int, list[Figure]]) -> Iterator[tuple[list[int], list[Figure]]]:
    figures = [f for number in run for f in by_block.get(number, ())]
    if any(f.type in QUANTITIES for f in figures):
        yield run, figures


def _windows(document: Document, figures: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], bool]]:
    """Yield *figures* in windows that end with a sentence, and whether one had to be cut: no list is that long."""
    begin = 0
    while len(figures) - begin > _LONGEST:
        end = begin + _LONGEST
        ends = (n for n in range(end, begin, -1) if "。" in document.text[figures[n - 1].end : figures[n].start])
        cut = next(ends, 0)
        yield figures[begin : cut or end], not cut
        begin = cut or end
    yield figures[begin:], False


def _begins_with_a_figure(start: int, number: int, by_block: dict[int, list[Figure]]) -> bool:
    """Whether a line is a label and its amount, whatever it goes on to say: 公用经费100.00万元，主要包括…."""
    first = next((f for f in by_block.get(number, ()) if f.type in QUANTITIES), None)
    return first is not None and first.start - start <= _LABEL


def _joined(
    document: Document, previous: int, number: int, by_block: dict[int, list[Figure]], figures: bool, list_follows: bool
) -> bool:
    """Whether block *number* goes on with the blocks before it, that have *figures* or where a list was announced."""
    before, block = document.blocks[previous], document.blocks[number]
    text = document.text_of(block)
    last = document.text[max(before.start, before.end - 4) : before.end]
    if not figures and before.end - before.start > _LEAD_IN:
        return False
    if _GOES_ON.search(last) or text.startswith("其中"):
        return True
    if _KEY_VALUE.match(text) and _KEY_VALUE.match(document.text_of(before)):
        return True
    if list_follows and _begins_with_a_figure(block.start, number, by_block):
        return True
    mark = line_mark(document.text, block.start, block.end)
    if number not in by_block or len(text) > _LIST_LINE:
        return False
    mark_before = line_mark(document.text, before.start, before.end)
    if mark:
        return mark_before == mark or (not mark_before and before.end - before.start <= 2 * _LIST_LINE)
    return bool(mark_before) and bool(_SUMS_UP.search(text[:24]))


_SUMS_UP = re.compile(r"合计|共计|总计|总额|以上|上述")


def read_prose(document: Document, figures: tuple[Figure, ...], terms: Terms, fiscal_year: str) -> ProseReading:
    """Return what the sentences of *document* assert."""
    claims: list[Claim] = []
    facts: list[Fact] = []
    paragraphs: list[Paragraph] = []
    pending: list[tuple[Figure, int, Fact]] = []
    for blocks, figures_inside in passages(document, figures_by_block(figures)):
        begin, end = document.blocks[blocks[0]].start, document.blocks[blocks[-1]].end
        for inside, cut in _windows(document, figures_inside):
            if not any(f.type in QUANTITIES for f in inside):
                continue
            items = items_of(document, inside, begin, end)
            paragraph, sums = read_paragraph(blocks[0], items, terms)
            paragraphs.append(paragraph)
            claims += (c for c in sums if not cut or c.terms[-1].figure is not inside[-1])
            begin = inside[-1].end
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
    return ProseReading(claims, facts, pending, paragraphs)
