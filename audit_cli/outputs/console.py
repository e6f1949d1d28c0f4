"""The report for people: each document in a line of numbers, then what does not hold, worked out on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from audit_cli.calculation import calculation, mention
from audit_cli.judgement import FAILING, PASSING, RANK
from audit_cli.model import Document, KnownFinding, Result
from audit_cli.outputs.columns import padded, short, width
from audit_cli.outputs.finding import COLOURS, LONGEST_LABEL, finding
from audit_cli.outputs.folding import Barred
from audit_cli.outputs.places import place, place_of
from audit_cli.outputs.screen import draw
from audit_cli.outputs.view import Screen, View
from audit_cli.outputs.words import MARKS, WORDS
from audit_cli.report import DocumentReport, RunInfo, Total, accepted_counts, findings, severity_counts
from audit_cli.wording import message
from audit_cli.wording.notes import notes_in


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the report of each document for the screen as it comes, and the sum of all if there are several."""
    words, screen = WORDS[view.lang], view.screen
    total = Total()
    yield b""
    for report in reports:
        total.add(report)
        yield _drawn(_document(report, run, words, view.lang, view.everything, screen), screen)
    yield _drawn(_total(total, words), screen) if total.documents > 1 else b""


def _drawn(parts: Iterable[RenderableType], screen: Screen) -> bytes:
    return draw(parts, screen).encode("utf-8", "replace")


def render_result(report: DocumentReport, result: Result, run: RunInfo, screen: Screen, lang: str) -> str:
    """Return one result with its whole calculation, every operand in its place."""
    words = WORDS[lang]
    document = report.document
    assert document is not None
    rules = run.words(report)
    body = list(finding(document, result, rules, words, lang, [], screen))
    body.append(Text())
    claim = result.comparison.claim
    labels = [short(t.label, LONGEST_LABEL) or t.role for t in claim.terms]
    columns = max((width(label) for label in labels), default=0)
    for term, label in zip(claim.terms, labels, strict=True):
        body.append(Text(f"  {padded(label, columns)}  {mention(term.figure)}  ").append(
            f"{place_of(document, term, lang)} [{term.figure.start}:{term.figure.end}]", style="dim"))  # fmt: skip
    worked = calculation(result.comparison)
    body.append(Text())
    rows = [
        ("", worked.formula),
        (
            words["verdict"],
            f"{words[result.comparison.verdict or 'not-assessable']} · {words[result.certainty]}",
        ),
        (words["basis"], claim.basis),
        (words["authority"], rules[result.rule].authority),
    ]
    body += [Text(f"{name}  {value}".strip(), style="" if not name else "dim") for name, value in rows if value]
    colour = COLOURS[result.severity] if result.status in FAILING else "green"
    return draw([Barred(body, colour)], screen)


def _document(
    report: DocumentReport, run: RunInfo, words: Mapping[str, str], lang: str, everything: bool, screen: Screen
) -> Iterator[RenderableType]:
    document = report.document
    if document is None or not report.figures:
        yield _unread(report, words, lang)
        yield Text()
        return
    yield _heading(report, words)
    if report.status != "audited":
        yield _unread(report, words, lang, named=False)
    yield _coverage(report, words)
    for note in notes_in(document.notes, lang):
        yield Text(note, "magenta")
    found = sorted(findings(report), key=lambda r: RANK[r.severity])
    shown = [r for r in found if not report.is_accepted(r)]
    members = Counter(r.group for r in report.results if r.status in FAILING)
    if found:
        yield _counts(report, words)
    elif report.coverage.claims_compared:
        yield Text(f"✓ {words['clean']}", "green")
    else:
        yield Text(f"○ {words['nothing']}", "dim")
    yield Text()
    for result in shown:
        also = (
            [r for r in report.results if r.group == result.group and not r.primary]
            if members[result.group] > 1
            else []
        )
        yield Barred(
            list(finding(document, result, run.words(report), words, lang, also, screen)),
            COLOURS[result.severity],
        )
        yield Text()
    accepted = [line for r in found if report.is_accepted(r) for line in _accepted_lines(report, r, run, words, lang)]
    gone = [_resolved_line(entry, words) for entry in report.resolved]
    if accepted or gone:
        yield from (*accepted, *gone, Text())
    if everything:
        yield from _ticks(document, report, run, words, lang)


