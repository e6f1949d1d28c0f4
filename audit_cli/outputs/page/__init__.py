"""The review page: one HTML file with the text of each report, its figures coloured, and beside it what was found.

The file needs nothing else: style and script stand in it under a policy that allows no other, and no network.  Without
its script it is read from top to bottom; the script only leads from a figure to its results and back.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from audit_cli import __version__
from audit_cli.outputs.page.document import Part, title_of
from audit_cli.outputs.page.markup import Html, element, joined
from audit_cli.outputs.page.words import KEYS, PAGE_WORDS
from audit_cli.outputs.view import View
from audit_cli.outputs.words import WORDS
from audit_cli.report import SEVERITIES, DocumentReport, RunInfo, Total, severity_counts

_FOLDER = Path(__file__).parent


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the head of the page, the part of each document as it comes, then the list of all and the script."""
    style, script = ((_FOLDER / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    yield _bytes(_head(style, script, view))
    total, rows = Total(), []
    for number, report in enumerate(reports):
        total.add(report)
        name = f"d{number}"
        rows.append(_row(name, report, view))
        yield _bytes(Part(name, report, run, view).element())
    yield _bytes(_foot(rows, total, script, run, view))


def _bytes(html: Html) -> bytes:
    return html.encode("utf-8", "replace")


def _head(style: str, script: str, view: View) -> Html:
    said = PAGE_WORDS[view.lang]
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", said["title"]),
        element("style", Html(style)),
    )
    buttons = [
        element("button", text, type="button", data_do=name, aria_label=said[label], title=f"{said[label]} ({key})")
        for name, label, key, text in (("theme", "theme", "t", "◐"), ("help", "help", "?", "?"))
    ]
    header = element(
        "header",
        element("h1", said["title"]),
        element("nav", element("a", said["documents"], href="#all"), element("span", class_="current"), hidden=True),
        element("span", *buttons, class_="tools"),
    )
    lang = "zh-CN" if view.lang == "zh" else "en"
    return Html(f'<!doctype html>\n<html lang="{lang}">{head}\n<body>{header}\n<main id="all">\n')


def _hash(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


def _row(name: str, report: DocumentReport, view: View) -> Html:
    """Return the row of *report* in the list of documents."""
    words, counts, coverage = WORDS[view.lang], severity_counts(report), report.coverage
    numbers = (
        element("td", str(counts[severity]), class_=severity if counts[severity] else "none") for severity in SEVERITIES
    )
    status = PAGE_WORDS[view.lang]["audited"] if report.status == "audited" else words[report.status]
    return element(
        "tr",
        element("td", element("a", title_of(report), href=f"#{name}"), element("span", report.path, class_="source")),
        element("td", report.profile.organization),
        *numbers,
        element("td", str(coverage.figures)),
        element("td", str(coverage.tied)),
        element("td", status, class_=None if report.status == "audited" else "unread-reason"),
    )  # fmt: skip


def _foot(rows: Sequence[Html], total: Total, script: str, run: RunInfo, view: View) -> Html:
    words, said = WORDS[view.lang], PAGE_WORDS[view.lang]
    parts = []
    if len(rows) != 1:
        names = (said["document"], said["organization"], *(words[name] for name in SEVERITIES), said["figures"],
                 said["tied"], said["outcome"])  # fmt: skip
        head = element("thead", element("tr", *(element("th", name, scope="col") for name in names)))
        sums = " · ".join(
            [f"{total.documents} {words['documents']}", *(f"{words[s]} {n}" for s, n in total.severities.items())]
        )
        heading = element("h2", said["documents"])
        table = element("table", head, element("tbody", *rows))
        parts.append(element("section", heading, element("p", sums, class_="source"), table, class_="overview"))
    keys = (element("tr", element("th", key, scope="row"), element("td", view.said((zh, en)))) for key, zh, en in KEYS)
    close = element("button", said["close"], type="button", data_do="close")
    about = f"audit-cli {__version__} · {run.profile} {run.sha256[:16]}"
    dialog = element(
        "dialog", element("h2", said["help"]), element("table", *keys), element("p", about, class_="source"), close,
        aria_label=said["help"],
    )  # fmt: skip
    status = element("p", class_="status", role="status", data_said=said["at"])
    return joined(
        [*parts, Html("</main>\n"), status, dialog, element("script", Html(script)), Html("</body></html>\n")]
    )
