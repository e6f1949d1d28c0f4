"""Sentences in which a report tells, of its own money, what the budget law asks it not to do without more words.

Money moved to another use with nobody's approval, money kept for the next year though its project is finished, money
that was not used up in two years.  A sentence that denies it, plans it, or says who approved it, tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.model import Document, Figure, Gap

# money that goes where it was not meant to go
_MOVED = expression(
    r"调剂(?:使用)?(?:用于|用作|用来|到|至|给|弥补)|(?:改变|变更)[^，。；]{0,8}?(?:资金|经费)的?(?:使用)?用途"
    r"|(?:资金|经费)[^，。；]{0,6}?(?:改变|变更)[^，。；]{0,4}?用途|(?:资金|经费|专项)[^，。；]{0,16}?调整用[于作]|挤占|挪用|垫付了?其他(?:项目|工程)"
    r"|从[^，。；]{2,24}?(?:列支|支出|调出|划出)[^，。；]{0,30}?弥补[^，。；]{0,12}?(?:不足|缺口|超支)"
    r"|从[^，。；]{2,24}?(?:专项|专款|补助)(?:资金|经费)?中?(?:列支|支付|开支|支出)[^。；]{0,24}?(?:公用|办公|水电|工资|招待|接待|差旅|购车)"
)
_APPROVED = expression(
    r"批准|(?<!预算)批复|审批|同意|报经|备案|研究决定|会议|文件|程序|〔|财政局|财政厅|财政部|财政所|主管部门|人大|党组|县委|市委|区委|县政府|市政府|区政府"
    r"|预算调整|调整预算|追加|根据|依据|规定|整合"
)
# it is not so, it was set right, it is only meant to be so, or it is somebody else's
_DENIED = expression(
    r"不得|不准|不能|不存在|没有|未发现|未发生|未出现|未经|未|无|严禁|禁止|防止|杜绝|避免|查处|追回|追缴|整改|纠正|归还|收回|上缴|交回|缴回|清退"
    r"|拟|建议|计划|可以|应当|允许|如需|确需|案|线索|涉嫌|嫌疑|犯罪"
)
# work that is done
_FINISHED = expression(
    r"(?:项目|工程|任务|工作|活动|采购|培训|建设)[^，。；]{0,8}?(?:已|均已|已经|全部|按期|如期|顺利)[^，。；]{0,14}?"
    r"(?:完成|完工|竣工|验收|结束|终止|实施完毕|交付使用)"
)
_KEPT = expression(r"(?:结余|剩余|节余|节约)(?:的)?(?:项目|专项)?(?:资金|经费)?[为共约]*$")
_CARRIED = expression(r"[^。；]{0,12}?(?:全部|一并|已|均)?结转(?:至|到)?(?:下一?年|次年|明年|20[0-9]{2}年|以后年度)")
_STILL_DUE = expression(
    r"尾款|质保|保证金|待付|待支付|未支付|未付|未结算|余款|应付|合同|(?<![已并成])结算|决算|审计|未完成|未完工|继续实施|二期|后续|收回|上缴|交回|缴回|统筹"
)
# money of an earlier year, and that it is still there
_OF_YEAR = expression(r"(20[0-9]{2})年度?[^，。；0-9]{0,12}?(?:结转|下达|安排|拨付|拨入|到账|收到|追加)")
_CAME = expression(
    r"(20[0-9]{2})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[^，。；0-9未没]{0,8}?(?:下达|安排|拨付|拨入|到账|收到|追加)"
)
_STILL = expression(
    r"(?:仍|尚|还|继续|至今)[^，。；]{0,8}?(?:有|余|剩余|结余)?$|(?:结余|剩余|未使用|未支出)(?:资金|经费)?$|(?:结转|闲置|沉淀)(?:资金)?$"
)
_UNUSED = expression(
    r"[^。；]{0,6}?(?:继续|仍|再次|全部|一并)?(?:结转(?:至|到)?(?:下一?年|次年|20[0-9]{2}年|使用)|未使用|未支出|未用完|闲置)"
)
_STILL_UNUSED = expression(
    r"，?(?:截[至止]到?[^，。；]{0,12}?|[至到]今|[两二三2-9]年来|一直|仍|尚|均)[^，。；]{0,6}?(?:未|没有|闲置|沉淀)"
)
_TWO_YEARS = expression(
    r"(?:结转|闲置|沉淀|结存|未使用|未用完)[^，。；0-9]{0,4}(?:超过|达到?|满|已)?(?:两|二|三|2|3)个?年(?:以上|之久|及以上|多)?"
    r"|连续(?:两|二|三|2|3)年(?:以上)?未(?:使用完|用完|使用|支出|支付)"
)
# what says that money was moved, or for how long it was kept; elsewhere it must be said right beside an amount
_ANYWHERE = expression(
    r"调剂|用途|调整用|挤占|挪用|垫付|弥补|从[^，。；]{2,24}?(?:专项|专款|补助)|(?<![0-9])[两二三23]个?年"
)
_LEFT = expression(f"{_KEPT.pattern}|{_STILL.pattern}")
_BEFORE = 12  # characters
_MONEY = expression(r"资金|经费|专项|拨款")
_RETURNED = expression(
    r"收回|上缴|交回|缴回|作为结余|作结余|按结余|清理|统筹|质保|保证金|尾款|无|没有(?!使用|支|拨|动)|不存在|未发生|全部支出|使用完毕|已支付|债券"
)
# one of them stands in every such sentence
_SIGNS = expression(
    r"调剂|用途|调整用|挤占|挪用|垫付|弥补|列支|开支|结转|闲置|沉淀|结存|结余|剩余|未(?:使用|支|拨|用|动)|没有(?:使用|支|拨|动)|年[^，。；]{0,2}未"
)
_STOPS = "。；;\n"
_LONGEST = 160


def read_breaches(document: Document, figures: Figures, year: str) -> Iterator[Gap]:
    """Yield what the paragraphs of a report on *year* tell of money that was moved, kept too long, or not needed."""
    text = document.text
    for number, inner in figures.items():
        block = document.blocks[number]
        if block.table is not None or block.level or not _SIGNS.search(text, block.start, block.end):
            continue
        told: set[tuple[str, int]] = set()
        anywhere = _ANYWHERE.search(text, block.start, block.end)
        for figure in inner:
            if figure.type != "money" or not figure.value:
                continue
            left = anywhere or _LEFT.search(text, max(block.start, figure.start - _BEFORE), figure.start)
            if not left and not _STILL_UNUSED.match(text, figure.end, block.end):
                continue
            start, end = _sentence(text, figure, block.start, block.end)
            for gap in (
                _moved(document, number, start, end, figure),
                _finished(document, number, max(block.start, start - _LONGEST), end, figure),
                _stale(document, number, start, end, figure, year),
            ):
                if gap is not None and (gap.what, start) not in told:
                    told.add((gap.what, start))
                    yield gap


def _sentence(text: str, figure: Figure, low: int, high: int) -> tuple[int, int]:
    """Return where the sentence of *figure* begins and ends; no further away than a sentence may be long."""
    low, high = max(low, figure.start - _LONGEST), min(high, figure.end + _LONGEST)
    start = max([low, *[text.rfind(stop, low, figure.start) + 1 for stop in _STOPS]])
    end = min([high, *[at for stop in _STOPS if (at := text.find(stop, figure.end, high)) >= 0]])
    return start, end


def _moved(document: Document, number: int, start: int, end: int, figure: Figure) -> Gap | None:
    text = document.text
    found = _MOVED.search(text, start, end)
    if found is None or _DENIED.search(text, start, end):
        return None
    approved = _APPROVED.search(text, start, end) is not None
    return Gap("moved", place(document, number, *found.span()), figure, approved)


def _finished(document: Document, number: int, start: int, end: int, figure: Figure) -> Gap | None:
    text = document.text
    if _KEPT.search(text, max(start, figure.start - _BEFORE), figure.start) is None:
        return None
    carried, done = _CARRIED.match(text, figure.end, end), _FINISHED.search(text, start, figure.start)
    if carried is None or done is None or _STILL_DUE.search(text, done.start(), end):
        return None
    return Gap("finished", place(document, number, *done.span()), figure)


def _stale(document: Document, number: int, start: int, end: int, figure: Figure, year: str) -> Gap | None:
    text = document.text
    long = _TWO_YEARS.search(text, start, end)
    unused = _STILL_UNUSED.match(text, figure.end, end) is not None
    kept = _STILL.search(text, max(start, figure.start - _BEFORE), figure.start) is not None
    still = bool(year) and (unused or kept)
    if (long is None and not still) or _RETURNED.search(text, start, end):
        return None
    if long is not None and _MONEY.search(text, start, end):
        return Gap("stale", place(document, number, *long.span()), figure)
    if not still:
        return None
    # of several years the last before the amount is its own: 2022年末结转43.5万元，其中2019年安排的12万元至今未使用
    of_year = next(reversed([*_OF_YEAR.finditer(text, start, figure.start)]), None)
    # what came in only this year has time until the end of the next
    came = next((found for found in _CAME.finditer(text, start, end) if found[1] >= year), None)
    if (
        of_year is None
        or came is not None
        or int(of_year[1]) >= int(year)
        or not (unused or _UNUSED.match(text, figure.end, end))
    ):
        return None
    return Gap("stale", place(document, number, *of_year.span()), figure)
