"""Classes that nobody and nothing is in twice, without a cue: 在职81人，专业技术57人、管理24人.

Kinds of posts, of staff, of ranks or of vehicles right behind their number are its parts: together they may be fewer,
as not all kinds need be told, but not more. They tick where they close, and are reviewed where they are more, or where
they end with 其他 and are fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.classes.people_classes import counts_behind, is_only_number
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import TOTAL_WORD
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim
from audit_cli.value import Value

_STAFF = r"(?:人员|干部|岗位?|职工|编制|教师|职称)*(?:人数|数)?[为有]?"


class _Family(Value, frozen=True):
    """Kinds of which nothing is two, and what the number before them may be that of."""

    unit: str
    kinds: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]


def _kinds(*words: str, tail: str = _STAFF) -> tuple[re.Pattern[str], ...]:
    return tuple(expression(f"(?:{kind}){tail}") for kind in words)


_IN_SERVICE = expression(
    r"^(?!.*(?:[离退]休|编外|聘|党员|培训|参[加训会]|学生|其中|新[增进]|减少|增加))"
    r".*(?:在[职编岗册]|职工|实有|人数|编制|人员|现有|共有|干部|[教医]师)"
)
_EVERYBODY = expression(r"(?:实有|总|供养|年末)(?:在册)?人员?(?:总?数)?[为有共]?$|人员总数[为有共]?$")
_ALL_AT_WORK = expression(r"(?:职工|在岗人员|用工|工作人员|教职工|员工)(?:总?人?数)?[为有共]?$")
_VEHICLES = expression(
    r"车辆?$|[实共现保]有(?:公务用车|公车|车辆)?[为共]?$|(?:车辆|公务用车|公车)(?:实有|保有)?(?:数量?)?[为共有]*$"
)
_VEHICLE = r"(?:服务)?用?车(?:辆)?"
_POSTS = _kinds("专业技术|专技", "管理", "工勤(?:技能)?")
_BODIES = _kinds("(?:机关)?行政", "(?:[全差]额)?事业", "参公|参照公务员法?管理", "(?:机关)?工勤")
_RANKS = _kinds(
    "正高级?",
    "副高级?|高级(?:专业技术)?",
    "中级(?:专业技术)?",
    "(?:助理级|初级)(?:专业技术)?(?:及以下)?",
)
_OF_SCHOOLS = _kinds("专任", "行政|管理|行政管理", "教辅", "工勤|后勤")
_CONTRACTS = _kinds("在编|编制内", "编外|非在编|聘用|临聘|合同制|劳务派遣|政府雇员")
_STATES = _kinds("在[职编岗]", "离休", "退休|离退休")
_OF_VEHICLES = _kinds(
    "副部（省）级(?:及以上)?领导|领导干部",
    "主要(?:负责人|领导干部)",
    "机要通信",
    "应急保障",
    "机要通信和应急保障",
    "执法执勤",
    "特种专业技术",
    "离退休干部",
    "业务|一般公务|公务",
    "其他",
    tail=_VEHICLE,
)
_FAMILIES = (
    *(_Family("人", kinds, _IN_SERVICE) for kinds in (_POSTS, _BODIES, _RANKS, _OF_SCHOOLS)),
    _Family("人", _CONTRACTS, _ALL_AT_WORK),
    _Family("人", _STATES, _EVERYBODY),
    _Family("辆", _OF_VEHICLES, _VEHICLES),
)
_REST, _OF_POSTS = "其他", "编制"
_TWO_IN_ONE = ("双肩", "兼")
_UNITS = frozenset(family.unit for family in _FAMILIES)


def exclusive_classes(row: Row) -> Iterator[Claim]:
    if _UNITS.isdisjoint(row.units):
        return
    for head in row.amounts:
        if head.unit not in _UNITS or head.role != "plain" or head.figure.approximate or head.place in row.taken:
            continue
        behind = counts_behind(row, head.place, head.place)
        labels = [row.labels[place] for place in behind]
        told = max((_in_family(family, labels) for family in _FAMILIES if _heads(family, head)), default=0)
        parts = behind[:told]
        if told < 2 or not _asserts(row, head, parts):
            continue
        row.taken.update(parts)
        yield row.claim(head.place, parts, asserted=row.closes(head.place, parts), basis="分类")


def _heads(family: _Family, head: Item) -> bool:
    """Whether a number may be that of all kinds of a family: it is not called like one of them."""
    if family.unit != head.unit or not family.whole.search(head.label):
        return False
    return family.kinds is _OF_VEHICLES or not any(kind.search(head.label) for kind in family.kinds)


def _in_family(family: _Family, labels: Sequence[str]) -> int:
    """Return how many labels, from the first on, are kinds of a family, each another one."""
    seen: set[int] = set()
    for label in labels:
        kind = next((n for n, kind in enumerate(family.kinds) if kind.fullmatch(label)), -1)
        if kind < 0 or kind in seen:
            break
        seen.add(kind)
    return len(seen)


def _asserts(row: Row, head: Item, parts: Sequence[int]) -> bool:
    """Whether parts close, or are more than there are, or fewer though the last is all others, of the only number."""
    if row.closes(head.place, parts):
        return True
    together = sum(row.items[place].figure.value for place in parts)
    if together < head.figure.value and not row.labels[parts[-1]].startswith(_REST):
        return False
    if any(sign in row.words for sign in _TWO_IN_ONE) or _sums_up_behind(row, parts[-1]):
        return False
    if _OF_POSTS not in head.label and any(_OF_POSTS in row.labels[place] for place in parts):
        return False  # 现有85人，行政编制35人，事业编制52人: posts are no people
    return is_only_number(row, head)


def _sums_up_behind(row: Row, last: int) -> bool:
    """Whether the number before is one of the parts: 公务用车5辆，机要通信用车1辆，…，共11辆."""
    behind = (item for item in row.behind(last) if item.unit == row.items[last].unit)
    return any(item.total_after or TOTAL_WORD.search(item.label) for item in behind)
