"""Clauses that stand in a report twice, word for word: their figures are the same facts, whatever these are called.

全年开展安全生产检查120次 in the summary and 全年开展安全生产检查130次 further on are to be reviewed. Those that agree
tick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.ties.aspects import same_figure
from audit_cli.model import QUANTITIES, Claim, Document, Figure, Term
from audit_cli.spans import span

_SENTENCE = expression(r"[^。；;\n]+")
_CLAUSE = expression(r"[^，。；;\n]+")
_LEAD = expression(r"(?:同时|另外|此外|并且?|还|且)+")
_WORDS = expression(r"[一-鿿]")
_GENERIC = expression(rf"完成|年初|占|的|为|与|持平|较|比|上年|同比|主要|原因|是|元|万|{BARE.pattern}")
_UNSPECIFIC = expression(r"资金|项目|经费|安排|投入|投资|预算|决算|支出|收入|金额|总|共|已|全年|全部|其中|实际|累计")
_LAST_CLAUSE = expression(r"[^，：:]*$")
_BEHIND = 4  # Chinese characters behind the figure that make a clause with one figure the same statement
_PROSE_IN_CELL = 60
_SPECIFIC = 8  # Chinese characters of a clause that make it speak of one thing only
_ALONE = 12  # those that make it do so without another figure


def repeats(document: Document, by_block: dict[int, list[Figure]]) -> Iterator[Claim]:
    """Yield the figures of sentences and clauses that are printed twice, alike apart from at most one figure."""
    told: set[tuple[int, int]] = set()
    prose = list(_prose(document, by_block))
    for cut in (_sentences, _pairs, _clauses):
        places: dict[str, list[tuple[Figure, ...]]] = defaultdict(list)
        for start, end, quantities in prose:
            for key, inside in _pieces(document.text, cut(document.text, start, end), quantities):
                places[key].append(inside)
        for key, occurrences in places.items():
            if len(occurrences) < 2:
                continue
            specific = len(_WORDS.findall(_GENERIC.sub("", key)))
            if specific >= _SPECIFIC:
                alone = specific >= _ALONE and (_says_enough if cut is _pairs else _goes_on)(key)
                yield from _compared(occurrences, alone, told)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (m.span() for m in _SENTENCE.finditer(text, start, end))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (m.span() for m in _CLAUSE.finditer(text, start, end))


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield each clause together with the next one of its sentence."""
    return ((a, d) for (a, b), (c, d) in pairwise(_clauses(text, start, end)) if c == b + 1 and text[b] == "，")


def _goes_on(key: str) -> bool:
    """Whether a clause says enough behind its last figure."""
    return len(_WORDS.findall(key.rpartition("#")[2])) >= _BEHIND


def _says_enough(key: str) -> bool:
    """Whether the clause of a pair that has the figure says of what it is: not 资金#万元，主要用于…."""
    before = _LAST_CLAUSE.search(key.partition("#")[0])
    words = _UNSPECIFIC.sub("", _GENERIC.sub("", before[0])) if before else ""
    return len(_WORDS.findall(words)) >= _BEHIND


def _prose(document: Document, by_block: dict[int, list[Figure]]) -> Iterator[tuple[int, int, list[Figure]]]:
    """Yield the place and the quantities of each block of prose, also in a cell."""
    for number, figures in by_block.items():
        block = document.blocks[number]
        if block.table is None or block.end - block.start >= _PROSE_IN_CELL:
            quantities = [f for f in figures if f.type in QUANTITIES]
            if quantities:
                yield block.start, block.end, quantities


def _pieces(
    text: str, pieces: Iterator[tuple[int, int]], quantities: list[Figure]
) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Yield the pieces that hold quantities and enough words: these, the figures masked, and the figures."""
    at, last = 0, len(quantities)
    for begin, behind in pieces:
        while at < last and quantities[at].start < begin:
            at += 1
        if at == last:
            return
        stop, words = at, behind - begin
        while stop < last and quantities[stop].start < behind:
            figure = quantities[stop]
            words -= (figure.end if figure.end < behind else behind) - figure.start
            stop += 1
        if stop > at and words >= _SPECIFIC:
            inside = quantities[at:stop]
            yield _masked(text, begin, behind, inside), tuple(inside)


def _masked(text: str, start: int, end: int, figures: list[Figure]) -> str:
    pieces: list[str] = []
    for figure in figures:
        pieces.append(text[start : figure.start])
        start = figure.end
    pieces.append(text[start:end])
    begin = pieces[0].lstrip()
    if (lead := _LEAD.match(begin)) is not None:
        pieces[0] = begin[lead.end() :]
    return "#".join(pieces).replace(" ", "").replace("\u3000", "").replace("\xa0", "")


def _compared(occurrences: list[tuple[Figure, ...]], alone: bool, told: set[tuple[int, int]]) -> Iterator[Claim]:
    """Yield the pairs of figures; one that differs must stand beside one that agrees, or *alone* in a long clause.

    A clause that is printed with three values is a form of words, in which each figure is that of something else.
    """
    first = occurrences[0]
    form_of_words = any(len({f.value for f in column}) > 2 for column in zip(*occurrences, strict=True))
    for other in occurrences[1:]:
        pairs = list(zip(first, other, strict=True))
        if any(a.unit != b.unit for a, b in pairs):
            continue
        differing = [(a, b) for a, b in pairs if not same_figure(a, b)]
        same = [(a, b) for a, b in pairs if same_figure(a, b) and a.value]
        if len(differing) > 1 or (differing and not same and not (alone and differing[0][0].type != "rate")):
            continue
        for a, b in same + ([] if form_of_words else differing):
            if (a.start, b.start) in told or _may_meet(a, b):
                continue
            told.add((a.start, b.start))
            terms = (Term(a, "stated"), Term(b, "stated"))
            yield Claim("equal", terms, asserted=same_figure(a, b), basis="原句重复")


def _may_meet(a: Figure, b: Figure) -> bool:
    """Whether two figures that are not printed alike may mean the same: 300余篇 and 320篇, not 300余篇 and 800余篇."""
    if a.value == b.value or not (a.approximate or b.approximate):
        return False
    (low, high), (other_low, other_high) = span(a), span(b)
    return a.qualifier != b.qualifier or (low <= other_high and other_low <= high)
