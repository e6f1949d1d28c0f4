"""Presence: prompts and place-holders of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli import Claim, Comparison, Figure, Reading, Term, as_required, check

_APART = 40  # characters from which on the same prompt is another finding


@check(kind="blank-field")
def prompt_is_removed(reading: Reading, *, words: tuple[str, ...] = ("XX",)) -> Iterator[Comparison]:
    """What a form prints to say what is to be filled in does not stay in it.

    *words* are the prompts and place-holders, each so long that it cannot be meant.

    Holds: 一、部门概况¶县林业局2023年完成造林3200亩。
    Fails: 一、部门概况¶XX单位2023年完成造林3200亩。
    """
    # of two that begin alike the longer one is meant
    prompts = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for document in reading.documents if words else ():
        until: dict[str, int] = {}
        for found in prompts.finditer(document.text):
            if found.start() >= until.get(found.group(), 0):
                place = Figure(found.start(), found.end(), found.group(), "name")
                yield as_required(Claim("blank-field", (Term(place, "prompt"),), "prompt"), False)
                until[found.group()] = found.start() + _APART
