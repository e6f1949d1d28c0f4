"""Columns computed from other columns of the same row: rates, shares, growth, differences, balances."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.tables.flows import flows
from audit_cli.extract.tables.head_formulas import Formula, formulas
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.products import products, twins
from audit_cli.extract.tables.roles import (
    Column,
    bare,
    is_budget,
    is_counted,
    is_executed,
    is_prior,
    is_supplement,
    year_in,
)
from audit_cli.model import Claim, Figure, Kind, Term
from audit_cli.quantity import Verdict, agrees, growth_verdict, ratio_verdict, sum_verdict

HUNDRED = Decimal(100)
NEAREST = 4
_SEVERAL = 2
CLOSES, WEAK, FAILS, SILENT = 1, 2, 3, 0
_RATIO = ("part", "whole")
_GROWTH = ("new", "base")
_DIFFERENCE = ("minuend", "subtrahend")
_NAMED_PART = (
    (expression(r"支付"), expression(r"支付")),
    (expression(r"到位"), expression(r"到位")),
    (expression(r"使用"), expression(r"使用|支出")),
    (expression(r"完成"), expression(r"完成|决算|执行|支出")),
    (expression(r"执行|支出进度|预算"), expression(r"执行|支出|决算|完成")),
)
_RISE, _FALL = expression(r"增加(?:数|额)?$"), expression(r"减少(?:数|额)?$")
_POINTS, _DEDUCTED = expression(r"^(?:分值|标准分|满分|权重)"), expression(r"^扣分(?!原因|说明)")
_SCORE_RATE = expression(r"得分率")
_SHARE_OF = expression(r"(.{0,20}?)占(.{2,20})")
_PROJECTED = expression(r"规划|概算|总投资")
_NET = expression(r"净值|净额$")
_DONE, _TARGET = expression(r"完成|实际|实现"), expression(r"指标值|目标|计划")
_IN_POST = expression(r"在职|实有|在岗")


class Trial(NamedTuple):
    """A reading of a computed column: the columns it is computed from, in the order of the claim's roles."""

    kind: Kind
    roles: tuple[str, str]
    columns: tuple[int, int]


RowFigures = dict[int, Figure]
Labelled = Callable[[int, int], str]


