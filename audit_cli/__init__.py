"""audit-cli: an auditor for Chinese budget-performance self-evaluation reports.

The names here are what a check may import; each is looked up when it is first asked for, so that ``import audit_cli``
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit_cli.comparisons import (
        as_required,
        balance_agrees,
        count_agrees,
        difference_agrees,
        growth_agrees,
        holds,
        not_assessable,
        parts_exceed,
        product_agrees,
        ratio_agrees,
        same_agrees,
        score_within,
        settled,
        shares_agree,
        shifted,
        spending_agrees,
        staff_within,
        sum_agrees,
        unit_agrees,
    )
    from audit_cli.days import days_of
    from audit_cli.model import (
        Assurance,
        Assured,
        Block,
        Claim,
        Comparison,
        Contract,
        Document,
        Entry,
        Execution,
        Fact,
        Field,
        Figure,
        Form,
        Gap,
        Indicator,
        Label,
        PersonalNumberKind,
        Rating,
        SlipKind,
        Staffing,
        Statement,
        Term,
        TrendKind,
    )
    from audit_cli.reading import Extracted, Reading
    from audit_cli.registry import check
    from audit_cli.targets import attained, attainment, earned, is_far_beyond, is_met, target_agrees

__version__ = "0.1.0"

__all__ = [
    "Assurance",
    "Assured",
    "Block",
    "Claim",
    "Comparison",
    "Contract",
    "Document",
    "Entry",
    "Execution",
    "Extracted",
    "Fact",
    "Field",
    "Figure",
    "Form",
    "Gap",
    "Indicator",
    "Label",
    "PersonalNumberKind",
    "Rating",
    "Reading",
    "SlipKind",
    "Staffing",
    "Statement",
    "Term",
    "TrendKind",
    "as_required",
    "attained",
    "attainment",
    "balance_agrees",
    "check",
    "count_agrees",
    "days_of",
    "difference_agrees",
    "earned",
    "growth_agrees",
    "holds",
    "is_far_beyond",
    "is_met",
    "not_assessable",
    "parts_exceed",
    "product_agrees",
    "ratio_agrees",
    "same_agrees",
    "score_within",
    "settled",
    "shares_agree",
    "shifted",
    "spending_agrees",
    "staff_within",
    "sum_agrees",
    "target_agrees",
    "unit_agrees",
]

# where the names are, from below to above
_MODULES = ("model", "days", "comparisons", "targets", "reading", "registry")


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'audit_cli' has no attribute {name!r}")
    modules = (import_module(f"audit_cli.{module}") for module in _MODULES)
    value: object = next(getattr(module, name) for module in modules if hasattr(module, name))
    globals()[name] = value
    return value
