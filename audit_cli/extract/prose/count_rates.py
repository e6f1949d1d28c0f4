"""Rates of things counted: 排查隐患200处，整改198处，整改率99%.

The last two counts of one unit in the sentence are whole and part; a target is the whole wherever it stands. It ticks,
and is to be reviewed where it does not fit; satisfaction and coverage need a part that the rate's own word names.
"""

from __future__ import annotations

import re

from audit_cli.extract.prose.execution_rates import since_last_rate
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients import Pair, fits, quotient
from audit_cli.model import Claim

_TARGET = re.compile(r"目标|计划|任务|指标值|应")
_SATISFACTION = re.compile(r"满意|知晓|覆盖|合格|优良|达标|参保|入学|就业|好评|成活")


def count_rate(paragraph: Paragraph, k: int) -> Claim | None:
    rate = paragraph.items[k]
    if "率" not in rate.label:
        return None
    counts = [
        i
        for i in since_last_rate(paragraph, k, 1)
        if i.figure.type in ("count", "measure") and i.sentence == rate.sentence and i.line == rate.line
    ]
    if len(counts) < 2 or not counts[-1].same_unit(counts[-2]):
        return None
    whole, part = counts[-2], counts[-1]
    named = _is_named(part, rate)
    if _are_turned_round(whole, part, rate):
        whole, part = part, whole
    several = sum(i.same_unit(part) for i in counts) > 2
    fit = fits(rate, part, whole)
    if fit or (not several and (named or not _SATISFACTION.search(rate.label))):
        return quotient(rate, Pair(part, whole), "率", asserted=fit)
    return None


def _is_named(part: Item, rate: Item) -> bool:
    """Whether the rate is called after what was done to the part: 整改198处，整改率99%."""
    root = rate.label[: rate.label.rfind("率")][-2:]
    return part.role == "used" or "已" in part.label or root in part.label + part.post


def _are_turned_round(whole: Item, part: Item, rate: Item) -> bool:
    """Whether the second count is the whole: as a target, or as the larger where no more than all can be meant."""
    if _TARGET.search(whole.label):
        return False
    if _TARGET.search(part.label):
        return True
    return part.figure.value > whole.figure.value and rate.figure.value <= 100 and part.role != "used"
