"""Rules files: a profile, those it extends, and what they come to together.

A profile is a file, and may go on in a folder of its name: national.yaml, national/arithmetic.yaml ….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from audit_cli.errors import RulesetError
from audit_cli.expressions import expression
from audit_cli.ruleset.complaints import Source, only, unknown
from audit_cli.ruleset.fields import FIELDS, ID, SOURCES, rule_of, signs_of, values_of
from audit_cli.ruleset.rule import Dated, Ruleset, Signs
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of, load

FOLDER = Path(__file__).resolve().parent.parent.parent / "rulesets"
DEFAULT_PROFILE = "national"

HEAD = ("title", "extends", "detect", "values", "rules", "cases")
_INNER = ("values", "rules")  # of a file in the folder of a profile
# name, text and content of a file
Part = tuple[str, str, Entries]
_PROFILE = expression(r"[a-z][a-z0-9_-]*\Z").match
_RULES = expression(r"^(?:rules|extends|values):", re.MULTILINE).search


def profiles(folder: Path = FOLDER) -> list[str]:
    """Return the names of the rulesets in *folder*."""
    return sorted(path.stem for path in folder.glob("*.yaml") if _RULES(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def load_ruleset(profile: str = DEFAULT_PROFILE, folder: Path = FOLDER) -> Ruleset:
    """Return the rules of *profile*, with those it extends; raises RulesetError."""
    if not _PROFILE(profile) or not file_of(profile, folder).is_file():
        known = profiles(folder)
        zh, en = unknown(profile, known)
        zh, en = zh or f"，可用：{'、'.join(known)}", en or f": there are {', '.join(known)}"
        raise RulesetError(f"没有名为 {profile} 的规则集{zh}", f"no ruleset is called {profile}{en}")
    return _loaded(profile, _chain(file_of(profile, folder), folder))


def file_of(profile: str, folder: Path = FOLDER) -> Path:
    """Return the file of *profile*."""
    return folder / f"{profile}.yaml"


def files_of(profile: str, folder: Path = FOLDER) -> list[Path]:
    """Return all files of *profile*, its own and those in the folder of its name."""
    return [file_of(profile, folder), *sorted((folder / profile).glob("*.yaml"))]


@lru_cache(maxsize=32)
def signs_of_profile(profile: str, folder: Path = FOLDER) -> Signs:
    """Return by what a document shows that it comes under *profile*; nothing of its rules is read."""
    path = file_of(profile, folder)
    tree = load(_text(path), path.name)
    return signs_of(tree, path.name) if isinstance(tree, Entries) else Signs()


def load_rules_file(file: Path) -> Ruleset:
    """Return the rules of a *file* of one's own, which may extend a profile; raises RulesetError."""
    return load_rules_and_content(file)[0]


def load_rules_and_content(file: Path) -> tuple[Ruleset, Entries]:
    """Return the rules of a *file* of one's own, and all that the file itself states; raises RulesetError."""
    chain = _chain(file, FOLDER)
    _, _, content = chain[0][0]
    return _loaded(file.stem, chain), content


def _loaded(profile: str, chain: Sequence[tuple[Part, ...]]) -> Ruleset:
    fields: dict[str, Entries] = {}
    values: dict[str, Dated] = {}
    digest = sha256()
    title = ""
    for profile_files in reversed(chain):
        for name, text, tree in profile_files:
            digest.update(text.encode())
            title = tree.get("title", title)
            values |= values_of(tree, name)
        _merge(fields, profile_files)
    rules = [rule_of(entry, values) for entry in fields.values()]
    name, _, tree = chain[0][0]
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    return Ruleset(profile, title, ordered, digest.hexdigest(), signs_of(tree, name))


@lru_cache(maxsize=32)
def _profile(profile: str, folder: Path) -> tuple[Part, ...]:
    """Return the files of a profile; read once, however many profiles extend it."""
    first, *inner = files_of(profile, folder)
    return (_part(first, first.name, HEAD), *(_part(file, f"{profile}/{file.name}", _INNER) for file in inner))


def _chain(path: Path, folder: Path) -> list[tuple[Part, ...]]:
    """Return the files of the ruleset at *path* and of those in *folder* that it extends, the nearest first."""
    chain: list[tuple[Part, ...]] = []
    seen = [path.stem] if path.parent == folder else []
    while True:
        shipped = path == file_of(path.stem, folder)
        chain.append(_profile(path.stem, folder) if shipped else (_part(path, path.name, HEAD),))
        _, _, tree = chain[-1][0]
        if (base := tree.get("extends")) is None:
            return chain
        line = line_of(tree, "extends")
        if not isinstance(base, str) or not _PROFILE(base) or not file_of(base, folder).is_file():
            zh, en = unknown(str(base), profiles(folder))
            raise complaint(path.name, line, f"extends 的规则集 {base} 不存在{zh}", f"no ruleset is called {base}{en}")
        if base in seen:
            raise complaint(path.name, line, f"extends 循环：{base}", f"extends goes in a circle: {base}")
        seen.append(base)
        path = file_of(base, folder)


def _part(path: Path, name: str, known: tuple[str, ...]) -> Part:
    text = _text(path)
    tree = load(text, name)
    if not isinstance(tree, Entries):
        raise complaint(name, 1, "规则集应为若干键", "a ruleset is a mapping")
    only(tree, known, name, "规则集", "a ruleset")
    if not isinstance(tree.get("title", ""), str):
        raise complaint(name, line_of(tree, "title"), "title 应为文字", "title is a text")
    return name, text, tree


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesetError(f"{path.name}：无法读取", f"{path.name}: cannot be read") from error


def _merge(fields: dict[str, Entries], files: Sequence[Part]) -> None:
    """Take over into *fields* what the *files* of one profile state of each rule."""
    here: dict[str, Source] = {}
    for name, _, tree in files:
        for entry in _rules_in(tree, name):
            line = line_of(entry, "id")
            rule_id = entry.get("id")
            if not isinstance(rule_id, str) or not ID.match(rule_id):
                raise complaint(name, line, "规则应有形如 AR101 的 id", "a rule has an id like AR101")
            if rule_id in here:
                first = here[rule_id]
                zh, en = ("", "") if first.file == name else (f" {first.file} ", f" of {first.file}")
                raise complaint(
                    name,
                    line,
                    f"编号 {rule_id} 已在{zh}第{first.line}行使用",
                    f"id {rule_id} is used in line {first.line}{en}",
                )
            here[rule_id] = Source(name, line)
            merged = fields.setdefault(rule_id, Entries(line))
            sources = merged.setdefault(SOURCES, {})
            for key, value in entry.items():
                merged[key] = value
                sources[key] = Source(name, line_of(entry, key))


def _rules_in(tree: Entries, name: str) -> Iterator[Entries]:
    """Yield the rules that a file states; raises RulesetError."""
    rules = tree.get("rules")
    if rules is None:
        return
    if not isinstance(rules, list):
        raise complaint(name, line_of(tree, "rules"), "rules 应为列表", "rules is a list")
    for entry in rules:
        if not isinstance(entry, Entries):
            raise complaint(name, line_of(rules), "每条规则应为若干键", "a rule is a mapping")
        only(entry, FIELDS, name, "规则", "a rule")
        yield entry
