"""Lists of names: where one name ends and the next begins."""

from __future__ import annotations

import re

_JOIN = re.compile(r"[和及与]")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕")


def mask(text: str) -> str:
    """Return *text* with everything in brackets and quotes blanked, so that no separator in it counts."""
    return _BRACKETS.sub(lambda m: "＿" * len(m.group()), text)


def split_names(text: str, separators: str = "、") -> list[tuple[int, int]]:
    """Return the ranges of the names that *separators* part.

    和, 及 and 与 in the last name separate only if the word before them ends like another name:
    防汛抗旱科、工贸和非煤矿山安全监督管理科 are two names, 办公室、人事科和财务科 are three.
    """
    masked = mask(text)
    ranges: list[tuple[int, int]] = []
    at = 0
    for position, char in enumerate(masked + separators[0]):
        if char in separators:
            if masked[at:position].strip():
                ranges.append((at, position))
            at = position + 1
    if not ranges:
        return ranges
    start, end = ranges[-1]
    for join in _JOIN.finditer(masked, start + 1, end - 1):
        endings = {text[b - 1] for _, b in ranges[:-1]} | {text[end - 1]} if len(ranges) > 1 else {text[end - 1]}
        if text[join.start() - 1] in endings:
            ranges[-1:] = [(start, join.start()), (join.end(), end)]
            break
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in ranges]
