"""How many slips an audit would notice: every figure that it ties gets one wrong digit, one figure at a time.

    python -m benchmarks.detection FILE... [--verbose] [--seed 1]

The texts may be anybody's; they should be right, as a finding on a text as it is counts as one alarm and is listed.
Noticed is what brings an error or a warning on the changed figure that was not there before; a digit beyond the
precision of the relation that ties the figure goes unnoticed too, so a hundred percent cannot be had.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from audit_cli.judgement import FAILING, PASSING
from audit_cli.model import Figure, Result
from audit_cli.pipeline import audit_documents
from audit_cli.readers.text.txt import read_txt
from audit_cli.report import DocumentReport
from audit_cli.rulebook import rulebook
from benchmarks.scoring import LOUD, NUMERIC

_RULES = rulebook()
_DIGITS = "0123456789"
_FULL_WIDTH = "０１２３４５６７８９"
_MARGIN = 45


class Slip(NamedTuple):
    """A tied figure with one digit changed: the kinds of relation that tie it, and whether it was noticed."""

    place: int
    figure: str
    written: str
    kinds: tuple[str, ...]
    noticed: bool


class Detection(NamedTuple):
    """What came out for one text; *alarms* are its errors and warnings about figures as it is."""

    text: str
    figures: int
    alarms: tuple[Result, ...]
    slips: tuple[Slip, ...]


def _audited(texts: Sequence[str]) -> list[DocumentReport]:
    return audit_documents([read_txt(f"{k}.txt", text.encode()) for k, text in enumerate(texts)], _RULES)


def _alarms(report: DocumentReport) -> list[Result]:
    return [r for r in report.results if r.status in FAILING and r.severity in LOUD and _kind(r) in NUMERIC]


def _kind(result: Result) -> str:
    return result.comparison.claim.kind


def _tied(report: DocumentReport) -> dict[int, tuple[Figure, set[str]]]:
    """Return by its place each figure that a passing result ties, with the kinds of these results."""
    tied: dict[int, tuple[Figure, set[str]]] = {}
    for result in report.results:
        if result.status in PASSING and _kind(result) in NUMERIC:
            for term in result.comparison.claim.terms:
                tied.setdefault(term.figure.start, (term.figure, set()))[1].add(_kind(result))
    return tied


def _changed(draw: Random, figure: str) -> str | None:
    """Return *figure* with one digit changed, a leading one to no nought; None where it has none."""
    places = [k for k, c in enumerate(figure) if c in _DIGITS or c in _FULL_WIDTH]
    if not places:
        return None
    at = draw.choice(places)
    digits = _DIGITS if figure[at] in _DIGITS else _FULL_WIDTH
    others = [d for k, d in enumerate(digits) if d != figure[at] and (k or at != places[0] or len(places) == 1)]
    return figure[:at] + draw.choice(others) + figure[at + 1 :]


def detection(text: str, seed: int = 1) -> Detection:
    """Audit *text* as it is, and once for every tied figure with a digit of it changed."""
    draw = Random(seed)
    before = _audited([text])[0]
    # what is read, not what is in the file: the canonical text is audited to the same results
    canonical = before.document.text if before.document else ""
    alarms = _alarms(before)
    known = {(_kind(r), t.figure.start) for r in alarms for t in r.comparison.claim.terms}
    changes = []
    for place, (figure, kinds) in sorted(_tied(before).items()):
        printed = canonical[figure.start : figure.end]
        if (written := _changed(draw, printed)) is not None:
            changed = canonical[: figure.start] + written + canonical[figure.end :]
            changes.append((place, printed, written, tuple(sorted(kinds)), changed))
    reports = _audited([change[-1] for change in changes])
    slips = []
    for (place, printed, written, told, _), after in zip(changes, reports, strict=True):
        new = (
            _kind(r)
            for r in _alarms(after)
            if any(t.figure.start <= place < t.figure.end for t in r.comparison.claim.terms)
        )
        noticed = any((kind, place) not in known for kind in new)
        slips.append(Slip(place, printed, written, told, noticed))
    return Detection(canonical, len(before.figures), tuple(alarms), tuple(slips))


def _shown(text: str, place: int, length: int) -> str:
    around = text[max(0, place - _MARGIN) : place] + "【" + text[place : place + length] + "】"
    return (around + text[place + length : place + length + _MARGIN]).replace("\n", "⏎").replace("\t", "⇥")


def _lines(found: Detection) -> Iterator[str]:
    for result in found.alarms:
        figure = result.comparison.claim.terms[0].figure
        shown = _shown(found.text, figure.start, figure.end - figure.start)
        yield f"  ALARM {result.rule} {_kind(result)} {result.status}/{result.severity}: {shown}"
    for slip in found.slips:
        if not slip.noticed:
            shown = _shown(found.text, slip.place, len(slip.figure))
            yield f"  SILENT {','.join(slip.kinds)} ({slip.figure} -> {slip.written}): {shown}"


def main() -> None:
    """Print a line for each file and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="show every alarm and every slip that went unnoticed")
    chosen = parser.parse_args()
    figures = alarms = tied = noticed = 0
    silent: Counter[str] = Counter()
    for path in chosen.files:
        found = detection(path.read_text(encoding="utf-8"), chosen.seed)
        heard = sum(slip.noticed for slip in found.slips)
        print(f"{heard:>5} of {len(found.slips):<5} alarms {len(found.alarms):<3} figures {found.figures:<5} {path}")
        if chosen.verbose:
            print("\n".join(_lines(found)))
        figures, alarms = figures + found.figures, alarms + len(found.alarms)
        tied, noticed = tied + len(found.slips), noticed + heard
        silent.update(kind for slip in found.slips if not slip.noticed for kind in slip.kinds)
    print(f"noticed {noticed} of {tied} = {100 * noticed / max(tied, 1):.1f} %")
    print(f"alarms {alarms} = {1000 * alarms / max(figures, 1):.1f} in 1,000 figures")
    print("unnoticed by kind: " + ", ".join(f"{kind} {n}" for kind, n in silent.most_common()))


if __name__ == "__main__":
    main()
