"""Rulesets: what the loader makes of a profile, and how it names each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_cli.errors import RulesetError
from audit_cli.registry import check_names, find_check
from audit_cli.ruleset import Ruleset, load_ruleset, profiles

RULE = """
  - id: {id}
    title: 合计应等于其中各项之和
    title_en: A total equals the sum of its parts
    check: total_equals_parts
    severity: error
    authority: 某条
    basis: law
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, text: str) -> Ruleset:
    return load_ruleset("mine", written(folder, mine=text))


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(RulesetError) as raised:
        loaded(folder, text)
    assert raised.value.en
    return raised.value.zh


def test_a_rule_is_complete(tmp_path: Path) -> None:
    ruleset = loaded(tmp_path, "title: 我的\nrules:" + RULE.format(id="AR101"))
    (rule,) = ruleset.rules
    assert (ruleset.profile, ruleset.title, rule.id, rule.severity, rule.basis) == (
        "mine", "我的", "AR101", "error", "law",
    )  # fmt: skip
    assert rule.check is find_check("total_equals_parts")
    assert rule.options == {"form": "complete"}
    assert rule.enabled
    assert len(ruleset.sha256) == 64
    assert ruleset.rule("AR101") is rule
    assert ruleset.rule("AR999") is None


def test_rules_are_sorted_by_id(tmp_path: Path) -> None:
    text = "rules:" + RULE.format(id="AR102") + RULE.format(id="AR101")
    assert [r.id for r in loaded(tmp_path, text).rules] == ["AR101", "AR102"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("    severity: error", "    severity: error\n    severity: info", 7, "键 severity 重复（首次在第6行）"),
        ("total_equals_parts", "total_equals_part", 5, "没有检查 total_equals_part，是否为 total_equals_parts？"),
        ("total_equals_parts", "nothing_like_it", 5, "没有检查 nothing_like_it"),
        ("total_equals_parts", "total_equals_parts\n    options: {from: open}", 6, "没有选项 from，是否为 form"),
        (
            "total_equals_parts",
            "total_equals_parts\n    options: {form: opened}",
            6,
            "form 不应为 opened，是否为 open",
        ),
        ("total_equals_parts", "total_equals_parts\n    options: {form: 5}", 6, "选项 form 应为文字"),
        ("total_equals_parts", "total_equals_parts\n    options: [form]", 6, "options 应为若干键"),
        ("total_equals_parts", "same_figure_everywhere\n    options: {cell_by_cell: yes}", 6, "应为true/false"),
        ("total_equals_parts", "parts_within_total\n    options:\n      form: open", 7, "没有选项 form"),
        ("    severity: error\n", "", 2, "规则 AR101 缺少 severity"),
        ("    authority: 某条\n", "    authority:\n", 7, "规则 AR101 缺少 authority"),
        ("severity: error", "severity: eror", 6, "severity 不应为 eror，是否为 error？"),
        ("severity: error", "severty: error", 6, "规则没有键 severty，是否为 severity？"),
        ("basis: law", "basis: rumour", 8, "basis 不应为 rumour"),
        ("basis: law", "basis: practice", 6, "不应为 error"),
        ("basis: law", "basis: law\n    enabled: no", 9, "enabled 应为 true 或 false"),
        ("basis: law", "basis: law\n    since: 2020", 9, "since 应为文字"),
        ("basis: law", "basis: law\n    since: 2020-13-01", 9, "since 应为形如"),
        ("basis: law", "basis: law\n    since: 2021-02-30", 9, "since 应为形如"),
        ("basis: law", "basis: law\n    since: 2020-02-01\n    until: 2020-01-01", 10, "until 早于 since"),
        ("id: AR101", "id: 101", 2, "形如 AR101"),
        ("title: 合计应等于其中各项之和", "title: [甲]", 3, "title 应为文字"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    text = ("rules:" + RULE.format(id="AR101")).replace(old, new, 1)
    message = complaint(tmp_path, text)
    assert message.startswith(f"mine.yaml:{line}："), message
    assert words in message


def test_an_id_is_used_once(tmp_path: Path) -> None:
    text = "rules:" + RULE.format(id="AR101") + RULE.format(id="AR101")
    assert complaint(tmp_path, text) == "mine.yaml:10：编号 AR101 已在第2行使用"


@pytest.mark.parametrize("text", ["", "[]", "rules: 5", "rules: [5]", "rule: []", "title: 甲\nrules:\n  - 甲"])
def test_a_ruleset_has_its_shape(tmp_path: Path, text: str) -> None:
    assert complaint(tmp_path, text).startswith("mine.yaml:")


def test_a_profile_states_only_the_differences(tmp_path: Path) -> None:
    written(tmp_path, base="title: 基础\nrules:" + RULE.format(id="AR101") + RULE.format(id="AR102"))
    ruleset = loaded(
        tmp_path, "extends: base\nrules:\n  - {id: AR102, severity: warning}\n  - {id: AR101, enabled: false}"
    )
    assert [(r.id, r.severity, r.enabled) for r in ruleset.rules] == [
        ("AR101", "error", False),
        ("AR102", "warning", True),
    ]
    assert [r.id for r in ruleset.in_force()] == ["AR102"]
    assert ruleset.title == "基础"
    assert ruleset.sha256 != load_ruleset("base", tmp_path).sha256


def test_a_mistake_is_named_where_it_was_made(tmp_path: Path) -> None:
    written(tmp_path, base="rules:" + RULE.format(id="AR101").replace("    severity: error\n", ""))
    assert complaint(tmp_path, "extends: base\nrules:\n  - {id: AR101, basis: norm}").startswith("mine.yaml:3：")


def test_a_profile_may_go_on_in_a_folder(tmp_path: Path) -> None:
    inner = tmp_path / "mine"
    inner.mkdir()
    written(inner, sums="rules:" + RULE.format(id="AR102"), more="rules:" + RULE.format(id="AR103"))
    ruleset = loaded(tmp_path, "title: 我的\nrules:" + RULE.format(id="AR101"))
    assert [r.id for r in ruleset.rules] == ["AR101", "AR102", "AR103"]


def test_an_id_is_used_once_in_a_folder_too(tmp_path: Path) -> None:
    inner = tmp_path / "mine"
    inner.mkdir()
    written(inner, sums="rules:" + RULE.format(id="AR101"))
    said = complaint(tmp_path, "title: 我的\nrules:" + RULE.format(id="AR101"))
    assert said == "mine/sums.yaml:2：编号 AR101 已在 mine.yaml 第3行使用"


def test_files_in_a_folder_hold_rules_and_values_only(tmp_path: Path) -> None:
    inner = tmp_path / "mine"
    inner.mkdir()
    written(inner, sums="extends: national")
    assert complaint(tmp_path, "title: 我的").startswith("mine/sums.yaml:1：规则集没有键 extends")


def test_profiles_that_do_not_exist(tmp_path: Path) -> None:
    written(tmp_path, hunan="rules:" + RULE.format(id="AR101"))
    assert complaint(tmp_path, "title: 甲\nextends: hunna\nrules: []") == (
        "mine.yaml:2：extends 的规则集 hunna 不存在，是否为 hunan？"
    )
    with pytest.raises(RulesetError, match="是否为 hunan"):
        load_ruleset("hunam", tmp_path)
    with pytest.raises(RulesetError):
        load_ruleset("../hunan", tmp_path)


def test_profiles_do_not_go_in_circles(tmp_path: Path) -> None:
    written(tmp_path, other="extends: mine")
    assert "循环" in complaint(tmp_path, "extends: other")


def test_rules_have_their_time(tmp_path: Path) -> None:
    dated = RULE.format(id="AR101") + "    since: 2020-10-01\n    until: 2023-12-31\n"
    ruleset = loaded(tmp_path, "rules:" + dated + RULE.format(id="AR102"))
    days = ["", "2020-09-30", "2020-10-01", "2023-12-31", "2024-01-01"]
    assert [[r.id for r in ruleset.in_force(day)] for day in days] == [
        ["AR101", "AR102"], ["AR102"], ["AR101", "AR102"], ["AR101", "AR102"], ["AR102"],
    ]  # fmt: skip


def test_what_rests_on_memory_is_off(tmp_path: Path) -> None:
    text = "rules:" + RULE.format(id="AR101").replace("basis: law", "basis: memory")
    assert not loaded(tmp_path, text).rules[0].enabled


def test_files_without_rules_are_no_profiles() -> None:
    assert "national" in profiles()
    assert "terms" not in profiles()


def test_checks_are_found_by_their_place() -> None:
    assert "total_equals_parts" in check_names()
    assert check_names() == sorted(check_names())
    assert find_check("no_such_check") is None
