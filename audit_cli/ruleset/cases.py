"""Cases that a rules file carries: a text, and what its rules must find in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from audit_cli.ruleset.complaints import Source, only, unknown
from audit_cli.ruleset.files import load_rules_and_content
from audit_cli.ruleset.rule import Ruleset
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of

CASE_FIELDS = ("text", "findings")
FINDING_FIELDS = ("rule", "stated", "expected")


class Wanted(NamedTuple):
    """A finding as a case states it: the rule, and if they matter the figures as they are shown."""

    rule: str
    stated: str = ""
    expected: str = ""


class Case(NamedTuple):
    """A text under the name of its situation, and all that the rules of the file must find in it."""

    name: str
    line: int
    text: str
    findings: tuple[Wanted, ...]


def cases_of(file: Path) -> tuple[Ruleset, tuple[str, ...], tuple[Case, ...]]:
    """Return the rules of *file*, the ids of those that it states itself, and its cases; raises RulesetError."""
    ruleset, tree = load_rules_and_content(file)
    own = tuple(entry["id"] for entry in tree.get("rules") or ())
    stated = tree.get("cases")
    if stated is None:
        return ruleset, own, ()
    if not isinstance(stated, Entries):
        raise complaint(file.name, line_of(tree, "cases"), "cases 应为若干“情形: 内容”", "cases is a mapping")
    sources = ((name, entry, Source(file.name, line_of(stated, name))) for name, entry in stated.items())
    return ruleset, own, tuple(_case(name, entry, source, own) for name, entry, source in sources)


def _case(name: str, entry: object, source: Source, own: tuple[str, ...]) -> Case:
    if not isinstance(entry, Entries):
        raise complaint(*source, f"情形 {name} 应为若干键", f"case {name} is a mapping")
    only(entry, CASE_FIELDS, source.file, "情形", "a case")
    text, findings = entry.get("text"), entry.get("findings")
    if not isinstance(text, str) or not isinstance(findings, list):
        raise complaint(*source, f"情形 {name} 应有 text 和 findings", f"case {name} has text and findings")
    return Case(name, source.line, text, tuple(_wanted(one, source.file, own) for one in findings))


def _wanted(entry: object, file: str, own: tuple[str, ...]) -> Wanted:
    if not isinstance(entry, Entries) or not isinstance(entry.get("rule"), str):
        raise complaint(file, line_of(entry), "findings 的每一项应有 rule", "each of findings has a rule")
    only(entry, FINDING_FIELDS, file, "findings ", "findings")
    if entry["rule"] not in own:
        zh, en = unknown(entry["rule"], own)
        where = line_of(entry, "rule")
        raise complaint(file, where, f"本文件没有规则 {entry['rule']}{zh}", f"no rule {entry['rule']} here{en}")
    return Wanted(*(str(entry.get(field) or "") for field in FINDING_FIELDS))
