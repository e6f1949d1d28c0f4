"""Dates as printed: the first and the last day that one may mean."""

from __future__ import annotations

from datetime import date, timedelta

from audit_cli.expressions import expression
from audit_cli.model import Figure

_MONTH_DAY = r"([0-9]{1,2})(?![0-9])(?:[月/.\-]{1,2}(?:([0-9]{1,2})(?![0-9]))?)?"
_DATE = expression(rf"((?:19|20)[0-9]{{2}})(?:[年度/.\-]{{1,2}}(?:{_MONTH_DAY})?)?")


def days_of(figure: Figure, of: int = 0) -> tuple[date, date] | None:
    """Return the first and the last day that a date may mean; of a range its last date.

    A date that names no year is one of the year *of*; None if there is none, or if it is in no calendar.

    >>> days_of(Figure(0, 7, "2022年2月", "date"))
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    """
    if figure.type != "date":
        return None
    text = "".join(figure.text.split())
    found = list(_DATE.finditer(text)) or (list(_DATE.finditer(f"{of}年{text}")) if of else [])
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found[-1].groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), after - timedelta(days=1)
    except ValueError:
        return None
    return date(year, 1, 1), date(year, 12, 31)
