"""Who is compared with whom: the new figure of a change, and its base where it is printed.

决算数95万元，比上年90万元增加5万元 has both; 95万元，比上年增加5万元 only the new one; 比上年增加5万元，达到95万元
has it behind.

The new figure is the one right before the change or the one that the change's own subject names; the base is labelled
with the year, plan or target that the change is compared with.
"""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.bases import (
    base_in_bracket,
    named_base,
    new_a_sentence_before,
    of_planned,
    part_before,
    plan_beside,
    plan_named,
    planned_base,
    saved_of,
)
from audit_cli.extract.prose.growth.candidates import COMPARABLE, candidates
from audit_cli.extract.prose.growth.differences import closes, larger_first, makes
from audit_cli.extract.prose.growth.words import (
    ASKED,
    COME,
    FROM,
    GONE,
    IN_YEAR,
    PLAN,
    PRIOR,
    SAVED,
    before_comparing,
    is_base,
    last_phrase,
    own_subject,
    residual,
    says_only_when,
    speaks_of,
    words_of,
    year_of,
)
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, STOP, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import heads_before
from audit_cli.extract.prose.years_in_turn import two_years, years_in_turn

_NAMED = 2
_YEAR_TO_YEAR = expression(r"((?:19|20)\d\d)\s*年[^，。；比较]{0,6}[比较]((?:19|20)\d\d)\s*年")
_SINCE_LAST = expression(r"((?:19|20)\d\d)\s*年[比较](?:上一?年|去年)(?:同期)?(?:增加|增长|上升|减少|下降|降低)")
_WHEN = expression(r"^[与比较和同](?:上一?年|去年|(?:19|20)\d\d\s*年)(?:度|同期)?")
_SINCE_YEAR = expression(r"[比较]((?:19|20)\d\d)\s*年")
_OWN_YEAR = expression(r"(?<![-—～~至到])((?:19|20)\d\d)\s*年度?[为是：:\s]*$")
_THIS_YEAR = expression(r"[今本当]年|(?:19|20)\d\d")
_MORE = expression(r"超[出过支额收]?(?:完成|任务|预算|计划)?")
_DONE = expression(r"^实际|^(?:已|累计)*(?:完成|支出|使用|达到?|建成|执行|收入|征收|(?:支出)?决算|发生|开支|列支)")
_AGREED = expression(r"中标|成交|合同|审定")
# 收入156万元，为财政拨款，较上年增加9万元; 支出80万元，占总支出，较上年增加9万元
_ASIDE = expression(r"^[，,]?(?:(?:均|全部|全)?[为系属][^，。；]{2,12}|占[^，。；]{2,16})[，,]")
_REACHED = expression(r"(?:达到?|为|至)(?:了|[\s：:])*$")
_CARRIED = expression(r"(?:上一?年|去年)度?结[转余]")
_SINCE = expression(r"同比|[比较与同]\s*(?:20\d\d|上一?年|去年|同期)")
_WHOLES = ("总额", "总计", "合计", "总数", "总量")
# what a change led to, without a subject of its own
_LEVEL = expression(
    r"(?:其?[现已共]|总[数量额]|总人数|总规模|规模|[全本当]年|年[末底]|(?:19|20)\d\d\s*年[度底末]?)*"
    r"(?:达到?|(?:增加?|增长|提高|提升|上升|上涨|升|减少?|下降|降低?|压减|压缩|回落|扩大)[到至为])[了约近]?"
)


class Compared(NamedTuple):
    """The two sides of a change; *base* is None where it is not printed."""

    new: Item
    base: Item | None


def compared(paragraph: Paragraph, change: Item) -> Compared | None:
    """Return the new figure of a change and, where it is printed, its base; None where the words do not tell."""
    found = candidates(paragraph, change)
    sides = _sides(paragraph, change, found)
    base = plan_named(sides.base, change, found) if sides is not None else None
    return sides and Compared(sides.new, base if base is not sides.new else None)


