"""The figure ledger: every numeral of a document, typed, with its exact value.

A cheap search finds where a numeral may begin; the character behind it says which few anchored patterns can apply, and
one look-up of the unit decides the rest. Nothing is matched twice, so the time grows with the text.
"""

from __future__ import annotations

import re

from audit_cli.expressions import expression
from audit_cli.extract.ledger.amounts import quantity
from audit_cli.extract.ledger.codes import DOCUMENT, is_document_number, letter_code, with_codes
from audit_cli.extract.ledger.marks import marked
from audit_cli.extract.ledger.places import DIGITS, NUMERAL, SPACE, B, C, D, Place, bare, is_letter
from audit_cli.extract.ledger.powers import AFTER_FACTOR, power
from audit_cli.extract.ledger.spoken import spoken_figure
from audit_cli.extract.ledger.units import unit_at
from audit_cli.extract.unwrapped import unwrapped
from audit_cli.model import Document, Figure

# a Chinese numeral is a candidate only where a unit, a label's mark or a fraction can follow, not in 一是 and 一般
_CANDIDATE = expression(
    rf"[0-9①-⑳⑴-⒇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾廿卅]"
    rf"(?:(?<=[0-9①-⑳⑴-⒇])|(?<!{C}.){C}*+[^是般，。；：！？“《》〔〕\n])",
    re.DOTALL,
)
_FULL_WIDTH = "０１２３４５６７８９"
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
# one blank between a numeral and its unit, wider than it need be or not seen at all: 43　万元
_WIDE_BLANKS = "\u2002\u2003\u2009\u200b\u202f\u2060\u3000"
_BLANK = expression(rf"[{_WIDE_BLANKS}](?<=[0-9０-９].)(?=[^\s0-9０-９])")
_BLANK_THOUSANDS = expression(
    r"[1-9][0-9]{0,2}(?:[ \xa0\u2009][0-9]{3}(?![0-9])){1,4}(?:\.[0-9]+)?"
    r"(?:(?=[ \xa0]?[万亿]?元)|(?P<bare>(?=[一-鿿])))"
)
_ORDINAL = expression(rf"{B}?{D}+(?:{B}?[-—–~～至到、]{B}?第?{D}+){{0,9}}{B}?")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")


def figures_of(document: Document) -> tuple[Figure, ...]:
    """Return the ledger of *document*, sorted by place and without overlaps; text outside all blocks has no figures."""
    view = unwrapped(document)
    if view is None:
        return ledger_of(document)
    return tuple(map(view.restored, ledger_of(view.document)))


def ledger_of(document: Document) -> tuple[Figure, ...]:
    """Return the ledger of a document whose paragraphs stand in one line each."""
    figures: list[Figure] = []
    text = document.text
    if any(blank in text for blank in _WIDE_BLANKS):
        text = _BLANK.sub(" ", text)
    if any(digit in text for digit in _FULL_WIDTH):
        text = text.translate(_NARROW)
    wide = text is not document.text
    blocks = document.blocks
    reached = 0
    ordered = True
    for index, block in enumerate(blocks):
        if block.start < reached:
            ordered = False
        reached = block.end
        # most blocks have no numeral
        if found := _CANDIDATE.search(text, block.start, block.end):
            _scan(Place(text, block.start, block.end, index, block), found, figures)
    if not ordered:
        figures.sort(key=lambda figure: figure.start)
    if wide:
        figures = [figure._replace(text=document.text[figure.start : figure.end]) for figure in figures]
    return tuple(with_codes(document, figures))


def _scan(place: Place, found: re.Match[str] | None, figures: list[Figure]) -> None:
    """Add the figures of a block whose first candidate is *found*."""
    text, at, high, _, _ = place
    while found is not None:
        start = found.start()
        lead = text[start]
        if lead in DIGITS:
            figure: Figure | None = _digits(place, start, at)
        elif lead in _CIRCLED:
            figure = bare(place, start, start + 1, "label")
        else:
            figure = spoken_figure(place, start, at)
        if figure is None:
            at = max(found.end() - 1, start + 1)
        else:
            at = figure.end
            figures.append(figure)
        found = _CANDIDATE.search(text, at, high)


def _digits(place: Place, start: int, floor: int) -> Figure:
    """Return the figure whose first digit stands at *start*; nothing before *floor* may be taken."""
    text, low, high, _, _ = place
    previous = text[start - 1] if start > low else ""
    if previous in "〔[【［(（" and previous and start > floor:
        found = DOCUMENT.match(text, start - 1, high)
        if found is not None and is_document_number(found[0], previous):
            return bare(place, start - 1, found.end(), "identifier")
    if start > floor and (previous == "第" or (previous == " " and start - 2 >= floor and text[start - 2] == "第")):
        head = text.rindex("第", floor, start)
        found = _ORDINAL.match(text, start, high)
        if found is not None:
            return bare(place, head, found.end() + len(unit_at(text, found.end(), high)), "ordinal")
    numeral = NUMERAL.match(text, start, high)
    if numeral is None:
        return bare(place, start, start + 1, "unread")
    end = numeral.end()
    printed = numeral[0]
    if start > floor and previous.isascii() and (is_letter(previous) or previous in "/_@=.-"):
        code = letter_code(place, start, end, floor)
        if code is not None:
            return code
    following = text[end] if end < high else ""
    if following in AFTER_FACTOR and (raised := power(place, start, end, printed, previous, floor)):
        return raised
    if previous and previous in "+＋" and start > floor + 1 and is_letter(text[start - 2]):
        return bare(place, start - 2, end, "scheme")
    special = marked(place, start, end, printed, previous, following, floor)
    if special is not None:
        return special
    if "，" in printed and not ("." in printed or "元" in text[end : end + 3]):
        end = start + printed.index("，")
        printed = text[start:end]
    elif following and following in " \xa0\u2009":
        spaced = _BLANK_THOUSANDS.match(text, start, high)
        apart = previous in SPACE and start - 2 >= low and text[start - 2] in DIGITS
        if spaced is not None and not apart and (spaced["bare"] is None or previous not in SPACE):
            printed, end = spaced[0], spaced.end()
    return quantity(place, start, end, printed, previous, floor)
