"""What stands in one run and is no list of parts: plans beside spending, maxima, measures, what overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.classes.people_classes import nobody_is_two
from audit_cli.extract.prose.classes.survey_answers import ANSWER
from audit_cli.extract.prose.growth.words import COME, GONE
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.labels import BARE, clean_label
from audit_cli.extract.prose.lists.form import are_complements, misses_by_a_long_slip
from audit_cli.extract.prose.rests.payments import is_payment
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.scores.words import TO_BE_HAD
from audit_cli.mistyped import mistyped
from audit_cli.quantity import ZERO

FEW = 3  # parts; of more of them, each behind a ；, none is likely to be the only one
OF_WHICH_COLON = expression(r"其中[：:]")
_BEGUN, _FINISHED = expression(r"[开动]工|启动"), expression(r"[完竣]工|建成|验收")
_NOT_REACHED = expression(r"未|待|不")
_UP_TO_NOW = "累计"
# attributes that one person has several of, stages that one case goes through
_OVERLAPS = expression(
    r"党员|党纪|政[务纪]处分|女|男|少数民族|大专|本科|专科|学历|学位|职称|研究生|硕士|博士|岁|以上(?!领导)|以下|立案|办结|移送|结案|整改|查处|答复"
    r"|审核|审批|调解|调处|成功|回访|反馈|通过|合格|完成|处理|处置|满意(?!度指标)|发表|(?<!收)获|连续"
)
# what people are, and the projects for them are not
_OF_PEOPLE, _PEOPLE = expression(r"农业人口|劳动力|贫困|脱贫|低保|特困|残疾|务工"), frozenset("人名户位")
# in a list by lines the large are told apart from others
_OF_A_SIZE = expression(r"(?:规模|限额)以[上下]")
_EXCLUSIVE = expression(
    r"^(?:(?:(?!中)[一-鿿]){1,6}中|表示|评价为?|选择|[：:，,“\"])*+"
    r"(?:(?:(?:正|副)?高级|中级|初级(?:及以下)?)(?:职工|人员|教师|干部|职称|专业技术人员)?"
    rf"|(?:维持|撤[销回诉]|驳回|改判|发回|终[止结])[一-鿿]{{0,6}}|[男女]性?[一-鿿]{{0,4}}|{ANSWER})$"
)
# nothing has two grades: 评价结果为优的项目
_GRADED = expression(
    r"(?:[一-鿿]{0,8}[为是])?[“\"]?(?:优秀?|良好?|中|差|一般|(?:不|基本)?合格)[”\"]?(?:等[次级])?的?(?:项目|单位|部门)?"
)
_MEASURED = expression(r"年初预算|调整后|预算支出|实际|决算数|执行数|总额")
_EXTREME = expression(r"最[高低大小多少长短]")
_MAXIMUM = expression(rf"{TO_BE_HAD}|扣")
_ONLY_SPENT = expression(r"(?:实际|已|累计|全年)*(?:支出|支付|执行|使用)")
_DOES_SO = expression(r"[一-鿿]了[一-鿿]?")
_FOREMOST = expression(r"最[多大高]|[居位]前|排名|前[两二三四五十]")
_AT_FIRST = expression(r"(?:[年期]初|上年)末?[数的为有共]*$")
_REST_OF_SIDE = expression(r"收入|应收|未收")
_UNTIL = expression(r"月[末底]")
_PLANNED_BARE = expression(r"(?:年初|全年|调整后?)?预算(?:数|金额)?")


def are_measures(row: Row, parts: list[int]) -> bool:
    """Whether the figures are several measures of one thing, not parts of it: 项目资金：年初预算…，实际支出…."""
    items = row.at(parts)
    if items[0].cue in ("list", "colon") and any(_MEASURED.search(i.label) for i in items):
        return True
    if not any(i.mark for i in items):
        return False
    labels = [clean_label(i.label) for i in items]
    one_measure = len(items) > 1 and len(set(labels)) == 1  # of things that the lines name before it: 甲（项）：决算为…
    return not one_measure and any(BARE.fullmatch(label) for label in labels)


def are_received_and_spent(row: Row, parts: list[int]) -> bool:
    """Whether a part is told by what came and what was spent of it: 其中城区收到30万元，支出29万元；其余收到….

    The second has no name of its own, as it is that of the first.
    """
    first, *others = row.at(parts)
    if _ONLY_SPENT.fullmatch(clean_label(first.label)) or not others:
        return False
    return others[0].place == first.place + 1 and _ONLY_SPENT.fullmatch(others[0].label) is not None


def are_maxima(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the points are those to be had or lost, under a score: 得分92.5分，其中：决策满分20分，得分19分.

    Or the highest and the lowest of many: 月均93.6分，其中最高96.2分、最低90.5分.
    """
    if any(_EXTREME.search(item.label) for item in row.at(parts)):
        return True
    return "得" in row.items[head].label and any(_MAXIMUM.search(i.label) for i in row.at(parts))


