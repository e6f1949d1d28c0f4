"""Indicators and forms: what is read of them, and what published forms, rebuilt from their rows, must give."""

from __future__ import annotations

import pytest

from audit_cli.extract import Extraction, extract
from audit_cli.extract.terms import load_terms
from audit_cli.model import Result
from audit_cli.pipeline import audit_text
from audit_cli.readers.text.txt import read_txt

FUNDS = "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施\n"
SICHUAN_FUNDS = "预算执行情况（10分）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因\n"
SICHUAN = "一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析\n"


def read(text: str) -> Extraction:
    return extract(read_txt("form.txt", text.encode()), load_terms())


def found(text: str) -> dict[str, list[Result]]:
    """Return the findings of *text* by their rule."""
    by_rule: dict[str, list[Result]] = {}
    for result in audit_text(text).results:
        if result.status not in ("pass", "rounding", "not-assessable"):
            by_rule.setdefault(result.rule, []).append(result)
    return by_rule


def test_a_label_of_the_goal_at_the_end_of_an_empty_row_has_nothing_beside_it() -> None:
    assert read("甲\t绩效指标\n乙\t8\n\t年度总体目标").indicators == ()


def test_the_classes_of_a_form_reach_down_to_their_rows() -> None:
    text = (
        HEAD
        + "产出指标|数量指标|培训人数|≥320人|324人|30|30|\n||培训期数|8期|8期|30|30|\n|质量指标|合格率|≥95%|97%|40|40|"
    )
    indicators = read(text).indicators
    assert [(i.level1, i.level2) for i in indicators] == [("产出指标", "数量指标")] * 2 + [("产出指标", "质量指标")]
    assert [i.group for i in indicators] == ["output"] * 3
    assert [i.aim for i in indicators] == ["at_least", "", "at_least"]
    assert indicators[0].reason.state == "blank"
    assert indicators[0].reason.text is not None
    assert indicators[0].reason.text.text == "偏差原因分析及改进措施"


def test_sign_and_unit_may_stand_in_columns_of_their_own() -> None:
    (form,) = read(SICHUAN + "成本指标|经济成本指标|成本控制数|≤|30|万元|28.5|90|90|\n合计|||||||90|90|").forms
    (indicator,) = form.indicators
    assert indicator.aim == "at_most"
    assert indicator.target.quantity is not None
    assert (indicator.target.quantity.value, indicator.target.quantity.unit) == (300_000, "元")
    assert form.whole
    assert form.total_points.printed == "90"


def test_every_project_has_its_own_form() -> None:
    one = (
        "项目名称：{}\n主管部门：县林业局\n实施单位：县林业站\n\n"
        + HEAD
        + "产出指标|数量指标|公示牌|100块|103块|100|100|\n总分|||||100|100|\n\n"
    )
    forms = read(one.format("林长制") + one.format("古树保护")).forms
    assert [form.project for form in forms] == ["林长制", "古树保护"]
    assert all(form.whole and len(form.asked) == 3 for form in forms)


def test_cells_that_were_lost_are_not_blank() -> None:
    text = "\t三级指标\n\t指标值\n\t完成值\n\t分值\n\t得分\n\n"
    text += "\t培训人数\n\t≥320人\n\t324人\n\t60\n\t60\n\n\t完成时间\n \t年底前\n \t完成\n\n"
    states = {i.actual.state for i in read(text).indicators}
    assert "blank" not in states


def test_the_positions_of_fields_are_those_of_the_text() -> None:
    text = HEAD + "产出指标|数量指标|培训人数|≥320人|324人|60|60|\n||期数|8期||40|40|"
    for indicator in read(text).indicators:
        for field in (indicator.name, indicator.target, indicator.actual, indicator.points):
            assert field.text is not None
            assert text[field.text.start : field.text.end] == field.text.text


@pytest.mark.parametrize(
    ("sentence", "score", "grade", "whole"),
    [
        ("经自评，我局2023年部门整体支出绩效自评得分95分，等级为优。", "95分", "优", True),
        ("综合评价得分92.5分，评价等次为“良好”。", "92.5分", "良好", True),
        ("其中培训项目自评得分88分。", "88分", None, False),
        ("三个项目自评平均得分97.41分，等次均为优。", "97.41分", "优", False),
    ],
)
def test_ratings_in_sentences(sentence: str, score: str, grade: str | None, whole: bool) -> None:
    (rating,) = read(sentence).ratings
    assert rating.score is not None
    assert rating.score.text == score
    assert (rating.grade.text if rating.grade else None) == grade
    assert rating.whole == whole


