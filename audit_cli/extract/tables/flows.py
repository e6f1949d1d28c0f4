"""Columns that carry over: what was there and what came in is what went out and what is left, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.roles import Column
from audit_cli.extract.tables.trials import Labelled, RowFigures
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, sum_verdict

_BALANCE = (
    ("opening", expression(r"年初.*(?:结转|结余|余额|原值)|上年(?:结转|结余)|期初(?:余额|数)|^[年期]初数?$")),
    ("closing", expression(r"年末.*(?:结转|结余|余额|原值)|结转下年|期末(?:余额|数)|^[年期]末数?$|累计结余")),
    ("income", expression(r"收入|增加|新增|本年借方|拨入|购置|购入|新购|调入")),
    ("spending", expression(r"支出|减少|本年贷方|使用|偿还|归还|收回|上缴|核销|报废|处置|调出")),
)
# a budget that was changed during the year, up and down
_BUDGET = (
    ("closing", expression(r"调整后|调整(?:数|预算)|变更后|全年预算")),
    ("opening", expression(r"年初(?:预算|批复|安排|下达)|初始预算|原预算|调整前")),
    ("income", expression(r"调增|追加|增加|增")),
    ("spending", expression(r"调减|核减|压减|减")),
)
# an account of what others owe grows on the left; one of what is owed to others is turned, see _by_side
_LEDGER = (
    ("opening", expression(r"[年期]初(?:余额|数)?$")),
    ("closing", expression(r"[年期]末(?:余额|数)?$")),
    ("income", expression(r"借方")),
    ("spending", expression(r"贷方")),
)
# what is left of a budget after more than one thing was taken from it
_REST = (
    ("opening", expression(r"调整后|全年预算|可用(?:资金|数)")),
    ("closing", expression(r"年末.*(?:结转|结余|余额)|^(?:年末)?(?:结转|结余)")),
    ("spending", expression(r"支出|收回|上缴|划转|执行数")),
)
_KINDS = (_BALANCE, _BUDGET, _LEDGER, _REST)
# no balance is without one of these
_OPENS = expression("|".join(named.pattern for kinds in _KINDS for role, named in kinds if role == "opening"))
_ROLES = ("income", "opening", "spending", "closing")
_TURNED = {"income": "spending", "spending": "income"}
_LEDGER_SIDE = expression(r"[借贷]方")
_ONCE = ("opening", "closing")
_INFLOWS = ("opening", "income")


class _Leg(NamedTuple):
    role: str
    column: Column


def flows(
    amounts: Sequence[Column], every: Sequence[Column], rows: Sequence[RowFigures], label: Labelled
) -> list[Claim]:
    """Return that closing = opening + income − spending in each row, where the headers name all four.

    Columns of one name under each of them (期初, 增加, 减少, 期末: 数量, 原值) have a balance of their own.
    """
    if not any(_OPENS.search(column.header) or _OPENS.search(column.path[0]) for column in every if column.path):
        return []
    claims = _balances(amounts, rows, label)
    below: dict[str, list[Column]] = {}
    for column in every:
        if len(column.path) > 1:
            below.setdefault(column.leaf, []).append(column._replace(path=column.path[:-1]))
    for group in below.values() if not claims else ():
        if len(group) >= len(_ROLES):
            claims += _balances(group, rows, label)
    return claims


def _balances(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    claims: list[Claim] = []
    for kinds in _KINDS:
        legs, sure = _legs(columns, kinds)
        if not legs:
            continue
        sure = sure and kinds in (_BALANCE, _BUDGET)
        found = list(_claims(legs, rows, label))
        if any(_LEDGER_SIDE.search(leg.column.header) for leg in legs):
            found = _by_side(found)
        closed = sum(_closes(claim) for claim in found)
        # where other columns stand between the legs, only closing shows that nothing else counts
        if sure or 2 * closed > len(found):
            claims += found
    return claims


def _legs(columns: Sequence[Column], kinds: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[list[_Leg], bool]:
    """Return the legs that the headers name, and whether they name no column besides; none if a leg is missing."""
    wanted = {role for role, _ in kinds}
    roles = {c.col: next((role for role, named in kinds if named.search(c.header)), "") for c in columns}
    legs: list[_Leg] = []
    sure = True
    for role in [role for role in _ROLES if role in wanted]:
        found = _heads([c for c in columns if roles[c.col] == role])
        several = role == "spending" and "income" not in wanted
        if not found or (role in _ONCE and len(found) > 1) or (several and len(found) < len(_ONCE)):
            return [], False
        sure = sure and len(found) == 1
        legs += [_Leg(role, c) for c in found]
    places = [leg.column.col for leg in legs]
    between = [c for c in columns if not roles[c.col] and min(places) < c.col < max(places) and not rank_of(c.leaf)]
    return legs, sure and not between


def _heads(columns: Sequence[Column]) -> list[Column]:
    """Return one column for each header on top: the only one under it, or the subtotal among them."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        groups.setdefault(column.path[0], []).append(column)
    heads: list[Column] = []
    for group in groups.values():
        totals = [c for c in group if rank_of(c.leaf)]
        heads += group if len(group) == 1 else totals[:1] if totals else group
    named = [c for c in heads if rank_of(c.leaf)]
    return named if len(named) == 1 else heads  # 本年支出小计 beside 基本支出 and 项目支出


def _claims(legs: Sequence[_Leg], rows: Sequence[RowFigures], label: Labelled) -> Iterable[Claim]:
    needed = {leg.role for leg in legs}
    for number, row in enumerate(rows):
        terms = tuple(
            Term(row[leg.column.col], leg.role, label(number, leg.column.col)) for leg in legs if leg.column.col in row
        )
        alike = len({term.figure.unit for term in terms}) == 1 and any(term.figure.value for term in terms)
        if alike and {term.role for term in terms} == needed:
            yield Claim("balance", terms, "complete", basis="table:balance")


def _by_side(claims: Sequence[Claim]) -> list[Claim]:
    """Return the balances of a ledger, of what others owe and of what is owed: each row grows on the side it closes by.

    A row that closes neither way is taken like the one above it, the first like most.
    """
    turned = [
        claim._replace(terms=tuple([term._replace(role=_TURNED.get(term.role, term.role)) for term in claim.terms]))
        for claim in claims
    ]
    sides = [_closes(claim) - _closes(other) for claim, other in zip(claims, turned, strict=True)]
    side = sum(sides)
    out: list[Claim] = []
    for claim, other, own in zip(claims, turned, sides, strict=True):
        side = own or side
        out.append(other if side < 0 else claim)
    return out


def _closes(claim: Claim) -> bool:
    *others, closing = claim.terms
    signs = [-1 if term.role == "spending" else 1 for term in others]
    return agrees(sum_verdict(closing.figure.quantity, [term.figure for term in others], signs))


def without_what_is_left(claims: Sequence[Claim]) -> list[Claim]:
    """Drop the sums that take spending for all that there was, where a balance says that some of it is left.

    A small balance at the end of the year may pass for what rounding leaves.
    """
    spent = {
        _starts(claim, *_INFLOWS): sum(t.figure.value for t in claim.terms if t.role == "spending")
        for claim in claims
        if claim.kind == "balance" and claim.terms[-1].figure.value and _closes(claim)
    }
    return [
        claim
        for claim in claims
        if claim.kind != "sum" or spent.get(_starts(claim, "part")) != claim.terms[0].figure.value
    ]


def _starts(claim: Claim, *roles: str) -> frozenset[int]:
    return frozenset(term.figure.start for term in claim.terms if term.role in roles)
