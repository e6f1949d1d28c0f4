"""The values that flow through the pipeline, all of them immutable.

Positions are code-point offsets into the document's canonical text; they are born in a reader and never searched for.
"""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import Literal, NamedTuple

from audit_cli.quantity import Quantity, Verdict

FigureType = Literal[
    # quantities: they have a value, a unit and a quantum
    "money", "rate", "points", "multiple", "count", "measure", "number",
    # numerals that are no quantity
    "date", "clock", "identifier", "ordinal", "scheme", "label", "name",
    # a numeral that was not understood
    "unread",
]  # fmt: skip

QUANTITIES = frozenset({"money", "rate", "points", "multiple", "count", "measure", "number"})

Qualifier = Literal["", "about", "more", "less", "at_least", "at_most", "range"]

Kind = Literal[
    "sum", "difference", "ratio", "growth", "equal", "count", "distributive", "balance", "unit", "over-plan",
    "over-quota", "backlog", "unspent", "score", "target", "blank-field", "missing-section", "period", "place",
    "numbering", "typo", "narrative", "privacy", "citation",
]  # fmt: skip

Status = Literal["pass", "rounding", "improbable", "fail", "review", "not-assessable"]
Severity = Literal["error", "warning", "info"]
Certainty = Literal["asserted", "likely"]


class Block(NamedTuple):
    """A paragraph, a heading or a table cell: ``document.text[start:end]``.

    *label* is the number that automatic numbering shows before the text; it is not part of the text.
    *section* is the index of the heading it stands under in ``document.sections``, -1 before the first.
    *level* is 1, 2, … for a heading and 0 for all else.
    Cells have *table* (0, 1, … in reading order), *row* and *col* of their upper left corner, and their spans.
    *damaged* says that cells of this row were lost on the way here, so that its columns cannot be trusted.
    """

    kind: Literal["paragraph", "heading", "cell"]
    start: int
    end: int
    section: int = -1
    level: int = 0
    label: str = ""
    page: int | None = None
    table: int | None = None
    row: int = 0
    col: int = 0
    rowspan: int = 1
    colspan: int = 1
    damaged: bool = False


class Document(NamedTuple):
    """A file as read: its canonical text and the blocks of it in reading order."""

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def text_of(self, block: Block) -> str:
        return self.text[block.start : block.end]


_DROPS_ZEROS = 10_000  # the largest unit, 万元, in which budgets are printed exactly


class Figure(NamedTuple):
    """One numeral as printed, with its unit, in the figure ledger.

    *value* and *quantum* (the unit of the last printed digit) are in the base *unit*: 元 for money, % for rates
    (per mille and 成 are converted), the measure word for counts (人, 名 and 位 are 人); "" for a bare number.
    *scale* is how many base units one printed unit is (10000 for 万元), *printed_unit* the unit as printed.
    *exact* is for counts and for 元 printed to the fen. A range has its upper end in *high*.
    """

    start: int
    end: int
    text: str
    type: FigureType
    unit: str = ""
    value: Decimal = Decimal(0)
    quantum: Decimal = Decimal(1)
    scale: Decimal = Decimal(1)
    printed_unit: str = ""
    exact: bool = False
    qualifier: Qualifier = ""
    high: Decimal | None = None
    block: int = -1

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value, self.quantum, self.exact)

    def beside(self, other: Figure) -> Quantity:
        """Return its quantity as read beside *other* in one quotient, where trailing zeros are dropped in print.

        500万元 beside 455.25万元 is 500.00; but 3亿元 beside 1.25亿元 is often rounded.
        """
        alike = self.unit == other.unit or not (self.unit and other.unit)
        alike = alike and self.scale == other.scale <= (_DROPS_ZEROS if self.type == "money" else 1)
        return self.quantity._replace(quantum=min(self.quantum, other.quantum)) if alike else self.quantity

    @property
    def approximate(self) -> bool:
        """Whether 余, 约, 近, 多, 以上 or a range makes it unfit to contradict anything."""
        return self.qualifier != ""


class Term(NamedTuple):
    """A figure in its part of a claim: *role* says which, *label* what the text calls it, *sign* how it counts."""

    figure: Figure
    role: str
    label: str = ""
    sign: int = 1


