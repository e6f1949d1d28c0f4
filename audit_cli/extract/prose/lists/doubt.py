"""Doubt: when a list that does not close was read with too little confidence to say that it should.

A sum that fails for a list misread is a false alarm; each of these says how a list of parts is mistaken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_ANYTHING
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.labels import TOTAL_WORD, clean_label
from audit_cli.extract.prose.lists.form import SOURCE
from audit_cli.extract.prose.lists.heads import is_told_of_other_side, looks
from audit_cli.extract.prose.lists.mixtures import (
    FEW,
    OF_WHICH_COLON,
    are_foremost,
    are_maxima,
    are_measures,
    are_plans_and_spending,
    are_reached_in_turn,
    are_received_and_spent,
    are_used,
    go_both_ways,
    may_be_set_off,
    overlap,
    runs_up,
)
from audit_cli.extract.prose.row import Row
from audit_cli.extract.terms import FUND_BUDGET
from audit_cli.quantity import HUNDRED, ZERO

_OTHER_MEASURE = expression(
    r"预算|合同|已|上年|去年|计划|目标|标准|单价|其余|累计|同期|中标|估算|概算|投资|(?<!收入)(?<!支出)(?<!款)(?<!物资)折合|面积|人均|每"
)
_OTHER_COUNT = expression(r"已|上年|去年|计划|目标|标准|其余|累计|同期|折合|人均|每")
_BATCH = expression(r"第[一二三四五六七八九十]+[批期次笔]")
_SHARE_OF = expression(r"占[一-鿿]")
_COUNTED_TWICE = expression(
    r"分别计算|重复|交叉|多重|部分[一-鿿]{1,6}多[项种类]|同时(?:享受|属于|具[有备]|符合|承担|计入)"
)
# 68个当中，除去新成立的2个，29个达标: what is taken out is no part beside the others
_TAKEN_OUT = expression(r"[，,；;、\s]*(?:除去|剔除|扣除)")
_OPENED = expression(r"[：:\n]")
_PAPERS = "份"  # 收回问卷288份，其中满意263人
_USED_FOR = "用于"
_NOUN = _VERB = 2
_IN_BRACKET = 4  # characters of a second measure word and its brackets
_PEOPLE = frozenset({"人", "名", "位", "人次"})


def is_doubtful(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the list of *parts* is not to be held against *head*."""
    first = row.items[parts[0]]
    return (
        _defines(row, parts)
        or (len(parts) > 1 and any(_TAKEN_OUT.match(i.label) for i in row.at(parts)))
        or any(_COUNTED_TWICE.search(i.words) for i in row.items[parts[0] : parts[-1] + 2])
        or (len(parts) < 2 and first.cue in ("bracket", "colon", "within", "list"))
        or (first.cue == "bracket" and not _of_one_kind(row, row.items[head], parts))
        or _has_its_own_total(row, parts)
        or _is_far_from_head(row, head, parts)
        or _fits_the_first(row, head, parts)
        or _is_of_mixed_units(row, head, parts)
        or _does_one_of_them(row, head, parts)
        or _run_beside(row, head, parts)
        or are_measures(row, parts)
        or are_received_and_spent(row, parts)
        or are_maxima(row, head, parts)
        or are_used(row, head, parts)
        or are_plans_and_spending(row, head, parts)
        or overlap(row, head, parts)
        or _share_members(row, parts)
        or are_foremost(row, parts)
        or _holds_its_head(row, head, parts)
        or _tells_other_measures(row, head, parts)
        or _is_a_row(row, parts)
        or runs_up(row, parts)
        or are_reached_in_turn(row, parts)
        or _stand_beside(row, head, parts)
        or is_beside_the_head(row, head, parts)
        or go_both_ways(row, head, parts)
        or may_be_set_off(row, head, parts)
    )


def _defines(row: Row, parts: list[int]) -> bool:
    """Whether 即 says how an amount is reckoned: 保证金21万元，即中标价214万元的10%."""
    behind = row.items[parts[0] + 1 : parts[0] + 2]
    return row.items[parts[0]].cue_word == "即" and bool(behind) and behind[0].label == "的"