def are_plans_and_spending(row: Row, head: int, parts: list[int]) -> bool:
    """Whether some lines of what was spent begin with a plan: 支出90万元。其中：甲：预算60万元，支出50万元；…."""
    bare = [i for i in row.at(parts) if _PLANNED_BARE.fullmatch(clean_label(i.label))]
    spent = [i for plan in bare for i in row.behind(plan.place) if i.role == "used"]
    return bool(spent) and not _PLANNED_BARE.search(row.items[head].label)


def are_used(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the parts are what was used of an amount, by and by: 100万元，其中上半年支付40万元，下半年支付50万元."""
    total, items = row.items[head], row.at(parts)
    paid = all(i.role == "used" or is_payment(i) for i in items)
    if all(_UNTIL.search(i.label) for i in items):
        return True  # 未支出3万元。按月看，6月底支出50万元，9月底支出80万元
    if total.role != "plain" or total.figure.type != "money" or not paid:
        return False
    return sum((i.figure.value for i in items), ZERO) <= total.figure.value


def _is_told_of_all(row: Row, total: Item, items: Sequence[Item]) -> bool:
    """Whether one of several parts is all of the total, and not by a slip of one digit."""
    whole = [i for i in items if i.figure.value == total.figure.value]
    others = sum((i.figure.value * row.weights[i.place] for i in items if i not in whole), ZERO)
    return len(whole) == 1 and others > 0 and not mistyped(whole[0].figure, total.figure.value - others, 1)


def overlap(row: Row, head: int, parts: list[int]) -> bool:
    """Whether what is counted may be counted twice, or the list may end sooner, where it exceeds its total."""
    total, items = row.items[head], row.at(parts)
    if total.figure.type != "count" or total.unit == "分":
        return False
    if sum((i.figure.value * row.weights[i.place] for i in items), ZERO) <= total.figure.value:
        return False
    if len(items) == 1 and items[0].unit == total.unit and row.is_beside(head, parts[0]):
        return False  # 在职50人，其中党员85人: nothing is counted twice
    if len(items) > 1 and all(i.figure.value == total.figure.value for i in items):
        return True  # 筛查8000人，其中甲病筛查8000人、乙病筛查8000人
    if _is_told_of_all(row, total, items):
        return True  # 监测742户，其中消除风险530户，落实措施742户: what is done to all is no part beside another
    labels = [_OF_A_SIZE.sub("", i.label) if i.mark else i.label for i in items]
    if all(map(_EXCLUSIVE.search, labels)) or are_complements(labels) or nobody_is_two(labels):
        return False
    if misses_by_a_long_slip(row, head, parts):
        return False
    if any(_DOES_SO.search(item.post) for item in items):
        return True  # 其中81个部门公开了项目文本，99个部门公开了绩效目标: one does both
    if all(_GRADED.fullmatch(clean_label(label)) for label in labels):
        return False
    told = [label + i.post[:4] for i, label in zip(items, labels, strict=True)]
    counted_twice = [word for words in told for word in _OVERLAPS.findall(words)]
    if total.unit in _PEOPLE:
        counted_twice += [word for words in told for word in _OF_PEOPLE.findall(words)]
    return any(word not in total.label for word in counted_twice) or _may_end_sooner(total, items)


def greater_than_all(row: Row, head: int, parts: list[int]) -> int:
    """Return the one of parts that overlap which alone exceeds their total, else 0: 50人，其中党员85人、女20人."""
    if len(parts) < 2 or row.items[parts[0]].cue != "of_which" or not overlap(row, head, parts):
        return 0
    total = row.items[head]
    greater = (i for i in row.at(parts) if i.unit == total.unit and i.figure.value > total.figure.value)
    return next((i.place for i in greater), 0)


def are_foremost(row: Row, parts: list[int]) -> bool:
    """Whether only the largest are named: 捐赠共计90万元，投向教育和医疗的最多，分别为40万元和30万元."""
    first = row.items[parts[0]]
    return first.cue == "respectively" and _FOREMOST.search(first.words) is not None


def runs_up(row: Row, parts: list[int]) -> bool:
    """Whether what has come together by now holds what came in the year: 其中，本年提取12万元，基金累计60万元."""
    first, *others = (row.labels[p] for p in parts)
    return _UP_TO_NOW not in first and any(_UP_TO_NOW in label for label in others)


def are_reached_in_turn(row: Row, parts: list[int]) -> bool:
    """Whether what is finished was begun, too: 其中禹州370户：已开工213户、已完工111户."""
    reached = [row.labels[p] for p in parts if not _NOT_REACHED.search(row.labels[p])]
    return any(map(_BEGUN.search, reached)) and any(map(_FINISHED.search, reached))


def go_both_ways(row: Row, head: int, parts: list[int]) -> bool:
    """Whether some people have come and others gone, of which a change is what is left: 减少3人（退休6人、新进3人）."""
    labels = [item.label for item in row.at(parts)]
    both = any(map(COME.search, labels)) and any(map(GONE.search, labels))
    if any(label.endswith("资产") for label in labels) and any(label.endswith("负债") for label in labels):
        return True  # 净资产20万元（资产50万元，负债30万元）
    if row.items[head].role == "rest" and not _REST_OF_SIDE.search(row.items[head].label):
        return any("收入" in label for label in labels)  # 收支相抵后结余20万元，其中收入100万元、支出80万元
    # 车辆19辆，其中报废2辆、新购1辆，年初为20辆
    return both and (row.items[head].role == "change" or any(map(_AT_FIRST.match, labels)))


def may_be_set_off(row: Row, head: int, parts: list[int]) -> bool:
    """Whether parts of a net change exceed it, as others went the other way: 减少42万元，其中固定资产减少44万元.

    Classes that leave none out, parts of which some did go the other way, and several that would close but for one slip
    are all of it.
    """
    total, items = row.items[head], row.at(parts)
    if total.role != "change" or total.cue or row.same_class(*parts):
        return False
    if any(row.weight(head, p) < 0 for p in parts):
        return False
    if sum((i.figure.value * row.weights[i.place] for i in items), ZERO) <= total.figure.value:
        return False
    return len(parts) < 2 or not misses_by_a_long_slip(row, head, parts)


def _may_end_sooner(total: Item, parts: list[Item]) -> bool:
    """Whether the list may end at a ； before it exceeds its total: 其中市区104个；我局联系社区10个."""
    first = parts[0]
    if first.cue != "of_which" and first.cue_word != "中":
        return False
    if first.group or OF_WHICH_COLON.search(first.lead + first.label):
        return False
    if len(parts) > FEW:
        return False
    added = Decimal(0)
    for part in parts:
        if part is not first and part.sep >= SEMICOLON:
            return added <= total.figure.value
        added += part.figure.value
    return False
