"""Formulas of names: 年初预算600万元，追加90万元，预算控制率=（追加预算/年初预算）×100%=15%.

Each name is one amount of the paragraph, the one that is called most alike. It ticks; it fails where every amount is
called as in the formula, and otherwise by a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, permutations

from audit_cli.expressions import expression
from audit_cli.extract.prose.formulas.claims import claim_of
from audit_cli.extract.prose.formulas.terms import Factor, Product, Sum, read, steps, tokens
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.extract.signs import EQUALS
from audit_cli.model import Claim

_COUNTED = expression(r"(?:总?[额数量]|金额|人数)$")
_EQUALS = tuple(EQUALS)
_LONGEST = 120
_MOST_NAMES, _MOST_AMOUNTS = 4, 6


def named_formulas(row: Row) -> Iterator[Claim]:
    for result in row.items[2:] if any(sign in row.words for sign in _EQUALS) else ():
        if not result.words.rstrip().endswith(_EQUALS):
            continue
        _, *told = steps([*tokens(result.words[-_LONGEST:])])
        made = read(told[-2]) if len(told) > 1 else []
        names = [*dict.fromkeys(_names(made))]
        amounts = islice((i for i in reversed(row.items[: result.place]) if i.is_amount), _MOST_AMOUNTS)
        called = _called(names, [*amounts])
        claim = claim_of(result._replace(label=""), _of_items(made, called)) if called else None
        if claim is not None:
            row.told.add(result.place)
            yield claim._replace(asserted=all(_is_called(name, item) for name, item in called.items()))


def _names(made: Sum) -> Iterator[str]:
    for each in made:
        for factor in (*each.over, *each.under):
            if isinstance(factor, str):
                yield _core(factor)
            elif isinstance(factor, list):
                yield from _names(factor)


def _of_items(made: Sum, called: Mapping[str, Item]) -> Sum:
    """Return a formula with the amounts in place of their names."""

    def item(factor: Factor) -> Factor:
        if isinstance(factor, list):
            return _of_items(factor, called)
        return called[_core(factor)] if isinstance(factor, str) else factor

    return [Product(each.sign, [*map(item, each.over)], [*map(item, each.under)]) for each in made]


def _is_called(name: str, item: Item) -> bool:
    label = _core(clean_label(item.label))
    return name in label or label in name


def _core(name: str) -> str:
    """Return what a name is of: 在职人员数 -> 在职人员."""
    return _COUNTED.sub("", name) or name


def _called(names: Sequence[str], amounts: Sequence[Item]) -> dict[str, Item]:
    """Return the amount of each name, if one choice of them is called more like the names than any other."""
    if not 1 < len(names) <= min(_MOST_NAMES, len(amounts)):
        return {}
    labels = [_core(clean_label(i.label)) for i in amounts]
    alike = [[_shared(name, label) for label in labels] for name in names]
    chosen = [
        (sum(alike[n][k] for n, k in enumerate(order)), order)
        for order in permutations(range(len(amounts)), len(names))
        if all(alike[n][k] for n, k in enumerate(order))
    ]
    if not chosen:
        return {}
    most = max(shared for shared, _ in chosen)
    best = [order for shared, order in chosen if shared == most]
    picked = [amounts[k] for k in best[0]]
    return dict(zip(names, picked, strict=True)) if len(best) == 1 else {}


def _shared(name: str, label: str) -> int:
    """Return how many pairs of characters two names share, 0 if that is less than half of the shorter."""
    one, other = ({*map("".join, pairwise(text))} for text in (name, label))
    shared = len(one & other)
    return shared if 2 * shared >= min(len(one), len(other)) else 0
