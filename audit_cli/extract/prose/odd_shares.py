"""Odd shares: one of several that the others tell the whole of, though no words do.

建议128件，全部办结。…A类64件，占50%；B类38件，占29.7%；C类21件，占16.4%: where all but one of a run of shares are of
one amount, so is the last. It is reviewed where it does not fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients import Pair, amounts_before, fits, quotient
from audit_cli.extract.prose.share_names import share_names
from audit_cli.model import Claim

_FEWEST = 3  # shares of a run, of which one may be odd
_BARE = expression(r"^(?:占比?|所占)(?:比重|比例|了|为|达|约)*$")


def odd_shares(paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield for each share without a whole that of the amount which all others of its run are shares of."""
    shares = [i for i in paragraph.items if i.role == "share" and i.figure.type == "rate"]
    if len(shares) < _FEWEST:
        return
    told = {c.terms[0].figure.start: c for c in claims if c.kind == "ratio"}
    for run in _runs(paragraph, shares):
        untold = [pair for pair in run if _is_untold(pair[0], told)]
        if len(run) < _FEWEST or not untold:
            continue
        for whole in _wholes(paragraph, run, told):
            odd = [pair for pair in run if not fits(*pair, whole)]
            if len(odd) > 1:
                continue
            for rate, part in odd:
                if (rate, part) in untold and part.figure.value < whole.figure.value:
                    yield quotient(rate, Pair(part, whole), "各占", asserted=False)
            break


def _is_untold(rate: Item, told: dict[int, Claim]) -> bool:
    claim = told.get(rate.figure.start)
    return claim is None or claim.tick_only


def _runs(paragraph: Paragraph, shares: Sequence[Item]) -> Iterator[list[tuple[Item, Item]]]:
    """Yield the shares of one name, each with the part right before it; those without a name where they follow on."""
    runs: dict[object, list[tuple[Item, Item]]] = defaultdict(list)
    last, run = -1, 0
    for rate in shares:
        part = paragraph.items[rate.place - 1] if rate.place else rate
        if not part.is_amount or part.sentence != rate.sentence or rate.sep >= SEMICOLON or part.depth != rate.depth:
            continue
        name, subject = share_names(rate)
        if subject:
            continue
        bare = _BARE.match(rate.label) is not None
        if bare and (part.place != last + 1 or not part.kin(paragraph.items[last - 1])):
            run += 1
        last = rate.place
        runs[(run if bare else name), part.unit].append((rate, part))
    yield from runs.values()


def _wholes(paragraph: Paragraph, run: Sequence[tuple[Item, Item]], told: dict[int, Claim]) -> Iterator[Item]:
    """Yield the amounts that a run of shares may be of: what any of them is told to be of, and what stands before."""
    starts = {t.figure.start for rate, _ in run if (c := told.get(rate.figure.start)) for t in c.terms[2:]}
    first = run[0][1]
    before = amounts_before(paragraph, first.place, same_sentence=False)
    parts = {part.place for _, part in run}
    for item in [*(i for i in paragraph.items if i.figure.start in starts), *before]:
        if item.is_amount and item.same_unit(first) and item.kin(first) and item.place not in parts:
            yield item
