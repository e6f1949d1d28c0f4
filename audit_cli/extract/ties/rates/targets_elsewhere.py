"""Rates of what was done of a goal that is told before: 目标任务：新增就业1200人，…。… 新增就业1320人，完成率110%.

The goal is the one amount of its unit behind 目标, 任务 or 计划 that is called like what was done, or all of the goals,
where what was done is called like none of them. It ticks; where it does not fit it is to be reviewed, if but a slip
parts them, or if they have one name and the rate says that it is of a goal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip, quotient
from audit_cli.model import Claim

_DONE = expression(
    r"完成率[为达]?$|[开竣完]工率[为达]?$|建成率[为达]?$|(?P<goal>(?:目标|任务|计划)[一-鿿]{0,3}的[\s]*$)"
)
_GOALS = expression(r"目标|任务|计划")
_ALL_OF_THEM = expression(r"(?:目标|任务|计划|总|年度|全年|数|量|为|的|下达|省|市|县|区|我)*")
_REACHED = expression(r"完成|达成|实现了|实际|已|占")  # what tells how a goal was met sets none
_NAME = 2  # characters that name a thing
_MOST = 400  # goals of one document


class _Goal(NamedTuple):
    item: Item
    name: str


class _Done(NamedTuple):
    """What was done, how it is called, its rate, and whether this says that it is of a goal."""

    part: Item
    name: str
    rate: Item
    says: bool


def targets_elsewhere(paragraphs: Sequence[Paragraph], rated: Collection[int]) -> Iterator[Claim]:
    """Yield the rates, none of those that are *rated* already, of what was done of a goal in a sentence before."""
    goals: list[_Goal] = []
    for paragraph in paragraphs:
        here = list(_goals(paragraph)) if _GOALS.search(paragraph.words) else []
        for one in _done(paragraph, rated) if "rate" in paragraph.types else ():
            before = (goal for goal in here if goal.item.sentence < one.part.sentence)
            if (claim := _of_a_goal(one, [*goals, *before])) is not None:
                yield claim
        if len(goals) < _MOST:
            goals += here


def _done(paragraph: Paragraph, rated: Collection[int]) -> Iterator[_Done]:
    for rate in paragraph.items[1:]:
        if rate.figure.type != "rate" or rate.sep > COMMA or rate.figure.start in rated or rate.figure.approximate:
            continue
        found = _DONE.search(rate.label)
        part = paragraph.items[rate.place - 1]
        if found is not None and part.is_amount and part.role in ("plain", "used") and part.sentence == rate.sentence:
            yield _Done(part, paragraph.label(part), rate, found["goal"] is not None)


def _goals(paragraph: Paragraph) -> Iterator[_Goal]:
    """Yield the amounts behind a word for a goal in their sentence, up to the first that says how it was met."""
    sentence, told = -1, False
    for item in paragraph.items:
        if item.sentence != sentence:
            sentence, told = item.sentence, False
        told = (told or _GOALS.search(item.words) is not None) and _REACHED.search(item.words) is None
        if told and item.is_amount and item.role in ("plain", "to") and item.figure.value:
            yield _Goal(item, paragraph.label(item))


def _of_a_goal(done: _Done, goals: Sequence[_Goal]) -> Claim | None:
    kin = [g for g in goals if g.item.same_unit(done.part)]
    own = [g for g in kin if _is_called_like(done.name, g.name)]
    own = own or [g for g in kin if _ALL_OF_THEM.fullmatch(g.name)]
    fitting = [g for g in own if fits(done.rate, done.part, g.item)]
    goal = fitting[-1] if fitting else own[0] if len(own) == 1 else None
    if goal is None:
        return None
    pair = Pair(done.part, goal.item)
    if fitting or (done.says and goal.name == done.name) or is_a_slip(done.rate, *pair):
        return quotient(done.rate, pair, "目标", asserted=bool(fitting))
    return None


def _is_called_like(done: str, goal: str) -> bool:
    """Whether what was done is called like a goal, before or behind what was done to it: 廉租住房开工, 廉租住房."""
    if min(len(done), len(goal)) < _NAME:
        return False
    return done.startswith(goal) or done.endswith(goal) or goal.endswith(done)
