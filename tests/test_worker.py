"""A bug that one document meets: it is named, and the others are audited as if it were not there."""

from __future__ import annotations

import io
import os
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit_cli import pipeline
from audit_cli.abreast import Staged
from audit_cli.cli import audit_cli
from audit_cli.errors import RulesetError
from audit_cli.extract import Extraction, extracted
from audit_cli.extract.terms import Terms
from audit_cli.model import Document
from audit_cli.pipeline import audit
from audit_cli.processes import audit_abreast
from audit_cli.readers import read_all
from audit_cli.readers.files import Unread
from audit_cli.rulebook import rulebook

RULES = rulebook()
WRONG = "支出合计30万元，其中：基本支出10万元，项目支出10万元。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def _paths(folder: Path) -> list[str]:
    return sorted(map(str, folder.glob("*.txt")))


def _breaks_on_b(document: Document, terms: Terms) -> Staged[Extraction]:
    if document.path.endswith("b.txt"):
        raise IndexError("nothing there")
    return (yield from extracted(document, terms))


def test_a_bug_costs_one_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(audit(_paths(folder), RULES))
    monkeypatch.setattr(pipeline, "extracted", _breaks_on_b)
    first, second, third = audit(_paths(folder), RULES)
    assert [first.results, third.results] == [whole[0].results, whole[2].results]
    assert first.results
    assert second.status == "unreadable"
    assert "程序内部错误" in second.reason_zh
    assert f"IndexError tests/{Path(__file__).name}:" in second.reason_en


def test_a_bug_of_a_reader_costs_one_file(folder: Path) -> None:
    def reads(path: str) -> Iterator[Document | Unread]:
        yield from read_all(path)
        if path.endswith("b.txt"):
            raise KeyError(path)

    statuses = [(Path(report.path).name, report.status) for report in audit(_paths(folder), RULES, read=reads)]
    assert statuses == [("a.txt", "audited"), ("b.txt", "audited"), ("b.txt", "unreadable"), ("c.txt", "audited")]


def test_what_breaks_only_together_is_audited_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [report.results for path in _paths(folder) for report in audit([path], RULES)]

    def breaks(inside: list[Extraction], terms: Terms) -> dict[int, tuple[()]]:
        raise ValueError(len(inside))

    monkeypatch.setattr(pipeline, "claims_across", breaks)
    assert [report.results for report in audit(_paths(folder), RULES)] == alone


def test_what_the_user_can_mend_stops_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong() -> Terms:
        raise RulesetError("terms.yaml：第 1 行", "terms.yaml: line 1")

    monkeypatch.setattr(pipeline, "load_terms", wrong)
    with pytest.raises(RulesetError):
        list(audit(_paths(folder), RULES))


def test_the_command_names_the_file_and_ends_with_3(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extracted", _breaks_on_b)
    done = CliRunner().invoke(audit_cli, ["check", "--format", "json", str(folder)], standalone_mode=False)
    assert done.return_value == 3
    (line,) = [line for line in done.stderr.splitlines() if line]
    assert "b.txt：程序内部错误" in line
    assert "Traceback" not in line


def _dies_on_b(path: str) -> Iterator[Document | Unread]:
    if path.endswith("b.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_all(path)


def test_what_kills_its_process_costs_one_file(folder: Path) -> None:
    first, second, third = audit_abreast(_paths(folder), RULES, _dies_on_b, workers=2)
    assert first.results
    assert [first, third] == [report for path in (first.path, third.path) for report in audit([path], RULES)]
    assert second.status == "unreadable"
    assert "ProcessExpired" in second.reason_zh


def test_processes_find_what_one_process_finds(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / str(number)).mkdir()
        for name in ("a", "b", "c") if number else map(str, range(205)):
            (tmp_path / str(number) / f"{name}.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "0" / "100.zip").write_bytes(_zipped(WRONG))
    paths = sorted(map(str, tmp_path.glob("*/*")))
    assert list(audit_abreast(paths, RULES, read_all, workers=2)) == list(audit(paths, RULES))


def _zipped(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("报告.txt", text)
        archive.writestr("附件.txt", text)
    return packed.getvalue()
