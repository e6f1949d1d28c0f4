"""How fast the audit is, against goals that hold on any machine: ratios of processes, and times a text.

    python -m benchmarks.speed [--gate]

Every measurement is of this run and this machine; `--gate` exits with 1 if a goal is missed.
Times of the warm audit are processor time, best of several; times of processes are medians of interleaved runs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from audit_cli.extract.ledger import figures_of
from audit_cli.pipeline import CHUNK, audit_documents, audit_text
from audit_cli.processes import audit_abreast
from audit_cli.readers import read_all
from audit_cli.readers.text.txt import read_txt
from audit_cli.readers.word.docx import read_docx
from audit_cli.rulebook import rulebook
from benchmarks.shapes import FIXTURES
from fixtures.expectations import fixtures
from fixtures.word import word_document

Item = TypeVar("Item")

RULES = rulebook()
# a report of usual length in characters, and its figures in a thousand of them; fixtures hold twice as many
LENGTH = 8_000
DENSITY = 35

_PROCESS_RUNS = 7
_WARM_RUNS = 3
_FILES = 6 * CHUNK
_COMMAND = (sys.executable, "-m", "audit_cli")


class Measured(NamedTuple):
    """One measurement: what, its value, its goal (the most it may be, None if it has none), both in *unit*."""

    what: str
    value: float
    goal: float | None
    unit: str

    @property
    def missed(self) -> bool:
        return self.goal is not None and self.value > self.goal


def reports(suffix: str) -> list[Path]:
    """Return the whole reports of our own that end with *suffix*."""
    return sorted(FIXTURES.glob(f"*/*{suffix}"))


def text_of(path: Path) -> str:
    """Return the text of a fixture with its line ends."""
    return path.read_bytes().decode()


def plain_sentences() -> list[str]:
    """Return the sentences of fixtures that hold no figure."""
    lines = (line.strip() for path in reports("clean.txt") for line in text_of(path).splitlines())
    ended = (line for line in lines if line.endswith("。") and "\t" not in line)
    return [line for line in ended if not figures_of(read_txt("line.txt", line.encode()))]


def usual(text: str, plain: Sequence[str]) -> str:
    """Return *text* with sentences of *plain* behind its own, so that its figures are as far apart as usual.

    They stand in its paragraphs: nine tenths of a report are paragraphs that hold figures.
    """
    figures = len(figures_of(read_txt("report.txt", text.encode())))
    lines = text.splitlines()
    ends = [number for number, line in enumerate(lines) if line.endswith("。")]
    missing, others = 1000 * figures // DENSITY - len(text), cycle(plain)
    for k, number in enumerate(reversed(ends)):
        share, between = missing // (len(ends) - k), ""
        while len(between) < share:
            between += next(others)
        lines[number] += between
        missing -= len(between)
    return "\n".join(lines)


def processes() -> Iterator[Measured]:
    """Yield what whole processes cost, as multiples of what they cannot do without."""
    checked = [(*_COMMAND, "check", "--format", "json", str(path)) for path in reports("seeded.txt")]
    imports = (sys.executable, "-c", "import pandas, pandera.pandas")
    nothing = (sys.executable, "-c", "pass")
    yield Measured("check, whole process / import of its libraries", _ratio(checked, imports), 1.5, "x")
    yield Measured("--help / bare interpreter", _ratio([(*_COMMAND, "--help")], nothing), 10, "x")
    yield Measured("--version / bare interpreter", _ratio([(*_COMMAND, "--version")], nothing), 10, "x")


def _ratio(commands: Sequence[Sequence[str]], yardstick: Sequence[str]) -> float:
    """Return the median time of *commands*, one after the other, over that of *yardstick* between them."""
    _process(commands[0])  # writes the bytecode of a new checkout
    ours, theirs = [], []
    for i in range(_PROCESS_RUNS):
        ours.append(_process(commands[i % len(commands)]))
        theirs.append(_process(yardstick))
    return median(ours) / median(theirs)


def _process(command: Sequence[str]) -> float:
    # what is installed has its bytecode
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)
    return time.perf_counter() - begin


def warm() -> Iterator[Measured]:
    """Yield what the audit of a report of usual length costs, once everything is loaded."""
    dense, plain = [text_of(path) for path in reports(".txt")], plain_sentences()
    spread = [usual(text, plain) for text in dense]
    cost = _chunk_of(spread)
    yield Measured(f"text of {LENGTH:,} characters, in chunks of {CHUNK}", cost, 15, "ms")
    yield Measured("the same, twice as full of figures", _chunk_of(dense), None, "ms")

    cost = _chunk_of_words([word_document(one, usual(one.clean_text(), plain)) for one in fixtures()])
    yield Measured(f"docx of as many characters, in chunks of {CHUNK}", cost, 30, "ms")
    cost = _chunk_of_words([path.read_bytes() for path in reports(".docx")])
    yield Measured("the same, twice as full of figures", cost, None, "ms")

    yield Measured(f"text of {LENGTH:,} characters, alone", _each_alone(spread), 60, "ms")
    yield Measured("the same, twice as full of figures", _each_alone(dense), None, "ms")


def by_processes() -> Iterator[Measured]:
    """Yield what a text costs on the clock if files are audited by processes that have loaded everything."""
    texts, plain = [text_of(path) for path in reports(".txt")], plain_sentences()
    spread = repeated_items([usual(text, plain) for text in texts], _FILES)
    with TemporaryDirectory() as folder:
        paths = [_placed(folder, number, text) for number, text in enumerate(spread)]
        for workers in range(1, (os.cpu_count() or 1) + 1):
            seconds = _seconds_by(workers, paths)
            yield Measured(
                f"text of {LENGTH:,} characters, by {workers}", _scaled(seconds, sum(map(len, spread))), None, "ms"
            )


def _placed(folder: str, number: int, text: str) -> str:
    """Write *text* into a folder of its own and return its path."""
    path = Path(folder) / str(number) / "report.txt"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return str(path)


def _seconds_by(workers: int, paths: Sequence[str]) -> float:
    """Return what all but the first files take, as these wait for everything to be loaded."""
    found = audit_abreast(paths, RULES, read_all, workers)
    for _ in range(workers * CHUNK):
        next(found)
    begin = time.perf_counter()
    for _ in found:
        pass
    return (time.perf_counter() - begin) * len(paths) / (len(paths) - workers * CHUNK)


def _chunk_of(texts: Sequence[str]) -> float:
    """Return what a text of usual length costs in milliseconds, where a chunk of *texts* is audited."""
    chunk = repeated_items(texts, CHUNK)
    seconds = _best(lambda: audit_documents((read_txt("report.txt", text.encode()) for text in chunk), RULES))
    return _scaled(seconds, sum(map(len, chunk)))


def _each_alone(texts: Sequence[str]) -> float:
    """Return what a text of usual length costs in milliseconds, where each of *texts* is audited by itself."""
    seconds = sum(_best(partial(audit_text, text, RULES)) for text in texts)
    return _scaled(seconds, sum(map(len, texts)))


def _chunk_of_words(documents: Sequence[bytes]) -> float:
    """Return what a Word document of usual length costs in milliseconds, where a chunk of *documents* is audited."""
    chunk = repeated_items(documents, CHUNK)
    characters = sum(len(read_docx("report.docx", data).text) for data in chunk)
    seconds = _best(lambda: audit_documents((read_docx("report.docx", data) for data in chunk), RULES))
    return _scaled(seconds, characters)


def repeated_items(items: Sequence[Item], count: int) -> list[Item]:
    """Return *count* items, in turn."""
    return [items[i % len(items)] for i in range(count)]


def _scaled(seconds: float, characters: int) -> float:
    return 1000 * seconds * LENGTH / characters


def _best(action: Callable[[], object]) -> float:
    return min(_processor_time(action) for _ in range(_WARM_RUNS))


def _processor_time(action: Callable[[], object]) -> float:
    begin = time.process_time()
    action()
    return time.process_time() - begin


def main() -> int:
    """Print the figures with their goals; return 1 if one is missed and the gate is closed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gate", action="store_true", help="exit with 1 if a goal is missed")
    gate = parser.parse_args().gate
    missed = False
    for title, measurements in (
        ("whole process", processes()),
        ("warm audit, a core", warm()),
        ("many files, on the clock, by processes", by_processes()),
    ):
        print(f"\n{title}")
        for one in measurements:
            missed |= one.missed
            goal = "" if one.goal is None else f"goal {one.goal:g} {one.unit:<2}  {'missed' if one.missed else 'ok'}"
            print(f"  {one.what:<52} {one.value:8.2f} {one.unit:<2}  {goal}".rstrip(), flush=True)
    return int(gate and missed)


if __name__ == "__main__":
    sys.exit(main())
