"""The run of amounts before a total, and which end of it is the list that the total adds up."""

from __future__ import annotations

from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_ANYTHING
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.row import Row
from audit_cli.extract.prose.scores.words import TO_BE_HAD
from audit_cli.extract.signs import EQUALS
from audit_cli.mistyped import mistyped
from audit_cli.quantity import ZERO

_PAID = expression(r"支付|付款|拨付|发放|偿还")
_POINTS_IN_ALL = expression(rf"(?:{TO_BE_HAD})(?:合计|共计|总计|之和|总分|共)")
_EQUALS, _ADDED_UP = tuple(EQUALS), ("合计", "共计", "总计")
_TWO = 2
_SENTENCE = 12  # figures back to the head of the sentence before
_CALLED_AFTER = expression(r"(?P<name>[一-鿿]{2,6})(?:合计|共计|总计|总数)")
_CALLED_BEHIND = expression(r"(?:合计|共计|总计|累计)(?P<name>[一-鿿]{2})(?:资金|金额)?")


def last_of_one_unit(row: Row, total: Item, run: list[int]) -> list[int]:
    """Return the end of a run that is counted as the total is: 床位600张，设内科20个、外科17个，合计37个科室."""
    if is_list_of_counts(total, row.at(run)):
        return run
    own = list(takewhile(lambda place: row.items[place].same_unit(total), reversed(run)))
    return own[::-1] if total.figure.type == "count" else run


def is_list_of_counts(total: Item, parts: list[Item]) -> bool:
    """Whether a bare total counts all of one list, whatever their measure words: 单位18家、小区6个，合计24个."""
    if not total.total_after or total.post.strip() or total.figure.type != "count" or len(parts) < 2:
        return False
    alike = total.unit in (parts[-1].unit, *OF_ANYTHING)
    return alike and all(i.figure.type == "count" for i in parts) and all(i.sep == PAUSE for i in parts[1:])


def behind_semicolon(row: Row, run: list[int], above: bool) -> list[int]:
    """Return the end of a run that a ； parts from the rest: a list of one separator, or what follows another total.

    编制90人；书记员38人、法警12人，编外共50人. 甲8亿元、乙3亿元，合计11亿元；本金3.9亿元，利息2.1亿元，合计6亿元.
    """
    begins = max((n for n, place in enumerate(run) if row.items[place].sep >= SEMICOLON), default=0)
    own = run[begins:]
    one_list = all(item.sep == PAUSE for item in row.at(own[1:]))
    before = row.at(run[begins - 1 : begins])
    summed_up = any(item.total_after or item.place in row.total_of.values() for item in before)
    return own if len(own) > 1 and (one_list or summed_up) and not above else run


def closing_end(row: Row, total: int, run: list[int]) -> list[int] | None:
    """Return the longest end of *run*, of two or more, that adds up to *total*; only what comes near is judged."""
    figure, parts = row.items[total].figure, row.at(run)
    counted = [item.figure.value * row.weights[item.place] for item in parts]
    coarsest = max((item.figure.quantum for item in parts), default=figure.quantum)
    gap = sum(counted, -figure.value)
    for n in range(len(run) - 1):
        if abs(gap) <= coarsest * (len(run) - n) + figure.quantum and row.closes(total, run[n:]):
            return run[n:]
        gap -= counted[n]
    return None


def with_the_sentence_before(row: Row, total: Item, run: list[int]) -> list[int] | None:
    """Return the one amount before a total and that of the sentence before, if they add up but for a slip.

    新增债券41亿元，其中一般债券9亿元，专项债券32亿元。再融资债券24亿元，合计发行债券65亿元. Or all of that sentence,
    where the total begins its own: 拨款收入90万元，占90%；其他收入10万元，占10%。收入合计100万元.
    """
    if len(run) > 1 or not (total.label.startswith(_ADDED_UP) or total.label.endswith(_ADDED_UP)):
        return None
    first = run[0] if run else total.place
    before = [i for i in row.items[max(first - _SENTENCE, 0) : first] if total.sentence - i.sentence == 1]
    heads = [
        i.place for i in before if i.kin(total) and i.role == "plain" and not i.depth and i.place not in row.total_of
    ]
    both = [*heads, *run]
    if len(both) < _TWO or (run and len(heads) != 1) or row.taken.intersection(heads):
        return None
    return both if row.closes(total.place, both) or _is_one_slip_off(row, total, both) else None


