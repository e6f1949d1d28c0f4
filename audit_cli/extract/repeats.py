"""Clauses that stand in a report twice, word for word: their figures are the same facts, whatever these are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from audit_cli.extract.breakdowns import BARE
from audit_cli.model import QUANTITIES, Claim, Document, Figure, Term

_CLAUSE = re.compile(r"[^，。；;\n]+")
_WORDS = re.compile(r"[一-鿿]")
_GENERIC = re.compile(rf"完成|年初|占|的|为|与|持平|较|比|上年|同比|主要|原因|是|元|万|{BARE.pattern}")
_SPECIFIC = 8  # Chinese characters of a clause that make it speak of one thing only


def repeats(document: Document, by_block: dict[int, list[Figure]]) -> Iterator[Claim]:
    """Yield the figures of clauses that are printed alike in two places, apart from at most one figure."""
    places: dict[str, list[tuple[Figure, ...]]] = defaultdict(list)
    for number, figures in by_block.items():
        block = document.blocks[number]
        if block.table is not None and block.end - block.start < 60:
            continue
        quantities = [f for f in figures if f.type in QUANTITIES]
        at = 0
        for clause in _CLAUSE.finditer(document.text, block.start, block.end):
            inside: list[Figure] = []
            while at < len(quantities) and quantities[at].start < clause.end():
                inside.append(quantities[at])
                at += 1
            if inside and clause.end() - clause.start() >= _SPECIFIC:
                places[_masked(document.text, clause.start(), clause.end(), inside)].append(tuple(inside))
    for key, occurrences in places.items():
        if len(occurrences) > 1:
            specific = len(_WORDS.findall(_GENERIC.sub("", key)))
            if specific >= _SPECIFIC:
                yield from _compared(occurrences, alone=specific >= 2 * _SPECIFIC)


def _masked(text: str, start: int, end: int, figures: list[Figure]) -> str:
    pieces: list[str] = []
    for figure in figures:
        pieces.append(text[start : figure.start])
        start = figure.end
    pieces.append(text[start:end])
    return "#".join(pieces).translate({32: None, 0x3000: None, 0xA0: None})


def _compared(occurrences: list[tuple[Figure, ...]], alone: bool) -> Iterator[Claim]:
    """Yield the pairs of figures; one that differs must stand beside another that agrees, or *alone* in a long clause."""
    first = occurrences[0]
    for other in occurrences[1:]:
        if any(a.unit != b.unit for a, b in zip(first, other, strict=True)):
            continue
        differing = [(a, b) for a, b in zip(first, other, strict=True) if a.value != b.value]
        same = [(a, b) for a, b in zip(first, other, strict=True) if a.value == b.value]
        if len(differing) > 1 or (differing and not any(a.value for a, _ in same) and not (alone and not same and first[0].type == "count")):
            continue
        for a, b in same:
            if a.value:
                yield Claim("equal", (Term(a, "stated"), Term(b, "stated")), basis="原句重复")
        for a, b in differing:
            if not (a.approximate or b.approximate):
                yield Claim("equal", (Term(a, "stated"), Term(b, "stated")), asserted=False, basis="原句重复")
