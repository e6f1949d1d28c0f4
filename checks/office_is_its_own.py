"""Tie-out: the department that a report tells of and the one it is from."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="place")
def office_is_its_own(reading: Reading) -> Iterator[Comparison]:
    """Where a report tells what its department is and what it spent, it names its own.

    The name of another department is what remains of the report from which the sentence was taken.

    Holds: 湘阴县应急管理局2021年度绩效自评报告¶湘阴县应急管理局2021年度部门整体支出1207.93万元。
    Fails: 湘阴县应急管理局2021年度绩效自评报告¶湘阴县水利局2021年度部门整体支出1207.93万元。
    """
    for mention in reading.each_mention():
        if mention.what == "office":
            yield as_required(mention.claim(), mention.own)
