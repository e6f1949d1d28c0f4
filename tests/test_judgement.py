"""From comparisons to results: status under a rule, dedupe, fingerprints, groups, hints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from claims import claim
from hypothesis import given
from hypothesis import strategies as st

from audit_cli.comparisons import balance_agrees, growth_agrees, ratio_agrees, same_agrees, sum_agrees
from audit_cli.hints import hints_for
from audit_cli.judgement import FAILING, Ruled, fingerprint, is_tick, judge, verdict_under_rule
from audit_cli.model import Claim, Comparison, Hint, Kind, Result, Severity
from audit_cli.pipeline import audit_text
from audit_cli.report import coverage_of

COMPARE = {
    "sum": sum_agrees,
    "ratio": ratio_agrees,
    "growth": growth_agrees,
    "balance": balance_agrees,
    "equal": lambda c: same_agrees(c)[0],
}


def moved(given: Claim, by: int) -> Claim:
    terms = tuple(
        t._replace(figure=t.figure._replace(start=t.figure.start + by, end=t.figure.end + by)) for t in given.terms
    )
    return given._replace(terms=terms)


def compared(kind: Kind, *texts: str, at: int = 0, **fields: Any) -> Comparison:
    return COMPARE[kind](moved(claim(kind, *texts, **fields), at))


def judged(*ruled: Ruled) -> tuple[Result, ...]:
    return judge(ruled, lambda _: ())


def under(comparison: Comparison, rule: str = "AR101", severity: Severity = "error") -> Ruled:
    return Ruled(rule, severity, comparison)


RIGHT = ("709.00万元", "296.59万元", "114.68万元", "297.73万元")
WRONG = ("594.06万元", "296.59万元", "114.68万元", "297.73万元")


@pytest.mark.parametrize(
    ("comparison", "severity", "expected"),
    [
        (compared("sum", *RIGHT), "error", ("pass", "error")),
        (compared("sum", "709.01万元", *RIGHT[1:]), "error", ("rounding", "error")),
        (compared("sum", *WRONG), "error", ("fail", "error")),
        (compared("sum", *WRONG), "warning", ("fail", "warning")),
        (compared("sum", *WRONG), "info", ("fail", "info")),
        (compared("sum", "706.00万元", *RIGHT[1:], asserted=False), "error", ("review", "warning")),
        (compared("sum", *WRONG, asserted=False), "error", ("review", "info")),
        (compared("sum", "411.27万元", *RIGHT[1:], asserted=False), "error", ("review", "warning")),
        (compared("sum", *WRONG, asserted=False), "info", ("review", "info")),
        (compared("sum", "约594.06万元", *WRONG[1:]), "error", ("not-assessable", "warning")),
        (Comparison(claim("sum", *WRONG), None, reason="a part is blank"), "error", ("not-assessable", "error")),
        (Comparison(claim("sum", *WRONG), "improbable"), "error", ("improbable", "warning")),
        (Comparison(claim("sum", *WRONG), "improbable"), "info", ("improbable", "info")),
    ],
)
def test_status_and_severity_under_a_rule(
    comparison: Comparison, severity: Severity, expected: tuple[str, str]
) -> None:
    assert verdict_under_rule(comparison, severity) == expected


def test_what_a_person_must_judge_is_to_be_reviewed() -> None:
    over = Comparison(claim("sum", *WRONG)._replace(kind="over-plan"), "inconsistent")
    assert verdict_under_rule(over, "warning") == ("review", "warning")


def test_one_relation_found_twice_is_one_result() -> None:
    doubtful = compared("sum", *WRONG, asserted=False)
    results = judged(
        under(doubtful, "AR102", "warning"), under(compared("sum", *WRONG)), under(compared("sum", *WRONG))
    )
    assert [(r.rule, r.certainty) for r in results] == [("AR101", "asserted")]


def test_a_restatement_is_one_relation_from_either_end() -> None:
    there, back = compared("equal", "5万元", "6万元"), compared("equal", "5万元", "6万元")
    turned = back._replace(claim=back.claim._replace(terms=back.claim.terms[::-1]))
    assert len(judged(under(there), under(turned))) == 1


def test_a_relation_without_cue_is_kept_only_if_it_holds() -> None:
    held, failed = compared("sum", *RIGHT, tick_only=True), compared("sum", *WRONG, at=100, tick_only=True)
    (result,) = judged(under(held), under(failed))
    assert (result.status, result.certainty) == ("pass", "likely")
    assert not is_tick(result)


def test_results_stand_in_the_order_of_the_text() -> None:
    results = judged(under(compared("sum", *RIGHT, at=100)), under(compared("sum", *WRONG)))
    assert [r.comparison.claim.stated.start for r in results] == [0, 100]


def test_a_fingerprint_knows_no_position_and_no_white_space() -> None:
    near, far = compared("sum", *WRONG), compared("sum", *WRONG, at=5000)
    terms = [t._replace(figure=t.figure._replace(text=t.figure.text.replace("万", " 万\n"))) for t in far.claim.terms]
    spaced = far._replace(claim=far.claim._replace(terms=tuple(terms)))
    assert fingerprint("AR101", near) == fingerprint("AR101", far) == fingerprint("AR101", spaced)
    assert fingerprint("AR101", near) != fingerprint("AR102", near)


def test_equal_fingerprints_of_one_document_are_numbered() -> None:
    first, second = judged(under(compared("sum", *WRONG)), under(compared("sum", *WRONG, at=500)))
    assert second.fingerprint == f"{first.fingerprint}-2"


def test_one_gap_seen_from_two_ends_is_one_contradiction() -> None:
    whole = compared("sum", "100.00万元", "60.00万元", "39.00万元")
    # the same stated figure, compared with two other parts, misses the same amount
    other = compared("sum", "100.00万元", "70.00万元", "29.00万元")
    terms = (other.claim.terms[0], *moved(other.claim, 300).terms[1:])
    other = sum_agrees(other.claim._replace(terms=terms))
    results = judged(under(whole, "AR102", "warning"), under(other))
    assert results[0].group == results[1].group
    assert [r.severity for r in results if r.primary] == ["error"]


def test_unlike_gaps_are_contradictions_of_their_own() -> None:
    results = judged(under(compared("sum", *WRONG)), under(compared("sum", "5万元", "3万元", "1万元", at=400)))
    assert len({r.group for r in results}) == 2
    assert all(r.primary for r in results)


def of_shares(*rates: str) -> set[str]:
    """Return the groups of what fails of a total of two parts, with a share of each."""
    parts = "9124.60万元", "3177.12万元"
    shares = "；".join(f"{name}支出{part}，占{rate}" for name, part, rate in zip("甲乙", parts, rates, strict=True))
    results = audit_text(f"本年支出合计12801.72万元，其中：{shares}。").results
    return {r.group for r in results if r.status in FAILING and r.comparison.claim.form != "shares"}


def test_a_total_that_its_parts_and_their_shares_deny_is_one_contradiction() -> None:
    assert len(of_shares("74.17%", "25.83%")) == 1


def test_a_share_that_no_right_total_mends_is_a_contradiction_of_its_own() -> None:
    assert len(of_shares("74.17%", "28.53%")) == 2


def test_three_values_of_one_fact_are_one_contradiction() -> None:
    three = same_agrees(claim("equal", "5.00万元", "6.00万元", "7.00万元"))
    results = judged(*(under(c, "AR109") for c in three))
    assert len(results) == 2
    assert sum(r.primary for r in results) == 1


def test_remainder_and_rate_of_the_same_figures_fall_together() -> None:
    rate = compared("growth", "rate=12.0%", "new=110.0万元", "base=100.0万元")
    turned = rate.claim._replace(kind="difference")
    terms = tuple(
        t._replace(role=role) for t, role in zip(turned.terms, ("result", "minuend", "subtrahend"), strict=True)
    )
    moved_result = moved(claim("sum", "12.0万元"), 700).terms[0]._replace(role="result")
    gap = Comparison(turned._replace(terms=(moved_result, *terms[1:])), "inconsistent", Decimal(100000))
    results = judged(under(rate, "AR108"), under(gap, "AR106"))
    assert [r.rule for r in results if r.primary] == ["AR106"]


def test_the_order_in_which_rules_run_does_not_matter() -> None:
    ruled = [
        under(compared("sum", *WRONG), "AR101"),
        under(compared("sum", *WRONG, asserted=False), "AR102", "warning"),
        under(compared("ratio", "rate=98.0%", "part=95万元", "whole=100万元", at=200), "AR107"),
        under(compared("equal", "5.00万元", "6.00万元", at=300), "AR109"),
        under(compared("equal", "5.00万元", "7.00万元", at=400), "AR109"),
    ]

    @given(st.permutations(ruled))
    def holds(mixed: list[Ruled]) -> None:
        assert judged(*mixed) == judged(*ruled)

    holds()


def test_coverage_counts_what_was_tied_and_leaves_out_ticks_without_a_cue() -> None:
    held = compared("sum", *RIGHT)
    silent = compared("sum", "5万元", "3万元", "2万元", at=200, tick_only=True)
    results = judged(under(held), under(silent))
    figures = [*held.claim.figures(), *silent.claim.figures()]
    unread = figures[-1]._replace(type="unread", start=900, end=905)
    coverage = coverage_of([*figures, unread], [held.claim, silent.claim], 3, results)
    assert coverage == (8, 7, 4, 1, 1, 1, 3)


def hints(comparison: Comparison, *elsewhere: str, labels: tuple[str, ...] = ()) -> dict[str, Hint]:
    named = [t._replace(label=label) for t, label in zip(comparison.claim.terms, labels or ("",) * 99, strict=False)]
    comparison = comparison._replace(claim=comparison.claim._replace(terms=tuple(named)))
    others = moved(claim("equal", *elsewhere), 1000).figures() if elsewhere else []
    figures = [*comparison.claim.figures(), *others]
    return {hint.code: hint for hint in hints_for(figures, [comparison.claim], [])(comparison)}


@pytest.mark.parametrize(
    ("comparison", "elsewhere", "code", "words"),
    [
        (compared("sum", "594.06万元", "296.59万元", "114.68万元"), ("182.79万元",), "equals-difference", "182.79万元"),
        (compared("sum", "18.20万元", "10.01万元", "8.01万元"), (), "digits-swapped", "18.02万元"),
        (compared("sum", "180.2万元", "10.01万元", "8.01万元"), (), "decimal-point", "18.02万元"),
        (compared("sum", "30.00万元", "10.00万元", "20.00元"), (), "unit", "万元"),
        (compared("sum", "30.00万元", "10.00万元", "20.00万元", "3.83万元"), (), "counted-elsewhere", "3.83万元"),
        (compared("sum", "45.01万元", "10.00万元", "20.00万元", "15.01万元")._replace(), (), "", ""),
        (compared("sum", "50.00万元", "10.00万元", "40.00万元", "12.50万元"), (), "counted-elsewhere", "12.50万元"),
        (
            compared("sum", "62.50万元", "10.00万元", "40.00万元", "12.50万元", "12.50万元"),
            (),
            "counted-elsewhere",
            "12.5",
        ),
        (compared("sum", "37.50万元", "10.00万元", "40.00万元", "12.50万元"), (), "sign", "12.50万元"),
        (
            compared("ratio", "rate=50.0%", "part=95.0万元", "whole=100.0万元"),
            ("190.0万元",),
            "other-denominator",
            "190.0",
        ),
        (compared("ratio", "rate=5.0%", "part=95.0万元", "whole=100.0万元"), (), "complement", "100%"),
        (compared("growth", "rate=5.0%", "new=95.0万元", "base=100.0万元"), (), "sign", "相反"),
    ],
)
def test_a_hint_says_what_would_make_it_true(
    comparison: Comparison, elsewhere: tuple[str, ...], code: str, words: str
) -> None:
    found = hints(comparison, *elsewhere)
    if not code:
        assert comparison.verdict == "exact"
        return
    assert words in found[code].zh
    assert found[code].en


def test_a_hint_names_the_same_thing_printed_otherwise_elsewhere() -> None:
    wrong = compared("sum", "100.00万元", "38.46万元", "65.14万元")
    labelled = claim("equal", "34.86万元")
    other = moved(labelled._replace(terms=(labelled.terms[0]._replace(label="事业收入"),)), 900)
    terms = [t._replace(label=name) for t, name in zip(wrong.claim.terms, ("合计", "事业收入", "其他"), strict=True)]
    wrong = wrong._replace(claim=wrong.claim._replace(terms=tuple(terms)))
    found = hints_for([*wrong.claim.figures(), *other.figures()], [wrong.claim, other], [])(wrong)
    assert found[0].code == "printed-elsewhere"
    assert "“事业收入34.86万元”" in found[0].zh


def test_small_counts_give_no_hint_by_chance() -> None:
    assert not hints(compared("sum", "17人", "1人", "6人", "4人", "2人"), "4人", "13人")
