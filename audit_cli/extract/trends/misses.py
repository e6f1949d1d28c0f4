"""Targets that a sentence says were missed, by the figures beside them: 计划不少于600次，实际开展542次.

What is said of the reason, beside the figures or where the same thing is told of again, makes it no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.extract.trends.clauses import CLAUSE, STOP, last_part
from audit_cli.model import Block, Document, Figure, Trend

WORDS = ("实际", "目标", "计划")
_TARGET = r"(?:计划|目标|预期|任务|指标)(?:值|数|量)?"
_BOUND = r"(?:不(?:少|低|高|大|小|多)于|不超过|达到?|控制在|大于等于|小于等于|[≥≤>＞<＜为是：:]|完成|[一-鿿]{2,4}){0,2}"
_PLANNED = expression(rf"{_TARGET}{_BOUND}$|控制在$")
_THEN_DONE = expression(r"[^，,。；;：:、0-9]{0,4}[，,](?:[全本当]年|年[末底]|最终)?实际(?:[^，,。；;：:、0-9]{0,6})")
_THEN_TARGET = expression(
    rf"[^，,。；;：:、0-9]{{0,2}}[，,（(](?P<said>未达到?|没有达到|未完成|低于|高于|达到|超过)?(?:年度|年初|设定的?|绩效|预期)*"
    rf"(?:目标|计划)(?:值|数)?{_BOUND}"
)
_MOST = expression(r"不(?:超过|高于|大于|多于)|以内|控制|(?<!不)小于|≤|[<＜]")
_LEAST = expression(r"不(?:少|低|小)于|(?<!不)大于|达到?|≥|[>＞]|完成")
# less may be better, or it is another span of time
_EITHER = expression(
    r"成本|费|投诉|事故|案件|能耗|消耗|使用量|用量|排放|时间|时限|天|日内|工作日|下降|降低|减少|压减|控制|负债|逾期|死亡|发病|上访|信访|库存|差错|不合格"
)
# of what is done more is better; of what there is, 工期 or 发案数, nobody can tell
_DOES = expression(r"实际(?![使支耗花投发]|为|达|是|用[时量]|共用)[一-鿿]")
_LATER = expression(
    r"上半年|季度|截[至止]|目前|[三四五两]年|规划|十四五|累计|下一?年|上年|去年|20[0-9]{2}年.{0,30}20[0-9]{2}年|分别|序时"
)
_REASON = expression(
    r"原因|由于|因(?![此素公而])|主要[是系为]|导致|致使|所致|影响|制约|调整|变更|取消|节约|不再|扣|得分|偏差"
    r"|完成率|完成[^，。；]{0,8}的[0-9]"
)
# the report owns up to what it did not reach
_OWNED = expression(
    r"(?:指标|目标|任务|计划|工作)[^，。；;\n]{0,16}(?:未完成|未达|未能|没有完成|没有达到|未实现|偏差|偏离|有差距|滞后|不到位)|(?:未完成|未达到?|偏离|没有完成)[^，。；;\n]{0,12}(?:指标|目标|任务|计划)"
)
_SHORT = r"[^，,。；;\n]{0,14}(?:未|没有|不足|低于|偏低|滞后|较慢|较少|差距|不够|不高|不到位|不理想|扣|原因|由于)"
_HAN = expression(r"[一-鿿]+")
_KEY = 3
# words that name nothing
_COMMON = expression(
    r"20[0-9]{2}年|[全本当]年|年度|年初|计划|目标|预期|任务|指标|不[少低高大小]于|不超过|达到|控制在|完成|开展|实施|组织|数量|[值为数率]"
)
_REPORT, _HEAD = expression(r"自评|绩效|评价"), 200
_FAR, _BEHIND = 60, 120
_SATISFIED = "满意"
_PART = expression(r"[，,。；;：:、\n]")
_WANTED = expression(r"满意[度率](?:指标|目标|应|要|需|须)?值?(?:不低于|不少于|大于等于|高于|达到?|[≥>])$")
_FOUND = expression(r"满意[度率](?:为|达到?|是)?$")


def misses(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield each target of a block beside what was reached of it, if that is less and nobody says why."""
    text, block = document.text, document.blocks[number]
    if not _REPORT.search(text, 0, _HEAD):
        return
    for first, then in pairwise(quantities):
        if (first.type, first.unit) != (then.type, then.unit) or then.start - first.end > _FAR:
            continue
        label = last_part(STOP, text, max(block.start, first.start - _FAR), first.start)
        clause = last_part(CLAUSE, label, 0, len(label))
        between = text[first.end : then.start]
        planned = _PLANNED.search(clause)
        if planned and _THEN_DONE.fullmatch(between):
            target, reached, bound = first, then, planned[0] + between[:2]
        elif not planned and _THEN_TARGET.fullmatch(between):
            target, reached, bound = then, first, between + text[then.end : then.end + 2]
        else:
            continue
        most = target.qualifier in ("at_most", "less") or _MOST.search(bound) is not None
        least = target.qualifier in ("at_least", "more") or _LEAST.search(bound) is not None
        if reached.approximate or target.value <= 0 or (most and least):
            continue
        if not (most or least) and (_EITHER.search(label) or not (first.type == "rate" or _DOES.search(between))):
            continue
        missed = reached.value > target.value if most else reached.value < target.value
        if missed and not _LATER.search(label):
            told = _is_explained(document, block, clause, first.start, then.end)
            words = place(document, number, first.start - len(_name(clause)), first.start)
            yield Trend("missed", words, reached, target._replace(qualifier=""), sure=not told)


