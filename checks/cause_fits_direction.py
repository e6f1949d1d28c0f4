"""Tie-out: the reason given for a change, and its direction."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="narrative")
def cause_fits_direction(
    reading: Reading, *, of_rise: tuple[str, ...] = (), of_fall: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """Spending does not rise only for reasons that lower it (*of_fall*), or fall for those that raise it (*of_rise*).

    A reason that is none of these words may work either way, and is not compared; by default each lowers spending.

    Holds: 公务接待费比上年减少20万元，主要原因是厉行节约。
    Fails: 公务接待费比上年增加20万元，主要原因是厉行节约。
    """
    for cause in reading.each_cause():
        rises = set(cause.parts) <= set(of_rise)
        if cause.parts and (rises or not of_fall or set(cause.parts) <= set(of_fall)):
            role = "executed" if cause.budget else "change"
            terms = Term(cause.words, "words"), Term(cause.change, role, sign=-1 if cause.falls else 1)
            claim = Claim("narrative", terms, "cause", asserted=False)
            yield as_required(claim, rises != cause.falls)