@pytest.mark.parametrize(
    "sentence", ["该项满分10分。", "各指标得分率95%。", "出现一次扣2分。", "培训学员评分标准为5分制。"]
)
def test_what_is_no_score(sentence: str) -> None:
    assert not read(sentence).ratings


def test_ratings_in_tables() -> None:
    (rating,) = read("绩效自评综合得分|96分|评价等次|优秀\n联系人|甲|电话|无").ratings
    assert rating.score is not None
    assert rating.grade is not None
    assert (rating.score.text, rating.grade.text, rating.source) == ("96分", "优秀", "form")


def test_a_total_row_is_not_taken_for_its_points() -> None:
    (rating,) = read("三级指标|指标值|完成值|分值|得分\n培训人数|≥320人|324人|100|96\n总得分|||100|96").ratings
    assert rating.score is not None
    assert rating.score.text == "96"


def test_a_total_row_of_zeros_beside_what_was_spent() -> None:
    rows = "年度资金总额|0|0|0|10|0|0\n其中：当年财政拨款|90|89.974|89.974|－|100%|－\n\n"
    rest = HEAD + "产出指标|数量指标|修路|8公里|8公里|50|50|\n效益指标|社会效益指标|满意|是|是|40|40|\n总分|||||100|90|"
    assert "AR101" in found(FUNDS + rows + rest) or "AR104" in found(FUNDS + rows + rest)


def test_a_cost_indicator_that_was_rounded_to_its_target() -> None:
    funds = FUNDS + "年度资金总额|90|90|89.974|10|99.97%|10\n\n"
    rest = HEAD + "产出指标|成本指标|项目总成本|≤90万元|90万元|90|90|\n总分|||||100|100|"
    assert found(funds + rest)["ST110"][0].severity == "info"
    assert "ST110" not in found(funds + rest.replace("|90万元|", "|89.974万元|"))


def test_points_of_output_and_benefit_add_up() -> None:
    rows = ["产出指标|数量指标|甲|1个|1个|8|8|", "||乙|1个|1个|8|8|", "||丙|1个|1个|8|8|", "||丁|1个|1个|8|8|",
            "||戊|1个|1个|8|8|", "||己|1个|1个|10|10|",
            "效益指标|社会效益指标|庚|1个|1个|10|10|", "||辛|1个|1个|10|10|",
            "||壬|1个|1个|10|10|",
            "满意度指标|服务对象满意度|癸|≥90%|95%|10|10|", "总分|||||100|100|"]  # fmt: skip
    funds = FUNDS + "年度资金总额|90|90|90|10|100%|10\n\n"
    assert not {"ST040", "ST060", "ST070", "AR101"} & set(found(funds + HEAD + "\n".join(rows)))


def test_a_form_that_still_holds_its_prompts() -> None:
    funds = SICHUAN_FUNDS + "总额|238.93|251.89|251.89|100%|10|10|\n\n"
    goal = "项目年度目标|年度目标完成情况\n"
    goal += "保障运转|对照年度目标，说明相关任务目标的完成情况(100字以内)\n\n"
    rest = SICHUAN + "产出指标|数量指标|保障人数|≥|30|人||90||\n合计|||||||90||"
    rules = found(goal + funds + rest)
    assert {"ST130", "ST030", "SC190"} <= set(rules)
    assert rules["ST130"][0].severity == rules["ST030"][0].severity == "error"


def test_a_form_of_cost_alone() -> None:
    funds = (
        "预算执行情况（10分）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因\n总额|30|30|30|100%|10|10|\n\n"
    )
    rest = SICHUAN + "成本指标|经济成本指标|成本控制数|≤|30|万元|完成|90|90|\n合计|||||||90|90|"
    rules = found(funds + rest)
    assert {"ST090", "ST070"} <= set(rules)
    assert "ST040" not in rules


def test_half_of_the_money_within_rounding() -> None:
    rest = HEAD + "产出指标|数量指标|维修|1个|1个|90|90|\n总分|||||100|95|"
    rules = found(FUNDS + "年度资金总额|310.2|310.2|154.74|10|50%|5\n\n" + rest)
    assert not {"SC020", "AR107"} & set(rules)


@pytest.mark.parametrize(
    "sentence",
    [
        "本部门2024年度开展绩效自评的项目4个，自评平均得分99.43分，其中评价结果为优的项目4个。",
        "2024年度开展绩效自评的项目39个，自评平均得分99.33分，等级均为优。",
    ],
)
def test_scores_that_tell_nothing(sentence: str) -> None:
    rules = found(sentence)
    assert [result.severity for result in rules["SC200"]] == ["info"]
    assert set(rules) == {"SC200"}
