"""Totals of a table: rows that add up other rows, columns that add up other columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.extract.tables.kinship import Kinship
from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.tables.nesting import nested
from audit_cli.extract.tables.roles import are_addends
from audit_cli.extract.tables.totals import Total, totals_of
from audit_cli.extract.tables.trees import Node
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import HUNDRED, Quantity, agrees, sum_verdict

ZERO = Decimal(0)
LONGEST_RUN = 12
_FEW = 2  # columns in which a list falls short before it is taken to leave something out
_SPARED = 3  # blanks over which totals close before a blank is taken for nought
MISREAD = 3  # a reading that fails this often and never closes is none
CLOSES, FAILS, SILENT, BLANK = 1, 2, 0, 3


class Matrix:
    """Figures by line and cross line (rows and columns, or the other way round); None is a blank cell.

    Lines in *damaged* have figures that could not be read; *nil* are the blank cells (line, cross line) with a dash.
    Cross lines in *soft* may hold, but prove nothing and contradict nothing (shares).
    """

    __slots__ = ("_known", "damaged", "figures", "labels", "nil", "soft")

    def __init__(
        self,
        figures: tuple[tuple[Figure | None, ...], ...],
        labels: tuple[str, ...],
        soft: frozenset[int] = frozenset(),
        damaged: frozenset[int] = frozenset(),
        nil: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        self.figures = figures
        self.labels = labels
        self.soft = soft
        self.damaged = damaged
        self.nil = nil
        self._known: dict[tuple[int, tuple[int, ...]], list[int]] = {}

    def relabelled(self, labels: tuple[str, ...]) -> Matrix:
        """Return the same figures under other *labels*."""
        return Matrix(self.figures, labels, self.soft, self.damaged, self.nil)

    def verdict(self, total: int, parts: Sequence[int], cross: int) -> int:
        """Return whether the figures of *parts* add up to that of *total* in one cross line."""
        stated = self.figures[total][cross]
        if stated is None:
            return SILENT
        value, unit = ZERO, stated.unit
        given: list[Figure] = []
        blank = False
        for line in parts:
            figure = self.figures[line][cross]
            if figure is None:
                blank = blank or (line, cross) not in self.nil
            elif figure.unit != unit:
                return SILENT
            else:
                given.append(figure)
                value += figure.value
        if not given or (not value and not stated.value):
            return SILENT
        if cross in self.soft:
            if blank or len(given) < 2:
                return SILENT
            if agrees(sum_verdict(stated.quantity, given)):
                return CLOSES
            whole = stated.value == HUNDRED or agrees(sum_verdict(Quantity(HUNDRED, stated.quantum), given))
            return FAILS if whole else SILENT
        if value == stated.value:
            return CLOSES
        # rates of parts do not add up to that of their whole
        if unit == "%" and stated.value != HUNDRED:
            return SILENT
        if agrees(sum_verdict(stated.quantity, [figure for figure in given if figure.value] or given[:1])):
            return CLOSES
        if blank and abs(value) < abs(stated.value):
            return BLANK
        return FAILS

    def verdicts(self, total: int, parts: tuple[int, ...]) -> list[int]:
        """Return the verdict of each cross line."""
        key = total, parts
        found = self._known.get(key)
        if found is None:
            found = [self.verdict(total, parts, cross) for cross in range(len(self.figures[total]))]
            self._known[key] = found
        return found

    def score(self, total: int, parts: tuple[int, ...]) -> int:
        """Return by how many cross lines more a reading closes than fails; closings of a single part weigh little."""
        points = 0
        for cross, verdict in enumerate(self.verdicts(total, parts)):
            if cross in self.soft:
                continue
            if verdict == CLOSES:
                points += 4 if self.is_solid(parts, cross) else 1
            elif verdict == FAILS:
                points -= 2
        return points

    def excess(self, total: int, parts: tuple[int, ...]) -> tuple[int, int]:
        """Return in how many cross lines the parts are more than the total, and in how many they are not."""
        over = under = 0
        for cross, verdict in enumerate(self.verdicts(total, parts)):
            stated = self.figures[total][cross]
            if verdict == SILENT or stated is None:
                continue
            value = sum((f.value for line in parts if (f := self.figures[line][cross]) is not None), ZERO)
            if verdict == FAILS and value > stated.value:
                over += 1
            else:
                under += 1
        return over, under

    def is_solid(self, parts: Sequence[int], cross: int) -> bool:
        """Whether at least two parts count, so that closing says something."""
        count = 0
        for line in parts:
            figure = self.figures[line][cross]
            if figure is not None and figure.value:
                count += 1
                if count == 2:
                    return True
        return False

    def has_unit(self, line: int) -> bool:
        """Whether a line has a figure that proves something."""
        return any(figure is not None and cross not in self.soft for cross, figure in enumerate(self.figures[line]))

    def may_be_part(self, line: int, total: int) -> bool:
        """Whether a line has the unit of *total* in some cross line, or nothing to contradict it in any."""
        pairs = [
            (figure, whole)
            for cross, (figure, whole) in enumerate(zip(self.figures[line], self.figures[total], strict=True))
            if figure is not None and whole is not None and cross not in self.soft
        ]
        return not pairs or any(figure.unit == whole.unit for figure, whole in pairs)


class Sums:
    """The totals found so far in a document; what closes in one table is evidence for the same style in another."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.kinship = Kinship(terms)
        self.tallies: list[_Tally] = []
        self.closed: Counter[tuple[str, int]] = Counter()
        self.failed: Counter[tuple[str, int]] = Counter()
        self.matrices = 0

    def add(self, matrix: Matrix, roots: list[Node], timid: bool = False) -> None:
        """Take in the totals of the hierarchy *roots* over *matrix*; only those that close, if *timid*."""
        if not matrix.figures:
            return
        tree = nested(roots, matrix.score, matrix.excess, self.kinship)
        self.add_totals(matrix, totals_of(tree, matrix.score, self.kinship), timid)

    def add_totals(self, matrix: Matrix, totals: Sequence[Total], timid: bool = False) -> None:
        """Take in *totals* over *matrix*; only those that close, if *timid*."""
        self.matrices += 1
        for total in totals:
            tally = _judged(matrix, total, self.matrices)
            if tally.parts and (tally.solid or not timid):
                self.tallies.append(tally)
                self.closed[tally.evidence] += tally.solid
                self.failed[tally.evidence] += tally.failed

    def _misread(self) -> set[int]:
        """Return the matrices in which nothing closes and several totals fail that no single figure can explain."""
        fails: dict[int, list[set[int]]] = {}
        closing: set[int] = set()
        for tally in self.tallies:
            if CLOSES in tally.verdicts:
                closing.add(tally.number)
            elif tally.total.style == "total" and FAILS in tally.verdicts:
                fails.setdefault(tally.number, []).append({tally.total.line, *tally.parts})
        return {
            number
            for number, lines in fails.items()
            if len(lines) > 1 and number not in closing and not set.intersection(*lines)
        }

    def _with_noughts(self) -> set[int]:
        """Return the matrices whose blanks stand for nought: totals close over them several times, and one does not."""
        short = Counter(tally.number for tally in self.tallies for verdict in tally.verdicts if verdict == BLANK)
        alone = {number for number, count in short.items() if count == 1}
        closing = Counter(t.number for t in self.tallies if t.number in alone for _ in _closing_over_blanks(t))
        return {number for number in alone if closing[number] >= _SPARED}

    def claims(self) -> list[Claim]:
        """Return the claims of all totals."""
        claims: list[Claim] = []
        misread, noughts = self._misread(), self._with_noughts()
        for tally in self.tallies:
            if tally.number in misread:
                continue
            elsewhere = self.closed[tally.evidence] - tally.solid, self.failed[tally.evidence] - tally.failed
            bare = tally.total.style == "total" and not tally.total.forced and len(tally.parts) == 1
            if bare and CLOSES not in tally.verdicts:
                continue
            form, asserted = _standing(tally, elsewhere, self.terms)
            if not form:
                continue
            claims += _claims(tally, form, asserted, tally.number in noughts)
        return claims


