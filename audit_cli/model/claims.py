"""What a document asserts, how it compares, and what the report shows of it."""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import Literal

from audit_cli.model.document import Document, Figure
from audit_cli.quantity import Verdict
from audit_cli.value import Value

Kind = Literal[
    "sum", "difference", "ratio", "growth", "equal", "count", "distributive", "balance", "unit", "over-plan",
    "over-quota", "backlog", "unspent", "score", "target", "blank-field", "missing-section", "period", "place",
    "numbering", "typo", "narrative", "privacy", "citation",
]  # fmt: skip

Status = Literal["pass", "rounding", "improbable", "fail", "review", "not-assessable"]
Severity = Literal["error", "warning", "info"]
Certainty = Literal["asserted", "likely"]


class Term(Value, frozen=True):
    """A figure in its part of a claim: *role* says which, *label* what the text calls it, *sign* how it counts.

    *document* is the one that it stands in, where that is not the one that makes the claim.
    """

    figure: Figure
    role: str
    label: str = ""
    sign: int = 1
    document: Document | None = None


class Claim(Value, frozen=True):
    """A relation that the text itself asserts.

    *terms* by kind, the stated figure first:
      sum           total, part…            *form*: complete, open (a shortfall is to be explained), partial (主要, 等)
                    share…                  *form*: shares (of one whole: they make a hundred)
      difference    result, minuend, subtrahend
      ratio         rate, part, whole
      growth        rate (signed), then new and base, or new and change (signed)
                    *form*: compound (a year, over so many as the sign of the base says)
      equal         the figures of one fact         *form*: partial (the second may be of a part of it), statements
                    (two entries, in the role of their statement), shifted (a column, each figure in a neighbour's
                    row), across (the second stands in another document of the submission)
      count         count, name…            *form*: complete, open (closed by 等)
      distributive  total (optional), each (so often as its sign says), name… or times (how many there are)
                    *form*: average (each is rounded)
      balance       income…, opening…, spending…, closing…  (the first two add, the last two subtract, to zero)
      score         score, points, or points… of all parts (*form*: hundred)
      unit          suspect, then the figures that show its true size
    *asserted* is False where an aspect was inferred: it may only be reviewed, never be an error.
    *tick_only* marks relations that have no cue but their closing: they can hold, never fail, and do not count.
    *basis* says in words what made the reading certain or doubtful, for the explanation.
    What is missing has no terms: *section* is the heading that it is expected under, "" if there is none.
    """

    kind: Kind
    terms: tuple[Term, ...]
    form: str = ""
    asserted: bool = True
    tick_only: bool = False
    basis: str = ""
    section: str = ""

    @property
    def stated(self) -> Figure:
        return self.terms[0].figure

    def figures(self, *roles: str) -> list[Figure]:
        """Return the figures of the terms in *roles*, in the order of the text; of all terms if none is given."""
        if not roles:
            return [t.figure for t in self.terms]
        return [t.figure for t in self.terms if t.role in roles]

    def figure(self, role: str) -> Figure:
        """Return the one figure in *role*; raises KeyError if there is none."""
        for term in self.terms:
            if term.role == role:
                return term.figure
        raise KeyError(role)

    @property
    def own_terms(self) -> tuple[Term, ...]:
        """The terms whose figures stand in the document that makes the claim."""
        if self.form != "across":
            return self.terms
        return tuple(term for term in self.terms if term.document is None)

    @property
    def times(self) -> Decimal:
        """For how many an amount for each is meant: the numbers printed, else that of the names, each so often."""
        printed = [f.value for f in self.figures("times")] or [Decimal(len(self.figures("name")) or 1)]
        return prod(printed, start=Decimal(next((t.sign for t in self.terms if t.role == "each"), 1)))

    @property
    def approximate(self) -> bool:
        return any(t.figure.approximate for t in self.terms)

    @property
    def may_contradict(self) -> bool:
        """Whether it can fail: not where it can only tick, nor where a figure is approximate.

        余, 约, 近, 多, 以上 widen a figure and are never a contradiction by themselves: 300余篇 and 290篇 are none. Two
        rough figures of one thing that cannot meet however widely they are read, 300余篇 and 800余篇, are a matter to
        be explained: their claim is likely, never asserted, so that no rule makes an error of it.
        """
        rough_alike = self.kind == "equal" and not self.asserted and all(t.figure.approximate for t in self.terms)
        return not self.tick_only and (rough_alike or not self.approximate)


class Fact(Value, frozen=True):
    """A figure bound to concept, measure, period, scope and fund; "" is an aspect that was not read.

    *concept* is an id of ``terms.yaml`` if *known*, else the normalised head noun, for counts with the measure word.
    *inferred* says that its period is the report's own year because nothing else is said.
    """

    figure: Figure
    concept: str
    known: bool = False
    measure: str = ""
    period: str = ""
    scope: str = ""
    fund: str = ""
    label: str = ""
    inferred: bool = False


class Comparison(Value, frozen=True):
    """What a check found out about a claim; kept when it holds too.

    *expected* is the recomputed value in the unit of the stated figure (percent for rates), None where nothing can be
    computed; *reason* then says what was missing.
    """

    claim: Claim
    verdict: Verdict | None
    expected: Decimal | None = None
    difference: Decimal | None = None
    reason: str = ""


class Hint(Value, frozen=True):
    """What would make a contradicted relation true."""

    code: str
    zh: str
    en: str


class Result(Value, frozen=True):
    """A comparison under its rule: what the report shows.

    *group* joins the results that show one contradiction, "" where there is none; exactly one of them is *primary*.
    """

    rule: str
    comparison: Comparison
    status: Status
    certainty: Certainty
    severity: Severity
    hints: tuple[Hint, ...] = ()
    fingerprint: str = ""
    group: str = ""
    primary: bool = True
