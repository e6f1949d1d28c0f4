"""Counts against the names that are listed for them, before or behind, at once or in a later clause."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.lists.before import listed_before
from audit_cli.extract.lists.behind import judged_behind, listed_behind, names_of_clause
from audit_cli.extract.lists.listing import Names, Reader, split_at
from audit_cli.model import Claim, Document, Figure

_RESTATED = expression(r"[，,。；;\n](?:我局|我单位|本单位|其中|这些)?([一-鿿]{2,10}?)(?:分别|依次)(?:是|为)[：:]?")
_SET = expression(r"“((?:[一二三四五六七八九两][一-鿿]{1,3}){2,3})”")
_MEMBER = expression(r"[一二三四五六七八九两]")
_OPENING = expression(r"[ \xa0]?[一-鿿]{0,6}[ \xa0]?[（(]")
_QUOTED = expression(r"“[^“”]{1,12}”")
# one name for several: 第一至第五检察部
_SEVERAL = expression(r"第[一二三四五六七八九十0-9]{1,3}[至到]第?[一二三四五六七八九十0-9]{1,3}")
_FAR = 160

_HIGHEST = 200  # a count above it is of no list that a sentence names


def list_claims(document: Document, figures: tuple[Figure, ...]) -> Iterator[Claim]:
    """Yield a claim for each count of *figures* whose names are listed before or behind it."""
    reader = Reader(document, figures, [f.start for f in figures])
    read: set[int] = set()
    floor = 0  # the end of the last count that has its names before it
    for figure in figures:
        if figure.type != "count" or figure.approximate or not 1 <= figure.value <= _HIGHEST or figure.value % 1:
            continue
        claim = listed_behind(reader, figure)
        if claim is None:
            claim = listed_before(reader, figure, floor)
            floor = figure.end if claim is not None else floor
        if claim is not None:
            read.add(figure.start)
            if not any(_SEVERAL.search(term.figure.text) for term in claim.terms):
                yield claim
    if "分别" in document.text or "依次" in document.text:
        yield from _restated(reader, read)
    yield from _sets(reader)


def _restated(reader: Reader, read: set[int]) -> Iterator[Claim]:
    """Yield the claims of counts whose names follow later: 内设科室6个，所属单位3个，内设科室分别是…."""
    text = reader.document.text
    for found in _RESTATED.finditer(text):
        noun = found[1]
        for figure in reversed(reader.figures_in(found.start() - _FAR, found.start())):
            if figure.type != "count" or figure.approximate or figure.start in read:
                continue
            before = text[max(0, figure.start - len(noun) - 2) : figure.start].rstrip(" \xa0有共：:")
            if before.endswith(noun) or text.startswith(noun, figure.end):
                end = reader.document.blocks[figure.block].end
                names = names_of_clause(reader, figure, found.end(), end) if found.end() < end else None
                claim = judged_behind(reader, figure, noun, names, "strong") if names else None
                if claim is not None:
                    read.add(figure.start)
                    yield claim
                break


def _sets(reader: Reader) -> Iterator[Claim]:
    """Yield the claims of sets of two kinds, which can only tick: “五办一中心”（…）, “一会三卡”."""
    text, blocks = reader.document.text, reader.document.blocks
    for found in _SET.finditer(text):
        total = sum((chinese(m[0])[0] for m in _MEMBER.finditer(found[1])), Decimal(0))
        block = reader.document.block_at(found.start())
        if block < 0 or found.start() >= blocks[block].end:
            continue
        end = min(blocks[block].end, found.end() + 400)
        opening = _OPENING.match(text, found.end(), end)
        if opening is not None:
            close = text.find("）", opening.end(), end)
            spans = split_at(text, opening.end(), close) if close > 0 else []
        else:
            spans = [m.span() for m in _QUOTED.finditer(text, found.end(), min(end, found.end() + 80))]
            spans = [(a, b) for a, b in spans if text[b - 2] in found[1]]
        if len(spans) == total:
            figure = Figure(*found.span(1), found[1], "count", "个", total, printed_unit="个", exact=True, block=block)
            yield reader.claim(figure, "", Names(spans), "总称所列", tick_only=True)
