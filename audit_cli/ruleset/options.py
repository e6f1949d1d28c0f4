"""Options of rules: what stands in the file, held to the signature of the check."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from audit_cli.registry import Check, Option
from audit_cli.ruleset.complaints import Source, one_of, unknown
from audit_cli.ruleset.rule import Dated
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of

_WANTED = {
    bool: "true/false", int: "整数", str: "文字", Decimal: "数", tuple: "若干文字的列表", dict: "若干“名称: 数”",
}  # fmt: skip


def options_of(given: object, found: Check, source: Source, values: Mapping[str, Dated]) -> Mapping[str, Any]:
    """Return the options of a rule, those that are not *given* by default; a name of one of *values* stands for it."""
    options = {option.name: option.default for option in found.options}
    if given is None:
        return options
    if not isinstance(given, Entries):
        raise complaint(*source, "options 应为若干键", "options is a mapping")
    by_name = {option.name: option for option in found.options}
    for key, value in given.items():
        place = Source(source.file, line_of(given, key))
        if key not in by_name:
            zh, en = unknown(key, by_name)
            raise complaint(
                *place, f"检查 {found.name} 没有选项 {key}{zh}", f"check {found.name} has no option {key}{en}"
            )
        options[key] = _option(value, by_name[key], place, values)
    return options


def _option(value: object, option: Option, place: Source, values: Mapping[str, Dated]) -> object:
    if not isinstance(value, str) or option.type is str or isinstance(_typed(value, option.type), option.type):
        return _value(value, option, place)
    dated = values.get(value)
    if dated is None:
        zh, en = unknown(value, values)
        if not zh:
            return _value(value, option, place)
        raise complaint(*place, f"选项 {option.name}：没有名为 {value} 的值{zh}", f"no value is called {value}{en}")
    held = tuple((day, _value(one, option, place)) for day, one in dated.values)
    return dated._replace(values=held)


def _value(value: object, option: Option, place: Source) -> object:
    value = _typed(value, option.type)
    if type(value) is not option.type:
        raise complaint(
            *place,
            f"选项 {option.name} 应为{_WANTED[option.type]}",
            f"option {option.name} is of type {option.type.__name__}",
        )
    if option.choices and value not in option.choices:
        one_of(str(value), tuple(map(str, option.choices)), place, option.name)
    return value


def _typed(value: object, wanted: type) -> object:
    """Return *value* as what an option holds, or as it is if it cannot be that."""
    if wanted is Decimal:
        return _number(value)
    if wanted is tuple and isinstance(value, list) and all(isinstance(text, str) for text in value):
        return tuple(value)
    if wanted is dict and isinstance(value, Entries):
        numbers = {key: _number(number) for key, number in value.items()}
        return numbers if all(isinstance(number, Decimal) for number in numbers.values()) else value
    return value


def _number(value: object) -> object:
    if type(value) in (str, int):
        with suppress(InvalidOperation):
            number = Decimal(str(value))
            return number if number.is_finite() else value
    return value
