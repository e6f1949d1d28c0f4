"""Which columns a rate, a growth, a change, a rest or a share is computed from, as their headers tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.roles import (
    Column,
    Role,
    bare,
    is_budget,
    is_counted,
    is_executed,
    is_prior,
    is_supplement,
    year_in,
)
from audit_cli.extract.tables.trials import Trial, difference, growth, ratio

NEAREST = 4
_NAMED_PART = (
    (expression(r"支付"), expression(r"支付")),
    (expression(r"到位"), expression(r"到位")),
    (expression(r"使用"), expression(r"使用|支出")),
    (expression(r"完成"), expression(r"完成|决算|执行|支出")),
    (expression(r"执行|支出进度|预算"), expression(r"执行|支出|决算|完成")),
)
_SHARE_OF = expression(r"(.{0,20}?)占(.{2,20})")
_PROJECTED = expression(r"规划|概算|总投资")
_DONE, _TARGET = expression(r"完成|实际|实现"), expression(r"指标值|目标|计划")
_IN_POST = expression(r"在职|实有|在岗")


class Readings(NamedTuple):
    """Of what a column may be computed: as the headers name it, and as they might mean it."""

    named: Sequence[Trial] = ()
    others: Sequence[Trial] = ()


def _rate_readings(column: Column, amounts: Sequence[Column]) -> Readings:
    """Return the quotients that a rate may be, first those of what was done in what was planned for it."""
    amounts = _group(column, amounts)
    others = pairs(ratio, column, amounts)
    if named := _across_groups(column, amounts):
        return Readings(named, others)
    parts = [c for c in amounts if is_executed(c.leaf) and not is_budget(c.leaf)] or [
        c for c in amounts if is_executed(c.header) and not is_budget(c.header)
    ]
    wholes = [c for c in amounts if is_budget(c.leaf) and c not in parts] or [
        c
        for c in amounts
        if (is_budget(c.header) or _PROJECTED.search(c.leaf)) and c not in parts and not _is_member(c, amounts)
    ]
    named = [
        ratio(part.col, whole.col) for part in _named_part(column.leaf, parts) for whole in _near_first(column, wholes)
    ]
    return Readings(named, others if column.path else others + pairs(growth, column, amounts))


def _growth_readings(column: Column, amounts: Sequence[Column]) -> Readings:
    amounts = [c for c in _group(column, amounts) if c.role == "amount"]
    named = [growth(new.col, base.col) for new, base in _periods(column, amounts)]
    return Readings(named, pairs(growth, column, amounts))


def _change_readings(column: Column, amounts: Sequence[Column]) -> Readings:
    amounts = [c for c in _group(column, amounts) if c.role == "amount"]
    if is_supplement(column.leaf):
        # what was added to a budget says nothing of what was spent
        amounts = [c for c in amounts if is_budget(c.leaf) or not is_executed(c.leaf)]
    named = [difference(new.col, base.col) for new, base in _periods(column, amounts)]
    return Readings(named, pairs(difference, column, amounts))


def _left_readings(column: Column, amounts: Sequence[Column]) -> Readings:
    left = [c for c in _group(column, amounts) if c.col < column.col and c.role == "amount"]
    used = [c for c in left if is_executed(c.leaf) and not is_budget(c.leaf)]
    given = [c for c in left if c not in used]
    likely = [difference(whole.col, part.col) for part in used for whole in reversed(given)]
    return Readings(others=likely + pairs(difference, column, left))


def _share_readings(column: Column, amounts: Sequence[Column]) -> Readings:
    """Return the ratio that a header names by its two columns: 决算数占调整预算数的%."""
    found = _SHARE_OF.match(bare(column.leaf))
    if found is None:
        return Readings(others=pairs(ratio, column, amounts))
    part, whole = ([c for c in amounts if bare(c.leaf) and bare(c.leaf) in words] for words in found.groups())
    others = pairs(ratio, column, amounts)
    if not found[1]:
        return Readings(others=others)  # 占预算的%: of what, closing must tell
    wholes = sorted(whole, key=lambda c: -len(bare(c.leaf)))[:1]
    return Readings([ratio(p.col, w.col) for p in part[-1:] for w in wholes if p is not w], others)


def _across_groups(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    """Return executed over budget where each heads the same columns: 预算 (合计, 基本支出), 决算 (合计, 基本支出)."""
    leaves = Counter(c.leaf for c in amounts if len(c.path) > 1)
    members = [c for c in amounts if len(c.path) > 1 and leaves[c.leaf] > 1]
    members = [c for c in members if rank_of(c.leaf)] or members
    above = {c.col: " ".join(c.path[:-1]) for c in members}
    wholes = [c for c in members if is_budget(above[c.col])]
    parts = [c for c in members if is_executed(above[c.col]) and c not in wholes]
    return [
        ratio(part.col, whole.col) for part in parts for whole in _near_first(column, wholes) if part.leaf == whole.leaf
    ]


def _is_member(column: Column, amounts: Sequence[Column]) -> bool:
    """Tell whether a column is one of several sources of what its header names: 预算安排 (中央, 省级, 市级)."""
    if len(column.path) < 2 or rank_of(column.leaf):
        return False
    return sum(c.path[:-1] == column.path[:-1] and not is_budget(c.leaf) for c in amounts) > 1


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
        shared = sum(1 for word in ("年初", "全年", "调整", "年度") if word in words and word in other.header)
        shared += any(word in other.header for word in ("全年预算", "调整"))
        return -shared, abs(column.col - other.col)

    return sorted(others, key=distance)


def _periods(column: Column, amounts: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Return the pairs of new and base columns that the headers name."""
    pairs: list[tuple[Column, Column]] = []
    for new in amounts:
        for base in amounts:
            if new is base or new is column or base is column:
                continue
            new_year, base_year = year_in(new.header), year_in(base.header)
            later = (
                new_year > base_year if new_year and base_year else is_prior(base.header) and not is_prior(new.header)
            )
            if later:
                pairs.append((new, base))
    if not pairs:
        pairs = [
            (new, base)
            for new in amounts
            for base in amounts
            if is_executed(new.leaf) and not is_budget(new.leaf) and is_budget(base.leaf) and not is_executed(base.leaf)
        ]
    return pairs[:12]


