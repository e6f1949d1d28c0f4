"""Cross-footing: a column whose figures stand a row off what the other columns leave for them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, shifted


@check(kind="equal")
def column_keeps_to_rows(
    reading: Reading,
    *,
    whole: str = "total_expenditure",
    parts: tuple[str, ...] = ("basic_expenditure", "project_expenditure"),
) -> Iterator[Comparison]:
    """The figures of a column stand beside their labels: in each row the *parts* make the *whole*.

    Where a column was pasted a row too low, every row is wrong, and each for the same reason.

    Holds: 2023年度部门决算¶支出决算表（万元）¶科目编码|科目名称|本年支出合计|基本支出|项目支出¶合计||100|40|60¶
        205|教育支出|100|40|60¶20501|教育管理事务|26|10|16¶20502|普通教育|56|20|36¶20507|特殊教育|18|10|8
    Fails: 2023年度部门决算¶支出决算表（万元）¶科目编码|科目名称|本年支出合计|基本支出|项目支出¶合计||100|40|60¶
        205|教育支出|100|40|60¶20501|教育管理事务|26|10|60¶20502|普通教育|56|20|16¶20507|特殊教育|18|10|36
    """
    for statement in reading.each_statement():
        amounts = {entry.key: entry.figure.value for entry in statement.entries}
        for at in dict.fromkeys((e.fund, e.measure) for e in statement.entries if e.concept == whole):
            items = [entry.item for entry in statement.column(whole, *at)]
            rows = {i: {c: amounts.get((c, i, *at), Decimal(0)) for c in (whole, *parts)} for i in items}
            gaps = {item: row[whole] - sum(row[part] for part in parts) for item, row in rows.items()}
            if not any(gaps.values()):
                continue
            for part in parts:
                meant = {item: rows[item][part] + gaps[item] for item in items}
                yield from shifted(statement, statement.column(part, *at), meant)
            sums = {item: rows[item][whole] - gaps[item] for item in items}
            yield from shifted(statement, statement.column(whole, *at), sums)
