"""Rates of things counted: 排查隐患200处，整改198处，整改率99%.

The last two counts of one unit in the sentence are whole and part; a target is the whole wherever it stands, and what
其中 takes out, as in 其中满意274份，满意度95%, is a part of the count before. It ticks, and is to be reviewed where it
does not fit; satisfaction and coverage need a part that the rate names, or that is the actual of what is due.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import PRIOR
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import since_last_rate
from audit_cli.extract.prose.quotients.lacking_rates import (
    lacking_before,
    lacks_of,
    of_what_is_lacking,
    with_the_rest,
    without_faults,
)
from audit_cli.extract.prose.quotients.pairs import (
    Pair,
    amounts_before,
    fits,
    fits_both,
    fitting_whole,
    is_a_slip,
    of_both,
    quotient,
    together,
)
from audit_cli.extract.prose.quotients.rate_names import (
    DUE,
    TARGET,
    UNDONE,
    are_turned_round,
    is_called_after_the_first,
    is_done_of_due,
    is_larger_than,
    is_named,
    names_both,
    root_of,
)
from audit_cli.extract.prose.quotients.survey_rates import survey_pair
from audit_cli.model import Claim, Term
from audit_cli.quantity import is_quotient

_RATE = expression(r"率|满意度|知晓度")
# of money, or of all the people there were in the year
_OF_OTHERS = expression(r"(?:支付|支出|拨付|付款|出生|死亡|生育|失业|自然增长)率")
_ACTUAL = expression(r"^实(?!施)|已")
_COMPLEMENT = expression(r"差率|损|空置|闲置|流失|未|剩余|[超逾]期")  # rates of what is not the part
_BARE_DONE = expression(
    r"(?:截[至止][一-鿿]{1,8}(?:[，,]|时|底|末|[日月])|年内|全年|目前|现|全部|共|已|均|完成|累计)*([一-鿿]{2})(?:到位|完成|完毕|结束)?"
)
_AMONG = expression(
    r"[一-鿿]{1,10}(?:中(?:有|的|已有?)?|按[时期][一-鿿]{2}|(?:已|实际)?完[成工](?:了)?|达标|合格|通过)"
)
_STILL = expression(r"尚?未|正在|待|仍在|拟")
_TAKEN_OFF = expression(r"剔除|扣除|去除|除去")  # 收回960份，剔除无效问卷24份后，有效问卷936份
_FAULTY = expression(r"差错|错误|错[漏发]|漏报|失误|误[差报]")
_ALL_OF_THEM = expression(r"全年|共|总数|全部|应[一-鿿]{1,3}")
_WHOLE_NAME = 5
_IN_TIME = expression(r"按[期时]|如期|及时|一次|当[年期月]")  # less than to be done at all
_BOTH = 2
_THING = 3  # characters of a rate that says of what it is
_SINCE = expression(r"累计|截至|历年")
_STOCK = expression(r"人口|适龄|对象|应[一-鿿]{1,3}$|总[人户]?数")
_SUFFERED = expression(r"[一-鿿]*([一-鿿]{2})被")
_SATISFACTION = expression(r"满意|知晓|覆盖|合格|优良|达标|参保|入学|就业|好评|成活")


def count_rate(paragraph: Paragraph, k: int) -> Claim | None:
    rate = paragraph.items[k]
    if not _RATE.search(rate.label) or _OF_OTHERS.search(rate.label):
        return None
    if (lacking := lacking_before(paragraph, rate)) is not None:
        return of_what_is_lacking(paragraph, rate, lacking)
    if (both := with_the_rest(paragraph, rate)) is not None:
        return both
    if rate.place > 1 and rate.place - 1 in paragraph.steps.values():
        # 年初12处，新发现37处，整改43处，年末6处，整改率87.76%: of what there was and came
        done, rest = paragraph.items[rate.place - _BOTH : rate.place]
        return of_both(rate, done, rest) if done.same_unit(rest) and fits_both(rate, done, rest) else None
    if (of_all := _of_all_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, of_all, "率", asserted=fits(rate, *of_all))
    if (behind := _told_behind(paragraph, rate)) is not None:
        return quotient(rate, behind, "率", asserted=fits(rate, *behind))
    if (of_survey := survey_pair(paragraph, rate)) is not None:
        return quotient(rate, of_survey, "率", asserted=fits(rate, *of_survey))
    counts = [
        i
        for i in since_last_rate(paragraph, k, 1)
        if i.figure.type in ("count", "measure")
        and not (i.each or i.is_change or i.role in ("price", "to") or _TAKEN_OFF.search(i.label))
        and i.sentence == rate.sentence
        and i.line == rate.line
        and not _is_only_compared(paragraph, i)
    ]
    if counts and "不" not in rate.label and counts[-1].label.endswith("不" + rate.label.removesuffix("率")[-2:]):
        return None  # 抽查36公里，其中不合格1.8公里，合格率95%: of the others
    if counts and counts[-1].cue == "of_which" and (len(counts) == 1 or "率" not in rate.label):
        return _of_the_count_before(paragraph, rate, counts[-1])
    if (aim := _aim_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, aim, "率", asserted=fits(rate, *aim))
    if len(counts) == 1 and (at_first := _before_its_growth(paragraph, rate, counts[0])) is not None:
        # 参保11.2万人，增长2%；应参保11.5万人，参保率97%
        due = DUE.search(counts[0].label) is not None
        pair = Pair(at_first, counts[0]) if due else Pair(counts[0], at_first)
        return quotient(rate, pair, "率", asserted=fits(rate, *pair))
    if len(counts) == 1 and (all_of_them := _counted_before(paragraph, rate, counts[0])) is not None:
        return quotient(rate, Pair(counts[0], all_of_them), "率", asserted=fits(rate, counts[0], all_of_them))
    if (beside := _of_the_same_whole(paragraph, rate)) is not None:
        return quotient(rate, beside, "率", asserted=fits(rate, *beside))
    own = [i for i in counts[:-1] if i.same_unit(counts[-1])]
    if len(own) == 1 and own[0] is not counts[-2] and is_named(counts[-1], rate) and counts[-1].sep == SEMICOLON:
        counts = [*own, counts[-1]]  # 受理案件93件，涉及412人；办结88件，办结率94.6%
    if len(counts) > 2 and not counts[-1].same_unit(counts[-2]) and counts[-1].unit in rate.label:
        counts = [i for i in counts if i.same_unit(counts[-1])]  # 计划12个小区、68栋，完成11个小区、63栋，栋数完成率93%
    if len(counts) < 2 or not counts[-1].same_unit(counts[-2]) or "率" not in rate.label:
        return None
    whole, part = counts[-2], counts[-1]
    touches = rate.sep == NO_SEPARATOR and part.place == k - 1 and rate.depth == part.depth
    if touches and not fits(rate, part, whole):
        return None  # 改造3个，全街道13个社区达标率100%: of those it stands beside
    if _FAULTY.search(part.label) and not _FAULTY.search(rate.label):
        return without_faults(rate, whole, part)
    if part.label.startswith("不") and "不" not in rate.label:
        return None  # 满意191人、基本满意6人、不满意3人，满意率98.5%: of all of them
    if part.label.startswith("不") and rate.label.startswith("不") and part.label[1:2] in whole.label:
        # 逮捕25人，不捕24人，不捕率48.98%
        return of_both(rate, whole, part) if fits_both(rate, whole, part) else None
    if (stage := _of_a_stage(paragraph, rate, part)) is not None:
        return quotient(rate, stage, "率")
    if UNDONE.match(part.label) and paragraph.total_item(part) is not None and not fits_both(rate, whole, part):
        return None
    undone = _STILL.match(part.label)
    if undone and part.label[undone.end() :][:2] in whole.label and not _COMPLEMENT.search(rate.label):
        return of_both(rate, whole, part)
    if UNDONE.match(part.label) and is_named(whole, rate):
        return of_both(rate, whole, part)  # 已完工40个，在建2个，完工率95.24%
    of_stock = _STOCK.search(whole.label) is not None  # 常住人口48万人，累计接种43万人，接种率90%
    since = _SINCE.search(part.label) is not None
    of_the_same = of_stock or (since and whole.label.startswith("共"))
    if since != bool(_SINCE.search(whole.label)) and not of_the_same:
        return None  # 全年加工260万页，累计完成860万页，数字化率81.5%
    if (head := paragraph.total_item(part)) is not None and head is paragraph.total_item(whole) is not rate:
        return _of_a_member(rate, (whole, part), head)
    if names_both(rate, whole, part):
        return None  # 调解60件，撤诉20件，调撤率80%: of both together
    if is_called_after_the_first(rate, whole, part):
        return of_both(rate, whole, part) if fits_both(rate, whole, part) else None
    if is_larger_than(whole, part, rate):
        if (of_others := _of_what_stands_before(paragraph, rate, part, whole)) is not None:
            return of_others
        if whole.place in paragraph.total_of or UNDONE.match(whole.label):
            return None
    named = is_named(part, rate) or is_done_of_due(part, whole)
    if part.figure.value > whole.figure.value and named and (head := paragraph.total_item(whole)) is not None:
        whole = head  # 收回286份，其中居民262份、商户24份；满意的266份，满意率93%
    elif are_turned_round(whole, part, rate):
        whole, part = part, whole
        named = named or is_done_of_due(part, whole)
    fit = fits(rate, part, whole)
    if is_done_of_due(part, whole) and (short := lacks_of(rate, whole, part)) is not None:
        return short
    if (suffered := _SUFFERED.match(rate.label)) is not None and suffered[1] not in whole.label and not fit:
        return None  # 上诉80件，改判6件，一审案件被改判率1%: of all cases of first instance
    if rate.sep >= SEMICOLON and not (fit or named):
        return None  # 维修校舍12个，新增学位1800个；教师培训率100%: of something else
    apart = [i for i in counts if i is whole or paragraph.total_item(i) is not whole]
    others = [i for i in apart if i.same_unit(part) and i is not part]
    # 回访300人，接通276人，满意270人，满意率98%: of those reached, unless it is that of all
    several = len(others) > 1 and not (named and not any(fits(rate, part, i) for i in others))
    unnamed = part.cue == "of_which" or _SATISFACTION.search(rate.label) or UNDONE.match(part.label)
    doubtful = several or bool(not named and unnamed)
    doubtful = doubtful or bool(_COMPLEMENT.search(rate.label))
    doubtful = doubtful or _is_of_another_thing(rate, whole, part)
    doubtful = doubtful or whole.unit != part.unit  # 救助86人次；参保21460人，参保率98.2%
    if not (fit or named) and len(counts) > _BOTH and counts[0].figure.value == together(counts[1:]).value:
        return _of_some(rate, counts[0], counts[1:])
    if fit or not doubtful:
        return quotient(rate, Pair(part, whole), "率", asserted=fit)
    if is_named(part, rate) and not any(fits(rate, part, i) for i in others):
        # 受理741件，办结739件，满意701件，满意率93.78%: of either, but for a slip
        slipped = next((i for i in (whole, *others) if is_a_slip(rate, part, i)), None)
        return quotient(rate, Pair(part, slipped), "率", asserted=False) if slipped is not None else None
    return None


def _is_only_compared(paragraph: Paragraph, item: Item) -> bool:
    """Whether a count is that of the year before, told for a change: 投诉9件，上年15件，减少6件，办结率100%."""
    behind = paragraph.items[item.place + 1 : item.place + 2]
    return PRIOR.search(item.label) is not None and any(i.is_change and i.sentence == item.sentence for i in behind)


def _of_some(rate: Item, whole: Item, members: list[Item]) -> Claim | None:
    """Return the rate of the first members of a list, if it fits some: 抗诉7件，改判4件、发回1件、维持2件，采纳率71%.

    It may be of any of them.
    """
    for many in range(1, len(members)):
        some = members[:many]
        if is_quotient(rate.figure.quantity, together(some), whole.figure.quantity):
            parts = (Term(i.figure, "part", clean_label(i.label)) for i in some)
            terms = (Term(rate.figure, "rate", rate.label), *parts, Term(whole.figure, "whole", whole.label))
            return Claim("ratio", terms, basis="率")
    return None


def _is_of_another_thing(rate: Item, *counts: Item) -> bool:
    """Whether a rate names a thing and what is done to it that no count does: 12个通公交，道路硬化率98%."""
    name = rate.label[: rate.label.rfind("率")]
    return len(name) >= _THING and not any(
        name[at : at + 2] in i.words + i.post for i in counts for at in (0, len(name) - 2)
    )


def _before_its_growth(paragraph: Paragraph, rate: Item, part: Item) -> Item | None:
    """Return the count that was told with its growth before its part: 受理89件，同比下降19%，办结86件，办结率96.6%."""
    root = rate.label[: rate.label.rfind("率")]
    if len(root) < _BOTH or not part.label.endswith(root) or part.place != rate.place - 1:
        return None
    for item in paragraph.before(part.place):
        if item.is_change or item.role in ("growth", "base") or _is_rate_of_the_one_before(paragraph, item, part):
            continue
        plain = item.role == "plain" and item.same_unit(part) and item.depth == part.depth
        return item if plain and item.place < part.place - 1 else None
    return None


def _is_rate_of_the_one_before(paragraph: Paragraph, item: Item, part: Item) -> bool:
    """Whether a rate is told of a count before its part: 检出82例，检出率0.66%，已随访80例，随访率97.56%."""
    if item.figure.type != "rate" or not item.place or not part.label.startswith("已"):
        return False
    root, before = root_of(item), paragraph.items[item.place - 1]
    return bool(root) and root in before.label and before.same_unit(part) and before.depth == part.depth


def _of_a_stage(paragraph: Paragraph, rate: Item, last: Item) -> Pair | None:
    """Return those done, of all whose stages a list tells: 其中已竣工15个，在建2个，未开工1个，竣工率83.33%."""
    head, root = paragraph.total_item(last), root_of(rate)
    if head is None or head.place >= last.place or not head.same_unit(last):
        return None
    if not root or _IN_TIME.search(rate.label):
        return None
    members = [paragraph.items[place] for place, total in paragraph.total_of.items() if total == head.place]
    lacking = [i for i in members if _STILL.match(i.label) or UNDONE.match(i.label)]
    done = [i for i in members if root in i.label and i not in lacking]
    return Pair(done[0], head) if lacking and len(done) == 1 else None


def _of_a_member(rate: Item, members: tuple[Item, Item], head: Item) -> Claim | None:
    """Return the rate of the member of a list that it names: 保洁526万平方米，其中机械化410万平方米，机械化率78%."""
    root = rate.label.removesuffix("率")[-_WHOLE_NAME:]
    named = [i for i in members if root in i.label] or [i for i in members if is_named(i, rate)]
    if len(named) != 1 or not named[0].same_unit(head):
        return None
    return quotient(rate, Pair(named[0], head), "率", asserted=root in named[0].label or fits(rate, named[0], head))


def _told_behind(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return part and whole of a rate that are told behind it: 优良率88.9%（27个单位工程中24个优良）."""
    behind = paragraph.items[rate.place + 1 : rate.place + 3]
    if len(behind) < _BOTH or any(i.figure.type != "count" or i.sentence != rate.sentence for i in behind):
        return None
    whole, part = behind
    if DUE.match(whole.label) and _ACTUAL.search(part.label) and whole.same_unit(part) and whole.sep <= COMMA:
        return Pair(part, whole)  # 签订率100%，应签62人，实签62人
    inside = _AMONG.fullmatch(part.words) is not None and whole.sep <= COMMA and whole.unit == part.unit
    return Pair(part, whole) if inside and not whole.label else None


