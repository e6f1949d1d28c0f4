"""Several processes: each audits a hundred files at a time; one that dies costs only the file that killed it.

What they find is what one process finds, in the same order.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from audit_cli.folders import chunks
from audit_cli.model import Document
from audit_cli.pipeline import CHUNK, audit, lost
from audit_cli.readers.files import Unread
from audit_cli.report import DocumentReport
from audit_cli.rulebook import Rulebook
from audit_cli.worker import unbroken

Read = Callable[[str], Iterable[Document | Unread]]
if TYPE_CHECKING:
    Waiting = ProcessFuture[list[DocumentReport]]

_AHEAD = 2  # jobs that wait for each process, so that none is idle while reports are written


def audit_abreast(paths: Iterable[str], rules: Rulebook, read: Read, workers: int) -> Iterator[DocumentReport]:
    """Yield what `audit` does for *paths*, by so many *workers*; *read* and *rules* are sent to them, pickled."""
    work = partial(_audited, rules=rules, read=read)
    pool = ProcessPool(workers)

    def alone(places: Sequence[str | Unread]) -> list[DocumentReport]:
        return _result(pool.schedule(work, args=[places]))

    def reports(job: list[str | Unread], future: Waiting) -> list[DocumentReport]:
        try:
            return _result(future)
        except ProcessExpired:
            return unbroken(job, alone, _lost)

    waiting: deque[tuple[list[str | Unread], Waiting]] = deque()
    try:
        for job in chunks(paths, CHUNK):
            waiting.append(([*job], pool.schedule(work, args=[job])))
            if len(waiting) > _AHEAD * workers:
                yield from reports(*waiting.popleft())
        while waiting:
            yield from reports(*waiting.popleft())
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _audited(places: Sequence[str | Unread], rules: Rulebook, read: Read) -> list[DocumentReport]:
    """Return the reports of one job; what the job before has left is searched for cycles first."""
    gc.collect(1)
    return list(audit(places, rules, read=read))


def _result(future: Waiting) -> list[DocumentReport]:
    return list(future.result())


def _lost(place: str | Unread, error: Exception) -> Unread:
    return place if isinstance(place, Unread) else lost(place, error)
