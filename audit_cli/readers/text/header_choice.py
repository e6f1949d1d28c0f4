"""Headers of two rows known only as a list of labels: of the ways to part them, the one that the figures bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import kind_of
from audit_cli.readers.text.header_tree import Places, alone_score, group_score
from audit_cli.readers.text.reckoned_places import Amount, Relation, Vector, vector

IN_ALL = expression(r"[合小总]\s*计|^计$|总额|总数")
_RATE = expression(r"率|比例|比重|幅度?$|[%％]|占.*比")
_AMOUNT = expression(r"金额|[数额]$")
_FIGURE = expression(r"-?\d[\d,]*(?:\.\d+)?[%％]?")
_MOST = 2000  # ways that are tried
_CLEAR = 4  # tenths of a point that tell one way from another where figures do not


def two_rows(labels: Sequence[str], width: int, above: int = 0) -> Iterator[list[Places]]:
    """Yield the ways in which *labels* are a row of labels and a row below some of them, over *width* columns.

    The first row has so many labels *above* the others, if that is known.
    """
    groups = len(labels) - width
    if groups < 1:
        return
    for top in [above] if above else range(groups, len(labels) - 2 * groups + 1):
        below = len(labels) - top
        for parents in combinations(range(top), groups):
            for cuts in combinations(range(2, below - 1), groups - 1):
                sizes = [b - a for a, b in zip((0, *cuts), (*cuts, below), strict=True)]
                if min(sizes) > 1:
                    yield _places(top, dict(zip(parents, sizes, strict=True)))


def _places(top: int, sizes: dict[int, int]) -> list[Places]:
    above: Places = []
    under: Places = []
    column = 0
    for label in range(top):
        size = sizes.get(label, 1)
        above.append((column, size))
        if label in sizes:
            under += [(c, 1) for c in range(column, column + size)]
        column += size
    return [above, under]


def chosen(
    labels: Sequence[str], width: int, names: int, rows: Sequence[Sequence[Amount]], above: int = 0
) -> list[Places] | None:
    """Return the best of the ways to part *labels*, [] if others are as good, None if none is borne out.

    *rows* are full rows of figures, which stand behind so many *names*.
    """
    ways = list(islice(two_rows(labels, width, above), _MOST + 1))
    if not ways or len(ways) > _MOST:
        return None
    vectors = [(row, vector(row, tuple(range(len(row))), len(row))) for row in rows]
    ranked = sorted(((*_borne_out(labels, way, names, vectors), _words(labels, way)), way) for way in ways)
    (wrong, held, words), best = ranked[0]
    if wrong:
        return None
    for (also_wrong, also_held, others), _ in ranked[1:2]:
        if (wrong, held) == (also_wrong, also_held) and others - words < _CLEAR:
            return []
    return best


def amount_of(text: str) -> Amount | None:
    """Return the figure that a cell prints, nought for a dash, None for what is none."""
    if kind_of(text) == "d":
        return Amount(Decimal(0))
    if not _FIGURE.fullmatch(text):
        return None
    return Amount(Decimal(text.rstrip("%％").replace(",", "")), text[-1] in "%％")


def _borne_out(
    labels: Sequence[str], way: list[Places], names: int, rows: Sequence[tuple[Sequence[Amount], Vector]]
) -> tuple[int, int]:
    """Return what speaks against a way, and what speaks for it as a number below nought."""
    above, under = way
    leaves = {c: labels[len(above) + k] for k, (c, _) in enumerate(under)}
    wrong = held = 0
    for k, (column, size) in enumerate(above):
        if size == 1:
            leaves[column] = labels[k]
            continue
        inner = [c - names for c in range(column, column + size)]
        if inner[0] < 0:
            wrong += inner[-1] >= 0  # no label stands over names and figures
            continue
        for total in inner:
            if IN_ALL.search(leaves[total + names]) and not any("其中" in leaves[c + names] for c in inner):
                relation = Relation(total, tuple(c for c in inner if c != total))
                closes = [relation.holds(row) for _, row in rows]
                if 2 * sum(closes) < len(closes):
                    wrong += 1
                else:
                    held -= sum(relation.says_something(row) for _, row in rows)
    for figures, _ in rows[:1]:
        for c, figure in enumerate(figures):
            named = leaves.get(c + names, "")
            wrong += bool(_AMOUNT.search(named) and figure.rate) + bool(_is_rate(named) and _is_amount(figure))
    return wrong, held


def _is_rate(label: str) -> bool:
    return _RATE.search(label) is not None


def _is_amount(figure: Amount) -> bool:
    return not figure.rate and abs(figure.value) > 1000


def _words(labels: Sequence[str], way: list[Places]) -> int:
    """Return how well the words suit a way, in tenths below nought."""
    above, under = way
    below = [labels[len(above) + k] for k in range(len(under))]
    taken, score = 0, 0.0
    for k, (_, size) in enumerate(above):
        if size == 1:
            score += alone_score(labels[k])
        else:
            score += group_score(labels[k], below[taken : taken + size], below[0])
            taken += size
    return -round(10 * score)
