"""Doubt: when a list that does not close was read with too little confidence to say that it should.

A sum that fails for a list misread is a false alarm; each of these says how a list of parts is mistaken for one.
"""

from __future__ import annotations

from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.comparison_words import COME, GONE
from audit_cli.extract.prose.each import weight_of
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.labels import BARE, TOTAL_WORD, clean_label
from audit_cli.extract.prose.list_form import SOURCE, are_complements
from audit_cli.extract.prose.list_heads import looks
from audit_cli.extract.prose.payments import is_payment
from audit_cli.extract.prose.people_classes import nobody_is_two
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.survey_answers import ANSWER
from audit_cli.extract.terms import FUND_BUDGET
from audit_cli.quantity import HUNDRED, ZERO

_OTHER_MEASURE = expression(
    r"预算|合同|已|上年|去年|计划|目标|标准|单价|其余|累计|同期|中标|估算|概算|投资|折合|面积|人均|每"
)
# attributes that one person has several of, stages that one case goes through
_OVERLAPS = expression(
    r"党员|党纪|政[务纪]处分|女|男|少数民族|大专|本科|专科|学历|学位|职称|研究生|硕士|博士|岁|以上|以下|立案|办结|移送|结案|整改|查处|答复"
    r"|审核|审批|调解|调处|成功|回访|反馈|通过|合格|完成|处理|处置|满意(?!度指标)|发表|获|连续"
)
_EXCLUSIVE = expression(
    r"^(?:其中|[一-鿿]{1,6}中|表示|评价为?|选择|[：:，,“\"])*"
    r"(?:(?:(?:正|副)?高级|中级|初级(?:及以下)?)(?:职工|人员|教师|干部|职称|专业技术人员)?"
    rf"|[男女]性?[一-鿿]{{0,4}}|{ANSWER})$"
)
# nothing has two grades: 评价结果为优的项目
_GRADED = expression(
    r"(?:[一-鿿]{0,8}[为是])?[“\"]?(?:优秀?|良好?|中|差|一般|(?:不|基本)?合格)[”\"]?(?:等[次级])?的?(?:项目|单位|部门)?"
)
_MEASURED = expression(r"年初预算|调整后|预算支出|实际|决算数|执行数|总额")
_EXTREME = expression(r"最[高低大小多少长短]")
_MAXIMUM = expression(r"满分|分值|权重|扣")
_BATCH = expression(r"第[一二三四五六七八九十]+[批期次笔]")
_ONLY_SPENT = expression(r"(?:实际|已|累计|全年)*(?:支出|支付|执行|使用)")
_DOES_SO = expression(r"[一-鿿]了[一-鿿]?")
_FOREMOST = expression(r"最[多大高]|[居位]前|排名|前[两二三四五十]")
_UP_TO_NOW, _SHARE_OF = "累计", expression(r"占[一-鿿]")
_REST_OF_SIDE = expression(r"收入|应收|未收")
_UNTIL = expression(r"月[末底]")
_PLANNED_BARE = expression(r"(?:年初|全年|调整后?)?预算(?:数|金额)?")
_COUNTED_TWICE = expression(r"分别计算|重复|交叉|多重")
_NOUN = 2
_FEW = 3  # parts; of more of them, each behind a ；, none is likely to be the only one
_OF_WHICH_COLON = expression(r"其中[：:]")


