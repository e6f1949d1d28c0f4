"""Every statement and form in every layout that tables take as text."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.generator import annexes, forms, statements
from benchmarks.generator.books import Books, books
from benchmarks.generator.pieces import Piece, holds, render
from benchmarks.generator.sheets import Sheet
from benchmarks.generator.vocabulary import Draw

STATEMENTS: dict[str, Callable[[Draw, Books], Sheet]] = {
    "收入支出决算总表": statements.income_and_spending,
    "收入决算表": statements.income_by_function,
    "支出决算表": statements.spending_by_function,
    "支出决算表（编码分列）": statements.split_codes,
    "支出决算明细表": statements.appropriation_by_function,
    "基本支出决算表": statements.basic_by_economy,
    "基本支出明细表（双栏）": statements.basic_double,
    "三公经费决算表": annexes.three_public,
    "三公经费情况表": annexes.three_public_rows,
    "与上年对比表": annexes.year_comparison,
    "项目执行情况表": annexes.project_list,
    "政府采购情况表": annexes.procurement,
    "人员情况表": annexes.staff,
    "国有资产表": annexes.assets,
    "专项资金使用表": annexes.fund_use,
    "项目绩效自评表": forms.project_form,
    "整体支出自评表": forms.whole_form,
}
_TRIES = 40


def statement(draw: Draw, b: Books, form: str, layout: str, caption: str = "") -> Piece | None:
    """Return the table of *b* in *layout*, or None if its rounded cells happen not to close."""
    sheet = STATEMENTS[form](draw, b)
    sheet.caption = caption or sheet.caption
    draft = sheet.draft(layout, form)
    unique = tuple(dict.fromkeys(draft.relations))
    if all(holds(r, draft.slots) for r in unique):
        return render(draft._replace(relations=unique))
    return None


def table(form: str, layout: str, seed: int) -> tuple[Piece, Draw]:
    """Return one table with books of its own, deterministic by *seed*."""
    for attempt in range(_TRIES):
        draw = Draw(Random(f"table/{form}/{layout}/{seed}/{attempt}"))
        piece = statement(draw, books(draw), form, layout)
        if piece is not None:
            return piece, draw
    raise AssertionError(f"no clean {form} as {layout}")
