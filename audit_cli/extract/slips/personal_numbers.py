"""Numbers that belong to a person: of an identity card, a mobile telephone, a bank card.

Each is known by its own arithmetic (birthday and check digit, prefix, the sum by Luhn) and by the words before it.
Codes of organizations, projects, contracts and papers are none, and what is masked is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from functools import cached_property

from audit_cli.expressions import expression
from audit_cli.extract.slips.printed import Printed
from audit_cli.model import Document, Figure, PersonalNumber, PersonalNumberKind

# what a text without any such number, as most are, does not have; a class that is not repeated is found faster
_EIGHT_DIGITS = expression("[0-9０-９][0-9０-９]{3}[ -]?[0-9０-９]{4}")
_NARROW = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")
_LONG = expression(
    r"(?<![0-9A-Za-z])(?:[0-9]{11,19}[Xx]?|1[3-9][0-9]([ -])[0-9]{4}\1[0-9]{4}"
    r"|[0-9]{4}([ -])[0-9]{4}\2[0-9]{4}\2[0-9]{4}(?:\2[0-9]{1,3})?)(?![0-9A-Za-z*＊×])"
)
_MOBILE = expression(r"1[3-9][0-9]{9}")
_OLD_IDENTITY_LENGTH = 15
_PROVINCE = expression("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FIRST_BIRTH, _LAST_BIRTH = 1900, 2040
# what the cards of the large banks and of rural credit begin with
_ISSUER = expression(
    "6210(?:81|96|98)|6212(?:25|26|84)|62148[356]|6216(?:6[0136789])|621(?:700|785|790|798|799)|622(?:169|188)"
    "|6222(?:00|02|03|08|58|59|60|80)|6225(?:75|80|88)|622(?:609|700|845|846|848)|623668"
)
_CUES: Mapping[PersonalNumberKind, re.Pattern[str]] = {
    "identity": expression("身份证|证件号|公民身份号"),
    "mobile": expression("手机|电话|联系方式|联系人|联系号码|负责人|填表人|填报人|经办人"),
    "card": expression("卡号|银行卡|储蓄卡|社保卡|账[户号]|帐[户号]|一卡通"),
    "account": expression("卡号|银行卡|储蓄卡|社保卡|账[户号]|帐[户号]|一卡通"),
}
# the number of something else
_OTHER = expression(
    "信用代码|机构代码|代码|编[号码]|文号|单号|流水号?|序列号?|税号|订单|发票|凭证|许可证|登记证?号?|备案号?|批次号?|合同号|证书|条码|QQ"
)
_AMOUNT_AFTER = expression(r"[ \xa0]?(?:[.．,][0-9]|[%％‰元万亿千百人户个吨亩件册份株只头度米平立公升])")
_NUMBER_BESIDE = expression(r"[ \t]+[0-9]")
_BEFORE = 16


def personal_numbers(document: Document) -> Iterator[PersonalNumber]:
    """Yield the numbers of persons in the order of the text."""
    if _EIGHT_DIGITS.search(document.text) is None:
        return
    text = document.text.translate(_NARROW)
    around = _Around(document)
    for found in _LONG.finditer(text):
        start, end = found.span()
        number = found[0].replace(" ", "").replace("-", "").upper()
        what = _kind(number)
        before = text[max(start - _BEFORE, 0) : start]
        if not what or before.endswith((".", "．", "¥", "￥", "*", "＊", "×")) or _AMOUNT_AFTER.match(text, end):
            continue
        if before.endswith("-") and before[-2:-1].isdigit():
            continue
        cue = _last(_CUES[what], before)
        if _last(_OTHER, before) > cue or (what == "mobile" and _last(_CUES["card"], before) > cue):
            continue
        if cue >= 0 or around.is_cued(what, start) or _is_sure(what, number, around, start, end):
            block = around.printed.block_at(start)
            place = Figure(start, end, document.text[start:end], "identifier", block=block[0] if block else -1)
            yield PersonalNumber(what, place)


def _kind(number: str) -> PersonalNumberKind | None:
    """Return what *number* can be by itself."""
    if _MOBILE.fullmatch(number):
        return "mobile"
    if len(number) == _OLD_IDENTITY_LENGTH:
        return "identity" if _PROVINCE.match(number) and _is_day(f"19{number[6:12]}") else None
    if len(number) == len(_WEIGHTS) + 1 and _PROVINCE.match(number) and _is_day(number[6:14]):
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:-1], strict=True))
        if _CHECK_DIGITS[total % 11] == number[-1]:
            return "identity"
    if 16 <= len(number) <= 19 and number.isdigit() and _adds_up(number):
        return "card" if _ISSUER.match(number) else "account"
    return None


def _is_sure(what: PersonalNumberKind, number: str, around: _Around, start: int, end: int) -> bool:
    """Whether a number that nothing announces can be nothing else: amounts stand in cells and beside other numbers."""
    if what == "mobile":
        return not around.is_among_numbers(start, end)
    return what == "card" or (what == "identity" and len(number) > _OLD_IDENTITY_LENGTH)


def _is_day(printed: str) -> bool:
    year, month, day = int(printed[:4]), int(printed[4:6]), int(printed[6:])
    return _FIRST_BIRTH <= year <= _LAST_BIRTH and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _adds_up(number: str) -> bool:
    """Whether the digits of *number* add up by Luhn."""
    doubled = (2 * int(digit) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(two - 9 if two > 9 else two for two in doubled)) % 10 == 0


def _last(words: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in words.finditer(text)), default=-1)


class _Around:
    """What stands around a number in its table or line; looked at when a number is found."""

    def __init__(self, document: Document) -> None:
        self.document, self.printed = document, Printed(document)

    def is_cued(self, what: PersonalNumberKind, place: int) -> bool:
        """Whether a cell to the left, or above, says what the number of a cell is."""
        found = self.printed.block_at(place)
        if found is None or found[1].table is None:
            return False
        block = found[1]
        left = self._cells[what].get((block.table, "row", block.row), block.col)
        above = self._cells[what].get((block.table, "col", block.col), block.row)
        return left < block.col or above < block.row

    def is_among_numbers(self, start: int, end: int) -> bool:
        """Whether it stands in a cell, or beside another number of its line."""
        found, text = self.printed.block_at(start), self.document.text
        if found is None or found[1].table is not None or _NUMBER_BESIDE.match(text, end):
            return True
        before = text[max(start - _BEFORE, 0) : start]
        return before[-1:].isspace() and before.rstrip(" \t")[-1:].isdigit()

    @cached_property
    def _cells(self) -> Mapping[PersonalNumberKind, Mapping[tuple[int | None, str, int], int]]:
        """The first column of each row, and the first row of each column, that has a cue, by kind."""
        text = self.document.text
        first: dict[PersonalNumberKind, dict[tuple[int | None, str, int], int]] = {what: {} for what in _CUES}
        for block in self.document.blocks:
            if block.table is None:
                continue
            for what, cue in _CUES.items():
                if cue.search(text, block.start, block.end):
                    for key, at in (
                        ((block.table, "row", block.row), block.col),
                        ((block.table, "col", block.col), block.row),
                    ):
                        first[what][key] = min(at, first[what].get(key, at))
        return first