def satisfaction_missed(document: Document, figures: Figures) -> Iterator[Trend]:
    """Yield the satisfaction that was wanted beside the one that was found, where a report tells of one each."""
    text = document.text
    if _SATISFIED not in text or not _REPORT.search(text, 0, _HEAD):
        return
    wanted: list[Figure] = []
    found: list[Figure] = []
    for number, inner in figures.items():
        block = document.blocks[number]
        for figure in inner:
            if figure.unit != "%" or block.table is not None:
                continue
            clause = last_part(_PART, text, max(block.start, figure.start - _FAR), figure.start)
            if _WANTED.search(clause) and figure.qualifier in ("", "at_least"):
                wanted.append(figure)
            elif _FOUND.search(clause) and not figure.approximate:
                found.append(figure)
    if len({f.value for f in wanted}) != 1 or len({f.value for f in found}) != 1 or wanted[0].start > found[0].start:
        return
    target, reached = wanted[0], found[0]
    block = document.blocks[reached.block]
    if reached.value < target.value:
        told = _is_explained(document, block, _SATISFIED, reached.start, reached.end)
        at = text.rfind(_SATISFIED, block.start, reached.start)
        words = place(document, reached.block, at, reached.start)
        yield Trend("missed", words, reached, target._replace(qualifier=""), sure=not told)


def _name(clause: str) -> str:
    """Return the last run of Chinese characters of *clause*."""
    return max(_HAN.findall(clause)[-1:], default="")


def _is_explained(document: Document, block: Block, clause: str, start: int, end: int) -> bool:
    """Whether a reason stands beside the figures, or the report owns up to what it did not reach."""
    text = document.text
    if _REASON.search(text, max(block.start, start - _FAR), min(block.end, end + _BEHIND)) or _OWNED.search(text):
        return True
    names = _COMMON.split(_name(clause))
    keys = {re.escape(name[at : at + _KEY]) for name in names for at in range(len(name) - _KEY + 1)}
    again = expression(f"(?:{'|'.join(sorted(keys))}){_SHORT}") if keys else None
    return again is not None and any(not start <= found.start() + _FAR <= end + _FAR for found in again.finditer(text))
