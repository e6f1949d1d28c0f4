"""Performance: indicators with their fields, the forms they stand in, what a report gives itself."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from audit_cli.model.claims import Claim, Kind, Term
from audit_cli.model.document import Figure
from audit_cli.value import Value


class Field(Value, frozen=True):
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
        figure = self.figure
        if figure is None or not self.bare or self.state != "filled":
            return None
        return replace(figure, qualifier="") if figure.qualifier else figure

    @property
    def operand(self) -> Figure | None:
        """Its quantity, or else the beginning of its words; the label that asks for it where it is blank."""
        return self.quantity or (self.text and _beginning(self.text))


Group = Literal["", "execution", "output", "benefit", "satisfaction", "cost"]
Aim = Literal["", "at_least", "at_most", "equal", "unknown"]


class Indicator(Value, frozen=True):
    """One indicator of a form or of a project's list: what was to be reached, what was, and how it was scored.

    *project* is the project it belongs to, "" for the department as a whole; *level1* and *level2* are the classes it
    stands in (产出指标, 数量指标), as printed, "" where none is; *group* is the class of the first level, *inferred*
    where the second tells it below a first of another scheme (履职效能), *class_label* the place of the nearest class.
    *aim* says which way its target is meant; "" where the target has no sign and more is better, unknown where less
    may be.  *unnamed* is the head of the column of names where its own cell is blank, *unit* what stands in the column
    of units.
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
    inferred: bool = False
    aim: Aim = ""
    class_label: Figure | None = None
    unnamed: Figure | None = None
    unit: str = ""

    @property
    def label(self) -> str:
        """What it is called, without the number before its name."""
        return " ".join(self.name.text.text.split()) if self.name.text else self.level2 or self.level1

    def term(self, role: str) -> Term | None:
        """Return the field *role* (name, target …) as an operand: its quantity, or else the beginning of its words."""
        operand = getattr(self, role).operand
        return Term(operand, role, self.label) if operand else None

    def claim(self, kind: Kind, *roles: str, form: str = "") -> Claim:
        """Return a claim over the fields in *roles* (target, actual …), the first of them the stated one."""
        return Claim(kind, tuple([term for role in roles if (term := self.term(role)) is not None]), form)


# a list that names fewer classes may be no list of indicators
_LEAST_NAMED = 3


class Form(Value, frozen=True):
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
        operand = getattr(self, role).operand
        return Term(operand, role, self.project) if operand else None

    def claim(self, kind: Kind, *roles: str, form: str = "") -> Claim:
        """Return a claim over the fields in *roles*, the first of them the stated one."""
        return Claim(kind, tuple([term for role in roles if (term := self.term(role)) is not None]), form)


class Rating(Value, frozen=True):
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


_LONGEST_OPERAND = 24


def _beginning(name: Figure) -> Figure:
    """Return the first words of a name, so that no operand is a whole sentence."""
    line = name.text.split("\n", 1)[0][:_LONGEST_OPERAND].rstrip()
    return name if line == name.text else name._replace(end=name.start + len(line), text=line)
