"""Words of degree beside two figures: 持平, 翻一番, 有所下降, 超额完成, and what they say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.extract.terms import Terms
from audit_cli.extract.ties.rates.fact_growth import Statements
from audit_cli.extract.trends import bounds, budgets, comparatives, misses, ranks
from audit_cli.extract.trends.clauses import blocks_with
from audit_cli.extract.trends.denials import denials
from audit_cli.extract.trends.pairs import FALL, RISE, Pair, neighbours, pairs
from audit_cli.extract.trends.targets import targets
from audit_cli.model import QUANTITIES, Document, Fact, Figure, Trend

_AGAIN = (
    r"(?:相比较?|比较|比)?[，,]?\s*"
    r"(?:[与较比和同](?:上一?年度?|去年|20[0-9]{2}年度?)(?:同期)?(?:相比)?[，,]?|同比|两年|总体|前后|年度间)?(?:均|总体|也|已)?"
)
_END = r"(?=[，,。；;）)\s]|$)"
_LEVEL = expression(
    rf"{_AGAIN}(?P<words>(?P<nearly>基本上?|大体上?|大致|总体)?(?:保持)?"
    rf"(?:持平|一致|相同|不变|没有(?P<much>明显|较大|太大)?变化|无(?P<large>明显|较大|太大)?变化|未(?:发生)?变化)|(?P<alike>相当)){_END}"
)
_NUMBER = r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十])"
_ABOUT = r"(?!多|余|以上|左右|有余|半)"
_BY_TIMES = expression(
    rf"{_AGAIN}(?:实现)?(?P<words>(?:增长|增加|提高|提升|扩大|上升|净增)(?:了|幅度?达|达到?)?\s*{_NUMBER}倍){_ABOUT}"
)
_DOUBLED = expression(rf"{_AGAIN}(?:实现|接近)?了?(?P<words>翻了?(?P<doublings>[一两二三])?番|翻了?一倍){_ABOUT}")
_TIMES = expression(rf"的(?P<words>{_NUMBER}倍){_ABOUT}")
_MOVE = expression(
    rf"{_AGAIN}(?:呈现?|出现|有所|略有|略微|明显|大幅度?|小幅|逐年|稳步|持续|显著)*"
    rf"(?P<words>(?P<rise>{RISE})|(?P<fall>{FALL}))了?(?:趋势|态势)?{_END}(?![，,][^，,。；;]{{0,8}}[0-9])"
)
_NEVER_MORE = expression(rf"{_AGAIN}(?P<words>只减不增){_END}")
_ALONE = expression(
    r"[，,]?[与和同较](?:上一?年度?|去年)(?:同期|决算数?|支出数?|收入数?|相比|执行数?|的)*[，,]?"
    rf"(?P<words>(?P<nearly>基本|大体|大致)?(?:保持)?(?:持平|一致|相同)){_END}"
)
_LEVEL_WORDS = ("持平", "一致", "相同")
_NOT_BEFORE = expression(r"[未没不]|接近|近|约|超")
_DIGITS = {c: Decimal(i) for i, c in enumerate("零一二三四五六七八九十")} | {"两": Decimal(2)}
_TWO = Decimal(2)
_Reading = Callable[[Document, int, Sequence[Figure]], Iterator[Trend]]
_OF_SIZES: tuple[tuple[tuple[str, ...], _Reading], ...] = (
    (bounds.WORDS, bounds.bounds),
    (budgets.WORDS, budgets.against_budget),
    (comparatives.WORDS, comparatives.comparatives),
    (ranks.WORDS, ranks.ranks),
    (misses.WORDS, misses.misses),
)
_SPENT = ("", "executed", "final_accounts")


def read_trends(
    document: Document, figures: Figures, facts: Sequence[Fact], year: str, terms: Terms
) -> tuple[Trend, ...]:
    """Return what the words of *document* say of two figures: of one sentence, or of two years in two places."""
    found: list[Trend] = []
    for number, inner in figures.items():
        if len(inner) > 1 and (alike := neighbours(inner)):
            for pair in pairs(document, document.blocks[number], alike):
                found += _of_pair(document, number, pair)
        if len(inner) > 1 and "完成" in document.text_of(document.blocks[number]):
            found += targets(document, number, inner)
    found += _of_sizes(document, figures)
    found += misses.satisfaction_missed(document, figures)
    found += _level_facts(document, facts, year)
    found += denials(document, facts, year, terms)
    return tuple(sorted(found, key=lambda trend: trend.words.start))


def _of_sizes(document: Document, figures: Figures) -> Iterator[Trend]:
    """Yield what words of bounds, of comparison and of ranks say of the figures of their blocks."""
    readings: dict[int, list[_Reading]] = defaultdict(list)
    for words, read in _OF_SIZES:
        for number in blocks_with(document, words) & figures.keys():
            readings[number].append(read)
    for number in sorted(readings):
        quantities = [figure for figure in figures[number] if figure.type in QUANTITIES]
        for read in readings[number]:
            yield from read(document, number, quantities)


def _of_pair(document: Document, number: int, pair: Pair) -> Iterator[Trend]:
    """Yield what the verb between the figures of a pair says, and the words behind them."""
    text, end = document.text, document.blocks[number].end
    new, base = pair.new, pair.base
    if pair.rises is not None:
        verb = place(document, number, *pair.words)
        yield Trend("rise" if pair.rises else "fall", verb, new, base, sure=pair.sure)
    if pair.how in ("是", "为", "达", "达到", "相当于"):
        if times := _TIMES.match(text, pair.end, end):
            yield Trend("times", place(document, number, *times.span("words")), new, base, _value(times["number"]))
        return
    joined = pair.words != (0, 0)
    if not joined and (level := _LEVEL.match(text, pair.end, end)):
        nearly = any(level[name] for name in ("nearly", "much", "large", "alike"))
        words = place(document, number, *level.span("words"))
        yield Trend("nearly level" if nearly else "level", words, new, base)
    elif not joined and (move := _MOVE.match(text, pair.end, end)):
        yield Trend("rise" if move["rise"] else "fall", place(document, number, *move.span("words")), new, base)
    elif not joined and (never := _NEVER_MORE.match(text, pair.end, end)):
        yield Trend("at most", place(document, number, *never.span("words")), new, base)
    elif by := _BY_TIMES.match(text, pair.end, end):
        yield Trend("growth by times", place(document, number, *by.span("words")), new, base, _value(by["number"]))
    elif (doubled := _DOUBLED.match(text, pair.end, end)) and not _NOT_BEFORE.search(text, pair.end, doubled.start(1)):
        times_of = _TWO ** int(_value(doubled["doublings"] or "一"))
        yield Trend("times", place(document, number, *doubled.span("words")), new, base, times_of)


def _value(number: str) -> Decimal:
    return _DIGITS[number] if number in _DIGITS else Decimal(number)


def _level_facts(document: Document, facts: Sequence[Fact], year: str) -> Iterator[Trend]:
    """Yield 与上年持平 behind a figure whose year before is printed elsewhere."""
    statements: Statements | None = None
    seen: set[int] = set()
    for new in facts if any(word in document.text for word in _LEVEL_WORDS) else ():
        figure: Figure = new.figure
        if not new.known or figure.approximate or figure.start in seen or figure.block < 0:
            continue
        block = document.blocks[figure.block]
        level = _ALONE.match(document.text, figure.end, block.end)
        if level is None or block.table is not None:
            continue
        seen.add(figure.start)
        statements = statements or Statements(facts)
        base = statements.year_before(new, year)
        if base is None or base.figure.approximate or base.figure.value <= 0:
            continue
        # a budget is not held to what was spent
        if base.measure == new.measure or (base.measure == "prior_year" and new.measure in _SPENT):
            words = place(document, figure.block, *level.span("words"))
            yield Trend("nearly level" if level["nearly"] else "level", words, figure, base.figure)
