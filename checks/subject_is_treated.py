"""Presence: what a report has to speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from audit_cli import Claim, Comparison, Document, Extracted, Figure, Reading, as_required, check, not_assessable

_REACH = 60  # characters between the name of a thing and its figure
_AMOUNTS = frozenset({"money", "rate", "points"})


@check(kind="missing-section")
def subject_is_treated(
    reading: Reading, *, of: Literal["self-evaluation", "transfer", "accounts"] = "self-evaluation",
    said: tuple[str, ...] = (), counted: tuple[str, ...] = (), read: tuple[str, ...] = (),
    given: tuple[str, ...] = (), elsewhere: tuple[str, ...] = (), near: tuple[str, ...] = (), least: int = 0,
) -> Iterator[Comparison]:  # fmt: skip
    """A paper of the kind *of* speaks of a subject, wherever and in whatever words.

    It does where a word of *said* stands anywhere, one of *counted* in a table or beside a figure, or where something
    of *read* was read: a concept or a measure whose figure is not zero, `ratings`, `indicators`.  The question arises
    only if something of *given* was read, and the paper is *least* characters long.  Words of *elsewhere* point to
    another file, where it may stand.  *near* are words of the heading that it is expected under.

    Holds: 林业局2023年度部门决算公开说明¶一、收入情况¶本年收入120.00万元。¶二、机关运行经费¶全年支出12.50万元。
    Fails: 林业局2023年度部门决算公开说明¶一、收入情况¶本年收入120.00万元。¶二、支出情况¶本年支出120.00万元。
    """
    for extraction in reading.extractions:
        document = extraction.document
        paper = next((one for one in extraction.papers if one.kind == of and one.length >= least), None)
        if paper is None:
            continue
        if given and not _was_read(extraction, given):
            continue
        claim = Claim("missing-section", (), "subject")
        told = any(word in paper.text for word in said) or _was_read(extraction, read)
        if told or _counted(document, extraction.figures, counted):
            yield as_required(claim, True)
        else:
            titles = (title for title in document.sections if any(word in title for word in near))
            claim = claim._replace(section=next(titles, ""))
            # a part that was not read may hold it, too
            absent = document.is_whole and not any(word in paper.text for word in elsewhere)
            yield as_required(claim, False) if absent else not_assessable(claim, "it may stand in another file")


def _was_read(extraction: Extracted, names: Sequence[str]) -> bool:
    """Tell whether one of *names* was read: ratings, indicators, a concept or measure whose figure is not zero."""
    if not names or any(getattr(extraction, name, ()) for name in names):
        return bool(names)
    return any((f.concept in names or f.measure in names) and f.figure.value for f in extraction.facts)


def _counted(document: Document, figures: Sequence[Figure], words: Sequence[str]) -> bool:
    """Tell whether one of *words* stands in a table, or beside or above a figure."""
    words = [word for word in words if word in document.text]
    if not words:
        return False
    search = re.compile("|".join(map(re.escape, words))).search
    # blocks and headings that have one of the words
    blocks = {i for i, block in enumerate(document.blocks) if search(document.text, block.start, block.end)}
    if any(document.blocks[i].kind == "cell" for i in blocks):
        return True
    sections = {i for i, title in enumerate(document.sections) if search(title)}
    for figure in figures:
        if figure.type in _AMOUNTS and figure.block >= 0:
            block = document.blocks[figure.block]
            around = max(block.start, figure.start - _REACH), min(block.end, figure.end + _REACH)
            if block.section in sections or (figure.block in blocks and search(document.text, *around)):
                return True
    return False
