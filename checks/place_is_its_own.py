"""Tie-out: the places that a report names and the place it is from."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="place")
def place_is_its_own(reading: Reading) -> Iterator[Comparison]:
    """Where a report speaks of its own place, it names that place or one above it.

    The name of another county is what remains of the report from which the sentence was taken.

    Holds: 湘阴县应急管理局2021年度绩效自评报告¶加快构建具有湘阴特色的大应急体系。
    Fails: 湘阴县应急管理局2021年度绩效自评报告¶加快构建具有桂阳特色的大应急体系。
    """
    for mention in reading.each_mention():
        if mention.what == "place":
            yield as_required(mention.claim(), mention.own)
