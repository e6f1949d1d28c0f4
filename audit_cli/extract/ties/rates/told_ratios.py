"""Ratios of two numbers: 教师300人，学生4500人，师生比1:15; 男性120人、女性100人，男女比例1.2:1.

So are those whose two sides are named: 基本支出120万元，项目支出100万元，基本支出与项目支出之比1.2:1.

One side of the ratio is 1, the other says how often the one number goes into the other. It fails where the sentence of
the ratio and the one before have one number of each side; a ratio that is asked for is compared with nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import BY_START, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Document, Figure, Term

_RATIO = expression(
    r"比(?:例|值|率)?[为是]?\s?(?P<one>\d{1,4}(?:\.\d{1,4})?)\s?[:：∶]\s?(?P<other>\d{1,4}(?:\.\d{1,4})?)(?![\d:：∶.])"
)
# 小学师生比 is that of one kind of school
_NAMED = expression(
    r"(?:^|[^一-鿿]|[全本][校县市区院省乡镇]|学校|医院|平均|总体|其中)(师生|生师|医护|护医|男女|床护)(?:性别)?$"
)
# 基本支出与项目支出之比
_BETWEEN = expression(r"(?<![一-鿿])([一-鿿]{2,8}?)[与和]([一-鿿]{2,8}?)[之的]?$")
_NAMES = 20  # characters of the two names
_ASKED = expression(r"标准|要求|规定|目标|不低于|不高于|以[上下内]|国家|[达高低优]于|力争|计划")
_COUNTED = r"(?:总?人?数)?[为有共约]?"
# what may stand before the name of a side without making it one of several kinds
_ALL_OF_THEM = (
    r"(?:^|有|[全本我][校县市区院乡镇局]|中心|其中|在[职岗编校]|年末|[共现全])(?:专任|执业|注册|在[职岗编校])?"
)


class _Side(NamedTuple):
    """What a label ends with that is of one side of a ratio, and one that is of all of that side: 全校共有教师."""

    named: re.Pattern[str]
    of_all: re.Pattern[str]


def _side(names: str) -> _Side:
    return _Side(expression(f"(?:{names}){_COUNTED}$"), expression(f"{_ALL_OF_THEM}(?:{names}){_COUNTED}$"))


_TEACHERS, _PUPILS = _side("教师|专任教师|教员"), _side("学生|在校生")
_DOCTORS, _NURSES = _side("医师|医生"), _side("护士|护师|护理人员")
# the sides of a ratio, by its name
_SIDES = {
    "师生": (_TEACHERS, _PUPILS),
    "生师": (_PUPILS, _TEACHERS),
    "医护": (_DOCTORS, _NURSES),
    "护医": (_NURSES, _DOCTORS),
    "床护": (_side("床位"), _NURSES),
    "男女": (_side("男性?|男职工|男生"), _side("女性?|女职工|女生")),
}
_ENDS = "。；;\n"
_REACH = 200  # characters before and behind a ratio
_WORDS = 10  # characters around a ratio that say whether it is asked for


def told_ratios(paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Claim]:
    """Yield the ratios of *document* whose two numbers stand in its *paragraphs* beside them."""
    text = document.text
    items: list[Item] | None = None
    for found in _RATIO.finditer(text):
        name = _NAMED.search(text, max(found.start() - _WORDS, 0), found.start())
        sides = _BETWEEN.search(text, max(found.start() - _NAMES, 0), found.start()) if name is None else None
        if not (name or sides) or 1 not in (Decimal(found["one"]), Decimal(found["other"])):
            continue
        if _ASKED.search(text, max(found.start() - _WORDS, 0), found.end() + _WORDS):
            continue
        start, end = _sentences(text, found)
        if items is None:
            items = sorted((i for p in paragraphs for i in p.items), key=BY_START)
        near = items[bisect_left(items, start, key=BY_START) : bisect_left(items, end, key=BY_START)]
        if sides is not None:
            first, second = (_called(near, side) for side in sides.groups())
            if first is not None and second is not None and first.kin(second) and first is not second:
                yield _claim(found, f"{sides[1]}与{sides[2]}之比", first, second)
        if name is None:
            continue
        one_side, other_side = _SIDES[name[1]]
        first, second = _only(near, one_side), _only(near, other_side)
        if first is not None and second is not None:
            sure = _is_of_all(first, one_side) and _is_of_all(second, other_side)
            yield _claim(found, f"{name[1]}比", first, second)._replace(asserted=sure, tick_only=not sure)


def _sentences(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence before that of a ratio begins, and where its own ends."""
    floor = max(found.start() - _REACH, 0)
    line = text.rfind("\n", floor, found.start()) + 1 or floor
    own = text.rfind("。", line, found.start())
    before = text.rfind("。", line, max(own, line))
    ceiling = found.end() + _REACH
    ends = [at for sign in _ENDS if (at := text.find(sign, found.end(), ceiling)) >= 0]
    return max(before + 1, line), min(ends, default=ceiling)


def _only(near: Sequence[Item], side: _Side) -> Item | None:
    """Return the one number of what a *side* counts; None where there are none or several."""
    counts = [i for i in near if i.figure.type == "count" and i.role in ("plain", "used") and not i.figure.approximate]
    named = [i for i in counts if side.named.search(clean_label(i.label))]
    return named[0] if len(named) == 1 and named[0].figure.value > 0 else None


def _called(near: Sequence[Item], name: str) -> Item | None:
    """Return the one amount before a ratio that is called like one of its sides: 基本支出与项目支出之比1.09:1."""
    named = [i for i in near if i.is_amount and i.role in ("plain", "used") and clean_label(i.label).endswith(name)]
    sure = len(named) == 1 and not named[0].figure.approximate and named[0].figure.value > 0
    return named[0] if sure else None


def _is_of_all(item: Item, side: _Side) -> bool:
    """Whether a number is that of all of a side: 全校共有教师, unlike 外籍教师."""
    return side.of_all.search(clean_label(item.label)) is not None


def _claim(found: re.Match[str], called: str, first: Item, second: Item) -> Claim:
    """Return the claim of a ratio: the number of the side that is not 1 is so often that of the other."""
    one = Decimal(found["one"]) == 1
    printed = found["other" if one else "one"]
    total, times = (second, first) if one else (first, second)
    quantum = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)  # type: ignore[arg-type]
    start, end = found.span("other" if one else "one")
    figure = Figure(start, end, printed, "number", value=Decimal(printed), quantum=quantum, block=first.figure.block)
    terms = (
        Term(total.figure, "total", clean_label(total.label)),
        Term(figure, "each", called),
        Term(times.figure, "times", clean_label(times.label)),
    )
    return Claim("distributive", terms, "average", basis="比例")
