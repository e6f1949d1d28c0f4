"""The base of a change where it is no neighbour: named by the change, in a bracket, or a budget told before.

Where the base is that of a total, or a budget alone in its sentence, what it is the base of stands a sentence before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.candidates import COMPARABLE
from audit_cli.extract.prose.growth.differences import makes
from audit_cli.extract.prose.growth.words import (
    ASKED,
    PLAN,
    PRIOR,
    SAVED,
    is_earlier,
    last_phrase,
    residual,
    speaks_of,
    words_of,
)
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import owner_of, spent_before

# what is a price or a sum of a contract by its name, and is printed before
_FROM_NAMED = expression(r"[比较](最高限价|控制价|概算|中标价|合同价|合同金额|采购预算|送审价)[一-鿿]{0,3}$")
_AT_FIRST = expression(r"年初(?:数|余额)?(?:为|是)?")
_COMPARES = expression(r"[比较与]")
_RATE_OF_SAVING = expression(
    r"(?:成本|资金|预算|费用|经费|投资)?(?:节约|节支|节省|[核审]减|下浮|优惠|让利)率(?:为|达到?)?"
)
_SIDES = 2
_NAMED = 2  # characters
_WHICH_PLAN = expression(r"年初|期初|调整|追加|全年")


def named_base(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return what a change says it is measured from: 最高限价100万元。…中标价95万元，比最高限价低5万元."""
    with_name = _FROM_NAMED.search(last_phrase(change))
    if with_name is None or found[0].sentence != change.sentence:
        return None
    name = with_name[1]
    named = [
        i for i in paragraph.items[: change.place] if i.label.endswith(name) and i.kin(found[0]) and i is not found[0]
    ]
    return named[0] if len({i.figure.value for i in named}) == 1 else None


def plan_named(base: Item | None, change: Item, found: list[Item]) -> Item | None:
    """Return the plan that a change says, where another is nearer: 年初预算8万元，调整预算9万元，比年初预算多1万元."""
    named = _WHICH_PLAN.search(last_phrase(change))
    if base is None or named is None or not PLAN.search(base.label) or named.group() in base.label:
        return base
    if _WHICH_PLAN.search(base.label) is None:
        return base
    called = [i for i in found if named.group() in i.label and PLAN.search(i.label)]
    return called[0] if len(called) == 1 else None


def plan_beside(nearest: Item, called: Item, change: Item) -> Item | None:
    """Return the plan that a change is measured from: 决算数90万元，年初预算数80万元，决算数比预算数增加10万元."""
    planned = PLAN.search(nearest.label) and PLAN.search(words_of(change)) and not PLAN.search(called.label)
    return nearest if planned and nearest.place == called.place + 1 else None


def base_in_bracket(paragraph: Paragraph, new: Item, change: Item) -> Item | None:
    """Return the base in a bracket: 215万元（2019年为802万元），比上年下降73%; 增长12.9%（上年同期为540万元）."""
    between = paragraph.items[new.place + 1 : change.place]
    behind = list(takewhile(lambda i: i.sep < SEMICOLON, paragraph.items[change.place + 1 : change.place + 3]))
    base = _first(
        between, lambda i: i.host == new.place and i.role in COMPARABLE and _same_money(i, new) and is_earlier(i, new)
    )
    words = last_phrase(change)
    if base is not None or (PLAN.search(words) and not PRIOR.search(words)):
        return base  # 比目标多16家，比上年末372家净增64家
    compares = _COMPARES.search(words) is not None
    return _first(
        behind,
        lambda i: (
            i.sentence == change.sentence
            and not i.is_change
            and _same_money(i, new)
            # 比2020年净增0.9万人，比上年末的18.3万人略有增长
            and not (compares and _COMPARES.match(i.label))
            and (_is_of_before(i, words) or (i.opens and i.place == change.place + 1 and is_earlier(i, new)))
        ),
    )


