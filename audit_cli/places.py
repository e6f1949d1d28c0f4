"""What files are asked for because of where they lie: the profile and the severities that settings give to paths."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import Severity
from audit_cli.records import path_from

_WILD = expression(r"\*\*/|\*\*|\*|\?")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Place(NamedTuple):
    """Some paths, as seen from the folder of *file*, and what is asked there, "" and none where nothing is.

    *match* is a pattern: ``*`` within one name, ``**`` across folders; without a slash it is about the name alone.
    *line* is where *file* says so.
    """

    file: str
    match: str
    profile: str = ""
    severities: Mapping[str, Severity] = {}
    line: int = 0

    def holds(self, path: str) -> bool:
        """Whether *path* lies here."""
        seen = path_from(self.file, path)
        return bool(_pattern(self.match).fullmatch(seen if "/" in self.match else seen.rpartition("/")[2]))


def profile_at(places: Sequence[Place], path: str) -> Place | None:
    """Return the last of *places* that gives *path* a profile."""
    return next((place for place in reversed(places) if place.profile and place.holds(path)), None)


def severities_at(places: Sequence[Place], path: str) -> dict[str, Place]:
    """Return for each rule the last of *places* that gives it a severity at *path*."""
    return {rule: place for place in places if place.severities and place.holds(path) for rule in place.severities}


@lru_cache(maxsize=256)
def _pattern(match: str) -> re.Pattern[str]:
    parts, at = [], 0
    for wild in _WILD.finditer(match):
        parts += [re.escape(match[at : wild.start()]), _MEANING[wild[0]]]
        at = wild.end()
    return re.compile("".join([*parts, re.escape(match[at:])]), re.DOTALL)
