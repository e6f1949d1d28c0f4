"""Money that a text says there was none of, and amounts of it elsewhere: 未发生因公出国（境）费用."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.terms import BUDGETS, Terms
from audit_cli.extract.trends.clauses import FAR, last_part
from audit_cli.model import Document, Fact, Trend

# 下属单位未发生, 财政拨款未发生: only the report's own unit, and all of its money
_OWN = expression(
    r"(?>20[0-9]{2}年度?末?|本年度?|[当全]年度?|年[末底]|我单位|本?部门|本?单位"
    r"|[我本](?:(?![年全本当也均都已])[一-鿿]){1,3}|[（(][一二三四五六][）)]|[0-9一二三][.、．]"
    r"|也|均|都|已|的|中|内|度|\s)*+"
)
_DENIED = expression(
    r"(?P<words>(?:未|没有?|无)(?:曾|再)?(?P<planned>安排|编列|编制)?(?:发生|产生|使用|支出|列支|有|存在)?过?(?:任何)?(?P<bought>购置|购买|新购置?|更新)?"
    r"(?P<name>[^，,。；;：:、0-9\n\t]{2,24}?)(?:事项|情况|行为|活动|任务|团组|人员)?)(?=[，,。；;\n\t、]|$)"
)
_CLAUSE = expression(r"[，,。；;：:\n\t]")
_JOINED = expression(r"[和及与]")
_BUDGET = expression(r"预算$")
_SPENT = ("", "executed", "final_accounts")
_END_OF_YEAR = ("年末", "年底")


def denials(document: Document, facts: Sequence[Fact], year: str, terms: Terms) -> Iterator[Trend]:
    """Yield each denial of money beside an amount of it that the report states for the year."""
    by_concept: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.known and fact.period == year and not fact.scope:
            by_concept.setdefault(fact.concept, []).append(fact)
    for said in _DENIED.finditer(document.text):
        number = document.block_at(said.start())
        block = document.blocks[number]
        if block.table is not None or block.level or said.end() > block.end:
            continue
        own = last_part(_CLAUSE, document.text, max(block.start, said.start() - FAR), said.start())
        if not _OWN.fullmatch(own) or (any(mark.isdigit() for mark in own) and year not in own):
            continue
        name = said["name"]
        head = "年末" if own.rstrip().endswith(_END_OF_YEAR) else ""
        wholes = [f"{name}购置费"] if said["bought"] else [head + name, f"{name}费"]
        concept = next((known for named in chain(wholes, _JOINED.split(name)) if (known := terms.concept(named))), "")
        planned = said["planned"] or _BUDGET.search(name)
        stated = [f.figure for f in by_concept.get(concept, ()) if f.measure in (BUDGETS if planned else _SPENT)]
        if concept and stated:
            figure = next((amount for amount in stated if amount.value), stated[0])
            words = place(document, number, *said.span("words"))
            yield Trend("none", words, figure, words)
