"""Changes in prose: increases and falls with their rates, from … to …, percentage points, remainders, unit slips.

A change has a new figure and a base. Which figures these are is read from the sentence: the figure right before the
change, the one printed for the year or budget it is compared with, the ends of 由…增加到….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.extract.items import SEMICOLON, Item
from audit_cli.extract.paragraph import Paragraph
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, change_verdict, sum_verdict

_BASE_LABEL = re.compile(r"(?:上年|去年|上一年|同期|年初预算|预算数?|计划数?|原有?|(?:19|20)\d\d年度?)")
_COMPARED = re.compile(r"比|较|相比|对比|同比|超")
_GENERIC = re.compile(
    r"与?(?:19|20)?\d\d\s*年(?:度|初)?|与?上一?年度?|去年|同期|同比|环比|相比|对比|比较|较|比|与|和|各|均|也|都|共|又|分别|有所|略有|同比|增减|变动|情况|其中"
    r"|年初|预算数?|决算数?|执行数?|计划数?|收入|支出|收、支|收支|总计|合计|总额|总量|总数|金额|数额|额|数|幅度|率|资金|经费|度|年|的|为|是|了|约|近|共|达|到|至|本年|今年|当年|实际|全年"
    r"|增加|增长|增收|增支|上升|提高|增幅|上涨|减少|下降|降低|压减|压缩|缩减|减支|核减|节约|节省|降幅|减幅|回落|超出|超支|超过|调增|调减|追加|净增|净减|新增|高于|低于|多|少"
    r"|[\s，,、：:；;（）()]"
)
_SLIP = 2000  # an amount in 元 this many times below its pair was meant in 万元


class Pending(NamedTuple):
    """A rate of change whose base stands in another sentence, row or year."""

    rate: Item
    new: Item


def changes(paragraph: Paragraph) -> tuple[list[Claim], list[Pending]]:
    """Return the changes and remainders that one paragraph asserts, and the rates whose base is elsewhere."""
    claims: list[Claim] = []
    pending: list[Pending] = []
    items = paragraph.items
    done: set[int] = set()
    for k, item in enumerate(items):
        if k in done:
            continue
        if item.role == "change" and item.is_amount:
            rate = _rate_after(paragraph, k)
            if rate is not None:
                done.add(rate.index)
            claims += _change(paragraph, item, rate)
        elif item.role == "to" and item.is_amount:
            claims += _from_to(paragraph, k, done)
        elif item.role == "growth" and item.figure.type == "rate":
            new = _new_figure(paragraph, k)
            if new is None:
                continue
            base = _printed_base(paragraph, new.index, k)
            if base is not None:
                claims.append(_growth(item, new, base, True))
            else:
                pending.append(Pending(item, new))
        elif item.role == "points":
            claims += _points(paragraph, k)
        elif item.role == "rest" and item.is_amount:
            claims += _remainder(paragraph, k)
    claims += _unit_slips(paragraph)
    return claims, pending


def _sign(item: Item) -> int:
    return -1 if item.falls else 1


def _residual(text: str) -> str:
    """Return what is left of a change's label when the words of comparing are taken off: its own subject, if any."""
    return _GENERIC.sub("", text)


def _own_subject(item: Item) -> str:
    return _residual(re.split(r"[，,；;。：:]", item.lead)[-1] + item.label if not item.label else item.label)


def _speaks_of(subject: str, label: str) -> bool:
    return not subject or subject[-3:] in label or (len(label) >= 3 and label[-3:] in subject)


def _new_figure(paragraph: Paragraph, k: int) -> Item | None:
    """Return the figure that has changed: the nearest plain one before, named by the change's subject if it has one."""
    items = paragraph.items
    change = items[k]
    subject = _own_subject(change)
    lead_subject = _residual(re.split(r"[；;。]", change.lead)[-1])
    nearest: Item | None = None
    for item in paragraph.before(k, same_sentence=False):
        if not item.is_amount or item.depth > change.depth or item.role not in ("plain", "used", "to"):
            continue
        if change.figure.type in ("money", "count", "measure") and not item.kin(change):
            continue
        if change.figure.type == "count" and item.unit != change.unit:
            continue
        if _BASE_LABEL.search(item.label) and _COMPARED.search(item.label):
            continue
        if item.sentence != change.sentence and nearest is None and not _sentence_starts_with(paragraph, k):
            return None
        if _speaks_of(subject, paragraph.labels[item.index]):
            nearest = item
            break
        return None
    if nearest is None:
        return None
    if lead_subject and len(lead_subject) >= 3 and not _speaks_of(lead_subject, paragraph.labels[nearest.index]):
        return None
    if nearest.sentence == change.sentence or nearest.index == k - 1:
        return nearest
    rivals = {i.figure.value for i in paragraph.items[: k] if i.sentence == nearest.sentence and i.kin(nearest) and i.role in ("plain", "used")}
    return nearest if len(rivals) == 1 or subject else None


