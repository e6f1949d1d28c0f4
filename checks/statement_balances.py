"""Footing: opening balance and income against spending and closing balance, for each fund and class of a statement."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, balance_agrees, check


@check(kind="balance")
def statement_balances(
    reading: Reading, *, statements: tuple[str, ...] = ("government_funds", "appropriation")
) -> Iterator[Comparison]:
    """In each of the *statements*, what a fund or class had and got is what it spent and has left.

    The four stand in one row, or in the columns of one fund; a row in which one is blank is not compared.

    Holds: 2023年度部门决算¶政府性基金预算财政拨款收入支出决算表（万元）¶
        项目|年初结转和结余|本年收入|本年支出|年末结转和结余¶合计|12.00|80.00|85.00|7.00
    Fails: 2023年度部门决算¶政府性基金预算财政拨款收入支出决算表（万元）¶
        项目|年初结转和结余|本年收入|本年支出|年末结转和结余¶合计|12.00|80.00|85.00|9.00
    """
    legs = {
        "opening_balance": "opening", "total_revenue": "income",
        "total_expenditure": "spending", "closing_balance": "closing",
    }  # fmt: skip
    for statement in reading.each_statement():
        entries = statement.by_key if statement.name in statements else {}
        for aspects in dict.fromkeys(key[1:] for key in entries):
            terms = [
                statement.term(entries[concept, *aspects], role)
                for concept, role in legs.items()
                if (concept, *aspects) in entries
            ]
            if len(terms) == len(legs):
                yield balance_agrees(Claim("balance", tuple(terms), "complete"))
