"""Who may import whom: a module imports those below it, never above, and siblings do not know one another."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit_cli.marking import MARKERS
from audit_cli.outputs.formats import FORMATS
from audit_cli.readers.kinds import KINDS

ROOT = Path(__file__).parent.parent
HEAVY = {"pandas", "pandera", "numpy", "lxml", "python_calamine", "rich", "openpyxl", "docx", "tabulate", "xlsxwriter"}

# from below to above; those of one layer may import one another unless they are siblings
LAYERS: tuple[tuple[str, ...], ...] = (
    ("audit_cli.expressions", "audit_cli.value", "audit_cli.abreast"),
    ("audit_cli.errors", "audit_cli.quantity", "audit_cli.model", "audit_cli.strict_yaml"),
    (
        "audit_cli.spans",
        "audit_cli.records",
        "audit_cli.days",
        "audit_cli.masking",
        "audit_cli.gazetteer",
        "audit_cli.differences",
        "audit_cli.places",
        "audit_cli.mistyped",
    ),
    ("audit_cli.comparisons", "audit_cli.targets", "audit_cli.reading", "audit_cli.schemas"),
    ("audit_cli.registry",),
    ("audit_cli", "checks"),
    ("audit_cli.ruleset",),
    ("audit_cli.extract",),
    ("audit_cli.readers",),
    ("audit_cli.rulebook",),
    ("audit_cli.calculation",),
    ("audit_cli.needs",),
    ("audit_cli.wording.words", "audit_cli.wording.labels", "audit_cli.wording.naming"),
    ("audit_cli.wording",),
    ("audit_cli.hints",),
    ("audit_cli.plausibility",),
    ("audit_cli.corroboration",),
    ("audit_cli.wrong_figures",),
    ("audit_cli.judgement",),
    ("audit_cli.report",),
    ("audit_cli.worker",),
    ("audit_cli.pipeline", "audit_cli.acceptance", "audit_cli.diagnosis"),
    ("audit_cli.processes",),
    ("audit_cli.baseline", "audit_cli.suppressions", "audit_cli.submissions"),
    ("audit_cli.rule_cases",),
    ("audit_cli.outputs",),
    ("audit_cli.marking",),
    ("audit_cli.cli",),
    ("audit_cli.__main__",),
)
# a check may import these, and what audit_cli/__init__.py gives
FOR_CHECKS = {"audit_cli", "__future__", "collections", "datetime", "decimal", "typing", "pandas", "re", "itertools"}
# siblings that do not know one another: one file a format, a subject, a check; what they share has a name of its own
SIBLINGS = {
    "audit_cli.readers": {kind.reader.partition(":")[0] for kind in KINDS.values() if kind.reader},
    "audit_cli.marking": set(MARKERS.values()),
    "audit_cli.outputs": {each.module for each in FORMATS.values()},
    "audit_cli.wording": {
        "figures",
        "limits",
        "contracts",
        "assurances",
        "fields",
        "targets",
        "scores",
        "slips",
        "names",
        "outline",
    },
    "checks": {path.stem for path in (ROOT / "checks").glob("*.py")},
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("audit_cli", "checks"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def layer(module: str) -> int:
    """Return the number of the layer that *module* is in, the longest name first."""
    while module:
        for i, names in enumerate(LAYERS):
            if module in names:
                return i
        module = module.rpartition(".")[0]
    raise AssertionError("no layer")


def imports(path: Path, everywhere: bool = True) -> Iterator[str]:
    """Yield the modules that the file imports, those for type checking aside; *everywhere* also within functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree) if everywhere else tree.body:
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def test_every_layer_names_modules_that_exist() -> None:
    assert {name for names in LAYERS for name in names} - set(MODULES) <= {"checks"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_what_is_below_it(module: str) -> None:
    own = layer(module)
    for name in imports(MODULES[module]):
        if name.partition(".")[0] in ("audit_cli", "checks"):
            assert layer(name) <= own or name == "audit_cli", f"{module} imports {name}, which is above it"


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.startswith("checks.")))
def test_a_check_imports_only_what_it_is_given(module: str) -> None:
    for name in imports(MODULES[module]):
        assert name.partition(".")[0] in FOR_CHECKS, f"{module} imports {name}"
        assert name == "audit_cli" or not name.startswith("audit_cli."), f"{module} imports {name}"


@pytest.mark.parametrize("package", sorted(SIBLINGS))
def test_siblings_do_not_know_one_another(package: str) -> None:
    siblings = {f"{package}.{name}" for name in SIBLINGS[package]}
    for module in siblings & set(MODULES):
        known = siblings & set(imports(MODULES[module]))
        assert not known, f"{module} imports its sibling {known}"


# a reader, an output, a marker or a check is itself imported where it is used
EAGER = sorted(
    m
    for m in MODULES
    if not m.startswith(("audit_cli.readers.", "audit_cli.outputs.", "audit_cli.marking.", "checks."))
)


@pytest.mark.parametrize("module", EAGER)
def test_heavy_libraries_are_imported_where_they_are_used(module: str) -> None:
    for name in imports(MODULES[module], everywhere=False):
        assert name.partition(".")[0] not in HEAVY, f"{module} imports {name} before it is needed"


_ALONE = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.partition(".")[0] in ("audit_cli", "checks")]:
        del sys.modules[known]
    importlib.import_module(name)
"""


def test_each_package_can_be_the_first_that_is_imported() -> None:
    """No circle of imports that only another order of them hides."""
    names = sorted(name for name, path in MODULES.items() if path.stem == "__init__")
    subprocess.run([sys.executable, "-c", _ALONE, *names], cwd=ROOT, check=True)


def test_the_model_knows_nothing_of_the_rest() -> None:
    inner = [path for name, path in MODULES.items() if name.startswith("audit_cli.model")]
    below = {name for path in inner for name in imports(path) if name.startswith("audit_cli")}
    assert {name for name in below if not name.startswith("audit_cli.model")} == {
        "audit_cli.quantity",
        "audit_cli.value",
    }
