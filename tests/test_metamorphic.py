"""What must not change the findings: names, the unit of money, the order of paragraphs, the size of the unit.

The texts are generated; the findings are compared by the figures they touch, not by their positions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

import pytest

from audit_cli.model import Result
from audit_cli.pipeline import audit_text
from audit_cli.rulebook import Rulebook, rulebook
from audit_cli.ruleset import load_ruleset
from benchmarks.generator.books import books
from benchmarks.generator.constructions import CONSTRUCTIONS, piece
from benchmarks.generator.figures import Style
from benchmarks.generator.pieces import Piece, plant, render
from benchmarks.generator.reports import GENRES, report_parts
from benchmarks.generator.texts import Text, assembled
from benchmarks.generator.vocabulary import DEPARTMENTS, PLACES, Draw
from benchmarks.generator.writer import Writer

Parts = list[str | Piece]
Findings = Counter[tuple[str, str, tuple[str, ...]]]

INDEPENDENT = ("of_which", "in_brackets", "ratio", "count_ratio", "remainder", "with_shares", "nested")
ONE_PARAGRAPH = {name: [f for f in CONSTRUCTIONS[name].forms if "line" not in f] for name in INDEPENDENT}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return rulebook(load_ruleset())


def loud(results: Sequence[Result]) -> list[Result]:
    return [r for r in results if r.severity != "info" and r.status in ("fail", "review", "improbable")]


def findings(text: Text, rules: Rulebook) -> Findings:
    """Return the findings of *text*, each with the figures of the generator that it touches."""
    found: Findings = Counter()
    for result in loud(audit_text(text.text, rules).results):
        spans = [(t.figure.start, t.figure.end) for t in result.comparison.claim.terms]
        keys = {s.key for s in text.spans for start, end in spans if s.start < end and start < s.end}
        found[result.comparison.claim.kind, result.severity, tuple(sorted(keys))] += 1
    return found


def spoilt(parts: Parts, seed: int) -> Parts:
    """Return *parts* with the first digit of one figure changed, the same one whatever the unit."""
    rng = Random(seed)
    pieces = [n for n, part in enumerate(parts) if isinstance(part, Piece) and part.relations]
    number = rng.choice(pieces)
    chosen = parts[number]
    assert isinstance(chosen, Piece)
    printed = {s.key for s in chosen.spans}
    keys = sorted({k for r in chosen.relations for k in r.members() if k in chosen.draft.slots and k in printed})
    key = rng.choice(keys)
    slot = chosen.draft.slots[key]
    at = next((i for i, c in enumerate(slot.number) if c in "123456789"), None)
    if at is None:
        return parts
    digit = str((int(slot.number[at]) + 4) % 9 + 1)
    changed = slot._replace(number=slot.number[:at] + digit + slot.number[at + 1 :])
    twin = render(chosen.draft._replace(slots={**chosen.draft.slots, key: changed}))
    return [*parts[:number], twin, *parts[number + 1 :]]


def in_style(genre: str, seed: int, style: Style) -> Parts:
    draw = Draw(Random(f"report/{genre}/{seed}"))
    draw.style = style
    writer = Writer(draw, books(draw))
    GENRES[genre](writer)
    return writer.parts


def both(parts: Parts, seed: int) -> list[Parts]:
    return [parts, spoilt(parts, seed)]


def same_words(a: Parts, b: Parts) -> bool:
    """Whether two reports say the same sentences; rounding may make the generator leave one out."""
    words: Callable[[str | Piece], str] = lambda p: "" if isinstance(p, str) else p.draft.form  # noqa: E731
    keys: Callable[[str | Piece], list[str]] = lambda p: [] if isinstance(p, str) else [s.key for s in p.spans]  # noqa: E731
    return len(a) == len(b) and all(words(x) == words(y) and keys(x) == keys(y) for x, y in zip(a, b, strict=True))


def text_of(parts: Parts) -> Text:
    return assembled("law", "law", parts)


@pytest.mark.parametrize("genre", GENRES)
def test_names_do_not_matter(genre: str, rules: Rulebook) -> None:
    for seed in range(3):
        for parts in both(report_parts(genre, seed), seed):
            text = text_of(parts)
            renamed = text.text
            for old in PLACES:
                renamed = renamed.replace(old[:2], "望原")
            for old in DEPARTMENTS:
                renamed = renamed.replace(old, "示范工作单位局"[: len(old) - 1] + "局")
            assert len(renamed) == len(text.text)
            assert findings(text._replace(text=renamed), rules) == findings(text, rules), (genre, seed)


@pytest.mark.parametrize("genre", GENRES)
def test_the_unit_of_money_does_not_matter(genre: str, rules: Rulebook) -> None:
    compared = 0
    for seed in range(4):
        first, second = (in_style(genre, seed, s) for s in (Style("万元", 6), Style("元", 2)))
        if not same_words(first, second):
            continue
        for a, b in zip(both(first, seed), both(second, seed), strict=True):
            compared += 1
            assert findings(text_of(a), rules) == findings(text_of(b), rules), (genre, seed)
    assert compared


@pytest.mark.parametrize("genre", GENRES)
def test_the_size_of_the_unit_does_not_matter(genre: str, rules: Rulebook) -> None:
    compared = 0
    for seed in range(4):
        small, large = (report_parts(genre, seed, scale) for scale in (1, 3))
        if same_words(small, large):
            compared += 1
            assert findings(text_of(small), rules) == findings(text_of(large), rules), (genre, seed)
    assert compared


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_independent_paragraphs_does_not_matter(seed: int, rules: Rulebook) -> None:
    rng = Random(seed)
    pieces = [piece(name, rng.choice(ONE_PARAGRAPH[name]), seed) for name in INDEPENDENT]
    planted = plant(pieces[0], rng)
    if planted is not None:
        pieces[0] = planted.piece
    # one paragraph each, under keys that do not depend on the place
    named = [p._replace(spans=tuple(s._replace(key=f"{n}.{s.key}") for s in p.spans)) for n, p in enumerate(pieces)]
    shuffled = rng.sample(named, len(named))
    assert _inside(text_of([*named]), rules) == _inside(text_of([*shuffled]), rules)


def _inside(text: Text, rules: Rulebook) -> Findings:
    """Return the findings within one paragraph, by the keys of its figures."""
    inside: Findings = Counter()
    for (kind, severity, keys), number in findings(text, rules).items():
        names = sorted(k.partition("/")[2] for k in keys)
        if len({name.partition(".")[0] for name in names}) == 1:
            inside[kind, severity, tuple(names)] += number
    return inside


def test_two_audits_are_alike(rules: Rulebook) -> None:
    for genre in GENRES:
        text = text_of(report_parts(genre, 1)).text
        assert audit_text(text, rules).results == audit_text(text, rules).results
