"""An item: one quantity in its place in a paragraph, with its label, its separators, its cue and its role."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Literal

from audit_cli.model import Figure
from audit_cli.value import Value

Role = Literal[
    "plain", "used", "rest", "change", "change_of_change", "base", "price", "share", "growth", "rate", "points", "to"
]
Cue = Literal["", "of_which", "by", "list", "respectively", "colon", "bracket", "within"]

# how strongly two items are separated
NO_SEPARATOR, PAUSE, COMMA, SEMICOLON, STOP = range(5)

# what puts items in the order of the text
BY_START = attrgetter("start")

# units of counts that add up with nothing but themselves
NOT_COUNTED = frozenset({"分", "年", "天", "小时", "个月", "周", "日", "岁", "级", "类", "种", "方面"})


_PEOPLE = frozenset({"人", "人次"})
# whose answers are counted may be counted as people: 收回问卷288份，其中满意263人
_COUNTS_PEOPLE = frozenset({"个", "份"})


class Item(Value, frozen=True):
    """One quantity in its place.

    *place* is its number in the row, *unit* that of its figure, *is_amount* whether it may be the total or a part of a
    breakdown. *label* is the text right before it, *lead* the clauses between the item before and the label, *words*
    all the text since the item before, *post* the text after it up to the next separator.
    *sep* is the strongest separator since the item before; *depth* the bracket depth, *group* the bracket it stands in
    (0 outside), *opens* says that this bracket opened since the item before, *host* is the item that it touches
    (-1: none). *line* counts the lines of a list, *mark* is how its line begins if it is the first figure of one.
    *cue*, *cue_word* and *partial* are what opens a list at this item; *role* is what the figure is in its clause,
    *falls* that it says a fall, *each* that it is meant for each of several, *total_after* that its label sums up what
    stands before it, *done* that all of it was used.
    """

    place: int
    figure: Figure
    unit: str
    is_amount: bool
    label: str
    lead: str
    words: str
    post: str
    sep: int
    sentence: int
    depth: int
    group: int
    host: int
    cue: Cue
    cue_word: str
    partial: bool
    role: Role
    falls: bool
    each: bool
    total_after: bool
    done: bool
    opens: bool
    line: int
    mark: str

    @property
    def start(self) -> int:
        """Where its figure begins in the text."""
        return self.figure.start

    @property
    def is_change(self) -> bool:
        """Whether it is by how much something changed, or by how much more than another time it did."""
        return self.role in ("change", "change_of_change")

    def same_unit(self, other: Item) -> bool:
        """Whether two figures are counted in one unit: 件 and 件次 are."""
        return self.unit == other.unit or self.unit.removesuffix("次") == other.unit.removesuffix("次") != ""

    def kin(self, other: Item) -> bool:
        """Whether two figures can stand in one sum: both money, or both things counted."""
        a, b = self.figure.type, other.figure.type
        if a == b == "money":
            return True
        mine, theirs = self.unit, other.unit
        if mine in NOT_COUNTED or theirs in NOT_COUNTED:
            return mine == theirs
        if a == "money" or b == "money":
            return a == b
        if (mine in _PEOPLE) != (theirs in _PEOPLE) and not _COUNTS_PEOPLE.intersection((mine, theirs)):
            return False
        if a == "measure" or b == "measure":
            return mine == theirs
        return self.is_amount and other.is_amount

    def is_whole_of_rate(self, items: Sequence[Item]) -> bool:
        """Whether this of *items* is only what a rate is of: 完成投资80亿元，占总投资200亿元的40%."""
        behind = items[self.place + 1 : self.place + 2]
        return bool(behind) and behind[0].figure.type == "rate" and behind[0].label == "的"

    def may_be_used_of(self, figure: Figure) -> bool:
        """Whether this is money or a score like *figure*, of which one may be the used part of the other."""
        return self.figure.type == figure.type == "money" or self.unit == figure.unit == "分"
