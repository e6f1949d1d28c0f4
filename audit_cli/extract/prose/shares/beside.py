"""Shares told by those beside them: 三者合计占总额的90%, 甲20万元，占20%；乙80万元，占80%."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import (
    Pair,
    amounts_before,
    fits,
    fitting_whole,
    is_a_slip,
    of_several,
    quotient,
    together,
)
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.model import Claim, Term
from audit_cli.quantity import HUNDRED, ZERO, is_quotient, significant_digits

_BARE = "占"
_MOST = 40  # items before and behind a share that may be parts and shares of the same whole
_RUN, _PAIR = 3, 2
_PRINTED = 3  # figures: a part, the whole that is printed, and the share
_DIGITS = 4  # of a share that fits by more than chance
_TOGETHER = expression(r"(?:以上|上述|这)?([两二三四五六七八九])(?:者|项|类|个)?(?:合计|共计|共|总计)?")


def like_the_one_beside(paragraph: Paragraph, rate: Item, part: Item, wholes: Sequence[Item]) -> Claim | None:
    """Return the share of the whole that the part beside it is of, if the two make up all of it.

    支出3.86万元，下降7%。车辆费3.42万元，占88.6%；接待费0.44万元，占11.4%.
    """
    if part.place != rate.place - 1 or part.cue in ("of_which", "within"):
        return None
    if (printed := _of_the_whole_printed_beside(paragraph, rate, part)) is not None:
        return printed
    for k in (rate.place - 2, rate.place + 2):
        if not 0 < k < len(paragraph.items):
            continue
        one, share_of_it = paragraph.items[k - 1], paragraph.items[k]
        if not (_has_share(one, share_of_it) and one.kin(part) and share_of_it.sentence == rate.sentence):
            continue
        whole = next((i for i in wholes if i.kin(one) and i is not part and fits(share_of_it, one, i)), None)
        if whole is None:
            continue
        if is_a_slip(rate, part, whole):
            return quotient(rate, Pair(part, whole), "各占", asserted=False)
        if share_of_it.label != rate.label:
            continue
        together = share_of_it.figure.value + rate.figure.value
        if abs(together - HUNDRED) <= 1 or part.figure.value + one.figure.value == whole.figure.value:
            return quotient(rate, Pair(part, whole), "各占", asserted=False)
    return None


def _of_the_whole_printed_beside(paragraph: Paragraph, rate: Item, part: Item) -> Claim | None:
    """Return the share of the whole that the one right before it prints: 税收8亿元，占收入10亿元的80%，非税占20%."""
    before = paragraph.items[max(part.place - _PRINTED, 0) : part.place]
    if len(before) < _PRINTED or part.sep > SEMICOLON or any(i.sentence != rate.sentence for i in before):
        return None
    one, whole, share_of_it = before
    if share_of_it.label != "的" or not fits(share_of_it, one, whole) or not part.same_unit(one):
        return None
    return quotient(rate, Pair(part, whole), "各占", asserted=False)


def share_of_all(paragraph: Paragraph, rate: Item, part: Item) -> Claim | None:
    """Return the share of all the parts of a sentence, as each of the others is: 甲20万元，占20%；乙80万元，占80%."""
    return _of_run(paragraph, rate, part, _RUN)


def share_of_all_named_once(paragraph: Paragraph, rate: Item, part: Item) -> Claim | None:
    """Return the share of all the parts of a sentence, whose whole the first names: 占总收入的60%；…占30%；…占10%."""
    return _of_run(paragraph, rate, part, _RUN, named_once=True)


def share_of_both(paragraph: Paragraph, rate: Item, part: Item) -> Claim | None:
    """Return the share of two that make up all there is: 男性7233人，占51.24%；女性6884人，占48.76%."""
    return _of_run(paragraph, rate, part, _PAIR)


def _of_run(paragraph: Paragraph, rate: Item, part: Item, fewest: int, *, named_once: bool = False) -> Claim | None:
    items, k = paragraph.items, rate.place
    alike = partial(_is_pair, like=rate, named_once=named_once)
    first = last = k
    while first - 3 >= 0 and k - first < _MOST and alike(items[first - 3], items[first - 2]):
        first -= 2
    while last + 2 < len(items) and last - k < _MOST and alike(items[last + 1], items[last + 2]):
        last += 2
    if part.place != k - 1 or last - first < 2 * (fewest - 1):
        return None
    parts, rates = items[first - 1 : last : 2], items[first : last + 1 : 2]
    whole = sum((i.figure.value for i in parts), ZERO)
    others = [(r, p) for r, p in zip(rates, parts, strict=True) if r is not rate]
    if not whole or not all(_is_share(r, p, whole) for r, p in others):
        return None
    if len(others) == 1 and (not parts[0].kin(parts[1]) or significant_digits(others[0][0].figure.value) < _DIGITS):
        return None
    terms = (Term(rate.figure, "rate", rate.label), Term(part.figure, "part", clean_label(part.label)))
    wholes = (Term(i.figure, "whole", clean_label(i.label)) for i in parts)
    return Claim("ratio", (*terms, *wholes), asserted=len(others) >= _RUN, basis="各占")


def told_together(paragraph: Paragraph, rate: Item, subject: str) -> Claim | None:
    """Return the share that several amounts have together: 分别为40万元、30万元和20万元，三者合计占总额的90%."""
    counted = _TOGETHER.fullmatch(subject)
    if counted is None:
        return None
    number = int(chinese(counted[1])[0])
    before = amounts_before(paragraph, rate.place, same_sentence=False)
    parts, wholes = before[:number], before[number:]
    if len(parts) < number or any(not i.kin(parts[0]) or i.depth != parts[0].depth for i in parts):
        return None
    for whole in wholes:
        if whole.kin(parts[0]) and is_quotient(rate.figure.quantity, together(parts), whole.figure.quantity):
            return of_several(rate, parts[::-1], whole, "合计占")
    return None


def _is_pair(part: Item, rate: Item, like: Item, *, named_once: bool) -> bool:
    """Whether a part has a share called like another, or but for the whole that the first of them may name."""
    first, last = sorted((rate, like), key=lambda i: i.place)
    alike = first.label == last.label or (named_once and last.label == _BARE and first.label.startswith(_BARE))
    return part.is_amount and alike and rate.role == "share" and part.sentence == like.sentence


def _has_share(part: Item, rate: Item) -> bool:
    """Whether a rate is the share of a part in a whole without a name: 地方编制26人，地方编制占18.84%."""
    return part.is_amount and rate.role == "share" and not share_names(rate)[0]


def _is_share(rate: Item, part: Item, whole: Decimal) -> bool:
    return abs(100 * part.figure.value / whole - rate.figure.value) <= rate.figure.quantum


def of_what_stands_before(paragraph: Paragraph, rate: Item, part: Item, total: Item) -> Claim | None:
    """Return the share of what stands before a total that has a rate itself, or that only sums up what has shares.

    采购90万元，授予中小企业81万元，占采购总额的90%；其中小微企业45万元，占50%.
    受理90件，办结81件，办结率90%；其中甲类45件，占50%.
    指标96条，甲类27条，占28.1%，乙类9条，占9.4%，合计36条.
    收入合计90万元，包括本年收入80万元，上年结转10万元。其中：本年财政拨款45万元，占50%.
    支出90万元，占预算100万元的90%，其中上半年45万元，占45%.
    """
    larger = paragraph.total_item(total)
    if (
        larger is not None
        and total.sentence < part.sentence
        and not fits(rate, part, total)
        and fits(rate, part, larger)
    ):
        return quotient(rate, Pair(part, larger), "其中")
    behind = paragraph.behind(total.place)
    for whole in behind:
        if whole.is_whole_of_rate(paragraph.items) and not fits(rate, part, total) and fits(rate, part, whole):
            return quotient(rate, Pair(part, whole), "其中")
    has_rate = any(i.figure.type == "rate" and i.sep <= COMMA for i in behind)
    if fits(rate, part, total) or not (has_rate or total.place > rate.place):
        return None
    before = amounts_before(paragraph, min(total.place, part.place), same_sentence=False)
    return fitting_whole(rate, part, [i for i in before if i.unit == part.unit])


def are_of_one_whole(paragraph: Paragraph, rate: Item, part: Item, total: Item) -> bool:
    """Whether a share is of what its total is a share of, wherever it stands: 乙40万元，占40%，其中丙30万元，占30%."""
    for share in paragraph.behind(total.place):
        if share.role == "share" and share.sep <= COMMA:
            a, b = part.figure.value, total.figure.value
            (low, high), (least, most) = rate.figure.quantity.interval(), share.figure.quantity.interval()
            return a * least <= b * high and b * low <= a * most
    return False


def of_amounts_told_with(paragraph: Paragraph, rate: Item, claim: Claim) -> Claim | None:
    """Return the share of two amounts that counts are told with: 计划15批共60万元，支出15批共54万元，占计划90%."""
    if len(claim.terms) != 3 or claim.terms[1].figure.type != "count":
        return None
    starts = {term.figure.start for term in claim.terms[1:]}
    counts = [i for i in paragraph.items if i.figure.start in starts]
    told = [a for i in counts for a in paragraph.behind(i.place) if _is_amount_of(a, i)]
    if len(told) == 1 and (total := paragraph.total_item(told[0])) is not None and fits(rate, told[0], total):
        return quotient(rate, Pair(told[0], total), claim.basis)  # 12项，金额90万元，其中甲5项45万元，占50%
    if len(told) != len(counts) or len(told) != 2 or any(fits(rate, *pair) for pair in (counts, counts[::-1])):
        return None
    whole, part = told
    return quotient(rate, Pair(part, whole), claim.basis)


def _is_amount_of(amount: Item, count: Item) -> bool:
    return amount.figure.type == "money" and amount.sep == NO_SEPARATOR and amount.sentence == count.sentence
