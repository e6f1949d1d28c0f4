"""Posts in a form and in the text: 人员编制 35 in a cell that says no unit, 编制人数35人 in a sentence.

A form of key figures prints the number of authorized posts beside its name. Where form and text state one number each
and these differ, it is to be reviewed; those that agree tick with the other cells without a unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from audit_cli.extract.ties.aspects import compatible, only_fact
from audit_cli.model import Claim, Document, Fact, Term

_POSTS = "authorized_posts"  # staff may be counted with those on contract or without them


def headcounts(groups: Mapping[tuple[str, str], Sequence[Fact]], document: Document) -> Iterator[Claim]:
    """Yield the posts of a form that are not those of the text; *groups* are the facts by concept and unit."""
    cells = [f for f in groups.get((_POSTS, ""), ()) if document.blocks[f.figure.block].table is not None]
    form = only_fact(f for f in cells if "/" not in f.label)
    told = only_fact(f for f in groups.get((_POSTS, "人"), ()) if document.blocks[f.figure.block].table is None)
    if form is None or told is None or told.figure.approximate or not compatible(form, told):
        return
    if form.figure.value != told.figure.value and not form.figure.value % 1:
        terms = (Term(form.figure, "stated", form.label), Term(told.figure, "stated", told.label))
        yield Claim("equal", terms, asserted=False, basis=_POSTS)
