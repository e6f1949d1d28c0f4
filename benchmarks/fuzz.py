"""Audits spoilt files in processes of their own, ``make fuzz``: none may crash, hang, or take more than its memory.

Each file comes from a seed and a number, so a failure can be made again: ``--seed 7 --only 1234``.
What fails is kept in ``fuzz-findings/`` with its traceback.
"""

from __future__ import annotations

import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import click
from pebble import ProcessPool

from audit_cli.pipeline import audit_documents
from audit_cli.readers import documents_in
from audit_cli.readers.files import File, Unread
from audit_cli.readers.limits import Options
from audit_cli.rulebook import rulebook
from benchmarks.mutations import mutations_of
from benchmarks.samples import Sample, samples

_GIGABYTE = 1 << 30
_FOUND = Path("fuzz-findings")


class Spoilt(NamedTuple):
    """A spoilt file, and how it came to be."""

    number: int
    kind: str
    way: str
    name: str
    data: bytes


class Outcome(NamedTuple):
    """What became of it: the documents audited, the errors told by name, or a failure of ours."""

    audited: int
    told: tuple[str, ...] = ()
    seconds: float = 0.0
    megabytes: int = 0
    failure: str = ""


def spoilt_files(seed: int, sound: Sequence[Sample]) -> Iterator[Spoilt]:
    """Yield spoilt files without end, the formats in turn."""
    by_kind: dict[str, list[Sample]] = defaultdict(list)
    for sample in sound:
        by_kind[Path(sample.name).suffix].append(sample)
    kinds, number = sorted(by_kind), 0
    while True:
        kind = kinds[number % len(kinds)]
        draw = Random(f"{seed} {number}")
        sample = draw.choice(by_kind[kind])
        spoil = draw.choice(mutations_of(sample.data))
        yield Spoilt(number, kind, spoil.__name__, sample.name, spoil(draw, sample.data))
        number += 1


def audited(spoilt: Spoilt) -> Outcome:
    """Read and audit *spoilt* as the command would."""
    start = time.process_time()
    found = list(documents_in(File(spoilt.name, spoilt.data), Options()))
    told = tuple(type(file.error).__name__ for file in found if isinstance(file, Unread))
    documents = [file for file in found if not isinstance(file, Unread)]
    reports = audit_documents(documents, rulebook())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Outcome(len(reports), told, time.process_time() - start, peak)


def _confined(gigabytes: int) -> None:
    """Bound the memory of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (gigabytes * _GIGABYTE, gigabytes * _GIGABYTE))


@click.command()
@click.option("--files", default=5000, show_default=True, help="how many spoilt files, at most")
@click.option("--minutes", default=60.0, show_default=True, help="for how long, at most")
@click.option("--seed", default=1, show_default=True)
@click.option("--only", default=-1, help="the number of one file")
@click.option("--kind", "kinds", multiple=True, help="only this suffix; may be repeated")
@click.option("--seconds", default=30, show_default=True, help="the time that one file may take")
@click.option("--gigabytes", default=4, show_default=True, help="the address space that one process may take")
@click.option("--workers", default=2, show_default=True)
def fuzz(
    files: int, minutes: float, seed: int, only: int, kinds: tuple[str, ...], seconds: int, gigabytes: int, workers: int
) -> None:
    """Audit spoilt files and tell what became of them, format by format."""
    sound = [sample for sample in samples() if not kinds or Path(sample.name).suffix in kinds]
    stream = spoilt_files(seed, sound)
    chosen = islice(stream, files) if only < 0 else islice(stream, only, only + 1)
    end = time.monotonic() + 60 * minutes
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    failed = 0
    with ProcessPool(workers, max_tasks=500, initializer=_confined, initargs=[gigabytes]) as pool:
        while time.monotonic() < end and (some := list(islice(chosen, 20 * workers))):
            for spoilt, future in [(each, pool.schedule(audited, [each], timeout=seconds)) for each in some]:
                error = future.exception()
                outcome = future.result() if error is None else Outcome(0, failure=_told(error))
                outcomes[spoilt.kind].append(outcome)
                if outcome.failure:
                    failed += 1
                    _keep(spoilt, outcome)
    click.echo(_table(outcomes))
    click.echo(
        f"{sum(map(len, outcomes.values()))} files, {failed} failures" + (f", kept in {_FOUND}/" if failed else "")
    )
    raise SystemExit(1 if failed else 0)


def _told(error: BaseException) -> str:
    """Return what ended a process, with the traceback that it had there."""
    return f"{getattr(error, 'traceback', '')}\n{type(error).__name__}: {error}"


def _keep(spoilt: Spoilt, outcome: Outcome) -> None:
    _FOUND.mkdir(exist_ok=True)
    place = _FOUND / f"{spoilt.number}-{spoilt.way}-{spoilt.name}"
    place.write_bytes(spoilt.data)
    place.with_name(place.name + ".log").write_text(outcome.failure, encoding="utf-8")
    click.echo(f"{place}: {outcome.failure.strip().splitlines()[-1]}")


def _table(outcomes: dict[str, list[Outcome]]) -> str:
    from tabulate import tabulate

    rows = []
    for kind, some in sorted(outcomes.items()):
        told = Counter(name for outcome in some for name in outcome.told)
        audited = sum(1 for outcome in some if outcome.audited)
        failures = sum(1 for outcome in some if outcome.failure)
        longest, most = max(outcome.seconds for outcome in some), max(outcome.megabytes for outcome in some)
        errors = ", ".join(f"{name} {count}" for name, count in told.most_common())
        rows.append(
            [kind, len(some), audited, len(some) - audited - failures, failures, f"{longest:.2f}", most, errors]
        )
    header = ["format", "files", "audited", "not readable", "failures", "longest s", "most MB", "errors told"]
    return tabulate(rows, header)


if __name__ == "__main__":
    fuzz()
