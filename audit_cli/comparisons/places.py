"""Figures in the wrong unit or in the wrong row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import ne

from audit_cli.comparisons.terms import not_assessable
from audit_cli.model import Claim, Comparison, Entry, Figure, Statement
from audit_cli.quantity import Quantity, agrees, same_verdict

# different amounts that must all stand in a neighbour's row before a column counts as shifted
_FEWEST_SHIFTED = 3
# what a figure of money may have been meant in: 元, 万元, 亿元
_SCALES = (Decimal(1), Decimal(10_000), Decimal(100_000_000))
# further units, believed only if another figure then equals it: 百元, 千元, 百万元
_RARE_SCALES = (Decimal(100), Decimal(1_000), Decimal(1_000_000))


def shifted(statement: Statement, column: Sequence[Entry], meant: Mapping[str, Decimal]) -> Iterator[Comparison]:
    """Yield that figures of one *column* of *statement* stand in the rows of their neighbours, if they do.

    *meant* is what each class should have; rows that it does not name are passed over.
    """
    column = [entry for entry in column if entry.item in meant]
    rows = _shifted_rows([entry.figure.value for entry in column], [meant[entry.item] for entry in column])
    if rows:
        first = column[rows[0]]
        claim = Claim("equal", tuple(statement.term(column[row], "stated") for row in rows), "shifted")
        yield Comparison(claim, "inconsistent", meant[first.item], first.figure.value - meant[first.item])


def _shifted_rows(printed: Sequence[Decimal], meant: Sequence[Decimal]) -> range:
    """Return the longest run of rows that hold what is *meant* for the row above or below; empty if it is short.

    Rows inside whose neighbours hold the same amount belong to the run, but do not show it; wrong rows at its ends are
    what the shift has left.
    """
    longest = range(0)
    if list(map(ne, printed, meant)).count(True) < _FEWEST_SHIFTED:
        return longest
    for step in (1, -1):
        begin = 0
        for row in range(len(printed) + 1):
            if row < len(printed) and 0 <= row - step < len(meant) and printed[row] == meant[row - step]:
                continue
            wrong = [i for i in range(begin, row) if printed[i] and printed[i] != meant[i]]
            if len({printed[i] for i in wrong}) >= _FEWEST_SHIFTED and len(wrong) > len(longest):
                longest = range(wrong[0], wrong[-1] + 1)
            begin = row + 1
    if longest and longest.start and printed[longest.start - 1] != meant[longest.start - 1]:
        longest = range(longest.start - 1, longest.stop)
    if longest and longest.stop < len(printed) and printed[longest.stop] != meant[longest.stop]:
        longest = range(longest.start, longest.stop + 1)
    return longest


def unit_agrees(claim: Claim) -> Comparison:
    """Compare the size of a figure with its witnesses: another unit that fits them better is the expected one."""
    suspect, witnesses = claim.stated, [f for f in claim.figures("witness") if f.value != 0]
    if suspect.value == 0 or not witnesses:
        return not_assessable(claim, "nothing to measure it by")
    for scale in (suspect.scale, *_SCALES, *_RARE_SCALES):
        figure = _in_scale(suspect, scale)
        if any(agrees(same_verdict(figure, w.quantity)) for w in witnesses):
            return _of_unit(claim, figure.value)
    nearest = min(
        _SCALES, key=lambda s: (_distance(_in_scale(suspect, s).value, witnesses[0].value), s != suspect.scale)
    )
    own = _distance(suspect.value, witnesses[0].value)
    fitting = _in_scale(suspect, nearest).value
    return _of_unit(claim, fitting if _distance(fitting, witnesses[0].value) < own else suspect.value)


def _of_unit(claim: Claim, expected: Decimal) -> Comparison:
    difference = claim.stated.value - expected
    return Comparison(claim, "inconsistent" if difference else "exact", expected, difference)


def _in_scale(figure: Figure, scale: Decimal) -> Quantity:
    step = scale / figure.scale
    return Quantity(figure.value * step, figure.quantum * step)


def _distance(a: Decimal, b: Decimal) -> Decimal:
    ratio = abs(a / b)
    return max(ratio, 1 / ratio)