def _of_one_kind(row: Row, head: Item, parts: list[int]) -> bool:
    """Whether the figures in a bracket are all parts, or all sources of a budget, rather than other measures."""
    labels = [FUND_BUDGET.sub("", item.label) for item in row.at(parts)]
    if all(item.figure.type == "count" and item.same_unit(head) for item in row.at(parts)):
        return not any(_OTHER_COUNT.search(label) for label in labels)  # 9个（预算审计2个、专项审计7个）
    return all(SOURCE.search(label) for label in labels) or not any(_OTHER_MEASURE.search(label) for label in labels)


def _has_its_own_total(row: Row, parts: list[int]) -> bool:
    """Whether a total behind the list sums it up: 其中：甲3万元，乙4万元，共计7万元; not in a sentence behind."""
    first, last = row.items[parts[0]], row.items[parts[-1]]
    between = row.items[parts[0] : parts[-1] + 2]
    # what a line of the list sums up is of that line: 2.河道项目90万元。甲河合同金额60万元，累计支付50万元
    lines = {item.line for item in row.at(parts)} if first.mark else frozenset[int]()
    others = (i for i in between if i.group == first.group and i.place not in parts and i.line not in lines)
    return any(i.total_after and i.sentence == last.sentence for i in others)


def _is_far_from_head(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the list may be one of something nearer than its head."""
    total, first = row.items[head], row.items[parts[0]]
    elsewhere = first.sentence != total.sentence
    if (
        elsewhere
        and first.cue_word == _USED_FOR
        and not first.mark
        and any(_USED_FOR in i for i in _said_of(row, head))
    ):
        return True  # 拨付甲会80万元，用于补助研究。用于宣传，甲报100万元: its own use is told before
    if first.cue == "by":
        return not (
            looks(first) or row.is_beside(head, parts[0]) or TOTAL_WORD.search(total.label) or row.says_total(head)
        )
    between = row.items[head + 1 : parts[0]]
    apart = elsewhere or any(i.sep >= SEMICOLON for i in (*between, first))
    if first.cue == "respectively" and apart and not TOTAL_WORD.search(total.label):
        return True
    if elsewhere and first.line != total.line and first.cue == "of_which" and not first.mark:
        # 资金总额90万元，执行数80万元。 and on the next line 其中：…: of either, unless it closes
        line = [i for i in row.items[max(head - FEW, 0) : parts[0]] if i.line == total.line and i.kin(total)]
        if len(line) > 1:
            return True
    if elsewhere and _is_of_those_told_apart(row, total, parts):
        return True
    beside = (i for i in between if i.depth <= first.depth and i.role in ("plain", "used"))
    others = (
        i
        for i in beside
        if i.kin(total) and not i.is_whole_of_rate(row.items) and not is_told_of_other_side(row, first, i)
    )
    return elsewhere and first.cue != "within" and any(others)


def _said_of(row: Row, head: int) -> tuple[str, str]:
    """Return the words behind an amount, up to the next separator and from there to the next amount."""
    behind = row.items[head + 1 : head + 2]
    return row.items[head].post, behind[0].words.partition("。")[0] if behind else ""


def _fits_the_first(row: Row, head: int, parts: list[int]) -> bool:
    """Whether 其中 exceeds the last amount before it, and not what was told beside or before.

    学校241所，小学240所，特教学校1所。其中实施营养改善计划学校241所 is of all schools; 在职50人，退休40人，其中党员85人
    of both.
    """
    total, first = row.items[head], row.items[parts[0]]
    if len(parts) > 1 or first.figure.value <= total.figure.value:
        return False
    before = (i for i in row.before_in_sentence(head) if i.same_unit(total))
    if first.sentence != total.sentence:
        return any(i.figure.value >= first.figure.value for i in before)
    if total.figure.type != "count" or first.group:
        return False
    others = [i.figure.value for i in before if i.place not in row.taken]
    return bool(others) and total.figure.value + sum(others, ZERO) >= first.figure.value


def _is_of_those_told_apart(row: Row, total: Item, parts: list[int]) -> bool:
    """Whether the list has more than the last of several batches: 第一批40万元，第二批30万元。资金来源为中央60万元…."""
    before = row.items[max(total.place - 1, 0) : total.place]
    batches = [i for i in (*before, total) if _BATCH.match(i.label) and i.kin(total)]
    return len(batches) > 1 and sum((row.items[p].figure.value for p in parts), ZERO) > total.figure.value


def _is_of_mixed_units(row: Row, head: int, parts: list[int]) -> bool:
    """Whether things of several kinds are counted under another: 活动12场，其中：讲座3次，展览2期."""
    total = row.items[head]
    if total.figure.type == "money" or total.unit == row.items[parts[0]].unit:
        return False
    units = {item.unit for item in row.at(parts)}
    if row.items[parts[0]].sentence != total.sentence:
        return True  # 成立5人自评小组，…。其中现场查看社区6个
    if row.items[parts[0]].mark and total.unit not in units:
        return True  # 5份合同，具体如下：1.消防车2辆；2.…
    if len(parts) == 1 and not row.items[parts[0]].same_unit(total) and total.unit != _PAPERS:
        return True  # 盗窃案由214起降至97起；其中无案小区342个
    if len(parts) > 1 and _are_had_by(total, row.at(parts)):
        return True
    if total.unit not in _PEOPLE and units <= _PEOPLE and _exceed(row, parts, total):
        return True  # 任务共2项，即救助320人、慰问90人
    # 设备86台（套），其中电子白板12套、计算机74台
    words = total.unit + row.items[head + 1].lead[:_IN_BRACKET]  # 进馆4.37万卷（件）
    return len(units) > 1 and not all(unit and unit in words for unit in units)


def _exceed(row: Row, parts: Sequence[int], total: Item) -> bool:
    return sum((row.items[p].figure.value for p in parts), ZERO) > total.figure.value


def _are_had_by(total: Item, parts: Sequence[Item]) -> bool:
    """Whether parts are things of another kind than what is counted: 学校38所，其中标准化食堂32个，塑胶操场29个."""
    units = {item.unit for item in parts}
    if total.unit in OF_ANYTHING or not _PEOPLE.isdisjoint((total.unit, *units)):
        return False
    if any(item.same_unit(total) or item.unit in total.unit for item in parts):
        return False
    if units.isdisjoint(OF_ANYTHING):
        return True
    # 企业39家，其中A级30个，B级3个，D级6个: things of any kind are counted so
    largest, together = max(i.figure.value for i in parts), sum((i.figure.value for i in parts), ZERO)
    return largest <= total.figure.value and 2 * together > 3 * total.figure.value


def _does_one_of_them(row: Row, head: int, parts: list[int]) -> bool:
    """Whether one of what the head counts does something: 项目9个，其中安居项目计划改造小区18个."""
    noun, label = row.items[head].label[-_NOUN:], row.items[parts[0]].label
    return len(parts) == 1 and len(noun) == _NOUN and noun in label and not label.endswith(noun)


def is_in_a_series(row: Row, parts: list[int]) -> bool:
    """Whether the first part is all of its list, in a series of others: 门诊26万人次，其中急诊3万；出院1万；手术4台."""
    first, last = row.items[parts[0]], row.items[parts[-1]]
    if first.cue != "of_which" or first.group or OF_WHICH_COLON.search(first.lead + first.label) or len(parts) < 2:
        return False
    second, *others = row.at(parts[1:])
    if second.sep < SEMICOLON:
        return False
    if any(i.sep < SEMICOLON for i in others):
        return not row.same_class(*parts)  # 论文58篇，其中核心11篇；咨政报告27篇，获批示9篇
    if len(parts) == 2 and _has_share(row, first) and not _has_share(row, second):
        return not row.same_class(*parts)  # 会员98人，其中农民工36人，占36.7%；新业态会员42人
    behind = (
        i for i in row.items[last.place + 1 :] if i.sentence != last.sentence or (i.sep >= SEMICOLON and i.is_amount)
    )
    other = next(behind, None)
    if other is not None and not other.figure.value:
        return False  # …；车辆费11万元；因公出国费为0
    return other is not None and other.sentence == last.sentence and not other.kin(first)


def _has_share(row: Row, item: Item) -> bool:
    return any(i.role == "share" and i.sep <= COMMA for i in row.behind(item.place))


def _run_beside(row: Row, head: int, parts: list[int]) -> bool:
    """Whether each belongs to one of as many before: 新增甲类6家、乙类4家，累计分别达到51家和36家.

    Their total may stand between: 收回80份、60份，合计140份。满意的依次为76份、57份.
    """
    first, total = row.items[parts[0]], row.items[head]
    series = [*takewhile(lambda p: p == parts[0] or row.items[p].sep <= PAUSE, parts)]
    end = head if head == first.place - 1 and total.total_after else first.place
    before = row.items[max(end - len(series), 0) : end]
    if first.cue != "respectively" or not 1 < len(series) == len(before):
        return False
    sentence = total.sentence if end == head else first.sentence
    return all(i.same_unit(first) and i.sentence == sentence for i in before)


def _share_members(row: Row, parts: list[int]) -> bool:
    """Whether a bracket says that one part counts some of another: 规上企业112家、高新企业48家（含规上企业41家）."""
    begins = {clean_label(item.label)[:2]: item.place for item in row.at(parts)}
    held = (i for p in parts for i in row.items[p + 1 : p + 3] if i.host == p and not _is_divided(row, p, i.place))
    return any(begins.get(clean_label(i.label).removeprefix("含")[:2], i.host) != i.host for i in held)


def _is_divided(row: Row, host: int, member: int) -> bool:
    """Whether a bracket names all of its host: 中学52所（其中：普通中学49所、职业中学3所）."""
    beside = [i.place for i in row.items[host + 1 : member + FEW] if row.total_of.get(i.place) == host]
    return len(beside) > 1 and member in beside and row.closes(host, beside)


def _holds_its_head(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the head is one of the parts again: 捐款70万元，利息6万元。具体包括：甲项目40万元；…；利息6万元."""
    total, label = row.items[head], row.labels[head]
    same = (p for p in parts if row.labels[p] == label != "" and row.items[p].same_unit(total))
    return len(parts) > 1 and any(row.items[p].figure.value == total.figure.value for p in same)


def _tells_other_measures(row: Row, head: int, parts: list[int]) -> bool:
    """Whether but some parts are called like the head: 入院人次3018万。其中，医院诊疗人次4亿，入院人次2450万."""
    label = row.labels[head]
    alike = [row.labels[p].endswith(label) for p in parts]
    return len(label) > _NOUN and any(alike) and not alike[0]


def _is_a_row(row: Row, parts: list[int]) -> bool:
    """Whether bare numbers run on without a mark, as the cells of a table do: 其中：本年拨款 90 89.97 89.97."""
    return any(i.figure.type == "number" and not i.label and i.sep == NO_SEPARATOR for i in row.at(parts[1:]))


def is_beside_the_head(row: Row, head: int, parts: Sequence[int]) -> bool:
    """Whether what one ； parts from a single part may be told beside the head: 论文17篇，其中核心期刊3篇；报告12篇.

    It is called otherwise than that part, or as the head begins: 支付工程款90万元，其中甲项目50万元；支付设备款30万元.
    One mark alone does not say that it is the one that keeps a list apart.
    """
    first, *others = row.at(parts)
    if len(others) != 1 or others[0].sep != SEMICOLON or first.cue != "of_which" or first.mark:
        return False
    if _OPENED.search(first.words) or row.same_class(*parts):
        return False
    told, of_first, beside = (row.labels[place] for place in (head, *parts))
    if first.figure.type == "count" and of_first[-1:] != beside[-1:]:
        return True
    return told[:_VERB] == beside[:_VERB] != of_first[:_VERB] and len(told) > _VERB


def _stand_beside(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the head is but a share of what all the parts make up.

    项目支出5万元，占支出的4%。其中：教育85万元，占支出的78%；…
    """
    shares = [i for p in (head, *parts) for i in row.behind(p) if i.role == "share"]
    named = {i.label.removesuffix("的") for i in shares}
    if len(shares) <= len(parts) or len(named) > 1 or not _SHARE_OF.search(named.pop()):
        return False
    whole = sum((i.figure.value for i in shares[1:]), ZERO)
    return abs(whole - HUNDRED) <= 1 < HUNDRED - shares[0].figure.value
