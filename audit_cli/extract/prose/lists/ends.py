"""Where a list ends: an amount that is no part of it, by its kind, its class or what is told of it."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row

_RETIRED = expression(r"退休|离休")
_PEOPLE = ("人", "名")
_RATE_OF = expression(r"([一-鿿]{2})率(?:为|达|达到)?$")
_LARGEST_CLASS = 30  # parts; a longer list is no closed class
# what speaks of another measure or side of the head, unless the head or a part says so too
_ELSEWHERE = expression(
    r"^(?:剔除|扣除|减去|除去|所以|因此|因而|故(?![意事障宫居乡]))"
    r"|^(?:均|现|截至[一-鿿\d]{0,8})?已|^另(?!一)|^此外|^共(?:为|计|筹|投|支|发|完成|实现)|年末|期末|同期|实有|负债|净资产|折旧|摊销|(?<!资产)净值|[顺逆]差|共扣|扣分|(?:收入|支出)(?:合计|总计|总额)|^全年"
    r"|(?:上年|去年)度?(?:数|预算|决算)?[为是]?$|^(?:招生|毕业生)(?:人数|数)?$|^(?:当年|本年|本期|年内)(?:新增|新购|购置|处置|报废)|债务限额"
)
# 收到90万元，其中中央60万元，地方30万元，2023年支出80万元
_SPENT_IN_A_YEAR = expression(r"^20\d\d年度?(?:全年|实际|累计|共|已)*(?:支出|使用|支付|执行|到位|下达|拨付|收到)")
_OF_A_YEAR = expression(r"20\d\d年|支出|使用|支付|执行|到位|下达|拨付|收到")
# what a class of spending may be called that is no term
_SPENDING = expression(r"(?:经费|支出|资金)$")
_HEAD_AND_GROWTH = 2  # items: a head and how it grew
_MEASURE_ENDS, _MEASURE = "额值量", 3  # 零售额, 增加值, 货运量
_BALANCES = ("opening_balance", "closing_balance")
# 其中上半年计划开工14项，目前实际已开工11项
_PLANNED, _DONE = (
    expression(r"计划(?![内外单生])|拟[新建开]|目标任务"),
    expression(r"^(?:目前|现|截至[一-鿿\d]{0,8})?(?:实际|已)"),
)
_PURPOSE = "用于"
_NOUN = 2  # characters at the end of a name
_SO_ON = expression(r"\s*等\s*")  # 其中甲36万元等，撬动社会资本63万元


def is_counted_otherwise(row: Row, item: Item, head: int, parts: list[int]) -> bool:
    """Whether a list of things of one kind goes over to things of another: 党员3人、群众5人，车辆2辆."""
    if item.figure.type == "money" or not parts or item.same_unit(first := row.items[parts[0]]):
        return False
    both = (f"（{item.unit}）", f"({item.unit})")
    if head >= 0 and (row.items[head].figure.text.endswith(both) or row.items[head + 1].lead.startswith(both)):
        return False  # the head has both measure words: 总藏量56万册（件），其中图书54万册，视听文献2万件
    whole = row.items[head].unit if head >= 0 else ""
    # 设备86台（套），其中电子白板12套、计算机74台; 单位20个，其中中学6所、小学13所、进修校1个
    if item.unit in whole and (item.unit != whole or first.unit in whole or item.sep <= PAUSE):
        return False
    return all(row.items[p].same_unit(first) for p in parts)


def leaves_the_list(row: Row, place: int, parts: list[int], head: int) -> bool:
    """Whether an item cannot belong to the list: 其中基本支出60万元，项目支出40万元，年末结转5万元."""
    if row.says_total(parts[0]) and row.concepts[place] in _BALANCES:
        return False  # 支出总计100万元，包括本年支出90万元、年末结转10万元
    if _tells_what_was_done(row.items[place], row.items[parts[0]]) or _SO_ON.fullmatch(row.items[parts[-1]].post):
        return True
    if _is_named_as_the_head(row, place, parts[-1], head):
        return True
    if _has_its_own_rate(row, place) and not any(_has_its_own_rate(row, p) for p in parts):
        return True
    if _is_measured_otherwise(row.labels[place], row.labels[parts[0]], row.labels[head]):
        return True
    if _SPENT_IN_A_YEAR.match(row.items[place].label) and not _OF_A_YEAR.search(row.items[parts[0]].label):
        return True
    elsewhere = _ELSEWHERE.search(row.items[place].label)
    if elsewhere is not None and not any(elsewhere.group() in row.items[p].label for p in (head, *parts)):
        return True
    if len(parts) > _LARGEST_CLASS or row.same_class(parts[0], place):
        return False
    return row.terms.complete(row.concepts_at(parts)) and not is_one_more(row, place, parts)


def _is_measured_otherwise(label: str, first: str, head: str) -> bool:
    """Whether an item is of another measure than a head and a part called alike.

    社会零售总额90亿元，其中限额以上零售额9亿元，批发业销售额120亿元.
    """
    if label[-1:] not in _MEASURE_ENDS or label[-1:] != first[-1:]:
        return False
    own, of_first, of_head = (name.replace("总", "")[-_MEASURE:] for name in (label, first, head))
    return of_first == of_head != own


def _tells_what_was_done(item: Item, first: Item) -> bool:
    """Whether a list goes on with what became of some of them: 其中有效698件，344件已转有关部门; 计划9项，实际8项."""
    if _PLANNED.search(first.label) and not _PLANNED.search(item.label) and _DONE.search(item.label):
        return True
    return item.label == "" != first.label and item.post.lstrip().startswith(("已", "尚未", "正在"))


def _is_named_as_the_head(row: Row, place: int, last: int, head: int) -> bool:
    """Whether an amount is called like the head where the parts are told by their use, behind them.

    下达中央补贴资金90万元，其中58万元用于兑付，下达省级补贴资金15万元.
    """
    item, before = row.items[place], row.items[last]
    if item.sep != COMMA or item.figure.type != "money" or clean_label(before.label):
        return False
    noun = row.labels[place][-_NOUN:]
    return len(noun) == _NOUN and noun == row.labels[head][-_NOUN:] and before.post.startswith(_PURPOSE)


def _has_its_own_rate(row: Row, place: int) -> bool:
    """Whether a rate behind a count is called after it: 培训95人，其中甲60人、乙35人，合格90人，合格率94.7%."""
    item = row.items[place]
    for rate in row.behind(place):
        name = _RATE_OF.search(rate.label)
        called = name is not None and name[1] in item.label and f"不{name[1]}" not in item.label
        return called and rate.sep == COMMA == item.sep
    return False


def is_one_more(row: Row, place: int, parts: list[int]) -> bool:
    """Whether spending of another name goes on a list whose parts are a full class: 人员经费…，公用经费…，专项经费….

    Only where their whole is itself a part: beside 基本支出 and 项目支出 there is nothing. So does what stands beside
    that whole: 一般公共预算财政拨款收入…；政府性基金预算财政拨款收入…；国有资本经营预算财政拨款收入…；上级补助收入….
    """
    item, concept = row.items[place], row.concepts[place]
    if item.cue or item.sep > row.items[parts[-1]].sep:
        return False
    if concept:
        return row.terms.same_class(concept, row.terms.whole_of(row.concepts_at(parts)))
    if not _SPENDING.search(clean_label(item.label)):
        return False
    return row.terms.whole_of(row.concepts_at(parts)) in row.terms.classes_of


def heads_a_list_beside(row: Row, place: int, parts: list[int], head: int, since: int) -> bool:
    """Whether an item behind a ； is one more head: 投资10亿元，其中工业4亿元；收入5亿元，其中税收3亿元."""
    if since < SEMICOLON or row.same_class(parts[-1], place) or _is_broken_down(row, parts[-1]):
        return False
    near = row.items[parts[0]].cue == "of_which" and parts[0] - head <= _HEAD_AND_GROWTH
    return near and _is_broken_down(row, place)


def _is_broken_down(row: Row, place: int) -> bool:
    """Whether 其中 opens a list of an item right behind it, or behind how it grew."""
    behind = [i for i in row.items[place + 1 : place + 3] if i.role != "growth"][:1]
    own = (i for i in behind if i.sep <= COMMA or _names_whole_below(i))
    return any(i.cue == "of_which" and i.depth == row.items[place].depth for i in own)


def _names_whole_below(item: Item) -> bool:
    """Whether 其中 begins a sentence of its own right behind a figure: 贷款余额90亿元，增长18%。其中：住户贷款…."""
    return item.words.lstrip("。；;\n ").startswith("其中")


def is_of_another_class(row: Row, place: int, parts: list[int]) -> bool:
    """Whether an item stands beside parts that are all of one class: 其中公务接待费…，公务用车费…，会议费2万元."""
    if not 1 < len(parts) <= _LARGEST_CLASS or row.same_class(parts[0], place):
        return False
    return row.same_class(*parts)


def counts_the_retired(item: Item, head: Item) -> bool:
    """Whether an item counts those who have left, after those of the head: 在职25人，其中…，退休8人."""
    return item.unit in _PEOPLE and bool(_RETIRED.search(item.label)) and not _RETIRED.search(head.label)
