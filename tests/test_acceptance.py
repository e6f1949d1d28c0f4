"""Baseline and suppressions: what is accepted is shown as such and does not count, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from audit_cli.acceptance import accepted
from audit_cli.baseline import Baseline, baseline_text, load_baseline
from audit_cli.cli import audit_cli
from audit_cli.errors import AuditError
from audit_cli.judgement import FAILING
from audit_cli.model import KnownFinding
from audit_cli.pipeline import audit_text
from audit_cli.report import findings, open_findings
from audit_cli.suppressions import load_suppressions

STAFF = "2023年末实有在职人员57人，其中：行政人员29人、事业人员10人、工勤人员17人。\n"
SPENDING = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
DAY = "2026-03-01"


class Desk:
    """A folder with a report, and the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report = folder / "甲局" / "report.txt"
        self.baseline = folder / "known.yaml"
        self.suppressions = folder / "suppressed.yaml"
        self.report.parent.mkdir()
        self.write(STAFF)

    def write(self, text: str) -> None:
        self.report.write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(audit_cli, [*arguments, "--today", DAY], standalone_mode=False)

    def know(self, command: str) -> Result:
        return self.run("baseline", command, str(self.report), "--file", str(self.baseline))

    def check(self, *options: str) -> Result:
        return self.run("check", str(self.report), "--fail-on", "warning", *options)

    def suppress(self, *fields: str) -> tuple[str, str]:
        entries = "".join(f"  - {'    '.join(f'{field}{chr(10)}' for field in each.split('|'))}" for each in fields)
        text = f"schema: audit-cli-suppressions/1\nsuppressions:\n{entries}"
        self.suppressions.write_text(text, encoding="utf-8")
        return "--suppressions", str(self.suppressions)

    def results(self, *options: str) -> list[dict[str, Any]]:
        document = json.loads(self.check("--format", "json", *options).stdout)["documents"][0]
        return [r for r in document["results"] if r["status"] in FAILING]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_known_is_shown_and_does_not_count_and_what_is_new_does(desk: Desk) -> None:
    assert desk.check().return_value == 1
    assert desk.know("create").return_value == 0
    known = ("--baseline", str(desk.baseline))
    done = desk.check(*known)
    assert done.return_value == 0
    assert "已知  AR102" in done.output
    assert "57人" in done.output
    assert "known  AR102" in desk.check(*known, "--lang", "en").output
    assert all(r["known"] for r in desk.results(*known))
    desk.write(STAFF + SPENDING)
    assert desk.check(*known).return_value == 1
    assert {(r["rule"], r["known"]) for r in desk.results(*known)} == {("AR102", True), ("AR101", False)}


def test_without_a_baseline_nothing_is_known(desk: Desk) -> None:
    assert [(r["known"], r["suppressed"]) for r in desk.results()] == [(False, None)] * len(desk.results())


def test_what_is_no_longer_needed_is_told_and_removed(desk: Desk) -> None:
    desk.write(STAFF + SPENDING)
    desk.know("create")
    assert desk.know("check").return_value == 0
    desk.write(SPENDING)
    assert "已不再出现  AR102" in desk.check("--baseline", str(desk.baseline)).output
    done = desk.know("check")
    assert done.return_value == 1
    assert next(line for line in done.output.splitlines() if line.startswith("- ")).startswith(
        "- 甲局/report.txt AR102"
    )
    assert desk.know("update").return_value == 0
    assert desk.know("check").return_value == 0
    assert "57人" not in desk.baseline.read_text(encoding="utf-8")


def test_a_new_finding_is_told_by_check_and_listed_by_update_with_its_day(desk: Desk) -> None:
    desk.know("create")
    desk.write(STAFF + SPENDING)
    assert desk.know("check").return_value == 1
    desk.run("baseline", "update", str(desk.report), "--file", str(desk.baseline))
    text = desk.baseline.read_text(encoding="utf-8")
    assert text.count(f'date: "{DAY}"') == text.count("fingerprint:") == text.count('document: "甲局/report.txt"')


def test_an_entry_keeps_the_day_on_which_it_was_first_known(desk: Desk) -> None:
    desk.know("create")
    arguments = ["baseline", "update", str(desk.report), "--file", str(desk.baseline), "--today", "2027-01-01"]
    before = desk.baseline.read_bytes()
    CliRunner().invoke(audit_cli, arguments, standalone_mode=False)
    assert desk.baseline.read_bytes() == before


def test_a_document_that_cannot_be_read_keeps_its_entries(desk: Desk) -> None:
    desk.know("create")
    before = desk.baseline.read_bytes()
    desk.report.write_bytes(b"\x00\x01\x02\xff")
    assert desk.know("update").return_value == 3
    assert desk.know("check").return_value == 3
    assert desk.baseline.read_bytes() == before


