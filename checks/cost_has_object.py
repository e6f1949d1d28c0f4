"""Plausibility: money was spent on something that there is."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check

_SPENT = ("", "executed", "final_accounts")


@check(kind="narrative")
def cost_has_object(
    reading: Reading, *, cost: str = "vehicle_operation", things: str = "vehicles"
) -> Iterator[Comparison]:
    """Where the term *cost* was spent, the *things* that it was spent on are not counted as none.

    Vehicles that nobody has cost nothing to run, and guests who never came were not received.

    Holds: 2023年公务用车运行维护费支出决算4.50万元，公务用车保有量为2辆。
    Fails: 2023年公务用车运行维护费支出决算4.50万元，公务用车保有量为0辆。
    """
    facts = list(reading.each_fact())
    spent = [f for f in facts if f.concept == cost and f.measure in _SPENT and f.figure.value]
    # what is said to be spent, before what is not said to be anything
    spent.sort(key=lambda fact: not fact.measure)
    counts = [f for f in facts if f.concept == things and f.figure.type == "count"]
    # guests from home or from abroad: the ones may be none where the others came
    some = {f.period for f in counts if f.figure.value}
    for count in counts:
        same = next((f for f in spent if f.period == count.period), None)
        if same is not None:
            terms = (Term(count.figure, "count", count.label), Term(same.figure, "cost", same.label))
            yield as_required(Claim("narrative", terms), count.period in some)
