"""The line of arrows: file -> Document -> Reading -> comparisons -> results, a chunk of documents at a time.

`readers` make documents, `extract` finds what they assert, `reading` holds it in frames, `rulebook` chooses the rules
whose checks compare it, and `judgement` and `hints` make results of the comparisons, which stand in a `report`.  What
they are called in Chinese and English is in `wording`, how they are shown in `outputs`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from audit_cli.abreast import Staged, abreast
from audit_cli.extract import Extraction, extracted
from audit_cli.extract.across import claims_across
from audit_cli.extract.tables.grid import WIDEST, too_wide
from audit_cli.extract.terms import Terms, load_terms
from audit_cli.folders import by_folder, chunks
from audit_cli.hints import hints_for
from audit_cli.judgement import Ruled, contradicted, is_told_there, judge, without_doubt
from audit_cli.model import UNOPENED, Document
from audit_cli.readers import read_all
from audit_cli.readers.files import Unread
from audit_cli.readers.text.txt import read_txt
from audit_cli.reading import Reading
from audit_cli.report import DocumentReport, coverage_of
from audit_cli.rulebook import Rulebook, rulebook
from audit_cli.wording.notes import note_words
from audit_cli.worker import broken_off, unbroken, until_broken_off

CHUNK = 100


class _Compared(NamedTuple):
    """What the rules of *region* compare in a document, and which of them need another that there is not."""

    extraction: Extraction
    region: str
    found: list[Ruled]
    unasked: frozenset[str]


def audit(
    places: Iterable[str | Unread],
    rules: Rulebook,
    chunk: int = CHUNK,
    read: Callable[[str], Iterable[Document | Unread]] = read_all,
) -> Iterator[DocumentReport]:
    """Yield the report of each document at *places* in order; one that cannot be read, or audited, stops no other.

    A place is a path, or what is told of the file there.  Documents that follow one another in one folder are held
    against one another if they belong together.
    """
    held = _held(places, chunk, read)
    together = _next(held)
    while together:
        yield from unbroken(together, partial(audit_documents, rules=rules), lost)
        if together := _next(held):
            gc.collect(1)  # what is left of those before


def lost(place: str | Document | Unread, error: Exception) -> Unread:
    """Return what is told of a file or document whose audit *error* broke off."""
    path = place if isinstance(place, str) else place.path
    return Unread(path, broken_off(path, error))


def _held(
    places: Iterable[str | Unread], chunk: int, read: Callable[[str], Iterable[Document | Unread]]
) -> Iterator[list[Document | Unread]]:
    """Yield the documents at *places*, about so many at a time."""
    for some in chunks(places, chunk):
        found = (
            [place] if isinstance(place, Unread) else until_broken_off(read(place), partial(lost, place))
            for place in some
        )
        yield from chunks(chain.from_iterable(found), chunk)


def audit_text(text: str, rules: Rulebook | None = None, name: str = "text.txt") -> DocumentReport:
    """Return the report of a text that is in no file, by default under the rules of its region."""
    # read when asked for, so that the collector is paused by then
    return audit_documents(map(read_txt, [name], [text.encode()]), rules or rulebook())[0]


@contextmanager
def _no_collection(leaves_cycles: bool) -> Iterator[None]:
    """Pause the collector of cycles: a chunk makes a million tuples, and would be searched again and again.

    What *leaves_cycles* is searched once, at the end; all else joins the oldest objects without a search.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # what the caller has frozen stays so
        if was_on and not leaves_cycles and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


@_no_collection(leaves_cycles=True)
def _next(held: Iterator[list[Document | Unread]]) -> list[Document | Unread]:
    """Return the next documents, which are read only now; none after the last."""
    return next(held, [])


def audit_documents(documents: Iterable[Document | Unread], rules: Rulebook) -> list[DocumentReport]:
    """Return the report of each document of a chunk in order."""
    with _no_collection(leaves_cycles=True):
        chunk = list(documents)
    if not chunk:
        return []  # frames of nothing need not be validated
    reports = iter(_reports([document for document in chunk if isinstance(document, Document)], rules))
    return [_unreadable(document) if isinstance(document, Unread) else next(reports) for document in chunk]


