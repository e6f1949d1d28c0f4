"""A piece of text and what it asserts: rendering, truth, and how one contradiction is planted in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import NamedTuple

from audit_cli.quantity import (
    Quantity,
    Verdict,
    change_verdict,
    growth_verdict,
    ratio_verdict,
    same_verdict,
    sum_verdict,
)
from benchmarks.generator.figures import SCALES, Slot

HELD = ("exact", "rounding", "truncation")
_KEY = re.compile(r"\{(\w+)\}")
_FAR = Decimal(2000)


class Relation(NamedTuple):
    """What the text asserts of its figures: *terms* are (role, key, sign), the stated figure first.

    *form* is "partial" where the parts may fall short, "loose" where a shortfall is but a hint (包括, 含, 用于), "open"
    where a list may be shorter than its count.
    """

    kind: str
    terms: tuple[tuple[str, str, int], ...]
    form: str = "complete"
    asserted: bool = True

    def members(self, role: str = "") -> list[str]:
        return [key for r, key, _ in self.terms if not role or r == role]


class Span(NamedTuple):
    """Where a figure (or a name of a list) stands, relative to the piece."""

    key: str
    start: int
    end: int
    text: str


class Direction(NamedTuple):
    """A word such as 增加: which figure's sign it gives, and its opposite."""

    word: str
    figure: str
    opposite: str


class Variant(NamedTuple):
    """Another template of the same piece that contradicts its figures: a part left out or printed twice."""

    method: str
    template: str
    relations: tuple[Relation, ...]


class Draft(NamedTuple):
    """What a construction hands over: a template with {keys}, words, figures, names and relations."""

    construction: str
    form: str
    template: str
    slots: Mapping[str, Slot]
    relations: tuple[Relation, ...]
    words: Mapping[str, str] = {}
    names: Mapping[str, str] = {}
    directions: tuple[Direction, ...] = ()
    variants: tuple[Variant, ...] = ()
    frozen: frozenset[str] = frozenset()


class Piece(NamedTuple):
    """A rendered draft."""

    draft: Draft
    text: str
    spans: tuple[Span, ...]

    @property
    def relations(self) -> tuple[Relation, ...]:
        return self.draft.relations

    def spans_of(self, keys: list[str]) -> list[Span]:
        return [s for s in self.spans if s.key in keys]


class Plant(NamedTuple):
    """A piece with one contradiction: *touched* are the spans of which a right finding has at least one."""

    piece: Piece
    method: str
    broken: tuple[Relation, ...]
    touched: tuple[Span, ...]
    severity: str = "warning"


def render(draft: Draft) -> Piece:
    """Fill the template; positions are noted as the text grows."""
    out: list[str] = []
    spans: list[Span] = []
    length = at = 0
    for match in _KEY.finditer(draft.template):
        literal, key = draft.template[at : match.start()], match.group(1)
        out.append(literal)
        length += len(literal)
        if key in draft.slots:
            text = draft.slots[key].printed
            spans.append(Span(key, length, length + len(text), text))
        elif key in draft.names:
            text = draft.names[key]
            spans.append(Span(key, length, length + len(text), text))
        else:
            text = draft.words[key]
        out.append(text)
        length += len(text)
        at = match.end()
    out.append(draft.template[at:])
    return Piece(draft, "".join(out), tuple(spans))


def _signed(quantity: Quantity, sign: int) -> Quantity:
    return quantity if sign > 0 else Quantity(-quantity.value, quantity.quantum, quantity.exact)


def verdict(relation: Relation, slots: Mapping[str, Slot]) -> Verdict:
    """Return what the printed figures make of *relation*."""
    values = {k: _signed(slots[k].quantity, s) for _, k, s in relation.terms if k in slots}
    terms = [values[k] for k in relation.members() if k in values]
    match relation.kind:
        case "sum":
            parts = terms[1:]
            found = sum_verdict(terms[0], parts)
            if relation.form == "partial" and found not in HELD:
                return "rounding" if sum(p.value for p in parts) < terms[0].value else found
            return found
        case "difference":
            return sum_verdict(terms[0], [terms[1], terms[2]], [1, -1])
        case "ratio":
            return ratio_verdict(terms[0], terms[1], terms[2])
        case "growth" if relation.members("base"):
            return growth_verdict(terms[0], terms[1], terms[2])
        case "growth":
            return change_verdict(terms[0], terms[1], terms[2])
        case "equal":
            verdicts = [same_verdict(terms[0], t) for t in terms[1:]]
            return next((v for v in verdicts if v not in HELD), verdicts[0])
        case "balance":
            return sum_verdict(terms[0], [_signed(t, -1) for t in terms[1:]])
        case "count":
            listed, stated = len(relation.members("name")), terms[0].value
            return "exact" if listed == stated or (relation.form == "open" and listed < stated) else "inconsistent"
        case "distributive":
            each = values[relation.members("each")[0]]
            return "exact" if terms[0].value == each.value * len(relation.members("name")) else "inconsistent"
        case "unit":
            used, allotted = terms
            near = used.value * _FAR >= allotted.value and used.value <= allotted.value * _FAR
            return "exact" if near else "inconsistent"
        case "over-plan":
            return "exact" if terms[0].value <= terms[1].value else "inconsistent"
    raise ValueError(relation.kind)


