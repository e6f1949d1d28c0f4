"""Which files a command line names: files as given, folders with all that a reader knows in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

SUFFIXES = (".txt", ".md", ".docx", ".xlsx")
STANDARD_INPUT = "-"


def expand(paths: Iterable[str]) -> list[str]:
    """Return the files of *paths*, each once; a folder without a report stays as it is."""
    found: dict[str, None] = {}
    for path in paths:
        inside = _reports_in(path) if path != STANDARD_INPUT and os.path.isdir(path) else ()
        found.update(dict.fromkeys(list(inside) or [path]))
    return list(found)


def _reports_in(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            # ~$ marks the lock file of an open Office document
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(place, name)
