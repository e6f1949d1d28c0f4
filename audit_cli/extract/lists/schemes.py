"""Schemes: “1+2+12”方案（即1个总方案、2个专题方案、12个专项方案) counts what is then listed, number by number.

What stands behind a scheme, in its bracket or behind 即, is counted in as many numbers as the scheme has. It ticks
where they are those of the scheme, and is to be reviewed where one of them is another. A last +N is of no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.lists.listing import Reader
from audit_cli.model import Claim, Document, Figure, Term

_NUMBERS = expression(r"(?P<numbers>[0-9]{1,4}(?:[+＋][0-9]{1,4})+)(?:[+＋][NnXx])?")
_OPENING = expression(r"[”\"]?[^，。；：、（）()！？\n]{0,12}(?P<sign>[（(]|[，,](?=即)|[：:])")
_CLOSING = {"（": "）", "(": ")", "，": "。", ",": "。", "：": "。", ":": "。"}
_ONE = expression(r"一[个项套家名支所座条本张]")  # no numeral of the ledger: it may only be an article
_REACH = 160  # characters that the list of a scheme may take


def scheme_claims(document: Document, figures: tuple[Figure, ...]) -> Iterator[Claim]:
    """Yield a claim for each scheme of *figures* whose numbers are listed behind it."""
    schemes = [(f, numbers) for f in figures if f.type == "scheme" and (numbers := _numbers_of(f))]
    if not schemes:
        return
    reader = Reader(document, figures, [f.start for f in figures])
    for scheme, numbers in schemes:
        claim = _compared(scheme, numbers, _listed(reader, scheme))
        if claim is not None:
            yield claim


def _numbers_of(scheme: Figure) -> list[int]:
    found = _NUMBERS.fullmatch(scheme.text)
    return [int(n) for n in re.split("[+＋]", found["numbers"])] if found else []


def _listed(reader: Reader, scheme: Figure) -> list[Figure]:
    """Return the counts in the bracket behind a scheme, or up to the end of the sentence that explains it."""
    text, end = reader.document.text, reader.document.blocks[scheme.block].end
    opening = _OPENING.match(text, scheme.end, end)
    if opening is None:
        return []
    high = min(end, opening.end() + _REACH)
    close = text.find(_CLOSING[opening["sign"]], opening.end(), high)
    close = close if close >= 0 else high
    inside = [f for f in reader.quantities_in(opening.end(), close) if f.type in ("count", "number")]
    ones = (one.span() for one in _ONE.finditer(text, opening.end(), close))
    inside += (_one(text, scheme, a, b) for a, b in ones if not any(f.start < b and a < f.end for f in inside))
    return sorted((f for f in inside if not f.approximate and not f.value % 1), key=lambda f: f.start)


def _one(text: str, scheme: Figure, start: int, end: int) -> Figure:
    unit = text[end - 1]
    value = Decimal(1)
    return Figure(start, end, text[start:end], "count", unit, value, printed_unit=unit, exact=True, block=scheme.block)


def _compared(scheme: Figure, numbers: Sequence[int], listed: Sequence[Figure]) -> Claim | None:
    """Return the claim that *listed* are the numbers of a scheme, if no more than one of them is another."""
    if len(listed) > len(numbers):
        listed = [f for f in listed if f.unit == listed[-1].unit]  # 分3类处置，其中保留2个、改造4个、关闭1个
    if len(listed) != len(numbers):
        return None
    differing = sum(f.value != n for f, n in zip(listed, numbers, strict=True))
    if differing > 1 and sorted(f.value for f in listed) != sorted(numbers):
        return None
    total = scheme._replace(type="count", value=Decimal(sum(numbers)), quantum=Decimal(1), exact=True)
    terms = (Term(total, "total"), *(Term(f, "part") for f in listed))
    return Claim("sum", terms, "complete", asserted=differing != 1, basis="数字方案")
