"""How claims about indicators and forms are spoken of: what stands in their fields, and by what name they go."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import mention
from audit_cli.expressions import expression
from audit_cli.model import Claim, Figure
from audit_cli.wording.words import Words

GROUPS: Mapping[str, Words] = {
    "execution": Words("预算执行", "execution"),
    "output": Words("产出", "output"),
    "benefit": Words("效益", "benefit"),
    "satisfaction": Words("满意度", "satisfaction"),
    "cost": Words("成本", "cost"),
}
MOST_NAMES = 4
_NUMBERED = expression(r"^指标[0-9一二三四五六七八九十]+[：:]")


def said(claim: Claim, role: str) -> str:
    """Return what is printed in the field *role*, in one line without the blanks that broke it."""
    return next((shown(term.figure) for term in claim.terms if term.role == role), "")


def shown(figure: Figure) -> str:
    """Return what is printed, in one line."""
    return "".join(figure.text.split()) if figure.type == "name" else mention(figure)


def name_of(claim: Claim) -> str:
    """Return the name of the indicator that a claim is about, without its number."""
    label = claim.terms[0].label if claim.terms else ""
    return _NUMBERED.sub("", "".join(label.split()).rstrip("：:"))


def form_of(claim: Claim) -> str:
    """Return what the form is known by, that a claim is about."""
    return name_of(claim) or said(claim, "form") or said(claim, "name")
