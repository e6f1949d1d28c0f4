"""Scores told line by line, and what sums them up: 决策（15分）：得14.5分。过程（25分）：得23.2分。 … 合计95.8分.

Each line tells a score and the points to be had. Lines of one kind are summed up by a line behind them that speaks of
those above, 以上3项指标权重合计25分，自评得分24.3分; by the line that they stand under, where it is worth as much as
they are; and, where their points make a hundred, by the score told right before or behind them, or by the only one
that the document calls that of all. It ticks; it fails where the number of lines is told and right, and what else does
not add up is to be reviewed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import BY_START, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.scores.words import TO_BE_HAD
from audit_cli.model import Claim, Document, Term
from audit_cli.quantity import HUNDRED, ZERO, agrees, sum_verdict

_MARKS = (
    expression(r"\s*[一二三四五六七八九十]{1,3}、"),
    expression(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]"),
    expression(r"\s*\d{1,2}[.．、](?!\d)"),
    expression(r"\s*[（(]\d{1,2}[）)]"),
    expression(r"\s*[①-⑳]"),
)
_FIRST = expression(r"\s*[（(]?(?:一[、）)]|1[.．、）)])|\s*①")
_OF_THOSE_ABOVE = expression(r"\s*(?:以上|上述)")
_POINTS = expression(rf"(?:{TO_BE_HAD})(?:合计|共计|总计|共)?[为是：:]?$|(?:合计|共计|总计)(?:{TO_BE_HAD})[为是：:]?$")
_SCORE = expression(r"得分?(?:合计|共计|总计)?[为是：:]?$")
_LINES = ("项", "个", "条")
_OF_ALL = expression(
    r"(?:总得分|总分|(?:自评|综合|评价|考核|最终|总体|整体)(?:总?得)?分(?:数|值)?|得分(?:合计|共计|总计)|总评分?)(?:合计|共计|[为是：:\s])*$"
)
_TOGETHER = expression(r"(?:合计|共计|总计|累计)(?:得分?)?[为是：:\s]*$")
_NOT_OF_ALL = expression(r"平均|项目|上年|去年|每|满分|其中|[扣加]")
_CHANGED = expression(r"加(?:了|分)?(?:为|[：:])?$|附加|调[减增整]|核减|复[评核]")
_BESIDE = 2  # blocks from the lines to the score of all
_FEWEST = 2
_ABOVE = 50  # lines before the first of the series, one of which may be that of their heading


class _Line(NamedTuple):
    """A score with the points to be had, and by which of the marks its line is marked: -1 by none."""

    score: Term
    points: Term
    block: int
    mark: int
    begins: bool

    @property
    def start(self) -> int:
        return min(self.score.figure.start, self.points.figure.start)


def scored_lines(paragraphs: Sequence[Paragraph], claims: Sequence[Claim], document: Document) -> Iterator[Claim]:
    lines = _lines(claims, document)
    if len(lines) < _FEWEST:
        return
    summed = {c.terms[0].figure.start for c in claims if c.kind == "sum" and c.terms[0].figure.unit == "分"}
    own = {term.figure.start for line in lines for term in (line.score, line.points)}
    told = (i for p in paragraphs for i in p.items if i.unit in ("分", *_LINES))
    others = sorted((i for i in told if i.figure.start not in own), key=BY_START)
    scores = [i for i in others if i.unit == "分"]
    changed = any(_CHANGED.search(i.label) for i in scores)
    all_series = list(_series(lines))
    alone = sum(_points_of(series) == HUNDRED for series in all_series) == 1
    for series in all_series:
        told_behind = list(_summed_up(series, _line_behind(series, others, document)))
        if told_behind:
            yield from told_behind
            continue
        if _points_of(series) == HUNDRED:
            total = _beside(series, scores) or (_only(scores) if alone else None)
            head = None if total is None else _term(total)
        else:
            head = _heading(series, lines)
        if head is not None and head.figure.start not in summed:
            claim = _sum(head, [line.score for line in series])
            if claim.asserted or not changed:  # 另加2分，总得分96.8分
                yield claim


def _lines(claims: Sequence[Claim], document: Document) -> list[_Line]:
    """Return the scores that have their points beside them, in the order of the text."""
    found: dict[int, _Line] = {}
    for claim in claims:
        if claim.kind != "score" or [t.role for t in claim.terms] != ["score", "points"] or claim.approximate:
            continue
        score, points = claim.terms
        block = document.blocks[score.figure.block]
        text = block.label or document.text[block.start : block.end]
        if not _OF_THOSE_ABOVE.match(text):
            mark = next((k for k, mark in enumerate(_MARKS) if mark.match(text)), -1)
            found[score.figure.start] = _Line(score, points, score.figure.block, mark, _FIRST.match(text) is not None)
    return [found[start] for start in sorted(found)]


def _series(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of one kind: with marks of one level, or without any one right below the other."""
    by_mark: dict[int, list[list[_Line]]] = defaultdict(list)
    for line in lines:
        alike = by_mark[line.mark]
        if not alike or _starts_anew(line, alike[-1][-1]):
            alike.append([])
        alike[-1].append(line)
    yield from (series for series in chain.from_iterable(by_mark.values()) if len(series) >= _FEWEST)


