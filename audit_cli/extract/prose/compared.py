"""Who is compared with whom: the new figure of a change, and its base where it is printed.

决算数95万元，比上年90万元增加5万元 has both; 95万元，比上年增加5万元 only the new one; 比上年增加5万元，达到95万元
has it behind.

The new figure is the one right before the change or the one that the change's own subject names; the base is labelled
with the year, plan or target that the change is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.comparison_words import (
    FROM,
    PLAN,
    PRIOR,
    before_comparing,
    is_base,
    is_earlier,
    last_phrase,
    own_subject,
    residual,
    speaks_of,
    words_of,
    year_of,
)
from audit_cli.extract.prose.differences import closes, larger_first
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph

_WHOLE = expression(r"占")  # 占全年预算1500万元的49%
_NAMED = 2
# what is a price or a sum of a contract by its name, and is printed before
_FROM_NAMED = expression(r"[比较](最高限价|控制价|概算|中标价|合同价|合同金额|采购预算|送审价)[一-鿿]{0,3}$")
_IN_YEAR = expression(r"[\s到至]*((?:19|20)\d\d)\s*年")
_YEAR_TO_YEAR = expression(r"((?:19|20)\d\d)\s*年[^，。；比较]{0,6}[比较]((?:19|20)\d\d)\s*年")
_OWN_YEAR = expression(r"(?<![-—～~至到])((?:19|20)\d\d)\s*年度?[为是：:\s]*$")
_THIS_YEAR = expression(r"[今本当]年|(?:19|20)\d\d")
_SAVED = expression(r"节约|节省|节支|下浮|审减")
_ASKED = expression(r"控制价|限价|概算|采购预算|送审|申报")
_CUT = expression(r"核减")
_MORE = expression(r"超[出过支额收]?(?:完成|任务|预算|计划)?")
_DONE = expression(r"^(?:实际|已|累计)*(?:完成|支出|使用|达到?|建成|执行|收入|征收)")
_AGREED = expression(r"中标|成交|合同|审定")
# 收入156万元，为财政拨款，较上年增加9万元; 支出80万元，占总支出，较上年增加9万元
_ASIDE = expression(r"^[，,]?(?:(?:均|全部|全)?[为系属][^，。；]{2,12}|占[^，。；]{2,16})[，,]")
_REACHED = expression(r"(?:达到?|为|至)(?:了|[\s：:])*$")
_A_YEAR = expression(r"年均")
_AVERAGE = expression(r"(?:[日月年周人户亩场次]均|平均)")
_WHOLES = ("总额", "总计", "合计", "总数", "总量")
# what a change led to, without a subject of its own
_LEVEL = expression(
    r"(?:其?[现已共]|总[数量额]|总人数|总规模|规模|[全本当]年|年[末底]|(?:19|20)\d\d\s*年[度底末]?)*"
    r"(?:达到?|(?:增加?|增长|提高|提升|上升|上涨|升|减少?|下降|降低?|压减|压缩|回落|扩大)[到至为])[了约近]?"
)
COMPARABLE = ("plain", "used", "to", "base")


class Compared(NamedTuple):
    """The two sides of a change; *base* is None where it is not printed."""

    new: Item
    base: Item | None


def compared(paragraph: Paragraph, change: Item) -> Compared | None:
    """Return the new figure of a change and, where it is printed, its base; None where the words do not tell."""
    found = _candidates(paragraph, change)
    if (level := level_reached(paragraph, change)) is not None:
        return Compared(level, _base_of_level(change, level, found))
    if not found:
        return _new_behind(paragraph, change, None)
    if (of_years := _of_years(change, found)) is not None:
        return of_years
    if found[0].sentence != change.sentence:
        # what is said in a sentence of its own is said of the totals of the one before, not of their parts
        found = [i for i in found if i.place not in paragraph.total_of] or _total_of_all(paragraph, change, found)
    nearest = found[0]
    subject = own_subject(change) or residual(_ASIDE.sub("", words_of(change)))
    if (called := _called_alike(paragraph, change, found)) is not None:
        return Compared(called, _plan_beside(found[0], called, change))
    if (base := _named_base(paragraph, change, found)) is not None:
        return Compared(nearest, base)
    if nearest.role == "base":
        return _against_base(paragraph, change, subject, found)
    if (pair := _side_by_side(paragraph, change, subject, found)) is not None:
        return pair
    if (PRIOR.search(nearest.label) and not _is_told_of_last_year(nearest, change)) or changes_later(change, nearest):
        return _new_behind(paragraph, change, nearest)
    if not speaks_of(subject, paragraph.label(nearest)):
        return _by_subject(paragraph, subject, found)
    if _has_rivals(change, subject, found):
        return None
    planned = _planned(paragraph, nearest, change)
    if _SAVED.search(change.label):
        return Compared(nearest, planned)  # of a budget, though the year before be told behind
    return Compared(nearest, _base_in_bracket(paragraph, nearest, change) or planned)


def _of_years(change: Item, found: list[Item]) -> Compared | None:
    """Return the sides that the change names by their years: 2022年90万元、2024年95万元。2024年较2022年增加5万元."""
    years = _YEAR_TO_YEAR.search(last_phrase(change))
    if years is None:
        return None
    new, base = ([i for i in found if (own := _OWN_YEAR.search(i.label)) and own[1] == year] for year in years.groups())
    return Compared(new[0], base[0]) if len(new) == len(base) == 1 else None


def level_reached(paragraph: Paragraph, change: Item) -> Item | None:
    """Return the figure that a change led to, told right behind it: 比上年增加128万元，达到315万元，增长68.4%."""
    if change.each:
        return None
    for item in paragraph.items[change.place + 1 : change.place + 2]:
        beside = item.sentence == change.sentence and item.sep <= COMMA and item.group == change.group
        if beside and item.kin(change) and item.role in COMPARABLE and _LEVEL.fullmatch(item.label):
            return item
    return None


def _base_of_level(change: Item, level: Item, found: list[Item]) -> Item | None:
    """Return the base before a change and the level behind it: 上年为187万元，增加128万元，达到315万元."""
    base = found[0] if found and found[0].sentence == change.sentence else None
    if base is None or base.unit != level.unit:
        return None
    return base if PRIOR.search(base.label) or closes(change, *larger_first(change, level, base)) else None


def _total_of_all(paragraph: Paragraph, change: Item, found: list[Item]) -> list[Item]:
    """Return the total of a list that is a sentence of its own, unless one of its parts has changed."""
    totals = {paragraph.total_of[i.place] for i in found}
    subject = own_subject(change)
    if len(totals) > 1 or (subject and any(speaks_of(subject, paragraph.label(i)) for i in found)):
        return found
    return [paragraph.items[totals.pop()]]


def changes_later(change: Item, item: Item) -> bool:
    """Whether a change is told of a year behind that of *item*: 2022年支出90万元，2023年增加5万元."""
    later = _IN_YEAR.match(last_phrase(change))
    return later is not None and 0 < year_of(item) < int(later[1])


def _is_told_of_last_year(item: Item, change: Item) -> bool:
    """Whether a report of the year before compares that with its own: 去年支出80万元，比去年同期减少9万元."""
    words = words_of(change)
    return bool(PRIOR.search(words)) and _THIS_YEAR.search(words) is None and "去年" in item.label


def is_of_one(item: Item, change: Item) -> bool:
    """Whether a standard in 元 has changed, and the amount in 万元 is another: 由200元提高到300元，年增支34.68万元."""
    return item.role == "to" and change.is_amount and item.figure.scale == 1 < change.figure.scale


def _is_beside_a_total(item: Item, change: Item, paragraph: Paragraph) -> bool:
    """Whether an average stands between a total and its base: 接待48万人次，日均1550人次，比上年的41万人次增长17%."""
    if not _AVERAGE.match(item.label) or "均" in words_of(change) or not item.place:
        return False
    total = paragraph.items[item.place - 1]
    bases = [i for i in paragraph.items[item.place + 1 : change.place] if i.role == "base"]
    told = total.same_unit(item) and total.sentence == item.sentence
    return told and bool(bases) and not any("均" in i.label for i in bases)


def ordered(first: Item, second: Item, change: Item) -> Compared | None:
    """Return the sides that two items in the order of the text are, or None where the words do not tell."""
    if FROM.search(first.lead[-10:] + first.label[:2]) and second.role == "to":
        return Compared(second, first)
    with_plan = bool(PLAN.search(words_of(change)))
    if (
        (_SAVED.search(change.label) or _CUT.search(change.label))
        and _ASKED.search(first.label)
        and _AGREED.search(second.label)
    ):
        return Compared(second, first)
    if _MORE.fullmatch(change.label) and PLAN.search(first.label) and _DONE.search(second.label):
        return Compared(second, first)  # 计划12600亩，完成12850亩，超出250亩
    first_is_base, second_is_base = (is_base(item, with_plan) for item in (first, second))
    if first_is_base != second_is_base:
        return Compared(second, first) if first_is_base else Compared(first, second)
    earlier, later = year_of(first), year_of(second)
    if with_plan or not (earlier and later) or earlier == later:
        return None
    return Compared(first, second) if earlier > later else Compared(second, first)


def _candidates(paragraph: Paragraph, change: Item) -> list[Item]:
    """Return the amounts that a change may compare, nearest first: of its sentence, else of the one before."""
    found: list[Item] = []
    for item in paragraph.before(change.place, same_sentence=False):
        if found and item.sentence != found[0].sentence:
            break
        if item.line != change.line and item.mark:
            break
        if not item.is_amount or item.depth > change.depth:
            continue
        between = paragraph.items[item.place + 1 : change.place]
        beside = all(i.role == "base" for i in between) and item.role in ("rest", "price")
        beside = beside and not _SAVED.search(change.label)
        if not (beside or item.role in COMPARABLE) or item.figure.approximate or _WHOLE.match(item.label):
            continue
        if (
            _is_whole_of_share(paragraph, item)
            or is_of_one(item, change)
            or _is_beside_a_total(item, change, paragraph)
        ):
            continue
        if _A_YEAR.match(item.label) and _IN_YEAR.search(words_of(change)):
            continue  # 三年共90万元，年均30万元。2024年较2022年增加5万元
        if beside and any(i.sep >= SEMICOLON for i in paragraph.items[item.place + 1 : change.place + 1]):
            continue
        if change.is_amount and not (item.kin(change) and (item.unit == change.unit or item.figure.type == "money")):
            continue
        if not found or (item.kin(found[0]) and item.unit == found[0].unit):
            found.append(item)
    return found


def _named_base(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return what a change says it is measured from: 最高限价100万元。…中标价95万元，比最高限价低5万元."""
    with_name = _FROM_NAMED.search(last_phrase(change))
    if with_name is None or found[0].sentence != change.sentence:
        return None
    name = with_name[1]
    named = [
        i for i in paragraph.items[: change.place] if i.label.endswith(name) and i.kin(change) and i is not found[0]
    ]
    return named[0] if len({i.figure.value for i in named}) == 1 else None


