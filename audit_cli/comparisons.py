"""Comparisons: from a claim to its verdict, one small constructor for each kind of relation.

Values stay in base units (元, %, 人); *expected* is what the other figures make of the stated one, *difference* is
stated minus expected.  A claim with an approximate figure (余, 约, 以上, a range) also agrees where the widened figure
admits it, as rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import ne

from audit_cli.model import Claim, Comparison, Contract, Entry, Execution, Figure, Kind, Staffing, Statement, Term
from audit_cli.quantity import (
    HUNDRED,
    ZERO,
    Quantity,
    Verdict,
    agrees,
    change_verdict,
    growth_verdict,
    ratio_verdict,
    same_verdict,
    signed_sum,
    sum_verdict,
)
from audit_cli.spans import (
    added_spans,
    change_span,
    less_hundred,
    percent_span,
    rate_span,
    signed_span,
    span,
    sum_span,
    widened,
)

_INFINITE = Decimal("Infinity")
_SCORED, _TENTH = "分", Decimal("0.1")
# different amounts that must all stand in a neighbour's row before a column counts as shifted
_FEWEST_SHIFTED = 3
# what a figure of money may have been meant in: 元, 万元, 亿元
_SCALES = (Decimal(1), Decimal(10_000), Decimal(100_000_000))
# digits of a standard, as in 1.2万元 for each village, that nobody has rounded
_LAID_DOWN = 2
# further units, believed only if another figure then equals it: 百元, 千元, 百万元
_RARE_SCALES = (Decimal(100), Decimal(1_000), Decimal(1_000_000))


def not_assessable(claim: Claim, reason: str) -> Comparison:
    """Return the comparison that could not be made, and why."""
    return Comparison(claim, None, reason=reason)


def as_required(claim: Claim, required: bool, reason: str = "") -> Comparison:
    """Return the comparison of what stands in a report with a requirement that it meets or does not."""
    return Comparison(claim, "exact" if required else "inconsistent", reason=reason)


def spending_agrees(
    execution: Execution, kind: Kind, *, least: Decimal = ZERO, most: Decimal | None = None
) -> Comparison:
    """Compare spending with its plan: it is at least *least* and at most *most* percent of it, as printed.

    *expected* is the plan, *difference* what was spent beyond it. Where nothing was planned, any spending is too much.
    """
    claim, planned, executed = execution.claim(kind), execution.planned, execution.executed
    if planned.value < 0:
        return not_assessable(claim, "the plan is negative")
    share = percent_span(span(executed), span(planned)) if planned.value else (_INFINITE, _INFINITE)
    if share is None:
        return not_assessable(claim, "the share has no bounds")
    within = share[1] >= least and (most is None or share[0] <= most)
    return Comparison(claim, "exact" if within else "inconsistent", planned.value, executed.value - planned.value)


def staff_within(staff: Staffing) -> Comparison:
    """Compare how many people there are with their posts; *expected* is the posts."""
    within = staff.actual.value <= staff.authorized.value
    gap = staff.actual.value - staff.authorized.value
    return Comparison(staff.claim(), "exact" if within else "inconsistent", staff.authorized.value, gap)


def settled(contract: Contract) -> Comparison:
    """Compare the sum of a contract with what was paid of it: nothing may be owed.

    *expected* is what was paid, *difference* what is owed.
    """
    claim, owed = contract.claim(), contract.owed
    if owed is None:
        return not_assessable(claim, "nothing is said of its payment")
    verdict: Verdict = "exact" if owed <= 0 else "inconsistent"
    if owed > 0 and contract.payments:
        verdict = sum_verdict(contract.amount.quantity, [f.quantity for f in contract.payments])
    return Comparison(claim, verdict, contract.amount.value - owed, owed)


def holds(comparison: Comparison) -> bool:
    """Whether a comparison is a tick."""
    return comparison.verdict is not None and agrees(comparison.verdict)


def parts_exceed(comparison: Comparison) -> bool:
    """Whether the parts of a sum contradict their total whatever else belongs to it: they go beyond it.

    Where parts of both signs are listed, one that is not listed can always make up for it.
    """
    if comparison.verdict != "inconsistent" or comparison.expected is None:
        return False
    stated = comparison.claim.stated.value
    values = [t.sign * t.figure.value for t in comparison.claim.terms if t.role == "part"]
    if all(v >= 0 for v in values):
        return comparison.expected > stated
    return all(v <= 0 for v in values) and comparison.expected < stated


def sum_agrees(claim: Claim) -> Comparison:
    """Compare a total with the signed sum of its parts."""
    total, parts = claim.terms[0], [t for t in claim.terms if t.role == "part"]
    return _added(claim, total, parts, [t.sign for t in parts])


def shares_agree(claim: Claim) -> Comparison:
    """Compare the shares of one whole with a hundred; *expected* is what the others leave for the stated one."""
    shares = claim.figures("share")
    verdict = sum_verdict(Quantity(HUNDRED, Decimal(1), exact=True), shares)
    difference = sum((f.value for f in shares), ZERO) - HUNDRED
    return Comparison(claim, verdict, claim.stated.value - difference, difference)


def difference_agrees(claim: Claim) -> Comparison:
    """Compare a remainder with what its minuend leaves when its subtrahends are taken away."""
    result, parts = claim.terms[0], [t for t in claim.terms if t.role in ("minuend", "subtrahend")]
    return _added(claim, result, parts, [t.sign if t.role == "minuend" else -t.sign for t in parts])


def _are_given(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are scores as somebody gives them, 27分 and 28.5分, which nobody rounds."""
    return total.unit == _SCORED and all(part.quantum >= _TENTH for part in parts)


