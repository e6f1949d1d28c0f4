"""Limit: what is carried over against the income of the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, as_required, check, not_assessable


@check(kind="target")
def carry_over_keeps_to_income(
    reading: Reading, *, statement: str = "government_funds", most: Decimal = Decimal(30)
) -> Iterator[Comparison]:
    """In each row of *statement*, what is left at the end is at most *most* percent of the income of the year.

    Holds: 2023年度部门决算¶政府性基金预算财政拨款收入支出决算表（万元）¶
        项目|年初结转和结余|本年收入|本年支出|年末结转和结余¶合计|12.00|80.00|85.00|7.00
    Fails: 2023年度部门决算¶政府性基金预算财政拨款收入支出决算表（万元）¶
        项目|年初结转和结余|本年收入|本年支出|年末结转和结余¶合计|12.00|80.00|52.00|40.00
    """
    for table in reading.each_statement():
        entries = table.by_key if table.name == statement else {}
        for aspects in dict.fromkeys(key[1:] for key in entries):
            closing = entries.get(("closing_balance", *aspects))
            income = entries.get(("total_revenue", *aspects))
            if closing is None or income is None:
                continue
            claim = Claim("target", (table.term(closing, "closing"), table.term(income, "income")), "kept")
            if income.figure.value <= 0:
                yield not_assessable(claim, "there was no income in the year")
            else:
                yield as_required(claim, 100 * closing.figure.value <= most * income.figure.value)
