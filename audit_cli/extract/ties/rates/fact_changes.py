"""Changes of facts: 接待费预算比上年减少5万元，下降20%, with 20万元 of this year and 25万元 of the last elsewhere.

What has changed is named in the clause of the change itself. Its figure, the only one stated of that year, is what the
rate is held against; with the only one of the year before it makes the change. It ticks, and is to be reviewed where it
does not fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from audit_cli.extract.prose.growth.open_changes import OpenChange
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.model import Claim, Fact, Term
from audit_cli.quantity import agrees, change_verdict, sum_verdict


def changes_of_facts(changes: Sequence[OpenChange], facts: Iterable[Fact], fiscal_year: str) -> Iterator[Claim]:
    if not changes:
        return
    stated: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.known and fact.figure.type == "money" and not fact.figure.approximate:
            stated[fact.concept, fact.period].append(fact)
    for change in changes:
        year = change.year or fiscal_year
        if not year or change.change.figure.approximate:
            continue
        now = stated.get((change.concept, year), ())
        new = only_fact(f for f in now if not (f.measure and change.measure) or f.measure == change.measure)
        if new is None:
            continue
        base = only_fact(stated.get((change.concept, change.base_year or str(int(year) - 1)), ()))
        if base is not None and base.figure.start != new.figure.start:
            yield changed_by(change.change, change.falls, new, base)
        if change.rate is not None:
            yield from _growth(change, change.rate, new)


def changed_by(change: Term, falls: bool, new: Fact, base: Fact) -> Claim:
    """Return the claim that *change* is the difference of two facts; one that does not fit is only to be reviewed."""
    larger, smaller = (base, new) if falls else (new, base)
    verdict = sum_verdict(change.figure.quantity, [larger.figure, smaller.figure], [1, -1])
    sides = Term(larger.figure, "minuend", larger.label), Term(smaller.figure, "subtrahend", smaller.label)
    return Claim("difference", (change._replace(role="result"), *sides), asserted=agrees(verdict), basis="facts")


def _growth(change: OpenChange, rate: Term, new: Fact) -> Iterator[Claim]:
    sign = -1 if change.falls else 1
    if new.figure.value <= change.change.figure.value * sign:
        return
    signed = [q._replace(value=q.value * sign) for q in (rate.figure.quantity, change.change.figure.quantity)]
    verdict = change_verdict(signed[0], new.figure.quantity, signed[1])
    terms = rate._replace(sign=sign), Term(new.figure, "new", new.label), change.change._replace(sign=sign)
    yield Claim("growth", terms, asserted=agrees(verdict), basis="facts")
