"""The working paper: read back by a second library, its formulas worked out again by another program."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from audit_cli.calculation import calculation
from audit_cli.judgement import PASSING
from audit_cli.outputs.recalculation import recalculation
from audit_cli.outputs.view import View
from audit_cli.outputs.workbook import render
from audit_cli.pipeline import audit, audit_text
from audit_cli.report import DocumentReport, RunInfo, findings, run_info
from audit_cli.rulebook import rulebook
from tests.command import run

ROOT = Path(__file__).parent.parent
RULES = rulebook()
RUN = run_info(RULES)
TEXT = """2023年度青石县档案局部门整体支出绩效自评报告
2023年度本年支出合计500.00万元，其中：基本支出300.00万元，占60.00%；项目支出210.00万元，占40.00%。
2023年项目支出年初预算300.00万元，决算数295.13万元，执行率89.4%。
2023年度收入比上年增加50.00万元，增长8.5%，上年收入为500.00万元。
2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。
档案库房改造项目合同金额120.00万元，已支付80.00万元，未支付40.00万元，拟于2024年支付。
"""
SHEETS = ["汇总", "不符", "相符", "复算", "数字", "欠付", "指标", "无法核对"]
Book = openpyxl.Workbook


def made(reports: Iterable[DocumentReport], run: RunInfo, lang: str) -> bytes:
    return b"".join(render(reports, run, View(lang)))


def opened(data: bytes, values: bool = False) -> Book:
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def column(book: Book, sheet: str, name: str) -> list[object]:
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [row[header.index(name)] for row in rows]


def formulas(book: Book) -> list[tuple[str, str]]:
    return [(sheet.title, cell.coordinate) for sheet in book for row in sheet.iter_rows() for cell in row
            if cell.data_type == "f"]  # fmt: skip


@cache
def fixtures() -> list[DocumentReport]:
    return list(audit(sorted(map(str, (ROOT / "fixtures").glob("*/*.txt")))[:8], RULES))


@pytest.fixture(scope="module")
def report() -> DocumentReport:
    return audit_text(TEXT, RULES, "report.txt")


def test_every_sheet_is_there_with_a_header_that_stays_and_filters(report: DocumentReport) -> None:
    book = opened(made([report], RUN, "zh"))
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert all(cell.value for cell in sheet[1])


def test_a_row_is_as_high_as_its_text(report: DocumentReport) -> None:
    sheet = opened(made([report], RUN, "zh"))["不符"]
    longest = [max(len(str(cell.value or "")) * 2 / 40 for cell in row) for row in sheet.iter_rows(min_row=2)]
    heights = [sheet.row_dimensions[row].height or 15 for row in range(2, sheet.max_row + 1)]
    assert all(15 <= height <= 400 for height in heights)
    assert heights[longest.index(max(longest))] > 30


def test_each_finding_and_each_tick_has_a_row(report: DocumentReport) -> None:
    book = opened(made([report], RUN, "zh"))
    assert sorted(column(book, "不符", "指纹")) == sorted(r.fingerprint for r in findings(report))
    assert column(book, "相符", "指纹") == [r.fingerprint for r in report.results if r.status in PASSING]
    assert set(
        column(book, "不符", "审核意见") + column(book, "不符", "单位答复") + column(book, "不符", "核实结果")
    ) == {None}
    assert len(column(book, "数字", "数字")) == len(report.figures)


def test_what_a_formula_shows_is_what_the_report_says(report: DocumentReport) -> None:
    data = made([report], RUN, "zh")
    shown, live = opened(data, values=True), opened(data)
    told = [r for r in report.results if r.status in PASSING or r.primary]
    by_mark = {r.fingerprint: calculation(r.comparison) for r in told if recalculation(r.comparison)}
    seen = 0
    for sheet in ("不符", "相符"):
        marks = column(shown, sheet, "指纹")
        for row, mark in enumerate(marks, 2):
            if mark not in by_mark:
                continue
            seen += 1
            header = [cell.value for cell in shown[sheet][1]]
            for name, said in zip(("写为", "应为", "差额"), by_mark[mark][2:5], strict=True):
                cell = shown[sheet].cell(row, header.index(name) + 1)
                assert f"{cell.value:.{len(said.partition('.')[2])}f}" in (said, f"-{said}"), (mark, name)
            assert str(live[sheet].cell(row, header.index("应为") + 1).value).startswith("='复算'!G")
    assert seen == len(by_mark) > 8


def test_the_sum_that_does_not_close_is_added_up_by_a_formula(report: DocumentReport) -> None:
    live = opened(made([report], RUN, "zh"))["复算"]
    rows = [[cell.value for cell in row] for row in live.iter_rows(min_row=2)]
    at = next(i for i, row in enumerate(rows) if row[2] == "AR101")
    block = [(row[3], row[6]) for row in rows[at + 1 : at + 6]]
    first = at + 3
    assert block == [
        ("基本支出", 300), ("项目支出", 210), ("应为", f"=SUMPRODUCT(F{first}:F{first + 1},G{first}:G{first + 1})"),
        ("写为", 500), ("差额", f"=ROUND(G{first + 3}-G{first + 2},2)"),
    ]  # fmt: skip


def test_what_is_owed_is_a_formula(report: DocumentReport) -> None:
    data = made([report], RUN, "zh")
    assert column(opened(data), "欠付", "未支付") == ["=C2-D2", '=SUMIF(G2:G2,"万元",E2:E2)']
    assert column(opened(data, values=True), "欠付", "未支付") == [40, 40]


def test_nearly_all_that_is_computed_has_a_formula() -> None:
    computed = [r.comparison for report in fixtures() for r in report.results
                if r.comparison.expected is not None and r.comparison.claim.kind not in ("score", "unit")]  # fmt: skip
    made = [comparison for comparison in computed if recalculation(comparison)]
    assert len(computed) > 200
    assert len(made) >= len(computed) * 0.97


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_another_program_computes_the_same_values(tmp_path: Path, report: DocumentReport) -> None:
    data = made([report, *fixtures()], RUN, "zh")
    # without the values that we computed, so that they must be computed
    with zipfile.ZipFile(BytesIO(data)) as ours, zipfile.ZipFile(tmp_path / "paper.xlsx", "w") as emptied:
        for name in ours.namelist():
            emptied.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", ours.read(name)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / "paper.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    shown, computed = opened(data, values=True), openpyxl.load_workbook(out / "paper.xlsx", data_only=True)
    cells = formulas(opened(data))
    assert len(cells) > 500
    for sheet, cell in cells:
        assert computed[sheet][cell].value == pytest.approx(shown[sheet][cell].value, rel=1e-9, abs=1e-9), (sheet, cell)


HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "http://example.com", "_x0041_", "{=1}", "\x1b[31m\x01"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_shown_as_text(words: str) -> None:
    begins = re.sub("[\x00-\x1f]", "", words)  # a text with these is no report, but the name of a file may hold them
    text = (
        f"{begins}项目合同金额120.00万元，已支付80.00万元，未支付50.00万元。\n"
        f"{begins}共5人，其中：{begins}干部3人，教师1人。\n"
    )
    book = opened(made([audit_text(text, RULES, f"{words}.txt")], RUN, "zh"))
    ours = re.compile(r"=(SUM\(|SUMIF|SUMPRODUCT|ROUND\(|COUNTA|IF\(C|C[0-9]+-D|'复算'!G|[0-9.]+\*SUMPRODUCT)")
    assert formulas(book)
    for sheet, cell in formulas(book):
        assert ours.match(str(book[sheet][cell].value))
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert all(link.location and not link.target for link in links)
    path = column(book, "汇总", "文件")[0]
    assert path == f"{words}.txt".replace("\x1b", "␛").replace("\x01", "␁")


def test_a_number_that_no_cell_holds_is_shown_as_printed() -> None:
    text = "支出合计12345678901234567.89元，其中：基本支出12345678901234567.00元，项目支出0.88元。\n"
    book = opened(made([audit_text(text, RULES, "a.txt")], RUN, "zh"))
    assert "12345678901234567.89元" in column(book, "数字", "数字")
    assert "12345678901234567.89元" in column(book, "数字", "数值")
    assert column(book, "不符", "应为") == ["12345678901234567.88"]


@pytest.mark.parametrize("number", ["1" + "0" * 24, "0." + "1" * 24, "1." + "0" * 24, "1" * 17, "1" * 24])
def test_numbers_of_any_length_make_a_paper(number: str) -> None:
    text = (
        f"2023年本年支出合计{number}万元，其中：基本支出{number}万元，项目支出{number}万元，占本年支出合计的{number}%。\n"
        f"档案库房改造项目合同金额{number}元，已支付1元，未支付{number}元。\n"
    )
    report = audit_text(text, RULES, "a.txt")
    book = opened(made([report], RUN, "zh"), values=True)
    assert len(column(book, "数字", "数值")) == len(report.figures) > 4
    assert len(column(book, "不符", "指纹")) == len(findings(report)) > 0


def test_numbers_of_persons_are_masked() -> None:
    book = opened(made([audit_text("联系人电话13800138000，经费30万元。\n", RULES, "a.txt")], RUN, "zh"))
    shown = [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    assert not [value for value in shown if "13800138000" in value]


def test_the_same_reports_give_the_same_bytes(report: DocumentReport) -> None:
    assert made([report], RUN, "zh") == made([report], RUN, "zh")


def test_a_report_without_findings_and_no_report_at_all() -> None:
    clean = audit_text("2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。", RULES, "a.txt")
    rare = clean._replace(results=tuple(r for r in clean.results if r.status in PASSING))
    assert column(opened(made([rare], RUN, "zh")), "不符", "指纹") == []
    assert opened(made([], RUN, "en")).sheetnames[0] == "Summary"


def test_a_file_that_cannot_be_read_stands_in_the_summary(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.docx").write_bytes(b"no document")
    target = tmp_path / "out" / "paper.xlsx"
    target.parent.mkdir()
    done = run("paper", str(tmp_path / "good.txt"), str(tmp_path / "bad.docx"), "-o", str(target))
    assert done.returncode == 3
    book = openpyxl.load_workbook(target)
    assert column(book, "汇总", "结果")[:2] == ["已审核", "无法读取"]
    assert "bad.docx" in str(column(book, "汇总", "说明")[1])
    assert [path.name for path in target.parent.iterdir()] == ["paper.xlsx"]


def test_a_file_that_is_audited_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["支出合计", "5万元"])
    book.save(source)
    before = source.read_bytes()
    for name in (str(source), str(tmp_path / "." / "a.xlsx")):
        done = run("paper", str(tmp_path), "-o", name)
        assert (done.returncode, source.read_bytes()) == (2, before)
        assert "不会覆盖" in done.stderr.decode()


def test_rows_that_no_sheet_holds_are_counted(report: DocumentReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit_cli.outputs.sheets._LAST_ROW", 20)
    data = made([report], RUN, "zh")
    book = opened(data)
    assert book["复算"].max_row == 21
    said = [str(value) for value in column(book, "汇总", "文件")]
    assert any(re.fullmatch(r"工作表行数已满，另有 [1-9][0-9]* 行未列出：复算", line) for line in said)
    pointing = [str(book[sheet][cell].value) for sheet, cell in formulas(book) if sheet in ("不符", "相符")]
    assert pointing
    assert all(int(formula.rpartition("G")[2]) <= 21 for formula in pointing)


def test_links_that_no_sheet_holds_are_numbers(report: DocumentReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit_cli.outputs.sheets._MOST_LINKS", 2)
    cells = [row[0] for row in opened(made([report], RUN, "zh"))["相符"].iter_rows(min_row=2)]
    numbered = [cell for cell in cells if cell.value]
    assert [bool(cell.hyperlink) for cell in numbered] == [True] * 2 + [False] * (len(numbered) - 2)
    assert len(numbered) > 2


def test_in_english_formulas_point_to_the_english_sheet(report: DocumentReport) -> None:
    book = opened(made([report], RUN, "en"))
    expected = [str(value) for value in column(book, "Findings", "expected") if str(value).startswith("=")]
    assert expected
    assert all(formula.startswith("='Calculations'!G") for formula in expected)
