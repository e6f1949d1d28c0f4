"""What tables assert: totals of rows and columns, computed columns, points, and the facts of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import Unit
from audit_cli.extract.statements import statements_in, united
from audit_cli.extract.statements.titles import titled
from audit_cli.extract.tables.balances import balances, equal_totals, net_assets
from audit_cli.extract.tables.facts import facts_of
from audit_cli.extract.tables.flows import without_what_is_left
from audit_cli.extract.tables.grid import Grid, grids
from audit_cli.extract.tables.inline import inline_amounts
from audit_cli.extract.tables.labels import core_of, is_of_which, rank_of
from audit_cli.extract.tables.layout import Side, sides
from audit_cli.extract.tables.matrix import Matrix
from audit_cli.extract.tables.patterns import (
    closing_runs,
    is_three_public,
    named_runs,
    three_public,
    totals_across,
)
from audit_cli.extract.tables.points import Points
from audit_cli.extract.tables.rates import computed, rates_of_rows
from audit_cli.extract.tables.regions import Region, below, has_full_header, is_bare_header, regions
from audit_cli.extract.tables.roles import Column, bare, is_rate_row, is_supplement, role_of, stated_unit, unit_at_end
from audit_cli.extract.tables.score_rows import score_rows
from audit_cli.extract.tables.shares import Whole, shares, whole_row
from audit_cli.extract.tables.sums import Sums
from audit_cli.extract.tables.totals import LONGEST_SEARCH
from audit_cli.extract.tables.trees import Line, Node, header_tree, row_tree
from audit_cli.extract.tables.units import give_units
from audit_cli.extract.terms import Terms
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Document, Fact, Figure, Statement, Term
from audit_cli.quantity import ZERO

_FUNDS = expression(r"^(?:年度)?(?:项目)?(?:资金|支出|预算)?总额|^年度资金|^合计|^小计")
_MANY_ROWS = 4  # of a column whose total may be told from a sum
_Pair = tuple[int, int, str, Figure]  # row, column, label and amount
MOST_BEFORE = 12  # claims of the table before this one that may hold its execution rate


class TableReading(NamedTuple):
    """The whole ledger with the units that cells inherit, and what the tables assert."""

    figures: tuple[Figure, ...]
    claims: list[Claim]
    facts: list[Fact]
    statements: tuple[Statement, ...]


class _Above(NamedTuple):
    """The table right above the one that is read, and the unit of its amounts."""

    unit: Unit | None = None
    grid: Grid | None = None


def read_tables(document: Document, figures: tuple[Figure, ...], terms: Terms) -> TableReading:
    """Read all tables of *document*; *figures* is its ledger."""
    ledger = list(figures)
    claims: list[Claim] = []
    facts: list[Fact] = []
    points = Points(printed=document.format == "txt")
    sums = Sums(terms)
    statements: list[Statement] = []
    of_accounts = "决算" in document.text
    above: _Above | None = None
    header: Grid | None = None
    for grid in grids(document, ledger):
        if header is not None and grid.follows:
            grid = below(header, grid)
        header = grid if is_bare_header(grid) else None
        if of_accounts:
            grid = titled(document, grid, terms)
        lists = [(region, sides(region, ledger)) for region in regions(grid)]
        if above is None or not grid.follows:
            above = _Above()
        above = _Above(_read_table(grid, lists, above, ledger, terms, points, sums, claims, facts), grid)
        if of_accounts:
            statements += statements_in(document, grid, lists, ledger, terms)
    return TableReading(tuple(ledger), _once(without_what_is_left(sums.claims() + claims)), facts, united(statements))


def _read_table(
    grid: Grid,
    lists: Sequence[tuple[Region, Sequence[Side]]],
    above: _Above,
    ledger: list[Figure],
    terms: Terms,
    points: Points,
    sums: Sums,
    claims: list[Claim],
    facts: list[Fact],
) -> Unit | None:
    """Read the *lists* of one table, region by region; return its unit, for a table that follows directly."""
    unit = stated_unit(grid.caption)
    first = max(len(claims) - MOST_BEFORE, 0)
    corners = [_corner_unit(region) for region, _ in lists]
    # a form names its unit once, perhaps below its first amounts
    told = {corner.scale: corner for corner in corners if corner is not None}
    inner = next(iter(told.values())) if len(told) == 1 else None
    for (region, found), corner in zip(lists, corners, strict=True):
        unit = stated_unit(region.caption) or unit
        for side in found:
            give_units(side, corner or unit or inner or above.unit, ledger, borrowed=not (corner or unit))
        is_form = not region.header and len(found) > 1
        if is_form:
            _pairs_in_reading_order(found, ledger, sums)
        for side in found:
            figures = _figures(side, ledger)
            claims += _side_claims(side, region, figures, sums, is_form)
            # a header with lost cells may stand over other columns
            if not any(row[0].damaged for row in region.header):
                facts += facts_of(side, ledger, terms, f"{grid.caption} {region.caption}", grid.title)
        claims += equal_totals(found, ledger)
        claims += balances(found, ledger) + net_assets(found, ledger)
        claims += points.add(found, ledger, sums)
        claims += _repeated_rates(found, ledger, claims[first:])
    claims += inline_amounts(
        grid, above.grid, next(filter(None, corners), None) or unit or above.unit, ledger, terms, sums, facts
    )
    return unit or above.unit


def _repeated_rates(found: Sequence[Side], ledger: Sequence[Figure], before: Sequence[Claim]) -> list[Claim]:
    """Return the execution rate that an indicator row gives again, over the figures of the funds above."""
    rate = next((c for c in reversed(before) if c.kind == "ratio" and _FUNDS.search(c.terms[0].label)), None)
    if rate is None:
        return []
    claims = []
    for side in found:
        done = [c.col for c in side.columns if c.role == "target" and "完成" in c.leaf]
        for row in side.rows:
            cell = row.cells.get(done[0]) if done and "预算执行率" in row.label else None
            if cell is None or row.damaged or ledger[cell.figure].start == rate.stated.start:
                continue
            figure = ledger[cell.figure]
            if figure.unit == "%" and figure.value < 100:
                claims.append(rate._replace(terms=(Term(figure, "rate", row.label), *rate.terms[1:])))
    return claims


def _corner_unit(region: Region) -> Unit | None:
    """Return the unit in a header cell above labels: 项目资金（万元）."""
    numbers = {cell.col for row in region.body for cell in row if cell.kind == "number"}
    for row in region.header:
        for cell in row:
            if cell.kind != "text" or cell.col in numbers:
                continue
            # 预算执行情况（万元）（10分）
            for unit in map(unit_at_end, (cell.text, bare(cell.text))):
                if unit is not None and unit.type == "money":
                    return unit
    return None


def _pairs_in_reading_order(found: Sequence[Side], ledger: Sequence[Figure], sums: Sums) -> None:
    """Take in a form of labels and values side by side as one list, row by row; only what closes counts."""
    pairs = [
        (row.number, cell.col, row.label, ledger[cell.figure])
        for side in found
        for row in side.rows
        if not row.damaged
        for cell in list(row.cells.values())[:1]
    ]
    pairs.sort(key=lambda pair: pair[:2])
    if len(pairs) <= LONGEST_SEARCH:
        sums.add(*_as_list(pairs), timid=True)
    for _, row in groupby(pairs, key=itemgetter(0)):
        beside = list(row)
        if any(is_of_which(pair[2]) for pair in beside[1:]):
            sums.add(*_as_list(beside))  # 实有人数 | 83 | 其中：在职 | 79


def _as_list(pairs: Sequence[_Pair]) -> tuple[Matrix, list[Node]]:
    matrix = Matrix(tuple((pair[3],) for pair in pairs), tuple(pair[2] for pair in pairs))
    return matrix, row_tree([Line(pair[2], number) for number, pair in enumerate(pairs)])


def _figures(side: Side, ledger: Sequence[Figure]) -> list[dict[int, Figure]]:
    """Return the figures of each row by column; none of damaged rows."""
    return [{} if row.damaged else {col: ledger[cell.figure] for col, cell in row.cells.items()} for row in side.rows]


def _side_claims(
    side: Side, region: Region, figures: list[dict[int, Figure]], sums: Sums, is_form: bool
) -> list[Claim]:
    headers = {column.col: column.leaf for column in side.columns}

    def label(number: int, col: int) -> str:
        header = headers.get(col, "")
        return " / ".join(filter(None, (side.rows[number].label, header)))

    claims: list[Claim] = []
    summable = [c for c in side.columns if c.role in ("amount", "left", "change", "share")]
    summable = [c for c in summable if c.path or not _is_rate_or_mean(c.col, side, figures)]
    totals = [number for number, row in enumerate(side.rows) if rank_of(row.label)]
    whole = None if totals else whole_row(side.columns, figures)
    if any(c.role != "share" for c in summable):
        _vertical(side, summable, figures, sums, is_form, whole)
        _horizontal(side, region, [c for c in summable if c.role == "amount" or is_supplement(c.leaf)], figures, sums)
    claims += computed(side.columns, figures, label) + score_rows(side.columns, figures, label)
    amounts = [c for c in side.columns if c.role == "amount"]
    rests = [c for c in side.columns if c.role == "left"]
    if side.rows and _FUNDS.search(side.rows[0].label):
        claims += rates_of_rows(side.columns, figures, label)
    for column in side.columns:
        if column.role == "share":
            wholes = totals if whole is None else [whole.row]
            claims += shares(column, [*amounts, *rests], figures, wholes, label)
    if any(is_rate_row(row.label) for row in side.rows) and len(side.rows) < 40:
        claims += _transposed(side, amounts, figures)
    return claims


def _is_rate_or_mean(col: int, side: Side, figures: list[dict[int, Figure]]) -> bool:
    """Whether the total of a column that lost its header is one of rates or averages.

    It lies between the others, or some of these are less than zero, and no slip makes it their sum.
    """
    places = [number for number, row in enumerate(figures) if col in row]
    if len(places) < _MANY_ROWS:
        return False
    total = next((number for number in (places[-1], places[0]) if rank_of(side.rows[number].label)), None)
    if total is None:
        return False
    stated, values = figures[total][col], [figures[number][col].value for number in places if number != total]
    added = sum(values, ZERO)
    between = min(values) < stated.value < max(values)
    if sum(1 for row in side.rows if rank_of(row.label)) > 1:
        return between
    return (between or min(values) < 0) and added != stated.value and not mistyped(stated, added, 1)


def _vertical(
    side: Side,
    columns: Sequence[Column],
    figures: list[dict[int, Figure]],
    sums: Sums,
    timid: bool,
    whole: Whole | None = None,
) -> None:
    cols = [c.col for c in columns]
    soft = frozenset(number for number, c in enumerate(columns) if c.role == "share")
    lines = side.lines(set(cols), *(whole or ()))
    table = tuple([tuple([row.get(c) for c in cols]) for row in figures])
    matrix = Matrix(
        table,
        tuple(row.label for row in side.rows),
        soft,
        frozenset(number for number, row in enumerate(side.rows) if row.damaged),
        frozenset(_nil(side, cols)),
    )
    sums.add(matrix, row_tree(lines), timid)


def _nil(side: Side, cols: Sequence[int]) -> list[tuple[int, int]]:
    """Return the cells that say with a dash that there is nothing, by row and place among *cols*."""
    return [
        (number, place)
        for number, row in enumerate(side.rows)
        if row.nil
        for place, c in enumerate(cols)
        if c in row.nil
    ]


def _horizontal(
    side: Side, region: Region, columns: Sequence[Column], figures: list[dict[int, Figure]], sums: Sums
) -> None:
    if len(columns) < 2:
        return
    cols = [c.col for c in columns]
    table = tuple([tuple([row.get(c) for row in figures]) for c in cols])
    nil = frozenset([(line, number) for number, line in _nil(side, cols)])
    matrix = Matrix(table, tuple(c.leaf for c in columns), nil=nil)
    # 其中 above a single column: the spans of the header were lost
    lost = any(column.path and is_of_which(column.leaf) and not core_of(column.leaf) for column in columns)
    lost = lost or not has_full_header(region)
    lost = lost or any(cell.damaged for row in region.header for cell in row)
    three = is_three_public([cell.text for row in region.header for cell in row])
    lost = lost or (three and len(columns) % 6 > 0)
    if region.header:
        roots = header_tree(region.header, cols)
        _renumber(roots, {col: number for number, col in enumerate(cols)})
        sums.add_totals(matrix, totals_across(roots))
        sums.add(matrix, roots, timid=lost)
    sums.add_totals(matrix, named_runs(matrix))
    if lost:
        sums.add_totals(matrix, closing_runs(matrix))
    if three:
        labels, totals = three_public(matrix)
        sums.add_totals(matrix.relabelled(labels), totals)


def _renumber(nodes: Sequence[Node], place: dict[int, int]) -> None:
    for node in nodes:
        if node.index >= 0:
            node.index = place[node.index]
        _renumber(node.children, place)


def _transposed(side: Side, amounts: Sequence[Column], figures: list[dict[int, Figure]]) -> list[Claim]:
    """Read a table that lists 预算数, 决算数, 执行率 downwards."""
    columns = [
        Column(number, (row.label,), "rate" if is_rate_row(row.label) and role == "amount" else role, None)
        for number, row in enumerate(side.rows)
        if row.label
        for role in (role_of((row.label,)),)
    ]
    turned = [
        {number: row[column.col] for number, row in enumerate(figures) if column.col in row} for column in amounts
    ]
    return computed(columns, turned, lambda _, number: side.rows[number].label)


def _once(claims: list[Claim]) -> list[Claim]:
    """Drop claims of one kind over the same figures; the first stays."""
    seen: set[tuple[str, int, frozenset[int]]] = set()
    kept = []
    for claim in claims:
        key = (claim.kind, claim.terms[0].figure.start, frozenset([term.figure.start for term in claim.terms]))
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
