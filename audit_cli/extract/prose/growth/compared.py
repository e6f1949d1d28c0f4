"""Who is compared with whom: the new figure of a change, and its base where it is printed.

决算数95万元，比上年90万元增加5万元 has both; 95万元，比上年增加5万元 only the new one; 比上年增加5万元，达到95万元
has it behind.

The new figure is the one right before the change or the one that the change's own subject names; the base is labelled
with the year, plan or target that the change is compared with.
"""

from __future__ import annotations

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
from audit_cli.extract.prose.growth.candidates import candidates
from audit_cli.extract.prose.growth.differences import closes, larger_first, makes
from audit_cli.extract.prose.growth.levels import base_of_level, level_reached, new_behind
from audit_cli.extract.prose.growth.sides import Compared, side_by_side
from audit_cli.extract.prose.growth.words import (
    COME,
    GONE,
    PRIOR,
    SAVED,
    before_comparing,
    last_phrase,
    own_subject,
    residual,
    speaks_of,
    words_of,
    year_of,
)
from audit_cli.extract.prose.growth.years import base_of_year, changes_later, is_told_of_last_year, of_years
from audit_cli.extract.prose.item import STOP, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import heads_before
from audit_cli.extract.prose.years_in_turn import two_years

_NAMED = 2
_WHEN = expression(r"^[与比较和同](?:上一?年|去年|(?:19|20)\d\d\s*年)(?:度|同期)?")
# 收入156万元，为财政拨款，较上年增加9万元; 支出80万元，占总支出，较上年增加9万元
_ASIDE = expression(r"^[，,]?(?:(?:均|全部|全)?[为系属][^，。；]{2,12}|占[^，。；]{2,16})[，,]")
_CARRIED = expression(r"(?:上一?年|去年)度?结[转余]")
_SINCE = expression(r"同比|[比较与同]\s*(?:20\d\d|上一?年|去年|同期)")
_INCOME_OR_SPENDING, _SENTENCES_BACK = ("收入", "支出"), 4
_WHOLES = ("总额", "总计", "合计", "总数", "总量")


def compared(paragraph: Paragraph, change: Item) -> Compared | None:
    """Return the new figure of a change and, where it is printed, its base; None where the words do not tell."""
    found = candidates(paragraph, change)
    sides = _of_own_side(paragraph, change, _sides(paragraph, change, found))
    base = plan_named(sides.base, change, found) if sides is not None else None
    return sides and Compared(sides.new, base if base is not sides.new else None)


def _of_own_side(paragraph: Paragraph, change: Item, sides: Compared | None) -> Compared | None:
    """Return *sides*, with the income told before where a change of income was read as one of spending, or the reverse.

    收入90万元。支出80万元。与上年相比，收入减少5万元: of the 90.
    """
    named = _side_of(last_phrase(change))
    if sides is None or not named or _side_of(sides.new.label) in ("", named):
        return sides
    before = [i for i in paragraph.items[: change.place] if change.sentence - i.sentence <= _SENTENCES_BACK]
    own = [i for i in before if _side_of(i.label) == named and i.kin(sides.new) and i.role in ("plain", "used")]
    own = [i for i in own if i.place not in paragraph.total_of and not PRIOR.search(i.label)]
    return Compared(own[0], sides.base) if len(own) == 1 else None


def _side_of(words: str) -> str:
    """Return which of income and spending *words* name, "" if they name none or both."""
    named = [side for side in _INCOME_OR_SPENDING if side in words]
    return named[0] if len(named) == 1 else ""


def _sides(paragraph: Paragraph, change: Item, found: list[Item]) -> Compared | None:
    if "净" in change.label:
        # 年内注销1840个，净增10620个: of all that there are, not of those that came or went
        found = [i for i in found if not (COME.search(i.label) or GONE.search(i.label))]
    if (level := level_reached(paragraph, change)) is not None:
        return Compared(level, base_of_level(change, level, found))
    if not found:
        return new_behind(paragraph, change, None)
    if (in_years := of_years(paragraph, change, found)) is not None:
        return in_years
    if (both := two_years(paragraph, change)) is not None and not residual(last_phrase(change)):
        return Compared(*both)
    if (base := base_of_year(paragraph, change, found)) is not None:
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
    subject = own_subject(change) or residual(_ASIDE.sub("", _said_behind(nearest, change)))
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
    if (pair := side_by_side(paragraph, change, subject, found)) is not None:
        return pair
    earlier = PRIOR.search(nearest.label) and not _is_carried_over(paragraph, nearest, change)
    if (earlier and not is_told_of_last_year(nearest, change)) or changes_later(change, nearest):
        new = new_a_sentence_before(paragraph, change, found)
        return new_behind(paragraph, change, nearest) or (Compared(new, nearest) if new is not None else None)
    if not speaks_of(subject, paragraph.label(nearest)):
        return _by_subject(paragraph, subject, found)
    if _has_rivals(change, subject, found):
        return None
    planned = planned_base(paragraph, nearest, change)
    if SAVED.search(change.label):
        return Compared(nearest, planned)  # of a budget, though the year before be told behind
    return Compared(nearest, base_in_bracket(paragraph, nearest, change) or planned)


def _said_behind(nearest: Item, change: Item) -> str:
    """Return the words of a change without those still said of the figure before: 有30家获评，比上年增加10家."""
    words = words_of(change)
    return words.removeprefix(nearest.post) if nearest.place == change.place - 1 else words


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
    return new_behind(paragraph, change, base) or _called_before(paragraph, change, base)


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
