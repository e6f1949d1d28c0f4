"""The JSON Schema of rules files, for editors: fields from the loader, options from the signatures of the checks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, get_args

from audit_cli.model import Severity
from audit_cli.registry import Check, Option, check_names, find_check
from audit_cli.ruleset.cases import CASE_FIELDS, FINDING_FIELDS
from audit_cli.ruleset.fields import DAY, FIELDS, ID, REQUIRED, VALUE_FIELDS
from audit_cli.ruleset.files import profiles
from audit_cli.ruleset.rule import Basis, Signs

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_NUMBER = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}]}


def json_schema() -> dict[str, Any]:
    """Return the schema of a rules file as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "audit-cli ruleset",
        **_object(
            {
                "title": _TEXT,
                "extends": {"enum": profiles()},
                "detect": _object(dict.fromkeys(Signs._fields, _TEXTS)),
                "values": {"type": "object", "additionalProperties": _value()},
                "rules": {"type": "array", "items": _rule()},
                "cases": {"type": "object", "additionalProperties": _case()},
            }
        ),
    }


def _object(properties: dict[str, Any], required: Iterable[str] = ()) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


def _value() -> dict[str, Any]:
    by_date = {"type": "object", "propertyNames": {"pattern": _anchored(DAY.pattern)}, "minProperties": 1}
    return _object({"title": _TEXT, "authority": _TEXT, "by_date": by_date}, VALUE_FIELDS)


def _case() -> dict[str, Any]:
    finding = _object(dict.fromkeys(FINDING_FIELDS, _TEXT), ["rule"])
    return _object({"text": _TEXT, "findings": {"type": "array", "items": finding}}, CASE_FIELDS)


def _rule() -> dict[str, Any]:
    day = {"type": "string", "pattern": _anchored(DAY.pattern)}
    shapes: dict[str, Any] = {
        "id": {"type": "string", "pattern": _anchored(ID.pattern)},
        "check": {"enum": check_names()},
        "options": {"type": "object"},
        "severity": {"enum": list(get_args(Severity))},
        "basis": {"enum": list(get_args(Basis))},
        "since": day,
        "until": day,
        "enabled": {"type": "boolean"},
    }
    rule = _object({field: shapes.get(field, _TEXT) for field in FIELDS}, ["id"])
    rule["description"] = f"a new rule has {', '.join(REQUIRED)}; one that changes another has its id and the changes"
    rule["allOf"] = [_options(found) for name in check_names() if (found := find_check(name)) is not None]
    return rule


def _options(found: Check) -> dict[str, Any]:
    named = {"properties": {"check": {"const": found.name}}, "required": ["check"]}
    options = _object({option.name: _option(option) for option in found.options})
    return {"if": named, "then": {"properties": {"options": options}}}


def _option(option: Option) -> dict[str, Any]:
    if option.choices:
        return {"enum": list(option.choices)}
    if option.type is str:
        return _TEXT
    shapes: dict[type, dict[str, Any]] = {
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        Decimal: _NUMBER,
        tuple: _TEXTS,
        dict: {"type": "object", "additionalProperties": _NUMBER},
    }
    named_value = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "the name of one of values"}
    return {"anyOf": [shapes[option.type], named_value]}


def _anchored(pattern: str) -> str:
    return "^" + pattern.replace(r"\Z", "$")
