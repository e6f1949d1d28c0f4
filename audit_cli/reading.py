"""Readings: what was read of a chunk of documents, as frames that are stacked and validated once.

A frame is built when it is first asked for; only then are pandas and pandera imported.  The frames of one document are
cut from those of its chunk.
Decimals stay Decimal, in object columns: exact, and what comes out is what was printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from audit_cli.model import (
    Assurance,
    Cause,
    Citation,
    Claim,
    Contract,
    Dating,
    Document,
    Execution,
    Fact,
    Field,
    Figure,
    Form,
    Gap,
    Indicator,
    Kind,
    Label,
    Mention,
    NamedRate,
    Paper,
    PersonalNumber,
    Rating,
    Slip,
    Staffing,
    Statement,
    Trend,
)
from audit_cli.schemas import SCHEMAS, Columns, validated

if TYPE_CHECKING:
    import pandas as pd


Value = TypeVar("Value")


class Extracted(Protocol):
    """What extraction found in one document."""

    @property
    def document(self) -> Document: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    @property
    def facts(self) -> Sequence[Fact]: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def executions(self) -> Sequence[Execution]: ...
    @property
    def contracts(self) -> Sequence[Contract]: ...
    @property
    def indicators(self) -> Sequence[Indicator]: ...
    @property
    def staffing(self) -> Sequence[Staffing]: ...
    @property
    def year(self) -> str: ...
    @property
    def forms(self) -> Sequence[Form]: ...
    @property
    def ratings(self) -> Sequence[Rating]: ...
    @property
    def gaps(self) -> Sequence[Gap]: ...
    @property
    def datings(self) -> Sequence[Dating]: ...
    @property
    def mentions(self) -> Sequence[Mention]: ...
    @property
    def named_rates(self) -> Sequence[NamedRate]: ...
    @property
    def papers(self) -> Sequence[Paper]: ...
    @property
    def outline(self) -> Sequence[Label]: ...
    @property
    def assurances(self) -> Sequence[Assurance]: ...
    @property
    def trends(self) -> Sequence[Trend]: ...
    @property
    def causes(self) -> Sequence[Cause]: ...
    @property
    def slips(self) -> Sequence[Slip]: ...
    @property
    def personal_numbers(self) -> Sequence[PersonalNumber]: ...
    @property
    def citations(self) -> Sequence[Citation]: ...
    @property
    def statements(self) -> Sequence[Statement]: ...


def _frame_of(name: str, kind: type[Value], row: Callable[[Value], tuple[Any, ...]]) -> cached_property[pd.DataFrame]:
    """Return the frame *name* of what extraction found under that name, each of one *kind*: *row* and the value."""

    def frame(reading: Reading) -> pd.DataFrame:
        return reading.frame_of_rows(
            name, ((i, *row(x), x) for i, e in enumerate(reading.extractions) for x in getattr(e, name))
        )

    return cached_property(frame)


class Reading:
    """What was read of documents, in their order; *document* in a frame is the index of one of them.

    Frames: `figures` (a row a numeral), `facts` (a row a fact, the Fact itself in *fact*), `claims` (a row a claim,
    the place of its stated figure, the Claim itself in *claim*), and with the value itself in the last column
    `executions` (budget and what was spent of it), `staffing` (posts and people), `contracts` (what is owed),
    `indicators` (a row an indicator, its fields as printed), `forms` (a row a self-evaluation form), `ratings` (scores
    and grades that a report gives itself), `gaps` (what a sentence or a row leaves open), `papers` (what a document
    holds under a title of its own), `outline` (the numbers before headings and items), `assurances` (what a report
    says in praise of itself), `datings` (years whose part says which they can be), `mentions` (names that stand where
    the report's own is expected), `named_rates` (that are stated under a name), `trends` (what words say of how two
    figures stand to each other), `causes` (that are given for changes), `slips` (of the pen), `personal_numbers` (that
    were not masked), `citations` (documents that are cited) and `statements` (a row an entry of a statement of the
    final accounts, or what the notes say of one).
    """

    def __init__(self, extractions: Iterable[Extracted], chunk: Reading | None = None, index: int = 0) -> None:
        self.extractions = tuple(extractions)
        self._chunk, self._index = chunk, index

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(e.document for e in self.extractions)

    def of(self, document: int) -> Reading:
        """Return the reading of one document, by its index; in its frames the document is 0."""
        return Reading((self.extractions[document],), self, document)

    def validate(self) -> None:
        """Hold every frame to its schema; a violation is a bug of extraction."""
        for name in SCHEMAS:
            # a frame without rows holds to any schema
            if any(getattr(extraction, name) for extraction in self.extractions):
                getattr(self, name)

    def claims_of(self, kind: Kind) -> Sequence[Claim]:
        """Return the claims of one kind in the order of the documents; needs no frame."""
        return self._claims_by_kind.get(kind, ())

    @cached_property
    def _claims_by_kind(self) -> dict[Kind, list[Claim]]:
        claims: dict[Kind, list[Claim]] = {}
        for extraction in self.extractions:
            for claim in extraction.claims:
                claims.setdefault(claim.kind, []).append(claim)
        return claims

    def each_execution(self) -> Iterator[Execution]:
        """Yield budgets and what was spent of them in the order of the documents; needs no frame."""
        return chain.from_iterable(e.executions for e in self.extractions)

    def each_staffing(self) -> Iterator[Staffing]:
        """Yield posts and people by category in the order of the documents; needs no frame."""
        return chain.from_iterable(e.staffing for e in self.extractions)

    def each_contract(self) -> Iterator[Contract]:
        """Yield what is owed in the order of the documents; needs no frame."""
        return chain.from_iterable(e.contracts for e in self.extractions)

    def each_indicator(self) -> Iterator[Indicator]:
        """Yield the indicators in the order of the documents; needs no frame."""
        return chain.from_iterable(e.indicators for e in self.extractions)

    def each_form(self) -> Iterator[Form]:
        """Yield the self-evaluation forms in the order of the documents; needs no frame."""
        return chain.from_iterable(e.forms for e in self.extractions)

    def each_rating(self) -> Iterator[Rating]:
        """Yield the scores and grades in the order of the documents; needs no frame."""
        return chain.from_iterable(e.ratings for e in self.extractions)

    def each_gap(self) -> Iterator[Gap]:
        """Yield what sentences leave open in the order of the documents; needs no frame."""
        return chain.from_iterable(e.gaps for e in self.extractions)

    def each_dating(self) -> Iterator[Dating]:
        """Yield the years whose part says which they can be, in the order of the documents; needs no frame."""
        return chain.from_iterable(e.datings for e in self.extractions)

    def each_mention(self) -> Iterator[Mention]:
        """Yield names where the report's own is expected, in the order of the documents; needs no frame."""
        return chain.from_iterable(e.mentions for e in self.extractions)

    def each_named_rate(self) -> Iterator[NamedRate]:
        """Yield rates that are stated under a name in the order of the documents; needs no frame."""
        return chain.from_iterable(e.named_rates for e in self.extractions)

    def each_assurance(self) -> Iterator[Assurance]:
        """Yield what reports say in praise of themselves in the order of the documents; needs no frame."""
        return chain.from_iterable(e.assurances for e in self.extractions)

    def each_trend(self) -> Iterator[Trend]:
        """Yield the words that say how two figures stand to each other, in the order of the documents."""
        return (trend for e in self.extractions for trend in e.trends)

    def each_cause(self) -> Iterator[Cause]:
        """Yield the reasons that sentences give for changes in the order of the documents; needs no frame."""
        return (cause for e in self.extractions for cause in e.causes)

    def each_slip(self) -> Iterator[Slip]:
        """Yield the slips of the pen in the order of the documents; needs no frame."""
        return chain.from_iterable(e.slips for e in self.extractions)

    def each_personal_number(self) -> Iterator[PersonalNumber]:
        """Yield the numbers of persons in the order of the documents; needs no frame."""
        return chain.from_iterable(e.personal_numbers for e in self.extractions)

    def each_citation(self) -> Iterator[Citation]:
        """Yield what is cited in the order of the documents; needs no frame."""
        return chain.from_iterable(e.citations for e in self.extractions)

    def each_statement(self) -> Iterator[Statement]:
        """Yield the statements of the final accounts in the order of the documents; needs no frame."""
        return chain.from_iterable(e.statements for e in self.extractions)

    def each_fact(self) -> Iterator[Fact]:
        """Yield the facts in the order of the documents; needs no frame."""
        return chain.from_iterable(e.facts for e in self.extractions)

    @cached_property
    def figures(self) -> pd.DataFrame:
        return self._frame("figures", self._figure_columns)

    @cached_property
    def facts(self) -> pd.DataFrame:
        return self._frame("facts", self._fact_columns)

    @cached_property
    def claims(self) -> pd.DataFrame:
        return self._frame("claims", self._claim_columns)

    executions = _frame_of(
        "executions",
        Execution,
        lambda x: (x.label, x.plan, x.planned.value, x.executed.value, x.explained, x.planned.start),
    )
    staffing = _frame_of(
        "staffing", Staffing, lambda x: (x.category, x.authorized.value, x.actual.value, x.actual.start)
    )
    contracts = _frame_of(
        "contracts",
        Contract,
        lambda x: (x.label, x.amount.value, x.paid and x.paid.value, x.unpaid and x.unpaid.value,
                   _text(x.promised), _text(x.cause), x.amount.start),
    )  # fmt: skip
    indicators = _frame_of(
        "indicators",
        Indicator,
        lambda x: (x.project, x.level1, x.level2,
                   *map(_printed, (x.name, x.target, x.actual, x.points, x.score, x.reason)),
                   x.group, x.aim, x.name.text.start if x.name.text else 0),
    )  # fmt: skip
    forms = _frame_of(
        "forms",
        Form,
        lambda x: (x.project, x.source, len(x.indicators), *map(_printed, (x.budget, x.executed, x.rate)),
                   _printed(x.total_points), _printed(x.total_score), x.whole, x.place.start),
    )  # fmt: skip
    ratings = _frame_of(
        "ratings",
        Rating,
        lambda x: (x.label, x.source, _text(x.score), _text(x.grade), x.whole, _first(x.score, x.grade)),
    )
    gaps = _frame_of("gaps", Gap, lambda x: (x.what, x.place.start))
    datings = _frame_of("datings", Dating, lambda x: (x.what, x.year.text, _text(x.other), x.year.start))
    papers = _frame_of("papers", Paper, lambda x: (x.kind, x.title.text, x.length, x.title.start))
    mentions = _frame_of("mentions", Mention, lambda x: (x.what, x.name.text, x.own, x.name.start))
    named_rates = _frame_of("named_rates", NamedRate, lambda x: (x.label, x.figure.value, x.explained, x.figure.start))
    outline = _frame_of("outline", Label, lambda x: (x.list, x.number, x.heading, x.lost, x.automatic, x.place.start))
    assurances = _frame_of("assurances", Assurance, lambda x: (x.what, x.place.start))
    trends = _frame_of("trends", Trend, lambda x: (x.what, x.new.value, x.base.value, x.words.start))
    causes = _frame_of("causes", Cause, lambda x: (x.change.value, x.falls, x.words.start))
    slips = _frame_of("slips", Slip, lambda x: (x.what, x.place.text, x.meant, x.place.start))
    personal_numbers = _frame_of("personal_numbers", PersonalNumber, lambda x: (x.what, x.place.start))
    citations = _frame_of(
        "citations",
        Citation,
        lambda x: (_text(x.title), _text(x.number), x.issued, x.basis, _first(x.title, x.number)),
    )

    @cached_property
    def statements(self) -> pd.DataFrame:
        return self.frame_of_rows(
            "statements",
            (
                (i, x.name, entry.concept, entry.item, entry.fund, entry.measure, entry.figure.value,
                 entry.figure.start, entry)
                for i, e in enumerate(self.extractions)
                for x in e.statements
                for entry in x.entries
            ),
        )  # fmt: skip

    def frame_of_rows(self, name: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
        """Return the frame *name*, in whose schema the columns of *rows* stand in order."""
        return self._frame(name, lambda: _columns(tuple(SCHEMAS[name]), list(rows)))

    def _frame(self, name: str, columns: Callable[[], Columns]) -> pd.DataFrame:
        if self._chunk is None:
            return validated(name, columns())
        frame: pd.DataFrame = getattr(self._chunk, name)
        return frame[frame["document"] == self._index].assign(document=0).reset_index(drop=True)

    def _figure_columns(self) -> Columns:
        figures = [figure for e in self.extractions for figure in e.figures]
        return _fields("figures", Figure, figures) | {"document": _indices(e.figures for e in self.extractions)}

    def _fact_columns(self) -> Columns:
        facts = [fact for e in self.extractions for fact in e.facts]
        return {
            **_fields("facts", Figure, [fact.figure for fact in facts]),
            **_fields("facts", Fact, facts),
            "document": _indices(e.facts for e in self.extractions),
            "fact": facts,
        }

    def _claim_columns(self) -> Columns:
        claims = [claim for e in self.extractions for claim in e.claims]
        stated = [claim.stated for claim in claims]
        return {
            **_fields("claims", Claim, claims),
            "document": _indices(e.claims for e in self.extractions),
            "terms": [len(claim.terms) for claim in claims],
            **_fields("claims", Figure, stated),
            "claim": claims,
        }


def _text(figure: Figure | None) -> str:
    return "" if figure is None else figure.text


def _first(*figures: Figure | None) -> int:
    return min(figure.start for figure in figures if figure)


def _printed(field: Field) -> str:
    return field.text.text if field.state == "filled" and field.text else ""


def _fields(name: str, kind: type[Figure | Fact | Claim], values: Sequence[Figure | Fact | Claim]) -> Columns:
    """Return the fields of *values*, all of one *kind*, that are columns of the frame *name*."""
    fields = [column for column in SCHEMAS[name] if column in kind.__struct_fields__]
    return {field: list(map(attrgetter(field), values)) for field in fields}


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Columns:
    return dict(zip(names, zip(*rows, strict=True) if rows else repeat(()), strict=False))


def _indices(groups: Iterable[Sequence[object]]) -> list[int]:
    """Return for each member of each group the index of its group."""
    return [index for index, group in enumerate(groups) for _ in group]
