"""Remainders: 下达30万元，已支出20万元，剩余10万元.

What is left is an amount less what was used of it: the used figure before it and the plain one before that, income and
spending called 总计, or the two figures of its sentence. It ticks and fails; with any other two it may only tick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.candidates import COMPARABLE
from audit_cli.extract.prose.growth.differences import any_difference, closes, difference, difference_closes
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, STOP, Item
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.rests.exceptions import left_over
from audit_cli.extract.prose.rests.instalments import is_one_of_several, less_instalments
from audit_cli.extract.prose.rests.payments import is_payment
from audit_cli.extract.prose.rests.rests_of_lists import (
    of_all,
    of_clause,
    of_divided,
    of_heads,
    of_list,
    of_plan,
    of_posts,
    of_rest,
    of_sentence,
    of_sentence_before,
)
from audit_cli.extract.prose.rests.rests_of_the_year import (
    CLOSING,
    OPENING,
    follows_that_of_the_year,
    gathered,
    is_opening,
    less_spending,
    of_available,
    of_incomes,
    of_the_year,
    with_opening,
)
from audit_cli.model import Claim

_STAGES = expression(r"已([一-鿿]{2})但?尚?未([一-鿿]{2})")
_PLANNED = expression(r"(?:年初|全年|年度|调整后?)?预算(?:数|金额|资金)?[为是]?")
_UNDONE = expression(r"(?:尚|仍)?未([一-鿿]{2})的?$")
_DEFICIT, _BOTH = expression(r"不抵|赤字|亏损|缺口|超支|透支"), 2
_OF_OTHERS = expression(r"新增|另有|历年|以前年度|往年")  # 当年新增未使用资金13.7万元: of what came in since
_ADDED = expression(r"增加|追加|新增|补充|变更")
_RECEIVED = expression(r"到位")
_SPENT = expression(r"(?:支出|支付|付款|使用|拨付)[一-鿿]{0,4}$")


def remainder(paragraph: Paragraph, rest: Item) -> Iterator[Claim]:
    if _is_part_of_a_rest(paragraph, rest) or is_opening(rest):
        return
    if (of_years := gathered(paragraph, rest)) is not None:
        yield of_years
        return
    if (named := left_over(paragraph, rest)) is not None:
        yield named
        return
    if (stages := _STAGES.search(rest.label)) is not None:
        yield from _between_stages(paragraph, rest, stages[1], stages[2])
        return
    if (set_off := _set_off(paragraph, rest)) is not None:
        yield set_off
        return
    readings = [claim for claim in _readings(paragraph, rest) if claim is not None]
    if _OF_OTHERS.search(rest.label):
        readings = [claim for claim in readings if difference_closes(claim)]
    sure = next((claim for claim in readings if claim.asserted), None)
    if readings:
        yield sure or readings[0]
    else:
        yield from any_difference(paragraph, rest)


def balance(paragraph: Paragraph, closing: Item) -> Iterator[Claim]:
    """Yield what is there at the end of a year, of what was there before it, came in and went out in its sentence."""
    if (carried := with_opening(paragraph, closing, _amounts_before(paragraph, closing))) is not None:
        yield carried


def _set_off(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return what a surplus and a deficit leave: 职工结余74万元，居民收不抵支5万元，两项相抵结余69万元."""
    if not rest.label.startswith("相抵"):
        return None
    both = paragraph.items[max(rest.place - 3, 0) : rest.place]
    both = [i for i in both if i.kin(rest) and i.unit == rest.unit and i.sentence == rest.sentence]
    if len(both) != _BOTH or not _DEFICIT.search(both[1].label) or _DEFICIT.search(both[0].label):
        return None
    smaller, larger = sorted(both, key=lambda i: i.figure.value)
    return difference(rest, larger, smaller)


def _between_stages(paragraph: Paragraph, rest: Item, done: str, undone: str) -> Iterator[Claim]:
    """Yield what has come so far and no further: 已下达69万元，支出58万元，已下达未支出11万元."""
    before = _amounts_before(paragraph, rest)
    larger = next((i for i in before if done in i.label), None)
    smaller = next((i for i in before if undone in i.label and i is not larger), None)
    if larger is not None and smaller is not None:
        yield difference(rest, larger, smaller, asserted=closes(rest, larger, smaller))


def _is_part_of_a_rest(paragraph: Paragraph, rest: Item) -> bool:
    """Whether 其中 takes what is left out of what is left in all: 未执行90万元，其中结转下年60万元、财政收回30万元.

    It may be the last of several, too: 未支出75万元中，质保金35万元，未完工程32万元，节余8万元.
    """
    total = paragraph.total_item(rest)
    if total is not None and (total.role == "rest" or rest.figure.type == "count") and total.place < rest.place:
        parts = list(paragraph.total_of.values()).count(total.place)
        if parts > _BOTH:
            return True  # 5个项目中已完工3个、未完工1个、未验收1个
    before = paragraph.items[max(rest.place - 1, 0) : rest.place]
    return rest.cue == "of_which" and any(i.role == "rest" and i.kin(rest) and i.sep <= STOP for i in before)


