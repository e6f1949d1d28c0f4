"""Rulesets: rules and profiles as data, read strictly; every complaint names file and line.

A ruleset is a file ``rulesets/<profile>.yaml``.  With ``extends`` it starts from another and states only the
differences: a rule whose id is known there changes the fields it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

from audit_cli.errors import RulesetError
from audit_cli.model import Comparison, Severity
from audit_cli.reading import Reading
from audit_cli.registry import Check, Option, check_names, find_check
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of, load

Basis = Literal["law", "norm", "template", "practice", "memory"]

FOLDER = Path(__file__).resolve().parent.parent / "rulesets"
DEFAULT_PROFILE = "national"

# in reading order
FIELDS = (
    "id", "title", "title_en", "check", "options", "severity", "authority", "basis", "since", "until", "enabled",
)  # fmt: skip
_REQUIRED = ("id", "title", "title_en", "check", "severity", "authority", "basis")
_HEAD = ("title", "extends", "rules")
_ID = re.compile(r"[A-Z]{2}[0-9]{3}\Z").match
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\Z").match
_PROFILE = re.compile(r"[a-z][a-z0-9_-]*\Z").match
_RULES = re.compile(r"^(?:rules|extends):", re.MULTILINE).search


class Rule(NamedTuple):
    """A requirement: which check, how severe, on whose authority.

    *since* and *until* are the first and last day it is valid, "" where there is no bound.
    """

    id: str
    title: str
    title_en: str
    check: Check
    options: Mapping[str, Any]
    severity: Severity
    authority: str
    basis: Basis
    since: str = ""
    until: str = ""
    enabled: bool = True

    def compare(self, reading: Reading) -> Iterator[Comparison]:
        """Run the rule's check with the rule's options."""
        return self.check(reading, **self.options)

    def in_force(self, day: str = "") -> bool:
        """Whether the rule is on and, if a *day* (2022-12-31) is given, valid then."""
        if not self.enabled:
            return False
        return not day or ((not self.since or self.since <= day) and (not self.until or day <= self.until))


class Ruleset(NamedTuple):
    """The rules of a profile, sorted by id, and the digest of the files they come from."""

    profile: str
    title: str
    rules: tuple[Rule, ...]
    sha256: str

    def in_force(self, day: str = "") -> tuple[Rule, ...]:
        """Return the rules that are on and valid on *day*."""
        return tuple(rule for rule in self.rules if rule.in_force(day))

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of that id, None if there is none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def profiles(folder: Path = FOLDER) -> list[str]:
    """Return the names of the rulesets in *folder*."""
    return sorted(path.stem for path in folder.glob("*.yaml") if _RULES(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def load_ruleset(profile: str = DEFAULT_PROFILE, folder: Path = FOLDER) -> Ruleset:
    """Return the rules of *profile*, with those it extends; raises RulesetError."""
    if not _PROFILE(profile) or not (folder / f"{profile}.yaml").is_file():
        known = profiles(folder)
        zh, en = _unknown(profile, known)
        raise RulesetError(f"没有名为 {profile} 的规则集{zh}", f"no ruleset is called {profile}{en}")
    return _loaded(profile, folder / f"{profile}.yaml", folder)


def load_rules_file(file: Path) -> Ruleset:
    """Return the rules of a *file* of one's own, which may extend a profile; raises RulesetError."""
    return _loaded(file.stem, file, FOLDER)


def _loaded(profile: str, first: Path, folder: Path) -> Ruleset:
    fields: dict[str, Entries] = {}
    digest = sha256()
    title = ""
    for name, text, tree in reversed(_chain(first, folder)):
        digest.update(text.encode())
        title = tree.get("title", title)
        _merge(fields, tree, name)
    rules = [_rule(entry) for entry in fields.values()]
    return Ruleset(profile, title, tuple(sorted(rules, key=lambda rule: rule.id)), digest.hexdigest())


def _chain(path: Path, folder: Path) -> list[tuple[str, str, Entries]]:
    """Return name, text and content of the file at *path* and of those in *folder* it extends, the nearest first."""
    chain: list[tuple[str, str, Entries]] = []
    seen = [path.stem] if path.parent == folder else []
    while True:
        text = _text(path)
        tree = load(text, path.name)
        if not isinstance(tree, Entries):
            raise complaint(path.name, 1, "规则集应为若干键", "a ruleset is a mapping")
        _only(tree, _HEAD, path.name, "规则集", "a ruleset")
        chain.append((path.name, text, tree))
        if (base := tree.get("extends")) is None:
            return chain
        line = line_of(tree, "extends")
        if not isinstance(base, str) or not _PROFILE(base) or not (folder / f"{base}.yaml").is_file():
            zh, en = _unknown(str(base), profiles(folder))
            raise complaint(path.name, line, f"extends 的规则集 {base} 不存在{zh}", f"no ruleset is called {base}{en}")
        if base in seen:
            raise complaint(path.name, line, f"extends 循环：{base}", f"extends goes in a circle: {base}")
        seen.append(base)
        path = folder / f"{base}.yaml"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesetError(f"{path.name}：无法读取", f"{path.name}: cannot be read") from error


class _Source(NamedTuple):
    """Where a field was stated."""

    file: str
    line: int


_SOURCE = "\0sources"


