"""The score that a report gives itself, told twice: 自评得分93.5分 in the summary, 综合得分95.3分 in the conclusion.

A report has one. It ticks; where its sentences tell just two, neither of which is called that of a project, a year or a
unit, one of them is to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Document, Term
from audit_cli.quantity import HUNDRED

_OWN = expression(
    r"(?:[我本](?:部门|单位|[局院校镇乡委办站所])|部门|经?(?:自评|自我评价|综合评[定价]|打分)[，,])?(?:(?P<year>20\d\d)年度?)?"
    r"(?:整体|支出|绩效)*(?:自评|自我评价|综合|最终|评价)(?:评价)?(?:总?得?分|总评分|评分)(?:合计)?(?:为|是|共|达到?|[：:\s])*"
)
_OTHERS = expression(r"上年|去年|财政|复核|抽[查评]|第三方|专家|项目|平均|满分|其中")
_SCORE = "分"
_MOST, _TWO = 3, 2
_PASSED = 60  # points below which a figure is hardly that of all the report


def own_scores(paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Claim]:
    """Yield the pairs of scores that *document* gives itself, in sentences of their own."""
    told = [
        (paragraph, item)
        for paragraph in paragraphs
        if document.blocks[paragraph.block].table is None
        for item in paragraph.items
        if item.unit == _SCORE and _is_own(paragraph, item)
    ]
    years = {found["year"] for _, item in told if (found := _OWN.fullmatch(item.label)) and found["year"]}
    apart = len({paragraph.block for paragraph, _ in told}) == len(told)
    if len(told) > _MOST or len(years) > 1 or not apart or len({item.figure.value for _, item in told}) > _TWO:
        return  # of several projects, units or years
    for _, item in told[1:]:
        first = told[0][1]
        terms = tuple(Term(i.figure, "stated", i.label) for i in (first, item))
        yield Claim("equal", terms, asserted=first.figure.value == item.figure.value, basis="自评得分")


def _is_own(paragraph: Paragraph, item: Item) -> bool:
    whole = _PASSED <= item.figure.value <= HUNDRED and not item.figure.approximate and not item.depth
    return whole and _OWN.fullmatch(item.label) is not None and not _OTHERS.search(item.words)
