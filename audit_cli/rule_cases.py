"""Runs the cases of a rules file: what its own rules find in each text, against what they must find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit_cli.calculation import calculation
from audit_cli.judgement import FAILING
from audit_cli.model import Result
from audit_cli.pipeline import audit_text
from audit_cli.rulebook import rulebook
from audit_cli.ruleset.cases import Case, Wanted, cases_of


class CaseOutcome(NamedTuple):
    """A case with what was found too little and too much."""

    case: Case
    missing: tuple[Wanted, ...]
    surplus: tuple[Wanted, ...]


def run_cases(file: Path) -> Iterator[CaseOutcome]:
    """Yield the outcome of each case in *file*; raises RulesetError."""
    ruleset, own, cases = cases_of(file)
    book = rulebook(ruleset)
    for case in cases:
        results = audit_text(case.text, book).results
        found = [_found(r) for r in results if r.rule in own and r.status in FAILING]
        missing = []
        for wanted in case.findings:
            like = next((one for one in found if _fits(wanted, one)), None)
            if like is None:
                missing.append(wanted)
            else:
                found.remove(like)
        yield CaseOutcome(case, tuple(missing), tuple(found))


def _found(result: Result) -> Wanted:
    worked = calculation(result.comparison)
    expected = "" if worked.expected is None else worked.expected + worked.unit
    return Wanted(result.rule, worked.stated + worked.unit, expected)


def _fits(wanted: Wanted, found: Wanted) -> bool:
    return wanted.rule == found.rule and all(w in ("", f) for w, f in zip(wanted[1:], found[1:], strict=True))
