"""Money and people: what was planned and spent, posts and staff, what is owed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from audit_cli.model.claims import Claim, Kind, Term
from audit_cli.model.document import Figure
from audit_cli.value import Value

_YEAR = 12


class Execution(Value, frozen=True):
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
        """Return the claim that what was spent keeps to the plan: terms executed (or adjusted), planned.

        Its form is the number of months that the spending is of, where that is not the whole year.
        """
        role = "executed" if self.measure == "executed" else "adjusted"
        terms = (Term(self.executed, role, self.executed_label), Term(self.planned, "planned", self.label))
        within = str(self.months) if kind == "unspent" and 0 < self.months < _YEAR else ""
        return Claim(kind, terms, within, self.asserted, basis=self.plan)


class Staffing(Value, frozen=True):
    """Authorized posts, and the people who fill them; *category* is "" for all of them.

    *others* says that people outside the posts are named among them.
    """

    category: str
    authorized: Figure
    actual: Figure
    label: str = ""
    posts_label: str = ""
    asserted: bool = True
    others: bool = False

    def claim(self) -> Claim:
        """Return the claim that there are no more people than posts: terms actual, authorized."""
        terms = (Term(self.actual, "actual", self.label), Term(self.authorized, "authorized", self.posts_label))
        return Claim("over-quota", terms, asserted=self.asserted)


class NamedRate(Value, frozen=True):
    """A rate that is stated under its name; *explained* says that a reason stands with it."""

    label: str
    figure: Figure
    explained: bool = False


class Contract(Value, frozen=True):
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
