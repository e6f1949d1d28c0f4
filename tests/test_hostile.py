"""Files that are meant to do harm, or so large that they are no report: one line, and nothing else happens."""

from __future__ import annotations

import json
import time
from pathlib import Path
from random import Random

import pytest

from audit_cli.errors import TooLarge
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read, read_data
from audit_cli.readers.limits import Limits, Options
from audit_cli.report import findings
from audit_cli.rulebook import rulebook
from benchmarks.hostile import FILES
from benchmarks.mutations import mutations_of
from tests.command import run
from tests.notes import notes_of

SUM = "本年支出合计500.00万元，其中：基本支出300.00万元，项目支出190.00万元。"


def test_a_file_of_a_gigabyte_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    start = time.process_time()
    with pytest.raises(TooLarge, match="1024 MB"):
        read(str(path))
    assert time.process_time() - start < 0.2


@pytest.mark.parametrize("filler", [" ", "\n", "\t", "一", "9", "（"])
def test_a_text_longer_than_any_report_is_told_at_once(filler: str) -> None:
    data = (filler * (21 << 20) + "1").encode()
    start = time.process_time()
    with pytest.raises(TooLarge, match="20 MB"):
        read_data("a.txt", data)
    assert time.process_time() - start < 0.5


def test_a_document_whose_text_is_too_long_is_told(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.add_paragraph("长" * 3000)
    path = tmp_path / "a.docx"
    word.save(str(path))
    options = Options(Limits(text=2000))
    with pytest.raises(TooLarge):
        read(str(path), options)


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066"])
def test_characters_that_print_nothing_hide_no_contradiction(hidden: str) -> None:
    text = "".join(f"{character}{hidden}" for character in SUM)
    document = read_data("a.txt", f"一、支出\n{text}\n".encode())
    assert document.text == f"一、支出\n{SUM}\n"
    (report,) = audit_documents([document], rulebook())
    assert [result.rule for result in findings(report)] == ["AR101"]
    for result in report.results:
        for term in result.comparison.claim.terms:
            assert document.text[term.figure.start : term.figure.end] == term.figure.text
    assert any("不可见字符" in note for note in notes_of(document))
    assert any("方向" in note for note in notes_of(document)) == (hidden in "\u202e\u2066")


def test_a_visible_text_is_left_as_it_is() -> None:
    assert notes_of(read_data("a.txt", SUM.encode())) == ()


def test_none_of_many_hostile_files_keeps_a_sound_one_from_being_audited(tmp_path: Path) -> None:
    wanted = {f"{number}.{each.suffix}": each for number, each in enumerate(FILES.values()) if not each.heavy}
    for name, each in wanted.items():
        (tmp_path / name).write_bytes(each.made())
    (tmp_path / "sound.txt").write_text(SUM, encoding="utf-8")
    names = [*wanted, "sound.txt"]
    done = run("check", "--format", "json", *names, folder=tmp_path)
    assert done.returncode == 3
    statuses = {
        document["path"].partition("/")[0]: document["status"] for document in json.loads(done.stdout)["documents"]
    }
    assert statuses == {**{name: each.status for name, each in wanted.items()}, "sound.txt": "audited"}
    said = [line for line in done.stderr.decode().splitlines() if line]
    unread = [name for name, each in wanted.items() if each.status == "unreadable"]
    assert [line.partition("：")[0].partition("/")[0] for line in said] == unread
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_mutation_comes_from_its_seed_alone() -> None:
    data = SUM.encode() * 20
    for spoil in mutations_of(data):
        assert spoil(Random(3), data) == spoil(Random(3), data)


def test_a_table_wider_than_any_is_said_and_not_compared() -> None:
    data = "\n".join(",".join(str(row * col % 97) for col in range(1200)) for row in range(20)).encode()
    start = time.process_time()
    (report,) = audit_documents([read_data("a.csv", data)], rulebook())
    assert time.process_time() - start < 10
    assert report.status == "incomplete"
    assert "超过 1000 列" in report.reason_zh
