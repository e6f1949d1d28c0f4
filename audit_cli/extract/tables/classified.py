"""Lines classified more than once: 总人口, 其中：城镇, 乡村, 其中：男性, 女性. Each 其中 begins all of them anew."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.extract.tables.totals import Near, Score
from audit_cli.extract.tables.trees import Node

_FEWEST = 2  # classifications, and lines of one that closes


def classified_again(nodes: list[Node], score: Score, near: Near) -> list[Node]:
    """Return *nodes* with all classifications of a line hung under it, where they close, or all but one by a slip."""
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        head = nodes[at]
        out.append(head)
        at += 1
        runs = _runs(head, nodes[at:])
        if runs:  # the last may have ended
            ends = range(len(runs[-1]), _FEWEST - 1, -1)
            runs[-1] = next((cut for end in ends if _closes(head, cut := runs[-1][:end], score)), runs[-1])
        good = [_closes(head, run, score) for run in runs]
        slips = [near(head.index, _lines(run)) for run, closes in zip(runs, good, strict=True) if not closes]
        if len(runs) < _FEWEST or not sum(good) or len(slips) > 1 or not all(slips):
            continue
        at += sum(map(len, runs)) - len(runs)
        head.children, head.style = [_group(run) for run in runs], "of which"
    return out


def _runs(head: Node, behind: Sequence[Node]) -> list[list[Node]]:
    """Return the lines of each 其中 from the one under *head* on; those behind it stand beside *head*."""
    if head.index < 0 or head.rank or not _opens(head):
        return []
    runs = [[head.children[0]]]
    for node in behind:
        if node.index < 0 or node.rank or node.numbered or (node.children and not _opens(node)):
            break
        runs[-1].append(node)
        if node.children:
            runs.append([node.children[0]])
    return runs


def _opens(node: Node) -> bool:
    """Whether a single 其中 without lines of its own stands under a line."""
    return len(node.children) == 1 and node.children[0].of_which and not node.children[0].children


def _closes(head: Node, run: Sequence[Node], score: Score) -> bool:
    return len(run) >= _FEWEST and score(head.index, _lines(run)) > 0


def _lines(run: Sequence[Node]) -> tuple[int, ...]:
    return tuple([node.index for node in run])


def _group(run: Sequence[Node]) -> Node:
    group = Node("", -1, of_which=True)
    group.children, group.style = list(run), "group"
    for node in run:
        node.children = []
    return group
