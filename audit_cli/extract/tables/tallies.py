"""How a total fares in the cross lines of its table, and how sure its reading is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.tables.matrix import CLOSES, FAILS, ZERO, Matrix
from audit_cli.extract.tables.roles import are_addends
from audit_cli.extract.tables.totals import Total
from audit_cli.extract.terms import Terms
from audit_cli.value import Value

_LONGEST_RUN = 12
_FEW = 2  # columns in which a list falls short before it is taken to leave something out
_MISREAD = 3  # a reading that fails this often and never closes is none


class Tally(Value, frozen=True):
    """A total with the parts that share its unit, the verdict of each cross line, and how often it closes and fails."""

    matrix: Matrix
    number: int
    total: Total
    parts: tuple[int, ...]
    verdicts: list[int]
    solid: int
    failed: int

    @property
    def evidence(self) -> tuple[str, int]:
        """What the closing of other totals says something about: a style everywhere, bare totals in one table."""
        style = self.total.style
        return style, self.number if style.endswith(("total", "layout")) else 0

    def values(self, cross: int) -> list[Decimal]:
        """Return what is printed for the parts in one cross line."""
        return [f.value for part in self.parts if (f := self.matrix.figures[part][cross]) is not None]


def judged(matrix: Matrix, total: Total, number: int) -> Tally:
    """Return the tally of *total* over *matrix*, the one with this *number*; without parts if nothing can be tried."""
    parts = tuple(line for line in total.parts if line != total.line and matrix.may_be_part(line, total.line))
    if not matrix.has_unit(total.line) or not parts:
        return Tally(matrix, number, total, (), [], 0, 0)
    verdicts = matrix.verdicts(total.line, parts)
    solid = failed = 0
    for cross, verdict in enumerate(verdicts):
        if cross in matrix.soft:
            continue
        if verdict == FAILS:
            failed += 1
        elif verdict == CLOSES and matrix.is_solid(parts, cross):
            solid += 1
    return Tally(matrix, number, total, parts, verdicts, solid, failed)


def closing_over_blanks(tally: Tally) -> Iterator[int]:
    """Yield the cross lines in which the total is that of its parts although one of them is blank."""
    matrix = tally.matrix
    for cross, verdict in enumerate(tally.verdicts):
        if verdict == CLOSES and any(matrix.figures[part][cross] is None for part in tally.parts):
            yield cross


def standing(tally: Tally, elsewhere: tuple[int, int], terms: Terms) -> tuple[str, bool]:
    """Return form and certainty of a reading: certain where it closes in most cross lines or the labels force it."""
    style = tally.total.style
    sure = tally.solid > 0 and tally.solid >= tally.failed
    if style == "layout":
        return "complete" if sure or elsewhere[0] > elsewhere[1] else "", True
    if style == "of which":
        if sure or (tally.failed and _is_closed_class(tally, terms)):
            return "complete", True
        if _exceeds_everywhere(tally):
            return "", False  # it stands under another header than the one it is a part of
        if _lacks_lost_parts(tally):
            return "", False
        return ("partial" if len(tally.parts) == 1 or _falls_short_everywhere(tally) else "open"), True
    if sure or not tally.failed:
        return "complete", True
    if style == "group total" and tally.failed >= _FEW and not tally.solid:
        return "", False  # another group closes: where this one begins and ends was misread
    if elsewhere[0] and elsewhere[0] >= elsewhere[1] and style != "indent":
        return "complete", True
    if tally.failed >= _MISREAD and CLOSES not in tally.verdicts:
        return "", False
    if style.endswith("total"):
        if not tally.total.forced or not are_addends([tally.matrix.labels[part] for part in tally.parts]):
            return "", False
        return "complete", not _hides_nesting(tally) and (tally.failed == 1 or CLOSES in tally.verdicts)
    if _is_closed_class(tally, terms):
        return "complete", True
    return ("complete" if elsewhere[0] else "open"), False


def _falls_short_everywhere(tally: Tally) -> bool:
    """Whether a list never closes, and is less than its total wherever it can be: it names but some of the parts."""
    if tally.failed < _FEW or CLOSES in tally.verdicts:
        return False
    return not tally.matrix.excess(tally.total.line, tally.parts)[0]


def _lacks_lost_parts(tally: Tally) -> bool:
    """Whether a list is less than its total and figures of one of its rows were lost."""
    return (
        not tally.matrix.damaged.isdisjoint(tally.parts) and not tally.matrix.excess(tally.total.line, tally.parts)[0]
    )


def _exceeds_everywhere(tally: Tally) -> bool:
    """Whether a part is more than its total wherever both stand, as no slip makes it."""
    over, under = tally.matrix.excess(tally.total.line, tally.parts)
    # a total that was left at zero is a slip
    return over >= _FEW and not under and any(f is not None and f.value for f in tally.matrix.figures[tally.total.line])


def _is_closed_class(tally: Tally, terms: Terms) -> bool:
    return terms.complete([terms.concept(core_of(tally.matrix.labels[part])) for part in tally.parts])


def _hides_nesting(tally: Tally) -> bool:
    """Whether the parts come to much more than the total everywhere, as they do if some are parts of others."""
    if len(tally.parts) < 3:
        return False
    for cross, verdict in enumerate(tally.verdicts):
        stated = tally.matrix.figures[tally.total.line][cross]
        if verdict != FAILS or stated is None:
            continue
        values = tally.values(cross)
        excess = sum(values, ZERO) - stated.value
        if excess <= 0 or not any(excess <= value for value in values):
            return False
        if not _some_sum(values, excess):
            return False
    return True


def _some_sum(values: list[Decimal], excess: Decimal) -> bool:
    """Whether one value, or a run of neighbours, is the excess: what would be counted twice."""
    for start in range(len(values)):
        run = ZERO
        for value in values[start : start + _LONGEST_RUN]:
            run += value
            if run == excess:
                return True
    return False
