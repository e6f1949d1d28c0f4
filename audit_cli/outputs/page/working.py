"""A calculation as rows for the page: each operand with its sign and place, what they make, what is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from audit_cli.calculation import Calculation, Line, mention
from audit_cli.model import Claim, Document, Figure, Result
from audit_cli.outputs.columns import by_point, short
from audit_cli.outputs.places import place, place_of
from audit_cli.outputs.words import ROLES, names_of_sides
from audit_cli.outputs.working import gap_said, is_restated
from audit_cli.wording import falls_short
from audit_cli.wording.labels import tidied

_LONGEST_LABEL = 60


class Row(NamedTuple):
    """A row of a calculation; *closing* ones stand below a rule, and *said* is how far the stated figure is out."""

    label: str
    amount: str
    figure: Figure | None = None
    sign: str = ""
    unit: str = ""
    place: str = ""
    said: str = ""
    part: Literal["operand", "closing", "stated"] = "operand"


def rows_of(
    document: Document, result: Result, worked: Calculation, words: Mapping[str, str], lang: str
) -> list[Row]:  # fmt: skip
    """Return the rows of *result*, the amounts of a sum padded so that their points stand below one another."""
    claim = result.comparison.claim
    if claim.kind == "count" or is_restated(claim, worked):
        # names of a list are shown beside one another
        return [_restated(document, claim, n, lang) for n, term in enumerate(claim.terms) if term.role != "name"]
    if claim.kind == "backlog" and claim.terms[0].role == "amount":
        rows = list(_owed(document, claim, worked, lang))
    elif worked.sides:
        rows = list(_sides(document, worked, words, lang))
    else:
        rows = list(_one_side(document, result, worked, words, lang))
    return [row._replace(amount=amount) for row, amount in zip(rows, by_point([r.amount for r in rows]), strict=True)]


def _restated(document: Document, claim: Claim, number: int, lang: str) -> Row:
    term = claim.terms[number]
    return Row(
        _short(term.label) or ROLES[lang].get(term.role, ""), mention(term.figure),
        term.figure if term.document is None else None,
        place=place_of(document, term, lang), part="operand" if number else "stated",
    )  # fmt: skip


def _one_side(
    document: Document, result: Result, worked: Calculation, words: Mapping[str, str], lang: str
) -> Iterator[Row]:  # fmt: skip
    yield from _operands(document, worked.lines, lang)
    claim = result.comparison.claim
    name = words["listed" if falls_short(result.comparison) else "expected"]
    yield Row(name, worked.expected or "", unit=worked.unit, part="closing")
    yield Row(
        words["stated"], worked.stated, claim.stated, "", worked.unit, place(document, claim.stated, lang),
        gap_said(result.comparison, worked, words), "stated",
    )  # fmt: skip


def _sides(document: Document, worked: Calculation, words: Mapping[str, str], lang: str) -> Iterator[Row]:
    assert worked.sides is not None
    # each side begins with an operand that has no sign
    at = next((i for i in range(1, len(worked.lines)) if not worked.lines[i].sign), len(worked.lines))
    (incoming, outgoing), (there, gone) = worked.sides, names_of_sides(words, worked.unit)
    yield from _operands(document, worked.lines[:at], lang)
    yield Row(there, incoming, unit=worked.unit, part="closing")
    yield from _operands(document, worked.lines[at:], lang)
    yield Row(gone, outgoing, unit=worked.unit, part="closing")
    size = (worked.difference or "").removeprefix("-")
    if size.strip("0."):
        yield Row(words["apart"], size, unit=worked.unit, part="stated")


def _owed(document: Document, claim: Claim, worked: Calculation, lang: str) -> Iterator[Row]:
    names = ROLES[lang]
    roles = [t.role for t in claim.terms if t.role in ("amount", "paid")]
    named = [line._replace(label=names[role]) for line, role in zip(worked.lines, roles, strict=True)]
    yield from _operands(document, named, lang)
    yield Row(names["unpaid"], (worked.difference or "").removeprefix("-"), unit=worked.unit, part="closing")


def _operands(document: Document, lines: Iterable[Line], lang: str) -> Iterator[Row]:
    for line in lines:
        where = place(document, line.figure, lang) if line.figure else ""
        yield Row(_short(line.label), line.amount, line.figure, line.sign, place=where)


def _short(label: str) -> str:
    return short(tidied(label), _LONGEST_LABEL)
