"""The letter to the unit: opened by a second program, hostile text in it is text, a template keeps its words."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word

from audit_cli.calculation import calculation
from audit_cli.errors import UsageError
from audit_cli.outputs.letter import Template, render
from audit_cli.pipeline import audit_text
from audit_cli.report import DocumentReport, findings, run_info
from audit_cli.rulebook import rulebook
from tests.command import run
from tests.packages import text_of
from tests.test_workbook import HOSTILE, TEXT

RULES = rulebook()
RUN = run_info(RULES)


@pytest.fixture(scope="module")
def report() -> DocumentReport:
    return audit_text(TEXT, RULES, "report.txt")


def opened(data: bytes) -> Word:
    return docx.Document(BytesIO(data))


def lines(word: Word) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def rows(word: Word) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]


def numbered(word: Word) -> list[str]:
    return [found[1] for line in lines(word) if (found := re.fullmatch(r"[0-9]+\. .*（([A-Z]+[0-9]+)）", line))]


def template(*texts: str) -> Template:
    word, target = docx.Document(), BytesIO()
    for text in texts:
        word.add_paragraph(text)
    word.save(target)
    return Template("form.docx", target.getvalue())


def test_the_letter_is_addressed_and_says_what_was_read(report: DocumentReport) -> None:
    said = lines(opened(render(report, RUN, "warning")))
    assert said[:2] == ["审核反馈意见", "青石县档案局："]
    assert f"共读出数字{len(report.figures)}个" in said[2]
    assert said[-2:] == ["（审核单位盖章）　", "　　年　　月　　日"]


@pytest.mark.parametrize(("least", "severities"), [("error", ["error"]), ("warning", ["error", "warning"]),
                                                   ("info", ["error", "warning", "info"])])  # fmt: skip
def test_each_finding_is_a_point_the_worst_first(report: DocumentReport, least: str, severities: list[str]) -> None:
    word = opened(render(report, RUN, least))  # type: ignore[arg-type]
    expected = [r.rule for severity in severities for r in findings(report) if r.severity == severity]
    assert numbered(word) == expected
    assert len(word.tables) == len(expected) > 0
    assert all(table[-1][0] == "单位回复：" for table in rows(word))


def test_a_point_shows_figures_calculation_authority_and_advice(report: DocumentReport) -> None:
    word = opened(render(report, RUN, "error"))
    (result,) = [r for r in findings(report) if r.rule == "AR101"]
    table = rows(word)[numbered(word).index("AR101")]
    shown = {row[0]: row[1] for row in table}
    worked = calculation(result.comparison)
    assert shown["算式"] == worked.formula
    assert (shown["基本支出"], shown["项目支出"]) == ("300.00万元", "210.00万元")
    assert (shown["应为"], shown["写为"], shown["差额"]) == ("510.00万元", "500.00万元", "-10.00万元")
    assert shown["依据"] == RUN.words(report)["AR101"].authority
    assert shown["位置"].endswith("第2行")
    assert shown["建议"]


def test_a_report_without_findings_is_told_so() -> None:
    clean = audit_text("2023年末实有在职人员56人，其中：行政人员29人、事业人员27人。", RULES, "a.txt")
    word = opened(render(clean._replace(results=()), RUN, "info"))
    assert "　　未发现需要更正或者说明的事项。" in lines(word)
    assert (word.tables, lines(word)[1]) == ([], "＿＿＿＿＿＿＿＿：")


def test_a_template_keeps_its_words_and_takes_the_points(report: DocumentReport) -> None:
    form = template("某市财政局", "致{{单位}}（{{年度}}年度）：", "{{意见}}", "此致 {{日期}}")
    word = opened(render(report, RUN, "error", form))
    said = [line for line in lines(word) if line]
    assert said[:3] == ["某市财政局", "致青石县档案局（2023年度）：", "一、需要更正的事项"]
    assert said[-1] == "此致 　　年　　月　　日"
    assert len(word.tables) == len(numbered(word)) == len([r for r in findings(report) if r.severity == "error"])


def test_a_template_without_a_place_takes_the_points_at_its_end(report: DocumentReport) -> None:
    word = opened(render(report, RUN, "error", template("开头")))
    assert lines(word)[0] == "开头"
    assert numbered(word)


def test_what_is_no_template_is_told(report: DocumentReport) -> None:
    for data in (b"", b"no document", b"PK\x03\x04"):
        with pytest.raises(UsageError, match=r"form\.docx"):
            render(report, RUN, "error", Template("form.docx", data))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_shown_as_text(words: str) -> None:
    begins = re.sub("[\x00-\x1f]", "", words)
    text = f"{begins}，2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
    said = audit_text(text, RULES, f"{words}.txt")
    word = opened(render(said, RUN, "info"))
    name = words.rpartition("/")[2].replace("\x1b", "␛").replace("\x01", "␁")
    assert f"《{name}.txt》" in lines(word)[2]
    assert begins in str(rows(word))
    assert not word.element.xpath("//w:fldSimple | //w:instrText | //w:hyperlink")


def test_numbers_of_persons_are_masked() -> None:
    text = "2023年本年支出合计500.00万元。联系人电话13800138000，身份证号11010119900307001X。\n"
    said = text_of(render(audit_text(text, RULES, "a.txt"), RUN, "info"))
    assert "138******00" in said
    assert "13800138000" not in said
    assert "11010119900307001X" not in said


def test_the_same_report_gives_the_same_bytes(report: DocumentReport) -> None:
    assert render(report, RUN, "info") == render(report, RUN, "info")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_another_program_opens_it(tmp_path: Path, report: DocumentReport) -> None:
    (tmp_path / "letter.docx").write_bytes(render(report, RUN, "info"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
         str(tmp_path / "letter.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
    assert text.count("单位回复：") == len(findings(report))
    assert "青石县档案局：" in text


def test_one_report_is_a_file_and_several_are_a_folder(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.docx").write_bytes(b"no document")
    one, folder = tmp_path / "one.docx", tmp_path / "letters"
    assert run("letter", str(tmp_path / "a.txt"), "-o", str(one)).returncode == 0
    assert opened(one.read_bytes()).tables
    done = run(
        "letter", str(tmp_path / "a.txt"), str(tmp_path / "bad.docx"), str(tmp_path / "b.txt"), "-o", str(folder)
    )
    assert (done.returncode, "bad.docx" in done.stderr.decode()) == (3, True)
    assert sorted(path.name for path in folder.iterdir()) == [
        "1_青石县档案局_审核反馈意见.docx", "2_青石县档案局_审核反馈意见.docx",
    ]  # fmt: skip
    wrong = run("letter", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(tmp_path / "two.docx"))
    assert (wrong.returncode, (tmp_path / "two.docx").exists()) == (2, False)


def test_a_template_or_report_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    word = docx.Document()
    word.add_paragraph("支出合计5万元")
    word.save(str(source))
    form = tmp_path / "form.docx"
    form.write_bytes(source.read_bytes())
    before = source.read_bytes()
    for target in (source, form):
        done = run("letter", str(source), "--template", str(form), "-o", str(target))
        assert (done.returncode, target.read_bytes()) == (2, before)
