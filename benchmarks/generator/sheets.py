"""A table under construction: cells, relations between them, and its text in one of the layouts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from benchmarks.generator.figures import Slot, count, money, rate
from benchmarks.generator.layouts import LAYOUTS
from benchmarks.generator.pieces import Draft, Relation
from benchmarks.generator.vocabulary import Draw

Row = list[str | None]


class Sheet:
    """A table under construction: cells are added, relations between them noted."""

    def __init__(self, draw: Draw, caption: str) -> None:
        self.draw = draw
        self.caption = caption
        self.header: list[Row] = []
        self.body: list[Row] = []
        self.slots: dict[str, Slot] = {}
        self.relations: list[Relation] = []
        self.style = draw.style._replace(gap="", wide=False)
        self.blank = draw.rng.choice(("", "", "0.00", "—"))
        self.has_money = False
        self.percent_in_header = draw.rng.random() < 0.25
        self.remarks: tuple[str, ...] = ()
        self.note = "本表反映部门本年度的有关情况，因四舍五入可能存在尾差。"

    def money(self, key: str, value: Decimal, signed: bool = False) -> str:
        """Return the cell of an amount; a zero is left blank as the house does and takes part in nothing."""
        self.has_money = True
        if value == 0 and not signed:
            return self.blank
        self.slots[key] = money(value, self.style, show_unit=False)
        return f"{{{key}}}"

    def rate(self, key: str, value: Decimal, decimals: int = 2, unit: str = "%") -> str:
        self.slots[key] = rate(value, decimals, unit)._replace(show_unit=not self.percent_in_header)
        return f"{{{key}}}"

    def count(self, key: str, number: int) -> str:
        self.slots[key] = count(number, "")
        return f"{{{key}}}"

    def plain(self, key: str, value: Decimal, decimals: int) -> str:
        self.slots[key] = rate(value, decimals, "", strip=True)
        return f"{{{key}}}"

    def sum(self, total: str, parts: Iterable[str]) -> None:
        """Note that *total* is the sum of those of *parts* that are printed."""
        printed = [p for p in parts if p in self.slots]
        if total in self.slots and printed:
            self.relations.append(Relation("sum", (("total", total, 1), *(("part", p, 1) for p in printed))))

    def relate(self, kind: str, *terms: tuple[str, str, int]) -> None:
        if all(key in self.slots for _, key, _ in terms):
            self.relations.append(Relation(kind, terms))

    def draft(self, layout: str, form: str) -> Draft:
        """Return the table as a template in *layout*, its unit said where the house says it."""
        rng, unit = self.draw.rng, self.style.unit
        place = rng.choice(("line", "caption", "line 2", "line 3", "header")) if self.has_money else ""
        header = [[_with_percent(c) if self.percent_in_header else c for c in row] for row in self.header]
        top = self.caption
        if place == "caption":
            top += f"（单位：{unit}）"
        elif place == "line":
            top += f"\n单位：{unit}"
        elif place == "line 2":
            top += f"\n编制单位：{self.draw.organization}    {self.draw.year}年度    金额单位：{unit}"
        elif place == "line 3":
            top += f"\n公开{rng.randint(1, 9):02d}表\n部门：{self.draw.organization}{' ' * 20}单位：{unit}"
        elif place == "header":
            told = [_with_unit(c, unit) for c in header[-1]]
            top += f"\n单位：{unit}" if told == header[-1] else ""
            header[-1] = told
        shape = LAYOUTS[layout]
        template = f"{top}\n" + shape.lines(header, self.body, self.slots)
        if self.note and rng.random() < 0.4:
            template += f"\n注：{self.note}"
        template += "".join(f"\n{remark}" for remark in self.remarks)
        lossy = set() if shape.keeps_blanks else self._keys_of_lossy_rows()
        relations = tuple(r._replace(asserted=False) if lossy.intersection(r.members()) else r for r in self.relations)
        return Draft(f"table: {layout}", form, template, self.slots, relations)

    def _keys_of_lossy_rows(self) -> set[str]:
        return {
            cell[1:-1]
            for row in self.body
            if any(c == "" for c in row)
            for cell in row
            if cell and cell.startswith("{")
        }


def _with_percent(cell: str | None) -> str | None:
    return f"{cell}（%）" if cell and cell.endswith(("率", "占比")) else cell


def _with_unit(cell: str | None, unit: str) -> str | None:
    """Say the unit in a header cell that heads amounts."""
    money_words = ("数", "额", "金额", "合计", "支出", "收入", "费", "小计")
    if cell and cell.endswith(money_words) and "率" not in cell:
        return f"{cell}（{unit}）"
    return cell
