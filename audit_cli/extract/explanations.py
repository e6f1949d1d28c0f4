"""Whether a report says why: a reason beside a figure, in the row of its table, or in its section."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from itertools import islice
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import rank_of
from audit_cli.model import Block, Document, Figure

# where each alternative begins with a character of its own, a search passes over all others at once
_REASON = expression(
    r"原因|由于|因(?![此素公而])|主要[是系为]|导致|致使|所致|影响|制约|待[^，。；]{0,8}[付收结]|收回|结转|追加|调[整增减]|节约|节省"
    r"|并入|划转|上级下达|新增|余款|尾款|跨年|按(?:照)?(?:合同|工程|进度|计划)|年(?<=[0-9]{4}年)[^，。；]{0,6}支付"
)
# in another paragraph of the section the reason must name the gap
_REASON_OF_GAP = expression(
    r"(?:差异|超支|超出|超过|偏差|偏离|偏低|偏高|较低|较大|未完成|未执行|未支付|未使用|结转|结余|变动|增加|减少|大于|小于|多于|少于)"
    r"[^。；]{0,24}(?:原因|由于|主要[是系])"
)
# what accounts say behind a budget and what was spent of it, and behind the parts of these
_REASON_OF_OUTCOME = expression(
    r"(?:决算|执行|支出|完成)数?(?:大|小|[高低多少]|超[过出])于?[^，。；]{0,8}预算[^，。；]{0,8}(?:原因|由于|因(?![此素公而])|主要[是系为])"
)
# of the whole of a table it must name the execution
_REASON_OF_EXECUTION = expression(r"执行(?:率|数|进度)[^。；]{0,20}(?:原因[是为：:]|由于|因(?![此素公而])|主要[是系])")
# of a budget that was changed: what was added to it, and for what; a sum that is printed must be that of the change
_REASON_OF_CHANGE = expression(
    r"(?:追[加减]|调增|增加|新增|下达|核减|压减|调减)(?:了|上级|中央|省级?|市级|县级|财政|专项|年初|部分|相应)*"
    r"(?!预算数?$)[^，。；0-9]{2,12}(?:资金|经费|补助|预算|项目|任务|支出|拨款)(?!\s*[0-9为共])"
    r"|(?:原因|由于|因(?![此素公而]))[^。；]{2,30}(?:追加|调[增减整]|增加|下达)(?!\s*[0-9])"
)
_ADDED = expression(r"原因|由于|因(?![此素公而])|追[加减](?!后)|调[增减](?!后)|核减|压减|下达|新增|结转|并入|划转")
# from anywhere in the document it must also say what is wrong with it
_CAUSE = expression(r"原因|由于|因(?![此素公而])|主要[是系为]|导致|致使|所致|受[^。；]{2,40}?(?:影响|制约)")
_MONEY = ("资金", "经费", "预算", "款")
_IS_LOW = r"[^，。；]{0,12}?(?:低|慢|滞后|不高|不够|不理想|不足|未|没有|有待提高|小于|少于|扣分)"
_IS_LEFT = r"[^，。；]{0,12}?(?:结余|结转|(?:未|没有|无法)[^，。；]{0,8}?(?:使用|支出|支付|执行|拨付|完成|用完))"
_PROGRESS = (
    "执行率", "执行数", "执行进度", "支出进度", "支付进度", "使用进度", "拨付进度", "支付率", r"预算[^，。；]{0,4}执行",
)  # fmt: skip
_SLOW = expression("|".join([word + _IS_LOW for word in _PROGRESS] + [f"{word}{_IS_LEFT}" for word in _MONEY]))
# not one item of the budget, but whichever were not spent
_WHICHEVER = expression(
    r"(?:部分|个别|有的|有些|一些|少数|多数|各|以上|上述|其中)[^，。；]{0,10}(?:项目|资金|专项|经费)|的项目"
    r"|(?:(?<![一-鿿])|[一二三四五]是)项目(?:支出|资金|预算|执行|支付)"
)
_SENTENCE = expression(r"[^。；;\n]{6,300}")
# the column of a table that is for reasons, and what is long enough to be one
_REASON_COLUMN = expression(r"\s*(?:备注|说明|[^，。；\s]{0,12}原因[^，。；\s]{0,8})\s*")
_WORDS = expression(r"[一-鿿][^0-9]{2,}[一-鿿]")
_NUMERAL = expression(r"\s*[-－−]?[0-9][0-9,，.]*[%％]?\s*")
# before the figures that it explains: 因前期工作不充分，项目预算600万元，仅支出186万元
_CAUSE_BEFORE = expression(r"(?:由于|因(?![此素公而为])|受(?=[^，。；]{2,30}影响))[^，。；]{3,40}[，,]")
_STOP = expression(r"[；。;]")
_GIVES_REASON = expression(r"[^，。；]{0,16}(?:原因|由于|因(?![此素公而])|主要[是系为])")
_NOTE = expression(r"\s*(?:注|说明|备注|[^，。；：:]{0,14}原因[^，。；：:]{0,10})[：:]")
# what is left, and said to be left for a reason
_REST = expression(r"[\s，,]*(?:剩余|其余|余款|尾款|结余|(?:尚|还)?未(?:支出|支付|使用|执行|拨付))")
_DUE = r"[^，。；]{0,8}(?:[付收]|结算|验收|执行|支出|使用|实施|开工|完工|节点)"
_UNPAID = expression(f"尾款|余款|质保金|进度款|未{_DUE}|待{_DUE}|暂缓{_DUE}")
_SHORTEST = 4  # characters that can tell why: 执行率因
_NAME = 4
_MOST_PENDING = 100
_LONGEST = 200
_NEAR = 60
_NEXT_BLOCKS = 3
_SEVERAL = 2
_CELL_LENGTH = 30
_ANNOUNCES = expression(r"(?:其中|如下)[：:][ \u3000]*$")
_LONGEST_LIST = 12
_GAPS_OF_A_ROW = 4
# a note may stand below the rest of a form
_NEXT_NOTES = 12


def tells_of_spending(sentence: str) -> bool:
    """Whether *sentence* says why something was not spent."""
    return bool(_SLOW.search(sentence) and _CAUSE.search(sentence))


def tells_of_execution(note: str) -> bool:
    """Whether a *note* below a form says why its execution is what it is: 预算执行率57%，主要原因是尚未结算."""
    return tells_of_spending(note) or _REASON_OF_EXECUTION.search(note) is not None


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
            # what explains its parts, in the rows above or in several below, explains a total
            rows = self._reasoned.get(block.table, [])
            if not rows or (rows[0] >= block.row and len(rows) < _SEVERAL):
                return False
            return rank_of(self._labels.get((block.table, block.row), "")) > 0
        end = min(block.end, figure.end + _LONGEST)
        stop = _STOP.search(text, figure.end, end) if reach == "sentence" else None
        if _REASON.search(text, figure.end, stop.start() if stop else end):
            return True
        if self._outcome_told(number, figure.end) or self._told_before(block, figure, reach):
            return True
        if not stop or stop[0] != "。":
            return False
        if _GIVES_REASON.match(text, stop.end(), end):
            return True
        following = _SENTENCE.match(text, stop.end(), end)
        if following is None:
            return False
        return tells_of_spending(following[0]) or bool(_REST.match(following[0]) and _REASON.search(following[0]))

    def _told_before(self, block: Block, figure: Figure, reach: Literal["sentence", "paragraph"]) -> bool:
        """Whether a reason is told before *figure*, in its sentence or its paragraph."""
        text, start = self.document.text, max(block.start, figure.start - _LONGEST)
        if reach == "sentence":
            start = max(start, *(text.rfind(stop, start, figure.start) + 1 for stop in "；。;"))
        return _CAUSE_BEFORE.search(text, start, figure.start) is not None

    def _outcome_told(self, number: int, at: int) -> bool:
        """Whether the block *number* says behind *at*, or the next one at once, why so much or so little was spent."""
        text, blocks = self.document.text, self.document.blocks
        if _REASON_OF_OUTCOME.search(text, at, blocks[number].end):
            return True
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        return after is not None and _REASON_OF_OUTCOME.match(text, after.start, after.end) is not None

    def above(self, figure: Figure) -> bool:
        """Whether the paragraph that announces the list of *figure* gives a reason: 追加了专项经费。其中：（一）…."""
        text, blocks = self.document.text, self.document.blocks
        for block in reversed(blocks[max(figure.block - _LONGEST_LIST, 0) : max(figure.block, 0)]):
            if _ANNOUNCES.search(text, block.start, block.end):
                return bool(_CAUSE.search(text, block.start, block.end))
        return False

    def of(self, name: str) -> bool:
        """Whether a sentence of the prose says why the money of *name* is not spent: 原因是平台尾款未付."""
        return len(name) >= _NAME and name in self._pending

    def anywhere(self, of_total: bool) -> bool:
        """Whether a paragraph says why the budget, or whichever items of it, were not spent as planned."""
        return self._of_items or (of_total and self._of_budget)

    @cached_property
    def _worded(self) -> list[tuple[int, str]]:
        """The numbers and the words of the blocks that hold more than a numeral."""
        text, blocks = self.document.text, enumerate(self.document.blocks)
        return [(number, words) for number, b in blocks if not (words := text[b.start : b.end]).isascii()]

    @cached_property
    def _cells(self) -> list[tuple[int, int, Block, str]]:
        """Those of tables, with their table and their block."""
        blocks = self.document.blocks
        return [(n, table, blocks[n], words) for n, words in self._worded if (table := blocks[n].table) is not None]

    @cached_property
    def _long(self) -> list[tuple[int, str]]:
        """Those that are long enough to tell why."""
        return [(number, words) for number, words in self._worded if len(words) >= _SHORTEST]

    @cached_property
    def _told_of_spending(self) -> dict[int, list[str]]:
        """The sentences that say why something was not spent, by their blocks."""
        found: dict[int, list[str]] = {}
        for number, words in self._long:
            if _SLOW.search(words):
                told = [sentence for sentence in _SENTENCE.findall(words) if tells_of_spending(sentence)]
                if told:
                    found[number] = told
        return found

    @cached_property
    def _spending(self) -> tuple[str, ...]:
        """Those of the prose."""
        told, blocks = self._told_of_spending.items(), self.document.blocks
        return tuple(sentence for number, told in told if blocks[number].table is None for sentence in told)

    @cached_property
    def _pending(self) -> str:
        """The sentences of the prose that say why a payment has not been made, as far as they are read."""
        text = self.document.text
        found = (
            sentence[0]
            for block in self.document.blocks
            if block.table is None and _UNPAID.search(text, block.start, block.end)
            for sentence in _SENTENCE.finditer(text, block.start, block.end)
            if _UNPAID.search(sentence[0]) and _CAUSE.search(sentence[0])
        )
        return "\n".join(islice(found, _MOST_PENDING))

    @cached_property
    def _of_items(self) -> bool:
        return any(_WHICHEVER.search(sentence) for sentence in self._spending)

    @cached_property
    def _of_budget(self) -> bool:
        return any("执行" in sentence for sentence in self._spending)

    def in_section(self, figure: Figure) -> bool:
        """Whether a paragraph of the section of *figure* says why something is not as it was planned."""
        blocks, number = self.document.blocks, figure.block
        if not 0 <= number < len(blocks):
            return False
        section = blocks[number].section
        if section < 0:
            return any(number <= other <= number + _NEXT_BLOCKS for other in self._outside)
        return section in self._sections

    def between(self, first: Figure, last: Figure) -> bool:
        """Whether the words between two budgets, or behind them, say why the one became the other, or by what."""
        block, text = self.document.blocks[first.block], self.document.text
        if block.table is not None:
            return self.beside(first)
        behind = min(block.end, last.end + _LONGEST)
        return first.block == last.block and any(
            _ADDED.search(text, start, end) for start, end in ((first.end, last.start), (last.end, behind))
        )

    def of_change(self, figure: Figure) -> bool:
        """Whether the prose, or the table of a budget, says by what it was changed: 年中追加上级专项资金200万元."""
        blocks, number = self.document.blocks, figure.block
        if not 0 <= number < len(blocks):
            return False
        return blocks[number].table in self._changed if blocks[number].table is not None else self._changed_in_prose

    @cached_property
    def _changed_in_prose(self) -> bool:
        blocks = self.document.blocks
        return any(_REASON_OF_CHANGE.search(words) for number, words in self._long if blocks[number].table is None)

    @cached_property
    def _rows(self) -> frozenset[tuple[int, int]]:
        return frozenset(self._reasons.values())

    @cached_property
    def _reasons(self) -> dict[int, tuple[int, int]]:
        """The table and row of each cell that gives a reason, or stands in the column that is for it."""
        columns = self._reason_columns
        return {
            number: (table, block.row)
            for number, table, block, words in self._cells
            if _REASON.search(words) or ((table, block.col) in columns and _WORDS.search(words))
        }

    @cached_property
    def _reasoned(self) -> dict[int, list[int]]:
        """The rows of each table that give a reason behind their numerals."""
        text = self.document.text
        rows = self._rows
        counted: set[tuple[int, int]] = set()
        found: dict[int, list[int]] = {}
        for number, block in enumerate(self.document.blocks) if rows else ():
            if block.table is None or (row := (block.table, block.row)) not in rows:
                continue
            if _NUMERAL.fullmatch(text, block.start, block.end):
                counted.add(row)
            elif row in counted and number in self._reasons:
                found.setdefault(block.table, []).append(block.row)
        return found

    @cached_property
    def _reason_columns(self) -> frozenset[tuple[int, int]]:
        return frozenset([(table, b.col) for _, table, b, words in self._cells if _REASON_COLUMN.fullmatch(words)])

    @cached_property
    def _told_of_tables(self) -> frozenset[int]:
        """The tables that say why their budget was not spent as planned."""
        executed = [(number, words) for number, words in self._long if "执行" in words]
        telling = {number for number, words in executed if _REASON_OF_EXECUTION.search(words)}
        return self._tables_with(telling | self._told_of_spending.keys())

    @cached_property
    def _changed(self) -> frozenset[int]:
        """The tables that say by what their budget was changed."""
        return self._tables_with({number for number, words in self._long if _REASON_OF_CHANGE.search(words)})

    def _tables_with(self, telling: Set[int]) -> frozenset[int]:
        """Return the tables with a *telling* block in, right below, or in a note below; those that adjoin are one."""
        found: set[int] = set()
        above: list[int] = []
        below = apart = sentences = 0
        for number, block in enumerate(self.document.blocks) if telling else ():
            if block.table is not None:
                if apart:
                    above, below, apart, sentences = [], 0, 0, 0
                if block.table not in above[-1:]:
                    above.append(block.table)
            else:
                below += 1
                # a row that was not read as one parts no table
                apart += self.document.text.count(" ", block.start, block.end) < _GAPS_OF_A_ROW
                # the rest of a form may be printed one cell a line
                sentences += block.kind == "heading" or block.end - block.start > _CELL_LENGTH
            if number not in telling or (below > _NEXT_NOTES and sentences > _NEXT_BLOCKS):
                continue
            if below <= _NEXT_BLOCKS or _NOTE.match(self.document.text, block.start, block.end):
                found.update(above)
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
