"""Clauses that stand in a report twice, word for word: their figures are the same facts, whatever these are called.

全年开展安全生产检查120次 in the summary and 全年开展安全生产检查130次 further on are to be reviewed. Those that agree
tick.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.ties.aspects import same_figure
from audit_cli.model import QUANTITIES, Claim, Document, Figure, Term

_SENTENCE = re.compile(r"[^。；;\n]+")
_CLAUSE = re.compile(r"[^，。；;\n]+")
_LEAD = re.compile(r"(?:同时|另外|此外|并且?|还|且)+")
_WORDS = re.compile(r"[一-鿿]")
_GENERIC = re.compile(rf"完成|年初|占|的|为|与|持平|较|比|上年|同比|主要|原因|是|元|万|{BARE.pattern}")
_BEHIND = 4  # Chinese characters behind the figure that make a clause with one figure the same statement
_PROSE_IN_CELL = 60
_SPECIFIC = 8  # Chinese characters of a clause that make it speak of one thing only


def repeats(document: Document, by_block: dict[int, list[Figure]]) -> Iterator[Claim]:
    """Yield the figures of sentences and clauses that are printed twice, alike apart from at most one figure."""
    told: set[tuple[int, int]] = set()
    prose = list(_prose(document, by_block))
    for pattern in (_SENTENCE, _CLAUSE):
        places: dict[str, list[tuple[Figure, ...]]] = defaultdict(list)
        for start, end, quantities in prose:
            for key, inside in _pieces(document.text, pattern, start, end, quantities):
                places[key].append(inside)
        for key, occurrences in places.items():
            if len(occurrences) < 2:
                continue
            specific = len(_WORDS.findall(_GENERIC.sub("", key)))
            if specific >= _SPECIFIC:
                alone = specific >= 2 * _SPECIFIC and len(_WORDS.findall(key.rpartition("#")[2])) >= _BEHIND
                yield from _compared(occurrences, alone, told)


def _prose(document: Document, by_block: dict[int, list[Figure]]) -> Iterator[tuple[int, int, list[Figure]]]:
    """Yield the place and the quantities of each block of prose, also in a cell."""
    for number, figures in by_block.items():
        block = document.blocks[number]
        if block.table is None or block.end - block.start >= _PROSE_IN_CELL:
            quantities = [f for f in figures if f.type in QUANTITIES]
            if quantities:
                yield block.start, block.end, quantities


def _pieces(
    text: str, pattern: re.Pattern[str], start: int, end: int, quantities: list[Figure]
) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Yield the pieces of a block that hold quantities and enough words: these, the figures masked, and the figures."""
    at, last = 0, len(quantities)
    for piece in pattern.finditer(text, start, end):
        begin, behind = piece.span()
        first, words = at, behind - begin
        while at < last and quantities[at].start < behind:
            words -= min(quantities[at].end, behind) - quantities[at].start
            at += 1
        if at > first and words >= _SPECIFIC:
            inside = quantities[first:at]
            yield _masked(text, begin, behind, inside), tuple(inside)
        if at == last:
            return


def _masked(text: str, start: int, end: int, figures: list[Figure]) -> str:
    pieces: list[str] = []
    for figure in figures:
        pieces.append(text[start : figure.start])
        start = figure.end
    pieces.append(text[start:end])
    pieces[0] = _LEAD.sub("", pieces[0].lstrip(), count=1) if _LEAD.match(pieces[0].lstrip()) else pieces[0]
    return "#".join(pieces).replace(" ", "").replace("\u3000", "").replace("\xa0", "")


def _compared(occurrences: list[tuple[Figure, ...]], alone: bool, told: set[tuple[int, int]]) -> Iterator[Claim]:
    """Yield the pairs of figures; one that differs must stand beside one that agrees, or *alone* in a long clause."""
    first = occurrences[0]
    for other in occurrences[1:]:
        pairs = list(zip(first, other, strict=True))
        if any(a.unit != b.unit for a, b in pairs):
            continue
        differing = [(a, b) for a, b in pairs if not same_figure(a, b)]
        same = [(a, b) for a, b in pairs if same_figure(a, b) and a.value]
        if len(differing) > 1 or (differing and not same and not alone):
            continue
        for a, b in same + differing:
            if (a.start, b.start) in told or (a.value != b.value and (a.approximate or b.approximate)):
                continue
            told.add((a.start, b.start))
            terms = (Term(a, "stated"), Term(b, "stated"))
            yield Claim("equal", terms, asserted=same_figure(a, b), basis="原句重复")
