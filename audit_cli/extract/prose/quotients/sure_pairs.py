"""Sure pairs: when part and whole of a rate of things counted leave no doubt of one another.

A rate that does not fit them then contradicts them, however far off: 发现问题267个，已整改251个，整改率100%. Elsewhere
it is only reviewed, and where no slip explains it, it was read together wrongly.
"""

from __future__ import annotations

from operator import attrgetter

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, denies
from audit_cli.extract.prose.quotients.rate_names import RESULT, TARGET, root_of
from audit_cli.quantity import HUNDRED

_LOOKED_AT = expression(r"[检抽巡排督核]查|走访|摸排|监测|检测|出动|执法|监督")
_TOLD_OF_THE_WHOLE = ("base", "growth", "change")
_DONE, _ROOT = "完成", 2


def is_told_in_a_row(paragraph: Paragraph, rate: Item, pair: Pair) -> bool:
    """Whether a whole, what was done to some of it, and the rate called after that leave no doubt of one another.

    发现问题267个，已整改251个，整改率100%, or of a target: nothing stands between but what is told of the whole, and no
    other whole of the sentence fits. 检查企业120家，整改35家 is in doubt: what was looked at is not what was found.
    """
    part, whole = pair
    first, last = sorted((part, whole), key=attrgetter("place"))
    if last.place != rate.place - 1 or max(rate.sep, last.sep) > COMMA or not whole.depth == part.depth == rate.depth:
        return False
    root, between = root_of(rate), paragraph.items[first.place + 1 : last.place]
    if TARGET.search(whole.label):
        called = root == _DONE and not (rate.figure.value == HUNDRED and part.figure.value > whole.figure.value)
    elif first is part:
        return False
    else:
        called = len(root) == _ROOT and (part.label.endswith(root) or part.post.removesuffix("的").endswith(root))
        called = called and 0 <= part.figure.value <= whole.figure.value
        called = called and (RESULT.search(rate.label) is not None or not _LOOKED_AT.search(whole.label))
    if not called or any(i.depth <= whole.depth and i.role not in _TOLD_OF_THE_WHOLE for i in between):
        return False
    others = (i for i in paragraph.before(first.place) if i.same_unit(part) and i.is_amount)
    return all(denies(rate, part, i) for i in others)


def is_told_of_those_asked(paragraph: Paragraph, rate: Item, pair: Pair) -> bool:
    """Whether the satisfied stand right behind those who answered, or their rate, and none else before them fits."""
    part, asked = pair
    if part.place != rate.place - 1 or not 0 <= part.figure.value <= asked.figure.value:
        return False
    between = paragraph.items[asked.place + 1 : part.place]
    others = (i for i in paragraph.before(part.place) if i.same_unit(part) and i is not asked)
    return all(i.figure.type == "rate" for i in between) and all(denies(rate, part, i) for i in others)