class Claim(NamedTuple):
    """A relation that the text itself asserts.

    *terms* by kind, the stated figure first:
      sum           total, part…            *form*: complete, open (a shortfall is to be explained), partial (主要, 等)
                    share…                  *form*: shares (of one whole: they make a hundred)
      difference    result, minuend, subtrahend
      ratio         rate, part, whole
      growth        rate (signed), then new and base, or new and change (signed)
      equal         the figures of one fact         *form*: partial (the second may be of a part of it), statements
                    (two entries, in the role of their statement), shifted (a column, each figure in a neighbour's row)
      count         count, name…            *form*: complete, open (closed by 等)
      distributive  total (optional), each (so often as its sign says), name… or times (how many there are)
                    *form*: average (each is rounded)
      balance       income…, opening…, spending…, closing…  (the first two add, the last two subtract, to zero)
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
        return [t.figure for t in self.terms if not roles or t.role in roles]

    def figure(self, role: str) -> Figure:
        """Return the one figure in *role*; raises KeyError if there is none."""
        for term in self.terms:
            if term.role == role:
                return term.figure
        raise KeyError(role)

    @property
    def times(self) -> Decimal:
        """For how many an amount for each is meant: the numbers printed, else that of the names, each so often."""
        printed = [f.value for f in self.figures("times")] or [Decimal(len(self.figures("name")))]
        return prod(printed, start=Decimal(next((t.sign for t in self.terms if t.role == "each"), 1)))

    @property
    def approximate(self) -> bool:
        return any(t.figure.approximate for t in self.terms)

    @property
    def may_contradict(self) -> bool:
        """Whether it can fail: not where it can only tick or a figure is approximate, unless all that are equal are.

        300余篇 and 800余篇 of the same thing may be reviewed, 300余篇 and 290篇 never.
        """
        rough_alike = self.kind == "equal" and not self.asserted and all(t.figure.approximate for t in self.terms)
        return not self.tick_only and (rough_alike or not self.approximate)


class Fact(NamedTuple):
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


class Execution(NamedTuple):
    """What was planned, and what was spent of it: budget and execution of one thing, or an allotment and its use.

    The labels are what the text calls either figure.  *plan* says which budget the planned one is (initial_budget,
    full_year_budget …), "allotted" for an allotment; *measure* is "budget" where it is the first budget beside the one
    that it was changed to.
    *concept* is the term it is about, "" if it is none.  *explained* says that a reason for the gap stands with it, or
    in its section.  *months* is how many months of the year its report tells of, 0 if it does not say so.
    """

    label: str
    planned: Figure
    executed: Figure
    executed_label: str = ""
    plan: str = ""
    measure: Literal["executed", "budget"] = "executed"
    concept: str = ""
    explained: bool = False
    asserted: bool = True
    months: int = 12

    def claim(self, kind: Kind) -> Claim:
        """Return the claim that what was spent keeps to the plan: terms executed (or adjusted), planned."""
        role = "executed" if self.measure == "executed" else "adjusted"
        terms = (Term(self.executed, role, self.executed_label), Term(self.planned, "planned", self.label))
        return Claim(kind, terms, asserted=self.asserted, basis=self.plan)


class Staffing(NamedTuple):
    """Authorized posts, and the people who fill them; *category* is "" for all of them."""

    category: str
    authorized: Figure
    actual: Figure
    label: str = ""
    posts_label: str = ""
    asserted: bool = True

    def claim(self) -> Claim:
        """Return the claim that there are no more people than posts: terms actual, authorized."""
        terms = (Term(self.actual, "actual", self.label), Term(self.authorized, "authorized", self.posts_label))
        return Claim("over-quota", terms, asserted=self.asserted)


class Contract(NamedTuple):
    """What is owed for a contract or project: its sum, what of it was paid, and what is said of the rest.

    *paid* and *unpaid* are as printed, None where nothing is said; where none of it was paid, *unpaid* is the sum
    itself.  *promised* is when the rest is to be paid (a date, or the words of the condition), *cause* the words that
    say why it is not (a name).  *details* are what else is printed of it, by role: further instalments, its budget.
    """

    label: str
    amount: Figure
    paid: Figure | None = None
    unpaid: Figure | None = None
    promised: Figure | None = None
    cause: Figure | None = None
    details: tuple[Term, ...] = ()
    asserted: bool = True

    @property
    def payments(self) -> list[Figure]:
        """What was paid, in the order of the text."""
        more = [t.figure for t in self.details if t.role == "instalment"]
        return more if self.paid is None else [self.paid, *more]

    @property
    def owed(self) -> Decimal | None:
        """What is still to be paid, in the base unit; None where nothing is said of it."""
        if self.payments:
            return self.amount.value - sum(f.value for f in self.payments)
        return None if self.unpaid is None else self.unpaid.value

    def detail(self, role: str) -> Figure | None:
        """Return the first detail in *role*, None if there is none."""
        return next((t.figure for t in self.details if t.role == role), None)

    def claim(self, kind: Kind = "backlog") -> Claim:
        """Return the claim that nothing of it is owed: terms amount, then paid, unpaid, promised and cause if known."""
        terms = [Term(self.amount, "amount", self.label), *(Term(f, "paid", self.label) for f in self.payments)]
        known = (("unpaid", self.unpaid), ("promised", self.promised), ("cause", self.cause))
        terms += (Term(f, role, self.label) for role, f in known if f is not None and f != self.amount)
        return Claim(kind, tuple(terms), asserted=self.asserted)

    def claim_of(self, *roles: str) -> Claim:
        """Return the claim over what is printed in *roles* (cause, promised, budget …), the first of them stated."""
        printed: dict[str, Figure | None] = {t.role: t.figure for t in reversed(self.details)}
        printed |= {"amount": self.amount, "paid": self.paid, "unpaid": self.unpaid}
        printed |= {"promised": self.promised, "cause": self.cause}
        figures = {f: role for role in reversed(roles) if (f := printed.get(role)) is not None}
        terms = [Term(f, role) for f, role in reversed(figures.items())]
        terms[:1] = [term._replace(label=self.label) for term in terms[:1]]
        return Claim("backlog", tuple(terms), asserted=self.asserted)


class Field(NamedTuple):
    """One field of a form or of an indicator line.

    *text* is the place of all that stands in it (a name); a blank field has the place of the label that asks for it.
    *figure* is its only quantity, None if it has none or several; *bare* says that nothing stands beside it but what
    belongs to a quantity (≥, 不低于, 以上).  A field is absent where the form does not ask for it, lost where its row
    was damaged on the way here.
    """

    state: Literal["filled", "blank", "absent", "lost"] = "absent"
    text: Figure | None = None
    figure: Figure | None = None
    bare: bool = False

    @property
    def printed(self) -> str:
        """What stands in the field, in one line without blanks; "" if nothing does."""
        return "".join(self.text.text.split()) if self.state == "filled" and self.text else ""

    @property
    def quantity(self) -> Figure | None:
        """Its quantity if it is nothing else, without the sign that belongs to the target."""
        return self.figure._replace(qualifier="") if self.state == "filled" and self.figure and self.bare else None

    @property
    def operand(self) -> Figure | None:
        """Its quantity, or else the beginning of its words; the label that asks for it where it is blank."""
        return self.quantity or (self.text and _beginning(self.text))


Group = Literal["", "execution", "output", "benefit", "satisfaction", "cost"]
Aim = Literal["", "at_least", "at_most", "equal", "unknown"]


class Indicator(NamedTuple):
    """One indicator of a form or of a project's list: what was to be reached, what was, and how it was scored.

    *project* is the project it belongs to, "" for the department as a whole; *level1* and *level2* are the classes it
    stands in (产出指标, 数量指标), as printed, "" where none is; *group* is the class of the first level, *class_label*
    the place of the nearest class.  *aim* says which way its target is meant; "" where the target has no sign and more
    is better, unknown where less may be.
    """

    project: str
    level1: str
    level2: str
    name: Field
    target: Field = Field()
    actual: Field = Field()
    points: Field = Field()
    score: Field = Field()
    reason: Field = Field()
    group: Group = ""
    aim: Aim = ""
    class_label: Figure | None = None

    @property
    def label(self) -> str:
        """What it is called, without the number before its name."""
        return " ".join(self.name.text.text.split()) if self.name.text else self.level2 or self.level1

    def term(self, role: str) -> Term | None:
        """Return the field *role* (name, target …) as an operand: its quantity, or else the beginning of its words."""
        field: Field = getattr(self, role)
        return Term(field.operand, role, self.label) if field.operand else None

    def claim(self, kind: Kind, *roles: str, form: str = "") -> Claim:
        """Return a claim over the fields in *roles* (target, actual …), the first of them the stated one."""
        terms = (self.term(role) for role in roles)
        return Claim(kind, tuple(term for term in terms if term is not None), form)


# a list that names fewer classes may be no list of indicators
_LEAST_NAMED = 3


class Form(NamedTuple):
    """A self-evaluation form: its head, its indicators, its last row; or the list of one project in a text.

    *place* is what it is known by: the head of its column of indicators, or the name of the project.  *whole* says
    that it was read from its head to its total row and nothing was lost; *graded* that it brings its own standard of
    scoring.  *asked* are the other fields that its head asks for, *execution_reason* is that for its row of funds;
    *rate_name* is what it calls the rate of execution (执行率, 支出进度); *reason* is the head of its column of
    reasons.
    """

    project: str
    place: Figure
    indicators: tuple[Indicator, ...]
    source: Literal["form", "text"] = "form"
    initial: Field = Field()
    budget: Field = Field()
    executed: Field = Field()
    rate: Field = Field()
    rate_name: str = ""
    execution_points: Field = Field()
    execution_score: Field = Field()
    execution_reason: Field = Field()
    goal: Field = Field()
    result: Field = Field()
    total_points: Field = Field()
    total_score: Field = Field()
    asked: tuple[Field, ...] = ()
    reason: Figure | None = None
    whole: bool = False
    graded: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether its indicators are named and nothing is said of any of them."""
        return len(self.indicators) >= _LEAST_NAMED and all(i.actual.state == "blank" for i in self.indicators)

    def known_by(self, kind: Kind, form: str) -> Claim:
        """Return the claim about the form as a whole; its operand is what it is known by."""
        return Claim(kind, (Term(self.place, "form", self.project),), form)

    def term(self, role: str) -> Term | None:
        """Return the field *role* (executed, total_score …) as an operand."""
        field: Field = getattr(self, role)
        return Term(field.operand, role, self.project) if field.operand else None

    def claim(self, kind: Kind, *roles: str, form: str = "") -> Claim:
        """Return a claim over the fields in *roles*, the first of them the stated one."""
        terms = (self.term(role) for role in roles)
        return Claim(kind, tuple(term for term in terms if term is not None), form)


