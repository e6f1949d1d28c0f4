"""Extent: where a list of parts may end.

Only where the cues allow it: at the bracket, behind ； or 。, where the separators rise, before another measure word or
role, before a sibling of its head. Never in the middle of a list kept by one separator, however well it would close.
"""

from __future__ import annotations

from collections.abc import Container

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_ANYTHING
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.labels import LOST, clean_label
from audit_cli.extract.prose.list_marks import begins_next_of_others
from audit_cli.extract.prose.lists.ends import (
    counts_the_retired,
    heads_a_list_beside,
    is_counted_otherwise,
    is_of_another_class,
    leaves_the_list,
)
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import one_slip_off
from audit_cli.quantity import ZERO
from audit_cli.value import Value

_FOR_EACH = expression(r"每|[年月](?:应?[付缴支]|租金|均)")
_DUE = expression(r"应(?<!相应)(?<!反应)(?:到位|支付|拨付|配套|安排|缴纳)[一-鿿]{0,2}$")
_OWN_BUDGET = expression(r"(?:年初|全年|本年|当年|调整后?|原)(?:的)?预算(?:数|金额|资金)?[为是]?")
_CARRIED_ON, _THE_OTHERS = expression(r"结转"), expression(r"其余|余下|剩余")
_STAGE, _NOT_YET = expression(r"已|部分|正在|[在续]建|竣工|完[工成]|办结"), expression(r"(?:尚|暂|还)?未|待")
_OF_A_PART = expression(r"占([一-鿿]{2,12}?)的?$")
_WHOLE_OF_SHARE = expression(r"占(?![地用])")  # 现场查看社区6个，占13个社区的46.2%
_ORDINAL = expression(r"第([一二三四五六七八九十])(?!季)([一-鿿]{1,12})$")
_IN_TURN = expression(r"第一[批期次笔组轮]$")
_OF_A_SERIES = expression(r"第[一二三四五六七八九十]|其[余他它]|剩余|[最末]")
_EXPLAINED = 4  # figures of a line that explains another
_NUMBER, _FIRST = expression(r"\n[ 　\t]*[（(]?(\d{1,2}|[一二三四五六七八九十]{1,3})[^\n]*$"), frozenset({"1", "一"})
_OPENERS = ("of_which", "list", "colon", "respectively")
_RATES = 3  # that may stand before the first amount of a line
_GENERAL = expression(r"公共(?:财政)?预算")
_OTHER_FUND = expression(r"(?:政府性基金|国有资本经营|社会保险基金)(?:预算)?(?:本级|累计|总)?(?:收入|支出)")


class Extent(Value, frozen=True):
    """The items that may be parts, the numbers of them that the list may end with, and the number where none closes."""

    parts: list[int]
    ends: list[int]
    default: int

    def readings(self) -> list[list[int]]:
        """Return the parts of each reading, the longest first."""
        return [self.parts[:end] for end in sorted(set(self.ends), reverse=True) if end]

    def without(self, places: Container[int]) -> Extent:
        """Return the extent without some of its parts."""
        kept = [0]
        for part in self.parts:
            kept.append(kept[-1] + (part not in places))
        return Extent([p for p in self.parts if p not in places], [kept[end] for end in self.ends], kept[self.default])


def extent_of(row: Row, first: int, head: int) -> Extent:
    """Return how far the list that begins at *first* may go under *head* (-1: none)."""
    start = row.items[first]
    nested = head >= 0 and _is_within_a_list(row, start, row.items[head])
    parts: list[int] = []
    ends: list[int] = []
    left: list[int] = []
    default = strongest = since = 0
    for place, sep, may_be_part in _candidates(row, first):
        item = row.items[place]
        if sep > since:
            since = sep
        if _is_over(row, item, start, parts):
            break
        if not may_be_part or _is_within_a_part(row, place, parts, head):
            continue
        if _is_left(item, start) and (head < 0 or row.items[head].role != "rest"):
            left.append(place)
            continue  # what is left is a part of what was left: 未支出75万元中，质保金67万元，节余8万元
        if place > first:
            if _is_sibling(row, place, head):
                break
            if is_counted_otherwise(row, item, head, parts):
                if since < SEMICOLON or start.unit not in OF_ANYTHING or not item.figure.value:
                    break
                ends.append(len(parts))  # 工程249项；采购138项；土地32宗；…: it goes on only where it closes
                default = default or len(parts)
            if head >= 0 and counts_the_retired(item, row.items[head]):
                ends.append(len(parts))
            if (
                head >= 0
                and parts
                and not start.mark
                and (leaves_the_list(row, place, parts, head) or heads_a_list_beside(row, place, parts, head, since))
            ):
                ends.append(len(parts))
                default = default or len(parts)
            elif is_of_another_class(row, place, parts):
                ends.append(len(parts))
            if nested and since >= SEMICOLON and parts:
                ends.append(len(parts))
            rises = since > strongest and (strongest or since >= SEMICOLON)
            if rises and (since > SEMICOLON or not _goes_on(row, place, parts)):
                ends.append(len(parts))
                # 其中一般债务9亿元，其中外债1亿元；专项债务3亿元: the list around goes on
                inner = head >= 0 and row.items[head].cue == start.cue == "of_which"
                if not default and start.cue != "list" and (strongest or inner) and strongest < SEMICOLON <= since:
                    default = len(parts)
            if since > strongest:
                strongest = since
            since = 0
        parts.append(place)
    if left and head >= 0 and start.figure.type == "count" and row.closes(head, sorted(parts + left)):
        parts = sorted(parts + left)  # 156台中，在用143台，闲置9台，待报废4台
        return Extent(parts, [len(parts)], len(parts))
    ends.append(len(parts))
    if nested and not default:
        default = _within_its_head(row, head, parts, ends)
    return Extent(parts, ends, default or len(parts))


