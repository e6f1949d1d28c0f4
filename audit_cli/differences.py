"""Two copies of one report: which figures are printed differently, missing or added.

The figures are laid side by side in the order of the text. What stands elsewhere under the same label, as a table
does that another program puts before or behind a paragraph, is no difference.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import QUANTITIES, Block, Document, Figure

# numbers of lists and headings: automatic in one format, typed in the other
_UNCOMPARED = frozenset({"label", "ordinal", "name"})
_DIGITS = expression(r"[\d.,+\-\s]")
_NAMING = expression(r"[^\W\d_]")
_LABEL_LENGTH = 6


class Copy(NamedTuple):
    """One of the two documents and its figures."""

    document: Document
    figures: tuple[Figure, ...]


class Difference(NamedTuple):
    """A figure as the two copies print it; None where a copy does not have it."""

    left: Figure | None
    right: Figure | None


# figures of one copy that stand where the other has other ones
Run = tuple[list[Figure], list[Figure]]


class Differences(NamedTuple):
    """How many figures are the same in both copies, and the others."""

    same: int
    different: tuple[Difference, ...]


def differences(left: Copy, right: Copy) -> Differences:
    """Return how the figures of two copies of one report differ, in the order of the text."""
    a, b = _compared(left.figures), _compared(right.figures)
    matcher = SequenceMatcher(None, [_printed(f) for f in a], [_printed(f) for f in b])
    runs = [(a[i1:i2], b[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
    moved_left, moved_right = _moved(left.document, right.document, runs)
    found: list[Difference] = []
    for lefts, rights in runs:
        rest = [f for f in lefts if f.start not in moved_left], [f for f in rights if f.start not in moved_right]
        found.extend(Difference(x, y) for x, y in zip_longest(*rest))
    lost = sum(1 for each in found if each.left is not None)
    return Differences(len(a) - lost, tuple(found))


def _compared(figures: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.type not in _UNCOMPARED]


def _printed(figure: Figure) -> tuple[str, str]:
    """Return the number and what is printed with it, however wide, spaced or grouped the characters are."""
    text = unicodedata.normalize("NFKC", figure.text)
    if figure.type not in QUANTITIES:
        return "", "".join(text.split())
    return str((figure.value / figure.scale).normalize()), _DIGITS.sub("", text)


def _moved(left: Document, right: Document, runs: Sequence[Run]) -> tuple[set[int], set[int]]:
    """Return where the figures start that stand in both documents under one label, only at another place."""
    waiting = defaultdict(list)
    labels_right = _Labels(right)
    for figure in (figure for _, rights in runs for figure in rights):
        waiting[labels_right.of(figure), _printed(figure)].append(figure.start)
    labels_left = _Labels(left)
    moved_left, moved_right = set(), set()
    for figure in (figure for lefts, _ in runs for figure in lefts):
        places = waiting[labels_left.of(figure), _printed(figure)]
        if places:
            moved_left.add(figure.start)
            moved_right.add(places.pop(0))
    return moved_left, moved_right


class _Labels:
    """What stands before the figures of a document: in a row of a table, its first cell."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows: dict[tuple[int | None, int], str] = {}
        for block in document.blocks:
            if block.kind == "cell":
                self._rows.setdefault((block.table, block.row), _words(document.text_of(block)))

    def of(self, figure: Figure) -> str:
        """Return the last words before *figure*."""
        document = self._document
        block = document.blocks[figure.block] if figure.block >= 0 else Block("paragraph", 0, figure.start)
        before = _words(document.text[block.start : figure.start])[-_LABEL_LENGTH:]
        return before or self._rows.get((block.table, block.row), "")


def _words(text: str) -> str:
    return "".join(_NAMING.findall(unicodedata.normalize("NFKC", text)))