def _of_all_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return the part before a rate and all of them in the bracket behind it: 优良338天，优良率92.6%（全年365天）."""
    around = paragraph.items[max(rate.place - 1, 0) : rate.place + 2]
    if len(around) < 3 or not (around[2].host == rate.place or _is_due(around[2], rate)):
        return None
    if not _ALL_OF_THEM.fullmatch(around[2].label):
        return None
    part, _, whole = around
    told = part.same_unit(whole) and rate.sep <= COMMA
    return Pair(part, whole) if told and (is_named(part, rate) or fits(rate, part, whole)) else None


def _of_the_same_whole(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return a part and the whole that a rate before is of too: 86个，合格86个，合格率100%；优良61个，优良率71%."""
    if rate.place < 4:
        return None
    whole, part, before, own = paragraph.items[rate.place - 4 : rate.place]
    alike = whole.same_unit(part) and part.same_unit(own) and before.figure.type == "rate" == before.role
    told = alike and own.sep in (COMMA, SEMICOLON) and rate.sep <= COMMA and own.label.startswith(root_of(rate) or "？")
    if own.post and own.post[:2] != whole.post[:2]:
        return None  # 建设12个，完成8个，完成率66.67%；覆盖6个乡镇，覆盖率100%
    if not told or own.figure.value > whole.figure.value or not fits(before, part, whole):
        return None
    if own.sep == COMMA:
        # 受理741件，办结739件，办结率99.73%，满意701件，满意率94.86%: of either
        near = [i for i in (part, whole) if fits(rate, own, i)] or [i for i in (part, whole) if is_a_slip(rate, own, i)]
        return Pair(own, near[0]) if near else None
    # 发放1200份，回收1152份，回收率96%；有效1128份，有效率97.9%: of those that came back
    return Pair(own, part) if fits(rate, own, part) and not fits(rate, own, whole) else Pair(own, whole)


