"""Changes in prose: increases and falls with their rates, from … to …, percentage points, remainders, unit slips.

A change has a new figure and a base. Which figures these are is read from the sentence: the figure right before the
change, the one printed for the year, target or budget it is compared with, the ends of 由…增加到….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.extract.prose.breakdowns import clean_label
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, change_verdict, sum_verdict

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_PRIOR = re.compile(r"上年|去年|上一年|同期|上季|上月|期初|原")
_PLAN = re.compile(r"预算|计划|目标|指标|任务|控制数")
_BUDGET_COMPARED = re.compile(r"预算|计划|目标|指标|任务|控制数")
_FROM = re.compile(r"[由从]")
_GENERIC = re.compile(
    r"与?(?:19|20)?\d\d\s*年(?:度|初)?|与?上一?年度?|去年|同期|同比|环比|相比|对比|比较|较|比|与|和|各|均|也|都|共|又|分别|有所|略有|增减|变动|情况|其中|净"
    r"|年初|预算数?|决算数?|执行数?|计划数?|目标值?|收入|支出|收、支|收支|总计|合计|总额|总量|总数|金额|数额|额|数|幅度|率|资金|经费|度|年|的|为|是|了|约|近|共|达|到|至|本年|今年|当年|实际|全年"
    r"|增加|增长|增收|增支|上升|提高|增幅|上涨|减少|下降|降低|压减|压缩|缩减|减支|核减|节约|节省|降幅|减幅|回落|超出|超支|超过|调增|调减|追加|新增|高于|低于|多|少|超"
    r"|[\s，,、：:；;（）()]"
)
_SLIP = 500  # an amount in 元 this many times below its neighbour in 万元 was meant in 万元
_PLAIN = ("plain", "used", "to", "base")


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
        if item.role == "to" and item.is_amount:
            claims += _from_to(paragraph, k, done)
    for k, item in enumerate(items):
        if k in done:
            continue
        if item.role == "change" and item.is_amount:
            rate = _rate_after(paragraph, k) or _rate_before(paragraph, k)
            if rate is not None:
                done.add(rate.place)
            claims += _change(paragraph, item, rate)
        elif item.role == "growth" and item.figure.type == "rate" and not _leads_a_change(paragraph, k):
            found = _compared(paragraph, item)
            if found is None:
                continue
            new, base = found
            if base is not None:
                claims.append(_growth(item, new, base))
            else:
                pending.append(Pending(item, new))
        elif item.role == "points":
            claims += _points(paragraph, item)
        elif item.role == "rest" and item.is_amount:
            claims += _remainder(paragraph, item)
    claims += _unit_slips(paragraph)
    claims += _net_values(paragraph)
    return claims, pending


# the two sides of a comparison


def _residual(text: str) -> str:
    """Return what is left of a change's words when those of comparing are taken off: its own subject, if any."""
    return _GENERIC.sub("", text)


def _speaks_of(subject: str, label: str) -> bool:
    return not subject or subject[-3:] in label or (len(label) >= 3 and label[-3:] in subject)


def _words(item: Item) -> str:
    """Return the clause of an item: its label, and what stands between the separator before and the label."""
    return re.split(r"[；;。\n]", item.lead)[-1] + item.label


def _year_of(item: Item) -> int:
    years = _YEAR.findall(item.label) or _YEAR.findall(_words(item))
    return int(years[-1]) if years else 0


def _is_base(item: Item, change: Item) -> bool:
    """Whether an item is labelled as that with which *change* compares."""
    if _PRIOR.search(item.label):
        return True
    return bool(_PLAN.search(item.label)) and bool(_BUDGET_COMPARED.search(_words(change)))