def holds(relation: Relation, slots: Mapping[str, Slot]) -> bool:
    """Whether *relation* holds; a zero base makes it unfit and so false."""
    try:
        return verdict(relation, slots) in HELD
    except ArithmeticError:
        return False


# ------------------------------------------------------------------ planting


def _other_leading(number: str, rng: Random) -> str | None:
    at = next((i for i, c in enumerate(number) if c in "123456789"), None)
    if at is None:
        return None
    digit = rng.choice([d for d in "123456789" if abs(int(d) - int(number[at])) >= 2])
    return number[:at] + digit + number[at + 1 :]


def _swapped(number: str, rng: Random) -> str | None:
    pairs = [i for i in range(len(number) - 1) if number[i : i + 2].isdigit() and number[i] != number[i + 1]]
    pairs = [i for i in pairs if not (number[i + 1] == "0" and (i == 0 or not number[i - 1].isdigit()))]
    if not pairs:
        return None
    i = rng.choice(pairs)
    return number[:i] + number[i + 1] + number[i] + number[i + 2 :]


def _other_middle(number: str, rng: Random) -> str | None:
    places = [i for i, c in enumerate(number) if c.isdigit()][1:]
    if not places:
        return None
    at = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if abs(int(d) - int(number[at])) >= 2])
    return number[:at] + digit + number[at + 1 :]


def _shifted(number: str, rng: Random) -> str | None:
    whole, point, rest = number.lstrip("-").partition(".")
    if not point:
        return None
    if rng.random() < 0.5 and len(whole) > 1:
        return f"{whole[:-1]}.{whole[-1]}{rest}"
    return (whole + rest[0]).lstrip("0") + ("." + rest[1:] if rest[1:] else "") if int(whole + rest[0]) else None


_DIGITS = {"leading digit": _other_leading, "swapped digits": _swapped, "one digit": _other_middle, "shift": _shifted}


def _plantable(relation: Relation) -> bool:
    return relation.asserted or relation.kind in ("over-plan", "unit") or relation.form == "partial"


def _with_slots(piece: Piece, slots: Mapping[str, Slot]) -> Piece:
    return render(piece.draft._replace(slots=slots))


def _severity(broken: tuple[Relation, ...], slots: Mapping[str, Slot]) -> str:
    """Return the least severity that the contradiction deserves: a shortfall of a loose list is but a hint."""

    def mild(relation: Relation) -> bool:
        if relation.kind != "sum" or relation.form != "loose":
            return False
        terms = [slots[k].quantity.value for k in relation.members()]
        return sum(terms[1:]) < terms[0]

    return "info" if all(map(mild, broken)) else "warning"


def _figure_plants(piece: Piece, rng: Random) -> Iterator[Plant]:
    """Yield for each figure of a relation every change of its digits or unit that breaks a relation."""
    draft = piece.draft
    keys = sorted({k for r in draft.relations if _plantable(r) for k in r.members() if k in draft.slots} - draft.frozen)
    for key in keys:
        slot = draft.slots[key]
        changed: dict[str, Slot] = {}
        for method, change in _DIGITS.items():
            number = change(slot.number, rng)
            if number is not None and number != slot.number and not (slot.words and int(number) > 99):
                changed[method] = slot._replace(number=number)
        if slot.unit == "万元" and slot.show_unit and "." in slot.number:
            changed["unit"] = slot._replace(unit="元", scale=SCALES["元"])
        for method, other in changed.items():
            slots = {**draft.slots, key: other}
            broken = tuple(r for r in draft.relations if _plantable(r) and key in r.members() and not holds(r, slots))
            if broken:
                after = _with_slots(piece, slots)
                yield Plant(after, method, broken, tuple(after.spans_of([key])), _severity(broken, slots))


def _direction_plants(piece: Piece) -> Iterator[Plant]:
    draft = piece.draft
    for direction in draft.directions:
        if f"{{{direction.word}}}" not in draft.template:
            continue
        flipped = tuple(
            r._replace(terms=tuple((role, key, -s if key == direction.figure else s) for role, key, s in r.terms))
            for r in draft.relations
        )
        broken = tuple(
            r for r in flipped if r.asserted and direction.figure in r.members() and not holds(r, draft.slots)
        )
        if broken:
            words = {**draft.words, direction.word: direction.opposite}
            after = render(draft._replace(words=words, relations=flipped))
            touched = after.spans_of([direction.figure])
            yield Plant(after, "direction", broken, tuple(touched))


def _variant_plants(piece: Piece) -> Iterator[Plant]:
    for variant in piece.draft.variants:
        broken = tuple(r for r in variant.relations if r.asserted and not holds(r, piece.draft.slots))
        if broken:
            after = render(piece.draft._replace(template=variant.template, relations=variant.relations))
            keys = [k for r in broken for k in r.members()]
            severity = _severity(broken, piece.draft.slots)
            yield Plant(after, variant.method, broken, tuple(after.spans_of(keys)), severity)


def plants(piece: Piece, rng: Random) -> list[Plant]:
    """Return every contradiction that can be planted in *piece*."""
    return [*_figure_plants(piece, rng), *_direction_plants(piece), *_variant_plants(piece)]


def plant(piece: Piece, rng: Random) -> Plant | None:
    """Return *piece* with one contradiction: first the way is drawn, then the place."""
    found = plants(piece, rng)
    if not found:
        return None
    method = rng.choice(sorted({p.method for p in found}))
    return rng.choice([p for p in found if p.method == method])