def _group(column: Column, amounts: Sequence[Column]) -> list[Column]:
    """Return the amounts under the same header as *column*, or all if there are not two of them."""
    if len(column.path) > 1:
        near = [c for c in amounts if c.path[:-1] == column.path[:-1]]
        if len(near) > 1:
            return near
    return list(amounts)


def pairs(made: Callable[[int, int], Trial], column: Column, amounts: Sequence[Column]) -> list[Trial]:
    """Return all pairs of the nearest amounts, for headers that do not say what they compare."""
    every = sorted((c for c in amounts if c is not column), key=lambda c: (c.col > column.col, abs(c.col - column.col)))
    near = every[:NEAREST]
    if len(every) > NEAREST:
        near += [c for c in every[NEAREST:] if len(c.path) == 1 or any(map(rank_of, c.path))][: NEAREST // 2]
    return [made(a.col, b.col) for a in near for b in near if a is not b]


def completions(targets: Sequence[Column]) -> list[Trial]:
    """Return completed over planned: 完成值 / 指标值."""
    done = [c for c in targets if _DONE.search(c.leaf)]
    planned = [c for c in targets if c not in done and _TARGET.search(c.leaf)]
    return [ratio(d.col, p.col) for d in done[:1] for p in planned[:1]]


def staffings(columns: Sequence[Column]) -> list[Trial]:
    """Return people over posts: 实际在职人数 / 编制数."""
    counted = [c for c in columns if c.role == "amount" and is_counted(c.leaf)]
    posts = [c for c in counted if "编制" in c.leaf]
    people = [c for c in counted if _IN_POST.search(c.leaf) and c not in posts]
    return [ratio(people[0].col, posts[0].col)] if len(posts) == len(people) == 1 else []


def net_values(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    """Return original value less depreciation, that of the end of the year for 年末净值."""
    gross = [c for c in amounts if re.search(r"原值|原价", c.leaf)]
    worn = [c for c in amounts if re.search(r"折旧|摊销", c.leaf)]
    return [difference(g.col, w.col) for g in gross for w in worn[:1] if is_prior(g.leaf) == is_prior(column.leaf)]


READINGS: dict[Role, Callable[[Column, Sequence[Column]], Readings]] = {
    "rate": _rate_readings,
    "growth": _growth_readings,
    "change": _change_readings,
    "left": _left_readings,
    "share": _share_readings,
}
