"""The statements of the final accounts: what each cell of a table with such a title says of the accounts.

It is read off the labels of rows and columns and the codes of classes, and normalised, so that 财政拨款收入 of one
statement and 本年收入合计 of the statement of appropriations are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.statements.titles import bare, title_before, titles_inside
from audit_cli.extract.tables.grid import Grid
from audit_cli.extract.tables.labels import core_of, rank_of
from audit_cli.extract.tables.layout import Side
from audit_cli.extract.tables.list_rows import Row
from audit_cli.extract.tables.regions import Region
from audit_cli.extract.tables.roles import Column, year_in
from audit_cli.extract.terms import StatementName, Terms
from audit_cli.model import Document, Entry, Figure, Statement
from audit_cli.value import Value

_OTHER_YEAR = expression(r"(?:上年|去年|上一年|同期)(?!度?结[转余])|增减|比较")
_SPENDING = expression(r"^支出|支出合计")
_BALANCES = ("opening_balance", "closing_balance")
_GENERAL = expression(r"^(?:金额|数额|(?:本年)?(?:预算|决算)数?)(?:[（(].*)?$")
_OWN_YEAR = expression(r"^20[0-9]{2}年度?")
_OF_LABELS = expression(r"编码|科目名称|行次|栏次")
# forms that a document may hold one of for each of its units, beside one set of accounts
_FORMS = frozenset({"basic_data"})
_GRAND = 3  # the rank of 总计
_CATEGORY = 3  # digits of the code of a 类


class _Axis(Value, frozen=True):
    """What the header of a column says of its cells; *inherited* where only the group above it names them."""

    col: int
    header: str
    concept: str
    fund: str
    measure: str
    inherited: bool


class _Place(NamedTuple):
    """Where a row stands: among spending or income, under which balance, and whether it is the only one."""

    spends: bool
    balance: str
    alone: bool


def statements_in(
    document: Document,
    grid: Grid,
    lists: Sequence[tuple[Region, Sequence[Side]]],
    ledger: Sequence[Figure],
    terms: Terms,
) -> Iterator[Statement]:
    """Yield the statements in one table of *document*, whose *lists* stand region by region.

    The *ledger* holds its figures with their units.
    """
    title = title_before(document, grid.first, terms)
    inside = titles_inside(document, grid.first, terms)
    if title is None and not inside:
        return
    if not lists:
        alone = inside.values() or (title,)
        yield from (Statement(one[0].name, one[0].titles[0], one[1], blank=True) for one in alone if one is not None)
    for region, found in lists:
        title = next((inside[text] for text in map(bare, region.caption.split()) if text in inside), title)
        if title is not None:
            named, place = title
            entries = tuple(entries_of(named, found, ledger, terms))
            amounts = (ledger[cell.figure].value for row in region.body for cell in row if cell.kind == "number")
            yield Statement(named.name, named.titles[0], place, entries, blank=not any(amounts))


def entries_of(named: StatementName, lists: Sequence[Side], ledger: Sequence[Figure], terms: Terms) -> Iterator[Entry]:
    """Yield what the cells of one statement say; a cell whose row or column is not understood says nothing."""
    read = _class if named.concept else _line
    for side in lists:
        axes = _axes(side, terms)
        tops = [c.path[0] for c in side.columns if c.path]
        spends = any(_SPENDING.search(text) for text in (*tops, *(core_of(row.label) for row in side.rows)))
        alone = sum(1 for row in side.rows if row.cells) == 1
        balance = ""
        for row in side.rows:
            concept = terms.concept(core_of(row.label))
            balance = concept if concept in _BALANCES else "" if rank_of(row.label) else balance
            for axis in axes:
                cell = row.cells.get(axis.col)
                if cell is None or row.damaged or ledger[cell.figure].unit != "元":
                    continue
                key = read(row, axis, named, terms, _Place(spends, balance, alone))
                if key is not None:
                    label = " / ".join(filter(None, (row.label, axis.header)))
                    yield Entry(ledger[cell.figure], *key, axis.measure, label, row.label)


def _axes(side: Side, terms: Terms) -> list[_Axis]:
    """Return what the columns say; those that say the same, as columns without a header do, say nothing.

    Of columns of several years those of the last one are the statement's.  Where the head of a column of labels came
    to stand over amounts, the whole header is displaced.
    """
    if any(_OF_LABELS.search(text) for column in side.columns for text in column.path):
        return []
    axes = [axis for column in side.columns if (axis := _axis(column, terms)) is not None]
    latest = max((year_in(axis.header) for axis in axes), default=0)
    axes = [axis for axis in axes if year_in(axis.header) in (0, latest)]
    alike = Counter((axis.concept, axis.fund, axis.measure) for axis in axes)
    return [axis for axis in axes if alike[axis.concept, axis.fund, axis.measure] == 1]


def _axis(column: Column, terms: Terms) -> _Axis | None:
    """Return what a column says, None if that is not known; 小计 and 合计 are of the group they stand under."""
    path = column.path
    if column.role not in ("amount", "left") or any(_OTHER_YEAR.search(text) for text in path):
        return None
    leaf = path[-2] if len(path) > 1 and rank_of(path[-1]) else column.leaf
    concept, fund = terms.concept(leaf), terms.fund(leaf)
    general = not leaf or any(_GENERAL.search(text) or rank_of(text) for text in (_OWN_YEAR.sub("", leaf), column.leaf))
    above = terms.concept(path[0]) if general and not concept and path else ""
    if not (concept or fund or general):
        return None
    measure = terms.measure(column.header) or "final_accounts"
    return _Axis(column.col, column.header, concept or above, fund, measure, not concept and bool(above))


def _line(row: Row, axis: _Axis, named: StatementName, terms: Terms, place: _Place) -> tuple[str, str, str] | None:
    """Return concept, item and fund of a cell in a statement whose rows name what they are."""
    concept, across = terms.concept(core_of(row.label)), axis.fund or named.fund
    if rank_of(row.label) == _GRAND:
        return "total_of_both", "", across
    if concept in terms.functional:
        return ("total_expenditure", concept, across) if place.spends else None
    whole, fund = terms.of_fund.get(concept, (concept, ""))
    if not whole:
        return None
    return (place.balance if fund and place.balance else whole), "", fund or across


def _class(row: Row, axis: _Axis, named: StatementName, terms: Terms, place: _Place) -> tuple[str, str, str] | None:
    """Return concept, item and fund of a cell in a statement whose rows are classes and whose columns name it."""
    own = terms.concept(core_of(row.label))
    concept, fund = terms.of_fund.get(axis.concept, (axis.concept, ""))
    category = own if own in terms.functional and len(row.code) in (0, _CATEGORY) else ""
    if row.code or category:
        return concept or named.concept, category or row.code, fund or named.fund
    if not (own or place.alone or (rank_of(row.label) and not axis.inherited)):
        return None
    return concept or own or named.concept, "", fund or named.fund


def united(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return one statement of each name, its pages put together; none if a document holds several sets of them."""
    pages: dict[str, list[Statement]] = defaultdict(list)
    values: dict[object, Decimal] = {}
    doubled: set[str] = set()
    for statement in statements:
        said = [((statement.name, entry.key), entry.figure.value) for entry in statement.entries]
        if any(values.get(key, value) != value for key, value in said):
            doubled.add(statement.name)
        values.update(said)
        pages[statement.name].append(statement)
    if doubled - _FORMS:
        return ()
    return tuple(_without_doubt(same) for name, same in pages.items() if name not in doubled)


def _without_doubt(pages: Sequence[Statement]) -> Statement:
    """Return the *pages* of a statement without what they say twice and differently: there they were misread."""
    entries = [(entry.key, entry) for page in pages for entry in page.entries]
    values: dict[object, set[Decimal]] = defaultdict(set)
    for key, entry in entries:
        values[key].add(entry.figure.value)
    sure = tuple([e for key, e in entries if len(values[key]) == 1 or e.concept == "total_of_both"])
    return pages[0]._replace(entries=sure, blank=all(page.blank for page in pages))
