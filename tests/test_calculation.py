"""Formula and words of every kind of relation, as a reader with a calculator would write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from claims import claim, figure
from hypothesis import given
from hypothesis import strategies as st

from audit_cli.calculation import amount, as_printed, calculation, mention, money_at_stake, plain
from audit_cli.comparisons import (
    balance_agrees,
    count_agrees,
    difference_agrees,
    growth_agrees,
    product_agrees,
    ratio_agrees,
    same_agrees,
    score_within,
    sum_agrees,
    unit_agrees,
)
from audit_cli.model import Claim, Comparison
from audit_cli.pipeline import audit_text
from audit_cli.wording import Words, message, suggestion

TITLE = Words("合计应等于其中各项之和", "A total equals the sum of its parts")


def labelled(given: Claim, *labels: str) -> Claim:
    return given._replace(terms=tuple(t._replace(label=x) for t, x in zip(given.terms, labels, strict=True)))


@pytest.mark.parametrize(
    ("comparison", "formula"),
    [
        (sum_agrees(claim("sum", "594.06万元", "296.59万元", "114.68万元")), "296.59 + 114.68 = 411.27 ≠ 594.06"),
        (sum_agrees(claim("sum", "709.01万元", "411.27万元", "297.73万元")), "411.27 + 297.73 = 709.00 ≈ 709.01"),
        (sum_agrees(claim("sum", "100万元", "30.5万元", "695000元")), "30.5 + 69.5000 = 100.0000"),
        (sum_agrees(claim("sum", "100万元", "150万元", "part=-50万元")), "150 + (-50) = 100"),
        (sum_agrees(claim("sum", "80万元", "130万元", "-part=50万元")), "130 − 50 = 80"),
        (difference_agrees(claim("difference", "17万元", "minuend=30万元", "11万元")), "30 − 11 = 19 ≠ 17"),
        (difference_agrees(claim("difference", "-result=7万元", "minuend=95万元", "100万元")), "100 − 95 = 5 ≠ 7"),
        (ratio_agrees(claim("ratio", "rate=98.4%", "part=295.13万元", "whole=300.00万元")),
         "295.13 ÷ 300.00 = 98.38% ≈ 98.4%"),
        (ratio_agrees(claim("ratio", "rate=89.4%", "part=2951300元", "whole=300.00万元")),
         "295.1300 ÷ 300.00 = 98.38% ≠ 89.4%"),
        (ratio_agrees(claim("ratio", "rate=98.4%", "part=100.13万元", "part=195.00万元", "whole=300.00万元")),
         "(100.13 + 195.00) ÷ 300.00 = 98.38% ≈ 98.4%"),
        (ratio_agrees(claim("ratio", "rate=98.4%", "part=1万元", "whole=0万元")), "1 ÷ 0 ? 98.4%"),
        (growth_agrees(claim("growth", "rate=6.0%", "new=105.0万元", "base=100.0万元")),
         "(105.0 − 100.0) ÷ 100.0 = 5.00% ≠ 6.0%"),
        (growth_agrees(claim("growth", "-rate=6.0%", "new=95.0万元", "base=100.0万元")),
         "(100.0 − 95.0) ÷ 100.0 = 5.00% ≠ 6.0%"),
        (growth_agrees(claim("growth", "-rate=5.0%", "new=95.0万元", "-change=5.0万元")),
         "5.0 ÷ (95.0 + 5.0) = 5.00%"),
        (growth_agrees(claim("growth", "rate=6.0%", "new=105.0万元", "change=5.0万元")),
         "5.0 ÷ (105.0 − 5.0) = 5.00% ≠ 6.0%"),
        (growth_agrees(claim("growth", "rate=5.0%", "change=5.0万元", "base=100.0万元")), "5.0 ÷ 100.0 = 5.00%"),
        (growth_agrees(claim("growth", "rate=2倍", "new=300万元", "base=100万元")), "(300 − 100) ÷ 100 = 2.00倍"),
        (balance_agrees(claim("balance", "income=95万元", "opening=5万元", "spending=80万元", "closing=10万元")),
         "95 + 5 = 100 ≠ 80 + 10 = 90"),
        (balance_agrees(claim("balance", "spending=4006.95万元", "closing=150.48万元", "income=3777.93万元",
            "opening=229.02万元")),
         "3777.93 + 229.02 = 4006.95 ≠ 4006.95 + 150.48 = 4157.43"),
        (balance_agrees(claim("balance", "income=95万元", "opening=5万元", "spending=80万元", "closing=20万元")),
         "95 + 5 = 100 = 80 + 20 = 100"),
        (balance_agrees(claim("balance", "income=95万元", "spending=80万元", "closing=10万元")),
         "95 ≠ 80 + 10 = 90"),
        (product_agrees(claim("distributive", "total=50名", "each=12名", "name=甲镇", "name=乙乡", "name=丙乡")),
         "3 × 12名 = 36名 ≠ 50名"),
        (product_agrees(claim("distributive", "total=16名", "each=4名", "times=4个")), "4个 × 4名 = 16名"),
        (product_agrees(claim("distributive", "total=12名", "each=4名", "times=4个")), "4个 × 4名 = 16名 ≠ 12名"),
        (sum_agrees(Claim("sum", tuple(t._replace(sign=4) if t.figure.text == "12名" else t
            for t in claim("sum", "50名", "2名", "12名").terms))),
         "2 + 4 × 12 = 50"),
        (count_agrees(claim("count", "3个", "甲科", "乙科")), "2 ≠ 3"),
        (score_within(claim("score", "score=9", "points=8")), "9 > 8"),
        (score_within(claim("score", "score=8", "points=8")), "8 ≤ 8"),
        (same_agrees(claim("equal", "645.26万元", "6452550元"))[0], "645.26万元 ≈ 6452550元"),
        (same_agrees(claim("equal", "886.88万元", "952.83万元"))[0], "886.88万元 ≠ 952.83万元"),
        (unit_agrees(claim("unit", "348.87元", "841.45万元")), "348.87元 ≠ 348.87万元"),
    ],
)  # fmt: skip
def test_the_formula_can_be_followed_by_hand(comparison: Comparison, formula: str) -> None:
    worked = calculation(comparison)
    assert worked.formula == formula
    for words in (message(comparison, worked, TITLE), suggestion(comparison, worked, TITLE)):
        assert bool(words.zh) == bool(words.en)


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        (sum_agrees(labelled(claim("sum", "594.06万元", "296.59万元", "114.68万元", form="complete"),
            "资产", "甲", "乙")),
         "资产594.06万元与所列2项之和411.27万元不符，多182.79万元"),
        (sum_agrees(labelled(claim("sum", "594.06万元", "296.59万元", "114.68万元", form="open"),
            "资产", "甲", "乙")),
         "资产594.06万元所列2项之和为411.27万元，尚有182.79万元未列明"),
        (sum_agrees(labelled(claim("sum", "25.00万元", "20.00万元", "8.00万元", "-part=5.00万元", form="complete"),
            "年末", "年初", "增加", "减少")),
         "年末25.00万元与所列3项加减所得23.00万元不符，多2.00万元"),
        (ratio_agrees(labelled(claim("ratio", "rate=89.4%", "part=295.13万元", "whole=300.00万元"),
            "执行率", "决算数", "预算数")),
         "执行率89.4%与决算数295.13万元÷预算数300.00万元算得的98.38%不符，低8.98个百分点"),
        (growth_agrees(labelled(claim("growth", "rate=5.0%", "new=95.0万元", "base=100.0万元"),
            "增长", "本年", "上年")),
         "增长5.0%与按本年95.0万元、上年100.0万元算得的下降5.00%不符，增减方向相反"),
        (difference_agrees(labelled(claim("difference", "17万元", "minuend=30万元", "11万元"),
            "剩余", "安排", "使用")),
         "剩余17万元与安排30万元减使用11万元之差19万元不符，少2万元"),
        (difference_agrees(labelled(claim("difference", "19万元", "minuend=5万元", "minuend=90万元", "80万元"),
            "年末结转", "年初结转", "本年收入", "本年支出")),
         "年末结转19万元与年初结转5万元加本年收入90万元减本年支出80万元之差15万元不符，多4万元"),
        (balance_agrees(labelled(claim("balance", "income=95万元", "opening=5万元", "spending=80万元",
            "closing=10万元"), "本年收入", "加上年初结转", "减去本年支出", "年末结转")),
         "本年收入95万元加年初结转5万元得100万元，而本年支出80万元加年末结转10万元得90万元，两者相差10万元"),
        (sum_agrees(labelled(claim("sum", "9万元", "12万元", form="open"), "公用经费", "办公费")),
         "公用经费9万元与其中办公费12万元不符，少3万元"),
        (product_agrees(labelled(claim("distributive", "total=12名", "each=4名", "times=4个"), "共计", "", "")),
         "共计12名与4个×4名之积16名不符，少4名"),
        (score_within(labelled(claim("score", "score=9", "points=8"), "通客车率", "通客车率")),
         "通客车率得分9，超过分值8，多1"),
        (count_agrees(labelled(claim("count", "3个", "甲科", "乙科"),
            "科室", "", "")), "科室3个与所列2个名称不符，多1个"),
        (unit_agrees(labelled(claim("unit", "348.87元", "841.45万元"),
            "实际支出", "预算")),
         "实际支出348.87元与预算841.45万元数量级不相称，疑为348.87万元"),
        (ratio_agrees(labelled(claim("ratio", "rate=9%", "part=1万元", "whole=0万元"),
            "占比", "", "")),
         "占比9%无法核对：分母为零"),
        (Comparison(labelled(claim("sum", "9万元", "5万元", "4万元"), "合计", "", ""), "improbable", Decimal(80000)),
         "合计9万元与所列2项之和8万元不符，多1万元；仅凭四舍五入几乎不可能出现这一差额"),
    ],
)  # fmt: skip
def test_the_message_names_both_sides_and_the_gap(comparison: Comparison, words: str) -> None:
    assert message(comparison, calculation(comparison), TITLE).zh == words


def test_a_contradiction_is_never_hidden_by_rounding_it_for_show() -> None:
    worked = calculation(ratio_agrees(claim("ratio", "rate=33.33%", "part=333.351万元", "whole=1000.000万元")))
    assert worked.expected != worked.stated


def test_a_cell_gets_the_unit_of_its_table() -> None:
    cell = figure("5.20万元")._replace(text="5.20", printed_unit="")
    assert mention(cell) == "5.20万元"
    assert calculation(sum_agrees(Claim("sum", (claim("sum", "1元").terms[0]._replace(figure=cell),)))).unit == "万元"


def test_money_at_stake_is_in_yuan() -> None:
    assert money_at_stake(sum_agrees(claim("sum", "594.06万元", "296.59万元", "114.68万元"))) == Decimal(1827900)
    assert money_at_stake(sum_agrees(claim("sum", "5人", "3人", "1人"))) is None


@given(st.decimals(-(10**12), 10**12, places=4, allow_nan=False), st.sampled_from([1, 1000, 10000, 100000000]))
def test_amounts_keep_their_value_and_have_no_exponent(value: Decimal, scale: int) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)
    shown = amount(value, Decimal(scale), Decimal("0.0001"))
    assert abs(Decimal(shown) * scale - value) <= Decimal("0.0001")


def test_a_figure_is_shown_with_its_printed_digits() -> None:
    for text in ("296.50万元", "30万元", "1,391,608.78元", "0.00万元", "-332万元"):
        number = text.rstrip("万元").replace(",", "")
        assert as_printed(figure(text)) == number


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("2021年实施指挥中心项目，合同金额6450120元，已支付2977314元。", "6450120 − 2977314 = 3472806"),
        ("2021年度报告\n运维服务费45万元，2021年未支付，拟于2022年支付。", "45 − 0 = 45"),
        ("2022年信息化合同金额100万元。已支付首付款30万元、进度款40万元。", "100 − 30 − 40 = 30"),
        ("2022年河道治理合同金额100万元，2022年支付30万元，未支付20万元。", "100 − 80 = 20"),
    ],
)
def test_what_is_owed_is_the_sum_less_the_payments(text: str, formula: str) -> None:
    results = [r for r in audit_text(text).results if r.comparison.claim.kind == "backlog"]
    assert [calculation(r.comparison).formula for r in results if r.comparison.claim.terms[0].role == "amount"] == [
        formula
    ]
    assert all(money_at_stake(r.comparison) for r in results if r.status == "review")
