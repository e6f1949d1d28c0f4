"""How a rate of things counted is called: after its part, after what was done to it, or after both."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.quotients.pairs import fits

DUE = expression(r"应")
_WHAT_IS_DUE = expression(r"应([一-鿿]{0,2})")
_ACTUAL = expression(r"^实(?!施)|已")
TARGET = expression(r"目标|计划|任务|指标值|应")
UNDONE = expression(r"在建|在办|未|正在|续建")
_OF_WHAT_WAS_DONE = ("覆盖", "完成")
_IN_TIME = expression(r"按[期时]|如期|及时|一次|当[年期月]")  # less than to be done at all
_WITHIN = "内"  # 24小时内送达16批，及时率94.12%
_BOTH = 2


def is_named(part: Item, rate: Item) -> bool:
    """Whether the rate is called after what was done to the part: 整改198处，整改率99%."""
    root = root_of(rate)
    if root in _OF_WHAT_WAS_DONE and len(part.label) >= _BOTH and rate.label.startswith(part.label):
        return True  # 检查462家，检查覆盖率95.06%
    return part.role == "used" or "已" in part.label or root in part.label + part.post


def is_done_of_due(part: Item, whole: Item) -> bool:
    """Whether what is due was done, in whatever words: 应治160人，在治156人; 应检90台，实检88台."""
    due = _WHAT_IS_DUE.search(whole.label)
    return due is not None and (_ACTUAL.search(part.label) is not None or part.label[-1:] in due[1])


def names_both(rate: Item, one: Item, other: Item) -> bool:
    """Whether a rate is called after two things at once, by the first character of each."""
    name = rate.label.removesuffix("为").removesuffix("率")[-_BOTH:]
    verbs = one.label[:1], other.label[:1]
    return len(name) == _BOTH and tuple(name) == verbs and name not in (one.label[:_BOTH], other.label[:_BOTH])


def is_called_after_the_first(rate: Item, first: Item, last: Item) -> bool:
    """Whether a rate is called after the first of two that stand beside each other: 调解80件，判决20件，调解率80%."""
    root = root_of(rate)
    if not root or root not in first.label or root in last.label + last.post or last.role == "used":
        return False
    return not (DUE.search(first.label + last.label) or TARGET.search(first.label + last.label)) and not fits(
        rate, last, first
    )


def is_of_those_in_time(rate: Item, part: Item | None = None) -> bool:
    """Whether a rate tells how many were done in time, and its part does not: 受理126件，办结120件，按期办结率100%."""
    own = _IN_TIME.search(rate.label) is not None
    return own and (part is None or not (_IN_TIME.search(part.label + part.post) or part.label.startswith(_WITHIN)))


def root_of(rate: Item) -> str:
    """Return the verb that a rate is called after: 整改 of 隐患整改率."""
    return rate.label[: max(rate.label.rfind("率"), rate.label.rfind("度"), 0)][-2:]
