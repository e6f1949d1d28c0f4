"""What is said of findings: one sentence and one piece of advice for each form of a claim."""

from __future__ import annotations

import pytest
from claims import figure

from audit_cli.model import Term
from audit_cli.wording.contracts import CONTRACT_COUNSEL, CONTRACT_SENTENCES
from audit_cli.wording.fields import FIELD_SENTENCES
from audit_cli.wording.labels import named, tidied
from audit_cli.wording.names import NAME_COUNSEL, NAME_SENTENCES
from audit_cli.wording.scores import SCORE_SENTENCES
from audit_cli.wording.slips import SLIP_COUNSEL, SLIP_SENTENCES
from audit_cli.wording.targets import TARGET_SENTENCES


def test_no_form_has_two_sentences() -> None:
    tables = (FIELD_SENTENCES, TARGET_SENTENCES, SCORE_SENTENCES, NAME_SENTENCES, SLIP_SENTENCES)
    forms = [form for table in tables for form in table]
    assert len(forms) == len(set(forms)), "the later sentence would be said of both"


def test_no_form_has_two_pieces_of_advice() -> None:
    assert not NAME_COUNSEL.keys() & SLIP_COUNSEL.keys()
    assert CONTRACT_SENTENCES.keys() == CONTRACT_COUNSEL.keys()


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("为确保汛期安全我局全年共安排防汛资金", "全年共安排防汛资金"),
        ("根据财政局下达预算的通知我单位当年可用资金总额", "当年可用资金总额"),
        ("通过政府购买服务方式开展隐患排查支出", "开展隐患排查支出"),
        ("在全县范围内组织宣传活动投入", "组织宣传活动投入"),
        ("培训企业负责人共", "培训企业负责人"),
        ("其中：当年财政拨款 / 全年预算数", "当年财政拨款·全年预算数"),
        ("+年初预算", "年初预算"),
        ("“三公”经费变动率=", "“三公”经费变动率"),
        ("本年收入合计", "本年收入合计"),
        ("为民服务中心支出", "为民服务中心支出"),
    ],
)
def test_a_label_is_shown_without_the_words_around_it(label: str, shown: str) -> None:
    assert tidied(label) == shown


@pytest.mark.parametrize(
    ("label", "text", "shown"),
    [
        ("占总投资", "200亿元", "总投资200亿元"),
        ("占地", "20亩", "占地20亩"),
        ("和", "50亿元", "50亿元"),
        ("的", "40%", "占比40%"),
        ("占总投资的", "40%", "占总投资的40%"),
        ("全年实际下达", "71万元", "全年实际下达71万元"),
    ],
)
def test_a_figure_is_named_by_what_it_is(label: str, text: str, shown: str) -> None:
    assert named(Term(figure(text), "whole", label)) == shown
