"""What a document states of terms, once or several times alike: what another document may be held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.extract.ties.aspects import ASPECTS, only_fact, same_figure
from audit_cli.model import Document, Fact, Figure

if TYPE_CHECKING:
    from audit_cli.extract import Extraction

_COMPARED = ("money", "count", "measure", "number")
# what forms print without it, as the name of the row says it
_UNITS = {"authorized_posts": "人", "total_score": "分"}


class Stated(NamedTuple):
    """What the document *number* of a folder states.

    *is_named* says that it names its organization and its year itself.  *facts* are those that it states in one value
    only, by concept and unit; *figures* all that it says of a concept.
    """

    number: int
    document: Document
    is_named: bool
    facts: dict[tuple[str, str], list[Fact]]
    figures: dict[tuple[str, str], list[Figure]]

    def says(self, kind: tuple[str, str], figure: Figure) -> bool:
        """Whether it states *figure* of a concept, in whatever aspect."""
        return any(same_figure(figure, other) for other in self.figures.get(kind, ()))

    def is_in_table(self, fact: Fact) -> bool:
        return self.document.blocks[fact.figure.block].table is not None


def stated_in(number: int, extraction: Extraction, functional: frozenset[str]) -> Stated:
    """Return what *extraction* states of terms, but for *functional* classes, of income and of spending alike."""
    groups: dict[tuple[str, str], dict[tuple[str, ...], list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in (*_facts_of_all(extraction), *_scores(extraction)):
        if fact.figure.value and fact.concept not in functional:
            groups[fact.concept, _unit(fact)][ASPECTS(fact)].append(fact)
    facts = {kind: [fact for told in members.values() for fact in _firm(told)] for kind, members in groups.items()}
    figures = {kind: _different(chain.from_iterable(members.values())) for kind, members in groups.items()}
    is_named = bool(extraction.profile.organization and extraction.profile.fiscal_year)
    return Stated(number, extraction.document, is_named, facts, figures)


def _unit(fact: Fact) -> str:
    return fact.figure.unit or _UNITS.get(fact.concept, "")


def _different(told: Iterable[Fact]) -> list[Figure]:
    """Return the figures of *told*, of those that are printed alike one."""
    return list({(fact.figure.value, fact.figure.quantum): fact.figure for fact in told}.values())


def _firm(told: Sequence[Fact]) -> list[Fact]:
    """Return the fact that all of *told* state, as the surest of them states it; none if they state several."""
    if any(fact.figure.approximate for fact in told) or only_fact(told) is None:
        return []
    return [min(told, key=lambda fact: (fact.inferred, fact.figure.quantum, fact.figure.start))]


def _facts_of_all(extraction: Extraction) -> Iterator[Fact]:
    """Yield the facts of terms that are read with certainty and are not those of one project."""
    document = extraction.document
    of_projects = {_table_of(document, form.place.block) for form in extraction.forms if form.project} - {None}
    for fact in extraction.facts:
        figure = fact.figure
        if not fact.known or not (figure.type in _COMPARED or fact.measure == "rate"):
            continue
        if not 0 <= figure.block < len(document.blocks):
            continue
        block = document.blocks[figure.block]
        if block.damaged or block.table in of_projects or _is_doubtful(document, figure.start, figure.end):
            continue
        if _unit(fact):
            # of a row that names no year
            yield fact if fact.period else fact._replace(period=extraction.year, inferred=True)


def _scores(extraction: Extraction) -> Iterator[Fact]:
    """Yield the scores that a document gives itself as a whole."""
    for rating in extraction.ratings:
        score = rating.score
        if rating.whole and score is not None and score.block >= 0:
            label = rating.label or "总分"
            yield Fact(score, "total_score", True, "score", extraction.year, label=label, inferred=True)


def _table_of(document: Document, block: int) -> int | None:
    return document.blocks[block].table if 0 <= block < len(document.blocks) else None


def _is_doubtful(document: Document, start: int, end: int) -> bool:
    return any(start < until and since < end for since, until in document.doubtful)
