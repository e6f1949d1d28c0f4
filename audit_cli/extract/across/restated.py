"""Restatements across a submission: what the form says of 基本支出, and the report again.

Documents vouch for one another. Where two of them agree on what they both state, one fact that they do not agree on is
a contradiction of any size; where they agree on nothing, they may tell of different money, and only a slip of the pen
is told. It is told of the document that is alone with it; of two, of the report rather than the form, as a text is
written from tables; of two of one kind, of the later one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from audit_cli.extract.across.stated import Stated
from audit_cli.extract.ties.aspects import ASPECTS, compatible, same_figure
from audit_cli.extract.ties.restated.contradictions import is_part, is_slip
from audit_cli.extract.ties.restated.subjects import of_others
from audit_cli.mistyped import POINT_SLIPS, mistyped
from audit_cli.model import Claim, Fact, Figure, Term
from audit_cli.quantity import significant_digits

# what was spent is called by either name
_SPENT = frozenset({"executed", "final_accounts"})
_DIGITS = 4  # of a figure that is a slip of another, rather than another figure
_TELLING = 3  # digits of a figure that two documents do not have by chance
_FIRST = 10  # documents that are held against all others
_FEW = 2  # facts in which two documents may differ that agree in none
_SHOWN = 2  # facts that show two measures to be one


class Pair(NamedTuple):
    """Statements of one concept in two documents, *here* before *there*; *alike* says that no aspect differs."""

    here: Stated
    there: Stated
    a: Fact
    b: Fact
    kind: tuple[str, str]
    alike: bool

    @property
    def documents(self) -> tuple[int, int]:
        return self.here.number, self.there.number

    @property
    def way(self) -> tuple[int, int, str, str]:
        """Between which documents and which measures it goes."""
        return (*self.documents, self.a.measure, self.b.measure)


class Scores(NamedTuple):
    """How many facts agree and do not: *agreed* and *differed* of two documents, the rest between two measures."""

    agreed: Counter[tuple[int, int]]
    differed: Counter[tuple[int, int]]
    bridged: Counter[tuple[int, int, str, str]]
    parted: Counter[tuple[int, int, str, str]]


def restatements(documents: Sequence[Stated]) -> Iterator[tuple[int, Claim]]:
    """Yield what the *documents* of a submission say of one another, each claim with the index of the one it is of."""
    # of very many, each is held against the first of them
    pairs = [pair for here in documents[:_FIRST] for there in documents if there.number > here.number
             for pair in _pairs(here, there)]  # fmt: skip
    agreeing = [pair for pair in pairs if same_figure(pair.a.figure, pair.b.figure)]
    yield from _ticks(agreeing)
    differing = [pair for pair in pairs if _differ(pair)]
    score = Scores(
        Counter(pair.documents for pair in agreeing if _is_telling(pair.a.figure)),
        Counter(pair.documents for pair in differing if pair.alike),
        Counter(pair.way for pair in agreeing),
        Counter(pair.way for pair in differing),
    )
    certain = [(pair, _certainty(pair, score)) for pair in differing]
    # the surest is told
    certain.sort(key=lambda one: (not one[1], -score.agreed[one[0].documents]))
    told: set[tuple[int, tuple[str, str], Decimal]] = set()
    for pair, asserted in certain:
        if asserted is None:
            continue
        (own, fact), (other, base) = _sides(pair, documents)
        key = own.number, pair.kind, fact.figure.value
        if key not in told:
            told.add(key)
            yield own.number, _claim(fact, base, other, asserted)


def _pairs(here: Stated, there: Stated) -> Iterator[Pair]:
    """Yield the facts of two documents that may be one."""
    for kind, facts in here.facts.items():
        for a, b in product(facts, there.facts.get(kind, ())):
            if ASPECTS(a) == ASPECTS(b):
                yield Pair(here, there, a, b, kind, True)
            elif compatible(a, b) or ({a.measure, b.measure} == _SPENT and compatible(a, b._replace(measure=""))):
                yield Pair(here, there, a, b, kind, False)


def _ticks(agreeing: Sequence[Pair]) -> Iterator[tuple[int, Claim]]:
    """Yield each figure with the first of those that it agrees with, those of the same aspects before others."""
    seen: set[tuple[int, int]] = set()
    for pair in sorted(agreeing, key=lambda pair: not pair.alike):
        here, there, a, b, _, alike = pair
        if not alike and not _is_telling(a.figure):
            continue
        for own, fact, other, base in ((here, a, there, b), (there, b, here, a)):
            if (own.number, fact.figure.start) not in seen:
                seen.add((own.number, fact.figure.start))
                yield own.number, _claim(fact, base, other, tick_only=not compatible(a, b))


def _differ(pair: Pair) -> bool:
    """Whether two statements cannot both be right of one fact, and neither document says anywhere what the other does.

    What one of them says of another aspect, the other may have been read wrongly to say of this one; but a slip of the
    pen is one though it says the same of the budget before it was changed.
    """
    here, there, a, b, kind, alike = pair
    if same_figure(a.figure, b.figure):
        return False
    is_told = there.says(kind, a.figure) or here.says(kind, b.figure)
    if is_told and not (alike and a.measure and _is_slip(a.figure, b.figure)):
        return False
    values = [figure.value for stated in (here, there) for figure in stated.figures[kind]]
    if is_part((a.figure.value, b.figure.value), values):
        return False
    return not of_others(a, b, here.document, there.document)


def _certainty(pair: Pair, score: Scores) -> bool | None:
    """Return whether it is certain that *pair* states one fact; None if it may well be two."""
    a, b = pair.a, pair.b
    if pair.alike:
        is_read = bool(a.measure and a.period) and not (a.inferred or b.inferred)
        agreed, differed = score.agreed[pair.documents], score.differed[pair.documents]
        if agreed >= max(differed, 1):
            return is_read and agreed > differed and pair.here.is_named and pair.there.is_named
        if is_read and differed <= _FEW:
            return False
    elif ASPECTS(a)[1:] == ASPECTS(b)[1:] and score.bridged[pair.way] >= max(_SHOWN, score.parted[pair.way] + 1):
        return False
    return False if _is_slip(a.figure, b.figure) else None


def _is_telling(figure: Figure) -> bool:
    """Whether two documents that state *figure* tell of the same money, and not by chance."""
    return figure.type != "count" and significant_digits(figure.value) >= _TELLING


def _is_slip(a: Figure, b: Figure) -> bool:
    """Whether one of two figures of many digits is the other but for one slip of the pen."""
    if min(significant_digits(a.value), significant_digits(b.value)) < _DIGITS:
        return False
    if is_slip(a, b) or mistyped(a, b.value, _DIGITS) or mistyped(b, a.value, _DIGITS):
        return True
    return any(a.value.scaleb(places) == b.value for places in POINT_SLIPS)


def _sides(pair: Pair, documents: Sequence[Stated]) -> tuple[tuple[Stated, Fact], tuple[Stated, Fact]]:
    """Return the statement that the contradiction is told of, and the other."""
    first, second = (pair.here, pair.a), (pair.there, pair.b)

    def precedence(side: tuple[Stated, Fact]) -> tuple[int, bool, int]:
        stated, fact = side
        alike = sum(document.says(pair.kind, fact.figure) for document in documents)
        return alike, stated.is_in_table(fact), -stated.number

    told = min(first, second, key=precedence)
    return (told, second) if told is first else (told, first)


def _claim(fact: Fact, base: Fact, other: Stated, asserted: bool = True, tick_only: bool = False) -> Claim:
    terms = Term(fact.figure, "stated", fact.label), Term(base.figure, "stated", base.label, document=other.document)
    return Claim("equal", terms, "across", asserted, tick_only, basis=fact.concept)
