"""Shares: 人员经费60万元，占基本支出的75%; 支出100万元，其中：基本支出60万元，占60%.

The part is the amount before 占, or the one that the words before it name. The whole is the one that 占 names, if it is
found once; the head of the list that the part stands in; or the amount that the part was used of. Against these it
ticks and fails; any other whole may only tick it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.among import among
from audit_cli.extract.prose.quotients.bracketed import told_in_bracket
from audit_cli.extract.prose.quotients.execution_rates import is_execution, left_over
from audit_cli.extract.prose.quotients.pairs import (
    Pair,
    amounts_before,
    denies,
    fits,
    fitting_whole,
    is_a_slip,
    of_both,
    printed_quotient,
    quotient,
)
from audit_cli.extract.prose.quotients.slipped_rates import slipped_share
from audit_cli.extract.prose.shares.beside import (
    are_of_one_whole,
    like_the_one_beside,
    of_amounts_told_with,
    of_what_stands_before,
    share_of_all,
    share_of_all_named_once,
    share_of_both,
    told_together,
)
from audit_cli.extract.prose.shares.names import part_behind, part_of_share, share_names
from audit_cli.extract.prose.shares.of_year import share_of_year
from audit_cli.extract.prose.shares.opened import share_of_what_opens
from audit_cli.extract.prose.shares.wholes import Wholes, is_called, named
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim

_ALL = expression(r"总数|总人数|总量|总额|总户数|全部|总面积|总资金|总投入|总计|合计|总")
_ALL_OF = expression(r"^(?:全部|所有)(?:的)?")
_TOGETHER = ("合计", "共计", "共")
_OF_ALL = expression(r"总[值额量数]")
_SHORTEST = 4  # characters of a name that leaves out words
_WORD = 2  # characters
_DONE = expression(r"([一-鿿]{2})(?:比例|比率)")
_OWN_NAME = 3  # characters of a part by which a larger whole of its kind may be called
_HAS_BEEN = expression(r"(?:目前|现|截至[一-鿿\d]{0,8})?已(?!有)")
_PLAN = expression(r"预算|计划|概算|合同|任务|目标")
_FUND = expression(r"(?:一般公共|政府性基金|国有资本经营|公共财政)预算")
_PLANNED = expression(r"(?:预算|计划|任务|目标)(?:数|总额)?$")
_NARROWER = expression(r"在编|在岗|在职|编内|正式")
_NO_NAME = expression(r"^(?:比|比重|比例|了|其|总|\s)*$")
# what stands before the name of a whole without making it less: 我单位2023年度支出合计
_OF_ALL_OF_US = expression(
    r"(?:(?:19|20)\d\d\s*年|年度|全年|本年|当年|今年|[我本全][单位部门局院校所中心站馆县市区镇乡街道]{1,3}|共|财政|的|核定|现有|实有|有|[，,\s])*"
)


def share(paragraph: Paragraph, k: int, wholes: Wholes, terms: Terms) -> Claim | None:
    """Return the share that the rate at *k* says, of a whole in its paragraph or one of the *wholes* elsewhere."""
    rate = paragraph.items[k]
    if (printed := printed_quotient(paragraph, k)) is not None:
        return printed
    if (bracketed := told_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, bracketed, "（）", asserted=fits(rate, *bracketed))
    find = _named_share(paragraph, rate, wholes, terms)
    return find and (of_amounts_told_with(paragraph, rate, find) or find)


def _named_share(paragraph: Paragraph, rate: Item, wholes: Wholes, terms: Terms) -> Claim | None:
    """Return the share that 占 says of the whole that it names, or that the part stands in."""
    k = rate.place
    whole_name, subject = share_names(rate)
    if (of_year := share_of_year(paragraph, rate, whole_name, subject)) is not None:
        return of_year
    if (together := told_together(paragraph, rate, subject)) is not None:
        return together
    part = part_behind(paragraph, rate, subject) or part_of_share(paragraph, rate, subject)
    if part is None:
        return None
    if rate.sep >= SEMICOLON and part.place == rate.place - 1 and not subject:
        part = paragraph.total_item(part) or part  # 其中小学70人，初中38人；占在校生总数的73.9%: all of the list is
    if not _NO_NAME.match(whole_name):
        found = _share_of(paragraph, rate, part, whole_name, wholes, terms)
        return found or share_of_all_named_once(paragraph, rate, part)
    if (some := among(paragraph, rate)) is not None:
        return quotient(rate, some, "中")
    if (of_opening := share_of_what_opens(paragraph, rate, part, wholes, terms)) is not None:
        return of_opening
    total = paragraph.total_item(part) or _head_of_the_list_before(paragraph, part)
    if total is not None and _is_of_what_was_done(rate, part, total) and not fits(rate, part, total):
        return None
    if total is not None:
        of_more = of_what_stands_before(paragraph, rate, part, total)
        if of_more is not None or (not fits(rate, part, total) and are_of_one_whole(paragraph, rate, part, total)):
            return of_more
        return quotient(rate, Pair(part, total), "其中")
    if (whole := _used_of(paragraph, part)) is not None:
        return quotient(rate, Pair(part, whole), "已使用")
    if (of_all := share_of_all(paragraph, rate, part)) is not None:
        return of_all
    if is_execution(rate.label) and (both := left_over(paragraph, k)) is not None:
        return of_both(rate, *both)  # 累计支付80万元，支付比例80%，未支付20万元
    before = amounts_before(paragraph, k, same_sentence=False)
    return (
        fitting_whole(rate, part, before)
        or like_the_one_beside(paragraph, rate, part, before)
        or share_of_both(paragraph, rate, part)
        or share_of_all_named_once(paragraph, rate, part)
        or slipped_share(paragraph, rate, part, _heads(paragraph, before))
        or _of_what_is_done(paragraph, rate, part)
    )


def _of_what_is_done(paragraph: Paragraph, rate: Item, part: Item) -> Claim | None:
    """Return the share of the number right before what was done of it: 移送线索60起，已办结27起，占比45%."""
    before = paragraph.items[part.place - 1] if part.place else None
    if before is None or not _HAS_BEEN.match(part.label) or part.place != rate.place - 1 or not before.label:
        return None
    alike = before.figure.type == "count" and before.same_unit(part) and before.role == "plain" and not before.cue
    beside = before.sentence == part.sentence and part.sep <= COMMA and before.depth == part.depth
    if not (alike and beside) or before.figure.value <= part.figure.value:
        return None
    return quotient(rate, Pair(part, before), "已", asserted=False)


def _heads(paragraph: Paragraph, candidates: Sequence[Item]) -> Iterator[Item]:
    return (i for i in candidates if i.place not in paragraph.total_of)


def _alike(paragraph: Paragraph, candidates: Sequence[Item], name: str) -> Iterator[Item]:
    """Yield the amounts whose label has a word of the name of a whole: 抓获犯罪嫌疑人 of 抓获总数.

    A plan is none of what is called no plan.
    """
    words = {name[k : k + _WORD] for k in range(len(name) - 1)}
    planned = _PLANNED.search(name) is not None
    heads = (i for i in _heads(paragraph, candidates) if planned or not _PLANNED.search(i.label))
    return (i for i in heads if any(word in i.label for word in words))


def _head_of_the_list_before(paragraph: Paragraph, part: Item) -> Item | None:
    """Return of what some of a list are told together: 386条，其中红色12条、…，红色、橙色合计70条，占18.13%."""
    if not part.place or not part.label.endswith(_TOGETHER):
        return None
    before = paragraph.items[part.place - 1]
    head = paragraph.total_item(before)
    if head is None or before.sentence != part.sentence or not head.same_unit(part):
        return None
    return head if head.place < part.place else None


def _is_of_what_was_done(rate: Item, part: Item, total: Item) -> bool:
    """Whether a rate is called after a total, and not its part: 已兑付90万元，其中农机报废补贴5万元，兑付比例90%."""
    found = _DONE.search(rate.label)
    return found is not None and found[1] in total.label and found[1] not in part.label


def _is_another_part(paragraph: Paragraph, item: Item, name: str) -> bool:
    """Whether an amount has a share of the same whole behind it: 投诉类30件，占总量的60%；咨询类20件，占总量的40%."""
    # 现金总量10亿元，增长3%，占捐赠总量的69%
    behind = (i for i in paragraph.items[item.place + 1 : item.place + 3] if i.role != "growth")
    rate = next(behind, None)
    if rate is None or rate.role != "share" or rate.sentence != item.sentence:
        return False
    whole, subject = share_names(rate)
    return not subject and whole.endswith(name)


def share_in_bracket(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the share in a bracket behind a part, as the one beside it has: 中央80万元（80%）、省级20万元（20%）."""
    part = paragraph.items[rate.host] if rate.host >= 0 and not rate.label else None
    total = paragraph.total_item(part) if part is not None else None
    if part is None or total is None:
        return None
    beside = [place for place in (part.place - 2, part.place + 2) if paragraph.total_of.get(place) == total.place]
    shares = [paragraph.items[place + 1] for place in beside if _has_share(paragraph, place)]
    # 甲60万元（5.2%）、乙40万元（3.1%）: how much they grew
    told = any(fits(one, paragraph.items[one.host], total) for one in (rate, *shares))
    return quotient(rate, Pair(part, total), "其中") if shares and told else None


