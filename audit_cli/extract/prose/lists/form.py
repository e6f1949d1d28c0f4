"""Form: what a list asserts of its total: all of it, all but what is to be explained, or some of it; and how surely.

基本支出和项目支出 are complete; 其中 is open if it does not close; 主要包括…等 and a single part are partial.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.classes.people_classes import leaves_nobody_out
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.lists.heads import breaks_down_a_side
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import mistyped, one_slip_off, slipped
from audit_cli.quantity import HUNDRED, ZERO, Quantity, agrees, sum_verdict

_NUMBER = expression(r"^[（(]?[0-9一二三四五六七八九十①-⑳]{1,3}[）)、.．]?")
_OPEN_END = expression(r"^[^，,；;。）)]{0,12}等")
_CLASS = expression(r"第[一二三四五六七八九十]")
_PLACE = expression(r"全[国省市县区州盟旗镇乡]|地方|[省市县区州]级|各级")
_BUDGET_OF_A_PLACE, _CLASSES_OF_A_DEPARTMENT = expression(r"公共(?:财政)?预算支出"), 5
_INCREMENT = expression(r"[今本当]年[一-鿿]|追加|新增|增加(?!值)|调增|并入")
_THRESHOLD = expression(r"以上(?!领导)|以下|[过超破][0-9一二三五十百千]*[万亿]元")
_THE_OTHERS = ("其他", "其余", "其它")
_OWN_YEAR = expression(r"(?:19|20)\d\d年")
_DIGITS = 5  # of a figure that comes so near by a slip rather than by chance
_NEARLY = Decimal("0.8")  # of a total: what is left may be a slip
_LONG, _ALMOST = 5, Decimal("0.9")  # parts that are hardly listed without the last; what is left out may be a slip
_SO_MANY_ASPECTS = expression(r"([两二三四五六七八九])个?(?:方面|部分|项|类|块)")
_ALL = Quantity(HUNDRED, Decimal(1), exact=True)
_MAINLY = expression(r"主要|重点|如|等(?![级次])")
_FROM, _COMPOSED, _JOINTS = "由", ("组成", "构成"), "、，,；;和及与 "
_FOREMOST = "重点"  # 重点用于以下方面：
_YEARLY = expression(r"(?:(?:19|20)\d\d年|当年|本年|上年)[一-鿿]{0,6}$")
_YEARS = expression(r"([两二三四五])年")
_SO_MANY_KINDS = expression(r"([两二三四五])([级类批期])")
_AND = ("和", "及", "与", "以及")
_SEXES = {"男", "女"}
_OTHER_SIDE = str.maketrans("上下内", "侧侧侧")
_OLD_AND_NEW = expression(r"(?:延续|续建|存量|原有|老)[^\n]{0,8}\n新[^\n]{0,9}")
_DONE_OR_NOT = expression(r"已经?(?P<done>[一-鿿]{1,6})\n(?:正在|尚未|未|待)(?P=done)的?")
# what 收入总计 and 支出总计 hold at least and at most
_SIDES = (
    ({"total_revenue", "opening_balance"}, {"total_revenue", "reserves_used", "opening_balance"}),
    ({"total_expenditure", "closing_balance"}, {"total_expenditure", "surplus_distribution", "closing_balance"}),
)
# sources of a budget
SOURCE = expression(
    r"(?:年初|追加|调增|调整|上级|本级|中央|省级|市级|县级|区级)[一-鿿]{0,6}(?:预算|资金|拨款|补助)?$|结转|结余"
)
# 其中中央资金全部到位，省级资金到位30万元: how much the first is stands elsewhere
_WITHOUT_FIGURE = expression(r"其中[^。；，]{2,20}(?:全部|全额|足额)(?:到位|拨付|支付|下达|落实)[，,、]")


def form_of(row: Row, head: int, parts: list[int], closes: bool) -> str:
    """Return whether the list is complete, open (a shortfall is to be explained) or partial (it is not even that)."""
    if len(parts) > 1 and breaks_down_a_side(row.items[head], row.items[parts[0]]):
        return "complete"
    if is_complete(row, parts):
        some = ends_open(row.items[parts[-1]]) or _names_some(row, head, parts)
        return "partial" if some and not closes else "complete"
    several = len(parts) > 1
    if several and not row.items[head].figure.approximate and _are_all_by_their_words(row, parts):
        return "complete"
    if several and not closes and _are_both(row, head, parts):
        return "complete"
    if closes and several and not _says_partial(row, head, parts):
        return "open"
    return "open" if several and not _is_partial(row, head, parts) else "partial"


def _says_partial(row: Row, head: int, parts: Sequence[int]) -> bool:
    """Whether a cue says that its list leaves something out; 1.用于救助80万元 only says what its line is for."""
    first = row.items[parts[0]]
    if row.items[parts[-1]].label.startswith(_THE_OTHERS) and len(parts) > 2:
        return False  # 含基本工资60万元、绩效奖20万元、其他5万元
    told = sum((i.figure.value * row.weights[i.place] for i in row.at(parts)), ZERO)
    nearly_all = first.cue_word == "用于" and len(parts) > 2 and _NEARLY * row.items[head].figure.value <= told
    if nearly_all and not ends_open(row.items[parts[-1]]) and _FOREMOST not in first.words:
        return False  # 经费100万元，用于外包60万元、改造30万元、宣传9万元
    return first.partial and not (first.mark and _NUMBER.sub("", first.label).startswith(first.cue_word))


def _are_all_by_their_words(row: Row, parts: list[int]) -> bool:
    """Whether 由 … 组成 stands around all parts: 企业90家，由规模以上企业30家、小微企业60家组成."""
    first, *others = row.at(parts)
    if first.cue_word != _FROM or not others[-1].post.startswith(_COMPOSED):
        return False
    return all(not item.lead.strip(_JOINTS) for item in others)  # none of them is named without its figure


def _are_both(row: Row, head: int, parts: list[int]) -> bool:
    """Whether two parts are all there can be of their total: 退役军人382人，其中男性367人、女性15人."""
    total, items = row.items[head], row.at(parts)
    counted = not total.figure.approximate and all(i.same_unit(total) for i in items)
    labels = [clean_label(i.label).removeprefix("其中") for i in items]
    # 受理投诉举报90件，其中投诉60件、举报30件
    return counted and (
        _are_opposites(labels) or (len(labels) == 2 and total.label.endswith("".join(labels)) and all(labels))
    )


def misses_by_a_long_slip(row: Row, head: int, parts: list[int]) -> bool:
    """Whether one slip in a figure of several digits, or a part told twice, is all that keeps a list from closing."""
    total = row.items[head].figure
    gap = sum((i.figure.value * row.weights[i.place] for i in row.at(parts)), ZERO) - total.value
    if any(row.repeats(a, b) and row.items[b].figure.value == gap for a, b in pairwise(parts)):
        return True
    return mistyped(total, total.value + gap) or any(mistyped(i.figure, i.figure.value - gap) for i in row.at(parts))


def ends_open(last: Item) -> bool:
    """Whether 等 behind the last part of a list says that there are more."""
    return _OPEN_END.match(last.post) is not None


def names_the_main_ones(row: Row, parts: Sequence[int]) -> bool:
    """Whether the words before a list say that there is more, 主要包括, and neither its shares that there is not.

    Nor their number: 主要用于以下三个方面.
    """
    first = row.items[parts[0]]
    if not first.partial or not _MAINLY.search(first.words):
        return False
    many = _SO_MANY_ASPECTS.search(first.words)
    return not ((many is not None and chinese(many[1])[0] == len(parts)) or shares_make_all(row, parts))


def shares_make_all(row: Row, parts: Sequence[int]) -> bool:
    """Whether the shares told right behind the parts make a hundred: 甲60万元（60%），乙40万元（40%）."""
    shares = [i for p in parts for i in row.behind(p) if i.role == "share" and i.sep <= COMMA]
    return len(shares) == len(parts) > 1 and agrees(sum_verdict(_ALL, [i.figure.quantity for i in shares]))


def _names_some(row: Row, head: int, parts: list[int]) -> bool:
    """Whether only some of the many classes are named: the main ones, or those of a county, which has nearly all.

    A department spends an appropriation, 一般公共预算财政拨款支出, on few of them. One slip is no class left out.
    """
    first, label = row.items[parts[0]], row.items[head].label
    many = len(parts) > _CLASSES_OF_A_DEPARTMENT and _BUDGET_OF_A_PLACE.search(label) is not None
    of_a_place = first.cue == "of_which" and (many or _PLACE.search(label) is not None)
    if not row.terms.functional.issuperset(row.concepts_at(parts)):
        return False
    return first.partial or (of_a_place and not misses_by_a_long_slip(row, head, parts))


# what stands between a head and its list and heads none itself: 90万元，占总支出的75%，比上年80万元增长12.5%。其中：…
_TOLD_OF_HEAD = frozenset({"rest", "change", "growth", "share", "rate", "points", "base"})


def is_sure(row: Row, head: int, parts: list[int], closes: bool) -> bool:
    """Whether the cue leaves no doubt of what is the total and what are the parts."""
    if closes:
        return True
    first = row.items[parts[0]]
    if row.items[head].role == "change" and first.cue == "of_which" and first.line != row.items[head].line:
        return False  # 收入累计增加90万元。其中：1.财政补助增加80万元 …: others may have risen, or fallen
    if first.cue in ("within", "by") and is_complete(row, parts):
        return True
    if first.cue == "bracket" and are_sources(row, parts):
        return True
    between = row.items[head + 1 : parts[0]]
    beside = first.sentence == row.items[head].sentence or all(i.role in _TOLD_OF_HEAD for i in between)
    return beside and first.cue in ("of_which", "list", "within", "respectively")


def is_complete(row: Row, parts: list[int]) -> bool:
    """Whether the parts are a full classification, or all that came in or went out with its balance."""
    concepts = row.concepts_at(parts)
    side = any(least <= set(concepts) <= most and len(set(concepts)) == len(parts) for least, most in _SIDES)
    return side or (len(parts) > 1 and row.terms.complete(concepts))


def are_sources(row: Row, parts: list[int]) -> bool:
    """Whether all parts are sources of a budget: 年初预算, 追加, 上年结转."""
    return all(SOURCE.search(item.label) for item in row.at(parts))


def are_complements(labels: Sequence[str]) -> bool:
    """Whether everything is one of two: 规模以上企业, 规模以下企业; 已整改, 正在整改."""
    both = "\n".join(map(clean_label, labels))
    if len(labels) != 2:
        return False
    return (
        _are_opposites(labels) or _DONE_OR_NOT.fullmatch(both) is not None or _OLD_AND_NEW.fullmatch(both) is not None
    )


def _are_opposites(labels: Sequence[str]) -> bool:
    """Whether there is no third beside two: 规模以上企业, 规模以下企业; 脱贫户, 非脱贫户; 男性, 女性."""
    if len(labels) != 2:
        return False
    one, other = map(clean_label, labels)
    sides = "以" in one and one.translate(_OTHER_SIDE) == other.translate(_OTHER_SIDE)
    return sides or other == f"非{one}" or {one[:1], other[:1]} == _SEXES


def _is_partial(row: Row, head: int, parts: list[int]) -> bool:
    """Whether the words of a list say that it may leave something out."""
    total, first, last = row.items[head], row.items[parts[0]], row.items[parts[-1]]
    if ends_open(last) or total.figure.approximate:
        return True
    if shares_make_all(row, parts) or _are_of_as_many_kinds(total, row.at(parts)) or _is_one_slip_off(row, head, parts):
        return False
    if _says_partial(row, head, parts):
        whole = _names_nearly_all(row, head, parts) or _is_closed_by_and(row.at(parts))
        return not (whole and _misses_by_a_slip(row, head, parts))
    if first.cue_word == "中" and total.role == "rest":
        return True  # 未执行67万元中，甲11万元因…，乙13万元待…，其余为结余
    if _WITHOUT_FIGURE.search(first.words):
        return True
    labels = [item.label for item in row.at(parts)]
    years = _YEARS.search(row.items[head - 1].figure.text + total.label if head else total.label)
    if years is not None and chinese(years[1])[0] == len(parts):
        return False  # 三年共立项26项，其中2021年7项，2022年9项，2023年10项
    if row.items[parts[0]].cue == "bracket" and "累计" in total.label and all(map(_OWN_YEAR.fullmatch, labels)):
        return False  # 累计支出386万元（2020年120万元、2021年156万元、2022年110万元）
    if all(_YEARLY.search(label) for label in labels):
        return True
    if row.items[parts[0] - 1].unit == "年" and row.items[parts[0] - 1].label.endswith("前"):
        return True  # 近三年23例，前两年分别为9例和7例
    if (
        total.figure.type == "count"
        and not are_complements(labels)
        and not leaves_nobody_out(labels)
        and any(_THRESHOLD.search(label) for label in labels)
    ):
        return True
    if total.role == "change" or are_sources(row, parts) or are_complements(labels):
        return False
    if any(_INCREMENT.search(label) for label in labels) and not _INCREMENT.search(total.label):
        return True
    if _misses_by_a_slip(row, head, parts):
        return False
    return _are_picked(row, head, parts) or _leave_some_out(row, head, parts)


def _are_of_as_many_kinds(total: Item, parts: list[Item]) -> bool:
    """Whether a total is said to be of as many kinds as are told: 镇、村两级共54名，包括镇级6名、村级48名."""
    kinds = _SO_MANY_KINDS.search(total.label)
    return kinds is not None and chinese(kinds[1])[0] == len(parts) and all(kinds[2] in i.label for i in parts)


def _names_nearly_all(row: Row, head: int, parts: list[int]) -> bool:
    """Whether a long list that does not say 主要 makes up nearly all of its total: 经费90万元，包括基本工资50万元、….

    Where one slip of the pen keeps it from being all of it, that was meant.
    """
    if len(parts) < _LONG or _MAINLY.search(row.items[parts[0]].words):
        return False
    return _ALMOST * row.items[head].figure.value <= _added_up(row, head, parts)


def _is_closed_by_and(parts: Sequence[Item]) -> bool:
    """Whether a list of a few ends with 和, and does not say 主要: 项目支出90万元，包括基建类50万元和行政类40万元."""
    *others, last = parts
    joined = bool(others) and last.words.startswith(_AND) and all(i.sep <= PAUSE for i in others[1:])
    return joined and last.sep <= PAUSE and not _MAINLY.search(parts[0].words)


def _leave_some_out(row: Row, head: int, parts: list[int]) -> bool:
    """Whether 其中 names only some of the money or the things measured: 总产量8285吨，其中谷物5707吨，薯类290吨.

    Nobody need say what the rest is; only a list that would close but for one slip of the pen was meant to be whole.
    Of things counted one by one, most must be left out: 处分1127人，其中厅级7人，县级108人.
    """
    total, items = row.items[head].figure, row.at(parts)
    if items[0].cue not in ("of_which", "") or row.same_class(*parts):
        return False
    if all(_CLASS.match(clean_label(i.label)) for i in items):
        return False
    return total.type != "count" or 2 * _added_up(row, head, parts) <= total.value


def _misses_by_a_slip(row: Row, head: int, parts: list[int]) -> bool:
    """Whether one slip of the pen in a total or in a part is all that keeps the parts from adding up to it."""
    total, items = row.items[head].figure, row.at(parts)
    added = _added_up(row, head, parts)
    gap = total.value - added
    meant = [(total, added), *((i.figure, i.figure.value + gap / row.weight(head, i.place)) for i in items)]
    quanta = {figure.quantum for figure, _ in meant}
    rounded = max(quanta) if len(quanta) > 1 else ZERO
    if any(value > 0 and slipped(figure, value, rounded) for figure, value in meant):
        return True
    # 38270.4亿元，其中25326.5亿元、12924.0亿元: what is rounded may be one more or less beside
    near = ((f, value + by * f.quantum) for f, value in meant for by in (-1, 1) if not (total.exact or rounded))
    return any(mistyped(figure, value, _DIGITS) for figure, value in near)


def _is_one_slip_off(row: Row, head: int, parts: list[int]) -> bool:
    """Whether one slip keeps a list from being all of its total that is hardly so by chance, whatever its words say."""
    if any(not item.same_unit(row.items[head]) for item in row.at(parts)) or names_the_main_ones(row, parts):
        return False
    weights = [row.weight(head, p) for p in parts]
    return one_slip_off(row.items[head].figure, [item.figure for item in row.at(parts)], weights)


def _added_up(row: Row, head: int, parts: list[int]) -> Decimal:
    return sum((i.figure.value * row.weight(head, i.place) for i in row.at(parts)), ZERO)


def _are_picked(row: Row, head: int, parts: list[int]) -> bool:
    """Whether some are named for how they grew, less than half of all: 产值90亿元，增长5%，其中数字产业8亿元，增长21%.

    A breakdown may tell how each part grew, too, but hardly loses half of its total by a slip.
    """
    grew = all(_has_own_growth(row, place) for place in (head, *parts))
    return (
        grew
        and 2 * sum((i.figure.value * row.weights[i.place] for i in row.at(parts)), ZERO) < row.items[head].figure.value
    )


def _has_own_growth(row: Row, place: int) -> bool:
    behind = row.behind(place)
    return bool(behind) and behind[0].role == "growth" and behind[0].figure.type == "rate"