def _starts_anew(line: _Line, last: _Line) -> bool:
    if line.mark < 0:
        return line.block > last.block + 1
    return line.begins and line.block > last.block


def _points_of(series: Sequence[_Line]) -> Decimal:
    return sum((line.points.figure.value for line in series), ZERO)


def _sum(total: Term, parts: Sequence[Term], counted: bool = False) -> Claim:
    closes = agrees(sum_verdict(total.figure.quantity, [t.figure.quantity for t in parts]))
    terms = (total._replace(role="total"), *(t._replace(role="part") for t in parts))
    return Claim("sum", terms, "complete", asserted=closes or counted, basis="逐行得分")


def _line_behind(series: Sequence[_Line], others: Sequence[Item], document: Document) -> Sequence[Item]:
    """Return what stands in the line behind *series*, where it tells of the lines above it."""
    block = series[-1].block + 1
    if block >= len(document.blocks) or not _OF_THOSE_ABOVE.match(document.text, document.blocks[block].start):
        return []
    return [i for i in others if i.figure.block == block]


def _summed_up(series: Sequence[_Line], behind: Sequence[Item]) -> Iterator[Claim]:
    """Yield the sums that the items of the line *behind* tell: of the points to be had, and of the scores."""
    counted = [i.figure.value for i in behind if i.figure.type == "count" and i.unit in _LINES][:1]
    if counted not in ([], [len(series)]):
        return
    for words, parts in (_POINTS, [line.points for line in series]), (_SCORE, [line.score for line in series]):
        totals = [i for i in behind if i.unit == "分" and words.search(i.label)]
        if len(totals) == 1 and not totals[0].figure.approximate:
            yield _sum(_term(totals[0]), parts, counted=bool(counted))


def _beside(series: Sequence[_Line], scores: Sequence[Item]) -> Item | None:
    """Return the score of all that stands right behind *series*, or right before it."""
    first, last = series[0], series[-1]
    at = bisect_right(scores, last.score.figure.start, key=BY_START)
    behind = scores[at : at + 1]
    if behind and behind[0].figure.block - last.block <= _BESIDE and _is_of_all(behind[0], together=True):
        return behind[0]
    at = bisect_left(scores, first.start, key=BY_START)
    before = scores[at - 1 : at] if at else []
    if before and first.block - before[0].figure.block <= _BESIDE and _is_of_all(before[0]):
        return before[0]
    return None


def _only(scores: Sequence[Item]) -> Item | None:
    """Return the score that the document calls that of all, None where it tells several."""
    told = [i for i in scores if _is_of_all(i)]
    return told[0] if len({i.figure.value for i in told}) == 1 else None


def _is_of_all(item: Item, *, together: bool = False) -> bool:
    words = item.label
    if item.figure.approximate or _NOT_OF_ALL.search(item.lead + words):
        return False
    return bool(_OF_ALL.search(words) or (together and _TOGETHER.search(words)))


def _heading(series: Sequence[_Line], lines: Sequence[_Line]) -> Term | None:
    """Return the score of the line above that is worth as much as *series*, and under which it stands."""
    first, last = series[0], series[-1]
    at = bisect_left(lines, first.score.figure.start, key=lambda line: line.score.figure.start)
    above = next((line for line in reversed(lines[max(at - _ABOVE, 0) : at]) if line.mark != first.mark), None)
    if above is None or not first.begins or above.points.figure.value != _points_of(series):
        return None
    inside = lines[at : bisect_right(lines, last.block, key=lambda line: line.block)]
    beside = any(line.mark == above.mark and above.block < line.block <= last.block for line in inside)
    return None if beside else above.score


def _term(item: Item) -> Term:
    return Term(item.figure, "total", clean_label(item.label))
