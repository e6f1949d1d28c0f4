"""Shares, execution rates and other quotients in prose, with the two figures that they are quotients of.

A rate may fail only against a denominator that the phrase names and that is found once, the head of the breakdown it
stands in, or its own pair of budget and execution. Any other candidate may only tick it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.breakdowns import clean_label
from audit_cli.extract.prose.item import PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Term
from audit_cli.quantity import ratio_verdict

_OF = re.compile(
    r"占(?P<whole>[^占]*?)(?:的?(?:比重|比例|比率|比值|比)|的)?(?:分别)?(?:为|是|达到?|约|近|超过|[\s：:])*$"
)
_ALL = re.compile(r"总数|总人数|总量|总额|总户数|全部|总面积|总资金|总投入|总计|合计|总")
_TARGET = re.compile(r"目标|计划|任务|指标值|应")
_FINAL_BUDGET = re.compile(r"调整后|调整预算|全年预算")
_EMPTY_WHOLE = re.compile(r"^(?:比|比重|比例|了|其|总|\s)*$")
_EXECUTION = re.compile(
    r"(?:执行|完成|支出|支付|使用|到位|拨付|资金|预算)[^，。；]{0,6}(?:率|进度|比例)|完成(?:了)?[^，。；]{0,12}(?:预算|计划|任务|目标)[^，。；]{0,6}的?$|占[^，。；]{0,10}预算"
)
_NAMED_BASIS = re.compile(r"年初预算|调整预算|调整后预算|全年预算|预算|计划|合同|指标|批复")
_SATISFACTION = re.compile(r"满意|知晓|覆盖|合格|优良|达标|参保|入学|就业|好评|成活")
_BUDGET = re.compile(r"预算|安排|下达|批复|计划|应|核定|指标|拨款|到位|收到|合同")
_EXECUTED = re.compile(r"决算|执行|支出|实际|完成|使用|支付|拨付|已")


def rates(paragraph: Paragraph, document: Sequence[Paragraph], terms: Terms) -> Iterator[Claim]:
    """Yield the quotients that one paragraph asserts."""
    items = paragraph.items
    formulas, told = _formulas(paragraph)
    yield from formulas
    k = 0
    while k < len(items):
        item = items[k]
        if k in told or item.role not in ("share", "rate") or item.figure.type != "rate":
            k += 1
            continue
        group = _series(items, k)
        if len(group) > 1:
            yield from _respectively(paragraph, group)
        elif item.role == "share":
            yield from _share(paragraph, k, document, terms)
        else:
            yield from _rate(paragraph, k, terms)
        k += len(group)


_DIVIDED = re.compile(r"[）)]?\s*[÷/／]\s*[（(]?[^，。；;=＝÷]{0,20}$")
_TIMES = re.compile(r"[×*xX]\s*$")
_EQUALS = re.compile(r"[=＝]\s*$")


def _formulas(paragraph: Paragraph) -> tuple[list[Claim], set[int]]:
    """Return the quotients printed as formulas, 执行率=20.7万元÷30.8万元×100%=67.2%, and the rates they explain."""
    items = paragraph.items
    claims: list[Claim] = []
    told: set[int] = set()
    for k in range(1, len(items)):
        part, whole = items[k - 1], items[k]
        between = whole.lead + whole.raw
        if not (part.kin(whole) and whole.is_amount and len(between) < 30 and _DIVIDED.match(between)):
            continue
        rate: Item | None = None
        for after in items[k + 1 : k + 3]:
            if after.figure.type != "rate" or after.sentence != whole.sentence:
                break
            if _TIMES.search(after.lead + after.raw):
                told.add(after.place)  # the 100% of ×100%
            elif _EQUALS.search(after.lead + after.raw):
                rate = after
                break
        if rate is None and k > 1 and items[k - 2].figure.type == "rate" and items[k - 2].sentence == part.sentence:
            rate = items[k - 2]
        if rate is not None and not whole.figure.quantity.may_be_zero():
            told.add(rate.place)
            claims.append(_claim(rate, part, whole, "算式"))
    return claims, told


def _series(items: Sequence[Item], k: int) -> list[int]:
    """Return the rates of one enumeration: 占比分别为60%、40%."""
    group = [k]
    for j in range(k + 1, len(items)):
        if (
            items[j].figure.type != "rate"
            or items[j].label.strip("和及与")
            or items[j].sep > PAUSE
            or items[j].group != items[k].group
        ):
            break
        group.append(j)
    return group


def _claim(rate: Item, part: Item, whole: Item, basis: str, asserted: bool = True, tick_only: bool = False) -> Claim:
    return Claim(
        "ratio",
        (
            Term(rate.figure, "rate", rate.label.strip()),
            Term(part.figure, "part", clean_label(part.label)),
            Term(whole.figure, "whole", clean_label(whole.label)),
        ),
        asserted=asserted and not tick_only,
        tick_only=tick_only,
        basis=basis,
    )


def _fits(rate: Item, part: Item, whole: Item) -> bool:
    """Whether the quotient agrees without cutting digits, which a search among several candidates must not allow."""
    if whole.figure.quantity.may_be_zero() or part is whole or not part.figure.value:
        return False
    return ratio_verdict(rate.figure.quantity, part.figure.quantity, whole.figure.quantity) in ("exact", "rounding")


def _amounts_before(paragraph: Paragraph, k: int, same_sentence: bool = True) -> list[Item]:
    return [i for i in paragraph.before(k, same_sentence) if i.is_amount and i.depth <= paragraph.items[k].depth + 1]


# shares


def _share(paragraph: Paragraph, k: int, document: Sequence[Paragraph], terms: Terms) -> Iterator[Claim]:
    rate = paragraph.items[k]
    if (printed := _printed_whole(paragraph, k)) is not None:
        yield _claim(rate, printed[0], printed[1], "的")
        return
    found = _OF.search(rate.label) or _OF.search(rate.lead.rstrip("，,：:（( ") + rate.label)
    whole_name = found.group("whole").strip("：: ") if found else ""
    subject = rate.label[: found.start()].strip() if found and found.string is rate.label else ""
    subject = re.sub(r"^(?:其中|分别|各|约|均|仅|也|共|合计|共计|所)+|(?:分别|合计|仅|约|共)+$", "", subject)
    part = _numerator(paragraph, k, subject)
    if part is None:
        return
    if not _EMPTY_WHOLE.match(whole_name):
        yield from _named_share(paragraph, rate, part, whole_name, document, terms)
        return
    head = paragraph.total_of.get(part.place)
    if head is not None:
        yield _claim(rate, part, paragraph.items[head], "其中")
        return
    before = paragraph.items[part.place - 1] if part.place else None
    if (
        part.role == "used"
        and before is not None
        and before.role == "plain"
        and before.kin(part)
        and before.sentence == part.sentence
    ):
        yield _claim(rate, part, before, "已使用")
        return
    yield from _any_whole(paragraph, rate, part, _amounts_before(paragraph, k, same_sentence=False))


def _numerator(paragraph: Paragraph, k: int, subject: str) -> Item | None:
    """Return the amount a share is of: the nearest before it, or the one that the words before 占 name."""
    rate = paragraph.items[k]
    for item in paragraph.before(k):
        if not item.is_amount or (item.depth > rate.depth and item.group != rate.group):
            continue
        if item.role in ("change", "rest") and not subject:
            return item if item.role == "rest" else None
        label = paragraph.labels[item.place]
        if not subject or label.endswith(subject[-4:]) or subject.endswith(label[-4:] or "？"):
            return item
    return None


def _named_share(
    paragraph: Paragraph, rate: Item, part: Item, name: str, document: Sequence[Paragraph], terms: Terms
) -> Iterator[Claim]:
    concept = terms.concept(name)

    def is_named(label: str, known: str) -> bool:
        if concept and known:
            return known == concept
        return len(label) >= 2 and (label.endswith(name) or (len(label) >= 4 and name.endswith(label)))

    def matches(where: Paragraph) -> list[Item]:
        return [
            i
            for i in where.items
            if i.kin(part)
            and i.role in ("plain", "used", "to")
            and i is not part
            and is_named(where.labels[i.place], where.concepts[i.place])
        ]

    near = matches(paragraph)
    if not near and _ALL.fullmatch(name):
        near = [
            i for i in _amounts_before(paragraph, rate.place) if i.kin(part) and i.unit == part.unit and i is not part
        ]
    if not near:
        near = [i for p in document if p is not paragraph for i in matches(p)]
    values = {i.figure.value for i in near}
    head = paragraph.total_of.get(part.place)
    total = paragraph.items[head] if head is not None else None
    if total is not None and (not near or total.figure.value in values):
        yield _claim(rate, part, total, f"占{name}")
    elif len(values) == 1:
        earlier = [i for i in near if i.figure.start < rate.figure.start] or near
        yield _claim(rate, part, earlier[-1], f"占{name}")
    elif near:
        yield from _any_whole(paragraph, rate, part, near)
    else:
        yield from _any_whole(paragraph, rate, part, _amounts_before(paragraph, rate.place, same_sentence=False))


def _any_whole(paragraph: Paragraph, rate: Item, part: Item, candidates: Sequence[Item]) -> Iterator[Claim]:
    for whole in candidates:
        if whole.kin(part) and _fits(rate, part, whole):
            yield _claim(rate, part, whole, "closing", tick_only=True)
            return


# execution and other rates


def _rate(paragraph: Paragraph, k: int, terms: Terms) -> Iterator[Claim]:
    rate = paragraph.items[k]
    words = rate.lead[-24:] + rate.label
    if (printed := _printed_whole(paragraph, k)) is not None:
        yield _claim(rate, printed[0], printed[1], "的")
        return
    if rate.figure.approximate and rate.figure.qualifier != "about":
        return
    since = _since_last_rate(paragraph, k, 1)
    execution = bool(_EXECUTION.search(words))
    if execution:
        pair = _budget_and_execution(paragraph, since, words, terms)
        if pair is None:
            pair = _budget_and_execution(paragraph, _since_last_rate(paragraph, k, 2), words, terms)
        if pair is None:
            pair = _pair_across_rates(paragraph, k, since)
        if pair is not None:
            yield _claim(rate, pair[1], pair[0], "执行率")
            return
    counts = [
        i
        for i in since
        if i.figure.type in ("count", "measure") and i.sentence == rate.sentence and i.line == rate.line
    ]
    if "率" in rate.label and len(counts) >= 2 and counts[-1].same_unit(counts[-2]):
        whole, part = counts[-2], counts[-1]
        root = rate.label[: rate.label.rfind("率")][-2:]
        named = part.role == "used" or "已" in part.label or root in part.label + part.post
        if (_TARGET.search(part.label) and not _TARGET.search(whole.label)) or (
            part.figure.value > whole.figure.value
            and not _TARGET.search(whole.label)
            and rate.figure.value <= 100
            and part.role != "used"
        ):
            whole, part = part, whole
        several = sum(i.same_unit(part) for i in counts) > 2
        if _fits(rate, part, whole) or (not several and (named or not _SATISFACTION.search(rate.label))):
            yield _claim(rate, part, whole, "率", asserted=_fits(rate, part, whole))
            return
    if execution and (pair := _pair_after(paragraph, k)) is not None:
        yield _claim(rate, pair[1], pair[0], "执行率")
        return
    candidates = [i for i in _amounts_before(paragraph, k, same_sentence=False) if not i.figure.approximate][:6]
    for part in candidates:
        for whole in candidates:
            if part.kin(whole) and part.unit == whole.unit and _fits(rate, part, whole) and rate.figure.value != 100:
                yield _claim(rate, part, whole, "closing", tick_only=True)
                return


def _printed_whole(paragraph: Paragraph, k: int) -> tuple[Item, Item] | None:
    """Return part and whole of a rate whose whole is printed right before it: 完成年初预算1154.57万元的37.3%."""
    rate = paragraph.items[k]
    if k < 2 or rate.label.strip() not in ("的", "的比例为", "的比重为") or rate.sep:
        return None
    whole = paragraph.items[k - 1]
    part = next((i for i in paragraph.before(k - 1) if i.kin(whole) and i.role in ("plain", "used")), None)
    return (part, whole) if part is not None and whole.is_amount else None


def _since_last_rate(paragraph: Paragraph, k: int, sentences: int) -> list[Item]:
    """Return the amounts since the rate before this one, of as many sentences that have any, in the order of the text."""
    rate = paragraph.items[k]
    found: list[Item] = []
    seen: set[int] = set()
    marked = any(i.mark for i in paragraph.items)
    for item in reversed(paragraph.items[:k]):
        if item.figure.type in ("rate", "points") or (item.line != rate.line and marked):
            break
        if (
            item.is_amount
            and (item.group == rate.group or item.depth < rate.depth)
            and item.role not in ("change", "rest")
        ):
            seen.add(item.sentence)
            if len(seen) > sentences:
                break
            found.append(item)
    found.reverse()
    return found


def _pair_after(paragraph: Paragraph, k: int) -> tuple[Item, Item] | None:
    """Return the pair that explains a rate behind it: 预算执行率32.8%。全年执行数125.33万元，全年预算数382.56万元."""
    near = [i for i in paragraph.items[k + 1 : k + 3] if i.is_amount]
    if len(near) < 2 or not near[0].kin(near[1]) or near[1].sentence - paragraph.items[k].sentence > 1:
        return None
    budgets = [i for i in near if _is_budget(i)]
    executed = [i for i in near if i not in budgets and _EXECUTED.search(i.label)]
    return (budgets[0], executed[0]) if len(budgets) == len(executed) == 1 else None


def _pair_across_rates(paragraph: Paragraph, k: int, since: Sequence[Item]) -> tuple[Item, Item] | None:
    """Return the pair of a rate whose whole has its own rate: 到位3200万元，到位率100%；累计支出2720万元，执行率85%."""
    if len(since) != 1 or not (since[0].role == "used" or _EXECUTED.search(since[0].label)):
        return None
    part = since[0]
    wholes = [
        i for i in paragraph.before(part.place) if i.kin(part) and _BUDGET.search(i.label) and i.group == part.group
    ]
    values = {i.figure.value for i in wholes}
    return (wholes[0], part) if len(values) == 1 else None


def _budget_and_execution(
    paragraph: Paragraph, since: Sequence[Item], words: str, terms: Terms
) -> tuple[Item, Item] | None:
    """Return the one budget figure and the one executed figure that a rate of execution stands behind."""
    if not since:
        return None
    part = since[-1]
    kin = [i for i in since if i.kin(part) and i.figure.type == part.figure.type]
    if len(kin) > 2:
        beside = kin[-2], kin[-1]
        together = paragraph.total_of.get(beside[0].place, -1) == paragraph.total_of.get(beside[1].place, -2)
        if (
            _is_budget(beside[0])
            and not _is_budget(beside[1])
            and not together
            and beside[1].place == beside[0].place + 1
        ):
            return beside
        kin = [i for i in kin if i.place not in paragraph.total_of]
        part = kin[-1] if kin else part
    budgets = [i for i in kin if _is_budget(i)]
    executed = [i for i in kin if i not in budgets]
    if len(budgets) == 1 and len(executed) == 1:
        return budgets[0], executed[0]
    if len(budgets) > 1 and len(executed) == 1:
        basis = _NAMED_BASIS.search(words)
        named = [i for i in budgets if basis and basis.group() in i.label]
        if len(named) != 1:
            named = [i for i in budgets if _FINAL_BUDGET.search(i.label)]
        if len(named) == 1:
            return named[0], executed[0]
        return None
    if len(kin) == 2 and not budgets and (kin[1].role == "used" or _EXECUTED.search(kin[1].label)):
        return kin[0], kin[1]
    if len(kin) == 2 and len(budgets) == 2 and _EXECUTED.search(kin[1].label):
        return kin[0], kin[1]
    return None


def _is_budget(item: Item) -> bool:
    label = item.lead[-12:] + item.label if not item.label else item.label
    last_budget = max((m.start() for m in _BUDGET.finditer(label)), default=-1)
    last_executed = max((m.start() for m in _EXECUTED.finditer(label)), default=-1)
    return item.role == "plain" and last_budget > last_executed


def _respectively(paragraph: Paragraph, group: list[int]) -> Iterator[Claim]:
    """Yield the shares of an enumeration: each rate belongs to the amount in the same place of the list before."""
    items = paragraph.items
    first = items[group[0]]
    amounts = [i for i in _amounts_before(paragraph, group[0]) if i.role in ("plain", "used")][: len(group)][::-1]
    if len(amounts) < len(group) or not all(a.kin(amounts[0]) for a in amounts):
        return
    heads = {paragraph.total_of.get(a.place) for a in amounts}
    head = heads.pop() if len(heads) == 1 else None
    if head is not None and first.role == "share":
        for k, part in zip(group, amounts, strict=True):
            yield _claim(items[k], part, items[head], "分别")
        return
    for whole in _amounts_before(paragraph, group[0], same_sentence=False):
        if whole not in amounts and all(
            whole.kin(part) and _fits(items[k], part, whole) for k, part in zip(group, amounts, strict=True)
        ):
            for k, part in zip(group, amounts, strict=True):
                yield _claim(items[k], part, whole, "分别", tick_only=True)
            return
