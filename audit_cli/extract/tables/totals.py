"""Which lines of a hierarchy a total adds up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.tables.kinship import Kinship
from audit_cli.extract.tables.labels import (
    core_of,
    is_plain_total,
    numbering_of,
    numbering_within,
    rank_of,
)
from audit_cli.extract.tables.trees import Node
from audit_cli.value import Value

_BY_KIND = expression(r"^按.*分|性质|来源|结构")


LONGEST_SEARCH = 80
FARTHEST = 400  # lines above its own list from which a total may still be taken to reach to the top

SOLID, FIRM = 4, 8  # points of a reading that closes once, and twice, over at least two parts


Score = Callable[[int, tuple[int, ...]], int]
Near = Callable[[int, tuple[int, ...]], bool]


class Total(Value, frozen=True):
    """A line that totals others: its parts, what says so, and whether the labels leave no other reading."""

    line: int
    parts: tuple[int, ...]
    style: str
    forced: bool


def value_lines(node: Node) -> tuple[int, ...]:
    """Return the lines that stand for *node* in a sum: itself, its own subtotal, or all that it holds."""
    if node.index >= 0:
        return (node.index,)
    totals = [child for child in node.children if child.rank and child.index >= 0]
    if totals:
        return (max(totals, key=lambda t: t.rank).index,)
    return tuple([line for child in node.children for line in value_lines(child)])


def _lines(nodes: Sequence[Node]) -> tuple[int, ...]:
    return tuple([line for node in nodes for line in value_lines(node)])


def totals_of(roots: Sequence[Node], score: Score, kinship: Kinship) -> list[Total]:
    """Return every total with its readings; *score* says how well a reading closes, to tell how far a list reaches."""
    found: list[Total] = []
    _collect(list(roots), found, score, kinship)
    return found


def _collect(nodes: list[Node], found: list[Total], score: Score, kinship: Kinship) -> None:
    for node in nodes:
        if node.children:
            if node.index >= 0:
                _parent(node, found, score)
            _collect(node.children, found, score, kinship)
    if len(nodes) > 1 and any(node.rank for node in nodes):
        _siblings(nodes, found, score, kinship)


def _parent(node: Node, found: list[Total], score: Score) -> None:
    ordinary = [child for child in node.children if not child.rank]
    if not ordinary:
        return
    of_which = [child for child in ordinary if child.of_which]
    if of_which == ordinary[:1] and _opens_numbered(ordinary):
        if len(ordinary) == 1:
            return  # 其中：（一）甲, （二）乙: the others stand elsewhere
        of_which = []  # 其中 stands before all of them
    if len(of_which) == len(ordinary) > 1 and score(node.index, _lines(ordinary)) <= 0:
        found += [Total(node.index, _lines([child]), "of which", False) for child in of_which]
        return
    if rank_of(node.label) and node.style in ("numbering", "nested"):
        found.append(Total(node.index, _lines([c for c in ordinary if not c.of_which]), "total", True))
        return
    if node.style == "of which" or not of_which or len(of_which) == len(ordinary):
        found.append(Total(node.index, _lines(ordinary), node.style, False))
        return
    rest = [child for child in ordinary if not child.of_which]
    found.append(Total(node.index, _lines(rest), node.style, False))
    found.append(Total(node.index, _lines(of_which), "of which", False))


def _opens_numbered(nodes: Sequence[Node]) -> bool:
    """Whether the first of some lines is numbered behind 其中, as the others are."""
    first, *others = nodes
    kind = numbering_within(first.label)
    return bool(kind) and all(numbering_of(node.label)[0] == kind for node in others)


def _siblings(nodes: list[Node], found: list[Total], score: Score, kinship: Kinship) -> None:
    """Find what each total among *nodes* adds up, lower ranks first; what is added up is replaced by its total."""
    rest = list(nodes)
    totals_lead = bool(nodes[0].rank)
    _settle_ranks(rest)
    for rank in sorted({node.rank for node in rest} - {0}):
        at = 0
        while at < len(rest):
            node = rest[at]
            # what is nested by name is added up already
            if node.rank != rank or node.style == "nested" or len(value_lines(node)) != 1:
                at += 1
                continue
            start = at
            while start > 0 and _may_be_in(node, rest[start - 1], rank, kinship):
                start -= 1
            end = at + 1
            while end < len(rest) and _may_be_in(node, rest[end], rank, kinship):
                end += 1
            at = _resolve(rest, (start, at, end), found, score, totals_lead) + 1


def _may_be_in(total: Node, other: Node, rank: int, kinship: Kinship) -> bool:
    return other.rank < rank and not kinship.is_beside(total.label, other.label)


def _settle_ranks(nodes: Sequence[Node]) -> None:
    """Put 流动资产合计 below 资产合计: a total whose words end in those of a later one is part of it."""
    totals = [node for node in nodes if node.rank]
    cores = [core_of(node.label) for node in totals]
    for node in totals:
        node.rank *= 2
    for number, node in enumerate(totals if len(totals) <= LONGEST_SEARCH else ()):
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
    coded = [each for each in rest[usual[0] : usual[1]] if each.coded]
    if 1 < len(coded) < usual[1] - usual[0] and score(index, _lines(coded)) >= max(FIRM, points + 1):
        # units with a code, and below each its projects, which have none
        rest[slice(*usual)] = coded
        shift = usual[0] + len(coded) - usual[1] if usual is before else 0
        at, best = at + shift, (usual[0], usual[0] + len(coded), ())
    first, last, extra = best
    parts = extra + _lines(rest[first:last])
    if not parts or (inner and points <= 0):
        return at
    if extra:
        found[:] = [total for total in found if total.line != index or total.style != "of which"]
    plain = node.of_all or is_plain_total(node.label)
    forced = (first, last) == usual and not extra and (start == 0 or len(parts) > 1) and plain
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
        spans += [(start - 1, at, ()), *([(0, at, ())] if start < FARTHEST else [])]
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
