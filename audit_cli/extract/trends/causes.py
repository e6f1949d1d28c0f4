"""The reason that a sentence gives for a change: 比上年增加20万元，主要原因是新增项目."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.extract.trends.clauses import STOP, sentence_before
from audit_cli.model import QUANTITIES, Block, Cause, Document, Figure

_CHANGE = expression(
    r"[比较](?:20[0-9]{2}年度?|上一?年度?|去年)(?:同期|决算数?|支出数?|年度?|相比)*[，,]?(?:支出)?"
    r"(?:(?P<rise>增加|增长|上升)|(?P<fall>减少|下降|降低))了?$"
)
_RATE_BETWEEN = expression(r"[，,（(]?(?:同比)?(?:增长|增幅为?|上升|下降|降低|降幅为?|减少|增加)了?")
_BECAUSE = expression(
    r"[）)]?[，,。；;]?(?:其?主要原因|变动原因|(?:增加|减少|增长|下降)(?:的)?(?:主要)?原因|原因|主要)(?:是由于|是因为|系由于|为|是|系|：|:)"
    r"(?P<words>[^。；;！？\n0-9]{2,80})(?=[。；;！？\n]|$)"
)
# the change may be said with the reason, behind the two amounts
_BESIDE_BUDGET = expression(
    r"[，,。；;](?:支出)?(?:决算数?|执行数?|支出数?)(?:(?P<fall>小于|低于|少于)|(?P<rise>大于|高于|超过))(?:年初|全年)?预算数?的?"
    r"(?:主要)?原因(?:是由于|是因为|系由于|为|是|系|：|:)(?P<words>[^。；;！？\n0-9]{2,80})(?=[。；;！？\n]|$)"
)
# only of spending is it known which way a reason works
_SPENDING = expression(r"支出|经费|费(?!收入)")
_OTHER = expression(r"收入|结余|结转|余额|节约|节省|节支|存量|收费|欠|债|未|缴费|计费")
# reasons that work both ways, that happened before, or that are set against another
_MIXED = expression(
    r"虽|但|而|抵|同时|导致|致使|造成|引起|带来|上年|去年|以前|上一年|往年|前年|补偿|抚恤|退休|调出|转|口径|另|其中|预算|用于|因此|从而|不变|后"
)
_PARTS = expression(r"[，,、；;及和与]|以及")
# what a reason may say besides, without being another one
_BESIDES = expression(
    r"[“”\"\s了的等]|贯彻|认真|严格(?!控制)|落实|执行|中央|省委|市委|县委|精神|要求|原则|思想|牢固树立|树立|积极|大力|进一步|加强|有所|部分|相应"
    r"|(?<!人员)(?:支出|经费)|开支|费用|资金|公用|三公|一般性?|非必要|不必要|非急需|非刚性|各项|各类|日常|行政|公务|接待|会议|差旅|办公|培训|运行|成本"
    r"|反对浪费|我[局单院校委办]位?|本[年单局]位?度?|今年|当年|政府"
)
_FAR = 80


def read_causes(document: Document, figures: Figures) -> tuple[Cause, ...]:
    """Return the reasons that sentences of *document* give for the changes of spending right before them."""
    found: list[Cause] = []
    for number, inner in figures.items():
        block = document.blocks[number]
        words = document.text[block.start : block.end]
        # one of these is in all that the patterns find
        if "原因" in words or "主要" in words:
            quantities = [figure for figure in inner if figure.type in QUANTITIES]
            found += _of_block(document, number, quantities)
            found += _of_budget(document, number, quantities)
    return tuple(found)


def _of_block(document: Document, number: int, quantities: list[Figure]) -> Iterator[Cause]:
    block, text = document.blocks[number], document.text
    for change, following in pairwise([*quantities, None]):
        if change is None or change.type != "money":
            continue
        clause = text[max(block.start, change.start - _FAR) : change.start]
        found = _CHANGE.search(clause)
        if found is None or not _is_of_spending(text, block, change, found[0]):
            continue
        end = change.end
        if following is not None and following.type == "rate":
            between = text[change.end : following.start]
            end = following.end if _RATE_BETWEEN.fullmatch(between) else end
        because = _BECAUSE.match(text, end, block.end)
        if because is None or _MIXED.search(because["words"]):
            continue
        yield _cause(document, number, because, change, bool(found["fall"]))


def _of_budget(document: Document, number: int, quantities: list[Figure]) -> Iterator[Cause]:
    """Yield the reasons why what was spent is less, or more, than its budget."""
    block, text = document.blocks[number], document.text
    amounts = [quantity for quantity in quantities if quantity.type == "money"]
    for said in _BESIDE_BUDGET.finditer(text, block.start, block.end):
        before = bisect_right(amounts, said.start(), key=lambda amount: amount.end)
        spent = amounts[before - 1] if before else None
        if spent is None or STOP.search(text, spent.end, said.start()) or _MIXED.search(said["words"]):
            continue
        if _is_of_spending(text, block, spent, ""):
            yield _cause(document, number, said, spent, bool(said["fall"]))._replace(budget=True)


def _cause(document: Document, number: int, because: re.Match[str], change: Figure, falls: bool) -> Cause:
    words = place(document, number, *because.span("words"))
    parts = tuple(part for one in _PARTS.split(because["words"]) if (part := _BESIDES.sub("", one)))
    return Cause(words, change, falls, parts)


def _is_of_spending(text: str, block: Block, change: Figure, compared: str) -> bool:
    """Whether the sentence of a *change* speaks of spending, and of one thing."""
    sentence = sentence_before(text, block, change.start, _FAR)
    subject = sentence[: len(sentence) - len(compared)]
    return bool(_SPENDING.search(subject)) and not _OTHER.search(subject) and "其中" not in subject
