"""Closed classes without a cue: 支出100万元，基本支出60万元，项目支出40万元.

All members of a classification, side by side in one sentence, are the parts of the amount before them. It ticks where
they add up to it, and fails where the two are named as whole and parts, or stand side by side. Several of the members
right behind the whole that they are named after may not exceed it; line by line, they leave nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.lists.ends import is_one_more
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim
from audit_cli.quantity import agrees

_COMPOSED = "由"
_LEFT = ("结余", "结转", "余额", "结转和结余", "结转结余")
_REACH = 8  # items among which the members of a class stand


def closed_classes(row: Row) -> Iterator[Claim]:
    items, terms = row.items, row.terms
    for first in items[1:-1] if len(row.known) > 1 else ():
        if first.cue or not row.concepts[first.place] or first.role not in ("plain", "used"):
            continue
        parts = _members(row, first.place)
        once = _once_each(row, parts)
        if len(once) < 2:
            continue
        if not terms.complete(row.concepts_at(once)):
            yield from _some_members(row, once)
            continue
        total = _amount_before(row, first.place)
        if total is None or row.same_class(total, first.place):
            continue
        named = row.concepts[total] == terms.whole_of(row.concepts_at(once)) != ""
        # 年末结余5万元。基本支出60万元，占60%: what is left has no classes
        beside = total == first.place - 1 and not row.concepts[total] and not _goes_on(row, parts)
        left = items[total].label.endswith(_LEFT) and not items[first.place].label.endswith(_LEFT)
        beside = beside and not left and items[total].role != "rest"
        if not (named or beside or agrees(row.verdict(total, parts))):
            continue
        row.taken.update(parts)
        sure = named or first.sentence == items[total].sentence
        yield row.claim(total, parts, asserted=sure, basis="class")


def _some_members(row: Row, parts: list[int]) -> Iterator[Claim]:
    """Yield the sum of some members right behind their whole: “三公”经费5万元，出国费2万元，用车费4万元."""
    whole = row.items[parts[0] - 1]
    named = row.terms.whole_with(row.concepts_at(parts))
    first = row.items[parts[0]]
    beside = whole.is_amount and row.concepts[whole.place] == named != "" and whole.place not in row.taken
    if not beside or whole.role != first.role or whole.depth != first.depth or whole.figure.approximate:
        return
    if len({row.terms.measure(item.label) for item in (whole, *row.at(parts))}) > 1:
        return
    lines = all(item.lead == "\n" for item in row.at(parts))
    if not lines and first.sentence != whole.sentence:
        return
    others = set(row.terms.wholes[named]).difference(row.concepts_at(parts))
    untold = not others.intersection(row.concepts)
    exceeds = sum(item.figure.value for item in row.at(parts)) > whole.figure.value
    if exceeds or row.closes(whole.place, parts) or (lines and untold):
        row.take(whole.place, parts)
        yield row.claim(whole.place, parts, "open", basis="class")


def _members(row: Row, first: int) -> list[int]:
    """Return the items from *first* on that are members of one class; one of them may be broken down in between."""
    item = row.items[first]
    parts = [first]
    within = False
    for other in row.items[first + 1 : first + _REACH]:
        if other.sentence != item.sentence or other.group != item.group:
            break
        if other.kin(item) and other.role == item.role:
            if row.same_class(*parts, other.place):
                parts.append(other.place)
                within = False
                continue
            within = within or (other.cue == "of_which" and other.place == parts[-1] + 1)
            if not within:
                break
    return parts


def _goes_on(row: Row, parts: list[int]) -> bool:
    """Whether more than the class is listed: 人员经费60万元，占60%；公用经费25万元，占25%；专项经费15万元，占15%."""
    last = row.items[parts[-1]]
    behind = row.items[last.place + 1 : last.place + _REACH]
    after = next((i for i in behind if i.kin(last)), None)
    return (
        after is not None
        and (after.sentence, after.group, after.role) == (last.sentence, last.group, last.role)
        and is_one_more(row, after.place, parts)
    )


def _once_each(row: Row, parts: list[int]) -> list[int]:
    """Return *parts* without those that only repeat the one before: label and figure were printed twice."""
    return [p for n, p in enumerate(parts) if not n or not row.repeats(parts[n - 1], p)]


def _amount_before(row: Row, first: int) -> int | None:
    """Return the amount before a class that may be its total, unless it is itself a part."""
    item = row.items[first]
    for place in range(first - 1, -1, -1):
        before = row.items[place]
        if before.kin(item) and before.depth <= item.depth and before.role in ("plain", "used"):
            # what 由 … 组成 opens with is the first of the parts
            composed = before.cue_word == _COMPOSED
            return None if composed or item.sentence - before.sentence > 1 or place in row.taken else place
        if item.sentence - before.sentence > 1:
            return None
    return None
