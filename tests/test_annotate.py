"""`audit-cli annotate`: which copy is written where, what is said of it, and what is never overwritten."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from audit_cli.cli.options import CODE_UNREAD, CODE_USAGE
from audit_cli.errors import Damaged, TooLarge
from audit_cli.marking import MARKERS
from audit_cli.marking.markup import Markup
from audit_cli.marking.places import Places
from audit_cli.marking.remarks import remarks
from audit_cli.model import InElement
from audit_cli.pipeline import audit_text
from audit_cli.readers.limits import Limits, Options
from audit_cli.report import findings, run_info
from tests.marked import RULES, marked, parts
from tests.test_cli import run
from tests.test_read_docx import body, packed, plain

SUM = "2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出190.00万元。"
CLEAN = "2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出200.00万元。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "自评报告.docx"
    path.write_bytes(packed(body(plain(SUM))))
    return path


def test_the_copy_stands_beside_the_report_which_stays_as_it_is(report: Path) -> None:
    before = report.read_bytes()
    done = run("annotate", str(report))
    copy = report.with_name("自评报告.审核.docx")
    assert done.stdout.decode() == f"{copy}：标注 1 条问题，批注 3 处\n"
    assert (done.returncode, done.stderr) == (0, b"")
    assert report.read_bytes() == before
    assert len(list(docx.Document(str(copy)).comments)) == 3
    assert sorted(path.name for path in report.parent.iterdir()) == ["自评报告.docx", "自评报告.审核.docx"]


def test_what_is_there_is_overwritten_only_when_that_is_asked_for(report: Path) -> None:
    copy = report.with_name("我的.docx")
    copy.write_text("不可丢失")
    for arguments in (["-o", str(copy)], ["-o", str(report), "--force"]):
        done = run("annotate", str(report), *arguments)
        assert (done.returncode, done.stdout) == (CODE_USAGE, b"")
    assert copy.read_text() == "不可丢失"
    assert run("annotate", str(report), "-o", str(copy), "--force").returncode == 0
    assert docx.Document(str(copy)).paragraphs[0].text == SUM


def test_a_report_without_findings_has_no_copy(report: Path) -> None:
    report.write_bytes(packed(body(plain(CLEAN))))
    done = run("annotate", str(report))
    assert done.stdout.decode() == f"{report}：没有需要标注的问题，未写副本\n"
    assert done.returncode == 0
    assert [path.name for path in report.parent.iterdir()] == [report.name]


def test_one_day_gives_the_same_bytes_and_the_language_is_asked_for(report: Path) -> None:
    copies = []
    for arguments, environment in (
        (["--today", "2024-05-06"], {}), ([], {"SOURCE_DATE_EPOCH": "1714953600"}), (["--today", "2024-05-07"], {}),
    ):  # fmt: skip
        run("annotate", "--force", "--lang", "en", *arguments, str(report), **environment)
        copies.append(report.with_name("自评报告.审核.docx").read_bytes())
    assert copies[0] == copies[1] != copies[2]
    comment = next(iter(docx.Document(BytesIO(copies[0])).comments))
    assert comment.text.startswith("No. 1 error (AR101): ")
    assert str(comment.timestamp).startswith("2024-05-06")


def test_the_severity_and_what_is_known(report: Path) -> None:
    report.write_bytes(packed(body(plain(SUM), plain("2023年预算执行率为95.00%，预算200.00万元，支出130.00万元。"))))
    copy = report.with_name("自评报告.审核.docx")
    texts = {}
    for least in ("error", "info"):
        assert run("annotate", str(report), "--force", "--least", least).returncode == 0
        texts[least] = "\n".join(comment.text for comment in docx.Document(str(copy)).comments)
    assert "疑点（" not in texts["error"]
    assert "疑点（" in texts["info"]
    known = report.with_name("已知.yaml")
    assert run("baseline", "create", str(report), "--file", str(known)).returncode == 0
    assert run("annotate", str(report), "--force", "--baseline", str(known)).returncode == 0
    assert "已知" in next(iter(docx.Document(str(copy)).comments)).text.split("\n")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.html"])
def test_other_formats_are_told_what_there_is_instead(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"<html><body><p>{SUM}</p></body></html>" if name.endswith("html") else SUM, encoding="utf-8")
    done = run("annotate", str(path))
    said = done.stderr.decode()
    assert done.returncode == CODE_USAGE
    assert all(kind in said for kind in MARKERS)
    assert "check --output" in said
    assert "letter" in said
    assert said.count("\n") == 1


def test_files_that_cannot_be_read_are_told_as_by_any_command(report: Path) -> None:
    for data in (report.read_bytes()[:-200], b"", b"PK\x03\x04"):
        report.write_bytes(data)
        done = run("annotate", str(report))
        assert done.returncode == CODE_UNREAD
        assert done.stderr.decode().count("\n") == 1
    assert [path.name for path in report.parent.iterdir()] == [report.name]


def test_a_report_in_an_archive_or_on_standard_input_needs_a_name_for_its_copy(report: Path, tmp_path: Path) -> None:
    archive = tmp_path / "送审.zip"
    with ZipFile(archive, "w") as package:
        package.write(report, "自评报告.docx")
    inner = f"{archive}/自评报告.docx"
    assert run("annotate", inner).returncode == CODE_USAGE
    copy = tmp_path / "copy.docx"
    for path, data in ((inner, b""), ("-", report.read_bytes())):
        assert run("annotate", path, stdin=data).returncode == CODE_USAGE
        assert run("annotate", path, "-o", str(copy), "--force", stdin=data).returncode == 0
        assert len(list(docx.Document(str(copy)).comments)) == 3


def test_a_locked_report_is_opened_and_its_copy_said_to_be_open(report: Path, tmp_path: Path) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    locked = tmp_path / "locked.docx"
    with locked.open("wb") as target:
        msoffcrypto.OOXMLFile(BytesIO(report.read_bytes())).encrypt("secret", target)
    assert run("annotate", str(locked)).returncode == CODE_UNREAD
    done = run("annotate", str(locked), "--password", "secret")
    assert done.returncode == 0
    assert "副本没有密码" in done.stderr.decode()


def test_everything_that_a_package_holds_counts() -> None:
    data = parts(packed(body(plain(SUM)))) | {"word/media/a.png": bytes(1 << 20)}
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, part in data.items():
            package.writestr(name, part)
    assert parts(marked("a.docx", target.getvalue()).copy)["word/media/a.png"] == bytes(1 << 20)
    from audit_cli.marking import marked_copy

    case = marked("a.docx", target.getvalue())
    with pytest.raises(TooLarge):
        marked_copy(case.data, case.document, case.remarks, "2024-05-06", Options(Limits(archive=1 << 20)))
    at = target.getvalue().index(bytes(100))
    with pytest.raises(Damaged):
        marked_copy(
            case.data[: at + 9] + b"\x01" + case.data[at + 10 :], case.document, case.remarks, "2024-05-06", Options()
        )


def test_findings_are_numbered_in_the_order_of_the_text_and_each_place_is_said_once() -> None:
    text = f"2023年度青石县档案局部门整体支出绩效自评报告\n{SUM}\n{SUM.replace('500.00', '600.00')}\n"
    report = audit_text(text, RULES)
    made = remarks(report, run_info(RULES), "zh", "info")
    own = [remark for remark in made if remark.number]
    assert [remark.number for remark in own] == list(range(1, len(findings(report)) + 1))
    assert [remark.start for remark in own] == sorted(remark.start for remark in own)
    references = [(remark.start, remark.end) for remark in made if not remark.number]
    assert len(references) == len(set(references))
    assert text[own[0].start : own[0].end] == text.partition("\n")[0]


def test_a_place_without_an_origin_is_the_next_or_the_last() -> None:
    places = Places([InElement(10, 14, "b", 3), InElement(2, 6, "a", 1)])
    assert places.of(3, 5) == [InElement(3, 5, "a", 1, 1)]
    assert places.of(4, 12) == [InElement(4, 6, "a", 1, 2), InElement(10, 12, "b", 3)]
    assert places.of(0, 1) == [InElement(2, 6, "a", 1)]
    assert places.of(7, 9) == [InElement(10, 14, "b", 3)]
    assert places.of(20, 22) == [InElement(10, 14, "b", 3)]
    assert Places([]).of(0, 1) == []


def test_the_source_of_a_part_is_taken_as_it_is() -> None:
    source = "<?xml version='1.0'?><!-- <a> --><r x='>'><t>1&amp;2\r\n3&#x34;</t><e/><![CDATA[<b>]]></r>"
    markup = Markup(source.encode())
    assert [markup.name(i) for i in range(len(markup.elements))] == ["r", "t", "e"]
    assert [source[markup.character(1, i) or 0] for i in range(6)] == ["1", "&", "2", "\r", "3", "&"]
    assert markup.character(0, 1) is None
    assert markup.edited([]) == source.encode()
    assert markup.edited([markup.into(2, "<f/>")]) == source.replace("<e/>", "<e><f/></e>").encode()
    assert markup.edited([markup.appended("<g/>"), markup.before(1, "<h/>")]).decode().count("<h/><t>") == 1


def test_a_copy_of_a_copy_goes_on_from_its_comments(report: Path, tmp_path: Path) -> None:
    run("annotate", str(report))
    again = tmp_path / "again.docx"
    shutil.copy(report.with_name("自评报告.审核.docx"), again)
    assert run("annotate", str(again)).returncode == 0
    comments = list(docx.Document(str(tmp_path / "again.审核.docx")).comments)
    assert len({comment.comment_id for comment in comments}) == len(comments) == 6