def test_documents_that_were_not_audited_keep_their_entries(desk: Desk) -> None:
    desk.know("create")
    other = desk.folder / "other.txt"
    other.write_text(SPENDING, encoding="utf-8")
    desk.run("baseline", "update", str(other), "--file", str(desk.baseline))
    assert set(load_baseline(str(desk.baseline)).documents) == {"other.txt", "甲局/report.txt"}


def test_an_existing_baseline_is_not_created_anew(desk: Desk) -> None:
    desk.know("create")
    before = desk.baseline.read_bytes()
    assert isinstance(desk.know("create").exception, AuditError)
    assert desk.baseline.read_bytes() == before


def test_the_same_error_in_another_document_is_not_known(desk: Desk) -> None:
    desk.know("create")
    other = desk.folder / "other.txt"
    other.write_text(STAFF, encoding="utf-8")
    done = desk.run("check", str(other), "--fail-on", "warning", "--baseline", str(desk.baseline))
    assert done.return_value == 1


def test_a_suppressed_finding_is_shown_with_its_reason_and_does_not_count(desk: Desk) -> None:
    options = desk.suppress('rule: AR102|document: "甲局/*"|reason: 口径不同|author: 绩效股|expires: 2026-03-01')
    done = desk.check(*options)
    assert done.return_value == 0
    assert "已豁免  AR102" in done.output
    assert "理由  口径不同 · 绩效股 · 至 2026-03-01" in done.output
    (result,) = [r for r in desk.results(*options) if r["rule"] == "AR102"]
    assert result["suppressed"] == {"reason": "口径不同", "author": "绩效股", "expires": "2026-03-01"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("rule: AR102|reason: 旧|expires: 2026-02-28", "豁免已于 2026-02-28 到期"),
        ("rule: AR999|reason: 无", "豁免没有用到"),
        ("rule: AR102|fingerprint: 0123456789abcdef|reason: 另一处", "豁免没有用到"),
        ("rule: AR102|document: 乙局/*|reason: 别的文件", ""),
    ],
)
def test_a_suppression_that_expired_or_fits_nothing_does_not_hold_and_is_told(
    desk: Desk, fields: str, told: str
) -> None:
    done = desk.check(*desk.suppress(fields))
    assert done.return_value == 1
    assert (told in done.stderr) if told else done.stderr == ""


def test_every_format_says_what_is_accepted(desk: Desk) -> None:
    options = desk.suppress("rule: AR102|reason: 口径不同")
    sarif = json.loads(desk.check("--format", "sarif", *options).stdout)
    (found,) = [r for r in sarif["runs"][0]["results"] if r["ruleId"] == "AR102"]
    assert found["suppressions"] == [{"kind": "external", "justification": "已豁免：口径不同"}]
    junit = desk.check("--format", "junit", *options).stdout
    assert "<failure" not in junit
    assert "口径不同" in junit
    assert "::notice" in desk.check("--format", "github", *options).stdout
    assert "::warning" in desk.check("--format", "github").stdout
    assert "已豁免：口径不同" in desk.check("--format", "md", *options).stdout
    assert "已豁免：口径不同" in desk.check("--format", "csv", *options).stdout


def test_a_fingerprint_suppresses_one_finding(desk: Desk) -> None:
    desk.write(STAFF + SPENDING)
    mark = next(r["fingerprint"] for r in desk.results() if r["rule"] == "AR102")
    options = desk.suppress(f'fingerprint: "{mark}"|reason: 已核实')
    assert {r["rule"] for r in desk.results(*options) if r["suppressed"]} == {"AR102"}
    assert desk.check(*options).return_value == 1


def test_a_contradiction_that_still_shows_elsewhere_counts() -> None:
    report = audit_text(
        "2023年部门收入100.00万元，支出90.00万元，结余12.00万元。\n"
        "2023年度本年支出合计512.34万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
        "2023年度本年支出合计512.34万元，包括基本支出300.00万元、项目支出210.00万元。\n"
    )
    groups: dict[str, list[str]] = {}
    for result in report.results:
        if result.status in FAILING:
            groups.setdefault(result.group, []).append(result.fingerprint)
    several = [marks for marks in groups.values() if len(marks) > 1]
    assert several
    for marks in several:
        leader = next(r.fingerprint for r in findings(report) if r.fingerprint in marks)
        left = accepted(report, {leader})
        assert len([r for r in open_findings(left) if r.fingerprint in marks and r.fingerprint != leader]) == 1
        assert not [r for r in open_findings(accepted(report, set(marks))) if r.fingerprint in marks]


