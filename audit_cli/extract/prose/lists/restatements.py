"""Restatements: a bracket or 即 that gives the amount before it in another unit, 28.364万元（283640元）.

The two are one fact: it ticks where they agree as printed, and fails otherwise.
"""

from __future__ import annotations

from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, same_verdict

_TEN_THOUSAND, _SIZE = 10000, 10


def restatement(row: Row, first: int, head: int) -> Claim | None:
    """Return the claim that the figure at *first* is the one at *head*, if nothing else is said of it."""
    item, host = row.items[first], row.items[head]
    if not (item.cue == "bracket" or item.cue_word == "即") or clean_label(item.label) or item.post.strip():
        return None
    if not item.figure.type == host.figure.type == "money" and not _is_counted_again(item, host):
        return None
    if item.figure.scale == host.figure.scale:
        return _in_another_unit(item, host) if item.cue_word == "即" else None
    behind = row.behind(first)
    if any(i.group == item.group and (item.cue == "bracket" or _goes_on(i)) for i in behind):
        return None
    return Claim(
        "equal", (Term(host.figure, "stated", clean_label(host.label)), Term(item.figure, "stated")), basis="括注"
    )


def _goes_on(behind: Item) -> bool:
    """Whether 即 opens a list, of which the next figure has no words of its own or only a pause before it."""
    return behind.sep < COMMA or not behind.label


def _is_counted_again(item: Item, host: Item) -> bool:
    """Whether a bracket has no more than a number of the same things, of another size: 141178万人（14.1178亿人）."""
    one, other = item.figure, host.figure
    alike = one.type == other.type == "count" and item.unit == host.unit and one.scale != other.scale
    return alike and item.cue == "bracket" and other.value < one.value * _SIZE and one.value < other.value * _SIZE


def _in_another_unit(item: Item, host: Item) -> Claim | None:
    """Return the claim that 元 stands for 万元 where 即 gives the same digits again: 5490220.21元，即549.02元."""
    figure = item.figure
    if figure.printed_unit != "元":
        return None
    value, quantum = figure.value * _TEN_THOUSAND, figure.quantum * _TEN_THOUSAND
    meant = figure._replace(value=value, quantum=quantum, exact=False)
    if not agrees(same_verdict(meant.quantity, host.figure.quantity)):
        return None
    return Claim("unit", (Term(figure, "suspect"), Term(host.figure, "witness", clean_label(host.label))), basis="括注")