def _has_share(paragraph: Paragraph, place: int) -> bool:
    """Whether a bare rate stands in the bracket behind a part."""
    behind = paragraph.items[place + 1]
    return behind.figure.type == "rate" and behind.host == place and not behind.label


def _is_of_a_plan(name: str, total: Item) -> bool:
    """Whether a share is that of a plan which *total* is not: 其中税收收入60万元，占年初预算的95%."""
    planned, label = (_FUND.sub("", words) for words in (name, total.label))
    return _PLANNED.search(planned) is not None and _PLAN.search(label) is None


def _is_short_for(name: str, total: Item) -> bool:
    """Whether a name leaves out words of that of a total: 基金收入 for 政府性基金预算收入."""
    letters = iter(total.label)
    return len(name) >= _SHORTEST and all(letter in letters for letter in name)


def _may_be_called(name: str, total: Item) -> bool:
    """Whether the head of a list is called by a name, by part of it, or by one that fits whatever is a whole."""
    counts = "总" in name and bool(total.unit) and name.endswith(total.unit)  # 占总人次的66%
    return counts or is_called(total.label, name) or bool(_ALL.fullmatch(name)) or _is_short_for(name, total)


def _is_of_less(whole: Item, part: Item, name: str) -> bool:
    """Whether what was found is only a part of what is named: 占批准经费, where 终止项目批准经费63万元 is less."""
    if whole.figure.value >= part.figure.value or name.endswith(whole.label):
        return False
    return bool(_ALL.fullmatch(name)) or not _OF_ALL_OF_US.fullmatch(whole.label.removesuffix(name))