def _added(claim: Claim, total: Term, parts: Sequence[Term], signs: Sequence[int]) -> Comparison:
    if not parts:
        return not_assessable(claim, "no parts")
    stated = _signed(total)
    figures = [t.figure for t in parts]
    expected = signed_sum(figures, signs)
    verdict: Verdict = "exact"
    if expected != stated.value:
        verdict = sum_verdict(stated, figures, signs)
        if (
            verdict == "rounding"
            and _are_given(total.figure, figures)
            and 2 * abs(expected - stated.value) > stated.quantum
        ):
            verdict = "improbable"
        if not agrees(verdict) and claim.approximate:
            verdict = widened(verdict, sum_span(signs, parts), signed_span(total))
    # a fall of 5 that should be a fall of 7 is reported as 7
    direction = -1 if stated.value != total.figure.value else 1
    return Comparison(claim, verdict, direction * expected, direction * (stated.value - expected))


def ratio_agrees(claim: Claim) -> Comparison:
    """Compare a rate with the quotient of part and whole; the whole must not be zero."""
    part, whole = (_together([t for t in claim.terms if t.role == role]) for role in ("part", "whole"))
    if whole.may_be_zero():
        return not_assessable(claim, "the whole is zero")
    term = claim.terms[0]
    stated, expected = _rate(term), HUNDRED * part.value / whole.value
    parts, wholes = claim.figures("part"), claim.figures("whole")
    if len(parts) == len(wholes) == 1:
        beside = ratio_verdict(stated, *_beside(parts[0], wholes[0]))
        verdict = _without_zeros(beside, lambda: ratio_verdict(stated, part, whole))
    else:
        verdict = ratio_verdict(stated, part, whole)
    if not agrees(verdict) and claim.approximate:
        spans = [added_spans(claim.figures(role)) for role in ("part", "whole")]
        verdict = widened(verdict, percent_span(*spans), rate_span(term))
    return _of_rate(claim, verdict, expected)


def growth_agrees(claim: Claim) -> Comparison:
    """Compare a rate of change with new and base, with new and change, or with change and base.

    A base that is zero or negative has no rate of change.
    """
    by_role = {t.role: t for t in claim.terms[1:]}
    stated = _rate(claim.terms[0])
    new, base, change = by_role.get("new"), by_role.get("base"), by_role.get("change")
    before = base.figure.quantity if base else _before(new, change)
    if before is None:
        return not_assessable(claim, "the base is unknown")
    if before.interval()[0] <= 0:
        return not_assessable(claim, "the base is zero or negative")
    if new and base:
        after = new.figure.quantity
        beside = growth_verdict(stated, *_beside(new.figure, base.figure))
        verdict = _without_zeros(beside, lambda: growth_verdict(stated, after, before))
        expected = HUNDRED * (after.value - before.value) / before.value
        rates = less_hundred(percent_span(span(new.figure), span(base.figure)))
    elif new and change:
        step = _signed(change)
        after, change_beside = _beside(new.figure, change.figure)
        beside = change_verdict(stated, after, change_beside._replace(value=step.value))
        verdict = _without_zeros(beside, lambda: change_verdict(stated, new.figure.quantity, step))
        expected = HUNDRED * step.value / before.value
        rates = change_span(span(new.figure), signed_span(change))
    elif change and base:
        step = _signed(change)
        verdict = ratio_verdict(stated, step, before)
        expected = HUNDRED * step.value / before.value
        rates = percent_span(signed_span(change), span(base.figure))
    else:
        return not_assessable(claim, "the change is unknown")
    if not agrees(verdict) and claim.approximate:
        verdict = widened(verdict, rates, rate_span(claim.terms[0]))
    direction = -1 if claim.terms[0].figure.value * stated.value < 0 else 1
    return _of_rate(claim, verdict, direction * expected)


