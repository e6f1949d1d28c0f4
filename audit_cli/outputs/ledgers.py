"""The rows of a working paper that list what was read: every figure, what is owed, the indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from audit_cli.calculation import as_printed, mention, plain, printed_unit
from audit_cli.judgement import FAILING, is_tick
from audit_cli.masking import masked
from audit_cli.model import QUANTITIES, Contract, Document, Field, Figure
from audit_cli.outputs.harmless import one_line
from audit_cli.outputs.paper_columns import TEXTS, TYPES
from audit_cli.outputs.places import place
from audit_cli.outputs.recalculation import exact_in_a_cell
from audit_cli.outputs.sheets import Cell, Formula, Number, decimals
from audit_cli.quantity import HUNDRED, ZERO
from audit_cli.report import DocumentReport, block_of

_TEN_THOUSAND = Decimal(10_000)
_BEFORE, _AFTER = 16, 8


def figure_rows(report: DocumentReport, document: Document, lang: str) -> Iterator[list[Cell]]:
    """Yield each figure with its value in the base unit, and in how many ticks and findings it takes part."""
    ticks = Counter(t.figure.start for r in report.results if is_tick(r) for t in r.comparison.claim.own_terms)
    failing = Counter(
        t.figure.start for r in report.results if r.status in FAILING for t in r.comparison.claim.own_terms
    )  # fmt: skip
    whole = lru_cache(maxsize=1)(lambda start, end: masked(document.text[start:end]))
    for figure in report.figures:
        block = block_of(document, figure)
        start, end = (figure.start, figure.end) if block is None else (block.start, block.end)
        around = whole(start, end)[max(0, figure.start - _BEFORE - start) : figure.end + _AFTER - start]
        value = Number(figure.value, decimals(plain(figure.value)), figure.text)
        kind = TYPES[figure.type] if lang == "zh" else figure.type
        yield [
            mention(figure), kind, value if figure.type in QUANTITIES else "", figure.unit,
            ticks[figure.start], failing[figure.start], place(document, figure, lang), one_line(around),
            figure.start, figure.end,
        ]  # fmt: skip


def contract_rows(
    contracts: tuple[Contract, ...], document: Document, lang: str, first: int
) -> Iterator[list[Cell]]:  # fmt: skip
    """Yield each contract in 万元 with what was paid of it; what is owed and the share are formulas.

    *first* is the number of the row that the first of them is written in.
    """
    for row, contract in enumerate(contracts, first):
        amount, owed = contract.amount, contract.owed
        scale, unit = (_TEN_THOUSAND, "万元") if amount.unit == "元" else (Decimal(1), printed_unit(amount))
        payment: list[Cell] = [None, None, None]
        if owed is not None and not all(map(exact_in_a_cell, (amount.value, owed))):
            payment = [plain((amount.value - owed) / scale), plain(owed / scale), None]
        elif owed is not None:
            share = HUNDRED * (amount.value - owed) / amount.value if amount.value else ZERO
            left = owed / scale
            payment = [
                _shown((amount.value - owed) / scale),
                Formula(f"=C{row}-D{row}", left, decimals(plain(left))),
                Formula(f"=IF(C{row}=0,0,100*D{row}/C{row})", share, 2),
            ]
        yield [
            contract.label, _shown(amount.value / scale), *payment, unit,
            *(mention(f) if f else "" for f in (contract.promised, contract.cause)), place(document, amount, lang),
        ]  # fmt: skip


def contract_sums(rows: list[list[Cell]], last: int) -> list[Cell]:
    """Return the sums of *rows*, which end in the row *last*: what the contracts in 万元 come to."""
    sums: list[Cell] = []
    for at, column in ((1, "C"), (2, "D"), (3, "E")):
        value = sum((c.value for r in rows if r[5] == "万元" and isinstance(c := r[at], Number | Formula)), ZERO)
        formula = f'=SUMIF(G2:G{last},"万元",{column}2:{column}{last})'
        sums.append(Formula(formula, value, decimals(plain(value))))
    return sums


def _shown(value: Decimal) -> Number:
    return Number(value, decimals(plain(value)), plain(value))


def indicator_rows(report: DocumentReport, document: Document, lang: str) -> Iterator[list[Cell]]:
    """Yield each indicator with its fields as printed; points and score are numbers where they are nothing else."""
    states = TEXTS[lang]

    def words(field: Field) -> str:
        return states[field.state] if field.state in ("blank", "lost") else field.printed

    def number(field: Field) -> Cell:
        figure = field.quantity
        if figure is None or figure.type not in QUANTITIES:
            return words(field)
        printed = as_printed(figure)
        return Number(figure.value / figure.scale, decimals(printed), printed)

    for one in report.indicators:
        at: Figure | None = next((f.text for f in (one.name, one.target, one.actual, one.points) if f.text), None)
        yield [
            one.project, one.level1, one.level2, words(one.name), words(one.target), words(one.actual),
            number(one.points), number(one.score), words(one.reason), place(document, at, lang) if at else "",
        ]  # fmt: skip
