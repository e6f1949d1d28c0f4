"""Nesting that no number or indent shows: found by pairs that are always nested, and by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.tables.kinship import Kinship
from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.tables.totals import LONGEST_SEARCH, SOLID, Score, value_lines
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


def nested(nodes: list[Node], score: Score, excess: Excess, kinship: Kinship) -> list[Node]:
    """Return *nodes* with what stands under another node hung there, all the way down.

    *score* says how well a total closes, *excess* in how many cross lines parts are more than it and not.
    """
    every: list[Node] = []
    for node in nodes:
        every.append(node)
        if node.children:
            node.children = nested(node.children, score, excess, kinship)
            every += _beyond(node, score)
    nodes = _under_their_whole(_of_which_reach(every, score), score, kinship)
    nodes = _numbered_under_plain(nodes, score)
    _move_memos(nodes, excess)
    return _by_arithmetic(nodes, score)


def _is_leaf(node: Node) -> bool:
    return node.index >= 0 and not node.children and not node.rank


def _under_their_whole(nodes: list[Node], score: Score, kinship: Kinship) -> list[Node]:
    """Hang lines under the line above them that they are parts of by what they are called, the innermost first.

    “三公”经费合计, its three parts, 基本支出, 项目支出: a total on top adds up what is its own, and no other lines.
    """
    out: list[Node] = []  # from the last to the first
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if node.index >= 0 and not node.children:
            parts = _own_parts(node, out, kinship)
            if parts and (not node.rank or _stands_on_top(node, nodes[:at], out, parts, score, kinship)):
                del out[-len(parts) :]
                node.children, node.style, node.rank = parts, "nested", 0
        out.append(node)
    return out[::-1]


def _own_parts(node: Node, below: Sequence[Node], kinship: Kinship) -> list[Node]:
    """Return the lines right under *node* that are parts of it; *below* are all lines, from the last to the first."""
    parts: list[Node] = []
    seen: set[str] = set()
    for other in reversed(below):
        name = core_of(other.label)
        if other.index < 0 or other.rank or name in seen or not kinship.is_part(node.label, other.label):
            break
        parts.append(other)
        seen.add(name)
    return parts


def _stands_on_top(
    node: Node,
    above: Sequence[Node],
    below: Sequence[Node],
    parts: Sequence[Node],
    score: Score,
    kinship: Kinship,
) -> bool:
    """Whether a total adds up its own *parts* below it, and neither what stands above it nor other lines as well."""
    if score(node.index, _lines(parts)) > 0:
        return True
    if above and kinship.is_part(node.label, above[-1].label):
        return False
    rest = below[: -len(parts)]
    if rest and not rest[-1].rank and not kinship.end_before([part.label for part in parts], rest[-1].label):
        return False
    run = list(takewhile(lambda other: other.rank < node.rank, reversed(below)))
    return all(score(node.index, _lines(lines)) <= 0 for lines in (above, run) if lines)


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


def _of_which_reach(nodes: list[Node], score: Score) -> list[Node]:
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
        take = _reach(node, following, score)
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


def _reach(node: Node, following: Sequence[Node], score: Score) -> int:
    if not following:
        return 0
    lines = tuple(line for child in node.children if not child.rank for line in value_lines(child))
    best, take = score(node.index, lines), 0
    for count in range(1, len(following) + 1):
        lines += value_lines(following[count - 1])
        points = score(node.index, lines)
        if points > max(best, 0):
            best, take = points, count
    if take or best > 0:
        return take
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
