"""Sentences and clauses around the words that are said of figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from audit_cli.expressions import expression
from audit_cli.model import Block, Document, Figure

STOP = expression(r"[。；;！？\n]")
START = attrgetter("start")
FAR = 60  # characters
CLAUSE = expression(r"[，,：:]")


def last_part(mark: re.Pattern[str], text: str, low: int, high: int) -> str:
    """Return what stands between the last *mark* before *high* and *high*."""
    stop = low
    for found in mark.finditer(text, low, high):
        stop = found.end()
    return text[stop:high]


def figure_at(figures: Sequence[Figure], start: int) -> Figure | None:
    """Return the one of *figures*, which are in the order of the text, that begins at *start*."""
    at = bisect_left(figures, start, key=START)
    return figures[at] if at < len(figures) and figures[at].start == start else None


def label_of(text: str, block: Block, figure: Figure) -> str:
    """Return what stands before *figure* in its clause."""
    return last_part(CLAUSE, text, max(block.start, figure.start - FAR), figure.start)


def sentence_before(text: str, block: Block, at: int, reach: int = FAR) -> str:
    """Return what stands before *at* in its sentence, of *reach* characters."""
    return last_part(STOP, text, max(block.start, at - reach), at)


def blocks_with(document: Document, words: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the blocks of *document* in which one of *words* stands."""
    text, found = document.text, set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            number = document.block_at(at)
            found.add(number)
            at = text.find(word, max(at + 1, document.blocks[number].end if number >= 0 else 0))
    return frozenset(found)
