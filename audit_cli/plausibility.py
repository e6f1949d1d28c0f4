"""Whether figures are too far apart to contradict each other: rather, what does not belong together was read together.

Whoever adds up wrong or forgets a part comes near, and whoever mistypes is one slip away. A rate that is a multiple of
the quotient, and no slip of any of its figures, belongs to other figures. What no word asserts is more likely read
wrong than wrong: there nothing but a slip counts.
"""

from __future__ import annotations

from decimal import Decimal

from audit_cli.calculation import RATES, difference_of
from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_ANYTHING
from audit_cli.misreckoned import is_misreckoned
from audit_cli.mistyped import ODDS, is_no_chance, slipped
from audit_cli.model import Claim, Comparison, Kind
from audit_cli.needs import needed, rounded_together

READ_TOGETHER: frozenset[Kind] = frozenset({"sum", "difference", "ratio", "growth"})
_GUESSED: frozenset[Kind] = frozenset({"sum", "difference", "ratio", "distributive"})  # where no word asserts them
_TWO = 2  # parts, of which one is what is left without the other
_LIST = 3  # terms: a total and two parts
_FACTOR = 2  # by which what is read together rightly hardly ever misses
_BESIDE = 10  # characters between figures that can belong to nothing else
_FINE = 20  # times what rounding leaves open
_CARS = "辆"
_NEARLY_ALL = Decimal("0.95")  # of a total, beyond which it was meant to be all
_BRACKET = "bracket"  # without a word that says what it tells
_POINTS = Decimal(5)  # by which small rates may differ
# what is told of all parts: 分别是, and a class for whatever the others leave
_OF_ALL = expression(r"分别|分为|由|包含|共计|合计|总计")
_THE_REST = expression(r"其[他它余]|剩余|余下")


def are_far_apart(comparison: Comparison) -> bool:
    """Whether a relation that no table asserts misses by so much that neither reckoning nor one slip explains it."""
    claim, expected = comparison.claim, comparison.expected
    of_table = claim.basis.startswith("table")
    if expected is None or (of_table and claim.asserted):
        return False
    is_list = claim.kind == "sum" if of_table else len(claim.terms) >= _LIST
    if claim.kind in _GUESSED and not claim.asserted and is_list:
        return not (_is_one_slip_off(comparison) or counts_a_part_twice(comparison))
    if claim.kind not in READ_TOGETHER and (claim.asserted or claim.kind != "equal"):
        return False
    stated = claim.stated.value  # as what was expected is: of a fall, printed without a sign, by how much
    if claim.kind in RATES and abs(stated - expected) < _POINTS:
        return False
    if _is_beside_its_whole(claim) or _says_both_directions(claim):
        return False
    less, more = sorted((abs(stated), abs(expected)))
    turned = stated * expected < 0
    if (turned and less == more) or (not turned and more < _FACTOR * less):
        return False  # the words may say the wrong direction
    return not (_is_one_slip_off(comparison) or is_misreckoned(comparison))


def counts_a_part_twice(comparison: Comparison) -> bool:
    """Whether one of several parts is counted once too often, or not at all."""
    parts = comparison.claim.figures("part")
    gap, rounded = abs(difference_of(comparison)), rounded_together(comparison.claim)
    is_list = comparison.claim.kind == "sum" and len(parts) > _TWO
    return is_list and any(abs(abs(part.value) - gap) <= rounded for part in parts)


def _is_one_slip_off(comparison: Comparison, fine: int = 0) -> bool:
    """Whether one slip of one of its figures is all that keeps a relation from holding.

    What each of them would need must be *fine* times what rounding leaves open, else any figure is a slip away: a rate
    of 92.3% that should be 0.0%.
    """
    claim = comparison.claim
    if claim.kind == "ratio" and not any(part.value for part in claim.figures("part")):
        return True  # 支出0万元，占9%: none is no share of anything
    fine = fine or int(claim.kind == "ratio")
    return any(
        slipped(figure, value, rounded)
        for figure, value, rounded in needed(comparison)
        if fine * rounded <= abs(value) and (figure.type == "rate" or value * figure.value > 0)
    )


def tells_some_parts_only(comparison: Comparison) -> bool:
    """Whether the parts of an open list fall far short of their total and nothing says that they are all there are.

    卫生技术人员1124.2万人，其中医师428.7万人，护士501.8万人: there are others, unless one slip makes up for the rest.
    """
    claim, expected = comparison.claim, comparison.expected
    if claim.kind != "sum" or claim.form != "open" or expected is None:
        return False
    if claim.stated.type == "money" or claim.stated.unit == _CARS:
        return False  # of money and of cars, what is not named is to be explained
    if not 0 < expected < _NEARLY_ALL * claim.stated.value or _OF_ALL.search(claim.basis):
        return False
    if any(_THE_REST.match(term.label) for term in claim.terms[-1:]):
        return False
    few = claim.basis == _BRACKET and _FACTOR * expected < claim.stated.value
    if few and not is_no_chance(claim.stated.value, list(claim.figures()), ODDS):
        return True  # 教师32人（跟岗1人，交流1人）: few figures of one digit are a slip away from anything
    return not _is_one_slip_off(comparison, _FINE)


def _is_beside_its_whole(claim: Claim) -> bool:
    """Whether one part follows its whole at once, so that it is of nothing else: 在职50人，其中党员317人."""
    if claim.kind != "sum" or len(claim.terms) != 2 or not claim.asserted:
        return False
    whole, part = (term.figure for term in claim.terms)
    alike = whole.unit == part.unit and part.unit not in OF_ANYTHING
    return alike and whole.block == part.block and 0 < part.start - whole.end <= _BESIDE


def _says_both_directions(claim: Claim) -> bool:
    """Whether a change and the rate right behind it contradict each other by their words: 增加5万元，降幅5%."""
    changes = [term for term in claim.terms if term.role == "change"]
    if claim.kind != "growth" or not changes or claim.stated.value < 0 or not claim.asserted:
        return False
    change, rate = changes[0], claim.terms[0]
    return change.sign != rate.sign and 0 < rate.figure.start - change.figure.end <= _BESIDE