def _sides(paragraph: Paragraph, change: Item, found: list[Item]) -> Compared | None:
    if "净" in change.label:
        # 年内注销1840个，净增10620个: of all that there are, not of those that came or went
        found = [i for i in found if not (COME.search(i.label) or GONE.search(i.label))]
    if (level := level_reached(paragraph, change)) is not None:
        return Compared(level, _base_of_level(change, level, found))
    if not found:
        return _new_behind(paragraph, change, None)
    if (of_years := _of_years(paragraph, change, found)) is not None:
        return of_years
    if (both := two_years(paragraph, change)) is not None and not residual(last_phrase(change)):
        return Compared(*both)
    if (base := _base_of_year(paragraph, change, found)) is not None:
        return Compared(found[0], base)
    if found[0].sentence != change.sentence:
        # what is said in a sentence of its own is said of the totals of the one before, not of their parts,
        # unless it names one: 总收入90万元，其中本年收入80万元、年初结转10万元。本年收入比上年增加5万元
        if (part := _named_part(paragraph, change, found)) is not None:
            return Compared(part, None)
        found = [i for i in found if i.place not in paragraph.total_of] or _total_of_all(paragraph, change, found)
    if (saved := saved_of(change, found)) is not None:
        return Compared(*saved)
    nearest = found[0]
    subject = own_subject(change) or residual(_ASIDE.sub("", words_of(change)))
    if (called := _called_alike(paragraph, change, found)) is not None:
        return Compared(called, plan_beside(found[0], called, change))
    if (base := named_base(paragraph, change, found)) is not None:
        return Compared(nearest, base)
    alone = (
        nearest.role == "base" and len(found) == 1 and (change.is_amount or not residual(change.label + nearest.label))
    )
    if alone and nearest.place < change.place - 1:
        if (part := part_before(paragraph, nearest, subject)) is not None:
            return Compared(part, None)
        if change.cue == "of_which" or change.place in paragraph.total_of:
            return None  # 比上年85万元增加5万元，其中其他收入增加2万元
    if alone and (total := _total_before(paragraph, nearest, change)) is not None:
        return Compared(total, nearest)
    if (spent := of_planned(paragraph, change, found)) is not None:
        return Compared(spent, nearest)
    if nearest.role == "base":
        return _against_base(paragraph, change, subject, found)
    if (pair := _side_by_side(paragraph, change, subject, found)) is not None:
        return pair
    earlier = PRIOR.search(nearest.label) and not _is_carried_over(paragraph, nearest, change)
    if (earlier and not _is_told_of_last_year(nearest, change)) or changes_later(change, nearest):
        new = new_a_sentence_before(paragraph, change, found)
        return _new_behind(paragraph, change, nearest) or (Compared(new, nearest) if new is not None else None)
    if not speaks_of(subject, paragraph.label(nearest)):
        return _by_subject(paragraph, subject, found)
    if _has_rivals(change, subject, found):
        return None
    planned = planned_base(paragraph, nearest, change)
    if SAVED.search(change.label):
        return Compared(nearest, planned)  # of a budget, though the year before be told behind
    return Compared(nearest, base_in_bracket(paragraph, nearest, change) or planned)


def _is_carried_over(paragraph: Paragraph, item: Item, change: Item) -> bool:
    """Whether an amount that was carried over has changed since a year: 上年结转和结余8万元，较2022年增加1万元.

    Beside what is carried on it is that of the year before.
    """
    if _CARRIED.search(item.label) is None or _SINCE.search(words_of(change)) is None:
        return False
    told = (i for i in paragraph.items[: change.place] if i.sentence == item.sentence and i is not item)
    return not any("结" in i.label for i in told)


