"""Figures called alike in two paragraphs of one thing: 教职工194人、学生956人 there 教职工394人.

That other figures of the two paragraphs agree, each under its own name, says that they speak of the same; one that is a
slip of the pen off is to be reviewed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from audit_cli.expressions import expression
from audit_cli.extract.ties.aspects import digits_of
from audit_cli.extract.ties.equal_labels import are_comparable, sentence_before
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Document, Fact, Term

_PLANNED = expression(r"计划|拟|预计|应|目标|任务|需|批复|下达|安排")
_FEW_BLOCKS = 6  # paragraphs that tell of one thing, beyond which it is told everywhere
_FEWEST, _LONG = 2, 3  # digits: of few, more figures beside must agree
_BESIDE, _ONE = 2, 1  # figures beside that agree

Clusters = Sequence[Sequence[Fact]]


def slipped_labels(groups: Sequence[Clusters], document: Document) -> Iterator[Claim]:
    """Yield the two values of one concept, of each of *groups* the facts that agree being together."""
    agreeing: dict[tuple[int, int], set[str]] | None = None
    for clusters in groups:
        if len(clusters) != 2 or clusters[0][0].known or min(map(len, clusters)) > 1:
            continue
        for a, b in product(*clusters):
            if not _is_slip(a, b, document):
                continue
            agreeing = _agreeing(groups, document) if agreeing is None else agreeing
            beside = agreeing[min(a.figure.block, b.figure.block), max(a.figure.block, b.figure.block)] - {a.concept}
            if len(beside) >= (_ONE if digits_of(a.figure) >= _LONG else _BESIDE):
                terms = Term(a.figure, "stated", a.label), Term(b.figure, "stated", b.label)
                yield Claim("equal", terms, asserted=False, basis=a.concept.partition("·")[0])
                break


def _is_slip(a: Fact, b: Fact, document: Document) -> bool:
    if not a.label or a.label != b.label or a.figure.quantum != b.figure.quantum:
        return False
    if not mistyped(a.figure, b.figure.value, _FEWEST) or not are_comparable(a, b, document):
        return False
    planned = (_PLANNED.search(sentence_before(fact, document)) is not None for fact in (a, b))
    return len(set(planned)) == 1


def _agreeing(groups: Sequence[Clusters], document: Document) -> dict[tuple[int, int], set[str]]:
    """Return by two paragraphs the concepts of which both have the same figure."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for clusters in groups:
        for cluster in clusters:
            blocks = {f.figure.block for f in cluster if document.blocks[f.figure.block].table is None}
            if 1 < len(blocks) <= _FEW_BLOCKS and digits_of(cluster[0].figure) >= _FEWEST:
                for pair in combinations(sorted(blocks), 2):
                    found[pair].add(cluster[0].concept)
    return found
