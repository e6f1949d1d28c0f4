"""Limit: the days from acceptance to final accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit_cli import Claim, Comparison, Reading, Term, as_required, check, days_of


@check(kind="backlog")
def works_settled_after_acceptance(reading: Reading, *, days: int = 365) -> Iterator[Comparison]:
    """Works of which the report says that their accounts are not settled were accepted at most *days* before.

    The days run to the end of the year that is reported on.

    Holds: 2022年度某局自评报告¶石桥危桥改造工程于2022年6月竣工验收，尚未办理竣工决算。
    Fails: 2022年度某局自评报告¶石桥危桥改造工程于2021年6月竣工验收，尚未办理竣工决算。
    """
    for extraction in reading.extractions:
        for dating in extraction.datings:
            accepted = days_of(dating.year) if dating.what == "acceptance" and extraction.year else None
            if accepted is None or dating.other is None:
                continue
            terms = Term(dating.other, "unsettled", dating.label), Term(dating.year, "accepted")
            within = (date(int(extraction.year), 12, 31) - accepted[1]).days <= days
            yield as_required(Claim("backlog", terms), within)
