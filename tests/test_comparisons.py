"""Comparisons of claims built by hand: each kind once as it should be, and at its edges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from claims import claim, document
from hypothesis import given
from hypothesis import strategies as st

from audit_cli.comparisons import (
    balance_agrees,
    count_agrees,
    difference_agrees,
    growth_agrees,
    product_agrees,
    ratio_agrees,
    same_agrees,
    sum_agrees,
    unit_agrees,
)
from audit_cli.extract import Extraction
from audit_cli.judgement import verdict_under_rule
from audit_cli.model import Claim, Comparison, Kind
from audit_cli.reading import Reading
from audit_cli.registry import check_names, find_check


def summary(comparison: Comparison) -> tuple[str | None, str | None, str | None]:
    """Return verdict, expected and difference as text, rounded to four places."""

    def text(value: Decimal | None) -> str | None:
        return None if value is None else format(round(value, 4).normalize(), "f")

    return comparison.verdict, text(comparison.expected), text(comparison.difference)


def test_sum_in_base_units() -> None:
    assert summary(sum_agrees(claim("sum", "594.06万元", "296.59万元", "114.68万元", "297.73万元"))) == (
        "inconsistent",
        "7090000",
        "-1149400",
    )


def test_sum_of_parts_in_other_units() -> None:
    assert summary(sum_agrees(claim("sum", "3亿元", "10000万元", "2亿元")))[0] == "exact"


def test_sum_with_a_part_to_be_taken_off() -> None:
    assert summary(sum_agrees(claim("sum", "8人", "10人", "-part=2人")))[0] == "exact"


def test_difference() -> None:
    terms = ("result=6.71万元", "minuend=30.00万元", "subtrahend=23.29万元")
    assert summary(difference_agrees(claim("difference", *terms))) == ("exact", "67100", "0")


def test_difference_with_several_subtrahends() -> None:
    terms = ("result=12个", "minuend=20个", "subtrahend=5个", "subtrahend=3个")
    assert summary(difference_agrees(claim("difference", *terms))) == ("exact", "12", "0")


def test_fall_is_reported_as_printed() -> None:
    terms = ("-result=5.00万元", "minuend=20.00万元", "subtrahend=27.00万元")
    assert summary(difference_agrees(claim("difference", *terms))) == ("inconsistent", "70000", "-20000")


@pytest.mark.parametrize("fall", ["3.2%", "-3.2%"])
def test_fall_and_negative_fall_are_the_same(fall: str) -> None:
    comparison = growth_agrees(claim("growth", f"-rate={fall}", "new=387.13万元", "base=400.00万元"))
    assert comparison.verdict == "exact"


def test_growth_has_the_sign_of_its_words() -> None:
    comparison = growth_agrees(claim("growth", "rate=10.0%", "new=90.00万元", "base=100.00万元"))
    assert summary(comparison) == ("inconsistent", "-10", "20")
    comparison = growth_agrees(claim("growth", "-rate=11.0%", "new=90.00万元", "base=100.00万元"))
    assert summary(comparison) == ("inconsistent", "10", "1")


@pytest.mark.parametrize(
    ("terms", "verdict"),
    [
        (("rate=10.00%", "new=110.00万元", "change=10.00万元"), "exact"),
        (("rate=10.00%", "change=10.00万元", "base=100.00万元"), "exact"),
        (("-rate=10.00%", "new=90.00万元", "-change=10.00万元"), "exact"),
        (("-rate=10.00%", "new=90.00万元", "-change=-10.00万元"), "exact"),
        (("-rate=11.11%", "new=90.00万元", "-change=10.00万元"), "inconsistent"),
        (("rate=1.5倍", "new=250.00万元", "base=100.00万元"), "exact"),
        (("rate=2.5倍", "new=250.00万元", "base=100.00万元"), "inconsistent"),
        (("rate=10.00%", "new=110.00万元", "base=0.00万元"), None),
        (("rate=10.00%", "new=110.00万元", "base=-3.00万元"), None),
        (("rate=10.00%", "new=10.00万元", "change=10.00万元"), None),
        (("rate=10.00%", "new=10.00万元", "change=12.00万元"), None),
        (("rate=10.00%", "new=10.00万元"), None),
        (("rate=约10%", "new=112.00万元", "base=100.00万元"), "rounding"),
        (("rate=10%以上", "new=112.00万元", "base=100.00万元"), "rounding"),
        (("rate=10.0%", "new=约110万元", "base=100.00万元"), "exact"),
        (("rate=12.0%", "new=约110万元", "base=100.00万元"), "rounding"),
    ],
)
def test_growth(terms: tuple[str, ...], verdict: str | None) -> None:
    assert growth_agrees(claim("growth", *terms)).verdict == verdict


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (("rate=95.0%", "part=95.00万元", "whole=100.00万元"), ("exact", "95", "0")),
        (("rate=89.4%", "part=295.13万元", "whole=300.00万元"), ("inconsistent", "98.3767", "-8.9767")),
        (("rate=1.5倍", "part=150.00万元", "whole=100.00万元"), ("exact", "1.5", "0")),
        (("rate=95.0%", "part=45.00万元", "part=50.00万元", "whole=100.00万元"), ("exact", "95", "0")),
        (("rate=95.0%", "part=0.00万元", "whole=0.00万元"), (None, None, None)),
        (("rate=50%", "part=2.0万元", "whole=0万元"), (None, None, None)),
        (("rate=约90%", "part=93.00万元", "whole=100.00万元"), ("rounding", "93", "-3")),
        (("rate=95%以上", "part=97.00万元", "whole=100.00万元"), ("rounding", "97", "-2")),
    ],
)
def test_ratio(terms: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    assert summary(ratio_agrees(claim("ratio", *terms))) == expected


def test_each_restatement_is_compared_with_the_first() -> None:
    comparisons = same_agrees(claim("equal", "886.88万元", "8868800.00元", "868.88万元"))
    assert [summary(c) for c in comparisons] == [("exact", "8868800", "0"), ("inconsistent", "8688800", "180000")]
    assert [len(c.claim.terms) for c in comparisons] == [2, 2]


@pytest.mark.parametrize(
    ("texts", "verdicts"),
    [
        (("229万元", "229.02万元", "229.4万元"), ["rounding", "rounding"]),
        (("约300万元", "302.50万元", "305.10万元"), ["rounding", "inconsistent"]),
        (("约300万元", "120万元"), ["inconsistent"]),
        (("5人",), []),
    ],
)
def test_restatements_of_several_precisions(texts: tuple[str, ...], verdicts: list[str]) -> None:
    assert [c.verdict for c in same_agrees(claim("equal", *texts))] == verdicts


def test_cells_may_be_rounded_one_by_one() -> None:
    pair = claim("equal", "434.71万元", "434.72万元")
    assert [c.verdict for c in same_agrees(pair)] == ["inconsistent"]
    assert [c.verdict for c in same_agrees(pair, cell_by_cell=True)] == ["rounding"]


@pytest.mark.parametrize(
    ("count", "names", "form", "verdict"),
    [
        ("3个", 3, "complete", "exact"),
        ("4个", 3, "complete", "inconsistent"),
        ("2个", 3, "complete", "inconsistent"),
        ("4个", 3, "open", "exact"),
        ("3个", 3, "open", "exact"),
        ("2个", 3, "open", "inconsistent"),
        ("10余个", 12, "complete", "rounding"),
    ],
)
def test_count(count: str, names: int, form: str, verdict: str) -> None:
    listed = ["办公室", "人事科", "财务科", *["业务科"] * 20][:names]
    assert count_agrees(claim("count", count, *listed, form=form)).verdict == verdict


@pytest.mark.parametrize(
    ("total", "each", "verdict"),
    [
        ("48名", "12名", "exact"),
        ("50名", "12名", "inconsistent"),
        ("20万元", "5万元", "exact"),
        ("21万元", "5万元", "improbable"),
        ("25万元", "5万元", "inconsistent"),
        ("13.3万元", "3.33万元", "rounding"),
        ("13.60万元", "3.33万元", "inconsistent"),
        ("约50名", "12名", "rounding"),
    ],
)
def test_product(total: str, each: str, verdict: str) -> None:
    names = ["name=东河镇", "name=西山乡", "name=南坪镇", "name=北川乡"]
    assert product_agrees(claim("distributive", f"total={total}", f"each={each}", *names)).verdict == verdict


@pytest.mark.parametrize(
    ("legs", "verdict"),
    [
        (("income=500.00万元", "opening=20.00万元", "spending=480.00万元", "closing=40.00万元"), "exact"),
        (("income=500.00万元", "opening=20.00万元", "spending=480.00万元", "closing=40.01万元"), "rounding"),
        (("income=500.00万元", "opening=20.00万元", "spending=480.00万元", "closing=30.00万元"), "inconsistent"),
        (("income=500万元", "opening=20万元", "spending=480.25万元", "closing=39.75万元"), "exact"),
        (("income=500万元", "opening=20万元", "spending=480.25万元", "closing=40.25万元"), "improbable"),
        (("income=500万元", "opening=20万元", "spending=480.25万元", "closing=43.25万元"), "inconsistent"),
        (("income=500.00万元", "spending=500.00万元"), "exact"),
        (("income=约500万元", "opening=20.00万元", "spending=480.00万元", "closing=70.00万元"), "rounding"),
    ],
)
def test_balance(legs: tuple[str, ...], verdict: str) -> None:
    assert balance_agrees(claim("balance", *legs)).verdict == verdict


def test_balance_says_what_the_first_leg_should_be() -> None:
    legs = ("income=500.00万元", "opening=20.00万元", "spending=480.00万元", "closing=30.00万元")
    assert summary(balance_agrees(claim("balance", *legs))) == ("inconsistent", "4900000", "100000")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("23.29元", "25.00万元"), ("inconsistent", "232900", "-232876.71")),
        (("232900万元", "25.00万元"), ("inconsistent", "232900", "2328767100")),
        (("23.29万元", "25.00万元"), ("exact", "232900", "0")),
        (("23.29元", "3.00万元", "23.29万元"), ("inconsistent", "232900", "-232876.71")),
        (("3502千元", "350.2万元"), ("exact", "3502000", "0")),
        (("3502千元", "3502万元"), ("inconsistent", "35020000", "-31518000")),
        (("0元", "25.00万元"), (None, None, None)),
    ],
)
def test_unit(texts: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    assert summary(unit_agrees(claim("unit", *texts))) == expected


# laws over all checks

_ROLES: dict[Kind, tuple[str, ...]] = {
    "sum": ("total", "part", "part"),
    "difference": ("result", "minuend", "subtrahend"),
    "ratio": ("rate", "part", "whole"),
    "growth": ("rate", "new", "base", "change"),
    "equal": ("stated", "stated", "stated"),
    "count": ("count", "name", "name"),
    "distributive": ("total", "each", "name", "name"),
    "balance": ("income", "opening", "spending", "closing"),
    "unit": ("suspect", "witness", "witness"),
}
_numbers = st.sampled_from(["0", "0.00", "-3.2", "3.20", "100", "99999999999999999999.99", "12.345", "7"])
_units = st.sampled_from(["万元", "元", "亿元", "%", "人", "倍", ""])
_around = st.sampled_from(["{}", "{}", "约{}", "近{}"])


@st.composite
def claims_of_any_kind(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(sorted(_ROLES)))
    roles = [r for i, r in enumerate(_ROLES[kind]) if i == 0 or r == "each" or draw(st.integers(0, 5))]
    texts = []
    for role in roles:
        sign = draw(st.sampled_from(["", "", "-"]))
        printed = "甲" if role == "name" else draw(_around).format(draw(_numbers) + draw(_units))
        texts.append(f"{sign}{role}={printed}")
    form = draw(st.sampled_from(["", "complete", "open", "partial", "blank"]))
    return claim(kind, *texts, form=form, asserted=draw(st.booleans()), tick_only=draw(st.booleans()))


def compared(*claims: Claim) -> list[Comparison]:
    from audit_cli.ruleset import load_ruleset

    reading = Reading([Extraction(document(), (), claims, ())])
    rules = load_ruleset().in_force()
    return [c for rule in rules for c in rule.compare(reading)]


@given(claims_of_any_kind())
def test_no_claim_stops_the_audit_or_is_judged_twice(any_claim: Claim) -> None:
    comparisons = compared(any_claim)
    assert len(comparisons) <= max(1, len(any_claim.terms) - 1 if any_claim.kind == "equal" else 1)
    for comparison in comparisons:
        if not comparison.claim.may_contradict:
            assert comparison.verdict in (None, "exact", "rounding", "truncation")
        if comparison.verdict is None:
            assert comparison.reason
        else:
            assert comparison.expected is not None
            assert comparison.difference is not None


@pytest.mark.parametrize("form", ["complete", "open", "partial", "blank", ""])
@pytest.mark.parametrize("parts", [("12.00", "46.00"), ("12.00", "40.00"), ("12.00", "56.00"), ("99.00", "-40.00")])
def test_every_sum_is_judged_once(form: str, parts: tuple[str, ...]) -> None:
    assert len(compared(claim("sum", "58.00", *parts, form=form))) == 1


def test_what_can_only_tick_never_contradicts() -> None:
    assert compared(claim("sum", "58.00", "12.00", "40.00", form="complete", tick_only=True)) == []
    assert len(compared(claim("sum", "58.00", "12.00", "46.00", form="complete", tick_only=True))) == 1


def test_rough_figures_are_to_be_explained_at_most() -> None:
    (explained,) = compared(claim("equal", "300余个", "800余个", asserted=False))
    assert verdict_under_rule(explained, "error") == ("review", "warning")
    assert compared(claim("equal", "300余个", "800余个")) == []
    assert compared(claim("equal", "300余个", "290个", asserted=False)) == []


def test_every_kind_has_a_check() -> None:
    kinds = {found.kind for name in check_names() if (found := find_check(name)) is not None}
    assert set(_ROLES) <= kinds


def test_comparisons_come_in_the_order_of_the_documents() -> None:
    first, second = claim("sum", "5", "2", "3", form="complete"), claim("sum", "7", "3", "4", form="complete")
    extractions: list[Any] = [Extraction(document(), (), (c,), ()) for c in (first, second)]
    found = find_check("total_equals_parts")
    assert found is not None
    reading = Reading(extractions)
    assert [c.claim for c in found(reading)] == [first, second]
    assert [c.claim for c in found(reading.of(1))] == [second]
