"""What is too far apart to be a contradiction is told as a matter to look at, and accuses nobody."""

from __future__ import annotations

import pytest

from audit_cli.pipeline import audit_text

FAILING = ("fail", "review", "improbable")


def severities(text: str, kind: str) -> set[str]:
    """Return how the failing results of a kind are told."""
    results = audit_text(text).results
    return {r.severity for r in results if r.comparison.claim.kind == kind and r.status in FAILING}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ratio", "采购支出137.15万元。其中货物采购232.85万元，占采购支出总额的26.5%。"),
        ("growth", "全年支出3000.00万元，比上年增加715.08万元，增长8.8%。"),
        ("sum", "全年支出33.74万元，其中：基本支出61.20万元，项目支出25.60万元。"),
        ("ratio", "全年检查经营户540户，整改23户，整改率88%。"),  # what was looked at is not what was found
        ("ratio", "全年排查隐患164处，当场整改49处，整改率96%。"),  # some of what was done
        (
            "ratio",
            "发生事故25.8万起，伤810人；其中较大事故60起、占总数的92.3%，重大事故5起、占总数的83.3%。",
        ),  # of others
    ],
)
def test_what_no_slip_explains_is_only_told(kind: str, text: str) -> None:
    assert severities(text, kind) == {"info"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ratio", "全年预算190万元，全年支出182.36万元，预算执行率45.98%。"),  # one digit of the rate
        ("ratio", "全年预算1900万元，全年支出182.36万元，预算执行率95.98%。"),  # a nought too many
        ("growth", "全年支出5739.07万元，比上年增加226.21万元，增长14.10%。"),  # a digit before
        ("sum", "全年支出186.80万元，其中：基本支出61.20万元，项目支出25.60万元。"),  # a digit before
        ("ratio", "全年预算190万元，全年支出182.36万元，预算执行率85.98%。"),  # near
        ("growth", "全年支出3000.00万元，比上年增加15.08万元，增长1.5%。"),  # small rates
        ("growth", "全年支出41.00万元，比上年减少19.00万元，下降43.78%。"),  # a fall, near
        ("ratio", "全年发现隐患312个，已整改224个，整改率99%。"),  # called after what was done
        ("ratio", "回收问卷400份，其中满意250份、基本满意110份、不满意40份，总体满意率99%。"),  # neither way
        ("sum", "登记人员1,538人，其中男性1,102人、女性41人。"),  # there is no third
        ("sum", "查处甲类386件、乙类114件，合计419件。"),  # a list and its total
        ("ratio", "甲类61件，占30.5%；乙类52件，占26.0%；丙类47件，占27.9%；其他40件，占20.0%。"),  # as the others are
    ],
)
def test_what_is_near_or_one_slip_away_is_accused(kind: str, text: str) -> None:
    assert severities(text, kind) - {"info"}


@pytest.mark.parametrize(
    "text",
    [
        "卫生技术人员1124.2万人，其中医师428.7万人，护士501.8万人。",  # there are others
        "专利总数4954项，其中发明专利649项，占13.1%；实用新型专利3817项，占77.0%。",  # so say the shares
    ],
)
def test_some_parts_are_not_all(text: str) -> None:
    assert severities(text, "sum") == {"info"}


@pytest.mark.parametrize(
    "text",
    [
        "全年支出86.80万元，其中基本支出61.20万元，项目支出21.60万元。",  # one digit makes up for the rest
        "收到诉求2844件，其中咨询1245件，求助566件，其他97件。",  # whatever it is, it is in the last one
        "全年支出42.70万元，分别是交流经费5.00万元、评审经费18.00万元、专家经费2.50万元。",  # of all
    ],
)
def test_parts_that_must_be_all_are_accused(text: str) -> None:
    assert severities(text, "sum") - {"info"}


MADE_TO_FIT = (
    "用水总量5998.2万吨。其中，生活用水905.7万吨，占用水总量的15.1%；"
    "工业用水968.4万吨，占用水总量的16.2%；农业用水3781.3万吨，占用水总量的63.0%；其他用水342.8万吨，占用水总量的5.7%。"
)


def test_a_share_is_made_to_fit_a_hundred() -> None:
    assert severities(MADE_TO_FIT, "ratio") == {"info"}


@pytest.mark.parametrize(("right", "wrong"), [("16.2%", "16.3%"), ("968.4", "969.4"), ("15.1%", "15.2%")])
def test_but_not_where_they_make_none_or_their_parts_no_whole(right: str, wrong: str) -> None:
    text = MADE_TO_FIT.replace(right, wrong)
    assert "error" in severities(text, "ratio") | severities(text, "sum")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sum", "全局在职人员50人，其中党员317人。"),
        ("sum", "基本支出59.66万元，同比增加455.67万元。"),
        ("growth", "基本支出359.66万元，同比减少55.67万元，增长55.9%。"),
    ],
)
def test_what_stands_side_by_side_and_cannot_be_is_accused_however_far_apart(kind: str, text: str) -> None:
    assert severities(text, kind) == {"error"}


def test_columns_of_a_table_belong_together_however_far_apart() -> None:
    rows = ("项目 | 预算数 | 执行数 | 执行率", "甲 | 100.00 | 36.27 | 94.18%", "乙 | 200.00 | 190.00 | 95.00%")
    text = "\n".join((*rows, "丙 | 80.00 | 72.00 | 90.00%", ""))
    assert "error" in severities(text, "ratio")
