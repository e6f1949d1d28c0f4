"""Scores given one for each: 决策15分、过程25分、产出60分，自评得分分别为14分、24.5分和57分.

Each score belongs to the points in the same place of the list before, which has as many. It ticks and fails as any
score beside its points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.scores.words import TO_BE_HAD
from audit_cli.model import Claim

_IN_TURN = expression(r"得分?(?:分别|依次)(?:为|是)?[：:]?$|(?:分别|依次)(?:实际|自评|实|评)?得分?(?:为|了)?[：:]?$")
_POINTS_IN_TURN = expression(rf"(?:{TO_BE_HAD})(?:分别|依次)(?:为|是)?[：:]?$")
_NO_POINTS = expression(r"[得扣加减]|实际|自评|分别|依次")
_AND = "和及与"


def respective_scores(paragraph: Paragraph) -> Iterator[Claim]:
    if "分别" not in paragraph.words and "依次" not in paragraph.words:
        return
    for pairs in told_in_turn(paragraph.items):
        for score, most in pairs:
            yield Claim("score", (term(score, "score"), term(most, "points")), basis="分值")


def told_in_turn(items: Sequence[Item]) -> Iterator[list[tuple[Item, Item]]]:
    """Yield for each enumeration of scores every one of them with its points."""
    for item in items:
        if item.unit == "分" and _IN_TURN.search(item.label):
            scores = series_of_scores(items, item)
            if points := _points_before(items, item, len(scores)):
                yield [*zip(scores, points, strict=True)]


def series_of_scores(items: Sequence[Item], first: Item) -> list[Item]:
    """Return the scores of the enumeration that begins with *first*."""
    found = [first]
    for item in items[first.place + 1 :]:
        if item.unit != "分" or item.sep > PAUSE or item.group != first.group or item.label.strip(_AND):
            break
        found.append(item)
    return found


def _points_before(items: Sequence[Item], score: Item, number: int) -> list[Item]:
    """Return the points of the list right before *score*, [] where they are not so many."""
    start = score.place - number
    if start < 0 or number < 2 or score.sep < COMMA:
        return []
    first, *others = points = items[start : score.place]
    beside = all(i.unit == "分" and i.sentence == score.sentence and not i.figure.approximate for i in points)
    if not beside or any(_NO_POINTS.search(i.label) or i.sep > COMMA for i in others):
        return []
    before = items[start - 1] if start else None
    if before is not None and before.unit == "分" and before.sentence == first.sentence and first.sep <= others[0].sep:
        return []  # the list is longer
    return list(points) if _POINTS_IN_TURN.search(first.label) or not _NO_POINTS.search(first.label) else []
