"""Of which time a figure says that it is: 2022年执行数, 上年执行率, 截至9月30日, 第一季度支出.

2021年支出936万元，2020年基本支出702万元，2022年项目支出204万元: figures of other years are no parts of a total.
Where they add up, that is a tick; where they do not, nothing was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim
from audit_cli.quantity import agrees, sum_verdict

_SIGNS = expression(r"(?:19|20)\d\d\s*年|[上去往]年|同期")
_YEAR = expression(r"(?<![比较与同到至占\d])((?:19|20)\d\d)\s*年(?!末|底|初)")
_PRIOR = expression(r"(?<![比较与同占])(?:上一?年|去年|往年|同期)(?!度?(?:末|底)?(?:结[转余]|[一-鿿]{0,3}[基相]))")
_PURPOSE = "用于"
# before the year is over
_SO_FAR = expression(r"(?<!\d)(?:[1-9]|1[01])\s*月|[一二三1-3]季度|上半年")


def without_other_times(row: Row, claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims* without the sums that fail, of a total and parts of other years."""
    if _SIGNS.search(row.words) is None:
        return list(claims)
    items = {item.figure.start: item for item in row.items}
    # 安排300万元，加上2022年提前下达的700万元: what is added may be of any year
    return [c for c in claims if c.kind != "sum" or c.basis == "加减" or _holds(c) or not _is_of_other_years(items, c)]


def are_of_two_times(first: Item, second: Item) -> bool:
    """Whether the second of two figures, in the order of the text, names another year than the first."""
    if _name_two_years(first, second):
        return True
    return _PRIOR.search(second.label) is not None and _PRIOR.search(first.words) is None


def is_of_another_time(item: Item, told: str) -> bool:
    """Whether an item names a time that the words *told* before it do not."""
    years, others = set(_YEAR.findall(item.words)), set(_YEAR.findall(told))
    if years and others and years.isdisjoint(others):
        return True
    if _PRIOR.search(item.label) and not _PRIOR.search(told):
        return True
    return is_so_far(item, told)


def is_so_far(item: Item, told: str) -> bool:
    """Whether an item names a part of the year that the words *told* before it do not: 其中7—8月减少43万人次."""
    so_far = set(_SO_FAR.findall(item.words))
    return bool(so_far) and so_far.isdisjoint(_SO_FAR.findall(told))


def _is_of_other_years(items: dict[int, Item], claim: Claim) -> bool:
    total, *parts = (items.get(term.figure.start) for term in claim.terms)
    told = [part for part in parts if part is not None]
    if total is None or len({_without_year(part) for part in told}) == 1:
        return False  # 共建成6万亩，其中2020年1.8万亩、2021年2.1万亩、2022年2.1万亩
    if total.place > told[-1].place and are_of_two_times(told[-1], total):
        return True  # 产出26分，效益49分，上年合计95.4分
    pairs = [sorted((total, part), key=lambda item: item.place) for part in told]
    # 其他资金18.66万元，其中专项14.6万元、上年度误餐补助退缴4.06万元 came in this year
    return any(are_of_two_times(*pair) if claim.basis == "class" else _name_two_years(*pair) for pair in pairs)


def _name_two_years(first: Item, second: Item) -> bool:
    # 支出90万元，其中用于2021年项目60万元: when it was spent, and what for
    years, others = (set(_YEAR.findall(item.label.partition(_PURPOSE)[0])) for item in (first, second))
    return bool(years and others) and years.isdisjoint(others)


def _without_year(item: Item) -> str:
    return _YEAR.sub("", clean_label(item.label))


def _holds(claim: Claim) -> bool:
    total, *parts = claim.terms
    return agrees(sum_verdict(total.figure.quantity, [p.figure for p in parts], [p.sign for p in parts]))
