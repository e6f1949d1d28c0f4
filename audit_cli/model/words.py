"""What stands in the words: years, names, headings, praise, slips, personal numbers, citations, what is left open."""

from __future__ import annotations

from typing import Literal

from audit_cli.model.claims import Claim, Term
from audit_cli.model.document import Figure
from audit_cli.value import Value


class Gap(Value, frozen=True):
    """Something that a sentence, or a row, leaves open: *what* says what, *place* are the words that show it.

    change      a comparison with a reason and no change
    work        a plan that was dropped before it had begun; *figure* is the money that was taken back
    moved       money that went to another use, *settled* if it is said who approved it; *figure* is the money
    finished    money carried over though its project is finished
    stale       money that was not used up within two years
    adjustment  a blank row for the change of the budget
    base        a rate of a whole that is zero; *figure* is the whole
    trouble     a project that was not paid or carried out, or whose money was asked for again
    """

    what: Literal["change", "work", "moved", "finished", "stale", "adjustment", "base", "trouble"]
    place: Figure
    figure: Figure | None = None
    settled: bool = False


DatingKind = Literal["range", "comparison", "goal", "statement", "acceptance", "due"]


class Dating(Value, frozen=True):
    """A year in a part that says which year it can be: *what* says which part.

    range       *year* and *other* are its ends
    comparison  *year* is what a year is compared with, *other* the year that is, None for the year of the report
    goal        the year in which something is to be reached; *other* is that of the report as its title gives it
    statement   the year that a heading or a sentence gives to what is the report's own; *other* is as for a goal,
                *amounts* are the same figure under that year and under the report's
    due         the year in which what is left at the end of the year is to be paid; *other* is as for a goal
    acceptance  the day on which works were accepted, called *label*; *other* are the words that their accounts are open
    """

    what: DatingKind
    year: Figure
    other: Figure | None = None
    amounts: tuple[Figure, ...] = ()
    label: str = ""

    def claim(self) -> Claim:
        """Return the claim that the year is the one it can be: terms year, other and the amounts."""
        terms = [Term(self.year, "year")]
        terms += [] if self.other is None else [Term(self.other, "other")]
        return Claim("period", (*terms, *(Term(figure, "amount") for figure in self.amounts)), self.what)


MentionKind = Literal["place", "office"]


class Mention(Value, frozen=True):
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


class Paper(Value, frozen=True):
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


class Label(Value, frozen=True):
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


Assured = Literal["within budget", "well done", "all met", "no problem", "none found"]


class Assurance(Value, frozen=True):
    """Words in which a report says that all is well: *what* is assured; *place* are the words.

    no problem is said of the report as a whole, none found of what its self-evaluation has counted.  *concepts* are
    the terms that it is said of; none where it is said of the whole.
    """

    what: Assured
    place: Figure
    concepts: tuple[str, ...] = ()


SlipKind = Literal[
    "doubled mark", "stray mark", "doubled unit", "doubled word", "unpaired mark", "narrow comma", "label mark",
    "no unit", "percent for points", "no year", "no such day", "undecided", "word limit", "misspelt",
    "no figure",
]  # fmt: skip


class Slip(Value, frozen=True):
    """A slip of the pen: *what* says which, *place* the characters that show it, *meant* what should stand there.

    doubled mark, doubled unit, doubled word   printed twice
    stray mark       a mark where none can stand
    unpaired mark    a bracket or quotation mark without its counterpart
    narrow comma     a half-width comma between Chinese characters
    label mark       a pause mark behind a label in brackets
    no unit          an amount of money in 万, without 元
    percent for points   the difference of two rates, called a percentage of one
    no year          a year without 年
    no figure        a unit, or a mark, where the figure before it was to be filled in
    no such day      a date that is in no calendar
    undecided        an increase and a decrease in one, as the outline prints them
    word limit       how long a text may be, as the outline prints it
    misspelt         a name of the field with a wrong character
    """

    what: SlipKind
    place: Figure
    meant: str = ""


PersonalNumberKind = Literal["identity", "mobile", "card", "account"]


class PersonalNumber(Value, frozen=True):
    """A number that belongs to a person, printed in full; an account may be that of an organization."""

    what: PersonalNumberKind
    place: Figure


class Regulation(Value, frozen=True):
    """A document that reports cite: its title and number, when it was issued, what replaced it.

    *issued* is the day, or as much of it as is known (2018-09); *last_year* is the last fiscal year that may rest on
    it, "" while it is in force.
    """

    title: str
    number: str
    issued: str
    last_year: str = ""
    replaced_by: str = ""


class Citation(Value, frozen=True):
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
