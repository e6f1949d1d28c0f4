"""Two submissions of one report: nothing fixed stays unsaid, nothing new stays unseen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from audit_cli.cli import audit_cli
from audit_cli.model import Document
from audit_cli.pipeline import audit_text
from audit_cli.report import DocumentReport
from audit_cli.submissions import Pair, pairs, progress

TITLE = "2023年度青石县档案局部门整体支出绩效自评报告\n\n"
SPENDING = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
MENDED = SPENDING.replace("500.00", "510.00")
STAFF = "2023年末实有在职人员59人，其中：行政人员29人、事业人员10人、工勤人员17人。\n"
SAVED = "政府采购预算410.5万元，实际采购398.27万元，节约资金22.13万元。\n"


def report(*parts: str, name: str = "a.txt") -> DocumentReport:
    return audit_text(TITLE + "".join(parts), name=name)


def went(old: DocumentReport | None, new: DocumentReport | None) -> tuple[list[str], list[str], list[str]]:
    """Return the rules of what was fixed, is new and is still there, hints aside."""
    found = progress(Pair(old, new))
    fixed, came, still = ([r.rule for r in each if r.severity != "info"] for each in found[:3])
    return fixed, came, still


def test_what_was_mended_made_and_left() -> None:
    assert went(report(SPENDING, STAFF), report(MENDED, STAFF, SAVED)) == (["AR101"], ["AR106"], ["AR102"])


def test_the_same_report_has_made_no_progress() -> None:
    found = progress(Pair(report(SPENDING, STAFF), report(STAFF, SPENDING)))
    assert (found.fixed, found.new) == ((), ())
    assert {r.rule for r in found.still} >= {"AR101", "AR102"}
    assert found.figures is not None
    assert len(progress(Pair(report(SPENDING), report(MENDED))).figures.different) == 1  # type: ignore[union-attr]


def test_a_wrong_figure_made_another_wrong_one_is_new() -> None:
    assert went(report(SPENDING), report(SPENDING.replace("500.00", "520.00"))) == (["AR101"], ["AR101"], [])


def test_one_of_two_equal_errors_is_fixed() -> None:
    assert went(report(STAFF, "\n", STAFF), report(STAFF)) == (["AR102"], [], ["AR102"])


def test_a_document_that_came_or_went_has_only_new_or_only_fixed_findings() -> None:
    assert went(None, report(SPENDING)) == ([], ["AR101"], [])
    assert went(report(SPENDING), None) == (["AR101"], [], [])


@pytest.mark.parametrize("status", ["unreadable", "incomplete"])
def test_nothing_is_fixed_by_what_was_not_read_in_full(status: Any) -> None:
    assert went(report(SPENDING), report(MENDED)._replace(status=status)) == ([], [], [])


def named(path: str, title: str = "") -> DocumentReport:
    found = DocumentReport(path, "audited", document=Document(path, "", "txt", "", (), (), ()))
    return found._replace(profile=found.profile._replace(title=title))


def test_documents_are_matched_by_path_then_title_then_what_is_left() -> None:
    olds = [named("old/a.txt", "甲"), named("old/b.txt", "乙"), named("old/c.txt"), named("old/d.txt", "丁")]
    news = [named("new/z.txt"), named("new/b2.txt", "乙"), named("new/a.txt", "新"), named("new/d2.txt", "丁")]
    found = pairs(olds, news, "old", "new")
    assert [(p.old.path if p.old else "", p.new.path if p.new else "") for p in found] == [
        ("old/c.txt", "new/z.txt"),
        ("old/b.txt", "new/b2.txt"),
        ("old/a.txt", "new/a.txt"),
        ("old/d.txt", "new/d2.txt"),
    ]


def test_titles_that_several_have_match_nothing() -> None:
    olds, news = [named("old/a", "表"), named("old/b", "表")], [named("new/c", "表"), named("new/d", "表")]
    found = pairs(olds, news, "old", "new")
    assert [(p.old is None, p.new is None) for p in found] == [(True, False)] * 2 + [(False, True)] * 2


def run(*arguments: object) -> Result:
    return CliRunner().invoke(audit_cli, ["diff", *map(str, arguments)], standalone_mode=False)


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(TITLE + SPENDING + STAFF, encoding="utf-8")
    new.write_text(TITLE + MENDED + STAFF + SAVED, encoding="utf-8")
    return old, new


def test_the_command_ends_with_one_if_something_came_in(drafts: tuple[Path, Path]) -> None:
    old, new = drafts
    assert run(old, new).return_value == 1
    assert run(old, old).return_value == 0
    for lang, words in (
        ("zh", ("+ 新出现  ✗ AR106", "= 仍存在  ! AR102", "− 已消除  ✗ AR101", "500.00万元  510.00万元")),
        ("en", ("+ new  ✗ AR106", "= still there  ! AR102", "− fixed  ✗ AR101", "500.00万元  510.00万元")),
    ):
        output = run(old, new, "--lang", lang).output
        assert [word for word in words if word not in output] == []


def test_json_is_one_object_a_document(drafts: tuple[Path, Path]) -> None:
    (line,) = run(*drafts, "--format", "json").output.splitlines()
    found = json.loads(line)
    loud = {name: [r["rule"] for r in those if r["severity"] != "info"] for name, those in found["findings"].items()}
    assert loud == {"fixed": ["AR101"], "new": ["AR106"], "still": ["AR102"]}
    assert {"left": {"text": "500.00万元"}, "right": {"text": "510.00万元"}} in [
        {side: {"text": figure["text"]} for side, figure in each.items() if figure}
        for each in found["figures"]["different"]
    ]


def test_a_folder_and_an_archive_are_submissions_too(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = drafts
    folder = tmp_path / "first"
    folder.mkdir()
    (folder / "report.txt").write_bytes(old.read_bytes())
    with ZipFile(tmp_path / "second.zip", "w") as archive:
        archive.writestr("report.txt", new.read_bytes())
    (line,) = run(folder, tmp_path / "second.zip", "--format", "json").output.splitlines()
    assert json.loads(line)["new"].endswith("second.zip/report.txt")


def test_what_cannot_be_read_ends_with_three(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    done = run(drafts[0], tmp_path / "missing.txt")
    assert done.return_value == 3
    assert "missing.txt" in done.stderr
