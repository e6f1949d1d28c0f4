"""Numbered points: 一是…二是…, ①…②…, （1）…（2）…, in one paragraph or over the lines below."""

from __future__ import annotations

import re
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import Block, Document

_DIGITS = "一二三四五六七八九十"
_SERIES = 30
_REACH = 6000  # characters from the first point to the last
_NAME_END = expression(r"[，,。；;：:！？\n]")
_LONGEST = 24


def _chinese(n: int) -> str:
    if n <= 10:
        return _DIGITS[n - 1]
    return ("" if n < 20 else _DIGITS[n // 10 - 1]) + "十" + ("" if n % 10 == 0 else _DIGITS[n % 10 - 1])


_FAMILIES: dict[str, tuple[str, ...]] = {
    "一是": tuple(f"{_chinese(n)}是" for n in range(1, _SERIES)),
    "①": tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "（1）": tuple(f"（{n}）" for n in range(1, _SERIES)),
    "(1)": tuple(f"({n})" for n in range(1, _SERIES)),
    "（一）": tuple(f"（{_chinese(n)}）" for n in range(1, _SERIES)),
    "(一)": tuple(f"({_chinese(n)})" for n in range(1, _SERIES)),
    "一、": tuple(f"{_chinese(n)}、" for n in range(1, _SERIES)),
    "1.": tuple(f"{n}." for n in range(1, _SERIES)),
    "1．": tuple(f"{n}．" for n in range(1, _SERIES)),
    "1、": tuple(f"{n}、" for n in range(1, _SERIES)),
    "1）": tuple(f"{n}）" for n in range(1, _SERIES)),
    "第一，": tuple(f"第{_chinese(n)}，" for n in range(1, _SERIES)),
    "第一、": tuple(f"第{_chinese(n)}、" for n in range(1, _SERIES)),
    "一要": tuple(f"{_chinese(n)}要" for n in range(1, _SERIES)),
}
_FIRST = expression("|".join(re.escape(mark) for mark in _FAMILIES))


class Points(NamedTuple):
    """The numbered points found: their spans, and whether nothing else stands between or behind them."""

    spans: list[tuple[int, int]]
    unbroken: bool


def points_from(document: Document, number: int, start: int) -> Points | None:
    """Return the numbered points that begin at *start* in block *number*, or in the block below if it ends there."""
    text, blocks = document.text, document.blocks
    block = blocks[number]
    while start < block.end and text[start] in " \xa0　":
        start += 1
    if start >= block.end:
        return _lines(document, number + 1)
    first = _FIRST.match(text, start, block.end)
    if first is None:
        return None
    family = _FAMILIES[first[0]]
    starts = _inline(text, family, start, block.end)
    following = number + 1
    below: list[tuple[int, int]] = []
    while following < len(blocks) and len(starts) + len(below) < len(family) and blocks[following].kind != "cell":
        mark = family[len(starts) + len(below)]
        at = blocks[following].start
        if not text.startswith(mark, at):
            break
        below.append(_name(text, at + len(mark), blocks[following].end))
        following += 1
    spans = [_name(text, at + len(family[i]), block.end) for i, at in enumerate(starts)]
    return Points(spans + below, True)


def _inline(text: str, family: tuple[str, ...], start: int, end: int) -> list[int]:
    """Return where the marks of *family* stand one after the other, before the series begins anew."""
    starts = [start]
    end = min(end, start + _REACH)
    again = text.find(family[0], start + 1, end)
    if again > 0:
        end = again
    for mark in family[1:]:
        at = text.find(mark, starts[-1] + 1, end)
        while (
            at > 0
            and mark[0].isdigit()
            and (text[at - 1].isdigit() or text[at - 1] == "." or text[at + len(mark)].isdigit())
        ):
            at = text.find(mark, at + 1, end)
        if at < 0:
            break
        starts.append(at)
    return starts


def _lines(document: Document, number: int) -> Points | None:
    """Return the points that begin the blocks from *number* on."""
    text, blocks = document.text, document.blocks
    if number >= len(blocks) or blocks[number].kind == "cell":
        return None
    first = _FIRST.match(_begin(document, blocks[number]))
    if first is None:
        return None
    family = _FAMILIES[first[0]]
    spans: list[tuple[int, int]] = []
    unbroken = True
    skipped = 0
    for block in blocks[number : number + 4 * _SERIES]:
        if block.kind == "cell" or len(spans) >= len(family):
            break
        mark = family[len(spans)]
        if _begin(document, block).startswith(mark):
            at = block.start + (0 if block.label else len(mark))
            spans.append(_name(text, at, block.end))
            if skipped:
                unbroken = False
            skipped = 0
        elif _begin(document, block).startswith(family[0]):
            break
        else:
            skipped += 1
            if skipped > 4:
                break
    return Points(spans, unbroken)


def _begin(document: Document, block: Block) -> str:
    return block.label or document.text[block.start : min(block.end, block.start + 6)]


def _name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of what a point is about: its first words."""
    while start < end and text[start] in " \xa0　":
        start += 1
    stop = _NAME_END.search(text, start, min(end, start + _LONGEST))
    return start, stop.start() if stop else min(end, start + _LONGEST)
