"""Indicators in the text: 新建公厕数量 with 12座 done in the form, and 全年共新建公厕12座 in a sentence.

What was done is the same fact where the words before the figure are those of the indicator, apart from 数量, 人数 … and
全年, 共 …. It ticks; another value is to be reviewed where indicator and sentence each state one only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.aspects import same_figure
from audit_cli.model import Claim, Document, Figure, Indicator, Term

_NUMBER = expression(r"^(?:指标)?\s*[（(]?[\d一二三四五六七八九十]{0,2}[）)]?[、.．：:\s]*")
_QUANTITY = expression(r"(?:的)?(?:总?数量?|(?<!质)量|[个人户家次场件份]数|场次|人次|面积|长度|里程|规模|总量|合计)$")
_BEFORE = expression(
    r"^(?:截至目前|目前|全年|本年度?|年内|当年|今年|每?年|我[局县市区镇校院站馆]|全[县市区镇]"
    r"|累计|总?共计?|合计|已|实际|完成|实现|组织|开展|了|对|，)+"
)
_AFTER = expression(r"(?:达|完成|实现|提高到|保持在|不[低少]于|超过|[为是到共约])+$")
_NOT_DONE = expression(r"计划|目标|任务|预计|预期|拟|其中|分别")
_OTHER_TIME = expression(r"上年|去年|同期|上半年|下半年|季度|\d月|20\d\d年")
_DONE = (("count", "plain"), ("measure", "plain"), ("rate", "rate"), ("rate", "share"))
_REACH = 24  # characters before the words that may say of which time they are
_SHORTEST = 4  # characters that name a thing done


def indicator_values(
    indicators: Sequence[Indicator], paragraphs: Sequence[Paragraph], document: Document
) -> Iterator[Claim]:
    """Yield what was done by the form and what was done by the text, for each indicator whose words are both."""
    done: dict[str, list[tuple[Figure, str]]] = defaultdict(list)
    meant: dict[str, set[Decimal]] = defaultdict(set)
    for indicator in indicators:
        figure = indicator.actual.quantity
        if figure is None or figure.approximate:
            continue
        name = _named(indicator.label)
        if len(name) >= _SHORTEST:
            done[name].append((figure, indicator.label))
            if (target := indicator.target.quantity) is not None:
                meant[name].add(target.value)
    if not done:
        return
    ends = {name[-1] for name in done}
    told: dict[str, list[Item]] = defaultdict(list)
    for paragraph in paragraphs:
        if document.blocks[paragraph.block].table is None:
            for item in paragraph.items:
                if (item.figure.type, item.role) in _DONE:
                    name = _named(item.label)
                    if name[-1:] in ends:
                        told[name].append(item)
    for name, stated in done.items():
        yield from _compared(stated, told.get(name, ()), meant[name])


def thing_done(words: str) -> str:
    """Return what the words before a number say was done: 清扫面积 of 全年实际完成清扫面积."""
    return _AFTER.sub("", _BEFORE.sub("", words.strip()))


def thing_counted(label: str) -> str:
    """Return what an indicator, or the words before a number, count: 新建公厕 of 指标2：新建公厕数量."""
    return _named(_AFTER.sub("", label))


def _named(label: str) -> str:
    return _BEFORE.sub("", _QUANTITY.sub("", _NUMBER.sub("", label)))


def _compared(forms: Sequence[tuple[Figure, str]], told: Sequence[Item], meant: Collection[Decimal]) -> Iterator[Claim]:
    figure, label = forms[0]
    own = {f.start for f, _ in forms}
    told = [i for i in told if (i.unit == figure.unit or figure.type == "number") and i.figure.start not in own]
    if not told or len({f.value for f, _ in forms}) > 1:
        return
    same = [i for i in told if i.figure.value == figure.value]
    one_value = len({i.figure.value for i in told}) == 1 and not any(i.figure.approximate for i in told)
    if same or (one_value and told[0].figure.value not in meant and not any(map(_is_of_another_time, told))):
        others = same or told[:1]
        terms = (Term(figure, "stated", label), *(Term(i.figure, "stated", i.label) for i in others))
        sure = all(same_figure(figure, i.figure) for i in others)
        yield Claim("equal", terms, asserted=sure, basis="指标完成值")


def _is_of_another_time(item: Item) -> bool:
    return bool(_NOT_DONE.search(item.label) or _OTHER_TIME.search(item.lead[-_REACH:] + item.label))
