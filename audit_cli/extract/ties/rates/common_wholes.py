"""Shares of one whole that nothing names: 投诉类30件，占总量的60%；咨询类12件，占总量的24%；….

Three or more amounts side by side, each with its share of the same, and one figure that all of them but one are shares
of as printed, three of them or two of many digits: that is the whole. Those that fit tick, and the one that does not is
to be reviewed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import CLOSING, Pair, fits, quotient
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.model import Claim
from audit_cli.quantity import significant_digits

_FEWEST = 3  # shares that one whole fits by more than chance
_BACK, _FEW = 3, 60  # paragraphs before that may tell the whole, and items at their beginning
_MOST = 40  # shares of one whole
_DIGITS = 2  # significant digits of a share that says something of its whole


class _Share(NamedTuple):
    rate: Item
    part: Item


def common_wholes(paragraphs: Sequence[Paragraph], claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the shares that *claims* leave open, of the one whole that the others of their list are of."""
    rates = [c for c in claims if c.kind == "ratio"]
    told = {c.stated.start for c in rates if c.basis != CLOSING}
    ticked = {c.stated.start for c in rates}
    for number, paragraph in enumerate(paragraphs):
        for shares in _lists(paragraph):
            if all(s.rate.figure.start in told for s in shares):
                continue
            near = (i for p in paragraphs[max(number - _BACK, 0) : number + 1] for i in p.items[:_FEW])
            totals = [i for i in near if i.is_amount and i.role in ("plain", "used")]
            yield from _of_one_whole(shares, totals, told, ticked)


def _lists(paragraph: Paragraph) -> Iterator[list[_Share]]:
    """Yield the amounts with a share right behind each, by what the shares are said to be of."""
    lists: dict[str, list[_Share]] = defaultdict(list)
    for rate in paragraph.items[1:]:
        if rate.role == "share" and rate.figure.type == "rate" and not rate.figure.approximate:
            part = paragraph.items[rate.place - 1]
            whole, subject = share_names(rate)
            if not subject and part.is_amount and part.sentence == rate.sentence and part.group == rate.group:
                lists[whole].append(_Share(rate, part))
    return (shares for shares in lists.values() if _FEWEST <= len(shares) <= _MOST)


def _of_one_whole(
    shares: Sequence[_Share], totals: Sequence[Item], told: Collection[int], ticked: Collection[int]
) -> Iterator[Claim]:
    telling = [s for s in shares if significant_digits(s.rate.figure.value) >= _DIGITS]
    if len(telling) < _FEWEST or any(not s.part.kin(shares[0].part) for s in shares):
        return
    parts = {s.part.figure.start for s in shares}
    for whole in totals:
        if whole.figure.start in parts or not whole.kin(shares[0].part) or whole.unit != shares[0].part.unit:
            continue
        fitting = [fits(s.rate, s.part, whole) for s in telling]
        exact = all(
            significant_digits(s.rate.figure.value) > _DIGITS for s, fit in zip(telling, fitting, strict=True) if fit
        )
        if sum(fitting) < max(_FEWEST - exact, len(telling) - 1):
            continue
        for share, fit in zip(telling, fitting, strict=True):
            if share.rate.figure.start not in (ticked if fit else told):
                yield quotient(share.rate, Pair(share.part, whole), "同一总量", asserted=False, tick_only=fit)
        return
