"""Files that people keep beside their reports: a list of records whose fields are all text, read strictly."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from audit_cli.errors import RulesetError
from audit_cli.expressions import expression
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import Sequence as Items
from audit_cli.strict_yaml import complaint, line_of, read

# what is read from a file is shown on a terminal
_CONTROLS = expression("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LARGEST = 64 * 1024 * 1024


def read_records(
    file: str, schema: str, name: str, required: Sequence[str], optional: Sequence[str] = ()
) -> list[Entries]:
    """Return the records under *name* in the YAML or JSON *file* of *schema*; raises RulesetError."""
    path = Path(file)
    if path.exists() and (not path.is_file() or path.stat().st_size > _LARGEST):
        raise RulesetError(f"{file}：不是文件或过大", f"{file}: is no file, or too large")
    found = read(path)
    if not isinstance(found, Entries):
        raise complaint(path.name, 1, f"应有 schema: {schema} 和 {name}", f"needs schema: {schema} and {name}")
    if found.get("schema") != schema:
        line = line_of(found, "schema")
        raise complaint(path.name, line, f"schema 应为 {schema}", f"schema is {schema}")
    _only(found, ("schema", name), path.name)
    records = found.get(name)
    if records is None and name in found:
        return []
    if not isinstance(records, Items):
        raise complaint(path.name, line_of(found, name), f"{name} 应为清单", f"{name} is a list")
    for at, record in enumerate(records):
        _check(record, line_of(records, at), path.name, required, optional)
    return list(records)


def _check(record: object, line: int, name: str, required: Sequence[str], optional: Sequence[str]) -> None:
    if not isinstance(record, Entries):
        raise complaint(name, line, "各项应由键和值组成", "an entry has keys and values")
    _only(record, (*required, *optional), name)
    for key in required:
        if key not in record:
            raise complaint(name, line, f"缺少 {key}", f"{key} is missing")
    for key, value in record.items():
        if not isinstance(value, str) or not value.strip():
            raise complaint(name, line_of(record, key), f"{key} 应为加引号的文字", f"{key} is a text in quotes")
        if _CONTROLS.search(value):
            raise complaint(name, line_of(record, key), f"{key} 含有控制字符", f"{key} has control characters")


def _only(entries: Entries, known: Sequence[str], name: str) -> None:
    for key in entries:
        if key not in known:
            zh, en = f"没有键 {key}，有 {'、'.join(known)}", f"no key is called {key}; there are {', '.join(known)}"
            raise complaint(name, line_of(entries, key), zh, en)


def require_day(record: Entries, key: str, name: str) -> None:
    """Raise RulesetError if the field *key* of *record* is given and no day like 2027-03-31."""
    if key in record and not is_day(record[key]):
        zh, en = f"{key} 应为形如 2027-03-31 的日期", f"{key} is a date like 2027-03-31"
        raise complaint(name, line_of(record, key), zh, en)


def is_day(text: str) -> bool:
    """Whether *text* is a day of the calendar, written like 2027-03-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def path_from(file: str, path: str) -> str:
    """Return the *path* of a report as seen from the folder of *file*: the same on every machine, with slashes."""
    # what comes on standard input lies nowhere
    if path == "-" or path.startswith("-/"):
        return shown(path.encode("utf-8", "replace").decode())
    seen = os.path.relpath(path, os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")
    # the name of a file may hold any bytes
    return shown(seen.encode("utf-8", "replace").decode())


def shown(text: str) -> str:
    """Return *text* in one line, with every control character replaced."""
    return _CONTROLS.sub("?", text)
