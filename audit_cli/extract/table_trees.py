"""The hierarchy of rows and of headers: which line stands under which, by numbering, codes, indents, 其中."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit_cli.extract.grid import Cell

_NUMBERING = (
    (re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"), "（一）"),
    (re.compile(r"^[一二三四五六七八九十]{1,3}[、.．，]"), "一、"),
    (re.compile(r"^[（(]\d{1,2}[）)]"), "（1）"),
    (re.compile(r"^\d{1,2}[)）]"), "1）"),
    (re.compile(r"^\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?!\d)[、.．]?"), "1.1"),
    (re.compile(r"^\d{1,2}[、.．，](?!\d)"), "1."),
    (re.compile(r"^[①-⑳]"), "①"),
)
_OF_WHICH = re.compile(r"^(?:其中|包括|内[：:]|其[：:])[：:]?|^其\s*中")
_TOTAL = re.compile(
    r"^(?:(?P<lower>小计|分计|款?小计)|(?P<middle>合计|共计|汇总|合\s*计|本?合计)|(?P<upper>总计|总额|总和|总分|总量|总数)|(?P<whole>总(?:投资|收入|支出|资产|负债|人数|预算|金额|资金|成本|面积|经费|得分|分值)))"
    r"|(?P<low>小计)$|(?P<mid>合计|共计|汇总)$|(?P<top>总计|总额|总分)$|^(?P<same>累计)$"
)
_PLAIN_TOTAL = re.compile(r"合\s*计|总\s*计|小计|共计|汇总|总分")
_ITEM = re.compile(r"^(?:指标|目标|任务|项目|内容)[一二三四五六七八九十\d]{1,2}[：:、.]?")
_BY_KIND = re.compile(r"^按.*分|性质|来源|结构")
_TRAILING_NOTE = re.compile(r"[（(][^（）()]*[）)]$|[：:]$")
_CODE = re.compile(r"^(\d{3}(?:\d\d){0,3})(?!\d)")


class Line(NamedTuple):
    """A row or a column as a line of figures: its label, the groups it stands in, indent and code."""

    label: str
    number: int
    groups: tuple[Cell, ...] = ()
    head: Cell | None = None
    indent: int = 0
    code: str = ""
    has_values: bool = True


class Node:
    """A line in the hierarchy; a group that has no figures of its own has *index* -1."""

    __slots__ = ("children", "index", "label", "numbered", "of_which", "rank", "style")

    def __init__(self, label: str, index: int, rank: int = 0, of_which: bool = False) -> None:
        self.label = label
        self.index = index
        self.rank = rank
        self.of_which = of_which
        self.numbered = bool(numbering_of(label)[0])
        self.children: list[Node] = []
        self.style = ""


LONGEST_SEARCH = 80
SOLID, FIRM = 4, 8  # points of a reading that closes once, and twice, over at least two parts
Score = Callable[[int, tuple[int, ...]], int]


class Total(NamedTuple):
    """A line that totals others: its parts, what says so, and whether the labels leave no other reading."""

    line: int
    parts: tuple[int, ...]
    style: str
    forced: bool


@lru_cache(maxsize=8192)
def numbering_of(label: str) -> tuple[str, str]:
    """Return the kind of number that *label* begins with, and the rest of it."""
    for pattern, kind in _NUMBERING:
        found = pattern.match(label)
        if found and found.end() < len(label):
            return kind, label[found.end() :]
    return "", label


@lru_cache(maxsize=8192)
def rank_of(label: str) -> int:
    """Return 0 for an ordinary label, 1 for 小计, 2 for 合计, 3 for 总计."""
    _, rest = numbering_of(label)
    rest = _TRAILING_NOTE.sub("", rest) or rest
    if _OF_WHICH.match(rest):
        return 0
    found = _TOTAL.search(rest)
    if not found:
        return 0
    name = found.lastgroup or ""
    if name in ("lower", "middle", "upper") and len(rest) > 8:
        return 0
    return {"lower": 1, "low": 1, "middle": 2, "mid": 2}.get(name, 3)


def is_plain_total(label: str) -> bool:
    """Whether a label says that all of a list is added up, as 支出总额 or 总投资 do not."""
    return bool(_PLAIN_TOTAL.search(label))


@lru_cache(maxsize=8192)
def core_of(label: str) -> str:
    """Return *label* without numbering, 其中, codes and trailing brackets."""
    _, rest = numbering_of(label)
    rest = _OF_WHICH.sub("", rest).lstrip("：: ")
    _, rest = numbering_of(rest)
    rest = _ITEM.sub("", rest) or rest
    rest = _CODE.sub("", rest)
    return (_TRAILING_NOTE.sub("", rest) or rest).strip("：:、 ")


def is_of_which(label: str) -> bool:
    _, rest = numbering_of(label)
    return bool(_OF_WHICH.match(rest))


def code_of(label: str) -> str:
    """Return the functional or economic code that *label* begins with: 205, 20502, 2050201."""
    found = _CODE.match(label)
    return found[1] if found else ""


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
    for number, line in enumerate(lines):
        label = line.label
        rank = rank_of(label)
        if rank and not line.has_values:
            continue
        if rank and _heads(label, lines[number + 1 : number + 2]):
            rank = 0
        of_which = is_of_which(label)
        node = Node(label, line.number if line.has_values else -1, rank, of_which)
        if rank and not line.code:
            place = _total_place(stack, line, rank)
            del stack[place:]
            (stack[-1][1].children if stack else roots).append(node)
            if stack:
                stack[-1][1].style = stack[-1][1].style or "indent"
            stack.append((("total", line.indent), node))
            continue
        key, style = _signature(line, of_which, stack)
        place = _place(stack, key, line)
        del stack[place:]
        if stack:
            parent = stack[-1][1]
            parent.children.append(node)
            parent.style = parent.style or ("of which" if of_which else style)
        else:
            roots.append(node)
        stack.append((key, node))
    return roots


def _heads(label: str, following: Sequence[Line]) -> bool:
    """Whether a numbered total (（一）支出合计) stands above parts with a deeper number."""
    kind, _ = numbering_of(label)
    if not kind or not following:
        return False
    below, _ = numbering_of(following[0].label)
    return _order(below) > _order(kind)


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
        return ("of which", line.indent), "of which"
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
    if kind == "of which":
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
        if other[0] in ("total", "plain", "of which") or _order(other[0]) > _order(kind):
            return at
    return len(stack)


def depth_of(label: str) -> int:
    """Return how deep the number of a label usually stands: 1 for 一、, 2 for （一）, …; 0 without a number."""
    return _order(numbering_of(label)[0])


def _order(kind: str) -> int:
    return {"一、": 1, "（一）": 2, "1.": 3, "1.1": 4, "（1）": 4, "1）": 5, "①": 6}.get(kind, 0)


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


def value_lines(node: Node) -> tuple[int, ...]:
    """Return the lines that stand for *node* in a sum: itself, its own subtotal, or all that it holds."""
    if node.index >= 0:
        return (node.index,)
    totals = [child for child in node.children if child.rank and child.index >= 0]
    if totals:
        return (max(totals, key=lambda t: t.rank).index,)
    return tuple(line for child in node.children for line in value_lines(child))


def _lines(nodes: Sequence[Node]) -> tuple[int, ...]:
    return tuple(line for node in nodes for line in value_lines(node))


def totals_of(roots: Sequence[Node], score: Score) -> list[Total]:
    """Return every total with its readings; *score* says how well a reading closes, to tell how far a list reaches."""
    found: list[Total] = []
    _collect(list(roots), found, score)
    return found


def _collect(nodes: list[Node], found: list[Total], score: Score) -> None:
    for node in nodes:
        if node.children:
            if node.index >= 0:
                _parent(node, found, score)
            _collect(node.children, found, score)
    if len(nodes) > 1 and any(node.rank for node in nodes):
        _siblings(nodes, found, score)


def _parent(node: Node, found: list[Total], score: Score) -> None:
    ordinary = [child for child in node.children if not child.rank]
    if not ordinary:
        return
    of_which = [child for child in ordinary if child.of_which]
    if len(of_which) == len(ordinary) > 1 and score(node.index, _lines(ordinary)) <= 0:
        found += [Total(node.index, _lines([child]), "of which", False) for child in of_which]
        return
    if rank_of(node.label) and node.style == "numbering":
        found.append(Total(node.index, _lines([c for c in ordinary if not c.of_which]), "total", True))
        return
    if node.style == "of which" or not of_which or len(of_which) == len(ordinary):
        found.append(Total(node.index, _lines(ordinary), node.style, False))
        return
    rest = [child for child in ordinary if not child.of_which]
    found.append(Total(node.index, _lines(rest), node.style, False))
    found.append(Total(node.index, _lines(of_which), "of which", False))


def _siblings(nodes: list[Node], found: list[Total], score: Score) -> None:
    """Find what each total among *nodes* adds up, lower ranks first; what is added up is replaced by its total."""
    rest = list(nodes)
    totals_lead = bool(nodes[0].rank)
    _settle_ranks(rest)
    for rank in sorted({node.rank for node in rest} - {0}):
        at = 0
        while at < len(rest):
            node = rest[at]
            if node.rank != rank or len(value_lines(node)) != 1:
                at += 1
                continue
            start = at
            while start > 0 and rest[start - 1].rank < rank:
                start -= 1
            end = at + 1
            while end < len(rest) and rest[end].rank < rank:
                end += 1
            at = _resolve(rest, (start, at, end), found, score, totals_lead) + 1


def _settle_ranks(nodes: Sequence[Node]) -> None:
    """Put 流动资产合计 below 资产合计: a total whose words end in those of a later one is part of it."""
    totals = [node for node in nodes if node.rank]
    cores = [core_of(node.label) for node in totals]
    for node in totals:
        node.rank *= 2
    for number, node in enumerate(totals):
        own = cores[number]
        if any(len(later) >= 4 and own != later and own.endswith(later) for later in cores[number + 1 :]):
            node.rank -= 1


def _resolve(rest: list[Node], place: tuple[int, int, int], found: list[Total], score: Score, leads: bool) -> int:
    """Choose the parts of the total at *place*, fold them into it, and return where it then stands.

    A total stands below its parts unless the list begins with a total (*leads*); the other way, and lists that
    stop short or reach farther, must close.
    """
    start, at, end = place
    node = rest[at]
    index = value_lines(node)[0]
    inner = _lines([child for child in node.children if not child.rank]) if node.index >= 0 else ()
    before, after = (start, at), (at + 1, end)
    if _side_by_side(rest, place, index, found, score):
        return at
    usual = after if (leads and after[0] < after[1]) or before[0] == before[1] else before
    best: tuple[int, int, tuple[int, ...]] = (*usual, ())
    points = score(index, _lines(rest[usual[0] : usual[1]])) if usual[0] < usual[1] else 0
    if points <= 0:
        best, points = _closing_span(rest, place, index, inner, best, score)
    first, last, extra = best
    parts = extra + _lines(rest[first:last])
    if not parts or (inner and points <= 0):
        return at
    if extra:
        found[:] = [total for total in found if total.line != index or total.style != "of which"]
    forced = (first, last) == usual and not extra and (start == 0 or len(parts) > 1) and is_plain_total(node.label)
    found.append(Total(index, parts, "total", forced))
    if first > at:
        del rest[at + 1 : last]
        return at
    del rest[first:at]
    return first


def _closing_span(
    rest: Sequence[Node],
    place: tuple[int, int, int],
    index: int,
    inner: tuple[int, ...],
    usual: tuple[int, int, tuple[int, ...]],
    score: Score,
) -> tuple[tuple[int, int, tuple[int, ...]], int]:
    """Return the run next to a total that closes best, if one does, else the *usual* one."""
    start, at, end = place
    spans: list[tuple[int, int, tuple[int, ...]]] = [(start, at, ()), (at + 1, end, ())]
    if inner:
        spans.append((at + 1, end, inner))
    else:
        spans.append((at, at, ()))
    if start > 0:
        spans += [(start - 1, at, ()), (0, at, ())]
    usable = len(spans)
    if end - start < LONGEST_SEARCH:
        spans += [(at + 1, stop, ()) for stop in range(end - 1, at + 2, -1)]
        spans += [(first, at, ()) for first in range(start + 1, at - 1)]
    best, best_points = usual, 0
    for number, span in enumerate(spans):
        if span[0] >= span[1]:
            continue
        points = score(index, span[2] + _lines(rest[span[0] : span[1]]))
        enough = FIRM if number >= usable else SOLID if number == 2 or (number > 2 and span[1] - span[0] < 2) else 1
        if points >= enough and points > best_points:
            best, best_points = span, points
    return best, best_points


def _side_by_side(
    rest: Sequence[Node], place: tuple[int, int, int], index: int, found: list[Total], score: Score
) -> bool:
    """Read groups that each break down the same total: 按收入性质分, 按支出性质分."""
    start, at, end = place
    groups = list(rest[at + 1 : end]) or list(rest[start:at])
    if len(groups) < 2 or any(group.index >= 0 or not group.children for group in groups):
        return False
    named = sum(1 for group in groups if _BY_KIND.search(group.label))
    closed = sum(1 for group in groups if score(index, _lines([group])) > 0)
    if closed == 0 and named < len(groups):
        return False
    if score(index, _lines(groups)) > 0:
        return False
    found.extend(Total(index, _lines([group]), "group total", named > 0) for group in groups)
    return True
