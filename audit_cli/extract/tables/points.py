"""Points of self-evaluation forms: what is available and what was scored, added up to headings and to the total row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.tables.grid import Cell
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.layout import Side
from audit_cli.extract.tables.list_rows import Row
from audit_cli.extract.tables.matrix import Matrix
from audit_cli.extract.tables.nesting import nested
from audit_cli.extract.tables.sums import Sums
from audit_cli.extract.tables.totals import value_lines
from audit_cli.extract.tables.trees import Node, row_tree
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import ZERO, agrees, sum_verdict
from audit_cli.value import Value

_GRAND = expression(r"^(?:总分|合计|总计|总得分|自评总分|评价得分|综合得分|合计得分|得分合计|自评得分|自评合计|总评分)")
_MEAN = expression(r"平均|均值|均分")
_WEIGHT = expression(r"[（(]\d{1,3}(?:\.\d)?分?[）)]$")
MOST_REGIONS = 4
_SEVERAL = 3
_SEVERAL_BROKEN = 2
_ALIKE = 2  # scores out of ten are seldom less than half of one another
MOST_POINTS = 1000
_SHARE = "%"
MOST_OF_A_FORM, OF_EXECUTION = 100, 10


class Entry(Value, frozen=True):
    """Points of one row: where it stands (the region, counted through the document), and what they are."""

    label: str
    region: int
    figure: Figure
    is_total: bool
    damaged: bool


class Points:
    """The points that a document has given so far, until a total row closes them.

    In one that is *printed* as text, where headings stand beside the rows under them has been guessed.
    """

    def __init__(self, printed: bool = False) -> None:
        self.printed = printed
        self.available: list[Entry] = []
        self.scored: list[Entry] = []
        self.region = 0
        self.unsaid = False  # whether the execution of the budget was scored and its points are printed nowhere
        self.unscored: set[int] = set()  # where the points stand of rows that have no column of scores

    def add(self, sides: Sequence[Side], ledger: Sequence[Figure], sums: Sums) -> list[Claim]:
        """Take in one region; return the claims that its total row and its headings make."""
        self.region += 1
        claims: list[Claim] = []
        fresh: tuple[list[Entry], list[Entry]] = ([], [])
        for side in sides:
            available = [c.col for c in side.columns if c.role == "points"]
            scored = [c.col for c in side.columns if c.role == "score"]
            if not available and not scored:
                continue
            self.unsaid = self.unsaid or (not available and any(scored[-1] in row.cells for row in side.rows))
            if not scored:
                given = [row.cells[available[-1]].figure for row in side.rows if available[-1] in row.cells]
                self.unscored.update(ledger[figure].start for figure in given)
            inner = _under_headings(side, [*available[-1:], *scored[-1:]], ledger, sums)
            inner |= {number for number, row in enumerate(side.rows) if rank_of(row.label) == 1}
            for cols, found in ((available[-1:], fresh[0]), (scored[-1:], fresh[1])):
                found += _entries(side, cols, inner, self.region, ledger)
            claims += _within(side, available[-1:], scored[-1:], ledger)
            headings = [*_headings(side, available[-1:], ledger), *_levels(side, available, ledger)]
            claims += _well_placed(headings) if self.printed else headings
            claims += _subtotals(side, [*available[-1:], *scored[-1:]], ledger)
            for col in available[:-1]:
                claims += _level_total(side, col, ledger)
        if not any(fresh):
            return claims
        regions = _reach(self.available, fresh[0], self.scored, fresh[1])
        alone = bool(fresh[0]) and not fresh[0][-1].is_total
        lacking = ZERO  # the points, among those that a total adds up, of rows without scores
        for mine, found in ((self.available, fresh[0]), (self.scored, fresh[1])):
            made = _closing(mine, found, *regions)
            if mine is self.available:
                parts = (part for claim in made for part in claim.figures("part"))
                lacking = sum((part.value for part in parts if part.start in self.unscored), ZERO)
                if self.unsaid and made:
                    lacking += OF_EXECUTION if any(map(_lacks_execution, made)) else 0
                    made, self.unsaid = [claim for claim in made if not _lacks_execution(claim)], False
            else:
                made = [claim for claim in made if not 0 < claim.stated.value - _parts(claim) <= lacking]
            claims += [claim for claim in made if not alone or _closes_claim(claim)]
        return claims


def _entries(side: Side, cols: Sequence[int], inner: set[int], region: int, ledger: Sequence[Figure]) -> list[Entry]:
    """Return the points in a column, apart from those of the rows *inner*.

    A share among points is none: it strayed from the column beside.
    """
    entries = [
        Entry(row.label, region, ledger[cell.figure], bool(_GRAND.match(row.label)) and not row.groups, row.damaged)
        for number, row in enumerate(side.rows)
        if number not in inner and (cell := row.cells.get(cols[0]) if cols else None) is not None
    ]
    points = [entry for entry in entries if entry.figure.unit != _SHARE]
    return points or entries


def _under_headings(side: Side, cols: Sequence[int], ledger: Sequence[Figure], sums: Sums) -> set[int]:
    """Take in what headings with points of their own add up; return the rows that stand under one."""
    if not cols:
        return set()
    figures = [
        {} if row.damaged else {col: ledger[row.cells[col].figure] for col in cols if col in row.cells}
        for row in side.rows
    ]
    matrix = Matrix(tuple(tuple(row.get(col) for col in cols) for row in figures), tuple(r.label for r in side.rows))
    roots = nested(row_tree(side.lines(set(cols))), matrix.score, matrix.excess, matrix.is_near, sums.kinship)
    headings = [node for root in roots for node in _all(root) if node.index >= 0 and node.children and not node.rank]
    if not headings:
        return set()
    sums.add(matrix, headings)
    return {line for node in headings for child in node.children for line in value_lines(child)}


def _all(node: Node) -> list[Node]:
    return [node, *(inner for child in node.children for inner in _all(child))]


def _reach(
    points: Sequence[Entry], fresh_points: Sequence[Entry], scores: Sequence[Entry], fresh_scores: Sequence[Entry]
) -> tuple[int, bool]:
    """Return from which region on a total adds up the points, as far as points and scores tell, and whether they do."""
    last = max((e.region for e in (*fresh_points, *fresh_scores)), default=0)
    best, best_count = max(1, last - MOST_REGIONS + 1), 0
    for first in range(last, last - MOST_REGIONS, -1):
        count = 0
        for before, found in ((points, fresh_points), (scores, fresh_scores)):
            if found and found[-1].is_total:
                way = [e for e in (*before, *found[:-1]) if e.region >= first and not (e.is_total and e.region == last)]
                count += _closes(found[-1].figure, way)
        if count > best_count:
            best, best_count = first, count
    return best, best_count > 0


def _closing(before: list[Entry], found: list[Entry], first: int, certain: bool) -> list[Claim]:
    """Add *found* to the entries *before*; if its last entry is a total, say what it adds up from region *first* on."""
    if not found or not found[-1].is_total or len(before) + len(found) < 3:
        before += found
        return []
    total = found[-1]
    way = [
        entry
        for entry in (*before, *found[:-1])
        if entry.region >= first and not (entry.is_total and entry.region == total.region)
    ]
    alone = all(entry.region == total.region for entry in before + way)
    del before[:]
    if len(way) < 2 or any(entry.figure.value > MOST_POINTS for entry in (total, *way)):
        return []
    closes = _closes(total.figure, way)
    if not closes and (_MEAN.search(total.label) or _lies_between(total, way)):
        return []
    if total.damaged and not closes:
        return []  # the figure may be that of another column
    form = "complete" if closes or not any(entry.damaged for entry in way) else "blank"
    if form == "blank" and sum(entry.figure.value for entry in way) > 2 * total.figure.value:
        return []  # points of several levels stand in one column
    terms = (Term(total.figure, "total", total.label), *(Term(e.figure, "part", e.label) for e in way))
    return [Claim("sum", terms, form, closes or certain or alone, basis="table:points")]


def _lacks_execution(claim: Claim) -> bool:
    """Whether points fall short of their total by those that every form gives to the execution of the budget."""
    return claim.stated.value == MOST_OF_A_FORM and claim.stated.value - _parts(claim) == OF_EXECUTION


def _parts(claim: Claim) -> Decimal:
    return sum((term.figure.value for term in claim.terms[1:]), ZERO)


def _closes(total: Figure, entries: Sequence[Entry]) -> bool:
    return bool(entries) and agrees(sum_verdict(total.quantity, [entry.figure for entry in entries]))


def _within(side: Side, available: Sequence[int], scored: Sequence[int], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that no row scores more than it can: kind score, the score and the points."""
    if not available or not scored:
        return []
    claims = []
    for row in side.rows:
        points, score = row.cells.get(available[0]), row.cells.get(scored[0])
        if points is None or score is None or row.damaged:
            continue
        terms = (Term(ledger[score.figure], "score", row.label), Term(ledger[points.figure], "points", row.label))
        # a score in percent is no number of points
        if all(term.figure.value <= MOST_POINTS and term.figure.unit != _SHARE for term in terms):
            claims.append(Claim("score", terms, basis="table:points"))
    return claims


