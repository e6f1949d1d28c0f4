"""Net changes: 本年购置24万元，报废8万元，净增加16万元; 增加16万元：本年购置24万元，报废8万元.

What came less what went is the change, told behind them or explained by them. It ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.growth.words import COME, GONE
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim
from audit_cli.quantity import sum_verdict

_NET = expression(r"净[调追核]?[增减](?:加|少|长)?(?:了|额|为|[\s：:])*$")
_SET_OFF = "相抵"
_EXPLAINED = ("colon", "bracket", "of_which", "list")
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
    """Yield what a change is said to come from right behind it, where something came and something went."""
    moves: list[Item] = []
    for item in paragraph.items[change.place + 1 : change.place + 1 + _REACH]:
        first = moves[0] if moves else item
        if first.cue not in _EXPLAINED or item.sentence != change.sentence or item.group != first.group:
            break
        if not _moves(item) or not item.kin(change) or (item is not first and item.sep > COMMA):
            break
        moves.append(item)
    if (claim := _claim(change, moves)) is not None:
        yield claim


def _moves(item: Item) -> bool:
    told = item.role == "change" or COME.search(item.label) or GONE.search(item.label)
    return bool(told) and item.is_amount and not item.figure.approximate


def _goes(item: Item) -> bool:
    return item.falls if item.role == "change" else GONE.search(item.label) is not None


def _claim(change: Item, moves: Sequence[Item]) -> Claim | None:
    """Return the claim that *moves*, of which some came and some went, leave the change."""
    if len(moves) < _AT_LEAST or len({_goes(i) for i in moves}) < _AT_LEAST:
        return None
    more = [i for i in moves if _goes(i) == change.falls]
    less = [i for i in moves if i not in more]
    signs = [1] * len(more) + [-1] * len(less)
    closes = sum_verdict(change.figure.quantity, [i.figure for i in (*more, *less)], signs) in ("exact", "rounding")
    terms = (
        term(change, "result"),
        *(term(i, "minuend") for i in more),
        *(term(i, "subtrahend") for i in less),
    )
    return Claim("difference", terms, asserted=closes or len(moves) == _AT_LEAST, basis="净增减")
