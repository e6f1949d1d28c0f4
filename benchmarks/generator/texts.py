"""Whole texts with absolute positions: what is written to a file, what is true in it and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.generator.constructions import all_forms, piece_and_draw
from benchmarks.generator.counts import distraction
from benchmarks.generator.layouts import LAYOUTS
from benchmarks.generator.pieces import Piece, Plant, Relation, Span, plant
from benchmarks.generator.tables import STATEMENTS, table
from benchmarks.generator.vocabulary import WORKS


class Text(NamedTuple):
    """A text, its figures under unique keys, and the relations between them."""

    group: str
    form: str
    text: str
    spans: tuple[Span, ...]
    relations: tuple[Relation, ...]


class Contradiction(NamedTuple):
    """What was planted: *touched* are absolute spans in the planted text, *keys* name the figures."""

    method: str
    broken: tuple[Relation, ...]
    touched: tuple[Span, ...]
    severity: str = "warning"


class Sample(NamedTuple):
    """A clean text and its planted twin (none if nothing could be planted)."""

    name: str
    clean: Text
    planted: Text | None = None
    contradiction: Contradiction | None = None


def renamed(relation: Relation, prefix: str) -> Relation:
    return relation._replace(terms=tuple((role, f"{prefix}{key}", sign) for role, key, sign in relation.terms))


def _elsewhere(relation: Relation, first: Mapping[str, str]) -> Relation:
    """Let "@fact" mean the figure of that fact in the part where it was printed first."""

    def found(key: str) -> str:
        _, mark, fact = key.partition("/@")
        # a planted text may have lost the first mention
        return first.get(fact, key) if mark else key

    return relation._replace(terms=tuple((role, found(key), sign) for role, key, sign in relation.terms))


def moved(spans: Sequence[Span], offset: int, prefix: str) -> tuple[Span, ...]:
    return tuple(Span(f"{prefix}{s.key}", s.start + offset, s.end + offset, s.text) for s in spans)


class Dress(NamedTuple):
    """How a house sets its paragraphs: what stands between and before them, line ends, half-width colons."""

    separator: str = "\n"
    indent: str = ""
    line_end: str = "\n"
    half_width: bool = False


PLAIN = Dress()


def dress_of(rng: Random) -> Dress:
    """Draw the look of one text file."""
    return Dress(
        rng.choice(("\n", "\n", "\n\n")),
        rng.choice(("", "", "　　", "    ")),
        "\r\n" if rng.random() < 0.15 else "\n",
        rng.random() < 0.1,
    )


def assembled(group: str, form: str, parts: Sequence[str | Piece], dress: Dress = PLAIN) -> Text:
    """Join plain paragraphs and pieces into one text; the keys of piece number n begin with "n/"."""
    out: list[str] = []
    spans: list[Span] = []
    relations: list[Relation] = []
    length = 0
    first: dict[str, str] = {}
    for number, part in enumerate(parts):
        text = part if isinstance(part, str) else part.text
        # tables keep to the margin
        indent = dress.indent if text and "\t" not in text and not text.startswith("|") and "\n" not in text else ""
        if not isinstance(part, str):
            spans.extend(moved(part.spans, length + len(indent), f"{number}/"))
            relations.extend(_elsewhere(renamed(r, f"{number}/"), first) for r in part.relations)
            for span in part.spans:
                first.setdefault(span.key, f"{number}/{span.key}")
        out.append(indent + text)
        length += len(indent) + len(text) + len(dress.separator)
    whole = Text(group, form, dress.separator.join(out) + "\n", tuple(spans), tuple(relations))
    if dress.half_width:
        whole = whole._replace(text=whole.text.replace("：", ":").replace("（", "(").replace("）", ")"))
        whole = whole._replace(spans=tuple(s._replace(text=whole.text[s.start : s.end]) for s in whole.spans))
    return _with_line_ends(whole, dress.line_end)


def _with_line_ends(whole: Text, line_end: str) -> Text:
    if line_end == "\n":
        return whole
    before = [0]
    for char in whole.text:
        before.append(before[-1] + (char == "\n"))
    spans = tuple(s._replace(start=s.start + before[s.start], end=s.end + before[s.end]) for s in whole.spans)
    return whole._replace(text=whole.text.replace("\n", line_end), spans=spans)


def planted_in(
    parts: Sequence[str | Piece], number: int, planted: Plant, clean: Text, dress: Dress
) -> tuple[Text, Contradiction]:
    """Return the text in which part *number* is replaced by its planted twin."""
    changed = [planted.piece if i == number else part for i, part in enumerate(parts)]
    text = assembled(clean.group, clean.form, changed, dress)
    keys = {f"{number}/{s.key}" for s in planted.touched}
    touched = tuple(s for s in text.spans if s.key in keys)
    broken = tuple(renamed(r, f"{number}/") for r in planted.broken)
    return text, Contradiction(planted.method, broken, touched, planted.severity)


def mini_document(name: str, form: str, seed: int, distracted: bool = True) -> Sample:
    """Return a short report around one construction, clean and planted."""
    piece, draw = piece_and_draw(name, form, seed)
    rng = Random(f"mini/{name}/{form}/{seed}")
    before = [f"{draw.organization}{draw.year}年度部门决算公开说明", "一、基本情况", rng.choice(WORKS)]
    if distracted:
        told = distraction(draw)
        before.append(told if "隐患" not in piece.text else rng.choice(WORKS))
    before.append("二、收入支出情况")
    after = [rng.choice(WORKS)]
    return sample_of(f"{name}-{form}-{seed}", name, form, [*before, piece, *after], len(before), rng)


def sample_of(
    label: str, group: str, form: str, parts: Sequence[str | Piece], number: int, rng: Random, dress: Dress = PLAIN
) -> Sample:
    """Return the text of *parts* and its twin with one contradiction in the piece at *number*."""
    clean, piece = assembled(group, form, parts, dress), parts[number]
    planted = None if isinstance(piece, str) else plant(piece, rng)
    if planted is None:
        return Sample(label, clean)
    return Sample(label, clean, *planted_in(parts, number, planted, clean, dress))


def table_document(form: str, layout: str, seed: int) -> Sample:
    """Return a short report around one table, clean and with one wrong cell."""
    piece, draw = table(form, layout, seed)
    rng = Random(f"table document/{form}/{layout}/{seed}")
    title = f"{draw.organization}{draw.year}年度部门决算公开表"
    parts: list[str | Piece] = [title, rng.choice(WORKS), piece, "", rng.choice(WORKS)]
    return sample_of(f"{layout}-{form}-{seed}", f"table: {layout}", form, parts, 2, rng)


def table_documents(seeds: Sequence[int], only: str = "") -> list[Sample]:
    return [
        table_document(form, layout, seed)
        for layout in LAYOUTS
        for form in STATEMENTS
        if not only or layout in only.split(",") or form in only.split(",")
        for seed in seeds
    ]


def mini_documents(seeds: Sequence[int], only: str = "") -> list[Sample]:
    return [
        mini_document(name, form, seed)
        for name, form in all_forms()
        if not only or name in only.split(",")
        for seed in seeds
    ]
