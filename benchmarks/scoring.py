"""What an audit of generated texts is worth: contradictions found, false alarms, relations ticked, offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any, NamedTuple

from benchmarks.generator.pieces import Relation, Span
from benchmarks.generator.texts import Contradiction, Sample, Text

ARITHMETIC = frozenset({"sum", "difference", "balance", "distributive", "unit", "count", "equal"})
QUOTIENT = frozenset({"ratio", "growth", "over-plan", "unspent", "score"})
NUMERIC = ARITHMETIC | QUOTIENT
FAILED = frozenset({"fail", "review", "improbable"})
PASSED = frozenset({"pass", "rounding"})
LOUD = frozenset({"error", "warning"})

_OTHER = re.compile("[^0-9０-９.]")
_NONZERO = re.compile("[1-9１-９]")
Result = dict[str, Any]
Range = tuple[int, int]


class Score(NamedTuple):
    """What came out for one sample; *notes* say in words what was missed or false."""

    sample: Sample
    found: bool | None
    found_quietly: bool
    right_kind: bool
    false_errors: int
    false_warnings: int
    other_findings: int
    ticked: int
    asserted: int
    stray_ticks: int
    broken: int
    notes: tuple[str, ...]
    profile: str = ""


def ranges(result: Result) -> list[Range]:
    return [(o["start"], o["end"]) for o in result.get("operands", []) if isinstance(o.get("start"), int)]


def meets(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def touches(result: Result, spans: Iterable[Span]) -> bool:
    operands = ranges(result)
    return any(meets((s.start, s.end), o) for s in spans for o in operands)


def family(kind: str) -> frozenset[str]:
    return ARITHMETIC if kind in ARITHMETIC else QUOTIENT


def fails(result: Result, severities: frozenset[str] = LOUD) -> bool:
    return result.get("status") in FAILED and result.get("severity") in severities and result.get("kind") in NUMERIC


def _unticked(text: Text, results: Sequence[Result]) -> list[Relation]:
    passing = [r for r in results if r.get("status") in PASSED]
    chains = _chains([ranges(r) for r in passing if r.get("kind") == "equal"])
    out = []
    for relation in text.relations:
        if not relation.asserted:
            continue
        figures = [s for s in text.spans if s.key in relation.members()]
        if relation.kind in ("count", "distributive"):
            figures = [s for s in figures if s.key not in relation.members("name")]
        if relation.kind == "equal" and any(all(_within(s, chain) for s in figures) for chain in chains):
            continue
        need = len(figures) if len(figures) <= 3 else ceil(0.8 * len(figures))
        related = [r for r in passing if r.get("kind") in family(relation.kind)]
        if not any(sum(touches(r, [s]) for s in figures) >= need for r in related):
            out.append(relation)
    return out


def _within(span: Span, places: Iterable[Range]) -> bool:
    return any(meets((span.start, span.end), place) for place in places)


def _chains(links: Sequence[Sequence[Range]]) -> list[set[Range]]:
    """Join places that are tied pair by pair: a figure told three times may be tied to the table each time."""
    chains: list[set[Range]] = []
    for link in links:
        joined = set(link).union(*(c for c in chains if not c.isdisjoint(link)))
        chains = [c for c in chains if c.isdisjoint(link)] + [joined]
    return chains


def _components(text: Text) -> dict[str, int]:
    """Return for each figure the number of the net of relations that it belongs to."""
    net: dict[str, int] = {}
    alike: dict[str, list[str]] = {}
    for span in text.spans:
        numeral = _OTHER.sub("", span.text)
        if len(numeral) >= 4:
            alike.setdefault(numeral, []).append(span.key)
        if "/f_" in span.key:
            # all that is of the books has to do with one another
            alike.setdefault("books", []).append(span.key)
    for number, keys in enumerate([*(r.members() for r in text.relations), *alike.values()]):
        joined = {net[k] for k in keys if k in net}
        for key, old in list(net.items()):
            if old in joined:
                net[key] = number
        net.update(dict.fromkeys(keys, number))
    return net


def _stray(text: Text, results: Sequence[Result]) -> list[Result]:
    net = _components(text)
    out = []
    for result in results:
        if result.get("status") not in PASSED or result.get("kind") not in NUMERIC:
            continue
        nets = set()
        for operand in ranges(result):
            if not _NONZERO.search(text.text[slice(*operand)]):
                continue
            keys = [s.key for s in text.spans if meets((s.start, s.end), operand)]
            nets.add(net.get(keys[0], -1) if keys else -1)
        if len(nets) > 1 or nets == {-1}:
            out.append(result)
    return out


def _broken(text: Text, results: Sequence[Result]) -> int:
    return sum(
        any(
            "text" in o and text.text[o["start"] : o["end"]] != o["text"] for o in r.get("operands", []) if "start" in o
        )
        for r in results
    )


def excerpt(text: str, spans: Sequence[Span], margin: int = 60) -> str:
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    if end - start > 240:
        end = start + 240
    return text[max(0, start - margin) : end + margin].replace("\n", "⏎").replace("\t", "⇥")


def described(result: Result) -> str:
    told = f"{result.get('rule')} {result.get('kind')} {result.get('status')}/{result.get('severity')}"
    return f"{told}: {result.get('formula')}"


def _new_failures(
    contradiction: Contradiction,
    clean: Text,
    before: Sequence[Result],
    after: Sequence[Result],
    severities: frozenset[str],
) -> list[Result]:
    keys = {s.key for s in contradiction.touched}
    old_spans = [s for s in clean.spans if s.key in keys]
    old = {r.get("kind") for r in before if fails(r, severities) and touches(r, old_spans)}
    return [r for r in after if fails(r, severities) and touches(r, contradiction.touched) and r.get("kind") not in old]


def score(sample: Sample, before: Sequence[Result], after: Sequence[Result]) -> Score:
    """Compare the results of the clean and the planted text with what is true."""
    clean, notes = sample.clean, []
    found: bool | None = None
    quietly = right = False
    if sample.planted is not None and sample.contradiction is not None:
        contradiction = sample.contradiction
        enough = LOUD | {"info"} if contradiction.severity == "info" else LOUD
        new = _new_failures(contradiction, clean, before, after, enough)
        found = bool(new)
        kinds = frozenset().union(*(family(r.kind) for r in contradiction.broken))
        right = any(r.get("kind") in kinds for r in new)
        if not found:
            quietly = bool(_new_failures(contradiction, clean, before, after, LOUD | {"info"}))
            broken = "+".join(sorted({r.kind for r in contradiction.broken}))
            changed = ",".join(s.text for s in contradiction.touched[:4])
            where = excerpt(sample.planted.text, contradiction.touched)
            notes.append(
                f"MISSED [{contradiction.method}] {broken} ({changed}){' (info only)' if quietly else ''}: {where}"
            )
    false = [r for r in before if fails(r) and r.get("primary", True)]
    for result in false:
        places = [Span("", a, b, "") for a, b in ranges(result)] or [Span("", 0, 1, "")]
        notes.append(f"FALSE {described(result)}: {excerpt(clean.text, places, 30)}")
    unticked = _unticked(clean, before)
    for relation in unticked:
        spans = [s for s in clean.spans if s.key in relation.members()]
        notes.append(f"UNTICKED {relation.kind}: {excerpt(clean.text, spans, 20)}")
    stray = _stray(clean, before)
    for result in stray:
        places = [Span("", a, b, "") for a, b in ranges(result)]
        notes.append(f"STRAY {described(result)}: {excerpt(clean.text, places, 20)}")
    broken_offsets = _broken(clean, before) + (_broken(sample.planted, after) if sample.planted else 0)
    asserted = sum(r.asserted for r in clean.relations)
    return Score(
        sample, found, quietly, right,
        sum(r["severity"] == "error" for r in false), sum(r["severity"] == "warning" for r in false),
        sum(r.get("status") in FAILED and r.get("severity") in LOUD and r.get("kind") not in NUMERIC for r in before),
        asserted - len(unticked), asserted, len(stray), broken_offsets, tuple(notes),
    )  # fmt: skip