class Rating(NamedTuple):
    """What a report gives itself: a score, a grade, or both, in a form or in a sentence.

    *whole* says that it is said of the report as a whole, not of one project, of a part, or on average.
    *problem* is the first of the problems that the report itself admits; *of* says of how many projects it is the
    average.
    """

    label: str
    source: Literal["form", "text"]
    score: Figure | None = None
    grade: Figure | None = None
    whole: bool = False
    problem: Figure | None = None
    of: Figure | None = None


class Gap(NamedTuple):
    """Something that a sentence, or a row, leaves open: *what* says what, *place* are the words that show it.

    change      a comparison with a reason and no change
    work        a plan that was dropped before it had begun; *figure* is the money that was taken back
    moved       money that went to another use, *settled* if it is said who approved it; *figure* is the money
    finished    money carried over though its project is finished
    stale       money that was not used up within two years
    adjustment  a blank row for the change of the budget
    base        a rate of a whole that is zero; *figure* is the whole
    """

    what: Literal["change", "work", "moved", "finished", "stale", "adjustment", "base"]
    place: Figure
    figure: Figure | None = None
    settled: bool = False


DatingKind = Literal["range", "comparison", "goal", "statement"]


class Dating(NamedTuple):
    """A year in a part that says which year it can be: *what* says which part.

    range       *year* and *other* are its ends
    comparison  *year* is what a year is compared with, *other* the year that is, None for the year of the report
    goal        the year in which something is to be reached; *other* is that of the report as its title gives it
    statement   the year that a heading or a sentence gives to what is the report's own; *other* is as for a goal,
                *amounts* are the same figure under that year and under the report's
    """

    what: DatingKind
    year: Figure
    other: Figure | None = None
    amounts: tuple[Figure, ...] = ()

    def claim(self) -> Claim:
        """Return the claim that the year is the one it can be: terms year, other and the amounts."""
        terms = [Term(self.year, "year")]
        terms += [] if self.other is None else [Term(self.other, "other")]
        return Claim("period", (*terms, *(Term(figure, "amount") for figure in self.amounts)), self.what)


