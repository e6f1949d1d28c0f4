"""`audit-cli config`: which options of `check` are in force, and who sets each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from audit_cli.cli.check import check
from audit_cli.cli.completion import FILE
from audit_cli.cli.inputs import options_from, read_one
from audit_cli.cli.options import chosen_rulebook, language
from audit_cli.cli.session import session_of
from audit_cli.cli.settings import Settings, options_of

if TYPE_CHECKING:
    from audit_cli.places import Place

_SOURCES = {
    "zh": {"default": "默认", "variable": "环境变量", "none": "没有配置文件", "file": "配置文件"},
    "en": {"default": "default", "variable": "environment variable", "none": "no settings file", "file": "settings"},
}
_HEADERS = {"zh": ("选项", "值", "来自"), "en": ("option", "value", "from")}
_SECRET = "password"
_OF_FILE = {
    "zh": {
        "profile": "规则集", "day": "按哪一天", "rules": "规则", "found": "文件自己显示的地区",
        "nothing found": "没有认出地区，用全国通用规则", "year": "报告年度的最后一天",
        "unknown": "没有读出年度，用最新的", "instead of": "原为",
    },
    "en": {
        "profile": "profile", "day": "as of", "rules": "rules", "found": "the region that the file shows",
        "nothing found": "no region found, the national rules", "year": "the last day of its fiscal year",
        "unknown": "no fiscal year found, the latest", "instead of": "instead of",
    },
}  # fmt: skip


@click.command(short_help="列出生效的选项及其来源")
@click.argument("file", required=False, type=FILE)
@language
@click.pass_context
def config(context: click.Context, file: str | None, lang: str) -> None:
    """列出 check 生效的选项，和每一项来自哪里：配置文件、环境变量或默认值；写明 FILE 的，再列出对它用哪些规则、为什么。

    配置文件是当前文件夹或其上级的 audit-cli.toml，或 setup.cfg 的 [audit-cli]；键是 check 的长选项。
    环境变量如 AUDIT_CLI_FAIL_ON。命令行优先于环境变量，环境变量优先于配置文件。
    配置文件的 [[paths]] 为 match 所指的文件另定 profile 和 severity；几处都写的，以后面的为准。
    """
    from audit_cli.outputs.columns import table
    from audit_cli.outputs.harmless import harmless

    settings = session_of(context).settings
    words = _SOURCES[lang]
    inner = check.make_context("check", ["-"], parent=context.parent)
    options = options_of(check)
    sources = {key: _source(inner, key, option, settings, words) for key, option in options.items()}
    rows = [(key, _shown(key, inner.params.get(options[key].name or "")), sources[key]) for key in sorted(options)]
    click.echo(harmless(f"{words['file']}  {settings.path}" if settings.path else words["none"]) + "\n")
    click.echo(table(_HEADERS[lang], rows), nl=False)
    if file is not None:
        with inner.scope():
            found = list(_of_file(file, inner.params, sources, lang))
        click.echo("\n" + harmless(file) + "\n")
        click.echo(table(_HEADERS[lang], found), nl=False)


def _source(
    inner: click.Context, key: str, option: click.Option, settings: Settings, words: Mapping[str, str]
) -> str:  # fmt: skip
    """Return who says what *option* is."""
    assert option.name is not None
    source = inner.get_parameter_source(option.name)
    if source is ParameterSource.ENVIRONMENT:
        return f"{words['variable']} {option.envvar}"
    return settings.place(key) if source is ParameterSource.DEFAULT_MAP else words["default"]


def _of_file(
    file: str, params: Mapping[str, Any], sources: Mapping[str, str], lang: str
) -> Iterator[tuple[str, str, str]]:
    """Yield which rules are for *file* and why, then the rules that are as severe as settings ask."""
    from audit_cli.extract import extract
    from audit_cli.extract.terms import load_terms
    from audit_cli.places import profile_at, severities_at
    from audit_cli.rulebook import detected

    words = _OF_FILE[lang]
    book = chosen_rulebook(params["profile"], params["rules_file"], params["as_of"])
    document = read_one(file, options_from(params))
    profile = extract(document, load_terms()).profile
    ruleset, rules = book.chosen(document, profile)
    place = profile_at(book.places, document.path)
    if place:
        why = _why(place)
    elif book.detects:
        why = words["found" if detected(document, profile) else "nothing found"]
    else:
        why = sources["profile" if params["profile"] else "rules"]
    yield words["profile"], ruleset.profile, why
    day = book.day_of(profile)
    yield words["day"], day or "-", sources["as-of"] if book.as_of else words["year" if day else "unknown"]
    yield words["rules"], str(len(rules)), ""
    before = {rule.id: rule.severity for rule in ruleset.rules}
    for rule, asked in sorted(severities_at(book.places, document.path).items()):
        yield rule, asked.severities[rule], f"{_why(asked)} {words['instead of']} {before.get(rule, '-')}"


def _why(place: Place) -> str:
    return f"{place.file}:{place.line} {place.match}" if place.line else f"{place.file} {place.match}"


def _shown(key: str, value: Any) -> str:
    if key == _SECRET and value:
        return "***"
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, tuple) else str(value or "")
