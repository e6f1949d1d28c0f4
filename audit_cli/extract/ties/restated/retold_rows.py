"""Rows of tables told again in a sentence, but for one slip: 预算90.50万元，支出84.20万元，结余6.30万元.

Two figures of a paragraph that stand in one row or column of a table, or three that stand in one table, say what is
told again.  Another one that stands nowhere, and is printed like a cell of that line but for one digit, may be
mistyped where its words name that cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.table_lines import Key, Line, TableLines, key_of
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Document, Fact, Figure, Term
from audit_cli.quantity import closes

_FEWEST = 3  # digits that a figure must have to be told again
_ALIKE = 2  # figures that say which line of a table is told again
_MANY, _MOST = 40, 400  # cells of a line, and of a table, beyond which it is a long list
_SURE, _LONG = 3, 5  # figures told again, and digits of the odd one, beside which words need not name the cell


def retold_rows(
    paragraphs: Sequence[Paragraph], tables: TableLines, document: Document, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Yield each figure of *paragraphs* that is one slip away from the cell that it tells; *claims* are those read."""
    if not tables.cells:
        return
    closing: set[int] | None = None
    for paragraph in paragraphs:
        if len(paragraph.items) <= _ALIKE or document.blocks[paragraph.block].table is not None:
            continue
        items = [i for i in paragraph.items if _is_distinct(i.figure)]
        if len(items) <= _ALIKE:
            continue
        keys = [key_of(i.figure) for i in items]
        odd = [i for i, key in zip(items, keys, strict=True) if key not in tables.lines]
        retold = _retold(keys, tables) if 0 < len(odd) <= len(items) - _ALIKE else {}
        for item in odd if retold else ():
            meant = _meant(item, retold, tables, keys)
            if meant is None:
                continue
            closing = _closing(claims) if closing is None else closing
            if item.figure.start not in closing:
                terms = Term(item.figure, "stated", paragraph.label(item)), Term(meant.figure, "stated", meant.label)
                yield Claim("equal", terms, asserted=False, basis="笔误")


def _is_distinct(figure: Figure) -> bool:
    return not figure.approximate and _digits(figure) >= _FEWEST


def _digits(figure: Figure) -> int:
    """Return how many digits are printed, but for zeros before them."""
    return (figure.value / figure.quantum).adjusted() + 1 if figure.value else 0


def _retold(told: Sequence[Key], tables: TableLines) -> dict[Line, int]:
    """Return the lines of tables that several figures of a paragraph stand in, and how many."""
    found: dict[Line, set[Key]] = defaultdict(set)
    for key in told:
        for line in tables.lines.get(key, ()):
            found[line].add(key)
    return {line: len(keys) for line, keys in found.items() if len(keys) >= (_SURE if line[0] == "table" else _ALIKE)}


def _meant(item: Item, retold: Mapping[Line, int], tables: TableLines, told: Sequence[Key]) -> Fact | None:
    """Return the only cell of the lines *retold* that *item* may be mistyped for."""
    words = (item.lead + item.label)[-_MANY:]
    found: dict[Key, Fact] = {}
    others = set(told)  # and what it cannot be mistyped for: a cell stands in a row, a column and a table
    for line, alike in retold.items():
        if len(tables.members[line]) > (_MOST if line[0] == "table" else _MANY):
            continue
        sure = line[0] == "row" and alike >= _SURE and _digits(item.figure) >= _LONG
        for key, cell in tables.as_long(line, item.figure):
            if key in others or not mistyped(item.figure, key[1], _FEWEST):
                others.add(key)
                continue
            # in another row it must be named by its own row
            if sure or _names(words, cell.label.partition(" / ")[0] if line[0] == "table" else cell.label):
                found[key] = cell
    return next(iter(found.values())) if len(found) == 1 else None


def _names(words: str, label: str) -> bool:
    """Whether the words before a figure have two neighbouring characters of a cell's row or column."""
    return any(
        label[i : i + 2] in words for i in range(len(label) - 1) if not label[i : i + 2].strip("年度数万元 /").isascii()
    )


def _closing(claims: Sequence[Claim]) -> set[int]:
    """Return where the figures of sums stand that close: those are no slips."""
    found: set[int] = set()
    for claim in claims:
        is_sum = claim.kind == "sum" and claim.form != "shares"
        if is_sum and closes(claim.stated.quantity, (t.figure for t in claim.terms[1:])):
            found.update(t.figure.start for t in claim.terms)
    return found
