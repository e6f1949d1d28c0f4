"""Limit: rates of a department that have limits of their own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="target")
def named_rate_within_limits(
    reading: Reading,
    *,
    names: tuple[str, ...] = ("",),
    least: Decimal = Decimal(-100),
    most: Decimal = Decimal(100),
    explained: bool = False,
    impossible: bool = False,
) -> Iterator[Comparison]:
    """A rate that is stated under one of *names* lies between *least* and *most*, in percent.

    By default any rate is one of them.  *explained* says whether the rule is about rates that have a reason beside
    them, or about those that have none; what is *impossible* beyond its limits has no reason.

    Holds: 固定资产利用率为98.5%。
    Fails: 固定资产利用率为118.5%。
    """
    for rate in reading.each_named_rate():
        if (rate.explained != explained and not impossible) or not any(rate.label.endswith(name) for name in names):
            continue
        stated = rate.figure.value
        bound = min(max(stated, Decimal(least)), Decimal(most))
        if impossible and bound == stated:
            continue  # that it is possible bears nothing out
        claim = Claim("target", (Term(rate.figure, "rate", rate.label),), "limit")
        compared = as_required(claim, bound == stated)
        yield compared._replace(expected=bound, difference=stated - bound)