MentionKind = Literal["place", "office"]


class Mention(NamedTuple):
    """The name of a place, or of an office, that stands where a report names its own: *what* says which of them.

    *own* says that it is its own, or above it; *home* is where the report names its own, *words* are those around it.
    """

    what: MentionKind
    name: Figure
    own: bool
    home: Figure | None = None
    words: str = ""

    def claim(self) -> Claim:
        """Return the claim that the name is that of the report itself: terms name, home."""
        terms = [Term(self.name, "place")] + ([] if self.home is None else [Term(self.home, "home")])
        return Claim("place", tuple(terms), self.what, basis=self.words)


PaperKind = Literal["self-evaluation", "transfer", "accounts"]


class Paper(NamedTuple):
    """What a document holds under a title of its own, and so what may be asked of it.

    self-evaluation  the report of a department on all its spending
    transfer         the report on a transfer from above
    accounts         the published final accounts
    *length* is how many characters follow its *title*; *text* is all that the document says, without blanks.
    """

    kind: PaperKind
    title: Figure
    length: int
    text: str


class Label(NamedTuple):
    """The number before a heading or an item, as one of its list: 二、 or （3）.

    *list* tells the lists of a document apart; those of headings (第一部分 一、 （一）) are told from those of items.
    *lost* is how many labels may have been lost before it: lines that have none.  *automatic* labels are counted by the
    word processor, and stand nowhere in the text.
    """

    place: Figure
    number: int
    list: int
    heading: bool
    lost: int = 0
    automatic: bool = False


