"""Rates that stand under a name: “三公”经费变动率为5.2%; 预算调整率=（…）÷…=39.94%.

The name may be that of the row of a table: 变动率98.31% in the row of “三公”经费变动率.  A target, a standard of
scoring, a limit, or a rate of another year is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures
from audit_cli.model import Block, Document, Figure, NamedRate

_NAME = expression(r"([一-鿿“”\"（）()]{2,18}(?:率|满意度))(?:[（(]%[）)])?(?:为|是|达到?|仅|[：:=＝])?[ \t]*$")
_NAME_OF_FORMULA = expression(r"[ \t　]*([一-鿿“”\"]{2,18}率)[ \t]*[=＝:：]")
_FORMULA = expression(r"[=＝][ \t]*$")
_ROW = expression(r"[^率]{2,18}率")
# what is asked for, scored by, or of another year
_ASKED = expression(
    r"目标|指标值|标准|计划|要求|应(?!付)|须|不超过|控制在|低于|高于|大于|小于|上年|去年|上一年|每|若|当|省|全国|平均|行业"
)
# 质量目标：合格率98% tells of the class what was reached
_CLASS = expression(r"(?:数量|质量|时效|成本|效益|满意度)(?:指标|目标)[：:]")
_SCORED = expression(r"(?:以[内下上]|[及或]以|得|扣|的|不得|计|至|[-—~～])")
_REASON = expression(r"原因|由于|因(?![此素公而])|主要[是系为]|导致|致使|所致")
_YEAR = expression(r"^年度?")
_QUOTES = str.maketrans("", "", "“”\"'‘’")
_SIGNS = ("率", "满意度")
_BEFORE, _SENTENCE = 32, 240
_LONGEST_NAME = 24


def named_rates(document: Document, figures: Figures) -> tuple[NamedRate, ...]:
    """Return the rates of *document* that are stated under a name."""
    return tuple(_read(document, figures)) if any(word in document.text for word in _SIGNS) else ()


def _read(document: Document, figures: Figures) -> Iterator[NamedRate]:
    text = document.text
    for number, inner in figures.items():
        block = document.blocks[number]
        for figure in inner:
            if figure.unit != "%" or figure.qualifier or _SCORED.match(text, figure.end, block.end):
                continue
            name = _name(document, number, block, figure)
            if name:
                yield NamedRate(name, figure, _is_explained(document, number, figure))


def _name(document: Document, number: int, block: Block, figure: Figure) -> str:
    """Return the name that *figure* is the rate of, "" if it has none or it is no rate that was reached."""
    text = document.text
    near = text[max(block.start, figure.start - _SENTENCE) : figure.start]
    if not any(word in near for word in _SIGNS):
        return ""
    start = _start(text, block, figure)
    before = text[max(start, figure.start - _BEFORE) : figure.start]
    found = _NAME.search(before)
    clause = before[max(before.rfind("，"), before.rfind(",")) + 1 :]
    if found is None and _FORMULA.search(before):
        # what a formula is made of may be of another year: （本年预算-上年预算）÷上年预算
        found = _NAME_OF_FORMULA.match(text, start, figure.start)
        clause = found[1] if found is not None else ""
    if found is None or _ASKED.search(_CLASS.sub("", clause)):
        return ""
    return _of_row(document, number, _YEAR.sub("", found[1].translate(_QUOTES)))


def _is_explained(document: Document, number: int, figure: Figure) -> bool:
    """Whether a reason stands in the sentence of *figure*, behind it in its paragraph, or in its row of a table."""
    text, blocks = document.text, document.blocks
    block = blocks[number]
    start, end = _start(text, block, figure), min(block.end, figure.end + _SENTENCE)
    if block.table is not None:
        first, last = _row(document, number)
        start, end = blocks[first].start, blocks[last].end
    return _REASON.search(text, start, end) is not None


def _row(document: Document, number: int) -> tuple[int, int]:
    """Return the first and the last cell of the row of a cell."""
    blocks = document.blocks
    place = blocks[number].table, blocks[number].row
    first = last = number
    while first and (blocks[first - 1].table, blocks[first - 1].row) == place:
        first -= 1
    while last + 1 < len(blocks) and (blocks[last + 1].table, blocks[last + 1].row) == place:
        last += 1
    return first, last


def _start(text: str, block: Block, figure: Figure) -> int:
    """Return where the sentence of *figure* begins, no further away than a sentence may be long."""
    low = max(block.start, figure.start - _SENTENCE)
    return max(low, *[text.rfind(stop, low, figure.start) + 1 for stop in "。；;\n"])


def _of_row(document: Document, number: int, name: str) -> str:
    """Return the whole *name*: 变动率 in the row of “三公”经费变动率 is that of the row."""
    if document.blocks[number].table is None:
        return name
    head = "".join(document.text_of(document.blocks[_row(document, number)[0]]).split()).translate(_QUOTES)
    if len(head) <= _LONGEST_NAME and _ROW.fullmatch(head) and head.endswith(name):
        return head
    return name
