"""One finding as a point of a letter: its words, its figures with their places, and how they are worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.calculation import Calculation, calculation, mention
from audit_cli.model import Claim, Document, Result
from audit_cli.outputs.columns import short
from audit_cli.outputs.paper_columns import NAMES, TEXTS
from audit_cli.outputs.places import place, place_of, quotations
from audit_cli.outputs.recalculation import Recalculation, recalculation
from audit_cli.outputs.words import ROLES, WORDS, names_of_sides
from audit_cli.report import DocumentReport, RunInfo
from audit_cli.wording import message, suggestion
from audit_cli.wording.labels import tidied

_LONGEST_LABEL = 36
_MOST_ROWS, _MOST_NAMES = 40, 60


class Point(NamedTuple):
    """A finding in words; *rows* are label, figure and place of what takes part in it."""

    rule: str
    title: str
    message: str
    place: str
    quotations: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    formula: str
    hints: tuple[str, ...]
    authority: str
    advice: str


def point_of(report: DocumentReport, result: Result, run: RunInfo, lang: str = "zh") -> Point:
    """Return *result* of *report* as a point in one language."""
    document, rule = report.document, run.words(report)[result.rule]
    assert document is not None
    comparison = result.comparison
    worked, claim = calculation(comparison), comparison.claim
    rows = list(_rows(document, claim, worked, recalculation(comparison), lang))
    if len(rows) > _MOST_ROWS:
        left = len(rows) - _MOST_ROWS
        rows[_MOST_ROWS // 2 : -(_MOST_ROWS // 2)] = [
            (_said(lang, f"……（另有{left}项）", f"… and {left} more"), "", "")
        ]
    return Point(
        rule=result.rule,
        title=_said(lang, *rule.title),
        message=_said(lang, *message(comparison, worked, rule.title)),
        place=place(document, claim.stated, lang) if claim.terms else claim.section,
        quotations=tuple("".join(piece.text for piece in passage) for passage in quotations(document, claim)),
        rows=tuple(rows),
        formula=worked.formula,
        hints=tuple(_said(lang, hint.zh, hint.en) for hint in result.hints),
        authority=rule.authority,
        advice=_said(lang, *suggestion(comparison, worked, rule.title)),
    )


def _rows(
    document: Document, claim: Claim, worked: Calculation, made: Recalculation | None, lang: str
) -> Iterator[tuple[str, str, str]]:  # fmt: skip
    """Yield the operands, then what they make, what is stated, and the difference."""
    names = claim.figures("name")
    if claim.kind == "count" and names:
        more = _said(lang, "等", ", …") if len(names) > _MOST_NAMES else ""
        listed = _said(lang, "、", ", ").join(mention(name) for name in names[:_MOST_NAMES])
        yield _said(lang, f"所列{len(names)}项", f"{len(names)} listed"), listed + more, place(document, names[0], lang)
    elif made is None or worked.sides:
        for term in claim.terms:
            label = short(tidied(term.label), _LONGEST_LABEL) or ROLES[lang].get(term.role, "")
            yield label, mention(term.figure), place_of(document, term, lang)
    if worked.sides:
        words, (incoming, outgoing) = WORDS[lang], worked.sides
        there, gone = names_of_sides(words, worked.unit)
        yield there, incoming + worked.unit, ""
        yield gone, outgoing + worked.unit, ""
        yield words["apart"], (worked.difference or "").removeprefix("-") + worked.unit, ""
        return
    for operand in made.operands if made else ():
        if operand.term is None:
            continue
        figure, sign = (
            operand.term.figure,
            "÷ " if operand.below else _said(lang, "减：", "less ") if operand.factor < 0 else "",
        )
        label = short(tidied(operand.term.label), _LONGEST_LABEL) or ROLES[lang].get(operand.term.role, "")
        yield sign + label, mention(figure), place_of(document, operand.term, lang)
    if made is None or worked.expected is None:
        return
    texts = TEXTS[lang]
    usual = (texts["stated"], texts["expected"], texts["difference"])
    stated, expected, difference = NAMES[lang].get(claim.kind, usual)
    yield expected, worked.expected + worked.unit, ""
    yield stated, mention(claim.stated), place(document, claim.stated, lang)
    yield difference, f"{worked.difference or ''}{worked.unit}", ""


def _said(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
