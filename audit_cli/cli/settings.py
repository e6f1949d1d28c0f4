"""Settings: `audit-cli.toml`, or `[audit-cli]` in `setup.cfg`, in the working directory or above, and the environment.

The keys are the long options of `check`.  Other commands take those that say how to read, by which rules, in which
language.  The command line goes before the environment, the environment before the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from audit_cli.cli.place_settings import PATHS, Entry, places_of, section_entry, toml_entries
from audit_cli.errors import UsageError
from audit_cli.expressions import expression

_FILE, _SHARED_FILE, _SECTION = "audit-cli.toml", "setup.cfg", "audit-cli"
_OF_PATHS = f"{_SECTION}:"
_SHARED = expression(rf"^\[{_SECTION}[]:]", re.MULTILINE)
# what says where and how the result of an audit goes is not for other commands
_OF_CHECK = {"format", "output", "all", "fail-on", "baseline", "suppressions", "files-from"}
# named from the folder of the settings
_FILES = {"rules", "baseline", "suppressions"}


class Settings(NamedTuple):
    """What a file sets: values by long option, and the line of each, 0 where it is not known; no file has no path.

    *entries* are what it asks for by path.
    """

    path: Path | None = None
    values: Mapping[str, Any] = {}
    lines: Mapping[str, int] = {}
    entries: Sequence[Entry] = ()

    def place(self, key: str = "") -> str:
        """Return file and line of *key*."""
        line = self.lines.get(key, 0)
        return f"{self.path}:{line}" if line else str(self.path)


def find_settings(folder: Path) -> Settings:
    """Return what is set in *folder* or the nearest folder above that sets anything; raises UsageError."""
    for place in (folder, *folder.parents):
        if (path := place / _FILE).is_file():
            text = _text(path)
            values = _toml(path, text)
            entries = toml_entries(str(path), text, values.pop(PATHS, []))
            return _sound(Settings(path, values, _lines(text), entries))
        if (path := place / _SHARED_FILE).is_file() and _SHARED.search(text := _text(path)):
            values, entries = _sections(path, text)
            return _sound(Settings(path, values, _lines(text, f"[{_SECTION}]"), entries))
    return Settings()


def _sound(settings: Settings) -> Settings:
    """Return *settings*; raises UsageError if what they ask for by path cannot be."""
    places_of(settings.entries)
    return settings


def options_of(command: click.Command) -> dict[str, click.Option]:
    """Return the options of *command* by their long names."""
    options = [option for option in command.params if isinstance(option, click.Option) and not option.is_eager]
    return {max(option.opts, key=len).removeprefix("--"): option for option in options}


def name_variables(commands: Mapping[str, click.Command]) -> None:
    """Give each option that can be set its environment variable, AUDIT_CLI_ and its name."""
    for name, command in commands.items():
        for key, option in _settable(name, command, commands["check"]):
            option.envvar = option.envvar or f"AUDIT_CLI_{key.upper().replace('-', '_')}"


def default_map(settings: Settings, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    """Return *settings* as defaults for each command; raises UsageError at a key or a value that cannot be."""
    known = options_of(commands["check"])
    values = {key: _value(settings, key, value, known) for key, value in settings.values.items()}
    return {
        name: {option.name: values[key] for key, option in _settable(name, command, commands["check"])
               if option.name and key in values}
        for name, command in commands.items()
    }  # fmt: skip


def _settable(name: str, command: click.Command, check: click.Command) -> Iterator[tuple[str, click.Option]]:
    known = options_of(check)
    for key, option in options_of(command).items():
        if key in known and (name in ("check", "watch") or key not in _OF_CHECK):
            yield key, option


def _value(settings: Settings, key: str, value: Any, known: Mapping[str, click.Option]) -> Any:
    """Return *value* as the option of that name takes it."""
    place = settings.place(key)
    if key not in known:
        from difflib import get_close_matches

        near = get_close_matches(key, known, 1)
        zh, en = (f"，是否为 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
        raise UsageError(f"{place}：没有选项 {key}{zh}", f"{place}: no option is called {key}{en}")
    option = known[key]
    given = _as_given(value, option)
    if key in _FILES and given:
        assert settings.path is not None
        given = str(settings.path.parent / given)
    try:
        if given is None:
            raise click.BadParameter("应为一组文字" if option.multiple else "应为一个值")
        option.type_cast_value(click.Context(click.Command("check")), given)
    except click.BadParameter as error:
        said = " ".join(error.message.split())
        raise UsageError(f"{place}：{key}：{said}", f"{place}: {key} cannot be that") from None
    return given


def _as_given(value: Any, option: click.Option) -> Any:
    """Return *value* as a command line would give it: yes or no, a text, or a list of texts; None if it is none."""
    if option.is_flag:
        return value if isinstance(value, bool | str) else None
    if not option.multiple:
        # TOML has numbers and days of its own
        return None if isinstance(value, list | dict) else str(value)
    if isinstance(value, dict):
        value = [f"{name}={number}" for name, number in value.items()]
    many = [value] if isinstance(value, str) else value
    return [str(each) for each in many] if isinstance(many, list) else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}：无法读取（{error}）", f"{path}: cannot be read ({error})") from None


def _toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}：不是有效的 TOML（{error}）", f"{path}: no valid TOML ({error})") from None


def _sections(path: Path, text: str) -> tuple[dict[str, Any], list[Entry]]:
    """Return what the section of the program sets, and what those of paths ask for."""
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
        found = dict(parser.items(_SECTION)) if parser.has_section(_SECTION) else {}
    except configparser.Error as error:
        said = " ".join(str(error).split())
        raise UsageError(f"{path}：格式有误（{said}）", f"{path}: malformed ({said})") from None
    heads = {head: head.removeprefix(_OF_PATHS) for head in parser.sections() if head.startswith(_OF_PATHS)}
    entries = [
        section_entry(str(path), match, dict(parser.items(head)), text, f"[{head}]") for head, match in heads.items()
    ]
    return {key: value.split("\n") if "\n" in value else value for key, value in found.items()}, entries


def _lines(text: str, head: str = "") -> dict[str, int]:
    """Return the line of each key, behind the line *head* if there is one."""
    lines: dict[str, int] = {}
    begun = not head
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("["):
            begun = not head or line.strip() == head
        if begun and (key := re.match(r"\[?([A-Za-z_-]+)\s*[=:\]]", line)):
            lines.setdefault(key[1], number)
    return lines
