"""The arithmetic of printed numbers: the conformance table, and laws that hold for any figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from claims import claim, figure
from hypothesis import given
from hypothesis import strategies as st

from audit_cli.comparisons import difference_agrees, holds, parts_exceed, sum_agrees
from audit_cli.quantity import (
    Quantity,
    agrees,
    chance_of_gap,
    change_verdict,
    closes,
    growth_verdict,
    printed,
    ratio_verdict,
    same_verdict,
    sum_verdict,
)
from audit_cli.strict_yaml import read

TABLE = read(Path(__file__).parent / "arithmetic.yaml")


def rows(section: str) -> list[Any]:
    return [pytest.param(row, id=row["id"]) for row in TABLE[section]]


def operand(row: Any, key: str) -> Quantity:
    return printed(row[key], key in row.get("exactly", ()))


@pytest.mark.parametrize("row", rows("sums"))
def test_sums(row: Any) -> None:
    exactly = row.get("exactly", [])
    parts = [printed(p.lstrip("+-"), i in exactly) for i, p in enumerate(row["parts"])]
    signs = [-1 if p.startswith("-") else 1 for p in row["parts"]]
    assert sum_verdict(operand(row, "total"), parts, signs) == row["verdict"]


@pytest.mark.parametrize("row", rows("same"))
def test_restatements(row: Any) -> None:
    first, second = map(printed, row["stated"])
    assert same_verdict(first, second) == row["verdict"]
    assert same_verdict(second, first) == row["verdict"]


@pytest.mark.parametrize("row", rows("ratios"))
def test_ratios(row: Any) -> None:
    assert ratio_verdict(printed(row["percent"]), operand(row, "part"), operand(row, "whole")) == row["verdict"]


@pytest.mark.parametrize("row", rows("growth"))
def test_growth(row: Any) -> None:
    assert growth_verdict(printed(row["percent"]), operand(row, "new"), operand(row, "base")) == row["verdict"]


@pytest.mark.parametrize("row", rows("changes"))
def test_changes(row: Any) -> None:
    assert change_verdict(printed(row["percent"]), operand(row, "new"), operand(row, "change")) == row["verdict"]


@pytest.mark.parametrize("row", rows("points"))
def test_percentage_points(row: Any) -> None:
    terms = [f"result={row['result']}个百分点", f"minuend={row['minuend']}%", f"subtrahend={row['subtrahend']}%"]
    assert difference_agrees(claim("difference", *terms)).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows("units"))
def test_units(row: Any) -> None:
    first, second = (figure(text).quantity for text in row["stated"])
    assert same_verdict(first, second) == row["verdict"]


@pytest.mark.parametrize("row", rows("widened"))
def test_approximate_figures(row: Any) -> None:
    comparison = sum_agrees(claim("sum", row["total"], *row["parts"]))
    assert (comparison.verdict if holds(comparison) else "none") == row["verdict"]


@pytest.mark.parametrize("row", rows("blanks"))
def test_blank_parts(row: Any) -> None:
    comparison = sum_agrees(claim("sum", row["total"], *row["parts"], form="blank"))
    judged = holds(comparison) or parts_exceed(comparison)
    assert (comparison.verdict if judged else "none") == row["verdict"]


def test_ids_are_used_once() -> None:
    ids = [row["id"] for section in TABLE.values() for row in section]
    assert len(ids) == len(set(ids))


# laws

decimals = st.integers(0, 4)
amounts = st.integers(-(10**9), 10**9)
positive = st.integers(1, 10**9)


def rounded(value: Decimal, places: int) -> Quantity:
    quantum = Decimal(1).scaleb(-places)
    return Quantity(value.quantize(quantum), quantum)


@given(st.lists(amounts, min_size=1, max_size=12), decimals)
def test_rounding_alone_never_disagrees(cents: list[int], places: int) -> None:
    values = [Decimal(c).scaleb(-4) for c in cents]
    parts = [rounded(v, places) for v in values]
    total = rounded(sum(values, Decimal(0)), places)
    assert sum_verdict(total, parts) in ("exact", "rounding", "truncation", "improbable")
    if len(parts) < 12:  # a chance below a millionth takes more parts than these
        assert agrees(sum_verdict(total, parts)) or chance_of_gap(len(parts), Decimal(len(parts))) < Decimal("1e-6")


@given(st.lists(amounts, min_size=1, max_size=12), decimals, st.sampled_from([1, -1]))
def test_an_error_beyond_all_rounding_always_disagrees(cents: list[int], places: int, direction: int) -> None:
    quantum = Decimal(1).scaleb(-places)
    parts = [Quantity(c * quantum, quantum) for c in cents]
    total = sum((p.value for p in parts), Decimal(0)) + direction * quantum * (len(parts) * 2 + 2)
    assert sum_verdict(Quantity(total, quantum), parts) == "inconsistent"


@given(st.lists(amounts, min_size=1, max_size=8), amounts, decimals, st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(cents: list[int], total: int, places: int, random: Any) -> None:
    quantum = Decimal(1).scaleb(-places)
    parts = [Quantity(c * quantum, quantum) for c in cents]
    shuffled = list(parts)
    random.shuffle(shuffled)
    stated = Quantity(total * quantum, quantum)
    assert sum_verdict(stated, parts) == sum_verdict(stated, shuffled)


@given(amounts, st.lists(amounts, min_size=1, max_size=8), decimals, st.integers(0, 8))
def test_the_unit_does_not_matter(total: int, cents: list[int], places: int, shift: int) -> None:
    quantum = Decimal(1).scaleb(-places)

    def scaled(quantity: Quantity) -> Quantity:
        return Quantity(quantity.value.scaleb(shift), quantity.quantum.scaleb(shift), quantity.exact)

    stated, parts = Quantity(total * quantum, quantum), [Quantity(c * quantum, quantum) for c in cents]
    assert sum_verdict(stated, parts) == sum_verdict(scaled(stated), [scaled(p) for p in parts])
    assert same_verdict(stated, parts[0]) == same_verdict(scaled(stated), scaled(parts[0]))
    if parts[0].value:
        assert ratio_verdict(printed("12.34"), stated, parts[0]) == ratio_verdict(
            printed("12.34"), scaled(stated), scaled(parts[0])
        )


@given(positive, positive, decimals)
def test_an_honest_rate_agrees(part: int, whole: int, places: int) -> None:
    a, b = Quantity(Decimal(part), Decimal(1), True), Quantity(Decimal(whole), Decimal(1), True)
    rate = Decimal(100) * a.value / b.value
    assert agrees(ratio_verdict(rounded(rate, places), a, b))
    step = Decimal(1).scaleb(-places) * 2
    stated = rounded(rate, places)
    assert ratio_verdict(stated._replace(value=stated.value + step), a, b) == "inconsistent"


@given(positive, positive, decimals)
def test_growth_and_change_tell_the_same(new: int, base: int, places: int) -> None:
    a, b = Quantity(Decimal(new), Decimal(1), True), Quantity(Decimal(base), Decimal(1), True)
    rate = rounded(100 * (a.value - b.value) / b.value, places)
    change = Quantity(a.value - b.value, Decimal(1), True)
    assert agrees(growth_verdict(rate, a, b))
    assert agrees(change_verdict(rate, a, change))


@given(amounts, amounts, decimals, decimals)
def test_restating_is_symmetric(a: int, b: int, a_places: int, b_places: int) -> None:
    first, second = rounded(Decimal(a).scaleb(-4), a_places), rounded(Decimal(b).scaleb(-4), b_places)
    assert same_verdict(first, second) == same_verdict(second, first)


@given(amounts, decimals, decimals)
def test_printing_fewer_digits_is_no_contradiction(a: int, fine: int, coarse: int) -> None:
    value = Decimal(a).scaleb(-4)
    once = rounded(value, max(fine, coarse))
    again = rounded(once.value, min(fine, coarse))
    assert agrees(same_verdict(once, again))


@given(st.integers(1, 40), st.integers(0, 40))
def test_a_chance_is_a_chance(parts: int, gap: int) -> None:
    chance = chance_of_gap(parts, Decimal(gap))
    assert 0 <= chance <= 1
    assert chance >= chance_of_gap(parts, Decimal(gap + 1))


def test_closing_needs_no_claim() -> None:
    assert closes(printed("58.00"), [printed("12.00"), printed("46.00")])
    assert not closes(printed("59.00"), [printed("12.00"), printed("46.00")])
