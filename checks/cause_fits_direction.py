"""Tie-out: the reason given for a change, and its direction."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check

_OBJECT = 4  # characters that say what was cut


@check(kind="narrative")
def cause_fits_direction(
    reading: Reading, *, of_rise: tuple[str, ...] = (), of_fall: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """Spending does not rise only for reasons that lower it (*of_fall*), or fall for those that raise it (*of_rise*).

    A reason begins or ends with such a word; one that does not may work either way, and is not compared.  By default
    each lowers spending.

    Holds: 公务接待费比上年减少20万元，主要原因是厉行节约。
    Fails: 公务接待费比上年增加20万元，主要原因是厉行节约。
    """
    rising, falling = tuple(of_rise), tuple(of_fall)
    for cause in reading.each_cause():
        rises = all(_is_one(part, rising, falling) for part in cause.parts)
        if cause.parts and (rises or not of_fall or all(_is_one(part, falling, rising) for part in cause.parts)):
            role = "executed" if cause.budget else "change"
            terms = Term(cause.words, "words"), Term(cause.change, role, sign=-1 if cause.falls else 1)
            claim = Claim("narrative", terms, "cause", asserted=False)
            yield as_required(claim, rises != cause.falls)


def _is_one(part: str, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a *part* of a reason begins or ends with one of *words*, and with none of *others*."""
    begins = any(part.startswith(word) and len(part) <= len(word) + _OBJECT for word in words)
    return (begins or part.endswith(words)) and not part.startswith(others) and not part.endswith(others)
