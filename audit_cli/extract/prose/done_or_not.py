"""What was done and what was not: 发现隐患287处，已整改268处，正在整改19处.

Two counts that say of one verb what has been done and what has not are all of the count right before them, or of its
total if that is a part. It ticks, and is to be reviewed where no total was broken down in between.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.list_form import are_complements
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_DONE, _UNDONE = expression(r"已?(?:全部)?(完成|实现|达标|整改|落实)"), expression(r"尚?未(完成|实现|达标|整改|落实)")


def done_or_not(row: Row) -> Iterator[Claim]:
    counted = [i for i in row.items if i.figure.type != "rate"]  # 已验收11项，验收率78.57%，未验收3项
    for n, done in enumerate(counted[:-1]):
        following = counted[n + 1 : n + 3]
        partly = following[:1] if len(following) > 1 and following[0].label.startswith("部分") else []
        undone = following[len(partly)]
        if not done.place or done.cue or done.figure.type != "count" or not done.label.startswith("已"):
            continue
        before = row.items[done.place - 1]
        total = row.total_of.get(before.place)
        head = before if total is None else row.items[total]
        beside = head.sentence == undone.sentence and head.depth == done.depth == undone.depth
        if not beside or undone.sep > COMMA or not (head.same_unit(done) and done.same_unit(undone)):
            continue
        places = [done.place, *(i.place for i in partly), undone.place]
        if head.role != "plain" or row.taken.intersection(places) or not _is_all([done.label, undone.label], partly):
            continue
        closes = row.closes(head.place, places)
        if closes or total is None:
            row.take(head.place, places)
            yield row.claim(head.place, places, asserted=closes, basis="已未")


def _is_all(labels: list[str], partly: list[Item]) -> bool:
    done, undone = (pattern.match(label) for pattern, label in zip((_DONE, _UNDONE), labels, strict=True))
    alike = done is not None and undone is not None and done[1] == undone[1]
    return are_complements(labels) or (bool(partly) and alike)
