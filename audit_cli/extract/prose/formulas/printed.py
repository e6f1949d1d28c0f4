"""Formulas of figures: 年末结余=上年结转12万元+收入90万元-支出95万元=7万元; 经费72万元（18人×4万元）、率=48÷50=96%.

What stands between the signs is added, taken off, multiplied or divided; it makes the figure behind the sign of
equality, the one that its bracket touches, or the rate right before a quotient. No words say it more plainly: it ticks
and fails, and its figures are no others' parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract import signs
from audit_cli.extract.prose.formulas.claims import claim_of
from audit_cli.extract.prose.formulas.terms import Operand, Product, Sum, is_sign, read, steps, tokens
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_SIGN = rf"[{signs.any_of(signs.PLUS + signs.MINUS + signs.TIMES + signs.BY + signs.EQUALS)}]|等于|除以"
_SIGNS, _JOINS = expression(_SIGN), expression(rf"{_SIGN}|[加减乘]|扣除")
_STOPS = "，,。；;：:、！？|｜\n"
_EQUALS = (*signs.EQUALS, "等于")
_SPELT = expression(r"^([^，。；：、]{0,2}?)(加(?![强快大班入工固权])上?(?!年)|减(?![少免半值])去?|扣除|乘(?!以))")
_SIGN_OF = {"加": "+", "减": "-", "扣": "-", "乘": "×"}
_GLOSS = expression(r"[（(][^（）()0-9+＋×÷=＝-]{0,20}[）)]")  # 收入（不含结转）560万元
_FOR_EACH = expression(r"[一-鿿·]{0,2}[^数算出入额款费金]")  # 4万元/人×18人
_OPENED, _CLOSED = tuple(signs.OPENS), tuple(signs.CLOSES)
_BEFORE_NAME = signs.PLUS + signs.MINUS + signs.BY + signs.EQUALS + "×*＊"
_LONGEST = 40
_FEWEST = 2  # operands


def formulas(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    chain: list[Item] = []
    gaps: list[list[Operand]] = []
    for item in row.items:
        gap = _gap(item.words) if chain else None
        if gap is not None:
            gaps.append(gap)
        else:
            if gaps:
                yield from _claims(row, chain, gaps)
            chain, gaps = [], []
        chain.append(item)
    if gaps:
        yield from _claims(row, chain, gaps)


def _gap(words: str) -> list[Operand] | None:
    """Return the tokens between two figures of one formula; None where they belong to none."""
    if len(words) > _LONGEST or not _JOINS.search(words) or any(stop in words for stop in _STOPS):
        return None
    found = _tokens(_SPELT.sub(lambda spelt: spelt[1] + _SIGN_OF[spelt[2][0]], words))
    return found if any(token in ("+", "-", "×", "÷", "=") for token in found) else None


def _tokens(words: str) -> list[Operand]:
    return [*tokens(_GLOSS.sub("", words))]


def _claims(row: Row, chain: Sequence[Item], gaps: Sequence[list[Operand]]) -> Iterator[Claim]:
    """Yield what one formula asserts, in each of the steps that signs of equality part: 48÷50=96%×10分=9.6分."""
    first, last = chain[0], chain[-1]
    words = first.words[-_LONGEST:]
    head = words[max(words.rfind(stop) for stop in (*_STOPS, *_EQUALS)) + 1 :]
    formula: list[Operand] = _tokens(head)
    for item, gap in zip(chain, [*gaps, _tokens(last.post)], strict=True):
        formula += [item._replace(label=_name(item.label)), *gap]
    parts = steps(_of_figures(formula))
    told = [_told_behind(*two) for two in pairwise(parts)] or [(_told_before(row, chain), read(parts[0]))]
    for (result, made), step in zip(told, parts, strict=False):
        if result is None or sum(not is_sign(token) for token in step) < _FEWEST:
            continue
        if (claim := claim_of(result, made)) is not None:
            figures = {i.place for i in step if isinstance(i, Item)}
            row.taken |= figures
            row.told |= figures | {result.place}
            if claim.kind == "sum":
                row.total_of.update(dict.fromkeys(figures, result.place))
            yield claim


def _name(label: str) -> str:
    """Return what a figure is called, without the signs and the name of the whole before it."""
    name = clean_label(label)
    return name[max(map(name.rfind, _BEFORE_NAME)) + 1 :].lstrip("（( ")


def _of_figures(formula: Sequence[Operand]) -> list[Operand]:
    """Return a formula without the names of its figures, and what each is for: 4万元/人×聘用18人 is 4万元×18人."""
    found: list[Operand] = []
    for token, after in pairwise([*formula, "="]):
        if not isinstance(token, str) or is_sign(token):
            found.append(token)
        elif not is_sign(after) or after == "(" or (found and (not is_sign(found[-1]) or found[-1] == ")")):
            continue  # the name of the next figure, or what is said behind the last
        elif found[-1:] == ["÷"] and _ends_with_figure(found[:-1]) and _FOR_EACH.fullmatch(token):
            found.pop()
        else:
            found.append(token)
    return found


def _ends_with_figure(formula: Sequence[Operand]) -> bool:
    return bool(formula) and isinstance(formula[-1], Item)


def _told_behind(step: Sequence[Operand], after: Sequence[Operand]) -> tuple[Item | None, Sum]:
    """Return the figure behind a sign of equality, and what makes it; of 560+20=532+48 all but the first of these.

    It stands there alone or, a rate, as the first factor of the next step.
    """
    made, behind = read(step), read(after)
    match behind:
        case [Product(1, [Item() as result, *more], less), *rest] if not rest or not (more or less):
            if more or less:
                return (result, made) if result.figure.type == "rate" else (None, [])
            return result, [*made, *(each._replace(sign=-each.sign) for each in rest)]
    return None, []


def _told_before(row: Row, chain: Sequence[Item]) -> Item | None:
    """Return the figure that the bracket around a formula touches, or a rate right before it."""
    first, last = chain[0], chain[-1]
    before = row.items[first.place - 1] if first.place else None
    if before is None or before.sentence != first.sentence:
        return None
    if before.figure.type == "rate":
        return before
    behind = next((i.words[len(last.post) :] for i in row.behind(last.place)), ")")
    touches = first.words.lstrip().startswith(_OPENED) and behind.startswith(_CLOSED)
    plain = before.is_amount and not before.figure.approximate and not any(i.figure.approximate for i in chain)
    counted = before.unit == "分" or all(i.unit for i in chain)
    return before if touches and plain and counted else None
