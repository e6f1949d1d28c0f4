"""Scores: 该项分值10分，扣0.5分，得9.5分.

The points to be had less those lost are the score, where the three stand side by side in a sentence; a score is never
above its points; one that is said to be in proportion, 执行率92.5%，按比例得9.25分, is that rate of them. It ticks and
fails. Points that are lost for each of something, or on a condition, are no deduction.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import closes, difference, term
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip, quotient
from audit_cli.extract.prose.scores.words import TO_BE_HAD
from audit_cli.model import Claim
from audit_cli.quantity import HUNDRED

_SCORED = expression(
    r"(?:^|自评|自查|实际|最终|综合|评价|考核|总|实)得(?:了|分)?(?:为|[\s：:])*$|^(?:自评|评)分?(?:为|[\s：:])*$"
)
# 执行率92.5%，按比例得9.25分
_BY_RATE = expression(
    r"(?:按照?|根据|依据?)(?:实际|预算|该|此|相应|同等)?(?:比例|执行率|完成率|支出率)(?:乘以?(?:该项)?(?:指标)?分值)?(?:折算|计算|计分|计|赋分)?[后，,]*(?:应|实|最终|自评)?得(?:了|分)?(?:为|[\s：:])*$"
)
_RATE = expression(r"(?:执行|完成|支出|到位|支付|达成|覆盖|合格)率")
_EXECUTED = ("执行率", "执行率为", "执行率达")
_UNTOLD = expression(r"其[他余][一-鿿]{0,6}扣分[^，。；\d]*[，,；;]")
_LOST = expression(r"扣(?:了|减|除|掉|分)*(?:为|[\s：:])*$")
_CONDITIONAL = expression(r"[每若如凡]|超过|低于|不足|以上|以下|未达到|扣完")
_OF_ALL = expression(r"[总共]|合计|累计|综合|最终")
_POINTS = expression(rf"{TO_BE_HAD}|总分")
_FIELD = expression(r"(?:自评|实际|评价)?得分")
_FULL = expression(r"满分|以上")
_WORDS = 12  # characters before a label that may say how the score was found
_LOSSES, _SEVERAL = expression(r"[。；;\s]*(?:扣分|失分|丢分)[^主要如]{0,6}[：:]"), 2
_NO_POINTS = expression(r"[得加扣高低多少]|目标值")


def scores(paragraph: Paragraph) -> Iterator[Claim]:
    for points in paragraph.items:
        if points.opens and points.host >= 0 and _POINTS.match(points.label):
            # 自评得分94.5分（满分100分），扣5.5分
            yield from _lost_behind(paragraph, points, paragraph.items[points.host])
        if points.unit == "" and _POINTS.fullmatch(points.label):
            yield from _in_fields(paragraph, points)
        if points.unit == "分" and points.role == "plain" and not _NO_POINTS.search(points.label):
            yield from _scored(paragraph, points)


def _in_fields(paragraph: Paragraph, points: Item) -> Iterator[Claim]:
    """Yield the score of two fields side by side: 分值：10；得分：9."""
    for score in paragraph.behind(points.place):
        beside = score.unit == "" and score.sentence == points.sentence and score.sep <= SEMICOLON
        if beside and _FIELD.fullmatch(score.label):
            yield Claim("score", (term(score, "score"), term(points, "points")), basis="分值")


def _scored(paragraph: Paragraph, points: Item) -> Iterator[Claim]:
    if points.opens and points.host >= 0 and paragraph.items[points.host].unit == "分":
        return  # 效益类19分（满分20分），总得分94.5分
    lost: list[Item] = []
    rate: Item | None = None
    for item in paragraph.items[points.place + 1 :]:
        if item.sentence != points.sentence or _CONDITIONAL.search(item.lead[-6:] + item.label):
            return
        if item.figure.type == "rate" and _RATE.search(item.label):
            rate = item
        if item.unit != "分":
            continue
        if rate is not None and _BY_RATE.search(item.lead[-_WORDS:] + item.label):
            yield from _in_proportion(item, points, rate)
            return
        total = paragraph.total_item(item)
        if total is points or (total is not None and total in lost):
            continue
        if lost and item.depth > lost[-1].depth:
            continue  # 共扣6.5分（其中执行扣1.5分，产出扣5分）
        if _OF_ALL.search(item.label) and not _says_all(paragraph, points):
            return  # 总分100分，其中产出50分、效益50分，共扣4.5分
        if _LOST.search(item.label):
            lost.append(item)
        elif item.sep >= SEMICOLON and paragraph.total_item(points) is not None:
            return  # 总分100分，其中过程40分、效果60分；自评得分92分
        elif _SCORED.search(item.label):
            yield Claim("score", (term(item, "score"), term(points, "points")), basis="分值")
            if rate is not None and rate.place == item.place - 1 and rate.label.endswith(_EXECUTED):
                yield from _perhaps_in_proportion(item, points, rate)
            if lost and _UNTOLD.search(item.lead):
                return
            if lost:
                subtrahends = (term(i, "subtrahend") for i in lost)
                yield Claim("difference", (term(item, "result"), term(points, "minuend"), *subtrahends), basis="扣分")
            else:
                yield from _lost_behind(paragraph, points, item)
                yield from _losses_listed(paragraph, points, item)
            return
        else:
            return


def _in_proportion(score: Item, points: Item, rate: Item) -> Iterator[Claim]:
    yield Claim("score", (term(score, "score"), term(points, "points")), basis="分值")
    if _FULL.search(score.lead):
        return  # 95%以上的得满分，按比例得5分
    if rate.figure.value <= HUNDRED and not rate.figure.approximate:
        yield Claim("ratio", (term(rate, "rate"), term(score, "part"), term(points, "whole")), basis="按比例")


def _perhaps_in_proportion(score: Item, points: Item, rate: Item) -> Iterator[Claim]:
    """Yield the score that is a rate of the points as far as it goes, or but for a slip: 执行率92.5%，得9.25分."""
    if fits(rate, score, points) or is_a_slip(rate, score, points):
        yield quotient(rate, Pair(score, points), "按比例", asserted=False)


def _says_all(paragraph: Paragraph, points: Item) -> bool:
    """Whether points may be those of all that is scored: they are called so, or are the first of their sentence."""
    return bool(_POINTS.search(points.label)) or all(i.unit != "分" for i in paragraph.before(points.place))


def _losses_listed(paragraph: Paragraph, points: Item, score: Item) -> Iterator[Claim]:
    """Yield the points lost that a sentence of their own lists: 得93.5分。扣分情况：执行率扣1.5分，满意度扣5分."""
    behind = takewhile(lambda i: i.sentence == score.sentence + 1, paragraph.items[score.place + 1 :])
    lost = [i for i in behind if i.unit == "分"]
    if len(lost) < _SEVERAL or not _LOSSES.match(lost[0].words) or _OF_ALL.search(lost[0].label):
        return
    if all(_LOST.search(i.label) and not _CONDITIONAL.search(i.lead[-6:] + i.label) for i in lost):
        terms = (term(score, "result"), term(points, "minuend"), *(term(i, "subtrahend") for i in lost))
        yield Claim("difference", terms, asserted=False, basis="扣分")


def _lost_behind(paragraph: Paragraph, points: Item, score: Item) -> Iterator[Claim]:
    """Yield the points lost behind the score: 得9.5分，扣0.5分; reasons with points of their own may follow."""
    last = max(score.place, points.place)
    for lost in paragraph.behind(last):
        beside = lost.unit == "分" and lost.sentence == score.sentence and not lost.cue
        if beside and _LOST.search(lost.label) and not _CONDITIONAL.search(lost.label):
            sure = bool(_LOST.match(lost.label.removeprefix("共")))
            if sure or closes(lost, points, score):
                yield difference(lost, points, score)