def is_doubtful(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the list of *parts* is not to be held against *head*."""
    first = row.items[parts[0]]
    return (
        _defines(row, parts)
        or any(_COUNTED_TWICE.search(i.words) for i in row.items[parts[0] : parts[-1] + 2])
        or (len(parts) < 2 and first.cue in ("bracket", "colon", "within", "list"))
        or (first.cue == "bracket" and not _of_one_kind(row, parts))
        or _has_its_own_total(row, parts)
        or _is_far_from_head(row, head, parts)
        or _fits_the_first(row, head, parts)
        or _is_of_mixed_units(row, head, parts)
        or _does_one_of_them(row, head, parts)
        or _run_beside(row, head, parts)
        or _are_measures(row, parts)
        or _are_received_and_spent(row, parts)
        or _are_maxima(row, head, parts)
        or _are_used(row, head, parts)
        or _are_plans_and_spending(row, head, parts)
        or _overlap(row, head, parts)
        or _share_members(row, parts)
        or _are_foremost(row, parts)
        or _holds_its_head(row, head, parts)
        or _is_a_row(row, parts)
        or _runs_up(row, parts)
        or _stand_beside(row, head, parts)
        or _go_both_ways(row, head, parts)
    )


def _defines(row: Row, parts: list[int]) -> bool:
    """Whether 即 says how an amount is reckoned: 保证金21万元，即中标价214万元的10%."""
    behind = row.items[parts[0] + 1 : parts[0] + 2]
    return row.items[parts[0]].cue_word == "即" and bool(behind) and behind[0].label == "的"


def _of_one_kind(row: Row, parts: list[int]) -> bool:
    """Whether the figures in a bracket are all parts, or all sources of a budget, rather than other measures."""
    labels = [FUND_BUDGET.sub("", item.label) for item in row.at(parts)]
    return all(SOURCE.search(label) for label in labels) or not any(_OTHER_MEASURE.search(label) for label in labels)


def _has_its_own_total(row: Row, parts: list[int]) -> bool:
    """Whether a total behind the list sums it up: 其中：甲3万元，乙4万元，共计7万元."""
    first = row.items[parts[0]]
    between = row.items[parts[0] : parts[-1] + 2]
    # what a line of the list sums up is of that line: 2.河道项目90万元。甲河合同金额60万元，累计支付50万元
    lines = {item.line for item in row.at(parts)} if first.mark else frozenset[int]()
    others = (i for i in between if i.group == first.group and i.place not in parts and i.line not in lines)
    return any(i.total_after for i in others)


def _is_far_from_head(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the list may be one of something nearer than its head."""
    total, first = row.items[head], row.items[parts[0]]
    elsewhere = first.sentence != total.sentence
    if first.cue == "by":
        return not (
            looks(first) or row.is_beside(head, parts[0]) or TOTAL_WORD.search(total.label) or row.says_total(head)
        )
    between = row.items[head + 1 : parts[0]]
    apart = elsewhere or any(i.sep >= SEMICOLON for i in (*between, first))
    if first.cue == "respectively" and apart and not TOTAL_WORD.search(total.label):
        return True
    if elsewhere and _is_of_those_told_apart(row, total, parts):
        return True
    others = (i for i in between if i.kin(total) and i.role in ("plain", "used") and not row.is_whole_of_share(i.place))
    return elsewhere and first.cue != "within" and any(others)


def _fits_the_first(row: Row, head: int, parts: list[int]) -> bool:
    """Whether 其中 in a sentence of its own exceeds the last amount before it, and not one that leads the sentence.

    学校241所，小学240所，特教学校1所。其中实施营养改善计划学校241所 is of all schools.
    """
    total, first = row.items[head], row.items[parts[0]]
    if first.sentence == total.sentence or len(parts) > 1 or first.figure.value <= total.figure.value:
        return False
    before = (i for i in row.before_in_sentence(head) if i.same_unit(total))
    return any(i.figure.value >= first.figure.value for i in before)


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
    # 设备86台（套），其中电子白板12套、计算机74台
    return len(units) > 1 and not all(unit and unit in total.unit for unit in units)


def _does_one_of_them(row: Row, head: int, parts: list[int]) -> bool:
    """Whether one of what the head counts does something: 项目9个，其中安居项目计划改造小区18个."""
    noun, label = row.items[head].label[-_NOUN:], row.items[parts[0]].label
    return len(parts) == 1 and len(noun) == _NOUN and noun in label and not label.endswith(noun)


def is_in_a_series(row: Row, parts: list[int]) -> bool:
    """Whether the first part is all of its list, in a series of others: 门诊26万人次，其中急诊3万；出院1万；手术4台."""
    first, last = row.items[parts[0]], row.items[parts[-1]]
    if first.cue != "of_which" or first.group or _OF_WHICH_COLON.search(first.lead + first.label) or len(parts) < 2:
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
    return any(i.role == "share" and i.sep <= COMMA for i in row.items[item.place + 1 : item.place + 2])


def _run_beside(row: Row, head: int, parts: list[int]) -> bool:
    """Whether each belongs to one of as many before: 新增甲类6家、乙类4家，累计分别达到51家和36家.

    Their total may stand between: 收回80份、60份，合计140份。满意的依次为76份、57份.
    """
    first, total = row.items[parts[0]], row.items[head]
    end = head if head == first.place - 1 and total.total_after else first.place
    before = row.items[max(end - len(parts), 0) : end]
    if first.cue != "respectively" or not 1 < len(parts) == len(before):
        return False
    sentence = total.sentence if end == head else first.sentence
    return all(i.same_unit(first) and i.sentence == sentence for i in before)


def _are_measures(row: Row, parts: list[int]) -> bool:
    """Whether the figures are several measures of one thing, not parts of it: 项目资金：年初预算…，实际支出…."""
    items = row.at(parts)
    if items[0].cue in ("list", "colon") and any(_MEASURED.search(i.label) for i in items):
        return True
    if not any(i.mark for i in items):
        return False
    labels = [clean_label(i.label) for i in items]
    one_measure = len(items) > 1 and len(set(labels)) == 1  # of things that the lines name before it: 甲（项）：决算为…
    return not one_measure and any(BARE.fullmatch(label) for label in labels)


def _are_received_and_spent(row: Row, parts: list[int]) -> bool:
    """Whether a part is told by what came and what was spent of it: 其中城区收到30万元，支出29万元；其余收到….

    The second has no name of its own, as it is that of the first.
    """
    first, *others = row.at(parts)
    if _ONLY_SPENT.fullmatch(clean_label(first.label)) or not others:
        return False
    return others[0].place == first.place + 1 and _ONLY_SPENT.fullmatch(others[0].label) is not None


def _are_maxima(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the points are those to be had or lost, under a score: 得分92.5分，其中：决策满分20分，得分19分.

    Or the highest and the lowest of many: 月均93.6分，其中最高96.2分、最低90.5分.
    """
    if any(_EXTREME.search(item.label) for item in row.at(parts)):
        return True
    return "得" in row.items[head].label and any(_MAXIMUM.search(i.label) for i in row.at(parts))


def _are_plans_and_spending(row: Row, head: int, parts: list[int]) -> bool:
    """Whether some lines of what was spent begin with a plan: 支出90万元。其中：甲：预算60万元，支出50万元；…."""
    bare = [i for i in row.at(parts) if _PLANNED_BARE.fullmatch(clean_label(i.label))]
    spent = [i for plan in bare for i in row.items[plan.place + 1 : plan.place + 2] if i.role == "used"]
    return bool(spent) and not _PLANNED_BARE.search(row.items[head].label)


def _are_used(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the parts are what was used of an amount, by and by: 100万元，其中上半年支付40万元，下半年支付50万元."""
    total, items = row.items[head], row.at(parts)
    paid = all(i.role == "used" or is_payment(i) for i in items)
    if total.role == "rest" and all(_UNTIL.search(i.label) for i in items):
        return True  # 未支出3万元。按月看，6月底支出50万元，9月底支出80万元
    if total.role != "plain" or total.figure.type != "money" or not paid:
        return False
    return sum((i.figure.value for i in items), ZERO) <= total.figure.value


def _overlap(row: Row, head: int, parts: list[int]) -> bool:
    """Whether what is counted may be counted twice, or the list may end sooner, where it exceeds its total."""
    total, items = row.items[head], row.at(parts)
    if total.figure.type != "count" or total.unit == "分":
        return False
    if sum((i.figure.value * weight_of(i) for i in items), ZERO) <= total.figure.value:
        return False
    if len(items) > 1 and all(i.figure.value == total.figure.value for i in items):
        return True  # 筛查8000人，其中甲病筛查8000人、乙病筛查8000人
    labels = [i.label for i in items]
    if all(map(_EXCLUSIVE.search, labels)) or are_complements(labels) or nobody_is_two(labels):
        return False
    if any(_DOES_SO.search(item.post) for item in items):
        return True  # 其中81个部门公开了项目文本，99个部门公开了绩效目标: one does both
    if all(_GRADED.fullmatch(clean_label(label)) for label in labels):
        return False
    counted_twice = (word for i in items for word in _OVERLAPS.findall(i.label + i.post[:4]))
    return any(word not in total.label for word in counted_twice) or _may_end_sooner(total, items)


def _share_members(row: Row, parts: list[int]) -> bool:
    """Whether a bracket says that one part counts some of another: 规上企业112家、高新企业48家（含规上企业41家）."""
    begins = {clean_label(item.label)[:2]: item.place for item in row.at(parts)}
    held = (i for p in parts for i in row.items[p + 1 : p + 3] if i.host == p and not _is_divided(row, p, i.place))
    return any(begins.get(clean_label(i.label).removeprefix("含")[:2], i.host) != i.host for i in held)


def _is_divided(row: Row, host: int, member: int) -> bool:
    """Whether a bracket names all of its host: 中学52所（其中：普通中学49所、职业中学3所）."""
    beside = [i.place for i in row.items[host + 1 : member + _FEW] if row.total_of.get(i.place) == host]
    return len(beside) > 1 and member in beside and row.closes(host, beside)


def _are_foremost(row: Row, parts: list[int]) -> bool:
    """Whether only the largest are named: 捐赠共计90万元，投向教育和医疗的最多，分别为40万元和30万元."""
    first = row.items[parts[0]]
    return first.cue == "respectively" and _FOREMOST.search(first.words) is not None


def _holds_its_head(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the head is one of the parts again: 捐款70万元，利息6万元。具体包括：甲项目40万元；…；利息6万元."""
    total, label = row.items[head], row.labels[head]
    same = (p for p in parts if row.labels[p] == label != "" and row.items[p].same_unit(total))
    return len(parts) > 1 and any(row.items[p].figure.value == total.figure.value for p in same)


def _is_a_row(row: Row, parts: list[int]) -> bool:
    """Whether bare numbers run on without a mark, as the cells of a table do: 其中：本年拨款 90 89.97 89.97."""
    return any(i.figure.type == "number" and not i.label and i.sep == NO_SEPARATOR for i in row.at(parts[1:]))


def _runs_up(row: Row, parts: list[int]) -> bool:
    """Whether what has come together by now holds what came in the year: 其中，本年提取12万元，基金累计60万元."""
    first, *others = (row.labels[p] for p in parts)
    return _UP_TO_NOW not in first and any(_UP_TO_NOW in label for label in others)


def _stand_beside(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the head is but a share of what all the parts make up.

    项目支出5万元，占支出的4%。其中：教育85万元，占支出的78%；…
    """
    shares = [i for p in (head, *parts) for i in row.items[p + 1 : p + 2] if i.role == "share"]
    named = {i.label.removesuffix("的") for i in shares}
    if len(shares) <= len(parts) or len(named) > 1 or not _SHARE_OF.search(named.pop()):
        return False
    whole = sum((i.figure.value for i in shares[1:]), ZERO)
    return abs(whole - HUNDRED) <= 1 < HUNDRED - shares[0].figure.value


def _go_both_ways(row: Row, head: int, parts: list[int]) -> bool:
    """Whether some people have come and others gone, of which a change is what is left: 减少3人（退休6人、新进3人）."""
    labels = [item.label for item in row.at(parts)]
    both = any(map(COME.search, labels)) and any(map(GONE.search, labels))
    if any(label.endswith("资产") for label in labels) and any(label.endswith("负债") for label in labels):
        return True  # 净资产20万元（资产50万元，负债30万元）
    if row.items[head].role == "rest" and not _REST_OF_SIDE.search(row.items[head].label):
        return any("收入" in label for label in labels)  # 收支相抵后结余20万元，其中收入100万元、支出80万元
    return row.items[head].role == "change" and both


def _may_end_sooner(total: Item, parts: list[Item]) -> bool:
    """Whether the list may end at a ； before it exceeds its total: 其中市区104个；我局联系社区10个."""
    first = parts[0]
    if first.cue != "of_which" and first.cue_word != "中":
        return False
    if first.group or _OF_WHICH_COLON.search(first.lead + first.label):
        return False
    if len(parts) > _FEW:
        return False
    added = Decimal(0)
    for part in parts:
        if part is not first and part.sep >= SEMICOLON:
            return added <= total.figure.value
        added += part.figure.value
    return False
