"""Totals of a table: rows that add up other rows, columns that add up other columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit_cli.extract.tables.kinship import Kinship
from audit_cli.extract.tables.labels import is_bare_total
from audit_cli.extract.tables.matrix import BLANK, CLOSES, FAILS, SILENT, Matrix
from audit_cli.extract.tables.nesting import nested
from audit_cli.extract.tables.tallies import Tally, closing_over_blanks, judged, standing
from audit_cli.extract.tables.totals import Total, totals_of
from audit_cli.extract.tables.trees import Node
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Term

_SPARED = 3  # blanks over which totals close before a blank is taken for nought


class Sums:
    """The totals found so far in a document; what closes in one table is evidence for the same style in another."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.kinship = Kinship(terms)
        self.tallies: list[Tally] = []
        self.closed: Counter[tuple[str, int]] = Counter()
        self.failed: Counter[tuple[str, int]] = Counter()
        self.matrices = 0

    def add(self, matrix: Matrix, roots: list[Node], timid: bool = False) -> None:
        """Take in the totals of the hierarchy *roots* over *matrix*; only those that close, if *timid*."""
        if not matrix.figures:
            return
        tree = nested(roots, matrix.score, matrix.excess, matrix.is_near, self.kinship)
        self.add_totals(matrix, totals_of(tree, matrix.score, self.kinship), timid)

    def add_totals(self, matrix: Matrix, totals: Sequence[Total], timid: bool = False) -> None:
        """Take in *totals* over *matrix*; only those that close, if *timid*."""
        self.matrices += 1
        for total in totals:
            tally = judged(matrix, total, self.matrices)
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
        closing = Counter(t.number for t in self.tallies if t.number in alone for _ in closing_over_blanks(t))
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
            form, asserted = standing(tally, elsewhere, self.terms)
            if _names_one_part(tally):
                form = "partial"  # 资产合计6420万元, 固定资产3100万元: it has others, too
            if not form:
                continue
            claims += _claims(tally, form, asserted, tally.number in noughts)
        return claims


def _names_one_part(tally: Tally) -> bool:
    """Whether a total of a named thing stands above a single line, less than it: no table of one row."""
    if len(tally.parts) > 1 or tally.total.style != "total" or CLOSES in tally.verdicts:
        return False
    line = tally.total.line
    return line < tally.parts[0] and not is_bare_total(tally.matrix.labels[line])


def _claims(tally: Tally, form: str, asserted: bool, noughts: bool) -> list[Claim]:
    """Return what a total says in each cross line; blanks are nought if *noughts*."""
    claims: list[Claim] = []
    matrix = tally.matrix
    line = tally.total.line
    unused = set()
    if tally.solid:
        unused = {part for part in tally.parts if part not in matrix.damaged and not any(matrix.figures[part])}
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
        sure = (asserted and not doubtful) or verdict == CLOSES
        claims.append(Claim("sum", tuple(terms), which, sure, basis=f"table:{tally.total.style}"))
    return claims


def _without_finer_zeros(terms: list[Term]) -> list[Term]:
    """Leave out parts printed 0.00 beside parts with fewer digits: they say nothing about how exact those are."""
    finest = min([t.figure.quantum for t in terms[1:] if t.figure.value], default=None)
    if finest is None or all(t.figure.value or t.figure.quantum >= finest for t in terms[1:]):
        return terms
    return [t for t in terms if t.role == "total" or t.figure.value or t.figure.quantum >= finest]


def _only_unused(tally: Tally, cross: int, unused: set[int]) -> bool:
    """Whether all that is blank in a cross line is blank throughout, while the total closes elsewhere without it."""
    return all(part in unused or tally.matrix.figures[part][cross] is not None for part in tally.parts)
