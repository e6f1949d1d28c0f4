"""Tie-out: a column whose figures stand a row off those of another statement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from audit_cli import Comparison, Reading, check, shifted


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
    statements = [(one, {entry.key: entry.figure.value for entry in one.entries}) for one in reading.each_statement()]
    for (one, ours), (_, theirs) in combinations(statements, 2):
        shared = ours.keys() & theirs.keys()
        for concept, fund, measure in sorted(
            {(concept, fund, measure) for concept, item, fund, measure in shared if item}
        ):
            column = one.column(concept, fund, measure)
            meant = {e.item: theirs[e.key] for e in column if e.key in theirs}
            yield from shifted(one, column, meant)