def _plan_beside(nearest: Item, called: Item, change: Item) -> Item | None:
    """Return the plan that a change is measured from: 决算数90万元，年初预算数80万元，决算数比预算数增加10万元."""
    planned = PLAN.search(nearest.label) and PLAN.search(words_of(change)) and not PLAN.search(called.label)
    return nearest if planned and nearest.place == called.place + 1 else None


def _is_whole_of_share(paragraph: Paragraph, item: Item) -> bool:
    """Whether only a share of an amount is meant: 决算0.47万元，完成预算0.8万元的58.75%."""
    behind = paragraph.items[item.place + 1 : item.place + 2]
    return bool(behind) and behind[0].figure.type == "rate" and behind[0].label == "的"


def _against_base(paragraph: Paragraph, change: Item, subject: str, found: list[Item]) -> Compared | None:
    """Return the sides where the base stands before the change: 95万元，比上年90万元增加5万元."""
    base = found[0]
    if change.place - base.place > 2 or (len(subject) >= 3 and not speaks_of(subject, base.label)):
        return None
    subject_of_base = residual(before_comparing(base.label))
    sides = [i for i in found if i.role != "base"]
    # 受理47件，已办结45件，比上年的58件减少11件: of the one that closes, if any does
    near = [i for i in sides if i.sentence == base.sentence] if change.is_amount else []
    new = next((i for i in near if closes(change, *larger_first(change, i, base))), sides[0] if sides else None)
    if new is not None and speaks_of(subject_of_base, paragraph.label(new)):
        return Compared(new, base)
    return _new_behind(paragraph, change, base)


