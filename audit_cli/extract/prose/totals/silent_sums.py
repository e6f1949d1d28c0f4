"""Sums without any cue: 投入300.50万元，设备200.30万元，培训100.20万元.

Neighbours of one sentence that add up to another figure of it. They can hold, never fail: nothing but their closing
says that they belong together. What stands right behind a figure, each less than it, up to where a list may end, is
kept for one slip of the pen, as every reading that does not close: 编制92名，行政编制38名，事业编制54名.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, NOT_COUNTED, Item
from audit_cli.extract.prose.lists.ends import leaves_the_list
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim
from audit_cli.quantity import significant_digits

_FEWEST, _MOST, _PAIR = 3, 24, 2  # figures of a sentence
_DISTINCTIVE = 3  # significant digits of the total, and of the parts if there are but two
_THE_OTHERS = ("其他", "其它", "其余")
_ALIKE, _OWN = 4, 2  # characters of names that end alike, and of what is before
_IN_TURN = 3  # figures of each part at most


def silent_sums(row: Row, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the sums that close and that *claims* do not tell already."""
    runs = list(_runs(row)) if len(row.amounts) >= _FEWEST else []
    known = {frozenset([t.figure.start for t in c.terms]) for c in claims} if runs else set()
    heads = set(row.total_of.values())
    for run in runs:
        for at, total in enumerate(run):
            if total.place not in heads:
                row.missed += ((total.place, parts) for parts in _lists_behind(row, run, at))
            if _digits(total) < _DISTINCTIVE:
                continue
            for parts in _sums_of_neighbours(run, at):
                spans = frozenset([total.figure.start, *(p.figure.start for p in parts)])
                if spans in known or (len(parts) == 2 and min(map(_digits, parts)) < _DISTINCTIVE):
                    continue
                known.add(spans)
                yield row.claim(total.place, [p.place for p in parts], basis="closing", asserted=False, tick_only=True)


def _lists_behind(row: Row, run: Sequence[Item], at: int) -> Iterator[list[int]]:
    """Yield what stands right behind ``run[at]``, in its clause, up to each place where a list may end."""
    total, behind = run[at], run[at + 1 :]
    if len(behind) < _PAIR:
        return
    first = behind[0]
    sep = max(i.sep for i in row.items[total.place + 1 : first.place + 1])
    to_first, stride = _distance(row, total, first), _distance(row, first, behind[1])
    if to_first > _IN_TURN or sep != COMMA:
        return  # 甲3万元、乙2万元、丙1万元 is one series
    if _are_told_alike([row.labels[i.place] for i in (total, *behind[:2])]):
        return  # 养老保险参保4万人，失业保险参保2万人，工伤保险参保1万人
    fewest = _PAIR if stride == to_first else _FEWEST
    parts = [first] if _may_be_part(first, first, total) else []
    strongest = NO_SEPARATOR
    for item in behind[1:] if parts else ():
        may_end = len(parts) >= fewest
        if may_end and item.sep > strongest:
            yield [i.place for i in parts]
        if may_end and _is_over(row, total, parts, item):
            break
        if not _may_be_part(item, first, total) or item.cue or _distance(row, parts[-1], item) != stride:
            return
        strongest = max(strongest, item.sep)
        parts.append(item)
    if len(parts) >= fewest:
        yield [i.place for i in parts]


def _are_told_alike(labels: Sequence[str]) -> bool:
    """Whether names end alike and each begins in its own way, so that none of them is that of all."""
    endings = {label[-_ALIKE:] for label in labels}
    return len(endings) == 1 and min(map(len, labels)) >= _ALIKE + _OWN


def _is_over(row: Row, total: Item, parts: Sequence[Item], item: Item) -> bool:
    """Whether all others have been told, or an item tells of something else: …，其他25起，调解成功259起."""
    places = [i.place for i in parts]
    return parts[-1].label.startswith(_THE_OTHERS) or leaves_the_list(row, item.place, places, total.place)


def _may_be_part(item: Item, first: Item, total: Item) -> bool:
    """Whether an item is less than a total, told like the first of its parts, and sums up or multiplies nothing."""
    return item.figure.value < total.figure.value and item.role == first.role and not (item.total_after or item.each)


def _distance(row: Row, one: Item, other: Item) -> int:
    """Return how many amounts of the same bracket lie from one to another, ages and years aside."""
    between = row.items[one.place + 1 : other.place]
    return 1 + sum(i.is_amount and i.depth <= one.depth and i.unit not in NOT_COUNTED for i in between)


def _runs(row: Row) -> Iterator[list[Item]]:
    """Yield the amounts of one unit that stand in one sentence and bracket."""
    runs: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    heads: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in row.amounts:
        if item.role in ("plain", "used") and not item.figure.approximate and item.figure.value > 0:
            runs[item.sentence, item.group, item.unit].append(item)
            if item.place not in row.total_of:
                heads[item.sentence, item.group, item.unit].append(item)
    # 预算90万元，基本支出60万元，其中人员40万元，公用20万元；项目支出30万元: the parts of a part stand between
    runs.update({("heads", *key): run for key, run in heads.items() if len(run) < len(runs[key])})
    return (run for run in runs.values() if _FEWEST <= len(run) <= _MOST)


def _sums_of_neighbours(run: list[Item], at: int) -> Iterator[list[Item]]:
    """Yield the runs of two or more items right after or right before ``run[at]`` that add up to it exactly."""
    target = run[at].figure.value
    for step, beside in ((1, run[at + 1 :]), (-1, run[:at][::-1])):
        total = Decimal(0)
        for count, item in enumerate(beside, 1):
            total += item.figure.value
            if total == target and count >= 2:
                yield beside[:count][::step]
            if total >= target:
                break


def _digits(item: Item) -> int:
    return significant_digits(item.figure.value)
