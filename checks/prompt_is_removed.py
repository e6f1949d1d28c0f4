"""Presence: prompts and place-holders of the form."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Figure, Reading, Term, as_required, check

_MOST = 40


@check(kind="blank-field")
def prompt_is_removed(reading: Reading, *, words: tuple[str, ...] = ("XX",)) -> Iterator[Comparison]:
    """What a form prints to say what is to be filled in does not stay in it.

    *words* are the prompts and place-holders, each so long that it cannot be meant.

    Holds: 一、部门概况¶县林业局2023年完成造林3200亩。
    Fails: 一、部门概况¶XX单位2023年完成造林3200亩。
    """
    for document in reading.documents:
        for word in words:
            at = document.text.find(word)
            while at >= 0:
                place = Figure(at, at + len(word), word, "name")
                yield as_required(Claim("blank-field", (Term(place, "prompt"),), "prompt"), False)
                at = document.text.find(word, at + _MOST)
