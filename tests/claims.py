"""Claims for tests, built from figures as they are printed: ``claim("sum", "5万元", "3万元", "2万元")``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from audit_cli.model import Claim, Document, Figure, FigureType, Kind, Qualifier, Term
from audit_cli.quantity import quantum_of

_FIGURE = re.compile(
    r"(?P<before>约|近)?(?P<number>-?[\d,]+(?:\.\d+)?)(?:~(?P<high>[\d.]+))?(?P<more>余)?"
    r"(?P<unit>亿元|万元|千元|元|%|个百分点|倍|人|名|个|)(?P<after>以上|以下)?"
)
_SCALES = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "千元": Decimal(1_000)}
_TYPES: dict[str, FigureType] = {"%": "rate", "个百分点": "points", "倍": "multiple", "": "number"}
_QUALIFIERS: dict[str, Qualifier] = {"约": "about", "近": "less", "余": "more", "以上": "at_least", "以下": "at_most"}

ROLES: dict[str, tuple[str, str]] = {
    "sum": ("total", "part"),
    "difference": ("result", "subtrahend"),
    "equal": ("stated", "stated"),
    "count": ("count", "name"),
    "unit": ("suspect", "witness"),
}


def figure(text: str, start: int = 0) -> Figure:
    """Return the figure that *text* prints; a text without a number is a name."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        return Figure(start, start + len(text), text, "name")
    unit = found["unit"]
    scale = _SCALES.get(unit, Decimal(1))
    number = Decimal(found["number"].replace(",", ""))
    money = unit.endswith("元")
    qualifier = _QUALIFIERS.get(found["before"] or found["more"] or found["after"] or "", "")
    return Figure(
        start,
        start + len(text),
        text,
        "money" if money else _TYPES.get(unit, "count"),
        "元" if money else "%" if unit == "个百分点" else "人" if unit == "名" else unit,
        number * scale,
        quantum_of(number) * scale,
        scale,
        unit,
        exact=unit in ("人", "名", "个") or (unit == "元" and number.as_tuple().exponent == -2),
        qualifier="range" if found["high"] else qualifier,
        high=Decimal(found["high"]) * scale if found["high"] else None,
    )


def claim(kind: Kind, *texts: str, **fields: Any) -> Claim:
    """Return the claim of figures in the roles of *kind*; "minuend=30万元" names a role, "-" before it a fall."""
    terms, start = [], 0
    for i, text in enumerate(texts):
        sign = 1
        if "=" in text:
            role, text = text.split("=", 1)
            if role.startswith("-"):
                role, sign = role[1:], -1
        else:
            role = ROLES[kind][min(i, 1)]
        terms.append(Term(figure(text, start), role, "", sign))
        start += len(text) + 1
    return Claim(kind, tuple(terms), **fields)


def document(text: str = "") -> Document:
    return Document("text.txt", "", "txt", text, ())
