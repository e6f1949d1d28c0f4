"""Copies: one paper in several files, as Word and as PDF, or a draft beside what became of it.

What differs between two versions is no contradiction of a submission; `audit-cli diff` shows it. The first stands for
all, so that nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.model import Document

_WORDS = expression(r"[一-鿿]+")
_ENOUGH = 20_000  # characters that show what a paper is
# of the pieces, so long that two papers share one only where one quotes the other, those with certain beginnings
_PIECE = expression(rf"(?=([{''.join(map(chr, range(ord('一'), ord('鿿'), 8)))}].{{,7}}))")
# of ten pieces that two files have, so many are in both if they hold one paper
_ALIKE = 6


def without_copies(documents: Sequence[Document]) -> Iterator[int]:
    """Yield the places of *documents*, but not of those that have the words of one before."""
    kept: list[frozenset[str]] = []
    for place, document in enumerate(documents):
        pieces = _pieces(document.text)
        if not any(_are_alike(pieces, others) for others in kept):
            kept.append(pieces)
            yield place


def _pieces(text: str) -> frozenset[str]:
    """Return pieces of the words of *text*: its figures and its layout say nothing of what it is."""
    words = "".join(_WORDS.findall(text, 0, 2 * _ENOUGH))[:_ENOUGH]
    return frozenset(_PIECE.findall(words) or [words])


def _are_alike(pieces: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(pieces & others)
    return shared * 10 >= _ALIKE * (len(pieces) + len(others) - shared)
