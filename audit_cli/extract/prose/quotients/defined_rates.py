"""Rates whose names say what they are of what: 负债总额520万元，资产总额2600万元，资产负债率20%.

Part and whole are the only amounts of the sentence that are called so. It ticks and fails.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, STOP, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import was_changed
from audit_cli.extract.prose.quotients.pairs import Pair

# the name of a rate, and the words that its part and its whole are called by
_DEFINED = (
    (expression(r"资产负债率"), ("负债",), ("资产",)),
    (expression(r"成新率"), ("净值",), ("原值",)),
    (expression(r"资产(?:利用|使用)率"), ("在用", "使用"), ("总额", "原值")),
    (expression(r"(?:结转结余|结转|结余)率"), ("结转", "结余"), ("预算",)),
    (expression(r"存贷比"), ("贷款余额",), ("存款余额",)),
    (expression(r"营业收入利润率"), ("利润",), ("营业收入",)),
    (expression(r"床位?使用率"), ("占用",), ("开放总床日", "开放床日")),
    (expression(r"(?<!支出)到位率"), ("到位",), ("预算", "安排", "下达", "计划", "批复")),
)
_BOTH = 2
_SOME = expression(r"(?:净|流动|固定|无形)资产")  # which are not what a debt is a share of
_BARE_ACTUAL = ("实际", "实")
_OF_WHAT_IS_DUE = expression(r"([一-鿿]{2})率(?:为|达到?|是)?$")


def defined_pair(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return part and whole of *rate*, None where its name does not define them, or they are not told."""
    for name, part, whole in _DEFINED:
        if name.search(rate.label) and (pair := _named(paragraph, rate, part, whole)) is not None:
            return None if was_changed(paragraph, pair) else pair
    called = _OF_WHAT_IS_DUE.search(rate.label)
    if called is None:
        return None
    done = called[1]  # 应入库500万元，实际入库480万元，入库率96%
    is_due = f"应{done}" in paragraph.words
    called_done = (f"实际{done}", f"已{done}", f"实{done[:1]}")
    due = _named(paragraph, rate, called_done, (f"应{done}",)) if is_due else None
    if due is None and is_due:
        due = _done_before(paragraph, rate, done)
    if due is not None and due.part.place > rate.place and not _is_of(rate, due, done):
        return None  # 省级资金到位率100%，县级资金应到位90万元，实际到位80万元
    return due or _told_behind(paragraph, rate, done)


def _done_before(paragraph: Paragraph, rate: Item, done: str) -> Pair | None:
    """Return what was *done* and what was due, right before a rate: 征收186万元，应征收210万元，征收率88.57%."""
    if rate.place < _BOTH:
        return None
    part, whole = paragraph.items[rate.place - _BOTH : rate.place]
    beside = part.sentence == rate.sentence and all(i.sep <= COMMA for i in (whole, rate))
    called = beside and done in part.label and f"应{done}" not in part.label and f"应{done}" in whole.label
    return Pair(part, whole) if called and part.same_unit(whole) else None


def _told_behind(paragraph: Paragraph, rate: Item, done: str) -> Pair | None:
    """Return what was *done* and what there was to do, told right behind a rate: 办结率97.9%，受理286件，办结280件."""
    near = _right_behind(paragraph, rate)
    if len(near) != _BOTH or any(done in i.label for i in paragraph.before(rate.place)):
        return None
    whole, part = sorted(near, key=lambda i: done in i.label)
    so_called = done in part.label and done not in whole.label and part.same_unit(whole)
    return Pair(part, whole) if so_called and part.figure.value <= whole.figure.value else None


def _is_of(rate: Item, pair: Pair, done: str) -> bool:
    """Whether what is told to be due names nothing that the rate does not name."""
    return pair.whole.label.partition(f"应{done}")[0] in rate.label


def _named(paragraph: Paragraph, rate: Item, part: tuple[str, ...], whole: tuple[str, ...]) -> Pair | None:
    """Return the one amount of the sentence that is called *part* and the one that is called *whole*."""
    one, other = (_called(paragraph, rate, words) for words in (part, whole))
    behind = other is not None and paragraph.items[other.place + 1 : rate.place]
    if behind and behind[0].label in _BARE_ACTUAL and behind[0].sep <= COMMA:
        one = behind[0]  # 应结算60万元，实际结算50万元，…；今年应结算70万元，实际68万元，结算率97.1%
    if one is None and other is None and len(near := _right_behind(paragraph, rate)) == _BOTH:
        # 结余率4.5%，预算200万元，结余9万元
        one, other = (next((i for i in near if any(w in i.label for w in words)), None) for words in (part, whole))
    if one is not None and other is None:
        # 结余9万元，结余率4.5%，预算200万元
        other = next((i for i in _right_behind(paragraph, rate)[:1] if any(w in i.label for w in whole)), None)
    return Pair(one, other) if one and other and one is not other and one.kin(other) else None


def _is_cut_off(paragraph: Paragraph, item: Item, rate: Item) -> bool:
    """Whether a ； stands between an amount and a rate."""
    return any(i.sep >= SEMICOLON for i in paragraph.items[item.place + 1 : rate.place + 1])


def _right_behind(paragraph: Paragraph, rate: Item) -> list[Item]:
    behind = paragraph.items[rate.place + 1 : rate.place + 1 + _BOTH]
    return [i for i in behind if i.is_amount and i.sentence == rate.sentence and i.sep <= COMMA]


def _called(paragraph: Paragraph, rate: Item, words: tuple[str, ...]) -> Item | None:
    """Return the one amount before *rate* that one of *words* names, of several the one that is called the total."""
    alone = rate.sep == STOP and rate.place and paragraph.items[rate.place - 1].sentence < rate.sentence
    before = [
        i
        for i in paragraph.before(rate.place, same_sentence=not alone)
        if i.is_amount and i.role in ("plain", "used", "rest")
    ]
    called = [i for i in before if any(word in _SOME.sub("", i.label) for word in words)]
    if behind := [i for i in called if not _is_cut_off(paragraph, i, rate)]:
        called = behind
    totals = called if len(called) < 2 else [i for i in called if "总" in i.label]
    return totals[0] if len(totals) == 1 else None
