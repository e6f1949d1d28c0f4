"""How many slips an audit would notice: every figure that it ties gets one wrong digit, one figure at a time.

    python -m benchmarks.detection FILE... [--verbose] [--seed 1]

The texts may be anybody's; they should be right, as a finding on a text as it is counts as one alarm and is listed.
Noticed is what brings an error or a warning on the changed figure that was not there before. A digit so small that all
relations of the figure still hold is no slip that anybody could notice: it is counted apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from audit_cli.calculation import NO_TIES, RATES
from audit_cli.comparisons import (
    balance_agrees,
    difference_agrees,
    growth_agrees,
    holds,
    product_agrees,
    ratio_agrees,
    same_agrees,
    score_within,
    sum_agrees,
)
from audit_cli.judgement import FAILING, PASSING
from audit_cli.model import Claim, Comparison, Figure, Result
from audit_cli.pipeline import audit_documents
from audit_cli.quantity import HUNDRED
from audit_cli.readers.text.txt import read_txt
from audit_cli.report import DocumentReport
from audit_cli.rulebook import rulebook
from benchmarks.scoring import LOUD, NUMERIC

_RULES = rulebook()
# by the kind of a claim; what is compared otherwise counts as broken by any slip
_COMPARED: Mapping[str, Callable[[Claim], Comparison | list[Comparison]]] = {
    "sum": sum_agrees, "difference": difference_agrees, "ratio": ratio_agrees, "growth": growth_agrees,
    "equal": same_agrees, "distributive": product_agrees, "balance": balance_agrees, "score": score_within,
}  # fmt: skip
_BOUND = {"score", "points"}  # what makes a score a bound; all others are reckoned
_DIGITS = "0123456789"
_FULL_WIDTH = "０１２３４５６７８９"
_MARGIN = 45


class Slip(NamedTuple):
    """A tied figure with one digit changed: the kinds of relation that tie it, and whether it was noticed.

    *breaks* says whether any of these relations no longer holds.
    """

    place: int
    figure: str
    written: str
    kinds: tuple[str, ...]
    breaks: bool
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


def _tied(report: DocumentReport) -> dict[int, tuple[Figure, list[Claim]]]:
    """Return by its place each figure that a passing result ties, with the claims of these results."""
    tied: dict[int, tuple[Figure, list[Claim]]] = {}
    for result in report.results:
        if result.status in PASSING and _kind(result) in NUMERIC - NO_TIES:
            claim = result.comparison.claim
            for term in claim.terms:
                tied.setdefault(term.figure.start, (term.figure, []))[1].append(claim)
    return tied


def _still_holds(claim: Claim, place: int, after: DocumentReport) -> bool:
    """Whether *claim* holds with the figure that now stands at *place*."""
    if claim.kind == "count" and claim.stated.start != place:
        return True  # a digit in one of the names that are counted
    compare = _COMPARED.get(claim.kind)
    now = next((figure for figure in after.figures if figure.start == place), None)
    if now is not None and claim.kind == "score" and len(claim.terms) == 1:
        return now.value <= HUNDRED  # one that only keeps to what can be had
    if compare is None or now is None or (claim.kind == "score" and {t.role for t in claim.terms} != _BOUND):
        return False
    terms = tuple(t._replace(figure=now) if t.figure.start == place else t for t in claim.terms)
    # one without a figure in it is no quotient of anything
    if claim.kind in RATES and not all(t.figure.value for t in terms):
        return False
    found = compare(claim._replace(terms=terms))
    return all(map(holds, found if isinstance(found, list) else [found]))


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
    for place, (figure, claims) in sorted(_tied(before).items()):
        printed = canonical[figure.start : figure.end]
        if (written := _changed(draw, printed)) is not None:
            changed = canonical[: figure.start] + written + canonical[figure.end :]
            changes.append((place, printed, written, claims, changed))
    reports = _audited([change[-1] for change in changes])
    slips = []
    for (place, printed, written, claims, _), after in zip(changes, reports, strict=True):
        new = (
            _kind(r)
            for r in _alarms(after)
            if any(t.figure.start <= place < t.figure.end for t in r.comparison.claim.terms)
        )
        noticed = any((kind, place) not in known for kind in new)
        breaks = not all(_still_holds(claim, place, after) for claim in claims)
        kinds = tuple(sorted({claim.kind for claim in claims}))
        slips.append(Slip(place, printed, written, kinds, breaks, noticed))
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
        if slip.breaks and not slip.noticed:
            shown = _shown(found.text, slip.place, len(slip.figure))
            yield f"  SILENT {','.join(slip.kinds)} ({slip.figure} -> {slip.written}): {shown}"


def main() -> None:
    """Print a line for each file and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="show every alarm and every slip that went unnoticed")
    chosen = parser.parse_args()
    figures = alarms = tied = noticed = breaking = 0
    silent: Counter[str] = Counter()
    for path in chosen.files:
        found = detection(path.read_text(encoding="utf-8"), chosen.seed)
        slips = [slip for slip in found.slips if slip.breaks or slip.noticed]
        heard = sum(slip.noticed for slip in slips)
        print(f"{heard:>5} of {len(slips):<5} alarms {len(found.alarms):<3} figures {found.figures:<5} {path}")
        if chosen.verbose:
            print("\n".join(_lines(found)))
        figures, alarms = figures + found.figures, alarms + len(found.alarms)
        tied, breaking, noticed = tied + len(found.slips), breaking + len(slips), noticed + heard
        silent.update(kind for slip in slips if not slip.noticed for kind in slip.kinds)
    print(f"noticed {noticed} of {breaking} = {100 * noticed / max(breaking, 1):.1f} %, of all {tied} slips")
    print(f"alarms {alarms} = {1000 * alarms / max(figures, 1):.1f} in 1,000 figures")
    print("unnoticed by kind: " + ", ".join(f"{kind} {n}" for kind, n in silent.most_common()))


if __name__ == "__main__":
    main()
