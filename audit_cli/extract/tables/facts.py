"""The facts that cells state: what the row names, under the measure and year of the column and the caption's scope."""

from __future__ import annotations

import re

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import core_of, rank_of
from audit_cli.extract.tables.layout import Side
from audit_cli.extract.tables.list_rows import Row
from audit_cli.extract.tables.roles import Column, is_current, is_prior, year_in
from audit_cli.extract.terms import BASIC, Terms
from audit_cli.model import Fact, Figure
from audit_cli.value import Value

_MEASURES = {
    "rate": "rate",
    "share": "share",
    "growth": "growth_rate",
    "change": "change",
    "points": "points",
    "score": "score",
}
_YEARS = expression(r"(?:19|20)\d\d(?=\s*年)")
_TABLE_NAME = expression(r"(\S{2,30}?)(?:收入支出|收支)?(?:预|决)?算?(?:情况)?(?:公开|明细|总)?表")
_GENERIC = expression(
    r"^(?:金额|数额|数|合计|小计|总计|汇总|数量|个数|人数|原值|净值)$|(?:预算|决算|执行|完成|支出|支付|实际|下达|到位|安排|核定|本年|上年|期末|年末|年初|期初)(?:数|金额|额|情况)?(?:[（(].*)?$"
    r"|\d{4}年|^[（(]?万?元[）)]?$|金额[（(]"
)
_INCOME = expression(r"收入(?:总计|合计)?")
_SPENDING = expression(r"支出(?:总计|合计)?")
_OF_BASIC = expression(r"基本支出[^项\s]{0,12}表")
_OF_LAST_YEAR = expression(r"上一?年度")


class _Head(Value, frozen=True):
    """What a column says about every figure in it."""

    col: int
    header: str
    thing: str
    known: bool
    is_total: bool
    is_income: bool
    measure: str
    period: str
    fund: str


def facts_of(side: Side, ledger: list[Figure], terms: Terms, caption: str, title: str) -> list[Fact]:
    """Return a fact for each figure of *side* that has a label; of columns without header only where there is one."""
    heads = _heads(side, terms, caption, title)
    scope = terms.scope(caption)
    whole = _concept_of_table(side, terms, caption)
    of_basic = _OF_BASIC.search(caption) is not None
    alone = len(heads) > 1 and sum(1 for row in side.rows if row.cells) == 1
    facts: list[Fact] = []
    for row in side.rows:
        if not row.cells or row.damaged or not (row.label or alone):
            continue
        name = core_of(row.label)
        is_total = bool(rank_of(row.label)) or alone
        if is_total and row.groups:
            name, is_total = core_of(row.groups[-1].text), False
        printed = _printed(row)
        concept = terms.concept(name) or (whole if is_total else "")
        of_last_year = _OF_LAST_YEAR.match(name) is not None
        within = scope or (terms.scope_within(BASIC, concept) if of_basic else "")
        for head in heads:
            cell = row.cells.get(head.col)
            if cell is None:
                continue
            if is_total and head.thing:
                found, known = head.thing, head.known
            elif head.is_income and "支出" in row.label:
                found, known = f"{concept or name}/{head.thing or 'revenue'}", False
            elif not head.thing or (head.is_total and concept):
                found, known = concept or name, bool(concept)
            else:
                found, known = f"{concept or name}/{head.thing}", False
            period = _year_before(head.period) if of_last_year else head.period
            label = f"{printed} / {head.header}" if printed and head.header else printed or head.header
            facts.append(Fact(ledger[cell.figure], found, known, head.measure, period, within, head.fund, label))
    return facts


def _year_before(period: str) -> str:
    return str(int(period) - 1) if period.isdigit() else "prior"


def _printed(row: Row) -> str:
    return f"{row.groups[-1].text} / {row.label}" if rank_of(row.label) and row.groups else row.label


def _heads(side: Side, terms: Terms, caption: str, title: str) -> list[_Head]:
    years = set(_YEARS.findall(caption)) or set(_YEARS.findall(title)[:1])
    year = int(next(iter(years))) if len(years) == 1 else 0
    fund = terms.fund(caption)
    kind = "决算数" if "决算" in caption else "预算数" if "预算" in caption else ""
    of_table = terms.measure(kind) if kind else ""
    shown = [c for c in side.columns if c.role not in ("line", "code", "price", "target")]
    if len(shown) > 1:
        shown = [c for c in shown if c.path]
    of_income = "收入" in caption and "支出" not in caption and "收支" not in caption
    heads = []
    for column in shown:
        header = column.header
        concept = terms.concept(_named(column)) if column.role == "amount" else ""
        measure = terms.measure(header) or _MEASURES.get(column.role, "") or of_table
        if concept.startswith("total_") and terms.measure(header) and not rank_of(column.leaf):
            concept = ""
        generic = column.role != "amount" or not column.path or bool(_GENERIC.search(column.leaf))
        thing = concept or ("" if generic else core_of(column.leaf))
        heads.append(
            _Head(
                column.col,
                header,
                thing,
                bool(concept),
                bool(rank_of(column.leaf)),
                of_income or "收入" in header,
                measure,
                _period(header, year),
                terms.fund(header) or fund,
            )
        )
    return heads


def _named(column: Column) -> str:
    """Return what names a column: a 小计 is that of the group it stands under."""
    return column.path[-2] if rank_of(column.leaf) == 1 and len(column.path) > 1 else column.leaf


def _concept_of_table(side: Side, terms: Terms, caption: str) -> str:
    """Return what the grand total of *side* is, by its headers, its other totals or the name of the table."""
    top = side.columns[0].path[0] if side.columns and side.columns[0].path else ""
    labels = [row.label for row in side.rows if rank_of(row.label)]
    for pattern, label in ((_INCOME, "收入总计"), (_SPENDING, "支出总计")):
        if pattern.fullmatch(top) or any(pattern.search(other) for other in labels[:-1]):
            return terms.concept(label)
    for found in reversed(_TABLE_NAME.findall(caption)) if "表" in caption else ():
        concept = terms.concept(found)
        if concept:
            return concept
    return ""


def _period(header: str, year: int) -> str:
    own = year_in(header)
    if own:
        return str(own)
    if is_prior(header) and not re.search(r"增|减|比", header):
        return str(year - 1) if year else "prior"
    if year:
        return str(year)
    return "current" if is_current(header) else ""
