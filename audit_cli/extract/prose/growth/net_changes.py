"""Net changes: 本年购置24万元，报废8万元，净增加16万元; 增加16万元，主要原因是人员增资9万元、新增项目7万元.

What came less what went is the change, told behind them or explained by them. It ticks and fails; reasons that all go
one way may be but some of them, so that they fail by a slip only, or where they come to more than the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.growth.words import COME, GONE
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.list_marks import clause_mark
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim
from audit_cli.quantity import ZERO, sum_verdict

_NET = expression(r"净[调追核]?[增减](?:加|少|长)?(?:了|额|为|[\s：:])*$")
_SET_OFF = "相抵"
_EXPLAINED = ("colon", "bracket", "of_which", "list")
_REASON = expression(r"原因|由于|因(?![此素公])|主要[是为系]|系(?!统)")
_ONE_OF_THEM = ("plain", "change")
_REACH = 24  # figures back to the first of the changes
_AT_LEAST = 2
_ASIDE = ("growth", "share", "rate", "points")


def net_change(paragraph: Paragraph, change: Item) -> Claim | None:
    """Return what came and went right before a net change; of the sentence before where these are set off."""
    if _NET.search(change.label) is None:
        return None
    set_off = _SET_OFF in change.lead or _SET_OFF in change.label
    moves: list[Item] = []
    for item in reversed(paragraph.items[max(change.place - _REACH, 0) : change.place]):
        if change.sentence - item.sentence > set_off:
            break
        if item.depth > change.depth or item.role in _ASIDE or (item.role == "base" and moves):
            continue
        if not _moves(item) or not item.kin(change) or item.unit != change.unit:
            break
        moves.append(item)
        if item.sep >= SEMICOLON and not set_off:
            break
    return _claim(change, moves[::-1])


def explained_change(paragraph: Paragraph, change: Item) -> Iterator[Claim]:
    """Yield what a change is said to come from right behind it: what came and what went, or its reasons."""
    reasons = _reasons(paragraph, change)
    if (claim := _claim(change, reasons)) is not None:
        yield claim
    elif len(reasons) >= _AT_LEAST and all(_goes(i, change) == change.falls for i in reasons):
        yield from _reasons_add_up(change, reasons)


def _reasons(paragraph: Paragraph, change: Item) -> list[Item]:
    """Return the amounts that a change is said to come from; how much that is in per cent may stand between."""
    reasons: list[Item] = []
    for item in paragraph.items[change.place + 1 : change.place + 1 + _REACH]:
        if not reasons and item.role in _ASIDE and item.sep <= COMMA:
            continue
        if not reasons and not (item.cue in _EXPLAINED or _gives_a_reason(item)):
            break
        first = reasons[0] if reasons else item
        if item.sentence != change.sentence or item.group != first.group or item.role not in _ONE_OF_THEM:
            break
        if not item.kin(change) or not item.is_amount or item.figure.approximate:
            break
        # 主要原因：一是人员增资9万元；二是新增项目7万元
        goes_on = item is first or item.sep <= COMMA or clause_mark(item.words) == clause_mark(first.words) != ""
        if not goes_on:
            break
        reasons.append(item)
    return reasons


def _reasons_add_up(change: Item, reasons: Sequence[Item]) -> Iterator[Claim]:
    """Yield the sum of reasons that go one way, if it is the change, or is more, or was meant to be the change."""
    total, parts = change.figure, [i.figure for i in reasons]
    closes = sum_verdict(total.quantity, parts) in ("exact", "rounding")
    # a list behind 其中 may be of what changed, not of the change
    exceeds = all(map(_moves, reasons)) and sum((figure.value for figure in parts), ZERO) > total.value
    if closes or (exceeds and _gives_a_reason(reasons[0])) or one_slip_off(total, parts):
        terms = (term(change, "total"), *(term(i, "part") for i in reasons))
        yield Claim("sum", terms, "open", asserted=closes, basis="原因")


def _gives_a_reason(item: Item) -> bool:
    return _REASON.search(item.words) is not None


def _moves(item: Item) -> bool:
    told = item.role == "change" or COME.search(item.label) or GONE.search(item.label)
    return bool(told) and item.is_amount and not item.figure.approximate


def _goes(item: Item, change: Item) -> bool:
    """Whether an item went; a reason that does not say so goes the way of its change."""
    if item.role == "change":
        return item.falls
    return GONE.search(item.label) is not None or (change.falls and COME.search(item.label) is None)


def _claim(change: Item, moves: Sequence[Item]) -> Claim | None:
    """Return the claim that *moves*, of which some came and some went, leave the change."""
    if len(moves) < _AT_LEAST or len({_goes(i, change) for i in moves}) < _AT_LEAST:
        return None
    more = [i for i in moves if _goes(i, change) == change.falls]
    less = [i for i in moves if i not in more]
    signs = [1] * len(more) + [-1] * len(less)
    closes = sum_verdict(change.figure.quantity, [i.figure for i in (*more, *less)], signs) in ("exact", "rounding")
    if not closes and not all(map(_moves, moves)):
        return None
    terms = (
        term(change, "result"),
        *(term(i, "minuend") for i in more),
        *(term(i, "subtrahend") for i in less),
    )
    return Claim("difference", terms, asserted=closes or len(moves) == _AT_LEAST, basis="净增减")