def _sentence_starts_with(paragraph: Paragraph, k: int) -> bool:
    """Whether no plain amount stands before *k* in its sentence."""
    return not any(i.is_amount and i.role in ("plain", "used", "to") for i in paragraph.before(k))


def _rate_after(paragraph: Paragraph, k: int) -> Item | None:
    """Return the rate that goes with a change: the next figure, in the same clause chain."""
    items = paragraph.items
    for j in range(k + 1, min(k + 3, len(items))):
        item = items[j]
        if item.sentence != items[k].sentence or item.sep >= SEMICOLON or item.group != items[k].group:
            return None
        if item.figure.type == "rate":
            plain = item.role == "growth" or (item.role == "rate" and len(item.label) <= 4)
            return item if plain and not _own_subject(item) else None
        if item.is_amount:
            return None
    return None


def _printed_base(paragraph: Paragraph, new: int, k: int) -> Item | None:
    """Return the figure for the other year or the budget, printed between or right before the new figure."""
    items = paragraph.items
    fresh = items[new]
    words = items[k].lead[-20:] + items[k].label
    for j in [*range(new + 1, k), *range(new - 1, max(new - 4, -1), -1)]:
        item = items[j]
        if item.sentence != fresh.sentence or not item.kin(fresh) or item.role not in ("plain", "used") or item.unit != fresh.unit:
            continue
        found = _BASE_LABEL.search(item.label)
        if not found:
            continue
        budget = "预算" in found.group() or "计划" in found.group()
        if budget and not ("预算" in words or "计划" in words):
            continue
        if not budget and not re.search(r"上年|去年|同|\d年|上一年|增|降|减|升", words):
            continue
        if not budget and "预算" in words and "上年" not in words:
            continue
        if j < new and not budget and not re.search(r"上年|去年|上一年|同期|\d年", item.label):
            continue
        return item
    return None


def _growth(rate: Item, new: Item, base: Item, asserted: bool) -> Claim:
    terms = (
        Term(rate.figure, "rate", rate.label, _sign(rate)),
        Term(new.figure, "new", new.label),
        Term(base.figure, "base", base.label),
    )
    return Claim("growth", terms, asserted=asserted, basis="比")


def _change(paragraph: Paragraph, change: Item, rate: Item | None) -> Iterator[Claim]:
    new = _new_figure(paragraph, change.index)
    if new is None:
        yield from _any_difference(paragraph, change)
        return
    base = _printed_base(paragraph, new.index, change.index)
    if base is not None:
        larger, smaller = (base, new) if change.falls else (new, base)
        yield _difference(change, larger, smaller, True)
        if rate is not None:
            yield _growth(rate, new, base, True)
    elif rate is not None:
        signed = change.figure.quantity._replace(value=change.figure.value * _sign(change))
        before = new.figure.value - signed.value
        if before <= 0:
            return
        terms = (
            Term(rate.figure, "rate", rate.label, _sign(rate) if rate.role == "growth" else _sign(change)),
            Term(new.figure, "new", new.label),
            Term(change.figure, "change", change.label, _sign(change)),
        )
        stated = rate.figure.quantity._replace(value=rate.figure.value * terms[0].sign)
        sure = not _several_candidates(paragraph, new, change) or agrees(change_verdict(stated, new.figure.quantity, signed))
        yield Claim("growth", terms, asserted=sure, basis="比")
    else:
        yield from _any_difference(paragraph, change)


def _several_candidates(paragraph: Paragraph, new: Item, change: Item) -> bool:
    """Whether the sentence of the new figure holds other plain amounts that the change might speak of."""
    return len({
        i.figure.value
        for i in paragraph.items[: change.index]
        if i.sentence == new.sentence and i.role in ("plain", "to") and i.kin(new) and i.depth <= new.depth and i.figure.value != new.figure.value
        and i.index < new.index
    }) > 0 and new.sentence != change.sentence  # fmt: skip


