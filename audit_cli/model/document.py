"""A file as read: blocks of text in their places, and every numeral in them.

Positions are code-point offsets into the canonical text; they are born in a reader and never searched for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from operator import attrgetter
from typing import Literal

from audit_cli.model.notes import RUNNING, Note
from audit_cli.model.origins import Origin
from audit_cli.quantity import HUNDRED, Quantity
from audit_cli.value import Value

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


class Block(Value, frozen=True):
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


_START = attrgetter("start")


class Document(Value, frozen=True):
    """A file as read: its canonical text and the blocks of it in reading order.

    *doubtful* are the stretches of it, from start to end, whose digits were recognised in doubt; *recognised* are
    those that come from an image, in order, each with how sure its digits are, at least, from 0 to 1.
    *origins*, in the order of the text, say where it stands in the file, if the reader was asked for it.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    origins: tuple[Origin, ...] = ()
    recognised: tuple[tuple[int, int, Decimal], ...] = ()

    @property
    def name(self) -> str:
        """What its file is called, without the folders before it."""
        return self.path.replace("\\", "/").rpartition("/")[2] or self.path

    def text_of(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def block_at(self, place: int) -> int:
        """Return the number of the block that *place* is in, or else of the one before it; -1 before the first."""
        return bisect_right(self.blocks, place, key=_START) - 1

    def heading_of(self, block: Block) -> str:
        """Return the heading that *block* stands under, "" if there is none."""
        return self.sections[block.section] if 0 <= block.section < len(self.sections) else ""

    def confidence(self, start: int, end: int) -> Decimal | None:
        """Return how sure the digits of a stretch are at least that was recognised; None if it was not."""
        found: list[Decimal] = []
        at = max(bisect_left(self.recognised, (start,)) - 1, 0)
        while at < len(self.recognised) and self.recognised[at][0] < end:
            if self.recognised[at][1] > start:
                found.append(self.recognised[at][2])
            at += 1
        return min(found, default=None)

    @property
    def is_whole(self) -> bool:
        """Whether all that it says was read; what pages repeat at their edges says nothing."""
        return all(note == RUNNING for note in self.notes)


_DROPS_ZEROS = 10_000  # the largest unit, 万元, in which budgets are printed exactly


class Figure(Value, frozen=True):
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
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.start, self.end

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value, self.quantum, self.exact)

    def beside(self, other: Figure) -> Quantity:
        """Return its quantity as read beside *other* in one quotient, where trailing zeros are dropped in print.

        500万元 beside 455.25万元 is 500.00; but 3亿元 beside 1.25亿元 is often rounded.
        """
        alike = self.unit == other.unit or not (self.unit and other.unit)
        alike = alike and self.scale == other.scale <= (_DROPS_ZEROS if self.type == "money" else 1)
        return Quantity(self.value, min(self.quantum, other.quantum) if alike else self.quantum, self.exact)

    @property
    def of_all(self) -> Decimal:
        """What all of something is as such a quotient: 1 as a multiple or as points for each, 100 as a rate."""
        return Decimal(1) if self.type == "multiple" or self.unit == "分" else HUNDRED

    @property
    def approximate(self) -> bool:
        """Whether 余, 约, 近, 多, 以上 or a range makes it unfit to contradict anything."""
        return self.qualifier != ""
