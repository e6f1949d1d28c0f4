"""What the notes to the final accounts (决算情况说明) say of the statements, as a statement of its own.

A sentence says it of a concept, 支出合计5738.99万元, or of a class, named down to its 项:
教育支出（类）普通教育（款）小学教育（项）。年初预算为18450.00万元，支出决算为18326.70万元.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit_cli.extract.table_labels import core_of
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Document, Entry, Fact, Figure, Statement, Term

_SECTION = re.compile(r"决算|机关运行经费|三公")
_NUMBERING = r"[（(]?[一二三四五六七八九十\d]*[）)、.．\s]*(?:关于)?(?:20\d\d年度?)?"
_OF_ALL_FUNDS = re.compile(rf"{_NUMBERING}(?:收入支出|收支|收入|支出)决算")
_TEN_THOUSAND = 10000
_DENIAL = re.compile(r"没有|无|未(?:使用|发生|安排)|空表|不涉及|为零")
_FINAL = ("final_accounts", "executed", "")
_MARKS = ("（类）", "（款）", "（项）")
_SENTENCE_ENDS = "。；;\n"
_LONGEST_NAME = 60


def notes_of(
    document: Document, facts: Sequence[Fact], statements: Sequence[Statement], terms: Terms, year: str
) -> tuple[Statement, ...]:
    """Return what sentences say of the entries of *statements*; nothing where there are none."""
    if not statements:
        return ()
    said = [fact for fact in facts if _is_note(fact, document, year)]
    entries = [
        *_of_concepts(document, [f for f in said if f.known], statements, terms),
        *_of_items(document, said, statements),
    ]
    if not entries:
        return ()
    entries.sort(key=lambda entry: entry.figure.start)
    block = document.blocks[entries[0].figure.block]
    place = Figure(block.start, block.end, document.text_of(block), "name", block=entries[0].figure.block)
    return (Statement("notes", "", place, tuple(entries)),)


def _is_note(fact: Fact, document: Document, year: str) -> bool:
    """Whether a fact is an amount of the report's year, in a sentence of a section on the final accounts."""
    figure = fact.figure
    if figure.type != "money" or figure.approximate or fact.scope or fact.period not in ("", year):
        return False
    block = document.blocks[figure.block]
    return block.table is None and block.section >= 0 and bool(_SECTION.search(document.sections[block.section]))


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
        for place, (start, code, name) in enumerate(named):
            end = named[place + 1][0] if place + 1 < len(named) else block.end
            inside = [fact for fact in facts if start < fact.figure.start < end]
            if len(inside) == 1:
                figure, fund = inside[0].figure, general.entries[0].fund
                yield Entry(figure, "total_expenditure", code, fund, "final_accounts", f"{name}（项）支出决算", name)


def _items_named(text: str, offset: int, codes: dict[str, set[str]]) -> Iterator[tuple[int, str, str]]:
    """Yield the place, the code and the name of each class that *text* names down to its 项."""
    category, subcategory, item = _MARKS
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


def explained(document: Document, statements: Sequence[Statement], terms: Terms) -> tuple[Statement, ...]:
    """Return *statements*, those that are empty marked where a sentence says that there is nothing of their fund."""
    fund_of = {named.name: named.fund for named in terms.statements}
    silent = {s.name for s in statements if s.blank and fund_of[s.name]}
    if not silent:
        return tuple(statements)
    denials = [t for b in document.blocks if b.table is None and _DENIAL.search(t := document.text_of(b))]
    told = {name for name in silent if any(terms.fund(text) == fund_of[name] for text in denials)}
    return tuple(s._replace(told=s.name in told) for s in statements)


def unit_slips(statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield the amounts of the notes that are printed like their statement, but in another unit: 元 for 万元."""
    known = {entry.key: entry for statement in statements for entry in statement.entries if statement.title}
    for statement in statements:
        for entry in statement.entries if not statement.title else ():
            other = known.get(entry.key)
            if other is None or not other.figure.value:
                continue
            if other.figure.value in (entry.figure.value * _TEN_THOUSAND, entry.figure.value / _TEN_THOUSAND):
                terms = (Term(entry.figure, "suspect", entry.label), Term(other.figure, "witness", other.label))
                yield Claim("unit", terms)


def but_for_entries(claims: Iterable[Claim], statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield *claims* among facts without those that statements are asked by rules of their own, or not at all.

    Two entries that must be equal are rounded cell by cell; the amounts of two funds are no total and its parts.
    """
    entries = {e.figure.start: (s.name, e) for s in statements for e in s.entries}
    for claim in claims:
        found = [entries[t.figure.start] for t in claim.terms if t.figure.start in entries]
        if claim.kind == "sum" and len({entry.fund for _, entry in found}) > 1:
            continue
        if claim.kind == "equal" and len(found) == len(claim.terms) == 2:
            (one, first), (other, second) = found
            if one != other and first.key == second.key:
                continue
        yield claim
