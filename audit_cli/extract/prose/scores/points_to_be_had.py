"""Points to be had: 投入20分得19分，过程30分得28分，产出50分得48分，总得分95分.

Where each part of a total score is told with the points that it could reach, these make a hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Term

_TOTAL = expression(r"总分|得分|合计|共计|总计")
_NO_POINTS = expression(r"[得扣加减]|实际|自评")
_FEWEST = 3  # parts


def points_to_be_had(paragraph: Paragraph) -> Iterator[Claim]:
    parts_of: dict[int, list[Item]] = defaultdict(list)
    for part, total in sorted(paragraph.total_of.items()):
        if paragraph.items[part].unit == "分":
            parts_of[total].append(paragraph.items[part])
    for total, scores in parts_of.items():
        points = _points_of(paragraph, scores)
        if len(points) >= _FEWEST and _TOTAL.search(paragraph.items[total].label):
            yield Claim("score", tuple(Term(i.figure, "points", paragraph.label(i)) for i in points), "hundred")


def _points_of(paragraph: Paragraph, scores: Sequence[Item]) -> list[Item]:
    """Return the points right before each of *scores*, [] where one has none."""
    found: list[Item] = []
    for score in scores:
        before = paragraph.items[max(score.place - 1, 0) : score.place]
        told = [i for i in before if i.unit == "分" and i.role == "plain" and not _NO_POINTS.search(i.label)]
        if not told or score.sep > COMMA or told[0].sentence != score.sentence or told[0] in found:
            return []
        found += told
    return [] if any(i in scores for i in found) else found
