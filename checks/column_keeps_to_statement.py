"""Tie-out: a column whose figures stand a row off those of another statement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from audit_cli import Comparison, Entry, Reading, Statement, check, shifted


@check(kind="equal")
def column_keeps_to_statement(reading: Reading) -> Iterator[Comparison]:
    """The figures of a column stand beside the classes that another statement gives them.

    Where a column was pasted a row too low, every class differs, and each for the same reason.

    Holds: 2023年度部门决算¶支出决算表（万元）¶科目|本年支出合计¶合计|105¶
        教育支出|50¶科学技术支出|5¶卫生健康支出|20¶住房保障支出|30¶年终¶
        收入支出决算总表（万元）¶支出|金额¶
        教育支出|50¶科学技术支出|5¶卫生健康支出|20¶住房保障支出|30¶本年支出合计|105
    Fails: 2023年度部门决算¶支出决算表（万元）¶科目|本年支出合计¶合计|105¶
        教育支出|50¶科学技术支出|5¶卫生健康支出|20¶住房保障支出|30¶年终¶
        收入支出决算总表（万元）¶支出|金额¶
        教育支出|30¶科学技术支出|50¶卫生健康支出|5¶住房保障支出|20¶本年支出合计|105
    """
    for one, other in combinations([_columns(statement) for statement in reading.each_statement()], 2):
        for (concept, fund, measure), ours in one.items():
            for key, theirs in other.items():
                if key[::2] != (concept, measure):
                    continue
                if key[1] == fund or (ours.total and ours.total == theirs.total):
                    wrong, right = (theirs, ours) if ours.closes and not theirs.closes else (ours, theirs)
                    yield from shifted(wrong.statement, wrong.entries, {e.item: e.figure.value for e in right.entries})


class _Column(NamedTuple):
    """The classes of one concept, fund and measure; those of two funds are the same money if their *total* is."""

    statement: Statement
    entries: list[Entry]
    total: Decimal | None

    @property
    def closes(self) -> bool:
        """Whether its categories, which have names for codes, add up to its total."""
        return self.total == sum(e.figure.value for e in self.entries if not e.item.isdigit())


def _columns(statement: Statement) -> dict[tuple[str, str, str], _Column]:
    """Return the columns of a statement by their concept, fund and measure."""
    entries: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in statement.entries:
        entries.setdefault((entry.concept, entry.fund, entry.measure), []).append(entry)
    found = {}
    for key, column in sorted(entries.items()):
        total = next((entry.figure.value for entry in column if not entry.item), None)
        if classes := [entry for entry in column if entry.item]:
            found[key] = _Column(statement, classes, total)
    return found
