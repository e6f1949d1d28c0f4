"""Plausibility: a result that only repeats its goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from audit_cli import Comparison, Reading, as_required, check

_LEAST = 12


@check(kind="target")
def result_is_no_repetition(reading: Reading, *, most: Decimal = Decimal(95)) -> Iterator[Comparison]:
    """What a form reports as its result is not the goal again, word for word.

    *most* is how much of the longer text, in percent, may consist of the pairs of characters of the shorter one.

    Holds: 预期目标|实际完成情况¶全年培训乡村医生320人以上并考核|培训8期324人，316人考核合格
        ¶¶三级指标|指标值|完成值¶培训人数|≥320人|324人
    Fails: 预期目标|实际完成情况¶全年培训乡村医生320人以上并考核|全年培训乡村医生320人以上并考核
        ¶¶三级指标|指标值|完成值¶培训人数|≥320人|324人
    """
    for form in reading.each_form():
        goal, result = form.goal.printed, form.result.printed
        if min(len(goal), len(result)) < _LEAST:
            continue
        first, second = (Counter(pairwise(text)) for text in (goal, result))
        alike = 100 * (first & second).total() >= most * max(first.total(), second.total())
        yield as_required(form.claim("target", "result", "goal", form="repeated"), not alike)
