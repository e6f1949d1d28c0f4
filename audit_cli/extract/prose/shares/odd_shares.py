"""Odd shares: one of several that the others tell the whole of, though no words do.

建议128件，全部办结。…A类64件，占50%；B类38件，占29.7%；C类21件，占16.4%, or A类64件（50%）: where all but one of
a run of shares are of one amount, so is the last; and what some shares of a document are of by name, 占总支出的30%, the
others are, too. It is reviewed where it does not fit. So are rates with what they count in brackets, which tick, too:
有效766份。各项满意率：环境95.4%（731份）、态度94.3%（722份）、设施89.9%（689份）.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, amounts_before, denies, fits, quotient
from audit_cli.extract.prose.quotients.respective_rates import series_of
from audit_cli.extract.prose.quotients.slipped_rates import is_bare_in_bracket
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.model import Claim

_FEWEST = 3  # shares of a run, of which one may be odd
_BARE = expression(r"^(?:占比?|所占)(?:比重|比例|了|为|达|约)*$")


class _Share(NamedTuple):
    """A share with the part right before it, in its paragraph."""

    paragraph: Paragraph
    rate: Item
    part: Item


def odd_shares(paragraphs: Sequence[Paragraph], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield for each share without a whole that of the amount which the others of its run are shares of."""
    runs = [run for run in _runs(paragraphs) if len(run) >= _FEWEST]
    if not runs:
        return
    told = {c.terms[0].figure.start: c for c in claims if c.kind == "ratio"}
    for run in runs:
        untold = [one for one in run if _is_untold(one.rate, told)]
        if not untold:
            continue
        for whole in _wholes(run, told):
            odd = [one for one in run if denies(one.rate, one.part, whole)]
            joined = [one for one in untold if one.part.host == one.rate.place]
            fitting = sum(fits(one.rate, one.part, whole) for one in run)
            if len(odd) > max(1, len(run) // (_FEWEST + 1)) or fitting < _FEWEST - 1:
                continue
            for one in joined:
                if fits(one.rate, one.part, whole):
                    yield quotient(one.rate, Pair(one.part, whole), "各占", asserted=False)
            for one in odd:
                if one in untold and (one in joined or one.part.figure.value < whole.figure.value):
                    # those that fit bear the whole out
                    yield quotient(one.rate, Pair(one.part, whole), "各占", asserted=fitting >= _FEWEST)
            break


def _is_untold(rate: Item, told: dict[int, Claim]) -> bool:
    claim = told.get(rate.figure.start)
    return claim is None or claim.tick_only


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[list[_Share]]:
    """Yield the shares of one name; those without a name where they follow on."""
    runs: dict[object, list[_Share]] = defaultdict(list)
    number = 0
    for paragraph in paragraphs:
        if "rate" not in paragraph.types:
            continue
        if "占" not in paragraph.words and not any(_is_bracketed(paragraph, i) for i in paragraph.items):
            continue
        number, last, before = number + 1, -1, paragraph.items[0]
        for rate in paragraph.items:
            if (one := _share(paragraph, rate)) is None:
                continue
            bracketed = _is_bracketed(paragraph, rate)
            name, subject = ("", "") if bracketed else share_names(rate)
            if subject:
                continue
            first, end = sorted((rate.place, one.part.place))
            bare = bracketed or not rate.label or _BARE.match(rate.label) is not None
            if bare and (first != last + 1 or not one.part.kin(before)):
                number += 1
            last, before = end, one.part
            runs[number if bare else name, one.part.unit].append(one)
    yield from runs.values()


def _share(paragraph: Paragraph, rate: Item) -> _Share | None:
    """Return the share that a rate is of what stands right before it, or of one that a bracket joins to it."""
    if rate.figure.type != "rate":
        return None
    counted = _count_behind(paragraph, rate)
    if counted is not None:
        return _Share(paragraph, rate, counted)
    in_bracket = is_bare_in_bracket(rate)
    if not rate.place or not (in_bracket or rate.role == "share"):
        return None
    part = paragraph.items[rate.place - 1]
    beside = rate.host == part.place or (rate.sep < SEMICOLON and part.depth == rate.depth)
    if not beside or not part.is_amount or part.sentence != rate.sentence:
        return None
    if len(series_of(paragraph.items, rate.place)) > 1:
        return None  # 分别为9万元、1万元，占总额的90%、10%
    return _Share(paragraph, rate, part)


def _is_bracketed(paragraph: Paragraph, rate: Item) -> bool:
    return is_bare_in_bracket(rate) or _count_behind(paragraph, rate) is not None


def _count_behind(paragraph: Paragraph, rate: Item) -> Item | None:
    """Return what a rate is the share of, alone in the bracket behind it: 环境满意率95.4%（731份）."""
    if rate.figure.type != "rate" or rate.role not in ("rate", "share"):
        return None
    inside = paragraph.items[rate.place + 1 : rate.place + 3]
    alone = inside and inside[0].opens and inside[0].host == rate.place and inside[0].group != inside[-1].group
    told = (alone or len(inside) == 1) and inside[0].figure.type == "count" and not inside[0].label
    return inside[0] if told and inside[0].host == rate.place and not inside[0].figure.approximate else None


def _wholes(run: Sequence[_Share], told: dict[int, Claim]) -> Iterator[Item]:
    """Yield the amounts that a run of shares may be of: what any of them is told to be of, and what stands before."""
    starts = {t.figure.start for one in run if (c := told.get(one.rate.figure.start)) for t in c.terms[2:]}
    paragraph, _, first = run[0]
    near = {id(one.paragraph): one.paragraph for one in run}.values()
    before = amounts_before(paragraph, first.place, same_sentence=False)
    parts = {one.part.figure.start for one in run}
    for item in [*(i for p in near for i in p.items if i.figure.start in starts), *before]:
        if item.is_amount and item.same_unit(first) and item.kin(first) and item.figure.start not in parts:
            yield item
