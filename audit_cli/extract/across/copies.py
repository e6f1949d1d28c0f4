"""Copies: one paper in several files, as Word and as PDF, or a draft beside what became of it.

What differs between two versions is no contradiction of a submission; `audit-cli diff` shows it. The first stands for
all, so that nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.model import Document

_NO_WORDS = expression(r"[^一-鿿]+")
_LENGTH = 8  # characters of a piece: so many that two papers share it only where one quotes the other
_ENOUGH = 20_000  # characters that show what a paper is
_KEPT = 8  # one piece of so many is kept: those that begin with certain characters
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
    words = _NO_WORDS.sub("", text[: 2 * _ENOUGH])[:_ENOUGH]
    pieces = [words[at : at + _LENGTH] for at, first in enumerate(words) if not ord(first) % _KEPT]
    return frozenset(pieces or [words])


def _are_alike(pieces: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(pieces & others)
    return shared * 10 >= _ALIKE * (len(pieces) + len(others) - shared)
