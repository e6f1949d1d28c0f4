"""Which formats a run can be written in, and where each is made.

Each has a module with ``render(reports, run, view)``.  It yields one piece before the first report, one for each report
as it comes and one behind the last, so that several formats go in step and a run is held in memory nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import tee
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from audit_cli.outputs.view import View
    from audit_cli.report import DocumentReport, RunInfo

    Render = Callable[[Iterable[DocumentReport], RunInfo, View], Iterator[bytes]]


class Format(NamedTuple):
    """A format: its name, the module that makes it, and what its files are called."""

    name: str
    module: str
    suffixes: tuple[str, ...] = ()

    def load(self) -> Render:
        """Return the function that makes it; only now are its libraries imported."""
        return cast("Render", import_module(f"audit_cli.outputs.{self.module}").render)


FORMATS = {
    each.name: each
    for each in (
        Format("console", "console", (".txt",)),
        Format("json", "json_report", (".json",)),
        Format("jsonl", "json_lines", (".jsonl", ".ndjson")),
        Format("sarif", "sarif", (".sarif", ".sarif.json")),
        Format("junit", "junit", (".xml",)),
        Format("github", "github"),
        Format("csv", "spreadsheet", (".csv",)),
        Format("md", "markdown", (".md",)),
        Format("xlsx", "workbook", (".xlsx",)),
        Format("html", "page", (".html", ".htm")),
        Format("docx", "findings_document", (".docx",)),
    )
}


def format_of(name: str) -> str:
    """Return the format that a file of that *name* is in, "" if the name says none."""
    fits = [(len(suffix), each.name) for each in FORMATS.values() for suffix in each.suffixes
            if name.lower().endswith(suffix)]  # fmt: skip
    return max(fits)[1] if fits else ""


def in_step(
    reports: Iterator[DocumentReport], run: RunInfo, views: Iterable[tuple[str, View]]
) -> Iterator[tuple[bytes, ...]]:
    """Yield the next piece of each of the formats named in *views*, while the reports are made once."""
    chosen = list(views)
    copies = tee(reports, len(chosen))
    renders = [FORMATS[name].load()(copy, run, view) for (name, view), copy in zip(chosen, copies, strict=True)]
    return zip(*renders, strict=True)