def _headings(side: Side, columns: Sequence[int], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that the rows under 产出指标（50分） add up to it."""
    if not columns:
        return []
    parts: dict[int, tuple[Cell, list[Row]]] = {}
    for row in side.rows:
        for group in row.groups:
            if group.figure >= 0 and _WEIGHT.search(group.text):
                parts.setdefault(id(group), (group, []))[1].append(row)
    claims = []
    orphans = {row.number for row in side.rows if columns[0] in row.cells and not row.groups and not rank_of(row.label)}
    for group, rows in parts.values():
        figures = [(row.label, ledger[row.cells[columns[0]].figure]) for row in rows if columns[0] in row.cells]
        blank = len(figures) < len(rows) or any(row.damaged for row in rows)
        # a row behind the last one that says no heading may stand under this one
        blank = blank or rows[-1].number + 1 in orphans
        claim = _sum(group.text, ledger[group.figure], figures, blank)
        claims += [claim] if claim else []
    return claims


def _well_placed(headings: list[Claim]) -> list[Claim]:
    """Return *headings* that add up the rows under them, and one that does not: a slip breaks one.

    Where two are broken, a row of the one was read as that of the other.
    """
    closing = list(filter(_closes_claim, headings))
    return headings if len(headings) - len(closing) < _SEVERAL_BROKEN else closing


def _subtotals(side: Side, columns: Sequence[int], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that each 小计 adds up the rows since the one before it, if one of them does."""
    claims: list[Claim] = []
    for col in columns:
        parts: list[tuple[str, Figure]] = []
        blank = False
        for row in side.rows:
            cell = row.cells.get(col)
            if rank_of(row.label) > 1 or row.damaged:
                break
            if rank_of(row.label) == 1:
                claim = _sum(row.label, ledger[cell.figure], parts, blank) if cell else None
                claims += [claim] if claim else []
                parts, blank = [], False
            elif cell:
                parts.append((row.label, ledger[cell.figure]))
            else:
                blank = True
    return claims if any(map(_closes_claim, claims)) else []


def _sum(label: str, total: Figure, figures: Sequence[tuple[str, Figure]], blank: bool) -> Claim | None:
    if not figures:
        return None
    closes = agrees(sum_verdict(total.quantity, [figure for _, figure in figures]))
    if len(figures) < 2 and not closes and blank:
        return None
    form = "complete" if closes or not blank else "blank"
    terms = (Term(total, "total", label), *(Term(figure, "part", name) for name, figure in figures))
    return Claim("sum", terms, form, True, basis="table:points")


def _level_total(side: Side, col: int, ledger: Sequence[Figure]) -> list[Claim]:
    """Return that the points of an upper level add up to the total row."""
    rows = [row for row in side.rows if col in row.cells]
    if len(rows) < 3 or not _GRAND.match(rows[-1].label) or rows[-1].groups or any(row.damaged for row in rows):
        return []
    *parts, total = [(row.groups[0].text if row.groups else row.label, ledger[row.cells[col].figure]) for row in rows]
    claim = _sum(total[0], total[1], parts, False)
    return [claim] if claim else []


def _levels(side: Side, columns: Sequence[int], ledger: Sequence[Figure]) -> list[Claim]:
    """Return that the points of a deeper level add up to those of the level above, where both have columns."""
    claims: list[Claim] = []
    for upper, lower in pairwise(columns):
        found: list[Claim] = []
        head: tuple[str, Figure] | None = None
        parts: list[tuple[str, Figure]] = []
        for row in [*side.rows, None]:
            if row is None or upper in row.cells or rank_of(row.label):
                if head is not None and parts:
                    claim = _sum(head[0], head[1], parts, False)
                    found += [claim] if claim else []
                head, parts = None, []
            if row is None or rank_of(row.label) or row.damaged:
                continue
            if upper in row.cells:
                name = row.groups[0].text if row.groups else row.label
                head = name, ledger[row.cells[upper].figure]
            if lower in row.cells:
                parts.append((row.label, ledger[row.cells[lower].figure]))
        closed = sum(_closes_claim(claim) for claim in found)
        if closed * 2 >= len(found):
            claims += found
    return claims


def _closes_claim(claim: Claim) -> bool:
    return agrees(sum_verdict(claim.stated.quantity, [t.figure for t in claim.terms[1:]]))


def _lies_between(total: Entry, way: Sequence[Entry]) -> bool:
    """Whether what stands below several scores out of the same points is one like them, of all together, and no sum."""
    values = [entry.figure.value for entry in way]
    alike = len(values) >= _SEVERAL and max(values) < _ALIKE * min(values)
    return alike and min(values) <= total.figure.value <= max(values)
