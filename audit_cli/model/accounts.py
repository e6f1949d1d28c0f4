"""Statements of the final accounts, cell by cell."""

from __future__ import annotations

from audit_cli.model.claims import Term
from audit_cli.model.document import Figure
from audit_cli.value import Value


class Entry(Value, frozen=True):
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


class Statement(Value, frozen=True):
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

    @property
    def by_row(self) -> dict[tuple[str, str], list[Entry]]:
        """Its entries by the class and the name of their row."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            found.setdefault((entry.item, entry.name), []).append(entry)
        return found

    def term(self, entry: Entry, role: str = "") -> Term:
        """Return an entry as an operand that says which statement it stands in."""
        return Term(entry.figure, role or self.name, " / ".join(filter(None, (self.title, entry.label))))

    def column(self, concept: str, fund: str, measure: str) -> list[Entry]:
        """Return the entries of one concept, fund and measure by class, in the order of the text."""
        return [e for e in self.entries if (e.concept, e.fund, e.measure) == (concept, fund, measure) and e.item]
