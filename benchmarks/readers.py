"""How true and how fast each reader is, beside another kept library on the same files, ``make bench-readers``.

The truth is what `fixtures/` say: the lines of a report, its headings with their numbers, the cells of its tables.
Word files are converted by LibreOffice; without it, only what can be written here is measured.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

from audit_cli.model import Document
from audit_cli.readers import read_data
from benchmarks.alternatives import ALTERNATIVES, Said
from fixtures.expectations import Fixture, fixtures, seeded_text
from fixtures.layouts import cells_of
from fixtures.printed import printed
from fixtures.printer import Ofd
from fixtures.workbooks import xls_of, xlsx_of

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"
_CONVERTED = ("doc", "odt", "pdf", "html")
_TABLES_ONLY = ("xlsx", "xls", "ods")
_RUNS = 5
_LABELS = tuple(f"{label}" for label in "一二三四五六七八九十（(")


class Cell(NamedTuple):
    """A cell of the truth: what it says and how far it spans."""

    text: str
    row: int
    col: int
    rowspan: int
    colspan: int


class Truth(NamedTuple):
    """What stands in a report: its lines outside tables, and the cells of each table."""

    lines: tuple[str, ...]
    tables: tuple[tuple[Cell, ...], ...]


class Score(NamedTuple):
    """How many of the lines, numbered headings, cells and merged cells of the truth were read, and the time it took."""

    lines: tuple[int, int]
    labels: tuple[int, int]
    cells: tuple[int, int]
    merges: tuple[int, int] | None
    milliseconds: float


def truth_of(fixture: Fixture) -> Truth:
    """Return what stands in the seeded twin of *fixture*."""
    lines = (fixture.folder / "seeded.txt").read_text(encoding="utf-8").split("\n")
    held = {number for table in fixture.tables for number in range(table.first, table.last + 1)}
    outside = tuple(squeezed(line) for number, line in enumerate(lines, 1) if number not in held and line.strip())
    tables = tuple(
        tuple(
            Cell(squeezed(c.text), c.row, c.column, c.last_row - c.row + 1, c.last_column - c.column + 1)
            for c in cells_of(table, lines)
        )
        for table in fixture.tables
    )
    return Truth(outside, tables)


def squeezed(text: str) -> str:
    """Return *text* without white space, which is set anew in every format."""
    return "".join(text.split())


def said_by(document: Document) -> Said:
    """Return the lines and cells of a document as read here, automatic numbers before their lines."""
    blocks = document.blocks
    lines = [block.label + document.text_of(block) for block in blocks if block.kind != "cell"]
    cells = [
        ((b.table or 0, b.row, b.col, b.rowspan, b.colspan), document.text_of(b)) for b in blocks if b.kind == "cell"
    ]
    return Said(lines, [text for _, text in cells], cells)


def score(truths: list[Truth], said: list[Said], milliseconds: float) -> Score:
    """Compare what was read of some documents with the truth."""
    lines = labels = cells = merges = (0, 0)
    knows_merges = False
    for truth, one in zip(truths, said, strict=True):
        read = Counter(map(squeezed, one.lines))
        lines = _plus(lines, Counter(truth.lines), read)
        labels = _plus(labels, Counter(line for line in truth.lines if line.startswith(_LABELS)), read)
        texts = [cell.text for table in truth.tables for cell in table if cell.text]
        cells = _plus(cells, Counter(texts), Counter(text for text in map(squeezed, one.cells) if text))
        if one.placed is not None:
            knows_merges = True
            spans = [
                (number, cell.row, cell.col, cell.rowspan, cell.colspan, cell.text)
                for number, table in enumerate(truth.tables)
                for cell in table
                if cell.rowspan + cell.colspan > 2
            ]
            placed = [(*place, squeezed(text)) for place, text in one.placed]
            merges = _plus(merges, Counter(spans), Counter(placed))
    return Score(lines, labels, cells, merges if knows_merges else None, milliseconds)


def _plus(sofar: tuple[int, int], wanted: Counter[object], read: Counter[object]) -> tuple[int, int]:  # type: ignore[type-arg]
    return sofar[0] + (wanted & read).total(), sofar[1] + wanted.total()


def files_of(kind: str, converted: Path) -> Iterator[tuple[Fixture, bytes]]:
    """Yield the fixtures as files of *kind*, as far as they can be written here."""
    for fixture in fixtures():
        word = fixture.folder / "seeded.docx"
        if kind == "docx":
            yield fixture, word.read_bytes()
        elif kind == "ofd":
            yield fixture, printed(fixture, seeded_text(fixture), Ofd())
        elif kind in (*_CONVERTED, "ods"):
            path = converted / f"{fixture.name}.{kind}"
            if path.exists():
                yield fixture, path.read_bytes()
        else:
            document = read_data(word.name, word.read_bytes())
            if any(block.kind == "cell" for block in document.blocks):
                yield fixture, {"xlsx": xlsx_of, "xls": xls_of}[kind](document)


def convert(folder: Path) -> None:
    """Write the fixtures into *folder* in the formats that LibreOffice knows, if it is installed."""
    office = shutil.which("soffice")
    if office is None:
        return
    for fixture in fixtures():
        shutil.copy(fixture.folder / "seeded.docx", folder / f"{fixture.name}.docx")
        document = read_data("seeded.docx", (fixture.folder / "seeded.docx").read_bytes())
        if any(block.kind == "cell" for block in document.blocks):
            (folder / f"{fixture.name}.xlsx").write_bytes(xlsx_of(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for source, kind in (*(("docx", kind) for kind in _CONVERTED), ("xlsx", "ods")):
        files = sorted(map(str, folder.glob(f"*.{source}")))
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=600)


def timed(read: Callable[[bytes], Said], files: list[bytes]) -> tuple[list[Said], float]:
    """Return what is read of *files*, and the median milliseconds of one, once everything is loaded."""
    said = [read(data) for data in files]
    spent = []
    for data in files:
        runs = []
        for _ in range(_RUNS):
            start = time.process_time()
            read(data)
            runs.append(time.process_time() - start)
        spent.append(min(runs))
    return said, 1000 * median(spent)


def rows(converted: Path) -> Iterator[list[str]]:
    """Yield the rows of the table: each format as read here, and by the alternative."""
    for kind in ("docx", *_CONVERTED, "ofd", *_TABLES_ONLY):
        found = list(files_of(kind, converted))
        if not found:
            continue
        truths = [truth_of(fixture) for fixture, _ in found]
        if kind in _TABLES_ONLY:
            truths = [truth._replace(lines=()) for truth in truths]
        files = [data for _, data in found]
        readers: list[tuple[str, Callable[[bytes], Said]]] = [
            ("audit-cli", lambda data, kind=kind: said_by(read_data(f"a.{kind}", data)))  # type: ignore[misc]
        ]
        if other := ALTERNATIVES.get(kind):
            readers.append(other)
        for name, read in readers:
            scored = score(truths, *timed(read, files))
            shares = [_share(scored.lines), _share(scored.labels), _share(scored.cells), _share(scored.merges)]
            yield [kind, str(len(files)), name, *shares, f"{scored.milliseconds:.1f}"]


def _share(counted: tuple[int, int] | None) -> str:
    return "–" if counted is None or not counted[1] else f"{counted[0]} / {counted[1]}"


@click.command()
@click.option("--write/--print", default=False, help="write the table into docs/formats.md")
def main(write: bool) -> None:
    """Measure every reader beside its alternative."""
    from tabulate import tabulate

    with tempfile.TemporaryDirectory() as folder:
        convert(Path(folder))
        header = ["format", "files", "reader", "lines", "numbered headings", "cells", "merged cells", "ms"]
        table = tabulate(list(rows(Path(folder))), header, tablefmt="pipe", disable_numparse=True)
    click.echo(table)
    if write:
        start, end = "<!-- measured -->", "<!-- end -->"
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(start)
        PAGE.write_text(f"{head}{start}\n{table}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
