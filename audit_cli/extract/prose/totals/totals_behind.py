"""Totals behind their parts: 甲项目3万元，乙项目4万元，共计7万元.

The plain amounts before a figure called 合计, 共计, 以上 … are its parts, or the last few of them. It ticks where they
add up; it fails, to be reviewed, only where they are the whole run before a total that speaks of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.labels import TOTAL_WORD
from audit_cli.extract.prose.lists.form import ends_open
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.totals.told_beside import is_above_a_threshold, is_told_with_others
from audit_cli.extract.prose.totals.total_runs import (
    behind_semicolon,
    called_alike,
    closing_end,
    is_list_of_counts,
    last_of_one_unit,
    roles_of_parts,
    run_before,
    with_the_sentence_before,
)
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim
from audit_cli.quantity import ZERO, significant_digits

_CLAUSE_ENDS = expression(r"[；;。]")
_ABOVE = expression(r"以上|上述|^[两三四五六七八九]项合计")
_ITEMS = expression(r"([两二三四五六七八九])(?:项|[级方者类家处](?:[一-鿿]{0,4})(?=共|合计|总计|累计))")
_NAMED_ITEMS = expression(r"([两二三四五六七八九]?)([一-鿿]{1,2}?)(?=一?共|合计|总计|累计)")
_OF_THEM_ALL, _VERB = expression(r"^(?:一?共|合计|总计|累计)[计有为是]?"), 2  # characters
_OF_THEM = expression(r"[两三四]者")
_KINDS, _ALL_OF_THEM = ("项", "类", "种"), expression(r"[一-鿿]{0,10}(?:共计?|合计|总计)[一-鿿]{0,4}")
_SPANS, _SINCE = ("年", "次", "批", "期", "轮"), expression(r"累计|合计|一?共|总")
_ADDED_UP = expression(r"合计|共计|总计|总分|得分")
_SAYS_ALL = expression(r"合计|共计|总计|(?<![一-鿿])一?共|总额|总数|因此|总分|(?:总|自评|综合|最终)得分")
_CHANGED_IN_ALL = expression(r"(?:合计|共计|总计|累计|总共|共)(?:追加|增加|新增|调[增减]|[追核压削缩]减|减少)了?$")
_SCORE = expression(r"总分|(?:总|自评|综合|最终)(?:评价)?得分|(?:合计|共计|总计)(?:得分?|$)")
_SUM = ("合计", "共计", "总计")
_NAMED_ALL = expression(r"(?:全[县市区局年系]统?)?([一-鿿]{2})[一-鿿]{0,4}共(?:有|计)?")
_COUNTED = expression(r"\s*[一-鿿]")
# what some of them may have, but no more than all: 共86人享受财政供养
_HAVE = expression(r"\s*(?:享受|参[加与]|领取|纳入|受益|获得|得到|接受)")
# a part whose amount is not told: 中央资金全部到位，县级资金到位28万元，共计到位800万元
_UNTOLD = expression(r"(?:全部|全额|足额|均已|按时)[一-鿿]{0,4}[，,][^，。；]*$")
_IN_ALL = expression(r"(?:总|累计)(?:投资|投入|支出|费用|经费|资金|成本|规模)(?:额|金额)?[为是达共]*")
_ONE_BY_ONE, _AND, _SERIES = expression(r"分别|依次"), "和及与", 12
_COMPOSED, _MAKE_UP = expression(r"由"), ("组成", "构成")
_ALL_SO = expression(r"(?:共计?|合计|总计)(?:收回|回收|发放)")
_SO_FAR = expression(r"完成|支付|到位|拨付|已")
_MAY_BE_MORE = expression(
    r"累计|^全年|总(?:收入|支出|投资|投入|长度?|里程|面积|规模|造价|费用|成本|容量|产量)|(?:合同|工程|项目|中标|采购)总价"
)
_KINDS_TOLD = 3  # figures before a total that says how many they are
_DISTINCT = 3  # digits of which one may be a slip
_SIDES = ("收入", "支出", "预算", "决算")
_NO_SIDE = expression(r"(?:公共|基金|经营)预算|预算(?:稳定|周转)")  # words of a name
_TOTAL_REACH = 14  # characters before a figure that may call it a total
# one of these is in all that calls a figure a total
_MAY_SAY = expression(r"[合共总累述项]|以上|全年|得分")


def totals_behind(row: Row) -> Iterator[Claim]:
    heads, led_to = set(row.total_of.values()), set(row.steps.values())
    for total in row.amounts:
        place = total.place
        if total.cue or not (total.role in ("plain", "used") or _changes_in_all(total)):
            continue
        if place in row.taken or place in led_to or (place in heads and not _heads_what_follows(row, total)):
            continue
        counted = _counted_above(row, total)
        clause = total.lead if total.sep < SEMICOLON else _CLAUSE_ENDS.split(total.lead)[-1]
        words = (counted.label if counted else "") + clause + total.label
        if not (total.total_after or _MAY_SAY.search(words)):
            continue
        of_series = _series_of(row, total)
        said = total.total_after or counted or of_series or TOTAL_WORD.search(words[-_TOTAL_REACH:])
        if not (said or _so_many(row, total) or _may_be_more(total.label)):
            continue  # 累计 is said
        if is_above_a_threshold(row, total):
            continue
        if (again := _total_again(row, total)) is not None:
            yield again
            continue
        above = bool(_ABOVE.search(words))
        before = run_before(row, total, above or total.line > 0 or _scores_all(total, words))
        run = called_alike(row, total, before)
        above = above or len(run) < len(before)
        run = _of_its_side(row, total, run)
        if run and run[-1] == place - 1 and total.sep == NO_SEPARATOR and _so_many(row, total):
            run.pop()  # 走访1860户、1742户，两次一共走访3602户
        if 1 < (many := _so_many(row, total)) < len(run):
            own = row.at(run[-many:])
            # of four that one mark parts, 两项合计 does not say which two
            apart = own[0].sep >= SEMICOLON > own[1].sep or _OF_THEM.match(total.label)
            if apart and all(i.same_unit(total) for i in own):
                run = run[-many:]  # 指标96条，不可衡量27条，不匹配9条，两者合计36条
        closing = closing_end(row, place, run)
        dropped = run[: len(run) - len(closing)] if closing is not None else []
        if dropped and closing and row.repeats(dropped[-1], closing[0]):
            closing = None  # 甲3人，甲3人，乙4人，合计7人
        if closing is not None and dropped and (not said or _are_one_list(row, total, run)):
            closing = None  # 总投资 of some of what stands before it
        if closing is not None:
            row.taken.update(closing)
            yield row.claim(place, closing, basis="合计")
        elif many > 1 and (told := _last_of_sentence(row, total, many)) and row.closes(place, told):
            row.take(place, told)
            yield row.claim(place, told, basis="合计")
        elif (both := with_the_sentence_before(row, total, run)) is not None:
            yield row.claim(place, both, asserted=row.closes(place, both), basis="合计")
        elif _leaves_out_a_list(row, total, run):
            continue
        elif _counts_others(row, total, counted, run) or is_told_with_others(row, total, run):
            row.missed.append((place, run))
        else:
            here = [p for p in run if row.items[p].sentence == total.sentence]
            run = here if len(here) > 1 and not above else run
            run = [p for p in run if p >= of_series.place] if of_series is not None else run
            if _KINDS_TOLD <= many == len(run) and not any(i.figure.approximate for i in row.at(run)):
                yield row.claim(place, run, basis="合计")
                continue  # 办理户籍42笔，证件36张，居住证18张，三项合计96笔
            run = behind_semicolon(row, last_of_one_unit(row, total, run), above)
            if many not in (0, len(run)) and many > 1:
                row.missed.append((place, run))
            elif _is_whole_of(
                row, total, run, said=total.total_after or above or of_series is not None or _so_many(row, total) > 0
            ):
                form = "partial" if ends_open(row.items[run[-1]]) else "complete"
                sure = form == "complete" and total.total_after and _stands_right_behind(row, total, run)
                yield row.claim(place, run, form, asserted=sure, basis="合计")
            elif _is_all_but_for_a_slip(row, total, run):
                yield row.claim(place, run, asserted=False, basis="合计")
            else:
                row.missed.append((place, run))


def _leaves_out_a_list(row: Row, total: Item, run: list[int]) -> bool:
    """Whether a list stands between a total and its run, whose head is no part of the run.

    配置（10分）。其中甲5分，乙5分。执行（20分）。其中丙15分，丁5分。两项合计30分.
    """
    between = row.items[run[-1] + 1 : total.place] if run else ()
    heads = (row.total_of.get(i.place, -1) for i in between if i.same_unit(total))
    return any(head >= 0 and head not in run for head in heads)


def _are_one_list(row: Row, total: Item, run: list[int]) -> bool:
    """Whether one sign alone keeps a list that its total sums up: no total begins in the middle of it.

    进校园16场、进社区21场、进企业9场，共30场.
    """
    first, *others = row.at(run)
    alike = all(i.sep == PAUSE and i.unit == first.unit == total.unit for i in others)
    return alike and total.total_after and total.sep == COMMA and _stands_right_behind(row, total, run)


def _stands_right_behind(row: Row, total: Item, run: list[int]) -> bool:
    """Whether a list and its total are all that a clause tells: 查处酒驾786起、醉驾114起，合计900起."""
    first, parts = row.items[run[0]], row.at(run)
    here = [i for i in row.items[run[0] : total.place] if i.depth <= total.depth]
    begins = first.sep >= SEMICOLON or not first.place or row.items[first.place - 1].sentence != first.sentence
    begins = begins or first.cue == "respectively"  # 分别支出74万元、38万元，共112万元
    return here == parts and begins and total.sep <= COMMA and all(i.same_unit(total) for i in parts)


def _last_of_sentence(row: Row, total: Item, many: int) -> list[int]:
    """Return the last figures before a total of its unit, parts or not: 甲9户，其中乙2户；丙3户，两类共5户."""
    before = (i for i in row.before_in_sentence(total.place) if i.same_unit(total) and i.depth <= total.depth)
    told = [i.place for i in islice(before, many)]
    return told[::-1] if len(told) == many else []


def _series_of(row: Row, total: Item) -> Item | None:
    """Return the first of what was told one by one: 三个项目分别投入3万元、4万元和5万元，总投资12万元.

    由设计费3万元、施工费9万元组成，总投资12万元 is told so, too.
    """
    composed = total.lead.startswith(_MAKE_UP)
    begins = _COMPOSED if composed else _ONE_BY_ONE
    if not (_IN_ALL.fullmatch(total.label) or _ALL_SO.fullmatch(total.label)) or total.sep > COMMA:
        return None
    for item in reversed(row.items[max(total.place - _SERIES, 0) : total.place]):
        if begins.search(item.label):
            return None if _SO_FAR.search(item.label) else item
        if (item.label.strip(_AND) and not composed) or item.sep > PAUSE or not item.kin(total):
            break
    return None


def _heads_what_follows(row: Row, total: Item) -> bool:
    """Whether a figure that sums up what stands before it is broken down anew: 甲3万元、乙4万元，合计7万元。按用途…."""
    summed = total.total_after or total.label.startswith("共")
    return summed and all(part > total.place for part, head in row.total_of.items() if head == total.place)


def _changes_in_all(total: Item) -> bool:
    """Whether changes are summed up: 追加基本支出5万元、项目支出3万元，共追加8万元."""
    return total.role == "change" and _CHANGED_IN_ALL.match(total.label) is not None


def _total_again(row: Row, total: Item) -> Claim | None:
    """Return the sum of a list whose head has said it already: 总收入100万元，具体为甲60万元、乙40万元，合计100万元."""
    last = total.place - 1
    head = row.total_of.get(last, -1)
    if not total.total_after or head < 0 or row.items[head].sentence != total.sentence:
        return None
    if not row.items[head].kin(total) or row.items[last].depth != total.depth:
        return None
    parts = [place for place in range(head + 1, total.place) if row.total_of.get(place) == head]
    return row.claim(total.place, parts, basis="合计") if len(parts) > 1 else None


def _counts_others(row: Row, total: Item, counted: Item | None, run: list[int]) -> bool:
    """Whether a total says of how many it is, and others stand before it: 以上3个项目共…, 四项合计."""
    if counted is not None and len(run) != counted.figure.value:
        return True
    return _so_many(row, total) not in (0, len(run))


def _so_many(row: Row, total: Item) -> int:
    """Return of how many figures a total is by its words: 四项合计, 三年累计; 0 where they do not say it."""
    if (said := _ITEMS.match(total.label)) is not None:
        return int(chinese(said[1])[0])
    before = row.items[total.place - 1] if total.place else total
    touches = total.sep == NO_SEPARATOR and not before.figure.approximate
    if (called := _NAMED_ITEMS.match(total.label)) is not None and (called[1] or touches):
        many = int(chinese(called[1])[0] if called[1] else before.figure.value)
        told = _OF_THEM_ALL.sub("", total.label[called.end() :])
        if before.unit not in _SPANS and _are_called(row, before if not called[1] else total, many, called[2], told):
            return many
    if touches and before.unit in _KINDS and before.sep in (COMMA, PAUSE):
        return int(before.figure.value) if _ALL_OF_THEM.fullmatch(total.label) else 0  # 三项污染物共削减1728吨
    return int(before.figure.value) if touches and before.unit in _SPANS and _SINCE.match(total.label) else 0


def _are_called(row: Row, behind: Item, many: int, noun: str, done: str) -> bool:
    """Whether so many figures are told of what a total counts: 春季班46人，秋季班52人，两班共98人.

    甲村投入20万元，乙村投入30万元，两村共争取上级资金80万元 is of what was done besides.
    """
    if many <= 1:
        return False
    before = (i for i in row.before_in_sentence(behind.place) if i.depth <= behind.depth)
    labels = [i.label for i in islice(before, many)]
    told = not done or any(done[:_VERB] in label for label in labels)
    return len(labels) == many and told and all(not set(noun).isdisjoint(label) for label in labels)


def _counted_above(row: Row, total: Item) -> Item | None:
    """Return the number of what stands above: 3个 in 以上3个项目共下达资金50万元."""
    before = row.items[total.place - 1] if total.place else None
    if before is None or total.sep > NO_SEPARATOR or before.figure.type != "count" or not _ABOVE.search(before.label):
        return None
    return before


def _scores_all(total: Item, words: str) -> bool:
    """Whether a score sums up the sentence before: 决策得14分；过程得23分。综合得分37分."""
    return total.unit == "分" and bool(_SCORE.search(words))


def _is_whole_of(row: Row, total: Item, run: list[int], said: bool) -> bool:
    """Whether a run that does not add up is all that its total speaks of: as is *said*, or by what it consists of."""
    parts = row.at(run)
    if len(run) < 2 or not (all(i.same_unit(total) for i in parts) or is_list_of_counts(total, parts)):
        return False
    if total.figure.type == "count" and _COUNTED.match(total.post) and not _counts_alike(total, parts):
        of_all = sum((item.figure.value for item in parts), ZERO)
        return said and total.figure.value > of_all and _HAVE.match(total.post) is not None
    if _UNTOLD.search(parts[0].words) or any(total.label and item.label.endswith(total.label) for item in parts):
        return False  # a part is not told, or all of them are called alike: 计116万元；…计69万元；…计47万元
    if said or row.terms.complete(row.concepts_at(run)):
        return True
    words = total.lead[-4:] + total.label
    says, named = _SAYS_ALL.search(words), _names_parts(total, parts)
    if not named and (says is None or any(says.group() in item.label for item in parts)):
        return False
    if not _are_alike(total, parts):
        return False
    if _goes_on_before(row, run):
        return False
    if _leaves_others(row, total, run):
        return False
    return named or bool(_ADDED_UP.search(words)) or all(item.figure.value < total.figure.value for item in parts)


def _may_be_more(label: str) -> bool:
    # one of these is in all that the pattern finds, but for 累计, which is said
    return ("总" in label or "全年" in label) and _MAY_BE_MORE.search(label) is not None


def _is_all_but_for_a_slip(row: Row, total: Item, run: list[int]) -> bool:
    """Whether a total that may be of more, 总投资 or 累计, is that of all before it but for one digit."""
    parts = row.at(run)
    if len(run) < 2 or not _MAY_BE_MORE.search(total.label) or not all(i.same_unit(total) for i in parts):
        return False
    if not _are_alike(total, parts) or _leaves_others(row, total, run):
        return False
    if any(_SO_FAR.search(i.label) for i in parts):
        return False  # 分别完成30万元、40万元，总投资100万元
    added = sum((i.figure.value * row.weights[i.place] for i in parts), ZERO)
    meant = [(total.figure, added), *((i.figure, i.figure.value + total.figure.value - added) for i in parts)]
    return any(significant_digits(value) >= _DISTINCT and mistyped(figure, value, _DISTINCT) for figure, value in meant)


def _leaves_others(row: Row, total: Item, run: list[int]) -> bool:
    """Whether other amounts that may be parts stand before a total, since the ； before the run."""
    roles = roles_of_parts(row, total)
    begins = max((i.place for i in row.items[: run[0] + 1] if i.sep >= SEMICOLON), default=0)
    before = (i for i in row.before_in_sentence(total.place) if i.place >= begins)
    others = (i for i in before if _may_be_one_more(i, total) and i.place not in run and i.depth <= total.depth)
    return any(i.role in roles or i.role != "plain" for i in others)


def _may_be_one_more(item: Item, total: Item) -> bool:
    """Whether a figure may be a part of a total: money of money, and of what is counted what has its measure word."""
    return item.same_unit(total) if total.figure.type == "count" else item.kin(total)


def _names_parts(total: Item, parts: list[Item]) -> bool:
    """Whether a total has the noun that all its parts have: 机关在编42人，事业在编65人，在编人员共107人."""
    name = _NAMED_ALL.fullmatch(total.label)
    return name is not None and all(name[1] in item.label for item in parts)


def _goes_on_before(row: Row, run: list[int]) -> bool:
    """Whether the run may begin in the sentence before: 及时性扣2分；满意度扣3分。决策扣1分，过程扣1.5分，共扣7.5分."""
    if not run[0]:
        return False
    first, before = row.items[run[0]], row.items[run[0] - 1]
    elsewhere = before.sentence != first.sentence and before.unit == first.unit
    return elsewhere and bool(first.label) and before.label[-1:] == first.label[-1:]


def _counts_alike(total: Item, parts: list[Item]) -> bool:
    """Whether parts have the noun of the total, unlike in 5个行政村、1个社区，共48个村民小组.

    A part has it behind its number, or all of them before: 临床科室28个、医技科室9个，合计37个科室.
    """
    noun, end = total.post.strip()[:2], total.post.strip()[-2:]
    if total.label in _SUM and not any(item.post.strip() for item in parts):
        return True  # 社区14个、行政村3个，合计17个村居
    if noun == "单位":
        return True  # 部门58个、区县11个，共69个单位
    if any(item.post[:2] == noun for item in parts) or all(item.label.endswith((noun, end)) for item in parts):
        return True
    # 小学8所、中学3所，共11所学校
    return all(set(total.post) & set(item.post.strip() or item.label) for item in parts)


def _are_alike(total: Item, parts: list[Item]) -> bool:
    """Whether a total and its parts are all of income, or all of spending, as far as their labels tell."""
    own = _sides(total)
    sides = [_sides(item) for item in parts]
    if {"收入", "支出"} <= set().union(*sides):
        return False
    return all(not side or not own or side & own for side in sides)


def _of_its_side(row: Row, total: Item, run: list[int]) -> list[int]:
    """Return what was spent, where budgets stand beside it: 预算2万元，支出1.9万元。…两项合计支出2.8万元."""
    own = _sides(total)
    kept = [p for p in run if not (sides := _sides(row.items[p])) or sides & own] if own else run
    return kept if len(kept) > 1 else run


def _sides(item: Item) -> set[str]:
    label = _NO_SIDE.sub("", item.label)
    return {word for word in _SIDES if word in label}
