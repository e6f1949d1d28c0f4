"""Lists that give two figures of each part: 总分97分，其中预算执行10分，得9分；产出指标90分，得88分.

A total of scores has the scores as its parts, not the points to be had, and one of points lost has those lost:
扣2.8分。其中管理20分扣1分，产出40分扣1.8分. The scores may stand one for each behind all points, 投入20分、产出80分，
得分依次为19分、75分. An amount spent, as in 全年执行1850万元，其中：道路预算800万元，执行760万元；绿化预算1200万元，
执行1090万元, has what was spent of each. Ticks and fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import LOST, TOTAL_WORD
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.scores.respective_scores import told_in_turn
from audit_cli.model import Claim
from audit_cli.quantity import HUNDRED

_CUES = ("of_which", "list", "colon")
_SCORED = expression(r"(?:(?:实际|自评|实|评价)?得(?:分|了)?|自[评查]分?)(?:为|是)?")
_ONE_BY_ONE = expression(r"分别|依次")
_TOTAL_LOST = expression(r"扣(?:除|减|掉|了)?(?:分为?)?$")
_TOTAL_SCORE = expression(r"分|得$|自[评查]$")
_PLANNED = expression(r"(?:预算|安排|计划|下达|批复)(?:数|资金|金额|为)?$")
_SPENT = expression(r"(?:实际|全年|已)?(?:执行|支出|使用|支付)(?:数|资金|金额|了|为)?")
_TOLD_WITH_A_PAIR = 2  # figures: points lost, and a rate
_SPENT_IN_ALL = expression(r"(?:执行|支出|使用|支付)(?:数|合计|总额|总计|资金|金额|为)?$")


def paired_lists(row: Row) -> Iterator[Claim]:
    """Yield the second figures of a list by turns, under the total before it that they are of."""
    if row.cues.isdisjoint(_CUES) and "分" not in row.units:
        return
    if _ONE_BY_ONE.search(row.words) is not None:
        yield from _in_turn(row)
    for first in row.amounts:
        cued = first.cue in _CUES or (first.opens and first.unit == "分" and first.host >= 0)
        if not (cued or _begins_sentence(row, first)) or not first.place or first.place in row.taken:
            continue
        head = _head(row, first)
        second = _second_kind(head, first)
        if second is None or head.depth != first.depth - first.opens or head.place in row.taken:
            continue
        pairs = _pairs(row, first, second)
        if not cued and (second is LOST or sum(row.items[place - 1].figure.value for place in pairs) != HUNDRED):
            continue
        if len(pairs) > 1:
            row.taken.update(place - 1 for place in pairs)
            row.take(head.place, pairs)
            form = "complete" if head.unit == "分" else "open"
            sure = cued or row.closes(head.place, pairs)
            yield row.claim(head.place, pairs, form, asserted=sure, basis=first.cue_word or first.cue or "得分")


def _in_turn(row: Row) -> Iterator[Claim]:
    """Yield the scores given one for each behind their points, under the total before these; points are no parts."""
    for pairs in told_in_turn(row.items):
        scores, points = ([item.place for item in several] for several in zip(*pairs, strict=True))
        first = row.items[points[0]]
        if not row.taken.isdisjoint(points):
            continue
        row.taken.update(points)
        if not first.place:
            continue
        head = _head(row, first)
        near = head.sentence == first.sentence or _begins_sentence(row, first) or first.cue in _CUES
        if near and _second_kind(head, first) is _SCORED and head.place not in row.taken:
            row.take(head.place, scores)
            sure = first.cue in _CUES or row.closes(head.place, scores)
            yield row.claim(head.place, scores, asserted=sure, basis="得分")


def _begins_sentence(row: Row, first: Item) -> bool:
    """Whether scores begin the sentence behind their total: 整体得分94分。决策（10分）得9分，过程（20分）得18分…."""
    if not first.place or first.unit != "分":
        return False
    before = row.items[first.place - 1]
    return before.unit == "分" and before.sentence == first.sentence - 1 and before.line == first.line


def _head(row: Row, first: Item) -> Item:
    """Return the figure before a list, past what a bracket says of it: 自评得分97分（满分100分），其中…."""
    head = row.items[first.place - 1]
    while head.depth > first.depth - first.opens and head.place:
        head = row.items[head.place - 1]
    return head


def _second_kind(head: Item, first: Item) -> re.Pattern[str] | None:
    """Return how the figures are called that a total adds up, None where its list gives but one of each part."""
    if head.unit == first.unit == "分":
        if _TOTAL_LOST.search(head.label):
            return LOST
        return _SCORED if _TOTAL_SCORE.search(head.label) else None
    spent = head.figure.type == first.figure.type == "money" and _SPENT_IN_ALL.search(head.label)
    return _SPENT if spent and _PLANNED.search(first.label) else None


def _pairs(row: Row, first: Item, second: re.Pattern[str]) -> list[int]:
    """Return the second figure of each part, [] where the list does not give two by turns, or points lost with them."""
    found: list[int] = []
    place = first.place
    while place < len(row.items):
        one = row.items[place]
        if one.sentence != first.sentence or not one.kin(first):
            break
        if found and TOTAL_WORD.search(one.label):
            break  # 产出30分，得28分，扣2分，各项合计扣3分
        other = row.behind(place)
        if not other or not _is_beside(other[0], one) or not _is_second(other[0], one, second):
            return []
        if first.unit != "分" and not _PLANNED.search(one.label):
            return []
        found.append(other[0].place)
        place = _behind_pair(row, place + 2)
    return found


def _behind_pair(row: Row, place: int) -> int:
    """Return the place behind the points lost and the rate at *place*: 决策指标15分，得12分，扣3分，得分率80%."""
    for item in row.items[place : place + _TOLD_WITH_A_PAIR]:
        lost = item.unit == "分" and LOST.fullmatch(item.label) is not None
        if item.sep > COMMA or not (lost or item.role == "rate"):
            break
        place = item.place + 1
    return place


def _is_second(other: Item, one: Item, second: re.Pattern[str]) -> bool:
    """Whether a figure is called the second of its part, or stands behind the points in a bracket: 决策（15分）14分."""
    return second.fullmatch(other.label) is not None or (one.unit == "分" and one.opens and not other.label)


def _is_beside(other: Item, one: Item) -> bool:
    """Whether the second figure follows the first; one of them may stand in a bracket: 决策（15分）得14分."""
    beside = other.kin(one) and other.sentence == one.sentence and other.sep <= COMMA
    if other.opens and other.host == one.place:
        return beside  # 决策10分（得9分）
    return beside and (other.depth == one.depth - one.opens or (one.opens and other.group == one.group))