def _beside(a: Figure, b: Figure) -> tuple[Quantity, Quantity]:
    return a.beside(b), b.beside(a)


def _without_zeros(beside: Verdict, own: Callable[[], Verdict]) -> Verdict:
    """Return the verdict of figures read *beside* one another; what only their *own* digits admit is improbable."""
    return "improbable" if not agrees(beside) and agrees(own()) else beside


def _before(new: Term | None, change: Term | None) -> Quantity | None:
    if new is None or change is None:
        return None
    step, after = _signed(change), new.figure
    return Quantity(after.value - step.value, after.quantum + step.quantum, after.exact and step.exact)


def _of_rate(claim: Claim, verdict: Verdict, percent: Decimal) -> Comparison:
    stated = claim.stated
    expected = percent / HUNDRED if stated.type == "multiple" else percent
    return Comparison(claim, verdict, expected, stated.value - expected)


def same_agrees(claim: Claim, cell_by_cell: bool = False) -> list[Comparison]:
    """Compare the statements of a fact with the first that is not approximate, each pair in a claim of its own."""
    terms = claim.terms
    firm = next((i for i, term in enumerate(terms) if not term.figure.approximate), 0)
    comparisons = []
    for i in range(len(terms)):
        if i == firm:
            continue
        pair = claim if len(terms) == 2 else claim._replace(terms=(terms[min(i, firm)], terms[max(i, firm)]))
        first, second = pair.terms[0].figure, pair.terms[1].figure
        verdict = same_verdict(first.quantity, second.quantity, cell_by_cell)
        if not agrees(verdict) and pair.approximate:
            verdict = widened(verdict, span(second), span(first))
        comparisons.append(Comparison(pair, verdict, second.value, first.value - second.value))
    return comparisons


def shifted(statement: Statement, column: Sequence[Entry], meant: Mapping[str, Decimal]) -> Iterator[Comparison]:
    """Yield that figures of one *column* of *statement* stand in the rows of their neighbours, if they do.

    *meant* is what each class should have; rows that it does not name are passed over.
    """
    column = [entry for entry in column if entry.item in meant]
    rows = _shifted_rows([entry.figure.value for entry in column], [meant[entry.item] for entry in column])
    if rows:
        first = column[rows[0]]
        claim = Claim("equal", tuple(statement.term(column[row], "stated") for row in rows), "shifted")
        yield Comparison(claim, "inconsistent", meant[first.item], first.figure.value - meant[first.item])


def _shifted_rows(printed: Sequence[Decimal], meant: Sequence[Decimal]) -> range:
    """Return the longest run of rows that hold what is *meant* for the row above or below; empty if it is short.

    Rows inside whose neighbours hold the same amount belong to the run, but do not show it; wrong rows at its ends are
    what the shift has left.
    """
    longest = range(0)
    if list(map(ne, printed, meant)).count(True) < _FEWEST_SHIFTED:
        return longest
    for step in (1, -1):
        begin = 0
        for row in range(len(printed) + 1):
            if row < len(printed) and 0 <= row - step < len(meant) and printed[row] == meant[row - step]:
                continue
            wrong = [i for i in range(begin, row) if printed[i] and printed[i] != meant[i]]
            if len({printed[i] for i in wrong}) >= _FEWEST_SHIFTED and len(wrong) > len(longest):
                longest = range(wrong[0], wrong[-1] + 1)
            begin = row + 1
    if longest and longest.start and printed[longest.start - 1] != meant[longest.start - 1]:
        longest = range(longest.start - 1, longest.stop)
    if longest and longest.stop < len(printed) and printed[longest.stop] != meant[longest.stop]:
        longest = range(longest.start, longest.stop + 1)
    return longest


def count_agrees(claim: Claim) -> Comparison:
    """Compare a count with the names listed for it; an open list may be shorter, and then says nothing of the rest."""
    stated, names = claim.stated, Decimal(len(claim.figures("name")))
    if claim.form == "open" and names < stated.value:
        names = stated.value
    verdict: Verdict = "exact" if stated.value == names else "inconsistent"
    if claim.approximate and verdict != "exact":
        verdict = widened(verdict, (names, names), span(stated))
    return Comparison(claim, verdict, names, stated.value - names)


