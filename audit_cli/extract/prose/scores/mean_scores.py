"""The mean of scores told one by one: 三个项目得分依次为96.5分、90.2分、94.8分，平均得分93.83分.

It is that of the scores given one for each right before it, and fails where it is not; that of the scores told with
their names in its sentence it may be, and is to be reviewed where a slip explains that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.scores.respective_scores import series_of_scores
from audit_cli.mistyped import slipped
from audit_cli.model import Claim
from audit_cli.quantity import ZERO

_MEAN = expression(r"平均(?:自评|综合|评价|考核|总)*(?:得?分数?|分值|成绩)?[为是达：:]*$")
_MEAN_RATE = expression(r"平均[一-鿿]{0,8}[为是达：:]*$")
_OF_MORE = expression(r"全[国省市县区州系部]|所有|其[他余]|同[类行]")  # 三个乡镇…，全县平均得分87.6分
_IN_TURN = expression(r"(?:分别|依次)(?:得分?)?(?:为|是)?[：:]?$")
_NO_SCORE = expression(r"平均|最[高低]|满分|分值|权重|[扣加减]|上年|去年|以[上下]")
_FEWEST = 2


def mean_scores(paragraph: Paragraph) -> Iterator[Claim]:
    if "平均" not in paragraph.words:
        return
    yield from _mean_rates(paragraph)
    for item in paragraph.items:
        if item.unit != "分" or item.sep > SEMICOLON or item.figure.approximate or not _MEAN.search(item.label):
            continue
        if _OF_MORE.match(item.label):
            continue
        scores = _scores_before(paragraph.items, item)
        if len(scores) < _FEWEST:
            continue
        series = series_of_scores(paragraph.items, scores[0]) if _IN_TURN.search(scores[0].label) else []
        in_turn = len(series) == len(scores)
        if in_turn or _is_near(item, scores):
            terms = (term(item, "average"), *(term(i, "score") for i in scores))
            yield Claim("score", terms, "average", asserted=in_turn, basis="平均得分")


def _mean_rates(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the mean of rates told in turn right before it: 四个季度分别为96%、95%、97%、96%，全年平均满意率96%.

    It may be weighted: only a slip is no mean.
    """
    for mean in paragraph.items[_FEWEST:]:
        if mean.figure.type != "rate" or mean.sep != COMMA or not _MEAN_RATE.search(mean.label):
            continue
        rates: list[Item] = []
        for item in reversed(paragraph.items[: mean.place]):
            if item.figure.type != "rate" or item.figure.approximate or item.sentence != mean.sentence:
                break
            rates.insert(0, item)
            if _IN_TURN.search(item.label):
                if len(rates) >= _FEWEST and _is_near(mean, rates) and not _OF_MORE.match(mean.label):
                    terms = (term(mean, "average"), *(term(i, "score") for i in rates))
                    yield Claim("score", terms, "average", asserted=False, basis="平均")
                break
            if item.label or item.sep > PAUSE:
                break


def _scores_before(items: Sequence[Item], mean: Item) -> list[Item]:
    """Return the scores of the sentence right before *mean*, [] where a number tells that there are more or fewer."""
    found: list[Item] = []
    counted: list[Decimal] = []
    for item in reversed(items[: mean.place]):
        if item.sentence != mean.sentence:
            break
        if item.unit == "分" and not counted:
            bad = item.figure.approximate or item.depth != mean.depth
            if bad or _NO_SCORE.search(item.lead + item.label) or (found and found[-1].sep > COMMA):
                return []
            found.append(item)
        elif item.figure.type == "count":
            counted.append(item.figure.value)
        else:
            break
    return [] if counted and len(found) not in counted else found[::-1]


def _is_near(mean: Item, scores: Sequence[Item]) -> bool:
    exact = sum((i.figure.value for i in scores), ZERO) / len(scores)
    if abs(mean.figure.value - exact) < mean.figure.quantum or slipped(mean.figure, exact, mean.figure.quantum):
        return True
    gap, open_by = (mean.figure.value - exact) * len(scores), mean.figure.quantum * len(scores) / 2
    return any(slipped(i.figure, i.figure.value + gap, open_by) for i in scores)
