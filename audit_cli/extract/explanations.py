"""Whether a report says why: a reason beside a figure, in the row of its table, or in its section."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from audit_cli.extract.table_labels import rank_of
from audit_cli.model import Document, Figure

_REASON = re.compile(
    r"原因|由于|因(?![此素公而])|主要[是系]|导致|影响|待[^，。；]{0,8}[付收结]|收回|结转|追加|调[整增减]|节约|节省"
    r"|并入|划转|上级下达|新增|余款|尾款|跨年|按(?:照)?(?:合同|工程|进度|计划)|[0-9]{4}年[^，。；]{0,6}支付"
)
# in another paragraph of the section the reason must name the gap
_REASON_OF_GAP = re.compile(
    r"(?:差异|超支|超出|超过|偏差|偏离|偏低|偏高|较低|较大|未完成|未执行|未支付|未使用|结转|结余|变动|增加|减少|大于|小于|多于|少于)"
    r"[^。；]{0,24}(?:原因|由于|主要[是系])"
)
# of the whole of a table it must name the execution
_REASON_OF_EXECUTION = re.compile(r"执行(?:率|数|进度)[^。；]{0,20}(?:原因[是为：:]|由于|因(?![此素公而])|主要[是系])")
# of a budget that was changed: what was added to it, and for what; a sum that is printed must be that of the change
_REASON_OF_CHANGE = re.compile(
    r"(?:追加|调增|增加|新增|下达|核减|压减|调减)(?:了|上级|中央|省级?|市级|县级|财政|专项|年初|部分|相应)*"
    r"(?!预算数?$)[^，。；0-9]{2,12}(?:资金|经费|补助|预算|项目|任务|支出|拨款)(?!\s*[0-9为共])"
    r"|(?:原因|由于|因(?![此素公而]))[^。；]{2,30}(?:追加|调[增减整]|增加|下达)(?!\s*[0-9])"
)
_NUMERAL = re.compile(r"\s*[-－−]?[0-9][0-9,，.]*[%％]?\s*")
_STOP = re.compile(r"[；。;]")
_GIVES_REASON = re.compile(r"[^，。；]{0,16}(?:原因|由于|因(?![此素公而])|主要[是系])")
_LONGEST = 200
_NEXT_BLOCKS = 3


class Explanations:
    """Where the reasons of one document stand; found when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def beside(self, figure: Figure, reach: Literal["sentence", "paragraph"] = "sentence") -> bool:
        """Whether a reason follows *figure* in its sentence, begins the next one, or stands in its row of a table."""
        blocks, number, text = self.document.blocks, figure.block, self.document.text
        if not 0 <= number < len(blocks):
            return False
        block = blocks[number]
        if block.table is not None:
            if (block.table, block.row) in self._rows or block.table in self._told_of_tables:
                return True
            # what explains its parts, in the rows above, explains a total
            first = self._reasoned.get(block.table, block.row)
            return first < block.row and rank_of(self._labels.get((block.table, block.row), "")) > 0
        end = min(block.end, figure.end + _LONGEST)
        stop = _STOP.search(text, figure.end, end) if reach == "sentence" else None
        if _REASON.search(text, figure.end, stop.start() if stop else end):
            return True
        return bool(stop and stop[0] == "。" and _GIVES_REASON.match(text, stop.end(), end))

    def in_section(self, figure: Figure) -> bool:
        """Whether a paragraph of the section of *figure* says why something is not as it was planned."""
        blocks, number = self.document.blocks, figure.block
        if not 0 <= number < len(blocks):
            return False
        section = blocks[number].section
        if section < 0:
            return any(number <= other <= number + _NEXT_BLOCKS for other in self._outside)
        return section in self._sections

    def of_change(self, figure: Figure) -> bool:
        """Whether a sentence in the table of a budget says by what it was changed: 年中追加上级专项资金200万元."""
        blocks, number = self.document.blocks, figure.block
        return 0 <= number < len(blocks) and blocks[number].table in self._changed

    @cached_property
    def _rows(self) -> frozenset[tuple[int, int]]:
        text = self.document.text
        return frozenset(
            (block.table, block.row)
            for block in self.document.blocks
            if block.table is not None and _REASON.search(text, block.start, block.end)
        )

    @cached_property
    def _reasoned(self) -> dict[int, int]:
        """The first row of each table that gives a reason behind its numerals."""
        text = self.document.text
        counted: set[tuple[int, int]] = set()
        found: dict[int, int] = {}
        for block in self.document.blocks:
            if block.table is None:
                continue
            row = block.table, block.row
            if _NUMERAL.fullmatch(text, block.start, block.end):
                counted.add(row)
            elif row in counted and _REASON.search(text, block.start, block.end):
                found.setdefault(block.table, block.row)
        return found

    @cached_property
    def _told_of_tables(self) -> frozenset[int]:
        """The tables that say why their budget was not spent as planned."""
        return self._tables_with(_REASON_OF_EXECUTION)

    @cached_property
    def _changed(self) -> frozenset[int]:
        """The tables that say by what their budget was changed."""
        return self._tables_with(_REASON_OF_CHANGE)

    def _tables_with(self, reason: re.Pattern[str]) -> frozenset[int]:
        """Return the tables that give a *reason* in a cell, in the table that adjoins them, or right below."""
        text = self.document.text
        found: set[int] = set()
        adjoining: list[int] = []
        below = 0
        for block in self.document.blocks:
            if block.table is None:
                below += 1
            elif block.table not in adjoining:
                adjoining = [*(() if below else adjoining), block.table]
                below = 0
            else:
                below = 0
            if below <= _NEXT_BLOCKS and reason.search(text, block.start, block.end):
                found.update(adjoining)
        return frozenset(found)

    @cached_property
    def _labels(self) -> dict[tuple[int, int], str]:
        """The first words of each row of a table."""
        labels: dict[tuple[int, int], str] = {}
        for block in self.document.blocks:
            if block.table is not None and (words := self.document.text_of(block).strip()):
                labels.setdefault((block.table, block.row), "".join(words.split()))
        return labels

    @cached_property
    def _told(self) -> tuple[int, ...]:
        """The blocks of prose that say why something is not as it was planned."""
        text = self.document.text
        return tuple(
            number
            for number, block in enumerate(self.document.blocks)
            if block.table is None and _REASON_OF_GAP.search(text, block.start, block.end)
        )

    @cached_property
    def _sections(self) -> frozenset[int]:
        sections = (self.document.blocks[number].section for number in self._told)
        return frozenset(section for section in sections if section >= 0)

    @cached_property
    def _outside(self) -> tuple[int, ...]:
        """The blocks that tell a reason before the first heading."""
        return tuple(number for number in self._told if self.document.blocks[number].section < 0)
