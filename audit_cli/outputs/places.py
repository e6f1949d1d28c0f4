"""Where a figure stands, in words, and the text around it with the figures marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from audit_cli.masking import masked
from audit_cli.model import Claim, Document, Figure, Term
from audit_cli.report import block_of

_BEFORE, _AFTER = 24, 10
_LONGEST_SECTION = 24
# stands between section, page and line
BETWEEN = " · "
COLON = "："


class Piece(NamedTuple):
    """A stretch of a quotation; *role* is "stated", "operand", or "" for the text between."""

    text: str
    role: str = ""


def place(document: Document, figure: Figure, lang: str) -> str:
    """Return section, page and line, or table, row and column."""
    parts = []
    block = block_of(document, figure)
    chinese = lang == "zh"
    if block is not None and 0 <= block.section < len(document.sections):
        section = " ".join(document.sections[block.section].split())
        parts.append(section if len(section) <= _LONGEST_SECTION else section[: _LONGEST_SECTION - 1] + "…")
    if block is not None and block.page is not None:
        parts.append(f"第{block.page}页" if chinese else f"page {block.page}")
    if block is not None and block.kind == "cell" and block.table is not None:
        table, row, col = block.table + 1, block.row + 1, block.col + 1
        parts.append(f"表{table} 第{row}行第{col}列" if chinese else f"table {table}, row {row}, column {col}")
    else:
        line = document.text.count("\n", 0, figure.start) + 1
        parts.append(f"第{line}{'行' if document.format in ('txt', 'md') else '段'}" if chinese else f"line {line}")
    return BETWEEN.join(parts)


def place_of(document: Document, term: Term, lang: str) -> str:
    """Return where the figure of *term* stands; one in another document than *document* behind the name of its file."""
    if term.document is None:
        return place(document, term.figure, lang)
    return term.document.name + BETWEEN + place(term.document, term.figure, lang)


def quotations(document: Document, claim: Claim) -> list[list[Piece]]:
    """Return the passages that hold the figures of *claim*, one a block; cells of a table are not quoted.

    Those of another document stand behind the name of its file.  What is quoted for the number of a person shows no
    other one either.
    """
    stated = claim.terms[0].figure.start if claim.terms else -1
    passages = _passages(document, [t.figure for t in claim.own_terms], claim, stated)
    for term in claim.terms if claim.form == "across" else ():
        if term.document is not None:
            for passage in _passages(term.document, [term.figure], claim, -1):
                passages.append([Piece(f"{term.document.name}{COLON}"), *passage])
    return passages


def _passages(document: Document, taking_part: Iterable[Figure], claim: Claim, stated: int) -> list[list[Piece]]:
    figures = sorted(set(taking_part), key=lambda f: f.start)
    passages = []
    for index, together in groupby(figures, key=lambda f: _block_index(document, f)):
        if index < 0 or (document.blocks[index].kind == "cell" and len(document.text_of(document.blocks[index])) < 30):
            continue
        block = document.blocks[index]
        passage = _passage(document.text, block.start, block.end, list(together), stated)
        if claim.kind == "privacy":
            passage = [piece._replace(text=masked(piece.text)) for piece in passage]
        passages.append(passage)
    return passages


def _block_index(document: Document, figure: Figure) -> int:
    block = block_of(document, figure)
    return document.blocks.index(block) if block is not None else -1


def _passage(text: str, start: int, end: int, figures: Sequence[Figure], stated: int) -> list[Piece]:
    """Return the text round *figures* from *start* to *end*, with what is far from all of them left out."""
    pieces: list[Piece] = []
    at = max(start, _clause_start(text, start, figures[0].start))
    if at > start:
        pieces.append(Piece("…"))
    for figure in figures:
        if figure.start < at:
            continue
        if figure.start - at > _BEFORE + _AFTER:
            if pieces[-1:] != [Piece("…")]:
                pieces += [Piece(text[at : _whole_number(text, at, at + _AFTER)]), Piece("…")]
            at = _whole_number(text, figure.start, figure.start - _BEFORE)
        pieces.append(Piece(text[at : figure.start]))
        pieces.append(Piece(text[figure.start : figure.end], "stated" if figure.start == stated else "operand"))
        at = figure.end
    rest = text[at : _whole_number(text, at, min(end, at + _AFTER))]
    pieces.append(Piece(rest))
    if at + len(rest) < end:
        pieces.append(Piece("…"))
    return [piece._replace(text=" ".join(piece.text.split("\n"))) for piece in pieces if piece.text]


def _whole_number(text: str, near: int, cut: int) -> int:
    """Return *cut*, moved towards *near* until it goes through no number."""
    step = 1 if cut < near else -1
    while cut != near and 0 < cut < len(text) and _in_number(text[cut - 1]) and _in_number(text[cut]):
        cut += step
    return cut


def _in_number(character: str) -> bool:
    return character.isdigit() or character in ".,"


def _clause_start(text: str, start: int, at: int) -> int:
    """Return where the clause that leads to *at* begins, not too far before it."""
    nearest = max(text.rfind(mark, start, at) for mark in "。；")
    return max(nearest + 1, at - 2 * _BEFORE)
