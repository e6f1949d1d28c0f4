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
from audit_cli.extract.prose.quotients.rate_names import TARGET, is_done_of_due, root_of
from audit_cli.quantity import HUNDRED

_LOOKED_AT = expression(r"[检抽巡排督核]查|走访|摸排|监测|检测|出动|执法|监督")
_FOUND = expression(r"隐患|问题|风险|纠纷|线索|案件|违|不合格|缺陷")
_DONE_TO_WHAT_IS_FOUND = (
    "整改",
    "整治",
    "查处",
    "处罚",
    "处置",
    "立案",
    "结案",
    "办结",
    "销号",
    "纠正",
    "治理",
    "消除",
)
_SOME = expression(r"当场|当[日年]|立[行即]|限期|年内|今年|新增|直接|首次")
_TOLD_OF_THE_WHOLE = ("base", "growth", "change")
_DONE, _ROOT, _TAIL = "完成", 2, 2
_NOT = "不未无非没"


def is_told_in_a_row(paragraph: Paragraph, rate: Item, pair: Pair) -> bool:
    """Whether a whole, what was done to some of it, and the rate called after that leave no doubt of one another.

    发现问题267个，已整改251个，整改率100%, or of a target: nothing stands between but what is told of the whole, and no
    other whole of the sentence fits. 检查企业120家，整改35家 is in doubt: what was looked at is not what was found.
    """
    part, whole = pair
    first, last = sorted((part, whole), key=attrgetter("place"))
    beside = rate.depth == last.depth or (rate.host == last.place and rate.opens)
    if last.place != rate.place - 1 or max(rate.sep, last.sep) > COMMA or first.depth != last.depth or not beside:
        return False
    if not (_is_of_target(rate, part, whole) or (first is whole and _is_of_whole(rate, part, whole))):
        return False
    between = paragraph.items[first.place + 1 : last.place]
    if any(i.depth <= whole.depth and i.role not in _TOLD_OF_THE_WHOLE for i in between):
        return False
    others = (i for i in paragraph.before(first.place) if i.same_unit(part) and i.is_amount)
    return all(denies(rate, part, i) for i in others)


def _is_of_target(rate: Item, part: Item, whole: Item) -> bool:
    """Whether a rate is what was done of what was to be done; more than all of it may be called all."""
    if TARGET.search(whole.label) is None or (rate.figure.value == HUNDRED and part.figure.value > whole.figure.value):
        return False
    return root_of(rate) == _DONE or is_done_of_due(part, whole) or _is_called(rate, part)


def _is_of_whole(rate: Item, part: Item, whole: Item) -> bool:
    if not 0 <= part.figure.value <= whole.figure.value or TARGET.search(whole.label):
        return False
    if root_of(rate) in whole.label or (_SOME.search(part.label) and not _SOME.search(rate.label)):
        return False  # 当场整改120处，限期整改18处，整改率100%: of both
    if _is_of_own_thing(rate, part, whole):
        return False  # 抽查点位23个，覆盖乡镇11个，乡镇覆盖率68.75%: of all the towns there are
    looked_at = _LOOKED_AT.search(whole.label) is not None and _FOUND.search(whole.label) is None
    return _is_called(rate, part) and not (looked_at and root_of(rate) in _DONE_TO_WHAT_IS_FOUND)


def _is_of_own_thing(rate: Item, part: Item, whole: Item) -> bool:
    """Whether a rate names a thing that its part is, and what stands before that is another."""
    root = root_of(rate)
    thing = rate.label[: rate.label.rfind(root)][-_ROOT:] if root else ""
    if len(thing) < _ROOT or thing + root in part.label:
        return False  # 初次就业3418人，初次就业率95.69%
    return thing in part.label + part.post and thing not in whole.label + whole.post


def _is_called(rate: Item, part: Item) -> bool:
    """Whether a rate is called after what stands before or behind its part: 整改到位135处，整改率97.8%."""
    root = root_of(rate)
    if len(root) < _ROOT:
        return False
    begins = part.label.rfind(root)
    denied = begins > 0 and part.label[begins - 1] in _NOT
    told = begins >= 0 and len(part.label) - begins - _ROOT <= _TAIL and not denied
    return told or part.post.startswith(root) or part.post.removesuffix("的").endswith(root)


def is_told_of_those_asked(paragraph: Paragraph, rate: Item, pair: Pair) -> bool:
    """Whether the satisfied stand right behind those who answered, or their rate, and none else before them fits."""
    part, asked = pair
    if part.place != rate.place - 1 or not 0 <= part.figure.value <= asked.figure.value:
        return False
    between = paragraph.items[asked.place + 1 : part.place]
    others = (i for i in paragraph.before(part.place) if i.same_unit(part) and i is not asked)
    return all(i.figure.type == "rate" for i in between) and all(denies(rate, part, i) for i in others)
