"""One document on the page: its text, what is said of it as a whole, and its results with their filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from audit_cli.model import Severity
from audit_cli.outputs.entries import Entry, entries, unread_reason
from audit_cli.outputs.page.marks import STATES, Mark, State, marks_of
from audit_cli.outputs.page.markup import Html, element
from audit_cli.outputs.page.plots import bar
from audit_cli.outputs.page.results import Results, kinds_by_severity
from audit_cli.outputs.page.text import report_text
from audit_cli.outputs.page.words import KIND_WORDS, PAGE_WORDS, STATE_WORDS
from audit_cli.outputs.view import View
from audit_cli.outputs.words import MARKS, WORDS
from audit_cli.report import SEVERITIES, DocumentReport, RunInfo, severity_counts
from audit_cli.wording.notes import notes_in

_FINDING_STATES: tuple[State, ...] = ("contradicted", "questioned", "hinted")


class Part:
    """The part of one document; *name* begins the ids of its elements."""

    def __init__(self, name: str, report: DocumentReport, run: RunInfo, view: View) -> None:
        self.name, self.report, self.view = name, report, view
        self.words, self.said, self.states = WORDS[view.lang], PAGE_WORDS[view.lang], STATE_WORDS[view.lang]
        self.entries: Sequence[Entry] = list(entries(report, run, view._replace(everything=True)))
        self.marks = marks_of(report)

    def element(self) -> Html:
        """Return the section of the document: its text, and beside it the results."""
        title = title_of(self.report)
        parts = []
        if self.report.document is not None:
            text = report_text(self.report, self.marks, self._mark, self.said["page"])
            paper = element("div", *text, class_="paper")
            parts.append(element("div", paper, class_="sheet", tabindex=0, role="region", aria_label=self.said["text"]))
        aside = element("aside", self._about(title), *self._results(), aria_label=self.said["results"])
        kind = "document" if parts else "document unreadable"
        return Html(element("section", *parts, aside, class_=kind, id=self.name, data_title=title) + "\n")

    def _mark(self, mark: Mark, goes_on: bool, content: Html) -> Html:
        state = f"{mark.state} stated" if mark.stated else mark.state
        if not mark.results:
            return element("mark", content, class_=state)
        attributes: dict[str, str | int | None] = {"data_results": " ".join(map(str, mark.results))}
        if not goes_on:
            attributes["id"] = f"{self.name}m{mark.number}"
        if mark.state in _FINDING_STATES and not goes_on:
            first = self.entries[mark.results[0]]
            attributes |= {"tabindex": 0, "role": "button", "title": f"{first.result.rule} {first.title}"}
        return element("mark", content, class_=state, **attributes)

    def _about(self, title: str) -> Html:
        report = self.report
        year = "" if report.profile.fiscal_year is None else str(report.profile.fiscal_year)
        beside = " · ".join(
            filter(None, (report.profile.organization, year, report.path if title != report.path else ""))
        )
        parts = [element("h2", title), element("p", beside, class_="source")]
        if report.status != "audited":
            said = f"{self.words[report.status]}{self.view.said(('：', ': '))}{unread_reason(report, self.view)}"
            parts.append(element("p", said, class_="unread-reason", role="alert"))
        if report.document is not None and report.document.notes:
            notes = (element("li", note) for note in notes_in(report.document.notes, self.view.lang))
            parts.append(element("ul", *notes, class_="notes", aria_label=self.said["notes"]))
        parts += self._plots()
        return element("section", *parts, class_="about")

    def _plots(self) -> Iterator[Html]:
        """Yield how many figures are in which state, and how many findings there are of each kind."""
        coverage = self.report.coverage
        if not coverage.figures:
            return
        spans = {(figure.start, figure.end) for figure in self.report.figures}
        shown = [mark for mark in self.marks if (mark.start, mark.end) in spans]
        counts = Counter(mark.state for mark in shown)
        parts = [(state, counts[state]) for state in STATES]
        said = "; ".join(f"{self.states[state]} {count}" for state, count in parts if count)
        legend = (element("li", self.states[state], " ", element("b", str(count)), class_=state)
                  for state, count in parts if count)  # fmt: skip
        yield element("h3", f"{self.said['by state']} {coverage.figures}")
        yield bar(parts, said)
        yield element("ul", *legend, class_="legend", aria_label=self.said["legend"])
        also = coverage.tied - counts["tied"]
        lines = [self.said["compared"].format(coverage.claims_compared, coverage.claims_read)]
        lines += [self.said["also tied"].format(also)] if also > 0 else []
        yield element("p", self.view.said(("；", "; ")).join(lines), class_="source")
        kinds = kinds_by_severity(self.entries)
        if not kinds:
            yield element("p", f"✓ {self.words['clean' if coverage.claims_compared else 'nothing']}", class_="clean")
            return
        longest = max(sum(counts) for _, counts in kinds)
        rows = []
        for kind, numbers in kinds:
            parts_of_kind = list(zip(SEVERITIES, numbers, strict=True))
            said = ", ".join(f"{self.words[name]} {count}" for name, count in parts_of_kind if count)
            rows.append(
                element("tr", element("th", self.view.said(KIND_WORDS[kind]), scope="row"),
                        element("td", bar(parts_of_kind, said, longest)), element("td", str(sum(numbers))))
            )  # fmt: skip
        yield element("h3", self.said["by kind"])
        yield element("table", *rows, class_="kinds")

    def _results(self) -> Iterator[Html]:
        if self.report.document is None:
            return
        results = Results(self.name, self.report.document, self.entries, self.marks, self.view)
        counts = severity_counts(self.report)
        if sum(counts.values()):
            yield self._filter(counts)
        yield element("div", *results.findings(), class_="findings")
        yield element("p", self.said["no match"], class_="no-match", hidden=True)
        gone = [element("li", f"{entry.rule} {entry.text}") for entry in self.report.resolved]
        if gone:
            summary = element("summary", f"{self.said['resolved']} ", element("b", str(len(gone))))
            yield element("details", summary, element("ol", *gone), class_="resolved")
        yield results.ticks()
        yield results.unassessed()

    def _filter(self, counts: Mapping[Severity, int]) -> Html:
        buttons = [
            element("button", f"{MARKS[name]} {self.words[name]} ", element("b", str(count)), type="button",
                    class_=name, data_do="severity", data_severity=name, aria_pressed="true")
            for name, count in counts.items() if count
        ]  # fmt: skip
        kinds = [
            element("option", f"{self.view.said(KIND_WORDS[kind])} {sum(numbers)}", value=kind)
            for kind, numbers in kinds_by_severity(self.entries)
        ]
        every = element("option", self.said["all kinds"], value="")
        return element(
            "div",
            element("span", *buttons, role="group", aria_label=self.said["severity"]),
            element("select", every, *kinds, aria_label=self.said["kind"]),
            element("input", type="search", placeholder=self.said["search"], aria_label=self.said["search"],
                    autocomplete="off"),
            element("p", class_="count", role="status", data_said=self.said["shown"]),
            class_="filter", role="search", aria_label=self.said["filter"],
        )  # fmt: skip


def title_of(report: DocumentReport) -> str:
    return report.profile.title or report.path
