"""The entries of the JSON contract ``audit-cli/1``: what stands for a document, a result, a figure, a fact, a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from audit_cli.calculation import calculation, money_at_stake, plain
from audit_cli.judgement import group_of
from audit_cli.model import QUANTITIES, Claim, Document, Fact, Field, Figure, Indicator, Result, Suppression, Term
from audit_cli.report import DocumentReport, RuleWords, RunInfo, block_of
from audit_cli.ruleset import Rule, shown
from audit_cli.wording import message, suggestion
from audit_cli.wording.notes import notes_in

_NOWHERE = {"section": None, "page": None, "table": None, "row": None, "col": None}


def printable(text: str) -> str:
    """Return *text* with what is no character replaced: the name of a file may hold any bytes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def document_object(report: DocumentReport, run: RunInfo) -> dict[str, Any]:
    """Return the entry of one document."""
    return document_head(report, run) | {"results": list(result_objects(report, run))}


def document_head(report: DocumentReport, run: RunInfo) -> dict[str, Any]:
    """Return the entry of one document without its results, which may be a hundred thousand."""
    document, coverage = report.document, report.coverage
    return {
        "path": printable(report.path),
        "sha256": document.sha256 if document else None,
        "format": document.format if document else None,
        "title": report.profile.title,
        "organization": report.profile.organization,
        "fiscal_year": report.profile.fiscal_year,
        "profile": report.region or run.profile,
        "status": report.status,
        "reason": printable(report.reason_zh) or None,
        "reason_en": printable(report.reason_en) or None,
        "notes": notes_in(document.notes, "zh") if document else [],
        "notes_en": notes_in(document.notes, "en") if document else [],
        "coverage": {
            "figures": coverage.figures,
            "typed": coverage.typed,
            "tied": coverage.tied,
            "unread": coverage.unread,
            "claims": {
                "read": coverage.claims_read,
                "compared": coverage.claims_compared,
                "unread": coverage.claims_unread,
            },
        },
        "results": [],
        "resolved": [entry._asdict() for entry in report.resolved],
    }


def result_objects(report: DocumentReport, run: RunInfo) -> Iterator[dict[str, Any]]:
    """Yield the entries of the results of one document."""
    rules = run.words(report) if report.document else {}
    return (result_object(report, result, rules) for result in report.results if report.document)


def result_object(report: DocumentReport, result: Result, rules: Mapping[str, RuleWords]) -> dict[str, Any]:
    """Return the entry of one result."""
    comparison = result.comparison
    claim = comparison.claim
    rule = rules[result.rule]
    worked = calculation(comparison)
    said, advice = message(comparison, worked, rule.title), suggestion(comparison, worked, rule.title)
    stake = money_at_stake(comparison)
    document = report.document
    assert document is not None
    operands = [operand_object(document, term) for term in _operands(claim)]
    return {
        "rule": result.rule,
        "kind": claim.kind,
        "status": result.status,
        "verdict": comparison.verdict,
        "certainty": result.certainty,
        "severity": result.severity,
        "message": {"zh": said.zh, "en": said.en},
        "suggestion": {"zh": advice.zh, "en": advice.en},
        "formula": worked.formula,
        "stated": worked.stated,
        "expected": worked.expected,
        "difference": worked.difference,
        "unit": worked.unit,
        "amount": None if stake is None else plain(stake),
        "hints": [{"code": hint.code, "zh": hint.zh, "en": hint.en} for hint in result.hints],
        "operands": operands,
        "location": operands[0]["location"] if operands else {**_NOWHERE, "section": claim.section or None},
        "names": [{"text": f.text, "start": f.start, "end": f.end} for f in claim.figures("name")],
        "tick_only": claim.tick_only,
        "basis": claim.basis,
        "authority": rule.authority,
        "fingerprint": result.fingerprint,
        "known": result.fingerprint in report.known,
        "suppressed": _suppression_object(report.suppressed.get(result.fingerprint)),
        "group": result.group or group_of([result.fingerprint]),
        "primary": result.primary,
    }


def _suppression_object(entry: Suppression | None) -> dict[str, str | None] | None:
    return entry and {"reason": entry.reason, "author": entry.author or None, "expires": entry.expires or None}


