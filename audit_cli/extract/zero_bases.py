"""Rates that are stated of nothing: 年初预算为0万元，…，完成年初预算的100%; 支出3万元，比上年增加3万元，增长100%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit_cli.model import Claim, Gap


def zero_bases(claims: Iterable[Claim]) -> Iterator[Gap]:
    """Yield the rates of something that have a whole of zero; where nothing was spent either, a rate says little."""
    for claim in claims:
        if claim.kind == "ratio":
            wholes = claim.figures("whole")
            told = [figure for figure in wholes if figure.value or figure.approximate]
            if wholes and not told and any(figure.value for figure in claim.figures("part")):
                yield Gap("base", claim.stated, wholes[0])
        elif claim.kind == "growth" and (changes := claim.figures("change")):
            for grown in claim.figures("new"):
                if grown.value == changes[0].value > 0 and claim.terms[0].sign > 0:
                    yield Gap("base", claim.stated, grown)
