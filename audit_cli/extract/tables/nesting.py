"""Nesting that no number or indent shows: found by pairs that are always nested, and by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.tables.classified import classified_again
from audit_cli.extract.tables.kinship import Kinship
from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.tables.totals import LONGEST_SEARCH, SOLID, Near, Score, value_lines
from audit_cli.extract.tables.trees import Node

FEW = 2
_FIRST = expression(r"[（(]?[1一][、.．）)]")
Excess = Callable[[int, tuple[int, ...]], tuple[int, int]]

# what goes on where 其中 began a pair
_COUNTERPARTS = (
    (expression(r"^人员"), expression(r"公用")),
    (expression(r"公务用车购置"), expression(r"公务用车运(?:行|维)")),
    (expression(r"^基本支出"), expression(r"^项目支出")),
    (expression(r"财政拨款|财政资金"), expression(r"其他|自有|自筹|非财政")),
    (expression(r"^流动"), expression(r"^非流动")),
)


def nested(nodes: list[Node], score: Score, excess: Excess, near: Near, kinship: Kinship) -> list[Node]:
    """Return *nodes* with what stands under another node hung there, all the way down.

    *score* says how well a total closes, *near* whether but for a slip, *excess* in how many cross lines parts are more
    than it and not.
    """
    every: list[Node] = []
    for node in classified_again(nodes, score, near):
        every.append(node)
        if node.children:
            node.children = nested(node.children, score, excess, near, kinship)
            every += _beyond(node, score)
    nodes = _under_their_whole(_of_which_reach(every, score, near), score, kinship)
    nodes = _numbered_under_plain(nodes, score)
    _move_memos(nodes, excess)
    return _by_arithmetic(nodes, score)


def _is_leaf(node: Node) -> bool:
    return node.index >= 0 and not node.children and not node.rank


def _under_their_whole(nodes: Sequence[Node], score: Score, kinship: Kinship) -> list[Node]:
    """Hang lines under the line that they are parts of by what they are called, the innermost first.

    “三公”经费合计, its three parts, 基本支出, 项目支出, 支出合计: a total on top of a mixed list, or at its bottom,
    adds up what is its own, and no other lines.
    """
    out: list[Node] = []  # from the last to the first
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if node.index >= 0 and not node.children:
            parts = _own_parts(node, reversed(out), kinship)
            if parts and (not node.rank or _adds_up_own(node, parts, out[::-1], nodes[:at][::-1], score, kinship)):
                del out[-len(parts) :]
                _hang(parts, node)
        out.append(node)
    return _above_their_whole(out[::-1], score, kinship)


def _above_their_whole(nodes: Sequence[Node], score: Score, kinship: Kinship) -> list[Node]:
    out: list[Node] = []
    for at, node in enumerate(nodes):
        if node.rank and node.index >= 0 and not node.children:
            parts = _own_parts(node, reversed(out), kinship)
            if len(parts) >= FEW and _adds_up_own(node, parts, out[::-1], nodes[at + 1 :], score, kinship):
                del out[-len(parts) :]
                _hang(parts[::-1], node)
        out.append(node)
    return out


def _hang(parts: list[Node], node: Node) -> None:
    node.children, node.style = parts, "nested"
    for part in parts:
        part.rank = 0  # of this list, it is no total


def _own_parts(node: Node, beside: Iterable[Node], kinship: Kinship) -> list[Node]:
    """Return the lines that are parts of *node* by name among those *beside* it, the nearest first."""
    parts: list[Node] = []
    seen: set[str] = set()
    for other in beside:
        name = core_of(other.label)
        is_total = other.rank and other.style != "nested"
        if other.index < 0 or is_total or name in seen or not kinship.is_part(node.label, other.label):
            break
        parts.append(other)
        seen.add(name)
    return parts


def _adds_up_own(
    node: Node,
    parts: Sequence[Node],
    beside: Sequence[Node],
    behind: Sequence[Node],
    score: Score,
    kinship: Kinship,
) -> bool:
    """Whether a total adds up its own *parts*, and neither more of the lines *beside* it nor those *behind* it.

    The nearest lines come first.
    """
    if score(node.index, _lines(parts)) > 0:
        return True
    if behind and kinship.is_part(node.label, behind[0].label):
        return False
    rest = beside[len(parts) :]
    if rest and not rest[0].rank and not kinship.end_before([part.label for part in parts], rest[0].label):
        return False
    runs = (list(takewhile(lambda other: other.rank < node.rank, lines)) for lines in (beside, behind))
    return all(score(node.index, _lines(run)) <= 0 for run in runs if run)


def _numbered_under_plain(nodes: list[Node], score: Score) -> list[Node]:
    """Hang 1.…, 2.…, 3.… under the line without a number before them, if they, or others so placed, add up to it."""
    out: list[Node] = []
    at = 0
    placed = False
    while at < len(nodes):
        node = nodes[at]
        out.append(node)
        at += 1
        if not _is_leaf(node) or node.numbered:
            continue
        end = at
        while end < len(nodes) and nodes[end].numbered and not nodes[end].rank:
            end += 1
        run = nodes[at:end]
        closes = len(run) >= FEW and score(node.index, _lines(run)) > 0
        placed = placed or closes
        if closes or (placed and len(run) >= FEW and _FIRST.match(run[0].label)):
            node.children, node.style = run, "numbering"
            at = end
    return out


def _of_which_reach(nodes: list[Node], score: Score, near: Near) -> list[Node]:
    """Decide how many plain lines after a 其中 line still belong to it."""
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        out.append(node)
        at += 1
        if node.index < 0 or node.style != "of which" or not node.children or not node.children[-1].of_which:
            continue
        following: list[Node] = []
        while at + len(following) < len(nodes) and len(following) < LONGEST_SEARCH:
            candidate = nodes[at + len(following)]
            if not _is_leaf(candidate) or candidate.of_which or candidate.numbered:
                break
            following.append(candidate)
        take = _reach(node, following, score, near)
        node.children += following[:take]
        at += take
    return out


def _beyond(node: Node, score: Score) -> list[Node]:
    """Take the last plain lines from *node* where it closes without them, and return those that stand behind it.

    Those behind an inner 其中 go on with its list: 其中：人员经费, 公用经费, 其中：办公费, 印刷费. Those behind a
    number are no part of its list: 项目支出, 1.…, 2.…, 政府采购金额.
    """
    parts = node.children
    end = len(parts)
    while end and _is_plain(parts[end - 1]):
        end -= 1
    inner = parts[end - 1] if 0 < end < len(parts) else None
    if inner is None or node.index < 0 or not (inner.numbered or inner.style == "of which"):
        return []
    without, every = (score(node.index, _lines(some)) for some in (parts[:end], parts))
    if without <= max(every, 0):
        return []
    node.children, last = parts[:end], parts[end:]
    if inner.numbered:
        return last
    inner.children += last
    return []


def _is_plain(node: Node) -> bool:
    return not (node.children or node.rank or node.of_which or node.numbered)


def _lines(nodes: Sequence[Node]) -> tuple[int, ...]:
    return tuple(line for node in nodes if not node.rank for line in value_lines(node))


def _move_memos(nodes: list[Node], excess: Excess) -> None:
    """Hang an 其中 that is more than its head throughout (其中：政府采购) under an earlier total that can hold it."""
    for at, node in enumerate(nodes):
        if node.style != "of which" or node.index < 0 or not node.children or at == 0:
            continue
        lines = tuple(line for child in node.children for line in value_lines(child))
        over, under = excess(node.index, lines)
        if over < FEW or over < under:
            continue
        for other in nodes[:at]:
            if other.rank and other.index >= 0 and FEW * excess(other.index, lines)[0] <= over:
                other.children += node.children
                other.style = other.style or "of which"
                node.children, node.style = [], ""
                break


def _reach(node: Node, following: Sequence[Node], score: Score, near: Near) -> int:
    if not following:
        return 0
    lines = tuple(line for child in node.children if not child.rank for line in value_lines(child))
    best, take, but_for_a_slip = score(node.index, lines), 0, 0
    for count in range(1, len(following) + 1):
        lines += value_lines(following[count - 1])
        points = score(node.index, lines)
        but_for_a_slip = count if near(node.index, lines) else but_for_a_slip
        if points > max(best, 0):
            best, take = points, count
    if take or best > 0 or but_for_a_slip:
        return take or (but_for_a_slip if best <= 0 else 0)
    core = core_of(node.children[-1].label)
    after = core_of(following[0].label)
    return int(any(one.search(core) and other.search(after) for one, other in _COUNTERPARTS))


def _by_arithmetic(nodes: list[Node], score: Score) -> list[Node]:
    """Where a total does not close over a flat list, hang those lines under another that add up to it."""
    if len(nodes) > LONGEST_SEARCH or sum(map(_is_leaf, nodes)) < 4:
        return nodes
    totals = [node for node in nodes if node.rank and node.index >= 0 and not node.children]
    if len(totals) != 1:
        return nodes
    total = totals[0]

    def flat(of: Sequence[Node]) -> tuple[int, ...]:
        return tuple(line for node in of if node is not total for line in value_lines(node))

    before = score(total.index, flat(nodes))
    if before > 0:
        return nodes
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        out.append(node)
        at += 1
        if not _is_leaf(node):
            continue
        lines: tuple[int, ...] = ()
        end = at
        while end < len(nodes) and _is_leaf(nodes[end]):
            lines += value_lines(nodes[end])
            end += 1
            if len(lines) >= 2 and score(node.index, lines) >= SOLID:
                trial = Node(node.label, node.index)
                trial.children, trial.style = nodes[at:end], "nested"
                out[-1] = trial
                at = end
                break
    return out if score(total.index, flat(out)) > max(before, 0) else nodes
