"""From the entries of rules files to rules, values and signs; every complaint names file and line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast, get_args

from audit_cli.expressions import expression
from audit_cli.model import Severity
from audit_cli.registry import check_names, find_check
from audit_cli.ruleset.complaints import Source, one_of, only, unknown
from audit_cli.ruleset.options import options_of
from audit_cli.ruleset.rule import Basis, Dated, Rule, Signs
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of

# in reading order
FIELDS = (
    "id", "title", "title_en", "check", "options", "severity", "authority", "basis", "since", "until", "enabled",
)  # fmt: skip
REQUIRED = ("id", "title", "title_en", "check", "severity", "authority", "basis")
VALUE_FIELDS = ("title", "authority", "by_date")
ID = expression(r"[A-Z]{2}[0-9]{3}\Z")
DAY = expression(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\Z")
SOURCES = "\0sources"


def rule_of(entry: Entries, values: Mapping[str, Dated]) -> Rule:
    """Return the rule that the merged fields of *entry* state; raises RulesetError."""
    sources: dict[str, Source] = entry[SOURCES]
    first = sources["id"]
    for key in REQUIRED:
        if entry.get(key) is None:
            raise complaint(
                *sources.get(key, first), f"规则 {entry['id']} 缺少 {key}", f"rule {entry['id']} has no {key}"
            )
    for key in ("title", "title_en", "check", "severity", "authority", "basis", "since", "until"):
        if not isinstance(entry.get(key, ""), str):
            raise complaint(*sources[key], f"{key} 应为文字", f"{key} is a text")
    severity = one_of(entry["severity"], get_args(Severity), sources["severity"], "severity")
    basis = one_of(entry["basis"], get_args(Basis), sources["basis"], "basis")
    if basis == "practice" and severity == "error":
        raise complaint(
            *sources["severity"],
            "依据为惯例（practice）的规则不应为 error",
            "a rule whose basis is practice is never an error",
        )
    found = find_check(entry["check"])
    if found is None:
        zh, en = unknown(entry["check"], check_names())
        raise complaint(*sources["check"], f"没有检查 {entry['check']}{zh}", f"no check is called {entry['check']}{en}")
    enabled = entry.get("enabled", basis != "memory")
    if not isinstance(enabled, bool):
        raise complaint(*sources["enabled"], "enabled 应为 true 或 false", "enabled is true or false")
    since, until = (_day(entry.get(key, ""), sources.get(key, first), key) for key in ("since", "until"))
    if since and until and until < since:
        raise complaint(*sources["until"], "until 早于 since", "until is before since")
    return Rule(
        entry["id"], entry["title"], entry["title_en"], found,
        options_of(entry.get("options"), found, sources.get("options", first), values),
        cast(Severity, severity), entry["authority"], cast(Basis, basis), since, until, enabled,
    )  # fmt: skip


def _day(value: str, source: Source, key: str) -> str:
    if value and not _is_day(value):
        raise complaint(*source, f"{key} 应为形如 2020-10-01 的日期", f"{key} is a date like 2020-10-01")
    return value


def _is_day(value: str) -> bool:
    """Whether *value* is a day of the calendar as files write it; the pattern alone would take 2021-02-30."""
    try:
        return DAY.match(value) is not None and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def values_of(tree: Entries, name: str) -> dict[str, Dated]:
    """Return the dated values that a file states; raises RulesetError."""
    stated = tree.get("values")
    if stated is None:
        return {}
    if not isinstance(stated, Entries):
        raise complaint(name, line_of(tree, "values"), "values 应为若干键", "values is a mapping")
    return {key: _dated(key, entry, Source(name, line_of(stated, key))) for key, entry in stated.items()}


def _dated(key: str, entry: Any, source: Source) -> Dated:
    if not isinstance(entry, Entries):
        raise complaint(*source, f"值 {key} 应为若干键", f"value {key} is a mapping")
    only(entry, VALUE_FIELDS, source.file, "值", "a value")
    for field in VALUE_FIELDS:
        if entry.get(field) is None:
            raise complaint(*source, f"值 {key} 缺少 {field}", f"value {key} has no {field}")
    by_date = entry["by_date"]
    if not isinstance(by_date, Entries) or not by_date:
        zh = "by_date 应为若干“日期: 值”"
        raise complaint(source.file, line_of(entry, "by_date"), zh, "by_date maps dates to values")
    for day in by_date:
        _day(day, Source(source.file, line_of(by_date, day)), "by_date")
    return Dated(key, str(entry["title"]), str(entry["authority"]), tuple(sorted(by_date.items(), key=_first)))


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]


def signs_of(tree: Entries, name: str) -> Signs:
    """Return by what a document shows that it is one of the profile; raises RulesetError."""
    stated = tree.get("detect")
    if stated is None:
        return Signs()
    line = line_of(tree, "detect")
    if not isinstance(stated, Entries):
        raise complaint(name, line, "detect 应为若干键", "detect is a mapping")
    only(stated, Signs._fields, name, "detect ", "detect")
    for key, words in stated.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            zh, en = f"detect 的 {key} 应为若干文字的列表", f"{key} of detect is a list of texts"
            raise complaint(name, line_of(stated, key), zh, en)
    return Signs(**{key: tuple(words) for key, words in stated.items()})