def _ordered(first: Item, second: Item, change: Item) -> tuple[Item, Item] | None:
    """Return (new, base) of two items in the order of the text, or None where the words do not tell."""
    if _FROM.search(first.lead[-10:] + first.label[:2]) and second.role == "to":
        return second, first
    a, b = _is_base(first, change), _is_base(second, change)
    if a != b:
        return (second, first) if a else (first, second)
    x, y = _year_of(first), _year_of(second)
    if x and y and x != y and not _BUDGET_COMPARED.search(_words(change)):
        return (first, second) if x > y else (second, first)
    return None


def _candidates(paragraph: Paragraph, change: Item) -> list[Item]:
    """Return the amounts before a change that it may compare, nearest first: of its sentence, else of the one before."""
    found: list[Item] = []
    for item in paragraph.before(change.place, same_sentence=False):
        if item.sentence != change.sentence and found:
            break
        if item.line != change.line and item.mark:
            break
        if not item.is_amount or item.depth > change.depth or item.role not in _PLAIN or item.figure.approximate:
            continue
        if change.is_amount and not (item.kin(change) and (item.unit == change.unit or item.figure.type == "money")):
            continue
        if found and not (item.kin(found[0]) and item.unit == found[0].unit):
            continue
        found.append(item)
    return found


def _compared(paragraph: Paragraph, change: Item) -> tuple[Item, Item | None] | None:
    """Return the new figure of a change and, where it is printed, its base."""
    items = paragraph.items
    found = _candidates(paragraph, change)
    subject = _residual(re.split(r"[，,：:]", _words(change))[-1]) or _residual(_words(change))
    if not found:
        return _new_after(paragraph, change, None)
    if found[0].sentence != change.sentence:
        # what is said in a sentence of its own is said of the totals of the one before, not of their parts
        found = [i for i in found if i.place not in paragraph.total_of] or found
    nearest = found[0]
    if nearest.role == "base":
        if change.place - nearest.place > 2 or (len(subject) >= 3 and not _speaks_of(subject, nearest.label)):
            return None
        subject_of_base = _residual(re.sub(r"(?:比|较|与|同).*$", "", nearest.label))
        new = next((i for i in found if i.role != "base"), None)
        if new is not None and _speaks_of(subject_of_base, paragraph.labels[new.place]):
            return new, nearest
        return _new_after(paragraph, change, nearest)
    if len(found) > 1 and nearest.sentence == found[1].sentence and nearest.place - found[1].place <= 3:
        pair = _ordered(found[1], nearest, change)
        if pair is not None and _speaks_of(subject, paragraph.labels[pair[0].place] + paragraph.labels[pair[1].place]):
            return pair
    if _is_base(nearest, change) and _PRIOR.search(nearest.label):
        return _new_after(paragraph, change, nearest)
    if not _speaks_of(subject, paragraph.labels[nearest.place]):
        named = [
            i for i in found[1:] if i.sentence == nearest.sentence and _speaks_of(subject, paragraph.labels[i.place])
        ]
        return (named[0], None) if len(named) == 1 and len(subject) >= 3 else None
    if nearest.sentence != change.sentence and nearest.place != change.place - 1 and not subject:
        rivals = {i.figure.value for i in found if i.sentence == nearest.sentence}
        if len(rivals) > 1:
            return None
    for item in items[nearest.place + 1 : change.place]:
        # 215.05万元（2019年为802.1万元），比上年下降73%
        if (
            item.host == nearest.place
            and item.kin(nearest)
            and item.unit == nearest.unit
            and (_PRIOR.search(item.label) or _earlier(item, nearest))
        ):
            return nearest, item
    for item in items[change.place + 1 : change.place + 3]:
        # 同比增长12.9%（上年同期为540万元）
        if (
            item.sentence == change.sentence
            and item.kin(nearest)
            and item.unit == nearest.unit
            and _PRIOR.search(item.label)
        ):
            return nearest, item
    return nearest, _planned(paragraph, nearest, change)


def _earlier(item: Item, new: Item) -> bool:
    """Whether an item's label names a year, and the new figure's none or a later one."""
    own, other = _YEAR.findall(item.label), _YEAR.findall(new.label)
    return bool(own) and (not other or own[-1] < other[-1])


