"""`audit-cli doctor`: what works on this machine."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit_cli import __version__
from audit_cli.cli.options import CODE_FINDINGS, language, style
from audit_cli.cli.screen import screen_of
from audit_cli.cli.settings import find_settings

if TYPE_CHECKING:
    from audit_cli.diagnosis import Trial

SCHEMA = "audit-cli-doctor/1"
_WORDS = {
    "zh": {
        "formats": "格式", "extras": "附加组件", "languages": "输出语言", "terminal": "终端", "settings": "配置",
        "rulesets": "规则集", "works": "可用", "missing": "未安装", "untried": "未试", "off": "无", "broken": "不可用",
        "fine": "已安装的都可用；读取各种格式都不需要 LibreOffice、Word 等其他程序",
        "wrong": "有 {n} 项已安装而不可用",
    },
    "en": {
        "formats": "formats", "extras": "extras", "languages": "languages", "terminal": "terminal",
        "settings": "settings", "rulesets": "rulesets", "works": "works", "missing": "not installed",
        "untried": "not tried", "off": "off", "broken": "broken",
        "fine": "all that is installed works; no format needs LibreOffice, Word or another program",
        "wrong": "{n} installed and not working",
    },
}  # fmt: skip
_MARKS = {"works": "✓", "missing": "○", "untried": "○", "off": "○", "broken": "✗"}


@click.command(short_help="这台机器上哪些功能可用")
@click.option("--deep", is_flag=True, help="也试文字识别（OCR），要装载模型")
@style
@language
def doctor(deep: bool, style: str, lang: str) -> int:
    """逐项试用并列出：能读的格式、附加组件的版本、语言、终端、配置文件、规则集；未安装的给出安装命令。

    已安装的都可用时退出码为 0，否则为 1。
    """
    from audit_cli.diagnosis import extras, formats

    found: dict[str, list[Trial]] = {
        "formats": list(formats(deep)), "extras": list(extras()), "languages": list(_languages()),
        "terminal": list(_terminal()), "settings": list(_settings()), "rulesets": list(_rulesets()),
    }  # fmt: skip
    broken = sum(trial.state == "broken" for trials in found.values() for trial in trials)
    if style == "json":
        sections = {name: [_object(trial) for trial in trials] for name, trials in found.items()}
        tool = {"name": "audit-cli", "version": __version__, "python": sys.version.split()[0]}
        shown = {"schema": SCHEMA, "tool": tool, "works": not broken, **sections}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        click.echo(_page(found, broken, lang), nl=False)
    return CODE_FINDINGS if broken else 0


def _page(found: dict[str, list[Trial]], broken: int, lang: str) -> str:
    from audit_cli.outputs.columns import padded, width
    from audit_cli.outputs.harmless import one_line

    words = _WORDS[lang]
    lines = [f"audit-cli {__version__} · Python {sys.version.split()[0]} · {sys.platform}"]
    for name, trials in found.items():
        columns = max((width(trial.name) for trial in trials), default=0)
        lines += ["", words[name]]
        for trial in trials:
            said = " · ".join(filter(None, (trial.about, trial.reason_zh if lang == "zh" else trial.reason_en)))
            lines.append(f"{_MARKS[trial.state]} {padded(trial.name, columns)}  {words[trial.state]}  {one_line(said)}")
    lines += ["", words["wrong"].format(n=broken) if broken else words["fine"]]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _object(trial: Trial) -> dict[str, Any]:
    reason = {"zh": trial.reason_zh, "en": trial.reason_en} if trial.reason_zh else None
    return {"name": trial.name, "state": trial.state, "about": trial.about, "reason": reason}


def _languages() -> Iterator[Trial]:
    """Audit a text and show the report in each language."""
    from audit_cli.diagnosis import Trial
    from audit_cli.outputs.console import render
    from audit_cli.outputs.view import View
    from audit_cli.pipeline import audit_text
    from audit_cli.report import run_info
    from audit_cli.rulebook import rulebook

    report = audit_text("支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。")
    for lang, said in (("zh", "合计"), ("en", "total")):
        shown = b"".join(render([report], run_info(rulebook()), View(lang))).decode()
        if said in shown:
            yield Trial(lang, "works")
        else:
            yield Trial(lang, "broken", "", f"没有写出“{said}”", f"{said} was not written")


def _terminal() -> Iterator[Trial]:
    from audit_cli.diagnosis import Trial

    screen = screen_of(None)
    if screen.colour:
        yield Trial("colour", "works", f"{screen.columns} columns")
    elif not sys.stdout.isatty():
        yield Trial("colour", "off", "", "输出不到终端，没有颜色", "no terminal, no colours")
    else:
        why = "NO_COLOR" if os.environ.get("NO_COLOR") else f"TERM={os.environ.get('TERM', '')}"
        yield Trial("colour", "off", "", f"已由 {why} 关闭", f"switched off by {why}")
    encoding = sys.stdout.encoding or ""
    try:
        "审核✓▎".encode(encoding)
        yield Trial("encoding", "works", f"{encoding} ({locale.getpreferredencoding(False)})")
    except (UnicodeEncodeError, LookupError):
        yield Trial("encoding", "broken", encoding, "写不出汉字，请用 UTF-8 终端", "cannot hold Chinese; use UTF-8")


def _settings() -> Iterator[Trial]:
    """Name the file of the settings; a wrong one ends the command before it comes here."""
    from audit_cli.diagnosis import Trial

    found = find_settings(Path.cwd())
    if found.path is None:
        yield Trial("audit-cli.toml", "off", "", "没有配置文件，各项为默认", "no settings file, all as by default")
    else:
        yield Trial(found.path.name, "works", f"{found.path}: {', '.join(found.values)}")


def _rulesets() -> Iterator[Trial]:
    from audit_cli.diagnosis import Trial
    from audit_cli.ruleset import load_ruleset, profiles

    for name in profiles():
        ruleset = load_ruleset(name)
        count = len(ruleset.in_force())
        yield Trial(name, "works", ruleset.title, f"规则 {count} 条", f"{count} rules")