Assured = Literal["within budget", "well done", "all met", "no problem"]


class Assurance(NamedTuple):
    """Words in which a report says that all is well: *what* is assured; *place* are the words.

    *concepts* are the terms that it is said of; none where it is said of the whole.
    """

    what: Assured
    place: Figure
    concepts: tuple[str, ...] = ()


TrendKind = Literal[
    "level", "nearly level", "growth by times", "times", "rise", "fall", "surpassed", "all done", "nearly done"
]


class Trend(NamedTuple):
    """Words that say how *new* stands to *base*, both of them printed: *what* they say, *words* their place.

    level, nearly level        持平, 基本持平
    growth by times, times     增长2倍: *times* more than *base*; 是…的2倍, 翻一番: so many *times* it
    rise, fall                 from *base* to *new*
    surpassed, all done, nearly done   of a target *base*

    *sure* says that one clause holds both figures.
    """

    what: TrendKind
    words: Figure
    new: Figure
    base: Figure
    times: Decimal = Decimal(1)
    sure: bool = False

    def claim(self) -> Claim:
        """Return the words beside the two figures as a claim without a verdict."""
        terms = Term(self.words, "words"), Term(self.new, "new"), Term(self.base, "base")
        return Claim("narrative", terms, self.what, asserted=self.sure)


class Cause(NamedTuple):
    """What a sentence gives as the reason of a *change*: *words* is their place, *parts* one text for each reason."""

    words: Figure
    change: Figure
    falls: bool
    parts: tuple[str, ...]


SlipKind = Literal[
    "doubled mark", "stray mark", "doubled unit", "doubled word", "unpaired mark", "narrow comma", "label mark",
    "no unit", "percent for points", "no year", "no such day", "undecided", "word limit", "misspelt",
]  # fmt: skip


class Slip(NamedTuple):
    """A slip of the pen: *what* says which, *place* the characters that show it, *meant* what should stand there.

    doubled mark, doubled unit, doubled word   printed twice
    stray mark       a mark where none can stand
    unpaired mark    a bracket or quotation mark without its counterpart
    narrow comma     a half-width comma between Chinese characters
    label mark       a pause mark behind a label in brackets
    no unit          an amount of money in 万, without 元
    percent for points   the difference of two rates, called a percentage of one
    no year          a year without 年
    no such day      a date that is in no calendar
    undecided        an increase and a decrease in one, as the outline prints them
    word limit       how long a text may be, as the outline prints it
    misspelt         a name of the field with a wrong character
    """

    what: SlipKind
    place: Figure
    meant: str = ""


