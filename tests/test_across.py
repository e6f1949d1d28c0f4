"""Submissions: the documents of one folder, one unit and one year, held against one another."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from audit_cli.folders import MOST
from audit_cli.judgement import FAILING
from audit_cli.model import Result
from audit_cli.outputs.formats import FORMATS, in_step
from audit_cli.outputs.view import View
from audit_cli.pipeline import audit
from audit_cli.readers import read
from audit_cli.report import DocumentReport, findings
from benchmarks.submissions import measure
from tests.command import run
from tests.runs import RULES, RUN

RULE = "AR119"
UNIT = "青溪县水利局"
REPORT, FORM, NOTE = "自评报告.docx", "自评表.xlsx", "决算说明.txt"


def report_of(
    unit: str = UNIT, year: int = 2023, basic: str = "1554.92", title: str = "部门整体支出绩效自评报告"
) -> bytes:
    """Return a report as a Word document."""
    from docx import Document

    word = Document()
    for line in (
        f"{unit}{year}年度{title}",
        f"{year}年度基本支出决算{basic}万元。",
        f"{year}年度项目支出决算2415.86万元，主要用于水利工程维修养护。",
        f"{year}年度“三公”经费支出决算14.86万元。",
        f"{year}年度基本支出年初预算1579.00万元。",
    ):
        word.add_paragraph(line)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def form_of(
    unit: str = UNIT, year: int = 2023, basic: str = "1554.92", title: str = "部门整体支出绩效自评表",
    budget: str = "1579",
) -> bytes:  # fmt: skip
    """Return a form as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        [f"{year}年度{title}"],
        ["单位名称", unit],
        ["单位：万元"],
        ["项目", "年初预算数", "决算数"],
        ["基本支出", Decimal(budget), Decimal(basic)],
        ["项目支出", Decimal("2604.5"), Decimal("2415.86")],
        ["三公经费", Decimal("16"), Decimal("14.86")],
    ]
    for row in rows:
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def note_of(unit: str = UNIT, year: int = 2023, basic: str = "15549200") -> bytes:
    """Return what explains the final accounts, in yuan."""
    return (
        f"{unit}{year}年度部门决算情况说明\n\n{year}年度基本支出决算{basic}元。\n\n{year}年度项目支出决算24158600元。\n"
    ).encode()


def folder(place: Path, **files: bytes) -> Path:
    place.mkdir(parents=True)
    for name, data in files.items():
        (place / name).write_bytes(data)
    return place


def submission(place: Path, report: bytes | None = None, form: bytes | None = None, note: bytes | None = None) -> Path:
    """Return *place* with the three documents of a submission in it."""
    files = {REPORT: report or report_of(), FORM: form or form_of(), NOTE: note or note_of()}
    return folder(place, **files)


def audited(*places: Path, chunk: int = 100) -> list[DocumentReport]:
    """Return the reports of all files in *places*, in order."""
    paths = [str(path) for place in places for path in sorted(place.rglob("*")) if path.is_file()]
    return list(audit(paths, RULES, chunk))


def across(reports: Sequence[DocumentReport], failing: bool = True) -> list[tuple[str, Result]]:
    """Return what the rule finds, or what it ticks, with the name of the file that it is told of."""
    return [
        (Path(report.path).name, result)
        for report in reports
        for result in report.results
        if result.rule == RULE and (result.status in FAILING) == failing
    ]


def test_documents_that_agree_tick_one_another(tmp_path: Path) -> None:
    reports = audited(submission(tmp_path / "a"))
    assert not across(reports)
    ticked = {name for name, _ in across(reports, failing=False)}
    assert ticked == {REPORT, FORM, NOTE}
    assert all(report.coverage.tied for report in reports)


def test_a_slip_is_told_once_with_both_files(tmp_path: Path) -> None:
    place = submission(tmp_path / "a", report=report_of(basic="1545.92"))
    reports = audited(place)
    ((name, result),) = across(reports)
    assert (name, result.status, result.severity) == (REPORT, "fail", "error")
    stated, other = result.comparison.claim.terms
    assert (stated.figure.text, stated.document) == ("1545.92万元", None)
    assert other.document is not None
    # the form agrees with the report on more than the note does
    assert other.document.path == str(place / FORM)
    assert [f for report in reports for f in findings(report) if f.severity != "info"] == [result]


@pytest.mark.parametrize("basic", ["1545.92", "1154.92", "1954.37"], ids=["swapped", "one digit", "another figure"])
def test_it_is_told_of_the_one_that_is_alone(tmp_path: Path, basic: str) -> None:
    ((name, result),) = across(audited(submission(tmp_path / "a", form=form_of(basic=basic))))
    assert name == FORM
    assert result.severity == "error"


