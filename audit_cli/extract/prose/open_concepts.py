"""Concepts of the open vocabulary: what a figure is of where its label is no term, by the noun it names or counts.

培训村干部120人次 is 村干部 counted in 人次; under the heading 农村公路养护项目 a bare 资金50万元 is money of that
project.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.prose.scores.words import TO_BE_HAD

_WEAK = expression(
    r"^(?:[一-鿿]{0,4}指标|金额|总额|合计|小计|总计|共计|共|资金|经费|预算|决算|安排|投入|投资|工作经费|项目资金|费用|支出"
    r"|完成|其中|预算资金|.{0,1})$"
)
_NOUN_END = "已均按进被分为在开完全的和及与中等是有实组推发共达提"
_NOUN = expression(rf"\s*((?:(?![{_NOUN_END}])[一-鿿]){{2,8}})")
_PUNCTUATION = expression(r"[\s　“”\"（）()《》]")
_LEADING_YEAR = expression(r"(?:(?:19|20)\d\d年(?:度|末|底|初)?|[上去]一?年度?)?")
_VERBS = expression(
    r"(?:共计?|累计|全年|全市|全县|全区|目前|已|现有|共有|组织|开展|完成|新增|投入|安排|本级|我局|我单位|单位|截至目前"
    r"|今年以来|今年|年内|其中|合计|总计)*"
)
_POINTS = expression(rf"(?:{TO_BE_HAD})[为是：:]?$")
OF_HEADING = "·money"  # how a concept ends that is but a heading
_LONGEST = 10  # characters of a head noun
_SHORTEST_HEADING = 4


def open_concept(item: Item, label: str, heading: str) -> str:
    """Return the concept of a figure whose *label* is no term, under *heading*; "" if it names nothing."""
    if _WEAK.match(label) or BARE.fullmatch(label):
        of_heading = item.figure.type == "money" and len(heading) >= _SHORTEST_HEADING
        return head_noun(heading) + OF_HEADING if of_heading else ""
    if item.unit == "分" and _POINTS.search(label):
        return ""  # 产出满分30分；效益满分30分: what may be had is no fact of the report
    noun = _counted(item) if item.figure.type == "count" else ""
    noun = noun or head_noun(label)
    return f"{noun}·{item.unit}" if len(noun) >= 2 else ""


def head_noun(label: str) -> str:
    """Return the head noun phrase of an open-vocabulary label."""
    noun = _PUNCTUATION.sub("", label)
    for leading in (_LEADING_YEAR, _VERBS):
        if (found := leading.match(noun)) is not None:
            noun = noun[found.end() :]
    return noun[-_LONGEST:]


def _counted(item: Item) -> str:
    """Return the noun that a count counts: 8个乡镇已建成 -> 乡镇."""
    found = _NOUN.match(item.post)
    return found.group(1) if found else ""
