"""What a sentence leaves open: a change with its reason and not its amount, a budget dropped before anything began."""

from __future__ import annotations

from collections.abc import Container, Iterator

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.model import Document, Figure, Gap

_CHANGE = expression(
    r"[与同较比](?:20[0-9]{2}年度?|上一?年度?|去年|年初预算数?|预算数?)(?:同期|支出|收入|决算数?|执行数?|预算数?|实际)*(?:相比|对比|比较|比)?"
    r"(?:[，,]?(?:变动|变化)?了?[0-9][0-9,.]*(?:[万亿]?元|人|[%％]))?(?P<some>[，,]?(?:有|存在|发生)(?:所|了|一定)*(?:变化|变动|差异))?"
    r"(?=[，,][ ]*(?:主要(?:是|系|因为|由于|原因)|(?:变化|变动|差异)?的?(?:主要)?原因(?:是|为|[：:])|是[因由][为于]))"
)
_AMOUNTS = 2  # what was and what is: then the change is said
_MOVED = expression(r"[增减升降多少超高低]|持平|一致|相同|变化|下滑")
_CUT = expression(r"调整预算|调减(?:预算)?|核减(?:预算)?|追减(?:预算)?|收回(?:预算|资金)?")
_CHANGED = "调整预算"
_IDLE = expression(r"未能?(?:确定|实施|启动|开展|开工|动工|建设|落实|招标|签订)[一-鿿]{0,6}")
_ALLOTTED = expression(r"(?:安排|下达|批复|预算)[^，。；\n0-9]{0,20}$")
_NOT_BEGUN = expression(r"未能?(?:实施|启动|开展|开工|动工)(?=[，,。；;\n]|$)")
# of some only, or it is said what becomes of it
_SETTLED = expression(
    r"部分|其中|[0-9个]项|计划|[拟将]|预计|力争|争取|确保|明年|次年|[下来]一?年|下一步|后续|已于|重新|再行|结转|调整用|统筹用|不再|取消"
)
_NEAR, _SENTENCE = 8, 160


def read_gaps(document: Document, figures: Figures) -> list[Gap]:
    """Return comparisons that give a reason and no change, and plans that were dropped before they had begun."""
    dropped = list(_dropped(document, figures)) if "因" in document.text else []
    gaps = [*dropped, *_idle(document, figures, {gap.figure for gap in dropped})]
    if "因" not in document.text:
        return gaps
    for number, block in enumerate(document.blocks):
        if block.table is not None or block.level:
            continue
        for found in _CHANGE.finditer(document.text, block.start, block.end):
            low = max(block.start, found.start() - _SENTENCE)
            begin = max(document.text.rfind(mark, low, found.start()) for mark in "。；") + 1
            told = found["some"] is not None and sum(
                figure.type == "money" and begin <= figure.start < found.start() for figure in figures.get(number, ())
            )
            if told < _AMOUNTS and not _MOVED.search(document.text, max(begin, low), found.start()):
                gaps.append(Gap("change", place(document, number, found.start(), found.end())))
    return gaps


def _dropped(document: Document, figures: Figures) -> Iterator[Gap]:
    """Yield budgets that were taken back because nothing had been begun: 平台建设调减预算332万元，因选址未确定."""
    if not _CUT.search(document.text):
        return
    for number, inner in figures.items():
        block = document.blocks[number]
        if block.table is not None:
            continue
        for figure in inner:
            if figure.type != "money":
                continue
            cut = _CUT.search(document.text, max(block.start, figure.start - _NEAR), figure.start)
            if cut is None or (cut[0] == _CHANGED and figure.value >= 0):
                continue
            high = min(block.end, figure.end + _SENTENCE)
            end = document.text.find("。", figure.end, high)
            idle = _IDLE.search(document.text, figure.end, end if end >= 0 else high)
            if idle is not None:
                yield Gap("work", place(document, number, *idle.span()), figure)


def _idle(document: Document, figures: Figures, dropped: Container[Figure | None]) -> Iterator[Gap]:
    """Yield money for work not begun where nobody says what becomes of it: 安排平台建设资金50万元，项目未启动."""
    text = document.text
    for found in _NOT_BEGUN.finditer(text):
        number = document.block_at(found.start())
        block = document.blocks[number]
        if number not in figures or block.table is not None or block.level:
            continue
        low, high = max(block.start, found.start() - _SENTENCE), min(block.end, found.end() + _SENTENCE)
        start = max(low, text.rfind("。", low, found.start()) + 1)
        planned = (f for f in figures[number] if f.type == "money" and start <= f.start < found.start())
        figure = next((f for f in planned if f.value and _ALLOTTED.search(text, start, f.start)), None)
        if figure is not None and figure not in dropped and _SETTLED.search(text, start, high) is None:
            yield Gap("work", place(document, number, *found.span()), figure)
