"""Scores of classes line by line, and that of all: 决策（15分）：得14.5分。过程（25分）：得23.2分。 … 合计95.8分.

Lines of one kind that each tell a score and the points to be had, where these make a hundred, or the points of the line
that they stand under, are all there are: their scores make the one told right before or behind them, or the only one
that the document calls that of all. It ticks; what does not add up is to be reviewed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Document, Term
from audit_cli.quantity import HUNDRED, ZERO, agrees, sum_verdict
from audit_cli.value import Value

_MARKS = (
    expression(r"\s*[一二三四五六七八九十]{1,3}、"),
    expression(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]"),
    expression(r"\s*\d{1,2}[.．、](?!\d)"),
    expression(r"\s*[（(]\d{1,2}[）)]"),
    expression(r"\s*[①-⑳]"),
)
_FIRST = expression(r"\s*[（(]?(?:一[、）)]|1[.．、）)])|\s*①")
_OF_ALL = expression(
    r"(?:总得分|总分|(?:自评|综合|评价|考核|最终|总体|整体)(?:总?得)?分(?:数|值)?|得分(?:合计|共计|总计)|总评分?)(?:合计|共计|[为是：:\s])*$"
)
_TOGETHER = expression(r"(?:合计|共计|总计|累计)(?:得分?)?[为是：:\s]*$")
_NOT_OF_ALL = expression(r"平均|项目|上年|去年|每|满分|其中|[扣加]")
_CHANGED = expression(r"加(?:了|分)?(?:为|[：:])?$|附加|调[减增整]|核减|复[评核]")
_BESIDE = 2  # blocks from the lines to the score of all
_FEWEST = 2
_ABOVE = 50  # pairs before the first of the lines, one of which may be that of their heading


class _Scored(Value, frozen=True):
    """A score with the points to be had, and by which of the marks its line is marked: -1 by none."""

    score: Term
    points: Term
    block: int
    mark: int
    begins: bool


def scored_classes(paragraphs: Sequence[Paragraph], claims: Sequence[Claim], document: Document) -> Iterator[Claim]:
    pairs = _pairs(claims, document)
    if len(pairs) < _FEWEST:
        return
    told = {c.terms[0].figure.start for c in claims if c.kind == "sum" and c.terms[0].figure.unit == "分"}
    own = {t.figure.start for pair in pairs for t in (pair.score, pair.points)}
    scores = [i for p in paragraphs for i in p.items if i.unit == "分" and i.figure.start not in own]
    scores.sort(key=lambda i: i.figure.start)
    changed = any(_CHANGED.search(i.label) for i in scores)
    lines = list(_lines(pairs))
    alone = sum(_points_of(line) == HUNDRED for line in lines) == 1
    for line in lines:
        if _points_of(line) == HUNDRED:
            total = _beside(line, scores) or (_only(scores) if alone else None)
            head = None if total is None else Term(total.figure, "total", clean_label(total.label))
        else:
            head = _above(line, pairs)
        if head is not None and head.figure.start not in told:
            parts = [pair.score._replace(role="part") for pair in line]
            closes = agrees(sum_verdict(head.figure.quantity, [t.figure.quantity for t in parts]))
            if changed and not closes:
                continue  # 另加2分，总得分96.8分
            yield Claim("sum", (head._replace(role="total"), *parts), "complete", asserted=closes, basis="逐行得分")


def _pairs(claims: Sequence[Claim], document: Document) -> list[_Scored]:
    """Return the scores that have their points beside them, in the order of the text."""
    found: dict[int, _Scored] = {}
    for claim in claims:
        if claim.kind != "score" or [t.role for t in claim.terms] != ["score", "points"]:
            continue
        score, points = claim.terms
        if score.figure.approximate or points.figure.approximate:
            continue
        block = document.blocks[score.figure.block]
        text = block.label or document.text[block.start : block.end]
        mark = next((k for k, mark in enumerate(_MARKS) if mark.match(text)), -1)
        found[score.figure.start] = _Scored(score, points, score.figure.block, mark, _FIRST.match(text) is not None)
    return [found[start] for start in sorted(found)]


def _lines(pairs: Sequence[_Scored]) -> Iterator[list[_Scored]]:
    """Yield the lines of one kind: with marks of one level, or without any one right below the other."""
    by_mark: dict[int, list[list[_Scored]]] = defaultdict(list)
    for pair in pairs:
        series = by_mark[pair.mark]
        if not series or _starts_anew(pair, series[-1][-1]):
            series.append([])
        series[-1].append(pair)
    yield from (line for line in chain.from_iterable(by_mark.values()) if len(line) > 1)


def _points_of(line: Sequence[_Scored]) -> Decimal:
    return sum((pair.points.figure.value for pair in line), ZERO)


def _starts_anew(pair: _Scored, last: _Scored) -> bool:
    if pair.mark < 0:
        return pair.block > last.block + 1
    return pair.begins and pair.block > last.block


def _beside(line: Sequence[_Scored], scores: list[Item]) -> Item | None:
    """Return the score of all that stands right behind *line*, or right before it."""
    first, last = line[0], line[-1]
    start, end = min(first.score.figure.start, first.points.figure.start), last.score.figure.start
    at = bisect_right(scores, end, key=_start_of)
    behind = scores[at : at + 1]
    if behind and behind[0].figure.block - last.block <= _BESIDE and _is_of_all(behind[0], together=True):
        return behind[0]
    at = bisect_left(scores, start, key=_start_of)
    before = scores[at - 1 : at] if at else []
    if before and first.block - before[0].figure.block <= _BESIDE and _is_of_all(before[0]):
        return before[0]
    return None


def _start_of(item: Item) -> int:
    return item.figure.start


def _only(scores: Sequence[Item]) -> Item | None:
    """Return the score that the document calls that of all, None where it tells several."""
    told = [i for i in scores if _is_of_all(i)]
    return told[0] if len({i.figure.value for i in told}) == 1 else None


def _is_of_all(item: Item, *, together: bool = False) -> bool:
    words = item.label
    if item.figure.approximate or _NOT_OF_ALL.search(item.lead + words):
        return False
    return bool(_OF_ALL.search(words) or (together and _TOGETHER.search(words)))


def _above(line: Sequence[_Scored], pairs: Sequence[_Scored]) -> Term | None:
    """Return the score of the line above that is worth as much as *line*, and under which it stands."""
    first, last = line[0], line[-1]
    at = bisect_left(pairs, first.score.figure.start, key=lambda pair: pair.score.figure.start)
    above = next((pair for pair in reversed(pairs[max(at - _ABOVE, 0) : at]) if pair.mark != first.mark), None)
    if above is None or not first.begins or above.points.figure.value != _points_of(line):
        return None
    inside = pairs[at : bisect_right(pairs, last.block, key=lambda pair: pair.block)]
    beside = any(pair.mark == above.mark and above.block < pair.block <= last.block for pair in inside)
    return None if beside else above.score
