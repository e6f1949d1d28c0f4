"""Footing: an amount in one statement against its classes in another."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, check, sum_agrees


@check(kind="sum")
def classes_make_amount(
    reading: Reading,
    *,
    whole: str = "basic_expenditure",
    statement: str = "general_public",
    parts: tuple[str, ...] = ("personnel_expenditure", "operating_expenditure"),
    other: str = "general_public_basic",
) -> Iterator[Comparison]:
    """The amount *whole* of *statement* is the sum of its *parts*, the classes that the *other* statement gives it.

    Holds: 2023年度部门决算¶一般公共预算财政拨款支出决算表（万元）¶项目|本年支出合计|基本支出|项目支出¶合计|160|100|60¶
        附¶一般公共预算财政拨款基本支出决算表（万元）¶项目|决算数¶人员经费|70¶公用经费|30
    Fails: 2023年度部门决算¶一般公共预算财政拨款支出决算表（万元）¶项目|本年支出合计|基本支出|项目支出¶合计|160|100|60¶
        附¶一般公共预算财政拨款基本支出决算表（万元）¶项目|决算数¶人员经费|70¶公用经费|20
    """
    named = {found.name: found for found in reading.each_statement()}
    if statement not in named or other not in named:
        return
    theirs = named[other].by_key
    for entry in named[statement].entries:
        keys = [(part, *entry.key[1:]) for part in parts]
        if entry.concept == whole and not entry.item and all(key in theirs for key in keys):
            total = named[statement].term(entry, "total")
            yield sum_agrees(Claim("sum", (total, *(named[other].term(theirs[k], "part") for k in keys)), "complete"))