def _is_within_a_list(row: Row, first: Item, head: Item) -> bool:
    """Whether the head is itself one of a list kept by ；, so that any ； may end the one within it.

    其中甲项目20万元；乙项目74万元，其中设备70万元；人工4万元；丙项目26万元.
    """
    if first.cue != "of_which" or first.group or head.sep < SEMICOLON or head.sentence != first.sentence:
        return False
    return any(i.cue in _OPENERS and i.depth == first.depth for i in row.before_in_sentence(head.place))


def _within_its_head(row: Row, head: int, parts: list[int], ends: list[int]) -> int:
    """Return the end that one slip keeps from closing, else the last before the parts exceed their head."""
    total = row.items[head].figure
    within = 0
    for end in sorted(set(ends)):
        items = row.at(parts[:end])
        if end > 1 and one_slip_off(total, [i.figure for i in items]):
            return end
        if sum((i.figure.value for i in items), ZERO) <= total.value:
            within = end
    return within


def _candidates(row: Row, first: int) -> list[tuple[int, int, bool]]:
    """Return the items that may be parts or end the list, whatever its head: each with the strongest mark before it.

    The other items, most of them in lists already read, are not looked at again for each head.
    """
    known = row.candidates.get((first, len(row.taken)))
    if known is not None:
        return known
    start, since = row.items[first], 0
    found: list[tuple[int, int, bool]] = []
    most: list[int] = []  # the parts under any head are some of these
    for place in range(first, len(row.items)):
        item = row.items[place]
        if start.mark and item.mark not in ("", start.mark) and row.first_of_mark[item.mark] < first:
            break  # the next line of the list around: （一）甲类15万元 1、…。2、…。（二）乙类
        if item.depth < start.depth or (item.depth == start.depth and item.group != start.group):
            break
        if item.depth > start.depth:
            continue
        if place > first and item.sep > since:
            since = item.sep
        may_be_part = _may_be_part(row, item, start)
        if may_be_part or _is_over(row, item, start, []):
            found.append((place, since, may_be_part))
            since = 0
        if _is_over(row, item, start, most):
            break
        if may_be_part:
            most.append(place)
    row.candidates = {(first, len(row.taken)): found}
    return found


def _goes_on(row: Row, place: int, parts: list[int]) -> bool:
    """Whether an item is another member of the closed class of the parts: it goes on behind a semicolon."""
    return bool(parts) and row.concepts[place] not in row.concepts_at(parts) and row.same_class(parts[-1], place)


def _is_over(row: Row, item: Item, first: Item, parts: list[int]) -> bool:
    """Whether the list ended before *item*: with its sentence, or at a line without its mark."""
    if not first.mark and item.mark and item.line > first.line and _begins_line(row, first) == item.mark:
        return True  # the next line of the list in which this one stands
    if item.sep >= SEMICOLON and not first.mark and begins_next_of_others(item.words, first.words):
        return True
    if first.mark:
        below = item.line != first.line and not item.mark and item.line > row.items[item.place - 1].line
        return below and item.place not in row.taken and not _explains(row, item, first)
    if item.sentence == first.sentence or item.place in row.taken:
        return False
    if item.role not in ("plain", first.role) and parts and row.items[parts[-1]].sentence == item.sentence:
        return False  # how the last part has changed
    return not _completes_the_class(row, item.place, parts)


def _explains(row: Row, item: Item, first: Item) -> bool:
    """Whether a line without a mark only explains the one above, as the list goes on below: 测算标准：50人，…."""
    for behind in row.items[item.place + 1 : item.place + 1 + _EXPLAINED]:
        if behind.mark:
            number = _NUMBER.search(behind.words)
            return behind.mark == first.mark and number is not None and number[1] not in _FIRST
    return False


def _begins_line(row: Row, first: Item) -> str:
    """Return the mark of the line in which a list begins."""
    for place in range(first.place - 1, -1, -1):
        item = row.items[place]
        if item.line < first.line or item.mark:
            return item.mark if item.line == first.line else ""
    return ""


