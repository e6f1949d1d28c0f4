"""Presence: slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, SlipKind, Term, as_required, check

_MOST_PLACES = 6


@check(kind="typo")
def text_is_clean(reading: Reading, *, of: SlipKind = "doubled mark", together: bool = False) -> Iterator[Comparison]:
    """A text has no slips of the kind *of*; where they are a habit, all of them are one finding *together*.

    Holds: 全年开展检查12次，发现隐患36处。
    Fails: 全年开展检查12次，，发现隐患36处。
    """
    for extraction in reading.extractions:
        found = [slip for slip in extraction.slips if slip.what == of]
        for slips in [found] if together and found else [[slip] for slip in found]:
            terms = tuple(Term(slip.place, "slip") for slip in slips[:_MOST_PLACES])
            yield as_required(Claim("typo", terms, of, basis=slips[0].meant), False)
