"""Tie-out: one amount of the final accounts in two of their statements, or in a statement and its notes."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Entry, Reading, check, not_assessable, same_agrees


@check(kind="equal")
def statements_agree(
    reading: Reading, *, statement: str = "notes", others: tuple[str, ...] = ("income_and_spending",), fund: str = ""
) -> Iterator[Comparison]:
    """What *statement* says of a concept, a class and a fund is what each of the *others* says of them.

    The cells of statements are rounded one by one: they may differ by one unit of the last place.  *fund* is the one
    that the entries of *statement* are held to where they name none.

    Holds: 2023年度部门决算¶收入支出决算总表¶项目|金额（万元）¶本年收入合计|810.36¶年初结转和结余|20.00¶总计|830.36¶
        二、收入决算情况说明¶2023年度收入合计810.36万元。
    Fails: 2023年度部门决算¶收入支出决算总表¶项目|金额（万元）¶本年收入合计|810.36¶年初结转和结余|20.00¶总计|830.36¶
        二、收入决算情况说明¶2023年度收入合计810.63万元。
    """
    named = {found.name: found for found in reading.each_statement()}
    one = named.get(statement)
    for name in others:
        other = named.get(name)
        if one is None or other is None:
            continue
        theirs, rows = other.by_key, other.by_row
        for entry in one.entries:
            match = theirs.get(entry.key if entry.fund or not fund else entry._replace(fund=fund).key)
            if match is None:
                continue
            claim = Claim("equal", (one.term(entry), other.term(match)), "statements", entry.sure)
            if _stands_beside(entry, match, rows[match.item, match.name]):
                yield not_assessable(claim, "the columns of the row may have shifted")
            else:
                yield from same_agrees(claim, cell_by_cell=True)


def _stands_beside(entry: Entry, match: Entry, row: list[Entry]) -> bool:
    """Whether the figure of *entry* stands in the *row* of *match*, under another head: the row was copied shifted."""
    if entry.figure.value == match.figure.value:
        return False
    return any(e.figure.value == entry.figure.value and e.key != match.key for e in row)
