"""The outline of a document: which lines are headings, and under which of them every block stands.

A heading is known by its label (一、 （一） 1. (1) 第一部分), literal or automatic, and by being short; a labelled line
that goes on as a sentence is a paragraph. Where a label was lost, the gap in the numbers of its siblings shows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from audit_cli.expressions import expression
from audit_cli.model import Block

HEADING_LENGTH = 40
LOST_LABEL_LENGTH = 20

_CHINESE = "一二三四五六七八九十百零〇"
_LABEL = expression(
    rf"\s*(?:(?P<part>第[{_CHINESE}\d]{{1,3}}(?:部分|章|篇))"
    rf"|(?P<one>[{_CHINESE}]{{1,3}}(?:[、.．]|[ \u3000]+))"
    rf"|(?P<two>[（(〔][{_CHINESE}]{{1,3}}[)）〕]、?|第[{_CHINESE}]{{1,3}}节)"
    r"|(?P<three>\d{1,2}(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d\d年)))"
    r"|(?P<four>[（(]\d{1,2}[)）]、?)"
    r"|(?P<five>[①-⑳]|\d{1,2}[)）]))"
)
_LEVELS = {"part": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
# what a heading does not hold: the end of a sentence, money, shares, a table of contents' dots
_NO_HEADING = expression(r"[。；;!！?？|\t]|\d+\.\d|\d\s*(?:[%％‰]|[万亿百千]*元|个百分点)|[.…·]{3,}|[：:，,]$")
_TITLE_END = expression(
    r"(?:情况|概况|分析|原因|措施|建议|说明|问题|结论|结果|目标|职责|职能|机构|绩效|工作|内容|构成|依据|过程|背景|支出|收入)$"
)
_NUMERAL = expression(r"\d+")
_PLAIN = expression(r"[（(]?[\u4e00-\u9fff][\u4e00-\u9fff（）()“”、]*")


def with_sections(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return *blocks* with headings marked and `section` filled, and the headings as printed.

    A heading stands in its own section. Blocks that come in as headings stay so. A table's row that is one labelled
    cell opens a section too, but stays a cell.
    """
    levels = _levels(text, blocks)
    sections: list[str] = []
    out: list[Block] = []
    for i, block in enumerate(blocks):
        if i in levels:
            level, bare = levels[i]
            sections.append(f"{block.label}{bare}{text[block.start : block.end]}")
            if block.kind != "cell":
                block = block._replace(kind="heading", level=level)
        if sections:
            block = replace(block, section=len(sections) - 1)
        out.append(block)
    return tuple(out), tuple(sections)


def _levels(text: str, blocks: Sequence[Block]) -> dict[int, tuple[int, str]]:
    """Return, for the index of each heading, its level and the label that stands on a line before it."""
    found: dict[int, tuple[int, str]] = {}
    numbers: dict[int, int] = {}
    bare: tuple[int, str] | None = None
    unlabelled: list[int] = []
    last: dict[int, int] = {}
    for i, block in enumerate(blocks):
        if block.kind == "cell":
            bare = None
            if block.col == 0 and block.end - block.start <= HEADING_LENGTH and _only_cell_of_row(blocks, i):
                label = _LABEL.match(text, block.start, block.end)
                if label and label["one"] and not _NO_HEADING.search(text, label.end(), block.end):
                    found[i] = (1, "")
            continue
        if block.end - block.start > HEADING_LENGTH:
            bare = None
            continue
        line = block.label + text[block.start : block.end]
        if block.kind == "heading" and block.level:
            found[i] = (block.level, "")
            continue
        label = _LABEL.match(line)
        if bare and not label and len(line) <= HEADING_LENGTH and not _NO_HEADING.search(line):
            found[i] = (bare[0], bare[1])
            bare = None
            continue
        bare = None
        if not label or label.lastgroup is None:
            if _may_have_lost_its_label(text, blocks, i, line):
                unlabelled.append(i)
            continue
        level = _LEVELS[label.lastgroup]
        rest = line[label.end() :].strip()
        if not rest:
            bare = (level, line.strip()) if label.lastgroup in ("three", "one", "two") else None
            continue
        if not _is_title(rest):
            continue
        found[i] = (level, "")
        number = _number(label[0])
        missing = number - numbers.get(level, 0) - 1
        between = [j for j in unlabelled if j > last.get(level, -1)]
        if level <= 2 and 0 < missing <= len(between):
            found.update(dict.fromkeys(between[-missing:], (level, "")))
        numbers = {k: v for k, v in numbers.items() if k < level} | {level: number}
        last = {k: v for k, v in last.items() if k < level} | dict.fromkeys(range(level, 6), i)
        unlabelled = [j for j in unlabelled if level > 1 and j not in found]
    return dict(sorted(found.items()))


def _is_title(rest: str) -> bool:
    """Tell whether the text behind a label is a title and not a sentence."""
    if rest.endswith("。") and len(rest) <= LOST_LABEL_LENGTH and _TITLE_END.search(rest[:-1]):
        rest = rest[:-1]
    return not _NO_HEADING.search(rest) and rest.count("，") < 2


def _may_have_lost_its_label(text: str, blocks: Sequence[Block], i: int, line: str) -> bool:
    """Tell whether *line* looks like a title above a text; asked only where a sibling's number is missing."""
    if len(line) > LOST_LABEL_LENGTH or not _PLAIN.fullmatch(line) or not _TITLE_END.search(line):
        return False
    if i + 1 >= len(blocks):
        return False
    after = blocks[i + 1]
    return after.kind != "cell" and (
        after.end - after.start > len(line) or bool(_LABEL.match(text, after.start, after.end))
    )


def _only_cell_of_row(blocks: Sequence[Block], i: int) -> bool:
    block = blocks[i]
    for j in (i - 1, i + 1):
        if 0 <= j < len(blocks) and (blocks[j].table, blocks[j].row) == (block.table, block.row):
            return False
    return block.col == 0


def _number(label: str) -> int:
    """Return the number of a label in digits or in Chinese numerals up to 99."""
    digits = _NUMERAL.search(label)
    if digits:
        return int(digits[0])
    total = 0
    for char in label:
        if char == "十":
            total = (total or 1) * 10
        elif char in _DIGITS:
            total += _DIGITS[char]
    return total
