"""What was done and what was not: 发现隐患287处，已整改268处，正在整改19处.

Two counts that say of one verb what has been done and what has not are all of the count right before them, or of its
total if that is a part. It ticks, and is to be reviewed where no total was broken down in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audit_cli.extract.prose.item import COMMA
from audit_cli.extract.prose.list_form import are_complements
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim


def done_or_not(row: Row) -> Iterator[Claim]:
    counted = [i for i in row.items if i.figure.type != "rate"]  # 已验收11项，验收率78.57%，未验收3项
    for done, undone in pairwise(counted):
        if not done.place or done.cue or done.figure.type != "count" or not done.label.startswith("已"):
            continue
        before = row.items[done.place - 1]
        total = row.total_of.get(before.place)
        head = before if total is None else row.items[total]
        beside = head.sentence == undone.sentence and head.depth == done.depth == undone.depth
        if not beside or undone.sep > COMMA or not (head.same_unit(done) and done.same_unit(undone)):
            continue
        places = [done.place, undone.place]
        if head.role != "plain" or row.taken.intersection(places) or not are_complements([done.label, undone.label]):
            continue
        closes = row.closes(head.place, places)
        if closes or total is None:
            row.take(head.place, places)
            yield row.claim(head.place, places, asserted=closes, basis="已未")
