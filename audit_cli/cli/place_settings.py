"""What settings ask for by path: `[[paths]]` of `audit-cli.toml`, `[audit-cli:学校/**]` of `setup.cfg`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from audit_cli.errors import UsageError
from audit_cli.expressions import expression
from audit_cli.model import Severity

if TYPE_CHECKING:
    from audit_cli.places import Place
    from audit_cli.rulebook import Rulebook

PATHS = "paths"
_KEYS = ("match", "profile", "severity")
_SEVERITIES = get_args(Severity)
_HEAD = expression(r"\s*\[\[\s*paths\s*\]\]")
_SUBTABLE = expression(r"\s*\[\s*paths\s*\.")
_KEY = expression(r"""\s*["']?([\w-]+)["']?\s*=""")


class Entry(NamedTuple):
    """One entry as it stands in *file*, and the line of each of its keys; that of "" is its first."""

    file: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def wrong(self, key: str, zh: str, en: str) -> UsageError:
        """Return what is to be said of *key*."""
        line = self.lines.get(key) or self.lines.get("", 0)
        place = f"{self.file}:{line}" if line else self.file
        return UsageError(f"{place}：{zh}", f"{place}: {en}")


def toml_entries(file: str, text: str, given: Any) -> list[Entry]:
    """Return the entries of `[[paths]]` in *text*, which has been read as *given*; raises UsageError."""
    lines = _entry_lines(text)
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise Entry(file, {}, lines[0] if lines else {}).wrong("", "paths 应写作 [[paths]]", "write [[paths]]")
    # an entry may also stand in one line with others
    found = lines if len(lines) == len(given) else [{}] * len(given)
    return [Entry(file, values, where) for values, where in zip(given, found, strict=True)]


def _entry_lines(text: str) -> list[dict[str, int]]:
    found: list[dict[str, int]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if _HEAD.match(line):
            found.append({"": number})
            inside = True
        elif line.lstrip().startswith("["):
            inside = inside and bool(_SUBTABLE.match(line))
        elif inside and (key := _KEY.match(line)):
            found[-1].setdefault(key[1], number)
    return found


def section_entry(file: str, match: str, given: Mapping[str, str], text: str, head: str) -> Entry:
    """Return the entry of the section *head*, which says of the paths *match* what is *given*."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == head:
            lines = {"": number}
        elif line.startswith("["):
            if lines:
                break
        elif lines and (key := _KEY.match(line)):
            lines.setdefault(key[1], number)
    values: dict[str, Any] = {"match": match, **given}
    if "severity" in values:
        pairs = [line.partition("=") for line in values["severity"].splitlines() if line.strip()]
        values["severity"] = {rule.strip(): severity.strip() for rule, _, severity in pairs}
    return Entry(file, values, lines)


def places_of(entries: Sequence[Entry]) -> tuple[Place, ...]:
    """Return *entries* as places; raises UsageError at what they cannot say."""
    return tuple(map(_place, entries))


def _place(entry: Entry) -> Place:
    from audit_cli.places import Place

    for key in entry.values:
        if key not in _KEYS:
            raise entry.wrong(
                key, f"没有 {key}，有 {'、'.join(_KEYS)}", f"no key is called {key}; there are {', '.join(_KEYS)}"
            )
    match, profile, severity = (
        entry.values.get(key, default) for key, default in zip(_KEYS, ("", "", {}), strict=True)
    )
    if not isinstance(match, str) or not match:
        raise entry.wrong("match", "应写明 match，如 学校/**", "needs a match, such as 学校/**")
    if not isinstance(profile, str):
        raise entry.wrong("profile", "profile 应为规则集名称", "profile is the name of a ruleset")
    if not isinstance(severity, dict):
        raise entry.wrong("severity", '应写作 severity = {SC040 = "info"}', 'write severity = {SC040 = "info"}')
    for rule, asked in severity.items():
        if asked not in _SEVERITIES:
            names = "、".join(_SEVERITIES)
            where = rule if rule in entry.lines else "severity"
            raise entry.wrong(where, f"{rule} 的级别应为 {names} 之一", f"{rule} is one of {', '.join(_SEVERITIES)}")
    return Place(entry.file, match, profile, severity, entry.lines.get("", 0))


def with_places(rules: Rulebook, entries: Sequence[Entry], profile_is_asked: bool) -> Rulebook:
    """Return *rules* with what *entries* ask for; their profiles do not count where one is asked for otherwise.

    Raises UsageError where they name what there is not.
    """
    places = places_of(entries)
    if profile_is_asked:
        places = tuple(place._replace(profile="") for place in places)
    found = rules._replace(places=places)
    for entry, place in zip(entries, places, strict=True):
        _require(found, entry, place)
    return found


def _require(rules: Rulebook, entry: Entry, place: Place) -> None:
    from audit_cli.ruleset import profiles

    if place.profile and place.profile not in profiles():
        known = "、".join(profiles())
        raise entry.wrong("profile", f"没有规则集 {place.profile}，有 {known}", f"no ruleset is called {place.profile}")
    for name, severity in place.severities.items():
        where = name if name in entry.lines else "severity"
        rule = next((found for ruleset in rules.rulesets() if (found := ruleset.rule(name))), None)
        if rule is None:
            raise entry.wrong(where, f"没有规则 {name}", f"no rule is called {name}")
        if rule.basis == "practice" and severity == "error":
            raise entry.wrong(
                where, f"{name} 的依据为惯例，不应为 error", f"{name} rests on practice and is never an error"
            )
