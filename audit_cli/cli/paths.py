"""Which files a command line names: files as given, folders with all that a reader knows in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from audit_cli.errors import UsageError

SUFFIXES = (".txt", ".md", ".docx", ".xlsx")
STANDARD_INPUT = "-"


def expand(paths: Iterable[str]) -> list[str]:
    """Return the files of *paths*, each once; raises UsageError where a folder holds no report."""
    found: dict[str, None] = {}
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            inside = list(_reports_in(path))
            if not inside:
                kinds = "、".join(SUFFIXES)
                raise UsageError(
                    f"{path}：文件夹中没有可读取的文件（{kinds}）", f"{path}: no file to read in this folder"
                )
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def _reports_in(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            # ~$ marks the lock file of an open Office document
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(place, name)
