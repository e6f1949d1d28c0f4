"""Which files a command line names: files as given, folders with all that a reader knows in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

STANDARD_INPUT = "-"


def is_standard_input(path: str) -> bool:
    """Whether *path* is standard input, or goes on in an archive that comes there: -/自评报告.docx."""
    return path == STANDARD_INPUT or (path.startswith(f"{STANDARD_INPUT}/") and not os.path.lexists(STANDARD_INPUT))


def expand(paths: Iterable[str]) -> list[str]:
    """Return the files of *paths*, each once; a folder without a report stays as it is."""
    from audit_cli.readers.kinds import SUFFIXES

    found: dict[str, None] = {}
    for path in paths:
        inside = _files_in(path, SUFFIXES) if not is_standard_input(path) and os.path.isdir(path) else ()
        found.update(dict.fromkeys(list(inside) or [path]))
    return list(found)


def beside(path: str) -> list[str]:
    """Return the files that a reader knows in the folder of the one at *path*, and called as it is."""
    from audit_cli.readers.kinds import SUFFIXES

    folder = os.path.dirname(path)
    names = (name for name in sorted(os.listdir(folder or os.curdir)) if _is_wanted(name, SUFFIXES))
    return [file for name in names if os.path.isfile(file := os.path.join(folder, name))]


def skipped(paths: Iterable[str]) -> list[str]:
    """Return the files in the folders among *paths* that may hold a report and cannot be read."""
    from audit_cli.readers.foreign import OTHER_SUFFIXES

    folders = [path for path in paths if not is_standard_input(path) and os.path.isdir(path)]
    return list(dict.fromkeys(file for folder in folders for file in _files_in(folder, OTHER_SUFFIXES)))


def is_left_aside(name: str) -> bool:
    """Whether the file *name* is hidden, or the lock file of an open Office document."""
    return name.startswith((".", "~$"))


def _files_in(folder: str, suffixes: Sequence[str]) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if _is_wanted(name, suffixes):
                yield os.path.join(place, name)


def _is_wanted(name: str, suffixes: Sequence[str]) -> bool:
    return name.lower().endswith(tuple(suffixes)) and not is_left_aside(name)
