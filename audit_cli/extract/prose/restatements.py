"""Restatements: a bracket or 即 that gives the amount before it in another unit, 28.364万元（283640元）.

The two are one fact: it ticks where they agree as printed, and fails otherwise.
"""

from __future__ import annotations

from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term


def restatement(row: Row, first: int, head: int) -> Claim | None:
    """Return the claim that the figure at *first* is the one at *head*, if nothing else is said of it."""
    item, host = row.items[first], row.items[head]
    if not (item.cue == "bracket" or item.cue_word == "即") or clean_label(item.label) or item.post.strip():
        return None
    if not item.figure.type == host.figure.type == "money" or item.figure.scale == host.figure.scale:
        return None
    if any(after.group == item.group for after in row.items[first + 1 : first + 2]):
        return None
    return Claim(
        "equal", (Term(host.figure, "stated", clean_label(host.label)), Term(item.figure, "stated")), basis="括注"
    )
