"""Limit: the points of the classes of the first level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check

_USUAL: Mapping[str, Decimal] = {
    "execution": Decimal(10),
    "output": Decimal(50),
    "benefit": Decimal(30),
    "satisfaction": Decimal(10),
}


@check(kind="score")
def weights_fit_scheme(
    reading: Reading,
    *,
    weights: Mapping[str, Decimal] = _USUAL,
    with_cost: Mapping[str, Decimal] = {},
    without_satisfaction: Mapping[str, Decimal] = {},
    beside_others: Mapping[str, Decimal] = {},
) -> Iterator[Comparison]:
    """The points of execution, output, benefit and satisfaction are those of the scheme that applies.

    *with_cost* is for forms with a class of its own for cost, *without_satisfaction* for those that ask nobody,
    *beside_others* for those with classes that no scheme names.  A class that its scheme does not name is free; a form
    whose first level is of another scheme is judged by none.

    Holds: 一级指标|三级指标|指标值|完成值|分值|得分¶预算执行率|预算执行率|100%|100%|10|10
        ¶产出指标|培训人数|320人|324人|50|50
        ¶效益指标|留任率|≥90%|95%|30|30¶满意度指标|满意度|≥90%|95%|10|10¶总分||||100|100
    Fails: 一级指标|三级指标|指标值|完成值|分值|得分¶预算执行率|预算执行率|100%|100%|10|10
        ¶产出指标|培训人数|320人|324人|40|40
        ¶效益指标|留任率|≥90%|95%|40|40¶满意度指标|满意度|≥90%|95%|10|10¶总分||||100|100
    """
    for form in reading.each_form():
        found: dict[str, Decimal] = {}
        own, total = form.execution_points.quantity, form.total_points.quantity
        if own is not None:
            found["execution"] = own.value
        complete = form.whole and total is not None and not any(indicator.inferred for indicator in form.indicators)
        for indicator in form.indicators:
            points = indicator.points.quantity
            if points is None:
                complete = False
            else:
                found[indicator.group] = found.get(indicator.group, Decimal(0)) + points.value
        # without the row of funds nobody knows what the rest of the hundred is for
        if not complete or total is None or "execution" not in found or sum(found.values()) != 100:
            continue
        others = found.pop("", None)
        schemes = (weights, with_cost, without_satisfaction) if others is None else (beside_others,)
        if not any(schemes):
            continue
        fits = any(scheme and scheme.items() <= found.items() for scheme in schemes)
        nearest = max(schemes, key=lambda scheme: (-len(scheme.keys() ^ found.keys()), len(scheme)))
        basis = f"{_written(found)}|{_written(nearest)}"
        claim = Claim("score", (Term(total, "points", form.project),), "weights", basis=basis)
        yield as_required(claim, fits)


def _written(weights: Mapping[str, Decimal]) -> str:
    return " ".join(f"{group}={Decimal(points).normalize():f}" for group, points in weights.items())
