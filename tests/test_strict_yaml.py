"""The YAML of data files: typed without surprises, every mistake named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_cli.errors import RulesetError
from audit_cli.strict_yaml import line_of, load, read


def test_only_whole_numbers_and_true_and_false_are_typed() -> None:
    text = "[1, -5, 0, true, false, ~, null, 98.40, 1.5, 012, 0x1F, 1e3, yes, no, on, off, 2020-01-01, '7', +3]"
    assert load(text, "f") == [
        1, -5, 0, True, False, None, None, "98.40", "1.5", "012", "0x1F", "1e3", "yes", "no", "on", "off",
        "2020-01-01", "7", "+3",
    ]  # fmt: skip


def test_keys_are_text() -> None:
    assert load("1: 一\ntrue: 真", "f") == {"1": "一", "true": "真"}


def test_an_empty_text_is_nothing() -> None:
    assert load("", "f") is None
    assert load("# only a comment\n", "f") is None


def test_blocks_of_text_and_quotes_stay_text() -> None:
    assert load("a: |\n  5\nb: >\n  x\n  y\nc: \"5\"\nd: ''", "f") == {"a": "5\n", "b": "x y\n", "c": "5", "d": ""}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, "键 a 重复（首次在第1行）"),
        ("a:\n  - b: 1\n    b: 2", 3, "重复"),
        ("a: 1\nb:\n\t- 2", 3, "制表符"),
        ("a: &x 1\nb: 2", 1, "锚点"),
        ("a: 1\nb: *x", 2, "锚点"),
        ("a: 1\nb: !!int 3", 2, "标签"),
        ("a: 1\nb: !python/object:os.system {}", 2, "标签"),
        ("a: 1\n---\nb: 2", 2, "一份文档"),
        ("a: [1, 2\nb: 3", 2, "语法"),
        ("a: 1\n b: 2", 2, "语法"),
        ("? [a]\n: 1", 1, "键应为文字"),
        ("? &k a\n: 1", 1, "键应为文字"),
        ("a: \x00", 1, "不允许的字符"),
        ("[" * 3000, 1, "过深"),
    ],
)
def test_mistakes_name_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(RulesetError) as raised:
        load(text, "rules.yaml")
    assert raised.value.zh.startswith(f"rules.yaml:{line}：")
    assert words in raised.value.zh
    assert raised.value.en.startswith(f"rules.yaml:{line}: ")


def test_every_value_knows_its_line() -> None:
    tree = load("# first\na: 1\nb:\n  - x\n  - c: 2\n    d: 3\n", "f")
    assert line_of(tree) == 2
    assert [line_of(tree, key) for key in tree] == [2, 3]
    assert [line_of(tree["b"], i) for i in range(2)] == [4, 5]
    assert line_of(tree["b"][1], "d") == 6
    assert line_of("no node") == 0


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RulesetError):
        read(tmp_path / "missing.yaml")
    (tmp_path / "gbk.yaml").write_bytes("标题: 甲".encode("gb18030"))
    with pytest.raises(RulesetError):
        read(tmp_path / "gbk.yaml")
    (tmp_path / "marked.yaml").write_text("a: 1", encoding="utf-8-sig")
    assert read(tmp_path / "marked.yaml") == {"a": 1}