def _readings(paragraph: Paragraph, rest: Item) -> Iterator[Claim | None]:
    """Yield what the remainder may be, the likeliest first; what is left of totals only where that is sure."""
    yield of_posts(paragraph, rest)
    yield of_rest(paragraph, rest)
    yield of_list(paragraph, rest)
    if follows_that_of_the_year(paragraph, rest):
        return
    near = _amounts_before(paragraph, rest)
    if (of_instalments := less_instalments(rest, near)) is not None:
        yield of_instalments
        return
    yield _less_used(paragraph, rest, near)
    yield of_available(paragraph, rest, near)
    yield with_opening(paragraph, rest, near)
    yield less_spending(paragraph, rest, near)
    yield of_incomes(paragraph, rest)
    yield of_the_year(paragraph, rest)
    yield of_clause(paragraph, rest)
    yield of_all(paragraph, rest, near)
    yield of_heads(paragraph, rest)
    yield of_divided(paragraph, rest, near)
    yield of_plan(paragraph, rest)
    yield of_sentence_before(paragraph, rest)
    yield of_sentence(paragraph, rest)
    yield _of_two(paragraph, rest, near)
    of_totals = _less_used(paragraph, rest, [i for i in near if paragraph.total_item(i) is None])
    yield of_totals if of_totals is not None and of_totals.asserted else None


def _amounts_before(paragraph: Paragraph, rest: Item) -> list[Item]:
    return [
        i
        for i in paragraph.before(rest.place, same_sentence=False)
        if i.kin(rest) and i.depth <= rest.depth + 1 and i.unit == rest.unit and i.role in COMPARABLE
    ]


def _less_used(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the amount less what was used of it: sure where the sentence has no other."""
    used = [i for i in near if i.role == "used" and i.sentence == rest.sentence]
    if not used or used[0] is not near[0]:
        return None
    plain = [i for i in near if i.role == "plain"]
    if CLOSING.search(rest.label) and any(OPENING.search(i.label) for i in plain):
        return None  # what was there before belongs to the balance too
    # a part of what was used in all is no whole of it
    spent = used[0].place
    whole = next((i for i in plain if i.place < spent and paragraph.total_of.get(i.place) != spent), None)
    if whole is None or is_payment(whole):
        return None
    if _is_of_another(paragraph, whole, used[0]):
        head = paragraph.total_item(whole)
        of_all = head is not None and whole.figure.value < used[0].figure.value < head.figure.value
        # 下达90万元，其中甲院50万元、乙院40万元；各院支出80万元，未支出10万元
        return difference(rest, head, used[0], asserted=False) if head is not None and of_all else None
    if _told_together(whole, used[0], rest):
        return difference(rest, whole, used[0])
    total = paragraph.total_item(whole)
    exceeded = used[0].figure.value > whole.figure.value
    if total is not None and not closes(rest, whole, used[0]) and (exceeded or closes(rest, total, used[0])):
        # behind the list of its parts: 100万元，其中甲60万元，乙40万元，已支出80万元，剩余20万元
        return difference(rest, total, used[0])
    if exceeded and any(i.figure.value > used[0].figure.value for i in plain if i.sentence == whole.sentence):
        whole = next(i for i in plain if i.figure.value > used[0].figure.value)
        return difference(rest, whole, used[0]) if closes(rest, whole, used[0]) else None
    if exceeded and _ADDED.search(whole.label) and whole.place:
        return None  # 合同价76.5万元，补充协议增加4.1万元，已支付79.2万元，剩余1.4万元: of both
    if exceeded and whole.sentence != rest.sentence and not _speaks_of_it_alone(plain, whole, used[0]):
        return None
    if is_one_of_several(whole, used[0]) and not closes(rest, whole, used[0]):
        return None
    if len(used) > 1 and closes(rest, used[1], used[0]) and _RECEIVED.search(used[1].label):
        # 安排90万元，到位80万元，支出70万元，结余10万元
        return difference(rest, used[1], used[0])
    only = len(used) == 1 and sum(i.sentence == whole.sentence for i in plain) == 1
    return difference(rest, whole, used[0], only or closes(rest, whole, used[0]))


def _told_together(whole: Item, used: Item, rest: Item) -> bool:
    """Whether a budget, what was spent and what is left stand in one clause: 预算60万元，支出50万元，剩余10万元."""
    in_turn = used.place == whole.place + 1 and rest.place == used.place + 1
    return in_turn and _PLANNED.fullmatch(whole.label) is not None and used.sep == rest.sep == COMMA


def _speaks_of_it_alone(plain: Sequence[Item], whole: Item, used: Item) -> bool:
    """Whether the sentence goes on with the only amount of the one before: 总投资90万元。累计完成投资80万元."""
    return len(plain) == 1 and whole.sentence == used.sentence - 1 and BARE.search(used.label) is not None


def _is_of_another(paragraph: Paragraph, whole: Item, used: Item) -> bool:
    """Whether a clause of its own says what something else was used: 设计费168万元；监理费已付58万元，欠付14万元."""
    apart = any(i.sep == SEMICOLON for i in paragraph.items[whole.place + 1 : used.place + 1])
    return apart and used.label != "" and not BARE.fullmatch(used.label)


def _of_two(paragraph: Paragraph, rest: Item, near: list[Item]) -> Claim | None:
    """Return the difference of the only two amounts of the sentence; the larger may stand behind only if it closes."""
    here = [i for i in near if i.sentence == rest.sentence]
    if len(here) != 2:
        return None
    larger, smaller = sorted(here, key=lambda i: i.figure.value, reverse=True)
    sure = closes(rest, larger, smaller)
    if here[0].sep == PAUSE and not sure:
        return None  # 发放助学金82.6万元、医疗救助31万元，余31.4万元: of what both were taken from
    in_order = here[1].figure.value == larger.figure.value and not rest.cue and not _SPENT.search(larger.label)
    between = paragraph.items[here[1].place + 1 : rest.place + 1]
    # 完成34项，完成率94.4%；未完成的2项
    said = (verb := _UNDONE.match(rest.label)) is not None and verb[1] in here[0].label
    in_order = in_order and not any(
        (i.sep >= SEMICOLON and not said) or (i.role == "rest" and i is not rest) for i in between
    )
    return difference(rest, larger, smaller, sure) if sure or in_order else None