class _Tally(NamedTuple):
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


def _judged(matrix: Matrix, total: Total, number: int) -> _Tally:
    parts = tuple(line for line in total.parts if line != total.line and matrix.may_be_part(line, total.line))
    if not matrix.has_unit(total.line) or not parts:
        return _Tally(matrix, number, total, (), [], 0, 0)
    verdicts = matrix.verdicts(total.line, parts)
    solid = failed = 0
    for cross, verdict in enumerate(verdicts):
        if cross in matrix.soft:
            continue
        if verdict == FAILS:
            failed += 1
        elif verdict == CLOSES and matrix.is_solid(parts, cross):
            solid += 1
    return _Tally(matrix, number, total, parts, verdicts, solid, failed)


def _closing_over_blanks(tally: _Tally) -> Iterator[int]:
    matrix = tally.matrix
    for cross, verdict in enumerate(tally.verdicts):
        if verdict == CLOSES and any(matrix.figures[part][cross] is None for part in tally.parts):
            yield cross


def _claims(tally: _Tally, form: str, asserted: bool, noughts: bool) -> list[Claim]:
    claims: list[Claim] = []
    matrix = tally.matrix
    line = tally.total.line
    unused = (
        {part for part in tally.parts if part not in matrix.damaged and not any(matrix.figures[part])}
        if tally.solid
        else set()
    )
    for cross, verdict in enumerate(tally.verdicts):
        doubtful = verdict == BLANK and form == "complete" and (noughts or _only_unused(tally, cross, unused))
        if verdict == SILENT or (verdict == BLANK and not asserted):
            continue
        stated = matrix.figures[line][cross]
        if stated is None:
            continue
        terms = [Term(stated, "total", matrix.labels[line])]
        terms += [
            Term(figure, "part", matrix.labels[part])
            for part in tally.parts
            if (figure := matrix.figures[part][cross]) is not None
        ]
        terms = _without_finer_zeros(terms)
        which = form
        if verdict == CLOSES:
            which = "complete"
        elif verdict == BLANK and not doubtful and form == "complete":
            which = "blank"
        claims.append(
            Claim(
                "sum", tuple(terms), which, (asserted and not doubtful) or verdict == CLOSES, False, _basis(tally.total)
            )
        )
    return claims


