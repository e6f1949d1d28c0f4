"""Indicators that the goal and the result of their form tell again: 污水处理量 193.6万吨, and 全年处理污水193.6万吨.

The goal tells of the targets, the result of what was done. Names are alike that have the same characters, or of which
one has all characters of the other in their order: 保障低保对象 and 保障城乡低保对象. Equal values tick; another is to
be reviewed where both have the same name, or where it is one slip apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.aspects import same_figure
from audit_cli.extract.ties.restated.goals import numbers_of, ordered_by_place
from audit_cli.extract.ties.restated.indicator_values import thing_counted
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Figure, Form, Term

_SHORTEST = 4  # characters that name a thing done
_BASIS = {"target": "指标值", "actual": "指标完成值"}
_FEWEST = 3  # digits of which one may differ by a slip


def form_summaries(forms: Sequence[Form], paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    """Yield each indicator of a form with the number of its goal, or of its result, that is of the same thing."""
    told = [form for form in forms if form.indicators and "filled" in (form.goal.state, form.result.state)]
    if not told:
        return
    ordered = ordered_by_place(paragraphs)
    for form in told:
        for role, field in (("target", form.goal), ("actual", form.result)):
            numbers = numbers_of(field, ordered)
            items = {thing_counted(item.label): item for item in numbers.values() if item is not None}
            if not items:
                continue
            named: dict[str, list[Figure]] = {}
            labels: dict[str, str] = {}
            for indicator in form.indicators:
                figure = getattr(indicator, role).quantity
                name = thing_counted(indicator.label)
                if figure is not None and not figure.approximate and len(name) >= _SHORTEST:
                    named.setdefault(name, []).append(figure)
                    labels[name] = indicator.label
            for name, figures in named.items():
                if len(figures) == 1:
                    yield from _compared(figures[0], name, labels[name], items, _BASIS[role])


def _compared(figure: Figure, name: str, label: str, items: Mapping[str, Item], basis: str) -> Iterator[Claim]:
    alike = [(thing, item) for thing, item in items.items() if _are_alike(name, thing)]
    if len(alike) != 1:
        return
    item = alike[0][1]
    if item.figure.unit != figure.unit:
        return
    same = same_figure(figure, item.figure._replace(qualifier=""))
    if same or alike[0][0] == name or mistyped(figure, item.figure.value, _FEWEST):
        terms = Term(figure, "stated", label), Term(item.figure, "stated", item.label)
        yield Claim("equal", terms, asserted=same, basis=basis)


def _are_alike(name: str, other: str) -> bool:
    """Whether two names have the same characters, or one all of the other in their order."""
    shorter, longer = sorted((name, other), key=len)
    if len(shorter) < _SHORTEST:
        return False
    rest = iter(longer)
    return all(character in rest for character in shorter) or sorted(name) == sorted(other)
