"""What every sentence is made of: a text in both languages, and what says it of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from audit_cli.calculation import Calculation
from audit_cli.model import Comparison


class Words(NamedTuple):
    """One text in the two languages of the report."""

    zh: str
    en: str


NOTHING = Words("", "")

Remark = Callable[[Comparison, Calculation], Words]
