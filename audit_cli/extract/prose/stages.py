"""Stages that are added up by their number: 一期投资300万元，二期投资420万元，两期投资720万元."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.item import NO_SEPARATOR, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_STAGES = "期|批|段|年|季度?|轮|次|镇|乡|村|标段|片区"
_SO_MANY = expression(rf"([两二三四五六七八九])个?({_STAGES})(?:工程|项目|资金)?([一-鿿]*?)[为达]?")
_STAGE = expression(f"个?({_STAGES})")
_NAME = 16  # characters before a figure that name its stage


def stages(row: Row) -> Iterator[Claim]:
    for total in row.amounts:
        many, stage, what = _so_many(row, total) if total.role in ("plain", "used") else (0, "", "")
        if not many or total.place in row.taken:
            continue
        before = [i for i in row.before_in_sentence(total.place) if i.same_unit(total)][:many]
        if len(before) == many and all(stage in (name := i.words[-_NAME:]) and what in name for i in before):
            parts = [i.place for i in reversed(before)]
            row.take(total.place, parts)
            yield row.claim(total.place, parts, basis="合计")


def _so_many(row: Row, total: Item) -> tuple[int, str, str]:
    """Return of how many stages *total* is, what one is called, and what was done in it; 0 if it does not say so."""
    if (said := _SO_MANY.fullmatch(total.label)) is not None:
        return int(chinese(said[1])[0]), said[2], said[3]
    counted = row.items[total.place - 1] if total.place else total
    if total.sep > NO_SEPARATOR or counted.label or counted.figure.type != "count":
        return 0, "", ""
    return (int(counted.figure.value), counted.unit, total.label) if _STAGE.fullmatch(counted.unit) else (0, "", "")