def _is_one_slip_off(row: Row, total: Item, parts: list[int]) -> bool:
    """Whether *parts* would add up to *total* but for one digit of it or of one of them."""
    items = row.at(parts)
    if any(i.unit != total.unit or i.figure.scale != total.figure.scale for i in items):
        return False
    gap = total.figure.value - sum((i.figure.value for i in items), ZERO)
    return any(mistyped(f, f.value + by) for f, by in ((total.figure, -gap), *((i.figure, gap) for i in items)))


def run_before(row: Row, total: Item, reach: bool) -> list[int]:
    """Return the plain amounts that a total may speak of: of its sentence, or with *reach* of the list above it."""
    items = row.items
    roles = roles_of_parts(row, total)
    run: list[int] = []
    sentence = total.sentence
    for item in reversed(items[: total.place]):
        if item.sentence != total.sentence:
            if not reach or (run and item.sentence != sentence and not items[run[-1]].mark):
                break
            if item.line != total.line and not item.mark:
                if item.kin(total) and item.role != "price":
                    break
                continue
        sentence = item.sentence
        if not item.kin(total):
            continue
        beside = item.depth == total.depth and item.group == total.group
        counts = item.role in roles or (total.unit == "分" and item.label in _EQUALS)  # 20分×97.77%＝19.55分
        # 收到物资15万元、捐款42万元，累计57万元: the verb before the first is that of all
        opens = item.role == "used" and run[-1:] == [item.place + 1] and items[item.place + 1].sep == PAUSE
        if beside and (counts or opens) and item.place not in row.taken:
            run.append(item.place)
        elif (
            item.role not in ("plain", "change", "base", "price")
            and item.sentence == total.sentence
            and item.depth <= total.depth
        ):
            break
    run.reverse()
    return run


def roles_of_parts(row: Row, total: Item) -> set[str]:
    """Return the roles of the amounts that a total adds up: of 满分15分，得13.5分 only the scores reached."""
    if total.unit == "分" and _POINTS_IN_ALL.search(total.label):
        return {"plain"}  # 权重20分，得分19分；权重80分，得分75分。权重合计100分
    if total.unit == "分" and any(_is_reached(i) for i in row.behind(total.place)):
        return {"plain"}  # 合计30分，实得27.8分: it is what was to be had
    if total.unit == "分":
        near = (i for i in reversed(row.items[: total.place]) if i.unit == "分")
        if any(i.role == "used" for i in takewhile(lambda i: total.sentence - i.sentence <= 1, near)):
            return {"used"}
    if total.label.endswith("总计"):
        return {"plain", "used", "rest"}  # 当年支出90万元，上解支出6万元，结转下年4万元，支出总计100万元
    if _CALLED_BEHIND.fullmatch(total.label):
        return {"plain", "used"}
    clause = takewhile(lambda i: i.sep < SEMICOLON, reversed(row.items[: total.place]))
    begins = min((i.place for i in clause), default=total.place) - 1  # the figure that opens behind a ；
    before = (i for i in row.before_in_sentence(total.place) if i.place >= begins)
    paid = [i for i in before if i.role in ("plain", "used") and i.kin(total)]
    if total.total_after and all(_PAID.search(i.label) or not i.label for i in paid):
        return {"plain", "used"}  # 1月支付工程进度款30万元，4月支付20万元，合计50万元
    return {"plain", total.role}


def _is_reached(item: Item) -> bool:
    """Whether a figure is the score that was reached of the one right before it."""
    return item.role == "used" and item.unit == "分" and item.sep <= COMMA


def called_alike(row: Row, total: Item, run: list[int]) -> list[int]:
    """Return the amounts that a total is called after, where another stands beside each.

    行政编制6人，实有5人；事业编制4人，实有4人；编制合计10人，实有合计9人.
    市级应到位80万元，实际到位72万元；县级应到位40万元，实际到位30万元，合计到位102万元.
    """
    name = _CALLED_AFTER.fullmatch(total.label) or _CALLED_BEHIND.fullmatch(total.label)
    named = [place for place in run if name and row.items[place].label.endswith(name["name"])]
    alike = [place for place in named if not row.items[place].label.endswith(f"应{name['name']}")] if name else []
    others = [row.labels[p] for p in run if p not in alike and not _CALLED_AFTER.fullmatch(row.items[p].label)]
    in_turn = len(others) in (0, len(alike)) and len({label[-2:] for label in others}) < 2
    return alike if 1 < len(alike) < len(run) and in_turn else run
