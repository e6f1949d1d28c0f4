"""Targets that a sentence sets and reports on: 计划培训320人，实际培训300人; 罚没收入64万元，收到罚没收入39.2万元.

What it calls the value of an indicator may be a share, too, and have a sign: 满意度指标值≥95%，完成值92%.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.extract.indicators.words import aim_of
from audit_cli.model import QUANTITIES, Document, Field, Figure, Indicator

_PLANNED = expression(
    r"(?:计划|年初目标|年度目标|目标(?<![一-鿿]目标)|目标任务|任务目标|目标任务数|目标值|下达任务)(?:数|为|是|要求)?([一-鿿]{0,12})$"
)
_VALUE = expression(
    r"([一-鿿]{0,12})[”」]?[，,：:（(]?(?:绩效|年度|年初)?(?:目标值|指标值|目标(?<![一-鿿]目标))(?:为|是|要求)?[：:]?[≥≤＞＜><=＝]?$"
)
_COMMAS = ("，", ",")  # what tells of the result begins with one
_REACHED = expression(
    r"[，,](?:全年|年度|年底)?(?:实际|已)?(?:完成值?|完成率|实现值?|达到|值|实际值)(?:为|达到?|了)?[：:]?|[，,](?:全年)?实际[：:]?"
)
_OF_VALUE = frozenset({"count", "measure", "rate"})
_SIGNS = ("", "at_least", "at_most")  # of a target
_DONE = expression(r"[，,](?:全年|年内|年底|共)?(?:实际|已)(?:完成|[一-鿿]{0,8})")
_INCOME = expression(r"(?:^|[一二三四五六七八九十0-9、，。；：（(万元年其中])([一-鿿]{0,6}收入)$")
_RECEIVED = expression(
    r"[，,](?:20[0-9]{2}年度?|全年|当年|本年)?(?:实际|共)?(?:收到|收取|入库|征收|完成|实现|取得)([一-鿿]{2,8}收入)"
)
_THING = expression(r"[一-鿿]{2,12}$")
_REASON = expression(r"因|由于|原因|主要[是系为]|导致|致使|所致|受.{1,40}?(?:影响|制约)")
_SENTENCE = expression(r"[^。；;，\n]+(?:，[^。；;，\n]+)?")
_SHORT, _LONG = 2, 4  # characters of a name that a reason has
_BEHIND, _FAR_BEHIND = 24, 160
_START = attrgetter("start")

_Amount = tuple[str, str, Decimal]


def read_promises(document: Document, figures: Figures) -> Iterator[Indicator]:
    """Yield what paragraphs say was planned, or expected to come in, beside what was reached."""
    text = document.text
    gaps: dict[_Amount, Figure] | None = None
    reasons: dict[str, Figure] | None = None
    for number, inner in figures.items():
        block = document.blocks[number]
        if block.table is not None or len(inner) < 2:
            continue
        for first, second in pairwise(figure for figure in inner if figure.type in QUANTITIES):
            if not text.startswith(_COMMAS, first.end):
                continue
            if first.unit != second.unit or first.type != second.type or second.approximate:
                continue
            between = text[first.end : second.start]
            if len(between) > _BEHIND:
                continue
            before = text[max(block.start, first.start - _BEHIND) : first.start]
            name = _named(before, between, first)
            if name:
                start = text.rindex(name, block.start, first.start)
                reason = _REASON.search(text, second.end, min(block.end, second.end + _FAR_BEHIND))
                told = place(document, number, *reason.span()) if reason else None
                if told is None and first.value > second.value:
                    told = _rest(document, inner, first, second)
                if told is None and first.value > second.value:
                    gaps = gaps if gaps is not None else _explained(document, figures)
                    told = gaps.get((first.type, first.unit, first.value - second.value))
                    reasons = reasons if reasons is not None else _reasons(document)
                    told = told or reasons.get(_missed(name))
                indicator = _indicator(document, number, (start, start + len(name)), first, second, told)
                yield indicator._replace(aim=aim_of(before[-1:], first.text, name, ""))


def _rest(document: Document, inner: Sequence[Figure], first: Figure, second: Figure) -> Figure | None:
    """Return what a sentence says of those that are missing, where it counts them: 已竣工189户，在建25户."""
    text, missing = document.text, first.value - second.value
    for figure in inner[bisect_right(inner, second.start, key=_START) :]:
        if figure.start - second.end > _FAR_BEHIND or "。" in text[second.end : figure.start]:
            return None
        if (figure.type, figure.unit, figure.value) == (second.type, second.unit, missing):
            return place(document, figure.block, figure.start, figure.end)
    return None


def _named(before: str, between: str, first: Figure) -> str:
    """Return what was planned, "" where the two figures are no plan and its result."""
    if first.type in _OF_VALUE and first.qualifier in _SIGNS and _REACHED.fullmatch(between):
        value = _VALUE.search(before)
        if value is not None:
            return value[1] or value[0].rstrip("≥≤＞＜><=＝：:为是")
    if first.approximate:
        return ""
    if first.type == "money":
        planned, done = _INCOME.search(before), _RECEIVED.fullmatch(between)
        return planned[1] if planned and done and planned[1].endswith(done[1]) else ""
    if first.type != "count":
        return ""
    found = _PLANNED.search(before)
    if found is None or not _DONE.fullmatch(between):
        return ""
    thing = _THING.search(before[: found.start()])
    return found[1] or (thing[0] if thing else found[0])


def _explained(document: Document, figures: Figures) -> dict[_Amount, Figure]:
    """Return the figures of paragraphs that say why, or stand under 存在的问题和原因: 剩余24张床位来不及验收."""
    found: dict[_Amount, Figure] = {}
    for number, inner in figures.items():
        block = document.blocks[number]
        if block.table is not None:
            continue
        heading = document.heading_of(block)
        if _REASON.search(heading) or _REASON.search(document.text, block.start, block.end):
            for figure in inner:
                found.setdefault(
                    (figure.type, figure.unit, figure.value), place(document, number, figure.start, figure.end)
                )
    return found


def _missed(name: str) -> str:
    """Return the end of a name by which a reason may speak of what was missed: 完工 of 按期完工率."""
    return name[-_SHORT - 1 : -1] if name.endswith("率") else name[-_LONG:]


def _reasons(document: Document) -> dict[str, Figure]:
    """Return where a reason is given, by all that its sentence may name: 新华路因管线迁改推迟完工."""
    found: dict[str, Figure] = {}
    for number, block in enumerate(document.blocks):
        for sentence in _SENTENCE.finditer(document.text, block.start, block.end):
            words = sentence[0]
            if (reason := _REASON.search(words)) is None:
                continue
            start = sentence.start() + reason.start()
            told = place(document, number, start, start + len(reason[0]))
            for length in (_SHORT, _LONG):
                found.update((words[at : at + length], told) for at in range(len(words) - length + 1))
    return found


def _indicator(
    document: Document, number: int, name: tuple[int, int], first: Figure, second: Figure, told: Figure | None
) -> Indicator:
    given = Field("filled", told) if told else Field()
    called, target, actual = (
        place(document, number, start, end)
        for start, end in (name, (first.start, first.end), (second.start, second.end))
    )
    planned, reached = Field("filled", target, first, True), Field("filled", actual, second, True)
    return Indicator("", "", "", Field("filled", called), planned, reached, reason=given)
