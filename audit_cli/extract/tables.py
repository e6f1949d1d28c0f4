"""What tables assert: totals of rows and columns, computed columns, points, and the facts of their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.extract.grid import Grid, Region, grids, regions
from audit_cli.extract.table_facts import facts_of
from audit_cli.extract.table_layout import Side, sides
from audit_cli.extract.table_points import Entry, is_total_row, point_columns, score_claims
from audit_cli.extract.table_rates import computed, shares
from audit_cli.extract.table_roles import Column, stated_unit
from audit_cli.extract.table_sums import Matrix, sums
from audit_cli.extract.table_trees import Node, header_tree, rank_of, row_tree
from audit_cli.extract.table_units import give_units
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Document, Fact, Figure, Term

_INCOME_TOTAL = re.compile(r"收入总计|^总计$|^合计$|收入合计")
_SPENDING_TOTAL = re.compile(r"支出总计|^总计$|^合计$|支出合计")


class TableReading(NamedTuple):
    """The whole ledger with the units that cells inherit, and what the tables assert."""

    figures: tuple[Figure, ...]
    claims: list[Claim]
    facts: list[Fact]


def read_tables(document: Document, figures: tuple[Figure, ...], terms: Terms) -> TableReading:
    """Read all tables of *document*; *figures* is its ledger."""
    ledger = list(figures)
    claims: list[Claim] = []
    facts: list[Fact] = []
    for grid in grids(document, ledger):
        _read_table(grid, ledger, terms, claims, facts)
    return TableReading(tuple(ledger), _once(claims), facts)


def _read_table(grid: Grid, ledger: list[Figure], terms: Terms, claims: list[Claim], facts: list[Fact]) -> None:
    unit = stated_unit(grid.caption)
    points: list[Entry] = []
    scores: list[Entry] = []
    point_total: tuple[str, Figure] | None = None
    score_total: tuple[str, Figure] | None = None
    for number, region in enumerate(regions(grid)):
        unit = stated_unit(region.caption) or unit
        found = sides(region, ledger)
        for side in found:
            give_units(side, unit, ledger)
        for side in found:
            _read_side(side, region, ledger, claims)
            facts += facts_of(side, ledger, terms, grid.caption + " " + region.caption, grid.title)
        claims += _both_sides(found, ledger)
        for side in found:
            given, got = point_columns(side.columns)
            for row in side.rows:
                if row.damaged:
                    continue
                for col, entries in ((given, points), (got, scores)):
                    cell = row.cells.get(col)
                    if cell is None:
                        continue
                    figure = ledger[cell.figure]
                    if is_total_row(row.label) and number and not row.groups:
                        if col == given:
                            point_total = (row.label, figure)
                        else:
                            score_total = (row.label, figure)
                    else:
                        entries.append((row.label, number, figure))
    if point_total or score_total:
        claims += score_claims(points, scores, (point_total, score_total))


def _read_side(side: Side, region: Region, ledger: list[Figure], claims: list[Claim]) -> None:
    figures = [
        {col: ledger[cell.figure] for col, cell in row.cells.items()} if not row.damaged else {} for row in side.rows
    ]

    def label(number: int, col: int) -> str:
        header = next((c.leaf for c in side.columns if c.col == col), "")
        return f"{side.rows[number].label} / {header}" if header else side.rows[number].label

    summable = [c for c in side.columns if c.role in ("amount", "left", "change")]
    if summable:
        _vertical(side, summable, figures, claims)
        _horizontal(side, region, [c for c in summable if c.role == "amount"], figures, claims)
    claims += computed(side.columns, figures, label)
    amounts = [c for c in side.columns if c.role == "amount"]
    totals = [n for n, row in enumerate(side.rows) if rank_of(row.label)]
    for column in side.columns:
        if column.role == "share":
            claims += shares(column, amounts, figures, totals, label)


def _vertical(side: Side, columns: Sequence[Column], figures: list[dict[int, Figure]], claims: list[Claim]) -> None:
    indexes = [c.col for c in columns]
    lines = side.lines(set(indexes))
    table = tuple(tuple(row.get(c) for c in indexes) for row in figures)
    matrix = Matrix(table, tuple(row.label for row in side.rows))
    claims += sums(matrix, row_tree(lines))


def _horizontal(
    side: Side, region: Region, columns: Sequence[Column], figures: list[dict[int, Figure]], claims: list[Claim]
) -> None:
    if len(columns) < 2 or not region.header:
        return
    indexes = [c.col for c in columns]
    place = {col: number for number, col in enumerate(indexes)}
    table = tuple(tuple(row.get(c) for row in figures) for c in indexes)
    matrix = Matrix(table, tuple(c.leaf for c in columns))
    roots = header_tree(region.header, indexes)
    _renumber(roots, place)
    claims += sums(matrix, roots)


def _renumber(nodes: Sequence[Node], place: dict[int, int]) -> None:
    for node in nodes:
        if node.index >= 0:
            node.index = place[node.index]
        _renumber(node.children, place)


def _both_sides(found: Sequence[Side], ledger: list[Figure]) -> list[Claim]:
    """Return that the grand totals of income and spending agree, where both sides end in one."""
    if len(found) != 2:
        return []
    left, right = (next((r for r in reversed(side.rows) if rank_of(r.label) == 3), None) for side in found)
    if left is None or right is None or left.number != right.number or left.damaged:
        return []
    a = next((left.cells[c.col] for c in found[0].columns if c.col in left.cells), None)
    b = next((right.cells[c.col] for c in found[1].columns if c.col in right.cells), None)
    if a is None or b is None:
        return []
    terms = (Term(ledger[a.figure], "stated", left.label), Term(ledger[b.figure], "stated", right.label))
    return [Claim("equal", terms, basis="table:sides")]


def _once(claims: list[Claim]) -> list[Claim]:
    """Drop claims of one kind over the same figures; the first stays."""
    seen: set[tuple[str, int, frozenset[int]]] = set()
    kept = []
    for claim in claims:
        key = (claim.kind, claim.stated.start, frozenset(term.figure.start for term in claim.terms))
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
