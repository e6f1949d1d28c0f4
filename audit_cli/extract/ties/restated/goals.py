"""What the goal of a form promises in numbers, and what its result tells of the same.

全年清扫面积580万平方米 and 实际完成清扫面积450万平方米 are of one thing: the words before both are the same, apart from
全年, 完成 and the like.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.restated.indicator_values import thing_done
from audit_cli.model import Claim, Field, Form, Term

# of these less is better, or the number is no measure of what was done
_LESS = expression(
    r"投诉|事故|成本|费|支出|控制|降低|减少|下降|压减|不超|低于|以内|违[法规]|[起年月日]$|发生|死亡|[第前]$"
)
_WHY = expression(r"原因|因为?(?![此地素公子])|由于|受[^，。；]{2,12}影响")
_TYPES = ("count", "measure", "rate")
_SHORTEST = 3


def goals(forms: Sequence[Form], paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    """Yield each promise of a goal with the result that tells of it; a result that gives reasons is none."""
    told_of_both = [form for form in forms if form.goal.state == form.result.state == "filled"]
    if not told_of_both:
        return
    ordered = ordered_by_place(paragraphs)
    for form in told_of_both:
        if _WHY.search(form.result.printed):
            continue
        promised, told = numbers_of(form.goal, ordered), numbers_of(form.result, ordered)
        for name, goal in promised.items():
            done = told.get(name)
            if _LESS.search(name):
                continue
            if goal is not None and done is not None and goal.figure.unit == done.figure.unit:
                terms = Term(done.figure, "actual", name), Term(goal.figure._replace(qualifier=""), "target", name)
                yield Claim("target", terms)


def ordered_by_place(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return *paragraphs* in the order of the text."""
    return sorted(paragraphs, key=_start)


def _start(paragraph: Paragraph) -> int:
    return paragraph.items[0].figure.start


def numbers_of(field: Field, ordered: Sequence[Paragraph]) -> Mapping[str, Item | None]:
    """Return the numbers of a field by what they are of; None where it has two of one thing."""
    found: dict[str, Item | None] = {}
    if field.text is None:
        return found
    # the two cells may be one paragraph of a table that is text
    first = max(bisect_right(ordered, field.text.start, key=_start) - 1, 0)
    for paragraph in ordered[first : bisect_left(ordered, field.text.end, key=_start)]:
        for item in paragraph.items:
            name = thing_done(item.label)
            inside = field.text.start <= item.figure.start < field.text.end
            if not inside or item.figure.type not in _TYPES or len(name) < _SHORTEST:
                continue
            plain = item.figure.qualifier in ("", "at_least", "more") and item.figure.high is None
            found[name] = item if plain and name not in found else None
    return found
