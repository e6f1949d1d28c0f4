"""Limit: money that was moved, kept too long, or not needed any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="blank-field")
def money_is_used_as_budgeted(
    reading: Reading, *, of: Literal["moved", "finished", "stale"] = "moved"
) -> Iterator[Comparison]:
    """A report does not tell of money that left its use unapproved, or stayed where it was not needed.

    *of* is what it must not tell: of money moved to another use without approval, of money carried over though its
    project is finished, of money that was not used up within two years.

    Holds: 2023年经县财政局批复，将设备经费15.00万元调剂用于培训。
    Fails: 2023年将设备经费15.00万元调剂用于培训。
    """
    for gap in reading.each_gap():
        if gap.what == of and gap.figure is not None:
            claim = Claim("blank-field", (Term(gap.figure, "kept", gap.place.text),), of, asserted=False)
            yield as_required(claim, gap.settled)
