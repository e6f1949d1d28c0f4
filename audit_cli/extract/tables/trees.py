"""The hierarchy of rows and of headers: which line stands under which, by numbering, codes, indents, 其中."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.extract.tables.grid import Cell
from audit_cli.extract.tables.labels import (
    is_of_which,
    numbering_of,
    numbering_within,
    order_of,
    rank_of,
)
from audit_cli.value import Value

_TOP = 3  # the rank of a total of all
_NUMBERED = "numbered of which"  # 其中：（一）甲


class Line(Value, frozen=True):
    """A row or a column as a line of figures: its label, the groups it stands in, indent and code.

    *whole* says that the line is a total, whatever it is called, and *of_all* that it is one of all other lines.
    """

    label: str
    number: int
    groups: tuple[Cell, ...] = ()
    head: Cell | None = None
    indent: int = 0
    code: str = ""
    has_values: bool = True
    whole: bool = False
    of_all: bool = False


class Node:
    """A line in the hierarchy; one that has no figures of its own has *index* -1, whatever its *number*."""

    __slots__ = ("children", "coded", "index", "label", "number", "numbered", "of_all", "of_which", "rank", "style")

    def __init__(self, label: str, index: int, rank: int = 0, of_which: bool = False, number: int = -1) -> None:
        self.label = label
        self.index = index
        self.number = number if index < 0 else index
        self.rank = rank
        self.of_which = of_which
        self.numbered = bool(numbering_of(label)[0])
        self.children: list[Node] = []
        self.style = ""
        self.of_all = False
        self.coded = False


def row_tree(lines: Sequence[Line]) -> list[Node]:
    """Return the hierarchy of rows: first by the groups that merged cells make, then by the labels."""
    return _grouped(lines, 0)


def _grouped(lines: Sequence[Line], depth: int) -> list[Node]:
    nodes: list[Node] = []
    run: list[Line] = []

    def flush() -> None:
        if run:
            nodes.extend(_labelled(run))
            run.clear()

    at = 0
    head: Cell | None = None
    while at < len(lines):
        line = lines[at]
        if len(line.groups) <= depth:
            run.append(line)
            head = line.head
            at += 1
            continue
        end = at
        while end < len(lines) and len(lines[end].groups) > depth and lines[end].groups[depth] is line.groups[depth]:
            end += 1
        flush()
        cell = line.groups[depth]
        children = _grouped(lines[at:end], depth + 1)
        at = end
        if head is cell and nodes:
            nodes[-1].children += children
            nodes[-1].style = "group"
            continue
        group = Node(cell.text, -1)
        group.children, group.style = children, "group"
        _promote(group)
        nodes.append(group)
    flush()
    return nodes


def _promote(group: Node) -> None:
    """A group of a single line is that line."""
    if len(group.children) == 1 and not group.children[0].children:
        only = group.children[0]
        group.index = only.index
        group.label = only.label if only.label and not only.rank else group.label
        group.children = []


def _labelled(lines: Sequence[Line]) -> list[Node]:
    """Return the hierarchy that codes, numbering, 其中 and indents make of lines in one group."""
    roots: list[Node] = []
    stack: list[tuple[tuple[str, object], Node]] = []
    plain: dict[object, int] = {}  # how deep lines without a number stand, by their indent
    for number, line in enumerate(lines):
        label = line.label
        rank = _TOP if line.whole else rank_of(label)
        if rank and not line.has_values:
            continue
        if rank and _heads(label, lines[number + 1 : number + 2]):
            rank = 0
        of_which = is_of_which(label)
        node = Node(label, line.number if line.has_values else -1, rank, of_which, line.number)
        node.of_all = line.of_all
        node.coded = bool(line.code)
        if rank and not line.code:
            place = _total_place(stack, line, rank)
            del stack[place:]
            (stack[-1][1].children if stack else roots).append(node)
            if stack:
                stack[-1][1].style = stack[-1][1].style or "indent"
            stack.append((("total", line.indent), node))
            continue
        key, style = _signature(line, of_which, stack)
        if any(above == (_NUMBERED, key[0]) for above, _ in stack):
            key = _NUMBERED, key[0]  # （二）乙 goes on below 其中：（一）甲
        place = _place(stack, key, line)
        if key[0] == "plain":
            # 三公经费, 1.…, 2.…, 项目支出: the list that has begun without numbers goes on
            place = min(place, plain.setdefault(line.indent, place))
        del stack[place:]
        if stack:
            parent = stack[-1][1]
            parent.children.append(node)
            parent.style = parent.style or ("of which" if of_which else style)
        else:
            roots.append(node)
        stack.append((key, node))
    _with_blanks(roots)
    return roots


def _with_blanks(nodes: Sequence[Node]) -> None:
    """Take a line without figures for a blank one where it heads nothing and stands among others that have some.

    1、业务经费 312.4, 2、运行经费, 3、专项资金 500: the second was left blank.
    """
    filled = [at for at, node in enumerate(nodes) if node.index >= 0 and not node.rank]
    kinds = {numbering_of(nodes[at].label)[0] for at in filled}
    for at, node in enumerate(nodes):
        kind = numbering_of(node.label)[0]
        within = bool(filled) and filled[0] < at < filled[-1]
        if node.index < 0 and not (node.children or node.rank) and kind in kinds and (kind or within):
            node.index = node.number
        _with_blanks(node.children)


def _heads(label: str, following: Sequence[Line]) -> bool:
    """Whether a numbered total (（一）支出合计) stands above parts with a deeper number."""
    kind, _ = numbering_of(label)
    if not kind or not following:
        return False
    below, _ = numbering_of(following[0].label)
    return order_of(below) > order_of(kind)


def _total_place(stack: list[tuple[tuple[str, object], Node]], line: Line, rank: int) -> int:
    """How much of the stack a total line keeps above it: a 小计 indented below a heading stays under it."""
    if rank >= 2 or not stack:
        return 0
    for place, (key, node) in enumerate(stack):
        if node.index < 0 and key[0] != "total":
            return place + 1
    return 0


def _signature(
    line: Line, of_which: bool, stack: list[tuple[tuple[str, object], Node]]
) -> tuple[tuple[str, object], str]:
    if line.code:
        return ("code", line.code), "code"
    kind, _ = numbering_of(line.label)
    if of_which:
        within = numbering_within(line.label)
        return (_NUMBERED, within) if within else ("of which", line.indent), "of which"
    if kind:
        return (kind, ""), "numbering"
    return ("plain", line.indent), "indent"


def _place(stack: list[tuple[tuple[str, object], Node]], key: tuple[str, object], line: Line) -> int:
    """Return how many entries of *stack* a line with signature *key* stands under."""
    kind = key[0]
    if kind == "code":
        place = 0
        for at, ((above, code), _) in enumerate(stack):
            if above == "code" and str(key[1]).startswith(str(code)) and key[1] != code:
                place = at + 1
        return place
    if any(above == _NUMBERED for (above, _), _ in stack) and (held := _held_place(stack, key)) is not None:
        return held
    if kind in ("of which", _NUMBERED):
        for at, (other, _) in enumerate(stack):
            if other[0] == "of which":
                return at if at else 0
        return len(stack)
    for at, (other, _) in enumerate(stack):
        if other == key:
            return at
    if kind == "plain":
        for at, (other, node) in enumerate(stack):
            if other[0] == "plain" and isinstance(other[1], int) and other[1] >= line.indent:
                return at
            if other[0] == "of which" and isinstance(other[1], int) and line.indent >= other[1]:
                return at + (node.index < 0)
            if other[0] == "total" or other[0] == "code":
                return at
        return len(stack)
    for at, (other, _) in enumerate(stack):
        if other[0] in ("total", "plain", "of which") or order_of(other[0]) > order_of(kind):
            return at
    return len(stack)


def _held_place(stack: list[tuple[tuple[str, object], Node]], key: tuple[str, object]) -> int | None:
    """Return how many entries keep a numbered line under what 其中：（一） stands under: （二） beside it, 1. below."""
    order = order_of(key[0])
    for at, (above, _) in enumerate(stack):
        if above == key:
            return at
        if above[0] == _NUMBERED and order > order_of(str(above[1])):
            below = range(at + 1, len(stack))
            return next((k for k in below if order_of(stack[k][0][0]) >= order), len(stack))
    return None


def header_tree(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> list[Node]:
    """Return the hierarchy of the numeral *columns* under the header *rows*."""
    above: list[dict[int, Cell]] = []
    for row in rows:
        cover: dict[int, Cell] = {}
        for cell in row:
            if cell.kind == "text":
                for col in range(cell.col, cell.col + cell.colspan):
                    cover[col] = cell
        above.append(cover)
    return _header_nodes(above, list(columns), 0)


def _header_nodes(above: Sequence[dict[int, Cell]], columns: list[int], depth: int) -> list[Node]:
    if depth >= len(above):
        return [Node("", col) for col in columns]
    nodes: list[Node] = []
    at = 0
    while at < len(columns):
        cell = above[depth].get(columns[at])
        end = at + 1
        while end < len(columns) and cell is not None and above[depth].get(columns[end]) is cell:
            end += 1
        inner = _header_nodes(above, columns[at:end], depth + 1)
        at = end
        if cell is None:
            nodes.extend(inner)
        elif len(inner) == 1 and not inner[0].children and not inner[0].label:
            nodes.append(Node(cell.text, inner[0].index, rank_of(cell.text), is_of_which(cell.text)))
        elif len(inner) == 1 and not inner[0].children:
            nodes.append(inner[0])
        else:
            group = Node(cell.text, -1, 0, is_of_which(cell.text))
            group.children, group.style = inner, "group"
            nodes.append(group)
    return _adopted(nodes)


def _adopted(nodes: list[Node]) -> list[Node]:
    """Hang 其中 groups and 其中 columns under the column before them."""
    out: list[Node] = []
    for node in nodes:
        if node.of_which and out:
            head = out[-1]
            while head.index < 0 and head.children and head.children[0].rank:
                head = head.children[0]
            head.children += node.children if node.index < 0 else [node]
            head.style = "of which"
        else:
            out.append(node)
    return out