def _without_finer_zeros(terms: list[Term]) -> list[Term]:
    """Leave out parts printed 0.00 beside parts with fewer digits: they say nothing about how exact those are."""
    finest = min((t.figure.quantum for t in terms[1:] if t.figure.value), default=None)
    if finest is None or all(t.figure.value or t.figure.quantum >= finest for t in terms[1:]):
        return terms
    return [t for t in terms if t.role == "total" or t.figure.value or t.figure.quantum >= finest]


def _only_unused(tally: _Tally, cross: int, unused: set[int]) -> bool:
    """Whether all that is blank in a cross line is blank throughout, while the total closes elsewhere without it."""
    return all(part in unused or tally.matrix.figures[part][cross] is not None for part in tally.parts)


def _basis(total: Total) -> str:
    return f"table:{total.style}"


def _standing(tally: _Tally, elsewhere: tuple[int, int], terms: Terms) -> tuple[str, bool]:
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
        return ("partial" if len(tally.parts) == 1 or _falls_short_everywhere(tally) else "open"), True
    if sure or not tally.failed:
        return "complete", True
    if style == "group total" and tally.failed >= _FEW and CLOSES not in tally.verdicts:
        return "", False  # another group closes: where this one begins and ends was misread
    if elsewhere[0] and elsewhere[0] >= elsewhere[1] and style != "indent":
        return "complete", True
    if tally.failed >= MISREAD and CLOSES not in tally.verdicts:
        return "", False
    if style.endswith("total"):
        if not tally.total.forced or not are_addends([tally.matrix.labels[part] for part in tally.parts]):
            return "", False
        return "complete", not _hides_nesting(tally) and (tally.failed == 1 or CLOSES in tally.verdicts)
    if _is_closed_class(tally, terms):
        return "complete", True
    return ("complete" if elsewhere[0] else "open"), False


def _falls_short_everywhere(tally: _Tally) -> bool:
    """Whether a list never closes, and is less than its total wherever it can be: it names but some of the parts."""
    if tally.failed < _FEW or CLOSES in tally.verdicts:
        return False
    return not tally.matrix.excess(tally.total.line, tally.parts)[0]


def _exceeds_everywhere(tally: _Tally) -> bool:
    """Whether a part is more than its total wherever both stand, as no slip makes it."""
    over, under = tally.matrix.excess(tally.total.line, tally.parts)
    # a total that was left at zero is a slip
    return over >= _FEW and not under and any(f is not None and f.value for f in tally.matrix.figures[tally.total.line])


def _is_closed_class(tally: _Tally, terms: Terms) -> bool:
    return terms.complete([terms.concept(core_of(tally.matrix.labels[part])) for part in tally.parts])


def _hides_nesting(tally: _Tally) -> bool:
    """Whether the parts come to much more than the total everywhere, as they do if some are parts of others."""
    if len(tally.parts) < 3:
        return False
    for cross, verdict in enumerate(tally.verdicts):
        stated = tally.matrix.figures[tally.total.line][cross]
        if verdict != FAILS or stated is None:
            continue
        values = [f.value for part in tally.parts if (f := tally.matrix.figures[part][cross]) is not None]
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
        for value in values[start : start + LONGEST_RUN]:
            run += value
            if run == excess:
                return True
    return False
