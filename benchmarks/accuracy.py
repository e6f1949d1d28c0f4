"""Measure the auditor on generated texts: ``python -m benchmarks.accuracy --seed 1 --reports 200``.

``--pieces`` tests every construction alone in a short document, in each of its surface forms; ``--wrap`` breaks the
prose of the texts into lines, as converters of PDF do.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.generator.reports import reports
from benchmarks.generator.texts import Sample, mini_documents, table_documents
from benchmarks.generator.wrapping import on_a_page
from benchmarks.scoring import Result, Score, score

CHUNK = 100
COMMAND = f"{shlex.quote(sys.executable)} -m audit_cli"


class Row(NamedTuple):
    """One line of the table: counts of a group of scores."""

    name: str
    planted: int
    found: int
    right_kind: int
    quietly: int
    ticked: int
    asserted: int
    false_errors: int
    false_warnings: int
    clean: int
    stray: int
    other: int
    broken: int


class Audited(NamedTuple):
    """What the auditor says of one text, and the profile it found by itself."""

    profile: str = ""
    results: Sequence[Result] = ()


def run(command: str, files: Sequence[Path]) -> dict[str, Audited]:
    """Audit *files* in chunks and return what is found by file name; a file that stops the auditor has nothing."""
    out: dict[str, Audited] = {}
    for at in range(0, len(files), CHUNK):
        out.update(_run_some(command, files[at : at + CHUNK]))
    return out


def _run_some(command: str, files: Sequence[Path]) -> dict[str, Audited]:
    done = subprocess.run(
        [*shlex.split(command), "check", "--format", "json", *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode in (0, 1, 3):
        documents = json.loads(done.stdout)["documents"]
        for document in documents:
            if document.get("status") == "unreadable":
                print(f"unreadable: {document['path']}: {document.get('reason')}", file=sys.stderr)
        return {Path(d["path"]).name: Audited(d.get("profile", ""), d.get("results", [])) for d in documents}
    if len(files) > 1:
        half = len(files) // 2
        return _run_some(command, files[:half]) | _run_some(command, files[half:])
    last = [
        line
        for line in done.stderr.strip().splitlines()
        if "Error" in line or "Exception" in line or "decimal." in line
    ]
    print(f"CRASH ({done.returncode}) {last[-1:]}: {files[0].read_text(encoding='utf-8')[:400]}", file=sys.stderr)
    return {}


def audited(samples: Sequence[Sample], command: str, folder: Path) -> list[Score]:
    """Write every sample to *folder*, each of its twins alone in one as they are no submission, and score them all."""
    files: list[Path] = []
    for number, sample in enumerate(samples):
        for kind, text in (("clean", sample.clean), ("planted", sample.planted)):
            if text is not None:
                path = folder / kind / f"{number:05d}" / f"{number:05d}-{kind}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.text, encoding="utf-8", newline="")
                files.append(path)
    results = run(command, files)
    if crashed := len(files) - len(results):
        print(f"the auditor stopped on {crashed} of {len(files)} texts", file=sys.stderr)
    scores = []
    for number, sample in enumerate(samples):
        clean, planted = (results.get(f"{number:05d}-{kind}.txt", Audited()) for kind in ("clean", "planted"))
        scores.append(score(sample, clean.results, planted.results)._replace(profile=clean.profile))
    return scores


def row(name: str, scores: Sequence[Score]) -> Row:
    planted = [s for s in scores if s.found is not None]
    return Row(
        name, len(planted), sum(bool(s.found) for s in planted), sum(s.right_kind for s in planted),
        sum(s.found_quietly for s in planted), sum(s.ticked for s in scores), sum(s.asserted for s in scores),
        sum(s.false_errors for s in scores), sum(s.false_warnings for s in scores), len(scores),
        sum(s.stray_ticks for s in scores), sum(s.other_findings for s in scores), sum(s.broken for s in scores),
    )  # fmt: skip


def grouped(scores: Sequence[Score], key: Callable[[Score], str]) -> list[Row]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for s in scores:
        groups[key(s)].append(s)
    return [row(name, members) for name, members in groups.items()]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%" if whole else "    –"


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def show(title: str, rows: Sequence[Row]) -> None:
    """Print a table of rows; *false* are findings on clean texts."""
    print(f"\n{title}")
    head = f"{'found':>14} {'(kind)':>7} {'(info)':>6} {'ticked':>15} {'false e':>7} {'w':>4} {'clean':>6}"
    print(f"{'':34}{head} {'stray':>5} {'other':>5} {'broken':>6}")
    for r in rows:
        name = r.name + " " * max(0, 34 - _width(r.name))
        found = f"{r.found}/{r.planted} {_percent(r.found, r.planted)}"
        ticked = f"{r.ticked}/{r.asserted} {_percent(r.ticked, r.asserted)}"
        false = f"{r.false_errors:>7} {r.false_warnings:>4} {r.clean:>6} {r.stray:>5} {r.other:>5} {r.broken:>6}"
        print(f"{name}{found:>14} {r.right_kind:>7} {r.quietly:>6} {ticked:>15} {false}")


def _form(s: Score) -> str:
    return f"{s.sample.clean.group} / {s.sample.clean.form}"


def _method(s: Score) -> str:
    return s.sample.contradiction.method if s.sample.contradiction else "(nothing planted)"


def report(scores: Sequence[Score], forms: bool, verbose: bool) -> None:
    show("by group", grouped(scores, lambda s: s.sample.clean.group))
    show("by way of planting", grouped(scores, _method))
    show("by profile found", grouped(sorted(scores, key=lambda s: s.profile), lambda s: s.profile))
    if forms:
        show("by surface form", [r for r in grouped(scores, _form) if _imperfect(r) or verbose])
    if verbose:
        for s in scores:
            for note in s.notes:
                print(f"\n{s.sample.name}\n    {note}")
    show("all", [row("all", scores)])


def _imperfect(r: Row) -> bool:
    return r.found < r.planted or r.ticked < r.asserted or bool(r.false_errors + r.false_warnings + r.stray + r.broken)


def as_json(scores: Sequence[Score]) -> dict[str, Any]:
    return {
        "all": row("all", scores)._asdict(),
        "groups": [r._asdict() for r in grouped(scores, lambda s: s.sample.clean.group)],
        "forms": [r._asdict() for r in grouped(scores, _form)],
        "profiles": [r._asdict() for r in grouped(scores, lambda s: s.profile)],
        "methods": [r._asdict() for r in grouped(scores, _method)],
        "notes": {s.sample.name: s.notes for s in scores if s.notes},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=200, help="whole reports, clean and planted")
    parser.add_argument("--pieces", action="store_true", help="each construction alone in a short document")
    parser.add_argument("--tables", action="store_true", help="each statement alone in each layout")
    parser.add_argument("--wrap", action="store_true", help="break the prose into lines, as converters of PDF do")
    parser.add_argument("--repeat", type=int, default=3, help="pieces or tables per surface form")
    parser.add_argument("--only", default="", help="names of constructions, layouts or genres, with commas between")
    parser.add_argument("--verbose", action="store_true", help="list misses and false alarms with excerpts")
    parser.add_argument("--json", type=Path, help="write the scores to this file")
    parser.add_argument("--keep", type=Path, help="keep the texts in this folder")
    parser.add_argument("--command", default=COMMAND, help="how the auditor is started")
    parser.add_argument("--gate", action="store_true", help="exit 1 below 98 %% found or at any false error")
    arguments = parser.parse_args()
    seeds = range(arguments.seed * 1000, arguments.seed * 1000 + arguments.repeat)
    samples: list[Sample] = []
    if arguments.pieces:
        samples += mini_documents(seeds, arguments.only)
    if arguments.tables:
        samples += table_documents(seeds, arguments.only)
    if not samples:
        samples = reports(arguments.seed, arguments.reports, arguments.only)
    if arguments.wrap:
        samples = [on_a_page(sample) for sample in samples]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        scores = audited(samples, arguments.command, folder)
    report(scores, arguments.pieces or arguments.tables, arguments.verbose)
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(scores), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    total = row("all", scores)
    failed = total.found * 100 < total.planted * 98 or total.false_errors > 0
    return 1 if arguments.gate and failed else 0


if __name__ == "__main__":
    sys.exit(main())
