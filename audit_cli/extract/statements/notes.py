"""What the notes to the final accounts (决算情况说明) say of the statements, as a statement of its own.

A sentence says it of a concept, 支出合计5738.99万元, or of a class, named down to its 项:
教育支出（类）普通教育（款）小学教育（项）。年初预算为18450.00万元，支出决算为18326.70万元.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.terms import Terms
from audit_cli.model import Document, Entry, Fact, Figure, Statement

_SECTION = expression(r"决算|机关运行经费|三公")
_NUMBERING = r"[（(]?[一二三四五六七八九十\d]*[）)、.．\s]*(?:关于)?(?:20\d\d年度?)?"
_OF_ALL_FUNDS = expression(rf"{_NUMBERING}(?:收入支出|收支|收入|支出)决算")
_FINAL = ("final_accounts", "executed", "")
_FULL_WIDTH = str.maketrans("()", "（）")
_MARKS = ("（类）", "（款）", "（项）")
_SENTENCE_ENDS = "。；;\n"
_LONGEST_NAME = 60


def notes_of(
    document: Document, facts: Sequence[Fact], statements: Sequence[Statement], terms: Terms, year: str
) -> tuple[Statement, ...]:
    """Return what sentences say of the entries of *statements*; nothing where there are none, or no notes."""
    if not statements:
        return ()
    said = [fact for fact in facts if _is_note(fact, document, year)]
    entries = [
        *_of_concepts(document, [f for f in said if f.known], statements, terms),
        *_of_items(document, said, statements),
    ]
    if not said:
        return ()
    entries.sort(key=lambda entry: entry.figure.start)
    first = (entries[0] if entries else said[0]).figure.block
    block = document.blocks[first]
    place = Figure(block.start, block.end, document.text_of(block), "name", block=first)
    return (Statement("notes", "", place, tuple(entries)),)


def _is_note(fact: Fact, document: Document, year: str) -> bool:
    """Whether a fact is an amount of the report's year, in a sentence of a section on the final accounts."""
    figure = fact.figure
    if figure.type != "money" or figure.approximate or fact.scope or fact.period not in ("", year):
        return False
    block = document.blocks[figure.block]
    return block.table is None and _SECTION.search(document.heading_of(block)) is not None


def _of_concepts(
    document: Document, said: Sequence[Fact], statements: Sequence[Statement], terms: Terms
) -> Iterator[Entry]:
    """Yield the amounts of concepts that some statement has an entry for, under the fund that they speak of.

    A sentence that names no fund speaks of that of its section, or of the one whose entry it agrees with.
    """
    known: dict[tuple[str, str, str], dict[str, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for entry in (entry for statement in statements for entry in statement.entries):
        known[entry.concept, entry.item, entry.measure][entry.fund].add(entry.figure.value)
    unfunded = {e.concept for s in statements if s.name == "three_public" for e in s.entries}
    for fact in said:
        heading = document.sections[document.blocks[fact.figure.block].section]
        concept, fund = terms.of_fund.get(fact.concept, (fact.concept, ""))
        concept, item = ("total_expenditure", concept) if concept in terms.functional else (concept, "")
        measure = "final_accounts" if fact.measure in _FINAL else fact.measure
        values = known.get((concept, item, measure), {})
        own = "" if concept in unfunded else fund or fact.fund
        agreeing = [name for name, there in values.items() if fact.figure.value in there]
        if not own and concept not in unfunded:
            of_section = terms.fund(heading)
            own = agreeing[0] if agreeing and of_section not in agreeing else of_section
        if own in values:
            sure = bool(own or agreeing or len(values) == 1 or _OF_ALL_FUNDS.match(heading))
            yield Entry(fact.figure, concept, item, own, measure, fact.label, sure=sure)


def _of_items(document: Document, said: Sequence[Fact], statements: Sequence[Statement]) -> Iterator[Entry]:
    """Yield the amounts of the classes that a sentence names by 类, 款 and 项."""
    general = next((s for s in statements if s.name == "general_public"), None)
    if general is None:
        return
    codes: dict[str, set[str]] = defaultdict(set)
    for entry in general.entries:
        if entry.item.isdecimal():
            codes[core_of(entry.name)].add(entry.item)
    by_block: dict[int, list[Fact]] = defaultdict(list)
    for fact in said:
        if not fact.known and fact.measure == "final_accounts":
            by_block[fact.figure.block].append(fact)
    for number, facts in by_block.items():
        block = document.blocks[number]
        named = list(_items_named(document.text_of(block), block.start, codes))
        figures = sorted((fact.figure for fact in facts), key=_start)
        for place, (start, code, name) in enumerate(named):
            end = named[place + 1][0] if place + 1 < len(named) else block.end
            first = bisect_right(figures, start, key=_start)
            if bisect_left(figures, end, first, key=_start) - first == 1:
                fund = general.entries[0].fund
                yield Entry(
                    figures[first], "total_expenditure", code, fund, "final_accounts", f"{name}（项）支出决算", name
                )


def _start(figure: Figure) -> int:
    return figure.start


def _items_named(text: str, offset: int, codes: dict[str, set[str]]) -> Iterator[tuple[int, str, str]]:
    """Yield the place, the code and the name of each class that *text* names down to its 项."""
    category, subcategory, item = _MARKS
    text = text.translate(_FULL_WIDTH)
    at = text.find(item)
    while at >= 0:
        reach = max(at - 3 * _LONGEST_NAME, 0)
        begin = max(text.rfind(end, reach, at) for end in _SENTENCE_ENDS) + 1
        path = text[max(begin, reach) : at]
        above, _, name = path.rpartition(subcategory)
        parents = codes.get(above.rpartition(category)[2].strip(), set())
        found = codes.get(name.strip(), set())
        inside = {code for code in found if any(code.startswith(parent) and code != parent for parent in parents)}
        if len(inside or found) == 1:
            yield offset + at, next(iter(inside or found)), name.strip()
        at = text.find(item, at + len(item))