def _planned(paragraph: Paragraph, new: Item, change: Item) -> Item | None:
    """Return the budget that something exceeds or saves of, printed earlier."""
    concept = paragraph.concepts[new.place]
    if re.search(r"节约|节省|节支", change.label):
        return next(
            (i for i in paragraph.before(new.place) if i.kin(new) and i.role == "plain" and _PLAN.search(i.label)), None
        )
    if not concept or not re.search(r"超", change.label):
        return None
    for item in reversed(paragraph.items[: new.place]):
        if paragraph.concepts[item.place] == concept and _PLAN.search(item.label) and item.kin(new):
            return item
    return None


def _new_after(paragraph: Paragraph, change: Item, base: Item | None) -> tuple[Item, Item | None] | None:
    """Return the new figure where it follows its change: 比上年增加128万元，增长69%，2023年达到315万元."""
    for item in paragraph.items[change.place + 1 : change.place + 4]:
        if item.sentence != change.sentence or item.sep >= SEMICOLON:
            return None
        if (
            item.is_amount
            and item.role in _PLAIN
            and (item.kin(change) or not change.is_amount)
            and re.search(r"(?:达到?|为|至)(?:了|[\s：:])*$", item.label)
        ):
            return item, base
    return None


# rates and differences


def _sign(item: Item) -> int:
    return -1 if item.falls else 1


def _term(item: Item, role: str, sign: int = 1) -> Term:
    return Term(item.figure, role, clean_label(item.label), sign)


def _growth(rate: Item, new: Item, base: Item) -> Claim:
    return Claim("growth", (_term(rate, "rate", _sign(rate)), _term(new, "new"), _term(base, "base")), basis="比")


def _difference(result: Item, larger: Item, smaller: Item, asserted: bool = True, tick_only: bool = False) -> Claim:
    terms = (_term(result, "result"), _term(larger, "minuend"), _term(smaller, "subtrahend"))
    return Claim("difference", terms, asserted=asserted, tick_only=tick_only, basis="差")


def _closes(result: Item, larger: Item, smaller: Item) -> bool:
    parts = [larger.figure.quantity, smaller.figure.quantity]
    return sum_verdict(result.figure.quantity, parts, [1, -1]) in ("exact", "rounding")


def _rate_after(paragraph: Paragraph, k: int) -> Item | None:
    """Return the rate that goes with a change: the next figure, in the same clause chain or in a bracket behind it."""
    items = paragraph.items
    for item in items[k + 1 : k + 3]:
        if item.sentence != items[k].sentence or item.sep >= SEMICOLON:
            return None
        if item.group != items[k].group and item.host != k:
            return None
        if item.figure.type == "rate":
            plain = item.role == "growth" or (item.role == "rate" and len(item.label) <= 4)
            return item if plain and not _residual(item.label) else None
        if item.is_amount:
            return None
    return None


def _rate_before(paragraph: Paragraph, k: int) -> Item | None:
    """Return the rate that a change follows at once: 同比下降4%，减少50万元."""
    change = paragraph.items[k]
    if not k or _residual(change.label):
        return None
    rate = paragraph.items[k - 1]
    joined = rate.sentence == change.sentence and change.sep < SEMICOLON and rate.group == change.group
    return (
        rate if joined and rate.role == "growth" and rate.figure.type == "rate" and rate.falls == change.falls else None
    )


def _leads_a_change(paragraph: Paragraph, k: int) -> bool:
    following = paragraph.items[k + 1 : k + 2]
    return bool(following) and following[0].role == "change" and _rate_before(paragraph, k + 1) is not None


