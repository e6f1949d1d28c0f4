"""What figures are called in messages: names, not the words that lead to a number."""

from __future__ import annotations

import pytest

from audit_cli.wording.labels import tidied

SHOWN = {
    "其中：公务接待费": "公务接待费",
    "比2021年的": "2021年",
    "比上年减少": "比上年减少",
    "较年初预算增加了": "较年初预算增加",
    "收入、支出总计均": "收入、支出总计",
    "1、局机关 / 其中： / 人员支出": "局机关·人员支出",
    "对个人和家庭的补助": "对个人和家庭的补助",
    "年末实有": "年末实有",
    "人均": "人均",
    "合格率提高到": "合格率提高到",
}
NAMELESS = ["其中专班组织了深入的", "按协议约定有", "对全市", "委托第三方机构对", "按每户"]


@pytest.mark.parametrize("label", SHOWN)
def test_a_name_is_shown_without_what_joins_it(label: str) -> None:
    assert tidied(label) == SHOWN[label]


@pytest.mark.parametrize("label", NAMELESS)
def test_words_that_only_lead_to_a_number_are_no_name(label: str) -> None:
    assert tidied(label) == ""
