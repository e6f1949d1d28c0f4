"""What works on this machine, each thing tried: the formats with a small report each, and the extras they need."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

from audit_cli.errors import MissingExtra, ReadError
from audit_cli.expressions import expression
from audit_cli.readers import documents_in
from audit_cli.readers.files import File, Unread
from audit_cli.readers.kinds import CONTAINERS, KINDS
from audit_cli.readers.limits import Options

# one report in every format, under the name of the format; python -m fixtures.samples writes them
FOLDER = Path(__file__).parent / "samples"
LOCKED, PASSWORD = "locked", "audit-cli"
_STATED = "510.00"
_NEEDS_MODELS = "image"
_NOT_TO_RUN = frozenset({"dev", "all"})
_REQUIREMENT = expression(r"""([\w.-]+)(?:\[[^]]*])?[^;]*;\s*extra\s*==\s*["']([\w-]+)["']""")

State = Literal["works", "missing", "untried", "off", "broken"]


class Trial(NamedTuple):
    """One thing that was tried; *about* says what it is in detail, *reason* why it does not work."""

    name: str
    state: State
    about: str = ""
    reason_zh: str = ""
    reason_en: str = ""


def formats(with_models: bool) -> Iterator[Trial]:
    """Read a report of each format; images only *with_models*, which take seconds and much memory to load."""
    for kind in KINDS.values():
        about = " ".join(kind.suffixes)
        if kind.name == _NEEDS_MODELS and not with_models:
            yield Trial(kind.name, "untried", about, "加 --deep 试识别", "try recognition with --deep")
        else:
            yield _tried(kind.name, kind.suffixes[0], about)
    yield _tried(LOCKED, ".xlsx", ".docx .xlsx .xls")
    for container in CONTAINERS:
        suffix = container.suffixes[0]
        yield _tried(suffix.split(".")[1], suffix, " ".join(container.suffixes))


def _tried(name: str, suffix: str, about: str) -> Trial:
    path = f"{name}{suffix}"
    try:
        (found,) = documents_in(File(path, (FOLDER / name).read_bytes()), Options(password=PASSWORD))
    except (ImportError, OSError) as error:
        # a library that is there and cannot be loaded, or a sample that is not
        return Trial(name, "broken", about, str(error), str(error))
    if isinstance(found, Unread):
        state: State = "missing" if isinstance(found.error, MissingExtra) else "broken"
        return Trial(name, state, about, *_without(path, found.error))
    if _STATED not in found.text:
        return Trial(name, "broken", about, f"没有读出 {_STATED}", f"{_STATED} was not read")
    return Trial(name, "works", about)


def _without(path: str, error: ReadError) -> tuple[str, str]:
    return error.zh.removeprefix(f"{path}："), error.en.removeprefix(f"{path}: ")


def extras() -> Iterator[Trial]:
    """Yield each extra of the installed program with the versions of its packages, those to develop it aside."""
    try:
        required = metadata.requires("audit-cli") or []
    except metadata.PackageNotFoundError:
        return
    packages: dict[str, list[str]] = {}
    for line in required:
        named = _REQUIREMENT.match(line)
        if named and named[2] not in _NOT_TO_RUN:
            packages.setdefault(named[2], []).append(named[1])
    for extra, names in sorted(packages.items()):
        versions = {name: _version(name) for name in names}
        about = " ".join(f"{name} {version}".strip() for name, version in versions.items() if version)
        if lacking := [name for name, version in versions.items() if not version]:
            command = f"pip install 'audit-cli[{extra}]'"
            yield Trial(extra, "missing", about, f"缺 {'、'.join(lacking)}：{command}",
                        f"without {', '.join(lacking)}: {command}")  # fmt: skip
        else:
            yield Trial(extra, "works", about)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
