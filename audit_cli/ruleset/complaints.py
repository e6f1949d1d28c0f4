"""What complaints about a rules file need: where a field was stated, the known name nearest to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of


class Source(NamedTuple):
    """Where a field was stated."""

    file: str
    line: int


def unknown(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the ends of a complaint about an unknown name: the nearest known one, if any is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return (f"，是否为 {near[0]}？", f"; is it {near[0]}?") if near else ("", "")


def only(entries: Entries, known: Iterable[str], name: str, zh_owner: str, en_owner: str) -> None:
    """Raise RulesetError if *entries* has a key that is not *known*."""
    for key in entries:
        if key not in known:
            zh, en = unknown(key, known)
            raise complaint(
                name, line_of(entries, key), f"{zh_owner}没有键 {key}{zh}", f"{en_owner} has no key {key}{en}"
            )


def one_of(value: str, known: tuple[str, ...], source: Source, key: str) -> str:
    """Return *value*; raises RulesetError if it is none of *known*."""
    if value not in known:
        zh, en = unknown(value, known)
        choices = "、".join(known)
        raise complaint(
            *source, f"{key} 不应为 {value}{zh or '，可用：' + choices}", f"{key} is not {value}{en or ': ' + choices}"
        )
    return value
