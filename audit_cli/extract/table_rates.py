"""Columns computed from other columns of the same row: rates, shares, growth, differences, balances."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.extract.table_roles import Column, is_budget, is_counted, is_current, is_executed, is_prior, year_in
from audit_cli.model import Claim, Figure, Kind, Term
from audit_cli.quantity import agrees, growth_verdict, ratio_verdict, sum_verdict

HUNDRED = Decimal(100)
_NAMED_PART = (
    (re.compile(r"支付"), re.compile(r"支付")),
    (re.compile(r"到位"), re.compile(r"到位")),
    (re.compile(r"使用"), re.compile(r"使用|支出")),
    (re.compile(r"完成"), re.compile(r"完成|决算|执行|支出")),
    (re.compile(r"执行|支出进度|预算"), re.compile(r"执行|支出|决算|完成")),
)
_OPENING = re.compile(r"年初.*(?:结转|结余|余额)|上年(?:结转|结余)|期初(?:余额|数)|^年初数?$")
_CLOSING = re.compile(r"年末.*(?:结转|结余|余额)|结转下年|期末(?:余额|数)|^年末数?$|累计结余")
_INCOME = re.compile(r"收入|增加|本年借方|拨入")
_SPENDING = re.compile(r"支出|减少|本年贷方|使用")


class Trial(NamedTuple):
    """A reading of a computed column: the columns it is computed from, in the order of the claim's roles."""

    kind: Kind
    roles: tuple[str, ...]
    columns: tuple[int, ...]
    named: bool


RowFigures = dict[int, Figure]
Labelled = Callable[[int, int], str]


