"""A bar on standard error while many files are read: on a terminal only, and never where the report is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from audit_cli.cli.inputs import Reader
    from audit_cli.model import Document
    from audit_cli.readers.files import Unread
    from audit_cli.report import DocumentReport

# fewer are done before a bar could be looked at
_MANY = 10
_WORDS = {"zh": "审核", "en": "auditing"}


class Bar(NamedTuple):
    """How many files are done; *moved* is called with the paths of those that are."""

    moved: Callable[[str], None] = lambda _: None

    def reading(self, read: Reader) -> Reader:
        """Return *read*, which moves the bar for each file: for work in this process."""

        def documents(path: str) -> Iterator[Document | Unread]:
            yield from read(path)
            self.moved(path)

        return documents

    def passing(self, reports: Iterable[DocumentReport]) -> Iterator[DocumentReport]:
        """Yield *reports*, each of which moves the bar."""
        for report in reports:
            self.moved(report.path)
            yield report


@contextmanager
def bar(files: Sequence[str], lang: str, shown: bool) -> Iterator[Bar]:
    """Give the bar for *files*; *shown* is whether standard output is used as well.

    It vanishes at the end.  Without colours (NO_COLOR) it is drawn in none, and on a dumb terminal not at all.
    """
    on_screen = sys.stderr.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
    if len(files) < _MANY or not on_screen or (shown and sys.stdout.isatty()):
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    places = {path: number for number, path in enumerate(files, 1)}
    with Progress(*columns, console=Console(file=sys.stderr, highlight=False), transient=True) as progress:
        task = progress.add_task(_WORDS[lang], total=len(files))

        def moved(path: str) -> None:
            # what is in an archive moves nothing, until the next file is done
            if number := places.get(path):
                progress.update(task, completed=number)

        yield Bar(moved)