def _is_larger_of_its_kind(part: Item, name: str) -> bool:
    """Whether a whole is called like its part, and more: 净资产50万元，占全国净资产的35%."""
    own = clean_label(part.label)
    if name.startswith(own) and _OF_ALL.fullmatch(name, len(own)):
        return True  # 其中出口2亿元，占出口总值的51%
    return len(own) >= _OWN_NAME and name.endswith(own) and name != own


def _is_of_another(paragraph: Paragraph, part: Item, total: Item, name: str) -> bool:
    """Whether a share is of what the head of its list is not, and is not called.

    It may be larger of the kind of the part; or all shares of the list deny its head.
    """
    if _is_larger_of_its_kind(part, name) and not total.label.endswith(name):
        return True
    if is_called(total.label, name):
        return False
    places = (p for p, whole in paragraph.total_of.items() if whole == total.place)
    beside = (paragraph.items[p : p + 2] for p in places)
    told = [pair for pair in beside if len(pair) > 1 and pair[1].role == "share" and share_names(pair[1])[0] == name]
    return len(told) > 1 and all(denies(rate, one, total) for one, rate in told)


def _used_of(paragraph: Paragraph, part: Item) -> Item | None:
    """Return the amount right before a used one: 下达30万元，已支出24万元，占80%."""
    if part.role != "used" or not part.place:
        return None
    before = paragraph.items[part.place - 1]
    beside = before.role == "plain" and before.kin(part) and before.sentence == part.sentence
    return before if beside else None


