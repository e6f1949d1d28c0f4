"""Two copies of one report: every figure that differs is told, and nothing that only stands elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.differences import Copy, differences
from audit_cli.extract import extract
from audit_cli.extract.terms import load_terms
from audit_cli.readers import read
from audit_cli.readers.text.txt import read_txt

FIXTURES = Path(__file__).parent.parent / "fixtures"
TEXT = """一、收支情况
2023年收入合计1,234.50万元，支出合计1,200.00万元，执行率97.21%。在职人员23人。
二、附表
项目\t预算\t决算
培训费\t12.00\t11.50
会议费\t8.00\t8.00
"""


def copy_of(text: str) -> Copy:
    document = read_txt("a.txt", text.encode())
    return Copy(document, extract(document, load_terms()).figures)


def told(left: str, right: str) -> list[tuple[str, str]]:
    found = differences(copy_of(left), copy_of(right)).different
    return [(x.text if x else "", y.text if y else "") for x, y in found]


def test_a_copy_is_the_same() -> None:
    found = differences(copy_of(TEXT), copy_of(TEXT))
    assert found.different == ()
    assert found.same == len(copy_of(TEXT).figures) - sum(f.type in ("label", "ordinal") for f in copy_of(TEXT).figures)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1,200.00万元", "1,300.00万元", ("1,200.00万元", "1,300.00万元")),
        ("1,200.00万元", "1,200.00元", ("1,200.00万元", "1,200.00元")),
        ("97.21%", "97.12%", ("97.21%", "97.12%")),
        ("23人", "32人", ("23人", "32人")),
        ("2023年", "2022年", ("2023年", "2022年")),
        ("在职人员23人。", "", ("23人", "")),
        ("\t11.50", "\t11.05", ("11.50", "11.05")),
    ],
)
def test_a_changed_figure_is_told(old: str, new: str, expected: tuple[str, str]) -> None:
    assert told(TEXT, TEXT.replace(old, new)) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,200.00万元", "1200.00 万元"),
        ("1,200.00万元", "１２００．００万元"),
        ("97.21%", "97.21％"),
        ("一、收支情况", "收支情况"),
    ],
)
def test_another_way_to_print_it_is_no_difference(old: str, new: str) -> None:
    assert told(TEXT, TEXT.replace(old, new)) == []


def test_a_table_that_stands_elsewhere_is_no_difference_but_swapped_figures_are() -> None:
    head, table = TEXT.split("二、附表\n")
    assert told(TEXT, f"二、附表\n{table}{head}") == []
    swapped = TEXT.replace("收入合计1,234.50万元，支出合计1,200.00万元", "收入合计1,200.00万元，支出合计1,234.50万元")
    assert {figure for pair in told(TEXT, swapped) for figure in pair if figure} & {"1,234.50万元", "1,200.00万元"}


@pytest.mark.parametrize("name", sorted(path.parent.name for path in FIXTURES.glob("*/clean.docx")))
def test_the_word_file_of_a_fixture_has_the_figures_of_its_text(name: str) -> None:
    terms = load_terms()
    text, word = (read(str(FIXTURES / name / f"seeded.{suffix}")) for suffix in ("txt", "docx"))
    left, right = (Copy(document, extract(document, terms).figures) for document in (text, word))
    assert differences(left, right).different == ()


def test_the_command_ends_with_one_if_a_figure_differs(tmp_path: Path) -> None:
    left, right = tmp_path / "a.txt", tmp_path / "b.txt"
    left.write_text(TEXT, encoding="utf-8")
    right.write_text(TEXT.replace("97.21%", "97.12%"), encoding="utf-8")
    runner = CliRunner()
    for lang, word in (("zh", "不同的 1 处"), ("en", "1 differ")):
        done = runner.invoke(audit_cli, ["compare", str(left), str(right), "--lang", lang], standalone_mode=False)
        assert done.return_value == 1
        assert word in done.output
    done = runner.invoke(audit_cli, ["compare", str(left), str(right), "--format", "json"], standalone_mode=False)
    assert done.output.count("\n") == 1
    done = runner.invoke(audit_cli, ["compare", str(left), str(left)], standalone_mode=False)
    assert done.return_value == 0
