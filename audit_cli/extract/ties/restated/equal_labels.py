"""Figures that are called alike in every word, though no term names them: 新建农村公路12公里 here, 13公里 there.

Two values of one open-vocabulary concept in two paragraphs are to be reviewed, never an error; amounts only where they
are near each other, or one slip of the pen apart. Two sentences that tell them in the very same words need not name a
thing: 全年预算数2145.6万元 here and 2146.5万元 there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.ties.aspects import ASPECTS
from audit_cli.mistyped import mistyped, slipped
from audit_cli.model import Claim, Document, Fact, Term
from audit_cli.quantity import ZERO

_SPELT_OUT = 4  # characters that two labels must share to name the same thing
_DIGITS = 3  # that are hardly so alike by chance
_NEAR = Decimal("0.7")  # of the larger of two amounts
_SHORTEST = 5  # characters of a label that says more than a kind of thing: 行政处罚35万元 may be those of one trade
_PLAIN_WORDS = expression(r"(?:对|和|及|与|全[市县区镇省]|我[市县区镇]|现|有|共|等|为|在|的|目前|已|[、，\s])*")
_IN_THE_YEAR = expression(r"^(?:(?:本年度?|全年|当年|年内|一年来|今年)(?:以?来)?[，,]?共?)+")
_OTHER_YEAR = expression(r"上年|去年|同期|其中|其余")
# a month, or so many of a year: 10月份支出8亿元 is none of 1-10月累计支出90亿元
_PART_OF_YEAR = expression(
    r"(?<!\d)(?:\d{1,2}月?(?:[-~～至到]|[—–]{1,2})\d{1,2}月|\d{1,2}月(?:份|底|末|累计))|[上下]半年|前?[一二三四1-4]个?季度"
)
_GOALS = expression(r"(?:目标|任务|计划)[：:]|(?:设定|制定|确定)(?:了|的)?[一-鿿]{0,8}(?:目标|任务|计划)")
_TITLE = 20  # characters of a title that stands before its text
_GOAL_TITLE = expression(r"(?:目标|任务|计划)(?:设[定置]|安排|分解|下达|内容)?(?:情况)?\s*$")
_DONE = expression(r"实际|已|实现了")
_DONE_TITLE = expression(r"完成|实现|达成")
# 分配情况为：…，冬春救助90万元 is not what 实际支出…，其中…，冬春救助85万元 tells
_STAGE = expression(r"(?P<given>分配|安排|筹[集措]|下达|批复|预算)|支出|使用|执行|支付|决算")
# the number of a point, or of a heading: 1.甲项目, 2.2021年乙项目, （一）
_POINT = expression(
    r"(?:^|\n)[ 　\t]*(?:(?P<number>\d{1,2})[.．、](?:(?=20\d\d年)|(?!\d))|[（(]?[一二三四五六七八九十]{1,3}[)）、])"
)
_LABELLED = expression(r"([一-鿿]{3,16})(\d[\d,.]*)")
_REACH = 1500  # characters that a point of a list may take
_UNSPECIFIC = expression(r"追加|调整|年初|年末|预算|决算|安排|资金|支出|收入|经费|项目|专项|实际|累计|总额|金额|合计")


def equal_labels(clusters: list[list[Fact]], document: Document) -> Iterator[Claim]:
    """Yield the two values of one concept and the same aspects, whose facts that agree are one of *clusters*."""
    of_aspects: dict[object, list[Fact]] = defaultdict(list)
    for cluster in clusters:
        of_aspects[ASPECTS(cluster[0])].append(cluster[0])
    for a, b in (pair for pair in of_aspects.values() if len(pair) == 2):
        name = a.concept.partition("·")[0]
        specific = len(_UNSPECIFIC.sub("", name)) >= _SPELT_OUT
        alike = specific and len(clusters) == 2 and a.figure.block != b.figure.block and _are_called_alike(a, b)
        if (alike or _is_a_slip(a, b, document, specific)) and _may_be_one(a, b, document):
            terms = (Term(a.figure, "stated", a.label), Term(b.figure, "stated", b.label))
            yield Claim("equal", terms, asserted=False, basis=name)


def _is_a_slip(a: Fact, b: Fact, document: Document, specific: bool) -> bool:
    """Whether two sentences tell in the very same words what is one slip of the pen apart.

    Where the words are not *specific*, they must name the year and which figure it is.
    """
    label = _IN_THE_YEAR.sub("", a.label)
    least = _SPELT_OUT if specific else _SHORTEST
    if (
        label != _IN_THE_YEAR.sub("", b.label)
        or len(label) < least
        or not (specific or (a.period and a.measure and not a.inferred))
    ):
        return False
    if not (mistyped(a.figure, b.figure.value, _DIGITS) or mistyped(b.figure, a.figure.value, _DIGITS)):
        return False
    # 甲镇…，新建农村公路12.5公里。乙镇…，新建农村公路13.5公里: whose it is stands before
    begin = all(_sentence_before(fact, document).strip() == fact.label for fact in (a, b))
    return a.figure.block != b.figure.block or begin


def _may_be_one(a: Fact, b: Fact, document: Document) -> bool:
    """Whether nothing tells two facts of one concept and the same aspects apart; in tables, their cells do."""
    if any(document.blocks[fact.figure.block].table is not None for fact in (a, b)):
        return False
    if not a.figure.unit or a.figure.approximate or b.figure.approximate:
        return False
    if _is_aimed_at(a, document) != _is_aimed_at(b, document):
        return False
    if {_stage(a, document), _stage(b, document)} == {"given", "spent"}:
        return False
    return _part_of_year(a, document) == _part_of_year(b, document) and not _are_of_two_things(a, b, document)


def _is_aimed_at(fact: Fact, document: Document) -> bool:
    """Whether a fact is told as a goal: in its sentence, or by the title of its paragraph or of its section.

    年初设定总体目标：技术合同成交额达到35亿元; （二）年度主要任务。治理河流28.5公里.
    """
    block = document.blocks[fact.figure.block]
    if _GOALS.search(_sentence_before(fact, document)) is not None:
        return True
    if _DONE.search(document.text, block.start, fact.figure.start) is not None:
        return False
    title = document.text[block.start : block.end].partition("。")[0]
    above = document.blocks[fact.figure.block - 1] if fact.figure.block > 0 else block
    label = document.text_of(above) if above.table is None and above.end - above.start <= _TITLE else ""
    titles = title if len(title) <= _TITLE else "", document.heading_of(block), label
    return any(_GOAL_TITLE.search(words) and not _DONE_TITLE.search(words) for words in titles)


def _stage(fact: Fact, document: Document) -> str:
    """Return whether the sentence of a fact last spoke, before its label, of what was given or spent; "" of neither."""
    before = _sentence_before(fact, document)
    stage = ""
    for found in _STAGE.finditer(before, 0, max(len(before) - len(fact.label), 0)):
        stage = "given" if found["given"] else "spent"
    return stage


def _sentence_before(fact: Fact, document: Document) -> str:
    """Return the sentence of a fact, as far as it stands before its figure."""
    start = document.blocks[fact.figure.block].start
    end = max(document.text.rfind(mark, start, fact.figure.start) for mark in "。\n")
    return document.text[max(end + 1, start) : fact.figure.start]


def _part_of_year(fact: Fact, document: Document) -> str:
    """Return the months that the paragraph of a fact tells of, as last said before its figure."""
    start = document.blocks[fact.figure.block].start
    told = [found[0] for found in _PART_OF_YEAR.finditer(document.text, start, fact.figure.start)]
    return told[-1] if told else ""


def _are_of_two_things(a: Fact, b: Fact, document: Document) -> bool:
    """Whether two facts stand in two points of one list that tell of two things, each with figures of its own.

    1.甲项目投资90万元，其中管理费3万元…。2.乙项目投资40万元，其中管理费1万元….
    """
    text, (first, second) = document.text, sorted(fact.figure.start for fact in (a, b))
    points = list(_POINT.finditer(text, max(0, first - _REACH), min(second + _REACH, len(text))))
    here, there = (max((k for k, p in enumerate(points) if p.start() <= at), default=-1) for at in (first, second))
    if here < 0 or here == there or not all(p["number"] for p in points[here : there + 1]):
        return False  # a heading of another kind stands between them
    own, other = (_figures(text, points, k) for k in (here, there))
    differing = {label for label in own.keys() & other.keys() if own[label] != other[label]}
    return len(differing) > 1


def _figures(text: str, points: Sequence[re.Match[str]], place: int) -> dict[str, str]:
    """Return the numbers of a point of a list by the words before them."""
    end = points[place + 1].start() if place + 1 < len(points) else points[place].end() + _REACH
    return {found[1]: found[2] for found in _LABELLED.finditer(text, points[place].end(), min(end, len(text)))}


def _are_called_alike(a: Fact, b: Fact) -> bool:
    first, second = (_PLAIN_WORDS.sub("", f.label, count=1) for f in (a, b))
    if first != second or _OTHER_YEAR.search(first):
        return False
    if a.figure.type == "count":
        return not first  # a verb before the noun may count some of them only: 现场抽查村卫生室24个
    less, more = sorted((abs(a.figure.value), abs(b.figure.value)))
    if more * _NEAR > less and not slipped(a.figure, b.figure.value, ZERO):
        return False  # amounts that are far apart are of two things that are called alike
    return not a.label.startswith("为") and len(first) >= _SHORTEST and first[-_SPELT_OUT:] in a.concept
