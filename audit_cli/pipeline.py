"""The line of arrows: file -> Document -> Reading -> comparisons -> results, a chunk of documents at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from audit_cli.errors import AuditError
from audit_cli.extract import Extraction, extract
from audit_cli.extract.profile import profile_of
from audit_cli.extract.terms import load_terms
from audit_cli.hints import hints_for
from audit_cli.judgement import Ruled, judge
from audit_cli.model import Comparison, Document, Kind
from audit_cli.readers import read
from audit_cli.readers.txt import read_txt
from audit_cli.reading import Reading
from audit_cli.report import DocumentReport, coverage_of
from audit_cli.ruleset import Rule, load_ruleset

CHUNK = 100
# kinds that compare figures of the ledger, which know their document; what concerns the text is asked of each alone
_OF_FIGURES: frozenset[Kind] = frozenset(
    {"sum", "difference", "ratio", "growth", "equal", "count", "distributive", "balance", "unit"}
)
# how readers end a note about a part that they could not open
_NOT_OPENED = ("的内容未读取", "的文字未读取")


def audit(
    paths: Iterable[str], rules: Sequence[Rule], chunk: int = CHUNK, read: Callable[[str], Document] = read
) -> Iterator[DocumentReport]:
    """Yield the report of each file in the order of *paths*; a file that cannot be read does not stop the others."""
    waiting = iter(paths)
    while some := list(islice(waiting, chunk)):
        yield from audit_documents([_read(path, read) for path in some], rules)


def audit_text(text: str, rules: Sequence[Rule] | None = None, name: str = "text.txt") -> DocumentReport:
    """Return the report of a text that is in no file, by default under the rules that are for everyone."""
    rules = load_ruleset().in_force() if rules is None else rules
    return next(audit_documents([read_txt(name, text.encode())], rules))


def audit_documents(documents: Sequence[Document | DocumentReport], rules: Sequence[Rule]) -> Iterator[DocumentReport]:
    """Yield the report of each document of a chunk in order; what is a report already passes unchanged."""
    terms = load_terms()
    extractions = [extract(document, terms) for document in documents if isinstance(document, Document)]
    found = zip(extractions, compare(Reading(extractions), rules), strict=True)
    for document in documents:
        yield document if isinstance(document, DocumentReport) else _report(*next(found))


def _read(path: str, read: Callable[[str], Document]) -> Document | DocumentReport:
    try:
        return read(path)
    except AuditError as error:
        return DocumentReport(path, "unreadable", error.zh, error.en)


def compare(reading: Reading, rules: Sequence[Rule]) -> list[list[Ruled]]:
    """Return what every rule has compared, for each document of *reading*."""
    owners = _owners(reading)
    found: list[list[Ruled]] = [[] for _ in reading.extractions]
    for rule in rules:
        if rule.check.kind in _OF_FIGURES:
            for comparison in rule.check(reading, **rule.options):
                found[_owner(comparison, owners)].append(Ruled(rule.id, rule.severity, comparison))
            continue
        for i, of_document in enumerate(found):
            comparisons = rule.check(reading.of(i), **rule.options)
            of_document += [Ruled(rule.id, rule.severity, comparison) for comparison in comparisons]
    return found


def _owners(reading: Reading) -> dict[int, int]:
    """Return the document of every claim and figure by its identity: a comparison holds on to what it was made of."""
    owners: dict[int, int] = {}
    for i, extraction in enumerate(reading.extractions):
        for claim in extraction.claims:
            owners[id(claim)] = i
            for term in claim.terms:
                owners[id(term.figure)] = i
        for fact in extraction.facts:
            owners[id(fact.figure)] = i
        for figure in extraction.figures:
            owners[id(figure)] = i
    return owners


def _owner(comparison: Comparison, owners: dict[int, int]) -> int:
    claim = comparison.claim
    if id(claim) in owners:
        return owners[id(claim)]
    return next(owners[id(t.figure)] for t in claim.terms if id(t.figure) in owners)


def _report(extraction: Extraction, found: Iterable[Ruled]) -> DocumentReport:
    document, figures, claims, facts, unread_claims = extraction
    results = judge(found, hints_for(figures, claims, facts))
    reason_zh, reason_en = _incomplete(extraction)
    return DocumentReport(
        path=document.path,
        status="incomplete" if reason_zh else "audited",
        reason_zh=reason_zh,
        reason_en=reason_en,
        document=document,
        profile=profile_of(document, figures),
        figures=figures,
        facts=facts,
        results=results,
        coverage=coverage_of(figures, claims, unread_claims, results),
    )


def _incomplete(extraction: Extraction) -> tuple[str, str]:
    """Return why the audit of a document says less than it seems to; "" if it does not."""
    unopened = [note for note in extraction.document.notes if note.endswith(_NOT_OPENED)]
    if unopened:
        return "；".join(unopened), "a part of the file was not opened: " + "; ".join(unopened)
    if not extraction.figures:
        return "文件中没有数字，无可核对", "the document holds no figure, nothing can be compared"
    return "", ""
