"""Slips of the unit: 年初预算100.00万元，支出决算95.00元; 支出314.42元，比上年增加34.96万元.

An amount in 元 beside its pair in 万元 can only be meant in 万元 if it is hundreds of times smaller. It always fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.growth.words import COMPARES_YEARS, PLAN, words_of
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_EXECUTED = expression(r"决算|执行|支出|完成")
# 月补助800元: for one month or person, of many
_FOR_ONE = expression(r"^(?:每|月(?!底|末)|日|人均|户均)|标准")
_OTHER_MEASURE = expression(
    r"(?:20\d\d年|上年|去年|年初|全年|调整后?)*(?:预算|计划|概算|决算|执行|支出|同期)(?:数|金额|资金)?[为：:]?"
)
_TIMES = 500  # an amount in 元 this many times below its neighbour in 万元 was meant in 万元
_MOST = 100000
_TEN_THOUSAND = 10000


def unit_slips(paragraph: Paragraph) -> Iterator[Claim]:
    for before, after in pairwise(paragraph.items):
        if before.sentence != after.sentence or not before.figure.type == after.figure.type == "money":
            continue
        if not _are_paired(before, after):
            continue
        # a rise may be some 元 of some 万元, but not the other way round
        for suspect, witness in ((after, before), (before, after))[after.role == "change" :]:
            if _is_slip(suspect, witness):
                yield Claim("unit", (term(suspect, "suspect"), term(witness, "witness")), basis="元")
                break


def _are_paired(before: Item, after: Item) -> bool:
    """Whether two neighbours are an amount and what was used of it, or a plan and its execution.

    Or an amount with its plan in a bracket, 10.7万元（预算21.1元）, or with what it has risen by since the year before.
    """
    if "used" in (before.role, after.role):
        return True
    if after.host == before.place and _OTHER_MEASURE.fullmatch(after.label):
        return True
    if after.role == "change":
        beside = after.sep <= COMMA and after.group == before.group and before.role == "plain"
        return beside and not after.falls and COMPARES_YEARS.search(words_of(after)) is not None
    return bool(PLAN.search(before.label)) and bool(_EXECUTED.search(after.label))


def _is_slip(suspect: Item, witness: Item) -> bool:
    value = suspect.figure.value
    if suspect.role == "price" or _FOR_ONE.search(suspect.label) or suspect.post.startswith(("/", "／")):
        return False  # 补助标准183.45元/人，共支付148.96万元
    if suspect.figure.printed_unit != "元" or witness.figure.scale != _TEN_THOUSAND:
        return False
    return 0 < value * _TIMES < witness.figure.value and value < _MOST
