"""Rows of a printed form that lost their points to the row above are one indicator with it."""

from __future__ import annotations

from audit_cli.readers.text.torn_rows import without_torn_rows

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "实际值", "分值", "得分", "扣分原因"]


def test_a_row_without_points_goes_on_in_the_row_above() -> None:
    rows = [
        HEAD,
        ["产出", "数量", "清淤渠道", "12公里", "12公里", "20", "20", ""],
        ["", "", "长度", "", "", "", "", ""],
        ["", "质量", "验收合格", "100%", "95%", "20", "18.5", "合格率"],
        ["", "", "率", "", "", "", "95%", ""],
    ]
    assert without_torn_rows(rows) == [
        HEAD,
        ["产出", "数量", "清淤渠道长度", "12公里", "12公里", "20", "20", ""],
        ["", "质量", "验收合格率", "100%", "95%", "20", "18.5", "合格率95%"],
    ]


def test_a_row_of_a_class_and_a_form_without_points_stay() -> None:
    rows = [HEAD, ["产出", "数量", "清淤渠道", "12公里", "12公里", "20", "20", ""], ["效益", *[""] * 7]]
    assert without_torn_rows([list(row) for row in rows]) == rows
    plain = [["三级指标", "指标值"], ["清淤渠道", "12公里"], ["长度", ""]]
    assert without_torn_rows([list(row) for row in plain]) == plain
