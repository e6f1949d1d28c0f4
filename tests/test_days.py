"""Dates as printed: which days they may mean."""

from __future__ import annotations

from datetime import date

import pytest

from audit_cli.days import days_of
from audit_cli.model import Figure


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021年度", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021年2月", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020年12月", date(2020, 12, 1), date(2020, 12, 31)),
        ("2020年2月29日", date(2020, 2, 29), date(2020, 2, 29)),
        ("2021-02-03", date(2021, 2, 3), date(2021, 2, 3)),
        ("2021.2", date(2021, 2, 1), date(2021, 2, 28)),
        ("2019-2021年", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021年3月至2022年4月", date(2022, 4, 1), date(2022, 4, 30)),
    ],
)
def test_days_that_a_date_may_mean(text: str, first: date, last: date) -> None:
    assert days_of(Figure(0, len(text), text, "date")) == (first, last)


@pytest.mark.parametrize("text", ["2021-02-30", "2021年2月29日", "2021年13月", "2021-13-05", "3月5日", "去年"])
def test_what_is_no_day(text: str) -> None:
    assert days_of(Figure(0, len(text), text, "date")) is None


def test_only_a_date_has_days() -> None:
    assert days_of(Figure(0, 5, "2021年", "number")) is None
