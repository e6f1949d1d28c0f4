"""Two submissions of the same reports: what was mended, what came in, what is still there, which figures changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from audit_cli.acceptance import accepted
from audit_cli.differences import Copy, Differences, differences
from audit_cli.judgement import FAILING
from audit_cli.model import Result
from audit_cli.report import DocumentReport, findings, open_findings


class Pair(NamedTuple):
    """A document of the old submission and the same one of the new; None where a submission does not have it."""

    old: DocumentReport | None
    new: DocumentReport | None


class Progress(NamedTuple):
    """How the findings of a document went on; *figures* is None where one of the two was not read."""

    fixed: tuple[Result, ...] = ()
    new: tuple[Result, ...] = ()
    still: tuple[Result, ...] = ()
    figures: Differences | None = None


def progress(pair: Pair) -> Progress:
    """Return how the findings of *pair* went on: nothing is fixed because it could not be read."""
    old, new = pair
    before, after = (frozenset() if each is None else _failing(each) for each in pair)
    found = accepted(new, before) if new is not None else None
    still = tuple(r for r in findings(found) if found.is_accepted(r)) if found else ()
    whole = new is None or new.status == "audited"
    fixed = tuple(open_findings(accepted(old, after))) if old is not None and whole else ()
    return Progress(fixed, tuple(open_findings(found)) if found else (), still, _figures(pair))


def _failing(report: DocumentReport) -> frozenset[str]:
    return frozenset(r.fingerprint for r in report.results if r.status in FAILING)


def _figures(pair: Pair) -> Differences | None:
    copies = [Copy(r.document, r.figures) for r in pair if r is not None and r.document is not None]
    return differences(*copies) if len(copies) == 2 else None


def pairs(olds: Sequence[DocumentReport], news: Sequence[DocumentReport], old_root: str, new_root: str) -> list[Pair]:
    """Return the documents of two submissions side by side: by their path, else their title, else what is left over."""
    rest_old, rest_new = list(olds), list(news)
    found = _matched(
        rest_old, rest_new, lambda r: os.path.relpath(r.path, old_root), lambda r: os.path.relpath(r.path, new_root)
    )
    found += _matched(rest_old, rest_new, _title, _title)
    if len(rest_old) == len(rest_new) == 1:
        found.append(Pair(rest_old.pop(), rest_new.pop()))
    found += [Pair(None, report) for report in rest_new]
    order = {id(report): at for at, report in enumerate(news)}
    found.sort(key=lambda pair: order[id(pair.new)])
    return found + [Pair(report, None) for report in rest_old]


def _matched(
    olds: list[DocumentReport],
    news: list[DocumentReport],
    old_name: Callable[[DocumentReport], str],
    new_name: Callable[[DocumentReport], str],
) -> list[Pair]:
    """Take out of *olds* and *news* what has one name on both sides, and no other there."""
    counts_old, counts_new = Counter(map(old_name, olds)), Counter(map(new_name, news))
    by_name = {old_name(report): report for report in olds}
    found = [
        Pair(by_name[name], report)
        for report in news
        if (name := new_name(report)) and counts_old[name] == counts_new[name] == 1
    ]
    taken = {id(report) for pair in found for report in pair}
    for reports in (olds, news):
        reports[:] = [report for report in reports if id(report) not in taken]
    return found


def _title(report: DocumentReport) -> str:
    return report.profile.title
