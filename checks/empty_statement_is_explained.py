"""Presence: a statement that is empty, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="missing-section")
def empty_statement_is_explained(
    reading: Reading, *, statements: tuple[str, ...] = ("government_funds", "state_capital")
) -> Iterator[Comparison]:
    """One of the *statements* that holds nothing stays in the document, and a sentence says that there is none of it.

    Holds: 2023年度部门决算¶国有资本经营预算财政拨款支出决算表（万元）¶科目|合计|基本支出|项目支出¶合计|0|0|0¶
        本单位没有国有资本经营预算财政拨款支出，本表为空表。
    Fails: 2023年度部门决算¶国有资本经营预算财政拨款支出决算表（万元）¶科目|合计|基本支出|项目支出¶合计|0|0|0
    """
    for statement in reading.each_statement():
        if statement.name in statements and statement.blank:
            terms = (Term(statement.place, "statement", statement.title),)
            yield as_required(Claim("missing-section", terms), statement.told)
