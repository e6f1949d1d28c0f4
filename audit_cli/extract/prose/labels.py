"""Labels: what a figure is called, without the cues, list numbers and copulas around it."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item

_CUE = (
    r"(?:其中包括|其中有(?!效)|其中|分别(?:[是为达]|(?=[一-鿿]{2,8}$))|依次[是为]|主要包括|主要用于|主要[为是有]|包括|包含|用于|构成为?"
    r"|具体[为是如]|即)"
)
_HAS_CUE = expression(_CUE)
_TO_CUE = expression(rf".*{_CUE}[：:，,]?")
_NUMBER = expression(
    r"含?(?:[\s　]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九]是|①|②|③|④|⑤|⑥|⑦|⑧|⑨)*"
)
_NUMBER_BEGINS = frozenset("含（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨")
_TRAILING = expression(r"(?:为|是|共有|各|(?<!节)约|(?<!下)达到?|：|:|\s)+$")
_TRAILING_ENDS = frozenset("为是有各约达到：:")
_NOTE, _NOTE_ENDS = expression(r"[\[［〔]\d{1,2}[\]］〕]$"), frozenset("]］〕")  # 常住人口[3]为14万人
# labels that say which figure it is, not of what: the owner stands before them
BARE = expression(
    r"(?:其中|实际|已|累计|均|全部|本年|当年|全年|年初|调整后?|年度|完成)*"
    r"(?:支出|收入|执行|使用|支付|付款|列支|实付|到位|拨付|完成|发放|收到|预算|决算|安排|下达|批复|核定)+"
    r"(?:资金|金额|总额|数|额|了|为)*"
)
# points that were lost are no part of a score
LOST = expression(r"扣(?:了|减|除|掉|分)*$")
TOTAL_WORD = expression(
    r"合计|共计|总计|总共|累计|总额|总数|总量|共有?$|共(?<![一-鿿]共)|共(?<=[费金用款]共)(?=支[出付]|投入|拨付|使用)|(?<!规模)(?<!限额)(?<!及)以上|上述"
    r"|项(?<=[两二三四五六七八九]项)|总分|总得分|自评得分|综合得分|最终得分"
)

_CLOSES = ("）", ")")
_GLOSS = expression(r"(?<=支出|经费|收入)[（(][一-鿿]{2,10}(?:支出|经费|收入)[）)]$")
_VERB_ENDS = expression(r"(?:累计|共|实际|全年)*(?:完成|实现|达到?)$")


def name_of(label: str) -> str:
    """Return what a label names, without the verb that ends it: 税收收入累计完成 -> 税收收入."""
    return _VERB_ENDS.sub("", label) or label


@lru_cache(maxsize=8192)
def clean_label(label: str) -> str:
    """Return a figure's label without cues, list numbers and copulas.

    >>> clean_label("其中：（1）基本支出为")
    '基本支出'
    """
    start = 0
    if _HAS_CUE.search(label) is not None and (cue := _TO_CUE.match(label)) is not None:
        start = cue.end()
    label = label[start:].strip()
    if label[:1] in _NUMBER_BEGINS and (number := _NUMBER.match(label)) is not None:
        label = label[number.end() :].strip()
    label = _TRAILING.sub("", label).strip() if label[-1:] in _TRAILING_ENDS else label
    return _NOTE.sub("", label) if label[-1:] in _NOTE_ENDS else label


def without_gloss(label: str) -> str:
    """Return a label without the bracket that says it in other words: 工资福利支出（人员支出） -> 工资福利支出."""
    return _GLOSS.sub("", label) if label[-1:] in _CLOSES else label


def label_of(item: Item) -> str:
    """Return what a figure is called: its clean label, without the whole that it is said to be within."""
    label = clean_label(item.label)
    return label.partition("中")[2] or label if item.cue == "within" else label


def shared_beginning(one: str, other: str) -> int:
    """Return the number of characters with which both labels begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
