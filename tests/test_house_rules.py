"""House rules over every check, ruleset and module: what reviewers would otherwise have to look for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from audit_cli import __all__ as names_for_checks
from audit_cli.registry import check_names, find_check
from audit_cli.ruleset import FIELDS, FOLDER, load_ruleset, profiles
from audit_cli.strict_yaml import read
from audit_cli.wording import REASONS

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
PROCEDURES = (
    "Footing", "Cross-footing", "Recalculation", "Tie-out", "Limit", "Presence", "Classification", "Plausibility",
)  # fmt: skip
BANNED_MODULES = {"utils", "helpers", "common", "misc", "base", "manager", "types"}
SOURCES = sorted(
    path
    for folder in ("audit_cli", "checks", "rulesets", "benchmarks", "fixtures")
    for path in (ROOT / folder).rglob("*.py")
)
EXACT = [path for path in SOURCES if path.parent.name in ("audit_cli", "checks", "extract", "prose", "ties")]
CHECKS = sorted(path for path in (ROOT / "checks").glob("*.py") if path.stem != "__init__")
RULES = [rule for profile in profiles() for rule in load_ruleset(profile).rules]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree_of(path))
    if path.stem == "__init__" and not path.read_text(encoding="utf-8").strip():
        return
    assert docstring, "a module begins with a docstring"
    assert docstring.splitlines()[0].endswith((".", "?")), "its first line is a sentence"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_has_a_name_of_its_own(path: Path) -> None:
    assert path.stem not in BANNED_MODULES
    assert not re.search(r"_v?\d+$", path.stem), "git has versions"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_errors_are_not_swallowed(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        assert node.type is not None, f"line {node.lineno}: a bare except"
        broad = isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
        assert not broad or path.stem in ("__main__", "worker"), f"line {node.lineno}: only the outermost catches all"


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.parts[-2] in ("audit_cli", "checks", "extract", "prose", "ties")], ids=relative
)
def test_values_are_never_floats(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Name):
            assert node.id != "float", f"line {node.lineno}: float"
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), f"line {node.lineno}: {node.value}"


@pytest.mark.parametrize("name", check_names())
def test_a_check_explains_itself(name: str) -> None:
    found = find_check(name)
    assert found is not None
    lines = [line.strip() for line in found.document.splitlines()]
    assert lines[0].endswith("."), "the first line states what must hold"
    assert any(line.startswith("Holds: ") for line in lines)
    assert any(line.startswith("Fails: ") for line in lines)
    assert all(option.default is not None for option in found.options)


@pytest.mark.parametrize("path", CHECKS, ids=relative)
def test_a_check_has_the_name_of_its_file(path: Path) -> None:
    functions = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)]
    public = [f.name for f in functions if not f.name.startswith("_")]
    assert public == [path.stem], "one check a file"
    docstring = ast.get_docstring(tree_of(path)) or ""
    assert docstring.startswith(PROCEDURES), "the docstring of the module names the audit procedure"


@pytest.mark.parametrize("path", CHECKS, ids=relative)
def test_a_check_only_compares(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "open", "input", "exec", "eval"), f"line {node.lineno}"
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            raise AssertionError(f"line {node.lineno}: state")
        if isinstance(node, ast.arguments):
            assert node.vararg is None, "the signature is the contract"
            assert node.kwarg is None, "the signature is the contract"
    text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"[一-鿿]", text), "labels and messages are Chinese, checks are not"


@pytest.mark.parametrize("name", check_names())
def test_a_check_has_cases_and_a_rule(name: str) -> None:
    path = CASES / f"{name}.yaml"
    assert path.is_file(), "every check has its cases"
    cases = read(path)["cases"]
    assert any(case["findings"] for case in cases.values()), "a case that finds something"
    assert sum(not case["findings"] for case in cases.values()) >= 2, "a near miss, and one without a comparison"
    for situation in cases:
        assert not re.search(r"\b(pass|fail|error|ok|correct|wrong result)\b", situation), "the situation, no verdict"
    assert any(rule.check.name == name for rule in RULES), "a rule uses it"


def test_cases_belong_to_a_check() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} <= set(check_names())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_must_hold(rule: object) -> None:
    from audit_cli.ruleset import Rule

    assert isinstance(rule, Rule)
    assert "应" in rule.title, "the title is the requirement"
    assert rule.title_en[0].isupper()
    assert not rule.title_en.endswith(".")
    assert rule.authority
    assert not (rule.basis == "practice" and rule.severity == "error")
    assert "http" not in rule.authority, "文号 and article, no address"


@pytest.mark.parametrize("profile", profiles())
def test_keys_stand_in_reading_order(profile: str) -> None:
    for entry in read(FOLDER / f"{profile}.yaml").get("rules") or []:
        assert list(entry) == [field for field in FIELDS if field in entry], entry["id"]


def test_names_for_checks_are_sorted() -> None:
    assert names_for_checks == sorted(names_for_checks)


def test_nothing_is_left_to_do() -> None:
    for path in SOURCES:
        assert not re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text(encoding="utf-8")), relative(path)


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_what_cannot_be_assessed_is_said_in_chinese(path: Path) -> None:
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "not_assessable"]
    reasons = [call.args[1].value for call in named if len(call.args) > 1 and isinstance(call.args[1], ast.Constant)]
    assert set(reasons) <= set(REASONS), "a reason has no Chinese words in audit_cli/wording"
