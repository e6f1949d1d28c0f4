"""Headers of several rows that print each merged cell once: which label stands over which."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from audit_cli.expressions import expression

MAX_WIDTH = 24
MAX_ROWS = 3

_TOTAL = expression(r"[（(]?[合小总]\s*计")
_ALONE = expression(r"项目$|科目|名称|单位|序号|编码|[合总]\s*计$|备注|说明")
_KNOWN = expression(
    r"[一二三]级指标|(?:年度|预期|计划|目标)?指标值|(?:实际|全年)?完成(?:值|情况)|分值|得分|权重|序号|行次|合计|小计|金额|备注"
    r"|科目(?:编码|名称)|项目名称|(?:年初|全年)?(?:预算|决算|执行)数|执行率|完成率|偏差原因.{0,10}"
)
_FORMULA = expression(r"(?<=[一-鿿])[（(][^（()）]{1,12}[）)]$")  # 执行率（B/A）
# the columns that a code is cut into
NAMES = expression(r"编码|名称|科目|代码")
# what is said of one thing has no columns below it
_ATTRIBUTE = expression(r"日期|时间|备注|原因|[甲乙丙]方$|负责人|^(?:结余|结转|余额|差额)$|率$")
_KIN = (
    (expression(r"财政拨款"), expression(r"一般公共|政府性?基金|国有资本|[小合]计")),
    (expression(r"性别"), expression(r"^[男女]性?$")),
    (expression(r"年龄"), expression(r"岁")),
    (expression(r"学历|文化"), expression(r"研究生|硕士|博士|本科|专科|大专|中专|高中|初中|及以下")),
    (expression(r"[已支拨]付|投资|拨款"), expression(r"\d{4}年|第[一二三四]次|[小合累]计")),
)
_COLUMN = expression(r"[数额率分值款费]$|金额|[%％）)]$")
_CODE_PARTS = {"类", "款", "项", "目"}

# (column, columns covered) of each label of a row
Places = list[tuple[int, int]]


def header_tree(rows: Sequence[Sequence[str]], width: int) -> list[Places] | None:
    """Return the columns of the labels in *rows* over *width* columns, None if they cannot be spread over them.

    A label either covers its column down to the body, or stands over two or more labels of the row below.
    """
    if width > MAX_WIDTH or not 1 < len(rows) <= MAX_ROWS or any(len(r) > width for r in rows):
        return None
    found = _solve(rows, width)
    return found[1] if found else None


def group_score(parent: str, children: Sequence[str], lead: str) -> float:
    """Return how well *parent* suits the labels below it; *lead* is the first label of their row."""
    if len(children) == 1:
        if not children[0]:
            return 1.0
        return -0.5 if parent else -2.0
    if not parent:
        return -2.0
    key = parent.rstrip("：: ")[-2:]
    score = sum(key in child and child != parent for child in children) / len(children)
    score += 0.1 * len(children) if key == "其中" else 0.0
    if _TOTAL.match(children[0]) or children[-1] == "小计":
        score += 1.0
    elif children[0] == lead:
        # the total of groups has the columns of each
        score += 1.2 if _TOTAL.match(parent) else 0.7
    if any(above.search(parent) and all(inner.search(child) for child in children) for above, inner in _KIN):
        score += 1.0
    if parent == "小计" or _ATTRIBUTE.search(parent):
        score -= 1.0
    if _CODE_PARTS.issuperset(children) and "编码" in parent:
        score += 2.0
    if NAMES.search(parent + "名称" * (parent == "项目")) and all(NAMES.search(child) for child in children):
        score += 1.5
    return score


def flat_header(labels: Sequence[str], width: int) -> list[Places] | None:
    """Return the rows of a header whose labels came without ends of rows, if one division is clearly the best."""
    if not width < len(labels) <= MAX_WIDTH or width > MAX_WIDTH:
        return None
    two = [(labels[:a], labels[a:]) for a in range(1, len(labels))]
    found = _best(two, width)
    if found is None and len(labels) - width > 2:
        cuts = [(a, b) for a in range(1, min(5, len(labels) - 1)) for b in range(a + 1, len(labels))]
        found = _best([(labels[:a], labels[a:b], labels[b:]) for a, b in cuts], width)
    return found


def _best(divisions: Sequence[tuple[Sequence[str], ...]], width: int) -> list[Places] | None:
    """Return the places of the division that is clearly the best, None if there is none."""
    found = []
    for rows in divisions:
        if all(len(r) <= width for r in rows):
            solved = _solve(rows, width)
            if solved:
                found.append(solved)
    found.sort(key=lambda f: -f[0])
    if not found or found[0][0] < 1 or (len(found) > 1 and found[0][0] - found[1][0] < 0.4):
        return None
    return found[0][1]


def names_columns(labels: Sequence[str]) -> bool:
    """Tell whether all labels but the first say what a column of amounts holds."""
    return len(labels) > 2 and all(_COLUMN.search(label) for label in labels[1:])


def are_column_names(labels: Sequence[str]) -> bool:
    """Tell whether at least three of the labels are names that only columns bear."""
    return sum(map(is_column_name, labels)) >= 3


def is_column_name(label: str) -> bool:
    """Tell whether only columns bear this name."""
    return _KNOWN.fullmatch(_FORMULA.sub("", label)) is not None


def _solve(rows: Sequence[Sequence[str]], width: int) -> tuple[float, list[Places]] | None:
    top = rows[0]
    if len(rows) == 1:
        return (0.0, [[(c, 1) for c in range(width)]]) if len(top) == width else None
    best: tuple[float, list[Places]] | None = None
    # every label that does not stand alone needs two below it
    for alone in range(max(0, len(top) - len(rows[1]) // 2), min(len(top), width)):
        below = _solve(rows[1:], width - alone)
        if below is None:
            continue
        division = _divide(top, rows[1], alone)
        if division is None or (best is not None and best[0] >= below[0] + division[0]):
            continue
        best = (below[0] + division[0], _composed(division[1], below[1]))
    return best


def _divide(top: Sequence[str], below: Sequence[str], alone: int) -> tuple[float, tuple[int, ...]] | None:
    """Return how many labels of the row *below* each label of *top* stands over, 0 for *alone* of them, and a score."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    end, rest = len(below), len(top)
    for parent in top:
        rest -= 1
        gains = _gains(parent, tuple(below))
        single = alone_score(parent)
        after: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
        for (used, singles), (score, sizes) in best.items():
            # what is left for the labels behind: none of them may end with less than two, or with too many
            groups = rest - (alone - singles - 1)
            if singles < alone and (used + 2 * groups <= end if groups else used == end):
                to = (used, singles + 1)
                if to not in after or after[to][0] < score + single:
                    after[to] = (score + single, (*sizes, 0))
            groups = rest - (alone - singles)
            if groups < 0:
                continue
            for size in range(2 if groups else max(end - used, 2), end - used - 2 * groups + 1):
                to = (used + size, singles)
                total = score + gains[used][size]
                if to not in after or after[to][0] < total:
                    after[to] = (total, (*sizes, size))
        best = after
    return best.get((end, alone))


