"""YAML as data files need it: strict, typed without surprises, and every value knows its line.

``load(text, name)`` returns plain values: `Mapping` (a dict), `Sequence` (a list), str, int, bool and None.
Only ``true`` and ``false`` are booleans and only plain whole numbers are int; every other number stays the str that
was printed ("98.40", 1.5, 0012), for its digits count.  Keys are always str.  What invites mistakes is refused with
file and line: a key given twice, tabs, anchors and aliases, tags, more than one document, deep nesting.

``read(path)`` does the same for a file.  ``line_of(node, key)`` is the line of a key or item (of the node itself
without one), and ``complaint(name, line, zh, en)`` makes the error that names them.

The events of PyYAML's C parser are 15 times faster than ruamel.yaml and carry lines as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from audit_cli.errors import RulesetError
from audit_cli.expressions import expression

_DEEPEST = 40
_WHOLE = expression(r"(?:0|-?[1-9][0-9]{0,17})\Z").match
_PLAIN: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A dict that knows its *line* and, by key, the *lines* of its entries."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list[Any]):
    """A list that knows its *line* and, by index, the *lines* of its items."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def complaint(name: str, line: int, zh: str, en: str) -> RulesetError:
    """Return the error that names file and line: ``raise complaint(...)``."""
    return RulesetError(f"{name}:{line}：{zh}", f"{name}:{line}: {en}")


def line_of(node: object, key: str | int | None = None) -> int:
    """Return the line (from 1) of *key* in *node*, or of *node*; 0 for what did not come from a file."""
    if isinstance(node, Mapping):
        return node.lines.get(key, node.line) if isinstance(key, str) else node.line
    if isinstance(node, Sequence):
        return node.lines[key] if isinstance(key, int) and key < len(node.lines) else node.line
    return 0


def read(path: Path) -> Any:
    """Return the content of the file *path*; raises RulesetError if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        detail = error.strerror
        raise RulesetError(f"{path}：无法打开文件（{detail}）", f"{path}: cannot open ({detail})") from error
    except UnicodeDecodeError as error:
        raise RulesetError(f"{path}：不是 UTF-8 编码的文本", f"{path}: is not UTF-8 text") from error
    return load(text, path.name)


def load(text: str, name: str) -> Any:
    """Return the one document in *text*, None if it is empty; *name* is what complaints call the file."""
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        raise complaint(name, line, "不应使用制表符，请改用空格", "a tab; use spaces")
    try:
        loader = _Loader(text)
        try:
            return _document(loader.get_event, name)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise complaint(name, line, f"YAML 语法错误（{error.problem}）", f"not YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise complaint(name, 1, "含有不允许的字符", "a character that YAML does not allow") from error


def _document(get_event: Callable[[], Any], name: str) -> Any:
    root: Any = None
    documents = 0
    while type(event := get_event()) is not yaml.StreamEndEvent:
        if type(event) is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise complaint(name, _line(event), "一个文件只应有一份文档", "a second document")
            root = _node(get_event(), get_event, name, 0)
    return root


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _node(event: Any, get_event: Callable[[], Any], name: str, depth: int) -> Any:
    line = _line(event)
    if type(event) is yaml.AliasEvent or event.anchor is not None:
        raise complaint(name, line, "不应使用锚点和引用", "anchors and aliases are not allowed")
    if event.tag is not None:
        raise complaint(name, line, f"不应使用标签 {event.tag}", f"the tag {event.tag} is not allowed")
    if type(event) is yaml.ScalarEvent:
        return _scalar(event)
    if depth >= _DEEPEST:
        raise complaint(name, line, "嵌套过深", "nested too deeply")
    if type(event) is yaml.SequenceStartEvent:
        items = Sequence(line)
        while type(event := get_event()) is not yaml.SequenceEndEvent:
            items.lines.append(_line(event))
            items.append(_node(event, get_event, name, depth + 1))
        return items
    entries = Mapping(line)
    while type(event := get_event()) is not yaml.MappingEndEvent:
        line = _line(event)
        if type(event) is not yaml.ScalarEvent or event.anchor is not None or event.tag is not None:
            raise complaint(name, line, "键应为文字", "a key must be a plain word")
        key: str = event.value
        if key in entries:
            first = entries.lines[key]
            en = f"key {key} given twice (first in line {first})"
            raise complaint(name, line, f"键 {key} 重复（首次在第{first}行）", en)
        entries.lines[key] = line
        entries[key] = _node(get_event(), get_event, name, depth + 1)
    return entries


def _scalar(event: Any) -> str | int | bool | None:
    value: str = event.value
    if not event.implicit[0]:  # quoted, or a block of text
        return value
    if value in _PLAIN:
        return _PLAIN[value]
    return int(value) if _WHOLE(value) else value
