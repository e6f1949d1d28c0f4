"""Increases and falls: 决算数95万元，比上年增加5万元，增长5.6%.

With a printed base the change is a difference, and its rate is growth from the base; without one the rate is the change
against the new figure less the change. Both tick and fail; a change without either may only tick.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.candidates import candidates
from audit_cli.extract.prose.growth.compared import compared
from audit_cli.extract.prose.growth.differences import (
    any_difference,
    closes,
    difference,
    growth,
    in_real_terms,
    larger_first,
    sign_of,
    term,
)
from audit_cli.extract.prose.growth.levels import level_reached
from audit_cli.extract.prose.growth.net_changes import explained_change, net_change
from audit_cli.extract.prose.growth.sides import Compared
from audit_cli.extract.prose.growth.words import (
    ASKED,
    COMPARES_YEARS,
    PLAN,
    PRIOR,
    SAVED,
    before_comparing,
    last_phrase,
    own_subject,
    residual,
    words_of,
)
from audit_cli.extract.prose.growth.years import changes_later
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.bracketed import sides_in_bracket
from audit_cli.extract.prose.rests.rests_of_lists import of_posts
from audit_cli.extract.prose.shares.wholes import is_called
from audit_cli.model import Claim
from audit_cli.quantity import Quantity, Verdict, agrees, change_verdict, growth_verdict

_NO_SUBJECT = ("", "同比")
_IS_NAME = expression(r"[一-鿿]{3,10}")
_SINCE_BEFORE = expression(r"上一?年|去年|同[比期]")
_MAY_BE_NEGATIVE = expression(r"结余|节余|余额|利润|盈余|净|[顺逆]差|差额|缺口|亏损|结转|收益|损益|贡献|新增")
_AVERAGE = expression(r"均")
_OWN_BASE = expression(r"[比较](?:上一?年|[^增减上下升降提比]){1,8}|\d{4}年")


def increase(paragraph: Paragraph, change: Item, rate: Item | None) -> Iterator[Claim]:
    """Yield what an amount of change asserts together with the *rate* beside it."""
    if (net := net_change(paragraph, change)) is not None:
        yield net
        return
    if (lacking := of_posts(paragraph, change)) is not None:
        yield lacking
        return
    yield from explained_change(paragraph, change)
    if (told := sides_in_bracket(paragraph, change)) is not None:
        yield difference(change, *larger_first(change, *told))
        return
    sides = compared(paragraph, change)
    if sides is None or _is_saved_of(change, sides):
        base = sides.new if sides else _base_before(paragraph, change)
        if rate is not None and base is not None:
            yield _growth_from(base, change, rate)
        elif rate is not None and _go_apart(change, rate):
            yield Claim(
                "growth", (term(rate, "rate", sign_of(rate)), term(change, "change", sign_of(change))), basis="比"
            )
        else:
            yield from any_difference(paragraph, change)
        return
    new, base = _or_its_total(paragraph, change, rate, sides)
    if base is new:
        base = None  # 预算90万元，其中拨款90万元，比2025年预算增加12万元: the plan of that year is not printed
    if base is not None:
        yield difference(change, *larger_first(change, new, base))
        if rate is not None:
            yield growth(rate if rate.role == "growth" else rate._replace(falls=change.falls), new, base)
    elif _exceeds(paragraph, change, new):
        yield Claim("sum", (term(new, "total"), term(change, "part")), "partial", basis="增加额")
    elif rate is None:
        yield from any_difference(paragraph, change)
    elif new.figure.value > change.figure.value * sign_of(change) or _grew_from_nothing(change, new):
        told_of = _that_so_grew(paragraph, change, rate, new)
        if told_of is not None:
            yield growth_by(change, rate, told_of)


def _growth_from(base: Item, change: Item, rate: Item) -> Claim:
    """Return the claim that a rate is that of a change to a base, whose new figure is not told."""
    if rate.role != "growth" or SAVED.search(rate.label):
        return Claim("ratio", (term(rate, "rate"), term(change, "part"), term(base, "whole")), basis="增减幅度")
    signed = (term(item, role, sign_of(item)) for item, role in ((rate, "rate"), (change, "change")))
    return Claim("growth", (*signed, term(base, "base")), basis="增减幅度")


def _go_apart(change: Item, rate: Item) -> bool:
    """Whether what is said to rise falls in the same breath: 比上年减少84万元，增长4.6%."""
    beside = rate.place == change.place + 1 and rate.sep <= COMMA and not rate.figure.approximate
    return beside and rate.role == "growth" and rate.falls != change.falls and rate.figure.value > 0


def _that_so_grew(paragraph: Paragraph, change: Item, rate: Item, new: Item) -> Item | None:
    """Return *new*, or another that may be meant and has grown so: 接报468起，日均1.3起，同比减少31起，下降6.2%.

    What is named in the change and told in no sentence before is no other thing that was told last.
    """
    if _grew_by(change, rate, new):
        return new
    subject = before_comparing(last_phrase(change))
    if subject in _NO_SUBJECT:
        others = (i for i in candidates(paragraph, change) if i.unit == change.unit)
        return next((i for i in others if _grew_by(change, rate, i)), new)
    if new.sentence == change.sentence or not _IS_NAME.fullmatch(subject) or is_called(new.label, subject):
        return new
    before = paragraph.before(change.place, same_sentence=False)
    called = (i for i in before if i.unit == change.unit and i.is_amount and is_called(i.label, subject))
    return next(called, None)


def _is_saved_of(change: Item, sides: Compared) -> bool:
    """Whether the only figure is that of which something was saved: 预算146万元，节约13万元，节约率8.9%."""
    asked = PLAN.search(sides.new.label) or ASKED.search(sides.new.label)
    return sides.base is None and bool(asked) and SAVED.search(change.label) is not None


def rate_beside(paragraph: Paragraph, change: Item) -> Item | None:
    """Return the rate that goes with a change: right behind it, or right before it."""
    return _rate_behind(paragraph, change) or _rate_before(paragraph, change)


def _rate_behind(paragraph: Paragraph, change: Item) -> Item | None:
    """Return the next figure if it is a rate, in the same chain of clauses or in a bracket behind the change.

    What the change led to may stand between: 增加128万元，达到315万元，增长68.4%.
    """
    level = level_reached(paragraph, change)
    hosts = [i.place for i in (change, level) if i is not None]
    for item in paragraph.items[change.place + 1 : change.place + 3]:
        if item is level or (item.host == change.place and item.is_amount and item.opens):
            continue  # 减少815千公顷（1222万亩），下降0.7%
        if item.sentence != change.sentence or item.sep >= SEMICOLON or item.is_amount:
            return None
        if item.group != change.group and item.host not in hosts:
            return None
        if item.figure.type == "rate":
            if (level is not None and _is_measured_from_another(item, change)) or _is_of_plan_and_year(change, item):
                return None
            plain = item.role == "growth" or (
                item.role == "rate" and (len(item.label) <= 4 or item.label.startswith("超出"))
            )
            return item if plain and not residual(item.label) else None
    return None


def _is_measured_from_another(rate: Item, change: Item) -> bool:
    """Whether a rate names a base that its change does not: 比预算增加20万元，达到120万元，比上年增长5%."""
    own = _OWN_BASE.search(rate.label)
    return own is not None and own.group() not in words_of(change)


def _is_of_plan_and_year(change: Item, rate: Item) -> bool:
    """Whether one is measured from the plan and the other from the year before: 超计划2216人次，同比增长6.9%."""
    words = words_of(change)
    since = _SINCE_BEFORE.search(rate.label) is not None
    planned = PLAN.search(words) is not None and not _SINCE_BEFORE.search(words)
    return since and planned


def _rate_before(paragraph: Paragraph, change: Item) -> Item | None:
    """Return the rate that a change follows at once: 同比下降4%，减少50万元."""
    if not change.place or residual(change.label):
        return None
    rate = paragraph.items[change.place - 1]
    if rate.sentence != change.sentence or change.sep >= SEMICOLON or rate.group != change.group:
        return None
    return rate if rate.role == "growth" and rate.figure.type == "rate" and rate.falls == change.falls else None


def _base_before(paragraph: Paragraph, change: Item) -> Item | None:
    """Return the base right before a change whose new figure is not printed: 比上年90万元增加5万元，增长5.6%."""
    if not change.place:
        return None
    base = paragraph.items[change.place - 1]
    told = base.role == "base" or (base.role in ("plain", "used") and changes_later(change, base))
    return base if told and base.sentence == change.sentence and base.kin(change) else None


def growth_by(change: Item, rate: Item, new: Item) -> Claim:
    """Return the claim that a rate is that of a change to *new*, whose base is not printed."""
    sign = sign_of(rate) if rate.role == "growth" else sign_of(change)
    terms = (term(rate, "rate", sign), term(new, "new"), term(change, "change", sign_of(change)))
    if in_real_terms(new):
        return Claim("growth", terms, tick_only=True, basis="比")
    beside = new.sentence == change.sentence or new.place == change.place - 1
    if new.figure.value == change.figure.value:
        return Claim("growth", terms, basis="比")  # there is nothing that it could have grown from
    beside = beside or (len(new.label) > 2 and new.label[-2:] in change.label)
    return Claim("growth", terms, asserted=beside or agrees(_verdict(change, rate, new, sign)), basis="比")


def _exceeds(paragraph: Paragraph, change: Item, new: Item) -> bool:
    """Whether more is said to have been added since a year before than there is now: 支出90万元，比上年增加120万元.

    What may have been below nothing, 结余, can grow by more than it is; and the change of a sentence with larger
    amounts may be that of one of them.
    """
    if change.falls or change.each or change.figure.value <= new.figure.value:
        return False
    if any(i.role != "share" for i in paragraph.items[new.place + 1 : change.place]):
        return False  # 支出90万元，占总支出的9%，比上年增加120万元
    if change.sep > COMMA or change.figure.printed_unit != new.figure.printed_unit or change.group != new.group:
        return False
    if not COMPARES_YEARS.search(words_of(change)) or PRIOR.search(new.label) or _MAY_BE_NEGATIVE.search(new.label):
        return False
    if _AVERAGE.search(new.label) and not _AVERAGE.search(words_of(change)):
        return False  # 日均受理50件，比上年增加120件
    larger = (i for i in paragraph.before(new.place) if i.kin(new) and i.figure.value >= change.figure.value)
    return new.role in ("plain", "used") and not new.figure.approximate and not any(larger)


def _grew_from_nothing(change: Item, new: Item) -> bool:
    """Whether all of a figure is what has been added: 接待费0.3万元，比上年增加0.3万元."""
    return not change.falls and new.figure.quantity == change.figure.quantity and new.figure.value > 0


def _verdict(change: Item, rate: Item, new: Item, sign: int) -> Verdict:
    changed = _signed(change, sign_of(change))
    return change_verdict(_signed(rate, sign), new.figure.quantity, changed)


def _grew_by(change: Item, rate: Item, new: Item) -> bool:
    """Whether *rate* is that of *change* to *new*, without cutting digits."""
    larger = new.figure.value > change.figure.value
    return larger and _verdict(change, rate, new, sign_of(change)) in ("exact", "rounding")


def _signed(item: Item, sign: int) -> Quantity:
    quantity = item.figure.quantity
    return quantity._replace(value=quantity.value * sign)


def part_or_total(paragraph: Paragraph, rate: Item, new: Item, base: Item) -> Item:
    """Return *new*, or the total of the list that it ends: 其中甲3万元、乙5万元，比上年的9万元下降11.1%.

    Where neither the rate nor its base names one of them, it is the one that has so grown, else the total of several.
    """
    total = paragraph.total_item(new)
    named = own_subject(rate) or residual(before_comparing(base.label))
    if total is None or total is paragraph.total_item(base) or total.sentence != new.sentence or named:
        return new
    stated = _signed(rate, sign_of(rate))
    grew = _grew(stated, new, base)
    alone = list(paragraph.total_of.values()).count(total.place) == 1  # 856起，其中甲类213起，上升26.8%（上年168起）
    return new if grew or (alone and not _grew(stated, total, base)) else total


def _grew(stated: Quantity, new: Item, base: Item) -> bool:
    return bool(base.figure.value) and agrees(growth_verdict(stated, new.figure.quantity, base.figure.quantity))


def _or_its_total(paragraph: Paragraph, change: Item, rate: Item | None, sides: Compared) -> Compared:
    """Return the total of the list that ends before a change, where it is the total that has changed."""
    new, base = sides
    total = paragraph.total_item(new)
    if total is None or total.sentence != new.sentence or own_subject(change):
        return sides
    if before_comparing(last_phrase(change)) == paragraph.label(new):
        return sides  # 其中本年收入90万元…。本年收入比上年增加5万元
    goes_on = any(place > change.place for place, of in paragraph.total_of.items() if of == total.place)
    if goes_on and base is not None and base.place > new.place:
        return sides  # 其中甲3万元，比预算4万元少1万元；乙5万元: the list goes on
    if base is not None and total is paragraph.total_item(base):
        return sides
    for candidate in (new, total):
        if base is not None:
            if closes(change, *larger_first(change, candidate, base)):
                return Compared(candidate, base)
        elif rate is not None and _grew_by(change, rate, candidate):
            return Compared(candidate, base)
    return sides if base is None else Compared(total, base)
