"""Identifiers: document numbers, model names, addresses, telephone numbers and budget class codes."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.ledger.dates import YEAR
from audit_cli.extract.ledger.places import ASIDE, SPACE, B, Place, bare, is_han, is_letter
from audit_cli.extract.ledger.units import UNITS, unit_at
from audit_cli.model import Document, Figure

PHONE = expression(r"(?:0[0-9]{2,3}[-—－ ][0-9]{3,4}[- ]?[0-9]{4}|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4})(?![0-9])")
SUB_NUMBER = expression(r"[0-9]{1,3}[-－—]([0-9]{1,3})(?![0-9.,%％-])")
CHAIN = expression(r"[0-9]+(?:[-－—][0-9]+){2,9}")
DOCUMENT = expression(
    rf"[〔\[【［(（]{B}?{YEAR}{B}?[〕\]】］)）](?:{B}?[A-Za-z\u4e00-\u9fff]{{0,4}}?第?{B}?[0-9]+(?:-[0-9]+)?{B}?号?)?"
)
CODE = expression(r"[A-Za-z0-9\-_.]*")
_ADDRESS = expression(r"[A-Za-z0-9\-_./@:#?=&%+~]*")
_CLASS_CODE = expression(r"2[0-3][0-9](?:[0-9]{2}){1,2}|3(?:0[1-9]|1[0-2]|99)[0-9]{2}")
_CLASS_COLUMNS = expression(r"2[0-3][0-9](?:[ \t|]{1,4}[0-9]{2}(?![0-9.,])){1,2}(?=[ \t|]{1,4}[\u4e00-\u9fff])")
_CLASS_CODE_SHORT = expression(r"2[0-3][0-9]|3(?:0[1-9]|1[0-2]|99)")


def is_document_number(printed: str, bracket: str) -> bool:
    tail = printed[-1]
    if bracket in "(（":
        return tail == "号"
    return tail == "号" or tail.isdigit()


def letter_code(place: Place, start: int, end: int, floor: int) -> Figure | None:
    """Return a model name, address or other code that letters begin: A8, PM2.5, www.example.cn/2022."""
    text, _, high, _, _ = place
    begin = start
    address = False
    while (
        begin > floor and text[begin - 1].isascii() and (text[begin - 1].isalnum() or text[begin - 1] in "-_./@:?=&%#~")
    ):
        begin -= 1
        address = address or text[begin] in "/@:"
    while begin < start and not text[begin].isalnum():
        begin += 1
    if begin == start:
        return None
    head = text[begin:start]
    if head.isalpha() and (unit := unit_at(text, end, high)) and UNITS[unit].type in ("money", "rate", "points"):
        return None
    if head[-1] in ".-" and not any(is_letter(c) for c in head):
        return None
    code = (_ADDRESS if address and any(is_letter(c) for c in head) else CODE).match(text, start, high)
    stop = code.end() if code is not None else end
    if text[stop : stop + 1] == "@" and (found := _ADDRESS.match(text, stop, high)):
        stop = found.end()
    while stop > start + 1 and not text[stop - 1].isalnum():
        stop -= 1
    return bare(place, begin, stop, "identifier")


NUMBERS_OF = expression(r"(?:电话|手机|传真|邮编|邮政编码|编号|编码|账号|帐号|卡号|号码|代码|证号|QQ)[:：\s]{0,3}$")
AFTER_NAME = frozenset("话机真编码号Q:： \t")
LINE_AFTER = expression("[\u4e00-\u9fff]{0,6}?(?:热线|电话|平台)")
LINES = ("热线", "电话", "平台")


def class_code(place: Place, start: int, end: int, printed: str, previous: str, following: str) -> Figure | None:
    """Return the code of a functional or economic class: 2080505 before a name, 208类, （2050201）."""
    text, _, high, _, _ = place
    short = len(printed) == 3
    if short and (columns := _CLASS_COLUMNS.match(text, start, high)) and (not previous or previous in SPACE):
        return bare(place, start, columns.end(), "identifier")
    if not (_CLASS_CODE_SHORT if short else _CLASS_CODE).fullmatch(printed):
        return None
    if following and following in "类款项" and (not short or following == "类"):
        return bare(place, start, end, "identifier")
    if following and following in "）)" and previous and previous in "（(":
        return bare(place, start, end, "identifier")
    if previous and previous in "）)" and not short and (not following or following in SPACE or following in ASIDE):
        return bare(place, start, end, "identifier")
    if previous and previous not in SPACE and previous not in "|｜、）)":
        return None
    if following and following in "-－—" and end + 1 < high and is_han(text[end + 1]):
        return bare(place, start, end, "identifier")  # 20104-发展与改革事务
    if previous and previous in "）)":
        return None
    at = end
    while at < high and (text[at] in SPACE or text[at] in "|｜"):
        at += 1
    if at < high and is_han(text[at]) and not unit_at(text, at, high, spaced=at > end) and text[at] not in "万亿余多":
        return bare(place, start, end, "identifier")
    return None


def with_codes(document: Document, figures: list[Figure]) -> list[Figure]:
    """Return *figures* with the codes that the cell beside them tells as identifiers: 205 | 教育."""
    blocks = document.blocks
    for at, figure in enumerate(figures):
        if figure.type != "number" or not figure.text.isdigit():
            continue
        length = len(figure.text)
        if length >= 5 and figure.block and _names_a_code(document, figure):
            figures[at] = Figure(figure.start, figure.end, figure.text, "identifier", block=figure.block)
            continue
        if length not in (3, 5, 7) or blocks[figure.block].kind != "cell":
            continue
        pattern = _CLASS_CODE_SHORT if len(figure.text) == 3 else _CLASS_CODE
        if pattern.fullmatch(figure.text) is None or _cell(document, figure.block, figure.block) != figure.text:
            continue
        columns = 1
        while columns < 3 and len(sub := _cell(document, figure.block, figure.block + columns)) == 2 and sub.isdigit():
            columns += 1
        name = _cell(document, figure.block, figure.block + columns)
        if not name or not is_han(name[0]):
            continue
        for column in range(min(columns, len(figures) - at)):
            code = figures[at + column]
            figures[at + column] = Figure(code.start, code.end, code.text, "identifier", block=code.block)
    return figures


def _names_a_code(document: Document, figure: Figure) -> bool:
    """Whether the block before *figure*, which begins its own, says that a telephone or other code follows."""
    block, before = document.blocks[figure.block], document.blocks[figure.block - 1]
    if document.text[block.start : figure.start].strip() or block.kind == "heading":
        return False
    return NUMBERS_OF.search(document.text[max(before.start, before.end - 6) : before.end]) is not None


def _cell(document: Document, anchor: int, index: int) -> str:
    """Return the text of cell *index* if it stands in the row of cell *anchor*, else ""."""
    if index >= len(document.blocks):
        return ""
    block, first = document.blocks[index], document.blocks[anchor]
    if block.kind != "cell" or block.table != first.table or block.row != first.row:
        return ""
    return document.text[block.start : block.end].strip()
