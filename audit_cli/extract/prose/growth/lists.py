"""Changes of a total and of its parts: 20万元，比上年减少5万元，其中：接待费8万元，减少3万元；用车费12万元，减少2万元.

Where all parts of a total are told, each with its change or as unchanged, the changes add up as the parts do. It ticks,
and is to be reviewed where they do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import PLAN, own_subject, speaks_of, words_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, sum_verdict

_REACH = 8  # items from an amount to its change, with those in its brackets
_UNCHANGED = expression(r"持平|一致|相同|不变|[无未没][有发生]{0,2}(?:增减|变化|变动|增加|增长)")
_NEARLY = expression(r"(?:基本|大体|大致|总体)上?(?:持平|一致|相同|不变)")
_CLAUSE_ENDS = expression(r"[；;。]")
_COMPARES = expression(r"比|较")


def change_lists(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the changes of totals that those of their parts should make."""
    parts_of: dict[int, list[Item]] = defaultdict(list)
    for part, head in sorted(paragraph.total_of.items()):
        parts_of[head].append(paragraph.items[part])
    for place, parts in parts_of.items():
        total = paragraph.items[place]
        change = _change_of(paragraph, total)
        if len(parts) < 2 or change is None or change.figure.approximate or not _close(total, parts):
            continue
        changes, all_told = _changes_of(paragraph, parts, change)
        if not changes:
            continue
        signs = [1 if c.falls == change.falls else -1 for c in changes]
        verdict = sum_verdict(change.figure.quantity, [c.figure for c in changes], signs)
        terms = (Term(c.figure, "part", paragraph.label(c), n) for c, n in zip(changes, signs, strict=True))
        whole = Term(change.figure, "total", paragraph.label(change))
        if all_told or agrees(verdict):
            yield Claim("sum", (whole, *terms), "complete", agrees(verdict), tick_only=not all_told, basis="增减")


def _changes_of(paragraph: Paragraph, parts: Sequence[Item], change: Item) -> tuple[list[Item], bool]:
    """Return the changes of the parts that have changed, [] where one is not told, and whether that of each is.

    A part that is nothing now may have been something before, though no change is told of it.
    """
    found: list[Item] = []
    all_told, planned = True, _is_planned(paragraph, change)
    for part in parts:
        own = _change_of(paragraph, part)
        if own is not None:
            if own.figure.approximate or {_is_planned(paragraph, own), planned} == {True, False}:
                return [], False
            found.append(own)
        elif not _is_unchanged(paragraph, part):
            if part.figure.value:
                return [], False
            all_told = False
    return found, all_told


def _is_planned(paragraph: Paragraph, change: Item) -> bool | None:
    """Whether a change is measured from a plan, None where it does not say from what.

    比年初预算30万元节约2万元 says it before its base.
    """
    before = paragraph.items[change.place - 1]
    words = (before.lead + before.label if before.role == "base" else "") + words_of(change)
    return PLAN.search(words) is not None if _COMPARES.search(words) else None


def _change_of(paragraph: Paragraph, item: Item) -> Item | None:
    """Return the change that is told right behind an amount, or behind the bracket of its own parts."""
    for other in paragraph.items[item.place + 1 : item.place + 1 + _REACH]:
        if other.sentence != item.sentence or other.depth < item.depth:
            return None
        if other.depth > item.depth or other.role == "base" or not other.is_amount:
            continue
        if other.role != "change" or other.group != item.group or not other.kin(item):
            return None
        return other if speaks_of(own_subject(other), paragraph.label(item)) else None
    return None


def _is_unchanged(paragraph: Paragraph, item: Item) -> bool:
    """Whether the words behind an amount, or behind the bracket of its parts, say that it stayed the same."""
    behind = (i for i in paragraph.items[item.place + 1 : item.place + 1 + _REACH] if i.depth <= item.depth)
    following = next(behind, None)
    clause = _CLAUSE_ENDS.split(following.words)[0] if following is not None else ""
    return _UNCHANGED.search(clause) is not None and _NEARLY.search(clause) is None


def _close(total: Item, parts: Sequence[Item]) -> bool:
    return sum_verdict(total.figure.quantity, [p.figure for p in parts]) in ("exact", "rounding")
