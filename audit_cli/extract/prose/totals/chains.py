"""Chains: 年初预算100万元，加上上年结转10万元，年中追加20万元，调减5万元，全年预算125万元.

A figure, steps whose words say that they are added or taken off, and the figure that they lead to. It ticks and fails
where both ends are named, as 年初预算 and 全年预算 or 年初 and 年末, or where a step is worded as arithmetic and the
end as its result. A stock is only reviewed; other ends may only tick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, PAUSE, SEMICOLON, STOP, Item
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import ODDS, one_slip_off
from audit_cli.model import Claim, Term
from audit_cli.quantity import Verdict, agrees, sum_verdict
from audit_cli.value import Value

# steps worded as arithmetic stand at the beginning of their label
_PLUS = expression(r"[并再另]?加(?:上|[：:]|(?=[上本当年]年|年初|期初|其他))(?!后)|再加")
_MINUS = expression(r"[并再]?(?:减去|减[：:]|减(?=[上本当年]年|年末|期末|其他)|扣除|扣减|减除|剔除|抵减)(?!后)")
_ARITHMETIC = frozenset("并再另加减扣剔抵")  # how these steps begin
_ADDED = expression(
    r"追加|新(?:排查|发现|受理|收治)|采购|出生|接受|接收|入库|招收|招录|新[进招聘录调购]|录用|引进|聘用|迁入|拨入|借入|调增|新增|增加|增拨|转入|调入|纳入|购入|购置|新建|上年结[转余]|年初结[转余]|上级|(?:本[年期]度?|当[年期]|全年)[一-鿿]{0,6}?收入"
)
_TAKEN = expression(
    r"调减|追减|核减|审减|压减|削减|缩减|减少|调出|转出|退出|退休|报废|拆除|核销|注销|出库|毕业|离职|辞职|去世|迁出|收回|处置|偿还|归还|清退|领用|发放|消耗|使用|偿付|出售|死亡|淘汰|出栏|(?:本[年期]度?|当[年期]|全年)[一-鿿]{0,6}?(?:支出|列支)"
)
_STEP = expression(f"{_TAKEN.pattern}|{_ADDED.pattern}")
_STEP_END = expression(r"(?:追加|增加|新增|调[增减]|[追核压削缩]减|减少|收回|退休|调出|调入)(?:了|[\s：:])*$")
_IN_ALL = expression(r"(?:合计|共计|总计|累计|总共|共)(?:追加|增加|新增|调[增减]|[追核压削缩]减|减少)")
_NET = expression(r"净(?:[调追核]?[增减]|追加)")
_COMPARES = expression(r"比|较|同期")
_RESULT = expression(
    r"后(?:[为是余可净剩应]|结余|年末)|合计|共计|总计|剩余|结余|余额|净|可用|可支配|年末|期末|全年预算|等于|实有|应为|^实[付发拨收得缴]|^(?:全年|累计|共)"
)
# the figures that a chain begins and ends with; what comes in and goes out of a stock must both be told
_BUDGET = (
    expression(
        r"年初[一-鿿]{0,4}预算|年初(?:批复|安排|核定)|预算批复|部门(?:整体|年度)?预算(?:数|总额|收入|支出|安排)*为?$"
    ),
    expression(r"调整后|调整预算|全年预算|追加后|可用|可支配|最终预算"),
)
_SETTLED = (
    expression(r"合同(?:总?价款?|总?金额|总?额)$|送审[一-鿿]{0,3}$"),
    expression(r"送审|审定|结算(?:价|金额|总价)?|变更[后为]|实际总价"),
)
_ALLOTTED = expression(r"下达|安排"), expression(r"^(?:全年|最终|共)?实际(?:下达|安排|可用|可支配)|^(?:调整|追加)后")
_APPLIED = expression(r"申请|申报"), expression(r"^(?:最终|实际)?(?:下达|安排|批复|核定)")
_STOCK = expression(r"原有|年初|期初|上年[末底]|去年[末底]|\d年年?[末底]"), expression(r"年末|年底|期末|现有|实有")
# what is added up without words of arithmetic begins with one of these
_BEGINS = expression("|".join(begin.pattern for begin, _ in (_BUDGET, _SETTLED, _ALLOTTED, _APPLIED, _STOCK)))
_PLANNED = expression(r"预算|计划|目标")
_NO_NAME = expression(
    r"截至|(?:\d{4}|[上去])?[年期月][初末底]|\d{4}年|原有|现有|实有|现|总?(?:人数|数[量额]?|额)|余额|库存|存量|余量|结存|共计?|[为是有达尚仍：:]|剩余|结余|结[转存]"
)
_ALL_OVER = expression(r"(?:全|我)[省市县区州镇乡村局校院](?=[年期]初)")  # 全县年初有危桥14座
_CLAUSE = expression(r"[，,；;。：:]")
_NAME = 4  # characters at the end of the name of a stock
_OPENING = expression(r"(?:[年期]初|[上去]年度?[末底])(?:账面)?(?:余额|结存|库存)")
_CARRIED = expression(r"结转|结余")
_FUND = expression(r"非?财政拨款|一般公共预算|政府性基金|财政专户|专项资金|(?:非同级)?财政")
_UNSAID = 1  # steps whose words do not say whether they are added or taken off
_LONGEST = 12
_WORDED = 0  # where words say that they are added up, and only not how many
_SENTENCES = 2  # that may lie between one budget and the other


class _Step(Value, frozen=True):
    """An item that is added or taken off; *worded* says that its words are those of arithmetic.

    Its sign is 0 where its words do not say which of both: between a stock and another it is one of them.
    """

    item: Item
    sign: int
    worded: bool


def chains(row: Row) -> Iterator[Claim]:
    own = [None if _is_compared(row, item) or _is_listed(row, item) else _own_step(item) for item in row.items]
    if not any(own):
        return
    any_worded = any(step.worded for step in own if step is not None)
    for item in row.items:
        start = _called_in_full(row, item)
        if not start.is_amount or start.role not in ("plain", "used", "rest") or start.place in row.steps:
            continue
        if start.role == "rest" and not (_OPENING.match(start.label) or _is_added_to(row, start)):
            continue
        if start.figure.approximate or not (any_worded or _BEGINS.search(start.label)):
            continue
        if not _may_begin(row, start, own[start.place]):
            continue
        steps, end, passed = _walk(row, start, own)
        if end is None or not steps or _is_counted(row, start, steps):
            continue
        if (told := _signed(row, start, steps, end)) is None:
            continue
        steps = told
        parts = [_Step(start, 1, False), *steps]
        verdict = _verdict(row, end, parts)
        passed = [] if agrees(verdict) else passed
        beside = [] if agrees(verdict) or not steps[0].worded else _beside(row, start)
        longer = [[*(_Step(item, 1, False) for item in beside[-n:]), *parts] for n in range(1, len(beside) + 1)]
        longer += [[*parts, *passed[n:]] for n in range(len(passed))]
        meant = next((told for told in longer if agrees(_verdict(row, end, told))), None)
        meant = meant or next((told for told in longer if _is_one_slip_off(end, told, _WORDED)), None)
        if meant is not None:
            parts, verdict = meant, _verdict(row, end, meant)
        named = _is_named(start, steps, end)
        if not named and not any(s.worded for s in steps):
            continue
        slipped = not named and verdict not in ("exact", "rounding")
        if slipped and not _is_one_slip_off(end, parts):
            continue
        row.steps.update((s.item.place, end.place) for s in steps)
        terms = (Term(s.item.figure, "part", row.labels[s.item.place], s.sign) for s in parts)
        # of a stock something else may have come in or gone out
        worded = _BUDGET[0].search(start.label) is not None or any(s.worded for s in steps)
        sure = agrees(verdict) or (worded and not beside and not passed)
        roles = (row.term(end.place, "total"), *terms)
        tick_only = not (named or slipped)
        yield Claim("sum", roles, "complete", asserted=named and sure, tick_only=tick_only, basis="加减")


def _is_listed(row: Row, item: Item) -> bool:
    """Whether an item goes on with a list below a step: 化解48万元，其中偿还31万元、核减17万元."""
    before = row.items[item.place - 1] if item.place and item.sep == PAUSE else None
    return before is not None and before.cue == "of_which"


def _called_in_full(row: Row, item: Item) -> Item:
    """Return a stock with all that it is called: 年初储备物资32类、4.86万件; 年初有四、五类危桥14座."""
    before = row.items[item.place - 1] if item.place else item
    if _ALL_OVER.match(item.label):
        return item._replace(label=_ALL_OVER.sub("", item.label))
    if item.sep != PAUSE or _STOCK[0].search(item.label):
        return item
    if not item.label:
        return item._replace(label=before.label) if _STOCK[0].search(before.label) else item
    clause = _CLAUSE.split(item.lead)[-1]
    found = _STOCK[0].search(clause)
    return item._replace(label=clause[found.start() :] + item.label) if found is not None else item


def _signed(row: Row, start: Item, steps: list[_Step], end: Item) -> list[_Step] | None:
    """Return the steps with the signs that their words do not say: those that lead to the end, else the other sign."""
    unsaid = [s for s in steps if not s.sign]
    if not unsaid:
        return steps
    if len(unsaid) > _UNSAID or not _STOCK[1].search(end.label):
        return None
    readings = [[s if s.sign else s._replace(sign=sign) for s in steps] for sign in (-1, 1)]
    closing = (r for r in readings if agrees(_verdict(row, end, [_Step(start, 1, False), *r])))
    other_sign = (r for r in readings if {s.sign for s in r} == {1, -1} and len(steps) > 1)
    return next(closing, None) or next(other_sign, None)


def _verdict(row: Row, end: Item, parts: Sequence[_Step]) -> Verdict:
    signs = [s.sign * row.weights[s.item.place] for s in parts]
    return sum_verdict(end.figure.quantity, [s.item.figure.quantity for s in parts], signs)


def _is_one_slip_off(end: Item, parts: Sequence[_Step], odds: int = ODDS) -> bool:
    """Whether one digit of the end, or of one of the parts, is all that keeps a chain from leading to it."""
    figures = [s.item.figure for s in parts]
    if any(f.scale != end.figure.scale for f in figures) or end.sep > COMMA:
        return False
    return one_slip_off(end.figure, figures, [s.sign for s in parts], odds)


def _beside(row: Row, start: Item) -> list[Item]:
    """Return the amounts before *start* that may be added up with it: 下达60万元，本级安排20万元，加上结转5万元."""
    found: list[Item] = []
    for item in row.before_in_sentence(start.place):
        if item.depth > start.depth or not item.is_amount:
            continue
        if item.role not in ("plain", "used") or not item.kin(start) or item.figure.approximate:
            break
        found.append(item)
        if item.sep >= SEMICOLON:
            break
    found.reverse()
    return found if start.sep <= COMMA else []


def _is_counted(row: Row, start: Item, steps: Sequence[_Step]) -> bool:
    """Whether the steps lead from the total of *start* already: 收入80万元，其中税收60万元。加上…，收入合计100万元."""
    return start.place in row.total_of and any(step.item.place in row.steps for step in steps)


def _may_begin(row: Row, start: Item, step: _Step | None) -> bool:
    """Whether a chain begins here: 上年结转10万元，加本年收入100万元 does, but not behind another amount."""
    return step is None or not (step.worded or any(i.kin(start) for i in row.before_in_sentence(start.place)))


def _is_added_to(row: Row, rest: Item) -> bool:
    """Whether a balance goes on as a sum: 当年结余4万元，加上年初结余8万元，年末结余12万元."""
    return any(_PLUS.match(i.label) and i.kin(rest) for i in row.behind(rest.place))


def _walk(row: Row, start: Item, own: Sequence[_Step | None]) -> tuple[list[_Step], Item | None, list[_Step]]:
    """Return the steps behind *start*, the first figure that is none, which they should lead to, and what is passed by.

    What a list between has as its parts may be steps by its words, as its end is a guess:
    收入60万元，加上级补助30万元，其中一般补助20万元、专项补助10万元，上年结转10万元，收入合计100万元.
    """
    steps: list[_Step] = []
    passed: list[_Step] = []
    reach = _SENTENCES if _BUDGET[0].search(start.label) else 0
    for item in row.items[start.place + 1 : start.place + 1 + _LONGEST]:
        if not steps and _goes_on(row, item, start, own[item.place]):
            reach = item.sentence - start.sentence
        if not steps and (_is_told_of(row, item, start) or _is_base_of_a_rate(row, item)):
            continue
        if item.sentence - start.sentence > reach or item.depth < start.depth:
            break
        if not item.kin(start) or not (item.figure.type == "money" or item.same_unit(start)) or item.group:
            continue
        if row.total_of.get(item.place, -1) >= start.place:
            # 年初预算100万元，其中基本支出60万元: a part of what has been counted
            if steps and item.depth == start.depth and (step := own[item.place]) is not None:
                passed.append(step)
            continue
        step = own[item.place] or (_one_more(item, steps[-1]) if steps else None)
        if item.figure.approximate:
            break
        if step is not None and _NET.match(item.label):
            steps = []  # 调增8万元，调减3万元，净调增5万元: what both come to
        elif step is not None and _sums_up(item, steps):
            steps = [s for s in steps if s.sign != step.sign]
        if step is None and (item.is_change or item.role in ("base", "price")):
            continue
        if step is None and _is_between_stocks(row, start, item):
            step = _Step(item, 0, False)  # 年初滞留38人，新增12人，离站21人，年末滞留29人
        if step is None:
            return steps, item if item.role in ("plain", "rest", "used", "to") else None, passed
        steps.append(step)
    return steps, None, passed


def _is_between_stocks(row: Row, start: Item, item: Item) -> bool:
    """Whether an item stands between what there was of a thing at the beginning of a time and what there is of it."""
    if not _STOCK[0].match(start.label) or _PLANNED.search(start.label) or item.role not in ("plain", "used"):
        return False
    behind = (i for i in row.items[item.place + 1 : item.place + _LONGEST] if i.sentence == item.sentence)
    ends = (i for i in behind if i.same_unit(item) and _STOCK[1].match(i.label) and not _PLANNED.search(i.label))
    return item.sep <= COMMA and not _STOCK[1].search(item.label) and any(_are_of_one_thing(start, i) for i in ends)


def _are_of_one_thing(first: Item, last: Item) -> bool:
    """Whether two stocks have one name, as far as they have any, unlike 户籍人口年初31246人，…，常住人口年末26020人."""
    name, other = (_NO_NAME.sub("", item.label) for item in (first, last))
    return name in other or other in name or name[-_NAME:] == other[-_NAME:]


def _goes_on(row: Row, item: Item, start: Item, step: _Step | None) -> bool:
    """Whether the next sentence goes on with a sum: 收入完成80万元，增长5%。加上转移性收入20万元，收入合计100万元."""
    if step is None or not step.worded or start.cue or not 0 < item.sentence - start.sentence <= _SENTENCES:
        return False
    between = [i for i in row.items[start.place + 1 : item.place] if i.is_amount and i.role in ("plain", "used")]
    told_of = (row.total_of.get(i.place, -1) >= start.place or _is_base_of_a_rate(row, i) for i in between)
    return item.sep == STOP and all(told_of)


def _is_base_of_a_rate(row: Row, item: Item) -> bool:
    """Whether an amount only says what a rate is of: 收入完成80万元，为预算90万元的88.9%."""
    behind = row.behind(item.place)
    return any(i.figure.type == "rate" and i.sep == NO_SEPARATOR and i.label.startswith("的") for i in behind)


def _is_told_of(row: Row, item: Item, start: Item) -> bool:
    """Whether a sentence between only tells of the first figure: 收入80万元。其中税收60万元，增长5%。加上…."""
    if not 0 < item.sentence - start.sentence < _SENTENCES:
        return False
    return not item.is_amount or row.total_of.get(item.place, -1) >= start.place


def _sums_up(item: Item, steps: Sequence[_Step]) -> bool:
    """Whether an item is the total of the steps before it: 追加基本支出5万元、项目支出3万元，共追加8万元."""
    return len(steps) > 1 and _IN_ALL.match(item.label) is not None


def _own_step(item: Item) -> _Step | None:
    """Return how an item counts in a chain by its own words, None if they do not say it."""
    label = item.label
    if label[:1] in _ARITHMETIC:
        for sign, pattern in ((1, _PLUS), (-1, _MINUS)):
            if pattern.match(label):
                return _Step(item, sign, True)
    if not _STEP.search(label) or _is_other(item):
        return None
    taken, added = _TAKEN.search(label), _ADDED.search(label)
    return _Step(item, 1 if added and not (taken and taken.start() < added.start()) else -1, False)


def _is_compared(row: Row, item: Item) -> bool:
    """Whether an amount is the change since what stands right before it: 预算90万元，较上年80万元增加10万元."""
    return item.is_change and item.place > 0 and row.items[item.place - 1].role == "base" and item.sep == NO_SEPARATOR


def _one_more(item: Item, before: _Step) -> _Step | None:
    """Return an item as one more of the step *before* it: 追加甲项目5万元、乙项目3万元."""
    return _Step(item, before.sign, False) if item.sep == PAUSE and not _is_other(item) else None


def _is_other(item: Item) -> bool:
    """Whether the words say that an item is what steps lead to, or that it is compared."""
    label = item.label
    led_to = _BUDGET[1].search(label) or _STOCK[1].search(label)
    return bool(led_to and not _STEP_END.search(label)) or bool(_COMPARES.search(item.lead[-4:] + label))


def _is_named(start: Item, steps: list[_Step], end: Item) -> bool:
    """Whether the words say that the steps lead from *start* to *end*."""
    if end.sep > SEMICOLON or start.figure.approximate:
        return False
    if _BUDGET[0].search(start.label):
        return bool(_BUDGET[1].search(end.label)) and end.role in ("plain", "to")  # 全年预算调整为125万元
    if _SETTLED[0].search(start.label) and _SETTLED[1].search(end.label):
        # 预算送审186万元，审减17万元；结算送审72万元
        return not ("送审" in start.label and "送审" in end.label)  # 合同价216万元，增加签证18万元，结算送审234万元
    if any(begin.search(start.label) and ends.search(end.label) for begin, ends in (_ALLOTTED, _APPLIED)):
        return True
    if any(s.worded for s in steps) and end.sep <= COMMA and _RESULT.search(end.label):
        return True
    if not _STOCK[0].search(start.label) or not _STOCK[1].search(end.label):
        return False
    if not _are_of_one_thing(start, end):
        return False  # 年初在职62人，…，年末退休47人
    if start.figure.type == "money" and _CARRIED.search(start.label) and not _are_of_one_fund(start, steps, end):
        return False  # a balance of the books, which has legs elsewhere
    return {s.sign for s in steps} == {1, -1}


def _are_of_one_fund(start: Item, steps: list[_Step], end: Item) -> bool:
    """Whether the income and the spending between two balances are called after the same money as they are."""
    funds = [_FUND.findall(item.label) for item in (start, *(s.item for s in steps), end)]
    return bool(funds[0]) and all(fund == funds[0] for fund in funds)
