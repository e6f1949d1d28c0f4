"""Characters that print nothing: left out, for they split numbers and turn their order round on the screen.

And hyphens that no line may end with are hyphens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.model import Document, Note, Origin

# zero width, marks and overrides of direction, invisible operators, byte-order marks, soft hyphens
_INVISIBLE = expression("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TURNING = expression("[\u202a-\u202e\u2066-\u2069]")
_HYPHENS = expression("[\u2010\u2011]")


def visible(document: Document) -> Document:
    """Return *document* without the characters that print nothing, its blocks at their places in the shorter text."""
    if _HYPHENS.search(document.text):
        sections = tuple(_HYPHENS.sub("-", section) for section in document.sections)
        document = document._replace(text=_HYPHENS.sub("-", document.text), sections=sections)
    hidden = [match.start() for match in _INVISIBLE.finditer(document.text)]
    if not hidden:
        return document
    note = Note("turning" if _TURNING.search(document.text) else "invisible", (len(hidden),))

    def place(at: int) -> int:
        return at - bisect_left(hidden, at)

    return document._replace(
        text=_INVISIBLE.sub("", document.text),
        blocks=tuple(b._replace(start=place(b.start), end=place(b.end)) for b in document.blocks),
        doubtful=tuple((place(start), place(end)) for start, end in document.doubtful),
        recognised=tuple((place(start), place(end), sure) for start, end, sure in document.recognised),
        origins=tuple(
            seen._replace(start=place(seen.start), end=place(seen.end))
            for origin in document.origins
            for seen in _seen(origin, hidden)
        ),
        sections=tuple(_INVISIBLE.sub("", section) for section in document.sections),
        notes=(*document.notes, note),
    )


def _seen(origin: Origin, hidden: Sequence[int]) -> Iterator[Origin]:
    """Yield what is left of *origin* between the *hidden* characters."""
    at = origin.start
    for i in range(bisect_left(hidden, at), bisect_left(hidden, origin.end)):
        if at < hidden[i]:
            yield origin.cut(at, hidden[i])
        at = hidden[i] + 1
    if at < origin.end:
        yield origin.cut(at, origin.end)