def _difference(result: Item, larger: Item, smaller: Item, asserted: bool, tick_only: bool = False) -> Claim:
    terms = (
        Term(result.figure, "result", result.label),
        Term(larger.figure, "minuend", larger.label),
        Term(smaller.figure, "subtrahend", smaller.label),
    )
    return Claim("difference", terms, asserted=asserted, tick_only=tick_only, basis="差")


def _closes(result: Item, larger: Item, smaller: Item) -> bool:
    return sum_verdict(result.figure.quantity, [larger.figure.quantity, smaller.figure.quantity], [1, -1]) in ("exact", "rounding")


def _any_difference(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield the two figures nearby whose difference a change or remainder is, if there are such: it can only hold."""
    if len(result.figure.value.normalize().as_tuple().digits) < 2 or result.figure.approximate:
        return
    near = [i for i in paragraph.before(result.index, same_sentence=False) if i.kin(result) and i.is_amount and i.role != "change" and not i.figure.approximate][:8]
    for a, larger in enumerate(near):
        for smaller in near[:a] + near[a + 1 :]:
            if larger.figure.value > smaller.figure.value and smaller.figure.value > 0 and _closes(result, larger, smaller):
                sure = result.role == "change" and bool(re.search(r"超|比|较", result.label + result.lead[-12:]))
                yield _difference(result, larger, smaller, sure, tick_only=not sure)
                return


def _from_to(paragraph: Paragraph, k: int, done: set[int]) -> Iterator[Claim]:
    items = paragraph.items
    new = items[k]
    base = next((i for i in paragraph.before(k) if i.kin(new)), None)
    if base is None or base.index != k - 1 or not re.search(r"[由从]", base.lead[-16:] + base.label) or base.unit != new.unit:
        return
    for item in items[k + 1 : k + 3]:
        if item.sentence != new.sentence or item.sep >= SEMICOLON:
            return
        if item.figure.type == "rate" and item.role in ("growth", "rate") and len(item.label) <= 6:
            done.add(item.index)
            falls = item.falls or new.falls
            yield _growth(item._replace(falls=falls), new, base, True)
        elif item.role == "change" and item.kin(new):
            done.add(item.index)
            larger, smaller = (base, new) if item.falls else (new, base)
            yield _difference(item, larger, smaller, True)


def _points(paragraph: Paragraph, k: int) -> Iterator[Claim]:
    """Yield a change in percentage points between two rates of the sentence."""
    result = paragraph.items[k]
    near = [i for i in paragraph.before(k) if i.figure.type == "rate"][:2]
    if len(near) < 2:
        return
    later, earlier = near[1], near[0]
    if not _BASE_LABEL.search(earlier.label):
        later, earlier = earlier, later
        if not _BASE_LABEL.search(earlier.label):
            return
    larger, smaller = (earlier, later) if result.falls else (later, earlier)
    yield _difference(result, larger, smaller, True)


def _remainder(paragraph: Paragraph, k: int) -> Iterator[Claim]:
    """Yield what is left of an amount when what was used of it is taken off."""
    rest = paragraph.items[k]
    near = [i for i in paragraph.before(k) if i.kin(rest) and i.depth <= rest.depth + 1 and i.unit == rest.unit]
    used = [i for i in near if i.role == "used"]
    plain = [i for i in near if i.role == "plain"]
    if len(used) == 1 and len(plain) == 1 and plain[0].figure.start < used[0].figure.start:
        yield _difference(rest, plain[0], used[0], True)
        return
    if used and plain and used[0].index == near[0].index:
        pair = next((i for i in plain if i.index < used[0].index), None)
        if pair is not None:
            yield _difference(rest, pair, used[0], _closes(rest, pair, used[0]))
            return
    yield from _any_difference(paragraph, rest)


def _unit_slips(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield used amounts printed in 元 that can only be meant in 万元, like the amount they were paid from."""
    items = paragraph.items
    for before, used in zip(items, items[1:], strict=False):
        if used.role != "used" or before.role != "plain" or used.figure.printed_unit != "元" or used.sentence != before.sentence:
            continue
        fraction = used.figure.quantum < 1
        if before.figure.printed_unit == "万元" and fraction and 0 < used.figure.value * _SLIP < before.figure.value:
            yield Claim("unit", (Term(used.figure, "suspect", used.label), Term(before.figure, "witness", before.label)), basis="元")