def _named_part(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return the one part of the sentence before that is called just like what has changed."""
    subject = before_comparing(last_phrase(change))
    named = [i for i in found if i.place in paragraph.total_of and paragraph.label(i) == subject]
    return named[0] if len(named) == 1 and len(subject) >= _NAMED else None


def _of_years(paragraph: Paragraph, change: Item, found: list[Item]) -> Compared | None:
    """Return the sides that the change names by their years: 2022年90万元、2024年95万元。2024年较2022年增加5万元."""
    years = _YEAR_TO_YEAR.search(last_phrase(change))
    if years is None:
        return _of_year_in_turn(paragraph, change)
    new, base = ([i for i in found if (own := _OWN_YEAR.search(i.label)) and own[1] == year] for year in years.groups())
    if len(new) == len(base) == 1:
        return Compared(new[0], base[0])
    later, earlier = map(int, years.groups())
    told = years_in_turn(paragraph, change, later)
    if later not in told or earlier not in told or (change.is_amount and not told[later].same_unit(change)):
        return None
    first, subject = next(iter(told.values())), own_subject(change)
    if subject and not speaks_of(subject, first.label):
        return None  # 支出分别为90万元、70万元，接待费2020年较2019年下降5%
    return Compared(told[later], told[earlier])


def _of_year_in_turn(paragraph: Paragraph, change: Item) -> Compared | None:
    """Return the figure of the year that a change names and of the one before: 2022年比上年下降6.1%."""
    named = _SINCE_LAST.fullmatch(last_phrase(change))
    told = years_in_turn(paragraph, change, 0) if named is not None else {}
    later = int(named[1]) if named is not None else 0
    return Compared(told[later], told[later - 1]) if later in told and later - 1 in told else None


def _base_of_year(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return the one of several years that a change is measured from: 比2021年增加9万元, 两年增加9万元."""
    of_new = year_of(found[0])
    years = paragraph.items[change.place - 1]
    if (named := _SINCE_YEAR.search(last_phrase(change))) is not None:
        since = int(named[1])
    elif years.unit == "年" and not years.label and change.sep <= NO_SEPARATOR:
        since = of_new - int(years.figure.value)
    else:
        return None
    told = [i for i in found[1:] if year_of(i) == since < of_new]
    return told[0] if len(told) == 1 else None


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


def _total_before(paragraph: Paragraph, base: Item, change: Item) -> Item | None:
    """Return the only total of the sentence before one that begins with a base: 支出90万元。比预算80万元多10万元."""
    if base.sep < STOP or not base.place or base.label[:1] not in ("比", "较", "与"):
        return None
    sentence = paragraph.items[base.place - 1].sentence
    before = [i for i in paragraph.before(base.place, same_sentence=False) if i.sentence == sentence]
    totals = [i for i in before if i.is_amount and i.kin(base) and i.depth == base.depth]
    # 实际参保41286人，完成率98.77%。其中职工8643人，居民32643人。较上年41523人减少237人
    heads = {paragraph.total_of.get(i.place, -1) for i in totals if i.role != "price"}
    if len(heads) == 1 and (head := heads.pop()) >= 0:
        own = [i for i in totals if makes(change, i, base)]
        totals = own[:1] or [paragraph.items[head]]
        return totals[0] if totals[0].unit == base.unit else None
    totals = [i for i in totals if i.place not in paragraph.total_of and i.role != "rest"]
    totals = [i for i in totals if not PRIOR.search(i.label) and (not year_of(i) or year_of(i) != year_of(base))]
    if len(totals) > 1 and (subject := _WHEN.sub("", base.label).strip("的")):
        # 收入90万元，支出80万元。与上年支出75万元相比增加5万元
        totals = [i for i in totals if paragraph.label(i).endswith(subject)]
    return (
        totals[0] if len(totals) == 1 and totals[0].role in ("plain", "used") and totals[0].unit == base.unit else None
    )


def _total_of_all(paragraph: Paragraph, change: Item, found: list[Item]) -> list[Item]:
    """Return the total of a list that is a sentence of its own, unless one of its parts has changed."""
    totals = {paragraph.total_of[i.place] for i in found}
    subject = own_subject(change)
    if len(totals) > 1 or (subject and any(speaks_of(subject, paragraph.label(i)) for i in found)):
        return found
    return [paragraph.items[totals.pop()]]


def changes_later(change: Item, item: Item) -> bool:
    """Whether a change is told of a year behind that of *item*: 2022年支出90万元，2023年增加5万元."""
    later = IN_YEAR.match(last_phrase(change))
    return later is not None and 0 < year_of(item) < int(later[1])


def _is_told_of_last_year(item: Item, change: Item) -> bool:
    """Whether a report of the year before compares that with its own: 去年支出80万元，比去年同期减少9万元."""
    words = words_of(change)
    return bool(PRIOR.search(words)) and _THIS_YEAR.search(words) is None and "去年" in item.label


def ordered(first: Item, second: Item, change: Item) -> Compared | None:
    """Return the sides that two items in the order of the text are, or None where the words do not tell."""
    if FROM.search(first.lead[-10:] + first.label[:2]) and second.role == "to":
        return Compared(second, first)
    with_plan = bool(PLAN.search(words_of(change)))
    cut = SAVED.search(change.label) or "核减" in change.label
    if cut and ASKED.search(first.label) and _AGREED.search(second.label):
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
    return _new_behind(paragraph, change, base) or _called_before(paragraph, change, base)


def _called_before(paragraph: Paragraph, change: Item, base: Item) -> Compared | None:
    """Return the head of a sentence before that is called like what a base is of.

    决算95万元。其中基本支出50万元，占52.6%。决算数比上年90万元增加5万元.
    """
    name = before_comparing(base.label).removesuffix("数")
    heads = [i for i in heads_before(paragraph, base) if i.kin(base) and paragraph.label(i).endswith(name)]
    if not heads and len(name) > _NAMED:
        # 其中财政收入50万元、事业收入45万元。事业收入较上年40万元增长12.5%
        before = (i for i in paragraph.items[: base.place] if base.sentence - i.sentence in (1, 2))
        heads = [i for i in before if i.kin(base) and i.role in ("plain", "used") and paragraph.label(i) == name]
    return Compared(heads[0], base) if len(heads) == 1 and len(name) >= _NAMED - 1 else None


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
    of_base = residual(pair.base.label)
    if second.sep >= SEMICOLON and len(of_base) >= _NAMED and not speaks_of(of_base, paragraph.label(pair.new)):
        return None  # 上年利润827万元；税金1980万元，下降9.9%
    if says_only_when(pair.new) and says_only_when(pair.base) and second.sep <= COMMA:
        return pair  # 上年90万元，本年95万元，三公经费增加5万元
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


def _new_behind(paragraph: Paragraph, change: Item, base: Item | None) -> Compared | None:
    """Return the new figure where it follows its change: 比上年增加128万元，增长69%，2023年达到315万元."""
    for item in paragraph.items[change.place + 1 : change.place + 4]:
        if item.sentence != change.sentence or item.sep >= SEMICOLON or item.cue == "of_which":
            return None
        if not item.is_amount or item.role not in COMPARABLE:
            continue
        if base is not None and not item.kin(base):
            return None
        if (item.kin(change) or not change.is_amount) and _REACHED.search(item.label):
            return Compared(item, base)
    return None
