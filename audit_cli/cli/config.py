"""`audit-cli config`: which options of `check` are in force, and who sets each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from audit_cli.cli.check import check
from audit_cli.cli.options import language
from audit_cli.cli.settings import find_settings, options_of

_SOURCES = {
    "zh": {"default": "默认", "variable": "环境变量", "none": "没有配置文件", "file": "配置文件"},
    "en": {"default": "default", "variable": "environment variable", "none": "no settings file", "file": "settings"},
}
_HEADERS = {"zh": ("选项", "值", "来自"), "en": ("option", "value", "from")}
_SECRET = "password"


@click.command(short_help="列出生效的选项及其来源")
@language
@click.pass_context
def config(context: click.Context, lang: str) -> None:
    """列出 check 生效的选项，和每一项来自哪里：配置文件、环境变量或默认值。

    配置文件是当前文件夹或其上级的 audit-cli.toml，或 setup.cfg 的 [audit-cli]；键是 check 的长选项。
    环境变量如 AUDIT_CLI_FAIL_ON。命令行优先于环境变量，环境变量优先于配置文件。
    """
    from audit_cli.outputs.columns import table
    from audit_cli.outputs.harmless import harmless

    settings, words = find_settings(Path.cwd()), _SOURCES[lang]
    inner = check.make_context("check", ["-"], parent=context.parent)
    rows = []
    for key, option in sorted(options_of(check).items()):
        assert option.name is not None
        source = inner.get_parameter_source(option.name)
        said = words["default"]
        if source is ParameterSource.ENVIRONMENT:
            said = f"{words['variable']} {option.envvar}"
        elif source is ParameterSource.DEFAULT_MAP:
            said = settings.place(key)
        rows.append((key, _shown(key, inner.params.get(option.name)), said))
    click.echo(harmless(f"{words['file']}  {settings.path}" if settings.path else words["none"]) + "\n")
    click.echo(table(_HEADERS[lang], rows), nl=False)


def _shown(key: str, value: Any) -> str:
    if key == _SECRET and value:
        return "***"
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, tuple) else str(value or "")
