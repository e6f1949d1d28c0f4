"""What a second submission mended, and what it did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from audit_cli.calculation import calculation
from audit_cli.differences import Copy
from audit_cli.judgement import RANK
from audit_cli.model import Result
from audit_cli.outputs.comparison import difference_object, difference_table
from audit_cli.outputs.finding import COLOURS
from audit_cli.outputs.objects import printable, result_object
from audit_cli.outputs.places import place
from audit_cli.outputs.screen import draw
from audit_cli.outputs.view import Screen, View
from audit_cli.outputs.words import MARKS
from audit_cli.report import DocumentReport, RunInfo
from audit_cli.submissions import Pair, Progress
from audit_cli.wording import message

_WORDS = {
    "zh": {
        "old": "旧稿", "new": "新稿", "missing": "无", "fixed": "已消除", "came": "新出现", "still": "仍存在",
        "figures": "数字不同",
    },
    "en": {
        "old": "old", "new": "new", "missing": "none", "fixed": "fixed", "came": "new", "still": "still there",
        "figures": "figures changed",
    },
}  # fmt: skip
_SIGNS = {"came": "+", "still": "=", "fixed": "−"}


def resubmission(found: Sequence[tuple[Pair, Progress]], run: RunInfo, screen: Screen, lang: str) -> str:
    """Return for each pair of documents a line of numbers, its findings, and the figures that changed."""
    return "".join(
        draw(_findings(pair, went, run, lang), screen) + _figures(pair, went, lang) + "\n" for pair, went in found
    )


def _findings(pair: Pair, went: Progress, run: RunInfo, lang: str) -> Iterator[RenderableType]:
    words = _WORDS[lang]
    for name, report in (("old", pair.old), ("new", pair.new)):
        yield Text(f"{words[name]}  {report.path if report else words['missing']}", "bold")
    yield from _progress(pair, went, run, lang)


def progress_text(pair: Pair, went: Progress, run: RunInfo, view: View) -> str:
    """Return what saving a document changed: its name, a line of numbers, its findings."""
    return draw(_saved(pair, went, run, view.lang), view.screen)


def _saved(pair: Pair, went: Progress, run: RunInfo, lang: str) -> Iterator[RenderableType]:
    report = pair.new or pair.old
    assert report is not None
    yield Text(report.path, "bold")
    if pair.new is not None and pair.new.status != "audited":
        yield Text(pair.new.reason_zh if lang == "zh" else pair.new.reason_en, "magenta")
    if pair.new is None or pair.new.document is not None:
        yield from _progress(pair, went, run, lang)
    yield Text()


def _progress(pair: Pair, went: Progress, run: RunInfo, lang: str) -> Iterator[RenderableType]:
    words = _WORDS[lang]
    counts = {"fixed": len(went.fixed), "came": len(went.new), "still": len(went.still)}
    changed = len(went.figures.different) if went.figures else 0
    yield Text(" · ".join(f"{words[name]} {n}" for name, n in {**counts, "figures": changed}.items()))
    for name, results, report in (
        ("came", went.new, pair.new), ("still", went.still, pair.new), ("fixed", went.fixed, pair.old),
    ):  # fmt: skip
        for result in sorted(results, key=lambda r: RANK[r.severity]):
            assert report is not None
            yield _line(report, result, name, run, lang)


def _line(report: DocumentReport, result: Result, name: str, run: RunInfo, lang: str) -> Text:
    comparison = result.comparison
    said = message(comparison, calculation(comparison), run.words(report)[result.rule].title)
    colour = "green" if name == "fixed" else COLOURS[result.severity]
    line = Text().append(f"{_SIGNS[name]} {_WORDS[lang][name]}  {MARKS[result.severity]} {result.rule} ", colour)
    line.append(f"{result.fingerprint}  ", "dim").append(said.zh if lang == "zh" else said.en)
    if comparison.claim.terms and report.document is not None:
        line.append(f"  {place(report.document, comparison.claim.stated, lang)}", "dim")
    return line


def _figures(pair: Pair, went: Progress, lang: str) -> str:
    if not went.figures or not went.figures.different:
        return ""
    old, new = pair
    assert old is not None
    assert new is not None
    assert old.document is not None
    assert new.document is not None
    names = (_WORDS[lang]["old"], _WORDS[lang]["new"])
    left, right = Copy(old.document, old.figures), Copy(new.document, new.figures)
    return "\n" + difference_table(left, right, went.figures, lang, names)


def resubmission_object(pair: Pair, went: Progress, run: RunInfo) -> dict[str, Any]:
    """Return the entry of one pair of documents for JSON."""

    def results(report: DocumentReport | None, those: Sequence[Result]) -> list[dict[str, Any]]:
        return [result_object(report, r, run.words(report)) for r in those] if report else []

    return {
        "old": printable(pair.old.path) if pair.old else None,
        "new": printable(pair.new.path) if pair.new else None,
        "findings": {
            "fixed": results(pair.old, went.fixed),
            "new": results(pair.new, went.new),
            "still": results(pair.new, went.still),
        },
        "figures": went.figures
        and {"same": went.figures.same, "different": [difference_object(each) for each in went.figures.different]},
    }
