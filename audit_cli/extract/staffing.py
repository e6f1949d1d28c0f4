"""Posts and people: what was authorized and how many there are, in all and by category.

核定编制62名，其中行政编制28名；年末实有58人，其中行政27人: a part is of what its total is of, whatever its label says.
Where the people are told of by kind, 在编40人、临聘11人, those in posts fill the posts; all of them may be more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Document, Fact, Figure, Staffing

_ACTUAL = expression(r"实有|在职|在岗|在编|现有(?!(?:人员|事业|行政|机关)?编制)|实际人数|年末人数")
_AUTHORIZED = expression(r"编制(?![外内])|核编|定编|员额数|人员控制[数总]")
# people outside the posts, posts that are not filled, those of another time, and some of all: 在职人员中35岁以下
_OTHER = expression(r"编外|空编|缺编|超编|退休|聘用|临聘|临时|雇员|劳务|上年|去年|减少|增加|床位|学生|[员工师]中|岁")
_RETIRED = expression(r"[离退]休")
_OUTSIDE = expression(r"编外|非在编|聘用|临聘|临时|雇员|劳务|合同制|派遣|购买服务|借调")
_BARE = expression(r"(?:现|年末)?(?:实有|在[编职岗]|现有)(?:人员|人数|教?职工|干部职工)?")
_PERSON, _POST = "人", "个"
_IS_POSTS = expression(r"编制数?$")
_PARTS = 8  # kinds of people that a total is told of
_CATEGORIES = (
    ("参照公务员", expression(r"参照|参公")),
    ("行政", expression(r"行政(?!事业)|公务员")),
    ("事业", expression(r"事业(?<!行政事业)")),
    ("工勤", expression(r"工勤")),
)
_CONCEPTS = ("authorized_posts", "actual_staff")
_NEAR = 4  # blocks between posts and people that are spoken of together


_Kind = Literal["posts", "people", "all"]


class _Head(NamedTuple):
    """One number of posts or of people."""

    figure: Figure
    label: str
    block: int


def staffing(document: Document, facts: Iterable[Fact], paragraphs: Iterable[Paragraph]) -> tuple[Staffing, ...]:
    """Return posts and people of each category of which the document states one number each."""
    heads: dict[_Kind, dict[str, list[_Head]]] = {kind: defaultdict(list) for kind in ("posts", "people", "all")}
    for paragraph in paragraphs:
        for item in paragraph.items:
            kind = _kind(item, paragraph) if _may_be_counted(item) else None
            if kind is not None and not _has_inside(_RETIRED, item, paragraph):
                heads[kind][_category(item.label) or _by_turns(item, kind, paragraph)].append(_head(item, paragraph))
    posts, people, everybody = heads["posts"], heads["people"], heads["all"]
    found = [_paired(category, posts[category], people[category]) for category in posts if category in people]
    beside = [_paired(category, posts[category], everybody[category]) for category in posts if category in everybody]
    found += [staff and staff._replace(others=True) for staff in beside]
    return tuple(staff for staff in (*found, *_of_tables(document, facts)) if staff is not None)


def _may_be_counted(item: Item) -> bool:
    """Whether it counts people, or posts: 核定编制158个."""
    return item.unit == _PERSON or (item.unit == _POST and _IS_POSTS.search(item.label) is not None)


def _head(item: Item, paragraph: Paragraph) -> _Head:
    return _Head(item.figure, clean_label(item.label), paragraph.block)


def _by_turns(item: Item, kind: _Kind, paragraph: Paragraph) -> str:
    """Return the category of the posts right before: 行政编制42名、实有40人，事业编制66名、实有64人."""
    before = paragraph.items[max(item.place - 2, 0) : item.place]
    if kind != "people" or not before or item.sep > COMMA or not _BARE.fullmatch(item.label):
        return ""
    *others, posts = before
    if _kind(posts, paragraph) != "posts" or posts.sentence != item.sentence:
        return ""
    two = any(i.sentence == item.sentence and _kind(i, paragraph) == "posts" for i in others)
    return "" if two else _category(posts.label)


def _kind(item: Item, paragraph: Paragraph) -> _Kind | None:
    """Return what people are counted as: posts, those in them, or all with those outside; None for anything else."""
    if item.role != "plain" or item.figure.approximate or _OTHER.search(item.label):
        return None
    total = paragraph.total_item(item)
    if total is not None:
        kind = _kind(total, paragraph) if total.unit == _PERSON else None
        if kind == "all":
            return "people" if _ACTUAL.search(item.label) or _category(item.label) else None
        return kind if _category(item.label) else None
    if _ACTUAL.search(item.label):
        return "all" if _holds_others(item, paragraph) else "people"
    return "posts" if _AUTHORIZED.search(item.label) else None


def _holds_others(item: Item, paragraph: Paragraph) -> bool:
    """Whether people outside the posts are among those counted: 在岗51人（其中在编40人、临聘11人）.

    实有124人，其中在职61人、退休63人 counts those who have left.
    """
    return _has_inside(_OUTSIDE, item, paragraph) or _has_inside(_RETIRED, item, paragraph)


def _has_inside(words: re.Pattern[str], item: Item, paragraph: Paragraph) -> bool:
    """Whether one of the parts of a number is called by *words*."""
    behind = paragraph.items[item.place + 1 : item.place + 1 + _PARTS]
    inside = (i for i in behind if paragraph.total_of.get(i.place) == item.place or _is_in_bracket(i, item))
    return any(words.search(i.label + i.post) for i in inside)


def _is_in_bracket(part: Item, item: Item) -> bool:
    """Whether *part* is the first figure in a bracket behind *item*: 实有51人（含临聘11人）."""
    return part.place == item.place + 1 and part.depth > item.depth and part.sentence == item.sentence


def _category(label: str) -> str:
    return next((name for name, words in _CATEGORIES if words.search(label)), "")


def _paired(category: str, posts: Sequence[_Head], people: Sequence[_Head]) -> Staffing | None:
    """Return the one number of posts beside the one of people; None where there are several."""
    if len({p.figure.value for p in posts}) > 1 or len({p.figure.value for p in people}) > 1:
        return None
    authorized, actual = posts[0], people[0]
    near = abs(authorized.block - actual.block) <= _NEAR
    return Staffing(category, authorized.figure, actual.figure, actual.label, authorized.label, near)


def _of_tables(document: Document, facts: Iterable[Fact]) -> Iterator[Staffing]:
    """Yield posts and people of tables that have one number of each."""
    tables: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    parts: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    if not any(fact.concept in _CONCEPTS for fact in facts):
        return
    for fact in facts:
        table = document.blocks[fact.figure.block].table
        if table is not None and fact.figure.unit in ("人", ""):
            parts[table, fact.label.rpartition(" / ")[0]].append(fact)
            if fact.concept in _CONCEPTS:
                tables[table][fact.concept].append(fact)
    for table, stated in tables.items():
        posts, people = (stated[concept] for concept in _CONCEPTS)
        if len(posts) == len(people) == 1:
            actual = _in_service(people[0], parts[table, people[0].label.rpartition(" / ")[0]])
            if actual is not None:
                yield Staffing("", posts[0].figure, actual.figure, actual.label, posts[0].label)


def _in_service(people: Fact, siblings: Sequence[Fact]) -> Fact | None:
    """Return the part of *people* that takes up posts, where those who retired are counted with them."""
    if " / " not in people.label or not any(_RETIRED.search(_column(fact)) for fact in siblings):
        return people
    return next((fact for fact in siblings if _ACTUAL.search(_column(fact))), None)


def _column(fact: Fact) -> str:
    return fact.label.rpartition(" / ")[2]
