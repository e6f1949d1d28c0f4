"""What tests ask of notes: their sentences."""

from __future__ import annotations

from audit_cli.model import Document
from audit_cli.wording.notes import notes_in


def notes_of(document: Document, lang: str = "zh") -> tuple[str, ...]:
    """Return what must be said of *document* besides its text."""
    return tuple(notes_in(document.notes, lang))