def test_of_two_it_is_told_of_the_report(tmp_path: Path) -> None:
    files = {REPORT: report_of(), FORM: form_of(basic="1545.92")}
    ((name, result),) = across(audited(folder(tmp_path / "a", **files)))
    assert name == REPORT
    assert result.comparison.claim.stated.text == "1554.92万元"


def test_of_one_budget_that_another_repeats_a_slip_is_told(tmp_path: Path) -> None:
    ((_, result),) = across(audited(submission(tmp_path / "a", form=form_of(budget="1597"))))
    assert {term.figure.text for term in result.comparison.claim.terms} == {"1579.00万元", "1597"}


@pytest.mark.parametrize(
    "other",
    [
        form_of(unit="白石县民政局", basic="1545.92"),
        form_of(year=2022, basic="1545.92"),
        form_of(title="项目支出绩效自评表", basic="1545.92"),
        report_of(unit=f"{UNIT}（本级）", basic="1545.92", title="单位决算"),
        report_of(basic="1545.92", title="1—7月绩效运行监控报告"),
    ],
    ids=["another unit", "another year", "a project", "the head office alone", "some months"],
)
def test_what_does_not_belong_together_is_not_compared(tmp_path: Path, other: bytes) -> None:
    name = "b.xlsx" if b"xl/workbook.xml" in other else "b.docx"
    reports = audited(folder(tmp_path / "a", **{"a.docx": report_of(), name: other}))
    assert not across(reports)
    assert not across(reports, failing=False)


def test_two_units_in_one_folder_are_two_submissions(tmp_path: Path) -> None:
    files = {
        "甲.docx": report_of(), "甲.xlsx": form_of(),
        "乙.docx": report_of("白石县民政局", basic="1999.99"), "乙.xlsx": form_of("白石县民政局", basic="1999.99"),
    }  # fmt: skip
    reports = audited(folder(tmp_path / "a", **files))
    assert not across(reports)
    for name, result in across(reports, failing=False):
        other = result.comparison.claim.terms[1].document
        assert other is not None
        assert other.name[0] == name[0]


def test_a_document_without_a_unit_belongs_to_the_only_one(tmp_path: Path) -> None:
    nameless = form_of(unit="", basic="1545.92")
    place = folder(tmp_path / "a", **{REPORT: report_of(), FORM: nameless})
    ((_, result),) = across(audited(place))
    # it may be of another unit after all
    assert result.severity == "warning"
    (place / "别的.docx").write_bytes(report_of("白石县民政局"))
    assert not across(audited(place))


def test_a_copy_is_not_told_again(tmp_path: Path) -> None:
    place = submission(tmp_path / "a", report=report_of(basic="1545.92"))
    (place / "自评报告.txt").write_text(read(str(place / REPORT)).text, encoding="utf-8")
    assert len(across(audited(place))) == 1


def test_a_draft_is_no_contradiction_of_the_report(tmp_path: Path) -> None:
    files = {"初稿.docx": report_of(basic="1545.92"), "定稿.docx": report_of()}
    assert not across(audited(folder(tmp_path / "a", **files)))


def test_what_one_document_contradicts_itself_is_not_told_of_the_other(tmp_path: Path) -> None:
    note = note_of(basic="15459200") + "2023年度基本支出决算15549200元。\n".encode()
    reports = audited(submission(tmp_path / "a", note=note))
    assert not across(reports)
    assert [f.rule for report in reports for f in findings(report) if f.severity != "info"] == ["AR109"]


def test_folders_are_not_compared_with_one_another(tmp_path: Path) -> None:
    folder(tmp_path / "a", **{REPORT: report_of()})
    folder(tmp_path / "b", **{FORM: form_of(basic="1545.92")})
    assert not across(audited(tmp_path))


def test_a_folder_in_an_archive_is_a_submission(tmp_path: Path) -> None:
    place = tmp_path / "送审.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("甲/自评报告.docx", report_of(basic="1545.92"))
        archive.writestr("甲/自评表.xlsx", form_of())
        archive.writestr("乙/自评表.xlsx", form_of(basic="1666.66"))
    ((_, result),) = across(list(audit([str(place)], RULES)))
    other = result.comparison.claim.terms[1].document
    assert other is not None
    assert other.path == f"{place}/甲/自评表.xlsx"


def test_the_same_folders_give_the_same_bytes_in_any_chunk(tmp_path: Path) -> None:
    for number in range(4):
        submission(tmp_path / str(number), report=report_of(basic=f"15{number + 2}4.92"))
    (tmp_path / "1" / "坏.docx").write_bytes(b"PK\x03\x04")
    made = set()
    for chunk in (1, 2, 5, 100):
        reports = audited(tmp_path, chunk=chunk)
        made.add(b"".join(piece for (piece,) in in_step(iter(reports), RUN, [("json", View())])))
    assert len(made) == 1
    assert len(across(reports)) == 3


