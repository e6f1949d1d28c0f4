"""Where the scan for figures stands, and the characters and patterns that its parts share."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import Block, Figure, FigureType

CENT = Decimal("0.01")
LONGEST = 28  # digits of a numeral that can still be a quantity
D = "[0-9]"
C = "[一二两三四五六七八九十百千万亿〇○零壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"
TO = "[-—–~～－至到]"
B = "[ \xa0]"
NUMERAL = expression(
    rf"(?:{D}{{1,3}}(?:[,，]{D}{{3}}(?!{D})){{1,9}}|{D}+)(?:[.]{D}+)?(?:[Ee][-+]?(?:0?[0-9]|1[0-2])(?![0-9A-Za-z.]))?"
)
SPOKEN = expression(rf"{C}+(?:点[零〇一二三四五六七八九]+[万亿]?)?")
TAIL = expression(rf"{B}?([余多来几]?)(万亿|[十百千]?[万亿萬億]|[百千]?)([余多来几]?){B}?")
DIGITS = frozenset("0123456789")
SPACE = frozenset(" \t\xa0\u2002\u2003\u2009\u3000\n\r")
_STOPS = frozenset("。；：;:！!？?\n\r")
OPEN_QUOTES = frozenset('“"‘「『')
CLOSE_QUOTES = frozenset('”"’」』')
ASIDE = frozenset("、，,。；;：:！？!?）)”》\n")


class Place(NamedTuple):
    """Where the scan stands: one block of the text."""

    text: str
    low: int
    high: int
    number: int
    block: Block


def bare(place: Place, start: int, end: int, kind: FigureType) -> Figure:
    return Figure(start, end, place.text[start:end], kind, block=place.number)


def begins_phrase(place: Place, at: int) -> bool:
    """Whether only blanks stand between *at* and the start of the block or the end of a sentence."""
    text, low, _, _, _ = place
    at -= 1
    while at >= low and text[at] in SPACE:
        at -= 1
    return at < low or text[at] in _STOPS


def begins_block(place: Place, at: int) -> bool:
    text, low, _, _, _ = place
    at -= 1
    while at >= low and text[at] in SPACE:
        at -= 1
    return at < low


def is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


DIGIT_TAILS = frozenset("万亿余多元%％‰")