def product_agrees(claim: Claim) -> Comparison:
    """Compare a total with an amount for each of the names.

    An amount printed without decimals, or with two digits in all, is one laid down, not one rounded, unless it is an
    average.
    """
    total, each, names = claim.figure("total"), claim.figure("each"), claim.times
    expected = each.value * names
    exact = each.exact and claim.form != "average"
    rounded = Quantity(expected, each.quantum * names, exact)
    short = len(each.value.normalize().as_tuple().digits) <= _LAID_DOWN
    whole = (each.quantum >= each.scale or short) and claim.form != "average"
    verdict = sum_verdict(total.quantity, [rounded._replace(exact=exact or whole)])
    if whole and verdict == "inconsistent" and agrees(sum_verdict(total.quantity, [rounded])):
        verdict = "improbable"
    if not agrees(verdict) and claim.approximate:
        low, high = span(each)
        verdict = widened(verdict, (low * names, high * names), span(total))
    return Comparison(claim, verdict, expected, total.value - expected)


def score_within(claim: Claim) -> Comparison:
    """Compare a score with the points that can be had: it may reach them, never pass them."""
    score, points = claim.figure("score"), claim.figure("points")
    verdict: Verdict = "exact" if score.value <= points.value else "inconsistent"
    return Comparison(claim, verdict, points.value, score.value - points.value)


def balance_agrees(claim: Claim) -> Comparison:
    """Compare what came in, with the opening balance, with what went out and the closing balance.

    The role alone says on which side a leg stands.
    """
    legs = claim.terms
    signs = [1 if t.role in ("income", "opening") else -1 for t in legs]
    gap = sum((s * t.figure.value for s, t in zip(signs, legs, strict=True)), ZERO)
    # the leg with most digits is the total: dropped zeros are then dropped in parts only
    finest = min(range(len(legs)), key=lambda i: (legs[i].figure.quantum, i))
    others = [i for i in range(len(legs)) if i != finest]
    verdict = sum_verdict(
        legs[finest].figure.quantity,
        [legs[i].figure for i in others],
        [-signs[i] * signs[finest] for i in others],
    )
    if not agrees(verdict) and claim.approximate:
        verdict = widened(verdict, sum_span(signs, legs), (ZERO, ZERO))
    return Comparison(claim, verdict, claim.stated.value - signs[0] * gap, signs[0] * gap)


def unit_agrees(claim: Claim) -> Comparison:
    """Compare the size of a figure with its witnesses: another unit that fits them better is the expected one."""
    suspect, witnesses = claim.stated, [f for f in claim.figures("witness") if f.value != 0]
    if suspect.value == 0 or not witnesses:
        return not_assessable(claim, "nothing to measure it by")
    for scale in (suspect.scale, *_SCALES, *_RARE_SCALES):
        figure = _in_scale(suspect, scale)
        if any(agrees(same_verdict(figure, w.quantity)) for w in witnesses):
            return _of_unit(claim, figure.value)
    nearest = min(
        _SCALES, key=lambda s: (_distance(_in_scale(suspect, s).value, witnesses[0].value), s != suspect.scale)
    )
    own = _distance(suspect.value, witnesses[0].value)
    fitting = _in_scale(suspect, nearest).value
    return _of_unit(claim, fitting if _distance(fitting, witnesses[0].value) < own else suspect.value)


def _of_unit(claim: Claim, expected: Decimal) -> Comparison:
    difference = claim.stated.value - expected
    return Comparison(claim, "inconsistent" if difference else "exact", expected, difference)


def _in_scale(figure: Figure, scale: Decimal) -> Quantity:
    step = scale / figure.scale
    return Quantity(figure.value * step, figure.quantum * step)


def _distance(a: Decimal, b: Decimal) -> Decimal:
    ratio = abs(a / b)
    return max(ratio, 1 / ratio)


def _signed(term: Term) -> Quantity:
    """Return the stated figure as the words have it: a fall printed as -3.2 is still a fall of 3.2."""
    figure = term.figure
    value = -abs(figure.value) if term.sign < 0 else figure.value
    return Quantity(value, figure.quantum, figure.exact)


def _rate(term: Term) -> Quantity:
    quantity = _signed(term)
    if term.figure.type == "multiple":
        return Quantity(quantity.value * HUNDRED, quantity.quantum * HUNDRED)
    return quantity


def _together(terms: Iterable[Term]) -> Quantity:
    """Return several operands as one, added or taken away; its interval is as wide as all of theirs."""
    value = quantum = ZERO
    exact = True
    for term in terms:
        figure = term.figure
        value, quantum, exact = value + term.sign * figure.value, quantum + figure.quantum, exact and figure.exact
    return Quantity(value, quantum, exact)
