"""Classes of people that need no cue: 共有56人，男30人、女26人；本科以上40人、大专及以下16人.

Such parts leave nobody out by what they are called: both sexes, the three kinds of posts, or a scale of degrees or
ranks that is open at both ends. They are those of the count right before them, or of the one whose first list ended
before ； or 。: it ticks and fails.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item, Role
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_BY = expression(
    r"[；;。，,：:\s]*"
    r"(?:(?:其中|按|从)?[一-鿿]{2,4}(?:结构|构成|方面|层次|情况)?(?:分|划分|看|来看)?[，,：:])?[；;。，,：:\s]*"
)
_SEX = expression(r"(?:男|女)(?:性|生)?(?:职工|教师|干部|同志|学生|员工)?")
_LEVELS = (
    ("初中", "高中|中专|中职", "大专|专科", "本科", "硕士|研究生", "博士"),
    ("初级|助理级", "中级", "高级|副高", "正高"),
)
# the three kinds of posts that there are in public institutions
_POSTS = (expression(r"专业技术|专技"), expression(r"管理"), expression(r"工勤"))
# 35岁以下, 36至45岁, 46岁及以上
_AGES = expression(
    r"(?P<low>[0-9]{1,3})(?:周?岁)?(?:[-—–~～－至到](?P<high>[0-9]{1,3})周?岁|(?:[（(].{0,4})?[）)]?及?以(?P<open>[上下]))"
)
_NO_AGE = 1_000
_BOTH = 2
_POST = expression(r"(?:专业技术|专技|管理|工勤(?:技能)?)(?:岗位?|人员|岗位人员)?")
_DOWN = expression(r"以下|其他")
_UP = expression(r"以上|博士|研究生|正高|(?<!副)高级")


def people_classes(row: Row) -> Iterator[Claim]:
    if "人" not in row.units:
        return
    last_part = {head: part for part, head in sorted(row.total_of.items())}
    for item in row.items:
        head = item.place
        if item.unit != "人" or item.figure.approximate or item.role != "plain" or head in row.taken:
            continue
        last = last_part.get(head, head)
        while parts := counts_behind(row, head, last):
            if all(_SEX.fullmatch(row.labels[p]) and "生" in row.labels[p] for p in parts[:_BOTH]):
                parts = parts[:_BOTH]  # 男生90人，女生80人，寄宿生70人
            if not leaves_nobody_out([row.labels[p] for p in parts]):
                break
            if last == head and not row.closes(head, parts) and _is_one_of_several(row, item):
                break  # 在职56人，退休8人，男40人、女24人
            row.taken.update(parts)
            yield row.claim(head, parts, basis="分类")
            last = parts[-1]


def counts_behind(row: Row, head: int, last: int, roles: Container[Role] = ("plain",)) -> list[int]:
    """Return the counts side by side behind *last*, the head or its last part, with only 按学历分 before them.

    They are in *roles*: some kinds, as 未开工, are what is left.
    """
    parts: list[int] = []
    total = row.items[head]
    for item in row.items[last + 1 :]:
        if not parts and (item.sep < SEMICOLON) != (last == head):
            break
        if not parts and not _BY.fullmatch(item.lead):
            break
        if parts and item.sep >= SEMICOLON:
            break
        beside = item.unit == total.unit and item.group == total.group and item.role in roles
        if not beside or item.cue or item.post.strip() or item.place in row.taken or item.figure.approximate:
            break
        parts.append(item.place)
    return parts if parts and row.items[parts[0]].sentence - row.items[last].sentence <= 1 else []


def is_only_number(row: Row, head: Item) -> bool:
    """Whether no other figure of the unit of *head*, that is in no list, stands before it in its clause."""
    clause = takewhile(lambda item: row.items[item.place + 1].sep < SEMICOLON, row.before_in_sentence(head.place))
    return not any(item.unit == head.unit and item.place not in row.taken for item in clause)


def _is_one_of_several(row: Row, head: Item) -> bool:
    return any(before.unit == head.unit for before in row.before_in_sentence(head.place))


def leaves_nobody_out(labels: Sequence[str]) -> bool:
    """Whether everybody is one of *labels*: 男, 女; 硕士以上, 本科, 大专及以下; 管理, 专业技术, 工勤."""
    if len(labels) < 2:
        return False
    if all(_SEX.fullmatch(label) for label in labels):
        return len(labels) == 2 and labels[0][0] != labels[1][0]
    if (ages := _ages(labels)) and ages[0][0] == 0 and ages[-1][1] == _NO_AGE:
        return all(0 <= above[0] - below[1] <= 1 for below, above in pairwise(ages))
    if len(labels) == len(_POSTS) and all(_POST.fullmatch(label) for label in labels):
        return all(any(post.match(label) for label in labels) for post in _POSTS)
    below = [bool(_DOWN.search(label)) for label in labels]
    if not _UP.search(labels[0]) or not below[-1] or any(below[:-1]):
        return False
    return _descends(labels[:-1] if "其他" in labels[-1] else labels)


def nobody_is_two(labels: Sequence[str]) -> bool:
    """Whether *labels* go down a scale of degrees or ranks, each below the one before, or are of other ages."""
    if ages := _ages(labels):
        return all(below[1] <= above[0] for below, above in pairwise(ages))
    if any(_DOWN.search(label) for label in labels[:-1]) or any("以上" in label for label in labels[1:]):
        return False
    return any(all(a > b for a, b in pairwise(steps)) for steps in _scales(labels) if len(steps) > 1)


def _ages(labels: Sequence[str]) -> list[tuple[int, int]]:
    """Return the ages that *labels* are, from the youngest on; [] if one of them is none."""
    found = [_AGES.search(label) for label in labels]
    ages = [
        (int(age["low"]), int(age["high"])) if age["high"]
        else (0, int(age["low"])) if age["open"] == "下" else (int(age["low"]), _NO_AGE)
        for age in found if age is not None
    ]  # fmt: skip
    return sorted(ages) if len(ages) == len(labels) else []


def _descends(labels: Sequence[str]) -> bool:
    """Whether *labels* go down a scale and leave out no step."""
    return any(all(0 <= a - b <= 1 for a, b in pairwise(steps)) for steps in _scales(labels))


def _scales(labels: Sequence[str]) -> Iterator[list[int]]:
    """Yield where *labels* stand on each scale that all of them are on."""
    for levels in _LEVELS:
        steps = [next((n for n, level in enumerate(levels) if re.search(level, label)), -1) for label in labels]
        if -1 not in steps:
            yield steps
