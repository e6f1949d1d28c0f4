"""What words say of how figures stand to each other: growth, degree, completion, and the reason of a change."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from audit_cli.model.claims import Claim, Term
from audit_cli.model.document import Figure
from audit_cli.value import Value

TrendKind = Literal[
    "level", "nearly level", "growth by times", "times", "rise", "fall", "surpassed", "all done", "nearly done",
    "at least", "at most", "over half", "under half",
    "none", "missed",
]  # fmt: skip


class Trend(Value, frozen=True):
    """Words that say how *new* stands to *base*, both of them printed: *what* they say, *words* their place.

    level, nearly level        持平, 基本持平
    growth by times, times     增长2倍: *times* more than *base*; 是…的2倍, 翻一番: so many *times* it
    rise, fall                 from *base* to *new*, or from the whole that a rate *new*, then *base* too, is of
    surpassed, all done, nearly done   of a target *base*
    at least, at most          均达到90%以上, 最多的是…其次是…: no less, or no more, than *base*
    over half, under half      of *base*
    missed                     计划不少于600次，实际542次, *sure* if nobody says why: *base* is the target
    none                       未发生: there is nothing of *new*; *base* are the words again

    *sure* says that one clause holds both figures.
    """

    what: TrendKind
    words: Figure
    new: Figure
    base: Figure
    times: Decimal = Decimal(1)
    sure: bool = False

    @property
    def of_whole(self) -> bool:
        """Whether a rate is held to the whole that it is of."""
        return self.base is self.new

    def claim(self) -> Claim:
        """Return the words beside the two figures as a claim without a verdict."""
        terms = (Term(self.words, "words"), Term(self.new, "new"), Term(self.base, "base"))[: 3 - self.of_whole]
        return Claim("narrative", terms, self.what, asserted=self.sure)


class Cause(Value, frozen=True):
    """What a sentence gives as the reason of a *change*: *words* is their place, *parts* one text for each reason.

    Where it is said to differ from its *budget*, *change* is what was spent, not by how much.
    """

    words: Figure
    change: Figure
    falls: bool
    parts: tuple[str, ...]
    budget: bool = False
