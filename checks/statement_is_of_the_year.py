"""Tie-out: the year of a statement and the year of its report."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="period")
def statement_is_of_the_year(reading: Reading) -> Iterator[Comparison]:
    """What a report states of its own year carries the year of its title.

    Headings, introductions and forms are often left from the report of the year before.

    Holds: 某局2021年度部门整体支出绩效自评报告¶现将2021年度部门整体支出绩效自评情况报告如下：2021年支出5.00万元。
    Fails: 某局2021年度部门整体支出绩效自评报告¶现将2020年度部门整体支出绩效自评情况报告如下：2021年支出5.00万元。
    """
    for dating in reading.each_dating():
        if dating.what != "statement" or dating.other is None:
            continue
        stated, own = days_of(dating.year), days_of(dating.other)
        if stated is not None and own is not None:
            yield as_required(dating.claim(), stated[0].year == own[0].year)
