"""Lists with a cue: 支出100万元，其中：基本支出60万元，项目支出40万元.

The cue is 其中, 包括, 分别为, 按…分类, a colon, a bracket, or the marks of lines. Heads and extent say which readings
it allows: the first that closes is the claim, and ticks. If none does, the nearest head and the cue's own extent are
the claim, and fail, unless they were read with too little confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.classes.people_classes import leaves_nobody_out
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.labels import TOTAL_WORD
from audit_cli.extract.prose.lists.counted_beside import counted_beside
from audit_cli.extract.prose.lists.deposits import CONTRACT, deposits
from audit_cli.extract.prose.lists.doubt import is_doubtful, is_in_a_series
from audit_cli.extract.prose.lists.extent import Extent, extent_of
from audit_cli.extract.prose.lists.form import form_of, is_complete, is_sure
from audit_cli.extract.prose.lists.heads import (
    begins_behind,
    heads_above,
    heads_of,
    is_listed_before,
    is_of_heading,
    looks,
)
from audit_cli.extract.prose.lists.measures import of_spending, other_measures, told_beside
from audit_cli.extract.prose.lists.measures_beside import measures_beside
from audit_cli.extract.prose.lists.mixtures import greater_than_all
from audit_cli.extract.prose.lists.parts_of_the_last import parts_of_the_last
from audit_cli.extract.prose.lists.restatements import restatement
from audit_cli.extract.prose.lists.used_totals import used_total
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim
from audit_cli.quantity import ZERO

_CASH_SIDE = {"total_expenditure", "closing_balance"}
_NAMES_ALL = expression(r"分([一-鿿]{2,6})和([一-鿿]{2,6}?)(?:来)?看")
_BRANCHES = ("第一产业", "第二产业", "第三产业")
_MULTIPLE, _USED_FOR, _OF_WHICH = 2, "用于", "其中"
_OWN_SUBJECT = expression(r"[，,、][一-鿿]{4,24}用于")
_REACH = 8  # items from the first part of two to the other


def cued_lists(row: Row) -> Iterator[Claim]:
    """Yield the lists of a paragraph, the inner before the outer."""
    for item in reversed(row.amounts):
        if item.place in row.taken:
            continue
        if not item.cue:
            if item.mark:
                yield from _listed_by_lines(row, item.place)
        elif not _continues(row, item.place) and not (item.cue == "by" and row.says_total(item.place)):
            yield from _listed(row, item.place)


def _continues(row: Row, place: int) -> bool:
    """Whether the cue only repeats the one that opened the list: 用于…，用于…; (甲乙分别为…，丙丁分别为…)."""
    item = row.items[place]
    if item.cue == "respectively" and item.group:
        openers = (i for i in row.before_in_sentence(place) if (i.cue, i.group) == (item.cue, item.group))
        return any(opener.same_unit(item) for opener in openers)
    if item.cue != "list":
        return False
    if item.cue_word == _USED_FOR and (item.sep >= SEMICOLON or _OWN_SUBJECT.match(item.words)):
        # 90万元中，拨付各县50万元；用于购买物资30万元；…，省级资金用于修路10万元: the list around goes on
        around = (i for i in row.before_in_sentence(place) if (i.depth, i.group) == (item.depth, item.group))
        if any(i.cue in ("colon", "within", "of_which") or _OF_WHICH in i.words for i in around):
            return True
    for before in row.before_in_sentence(place):
        if before.depth < item.depth:
            return False
        if before.kin(item) and before.depth == item.depth:
            opener = _opener(row, before)
            return opener.cue_word == item.cue_word and before.role == item.role
    return False


def _opener(row: Row, item: Item) -> Item:
    """Return the item at which the words before another begin: 用于4个村补助80万元 opens at the number of villages."""
    while item.sep == NO_SEPARATOR and item.place and row.items[item.place - 1].group == item.group:
        item = row.items[item.place - 1]
    return item


def _listed(row: Row, first: int) -> Iterator[Claim]:
    heads = heads_of(row, first)
    if heads and (same := restatement(row, first, heads[0])):
        yield same
        return
    reading = _closing_reading(row, first, heads)
    if reading is None:
        yield from _as_cued(row, first, heads)
        return
    head, parts, rest = reading
    if len(parts) == 1 and row.items[parts[0]].each:
        row.total_of[parts[0]] = head
        return
    passed_over = list(_passed_over(row, heads[0], head, parts))
    yield _claim(row, head, parts, closes=True)
    yield from passed_over
    yield from used_total(row, head, parts)
    yield from counted_beside(row, head, parts)
    yield from measures_beside(row, head, parts)
    yield from _other_side(row, head, rest)


def _closing_reading(row: Row, first: int, heads: list[int]) -> tuple[int, list[int], list[int]] | None:
    """Return the first head and parts that close, and the items left over: the nearest head, the longest list."""
    extents: list[Extent] = []
    for head in heads:
        nearest = head == heads[0]
        extent = extent_of(row, first, head)
        extents.append(extent)
        bare = extent.without(deposits(row, extent.parts) or told_beside(row, extent.parts))
        rounded: tuple[int, list[int], list[int]] | None = None
        for parts in [*extent.readings(), *(bare.readings() if len(bare.parts) < len(extent.parts) else ())]:
            if len(parts) == 1 and not nearest:
                continue
            verdict = row.verdict(head, parts)
            cut = verdict == "truncation" and nearest and len(parts) == len(extent.parts)
            if not (cut or verdict in ("exact", "rounding")):
                continue
            if cut or verdict == "exact":
                return head, parts, extent.parts[len(parts) :]
            # 12.6万栋，其中3.8万栋、8.8万栋；发现危房286栋: what rounding hides may be none of the parts
            rounded = rounded or (head, parts, extent.parts[len(parts) :])
        if rounded is not None:
            return rounded
    for head, extent in zip(heads, extents, strict=True):
        for parts in other_measures(row, extent.parts):
            if row.closes(head, parts):
                return head, parts, []
    return None


def _passed_over(row: Row, nearest: int, head: int, parts: list[int]) -> Iterator[Claim]:
    """Yield the subtotal that its list was read without: 90万元（甲类50万元，其中…。乙类40万元）.

    What closes are the leaves of both; the subtotal, *nearest* to them, is that of the first sentence. Without the
    bracket it is so where but a slip of it parts it from them: 总支出90万元。基本支出58万元，其中…；项目支出40万元.
    """
    subtotal, first = row.items[nearest], row.items[parts[0]]
    if nearest == head or nearest != first.place - 1:
        return
    ends = [end for end in extent_of(row, first.place, nearest).ends if 1 < end < len(parts)]
    if subtotal.host == head and subtotal.group == first.group:
        if ends and row.items[parts[max(ends)]].sep > COMMA:
            yield row.claim(nearest, parts[: max(ends)], "open", asserted=False, basis="小计")
        return
    for end in ends if first.cue == "of_which" and subtotal.role == "plain" else ():
        figures = [i.figure for i in row.at(parts[:end])]
        if one_slip_off(subtotal.figure, figures):
            yield row.claim(nearest, parts[:end], "open", asserted=False, basis="小计", binds=False)
            return


def _as_cued(row: Row, first: int, heads: list[int]) -> Iterator[Claim]:
    """Yield the list as its cue reads, though it does not close."""
    if _only_looks(row, first):
        return
    head = _likely_head(row, first, heads)
    extent = extent_of(row, first, head)
    if head >= 0 and CONTRACT.search(row.items[head].label):
        extent = extent.without(deposits(row, extent.parts))
    extent = extent.without(told_beside(row, extent.parts))
    parts = extent.parts[: extent.default]
    if head < 0 or not parts:
        return
    if (own := _own_total(row, head, parts)) is not None:
        yield own
        return
    if (inner := parts_of_the_last(row, head, parts)) is not None:
        whole = parts[: parts.index(inner[0])]
        yield _claim(row, whole[-1], inner, closes=True)
        yield _claim(row, head, whole, closes=True)
        return
    parts = of_spending(row, head, parts)
    if is_in_a_series(row, parts):
        parts = parts[:1]
    if (greater := greater_than_all(row, head, parts)) and not is_doubtful(row, head, [greater]):
        row.take(head, parts)
        yield row.claim(head, [greater], "partial", asserted=is_sure(row, head, parts, False), basis="其中")
        return
    only = row.items[parts[0]] if len(parts) == 1 else None
    if only is not None and only.cue == "list" and only.figure.value > row.items[head].figure.value:
        return  # 90万元中，拨付各县20万元，用于购买物资70万元: no part of what stands beside
    row.taken.update(parts)
    if only is not None and only.each:
        row.total_of[only.place] = head
        return
    if is_doubtful(row, head, parts) or _leaves_a_rest(row, parts):
        return
    if rest := _rest_that_closes(row, head, parts):
        yield _claim(row, head, [*parts, rest], closes=True)
        return
    if only is not None and only.figure.value <= row.items[head].figure.value:
        row.total_of[only.place] = head
        return  # one part of a total says nothing of the rest
    yield _claim(row, head, parts, closes=False)
    yield from used_total(row, head, parts)
    yield from counted_beside(row, head, parts)
    yield from measures_beside(row, head, parts)


def _own_total(row: Row, head: int, parts: list[int]) -> Claim | None:
    """Return the sum of a list that has its own total behind it: 结转36万元中，用于改造21万元、维护13万元，合计34万元.

    Nothing is said of what is added to the head: 支出90万元，其中人员60万元，上缴50万元，合计140万元.
    """
    total = next((i for i in row.items[parts[0] + 1 : parts[-1] + 2] if i.total_after), None)
    listed = [p for p in parts if total is not None and p < total.place]
    if total is None or len(listed) < 2 or total.place != listed[-1] + 1 or total.sep > COMMA:
        return None
    items = row.at(listed)
    alike = all((i.unit, i.group, i.sentence) == (total.unit, total.group, total.sentence) for i in items)
    if not alike or any(i.sep >= SEMICOLON or i.each for i in items[1:]):
        return None
    if any(row.closes(total.place, [head, *listed[n:]]) for n in range(1, len(listed))):
        return None
    row.take(total.place, listed)
    return row.claim(total.place, listed, asserted=False, basis="合计")


def _only_looks(row: Row, first: int) -> bool:
    """Whether a list only picks what is looked at, 从结构看，教育支出20万元, and does not name all: 分中央和地方看.

    What leaves nobody out by its names is all, as are the three branches of an economy: 从学历看，本科40人、大专12人.
    """
    item = row.items[first]
    if not looks(item):
        return False
    near = [i for i in row.items[first : first + _REACH] if i.is_amount]
    own = [i for i in takewhile(lambda i: i is item or i.sep < SEMICOLON, near) if i.kin(item)]
    if leaves_nobody_out([row.labels[i.place] for i in own]) or is_complete(row, [i.place for i in own]):
        return False
    names = _NAMES_ALL.fullmatch(item.cue_word)
    labels = [row.labels[i.place] for i in near]
    if all(any(label.startswith(branch) for label in labels) for branch in _BRANCHES):
        return False
    return names is None or not all(any(name in label for label in labels) for name in names.groups())


def _leaves_a_rest(row: Row, parts: list[int]) -> bool:
    """Whether the others are told behind a list: 286处，其中国家级6处、县级80处，其余200处未定级."""
    return any(
        i.role == "rest"
        and i.label.startswith("其余")
        and i.same_unit(row.items[parts[-1]])
        and i.sentence == row.items[parts[-1]].sentence
        for i in row.items[parts[-1] + 1 : parts[-1] + 2]
    )


def _rest_that_closes(row: Row, head: int, parts: list[int]) -> int:
    """Return what is told to be left right behind a list, if it makes up for what the list falls short of, else 0.

    收入90万元。其中：基本支出60万元，项目支出20万元，结转下年10万元.
    """
    last = row.items[parts[-1]]
    for rest in row.items[last.place + 1 : last.place + 2]:
        beside = rest.sep <= COMMA and rest.group == last.group and rest.kin(last)
        if rest.role == "rest" and beside and row.verdict(head, [*parts, rest.place]) == "exact":
            return rest.place
    return 0


def _likely_head(row: Row, first: int, heads: list[int]) -> int:
    """Return the head that the cue means where none closes, or -1."""
    item = row.items[first]
    if item.cue == "by" and not looks(item):
        if heads and is_listed_before(row, first, heads[0]) and (whole := _whole_of_list(row, heads[0])) in heads:
            return whole
        heads = [
            h
            for h in heads
            if (row.is_beside(h, first) and not is_listed_before(row, first, h))
            or row.says_total(h)
            or TOTAL_WORD.search(row.items[h].label)
        ]
    if item.figure.type == "count":
        for head in heads:
            if row.items[head].same_unit(item) and row.items[head].sentence == item.sentence:
                return head
    if not heads or begins_behind(item, row.items[heads[0]]):
        return heads[0] if heads else -1
    if item.cue == "of_which" and is_listed_before(row, first, heads[0]) and _is_exceeded(row, first, heads[0]):
        whole = _whole_of_list(row, heads[0])
        return heads[0] if whole < 0 else whole
    return next((head for head in heads if not _is_far_exceeded(row, first, head)), heads[0])


def _whole_of_list(row: Row, part: int) -> int:
    """Return the head of the list, opened by 其中, in which *part* stands, or -1."""
    opener = next((i for i in row.before_in_sentence(part + 1) if i.cue == "of_which"), None)
    heads = heads_of(row, opener.place) if opener is not None else []
    return heads[0] if heads else -1


def _is_exceeded(row: Row, first: int, head: int) -> bool:
    """Whether a list has more than a head, by no slip: 其中，甲9万吨，乙6万吨。其中，丙7万吨、丁4万吨 is of both."""
    parts, total = _parts_as_cued(row, first, head), row.items[head].figure
    listed = sum((i.figure.value for i in parts), ZERO)
    return listed > total.value and not one_slip_off(total, [i.figure for i in parts])


def _is_far_exceeded(row: Row, first: int, head: int) -> bool:
    """Whether a list is a multiple of a head, so of another: 支出90万元，剩余8万元。具体为：甲50万元；乙45万元."""
    listed = sum((i.figure.value for i in _parts_as_cued(row, first, head)), ZERO)
    return listed > _MULTIPLE * row.items[head].figure.value


def _parts_as_cued(row: Row, first: int, head: int) -> list[Item]:
    extent = extent_of(row, first, head)
    return row.at(extent.parts[: extent.default])


def _claim(row: Row, head: int, parts: list[int], closes: bool) -> Claim:
    first = row.items[parts[0]]
    form, sure = form_of(row, head, parts, closes), is_sure(row, head, parts, closes)
    row.take(head, parts)
    return row.claim(head, parts, form, asserted=sure, basis=first.cue_word or first.cue)


def _other_side(row: Row, head: int, rest: list[int]) -> Iterator[Claim]:
    """Yield the second breakdown of one total: 收、支总计 of income and opening balance, and of its other side."""
    if len(rest) < 2 or row.items[rest[0]].sep < SEMICOLON:
        return
    total = row.items[head]
    alike = all(i.figure.type == "money" or i.same_unit(total) for i in row.at(rest))
    if (alike and row.closes(head, rest)) or set(row.concepts_at(rest)) == _CASH_SIDE:
        row.taken.update(rest)
        yield row.claim(head, rest, "open", basis="收支")
    elif _is_told_twice(row, head, rest):
        row.taken.update(rest)
        yield row.claim(head, rest, "open", asserted=False, basis="又分")


def _is_told_twice(row: Row, head: int, rest: list[int]) -> bool:
    """Whether what follows a list that closes would close, too, but for one slip: 一般9、专项6；债券14、其他1."""
    total, items = row.items[head], row.at(rest)
    if any(not i.same_unit(total) for i in items) or any(i.sep > COMMA for i in items[1:]):
        return False
    return one_slip_off(total.figure, [i.figure for i in items])


def _listed_by_lines(row: Row, first: int) -> Iterator[Claim]:
    """Yield the lines below a figure, without a cue but their marks: only reviewed if they do not close."""
    if row.first_of_mark[row.items[first].mark] < first:
        return
    heads = heads_above(row, first)
    if not heads:
        return
    parts = extent_of(row, first, heads[0]).parts
    if len(parts) < 2 or any(item.unit != row.items[heads[0]].unit for item in row.at(parts)):
        return
    closing = next((head for head in heads if row.closes(head, parts)), None)
    if closing is None:
        parts = of_spending(row, heads[0], parts)
        closing = next((head for head in heads if row.closes(head, parts)), None)
    kinds = {word for item in row.at(parts) for word in ("收入", "支出") if word in item.label}
    only = row.items[heads[0]]
    told = not only.mark or is_of_heading(row, only)
    if closing is not None or (len(heads) == 1 and len(kinds) < 2 and told):
        row.taken.update(parts)
        head = heads[0] if closing is None else closing
        yield row.claim(head, parts, "open", asserted=closing is not None, basis="lines")
        yield from used_total(row, head, parts)