@_no_collection(leaves_cycles=False)
def _reports(documents: Sequence[Document], rules: Rulebook) -> list[DocumentReport]:
    terms = load_terms()
    folders = list(by_folder(documents))
    found = abreast(extracted(document, terms) for inside in folders for document in inside)
    extractions = [e for inside in folders for e in _together(list(islice(found, len(inside))), terms)]
    reading = Reading(extractions)
    reading.validate()
    compared = list(abreast(_compared(extraction, reading.of(i), rules) for i, extraction in enumerate(extractions)))
    if any(claim.form == "across" for extraction in extractions for claim in extraction.claims):
        compared = _told_once(compared)
    return [_report(each) for each in compared]


def _together(inside: Sequence[Extraction], terms: Terms) -> Sequence[Extraction]:
    """Return what was read of the documents of one folder, with what they assert of one another."""
    claims = claims_across(inside, terms) if len(inside) > 1 else {}
    return [e._replace(claims=(*e.claims, *claims.get(i, ()))) for i, e in enumerate(inside)] if claims else inside


def _unreadable(file: Unread) -> DocumentReport:
    return DocumentReport(file.path, "unreadable", file.error.zh, file.error.en)


def _compared(extraction: Extraction, reading: Reading, rules: Rulebook) -> Staged[_Compared]:
    document = extraction.document
    ruleset, in_force = rules.chosen(document, extraction.profile)
    # the options of rules in force are those of the day
    found: list[Ruled] = []
    for rule in in_force:
        yield
        found += [Ruled(rule.id, rule.severity, comparison) for comparison in rule.check(reading, **rule.options)]
    if document.doubtful:
        found = [without_doubt(ruled, document.doubtful) for ruled in found]
    is_alone = not any(claim.form == "across" for claim in extraction.claims)
    unasked = frozenset([rule.id for rule in in_force if is_alone and rule.options.get("form") == "across"])
    return _Compared(extraction, ruleset.profile, found, unasked)


def _told_once(compared: Sequence[_Compared]) -> list[_Compared]:
    """Return *compared* without what one document says of figures of another that this one contradicts itself."""
    wrong = {each.extraction.document.path: contradicted(each.found) for each in compared}
    return [each._replace(found=[r for r in each.found if not is_told_there(r, wrong)]) for each in compared]


def _report(compared: _Compared) -> DocumentReport:
    extraction, region, found, unasked = compared
    document, figures, claims, facts = extraction[:4]
    results = judge(found, hints_for(figures, claims, facts), document)
    reason_zh, reason_en = _incomplete(extraction)
    return DocumentReport(
        path=document.path,
        status="incomplete" if reason_zh else "audited",
        reason_zh=reason_zh,
        reason_en=reason_en,
        document=document,
        profile=extraction.profile,
        region=region,
        figures=figures,
        facts=facts,
        contracts=extraction.contracts,
        indicators=extraction.indicators,
        results=results,
        coverage=coverage_of(figures, claims, extraction.unread_claims, results),
        unasked=unasked,
    )


def _incomplete(extraction: Extraction) -> tuple[str, str]:
    """Return why the audit of a document says less than it seems to; "" if it does not."""
    unopened = [note_words(note) for note in extraction.document.notes if note.key in UNOPENED]
    if unopened:
        return "；".join(words.zh for words in unopened), "; ".join(words.en for words in unopened)
    if wide := too_wide(extraction.document):
        return f"有 {len(wide)} 个表格超过 {WIDEST} 列，其中的关系未核对", (
            f"{len(wide)} tables have more than {WIDEST} columns; what they state was not compared"
        )
    if not extraction.figures:
        return "文件中没有可核对的数字，请确认文件是否选对、文字是否完整", (
            "the document holds no figure to compare; check that it is the right file, and that its text is complete"
        )
    return "", ""
