"""Which rules a document is audited under: the profile it shows signs of, on the last day of its fiscal year."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_cli.extract.ledger import figures_of
from audit_cli.extract.profile import profile_of
from audit_cli.pipeline import audit_text
from audit_cli.readers.text.txt import read_txt
from audit_cli.rulebook import detected, rulebook
from audit_cli.ruleset import load_rules_file, load_ruleset, profiles

LOW = "某局2023年部门整体支出绩效自评报告\n2023年项目支出全年预算300.00万元，全年执行255.00万元，执行率85%。\n"
SECTIONS = "一般公共预算支出情况", "政府性基金预算支出情况", "国有资本经营预算支出情况", "社会保险基金预算支出情况"
OUTLINE = "\n".join(f"{number}、{title}\n无" for number, title in zip("二三四五", SECTIONS, strict=True))


def profile(text: str) -> str:
    document = read_txt("report.txt", text.encode())
    return detected(document, profile_of(document, figures_of(document)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四川省某县水利局2023年部门整体支出绩效自评报告\n本年支出合计5万元。", "sichuan"),
        ("水利局绩效自评报告\n根据《通知》（湘财绩〔2020〕7号）开展自评。本年支出合计5万元。", "hunan"),
        ("水利局绩效自评报告\n一、基本情况\n无\n" + OUTLINE, "hunan"),
        ("水利局绩效自评报告\n本年支出合计5万元。", ""),
        ("水利局绩效自评报告\n我局赴四川省成都市学习，又赴湖南省长沙市学习。", ""),
        ("水利局绩效自评报告\n我局赴四川省学习。本年支出合计5万元。", ""),
        ("湘阴县水利局绩效自评报告\n本年支出合计5万元。", "hunan"),
        ("大通县水利局绩效自评报告\n本年支出合计5万元。", ""),
        ("桥东区水利局绩效自评报告\n本年支出合计5万元。", ""),
        ("鼓楼区水利局绩效自评报告\n本年支出合计5万元。", ""),
        ("鼓楼区水利局绩效自评报告\n鼓楼区水利局是开封市鼓楼区政府工作部门。本年支出合计5万元。", "henan"),
    ],
    ids=[
        "name",
        "number",
        "outline",
        "no sign",
        "signs of two",
        "one mention",
        "county",
        "no county of this name",
        "districts of one province",
        "districts of four provinces",
        "district and its city",
    ],
)
def test_the_profile_is_found_from_the_document(text: str, expected: str) -> None:
    assert profile(text) == expected


def test_no_profile_shows_the_signs_of_another() -> None:
    names = [set(load_ruleset(name).signs.names) for name in profiles()]
    assert sum(map(len, names)) == len(set().union(*names))


def test_a_profile_has_its_own_limits() -> None:
    def rules_broken(name: str) -> list[str]:
        return [r.rule for r in audit_text(LOW, rulebook(load_ruleset(name))).results if r.status == "review"]

    assert rules_broken("national") == ["SC181"]
    assert rules_broken("sichuan") == ["SC180"]


def test_the_report_names_its_profile() -> None:
    assert audit_text("四川省某县" + LOW).region == "sichuan"
    assert audit_text(LOW).region == "national"


def test_rules_are_those_of_the_fiscal_year(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "extends: national\nvalues:\n  execution_wanted:\n    title: 甲\n    authority: 乙\n"
        '    by_date: {"2000-01-01": 70, "2023-06-01": 90}\n',
        encoding="utf-8",
    )
    ruleset = load_rules_file(path)
    broken = {
        year: [r.rule for r in audit_text(LOW.replace("2023", year), rulebook(ruleset)).results if r.status == "review"]
        for year in ("2022", "2023")
    }
    assert broken == {"2022": [], "2023": ["SC181"]}
    early = audit_text(LOW, rulebook(ruleset, "2022-12-31")).results
    assert not [r for r in early if r.status == "review"]


def test_the_digest_tells_rules_apart() -> None:
    assert (
        len({rulebook().sha256, *(rulebook(load_ruleset(name)).sha256 for name in profiles())}) == len(profiles()) + 1
    )


GRADED = "经自评，某局2023年部门整体支出绩效自评得分65分，等级为{}。\n"


@pytest.mark.parametrize(
    ("name", "grade", "broken"),
    [("national", "中", False), ("national", "良", True), ("shanghai", "合格", False), ("shanghai", "不合格", True)],
)
def test_the_grades_are_those_of_the_profile(name: str, grade: str, broken: bool) -> None:
    results = audit_text(GRADED.format(grade), rulebook(load_ruleset(name))).results
    assert [r.status == "fail" for r in results if r.rule == "SC130"] == [broken]


def test_a_scheme_that_is_not_known_is_not_asked_for() -> None:
    def silent(day: str) -> list[str]:
        return [n for n in profiles() if "ST060" not in {rule.id for rule in load_ruleset(n).in_force(day)}]

    assert silent("2022-12-31") == ["henan", "sichuan"]
    assert silent("2023-12-31") == ["sichuan"]
