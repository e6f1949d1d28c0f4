"""Rates of a survey: 发放300份，收回292份，有效288份，回收率97.33%；满意273份，满意度94.79%.

What came back is of what was handed out, what is valid of what came back or was handed out, and the satisfied are of
those who answered last told. Each is found by its word, whatever stands between.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip

_SATISFIED_RATE = expression(r"(?:总体|综合|群众|公众|服务对象)*满意[率度](?:为|达到?)?")
_SATISFIED = expression(r"(?<![不较])满意[^不]{0,6}$")
_ANSWERED = expression(r"[收回][回收]|有效|受访|[调走随]访|问卷|测评|样本")
_RETURN_RATE = expression(r"(?:问卷)?(?:有效)?(?:问卷)?(?:回收率|收回率|有效率)[为达是]?")
_HANDED_OUT, _CAME_BACK, _VALID = expression(r"发[放出]|派发"), expression(r"[收回][回收]"), "有效"


def survey_pair(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return the part and the whole of a rate that a survey tells."""
    if not rate.place or not ("满意" in rate.label or "收" in rate.label or _VALID in rate.label):
        return None
    if _RETURN_RATE.fullmatch(rate.label) is not None:
        return _returned(paragraph, rate)
    if _SATISFIED_RATE.fullmatch(rate.label) is not None:
        return _satisfied_in_bracket(paragraph, rate) or _satisfied_of_asked(paragraph, rate)
    return None


def _returned(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what came back, or was valid, of what was handed out; what is valid may be of what came back."""
    before = [i for i in paragraph.before(rate.place) if i.figure.type == "count"]
    handed_out = [i for i in before if _HANDED_OUT.search(i.label)]
    came_back = [i for i in before if _CAME_BACK.search(i.label)]
    valid = [i for i in before if _VALID in i.label]
    parts = valid if _VALID in rate.label else ([i for i in came_back if i not in valid] or came_back)
    if any(i.each for i in handed_out) or len(parts) != 1 or len(handed_out) > 1 or len(came_back) > 1:
        return None
    part = parts[0]
    told = {i.place for i in (*handed_out, *came_back, *valid)}
    first = min(told)
    if any(i.place not in told for i in before if i.place > first):
        return None  # 发放学生问卷500份、家长问卷300份，共800份，收回792份
    wholes = [i for i in (*handed_out, *came_back) if i is not part and i.same_unit(part) and i.place < part.place]
    if not wholes or (_VALID not in rate.label and not handed_out):
        return None
    fitting = (i for read in (fits, is_a_slip) for i in wholes if read(rate, part, i))
    return Pair(part, next(fitting, wholes[0]))


def _satisfied_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return the satisfied in the bracket behind their rate: 收回968份，有效950份，满意率96%（912份满意）."""
    inside = paragraph.items[rate.place + 1 : rate.place + 3]
    if not inside or inside[0].host != rate.place or any(i.group == inside[0].group for i in inside[1:]):
        return None
    part = inside[0]
    asked = _asked(part, [i for i in paragraph.before(rate.place) if i.is_amount])
    told = part.post.strip("的") == "满意" or _SATISFIED.fullmatch(part.label) is not None
    return Pair(part, asked) if told and asked is not None else None


def _satisfied_of_asked(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return the satisfied and those who answered, each told once: 回收251份，回收率96.5%；满意238份，满意度94.8%."""
    part = paragraph.items[rate.place - 1]
    before = [i for i in paragraph.before(part.place) if i.is_amount and i.same_unit(part) and i.depth == part.depth]
    asked = _asked(part, before)
    others = [i for i in before if asked is None or i.place > asked.place]
    told = _SATISFIED.search(part.label) is not None and part.sentence == rate.sentence and rate.sep <= COMMA
    return Pair(part, asked) if told and asked is not None and not others else None


def _asked(part: Item, before: Sequence[Item]) -> Item | None:
    """Return those who answered, nearest first."""
    return next((i for i in before if i.same_unit(part) and _ANSWERED.search(i.label)), None)
