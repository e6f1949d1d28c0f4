"""What is said of a file besides its text: a sentence for each key, in both languages, wherever it is shown."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.model import UNOPENED, Note, NoteKey, Several
from audit_cli.outputs.formats import FORMATS
from audit_cli.outputs.view import View
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read_data
from audit_cli.report import run_info
from audit_cli.rulebook import rulebook
from audit_cli.wording.notes import NOTES, note_words
from tests.packages import text_of

CHINESE = re.compile(r"[一-鿿]")


def fields(sentence: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None})


def test_every_note_has_its_words() -> None:
    assert set(NOTES) == set(get_args(NoteKey)) >= UNOPENED


@pytest.mark.parametrize("key", sorted(NOTES))
def test_both_languages_say_the_same_values(key: NoteKey) -> None:
    zh, en = NOTES[key]
    assert fields(zh) == fields(en)
    assert not CHINESE.search(en)
    assert CHINESE.search(zh)
    assert key not in UNOPENED or zh.endswith(("的内容未读取", "的文字未读取"))


def test_several_cells_are_named_in_both_languages() -> None:
    some, many = (Note("error_values", ("表", Several(("B3", "B4"), total))) for total in (2, 9))
    assert note_words(some) == (
        "工作表“表”的 B3、B4 显示为错误值（如 #REF!），不能核对",
        "sheet “表”: B3, B4 show error values such as #REF! and cannot be compared",
    )
    assert "B3、B4 等 9 个单元格" in note_words(many).zh
    assert "B3, B4 and others, 9 cells," in note_words(many).en
    # braces in a name of the file are no fields
    assert note_words(Note("hidden_sheet", ("{0}{x}",))).zh == "工作表“{0}{x}”是隐藏的，已一并读取"


@pytest.mark.parametrize("style", [name for name in FORMATS if name not in ("github", "csv", "md", "junit", "xlsx")])
def test_notes_are_shown_in_the_language_asked_for(style: str) -> None:
    document = read_data("a.txt", "本年\u200b支出12.50万元。".encode())
    book = rulebook()
    (report,) = audit_documents([document], book)
    render = FORMATS[style].load()
    assert "1 invisible characters" in text_of(b"".join(render([report], run_info(book), View("en"))))
    assert "1 个不可见字符" in text_of(b"".join(render([report], run_info(book), View())))


def test_json_keeps_the_chinese_and_adds_the_english(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("本年支出12.50万元。\u200b", encoding="utf-8")
    told = CliRunner().invoke(audit_cli, ["check", str(path), "--format", "json"], standalone_mode=False).output
    (document,) = json.loads(told)["documents"]
    assert document["notes"] == ["有 1 个不可见字符（如零宽空格），已略去"]
    assert document["notes_en"] == ["1 invisible characters, such as zero-width spaces, were left out"]
