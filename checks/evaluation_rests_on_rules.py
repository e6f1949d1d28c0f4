"""Presence: the rules that an evaluation rests on."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Figure, Reading, Term, as_required, check

_FIRST_LINES, _LONGEST_LINE = 4, 60


@check(kind="citation")
def evaluation_rests_on_rules(
    reading: Reading, *, titles: tuple[str, ...] = (), rules: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """A report on an evaluation names a rule that it was made under.

    It is one if one of its first lines has one of *titles*; a rule is what has one of *rules* in its name or number.

    Holds: 2022年度项目绩效自评报告¶根据《预算法》和县财政局的通知开展自评，项目已全部完成。
    Fails: 2022年度项目绩效自评报告¶我局开展了自评，项目已全部完成，资金使用规范。
    """
    for extraction in reading.extractions:
        document, cited = extraction.document, extraction.citations
        lines = [block for block in document.blocks[:_FIRST_LINES] if block.end - block.start <= _LONGEST_LINE]
        head = next((line for line in lines if any(title in document.text_of(line) for title in titles)), None)
        if head is None:
            continue
        names = [figure.text for c in cited for figure in (c.title, c.number) if figure is not None]
        named = any(rule in name for rule in rules for name in names)
        place = Figure(head.start, head.end, document.text_of(head), "name")
        yield as_required(Claim("citation", (Term(place, "title"),), "no rules"), named)
