"""Presence: a statement that is empty, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check, not_assessable


@check(kind="missing-section")
def empty_statement_is_explained(
    reading: Reading, *, statements: tuple[str, ...] = ("government_funds", "state_capital")
) -> Iterator[Comparison]:
    """One of the *statements* that holds nothing stays in the document, and a sentence says that there is none of it.

    Statements that come without their notes may be explained elsewhere.

    Holds: 2023年度部门决算¶国有资本经营预算财政拨款支出决算表（万元）¶科目|合计|基本支出|项目支出¶合计|0|0|0¶
        一、收入支出决算情况说明¶2023年度国有资本经营预算财政拨款支出0万元，本单位没有这项支出，附表为空表。
    Fails: 2023年度部门决算¶国有资本经营预算财政拨款支出决算表（万元）¶科目|合计|基本支出|项目支出¶合计|0|0|0¶
        一、收入支出决算情况说明¶2023年度国有资本经营预算财政拨款支出0万元。
    """
    has_notes = any(statement.name == "notes" for statement in reading.each_statement())
    for statement in reading.each_statement():
        if statement.name in statements and statement.blank:
            claim = Claim("missing-section", (Term(statement.place, "statement"),))
            yield as_required(claim, statement.told) if has_notes else not_assessable(claim, "there are no notes")
