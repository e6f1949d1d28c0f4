"""JUnit XML: a suite a document, a case a rule that compared something in it.

A case a rule, not a finding: so a CI server sees the same case pass and fail from one run to the next, and counts what
was compared.  A rule fails at the severities at which the run does; what lies below stands in the output of its case.
A document that was not read in full has an error in its first case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from audit_cli.model import Result
from audit_cli.outputs.entries import Entry, entries, unread_reason
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.view import View
from audit_cli.outputs.words import WORDS
from audit_cli.report import DocumentReport, RunInfo

_READING = {"zh": "读取文件", "en": "reading the file"}


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the suite of each document as it comes."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="audit-cli">\n'
    for report in reports:
        suite = _suite(report, run, view)
        indent(suite, " ")
        yield tostring(suite, encoding="utf-8") + b"\n"
    yield b"</testsuites>\n"


def _suite(report: DocumentReport, run: RunInfo, view: View) -> Element:
    path = harmless(report.path)
    suite = Element("testsuite", name=path)
    reading = SubElement(suite, "testcase", classname=path, name=_READING[view.lang], file=path)
    if report.status != "audited":
        SubElement(reading, "error", type=report.status, message=harmless(unread_reason(report, view)))
    shown = {entry.result.fingerprint: entry for entry in entries(report, run, view._replace(everything=False))}
    by_rule: dict[str, list[Result]] = {}
    for result in report.results:
        by_rule.setdefault(result.rule, []).append(result)
    for rule, results in sorted(by_rule.items()):
        name = f"{rule} {view.said(run.words(report)[rule].title)}"
        case = SubElement(suite, "testcase", classname=path, name=name, file=path)
        if all(result.status == "not-assessable" for result in results):
            SubElement(case, "skipped", message=WORDS[view.lang]["not-assessable"])
        _add_findings(case, [shown[r.fingerprint] for r in results if r.fingerprint in shown], view)
    count = {kind: str(len(suite.findall(f"testcase/{kind}"))) for kind in ("failure", "error", "skipped")}
    suite.attrib |= {"tests": str(len(suite)), "failures": count["failure"], "errors": count["error"],
                     "skipped": count["skipped"]}  # fmt: skip
    return suite


def _add_findings(case: Element, found: Sequence[Entry], view: View) -> None:
    """Put what a rule found into its case: one failure, as servers show no more, and the rest as output."""
    failures = [entry for entry in found if entry.result.severity in view.levels and not entry.accepted]
    others = [entry for entry in found if entry not in failures]
    if failures:
        first = failures[0]
        more = "" if len(failures) == 1 else f" (+{len(failures) - 1})"
        failure = SubElement(case, "failure", type=first.result.severity, message=harmless(first.message) + more)
        failure.text = "\n\n".join(map(_said, failures))
    if others:
        SubElement(case, "system-out").text = "\n\n".join(map(_said, others))


def _said(entry: Entry) -> str:
    lines = [
        entry.accepted,
        entry.place,
        entry.message,
        entry.worked.formula,
        *entry.hints,
        entry.advice,
        entry.result.fingerprint,
    ]
    return harmless("\n".join(filter(None, lines)))
