"""Points and scores told line by line: 1.执行率…，权重10分，得分9.6分。 … 以上3项指标权重合计25分，自评得分24.3分.

Each line tells what an indicator is worth and what it got, and a line behind them, of those above, what they are worth
and got together. It ticks; it fails where the number of lines is told and right, and is to be reviewed where it is not
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Document, Term
from audit_cli.quantity import agrees, sum_verdict

_WORTH = expression(r"(?:权重|分值|满分|标准分)[为是：:]?$")
_GOT = expression(r"得分?[为是：:]?$")
_ABOVE = expression(r"以上|上述")
_TOGETHER = expression(
    r"(?:权重|分值|满分)(?:合计|共计|总计|共)?[为是：:]?$|(?:合计|共计|总计)(?:权重|分值|满分)[为是：:]?$"
)
_GOT_TOGETHER = expression(r"(?:自评|综合|合计|总|实际)得分[为是：:]?$|得分(?:合计|共计|总计)[为是：:]?$")
_FEWEST = 2  # lines that make a list
_UNITS = ("项", "个", "条")


class _Line(NamedTuple):
    """The items of one block: what it is worth, what it got, and what is counted in it."""

    block: int
    worth: list[Item]
    got: list[Item]
    counts: list[Item]


def lines_of_points(paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Claim]:
    if not any(word in document.text for word in ("权重", "分值", "满分")) or not _ABOVE.search(document.text):
        return
    above: list[_Line] = []
    for line in _lines(paragraphs):
        if above and line.block > above[-1].block + 1:
            above = []
        text = document.text_of(document.blocks[line.block])
        if len(above) >= _FEWEST and _ABOVE.match(text.lstrip()):
            yield from _sums(above, line)
            above = []
        elif len(line.worth) == 1 >= len(line.got):
            above.append(line)
        else:
            above = []


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[_Line]:
    """Yield the blocks that tell of points, in the order of the text."""
    lines: dict[int, _Line] = {}
    for item in (i for paragraph in paragraphs for i in paragraph.items):
        at = item.figure.block
        line = lines.setdefault(at, _Line(at, [], [], []))
        if item.unit != "分":
            line.counts.append(item)
        elif _WORTH.search(item.label) or _TOGETHER.search(item.label):
            line.worth.append(item)
        elif _GOT.search(item.label) or _GOT_TOGETHER.search(item.label):
            line.got.append(item)
    yield from sorted(lines.values())


def _sums(above: Sequence[_Line], line: _Line) -> Iterator[Claim]:
    told = [i.figure.value for i in line.counts if i.figure.type == "count" and i.unit in _UNITS]
    if told[:1] not in ([], [len(above)]):
        return
    sides = (line.worth, [i for one in above for i in one.worth]), (line.got, [i for one in above for i in one.got])
    for totals, parts in sides:
        if len(totals) != 1 or len(parts) != len(above) or any(i.figure.approximate for i in (*totals, *parts)):
            continue
        closes = agrees(sum_verdict(totals[0].figure.quantity, [i.figure.quantity for i in parts]))
        terms = (Term(i.figure, "part", clean_label(i.label)) for i in parts)
        head = Term(totals[0].figure, "total", clean_label(totals[0].label))
        yield Claim("sum", (head, *terms), "complete", asserted=closes or bool(told), basis="逐行得分")