def _share_of(paragraph: Paragraph, rate: Item, part: Item, name: str, wholes: Wholes, terms: Terms) -> Claim | None:
    """Return the share of the whole called *name*: of this paragraph, else of another."""
    concept = terms.concept(name)
    if not concept and (plain := _ALL_OF.sub("", name)) != name and len(plain) >= _WORD:
        name, concept = plain, terms.concept(plain)  # 民商事收案53件，占全部收案的56%
    near = [i for i in named(paragraph, part, name, concept) if not _is_another_part(paragraph, i, name)]
    if beside := [i for i in near if i.sentence == rate.sentence]:
        # each line of a list has its own 合同价; 销售收入8.5亿元，利税占销售收入的13%；每万元带动销售收入17.8万元
        near = [i for i in beside if i.place < rate.place] or beside
    elif _PLANNED.search(name):
        # 收入33亿元，为年初预算的43%。税收24亿元，为年初预算54亿元的44%: of which the 54 is another budget
        near = [i for i in near if not i.is_whole_of_rate(paragraph.items) or fits(rate, part, i)]
    if near and all(i.sentence > rate.sentence and not i.label.endswith(name) for i in near):
        # 基本支出预算88万元…。 商品和服务支出17万元，占基本支出预算的19%。… 一般公共预算基本支出91万元
        told = [i for i in wholes.elsewhere(paragraph, part, name, concept) if i.label.endswith(name)]
        near = [i for i in told if i.figure.start < rate.figure.start][-1:] or near
    if not near and _ALL.fullmatch(name):
        before = amounts_before(paragraph, rate.place)
        near = [
            i
            for i in before
            if i.kin(part) and i.unit == part.unit and i is not part and not _is_another_part(paragraph, i, name)
        ]
    if not near:
        near = wholes.elsewhere(paragraph, part, name, concept)
        if near and _ALL.fullmatch(name):
            return fitting_whole(rate, part, near)  # 占总量的60%: any total of the document is called so
        if _FUND.search(name):
            # 占一般公共预算项目支出的100%: what is called 项目支出 alone may be that of all funds
            near = [i for i in near if _FUND.search(i.lead + i.label) or fits(rate, part, i)]
    if _is_larger_of_its_kind(part, name):
        near = [i for i in near if i.label.endswith(name)]
    values = {i.figure.value for i in near}
    total = paragraph.total_item(part)
    if total is not None and _is_of_another(paragraph, part, total, name):
        total = None
    if total is not None and (narrower := _NARROWER.match(name)) and narrower[0] not in total.label:
        # 干警及编外人员168人，其中法官36人，占在编干警的33%: of some of them
        before = [total, *near, *amounts_before(paragraph, rate.place, same_sentence=False)]
        return fitting_whole(rate, part, before) or quotient(rate, Pair(part, total), f"占{name}", asserted=False)
    if total is not None and (not near or total.figure.value in values) and not _is_of_a_plan(name, total):
        # 支出90万元，其中救灾60万元，支出占受赠总额的39%: what is named is told nowhere
        if near or _may_be_called(name, total) or not denies(rate, part, total) or is_a_slip(rate, part, total):
            return quotient(rate, Pair(part, total), f"占{name}")
        return None
    if total is not None and not _is_of_a_plan(name, total) and (_is_short_for(name, total) or fits(rate, part, total)):
        return quotient(rate, Pair(part, total), f"占{name}")
    if len(values) == 1 and _is_of_less(near[0], part, name) and is_a_slip(rate, part, near[0]):
        return quotient(rate, Pair(part, near[0]), f"占{name}", asserted=False)
    if len(values) == 1 and not _is_of_less(near[0], part, name):
        earlier = [i for i in near if i.figure.start < rate.figure.start] or near
        return quotient(rate, Pair(part, earlier[-1]), f"占{name}")
    budget = _used_of(paragraph, part)
    if budget is not None and any(i is budget for i in near) and rate.sep <= COMMA:
        return quotient(rate, Pair(part, budget), f"占{name}")  # each thing has its own 预算
    if not near and budget is not None and _PLAN.findall(name)[-1:] == (_PLAN.findall(budget.label)[-1:] or [""]):
        return quotient(rate, Pair(part, budget), f"占{name}")
    candidates = near or amounts_before(paragraph, rate.place, same_sentence=False)
    return fitting_whole(rate, part, candidates) or slipped_share(
        paragraph, rate, part, _alike(paragraph, candidates, name)
    )