def _side_by_side(paragraph: Paragraph, change: Item, subject: str, found: list[Item]) -> Compared | None:
    """Return the sides where both stand before the change: 2022年90万元，2023年95万元，增加5万元."""
    if len(found) < 2:
        return None
    second, first = found[:2]
    if first.sentence != second.sentence or second.place - first.place > 3:
        return None
    beside = paragraph.items[max(first.place - 1, 0) : second.place]
    if second.sep >= SEMICOLON and any(i.role in ("growth", "change") for i in beside):
        return None  # the base of the change before: 增长12%，上年为50亿元；财政收入3.6亿元，增长20%
    pair = ordered(first, second, change)
    if pair is None or pair.base is None:
        return None
    return pair if speaks_of(subject, paragraph.label(pair.new) + paragraph.label(pair.base)) else None


def _called_alike(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return the one figure that is called just like the change: 收入30万元，支出29万元，收入比上年增加6万元.

    资产总额90万元，净资产60万元，资产增加3万元 is of the whole that is called so, not of what is left of it.
    """
    subject = before_comparing(last_phrase(change))
    if len(subject) < _NAMED:
        return None
    wholes = [i for i in found if _is_whole_of(subject, paragraph.label(i))]
    if len(wholes) == 1 and paragraph.label(found[0]) != subject:
        return wholes[0]
    if any(subject in paragraph.label(i) for i in found[:1]):
        return None
    named = [i for i in found[1:] if i.sentence == found[0].sentence and paragraph.label(i).endswith(subject)]
    return named[0] if len(named) == 1 and named[0].role in ("plain", "used") else None


def _is_whole_of(subject: str, label: str) -> bool:
    return label.endswith((f"总{subject}", *(subject + whole for whole in _WHOLES)))


def _by_subject(paragraph: Paragraph, subject: str, found: list[Item]) -> Compared | None:
    """Return the one figure before the nearest that the change's own subject names."""
    if len(subject) < 3:
        return None
    named = [i for i in found[1:] if i.sentence == found[0].sentence and speaks_of(subject, paragraph.label(i))]
    return Compared(named[0], None) if len(named) == 1 else None


def _has_rivals(change: Item, subject: str, found: list[Item]) -> bool:
    """Whether a change without a subject, in a sentence of its own, may be one of several figures."""
    nearest = found[0]
    if subject or nearest.sentence == change.sentence or nearest.place == change.place - 1:
        return False
    return len({i.figure.value for i in found if i.sentence == nearest.sentence}) > 1


def _base_in_bracket(paragraph: Paragraph, new: Item, change: Item) -> Item | None:
    """Return the base in a bracket: 215万元（2019年为802万元），比上年下降73%; 增长12.9%（上年同期为540万元）."""
    between = paragraph.items[new.place + 1 : change.place]
    behind = list(takewhile(lambda i: i.sep < SEMICOLON, paragraph.items[change.place + 1 : change.place + 3]))
    base = _first(
        between,
        lambda i: i.host == new.place and i.role in COMPARABLE and _same_money(i, new) and is_earlier(i, new),
    )
    return base or _first(
        behind,
        lambda i: (
            i.sentence == change.sentence
            and i.role != "change"
            and _same_money(i, new)
            and (bool(PRIOR.search(i.label)) or (i.opens and i.place == change.place + 1 and is_earlier(i, new)))
        ),
    )


def _first(items: Sequence[Item], fits: Callable[[Item], bool]) -> Item | None:
    return next((item for item in items if fits(item)), None)


def _same_money(item: Item, new: Item) -> bool:
    return item.kin(new) and item.unit == new.unit


def _planned(paragraph: Paragraph, new: Item, change: Item) -> Item | None:
    """Return the budget that something exceeds or saves of, printed earlier."""
    if _SAVED.search(change.label):
        return _first(
            list(paragraph.before(new.place)),
            lambda i: i.kin(new) and i.role == "plain" and bool(PLAN.search(i.label)),
        )
    concept = paragraph.concepts[new.place]
    if not concept or "超" not in change.label:
        return None
    return _first(
        paragraph.items[: new.place][::-1],
        lambda i: paragraph.concepts[i.place] == concept and bool(PLAN.search(i.label)) and i.kin(new),
    )


def _new_behind(paragraph: Paragraph, change: Item, base: Item | None) -> Compared | None:
    """Return the new figure where it follows its change: 比上年增加128万元，增长69%，2023年达到315万元."""
    for item in paragraph.items[change.place + 1 : change.place + 4]:
        if item.sentence != change.sentence or item.sep >= SEMICOLON or item.cue == "of_which":
            return None
        if not item.is_amount or item.role not in COMPARABLE:
            continue
        if (item.kin(change) or not change.is_amount) and _REACHED.search(item.label):
            return Compared(item, base)
    return None
