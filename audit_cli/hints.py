"""What would make a contradicted relation true: the look-ups that auditors do by hand.

Each hint is a guess with a reason; none of them changes the verdict.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import NamedTuple

from audit_cli.calculation import RATES, amount, as_printed, difference_of, mention, plain, printed_unit
from audit_cli.model import QUANTITIES, Claim, Comparison, Fact, Figure, Hint, Term
from audit_cli.quantity import HUNDRED, ZERO, Quantity, agrees, growth_verdict, ratio_verdict
from audit_cli.wording import tidied

_MOST_HINTS = 4
_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))
_TEN_THOUSAND = Decimal(10000)
_LEAST_DIGITS = 3
_LEAST_DIGITS_OF_A_PART = 2
_LEAST_DIGITS_OF_A_SLIP = 4
_MOST_PARTS_FOR_PAIRS = 24
_LIKE = 3
_MOST_NEIGHBOURS = 100  # a figure printed further away explains nothing


class Ledger(NamedTuple):
    """The quantities of a document, by unit and by size, and what the text calls them (by their start)."""

    by_unit: Mapping[str, Sequence[Figure]]
    by_size: Mapping[tuple[str, Decimal], Sequence[Figure]]
    names: Mapping[int, str]

    def called(self, term: Term) -> str:
        return tidied(term.label or self.names.get(term.figure.start, ""))

    def quoted(self, figure: Figure) -> str:
        return f"“{tidied(self.names.get(figure.start, ''))}{mention(figure)}”"


def hints_for(
    figures: Sequence[Figure], claims: Iterable[Claim], facts: Iterable[Fact]
) -> Callable[[Comparison], tuple[Hint, ...]]:
    """Return a function from a failing comparison to its hints, over what was read of one document."""
    ledger: list[Ledger] = []

    def hints(comparison: Comparison) -> tuple[Hint, ...]:
        claim = comparison.claim
        if not claim.terms or comparison.expected is None or claim.stated.type not in QUANTITIES:
            return ()
        if claim.kind == "backlog":
            return ()
        if not ledger:
            ledger.append(_ledger(figures, claims, facts))
        found: dict[str, Hint] = {}
        for finder in _FINDERS:
            for hint in finder(comparison, ledger[0]):
                found.setdefault(hint.code, hint)
        return tuple(found.values())[:_MOST_HINTS]

    return hints


def _ledger(figures: Sequence[Figure], claims: Iterable[Claim], facts: Iterable[Fact]) -> Ledger:
    """Return what hints look things up in; a claim knows better than a fact what a figure is called."""
    quantities = [f for f in figures if f.type in QUANTITIES and not f.qualifier]
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    by_size: dict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
    for figure in quantities:
        by_unit[figure.unit].append(figure)
        by_size[figure.unit, abs(figure.value)].append(figure)
    names = {fact.figure.start: fact.label for fact in facts if fact.label}
    for claim in claims:
        for term in claim.terms:
            if term.label:
                names[term.figure.start] = term.label
    return Ledger(by_unit, by_size, names)


def _around(place: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield those of *figures*, which stand in the order of the text, that are nearest to *place*, nearest first."""
    after = bisect_left(figures, place, key=lambda f: f.start)
    before = after - 1
    for _ in range(min(len(figures), _MOST_NEIGHBOURS)):
        if after == len(figures) or (before >= 0 and place - figures[before].start <= figures[after].start - place):
            yield figures[before]
            before -= 1
        else:
            yield figures[after]
            after += 1