def _change(paragraph: Paragraph, change: Item, rate: Item | None) -> Iterator[Claim]:
    found = _compared(paragraph, change)
    if found is None:
        base = paragraph.items[change.place - 1] if change.place else None
        if (
            rate is not None
            and base is not None
            and base.role == "base"
            and base.sentence == change.sentence
            and base.kin(change)
        ):
            yield Claim("ratio", (_term(rate, "rate"), _term(change, "part"), _term(base, "whole")), basis="增减幅度")
        else:
            yield from _any_difference(paragraph, change)
        return
    new, base = _or_its_total(paragraph, change, rate, *found)
    if base is not None:
        larger, smaller = (base, new) if change.falls else (new, base)
        yield _difference(change, larger, smaller)
        if rate is not None:
            yield _growth(rate if rate.role == "growth" else rate._replace(falls=change.falls), new, base)
    elif rate is not None:
        signed = change.figure.quantity._replace(value=change.figure.value * _sign(change))
        if new.figure.value - signed.value <= 0:
            return
        rate_sign = _sign(rate) if rate.role == "growth" else _sign(change)
        terms = (_term(rate, "rate", rate_sign), _term(new, "new"), _term(change, "change", _sign(change)))
        stated = rate.figure.quantity._replace(value=rate.figure.value * rate_sign)
        sure = new.sentence == change.sentence or agrees(change_verdict(stated, new.figure.quantity, signed))
        yield Claim("growth", terms, asserted=sure or new.place == change.place - 1, basis="比")
    else:
        yield from _any_difference(paragraph, change)


def _or_its_total(
    paragraph: Paragraph, change: Item, rate: Item | None, new: Item, base: Item | None
) -> tuple[Item, Item | None]:
    """Return the total of the list that ends before a change, where it is the total that has changed."""
    head = paragraph.total_of.get(new.place)
    if head is None or paragraph.items[head].sentence != new.sentence or _own_subject(change):
        return new, base
    for candidate in (new, paragraph.items[head]):
        if base is not None:
            larger, smaller = (base, candidate) if change.falls else (candidate, base)
            if _closes(change, larger, smaller):
                return candidate, base
        elif rate is not None and candidate.figure.value > change.figure.value:
            signed = change.figure.quantity._replace(value=change.figure.value * _sign(change))
            stated = rate.figure.quantity._replace(value=rate.figure.value * _sign(change))
            if change_verdict(stated, candidate.figure.quantity, signed) in ("exact", "rounding"):
                return candidate, base
    return (paragraph.items[head] if base is not None else new), base


def _own_subject(change: Item) -> str:
    return _residual(re.split(r"[，,：:]", _words(change))[-1])