PersonalNumberKind = Literal["identity", "mobile", "card", "account"]


class PersonalNumber(NamedTuple):
    """A number that belongs to a person, printed in full; an account may be that of an organization."""

    what: PersonalNumberKind
    place: Figure


class Regulation(NamedTuple):
    """A document that reports cite: its title and number, when it was issued, what replaced it.

    *issued* is the day, or as much of it as is known (2018-09); *last_year* is the last fiscal year that may rest on
    it, "" while it is in force.
    """

    title: str
    number: str
    issued: str
    last_year: str = ""
    replaced_by: str = ""


class Citation(NamedTuple):
    """A document that a report cites, by its title, its number or both.

    *by_title* and *by_number* are the regulations that they are known to be, *issued* the year that it is from, "" if
    that is not known.  *basis* says that the report rests on one that is known, *ahead* that it is younger than
    all else that the report speaks of.
    """

    title: Figure | None = None
    number: Figure | None = None
    by_title: Regulation | None = None
    by_number: Regulation | None = None
    issued: str = ""
    basis: bool = False
    ahead: bool = False

    @property
    def regulation(self) -> Regulation | None:
        """What it is known to be; the number is more telling."""
        return self.by_number or self.by_title

    def claim(self, form: str, basis: str = "") -> Claim:
        """Return the claim about it: terms number and title, those that are printed."""
        figures = (("number", self.number), ("title", self.title))
        return Claim("citation", tuple(Term(f, role) for role, f in figures if f is not None), form, basis=basis)


_LONGEST_OPERAND = 24


def _beginning(name: Figure) -> Figure:
    """Return the first words of a name, so that no operand is a whole sentence."""
    line = name.text.split("\n", 1)[0][:_LONGEST_OPERAND].rstrip()
    return name if line == name.text else name._replace(end=name.start + len(line), text=line)


class Entry(NamedTuple):
    """What one cell of a statement, or the notes, say of the accounts: a figure and what it is of.

    *concept* is a term (total_expenditure, basic_expenditure …), *item* the class that it is limited to: the id of a
    functional class, the code of a 款 or 项 or of an economic class, "" for all of them.  *fund* is "" for all funds
    together.  *name* is what the row calls it; *sure* says that nothing of it was inferred.
    """

    figure: Figure
    concept: str
    item: str = ""
    fund: str = ""
    measure: str = ""
    label: str = ""
    name: str = ""
    sure: bool = True

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two entries have in common that must be equal."""
        return self.concept, self.item, self.fund, self.measure


class Statement(NamedTuple):
    """A statement of the final accounts by its name in ``terms.yaml``; the notes are one too, called notes.

    *title* is what it is published under, "" for the notes, *place* where that is printed.  *blank* says that it holds
    no amount but zero, *told* that a sentence says so.
    """

    name: str
    title: str
    place: Figure
    entries: tuple[Entry, ...] = ()
    blank: bool = False
    told: bool = False

    @property
    def by_key(self) -> dict[tuple[str, str, str, str], Entry]:
        """Its entries, the first of each key."""
        found: dict[tuple[str, str, str, str], Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    def term(self, entry: Entry, role: str = "") -> Term:
        """Return an entry as an operand that says which statement it stands in."""
        return Term(entry.figure, role or self.name, " / ".join(text for text in (self.title, entry.label) if text))

    def column(self, concept: str, fund: str, measure: str) -> list[Entry]:
        """Return the entries of one concept, fund and measure by class, in the order of the text."""
        return [e for e in self.entries if (e.concept, e.fund, e.measure) == (concept, fund, measure) and e.item]


class Comparison(NamedTuple):
    """What a check found out about a claim; kept when it holds too.

    *expected* is the recomputed value in the unit of the stated figure (percent for rates), None where nothing can be
    computed; *reason* then says what was missing.
    """

    claim: Claim
    verdict: Verdict | None
    expected: Decimal | None = None
    difference: Decimal | None = None
    reason: str = ""


class Hint(NamedTuple):
    """What would make a contradicted relation true."""

    code: str
    zh: str
    en: str


class Result(NamedTuple):
    """A comparison under its rule: what the report shows.

    *group* joins the results that show one contradiction; exactly one of them is *primary*.
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
