"""Lists that give several figures of the whole and the same of each part.

受理案件90件，结案80件。其中：受理民事案件60件，结案55件；受理刑事案件30件，结案25件 is two lists in one: of the cases
that came in, and of those that were closed. The figures of a part are called like those of the whole, in the same
order. Each ticks where it closes, and is to be reviewed where it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.labels import shared_beginning
from audit_cli.extract.prose.lists.form import form_of
from audit_cli.extract.prose.lists.measures_beside import measures_beside
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_IN_ALL = expression(r"共|合计|总")
_COLUMNS = (4, 3, 2)  # figures of each part, the most first
_CALLED = 2  # characters with which two figures end that are called alike
_LONGEST = 60  # figures of one list
_REACH = 16  # items before a list among which its whole stands
_BACK = 2  # sentences from the whole to its parts


def matrix_lists(row: Row) -> Iterator[Claim]:
    if "count" in row.types and _IN_ALL.search(row.words):
        yield from _totals_behind(row)
    for first in row.amounts if "of_which" in row.cues else ():
        if first.cue != "of_which" or first.place in row.taken:
            continue
        before = _figures_before(row, first)
        if not before:
            continue
        listed = list(islice(_listed(row, first), _LONGEST))
        for columns in _COLUMNS:
            heads = before[-columns:]
            if len(heads) < columns or len(listed) < columns or len(listed) % columns:
                continue
            rows = [listed[k : k + columns] for k in range(0, len(listed), columns)]
            if all(_is_like(row, part, heads) for part in rows):
                yield from _nested_lists(row, heads, rows)
                break


def _totals_behind(row: Row) -> Iterator[Claim]:
    """Yield the totals of so many things behind them.

    甲项目120万元，支出118万元；乙项目300万元，支出290万元。两个项目共420万元，支出408万元.
    """
    for counted, total in pairwise(row.items[_COLUMNS[-1] :]):
        if counted.figure.type != "count" or counted.cue or not _IN_ALL.search(total.label):
            continue
        many = int(counted.figure.value) if not counted.figure.approximate else 0
        if not 1 < many <= _LONGEST:
            continue
        heads = list(_run_behind(row, counted))
        size = many * len(heads)
        parts = [i for i in row.items[max(counted.place - size, 0) : counted.place] if _counts(i)]
        if len(heads) not in _COLUMNS or len(parts) != size:
            continue
        rows = [parts[k : k + len(heads)] for k in range(0, size, len(heads))]
        apart = all(part[0].sep >= SEMICOLON for part in rows[1:])
        if apart and all(_is_line(row, part, heads) for part in rows) and not row.taken & {i.place for i in parts}:
            yield from _lists(row, heads, rows)


def _run_behind(row: Row, counted: Item) -> Iterator[Item]:
    """Yield the amounts right behind a number, to the first other figure or the end of the sentence."""
    for item in row.items[counted.place + 1 :]:
        if item.sentence != counted.sentence or not _counts(item):
            return
        yield item


def _is_line(row: Row, part: Sequence[Item], heads: Sequence[Item]) -> bool:
    """Whether the figures of a part have the units of the totals and, but for the first, their labels."""
    alike = all(row.labels[i.place] == row.labels[head.place] for i, head in zip(part[1:], heads[1:], strict=True))
    return alike and all(i.same_unit(head) for i, head in zip(part, heads, strict=True))


def _figures_before(row: Row, first: Item) -> list[Item]:
    """Return the amounts of the last sentence with several of them before a list, in the order of the text.

    None, where the sentence of the list has one itself: 初中教育支出90万元，其中：基本支出80万元，项目支出10万元.
    """
    sentences: dict[int, list[Item]] = {}
    for item in reversed(row.items[max(first.place - _REACH, 0) : first.place]):
        if first.sentence - item.sentence > _BACK:
            break
        if _counts(item) and item.depth == first.depth:
            sentences.setdefault(item.sentence, []).append(item)
    if first.sentence in sentences and len(sentences[first.sentence]) == 1:
        return []
    several = (items[::-1] for items in sentences.values() if len(items) > 1)
    return next(several, [])


def _listed(row: Row, first: Item) -> Iterator[Item]:
    """Yield the amounts of the list that begins with *first*, to the end of its sentence or bracket."""
    for item in row.items[first.place :]:
        if item.sentence != first.sentence or item.depth < first.depth:
            return
        if item.depth == first.depth and _counts(item):
            yield item


def _counts(item: Item) -> bool:
    return item.is_amount and item.role in ("plain", "used") and not item.figure.approximate


def _is_like(row: Row, part: Sequence[Item], heads: Sequence[Item]) -> bool:
    """Whether each figure of a part is called like that of the whole in its place, and like no other."""
    names = [row.labels[head.place] for head in heads]
    for place, item in enumerate(part):
        alike = [shared_beginning(row.labels[item.place][::-1], name[::-1]) for name in names]
        if alike[place] < _CALLED or alike.count(max(alike)) > 1 or alike[place] < max(alike):
            return False
        if not item.same_unit(heads[place]):
            return False
    return True


def _nested_lists(row: Row, heads: Sequence[Item], rows: list[list[Item]]) -> Iterator[Claim]:
    """Yield the lists of a whole and of the parts in which 其中 begins one within: it ends where a column closes."""
    for first in reversed(range(1, len(rows))):
        if rows[first][0].cue != "of_which":
            continue
        whole = rows[first - 1]
        ends = range(len(rows), first + 1, -1)
        end = next((end for end in ends if _closes_somewhere(row, whole, rows[first:end])), 0)
        if not end:
            row.taken.update(item.place for part in (heads, *rows) for item in part)
            return  # where it ends nobody knows
        yield from _lists(row, whole, rows[first:end])
        del rows[first:end]
    yield from _lists(row, heads, rows)


def _closes_somewhere(row: Row, whole: Sequence[Item], rows: Sequence[Sequence[Item]]) -> bool:
    columns = zip(whole, *rows, strict=True)
    return any(row.closes(total.place, [i.place for i in parts]) for total, *parts in columns)


def _lists(row: Row, heads: Sequence[Item], rows: Sequence[Sequence[Item]]) -> Iterator[Claim]:
    for head, *parts in zip(heads, *rows, strict=True):
        places = [item.place for item in parts]
        row.take(head.place, places)
        if len(places) > 1:
            closes = row.closes(head.place, places)
            form = form_of(row, head.place, places, closes)
            yield row.claim(head.place, places, form, asserted=closes, basis="其中")
    yield from measures_beside(row, heads[0].place, [part[0].place for part in rows])