def _operands(claim: Claim) -> list[Term]:
    """Return the terms that are operands: the figures, and of the names of a list the first and the last."""
    names = [term for term in claim.terms if term.role == "name"]
    ends = names if len(names) < 3 else [names[0], names[-1]]
    return [term for term in claim.terms if term.role != "name"] + ends


def operand_object(document: Document, term: Term) -> dict[str, Any]:
    """Return the entry of one operand: a figure, or a name of a list; *document* is its path if it is another."""
    figure = term.figure
    has_value = figure.type in QUANTITIES
    home = term.document or document
    return {
        "role": term.role,
        "label": term.label,
        "text": figure.text,
        "value": plain(figure.value) if has_value else None,
        "quantum": plain(figure.quantum) if has_value else None,
        "unit": figure.unit,
        "sign": term.sign,
        "start": figure.start,
        "end": figure.end,
        **_confidence(home, figure),
        **({"document": printable(home.path)} if term.document is not None else {}),
        "location": location_object(home, figure),
    }


def _confidence(document: Document, figure: Figure) -> dict[str, str]:
    """Return how sure its recognition is of a figure; nothing for one that did not have to be recognised."""
    sure = document.confidence(figure.start, figure.end)
    return {} if sure is None else {"confidence": plain(sure)}


def location_object(document: Document, figure: Figure) -> dict[str, Any]:
    """Return where a figure stands: section, page, and its place in a table, all counted from 1."""
    block = block_of(document, figure)
    if block is None:
        return _NOWHERE
    in_table = block.kind == "cell"
    return {
        "section": document.sections[block.section] if 0 <= block.section < len(document.sections) else None,
        "page": block.page,
        "table": block.table + 1 if in_table and block.table is not None else None,
        "row": block.row + 1 if in_table else None,
        "col": block.col + 1 if in_table else None,
    }


def figure_object(document: Document, figure: Figure, tied: Iterable[str]) -> dict[str, Any]:
    """Return one entry of the figure ledger; *tied* are the fingerprints of the ticks it takes part in."""
    has_value = figure.type in QUANTITIES
    return {
        "document": printable(document.path),
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "type": figure.type,
        "unit": figure.unit,
        "value": plain(figure.value) if has_value else None,
        "quantum": plain(figure.quantum) if has_value else None,
        "qualifier": figure.qualifier,
        "tied": list(tied),
        **_confidence(document, figure),
        "location": location_object(document, figure),
    }


def fact_object(document: Document, fact: Fact) -> dict[str, Any]:
    """Return one entry of the fact table."""
    figure = fact.figure
    return {
        "document": printable(document.path),
        "concept": fact.concept,
        "known": fact.known,
        "measure": fact.measure,
        "period": fact.period,
        "scope": fact.scope,
        "fund": fact.fund,
        "label": fact.label,
        "text": figure.text,
        "value": plain(figure.value),
        "unit": figure.unit,
        "start": figure.start,
        "end": figure.end,
        "location": location_object(document, figure),
    }


def indicator_object(document: Document, indicator: Indicator) -> dict[str, Any]:
    """Return one indicator with its fields: what state each is in, what stands in it, and where."""
    fields = ("name", "target", "actual", "points", "score", "reason")
    return {
        "document": printable(document.path),
        "project": indicator.project,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "group": indicator.group,
        "aim": indicator.aim,
        **{name: _field_object(getattr(indicator, name)) for name in fields},
    }


def _field_object(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"state": field.state}
    if field.state == "filled" and field.text is not None:
        found |= {"text": field.text.text, "start": field.text.start, "end": field.text.end}
        if field.figure is not None:
            found |= {"value": plain(field.figure.value), "unit": field.figure.unit}
    return found


def rule_object(rule: Rule) -> dict[str, Any]:
    """Return one rule as its ruleset states it."""
    return {
        "id": rule.id,
        "title": rule.title,
        "title_en": rule.title_en,
        "check": rule.check.name,
        "kind": rule.check.kind,
        "options": {name: shown(value) for name, value in rule.options.items()},
        "severity": rule.severity,
        "authority": rule.authority,
        "basis": rule.basis,
        "since": rule.since or None,
        "until": rule.until or None,
    }
