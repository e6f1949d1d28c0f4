"""Figures that are one slip of the pen apart: 合同金额1,564,576.72元 here, 1,564,076.72元 there.

So many digits agree that both can hardly be right by chance. An amount that is printed once, in another place than the
one it is like, and under words that do not tell them apart, is to be reviewed; of a budget with what was spent of it,
fewer digits do: 预算390.29万元，支出349.57万元 here, 预算390.29万元，支出349.75万元 there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import DISTINCTIVE, compatible, digits_of
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Document, Execution, Fact, Figure, Term
from audit_cli.quantity import significant_digits

_FEWEST = 5  # digits of which all but one agree by more than chance, where the words are alike
_UNMISTAKABLE = 7  # and where they are not
_CROWD = 10  # amounts that are alike but for two digits; where there are more, it is by chance
_MOST = 6  # pairs with one figure in common
_SHARED = 4  # characters that two labels have in common if they speak of one thing
_EXECUTED = ("executed", "final_accounts")

_Pair = tuple[Term, Term]


def mistyped_twins(facts: Sequence[Fact], document: Document, equal: Sequence[Claim]) -> Iterator[Claim]:
    """Yield each amount of many digits that is printed once and the one it may be mistyped for, unless *equal*."""
    return _untold(_twins(facts, document), equal)


def mistyped_pairs(
    spent: Sequence[Execution], figures: Sequence[Figure], document: Document, equal: Sequence[Claim]
) -> Iterator[Claim]:
    """Yield the figures that two pairs of budget and spending differ in, while they have the other one in common.

    Of *figures* that stand in one row of a table, 预算下达 146.00 and 实际到位 141.00, the text tells either.
    """
    return _untold((pair for pair in _pairs(spent) if not _stand_in_one_row(pair, figures, document)), equal)


def _twins(facts: Sequence[Fact], document: Document) -> Iterator[_Pair]:
    long = [f for f in facts if f.figure.unit == "元" and significant_digits(f.figure.value) >= _FEWEST]
    times = Counter(f.figure.value for f in {f.figure.start: f for f in long}.values())
    alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    masked = [[alike[key] for key in _masked(fact)] for fact in long]
    for fact, crowds in zip(long, masked, strict=True):
        for crowd in crowds:
            if len(crowd) <= _CROWD:
                crowd.append(fact)
    told: set[int] = set()
    blocks: dict[Decimal, set[int]] = {}
    for fact, crowds in zip(long, masked, strict=True):
        if times[fact.figure.value] > 1 or fact.figure.start in told:
            continue
        near = (crowd for crowd in crowds if 1 < len(crowd) <= _CROWD)
        twin = next((o for others in near for o in others if _may_be_meant(fact, o, document)), None)
        if twin is None:
            continue
        blocks = blocks or _blocks_by_value(facts)
        if not _tells_of_change(fact.figure, twin.figure, blocks):
            told.update((fact.figure.start, twin.figure.start))
            yield Term(fact.figure, "stated", fact.label), Term(twin.figure, "stated", twin.label)


def _blocks_by_value(facts: Sequence[Fact]) -> dict[Decimal, set[int]]:
    """Return in which blocks each amount of money stands."""
    blocks: dict[Decimal, set[int]] = defaultdict(set)
    for fact in facts:
        if fact.figure.unit == "元":
            blocks[fact.figure.value].add(fact.figure.block)
    return blocks


def _tells_of_change(one: Figure, other: Figure, blocks: Mapping[Decimal, set[int]]) -> bool:
    """Whether what parts two figures is told beside one of them: 限额170,366万元 … 新增8,000万元后，限额178,366万元."""
    beside = {one.block, one.block - 1, other.block, other.block - 1}
    return not beside.isdisjoint(blocks.get(abs(one.value - other.value), ()))


def _pairs(spent: Sequence[Execution]) -> Iterator[_Pair]:
    beside: dict[tuple[str, Decimal, Decimal], list[tuple[Figure, Term]]] = defaultdict(list)
    for e in spent:
        planned, executed = Term(e.planned, "stated", e.label), Term(e.executed, "stated", e.executed_label)
        for side, (common, other) in (("planned", (planned, executed)), ("executed", (executed, planned))):
            figure = common.figure
            if figure.unit == "元" and not figure.approximate and digits_of(figure) >= DISTINCTIVE:
                beside[side, figure.value, figure.quantum].append((figure, other))
    told: set[int] = set()
    for pairs in beside.values():
        for (one, first), (another, second) in combinations(pairs[:_MOST], 2):
            a, b = first.figure, second.figure
            # figures of a chain, 年初预算数 → 全年预算数 → 全年执行数, are no two tellings of one
            if a.block == b.block or len({one.start, another.start, a.start, b.start}) < 4:
                continue
            if not told.isdisjoint((a.start, b.start)):
                continue
            if a.quantum == b.quantum and mistyped(a, b.value):
                told.update((a.start, b.start))
                yield first, second


def _stand_in_one_row(pair: _Pair, figures: Sequence[Figure], document: Document) -> bool:
    """Whether the row of a table that one of two figures stands in has the value of the other, too."""
    for one, other in (pair, pair[::-1]):
        cell = document.blocks[one.figure.block]
        beside = (f for f in figures if f.value == other.figure.value and f.unit == other.figure.unit)
        blocks = (document.blocks[f.block] for f in beside if cell.table is not None)
        if any((block.table, block.row) == (cell.table, cell.row) for block in blocks):
            return True
    return False


def _untold(pairs: Iterable[_Pair], equal: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims of *pairs*, but for those that a claim of *equal* figures is of."""
    known: set[tuple[Term, ...]] | None = None
    for pair in pairs:
        if known is None:
            known = {claim.terms[:2] for claim in equal}
        if pair not in known and pair[::-1] not in known:
            yield Claim("equal", pair, asserted=False, basis="笔误")


def _masked(fact: Fact) -> Iterator[tuple[object, ...]]:
    """Yield the digits of a figure without each two neighbours, by which those that slip in one of these meet."""
    figure = fact.figure
    digits = str((abs(figure.value) / figure.quantum).to_integral_value())
    for place in range(len(digits) - 1):
        yield figure.quantum, len(digits), place, digits[:place] + digits[place + 2 :]


def _may_be_meant(fact: Fact, other: Fact, document: Document) -> bool:
    a, b = fact.figure, other.figure
    if a.block == b.block or a.approximate or b.approximate or not mistyped(a, b.value, _FEWEST):
        return False
    table = document.blocks[a.block].table
    if table is not None and table == document.blocks[b.block].table:
        return False
    measures = fact.measure, other.measure
    planned_and_done = any(m in BUDGETS for m in measures) and any(m in _EXECUTED for m in measures)
    return not planned_and_done and compatible(fact, other) and _speak_of_one(fact, other)


def _speak_of_one(fact: Fact, other: Fact) -> bool:
    if fact.known and fact.concept == other.concept:
        return True
    if fact.known and other.known and digits_of(fact.figure) < _UNMISTAKABLE:
        return False  # 基本支出886.88万元, 项目支出868.88万元
    a, b = fact.label, other.label
    return any(a[i : i + _SHARED] in b for i in range(len(a) - _SHARED + 1))
