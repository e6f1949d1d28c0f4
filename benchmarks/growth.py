"""Time and memory against the length of a text, up to 10 MB, ordinary or such as nobody would write.

    python -m benchmarks.growth --write     what ``make bench-growth`` does: measure, and write docs/growth.md

Each shape has a process of its own that reads and audits files of it; time is processor time, memory the peak.
"""

from __future__ import annotations

import math
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from tabulate import tabulate

from audit_cli.pipeline import audit_documents
from audit_cli.readers import documents_in
from audit_cli.readers.files import File, Unread
from audit_cli.readers.limits import Options
from audit_cli.rulebook import rulebook
from benchmarks.shapes import ADVERSARIAL, MONOTONOUS, ORDINARY, Shape, shapes

PAGE = Path(__file__).parent.parent / "docs" / "growth.md"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
# a byte may not cost more than this many times what it costs in a tenth of the text
MOST = 2.0
_LEAST_SECONDS = 0.5


class Run(NamedTuple):
    """What the audit of one text took, and what came of it."""

    size: int
    seconds: float
    megabytes: int
    outcome: str


def file_of(shape: Shape, size: int) -> bytes:
    """Return a text of *shape* as a file of about *size* bytes."""
    length = size
    for _ in range(3):
        # by the size of a shorter one, as characters have one to four bytes, and some shapes less than they are asked
        sample = min(length, 20_000)
        length = size * sample // max(len(shape(sample).encode()), 1)
    return shape(length).encode()


def measured_here(name: str, longest: int, most_seconds: int) -> Iterator[Run]:
    """Yield what the texts of one shape take in this process, the shortest first; one that takes too long ends it."""
    rules, options = rulebook(), Options()
    # a little text first, so that everything is loaded
    audit_documents(documents_in(File("small.txt", ORDINARY["the same reports again"](4000).encode()), options), rules)
    for size in (size for size in SIZES if size <= longest):
        data = file_of(shapes()[name], size)
        begin = time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(begin) + most_seconds, -1))
        found = list(documents_in(File("long.txt", data), options))
        told = [type(each.error).__name__ for each in found if isinstance(each, Unread)]
        outcome = told or [report.status for report in audit_documents(found, rules)]
        seconds = time.process_time() - begin
        del found
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield Run(len(data), seconds, peak, ", ".join(outcome))


def runs(name: str, longest: int, most_seconds: int) -> list[Run]:
    """Return a measurement for each size up to *longest*, from a process of their own."""
    options = ["--only", name, "--longest", str(longest), "--seconds", str(most_seconds)]
    done = subprocess.run([sys.executable, "-m", "benchmarks.growth", *options], capture_output=True, text=True)
    found = []
    for line in done.stdout.splitlines():
        length, taken, megabytes, outcome = line.split("\t")
        found.append(Run(int(length), float(taken), int(megabytes), outcome))
    if done.returncode == -signal.SIGXCPU:
        return [*found, Run(SIZES[len(found)], most_seconds, 0, "stopped")]
    done.check_returncode()
    return found


def ratio(measured: Sequence[Run]) -> float | None:
    """Return how much more a byte costs in the longest text than in the one before; None if both are short."""
    if len(measured) < 2 or measured[-1].seconds < _LEAST_SECONDS:
        return None
    before, last = measured[-2:]
    return last.seconds / last.size / (max(before.seconds, _LEAST_SECONDS * before.size / last.size) / before.size)


def row_of(name: str, measured: Sequence[Run]) -> list[str]:
    """Return one row: the seconds of each size, and of the longest its speed, its growth, its memory, its outcome."""
    last, growth = measured[-1], ratio(measured)
    return [
        f"`{name}`",
        *(f"{run.seconds:.2f}" for run in measured),
        *[""] * (len(SIZES) - len(measured)),
        f"{last.size / 1000 / max(last.seconds, 0.001):,.0f}",
        "" if growth is None else f"{growth:.2f}",
        f"{last.megabytes:,}",
        last.outcome,
    ]


_HEADER = ["text", *(f"{size // 1000:,} kB" for size in SIZES), "kB/s", "ratio", "MB", "outcome"]
_INTRODUCTION = """# Time and memory against length

Seconds of one core to read and audit one file of text, whatever it says (`make bench-growth`).
*kB/s* and *MB* (peak of the process) are those of the longest file of the row, which has a process of its own.
*ratio* is what a byte costs there over what it costs in a file a tenth as long: 1 is linear, 10 would be quadratic.
Phrases are measured in a tenth of the length. The figures are those of the machine that wrote this page.
"""


@click.command()
@click.option("--write", is_flag=True, help="write docs/growth.md")
@click.option("--gate", is_flag=True, help="exit with 1 if a text is not linear, or had to be stopped")
@click.option("--longest", default=SIZES[-1], show_default=True, help="bytes of the longest text")
@click.option("--seconds", default=300, show_default=True, help="the processor time that one text may take")
@click.option("--workers", default=1, show_default=True, help="how many texts at once")
@click.option("--only", default="", help="measure one text here, and print bytes, seconds, megabytes, outcome")
def main(write: bool, gate: bool, longest: int, seconds: int, workers: int, only: str) -> None:
    """Measure every text and print the table."""
    if only:
        for run in measured_here(only, longest, seconds):
            click.echo("\t".join(map(str, run)))
            sys.stdout.flush()
        return
    pages, failed = [_INTRODUCTION], False
    phrases = [name for name in shapes() if name not in {**ORDINARY, **MONOTONOUS, **ADVERSARIAL}]
    for title, names, most in (
        ("Ordinary texts", list(ORDINARY), longest),
        ("Texts that change from line to line, or nest", list(ADVERSARIAL), longest),
        ("One character or word again and again", list(MONOTONOUS), longest),
        ("One phrase again and again", phrases, longest // 10),
    ):
        rows, measure = [], partial(runs, longest=most, most_seconds=seconds)
        with ThreadPoolExecutor(workers) as pool:
            for name, measured in zip(names, pool.map(measure, names), strict=True):
                growth = ratio(measured)
                failed |= measured[-1].outcome == "stopped" or (growth is not None and growth > MOST)
                rows.append(row_of(name, measured))
                click.echo("  ".join(rows[-1]), err=True)
        pages.append(f"## {title}\n\n{tabulate(rows, _HEADER, tablefmt='pipe', disable_numparse=True)}\n")
    click.echo("\n".join(pages))
    if write:
        PAGE.write_text("\n".join(pages), encoding="utf-8")
    raise SystemExit(int(gate and failed))


if __name__ == "__main__":
    main()