def computed(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return the claims that the headers of *columns* make about each row."""
    claims: list[Claim] = []
    amounts = [c for c in columns if c.role in ("amount", "left")]
    for column in columns:
        if column.role == "rate":
            claims += _best(column, _rate_trials(column, amounts), rows, label)
        elif column.role == "growth":
            claims += _best(column, _growth_trials(column, amounts), rows, label)
        elif column.role == "change":
            claims += _best(column, _change_trials(column, amounts), rows, label)
        elif column.role == "left":
            claims += _best(column, _left_trials(column, amounts), rows, label)
    claims += _balances(amounts, rows, label)
    return claims


def _rate_trials(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    parts = [c for c in amounts if is_executed(c.leaf) and not is_budget(c.leaf)] or [
        c for c in amounts if is_executed(c.header) and not is_counted(c.leaf)
    ]
    wholes = [c for c in amounts if is_budget(c.leaf) and c not in parts] or [
        c for c in amounts if is_budget(c.header) and c not in parts
    ]
    narrower = _named_part(column.leaf, parts)
    trials = [
        Trial("ratio", ("part", "whole"), (part.col, whole.col), True)
        for part in narrower
        for whole in _near_first(column, wholes)
    ]
    return trials


def _named_part(leaf: str, parts: list[Column]) -> list[Column]:
    for cue, wanted in _NAMED_PART:
        if cue.search(leaf):
            named = [c for c in parts if wanted.search(c.leaf)]
            if named:
                return named
    return parts


def _near_first(column: Column, others: Sequence[Column]) -> list[Column]:
    words = re.sub(r"[（(].*", "", column.leaf)

    def distance(other: Column) -> tuple[int, int]:
        shared = sum(1 for word in ("年初", "全年", "调整", "年度") if word in words and word in other.leaf)
        return -shared, abs(column.col - other.col)

    return sorted(others, key=distance)


def _periods(column: Column, amounts: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Return pairs of (new, base) columns."""
    left = [c for c in amounts if c.col < column.col and c.role == "amount"] or [
        c for c in amounts if c.col > column.col and c.role == "amount"
    ]
    dated = [c for c in left if is_prior(c.header) or is_current(c.header) or year_in(c.header)]
    pairs: list[tuple[Column, Column]] = []
    for new in dated:
        for base in dated:
            if new is base:
                continue
            new_year, base_year = year_in(new.header), year_in(base.header)
            if (new_year and base_year and new_year > base_year) or (
                is_prior(base.header) and not is_prior(new.header)
            ):
                pairs.append((new, base))
    if not pairs:
        for new in left:
            for base in left:
                if new is not base and is_executed(new.leaf) and is_budget(base.leaf) and not is_budget(new.leaf):
                    pairs.append((new, base))
    if not pairs and len(left) == 2:
        pairs = [(left[1], left[0]), (left[0], left[1])]
    elif not pairs and len(left) > 2:
        near = sorted(left, key=lambda c: abs(c.col - column.col))[:2]
        pairs = [(near[0], near[1]), (near[1], near[0])]
    return pairs[:8]


def _growth_trials(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    pairs = _periods(column, amounts)
    return [Trial("growth", ("new", "base"), (new.col, base.col), _is_named(new, base)) for new, base in pairs]


def _is_named(new: Column, base: Column) -> bool:
    return is_prior(base.header) or bool(year_in(base.header)) or (is_executed(new.leaf) and is_budget(base.leaf))


def _change_trials(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    pairs = _periods(column, amounts)
    return [
        Trial("difference", ("minuend", "subtrahend"), (new.col, base.col), _is_named(new, base)) for new, base in pairs
    ]


def _left_trials(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    left = [c for c in amounts if c.col < column.col and c.role == "amount"]
    used = [c for c in left if is_executed(c.leaf) and not is_budget(c.leaf)]
    given = [c for c in left if c not in used and (is_budget(c.leaf) or re.search(r"收入|到位|拨款|金额|资金", c.leaf))]
    return [
        Trial("difference", ("minuend", "subtrahend"), (whole.col, part.col), False)
        for part in used
        for whole in reversed(given)
    ]


def _verdict(trial: Trial, rate: Figure, row: RowFigures) -> bool | None:
    """Whether *trial* closes in a row; None where it cannot be tried."""
    operands = [row.get(c) for c in trial.columns]
    if any(o is None for o in operands):
        return None
    first, second = (o for o in operands if o is not None)
    if first.unit != second.unit:
        return None
    if trial.kind == "difference":
        if rate.unit != first.unit:
            return None
        return agrees(sum_verdict(rate.quantity, [first.quantity, second.quantity], [1, -1]))
    if rate.unit not in ("%", "") or second.quantity.may_be_zero() or second.value < 0:
        return None
    if trial.kind == "ratio":
        return agrees(ratio_verdict(rate.quantity, first.quantity, second.quantity))
    return agrees(growth_verdict(rate.quantity, first.quantity, second.quantity))


def _best(column: Column, trials: Sequence[Trial], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return the claims of the trial that closes in most rows, or none if none can be told from chance."""
    best: tuple[int, int] | None = None
    chosen: tuple[Trial, list[bool | None], int] | None = None
    for number, trial in enumerate(trials):
        verdicts = [_verdict(trial, row[column.col], row) if column.col in row else None for row in rows]
        closed, failed = verdicts.count(True), verdicts.count(False)
        if not closed and not failed:
            continue
        rank = (closed - failed, -number)
        if best is None or rank > best:
            best, chosen = rank, (trial, verdicts, closed)
    if chosen is None:
        return []
    trial, verdicts, closed = chosen
    failed = verdicts.count(False)
    asserted = closed > failed or (closed > 0 and trial.named) or (trial.named and len(trials) == 1)
    if not asserted and not closed and not trial.named:
        return []
    claims = []
    for number, (verdict, row) in enumerate(zip(verdicts, rows, strict=True)):
        if verdict is None:
            continue
        stated = row[column.col]
        terms = [Term(stated, "result" if trial.kind == "difference" else "rate", label(number, column.col))]
        terms += [Term(row[c], role, label(number, c)) for role, c in zip(trial.roles, trial.columns, strict=True)]
        claims.append(Claim(trial.kind, tuple(terms), "", asserted or verdict, basis="table:column"))
    return claims


def shares(
    column: Column, amounts: Sequence[Column], rows: Sequence[RowFigures], wholes: Sequence[int], label: Labelled
) -> list[Claim]:
    """Return the claims of a column of shares: each row's amount over the amount of one of the total rows *wholes*."""
    best: tuple[int, int, int, Column, int] | None = None
    near = sorted(amounts, key=lambda c: (c.col > column.col, abs(c.col - column.col)))[:4]
    for order, amount in enumerate(near):
        for whole in wholes:
            base = rows[whole].get(amount.col)
            if base is None or base.quantity.may_be_zero():
                continue
            closed = failed = 0
            for row in rows:
                rate, part = row.get(column.col), row.get(amount.col)
                if rate is None or part is None or part.unit != base.unit or rate.unit not in ("%", ""):
                    continue
                if agrees(ratio_verdict(rate.quantity, part.quantity, base.quantity)):
                    closed += 1
                else:
                    failed += 1
            candidate = (closed - failed, -order, -whole, amount, whole)
            if closed >= 2 and (best is None or candidate[:3] > best[:3]):
                best = candidate
    if best is None or best[0] <= 0:
        return []
    amount, whole = best[3], best[4]
    base = rows[whole][amount.col]
    return [
        Claim(
            "ratio",
            (
                Term(row[column.col], "rate", label(number, column.col)),
                Term(row[amount.col], "part", label(number, amount.col)),
                Term(base, "whole", label(whole, amount.col)),
            ),
            basis="table:share",
        )
        for number, row in enumerate(rows)
        if column.col in row and amount.col in row and number != whole
    ]


def _balances(amounts: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return closing = opening + income − spending where the headers name all four."""
    opening = [c for c in amounts if _OPENING.search(c.header)]
    closing = [c for c in amounts if _CLOSING.search(c.header) and c not in opening]
    rest = [c for c in amounts if c not in opening and c not in closing]
    income = [c for c in rest if _INCOME.search(c.header)]
    spending = [c for c in rest if _SPENDING.search(c.header) and c not in income]
    legs = [
        (group[0] if len(group) == 1 else next((c for c in group if re.search(r"小计|合计", c.leaf)), None))
        for group in (income, opening, spending, closing)
    ]
    if any(leg is None for leg in legs):
        return []
    claims = []
    for number, row in enumerate(rows):
        terms = tuple(
            Term(row[leg.col], role, label(number, leg.col))
            for leg, role in zip(legs, ("income", "opening", "spending", "closing"), strict=True)
            if leg is not None and leg.col in row
        )
        if len(terms) == 4 and len({t.figure.unit for t in terms}) == 1 and any(t.figure.value for t in terms):
            claims.append(Claim("balance", terms, "complete", basis="table:balance"))
    return claims
