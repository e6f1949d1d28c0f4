"""What a change may be of: the amounts before it in its sentence, else in the one before, nearest first."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import IN_YEAR, SAVED, words_of
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph

_WHOLE = expression(r"占")  # 占全年预算1500万元的49%
_A_YEAR = expression(r"年均")
_AVERAGE = expression(r"[一-鿿]均")
_LACKING = expression(r"[还尚相][差缺]$")  # of a target, which is none of the year
_THE_YEAR_BEFORE = expression(r"[，,]?(?:上一?年|去年)(?:同期|度)?[的为是数值]*")
COMPARABLE = ("plain", "used", "to", "base")


def is_of_one(item: Item, change: Item) -> bool:
    """Whether a standard in 元 has changed, and the amount in 万元 is another: 由200元提高到300元，年增支34.68万元."""
    return item.role == "to" and change.is_amount and item.figure.scale == 1 < change.figure.scale


def _is_beside_a_total(item: Item, change: Item, paragraph: Paragraph) -> bool:
    """Whether an average stands between a total and its base: 接待48万人次，日均1550人次，比上年的41万人次增长17%.

    A base of about its own size is that of the average.
    """
    if not _AVERAGE.match(item.label) or "均" in words_of(change) or not item.place:
        return False
    total = paragraph.items[item.place - 1]
    bases = [i for i in paragraph.items[item.place + 1 : change.place] if _is_base(i)]
    told = total.same_unit(item) and total.sentence == item.sentence
    return told and bool(bases) and not any("均" in i.label or _is_nearer(i, item, total) for i in bases)


def _is_nearer(base: Item, average: Item, total: Item) -> bool:
    """Whether a base is nearer by its size to an average than to a total."""
    value = base.figure.value
    return value * value < average.figure.value * total.figure.value


def _is_base(item: Item) -> bool:
    """Whether a figure is only told of the year before: 人均8.9万元，上年为9.3万元，下降4.3%."""
    return item.role == "base" or _THE_YEAR_BEFORE.fullmatch(item.label) is not None


def candidates(paragraph: Paragraph, change: Item) -> list[Item]:
    """Return the amounts that a change may compare, nearest first: of its sentence, else of the one before."""
    found: list[Item] = []
    for item in paragraph.before(change.place, same_sentence=False):
        if found and item.sentence != found[0].sentence:
            break
        if item.line != change.line and item.mark:
            break
        if not item.is_amount or item.depth > change.depth:
            continue
        between = paragraph.items[item.place + 1 : change.place]
        beside = all(_is_base(i) or i.role == "growth" or i.depth > item.depth for i in between)
        beside = beside and item.role in ("rest", "price")
        # 接待费0.86万元、86人次，人均100元，比上年1.00万元下降14%
        beside = beside and not any(_is_base(i) and i.figure.scale != item.figure.scale for i in between)
        beside = beside and not SAVED.search(change.label) and not _LACKING.search(item.label)
        if not (beside or item.role in COMPARABLE) or item.figure.approximate or _WHOLE.match(item.label):
            continue
        if item.role == "base" and found and found[0].role != "base" and found[0].place > item.place + 1:
            break  # 门诊21.6万人次，较上年18万人次上升20%；出院9860人次，较上年减少140人次: of what is told before
        if (
            item.is_whole_of_rate(paragraph.items)
            or is_of_one(item, change)
            or _is_beside_a_total(item, change, paragraph)
        ):
            continue
        if not change.is_amount and SAVED.search(change.label) and SAVED.search(item.label):
            continue  # 实际采购81万元，共节约16万元，节约率16%: what was saved is what the rate tells
        if _A_YEAR.match(item.label) and IN_YEAR.search(words_of(change)):
            continue  # 三年共90万元，年均30万元。2024年较2022年增加5万元
        if beside and any(i.sep >= SEMICOLON for i in paragraph.items[item.place + 1 : change.place + 1]):
            continue
        if change.is_amount and not (item.kin(change) and (item.unit == change.unit or item.figure.type == "money")):
            continue
        if found and found[0].place in (paragraph.total_of.get(item.place), paragraph.steps.get(item.place)):
            continue  # 90万元，加上2023年下达的60万元，共150万元，比2023年增加9万元: no part is what it was
        if not found or (item.kin(found[0]) and item.unit == found[0].unit):
            found.append(item)
    return found
