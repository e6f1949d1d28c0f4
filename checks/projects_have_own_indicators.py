"""Plausibility: projects that share their indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from audit_cli import Claim, Comparison, Form, Reading, Term, as_required, check

_LEAST, _MOST_FORMS = 5, 60


@check(kind="target")
def projects_have_own_indicators(reading: Reading, *, most: Decimal = Decimal(90)) -> Iterator[Comparison]:
    """Two projects do not have the same indicators with the same targets, or the same results, word for word.

    *most* is what share of them, in percent, may be the same.

    Holds: （1）甲工程¶数量指标：路8公里。¶质量指标：合格。¶时效指标：6月。¶成本指标：50万元。¶社会效益：通行。
        ¶（2）乙工程
        ¶数量指标：桥2座。¶质量指标：达标。¶时效指标：9月。¶成本指标：80万元。¶社会效益：防洪。
    Fails: （1）甲工程¶数量指标：路8公里。¶质量指标：合格。¶时效指标：6月。¶成本指标：50万元。¶社会效益：通行。
        ¶（2）乙工程
        ¶数量指标：路8公里。¶质量指标：合格。¶时效指标：6月。¶成本指标：50万元。¶社会效益：通行。
    """
    for extraction in reading.extractions:
        known = [(form, _said(form)) for form in extraction.forms[:_MOST_FORMS] if form.project]
        for (first, one), (second, other) in combinations([pair for pair in known if len(pair[1]) >= _LEAST], 2):
            alike = 100 * len(one & other) >= most * len(one | other)
            if alike or second is known[-1][0]:
                terms = (Term(second.place, "project", second.project), Term(first.place, "project", first.project))
                yield as_required(Claim("target", terms, "shared"), not alike)


def _said(form: Form) -> set[tuple[str, str]]:
    """Return what a form says of each indicator: its name with its target, or with its result."""
    said = ((i.label, i.target.printed or i.actual.printed) for i in form.indicators)
    return {pair for pair in said if pair[1]}
