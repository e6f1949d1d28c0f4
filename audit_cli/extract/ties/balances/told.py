"""Balances told in words: …收入总计860万元。…支出总计830万元，收支相抵后结余30万元; …收入总计与支出总计…，收支平衡.

What is left, or the deficit, is the income less the spending that the same paragraph or, once each, the document
states; where the words only say that both are in balance, the two called 总计 are one amount. It ticks and fails; with
an opening balance beside them, or with totals of which it is not known what they hold, it may only tick.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import closes, difference, term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Document

_BALANCED = expression(r"收支(?:总体|基本)?(?:相抵|平衡)")
# what is wished for or asked, not told
_ASKED = expression(
    r"原则|坚持|确保|保证|实现|做到|力求|编制|要求|保持|制度|管理|目标|应当|考虑|规定|统筹|量入|为了|基本平衡|总体平衡"
)
_LEFT = expression(
    r"(?:结余|节余|盈余|结存)(?:资金|金额)?[为是共：:]*$|(?:年末|当年|本年)?结转(?:结余|下年)?(?:支出|使用)?(?:资金)?[为是：:]*$"
)
_DEFICIT = expression(r"(?:赤字|亏损|超支|缺口)(?:金额)?[为是：:]*$")
_BEFORE = (
    r"^(?:其中)?(?:(?:19|20)\d\d\s*年度?)?(?:全年|本年度?|当年|年度)?"
    r"(?:我[单部][位门]|[全本我][院校局所站馆镇乡中系][心统]?)?(?:实现|完成)?"
)
_ENDS = r"(?:[为是共：:]|共计|合计|总额|总计)*$"
_INCOME = expression(rf"{_BEFORE}总?收入(?:总计|合计|总额|决算)?{_ENDS}")
_SPENDING = expression(rf"{_BEFORE}总?支出(?:总计|合计|总额|决算)?{_ENDS}")
_OPENING = expression(r"年初(?!部门|预算|安排|批复|计划|目标)|上年结|上年末|期初")
_OF_YEAR = expression(r"总|合计|[本全当]年|年度")
_OF_ALL = expression(
    r"[\s一二三四五六七八九十（）()、.]*(?:(?:19|20)?\d\d年度?|[本全当]年度?|年度|我?本?[单部][位门局]|预算|财务|总体|上述|以上)*"
)
_ALL = "总计"
_ONE_AMOUNT = "平衡"
_SENTENCE_ENDS = "。；\n"
_LONGEST = 200  # characters of a sentence before and behind the words
_REACH = 3  # items of the sentence behind the words


def told_balances(paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Claim]:
    """Yield what the words of a balance assert of the totals before or behind them."""
    text = document.text
    found = list(_BALANCED.finditer(text))
    if not found:
        return
    sides: _Sides | None = None
    for words in found:
        start, end = _sentence(text, words)
        subject = text[max(text.rfind("，", start, words.start()) + 1, start) : words.start()]
        if _ASKED.search(text, start, end) or not _OF_ALL.fullmatch(subject):
            continue
        sides = sides or _Sides(paragraphs)
        here = sides.paragraph(start, end)
        rest = _rest(here, words, end) if here is not None else None
        pair = sides.pair(here, rest)
        if pair is not None:
            if rest is not None:
                yield from _left(rest, *pair, sides)
            elif words.group().endswith(_ONE_AMOUNT):
                yield from _balanced(*pair, sides)


class _Sides:
    """The totals of income and of spending, and whether the document tells of a balance at the beginning or end."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = sorted(paragraphs, key=_start)
        self._here: dict[int, tuple[list[Item], list[Item]]] = {}
        for paragraph in paragraphs:
            income, spending = ([i for i in paragraph.items if _is_total(i, side)] for side in (_INCOME, _SPENDING))
            if income or spending:
                self._here[_start(paragraph)] = income, spending
        of_year = (
            [i for sides in self._here.values() for i in sides[side] if _OF_YEAR.search(i.label)] for side in (0, 1)
        )
        self._of_year = _only_two(*of_year)
        items = [(i, c) for p in paragraphs for i, c in zip(p.items, p.concepts, strict=True)]
        self.has_opening = any(c == "opening_balance" or _is_opening(i) for i, c in items)
        self.has_closing = any(c == "closing_balance" and i.figure.value for i, c in items)

    def paragraph(self, start: int, end: int) -> Paragraph | None:
        """Return the paragraph that has a figure between *start* and *end*."""
        last = bisect_left(self.paragraphs, end, key=_start)
        for paragraph in self.paragraphs[max(last - 1, 0) : last]:
            return paragraph if paragraph.items[-1].figure.start >= start else None
        return None

    def pair(self, here: Paragraph | None, rest: Item | None) -> tuple[Item, Item] | None:
        """Return the one income and the one spending of a paragraph, else of the document, called alike."""
        two = _only_two(*self._here.get(_start(here), ([], []))) if here is not None else None
        if two is None and (here is not None or rest is None):
            two = self._of_year
        return two if two is not None and _is_all(two[0]) == _is_all(two[1]) else None