def computed(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return the claims that the headers of *columns* make about each row."""
    claims: list[Claim] = []
    # a header over several columns heads one of them
    columns = [c for c in columns if any(c.col in row for row in rows)]
    amounts = [c for c in columns if c.role in ("amount", "left") and not is_counted(c.leaf)]
    known = _target_trials([c for c in columns if c.role == "target"]) + _staff_trials(columns)
    for column in columns if known else ():
        if column.role == "rate":
            claims += _best(column, known, [], rows, label)
    changes = [c for c in columns if c.role == "change"]
    rises = [c for c in changes if _RISE.search(c.leaf)]
    falls = [c for c in changes if _FALL.search(c.leaf)]
    moves = rises + falls if rises and falls else []
    points, deducted = ([c for c in columns if pattern.search(c.leaf)] for pattern in (_POINTS, _DEDUCTED))
    printed = formulas(columns)
    for column in columns:
        if column.col in printed:
            trial = _of_formula(printed[column.col])
            # the marks in a copied header may be those of another one
            if _rank([_verdict(trial, row[column.col], row) for row in rows if column.col in row]) > 0:
                claims += _best(column, [trial], [], rows, label)
                continue
        if column.role == "score" and len(points) == 1 and len(deducted) == 1:
            trial = Trial("difference", _DIFFERENCE, (points[0].col, deducted[0].col))
            claims += _best(column, [], [trial], rows, label)
        if column in moves:
            continue
        if column.role == "rate" and _SCORE_RATE.search(column.leaf):
            scores = [c for c in columns if c.role == "score"]
            trials = [Trial("ratio", _RATIO, (c.col, points[0].col)) for c in scores if len(points) == len(scores) == 1]
            claims += _best(column, trials, [], rows, label)
            continue
        if column.role in _TRIALS:
            pool = [*amounts, *changes] if column.role == "rate" else amounts
            named, others = _TRIALS[column.role](column, pool)
            claims += _best(column, named, others, rows, label)
        elif column.role == "amount" and not column.path and len(amounts) > 2:
            claims += _plain_differences(column, amounts, rows, label)
        elif column.role == "amount" and _NET.search(column.leaf):
            claims += _best(column, _net_trials(column, amounts), [], rows, label)
    claims += flows([*amounts, *(changes if len(changes) > 1 else [])], rows, label)
    claims += products(columns, rows, label) + twins(columns, rows, label)
    return claims


def _of_formula(formula: Formula) -> Trial:
    kinds: dict[str, tuple[Kind, tuple[str, str]]] = {
        "/": ("ratio", _RATIO),
        "-": ("difference", _DIFFERENCE),
        "~": ("growth", _GROWTH),
    }
    return Trial(*kinds[formula.operator], formula.columns)


def _plain_differences(
    column: Column, amounts: Sequence[Column], rows: Sequence[RowFigures], label: Labelled
) -> list[Claim]:
    """Return the differences of a column without header, if it is one nearly throughout."""
    behind = bisect_left(amounts, column.col, key=lambda c: c.col)
    left = amounts[max(behind - NEAREST, 0) : behind]
    claims = _best(column, [], _pairs("difference", _DIFFERENCE, column, left), rows, label)
    open_claims = sum(not agrees(_difference_verdict(claim)) for claim in claims)
    return claims if len(claims) >= 3 and open_claims * 4 <= len(claims) else []


def _difference_verdict(claim: Claim) -> Verdict:
    result, minuend, subtrahend = (term.figure.quantity for term in claim.terms)
    return sum_verdict(result, [minuend, subtrahend], [1, -1])


def _group(column: Column, amounts: Sequence[Column]) -> list[Column]:
    """Return the amounts under the same header as *column*, or all if there are not two of them."""
    if len(column.path) > 1:
        near = [c for c in amounts if c.path[:-1] == column.path[:-1]]
        if len(near) > 1:
            return near
    return list(amounts)


def _pairs(kind: Kind, roles: tuple[str, str], column: Column, amounts: Sequence[Column]) -> list[Trial]:
    """Return all pairs of the nearest amounts, for headers that do not say what they compare."""
    every = sorted((c for c in amounts if c is not column), key=lambda c: (c.col > column.col, abs(c.col - column.col)))
    near = every[:NEAREST]
    if len(every) > NEAREST:
        near += [c for c in every[NEAREST:] if len(c.path) == 1 or any(map(rank_of, c.path))][: NEAREST // 2]
    return [Trial(kind, roles, (a.col, b.col)) for a in near for b in near if a is not b]


def _rate_trials(column: Column, amounts: Sequence[Column]) -> tuple[list[Trial], list[Trial]]:
    amounts = _group(column, amounts)
    others = _pairs("ratio", _RATIO, column, amounts)
    if named := _across_groups(column, amounts):
        return named, others
    parts = [c for c in amounts if is_executed(c.leaf) and not is_budget(c.leaf)] or [
        c for c in amounts if is_executed(c.header) and not is_budget(c.header)
    ]
    wholes = [c for c in amounts if is_budget(c.leaf) and c not in parts] or [
        c
        for c in amounts
        if (is_budget(c.header) or _PROJECTED.search(c.leaf)) and c not in parts and not _is_member(c, amounts)
    ]
    named = [
        Trial("ratio", _RATIO, (part.col, whole.col))
        for part in _named_part(column.leaf, parts)
        for whole in _near_first(column, wholes)
    ]
    return named, others if column.path else others + _pairs("growth", _GROWTH, column, amounts)


def _across_groups(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    """Return executed over budget where each heads the same columns: 预算 (合计, 基本支出), 决算 (合计, 基本支出)."""
    leaves = Counter(c.leaf for c in amounts if len(c.path) > 1)
    members = [c for c in amounts if len(c.path) > 1 and leaves[c.leaf] > 1]
    members = [c for c in members if rank_of(c.leaf)] or members
    above = {c.col: " ".join(c.path[:-1]) for c in members}
    wholes = [c for c in members if is_budget(above[c.col])]
    parts = [c for c in members if is_executed(above[c.col]) and c not in wholes]
    return [
        Trial("ratio", _RATIO, (part.col, whole.col))
        for part in parts
        for whole in _near_first(column, wholes)
        if part.leaf == whole.leaf
    ]


def _is_member(column: Column, amounts: Sequence[Column]) -> bool:
    """Tell whether a column is one of several sources of what its header names: 预算安排 (中央, 省级, 市级)."""
    if len(column.path) < 2 or rank_of(column.leaf):
        return False
    return sum(c.path[:-1] == column.path[:-1] and not is_budget(c.leaf) for c in amounts) > 1


def rates_of_rows(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return the rate of a total row on top that was left at zero over rows that were not: it is that of their sums."""
    rate = next((c for c in columns if c.role == "rate"), None)
    if rate is None:
        return []
    stated, below = rows[0].get(rate.col), rows[1:]
    named, _ = _rate_trials(rate, [c for c in columns if c.role == "amount"])
    if stated is None or not named or any(rate.col in row for row in below):
        return []
    part, whole = named[0].columns
    if any(col not in rows[0] or rows[0][col].value for col in (part, whole)):
        return []
    parts = [(n, row) for n, row in enumerate(rows) if n and row.get(whole) and row[whole].value > 0 and part in row]
    if not parts:
        return []
    sums = [Term(row[col], role, label(n, col)) for role, col in (("part", part), ("whole", whole)) for n, row in parts]
    return [Claim("ratio", (Term(stated, "rate", label(0, rate.col)), *sums), basis="table:rows")]


def _target_trials(targets: Sequence[Column]) -> list[Trial]:
    """Return completed over planned: 完成值 / 指标值."""
    done = [c for c in targets if _DONE.search(c.leaf)]
    planned = [c for c in targets if c not in done and _TARGET.search(c.leaf)]
    return [Trial("ratio", _RATIO, (d.col, p.col)) for d in done[:1] for p in planned[:1]]


def _staff_trials(columns: Sequence[Column]) -> list[Trial]:
    """Return people over posts: 实际在职人数 / 编制数."""
    counted = [c for c in columns if c.role == "amount" and is_counted(c.leaf)]
    posts = [c for c in counted if "编制" in c.leaf]
    people = [c for c in counted if _IN_POST.search(c.leaf) and c not in posts]
    return [Trial("ratio", _RATIO, (people[0].col, posts[0].col))] if len(posts) == len(people) == 1 else []


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


def _growth_trials(column: Column, amounts: Sequence[Column]) -> tuple[list[Trial], list[Trial]]:
    amounts = [c for c in _group(column, amounts) if c.role == "amount"]
    named = [Trial("growth", _GROWTH, (new.col, base.col)) for new, base in _periods(column, amounts)]
    return named, _pairs("growth", _GROWTH, column, amounts)


def _change_trials(column: Column, amounts: Sequence[Column]) -> tuple[list[Trial], list[Trial]]:
    amounts = [c for c in _group(column, amounts) if c.role == "amount"]
    if is_supplement(column.leaf):
        # what was added to a budget says nothing of what was spent
        amounts = [c for c in amounts if is_budget(c.leaf) or not is_executed(c.leaf)]
    named = [Trial("difference", _DIFFERENCE, (new.col, base.col)) for new, base in _periods(column, amounts)]
    return named, _pairs("difference", _DIFFERENCE, column, amounts)


def _left_trials(column: Column, amounts: Sequence[Column]) -> tuple[list[Trial], list[Trial]]:
    left = [c for c in _group(column, amounts) if c.col < column.col and c.role == "amount"]
    used = [c for c in left if is_executed(c.leaf) and not is_budget(c.leaf)]
    given = [c for c in left if c not in used]
    likely = [Trial("difference", _DIFFERENCE, (whole.col, part.col)) for part in used for whole in reversed(given)]
    return [], likely + _pairs("difference", _DIFFERENCE, column, left)


def _share_trials(column: Column, amounts: Sequence[Column]) -> tuple[list[Trial], list[Trial]]:
    """Return the ratio that a header names by its two columns: 决算数占调整预算数的%."""
    found = _SHARE_OF.match(bare(column.leaf))
    if found is None:
        return [], _pairs("ratio", _RATIO, column, amounts)
    part, whole = ([c for c in amounts if bare(c.leaf) and bare(c.leaf) in words] for words in found.groups())
    others = _pairs("ratio", _RATIO, column, amounts)
    if not found[1]:
        return [], others  # 占预算的%: of what, closing must tell
    wholes = sorted(whole, key=lambda c: -len(bare(c.leaf)))[:1]
    return [Trial("ratio", _RATIO, (p.col, w.col)) for p in part[-1:] for w in wholes if p is not w], others


def _net_trials(column: Column, amounts: Sequence[Column]) -> list[Trial]:
    """Return original value less depreciation, that of the end of the year for 年末净值."""
    gross = [c for c in amounts if re.search(r"原值|原价", c.leaf)]
    worn = [c for c in amounts if re.search(r"折旧|摊销", c.leaf)]
    return [
        Trial("difference", _DIFFERENCE, (g.col, w.col))
        for g in gross
        for w in worn[:1]
        if is_prior(g.leaf) == is_prior(column.leaf)
    ]


def _verdict(trial: Trial, rate: Figure, row: RowFigures) -> int:
    """Return whether *trial* closes in a row; SILENT where it cannot be tried, WEAK where anything would close."""
    first, second = row.get(trial.columns[0]), row.get(trial.columns[1])
    if first is None or second is None or (first.unit != second.unit and not _are_counts(trial, first, second)):
        return SILENT
    if trial.kind == "difference":
        if rate.unit != first.unit or not (rate.value or first.value or second.value):
            return SILENT
        if not agrees(sum_verdict(rate.quantity, [first, second], [1, -1])):
            return FAILS
        return CLOSES if rate.value and second.value else WEAK
    if rate.unit not in ("%", "") or second.quantity.may_be_zero() or second.value < 0:
        return SILENT
    if trial.kind == "ratio":
        if not agrees(ratio_verdict(rate.quantity, first.quantity, second.quantity)):
            return FAILS
        return CLOSES if rate.value not in (0, HUNDRED) else WEAK
    if not agrees(growth_verdict(rate.quantity, first.quantity, second.quantity)):
        return FAILS
    return CLOSES if rate.value else WEAK


def _are_counts(trial: Trial, first: Figure, second: Figure) -> bool:
    """Tell whether one of two numbers of things says its unit: 受理数（件） beside 其中：重复件."""
    if trial.kind == "difference" or {first.type, second.type} != {"count", "number"}:
        return False
    return first.quantum == second.quantum == 1


def _best(
    column: Column, named: Sequence[Trial], others: Sequence[Trial], rows: Sequence[RowFigures], label: Labelled
) -> list[Claim]:
    """Return the claims of the reading that closes in most rows.

    A reading that the headers name may fail everywhere; one that they do not must close more often than it fails.
    """
    here = [(number, row) for number, row in enumerate(rows) if column.col in row]

    def tried(trial: Trial) -> list[int]:
        return [_verdict(trial, row[column.col], row) for _, row in here]

    ranked = [(trial, tried(trial)) for trial in named]
    best = max(ranked, key=lambda r: _rank(r[1]), default=None)
    asserted = True
    if best is None or _rank(best[1]) <= 0 or best[1].count(FAILS) >= _SEVERAL:
        free = max(((trial, tried(trial)) for trial in others), key=lambda r: _rank(r[1]), default=None)
        if best is not None and _rank(best[1]) > 0:
            # of what was allotted and what came in, a rate is of the one that it fits in nearly all rows
            best = free if free is not None and _SEVERAL * free[1].count(FAILS) < best[1].count(FAILS) else best
        elif free is not None and free[1].count(CLOSES) >= 2 and _rank(free[1]) > 0:
            best = free
        elif best is None:
            return []
        else:
            closed, failed = best[1].count(CLOSES), best[1].count(FAILS)
            asserted = closed >= failed or (len(named) == 1 and (failed == 1 or column.role == "rate"))
    trial, verdicts = best
    if not asserted and trial.kind != "ratio" and not any(v in (CLOSES, WEAK) for v in verdicts):
        return []
    claims = []
    for (number, row), verdict in zip(here, verdicts, strict=True):
        if verdict == SILENT:
            continue
        terms = [Term(row[column.col], "result" if trial.kind == "difference" else "rate", label(number, column.col))]
        terms += [Term(row[c], role, label(number, c)) for role, c in zip(trial.roles, trial.columns, strict=True)]
        claims.append(Claim(trial.kind, tuple(terms), "", asserted or verdict != FAILS, basis="table:column"))
    return claims


def _rank(verdicts: Sequence[int]) -> int:
    return 4 * verdicts.count(CLOSES) + verdicts.count(WEAK) - 2 * verdicts.count(FAILS)


_TRIALS: dict[str, Callable[[Column, Sequence[Column]], tuple[list[Trial], list[Trial]]]] = {
    "rate": _rate_trials,
    "growth": _growth_trials,
    "change": _change_trials,
    "left": _left_trials,
    "share": _share_trials,
}
