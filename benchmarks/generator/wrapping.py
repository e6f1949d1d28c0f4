"""Prose as converters of PDF leave it: broken at a page width, in the middle of words and numerals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from benchmarks.generator.pieces import Span
from benchmarks.generator.texts import Contradiction, Sample, Text

_TABLE = re.compile(r"[\t|｜│┃]|\S[ 　]{2,}\S")
_ROW = re.compile(r"\S \S.*\S \S")
_UNIT = re.compile(r".[，。、；：！？”’）》%％,.;:!?]?")
_POINT = re.compile(r"(?<=\d)[.,%]")
_WORD = re.compile(r"[“‘（《(]*(?:[0-9A-Za-z.,%+-]+|.)[，。、；：！？”’）》]*")


class Page(NamedTuple):
    """Columns of a line (a Chinese character takes two), and how paragraphs are set on it.

    Points and commas of *narrow* numerals take no column, so lines with many of them hold more.
    """

    width: int
    indent: str = ""
    double: bool = False
    whole_numerals: bool = False
    narrow: bool = False


def page_of(rng: Random) -> Page:
    """Draw one of the usual pages."""
    return Page(
        rng.choice((64, 70, 76, 80, 90)), rng.choice(("", "　　", "    ")), rng.random() < 0.2, rng.random() < 0.6
    )


class Wrapped(NamedTuple):
    """The text on its page; *places* says before which characters of the old one something was put in."""

    text: str
    places: Sequence[int]
    lengths: Sequence[int]

    def place(self, at: int) -> int:
        """Return where the character *at* of the old text stands now."""
        return at + self.lengths[bisect_right(self.places, at)]


def wrapped(text: str, page: Page) -> Wrapped:
    """Return *text* with its prose set on *page*; lines that look like rows of tables stay as they are."""
    added: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        printed = line.strip()
        if _is_prose(printed):
            start = at + line.index(printed[0])
            indent = page.indent if start == at else ""
            end_of_line = ("\r\n" if line.endswith("\r\n") else "\n") * (1 + page.double)
            if indent:
                added.append((start, indent))
            margin = width_of(indent) or width_of(line[: start - at])
            added += ((start + k, end_of_line) for k in _breaks(printed, page, margin))
            if page.double:
                added.append((at + len(line), "\n"))
        at += len(line)
    out, done = [], 0
    for place, new in added:
        out += [text[done:place], new]
        done = place
    out.append(text[done:])
    lengths = [0, *accumulate(len(new) for _, new in added)]
    return Wrapped("".join(out), [place for place, _ in added], lengths)


def _is_prose(line: str) -> bool:
    return (
        line.endswith("。")
        or ("。" in line and not _TABLE.search(line))
        or (width_of(line) > 50 and not _TABLE.search(line) and not _ROW.search(line))
    )


def _breaks(line: str, page: Page, margin: int) -> Iterator[int]:
    used = margin
    for token in (_WORD if page.whole_numerals else _UNIT).finditer(line):
        # a closing sign may hang over the edge
        word = _POINT.sub("", token[0]) if page.narrow else token[0]
        width = width_of(word.rstrip("，。、；：")) if used else 0
        if used and used + width > page.width:
            yield token.start()
            used = 0
        used += width_of(word)


def width_of(text: str) -> int:
    return sum(1 if char < "\u0100" else 2 for char in text)


def on_a_page(sample: Sample) -> Sample:
    """Return *sample* with both its texts set on one page."""
    page = page_of(Random(f"page/{sample.name}"))
    clean = _text(sample.clean, page)
    if sample.planted is None or sample.contradiction is None:
        return sample._replace(clean=clean)
    planted, told = _text(sample.planted, page), sample.contradiction
    keys = {span.key for span in told.touched}
    touched = tuple(span for span in planted.spans if span.key in keys)
    return Sample(sample.name, clean, planted, Contradiction(told.method, told.broken, touched, told.severity))


def _text(text: Text, page: Page) -> Text:
    new = wrapped(text.text, page)

    def moved(span: Span) -> Span:
        start, end = new.place(span.start), new.place(span.end - 1) + 1
        return Span(span.key, start, end, new.text[start:end])

    return text._replace(text=new.text, spans=tuple(map(moved, text.spans)))
