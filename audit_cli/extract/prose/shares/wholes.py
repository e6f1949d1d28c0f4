"""Wholes: the amounts of a document that a share in another paragraph may be of, found by concept or by name.

人员经费60万元，占基本支出的75% is of what is called 基本支出, 一般公共预算基本支出 or is of that concept elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import name_of
from audit_cli.extract.prose.paragraph import Paragraph

_ROLES = ("plain", "used", "to")
_SHORTEST_LABEL = 2
_CONTRACT_SUM = expression(r"合同(?:总?价款?|总?金额|总?额|总?款)$")
_OWNER = expression(r"^[一-鿿]*实现(?=[一-鿿]{4})")  # 某会实现财务收入90万元
# of what stands before it, and of nothing elsewhere: 税收24亿元，为年初预算54亿元的44%
_BARE_PLAN = expression(r"[占为达]?(?:全年|年度|本年|年初|调整后?)?(?:预算|计划|任务|目标)数?")
_IN_ALL = ("总数", "总量", "总额", "户数", "人数", "件数")
_DONE_LABEL, _NOUN = 3, 3  # characters of 已完工, and of what is counted
_SPELT_OUT = 4  # characters of a label that say enough for a longer name to end with it

# where an amount stands in the document, its paragraph, itself
_Place = tuple[int, Paragraph, Item]


class Wholes:
    """The amounts of the *paragraphs* of a document, sorted when first asked for; each question is answered once."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._answers: dict[tuple[str, str, str, str], list[_Place]] = {}

    @cached_property
    def _by_concept(self) -> dict[str, list[_Place]]:
        places: dict[str, list[_Place]] = defaultdict(list)
        for place, _, concept in self._places():
            places[concept].append(place)
        return places

    @cached_property
    def _by_label(self) -> dict[bool, dict[str, list[_Place]]]:
        """The places by whether their label is that of a known concept, then by the label."""
        places: dict[bool, dict[str, list[_Place]]] = {True: defaultdict(list), False: defaultdict(list)}
        for place, label, concept in self._places():
            if len(label) >= _SHORTEST_LABEL:
                places[bool(concept)][label].append(place)
        return places

    @cached_property
    def _backwards(self) -> dict[bool, list[str]]:
        """The labels from their ends, sorted."""
        return {known: sorted(label[::-1] for label in labels) for known, labels in self._by_label.items()}

    def _places(self) -> Iterator[tuple[_Place, str, str]]:
        """Yield each amount with its label, behind a verb that says of whom it is told, and its concept."""
        number = 0
        for paragraph in self._paragraphs:
            for item, label, concept in zip(paragraph.items, paragraph.labels, paragraph.concepts, strict=True):
                if item.role in _ROLES and not (
                    item.is_whole_of_rate(paragraph.items) and _BARE_PLAN.fullmatch(item.label)
                ):
                    number += 1
                    yield (number, paragraph, item), _OWNER.sub("", label) if "实现" in label else label, concept

    def elsewhere(self, paragraph: Paragraph, part: Item, name: str, concept: str) -> list[Item]:
        """Return the amounts outside of *paragraph* that *part* may be a share of, in the order of the text."""
        key = name, concept, part.figure.type, part.unit
        if key not in self._answers:
            kin = (place for place in self._found(name, concept) if place[2].kin(part))
            self._answers[key] = sorted(kin, key=lambda place: place[0])
        return [item for _, other, item in self._answers[key] if other is not paragraph]

    def _found(self, name: str, concept: str) -> Iterator[_Place]:
        if concept:
            yield from self._by_concept.get(concept, ())
        else:
            yield from self._called(name, known=True)
        yield from self._called(name, known=False)
        if not concept and "总" in name[1:] and len(plain := name.replace("总", "")) >= _SPELT_OUT:
            yield from self._called(plain, known=False)  # 占财务总收入的22%

    def _called(self, name: str, known: bool) -> Iterator[_Place]:
        """Yield the amounts whose label ends with *name*, and those with whose label *name* ends."""
        by_label, backwards, ending = self._by_label[known], self._backwards[known], name[::-1]
        for i in range(bisect_left(backwards, ending), len(backwards)):
            if not backwards[i].startswith(ending):
                break
            if not _is_of_both_ways(label := backwards[i][::-1], name):
                yield from by_label[label]
        for length in range(_SPELT_OUT, len(name)):
            yield from by_label.get(name[-length:], ())


def _is_of_both_ways(label: str, name: str) -> bool:
    """Whether what has *label* came in, too: 进出口总值 is no 出口总值."""
    return name.startswith("出口") and label.endswith(f"进{name}")


def is_called(label: str, name: str) -> bool:
    """Whether what has *label* is called *name*: one ends with the other."""
    label = name_of(label)
    if len(label) < _SHORTEST_LABEL:
        return False
    if "合同" in name and _CONTRACT_SUM.fullmatch(name) and _CONTRACT_SUM.search(label):
        return True
    if _is_of_both_ways(label, name):
        return False
    if label.endswith(name) or (len(label) >= _SPELT_OUT and name.endswith(label)):
        return True
    if len(label) == len(name) >= _SPELT_OUT and sorted(label) == sorted(name):
        return True  # 年度计划投资90亿元。累计完成投资45亿元，占年度投资计划的50%
    if len(label) >= _DONE_LABEL and label[0] in "已实" and name.startswith(label):
        return len(name) - len(label) <= _NOUN  # 已完工94个，占已完工项目的96%
    if name.endswith("数") and len(name) > _SHORTEST_LABEL and label.startswith(name[:-1]):
        return len(label) < len(name) + _NOUN - 1  # 抽查项目30个，占抽查数的13%
    # 全年破案总数 is what 全年破案554起 counts
    return len(name) >= _SPELT_OUT and name.endswith(_IN_ALL) and label.endswith(name[:-2])


def named(paragraph: Paragraph, part: Item, name: str, concept: str) -> list[Item]:
    """Return the amounts of a paragraph that are called *name*, or are the *concept* it names."""
    return [
        item
        for item, label, known in zip(paragraph.items, paragraph.labels, paragraph.concepts, strict=True)
        if item.role in _ROLES
        and (known == concept if concept and known else is_called(label, name))
        and item.kin(part)
        and item is not part
    ]
