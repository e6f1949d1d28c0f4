"""How many rows a table has, as the text counts them: 签订合同5份，合同总金额2621.90万元, and five numbered contracts.

The sentence speaks of the table if it prints what a total row of it comes to, and its count is of what the column of
names is headed by. It ticks; another number is to be reviewed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.ties.aspects import digits_of
from audit_cli.model import Block, Claim, Document, Fact, Figure, Term

_NUMBERS = "序号"
_NAMES = expression(r"([一-鿿]{2,6}?)(?:[（(]?[一-鿿]{1,4}[）)])?(?:名称|内容)?$")
_UNITS = frozenset({"个", "份", "项", "笔", "宗", "家"})
_FEWEST = 3  # rows of a list
_DISTINCT = 4  # digits of a total that is hardly the same by chance


class _List(NamedTuple):
    """What the rows of a table are called, and the name of each."""

    thing: str
    names: tuple[Figure, ...]


def counted_rows(paragraphs: Sequence[Paragraph], facts: Sequence[Fact], document: Document) -> Iterator[Claim]:
    """Yield each count of a sentence that tells the total of a numbered list, with the rows of this."""
    if _NUMBERS not in document.text:
        return
    lists = dict(_numbered(document))
    totals: dict[Decimal, set[int]] = defaultdict(set)
    for fact in facts if lists else ():
        table = document.blocks[fact.figure.block].table
        if table in lists and fact.figure.type == "money" and rank_of(fact.label.partition(" / ")[0]) > 1:
            totals[fact.figure.value].add(table)
    for paragraph in paragraphs if totals else ():
        if document.blocks[paragraph.block].table is None:
            yield from _told(paragraph, totals, lists)


def _told(paragraph: Paragraph, totals: dict[Decimal, set[int]], lists: dict[int, _List]) -> Iterator[Claim]:
    told: set[int] = set()
    for item in paragraph.items:
        tables = totals.get(item.figure.value, ()) if item.figure.type == "money" else ()
        if len(tables) != 1 or digits_of(item.figure) < _DISTINCT:
            continue
        rows = lists[next(iter(tables))]
        counts = [i for i in paragraph.before(item.place) if _counts(i, rows.thing)]
        if len(counts) == 1 and counts[0].figure.start not in told:
            told.add(counts[0].figure.start)
            terms = Term(counts[0].figure, "count", rows.thing), *(Term(f, "name", f.text) for f in rows.names)
            yield Claim("count", terms, "complete", counts[0].figure.value == len(rows.names), basis="表中各行")


def _counts(item: Item, thing: str) -> bool:
    """Whether an item says how many of a *thing* there are, and not how many of some of them."""
    if item.unit not in _UNITS or item.role != "plain" or item.cue or item.figure.approximate:
        return False
    return item.post.startswith(thing) or (not item.post and item.label.endswith(thing))


def _numbered(document: Document) -> Iterator[tuple[int, _List]]:
    """Yield the tables whose rows are numbered from 1 on, with what stands behind the numbers."""
    cells = [(n, block) for n, block in enumerate(document.blocks) if block.table is not None]
    for table, inside in groupby(cells, key=lambda cell: cell[1].table):
        found = _list_of(document, list(inside))
        if table is not None and found is not None:
            yield table, found


def _list_of(document: Document, cells: Sequence[tuple[int, Block]]) -> _List | None:
    texts = {(block.row, block.col): (number, document.text_of(block).strip()) for number, block in cells}
    head = next((place for place, (_, text) in texts.items() if text == _NUMBERS), None)
    if head is None:
        return None
    row, col = head
    named = _NAMES.match("".join(texts.get((row, col + 1), (0, ""))[1].split()))
    last = max(block.row for _, block in cells)
    names: list[Figure] = []
    for below in range(row + 1, last + 1):
        number, name = (texts.get((below, c), (0, "")) for c in (col, col + 1))
        if not number[1].isdecimal():
            continue
        if int(number[1]) != len(names) + 1 or not name[1]:
            return None
        block = document.blocks[name[0]]
        names.append(Figure(block.start, block.end, name[1], "name", block=name[0]))
    return _List(named[1], tuple(names)) if named is not None and len(names) >= _FEWEST else None