def _merge(fields: dict[str, Entries], tree: Entries, name: str) -> None:
    rules = tree.get("rules")
    if rules is None:
        return
    if not isinstance(rules, list):
        raise complaint(name, line_of(tree, "rules"), "rules 应为列表", "rules is a list")
    here: dict[str, int] = {}
    for entry in rules:
        if not isinstance(entry, Entries):
            raise complaint(name, line_of(rules), "每条规则应为若干键", "a rule is a mapping")
        _only(entry, FIELDS, name, "规则", "a rule")
        rule_id = entry.get("id")
        line = line_of(entry, "id")
        if not isinstance(rule_id, str) or not _ID(rule_id):
            raise complaint(name, line, "规则应有形如 AR101 的 id", "a rule has an id like AR101")
        if rule_id in here:
            raise complaint(
                name,
                line,
                f"编号 {rule_id} 已在第{here[rule_id]}行使用",
                f"id {rule_id} is used in line {here[rule_id]}",
            )
        here[rule_id] = line
        merged = fields.setdefault(rule_id, Entries(line))
        sources = merged.setdefault(_SOURCE, {})
        for key, value in entry.items():
            merged[key] = value
            sources[key] = _Source(name, line_of(entry, key))


def _only(entries: Entries, known: tuple[str, ...], name: str, zh_owner: str, en_owner: str) -> None:
    for key in entries:
        if key not in known:
            zh, en = _unknown(key, known)
            raise complaint(
                name, line_of(entries, key), f"{zh_owner}没有键 {key}{zh}", f"{en_owner} has no key {key}{en}"
            )


def _unknown(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the ends of a complaint about an unknown name: the nearest known one, if any is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return (f"，是否为 {near[0]}？", f"; is it {near[0]}?") if near else ("", "")


def _rule(entry: Entries) -> Rule:
    sources: dict[str, _Source] = entry[_SOURCE]
    first = sources["id"]
    for key in _REQUIRED:
        if entry.get(key) is None:
            raise complaint(
                *sources.get(key, first), f"规则 {entry['id']} 缺少 {key}", f"rule {entry['id']} has no {key}"
            )
    for key in ("title", "title_en", "check", "severity", "authority", "basis", "since", "until"):
        if not isinstance(entry.get(key, ""), str):
            raise complaint(*sources[key], f"{key} 应为文字", f"{key} is a text")
    severity = _one_of(entry["severity"], get_args(Severity), sources["severity"], "severity")
    basis = _one_of(entry["basis"], get_args(Basis), sources["basis"], "basis")
    if basis == "practice" and severity == "error":
        raise complaint(
            *sources["severity"],
            "依据为惯例（practice）的规则不应为 error",
            "a rule whose basis is practice is never an error",
        )
    found = find_check(entry["check"])
    if found is None:
        zh, en = _unknown(entry["check"], check_names())
        raise complaint(*sources["check"], f"没有检查 {entry['check']}{zh}", f"no check is called {entry['check']}{en}")
    enabled = entry.get("enabled", basis != "memory")
    if not isinstance(enabled, bool):
        raise complaint(*sources["enabled"], "enabled 应为 true 或 false", "enabled is true or false")
    since, until = (_day(entry.get(key, ""), sources, key) for key in ("since", "until"))
    if since and until and until < since:
        raise complaint(*sources["until"], "until 早于 since", "until is before since")
    return Rule(
        entry["id"], entry["title"], entry["title_en"], found,
        _options(entry.get("options"), found, sources.get("options", first).file, sources.get("options", first).line),
        cast(Severity, severity), entry["authority"], cast(Basis, basis), since, until, enabled,
    )  # fmt: skip


def _day(value: str, sources: dict[str, _Source], key: str) -> str:
    if value and not _DAY(value):
        raise complaint(*sources[key], f"{key} 应为形如 2020-10-01 的日期", f"{key} is a date like 2020-10-01")
    return value


def _one_of(value: str, known: tuple[str, ...], source: _Source, key: str) -> str:
    if value not in known:
        zh, en = _unknown(value, known)
        choices = "、".join(known)
        raise complaint(
            *source, f"{key} 不应为 {value}{zh or '，可用：' + choices}", f"{key} is not {value}{en or ': ' + choices}"
        )
    return value


def _options(given: object, found: Check, name: str, line: int) -> Mapping[str, Any]:
    values = {option.name: option.default for option in found.options}
    if given is None:
        return values
    if not isinstance(given, Entries):
        raise complaint(name, line, "options 应为若干键", "options is a mapping")
    by_name = {option.name: option for option in found.options}
    for key, value in given.items():
        place = line_of(given, key)
        if key not in by_name:
            zh, en = _unknown(key, by_name)
            raise complaint(
                name, place, f"检查 {found.name} 没有选项 {key}{zh}", f"check {found.name} has no option {key}{en}"
            )
        values[key] = _value(value, by_name[key], name, place)
    return values


_WANTED = {
    bool: "true/false", int: "整数", str: "文字", Decimal: "数", tuple: "若干文字的列表", dict: "若干“名称: 数”",
}  # fmt: skip


def _number(value: object) -> object:
    if type(value) in (str, int):
        with suppress(InvalidOperation):
            number = Decimal(str(value))
            return number if number.is_finite() else value
    return value


def _value(value: object, option: Option, name: str, line: int) -> object:
    if option.type is Decimal:
        value = _number(value)
    elif option.type is tuple and isinstance(value, list) and all(isinstance(text, str) for text in value):
        value = tuple(value)
    elif option.type is dict and isinstance(value, Entries):
        numbers = {key: _number(number) for key, number in value.items()}
        value = dict(numbers) if all(isinstance(number, Decimal) for number in numbers.values()) else value
    if type(value) is not option.type:
        wanted = _WANTED[option.type]
        raise complaint(
            name, line, f"选项 {option.name} 应为{wanted}", f"option {option.name} is of type {option.type.__name__}"
        )
    if option.choices and value not in option.choices:
        _one_of(str(value), tuple(map(str, option.choices)), _Source(name, line), option.name)
    return value
