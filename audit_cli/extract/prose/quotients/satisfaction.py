"""Satisfaction counted in answers: 收回486份，其中非常满意302份、满意148份、一般29份、不满意7份，满意率92.59%.

The satisfied are those who say so, of all answers. Whether 基本满意 is one of them is not told: it ticks either way,
and is to be reviewed where it fits neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.classes.survey_answers import ANSWER, SATISFIED
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import together
from audit_cli.mistyped import slipped
from audit_cli.model import Claim, Term
from audit_cli.quantity import HUNDRED, is_quotient

_RATE = expression(r"满意(?:率|度)(?:[（(][^（()）]{1,20}[）)])?(?:为|是|达到?|[\s：:])*$")
_SATISFIED, _ANSWER = expression(SATISFIED), expression(ANSWER)
# 表示“非常满意”的780份; 服务对象中满意428人
_AROUND = expression(r"[“”\"‘’]|^(?:[一-鿿]{1,8}中)?(?:表示|评价为|选择)?")
_ASKED = expression(r"样本|收回|回收|有效|访|调查|问卷|抽[样取]")
_SAYS_HOW = expression(r"率|之和")
_FEWEST = 2  # answers that make a list


def satisfied_share(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the share of the satisfied that *rate* is, None where the answers of a survey are not listed before it."""
    if not _RATE.search(rate.label):
        return None
    answers = _listed(paragraph.before(rate.place))[::-1]
    if not answers:  # 满意率93.57%，其中满意180份、较满意82份、一般18份
        answers = _listed(i for i in paragraph.items[rate.place + 1 :] if i.sentence == rate.sentence)
    whole = _asked(paragraph, answers) if len(answers) >= _FEWEST else None
    said = [(item, kind) for item in answers if (kind := _SATISFIED.fullmatch(_answer(item)))]
    if whole is None or not said:
        return None
    surely = [item for item, kind in said if not kind["nearly"]]
    readings = [[item for item, _ in said], *([surely] if surely else [])]
    fitting = next((reading for reading in readings if _fits(rate, reading, whole)), None)
    if fitting is None and not _SAYS_HOW.search(rate.label) and len(said) < len(answers):
        # a degree of satisfaction may weigh the answers
        readings = [reading for reading in readings if _is_slip(rate, reading, whole)]
        if not readings:
            return None
    terms = tuple(_terms(rate, fitting or readings[0], whole))
    # of all answers, neither the satisfied nor the nearly satisfied with them are so many
    sure = fitting is not None or ("率" in rate.label and len(said) < len(answers))
    return Claim("ratio", terms, asserted=sure, basis="满意率")


def _listed(items: Iterable[Item]) -> list[Item]:
    """Return the first of *items* that are answers, one after another."""
    return list(takewhile(lambda item: _ANSWER.fullmatch(_answer(item)), items))


def _answer(item: Item) -> str:
    """Return the answer that a label quotes: 表示“非常满意”的 -> 非常满意的."""
    return _AROUND.sub("", clean_label(item.label))


def _asked(paragraph: Paragraph, answers: Sequence[Item]) -> Item | None:
    """Return how many answers there were: their total, or the number before them that they make."""
    totals = {id(total): total for item in answers if (total := paragraph.total_item(item)) is not None}
    if len(totals) == 1:
        return next(iter(totals.values()))
    for before in paragraph.items[max(answers[0].place - 1, 0) : answers[0].place]:
        if before.is_amount and (before.figure.value == together(answers).value or _ASKED.search(before.label)):
            return before
    return None


def _fits(rate: Item, satisfied: list[Item], whole: Item) -> bool:
    return is_quotient(rate.figure.quantity, together(satisfied), whole.figure.quantity)


def _is_slip(rate: Item, satisfied: list[Item], whole: Item) -> bool:
    """Whether one wrong digit of a rate is all that keeps it from being the share of the satisfied."""
    made = HUNDRED * together(satisfied).value / whole.figure.value
    return slipped(rate.figure, made, rate.figure.quantum)


def _terms(rate: Item, satisfied: list[Item], whole: Item) -> Iterator[Term]:
    yield Term(rate.figure, "rate", rate.label.strip())
    for item in satisfied:
        yield Term(item.figure, "part", clean_label(item.label))
    yield Term(whole.figure, "whole", clean_label(whole.label))