BASELINE = "schema: audit-cli-baseline/1\nfindings:\n"
ENTRY = '  - document: "a"\n    fingerprint: "f"\n    rule: "r"\n    text: "t"\n    date: "2026-01-01"\n'
SUPPRESSIONS = "schema: audit-cli-suppressions/1\nsuppressions:\n"
BAD = {
    "empty": "",
    "no mapping": "- a\n",
    "another version": "schema: audit-cli-baseline/2\nfindings: []\n",
    "no list": "schema: audit-cli-baseline/1\nfindings: 3\n",
    "another key": BASELINE + ENTRY + "more: 1\n",
    "a key missing": BASELINE + ENTRY.replace('    rule: "r"\n', ""),
    "an unknown key": BASELINE + ENTRY + "    more: 1\n",
    "a number": BASELINE + ENTRY.replace('"f"', "12"),
    "no day": BASELINE + ENTRY.replace("2026-01-01", "2026-02-30"),
    "twice": BASELINE + ENTRY + ENTRY,
    "an item that is no mapping": BASELINE + "  - a\n",
    "a bomb": "a: &a [x, x]\nb: &b [*a, *a]\nschema: audit-cli-baseline/1\n",
    "deep": BASELINE + "[" * 5000,
    "cut off": BASELINE + ENTRY[:-20],
    "a control character": BASELINE + ENTRY.replace('"t"', '"\\e[31m"'),
    "no text": "\x00\x01",
}
BAD_SUPPRESSIONS = {
    "no reason": SUPPRESSIONS + "  - rule: AR101\n",
    "neither rule nor fingerprint": SUPPRESSIONS + "  - reason: x\n",
    "no rule": SUPPRESSIONS + "  - rule: all\n    reason: x\n",
    "no fingerprint": SUPPRESSIONS + "  - fingerprint: abc\n    reason: x\n",
    "no day": SUPPRESSIONS + "  - rule: AR101\n    reason: x\n    expires: soon\n",
    "a baseline": BASELINE + ENTRY,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_baseline_is_one_complaint_that_names_it(name: str, tmp_path: Path) -> None:
    file = tmp_path / "known.yaml"
    file.write_text(BAD[name], encoding="utf-8")
    with pytest.raises(AuditError) as caught:
        load_baseline(str(file))
    assert caught.value.zh.startswith("known.yaml:")
    assert "\n" not in caught.value.zh + caught.value.en


@pytest.mark.parametrize("name", BAD_SUPPRESSIONS)
def test_a_bad_file_of_suppressions_is_one_complaint_that_names_file_and_line(name: str, tmp_path: Path) -> None:
    file = tmp_path / "suppressed.yaml"
    file.write_text(BAD_SUPPRESSIONS[name], encoding="utf-8")
    with pytest.raises(AuditError) as caught:
        load_suppressions(str(file), DAY)
    assert caught.value.zh.startswith("suppressed.yaml:")


@pytest.mark.parametrize("name", ["missing.yaml", ".", "latin.yaml"])
def test_a_file_that_cannot_be_read_is_a_complaint(name: str, tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"\xff\xfe\xfa")
    for load in (load_baseline, lambda file: load_suppressions(file, DAY)):
        with pytest.raises(AuditError):
            load(str(tmp_path / name))


text = st.text(min_size=1).map(lambda t: t.strip()).filter(bool)


@given(st.lists(st.builds(KnownFinding, text, text, text, text, st.dates().map(str))))
def test_what_is_written_is_read_again_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, entries: list[KnownFinding]
) -> None:
    from audit_cli.records import shown

    clean = {KnownFinding(*(shown(field.encode("utf-8", "replace").decode()) for field in entry)) for entry in entries}
    unique = {(e.document, e.fingerprint): e for e in clean}.values()
    file = tmp_path_factory.mktemp("written") / "known.yaml"
    file.write_text(baseline_text(unique), encoding="utf-8")
    read = load_baseline(str(file))
    assert {e for known in read.documents.values() for e in known.values()} == set(unique)
    assert baseline_text(reversed(list(unique))) == file.read_text(encoding="utf-8")


def test_a_document_is_known_by_its_path_from_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = KnownFinding("甲局/report.txt", "f", "AR102", "t", DAY)
    known = Baseline(str(tmp_path / "known.yaml"), {entry.document: {"f": entry}})
    report = audit_text(STAFF)
    assert known.of(report._replace(path=str(tmp_path / "甲局" / "report.txt"))) == {"f": entry}
    monkeypatch.chdir(tmp_path / "..")
    assert known.of(report._replace(path=f"{tmp_path.name}/./甲局/report.txt")) == {"f": entry}
    assert known.of(report._replace(path="report.txt")) == {}
