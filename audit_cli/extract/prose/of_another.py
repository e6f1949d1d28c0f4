"""Rates and changes that say of themselves that they are not of the two figures before them.

下达863万元，支出790万元。截至9月30日的执行率61.6%; 支出790万元，其中设备购置执行率88%; 我校教师52人，占全市的3%;
知晓率从74%升至91%，山区村上升22个百分点. Where such a figure is what the two make, that is a tick; where it is not,
nothing was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import difference_closes
from audit_cli.extract.prose.growth.words import (
    before_comparing,
    last_phrase,
    own_subject,
    residual,
    says_only_when,
    year_of,
)
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import fits
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.extract.prose.times import are_of_two_times, is_of_another_time, is_so_far
from audit_cli.model import Claim
from audit_cli.quantity import agrees, change_verdict, growth_verdict

_SCOPE = expression(r"[全我本](国|省|市|县|区|州|乡|镇|村|校|院|局)(?!级|直)")
_AVERAGE = expression(r"全[国省市县区州系][一-鿿]{0,4}平均")
_SAMPLE = expression(r"抽[查检样测]")
# 其中项目支出完成调整预算的92%
_SUBJECT = expression(r"(?:其中[：:]?)?([一-鿿“”]{3,12}?)(?:完成|占|为)[^，。；]*的?$")
_OF_EACH = expression(r"(?:[亩人户台件次车床]|单位)均")
_GENERIC = expression(
    r"(?:19|20)\d\d\s*年度?|其中|分别|项目|资金|预算|经费|整体|总体|全年|本年|当年|年度|综合|实际|平均|累计"
    r"|执行|支出|支付|使用|到位|拨付|完成|进度|比[率例]|[率为是约仅的：:，,、\s]|达到?$"
)
_THIS_YEAR = expression(r"其?中?[今本当]年")
_YEARLY = expression(r"年均|每年")
_KIND = expression(r"(?:其中|^)[：:，,]?([一-鿿]{2})[一-鿿]{0,4}?类(?!似|别)")
_KIND_OF_WHOLE = expression(r"([一-鿿]{2}([一-鿿]{2}))(?:[一-鿿]{2})?率")
_OTHER_INDICATOR = expression(r"(?:数量|质量|时效|成本|效益|满意度)(?:指标)?[：:]")
_FORECAST = expression(r"预计|预期|力争")
_CHOSEN = expression(r"重点|重大|紧急|特殊|新增")
_ONE_YEAR = expression(r"[当本今]年|年度")
_OF_YEARS = expression(r"十[一二三四五]五|规划期?")
_OF_WORK = expression(r"绩效|目标|指标|任务|工程|工作|计划|项目(?:数量?|个数)")
_GENERAL = expression(r"总|全[部年]|合计|整体|[数量额]$")
_OF_MONEY = expression(r"^(?:投资|资金|支出|经费|拨付|支付|预算执行)")
_OF_ALL = expression(r"(?:综合|总体|整体|总|合计|平均)[一-鿿]{0,8}率")
_THE_REST = expression(r"其[余他][^，。；]{0,4}[为是]")
_EXECUTION = expression(r"(?:预算)?(?:执行|支出|使用|支付|拨付)(?:率|进度)[为达到是]*$")
_OF_WHICH = expression(r"^其中[：:，,]?")
_CHANGES = expression(
    r"(?:尚|暂|仍|还|待)?(?:有|未|比|较|增加|减少|增长|下降|[核审压调]减|调增|支出|支付|拨付|使用|发放|完成|剩余|结余|结转|新增|追加|超支|节约|上年|去年|预算|[的了为约：:，,\s])+$"
)
_NAMES = expression(r"[一-鿿]{2,}")
# what is no name before a change
_VERBS = expression(
    r"缩[短小]|延长|扩大|加快|放缓|提[前升]|推迟|滞后|落后|相差|差[额距]|[两二]者|前后|优化|改善|好转|盈余|亏损|节余|结余|完成|发生|开支|列支|支付|使用|执行|进度|数量|规模|水平|人数|标准|任务|预期|要求|规定|控制|原因"
)
_CHANGED = ("difference", "growth")
_COMPARED = ("minuend", "subtrahend", "new", "base")
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
    if _OTHER_INDICATOR.search(rate.words) is not None or _FORECAST.search(rate.label) is not None:
        return True  # 目标360次，实际378次。2.产出时效：完成率100%; 计划36公里，目前24公里，预计完成计划的95%
    told = words_from(paragraph, pair[0], rate)
    return (
        is_of_another_time(rate, told)
        or are_of_two_times(*pair)
        or _is_of_another_scope(rate, told)
        or _is_of_one_year(paragraph, rate, whole)
        or (pair[1].place < rate.place and _is_of_another_whole(rate, told))
        or is_of_another_thing(rate, told)
        or (part.figure.type == "money" and _is_of_work(rate, part, whole))
        or (part.figure.type != "money" and _OF_MONEY.search(rate.label) is not None)
        or _leaves_another_untold(rate, part)
        or _is_of_a_fund(rate, part, whole)
        or _is_of_their_kind(rate, whole)
        or _is_of_more(paragraph, rate, pair)
    )


def _is_of_more(paragraph: Paragraph, rate: Item, pair: Sequence[Item]) -> bool:
    """Whether a rate is called that of all, and its pair is the last of several: …，支出36万元，总支出率92%."""
    if _OF_ALL.match(rate.label) is None or pair[1].place > rate.place:
        return False
    before = [i for i in paragraph.before(pair[0].place) if i.is_amount and i.same_unit(pair[0])]
    return len(before) >= _NAME


def _is_of_their_kind(rate: Item, whole: Item) -> bool:
    """Whether a rate names another kind than its whole is: 时效指标2个，完成2个，产出指标完成率92.86%, of them all."""
    kind = _KIND_OF_WHOLE.match(rate.label)
    called = clean_label(whole.label)
    return kind is not None and called.endswith(kind[2]) and len(called) == len(kind[1]) and called != kind[1]


def _leaves_another_untold(rate: Item, part: Item) -> bool:
    """Whether what is not told belongs to the part: 预算120万元，设备支出58.2万元，其余为服务费，执行率98.5%."""
    return rate.place == part.place + 1 and _THE_REST.search(rate.lead) is not None


def _is_of_a_fund(rate: Item, part: Item, whole: Item) -> bool:
    """Whether a rate is called after a part that 其中 takes out: 其中直达资金支出20万元，直达资金执行率96%."""
    name = _EXECUTION.sub("", rate.label)
    return part.cue == "of_which" and len(name) >= _NAME and name in part.label and name not in whole.label


def is_of_a_part(paragraph: Paragraph, item: Item, claim: Claim) -> bool:
    """Whether 其中 takes out a change or a remainder of a thing that no figure of *claim* is told of.

    债券2亿元，已支出14680万元，其中学校项目未支出230万元. So does another time: 总额90万元，支出76万元，上年剩余46万元.
    """
    if claim.kind != "difference" or claim.tick_only or difference_closes(claim):
        return False
    starts = {term.figure.start for term in claim.terms[1:]}
    others = [i for i in paragraph.items if i.figure.start in starts]
    if len(others) != len(starts) or others[0].place > item.place:
        return False
    told = "".join(i.words for i in others)
    if item.role == "rest" and is_of_another_time(item, words_from(paragraph, others[0], item)):
        return True
    name = _CHANGES.sub("", _OF_WHICH.sub("", item.label)) if item.cue == "of_which" else ""
    return len(name) >= _NAME and not (name[:_NAME] in told and name[-_NAME:] in told)


def of_their_own(paragraph: Paragraph, claims: Sequence[Claim]) -> list[Claim]:
    """Return *claims* without the changes that fail and name what none of their other figures is told of."""
    of_changes = [claim for claim in claims if claim.kind in _CHANGED]
    if not of_changes:
        return list(claims)
    items = {item.figure.start: item for item in paragraph.items}
    return [c for c in claims if c.kind not in _CHANGED or not _is_of_another_subject(paragraph, items, c)]


def _is_of_another_subject(paragraph: Paragraph, items: dict[int, Item], claim: Claim) -> bool:
    """Whether a change names a thing or a time of its own: 覆盖率由62%提高到63%，绿化率提高2个百分点."""
    changes = [items.get(term.figure.start) for term in claim.terms if term.role in ("result", "rate", "change")]
    others = [items.get(term.figure.start) for term in claim.terms if term.role in _COMPARED]
    change = changes[-1]
    if claim.tick_only or change is None or not others or any(i is None or i.place >= change.place for i in others):
        return False
    if change.role not in ("change", "growth", "points"):
        return False
    before = paragraph.items[change.place - 1]
    if change.role == "growth" and before.role == "change" and change.sep <= COMMA and not own_subject(change):
        change = before
    told = words_from(paragraph, min((i for i in others if i), key=lambda i: i.place), change)
    name = _VERBS.sub("", residual(before_comparing(last_phrase(change)))) if change.sep >= COMMA else ""
    named = _NAMES.fullmatch(name) is not None and name[:_NAME] not in told  # 办公楼用电, of what is used in all
    named = named and not all(i is not None and says_only_when(i) for i in others)
    yearly = _YEARLY.search(change.label) is not None and _YEARLY.search(told) is None
    of_year = yearly or _is_of_this_year(change, others) or is_so_far(change, told)
    return (named or of_year) and not _makes(claim)


def _is_of_this_year(change: Item, others: Sequence[Item | None]) -> bool:
    """Whether the year of a change is one of several between two figures: 2020年6万元，2022年7万元，今年提高."""
    years = {year for item in others if item is not None and (year := year_of(item))}
    return bool(years) and max(years) - min(years) > 1 and _THIS_YEAR.match(change.label) is not None


def _makes(claim: Claim) -> bool:
    if claim.kind == "difference":
        return difference_closes(claim)
    rate, new, other = claim.terms[:3]
    stated, made = rate.figure.quantity._replace(value=rate.figure.value * rate.sign), new.figure.quantity
    if other.role == "base":
        return bool(other.figure.value) and agrees(growth_verdict(stated, made, other.figure.quantity))
    return agrees(change_verdict(stated, made, other.figure.quantity._replace(value=other.figure.value * other.sign)))


def words_from(paragraph: Paragraph, first: Item, rate: Item) -> str:
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


def _is_of_one_year(paragraph: Paragraph, rate: Item, whole: Item) -> bool:
    """Whether a plan is one of several years, and the rate that of a year: 三年计划75个，…，年度完成率110%."""
    if _ONE_YEAR.search(rate.label) is None or not whole.place:
        return False
    before = paragraph.items[whole.place - 1]
    told_of_years = before.unit == "年" and before.figure.value > 1 and whole.sep == NO_SEPARATOR
    return told_of_years or _OF_YEARS.search(whole.label) is not None


def _is_of_another_whole(rate: Item, told: str) -> bool:
    """Whether a share names a whole of which nothing has been told: 教育经费4.3万亿元，占GDP的4.2%."""
    name = share_names(rate)[0] if rate.role == "share" else ""
    if len(name) <= _NAME or _GENERAL.search(name):
        return False
    return not any(name[at : at + _NAME] in told for at in range(len(name) - 1))


def is_of_another_thing(rate: Item, told: str) -> bool:
    """Whether 其中 takes out a thing that has a rate and no amount: 支出108万元，其中设备购置执行率97%."""
    if (each := _OF_EACH.match(rate.label)) is not None and each[0] not in told:
        return True  # 计划650亩，完成676亩，亩均产值完成率94%
    if rate.cue == "of_which" and (subject := _SUBJECT.match(rate.label)) is not None and subject[1] not in told:
        return True
    if (kind := _KIND.search(rate.label)) is not None and kind[1] not in told:
        return True  # 发现96处，已整改88处，食堂类隐患整改率95%
    if (chosen := _CHOSEN.match(rate.label)) is not None and chosen[0] not in told:
        return True  # 受理90件，办结86件，重点诉求办结率98%
    name = _GENERIC.sub("", rate.label) if rate.cue == "of_which" and rate.role == "rate" else ""
    return len(name) >= _NAME and not any(name[at : at + _NAME] in told for at in range(len(name) - 1))


def _is_of_work(rate: Item, part: Item, whole: Item) -> bool:
    """Whether a rate is of work done, and its two figures are of money that is called otherwise."""
    told = rate.role == "rate" and "率" in rate.label and "预算" not in rate.label and _OF_WORK.search(rate.label)
    return bool(told) and not any(_OF_WORK.search(item.label) for item in (part, whole))
