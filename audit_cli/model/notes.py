"""What a reader must say of a file besides its text: what was left out, could not be read, or is not as it looks."""

from __future__ import annotations

from typing import Literal, NamedTuple

NoteKey = Literal[
    # what is said of any file
    "suffix", "replaced", "invisible", "turning",
    # office documents and web pages
    "revision", "hidden", "struck", "linked", "chart", "diagram", "sheet", "object", "icon", "embedded", "child",
    "chunk", "picture", "macro", "links", "broken_table", "broken_numbering", "boxes_moved", "boxes", "frame", "spans",
    # workbooks
    "hidden_sheet", "hidden_cells", "uncalculated", "error_values", "formulas",
    # pages
    "running", "unshown", "outside", "skewed", "text_layer", "crowded", "form", "unfilled", "attached", "script",
    "broken_pages", "recognised", "recognised_in_doubt", "unlike", "images", "images_without_engine",
    "images_not_recognised",
]  # fmt: skip

# a part of the file was not opened, and may say anything
UNOPENED: frozenset[NoteKey] = frozenset({
    "diagram", "object", "icon", "embedded", "child", "chunk", "picture", "boxes", "frame", "unfilled", "attached",
    "broken_pages", "images", "images_without_engine",
    "images_not_recognised",
})  # fmt: skip


class Several(NamedTuple):
    """Some names, and how many things there are of which these are the first."""

    names: tuple[str, ...]
    total: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether there are more than are named."""
        return self.total > len(self.names)


class Note(NamedTuple):
    """One remark by its key, and the values that its sentence has, as `audit_cli/wording/notes.py` says it."""

    key: NoteKey
    values: tuple[str | int | Several, ...] = ()


# what is said of the lines that pages repeat, which are left out
RUNNING = Note("running")
