"""Sums without any cue: 投入300.50万元，设备200.30万元，培训100.20万元.

Neighbours of one sentence that add up to another figure of it. They tick. What stands right behind a figure, each less
than it, to where a list may end, is all of it too where one slip keeps it from that; and so it is where it stands in
turn with the parts of another figure that close: 低保2846户4918人，城市1127户1906人，农村1719户3012人.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, NOT_COUNTED, PAUSE, Item
from audit_cli.extract.prose.list_ends import leaves_the_list
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim
from audit_cli.quantity import significant_digits

_FEWEST, _MOST = 3, 24  # figures of a sentence
_DISTINCTIVE = 3  # significant digits of the total, and of the parts if there are but two
_THE_OTHERS = ("其他", "其它", "其余")
_IN_TURN = 3  # figures of each part at most


def silent_sums(row: Row, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the sums that close and that *claims* do not tell already."""
    runs = list(_runs(row)) if len(row.amounts) >= _FEWEST else []
    known = {frozenset([t.figure.start for t in c.terms]) for c in claims} if runs else set()
    for run in runs:
        for at, total in enumerate(run):
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
    """Yield what stands right behind ``run[at]`` up to where a list may end, each as far from the one before."""
    total, behind = run[at], run[at + 1 :]
    if not behind or total.place in row.total_of.values():
        return
    first = behind[0]
    sep = max(i.sep for i in row.items[total.place + 1 : first.place + 1])
    if not PAUSE <= sep <= COMMA or (at and total.sep <= sep == PAUSE):
        return  # 甲3万元、乙2万元、丙1万元: one of a series
    to_first = _distance(row, total, first)
    if to_first > _IN_TURN:
        return
    stride = _distance(row, first, behind[1]) if len(behind) > 1 else to_first
    fewest = 2 if stride == to_first else _FEWEST
    strongest = NO_SEPARATOR
    parts: list[int] = []
    before = total
    for item in behind:
        if len(parts) >= fewest and item.sep > strongest:
            yield parts[:]
        if item.figure.value >= total.figure.value or item.total_after or item.each or item.role != first.role:
            return
        if len(parts) >= fewest and (leaves_the_list(row, item.place, parts, total.place) or _is_the_others(row, parts[-1])):
            yield parts
            return
        if parts:
            if item.cue or _distance(row, before, item) != stride:
                return
            strongest = max(strongest, item.sep)
        parts.append(item.place)
        before = item
    if len(parts) >= fewest:
        yield parts


def _distance(row: Row, one: Item, other: Item) -> int:
    """Return how many amounts of the same bracket lie from one to another, ages and years aside."""
    between = row.items[one.place + 1 : other.place]
    return 1 + sum(i.is_amount and i.depth <= one.depth and i.unit not in NOT_COUNTED for i in between)


def _is_the_others(row: Row, place: int) -> bool:
    """Whether a part is all others, so that nothing follows: 婚姻家庭86起，邻里104起，其他25起，调解成功259起."""
    return row.items[place].label.startswith(_THE_OTHERS)


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
