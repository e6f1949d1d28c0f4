"""Presence: the numbers of headings and items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from audit_cli import Claim, Comparison, Label, Reading, Term, as_required, check


@check(kind="numbering")
def labels_follow_one_another(
    reading: Reading, *, of: Literal["headings", "items"] = "headings"
) -> Iterator[Comparison]:
    """The printed numbers of a list go up by one: none is left out, and none comes twice.

    *of* says what is judged: headings, or the items of numbered lists.  Numbers that the word processor counts are
    always right; those that may have been lost on the way here are no gap.

    Holds: 一、部门概况¶县林业局承担造林任务。¶二、预算执行¶全年支出120.00万元。¶三、绩效情况¶完成造林3200亩。
    Fails: 一、部门概况¶县林业局承担造林任务。¶二、预算执行¶全年支出120.00万元。¶四、绩效情况¶完成造林3200亩。
    """
    for extraction in reading.extractions:
        lists: dict[int, list[Label]] = {}
        for label in extraction.outline:
            if label.heading == (of == "headings"):
                lists.setdefault(label.list, []).append(label)
        for labels in lists.values():
            for before, label in pairwise(labels):
                left_out = label.number - before.number - 1
                if not 0 <= left_out <= label.lost and not before.automatic and not label.automatic:
                    form = "left out" if left_out > 0 else "again"
                    terms = (Term(label.place, "label"), Term(before.place, "before"))
                    yield as_required(Claim("numbering", terms, form), required=False)
