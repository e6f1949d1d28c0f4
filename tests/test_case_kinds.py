"""Each check that reads forms, scores, the department, execution or payment is shown at work from three sides.

It finds something, it is silent where something nearly the same is right, and there is a text that it cannot judge.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit_cli.ruleset import load_ruleset, profiles
from audit_cli.strict_yaml import read
from tests.test_checks import CASES, SILENT, outcome

CHECKS = Path(__file__).parent.parent / "checks"
GROUPS = ("ST", "SC", "DW", "EX", "PY")
NAMES = sorted({r.check.name for p in profiles() for r in load_ruleset(p).rules if r.id[:2] in GROUPS})
# what gives a reason instead of a verdict
_NO_VERDICT = re.compile(r"\b(?:not_assessable|spending_agrees)\(")


@pytest.mark.parametrize("name", NAMES)
def test_a_check_is_shown_from_three_sides(name: str) -> None:
    made = [
        outcome(name, case["text"], case.get("options") or {})
        for case in read(CASES / f"{name}.yaml")["cases"].values()
    ]
    assert any(m.findings for m in made), "a case that finds something"
    assert any(not m.findings and (m.compared or name in SILENT) for m in made), "a near miss that is judged"
    assert any(not m.compared for m in made), "a case in which nothing can be judged"
    if _NO_VERDICT.search((CHECKS / f"{name}.py").read_text(encoding="utf-8")):
        assert any(m.not_assessable for m in made), "a case that says why it cannot be assessed"
