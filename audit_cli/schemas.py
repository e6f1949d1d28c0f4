"""The frames of a reading: their columns, and the pandera schemas that hold them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, get_args

from audit_cli.model import (
    Aim,
    Assurance,
    Assured,
    Cause,
    Citation,
    Claim,
    Contract,
    Dating,
    DatingKind,
    Entry,
    Execution,
    Fact,
    FigureType,
    Form,
    Gap,
    Group,
    Indicator,
    Kind,
    Label,
    Mention,
    MentionKind,
    NamedRate,
    Paper,
    PaperKind,
    PersonalNumber,
    PersonalNumberKind,
    Qualifier,
    Rating,
    Slip,
    SlipKind,
    Staffing,
    Trend,
    TrendKind,
)

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

# column: type, then what its values must be: a least value, one of a set, or a class
Column = tuple[type, int | frozenset[str] | type | None]
# the values of each column of a frame, or of more columns than it has
Columns = dict[str, Sequence[Any]]

SCHEMAS: dict[str, dict[str, Column]] = {
    "figures": {
        "document": (int, 0),
        "start": (int, 0),
        "end": (int, 0),
        "text": (str, None),
        "type": (str, frozenset(get_args(FigureType))),
        "unit": (str, None),
        "value": (object, Decimal),
        "quantum": (object, Decimal),
        "scale": (object, Decimal),
        "printed_unit": (str, None),
        "exact": (bool, None),
        "qualifier": (str, frozenset(get_args(Qualifier))),
        "block": (int, -1),
    },
    "facts": {
        "document": (int, 0),
        "start": (int, 0),
        "end": (int, 0),
        "concept": (str, None),
        "known": (bool, None),
        "measure": (str, None),
        "period": (str, None),
        "scope": (str, None),
        "fund": (str, None),
        "label": (str, None),
        "unit": (str, None),
        "value": (object, Decimal),
        "quantum": (object, Decimal),
        "exact": (bool, None),
        "fact": (object, Fact),
    },
    "claims": {
        "document": (int, 0),
        "kind": (str, frozenset(get_args(Kind))),
        "form": (
            str,
            frozenset(
                {"", "complete", "open", "partial", "blank", "average", "shares", "hundred", "across", "compound"}
            ),
        ),
        "asserted": (bool, None),
        "tick_only": (bool, None),
        "terms": (int, 1),
        "start": (int, 0),
        "end": (int, 0),
        "claim": (object, Claim),
    },
    "executions": {
        "document": (int, 0),
        "label": (str, None),
        "plan": (str, None),
        "planned": (object, Decimal),
        "executed": (object, Decimal),
        "explained": (bool, None),
        "start": (int, 0),
        "execution": (object, Execution),
    },
    "staffing": {
        "document": (int, 0),
        "category": (str, None),
        "authorized": (object, Decimal),
        "actual": (object, Decimal),
        "start": (int, 0),
        "staff": (object, Staffing),
    },
    "contracts": {
        "document": (int, 0),
        "label": (str, None),
        "amount": (object, Decimal),
        "paid": (object, None),
        "unpaid": (object, None),
        "promised": (str, None),
        "cause": (str, None),
        "start": (int, 0),
        "contract": (object, Contract),
    },
    "indicators": {
        "document": (int, 0),
        "project": (str, None),
        "level1": (str, None),
        "level2": (str, None),
        "name": (str, None),
        "target": (str, None),
        "actual": (str, None),
        "points": (str, None),
        "score": (str, None),
        "reason": (str, None),
        "group": (str, frozenset(get_args(Group))),
        "aim": (str, frozenset(get_args(Aim))),
        "start": (int, 0),
        "indicator": (object, Indicator),
    },
    "forms": {
        "document": (int, 0),
        "project": (str, None),
        "source": (str, frozenset({"form", "text"})),
        "indicators": (int, 0),
        "budget": (str, None),
        "executed": (str, None),
        "rate": (str, None),
        "total_points": (str, None),
        "total_score": (str, None),
        "whole": (bool, None),
        "start": (int, 0),
        "form": (object, Form),
    },
    "ratings": {
        "document": (int, 0),
        "label": (str, None),
        "source": (str, frozenset({"form", "text"})),
        "score": (str, None),
        "grade": (str, None),
        "whole": (bool, None),
        "start": (int, 0),
        "rating": (object, Rating),
    },
    "gaps": {
        "document": (int, 0),
        "what": (str, frozenset({"change", "work", "moved", "finished", "stale", "adjustment", "base", "trouble"})),
        "start": (int, 0),
        "gap": (object, Gap),
    },
    "datings": {
        "document": (int, 0),
        "what": (str, frozenset(get_args(DatingKind))),
        "year": (str, None),
        "other": (str, None),
        "start": (int, 0),
        "dating": (object, Dating),
    },
    "mentions": {
        "document": (int, 0),
        "what": (str, frozenset(get_args(MentionKind))),
        "name": (str, None),
        "own": (bool, None),
        "start": (int, 0),
        "mention": (object, Mention),
    },
    "named_rates": {
        "document": (int, 0),
        "label": (str, None),
        "rate": (object, Decimal),
        "explained": (bool, None),
        "start": (int, 0),
        "named_rate": (object, NamedRate),
    },
    "papers": {
        "document": (int, 0),
        "kind": (str, frozenset(get_args(PaperKind))),
        "title": (str, None),
        "length": (int, 0),
        "start": (int, 0),
        "paper": (object, Paper),
    },
    "outline": {
        "document": (int, 0),
        "list": (int, 0),
        "number": (int, 1),
        "heading": (bool, None),
        "lost": (int, 0),
        "automatic": (bool, None),
        "start": (int, 0),
        "label": (object, Label),
    },
    "assurances": {
        "document": (int, 0),
        "what": (str, frozenset(get_args(Assured))),
        "start": (int, 0),
        "assurance": (object, Assurance),
    },
    "trends": {
        "document": (int, 0),
        "what": (str, frozenset(get_args(TrendKind))),
        "new": (object, Decimal),
        "base": (object, Decimal),
        "start": (int, 0),
        "trend": (object, Trend),
    },
    "causes": {
        "document": (int, 0),
        "change": (object, Decimal),
        "falls": (bool, None),
        "start": (int, 0),
        "cause": (object, Cause),
    },
    "slips": {
        "document": (int, 0),
        "what": (str, frozenset(get_args(SlipKind))),
        "text": (str, None),
        "meant": (str, None),
        "start": (int, 0),
        "slip": (object, Slip),
    },
    "personal_numbers": {
        "document": (int, 0),
        "what": (str, frozenset(get_args(PersonalNumberKind))),
        "start": (int, 0),
        "number": (object, PersonalNumber),
    },
    "citations": {
        "document": (int, 0),
        "title": (str, None),
        "number": (str, None),
        "issued": (str, None),
        "basis": (bool, None),
        "start": (int, 0),
        "citation": (object, Citation),
    },
    "statements": {
        "document": (int, 0),
        "name": (str, None),
        "concept": (str, None),
        "item": (str, None),
        "fund": (str, None),
        "measure": (str, None),
        "value": (object, Decimal),
        "start": (int, 0),
        "entry": (object, Entry),
    },
}


# what has a column type of its own; all else stands in columns of objects
_NATIVE = (int, bool)


def validated(name: str, columns: Columns) -> pd.DataFrame:
    """Return the columns of a frame as one that its schema has checked."""
    import numpy as np
    import pandas as pd

    # named, so that pandas need not find out that all columns have the same rows
    rows = pd.RangeIndex(len(columns["document"]))
    arrays = {
        # what is given without a type has the one that its values have
        column: np.array(columns[column], None if len(rows) else kind)
        if kind in _NATIVE
        else pd.Series(np.fromiter(columns[column], object, len(rows)), rows, object)
        for column, (kind, _) in SCHEMAS[name].items()
    }
    frame_schema, frame = schema(name), pd.DataFrame(arrays, rows, copy=False)
    # pandera looks for it, and where it is not installed, through the whole path
    with _hidden("geopandas"):
        return frame_schema.validate(frame, inplace=True)


@lru_cache(maxsize=len(SCHEMAS))
def schema(name: str) -> pa.DataFrameSchema:
    """Return the pandera schema of the frame *name*, built from its plain data.

    One check holds all columns: a frame is small, and to pandera a column of its own is dearer than all its values.
    """
    check = _pandera().Check(partial(_cells_hold, columns=SCHEMAS[name]), name=f"cells of {name}", ignore_na=False)
    built: pa.DataFrameSchema = _pandera().DataFrameSchema(checks=[check], name=name)
    return built


def _cells_hold(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame | bool:
    """Whether *frame* is what it should be; if it is not, which cells are."""
    wrong = [column for column, (kind, rule) in columns.items() if not _holds(frame[column], kind, rule)]
    return not wrong or frame.assign(**{column: column not in wrong for column in columns})


def _holds(column: pd.Series[Any], kind: type, rule: int | frozenset[str] | type | None) -> bool:
    if kind in _NATIVE:
        return column.dtype == kind and (rule is None or len(column) == 0 or column.min() >= rule)
    if isinstance(rule, frozenset):
        return rule.issuperset(column.tolist())
    expected = rule if rule is not None else kind
    return expected is object or set(map(type, column.tolist())) <= {expected}


@lru_cache(maxsize=1)
def _pandera() -> Any:
    """Import pandera with all that it loads when it first validates, save hypothesis.

    Where that is installed, pandera would spend a tenth of a second on it, to make up examples that nobody asks for.
    """
    import pandas as pd

    with _hidden("hypothesis"):
        import pandera.pandas as pa

        pa.DataFrameSchema().validate(pd.DataFrame())
    return pa


@contextmanager
def _hidden(library: str) -> Iterator[None]:
    """Let *library* seem not to be installed, unless it is loaded already."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[library]
