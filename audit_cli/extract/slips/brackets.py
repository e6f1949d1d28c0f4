"""Brackets and quotation marks without their counterpart.

A bracket may be closed in a later paragraph, 1） and 一） are labels, [80, 90) is an interval, :) a face.  A text with
more than a few loose ends was broken on the way here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.slips.printed import Printed
from audit_cli.model import Block, Figure, Slip

# half and full width are often mixed, and so are kinds of square brackets
_FAMILIES = ("（(", "）)"), ("【〔[［", "】〕]］"), ("《〈", "》〉"), ("“", "”"), ("「『", "」』")
_FAMILY = {mark: number for number, pair in enumerate(_FAMILIES) for marks in pair for mark in marks}
_OPENING = frozenset("".join(opening for opening, _ in _FAMILIES))
_MARK = expression("[" + "".join(re.escape(mark) for mark in _FAMILY) + "]")
_LABEL = expression(r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[①-⑳])[.．、 \xa0]?$")
_FACES = frozenset(":：;；^=")
_MOST = 6  # loose ends of a whole text


def unpaired_marks(printed: Printed) -> Iterator[Slip]:
    """Yield the brackets and quotation marks of the paragraphs that have no counterpart anywhere near."""
    text = printed.text
    if _are_even(text):
        return
    loose = [end for number in _uneven(printed) for end in _loose_ends(text, number, printed.document.blocks[number])]
    loose = _without_pairs(text, loose)
    if len(loose) <= _MOST:
        for number, at in loose:
            opening, closing = _FAMILIES[_FAMILY[text[at]]]
            meant = closing[0] if text[at] in opening else opening[0]
            yield Slip("unpaired mark", Figure(at, at + 1, text[at], "name", block=number), meant)


def _are_even(text: str) -> bool:
    """Whether there are as many closing marks as opening ones of each family, which is told faster than their order."""
    return all(sum(map(text.count, opening)) == sum(map(text.count, closing)) for opening, closing in _FAMILIES)


def _uneven(printed: Printed) -> Iterator[int]:
    """Yield the blocks of prose where marks do not pair off; what is closed in order leaves nothing behind."""
    left: dict[int, list[str]] = {}
    number, block, end = -1, None, -1
    for found in _MARK.finditer(printed.text):
        mark = found[0]
        if found.start() >= end:
            place = printed.block_at(found.start())
            number, block = place if place is not None else (-1, None)
            end = block.end if block is not None else found.end()
        if block is None or block.kind == "cell":
            continue
        waiting = left.setdefault(number, [])
        if mark not in _OPENING and waiting and waiting[-1] in _FAMILIES[_FAMILY[mark]][0]:
            waiting.pop()
        else:
            waiting.append(mark)
    yield from (number for number, waiting in left.items() if waiting)


def _loose_ends(text: str, number: int, block: Block) -> list[tuple[int, int]]:
    """Return the marks of a paragraph that have no counterpart in it, whatever stands between."""
    found: list[int] = []
    waiting: list[list[int]] = [[] for _ in _FAMILIES]
    for mark in _MARK.finditer(text, block.start, block.end):
        at, family = mark.start(), waiting[_FAMILY[mark[0]]]
        if mark[0] in _OPENING:
            family.append(at)
        elif family:
            family.pop()
        elif not _is_label_or_face(text, at, block.start):
            found.append(at)
    for (opening, _), family in zip(_FAMILIES, waiting, strict=True):
        # “a“ is one slip: the second should close
        ends = family[1::2] if opening == "“" and len(family) % 2 == 0 else family
        found += [at for at in ends if not _is_face(text, at, block.start)]
    # a square bracket with a round one is an interval that has one of its ends
    if {_FAMILY[text[at]] for at in found} == {0, 1} and any(text[at] in _OPENING for at in found):
        return []
    return [(number, at) for at in sorted(found)]


def _is_label_or_face(text: str, at: int, start: int) -> bool:
    return _LABEL.search(text, max(start, at - 5), at) is not None or _is_face(text, at, start)


def _is_face(text: str, at: int, start: int) -> bool:
    return at > start and text[at] in "()（）" and text[at - 1] in _FACES


def _without_pairs(text: str, loose: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the loose ends without those that are closed in a later paragraph."""
    left: list[tuple[int, int]] = []
    waiting: list[list[tuple[int, int]]] = [[] for _ in _FAMILIES]
    for end in loose:
        family = waiting[_FAMILY[text[end[1]]]]
        if text[end[1]] in _OPENING:
            family.append(end)
        elif family:
            family.pop()
        else:
            left.append(end)
    return sorted([*left, *(end for family in waiting for end in family)])