def test_a_fingerprint_knows_no_path(tmp_path: Path) -> None:
    marks = set()
    for name in ("a", "b"):
        place = submission(tmp_path / name, report=report_of(basic="1545.92"))
        (place / NOTE).rename(place / f"{name}.txt")
        ((_, result),) = across(audited(place))
        marks.add(result.fingerprint)
    assert len(marks) == 1


def test_an_operand_names_its_document_in_json(tmp_path: Path) -> None:
    reports = audited(submission(tmp_path / "a", report=report_of(basic="1545.92")))
    whole = json.loads(b"".join(piece for (piece,) in in_step(iter(reports), RUN, [("json", View())])))
    texts = {report.path: report.document.text for report in reports if report.document}
    seen = 0
    for entry in whole["documents"]:
        for result in entry["results"]:
            for operand in result["operands"]:
                path = operand.get("document", entry["path"])
                seen += path != entry["path"]
                assert texts[path][operand["start"] : operand["end"]] == operand["text"]
    assert seen


@pytest.mark.parametrize("style", sorted(FORMATS))
def test_every_format_names_the_other_file(tmp_path: Path, style: str) -> None:
    reports = audited(submission(tmp_path / "a", report=report_of(basic="1545.92"), note=b"\n"))
    found = [report for report in reports if report.path.endswith(REPORT)]
    for lang in ("zh", "en"):
        made = b"".join(piece for (piece,) in in_step(iter(found), RUN, [(style, View(lang))]))
        if style in ("xlsx", "docx"):
            with zipfile.ZipFile(BytesIO(made)) as package:
                made = b"".join(package.read(name) for name in package.namelist())
        assert FORM.encode() in made or json.dumps(FORM).strip('"').encode() in made


def test_generated_submissions_have_no_false_findings() -> None:
    counted = measure(1, 4, 1, verbose=True)
    assert counted["false"] == 0
    assert counted["tied"] > 20 * counted["submissions"]
    assert counted["noticed"] * 10 > counted["changed"] * 9


def test_what_is_known_of_two_files_is_not_gone_where_one_is_audited_alone(tmp_path: Path) -> None:
    place = submission(tmp_path / "a", report=report_of(basic="1545.92"))
    known = str(tmp_path / "known.yaml")
    assert run("baseline", "create", str(place), "--file", known).returncode == 0
    assert RULE in Path(known).read_text(encoding="utf-8")
    alone = run("check", str(place / REPORT), "--baseline", known, "--format", "json")
    assert json.loads(alone.stdout)["documents"][0]["resolved"] == []
    assert run("check", str(place), "--baseline", known).returncode == 0
    (place / REPORT).write_bytes(report_of())
    mended = json.loads(run("check", str(place), "--baseline", known, "--format", "json").stdout)
    assert [entry["rule"] for each in mended["documents"] for entry in each["resolved"]] == [RULE]


@pytest.mark.parametrize("inside", [False, True], ids=["in a folder", "in an archive"])
def test_explain_finds_what_the_file_beside_says(tmp_path: Path, inside: bool) -> None:
    place = submission(tmp_path / "a", report=report_of(basic="1545.92"))
    ((_, result),) = across(audited(place))
    file = place / REPORT
    if inside:
        archive = tmp_path / "送审.zip"
        with zipfile.ZipFile(archive, "w") as package:
            for each in place.iterdir():
                package.write(each, f"甲/{each.name}")
        file = archive / "甲" / REPORT
    done = run("explain", str(file), result.fingerprint)
    assert done.returncode == 0
    assert f"{FORM} · " in done.stdout.decode()
    assert run("explain", str(file), "f" * 16).returncode == 2


def test_annotate_marks_what_the_file_beside_says_if_it_is_asked(tmp_path: Path) -> None:
    place = submission(tmp_path / "a", report=report_of(basic="1545.92"))
    for asked in ((), ("--across",)):
        copy = tmp_path / f"{len(asked)}.docx"
        done = run("annotate", str(place / REPORT), *asked, "-o", str(copy))
        assert done.returncode == 0
        assert copy.exists() == bool(asked)
    with zipfile.ZipFile(copy) as package:
        assert FORM in package.read("word/comments.xml").decode()


def test_a_folder_of_very_many_is_held_together_in_part(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.mkdir()
    for number in range(MOST + 1):
        (place / f"{number:03}.txt").write_bytes(note_of("白石县民政局"))
    (place / "000.docx").write_bytes(report_of(basic="1545.92"))
    (place / "999.xlsx").write_bytes(form_of())
    assert not across(audited(place))
