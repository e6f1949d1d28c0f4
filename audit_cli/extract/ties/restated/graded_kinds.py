"""Some of a kind: 全年共受理环境违法案件41件 here, 对其中的46件一般案件作出处罚 there.

Those of one grade are no more than all of the kind in the same year. A kind is the same where it is called alike, or
where the sentence has the words that its short name leaves out. It fails, to be reviewed; it never ticks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Block, Claim, Document, Term

_UNITS = ("起", "件", "例", "宗")
_ALL = expression(r"(?:全[年市县区省镇]|本年度?|年内|共计?|累计|总计)*(?:发生|受理|接到|出现)(?:各类|了|各种)*")
_LEAVES_OUT = expression(r"较大|重大|以上")
_PART_OF_YEAR = expression(r"其中|上年|去年|同期|[上下]半年|季度|\d月")
_GRADED = expression(r"\s*(?:一般|较大|轻微|简易|重大)(?:的)?([一-鿿]{2,8})")
_YEAR = expression(r"((?:19|20)\d\d)年")
_OTHER_TIME = expression(r"上年|去年|同期|历年|近[两三四五几\d]年|以来")
_PROSE_IN_CELL = 60
_MOST = 50  # kinds that one report counts
_REACH = 60  # characters before a figure that say of what and when it is


def graded_kinds(paragraphs: Sequence[Paragraph], document: Document, fiscal_year: str) -> Iterator[Claim]:
    """Yield the counts of one grade of a kind that are more than all of it."""
    items = [
        i for p in paragraphs if _is_prose(document.blocks[p.block]) for i in p.items if i.unit in _UNITS and _counts(i)
    ]
    whole: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        said = _ALL.match(item.label)
        if (
            said is not None
            and len(whole) < _MOST
            and not _LEAVES_OUT.search(item.label)
            and not _PART_OF_YEAR.search(item.words)
        ):
            whole[item.unit, item.label[said.end() :]].append(item)
    for part in items if whole else ():
        graded = _GRADED.match(part.post)
        if graded is None or not _is_of_the_year(part, fiscal_year):
            continue
        for (unit, kind), totals in whole.items():
            values = {i.figure.value for i in totals}
            exceeds = unit == part.unit and len(values) == 1 and part.figure.value > max(values)
            if exceeds and _is_of_kind(graded[1], kind, part.words[-_REACH:]):
                terms = (Term(totals[0].figure, "total", kind), Term(part.figure, "part", graded[1]))
                yield Claim("sum", terms, "open", asserted=False, basis="同类")


def _is_prose(block: Block) -> bool:
    return block.table is None or block.end - block.start >= _PROSE_IN_CELL


def _counts(item: Item) -> bool:
    return item.role in ("plain", "used") and not item.figure.approximate


def _is_of_the_year(item: Item, fiscal_year: str) -> bool:
    words = item.words[-_REACH:]
    years = _YEAR.findall(words)
    return not _OTHER_TIME.search(words) and (not years or years[-1] == fiscal_year)


def _is_of_kind(named: str, kind: str, words: str) -> bool:
    """Whether what is *named* in *words* is of a *kind*: 事故 of 生产安全事故, where 生产 is spoken of."""
    for n in range(min(len(named), len(kind)), 1, -1):
        if named.startswith(kind[-n:]):
            left_out = kind[:-n]
            return not left_out or any(left_out[k : k + 2] in words for k in range(len(left_out) - 1))
    return False
