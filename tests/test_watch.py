"""`audit-cli watch`: what a saving changed is said, whatever way the program saves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.cli.acceptance import Acceptance
from audit_cli.cli.inputs import reader
from audit_cli.cli.watch import Watcher, patient, saved
from audit_cli.errors import Damaged, NotFound, UsageError
from audit_cli.model import Document
from audit_cli.outputs.view import View
from audit_cli.readers.files import Unread
from audit_cli.readers.limits import Options
from audit_cli.readers.text.txt import read_txt
from audit_cli.rulebook import rulebook

WRONG = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
RIGHT = WRONG.replace("500.00", "510.00")
STAFF = "2023年末实有在职人员59人，其中：行政人员29人、事业人员10人、工勤人员17人。\n"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let patience end after a few looks, without a pause."""
    module = sys.modules[Watcher.__module__]
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.0)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def watcher_of(*paths: Path, lang: str = "zh") -> Watcher:
    rules, nothing = rulebook(), Acceptance(None, None, "2024-01-01")
    return Watcher([str(path) for path in paths], rules, reader(Options()), nothing, View(lang))


def test_the_first_time_everything_is_shown_and_then_what_changed(report: Path) -> None:
    watcher = watcher_of(report)
    assert "指纹" in watcher.first()
    assert watcher.exit_code("error") == 1
    report.write_text(RIGHT + STAFF, encoding="utf-8")
    lines = watcher.again({str(report)}).splitlines()
    assert lines[:2] == [str(report), "已消除 1 · 新出现 1 · 仍存在 0 · 数字不同 6"]
    assert [line.split()[:4] for line in lines[2:] if line[:1] in ("+", "−")] == [
        ["+", "新出现", "!", "AR102"], ["−", "已消除", "✗", "AR101"],
    ]  # fmt: skip
    assert (watcher.exit_code("error"), watcher.exit_code("warning")) == (0, 1)


def test_what_was_saved_unchanged_or_elsewhere_says_nothing(report: Path) -> None:
    watcher = watcher_of(report)
    watcher.first()
    assert watcher.again({str(report)}) == ""
    report.write_text(RIGHT, encoding="utf-8")
    assert watcher.again({"elsewhere"}) == ""


def test_a_file_that_cannot_be_read_mends_nothing_and_is_no_draft(report: Path) -> None:
    watcher = watcher_of(report, lang="en")
    watcher.first()
    report.write_bytes(b"")
    said = watcher.again({str(report)})
    assert "empty" in said
    assert "fixed" not in said
    assert watcher.exit_code("error") == 3
    report.write_text(RIGHT, encoding="utf-8")
    assert "fixed 1 · new 0 · still there 0" in watcher.again({str(report)})
    assert watcher.exit_code("error") == 0


def test_a_folder_and_an_archive_are_watched_as_they_grow(report: Path, tmp_path: Path) -> None:
    watcher = watcher_of(tmp_path)
    watcher.first()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inner.txt", STAFF)
    (tmp_path / "~$报告.txt").write_text(WRONG, encoding="utf-8")
    said = watcher.again(set())
    assert f"{tmp_path}/b.zip/inner.txt\n已消除 0 · 新出现 1" in said
    assert "~$" not in said
    (tmp_path / "b.zip").unlink()
    assert f"{tmp_path}/b.zip/inner.txt\n已消除 1 · 新出现 0" in watcher.again(set())


def being_written(*states: Document | Unread) -> Callable[[str], Iterator[Document | Unread]]:
    """Return a reader that finds another state each time, and the last for ever."""
    left = list(states)

    def read(_path: str) -> Iterator[Document | Unread]:
        yield left.pop(0) if len(left) > 1 else left[0]

    return read


def test_a_file_half_written_is_waited_for(report: Path) -> None:
    gone = Unread("a", NotFound("a：没有这个文件", "a: no such file"))
    cut = Unread("a", Damaged("a：已损坏", "a: damaged"))
    whole = read_txt("a", WRONG.encode())
    assert list(patient(being_written(gone, cut, cut, whole))(str(report))) == [whole]
    # and one that stays damaged is told
    assert list(patient(being_written(cut))(str(report))) == [cut]


def test_a_file_that_still_grows_is_not_read_yet(report: Path) -> None:
    def grow(_seconds: float) -> None:
        if report.stat().st_size < 1000:
            report.write_bytes(report.read_bytes() + b"." * 300)

    found = list(patient(reader(Options()), pause=grow)(str(report)))
    assert [len(document.text.rstrip(".")) for document in found if isinstance(document, Document)] == [len(WRONG)]
    assert report.stat().st_size > 1000
    assert len(found[0].text) == len(report.read_text("utf-8"))  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["missing.txt", "-"])
def test_there_must_be_something_to_watch(path: str, tmp_path: Path) -> None:
    with pytest.raises((NotFound, UsageError)):
        CliRunner().invoke(audit_cli, ["watch", path], standalone_mode=False, catch_exceptions=False)


def test_lock_files_and_other_files_are_no_reports(report: Path, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    folder = tmp_path / "送审"
    folder.mkdir()
    changes = saved([str(report), str(folder)])
    (folder / "~$a.docx").write_bytes(b"x")
    (folder / "a.log").write_bytes(b"x")
    (tmp_path / "other.txt").write_bytes(b"x")
    (folder / "a.docx").write_bytes(b"x")
    assert next(changes) == {str(folder / "a.docx")}


def test_the_command_tells_what_was_saved_until_it_is_interrupted(report: Path) -> None:
    pytest.importorskip("watchfiles")
    process = subprocess.Popen(
        [sys.executable, "-m", "audit_cli", "watch", report.name], cwd=report.parent, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        while "指纹" not in process.stdout.readline():
            assert process.poll() is None
        # as editors save: under another name, then renamed
        draft = report.with_name("draft")
        for text in (RIGHT, RIGHT + STAFF):
            draft.write_text(text, encoding="utf-8")
            draft.replace(report)
            while not (line := process.stdout.readline()).startswith("已消除"):
                assert process.poll() is None
        assert line.startswith("已消除 0 · 新出现 1")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0