def _slips_of_the_pen(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """Digits swapped, a point shifted, one digit mistyped, in the stated figure or in one operand."""
    if comparison.claim.kind == "unit":
        return
    for term, needed in _needed_values(comparison):
        figure = term.figure
        if needed == figure.value or not needed or (figure.type == "count" and abs(figure.value) < HUNDRED):
            continue
        slip = _slip(figure, needed)
        if slip is None:
            continue
        code, zh, en = slip
        # a shifted point may need more decimals than were printed
        right = plain(needed / figure.scale) if code == "decimal-point" else as_printed(figure._replace(value=needed))
        right += printed_unit(figure)
        name = ledger.called(term)
        yield Hint(
            code, f"{name}{mention(figure)}{zh}：若为{right}则相符", f"{mention(figure)} {en}: {right} would agree"
        )


def _slip(figure: Figure, needed: Decimal) -> tuple[str, str, str] | None:
    value = abs(figure.value)
    needed = abs(needed)
    sizes = value.adjusted(), needed.adjusted()
    if sizes[0] != sizes[1]:
        for shift in _SHIFTS:
            if needed in (value * shift, value / shift):
                return "decimal-point", "的小数点可能错位", "may have a shifted decimal point"
        if figure.unit == "元" and needed in (value * _TEN_THOUSAND, value / _TEN_THOUSAND):
            return "unit", "的单位可能有误（元与万元混淆）", "may be in the wrong unit (元 or 万元)"
        if max(sizes) > figure.scale.adjusted():
            return None  # not as many digits
    quantum = min(figure.quantum, figure.scale)
    needed_text = amount(needed, figure.scale, quantum)
    printed, right = amount(value, figure.scale, quantum).replace(".", ""), needed_text.replace(".", "")
    if len(printed) != len(right) or len(printed) < _LEAST_DIGITS or printed == right:
        return None
    if needed != Decimal(needed_text) * figure.scale:
        return None
    unequal = [i for i in range(len(printed)) if printed[i] != right[i]]
    if len(unequal) == 2 and printed[unequal[0]] == right[unequal[1]] and printed[unequal[1]] == right[unequal[0]]:
        return "digits-swapped", "可能有两位数字颠倒", "may have two digits swapped"
    if len(unequal) == 1 and len(printed) >= _LEAST_DIGITS_OF_A_SLIP:
        return "one-digit", "可能有一位数字有误", "may have one wrong digit"
    return None


def _needed_values(comparison: Comparison) -> Iterator[tuple[Term, Decimal]]:
    """Yield each figure with the value that it alone would need for the relation to hold."""
    claim = comparison.claim
    stated, rest = claim.terms[0], claim.terms[1:]
    gap = difference_of(comparison)
    if comparison.expected is None:
        return
    expected = comparison.expected
    if claim.kind in RATES:
        quantum = stated.figure.quantum
        expected = (expected / quantum).to_integral_value(ROUND_HALF_UP) * quantum
    yield stated, expected
    match claim.kind:
        case "sum":
            for term in rest:
                yield term, term.figure.value + gap / term.sign
        case "difference":
            for term in rest:
                yield term, term.figure.value + (gap if term.role == "minuend" else -gap)
        case "equal":
            for term in rest:
                yield term, stated.figure.value


def _another_figure(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """The same thing printed otherwise elsewhere, so that the relation would hold; a figure equal to the difference."""
    claim = comparison.claim
    if claim.kind not in ("sum", "difference", "balance", "equal"):
        return
    if claim.kind != "equal":
        for term, needed in _needed_values(comparison):
            found = _printed_elsewhere(claim, abs(needed), ledger, term.label, term is not claim.terms[0])
            if found is not None:
                name, what = ledger.called(term), ledger.quoted(found)
                zh = f"另一处写作{what}：{name}{mention(term.figure)}若改为该数则相符"
                yield Hint(
                    "printed-elsewhere", zh, f"it agrees if {mention(term.figure)} is {what}, as printed elsewhere"
                )
                break
    gap = abs(difference_of(comparison))
    found = _printed_elsewhere(claim, gap, ledger)
    if found is not None:
        shown, what = _shown(gap, claim), ledger.quoted(found)
        yield Hint("equals-difference", f"差额{shown}正好等于{what}", f"the difference {shown} equals {what}")


def _printed_elsewhere(
    claim: Claim, value: Decimal, ledger: Ledger, label: str = "", strictly: bool = False
) -> Figure | None:
    """Return the nearest figure of *value* in the unit of *claim* that takes no part in it, and is called alike."""
    if _digits(value) < _LEAST_DIGITS:
        return None
    taken = {t.figure.start for t in claim.terms}
    for figure in _around(claim.stated.start, ledger.by_size.get((claim.stated.unit, value), ())):
        if figure.start in taken or (label and not _alike(label, ledger.names.get(figure.start, ""), strictly)):
            continue
        return figure
    return None


def _alike(a: str, b: str, strictly: bool) -> bool:
    """Whether two labels may name one thing: they end alike, or, less strictly, have three characters in common."""
    if a[-_LIKE:] == b[-_LIKE:]:
        return True
    return not strictly and any(a[i : i + _LIKE] in b for i in range(len(a) - _LIKE + 1))


def _parts(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """Parts counted twice, left out, subtracted, or counted elsewhere."""
    claim = comparison.claim
    if claim.kind != "sum":
        return
    gap = difference_of(comparison)
    parts = [t for t in claim.terms[1:] if _digits(t.figure.value) >= _LEAST_DIGITS_OF_A_PART]
    for term in parts:
        counted = term.figure.value * term.sign
        name = ledger.called(term) + mention(term.figure)
        if counted == gap:
            yield Hint("counted-twice", f"若{name}重复计入则相符", f"it agrees if {name} is counted twice")
        elif counted == -gap:
            yield Hint("counted-elsewhere", f"若不含{name}则相符", f"it agrees without {name}")
        elif -2 * counted == gap:
            yield Hint("sign", f"若{name}应为减项（符号相反）则相符", f"it agrees if {name} is to be subtracted")
    if gap < 0 and 3 < len(parts) <= _MOST_PARTS_FOR_PAIRS:
        for a, b in combinations(parts, 2):
            if a.figure.value * a.sign + b.figure.value * b.sign == -gap:
                first, second = (ledger.called(t) + mention(t.figure) for t in (a, b))
                yield Hint(
                    "counted-elsewhere", f"若不含{first}和{second}则相符", f"it agrees without {first} and {second}"
                )
                return


def _other_operands(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """Another denominator, base or direction that makes a rate true."""
    claim = comparison.claim
    if claim.kind not in RATES or len(claim.terms) != 3 or comparison.expected is None:
        return
    stated, first, second = claim.terms
    half = stated.figure.quantum / 2
    if claim.kind == "growth" and abs(stated.figure.value + comparison.expected) <= half:
        yield Hint("sign", "增减方向相反则相符", "it agrees with the opposite direction")
    if claim.kind == "ratio" and abs(stated.figure.value + comparison.expected - HUNDRED) <= half:
        yield Hint("complement", "所写的率是余下部分的占比（合计100%）", "the rate printed is that of the remainder")
    if stated.figure.type != "rate" or second.role not in ("whole", "base") or first.role == "change":
        return
    rate = stated.figure.quantity._replace(value=stated.figure.value * stated.sign)
    taken = {t.figure.start for t in claim.terms}
    place = stated.figure.start
    judge = ratio_verdict if claim.kind == "ratio" else growth_verdict
    others = ledger.by_unit.get(second.figure.unit, ())
    least, most = _bases(rate, first.figure.quantity, growth=claim.kind == "growth")
    for figure in _around(place, others):
        if figure.start in taken or figure.value <= 0:
            continue
        if not least <= figure.value + figure.quantum or not figure.value - figure.quantum <= most:
            continue
        if figure.value == second.figure.value or figure.value == first.figure.value:
            continue
        if _digits(figure.value / figure.quantum, printed=True) >= _LEAST_DIGITS and agrees(
            judge(rate, first.figure.quantity, figure.quantity)
        ):
            what = ledger.quoted(figure)
            zh = f"若以{what}为{'分母' if claim.kind == 'ratio' else '基数'}则相符"
            yield Hint("other-denominator", zh, f"it agrees with {what} as the base")
            return


def _bases(rate: Quantity, part: Quantity, growth: bool) -> tuple[Decimal, Decimal]:
    """Return between which ends a base lies that can make *rate* true, to save the trouble of judging the others."""
    percent = rate.value + HUNDRED if growth else rate.value
    low, high = percent - rate.quantum, percent + rate.quantum
    if low <= 0 or part.value <= part.quantum:
        return ZERO, Decimal("Infinity")
    return HUNDRED * (part.value - part.quantum) / high, HUNDRED * (part.value + part.quantum) / low


def _other_unit(comparison: Comparison, ledger: Ledger) -> Iterator[Hint]:
    """An operand of a sum that would fit if it were in 元 instead of 万元, or the reverse."""
    claim = comparison.claim
    if claim.kind not in ("sum", "equal", "difference") or claim.stated.unit != "元":
        return
    for term, needed in _needed_values(comparison):
        value = term.figure.value
        if needed and value and needed in (value * _TEN_THOUSAND, value / _TEN_THOUSAND):
            other = "元" if abs(needed) < abs(value) else "万元"
            name = ledger.called(term) + mention(term.figure)
            yield Hint("unit", f"若{name}的单位应为{other}则相符", f"it agrees if {name} is in {other}")


def _digits(value: Decimal, printed: bool = False) -> int:
    """Return how many significant digits *value* has, zeros at its end not counted unless they are *printed*."""
    return len((value if printed else value.normalize()).as_tuple().digits) if value else 0


def _shown(value: Decimal, claim: Claim) -> str:
    stated = claim.stated
    quantum = min((t.figure.quantum for t in claim.terms if t.figure.unit == stated.unit), default=stated.quantum)
    return amount(value, stated.scale, quantum) + printed_unit(stated)


_FINDERS = (_another_figure, _parts, _other_operands, _other_unit, _slips_of_the_pen)
