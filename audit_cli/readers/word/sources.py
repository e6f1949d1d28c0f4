"""Which elements the text of a Word file came from, for those who write into a copy of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from audit_cli.model import InElement
from audit_cli.readers.word.paragraph import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element


class Sources:
    """The paragraphs as they are placed in the text."""

    def __init__(self) -> None:
        self._placed: list[tuple[int, Paragraph]] = []

    def add(self, at: int, paragraph: Paragraph) -> None:
        """Remember that *paragraph* stands in the text from *at* on."""
        self._placed.append((at, paragraph))

    def origins(self, roots: Mapping[str, _Element]) -> tuple[InElement, ...]:
        """Return the origin of each piece of text, in order; *roots* are the parts by name."""
        places = {element: (part, i) for part, root in roots.items() for i, element in enumerate(root.iter())}
        found: list[InElement] = []
        for at, paragraph in self._placed:
            for piece, element in zip(paragraph.pieces, paragraph.elements, strict=True):
                # what charts and diagrams show stands in no paragraph
                if place := places.get(element):
                    found.append(InElement(at, at + len(piece), *place))
                at += len(piece)
        return tuple(found)
