"""Kinds that exclude one another, of whatever is counted, without a cue: 学校120所，公办96所，民办34所.

Two sides of which everything is one, and levels of which nothing has two, right behind their number are its parts: they
tick where they close, and are reviewed where they are more; two sides also where they are fewer, and so are grades and
answers down to the worst: 参评项目26个，优秀7个，良好15个，合格3个，不合格1个.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.classes.people_classes import counts_behind, is_only_number
from audit_cli.extract.prose.item import COMMA, Item, Role
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_SIGNS = expression(
    r"[公民]办|[公私]立|线[上下]|农村|乡村|本级|[国省市县区]控|[省市县区]级|中央|优|良|合格|称职|满意|在建|续建|[未待][开启]|通过"
)
_AS = expression(r"^[一-鿿]{1,8}[为是](?=[“\"]?[优非十很])")  # 评价等级为优的8个
_END = expression(r"[为有共的]+$")
_GRADES, _REACH = 3, 4  # that are a scale; figures back to what is graded
_HOLDS, _PLANNED = "含", expression("计划|(?<!绩效)目标|任务")
_ROLES: tuple[Role, ...] = ("plain", "used", "rest")
_NOUNS = ("资金", "财政资金", "财政", "补助", "拨款")  # that the amount itself need not be called


class _Family(NamedTuple):
    """Kinds that exclude one another; *all_told* that everything is one of them, if the *worst* is told.

    Of two sides, either is.
    """

    kinds: tuple[re.Pattern[str], ...]
    all_told: bool
    worst: re.Pattern[str] = expression("")
    best: re.Pattern[str] | None = None


_FAMILIES = (
    _Family((expression("公办|公立"), expression("民办|私立|民营")), True),
    _Family((expression("线上|网上"), expression("线下")), True),
    _Family((expression("城镇|城市|城区"), expression("农村|乡村")), True),
    _Family((expression("(?:机关|[省市县区局厅部])?本级"), expression("下级|下属单位|所属单位|基层单位")), True),
    _Family(
        (
            expression("(?:已|全面|全部)*(?:完工|竣工|建成|完成|投用|办结)"),
            expression("(?:正?在|续)建|正在(?:施工|建设|实施|推进)"),
            expression("(?:尚?未|待)(?:开工|启动|实施)|(?:处于)?前期(?:准备|工作)?"),
        ),
        True,
        worst=expression("(?:尚?未|待)(?:开工|启动|实施)"),
    ),
    _Family(
        (
            expression("(?:审核|评审|验收|核查|考核)?通过"),
            expression("(?:审核|评审|验收|核查|考核)?(?:未|不)(?:予)?通过|退回(?:修改|重报|补正)?"),
        ),
        False,
    ),
    _Family(
        (
            expression("优秀?"),
            expression("良好?"),
            expression("轻度污染"),
            expression("中度污染"),
            expression("重度污染"),
            expression("严重污染"),
        ),
        True,
        expression("[重严]"),
    ),
    _Family((expression("国控"), expression("省控"), expression("市控"), expression("[县区]控")), False),
    _Family(
        (
            expression("国家级|中央"),
            expression("省级"),
            expression("[地州]?市级|市州级"),
            expression("[区县旗]级|县[（(]?区[）)]?级|区县级"),
            expression("乡镇?级|镇级|镇街级"),
            expression("村级"),
        ),
        False,
    ),
    _Family(
        (
            expression("优秀?"),
            expression("良好?"),
            expression("中等?|一般"),
            expression("基本(?:合格|称职|达标)"),
            expression("合格|称职|达标"),
            expression("较?差|不(?:合格|称职|达标)"),
        ),
        True,
        expression("较?差|不"),
        expression("优"),
    ),
    _Family(
        (
            expression("(?:非常|十分|很)满意"),
            expression("(?:比较|较为?)满意"),
            expression("满意"),
            expression("基本满意"),
            expression("一般"),
            expression("(?:非常|很)?不太?满意"),
        ),
        True,
        expression("[非很]?常?不"),
        expression("(?:非常|十分|很)满意"),
    ),
)


def exclusive_kinds(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    for head in row.amounts:
        if head.role != "plain" or head.figure.approximate or head.place in row.taken or not head.label:
            continue
        behind = counts_behind(row, head.place, head.place, _ROLES)
        if len(behind) < 2:
            continue
        labels = [row.labels[place] for place in behind]
        family, told = max(((f, _in_family(f, labels, head.label)) for f in _FAMILIES), key=lambda found: found[1])
        parts = behind[:told]
        if told > 1 and _asserts(row, head.place, parts, _are_all(family, labels, told)):
            row.take(head.place, parts)
            yield row.claim(head.place, parts, asserted=row.closes(head.place, parts), basis="分类")
    yield from _graded(row)


def _graded(row: Row) -> Iterator[Claim]:
    """Yield the grades from the best to the worst, of the only number before them: 对30名对象回访，非常满意21人，…."""
    for first in row.amounts:
        graded = _AS.sub("", row.labels[first.place])
        family = next((f for f in _FAMILIES if f.best is not None and f.best.match(graded)), None)
        if family is None or first.place in row.taken or first.place in row.total_of:
            continue
        run = [first, *takewhile(partial(_goes_on, first), row.items[first.place + 1 :])]
        places = [i.place for i in run]
        labels = [graded, *(row.labels[place] for place in places[1:])]
        told = _in_family(family, labels, "")
        if told < _GRADES:
            continue
        parts, worst = places[:told], any(family.worst.match(label) for label in labels[:told])
        near = row.items[max(first.place - _REACH, 0) : first.place]
        heads = [
            i for i in near if i.same_unit(first) and first.sentence - i.sentence <= 1 and not i.figure.approximate
        ]
        alone = len(heads) == 1 and heads[0].role == "plain" and not heads[0].figure.approximate
        # without the worst there may be more: 12个项目，优的7个、良的3个、中的1个
        if alone and heads[0].place not in row.taken and (worst or _exceed(row, parts, heads[0])):
            row.take(heads[0].place, parts)
            yield row.claim(heads[0].place, parts, asserted=row.closes(heads[0].place, parts), basis="分类")


def _exceed(row: Row, parts: Sequence[int], whole: Item) -> bool:
    return sum(item.figure.value for item in row.at(parts)) >= whole.figure.value


def _goes_on(first: Item, item: Item) -> bool:
    return item.same_unit(first) and item.sep <= COMMA and item.role == "plain"


def _are_all(family: _Family, labels: Sequence[str], told: int) -> bool:
    return family.all_told and told == len(labels) and any(family.worst.match(label) for label in labels)


def _in_family(family: _Family, labels: Sequence[str], whole: str) -> int:
    """Return how many labels, from the first on, are kinds of what *whole* counts, each another one."""
    if any(kind.search(whole) for kind in family.kinds):
        return 0
    nouns: set[str] = set()
    seen: set[int] = set()
    for label in labels:
        found = ((n, kind.match(label)) for n, kind in enumerate(family.kinds))
        number, begins = next(((n, match) for n, match in found if match is not None), (-1, None))
        if begins is None or number in seen:
            break
        noun = _END.sub("", label[begins.end() :])
        if noun and noun not in whole and noun not in _NOUNS:
            break
        nouns.add(noun)
        if len(nouns) > 1:
            break
        seen.add(number)
    return len(seen)


def _asserts(row: Row, head: int, parts: Sequence[int], all_told: bool) -> bool:
    """Whether parts close, or are more than the only number before them, or fewer though nothing is left."""
    if row.closes(head, parts):
        return True
    whole = row.items[head]
    if not all_told and not _exceed(row, parts, whole):
        return False
    if _PLANNED.search(whole.label):
        return False  # 计划改造25处，完成28处，在建3处
    if any(_HOLDS in item.words for item in row.items[parts[0] : parts[-1] + 2]):
        return False  # 国控10个、省控20个（含国控）
    return is_only_number(row, whole)
