"""Limit: an amount of the notes that is part of a class of a statement."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, check, holds, same_agrees

_SPENT = ("", "final_accounts", "executed")


@check(kind="equal")
def amount_within_class(
    reading: Reading,
    *,
    amount: str = "agency_operating_expenses",
    whole: str = "operating_expenditure",
    statement: str = "general_public_basic",
) -> Iterator[Comparison]:
    """What the notes say of the *amount* is not more than the class of the *statement* that it is taken from.

    It may be less: institutions spend from the class too, and are no agencies.

    Holds: 2023年度部门决算¶一般公共预算财政拨款基本支出决算表（万元）¶项目|决算数¶人员经费|70¶公用经费|30¶
        2023年度机关运行经费支出30万元。
    Fails: 2023年度部门决算¶一般公共预算财政拨款基本支出决算表（万元）¶项目|决算数¶人员经费|70¶公用经费|30¶
        2023年度机关运行经费支出36万元。
    """
    for extraction in reading.extractions:
        wholes = [
            found.term(entry)
            for found in extraction.statements
            for entry in found.entries
            if found.name == statement and entry.concept == whole and not entry.item
        ]
        for fact in extraction.facts if wholes else ():
            if fact.concept == amount and fact.period == extraction.year and fact.measure in _SPENT:
                claim = Claim("equal", (Term(fact.figure, "notes", fact.label), wholes[0]), "class")
                for comparison in same_agrees(claim, cell_by_cell=True):
                    if holds(comparison) or fact.figure.value > wholes[0].figure.value:
                        yield comparison
