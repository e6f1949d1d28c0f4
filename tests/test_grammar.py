"""The figure grammar and the claim grammar on sentences that hypothesis makes up, held against an oracle that adds.

``AUDIT_CLI_EXAMPLES`` says how many sentences are tried of each kind; ``make fuzz`` asks for many.
"""

from __future__ import annotations

import os
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, target
from hypothesis import strategies as st

from audit_cli.extract.ledger import figures_of
from audit_cli.judgement import FAILING, PASSING
from audit_cli.model import Result
from audit_cli.pipeline import audit_text
from audit_cli.readers.text.txt import read_txt
from audit_cli.report import DocumentReport
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset
from benchmarks.grammar import FULL_WIDTH, TEXTS, TOKENS, Sum, added, signature, sums

RULES = rulebook(load_ruleset())
# the suite tries the same few each time
EXAMPLES = int(os.environ.get("AUDIT_CLI_EXAMPLES", "0"))
SEEDS = sorted((Path(__file__).parent / "data" / "grammar").glob("*.txt"))
tried = settings(
    max_examples=EXAMPLES or 25, derandomize=not EXAMPLES, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def audited(text: str) -> DocumentReport:
    return audit_text(text, RULES)


def loud(report: DocumentReport) -> list[Result]:
    return [r for r in report.results if r.status in FAILING and r.severity != "info"]


def holds_whatever_it_says(text: str) -> DocumentReport:
    """Audit *text*: places are those of what is printed, sums are those of an oracle, and twice gives the same."""
    report = audited(text)
    assert report.document is not None
    said = report.document.text
    figures = [*report.figures, *(fact.figure for fact in report.facts)]
    for result in report.results:
        figures += [term.figure for term in result.comparison.claim.terms]
    for figure in figures:
        assert 0 <= figure.start <= figure.end <= len(said)
        assert said[figure.start : figure.end] == figure.text
    for result in report.results:
        if (misses := added(result)) is None:
            continue
        gap, quantum = misses
        if result.comparison.verdict == "exact":
            assert gap == 0, result
        elif result.comparison.verdict == "rounding":
            assert abs(gap) <= quantum * len(result.comparison.claim.terms) / 2, result
        elif result.comparison.verdict == "inconsistent" and result.comparison.claim.form != "partial":
            assert gap != 0, result
    again = audited(text)
    assert (again.figures, again.facts, again.results) == (report.figures, report.facts, report.results)
    return report


@tried
@given(st.lists(TOKENS, max_size=30).map("".join))
def test_every_numeral_stands_where_its_figure_says(text: str) -> None:
    document = read_txt("a.txt", text.encode())
    figures = figures_of(document)
    assert all(document.text[f.start : f.end] == f.text for f in figures)
    assert [f.start for f in figures] == sorted({f.start for f in figures})
    assert all(a.end <= b.start for a, b in pairwise(figures))
    assert figures_of(document) == figures
    target(float(len({(f.type, f.unit) for f in figures})))


@tried
@given(TEXTS)
def test_any_sentence_is_read_the_same_twice_and_added_up_right(text: str) -> None:
    report = holds_whatever_it_says(text)
    target(float(len({(r.rule, r.status) for r in report.results})))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_sentences_that_were_once_misread(path: Path) -> None:
    for text in path.read_bytes().decode().split("\n---\n"):
        holds_whatever_it_says(text)


@tried
@given(sums(), st.booleans())
def test_a_sum_that_holds_has_no_finding(clean: Sum, tabular: bool) -> None:
    report = holds_whatever_it_says(clean.table() if tabular else clean.text())
    assert loud(report) == []


@tried
@given(sums(), st.booleans(), st.data())
def test_a_sum_that_does_not_hold_is_never_ticked(clean: Sum, tabular: bool, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(clean.labels)))
    by = data.draw(st.sampled_from((1, 7, 10, 90, 100, 1000))) * max(clean.values).copy_abs().quantize(Decimal(1)) / 7
    wrong = clean.changed(place, by.quantize(clean.values[0]) + Decimal(3))
    report = holds_whatever_it_says(wrong.table() if tabular else wrong.text())
    for result in report.results:
        if result.status in PASSING and (misses := added(result)) is not None:
            assert misses[0] == 0
            assert len(result.comparison.claim.terms) < len(clean.values)
    found = loud(report)
    # a finding, or it is said that it was not assessed
    assert found or all(r.status not in PASSING for r in report.results if r.comparison.claim.kind == "sum")


@tried
@given(sums(), st.booleans(), st.data())
def test_print_does_not_matter(clean: Sum, right: bool, data: st.DataObject) -> None:
    one = clean if right else clean.changed(0, Decimal(3) + max(clean.values).quantize(clean.values[0]))
    text = one.text()
    wanted = signature(audited(text).results)
    gap = data.draw(st.sampled_from([" ", "\u3000", "\u00a0"]))
    spaced = one._replace(unit=gap + one.unit).text()
    for other in (
        text.translate(FULL_WIDTH),
        spaced,
        text.replace("：", "：" + gap),
        gap * 2 + text,
        data.draw(st.sampled_from(["一、", "（一）", "1.", "（1）", "①"])) + text,
        "\n" + text + "\n",
    ):
        assert signature(audited(other).results) == wanted, other