def _is_of_before(item: Item, words: str) -> bool:
    """Whether a figure is of the year before, or of the beginning of the year that the words of a change name."""
    return bool(PRIOR.search(item.label)) or ("年初" in words and _AT_FIRST.fullmatch(item.label) is not None)


def _first(items: Sequence[Item], fits: Callable[[Item], bool]) -> Item | None:
    return next((item for item in items if fits(item)), None)


def _same_money(item: Item, new: Item) -> bool:
    return item.kin(new) and item.unit == new.unit


def planned_base(paragraph: Paragraph, new: Item, change: Item) -> Item | None:
    """Return the budget that something exceeds or saves of, printed earlier."""
    if SAVED.search(change.label):
        return _first(
            list(paragraph.before(new.place)), lambda i: i.kin(new) and i.role == "plain" and bool(PLAN.search(i.label))
        )
    concept = paragraph.concepts[new.place]
    if not concept or "超" not in change.label:
        return None
    return _first(
        paragraph.items[: new.place][::-1],
        lambda i: paragraph.concepts[i.place] == concept and bool(PLAN.search(i.label)) and i.kin(new),
    )


def saved_of(change: Item, found: Sequence[Item]) -> tuple[Item, Item] | None:
    """Return what was spent and the plan beside it, of which a rate is told: 预算210万元，实际200万元，节约率4.8%."""
    if len(found) < _SIDES or not _RATE_OF_SAVING.fullmatch(change.label) or found[1].place != found[0].place - 1:
        return None
    planned = [i for i in found[:_SIDES] if PLAN.search(i.label) or ASKED.search(i.label)]
    if len(planned) != 1 or found[0].place != change.place - 1 or change.sep > COMMA:
        return None
    if any(SAVED.search(i.label) for i in found[:_SIDES]):
        return None  # 送审818万元，审减109万元，审减率13.3%: the saving itself is told
    return found[planned[0] is found[0]], planned[0]


def part_before(paragraph: Paragraph, base: Item, subject: str) -> Item | None:
    """Return the part of the sentence before that a change names, where the base is that of its total.

    收入90万元，其中拨款80万元。与上年85万元相比增加5万元，其中拨款增加6万元: of the 80, whose base is not printed.
    """
    if len(subject) < _NAMED:
        return None
    before = (i for i in paragraph.before(base.place, same_sentence=False) if i.place in paragraph.total_of)
    named = [i for i in before if i.kin(base) and paragraph.label(i).startswith(subject)]
    return named[0] if len(named) == 1 else None


def of_planned(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return what was spent of the only budget of a sentence: 公用经费18万元。公用经费预算20万元，比预算少支出2万元."""
    budget = found[0]
    if len(found) > 1 or budget.role != "plain" or budget.place != change.place - 1 or not PLAN.search(budget.label):
        return None
    told = change.is_amount and PLAN.search(words_of(change)) is not None and not residual(last_phrase(change))
    return spent_before(paragraph, budget, own) if told and (own := owner_of(budget)) else None


def new_a_sentence_before(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
    """Return the new figure where the year before is a sentence of its own: 培训90人次。上年培训80人次，增加10人次.

    Of several, it is the one from which the change, or its rate, is measured. A list may stand between in one sentence:
    接待90人次，其中展览60人次、巡展30人次；上年80人次，增加10人次.
    """
    base, *others = found
    if not PRIOR.search(base.label) or base.sentence != change.sentence:
        return None
    back = base.sentence if others else base.sentence - 1
    before = [i for i in paragraph.items[: base.place] if i.sentence == back and i.same_unit(base)]
    new = [i for i in before if i.role in COMPARABLE and i.depth == base.depth and i.place not in paragraph.total_of]
    rates = [i for i in paragraph.behind(change.place) if i.role == "growth"]
    for told in (change, *rates):
        new = [i for i in new if makes(told, i, base)] or new
    alike = len(new) == 1 and speaks_of(residual(base.label), paragraph.label(new[0]))
    return new[0] if alike and not new[0].figure.approximate else None
