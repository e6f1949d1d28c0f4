"""Every construction of the claim grammar in each of its surface forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from benchmarks.generator import counts, official, rates, sums
from benchmarks.generator.pieces import Draft, Piece, holds, render
from benchmarks.generator.vocabulary import Draw


class Construction(NamedTuple):
    """A way of asserting something: *make* builds it in one of its *forms*."""

    name: str
    make: Callable[[Draw, str], Draft]
    forms: tuple[str, ...]


CONSTRUCTIONS: dict[str, Construction] = {
    c.name: c
    for c in (
        Construction("of_which", sums.of_which, tuple(sums.OF_WHICH)),
        Construction("in_brackets", sums.in_brackets, tuple(sums.BRACKETS)),
        Construction("respectively", sums.respectively, tuple(sums.RESPECTIVELY)),
        Construction("nested", sums.nested, tuple(sums.NESTED)),
        Construction("total_last", sums.total_last, tuple(sums.TOTAL_LAST)),
        Construction("without_cue", sums.without_cue, tuple(sums.NO_CUE)),
        Construction("partial_list", sums.partial_list, tuple(sums.PARTIAL)),
        Construction("with_shares", sums.with_shares, tuple(sums.SHARES)),
        Construction("ratio", rates.ratio, tuple(rates.RATIO)),
        Construction("count_ratio", rates.count_ratio, tuple(rates.COUNT_RATIO)),
        Construction("growth", rates.growth, tuple(rates.GROWTH)),
        Construction("points", rates.points, tuple(rates.POINTS)),
        Construction("remainder", rates.remainder, tuple(rates.REMAINDER)),
        Construction("allotted_used", rates.allotted_used, tuple(rates.ALLOTTED)),
        Construction("balance", rates.balance, tuple(rates.BALANCE)),
        Construction("count_list", counts.count_list, tuple(counts.COUNT)),
        Construction("distributive", counts.distributive, tuple(counts.DISTRIBUTIVE)),
        Construction("equal", counts.equal, tuple(counts.EQUAL)),
        Construction("indicator_lines", counts.indicator_lines, tuple(counts.INDICATOR)),
        Construction("unit_slip", counts.unit_slip, tuple(counts.UNIT)),
        Construction("official", official.official, tuple(official.OFFICIAL)),
        Construction("formula", official.formula, tuple(official.FORMULA)),
        Construction("scores", official.scores, tuple(official.SCORES)),
        Construction("numerals", official.numerals, tuple(official.NUMERALS)),
        Construction("traps", official.traps, tuple(official.TRAPS)),
    )
}
_TRIES = 40


def piece(name: str, form: str, seed: int) -> Piece:
    """Return the construction *name* in *form*, deterministic by *seed*; all its relations hold."""
    return piece_and_draw(name, form, seed)[0]


def piece_and_draw(name: str, form: str, seed: int) -> tuple[Piece, Draw]:
    """Return the piece and what was drawn for it, so that the text around it can agree with it."""
    construction = CONSTRUCTIONS[name]
    for attempt in range(_TRIES):
        draw = Draw(Random(f"{name}/{form}/{seed}/{attempt}"))
        draft = construction.make(draw, form)
        if all(holds(r, draft.slots) for r in draft.relations):
            return render(draft), draw
    raise AssertionError(f"no clean {name} in the form {form}")


def all_forms() -> Iterator[tuple[str, str]]:
    for construction in CONSTRUCTIONS.values():
        for form in construction.forms:
            yield construction.name, form
