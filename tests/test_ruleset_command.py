"""`audit-cli ruleset`: what it says of a rules file, of its cases, and to an editor."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_cli import run

from audit_cli.registry import check_names, find_check
from audit_cli.ruleset import FIELDS, FOLDER, profiles
from audit_cli.ruleset.schema import json_schema
from audit_cli.strict_yaml import read

MINE = """title: 我局的规则
extends: national
values:
  our_line:
    title: 我局的执行率界限（%）
    authority: 某财绩〔2024〕1号
    by_date: {"2024-01-01": 95}
rules:
  - id: XX010
    title: 执行率应达到我局的界限
    title_en: The rate of execution reaches our line
    check: plan_is_spent
    options: {least: our_line}
    severity: warning
    authority: 某财绩〔2024〕1号
    basis: norm
    since: 2024-01-01
cases:
  a rate below the line:
    text: 某局2024年部门整体支出绩效自评报告。2024年项目支出全年预算300.00万元，全年执行270.00万元，执行率90%。
    findings:
      - {rule: XX010, stated: "270.00万元", expected: "300.00万元"}
  before the rule was made:
    text: 某局2023年部门整体支出绩效自评报告。2023年项目支出全年预算300.00万元，全年执行270.00万元，执行率90%。
    findings: []
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return path


def changed(path: Path, old: str, new: str) -> Path:
    assert old in MINE
    path.write_text(MINE.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_good_file_is_called_good(mine: Path) -> None:
    done = run("ruleset", "validate", str(mine))
    assert done.returncode == 0
    assert "无误，规则 1 条" in done.stdout.decode()
    assert "情形 2 个" in done.stdout.decode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("plan_is_spent", "plan_is_spend", "mine.yaml:12：没有检查 plan_is_spend，是否为 plan_is_spent？"),
        ("least: our_line", "least: our_lin", "mine.yaml:13：选项 least：没有名为 our_lin 的值，是否为 our_line？"),
        ("least: our_line", "least: much", "mine.yaml:13：选项 least 应为数"),
        ("least: our_line", "leest: 5", "mine.yaml:13：检查 plan_is_spent 没有选项 leest，是否为 least？"),
        ("{rule: XX010", "{rule: XX011", "mine.yaml:22：本文件没有规则 XX011，是否为 XX010？"),
        ('{"2024-01-01": 95}', '{"2024": 95}', "mine.yaml:7：by_date 应为形如 2020-10-01 的日期"),
        ("by_date: {", "bydate: {", "mine.yaml:7：值没有键 bydate，是否为 by_date？"),
        ("extends: national", "extends: nation", "mine.yaml:2：extends 的规则集 nation 不存在，是否为 national？"),
        ("title: 我局的规则", "title: 我局的规则\ntitle: 又", "mine.yaml:2：键 title 重复（首次在第1行）"),
        ("findings: []", "finding: []", "mine.yaml:25：情形没有键 finding，是否为 findings？"),
        ("title: 我局的规则", "detect: {names: 甲}", "mine.yaml:1：detect 的 names 应为若干文字的列表"),
    ],
)
def test_a_mistake_is_named_with_its_line(mine: Path, old: str, new: str, said: str) -> None:
    done = run("ruleset", "validate", str(changed(mine, old, new)))
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.yaml"
    lines = ['a: &a ["x", "x"]', *(f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in zip("abcdef", "bcdefg", strict=True))]
    bomb.write_text("\n".join(lines), encoding="utf-8")
    done = run("ruleset", "validate", str(bomb))
    assert done.returncode == 2
    assert "bomb.yaml:1：不应使用锚点和引用" in done.stderr.decode()


def test_cases_are_run(mine: Path) -> None:
    done = run("ruleset", "test", str(mine))
    assert done.returncode == 0, done.stdout.decode()
    assert done.stdout.decode() == "情形 2 个，不符 0 个\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("findings: []", 'findings: [{rule: XX010, stated: "1.00万元"}]', "未发现 XX010 写为 1.00万元"),
        ("执行270.00万元，执行率90%。\n    findings:", "执行290.00万元，执行率96.67%。\n    findings:", "未发现 XX010"),
        ('"2024-01-01": 95', '"2024-01-01": 85', "未发现 XX010"),
        ("    since: 2024-01-01\n", "    since: 2023-01-01\n", ""),
    ],
)
def test_cases_that_differ_are_shown(mine: Path, old: str, new: str, said: str) -> None:
    done = run("ruleset", "test", str(changed(mine, old, new)))
    assert done.returncode == (1 if said else 0)
    assert said in done.stdout.decode()


def test_the_rules_of_a_file_are_applied(mine: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(read(mine)["cases"]["a rate below the line"]["text"], encoding="utf-8")
    done = run("check", "--format", "json", "--rules", str(mine), str(report))
    found = json.loads(done.stdout)
    assert found["ruleset"]["profile"] == found["documents"][0]["profile"] == "mine"
    assert "XX010" in {result["rule"] for result in found["documents"][0]["results"]}


def rule_schema() -> dict[str, Any]:
    shape: dict[str, Any] = json_schema()["properties"]["rules"]["items"]
    return shape


def test_the_schema_knows_every_field_and_check() -> None:
    shape = rule_schema()
    assert list(shape["properties"]) == list(FIELDS)
    assert shape["properties"]["check"]["enum"] == check_names()
    by_check = {one["if"]["properties"]["check"]["const"]: one["then"] for one in shape["allOf"]}
    for name in check_names():
        found = find_check(name)
        assert found is not None
        options = by_check[name]["properties"]["options"]["properties"]
        assert list(options) == [option.name for option in found.options]


@pytest.mark.parametrize("profile", profiles())
def test_the_shipped_rulesets_have_the_shape_of_the_schema(profile: str) -> None:
    schema = json_schema()
    tree = read(FOLDER / f"{profile}.yaml")
    assert set(tree) <= set(schema["properties"])
    for rule in tree.get("rules") or ():
        assert re.search(schema["properties"]["rules"]["items"]["properties"]["id"]["pattern"], rule["id"])
    for value in (tree.get("values") or {}).values():
        days = schema["properties"]["values"]["additionalProperties"]["properties"]["by_date"]["propertyNames"]
        assert all(re.search(days["pattern"], day) for day in value["by_date"])


def test_the_schema_is_json() -> None:
    done = run("ruleset", "schema")
    assert done.returncode == 0
    assert json.loads(done.stdout) == json_schema()


def test_both_commands_speak_english_when_asked(mine: Path) -> None:
    assert run("ruleset", "validate", str(mine), "--lang", "en").stdout.decode().startswith("mine.yaml: sound; 1 rules")
    told = run("ruleset", "test", str(changed(mine, '"2024-01-01": 95', '"2024-01-01": 85')), "--lang", "en")
    assert "not found XX010" in told.stdout.decode()
    assert not any("一" <= sign <= "鿿" for sign in told.stdout.decode().splitlines()[-1])