def _any_difference(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield the two figures nearby whose difference a change or remainder is: without a cue for them it can only hold."""
    if result.figure.approximate:
        return
    near = [
        i
        for i in paragraph.before(result.place, same_sentence=False)
        if i.kin(result) and i.role != "change" and not i.figure.approximate
    ][:8]
    for a, larger in enumerate(near):
        for smaller in near[:a] + near[a + 1 :]:
            if larger.figure.value > smaller.figure.value > 0 and _closes(result, larger, smaller):
                sure = result.role == "change" and bool(re.search(r"超|比|较", _words(result)[-16:]))
                if sure or len(result.figure.value.normalize().as_tuple().digits) > 2:
                    yield _difference(result, larger, smaller, sure, tick_only=not sure)
                return


def _from_to(paragraph: Paragraph, k: int, done: set[int]) -> Iterator[Claim]:
    """Read 由A增加到B，增长r%: the ends, and the change and rate beside them."""
    items = paragraph.items
    new = items[k]
    base = items[k - 1] if k else None
    if (
        base is None
        or not base.kin(new)
        or base.unit != new.unit
        or not _FROM.search(base.lead[-10:] + base.label)
        or base.sentence != new.sentence
    ):
        return
    beside = [i for i in items[k + 1 : k + 3]] + [i for i in items[max(k - 3, 0) : k - 1]]
    for item in beside:
        if item.sentence != new.sentence or item.place in done:
            continue
        if (
            item.figure.type == "rate"
            and item.role in ("growth", "rate")
            and (item.place < k or len(_residual(item.label)) <= 1)
        ):
            done.add(item.place)
            yield _growth(item if item.role == "growth" else item._replace(falls=new.falls), new, base)
        elif item.role == "change" and item.kin(new) and item.place > k:
            done.add(item.place)
            larger, smaller = (base, new) if item.falls else (new, base)
            yield _difference(item, larger, smaller)
        elif item.place > k:
            break


def _points(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield a change in percentage points between two rates of its sentence, or of two sentences that name their years."""
    near = [i for i in paragraph.before(result.place, same_sentence=False) if i.figure.type == "rate"][:2]
    if len(near) < 2 or near[0].sentence != result.sentence:
        return
    second, first = near
    ends = (second, first) if _FROM.search(first.lead[-12:] + first.label) else _ordered(first, second, result)
    if ends is None:
        return
    new, base = ends
    larger, smaller = (base, new) if result.falls else (new, base)
    yield _difference(result, larger, smaller)


# remainders


def _remainder(paragraph: Paragraph, rest: Item) -> Iterator[Claim]:
    """Yield what is left of an amount when what was used of it is taken off."""
    near = [
        i
        for i in paragraph.before(rest.place, same_sentence=False)
        if i.kin(rest) and i.depth <= rest.depth + 1 and i.unit == rest.unit and i.role in _PLAIN
    ]
    here = [i for i in near if i.sentence == rest.sentence]
    used = [i for i in here if i.role == "used"]
    plain = [i for i in near if i.role == "plain"]
    if used and plain and used[0].place == near[0].place:
        whole = next((i for i in plain if i.place < used[0].place), None)
        if whole is not None:
            only = len(used) == 1 and len([i for i in plain if i.sentence == whole.sentence]) == 1
            yield _difference(rest, whole, used[0], only or _closes(rest, whole, used[0]))
            return
    totals = [i for i in near if i.label.endswith("总计")][:2]
    if len(totals) == 2 and "支出" in totals[0].label and "收入" in totals[1].label:
        yield _difference(rest, totals[1], totals[0])
        return
    if len(here) == 2:
        larger, smaller = sorted(here, key=lambda i: i.figure.value, reverse=True)
        if _closes(rest, larger, smaller) or (here[1].figure.value == larger.figure.value and rest.cue == ""):
            yield _difference(rest, larger, smaller, _closes(rest, larger, smaller))
            return
    yield from _any_difference(paragraph, rest)


def _net_values(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield 净值 = 原值 − 累计折旧, where the three stand in one sentence."""
    for net in paragraph.items:
        if not re.search(r"净值|净额|账面价值", net.label):
            continue
        before = [i for i in paragraph.before(net.place) if i.kin(net)]
        cost = next((i for i in before if re.search(r"原值|原价", i.label)), None)
        written_off = next((i for i in before if re.search(r"折旧|摊销", i.label)), None)
        if cost is not None and written_off is not None and cost.place < written_off.place:
            yield _difference(net, cost, written_off)


def _unit_slips(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield amounts printed in 元 that can only be meant in 万元, like the amount they are paired with."""
    for before, after in zip(paragraph.items, paragraph.items[1:], strict=False):
        if before.sentence != after.sentence or not (before.figure.type == after.figure.type == "money"):
            continue
        if "used" not in (before.role, after.role) and not (
            _PLAN.search(before.label) and re.search(r"决算|执行|支出|完成", after.label)
        ):
            continue
        for suspect, witness in ((after, before), (before, after)):
            value = suspect.figure.value
            if (
                suspect.figure.printed_unit == "元"
                and witness.figure.scale == 10000
                and 0 < value * _SLIP < witness.figure.value
                and value < 100000
            ):
                yield Claim("unit", (_term(suspect, "suspect"), _term(witness, "witness")), basis="元")
                break