@lru_cache(maxsize=1024)
def _gains(parent: str, below: tuple[str, ...]) -> tuple[tuple[float, ...], ...]:
    """Return `group_score` of *parent* over the labels *below* from each place on, by their number."""
    lead = below[0] if below else ""
    return tuple(
        (0.0, 0.0, *(group_score(parent, below[used : used + size], lead) for size in range(2, len(below) - used + 1)))
        for used in range(len(below))
    )


@lru_cache(maxsize=1024)
def alone_score(label: str) -> float:
    """Return how well *label* stands over no other."""
    if label in _CODE_PARTS or label == "小计":
        return -1.0
    return 0.5 if _ALONE.search(label) else 0.2


def _composed(sizes: Sequence[int], lower: Sequence[Places]) -> list[Places]:
    """Put a row on top of *lower*, whose columns move to the right behind each label that stands alone."""
    first = lower[0]
    shift_at: list[int] = []
    top: Places = []
    used = 0
    for size in sizes:
        start = first[used][0] if used < len(first) else first[-1][0] + first[-1][1]
        column = start + len(shift_at)
        if size == 0:
            top.append((column, 1))
            shift_at.append(start)
        else:
            top.append((column, sum(span for _, span in first[used : used + size])))
            used += size
    moved = [[(c + sum(s <= c for s in shift_at), span) for c, span in row] for row in lower]
    return [top, *moved]
