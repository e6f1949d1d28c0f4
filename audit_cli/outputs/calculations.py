"""The sheet on which each calculation is made again: an operand a row, below them what they make, by formulas."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.calculation import Calculation, mention
from audit_cli.model import Document, Result
from audit_cli.outputs.columns import short
from audit_cli.outputs.paper_columns import NAMES, TEXTS
from audit_cli.outputs.places import place, place_of
from audit_cli.outputs.recalculation import Operand, Recalculation, recalculation
from audit_cli.outputs.sheets import Cell, Formula, Link, Number, Sheet, decimals
from audit_cli.outputs.words import ROLES
from audit_cli.wording.labels import tidied

_LONGEST_LABEL = 60


class Calculations:
    """The calculations of a working paper, numbered from 1."""

    def __init__(self, sheet: Sheet, lang: str) -> None:
        self.sheet, self.lang, self.texts = sheet, lang, TEXTS[lang]
        self.number = 0

    def add(self, file: str, document: Document, result: Result, worked: Calculation) -> tuple[Cell, list[Cell]]:
        """Add a calculation; return what leads to it, and what is stated, expected, the difference and the unit.

        What cannot be made by a formula is told as the report tells it.
        """
        made = recalculation(result.comparison)
        stated: list[Cell] = [worked.stated, worked.expected or "", worked.difference or "", worked.unit]
        if made is None:
            return None, stated
        self.number += 1
        first = self._head(file, result, worked)
        last = self._operands(file, document, result, made)
        expected, gap = worked.expected or worked.stated, worked.difference or worked.stated
        rule, claim = result.rule, result.comparison.claim
        usual = tuple(self.texts[name] for name in ("stated", "expected", "difference"))
        stated_name, expected_name, gap_name = NAMES[self.lang].get(claim.kind, usual)
        unit = worked.unit
        formula = Formula(_formula(made, first + 1, last), made.expected, decimals(expected))
        own = self._row(file, rule, expected_name, "", None, formula, unit)
        printed = Number(made.stated, decimals(worked.stated), worked.stated)
        where = place(document, claim.stated, self.lang)
        text = mention(claim.stated)
        below = self._row(file, rule, stated_name, text, None, printed, unit, where)
        places = decimals(gap)
        difference = Formula(_difference(made, own, below, places), Decimal(gap), places)
        under = self._row(file, rule, gap_name, "", None, difference, unit)
        if not under:
            return None, stated  # the sheet is full
        name = self.sheet.name
        refer: list[Cell] = [printed, Formula(f"='{name}'!G{own}", made.expected, decimals(expected)),
                 Formula(f"='{name}'!G{under}", Decimal(gap), places), unit]  # fmt: skip
        return Link(f"'{name}'!A{first}", str(self.number)), refer

    def _head(self, file: str, result: Result, worked: Calculation) -> int:
        return self.sheet.add(
            self.number, file, result.rule, worked.formula, None, None, None, None, None, bold=True, bg_color="#F2F2F2"
        )

    def _operands(self, file: str, document: Document, result: Result, made: Recalculation) -> int:
        last = 0
        if made.counted:
            for i, name in enumerate(result.comparison.claim.figures("name"), 1):
                where = place(document, name, self.lang)
                last = self._row(file, result.rule, str(i), mention(name), 1, None, "", where)
        for operand in made.operands:
            last = self._operand(file, document, result, operand)
        return last

    def _operand(self, file: str, document: Document, result: Result, operand: Operand) -> int:
        term = operand.term
        if term is None:
            return self._row(
                file, result.rule, self.texts["constant"], "", _plain(operand.factor), _plain(operand.amount)
            )
        label = short(tidied(term.label), _LONGEST_LABEL) or ROLES[self.lang].get(term.role, "")
        return self._row(
            file, result.rule, (self.texts["below"] if operand.below else "") + label, mention(term.figure),
            _plain(operand.factor), _plain(operand.amount), "", place_of(document, term, self.lang),
        )  # fmt: skip

    def _row(
        self, file: str, rule: str, label: str, printed: str, factor: Cell, amount: Cell, unit: str = "",
        where: str = "",
    ) -> int:  # fmt: skip
        return self.sheet.add(self.number, file, rule, label, printed, factor, amount, unit, where)


def _plain(value: Decimal) -> Number:
    text = format(value.normalize(), "f")
    return Number(value, decimals(text), text)


def _formula(made: Recalculation, first: int, last: int) -> str:
    """Return the formula over the operands in the rows from *first* to *last*."""
    if made.counted:
        return f"=COUNTA(E{first}:E{last})"
    above = sum(not o.below for o in made.operands)
    sums = [
        f"SUMPRODUCT(F{a}:F{b},G{a}:G{b})" for a, b in ((first, first + above - 1), (first + above, last)) if a <= b
    ]
    times = "" if made.times == 1 else f"{format(made.times.normalize(), 'f')}*"
    return f"={times}{'/'.join(sums)}"


def _difference(made: Recalculation, expected: int, stated: int, places: int) -> str:
    gap = made.stated - made.expected
    terms = f"G{stated}-G{expected}" if gap * made.difference >= 0 else f"G{expected}-G{stated}"
    return f"=ROUND({terms},{places})"
