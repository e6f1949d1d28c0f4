"""Presence: numbers of persons in what is to be published."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, PersonalNumberKind, Reading, Term, as_required, check


@check(kind="privacy")
def personal_number_is_masked(reading: Reading, *, of: PersonalNumberKind = "identity") -> Iterator[Comparison]:
    """A number that belongs to a person is not printed in full.

    Holds: 补助对象身份证号码11010519491231****，领取补助2000元。
    Fails: 补助对象身份证号码11010519491231002X，领取补助2000元。
    """
    for number in reading.each_personal_number():
        if number.what == of:
            yield as_required(Claim("privacy", (Term(number.place, "personal"),), of), False)