def _is_due(item: Item, rate: Item) -> bool:
    """Whether what is due is told right behind a rate: 参保38.6万人，参保率96.5%，应参保40万人."""
    return item.label == f"应{root_of(rate)}" and item.sep == COMMA and item.sentence == rate.sentence


def _aim_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what was done of a target in brackets: 完成治理26家（任务28家），完成率92.86%."""
    if rate.place < 2:
        return None
    part, aim = paragraph.items[rate.place - 2 : rate.place]
    if part.role == "change" and part.place:
        part = paragraph.items[part.place - 1]  # 硬化36.8公里，超计划2.8公里（计划34公里），完成率108.24%
    inside = aim.opens and aim.depth == part.depth + 1 and aim.sentence == rate.sentence
    return Pair(part, aim) if inside and aim.same_unit(part) and TARGET.match(aim.label) else None


def _of_the_count_before(paragraph: Paragraph, rate: Item, part: Item) -> Claim | None:
    """Return the rate of a part that 其中 takes out of the count before: 其中满意274份，满意度95.14%."""
    total = paragraph.total_item(part)
    before = [i for i in paragraph.before(part.place) if i.same_unit(part) and i.depth == part.depth]
    if not before and total is not None and total.same_unit(part):
        before = [total]  # 收回有效问卷288份。其中满意274份，满意率95.14%
    called = part.label.removeprefix("其中")[:_BOTH] == rate.label[:_BOTH]  # 其中城镇人口21.76万人，城镇化率51.2%
    if not before or not (called or is_named(part, rate)):
        return None
    return quotient(rate, Pair(part, before[0]), "率", asserted=fits(rate, part, before[0]))


def _counted_before(paragraph: Paragraph, rate: Item, part: Item) -> Item | None:
    """Return the one total of the sentence before, of which a bare count tells: 受理12件。已办结9件，办结率75%."""
    bare = _BARE_DONE.fullmatch(part.label)
    if bare is None or rate.label != bare[1] + "率" or part.place == 0:
        return None
    before = [i for i in paragraph.before(part.place, same_sentence=False) if i.same_unit(part) and not i.group]
    totals = [i for i in before if i.role == "plain" and i.is_amount and i.place not in paragraph.total_of]
    return totals[0] if len(totals) == 1 and totals[0].sentence == part.sentence - 1 else None


def _of_what_stands_before(paragraph: Paragraph, rate: Item, part: Item, beside: Item) -> Claim | None:
    """Return the rate of the head of the list before, or of a count before it that fits.

    培训95人次，其中甲60人次、乙35人次，培训合格90人次，合格率94.74%.
    """
    head = paragraph.total_item(beside)
    if head is not None and head is not part and head.same_unit(part):
        return quotient(rate, Pair(part, head), "率", asserted=fits(rate, part, head))
    before = [i for i in amounts_before(paragraph, part.place) if i.same_unit(part)]
    return fitting_whole(rate, part, before)
