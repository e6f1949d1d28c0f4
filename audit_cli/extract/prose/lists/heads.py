"""Heads: the amounts before a cue that its list may be a breakdown of, nearest first.

In 项目支出80万元，其中：A项目50万元 the head is 项目支出; a bracket has the figure that it touches; 按功能分类 may
reach back over the amounts of a whole paragraph.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.cues import is_named_within
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.labels import TOTAL_WORD, clean_label
from audit_cli.extract.prose.row import Row

_NEXT_LINE = expression(r"[^\n]*\n[ 　]*(?:其中|具体(?:包括|为|是))[：:，,]?[ 　]*\n?[^\n]*")
# a sentence, or a clause, that says itself what it breaks down: 支出包括：…
_SIDE = expression(r"[。；\n](?:本年)?(收入|支出)(?:包括|包含|构成)")
_TOTAL = "总计"
_SIDE_WORD = expression(r"收入|支出|结转")
_SIDES = frozenset({"收入", "支出", "结转"})
_MOST, _MOST_BY = 3, 24  # heads that are tried, and those that are where the cue is 按…分类
_CAUSE = "原因"
_POSTS_END, _PEOPLE = expression(r"编制(?:数|人数)?$"), expression(r"实有|在[职编岗]|人员|人数")
_SPENT = expression(r"(?<![未待])(?:支出|支付|使用|执行)(?:数|金额)?$")
_VEHICLES, _POSTS = "辆", "编制"
_LIMIT, _INSIDE = expression(r"限额|控制数"), ("以内", "之内", "内", "范围内")
_USED_FOR, _OF_WHICH = "用于", "其中"
_KIND = 2  # characters at the end of a name that say of what kind a thing is
_BEFORE = expression(r"(?:上一?年|去年|年初|期初)(?:同期|末|底|数)?(?:为|是)?")
_FAR = 8  # sentences or items back to what is looked at in several ways
_SOURCE = expression(r"中央|[省市县区州镇乡]级|财政|上级|本级|自筹|补助|补贴|奖补|配套")
_OF_OTHERS = ("rest", "change", "change_of_change", "base", "price")


def heads_of(row: Row, first: int) -> list[int]:
    """Return the places of the amounts that the list beginning at *first* may break down."""
    item = row.items[first]
    if item.cue == "bracket" or (item.group and item.opens):
        return _heads_of_bracket(row, item)
    lines = item.cue == "colon" and "\n" in item.words  # 预算90万元，支出80万元，执行率88.9%：, and lines with both
    most = 1 if item.cue in ("colon", "within") and not lines else _MOST_BY if item.cue == "by" else _MOST
    heads: list[int] = []
    nearest = first - 1
    for place in range(first - 1, -1, -1):
        if not _reaches(row, item, row.items[place]):
            if is_told_of_other_side(row, item, row.items[place]) or _is_of_other_side(item, row.items[place]):
                continue
            break
        if item.sep == SEMICOLON and is_told_of_other_side(row, item, row.items[place]):
            continue
        if _is_kept_within(row.items[place]):
            nearest = place - 1
            continue
        if place == nearest and _counts_a_series(row.items[place], item):
            nearest = place - 1
            continue
        if row.items[place].is_whole_of_rate(row.items):
            continue  # 完成投资80亿元，占总投资200亿元的40%，其中…: the parts are of what has the share
        if (item.mark or item.cue == "list") and "。" in item.words and _is_part(row, place):
            continue  # 合同27份，其中施工18份，监理9份。主要合同如下：1.…: the lines are of all, not of the last part
        if item.cue == "by" and _is_classified_beside(row, item, row.items[place]):
            continue  # 按资金分，甲90万元，乙10万元；按支出性质分，…: two classifications of one whole
        may_head = _may_head(row, item, row.items[place], beside=place == nearest)
        if may_head and not (looks(item) and _is_looked_at(row, row.items[place])):
            heads.append(place)
            if len(heads) == most or _is_the_only_one(item, row.items[place]):
                break
    return heads


def _heads_of_bracket(row: Row, first: Item) -> list[int]:
    """Return what a bracket touches, and what its clauses tell before of the kind that the parts are called after.

    资产总额4.7亿元，负债1亿元，净资产3.7亿元（机关资产0.8亿元，学校资产3.9亿元）: the parts are of 4.7.
    """
    host = first.host
    if host < 0 or not row.items[host].kin(first):
        return []
    heads, kind = [host], first.label[-_KIND:]
    if len(first.label) <= _KIND or row.items[host].sep >= SEMICOLON:
        return heads
    for before in row.before_in_sentence(host):
        if before.depth == row.items[host].depth and before.kin(first) and kind in before.label:
            heads.append(before.place)
        if before.sep >= SEMICOLON or len(heads) == _MOST:
            break
    return heads


def _is_classified_beside(row: Row, first: Item, head: Item) -> bool:
    """Whether an amount stands in a list of the same sentence that 按…分 opens too."""
    if head.sentence != first.sentence:
        return False
    before = row.items[max(first.place - _MOST_BY, 0) : head.place + 1]
    return any(i.cue == "by" and i.sentence == first.sentence for i in before)


def _are_pairs_of_posts(row: Row, first: Item) -> bool:
    """Whether a list tells posts and the people in them in turn."""
    beside = row.behind(first.place)
    return bool(beside and _POSTS_END.search(first.label) and _PEOPLE.search(beside[0].label))


def _is_the_only_one(first: Item, head: Item) -> bool:
    """Whether 其中 follows at once an amount behind a ；: 收入90万元；支出80万元，其中甲50万元 is of spending."""
    return begins_behind(first, head) and head.sep == SEMICOLON


def begins_behind(first: Item, head: Item) -> bool:
    """Whether 其中 follows at once an amount that begins its clause: …。支出80万元，其中甲50万元."""
    at_once = first.cue == "of_which" and head.place == first.place - 1 and first.sep <= COMMA
    return at_once and head.role == "plain" and head.sep >= SEMICOLON and not head.group and bool(head.label)


def _is_part(row: Row, place: int) -> bool:
    """Whether 其中 stands before an amount in its sentence, or 包括 before one that is called no total.

    用于 opens no list where no amount stands before it: 公益金用于健身支出90万元。其中：1.…
    """
    item = row.items[place]
    if _follows_a_cue(row, place, "of_which"):
        return True
    if not _follows_a_cue(row, place, "list") or TOTAL_WORD.search(item.label):
        return False
    begins = item.cue_word == _USED_FOR and _OF_WHICH not in item.words
    return not begins or any(before.kin(item) for before in row.before_in_sentence(place))


def is_listed_before(row: Row, first: int, head: int) -> bool:
    """Whether an amount ends the list of a sentence before: 其中：按功能分类，甲9万元，乙1万元。按经济分类，….

    Or of a clause before: 其中一般债券9亿元，专项债券1亿元；按用途划分，….
    """
    apart = row.items[head].sentence < row.items[first].sentence or row.items[first].sep >= SEMICOLON
    return apart and _follows_a_cue(row, head, "of_which", "by")


def _follows_a_cue(row: Row, place: int, *cues: str) -> bool:
    item = row.items[place]
    near = row.items[max(place - _FAR, 0) : place + 1]
    return any(i.cue in cues and (i.sentence, i.depth) == (item.sentence, item.depth) for i in near)


def looks(item: Item) -> bool:
    """Whether a list opens with what is looked at: 分税收和非税收入看."""
    return item.cue == "by" and item.cue_word[0] in "分从" and item.cue_word.endswith("看")


def _is_looked_at(row: Row, item: Item) -> bool:
    """Whether an amount stands in a sentence that looks at something itself, and so is none of what is broken down."""
    here = (other for other in row.items[max(item.place - _FAR, 0) : item.place + 1])
    return any(looks(other) for other in here if other.sentence == item.sentence)


def heads_above(row: Row, first: int) -> list[int]:
    """Return the amounts in the line above a list that has no cue but the marks of its lines."""
    item = row.items[first]
    heads: list[int] = []
    for place in range(first - 1, -1, -1):
        head = row.items[place]
        if head.line < item.line - 1:
            break
        alike = head.role == "plain" or head.role == item.role == "change"
        if head.line == item.line - 1 and alike and head.kin(item) and (head.depth == 0 or is_of_heading(row, head)):
            heads.append(place)
    return heads


def is_of_heading(row: Row, item: Item) -> bool:
    """Whether an amount stands in a bracket, the only one of a line that is a heading: 一、中央资金（80万元）."""
    beside = row.items[max(item.place - 1, 0) : item.place + 2]
    alone = all(i is item or i.line != item.line for i in beside)
    return alone and item.opens and item.depth == 1 and item.host < 0 and bool(item.mark)


def _reaches(row: Row, first: Item, head: Item) -> bool:
    """Whether the cue reaches back to the sentence of *head*."""
    back = first.sentence - head.sentence
    if back > (
        _FAR
        if looks(first)
        else 3
        if first.cue in ("within", "by")
        else 2
        if first.mark or _is_below(row, first, head) or _tells_other_side(row, first, head)
        else 1
    ):
        return False
    if back and (side := _SIDE.search(first.words)) is not None and not _is_of_side(head, side.group(1)):
        return False
    if back and first.cue == "colon":
        # 未支付100万元。未支付资金中，甲项目60万元，…
        return head.role == "rest" and first.words.lstrip("。 \n").startswith(head.label[:2]) and bool(head.label)
    if not back or first.mark or first.cue in ("of_which", "within", "list", "by"):
        return True
    return first.cue == "respectively" and bool(TOTAL_WORD.search(head.label))


def _is_of_side(head: Item, side: str) -> bool:
    """Whether an amount in a sentence before may be what 支出包括 or 收入包括 breaks down."""
    return (
        side in head.label or "收支" in head.label or not (_SIDES - {side}).intersection(_SIDE_WORD.findall(head.label))
    )


def _is_of_other_side(first: Item, head: Item) -> bool:
    """Whether an amount right before is the total of the other side: 收入总计90万元，支出总计90万元。收入包括…."""
    side = _SIDE.search(first.words) if first.sentence - head.sentence == 1 else None
    return side is not None and head.label.endswith(_TOTAL) and not _is_of_side(head, side[1])


def breaks_down_a_side(head: Item, first: Item) -> bool:
    """Whether a list is all of what came in, or went out, of a total of both: 收支总预算90万元。收入包括….

    Or of its own: 收入总计90万元，支出总计90万元。收入包括….
    """
    side = _SIDE.search(first.words)
    return side is not None and ("收支" in head.label or head.label.endswith(f"{side[1]}{_TOTAL}"))


def _tells_other_side(row: Row, first: Item, head: Item) -> bool:
    """Whether a total of both sides is broken down by one in between: 收支总预算90万元。收入包括…。支出包括…."""
    told = (is_told_of_other_side(row, first, item) for item in row.items[head.place + 1 : first.place])
    return breaks_down_a_side(head, first) and any(told)


def is_told_of_other_side(row: Row, first: Item, item: Item) -> bool:
    """Whether an item stands in the clauses right before, which break down the other side of a total."""
    if first.sentence - item.sentence > 1 or _SIDE.search(first.words) is None:
        return False
    near = (i for i in row.items[max(item.place - _FAR, 0) : item.place + 1] if i.sentence == item.sentence)
    return any(_SIDE.search(i.words) for i in near)


def _is_below(row: Row, first: Item, head: Item) -> bool:
    """Whether 其中 or 具体包括 begins the line below that of an amount."""
    return head.line == row.items[first.place - 1].line and _NEXT_LINE.fullmatch(first.words) is not None


def _is_kept_within(item: Item) -> bool:
    """Whether a figure is a limit that the one before it keeps to: 余额87亿元，控制在限额91亿元之内，其中…."""
    return _LIMIT.search(item.label) is not None and item.post.startswith(_INSIDE)


def _counts_a_series(count: Item, first: Item) -> bool:
    """Whether a figure says how many there are of what a list tells in turn: 积案86件，分三批：第一批31件，第二批…."""
    return first.unit != count.unit != "" and first.label.startswith("第一" + count.unit)


def _may_head(row: Row, first: Item, head: Item, beside: bool) -> bool:
    if head.depth > first.depth or (head.depth == first.depth and head.group != first.group):
        return False
    if not head.kin(first) or (first.mark and head.mark == first.mark):
        return False  # the last line of the list before is no total of the next list
    if head.role == "rest" and _SIDE.search(first.words):
        return False  # 总支出90万元，收支结余5万元。支出构成为：…
    if _CAUSE in head.words.rpartition("。")[2] and head.sentence != first.sentence:
        return (
            False  # 增加10万元，原因是追加经费8万元。其中：…: what explains a change is no total of the next sentence
        )
    if first.cue == "within" and not is_named_within(first.cue_word, clean_label(head.label)):
        return False
    if _are_pairs_of_posts(row, first) and not _POSTS_END.search(head.label) and _PEOPLE.search(head.label):
        return False  # 实有104人。其中行政编制42名、实有40人，事业编制66名、实有64人: no posts are people
    if head.role == "rest" and head.sentence < first.sentence and _SPENT.search(first.label):
        return False  # 支出90万元，结余10万元。其中甲项目支出60万元: of what was spent
    # 剩余90万元，占10%，其中质保金60万元
    beside = beside or all(i.role == "share" for i in row.items[head.place + 1 : first.place])
    if not beside and head.unit == _VEHICLES and _POSTS in head.label:
        return False  # 车辆编制8辆，实有7辆，其中：执法执勤用车5辆: of those that there are
    if head.sentence < first.sentence and _BEFORE.fullmatch(head.label) and not _BEFORE.search(first.label):
        return False  # 总额90万元，较年初增加10万元，年初为80万元。其中…: what it was is the base of the change
    own = head.role == "rest" or _is_price_of_sources(head, first)
    return head.role == first.role or head.role not in _OF_OTHERS or (own and beside)


def _is_price_of_sources(head: Item, first: Item) -> bool:
    """Whether what each gets comes from several: 亩均投资2300元，其中中央1200元; 均价90元，其中甲类80元 is none."""
    sources = head.figure.type == "money" and _SOURCE.search(first.label) is not None
    return head.role == "price" and sources and first.cue == "of_which" and first.sep <= COMMA