def _is_opening(item: Item) -> bool:
    """Whether an amount is of the beginning of the year, and not only what another is compared with."""
    return item.is_amount and item.role != "base" and _OPENING.search(item.label) is not None


def _only_two(income: Sequence[Item], spending: Sequence[Item]) -> tuple[Item, Item] | None:
    """Return the one income and the one spending, in one unit; None where one of them is told twice or not at all."""
    one, other = _only(income), _only(spending)
    return (one, other) if one is not None and other is not None and one.unit == other.unit else None


def _is_total(item: Item, called: re.Pattern[str]) -> bool:
    plain = item.figure.type == "money" and item.role in ("plain", "used") and not item.figure.approximate
    return plain and not item.group and called.search(item.label) is not None


def _is_all(item: Item) -> bool:
    return _ALL in item.label


def _only(side: Sequence[Item]) -> Item | None:
    return side[0] if len({i.figure.value for i in side}) == 1 else None


def _start(paragraph: Paragraph) -> int:
    return paragraph.items[0].figure.start


def _sentence(text: str, words: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence of *words* begins and ends."""
    floor, ceiling = max(words.start() - _LONGEST, 0), words.end() + _LONGEST
    start = max(text.rfind(sign, floor, words.start()) for sign in _SENTENCE_ENDS) + 1
    ends = [at for sign in _SENTENCE_ENDS if (at := text.find(sign, words.end(), ceiling)) >= 0]
    return start or floor, min(ends, default=ceiling)


def _rest(paragraph: Paragraph, words: re.Match[str], end: int) -> Item | None:
    """Return what is left, or lacks, in the sentence behind *words*."""
    behind = [i for i in paragraph.items if words.start() <= i.figure.start < end][:_REACH]
    first = behind[0] if behind else None
    said = first is not None and (_LEFT.search(first.label) or _DEFICIT.search(first.label))
    return first if first is not None and said and not first.figure.approximate else None


def _left(rest: Item, income: Item, spending: Item, sides: _Sides) -> Iterator[Claim]:
    larger, smaller = (spending, income) if _DEFICIT.search(rest.label) else (income, spending)
    if income.figure.value == spending.figure.value:
        return  # both hold the balances
    sure = not sides.has_opening
    if closes(rest, larger, smaller) or sure:
        yield difference(rest, larger, smaller, sure or closes(rest, larger, smaller))


def _balanced(income: Item, spending: Item, sides: _Sides) -> Iterator[Claim]:
    """Yield that the totals with all balances are one amount; without balances any totals are."""
    without = not sides.has_opening and not sides.has_closing
    if (_is_all(income) and _is_all(spending)) or without:
        yield Claim("balance", (term(income, "income"), term(spending, "spending", -1)), basis="收支平衡")