def _unread(report: DocumentReport, words: Mapping[str, str], lang: str, named: bool = True) -> Text:
    """Return in one line why the audit says less of a document than it should."""
    colon, reason = ("：", report.reason_zh) if lang == "zh" else (": ", report.reason_en)
    said = f"{words[report.status]}{colon}{reason.removeprefix(report.path + colon)}"
    return Text().append(f"{report.path}  " if named else "", "bold").append(said, "magenta")


def _heading(report: DocumentReport, words: Mapping[str, str]) -> Text:
    title = report.profile.title or report.path
    heading = Text().append(title, "bold")
    beside = [report.profile.organization] if report.profile.organization not in title else []
    beside += [report.path] if title != report.path else []
    return heading.append("  " + " · ".join(beside), "dim") if beside else heading


def _coverage(report: DocumentReport, words: Mapping[str, str]) -> Text:
    coverage = report.coverage
    unassessed = sum(1 for r in report.results if r.status == "not-assessable")
    line = Text(style="dim")
    line.append(f"{words['figures']} {coverage.figures} · {words['tied']} {coverage.tied}")
    line.append(f" · {words['unread']} {coverage.unread} · {words['claims']} {coverage.claims_read}")
    line.append(f" · {words['compared']} {coverage.claims_compared} · {words['not-assessable']} {unassessed}")
    return line


def _counts(report: DocumentReport, words: Mapping[str, str]) -> Text:
    line = Text()
    for severity, count in severity_counts(report).items():
        if count:
            line.append("   " if line else "").append(f"{MARKS[severity]} {words[severity]} {count}", COLOURS[severity])
    for name, count in accepted_counts(report).items():
        if count:
            line.append(f"   {words['thereof']}{words[name]} {count}", "dim")
    return line


def _accepted_lines(
    report: DocumentReport, result: Result, run: RunInfo, words: Mapping[str, str], lang: str
) -> Iterator[Text]:
    """Yield what is wrong in a finding that is known or suppressed, then why it need not be mended."""
    suppression = report.suppressed.get(result.fingerprint)
    said = message(result.comparison, calculation(result.comparison), run.words(report)[result.rule].title)
    line = Text().append(f"{MARKS[result.severity]} {words['suppressed' if suppression else 'known']}", "dim bold")
    line.append(f"  {result.rule} {result.fingerprint}  ", "dim").append(said.zh if lang == "zh" else said.en)
    yield line
    if suppression:
        details = [suppression.author, f"{words['until']} {suppression.expires}" if suppression.expires else ""]
        yield Text(f"  {words['reason']}  {' · '.join(filter(None, (suppression.reason, *details)))}", "dim")


def _resolved_line(entry: KnownFinding, words: Mapping[str, str]) -> Text:
    """Return the line of what a baseline lists and is not found any more."""
    return Text(f"− {words['resolved']}  {entry.rule} {entry.fingerprint}  {entry.text}", "dim")


def _ticks(
    document: Document, report: DocumentReport, run: RunInfo, words: Mapping[str, str], lang: str
) -> Iterator[Text]:
    """Yield a line for each comparison that holds, then for each that could not be made."""
    for result in report.results:
        claim = result.comparison.claim
        worked = calculation(result.comparison)
        if result.status in PASSING:
            label = short(claim.terms[0].label, LONGEST_LABEL) if claim.terms else ""
            line = Text().append("✓ ", "green").append(f"{result.rule} ", "dim").append(f"{label}  " if label else "")
            title = run.words(report)[result.rule].title
            line.append(worked.formula or (title.zh if lang == "zh" else title.en))
            yield line.append(f"  {place(document, claim.stated, lang)}" if claim.terms else "", "dim")
        elif result.status == "not-assessable":
            said = message(result.comparison, worked, run.words(report)[result.rule].title)
            yield (
                Text()
                .append("? ", "blue")
                .append(f"{result.rule} ", "dim")
                .append(said.zh if lang == "zh" else said.en)
            )
    yield Text()


def _total(total: Total, words: Mapping[str, str]) -> Iterator[Text]:
    """Yield one line: how many documents, findings of each severity, and documents that were not read in full."""
    line = Text().append(f"{total.documents} {words['documents']}", "bold")
    for severity, count in total.severities.items():
        line.append(f" · {words[severity]} {count}", COLOURS[severity] if count else "dim")
    for name, count in total.accepted.items():
        if count:
            line.append(f" · {words['thereof']}{words[name]} {count}", "dim")
    for status, number in sorted(total.unread.items(), reverse=True):
        line.append(f" · {words[status]} {number}", "magenta")
    yield line
