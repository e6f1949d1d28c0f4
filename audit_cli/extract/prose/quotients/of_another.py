"""Rates that say of themselves that they are not of the two figures before them.

下达863万元，支出790万元。截至9月30日的执行率61.6%; 支出790万元，其中设备购置执行率88%; 我校教师52人，占全市的3%.
Where such a rate is the quotient, that is a tick; where it is not, nothing was said.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import fits
from audit_cli.extract.prose.times import are_of_two_times, is_of_another_time
from audit_cli.model import Claim
from audit_cli.quantity import agrees, sum_verdict

_SCOPE = expression(r"[全我本](国|省|市|县|区|州|乡|镇|村|校|院|局)(?!级|直)")
_AVERAGE = expression(r"全[国省市县区州系][一-鿿]{0,4}平均")
_SAMPLE = expression(r"抽[查检样测]")
# 其中项目支出完成调整预算的92%
_SUBJECT = expression(r"(?:其中[：:]?)?([一-鿿“”]{3,12}?)(?:完成|占|为)[^，。；]*的?$")
_OF_EACH = expression(r"(?:[亩人户台件次车床]|单位)均")
_GENERIC = expression(
    r"(?:19|20)\d\d\s*年度?|其中|分别|项目|资金|预算|经费|整体|总体|全年|本年|当年|年度|综合|实际|平均|累计"
    r"|执行|支出|支付|使用|到位|拨付|完成|进度|比[率例]|[率为是达到约仅的：:，,、\s]"
)
_OF_WORK = expression(r"绩效|目标|指标|任务|工程|工作|计划|项目(?:数量?|个数)")
_OF_WHICH = expression(r"^其中[：:，,]?")
_CHANGES = expression(
    r"(?:尚|暂|仍|还|待)?(?:有|未|比|较|增加|减少|增长|下降|[核审压调]减|调增|支出|支付|拨付|使用|发放|完成|剩余|结余|结转|新增|追加|超支|节约|上年|去年|预算|[的了为约：:，,\s])+$"
)
_NAME = 2  # characters that name a thing
_TERMS = 3  # a rate, its part and its whole


def is_of_another(paragraph: Paragraph, rate: Item, claim: Claim) -> bool:
    """Whether *claim* reads a rate with two figures of which it is not the quotient, nor says that it is."""
    if claim.kind != "ratio" or claim.tick_only or len(claim.terms) != _TERMS:
        return False
    starts = [term.figure.start for term in claim.terms[1:]]
    pair = [item for item in paragraph.items if item.figure.start in starts]
    if len(pair) < 2:
        return False
    part, whole = pair if pair[0].figure.start == starts[0] else pair[::-1]
    if fits(rate, part, whole):
        return False
    told = _words_from(paragraph, pair[0], rate)
    return (
        is_of_another_time(rate, told)
        or are_of_two_times(*pair)
        or _is_of_another_scope(rate, told)
        or _is_of_another_thing(rate, told)
        or (part.figure.type == "money" and _is_of_work(rate, part, whole))
    )


def is_of_a_part(paragraph: Paragraph, item: Item, claim: Claim) -> bool:
    """Whether 其中 takes out a change or a remainder of a thing that no figure of *claim* is told of.

    债券2亿元，已支出14680万元，其中学校项目未支出230万元. So does another time: 总额90万元，支出76万元，上年剩余46万元.
    """
    if claim.kind != "difference" or claim.tick_only or _differ_by_it(claim):
        return False
    starts = {term.figure.start for term in claim.terms[1:]}
    others = [i for i in paragraph.items[: item.place] if i.figure.start in starts]
    if len(others) != len(starts):
        return False
    told = "".join(i.words for i in others)
    if item.role == "rest" and is_of_another_time(item, _words_from(paragraph, others[0], item)):
        return True
    name = _CHANGES.sub("", _OF_WHICH.sub("", item.label)) if item.cue == "of_which" else ""
    return len(name) >= _NAME and name[-_NAME:] not in told


def _differ_by_it(claim: Claim) -> bool:
    result, *others = claim.terms
    signs = [1 if term.role == "minuend" else -1 for term in others]
    return agrees(sum_verdict(result.figure.quantity, [term.figure for term in others], signs))


def _words_from(paragraph: Paragraph, first: Item, rate: Item) -> str:
    """Return what is told before a rate, from the beginning of the sentence of the first figure on."""
    begin = min(first.place, rate.place)
    while begin and paragraph.items[begin - 1].sentence == first.sentence:
        begin -= 1
    return "".join(item.words for item in paragraph.items[begin : rate.place])


def _is_of_another_scope(rate: Item, told: str) -> bool:
    """Whether a rate is of more than what is told before it: 我校…，占全市…的3%; 全县平均执行率87%."""
    own = set(_SCOPE.findall(rate.label))
    others = set(_SCOPE.findall(told)) if own else own
    if own and own.isdisjoint(others) and (others or _SCOPE.match(rate.label)):
        return True
    between = rate.words.removesuffix(rate.label)  # 23家中的12家开展抽查，抽查面52.17%
    sampled = _SAMPLE.search(rate.label) is not None and "抽" not in told + between
    return sampled or _AVERAGE.search(rate.label) is not None


def _is_of_another_thing(rate: Item, told: str) -> bool:
    """Whether 其中 takes out a thing that has a rate and no amount: 支出108万元，其中设备购置执行率97%."""
    if (each := _OF_EACH.match(rate.label)) is not None and each[0] not in told:
        return True  # 计划650亩，完成676亩，亩均产值完成率94%
    if rate.cue == "of_which" and (subject := _SUBJECT.match(rate.label)) is not None and subject[1] not in told:
        return True
    name = _GENERIC.sub("", rate.label) if rate.cue == "of_which" and rate.role == "rate" else ""
    return len(name) >= _NAME and not any(name[at : at + _NAME] in told for at in range(len(name) - 1))


def _is_of_work(rate: Item, part: Item, whole: Item) -> bool:
    """Whether a rate is of work done, and its two figures are of money that is called otherwise."""
    told = rate.role == "rate" and "率" in rate.label and "预算" not in rate.label and _OF_WORK.search(rate.label)
    return bool(told) and not any(_OF_WORK.search(item.label) for item in (part, whole))
