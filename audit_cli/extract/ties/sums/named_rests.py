"""Lists that fall short by what a table names: 90万元，其中甲60万元，乙20万元, and 丙10万元 in the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.ties.table_lines import TableLines, key_of
from audit_cli.model import Claim, Document


def with_named_rests(claims: Sequence[Claim], tables: TableLines, document: Document) -> Iterator[Claim]:
    """Yield *claims*; an open list is a partial one where total, parts and rest stand in one row or column."""
    for claim in claims:
        if (
            claim.kind == "sum"
            and claim.form == "open"
            and _is_prose(claim, document)
            and _rest_is_named(claim, tables)
        ):
            yield claim._replace(form="partial")
        else:
            yield claim


def _is_prose(claim: Claim, document: Document) -> bool:
    return document.blocks[claim.stated.block].table is None


def _rest_is_named(claim: Claim, tables: TableLines) -> bool:
    total, *parts = claim.figures()
    rest = total.value - sum(part.value for part in parts)
    if rest <= 0:
        return False
    keys = [key_of(figure) for figure in (total, *parts)] + [(total.unit, rest)]
    shared = set.intersection(*(set(tables.lines.get(key, ())) for key in keys))
    return any(line[0] != "table" for line in shared)
