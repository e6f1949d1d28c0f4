"""Rows of names and amounts by turns that stand below a header of other columns, as in the head of a form.

年度资金总额 | 2105.60 | 2486.37 | 2391.08 | 10 has the columns of its header; 其中：基本支出 | 1288.85 and
人员支出 | 1120.54 below it, with their names where that has numerals, or below 按支出性质分, have none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.tables.grid import Cell

Pair = tuple[Cell, Cell]  # a name and the amount right behind it

# what stands over names and amounts: 按收入性质分
BY_KIND = expression(r"按[^：:]{2,8}分(?:类)?[：:]?$")
_FEWEST = 2
_LONGEST_NAME = 24


def pair_rows(rows: Sequence[Sequence[Cell]]) -> dict[int, list[Pair]]:
    """Return the pairs of each row that consists of nothing else, where at least two rows are so placed."""
    found: dict[int, list[Pair]] = {}
    numerals: set[int] = set()  # columns of the last row whose numerals stand beside one another
    run: dict[int, list[Pair]] = {}
    strayed = 0
    headed = False  # whether a heading of classes was the last row without pairs
    for number, row in enumerate([*rows, ()]):
        filled = [cell for cell in row if cell.kind != "blank"]
        kinds = [cell.kind for cell in filled]
        pairs = _pairs(filled)
        if pairs and (numerals or headed):
            astray = headed or any(name.col in numerals for name, _ in pairs)
            if astray or (run and _are_alike(pairs, run)):
                run[number] = pairs
                strayed += astray
                continue
        if filled and "number" not in kinds:
            headed = headed or all(BY_KIND.match(cell.text) for cell in filled)
            if run:
                continue  # a heading among them
        if strayed >= _FEWEST:
            found.update(run)
        if "number" in kinds:
            headed = False
        run, strayed = {}, 0
        if ("number", "number") in pairwise(kinds):
            numerals = {cell.col for cell in filled if cell.kind == "number"}
    return found


def _pairs(filled: Sequence[Cell]) -> list[Pair]:
    """Return the pairs of a row; none if numerals stand beside one another, or a name at its end."""
    if not filled or filled[-1].kind != "number" or filled[0].kind != "text":
        return []
    pairs: list[Pair] = []
    for before, cell in pairwise(filled):
        if cell.kind == "number":
            if before.kind == "number" or len(before.text) > _LONGEST_NAME:
                return []
            pairs.append((before, cell))
        elif before.kind == "text" and pairs:
            return []
    return pairs


def _are_alike(pairs: Sequence[Pair], run: dict[int, list[Pair]]) -> bool:
    """Whether all *pairs* stand below others of the *run*."""
    places = {(name.col, amount.col) for above in run.values() for name, amount in above}
    return all((name.col, amount.col) in places for name, amount in pairs)


def by_column(found: dict[int, list[Pair]]) -> Iterator[list[Pair]]:
    """Yield the pairs of each column of names, from the top."""
    for col in sorted({name.col for pairs in found.values() for name, _ in pairs}):
        yield [pair for pairs in found.values() for pair in pairs if pair[0].col == col]