def _completes_the_class(row: Row, place: int, parts: list[int]) -> bool:
    """Whether an item in a later sentence is a counterpart of a part: 基本支出60万元。…项目支出40万元."""
    concept = row.concepts[place]
    if (ordinal := _ORDINAL.match(row.items[place].label)) is not None:
        # 其中第一产业36亿元；第二产业84亿元，其中工业60亿元，建筑业24亿元。第三产业120亿元
        labels = (_ORDINAL.match(clean_label(row.items[p].label)) for p in parts)
        return any(i is not None and i[1] != ordinal[1] and i[2] == ordinal[2] for i in labels)
    return bool(concept) and any(row.concepts[p] != concept and row.same_class(p, place) for p in parts)


def _is_within_a_part(row: Row, place: int, parts: list[int], head: int) -> bool:
    """Whether an item is said to be of an earlier part: 专任教师80人，高级教师12人，占专任教师的15%."""
    behind = row.behind(place)
    named = _OF_A_PART.match(behind[0].label) if behind and behind[0].role == "share" else None
    if named is None or (head >= 0 and row.labels[head].endswith(named[1])):
        return False
    return any(clean_label(row.items[p].label).endswith(named[1]) for p in parts)


def _may_be_part(row: Row, item: Item, first: Item) -> bool:
    if item.place in row.taken or not item.kin(first) or _WHOLE_OF_SHARE.match(item.label):
        return False
    if first.mark and item is not first and (item.line == first.line or _mark_of_line(row, item) != first.mark):
        return False  # in a list by lines the first figure of each line is a part
    if _is_range(item) or (item is not first and item.is_whole_of_rate(row.items)):
        return False
    if _FOR_EACH.match(item.label) and not _FOR_EACH.match(first.label):
        return False  # 其中新增债券42亿元，每年应付利息1.2亿元；再融资债券14亿元，年付息0.4亿元
    if item.sep <= COMMA and _IN_TURN.match(first.label) and not _OF_A_SERIES.match(item.label):
        return False  # 第一批31件，化解30件；第二批28件，化解26件
    if _DUE.search(item.label) and not _DUE.search(first.label):
        return False  # 到位80万元，其中中央50万元，县级应到位40万元，实际到位30万元
    if item.unit == "分" and LOST.search(item.label) and not LOST.search(first.label):
        return False  # 其中决策得14.5分，扣0.5分；过程得22分，扣3分
    if item.total_after and not _is_range(row.items[item.place - 1]):
        return False  # 两乡各10名至11名不等，合计21名 is a part
    if item.sep <= COMMA and _OWN_BUDGET.fullmatch(item.label) and "预算" not in first.label:
        return False  # 其中车辆费33万元，年初预算36万元；接待费2万元，年初预算6万元
    if _is_left(item, first) or _has_not_begun(item, first):
        return True
    if item.role == "rest" and item.sep == PAUSE and _CARRIED_ON.match(item.label):
        return True  # 结余90万元，其中收回财政60万元、结转下年30万元
    return item.role in ("plain", first.role) and item.role not in ("base", "price")


def _is_left(item: Item, first: Item) -> bool:
    """Whether a later part of a list is what is left: 净结余, 招标节余."""
    if item.role != "rest" or first.role == "rest" or item is first or item.sep > COMMA:
        return False
    if not item.label or _THE_OTHERS.match(item.label):
        return False  # 其中质保金29万元，其余21.2万元: what they leave is told as such
    return not (item.sep == PAUSE and _CARRIED_ON.match(item.label)) and not _has_not_begun(item, first)


def _has_not_begun(item: Item, first: Item) -> bool:
    """Whether a part is the last of stages: 其中已竣工15个，在建2个，未开工1个."""
    counted = item.role == "rest" and item.figure.type == "count" and _NOT_YET.match(item.label)
    return bool(counted) and _STAGE.match(clean_label(first.label.rpartition("中")[2])) is not None


def _mark_of_line(row: Row, item: Item) -> str:
    """Return how the line begins whose first amount *item* is: （七）按1%提取管理费46.3万元; "" if it is no first."""
    for before in reversed(row.items[max(item.place - _RATES, 0) : item.place + 1]):
        bare = before.figure.type == "number" and item.figure.type != "number"  # 2）99公益日募集9万元
        other = before is not item and before.is_amount and before.kin(item)
        if before.line != item.line or (other and not bare):
            return ""
        if before.mark:
            return before.mark
    return ""


def _is_range(item: Item) -> bool:
    return item.figure.qualifier == "range"


def _is_sibling(row: Row, place: int, head: int) -> bool:
    """Whether an item stands beside the head, not below it: 基本支出60万元，其中…；项目支出40万元.

    So does what another fund takes in or spends: 一般公共预算收入90万元，其中…；政府性基金预算收入10万元.
    """
    if head < 0:
        return False
    if _GENERAL.search(row.items[head].label) and _OTHER_FUND.match(row.items[place].label):
        return True
    if row.concepts[place] == row.concepts[head]:
        return False
    # 总收入90万元，其中本年收入80万元；总支出85万元: neither is a part of the other
    return row.same_class(place, head) or (row.says_total(place) and row.says_total(head))
