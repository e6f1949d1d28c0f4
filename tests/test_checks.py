"""Checks, from the text to what they find: the examples of their docstrings and the files of tests/cases.

In an example ¶ begins a new paragraph.  A case has a *text*, the *findings* of its check (stated and expected as
printed), and if they matter the *options* of the check, how many relations were *compared*, how many *not_assessable*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from audit_cli.calculation import calculation
from audit_cli.comparisons import holds
from audit_cli.extract import extract
from audit_cli.extract.terms import load_terms
from audit_cli.model import Comparison
from audit_cli.pipeline import audit_text
from audit_cli.readers.text.txt import read_txt
from audit_cli.reading import Reading
from audit_cli.registry import check_names, find_check
from audit_cli.ruleset import load_ruleset
from audit_cli.strict_yaml import read

CASES = Path(__file__).parent / "cases"
# these look only at what goes wrong
SILENT = {
    "cause_is_lawful", "change_is_stated", "citation_precedes_report", "column_keeps_to_rows",
    "column_keeps_to_statement", "labels_follow_one_another", "office_is_its_own", "parts_within_total",
    "personal_number_is_masked", "planned_work_is_begun", "prompt_is_removed", "rate_has_base",
    "rejected_words_absent", "text_is_clean", "unit_fits_magnitude",
}  # fmt: skip
# these know no words but those of their rules
WORDLESS = {
    "class_name_is_known", "cost_agrees_with_spending", "evaluation_rests_on_rules", "grade_fits_score",
    "heading_is_kept", "qualitative_score_in_band", "satisfaction_has_survey", "scores_tell_projects_apart",
    "subject_is_treated", "target_is_measurable", "value_fits_unit",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![年\d.])\d[\d,]*(?:\.\d+)?(?![\d.]*年)")
_EXAMPLE = re.compile(r"^ *(Holds|Fails): (.*(?:\n {6,}\S.*)*)", re.MULTILINE)


class Outcome(NamedTuple):
    """What a check made of a text."""

    findings: list[dict[str, str]]
    compared: int
    not_assessable: int


def outcome(name: str, text: str, options: dict[str, Any]) -> Outcome:
    found = find_check(name)
    assert found is not None
    reading = Reading([extract(read_txt("case.txt", text.encode()), load_terms())])
    comparisons = list(found(reading, **options))
    judged = [c for c in comparisons if c.verdict is not None]
    findings = [shown(c) for c in judged if not holds(c)]
    return Outcome(findings, len(judged), len(comparisons) - len(judged))


def shown(comparison: Comparison) -> dict[str, str]:
    worked = calculation(comparison)
    return {"stated": worked.stated + worked.unit, "expected": f"{worked.expected}{worked.unit}"}


def as_yaml(findings: list[dict[str, str]]) -> str:
    if not findings:
        return "findings: []"
    lines = [f'  - stated: "{f["stated"]}"\n    expected: "{f["expected"]}"' for f in findings]
    return "\n".join(["findings:", *lines])


def examples() -> Iterator[Any]:
    for name in check_names():
        found = find_check(name)
        assert found is not None
        for i, (word, text) in enumerate(_EXAMPLE.findall(found.document)):
            yield pytest.param(name, word, re.sub(r"\n\s+", "", text).replace("¶", "\n"), id=f"{name}-{word}-{i}")


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for situation, case in read(path)["cases"].items():
            yield pytest.param(path.stem, case, id=f"{path.stem}-{situation}")


def vocabulary(name: str) -> dict[str, Any]:
    """Return the words that the first rule of a check gives it, where it has none of its own."""
    if name not in WORDLESS:
        return {}
    given = next(rule.options for rule in load_ruleset().in_force() if rule.check.name == name)
    # an example is shorter than any whole report
    return {option: value for option, value in given.items() if option != "least"}


@pytest.mark.parametrize(("name", "word", "text"), list(examples()))
def test_examples_of_docstrings(name: str, word: str, text: str) -> None:
    made = outcome(name, text, vocabulary(name))
    assert bool(made.findings) == (word == "Fails"), as_yaml(made.findings)
    if word == "Holds" and name not in SILENT:
        assert made.compared, "the example holds only because nothing was compared"


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_cases(name: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "options", "findings", "compared", "not_assessable"}
    made = outcome(name, case["text"], case.get("options") or {})
    wanted = case["findings"]
    got = [{key: finding[key] for key in want} for finding, want in zip(made.findings, wanted, strict=False)]
    assert got == wanted, "\n" + as_yaml(made.findings)
    assert len(made.findings) == len(wanted), "\n" + as_yaml(made.findings)
    assert made.compared == case.get("compared", made.compared)
    assert made.not_assessable == case.get("not_assessable", made.not_assessable)


@pytest.mark.parametrize("every", [1, 2, 3])
def test_noughts_anywhere_are_read(every: int) -> None:
    texts = [noughts(case.values[1]["text"], every) for case in cases()]
    reports = [audit_text(text) for text in texts]
    assert 5 * sum(len(report.results) for report in reports) > 4 * len(texts)


def noughts(text: str, every: int) -> str:
    """Return *text* with every so many of its numbers a nought, but for the years."""
    turn = count()
    return _NUMBER.sub(lambda number: number[0] if next(turn) % every else re.sub(r"\d", "0", number[0]), text)
