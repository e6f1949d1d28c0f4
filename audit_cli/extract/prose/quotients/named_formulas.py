"""Quotients printed as formulas of names: 年初预算600万元，追加90万元，预算控制率=（追加预算/年初预算）×100%=15%.

Each name is one amount of the paragraph, the one that is called most alike. It ticks; it fails where every amount is
called as in the formula, and otherwise by a slip.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise, permutations
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import growth, term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Term

# brackets and signs as a typewriter has them; quotation marks and the × of ×100% say nothing
_PLAIN = str.maketrans("［【（〔[{］】）〕]}÷／－–—−＋＝", "(" * 6 + ")" * 6 + "//----+=", ' 　“”"‘’《》×*xX')
_SIDE = expression(r"[-+]?[^-+]+(?:[-+][^-+]+)*")
_NAME = expression(r"([-+]?)([^-+]+)")
_COUNTED = expression(r"(?:总?[额数量]|金额|人数)$")
_LONGEST = 120
_MOST_NAMES, _MOST_AMOUNTS = 4, 6


class _Formula(NamedTuple):
    """What is divided by what: names, each with its sign."""

    part: list[tuple[str, int]]
    whole: list[tuple[str, int]]


def named_formula(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the quotient that the words before *rate* spell, of the amounts that they name."""
    if not rate.words.rstrip().endswith(("=", "＝")):
        return None
    formula = _formula(rate.words)
    if formula is None:
        return None
    amounts = islice((i for i in reversed(paragraph.items[: rate.place]) if i.is_amount), _MOST_AMOUNTS)
    called = _called([*dict.fromkeys(name for name, _ in (*formula.part, *formula.whole))], [*amounts])
    return _claim(rate, formula, called) if called else None


def _formula(words: str) -> _Formula | None:
    """Return the formula that *words* spell behind a sign of equality: 率=[（本年数-上年数）/上年数]×."""
    spelt = _bare(words[-_LONGEST:].translate(_PLAIN).partition("=")[2].rstrip("=").removesuffix("100%"))
    if spelt.count("/") != 1:
        return None
    part, whole = (_names(_bare(side)) for side in spelt.split("/"))
    return _Formula(part, whole) if part and whole else None


def _bare(text: str) -> str:
    """Return *text* without the brackets around all of it."""
    while text.startswith("(") and _end_of_bracket(text) == len(text) - 1:
        text = text[1:-1]
    return text


def _end_of_bracket(text: str) -> int:
    """Return where the bracket closes that *text* begins with, -1 if it does not."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    return -1


def _names(side: str) -> list[tuple[str, int]]:
    """Return the names that *side* adds up, each with its sign; none if it is more than a sum."""
    if "(" in side or ")" in side or "=" in side or _SIDE.fullmatch(side) is None:
        return []
    return [(_core(name), -1 if sign == "-" else 1) for sign, name in _NAME.findall(side)]


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
    return dict(zip(names, picked, strict=True)) if len(best) == 1 and all(i.kin(picked[0]) for i in picked) else {}


def _shared(name: str, label: str) -> int:
    """Return how many pairs of characters two names share, 0 if that is less than half of the shorter."""
    one, other = ({*map("".join, pairwise(text))} for text in (name, label))
    shared = len(one & other)
    return shared if 2 * shared >= min(len(one), len(other)) else 0


def _claim(rate: Item, formula: _Formula, called: dict[str, Item]) -> Claim:
    sure = all(name in (label := _core(clean_label(i.label))) or label in name for name, i in called.items())
    rate = rate._replace(label="")
    match formula:
        case [[(new, 1), (subtracted, -1)], [(base, 1)]] if base == subtracted:
            return growth(rate, called[new], called[base])._replace(asserted=sure, basis="算式")
    terms = [Term(rate.figure, "rate", "")]
    for role, side in (("part", formula.part), ("whole", formula.whole)):
        terms += (term(called[name], role, sign) for name, sign in side)
    return Claim("ratio", tuple(terms), asserted=sure, basis="算式")
