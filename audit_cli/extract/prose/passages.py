"""Passages: the blocks that are read as one, a sentence and the list in the lines below it.

安排项目支出100万元，其中： / 1.甲项目60万元； / 2.乙项目40万元。 are three lines and one passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from audit_cli.expressions import expression
from audit_cli.extract.prose.list_marks import line_mark
from audit_cli.model import QUANTITIES, Block, Document, Figure

_GOES_ON = ("：", ":", "，", ",", "、", "；", ";", "其中")
_KEY_VALUE = expression(r"(?:其中[：:])?[^，。；：:\n]{2,14}[：:][^，。；：:\n]{1,24}[；;。]?$")
# a line that is a name and its amount: 中央资金80.00万元
_NAME_AND_AMOUNT = expression(
    r"[ \u3000]*[^，。；：:,;\d\n]{2,16}[ ：:]?\d[\d,.]*[ ]?[百千万亿]{0,2}元[；;。]?[ \u3000]*$"
)
_LIST_FOLLOWS = expression(r"(?:其中|如下|分为|包括|具体[为是])[：:]\s*$")
_SUMS_UP = expression(r"合计|共计|总计|总额|以上|上述")
_COMPARES_ABOVE = expression(
    r"(?:与|比|较)(?:上一?年|去年|(?:19|20)\d\d年)(?:[^，,。]|(?<=\d),(?=\d)){0,12}(?:相比|对比|比较)?[，,](?!\d)"
)
# 分税收和非税收入看，…: what the line above tells, broken down
_LOOKS_AT_ABOVE = expression(r"[\s　]*(?:[分从按][一-鿿、]{2,14}看[，,：:]|具体(?:包括|为|是)[：:，])")
_FIRST_LINE = expression(r"[\s　]*[（(]?(?:1(?!\d)|一|①)[）)、.．]?")
_LEAD_IN = 40  # characters of a line without figures that may stand between a total and its list
_LIST_LINE = 80
_LABEL = 24
_LONGEST = 400  # figures of a passage that are read together

Figures = Mapping[int, Sequence[Figure]]


def figures_by_block(figures: tuple[Figure, ...]) -> dict[int, list[Figure]]:
    """Return the quantities and other numerals of each block that has any."""
    blocks: dict[int, list[Figure]] = defaultdict(list)
    for number, inside in groupby(figures, key=attrgetter("block")):
        blocks[number] += inside
    return dict(blocks)


def passages(document: Document, by_block: Figures) -> Iterator[tuple[list[int], list[Figure]]]:
    """Yield the blocks that are read as one, with their figures."""
    run: list[int] = []
    has_figures = list_follows = False
    several = {number: figures for number, figures in by_block.items() if len(figures) > 1}
    for number, block in enumerate(document.blocks):
        if block.kind == "cell":
            # most cells hold one figure
            if number in several and sum([f.type in QUANTITIES for f in several[number]]) > 1:
                yield [number], list(several[number])
            continue
        if run and not (
            run[-1] == number - 1
            and (has_figures or _length(document.blocks[number - 1]) <= _LEAD_IN)
            and _goes_on(document, number, by_block, list_follows)
        ):
            yield from _passage(run, by_block)
            run, has_figures, list_follows = [], False, False
        run.append(number)
        has_figures = has_figures or number in by_block
        list_follows = list_follows or _announces_list(document.text_of(block))
    yield from _passage(run, by_block)


def windows(document: Document, figures: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], bool]]:
    """Yield *figures* in windows that end with a sentence, and whether one had to be cut: no list is that long."""
    begin = 0
    while len(figures) - begin > _LONGEST:
        end = begin + _LONGEST
        ends = (n for n in range(end, begin, -1) if "。" in document.text[figures[n - 1].end : figures[n].start])
        cut = next(ends, 0)
        yield figures[begin : cut or end], not cut
        begin = cut or end
    yield figures[begin:], False


def _passage(run: list[int], by_block: Figures) -> Iterator[tuple[list[int], list[Figure]]]:
    figures = [f for number in run for f in by_block.get(number, ())]
    if any(f.type in QUANTITIES for f in figures):
        yield run, figures


def _goes_on(document: Document, number: int, by_block: Figures, list_follows: bool) -> bool:
    """Whether block *number* goes on with the one before it, in whose passage a list may have been announced."""
    before, block = document.blocks[number - 1], document.blocks[number]
    text, text_before = document.text_of(block), document.text_of(before)
    if text.startswith("其中") or text_before.rstrip().endswith(_GOES_ON):
        return True
    if _COMPARES_ABOVE.match(text) or _LOOKS_AT_ABOVE.match(text):
        return True
    for line in (_KEY_VALUE, _NAME_AND_AMOUNT):
        if line.match(text) and line.match(text_before):
            return True
    if list_follows and _begins_with_a_figure(block, by_block.get(number, ())):
        return True
    if number not in by_block:
        return False
    mark, mark_before = [line_mark(document.text, line.start, line.end) for line in (block, before)]
    if list_follows and mark and mark == mark_before:
        return True  # the next line of the list that was announced, however long
    if len(text) > _LIST_LINE:
        return False
    if not mark:
        return bool(mark_before) and bool(_SUMS_UP.search(text[:_LABEL]))
    if mark_before and mark_before != mark:
        # 一、中央资金（80万元） and below it the lines （一）、（二）…
        first_below = _FIRST_LINE.match(text) is not None
        return first_below and number - 1 in by_block and _length(before) <= 2 * _LIST_LINE
    return mark_before == mark or _length(before) <= 2 * _LIST_LINE


def _announces_list(text: str) -> bool:
    return text.rstrip().endswith(("：", ":")) and _LIST_FOLLOWS.search(text) is not None


def _begins_with_a_figure(block: Block, figures: Sequence[Figure]) -> bool:
    """Whether a line is a label and its amount, whatever it goes on to say: 公用经费100.00万元，主要包括…."""
    first = next((f for f in figures if f.type in QUANTITIES), None)
    return first is not None and first.start - block.start <= _LABEL


def _length(block: Block) -> int:
    return block.end - block.start
