"""Which stretches of a report are marked on its page: every figure, and whatever else takes part in a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal, NamedTuple

from audit_cli.judgement import FAILING, PASSING, RANK, is_tick
from audit_cli.model import Result, Severity
from audit_cli.report import DocumentReport

State = Literal["contradicted", "questioned", "hinted", "tied", "read", "unread"]
# from the worst to the best; a figure that is in several has the worst
STATES: tuple[State, ...] = ("contradicted", "questioned", "hinted", "tied", "read", "unread")
_OF_SEVERITY: Mapping[Severity, State] = {"error": "contradicted", "warning": "questioned", "info": "hinted"}


class Mark(NamedTuple):
    """A stretch of the canonical text; *results* are the numbers of those it takes part in, the worst first.

    *stated* says that it is what one of the failing ones finds wrong, not only one of their operands.
    """

    start: int
    end: int
    number: int
    state: State
    results: tuple[int, ...] = ()
    stated: bool = False


def marks_of(report: DocumentReport) -> list[Mark]:
    """Return the marks of *report* in the order of its text, of two at one place the longer first."""
    types = {(figure.start, figure.end): figure.type for figure in report.figures}
    taking_part: dict[tuple[int, int], list[int]] = defaultdict(list, {span: [] for span in types})
    for number, result in enumerate(report.results):
        for term in result.comparison.claim.own_terms:
            numbers = taking_part[term.figure.start, term.figure.end]
            if number not in numbers[-1:]:
                numbers.append(number)
    marks = []
    for number, (start, end) in enumerate(sorted(taking_part, key=lambda span: (span[0], -span[1]))):
        numbers = sorted(taking_part[start, end], key=lambda n: _order(report.results[n]))
        results = [report.results[n] for n in numbers]
        state: State = "unread" if types.get((start, end)) == "unread" else "read"
        stated = any(r.status in FAILING and r.comparison.claim.stated.start == start for r in results)
        marks.append(Mark(start, end, number, _state(results, state), tuple(numbers), stated))
    return marks


def _state(results: list[Result], otherwise: State) -> State:
    """Return the state of what takes part in *results*, which stand in order."""
    if results and results[0].status in FAILING:
        return _OF_SEVERITY[results[0].severity]
    return "tied" if any(map(is_tick, results)) else otherwise


def _order(result: Result) -> tuple[int, bool]:
    """Return where *result* stands among those of one figure: findings by severity, what holds, what is not known."""
    if result.status in FAILING:
        return RANK[result.severity], not result.primary
    return len(RANK) + (result.status not in PASSING), not is_tick(result)
