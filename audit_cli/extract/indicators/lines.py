"""Indicators in prose, project by project: 数量指标：…；质量指标：…, each behind the name of its class.

A class with nothing behind it is a blank field only where the next class, or the next project in the same numbering,
follows at once; anywhere else what was asked for may stand in the paragraphs below.
"""

from __future__ import annotations

from itertools import zip_longest

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, field, place
from audit_cli.extract.indicators.words import class_level, group_of
from audit_cli.extract.tables.labels import numbering_of
from audit_cli.model import Document, Field, Figure, Form, Indicator
from audit_cli.value import Value

_LABEL = expression(
    r"(?<![^。；;：:，,、.．\s）)\]])"
    r"((?:(?:产出)?(?:数量|质量|时效|成本|进度)|[一-鿿]{2}(?=指标)|(?:经济|社会|生态|环境)效益|可持续(?:影响|发展)"
    r"|[一-鿿]{0,10}?满意度)(?:指标|目标)?)[ \xa0\u3000]*[：:]"
)
_CLASS = expression(r"(?:产出|效益|满意度)指标(?:完成情况)?(?:分析)?[。：:]?")
_WORDS = ("指标", "效益", "满意度", "可持续")
# how every label ends
_LABEL_ENDS = expression(r"(?:数量|质量|时效|成本|进度|效益|影响|发展|满意度|指标|目标)[ \xa0\u3000]*[：:]")
_NO_PROJECT = expression(r"，|指标|目标|情况|分析|评价|绩效|结论|说明|问题|措施|概况")
_NUMBER = expression(r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}")
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_LONGEST_HEADING = 60
_LEAST_CLASSES, _LEAST_KNOWN = 3, 2


class Heading(Value, frozen=True):
    """A numbered line that stands over others: the kind of its number, the number, its words, their place."""

    kind: str
    number: int
    words: str
    place: Figure


class Line(Value, frozen=True):
    """One class with what stands behind it: its label, its block, where its content begins and ends."""

    label: Figure
    start: int
    end: int
    is_last: bool


def read_lines(document: Document, figures: Figures) -> list[Form]:
    """Return the lists of indicators in the paragraphs of *document*, one a project."""
    forms: list[Form] = []
    heading: Heading | None = None
    level1 = ""
    lines: list[tuple[str, Line]] = []
    for number, block in enumerate(document.blocks):
        if block.table is not None:
            continue
        text = document.text[block.start : block.end]
        bare = text.strip()[: _LONGEST_HEADING + 1]
        found = _labels(document, number, text) if _may_name_classes(text) else []
        _, words = numbering_of(bare)
        if _CLASS.match(words):
            level1 = words[: words.index("标") + 1]
        if found:
            lines += [(level1, line) for line in found]
            continue
        if _CLASS.fullmatch(words) or len(text) > _LONGEST_HEADING or not (block.level or words != bare):
            continue
        fresh = _heading(document, number, text, words)
        if lines:
            forms += _form(document, figures, heading, lines, fresh)
        heading, level1, lines = fresh, "", []
    if lines:
        forms += _form(document, figures, heading, lines, None)
    return forms


def _may_name_classes(text: str) -> bool:
    """Whether *text* has what every name of a class has; looked for first, as most paragraphs have none."""
    return _LABEL_ENDS.search(text) is not None and any(word in text for word in _WORDS)


def _labels(document: Document, number: int, text: str) -> list[Line]:
    """Return the classes that a paragraph names, each with the extent of what stands behind it."""
    start = document.blocks[number].start
    found = list(_LABEL.finditer(text))
    known = [one for one in found if class_level(one[1])]
    if not found or (not known and len(found) > 1):
        return []
    lines = []
    for k, one in enumerate(found):
        end = found[k + 1].start() if k + 1 < len(found) else len(text)
        label = place(document, number, start + one.start(1), start + one.end(1))
        lines.append(Line(label, start + one.end(), start + end, k + 1 == len(found)))
    return lines


def _heading(document: Document, number: int, text: str, words: str) -> Heading:
    block = document.blocks[number]
    label = block.label or text.strip()
    kind = numbering_of(label + "x")[0]
    digits = _NUMBER.search(label[:6])
    ordinal = 0
    if digits:
        ordinal = int(digits[0]) if digits[0].isdigit() else _NUMERALS.get(digits[0], 0)
    start = block.start + max(text.rfind(words), 0) if words else block.start
    words = words.rstrip("。：:；")
    end = min(start + len(words), block.end) if words else block.end
    return Heading(kind, ordinal, words, place(document, number, start, end))


def _form(
    document: Document, figures: Figures, heading: Heading | None, lines: list[tuple[str, Line]], after: Heading | None
) -> list[Form]:
    """Return the list of one project, if it names classes enough to be one."""
    lines = [line for line, then in zip_longest(lines, lines[1:]) if not _is_only_head(document, line[1], then)]
    known = sum(class_level(line.label.text) > 0 for _, line in lines)
    if len(lines) < _LEAST_CLASSES or known < _LEAST_KNOWN:
        return []
    project = heading.words if heading and heading.number and not _NO_PROJECT.search(heading.words) else ""
    indicators = []
    for k, (level1, line) in enumerate(lines):
        content = field(document, line.label.block, line.start, line.end, figures, line.label)
        if content.state == "blank" and line.is_last and not _is_blank(document, line, lines[k + 1 :], heading, after):
            content = content._replace(state="lost")
        label = "".join(line.label.text.split())
        indicators.append(
            Indicator(
                project, level1, label, Field("filled", line.label), actual=content,
                group=group_of(level1, label), class_label=line.label,
            )
        )  # fmt: skip
    # a numbered sentence that happens to stand above names nothing
    where = heading.place if heading and "，" not in heading.words else lines[0][1].label
    return [Form(project, where, tuple(indicators), "text")]


def _is_only_head(document: Document, line: Line, then: tuple[str, Line] | None) -> bool:
    """Whether a class of the first level, 产出指标：, stands over one of the second and needs nothing behind it."""
    if then is None or document.text[line.start : line.end].strip():
        return False
    return class_level(line.label.text) == 1 and class_level(then[1].label.text) > 1


def _is_blank(
    document: Document, line: Line, rest: list[tuple[str, Line]], heading: Heading | None, after: Heading | None
) -> bool:
    """Whether nothing stands below a class that ends its paragraph: the next class follows, or the next project."""
    number = line.label.block + 1
    if rest:
        blocks = document.blocks
        following = document.text[blocks[number].start : blocks[number].end].strip()
        return rest[0][1].label.block == number or bool(_CLASS.match(numbering_of(following)[1]))
    if number == len(document.blocks):
        return True  # nothing follows at all
    if heading is None or after is None or after.place.block not in (number, number + 1):
        return False
    return after.kind == heading.kind and after.number == heading.number + 1
