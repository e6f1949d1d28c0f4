"""What a computed column may be computed from, tried in each row: the reading that closes in most of them is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.tables.roles import Column
from audit_cli.model import Claim, Figure, Kind, Term
from audit_cli.quantity import HUNDRED, agrees, growth_verdict, ratio_verdict, sum_verdict
from audit_cli.value import Value

_SEVERAL = 2
_OF_MONEY = expression(r"执行|支出|支付|使用|到位|预算|决算")
CLOSES, WEAK, FAILS, SILENT = 1, 2, 3, 0
RowFigures = dict[int, Figure]
Labelled = Callable[[int, int], str]


class Trial(Value, frozen=True):
    """A reading of a computed column: the columns it is computed from, in the order of the claim's roles."""

    kind: Kind
    roles: tuple[str, str]
    columns: tuple[int, int]


def ratio(part: int, whole: int) -> Trial:
    """Return the reading of a column as a share of one column in another."""
    return Trial("ratio", ("part", "whole"), (part, whole))


def growth(new: int, base: int) -> Trial:
    """Return the reading of a column as what one column grew by, in hundredths of another."""
    return Trial("growth", ("new", "base"), (new, base))


def difference(minuend: int, subtrahend: int) -> Trial:
    """Return the reading of a column as one column less another."""
    return Trial("difference", ("minuend", "subtrahend"), (minuend, subtrahend))


def claims_of(
    column: Column, named: Sequence[Trial], others: Sequence[Trial], rows: Sequence[RowFigures], label: Labelled
) -> list[Claim]:
    """Return the claims of the reading of *column* that closes in most rows.

    A reading that the headers name may fail everywhere; one that they do not must close more often than it fails.
    A rate whose own header names no money (项目完成率, 系数) may be one of other things.
    """
    best = _most_closing(column, named, rows)
    if best is not None and best.is_of_other_things(column):
        best = None
    asserted = True
    if best is None or best.rank <= 0 or best.failed >= _SEVERAL:
        free = _most_closing(column, others, rows)
        if free is not None and _is_better(free, best):
            best = free
            asserted = best.failed < _SEVERAL or best.failed * _SEVERAL <= best.closed
        elif best is not None and best.rank <= 0:
            asserted = best.closed >= best.failed or (len(named) == 1 and (best.failed == 1 or column.role == "rate"))
    if best is None or not (asserted or best.trial.kind == "ratio" or {CLOSES, WEAK}.intersection(best.verdicts)):
        return []
    return list(_claims(column, best, asserted, rows, label))


def fits(column: Column, trial: Trial, rows: Sequence[RowFigures]) -> bool:
    """Tell whether a reading of *column* closes more than it fails."""
    return _tried(column, trial, rows).rank > 0


class _Tried(Value, frozen=True):
    """A reading with its verdict in each row."""

    trial: Trial
    verdicts: list[int]

    @property
    def closed(self) -> int:
        return self.verdicts.count(CLOSES)

    @property
    def failed(self) -> int:
        return self.verdicts.count(FAILS)

    @property
    def rank(self) -> int:
        """By how much it closes more than it fails; what would close anyhow weighs little."""
        return 4 * self.closed + self.verdicts.count(WEAK) - 2 * self.failed

    def is_of_other_things(self, column: Column) -> bool:
        """Tell whether a rate is none of money: its header names none, and it fails wherever it could not by chance."""
        if column.role != "rate" or self.failed <= _SEVERAL or self.failed <= _SEVERAL * self.closed:
            return False
        return not _OF_MONEY.search(column.leaf)


def _most_closing(column: Column, trials: Sequence[Trial], rows: Sequence[RowFigures]) -> _Tried | None:
    return max((_tried(column, trial, rows) for trial in trials), key=lambda tried: tried.rank, default=None)


def _tried(column: Column, trial: Trial, rows: Sequence[RowFigures]) -> _Tried:
    return _Tried(trial, [_verdict(trial, row[column.col], row) for row in rows if column.col in row])


def _is_better(free: _Tried, named: _Tried | None) -> bool:
    """Tell whether a reading that the headers do not name is to be taken before the best that they do.

    Of what was allotted and what came in, a rate is of the one that it fits in nearly all rows.
    """
    if named is None or named.rank <= 0:
        return free.closed >= _SEVERAL and free.rank > 0
    return free.failed * _SEVERAL < named.failed


def _claims(
    column: Column, tried: _Tried, asserted: bool, rows: Sequence[RowFigures], label: Labelled
) -> Iterator[Claim]:
    trial = tried.trial
    role = "result" if trial.kind == "difference" else "rate"
    here = [(number, row) for number, row in enumerate(rows) if column.col in row]
    for (number, row), verdict in zip(here, tried.verdicts, strict=True):
        if verdict != SILENT:
            terms = [Term(row[column.col], role, label(number, column.col))]
            terms += [Term(row[c], part, label(number, c)) for part, c in zip(trial.roles, trial.columns, strict=True)]
            yield Claim(trial.kind, tuple(terms), "", asserted or verdict != FAILS, basis="table:column")


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
