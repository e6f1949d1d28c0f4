"""Changes between years: 2024年较2022年增加5万元, 两年增加9万元; and of which year a change is told."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.sides import Compared
from audit_cli.extract.prose.growth.words import IN_YEAR, PRIOR, last_phrase, own_subject, speaks_of, words_of, year_of
from audit_cli.extract.prose.item import NO_SEPARATOR, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.years_in_turn import years_in_turn

_YEAR_TO_YEAR = expression(r"((?:19|20)\d\d)\s*年[^，。；比较]{0,6}[比较]((?:19|20)\d\d)\s*年")
_SINCE_YEAR_BEFORE = expression(r"((?:19|20)\d\d)\s*年度?[^，。；\d]{0,6}?(?:同比|[比较](?:上一?年|去年))")
_SINCE_YEAR = expression(r"[比较]((?:19|20)\d\d)\s*年")
_OWN_YEAR = expression(r"(?<![-—～~至到])((?:19|20)\d\d)\s*年度?[为是：:\s]*$")
_THIS_YEAR = expression(r"[今本当]年|(?:19|20)\d\d")


def of_years(paragraph: Paragraph, change: Item, found: list[Item]) -> Compared | None:
    """Return the sides that the change names by their years: 2022年90万元、2024年95万元。2024年较2022年增加5万元."""
    phrase = last_phrase(change)
    if (years := _YEAR_TO_YEAR.search(phrase)) is not None:
        later, earlier = map(int, years.groups())
    elif (year := _SINCE_YEAR_BEFORE.match(phrase)) is not None:
        later, earlier = int(year[1]), int(year[1]) - 1  # 2021年同比增长6.35%，2020年同比增长6.00%
    else:
        return None
    new, base = (
        [i for i in found if (own := _OWN_YEAR.search(i.label)) and own[1] == str(year)] for year in (later, earlier)
    )
    if len(new) == len(base) == 1:
        return Compared(new[0], base[0])
    told = years_in_turn(paragraph, change, later)
    if later not in told or earlier not in told or (change.is_amount and not told[later].same_unit(change)):
        return None
    first, subject = next(iter(told.values())), own_subject(change)
    if subject and not speaks_of(subject, first.label):
        return None  # 支出分别为90万元、70万元，接待费2020年较2019年下降5%
    return Compared(told[later], told[earlier])


def base_of_year(paragraph: Paragraph, change: Item, found: list[Item]) -> Item | None:
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


def changes_later(change: Item, item: Item) -> bool:
    """Whether a change is told of a year behind that of *item*: 2022年支出90万元，2023年增加5万元."""
    later = IN_YEAR.match(last_phrase(change))
    return later is not None and 0 < year_of(item) < int(later[1])


def is_told_of_last_year(item: Item, change: Item) -> bool:
    """Whether a report of the year before compares that with its own: 去年支出80万元，比去年同期减少9万元."""
    words = words_of(change)
    return bool(PRIOR.search(words)) and _THIS_YEAR.search(words) is None and "去年" in item.label
