"""A bar on standard error while many files are read: on a terminal only, and never where the report is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit_cli.cli.inputs import Reader
    from audit_cli.model import Document
    from audit_cli.readers.files import Unread

# fewer are done before a bar could be looked at
_MANY = 10
_WORDS = {"zh": "审核", "en": "auditing"}


@contextmanager
def with_bar(read: Reader, files: int, lang: str, shown: bool) -> Iterator[Reader]:
    """Give *read*, which moves a bar for each of so many *files*; *shown* is whether standard output is used as well.

    The bar vanishes at the end.  Without colours (NO_COLOR) it is drawn in none, and on a dumb terminal not at all.
    """
    on_screen = sys.stderr.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
    if files < _MANY or not on_screen or (shown and sys.stdout.isatty()):
        yield read
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr, highlight=False), transient=True) as progress:
        task = progress.add_task(_WORDS[lang], total=files)

        def reading(path: str) -> Iterator[Document | Unread]:
            yield from read(path)
            progress.advance(task)

        yield reading
