"""The command line: commands, exit codes, bad input, and that nothing heavy is imported before it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fixtures.ole_files import compound
from tests.command import run, started

CLEAN = "2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。\n"
WRONG = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
SHORT = "2023年度培训人员500人，其中：干部300人，教师150人。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("clean", CLEAN), ("wrong", WRONG), ("short", SHORT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def statuses(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [document["status"] for document in json.loads(done.stdout)["documents"]]


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("clean", (), 0),
        ("wrong", (), 1),
        ("wrong", ("--fail-on", "never"), 0),
        ("short", (), 0),
        ("short", ("--fail-on", "warning"), 1),
        ("clean", ("--fail-on", "info"), 0),
    ],
)
def test_the_exit_code_says_whether_there_are_findings(
    folder: Path, name: str, options: tuple[str, ...], code: int
) -> None:
    assert run("check", str(folder / f"{name}.txt"), *options).returncode == code


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("chekc",),
        ("check", "--format", "xml", "x.txt"),
        ("check", "--profile", "atlantis", "x.txt"),
        ("check", "--baseline", "missing.yaml", "x.txt"),
        ("check", "--suppressions", "missing.yaml", "x.txt"),
        ("check", "--today", "tomorrow", "x.txt"),
        ("baseline", "update", "--file", "missing.yaml", "x.txt"),
        ("baseline", "create", "--file", "nowhere/known.yaml", "x.txt"),
        ("check", "--as-of", "2022-13-01", "x.txt"),
        ("check", "--rules", "no-such-file.yaml", "x.txt"),
        ("explain", "AR999"),
    ],
)
def test_a_usage_error_ends_with_two_and_no_traceback(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "错误" in done.stderr.decode()
    assert not done.stdout


def test_rules_of_ones_own_may_extend_a_profile(folder: Path) -> None:
    rules = folder / "自己的规则.yaml"
    rules.write_text(
        "title: 自己的规则\nextends: national\nrules:\n  - id: AR102\n    severity: error\n", encoding="utf-8"
    )
    assert run("check", "--rules", str(rules), str(folder / "short.txt")).returncode == 1
    rules.write_text("extends: national\nrules:\n  - id: AR102\n    severty: error\n", encoding="utf-8")
    done = run("check", "--rules", str(rules), str(folder / "short.txt"))
    assert done.returncode == 2
    assert "自己的规则.yaml" in done.stderr.decode()
    assert run("check", "--rules", str(rules), "--profile", "national", str(folder / "short.txt")).returncode == 2


@pytest.mark.parametrize("command", ["text", "figures", "facts"])
@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "binary.txt", "image.png", "archive.xyz"])
def test_a_listing_of_what_cannot_be_read_ends_with_three(folder: Path, command: str, name: str) -> None:
    bad = str(bad_files(folder)[name])
    done = run(command, bad)
    assert (done.returncode, done.stdout) == (3, b"")
    (line,) = done.stderr.decode().splitlines()
    assert bad in line


def test_usage_goes_before_unread_and_unread_before_findings(folder: Path) -> None:
    wrong, missing = str(folder / "wrong.txt"), str(folder / "missing.txt")
    assert run("check", wrong, missing).returncode == 3
    assert run("check", wrong, missing, "--profile", "atlantis").returncode == 2


def bad_files(folder: Path) -> dict[str, Path]:
    """Return files that cannot be audited, each wrong in its own way."""
    files = {
        name: folder / name
        for name in ("empty.txt", "binary.txt", "no-figure.txt", "no-zip.docx", "text.docx", "report.xyz", "cut.docx")
    }
    files["empty.txt"].write_bytes(b"")
    files["binary.txt"].write_bytes(bytes(range(256)) * 8)
    files["no-figure.txt"].write_text("这里没有数字。\n", encoding="utf-8")
    files["no-zip.docx"].write_bytes(b"\x00\x01\x02 not a package")
    files["text.docx"].write_text(CLEAN, encoding="utf-8")
    files["report.xyz"].write_text(CLEAN, encoding="utf-8")
    for name in ("locked.docx", "locked.xlsx"):
        files[name] = folder / name
        files[name].write_bytes(compound({"EncryptedPackage": b""}))
    whole = folder / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 500)
    files["cut.docx"].write_bytes(whole.read_bytes()[:120])
    files["archive.xyz"] = whole.rename(folder / "archive.xyz")
    files["image.png"] = folder / "image.png"
    files["image.png"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    files["missing.txt"] = folder / "missing.txt"
    files["no-report"] = folder / "no-report"
    files["no-report"].mkdir()
    return files


@pytest.mark.parametrize(
    "name",
    ["empty.txt", "binary.txt", "no-figure.txt", "no-zip.docx", "text.docx", "report.xyz", "locked.docx", "locked.xlsx",
     "cut.docx", "archive.xyz", "image.png", "missing.txt", "no-report"],
)  # fmt: skip
def test_a_bad_file_is_named_in_one_line_and_the_others_are_audited(folder: Path, name: str) -> None:
    bad = str(bad_files(folder)[name])
    done = run("check", "--format", "json", bad, str(folder / "clean.txt"))
    assert done.returncode == 3
    assert statuses(done)[0] in ("unreadable", "incomplete")
    assert statuses(done)[1] == "audited"
    assert json.loads(done.stdout)["documents"][0]["reason"]
    (line,) = done.stderr.decode().splitlines()
    assert bad in line
    console = run("check", bad, str(folder / "clean.txt"))
    assert console.returncode == 3
    assert b"Traceback" not in console.stderr
    assert bad in console.stdout.decode().replace("\n", "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_unreadable(folder: Path) -> None:
    (folder / "clean.txt").chmod(0)
    done = run("check", "--format", "json", str(folder))
    assert done.returncode == 3
    assert statuses(done) == ["unreadable", "audited", "audited"]


def test_a_folder_is_read_with_all_that_is_in_it_in_order(folder: Path) -> None:
    inner = folder / "b"
    inner.mkdir()
    (inner / "deep.md").write_text(CLEAN, encoding="utf-8")
    (inner / "~$lock.docx").write_bytes(b"")
    (inner / ".hidden.txt").write_text(CLEAN, encoding="utf-8")
    (inner / "notes.rtf").write_bytes(b"{\\rtf1")
    done = run("check", "--format", "json", str(folder), str(folder / "clean.txt"))
    assert "notes.rtf" in done.stderr.decode()
    paths = [Path(d["path"]).relative_to(folder).as_posix() for d in json.loads(done.stdout)["documents"]]
    assert paths == ["clean.txt", "short.txt", "wrong.txt", "b/deep.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are characters there")
def test_a_file_name_may_hold_any_bytes(folder: Path) -> None:
    name = os.fsencode(folder) + b"/\xff\xfe.txt"
    with open(name, "wb") as file:
        file.write(WRONG.encode())
    missing = os.fsdecode(os.fsencode(folder) + b"/\xfd.txt")
    for style in ("json", "jsonl", "console"):
        assert run("check", "--format", style, os.fsdecode(name)).returncode == 1
        assert run("check", "--format", style, missing).returncode == 3
    assert run("figures", "--format", "json", os.fsdecode(name)).returncode == 0
    assert run("text", missing).returncode == 3


def test_standard_input_is_a_file_too() -> None:
    done = run("check", "--format", "json", "-", stdin=WRONG.encode())
    assert done.returncode == 1
    assert json.loads(done.stdout)["documents"][0]["path"] == "-"


def test_lines_of_json_come_one_a_document(folder: Path) -> None:
    done = run("check", "--format", "jsonl", str(folder))
    assert [Path(json.loads(line)["path"]).name for line in done.stdout.splitlines()] == [
        "clean.txt", "short.txt", "wrong.txt"
    ]  # fmt: skip


def test_output_goes_to_a_file_if_asked(folder: Path) -> None:
    target = folder / "report.json"
    done = run("check", "--format", "json", "-o", str(target), str(folder / "wrong.txt"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["severity"]["error"] == 1
    nowhere = run("check", "-o", str(folder / "no" / "such" / "folder.txt"), str(folder / "clean.txt"))
    assert nowhere.returncode == 2


@pytest.mark.parametrize("content", ["一\r\n二\n三", "\ufeff开头", "末尾没有换行", "全角　空格\t制表\n\n"])
def test_text_prints_the_canonical_text_and_nothing_else(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode())
    assert started("text", str(path), PYTHONIOENCODING="ascii").stdout == content.removeprefix("\ufeff").encode()


def test_output_is_utf8_whatever_the_console_speaks(folder: Path) -> None:
    for encoding in ("ascii", "cp936", "cp437"):
        done = started("check", str(folder / "wrong.txt"), PYTHONIOENCODING=encoding)
        assert done.returncode == 1
        assert "合计" in done.stdout.decode("utf-8")
        assert "错误" in started("check", PYTHONIOENCODING=encoding).stderr.decode("utf-8")


def test_figures_are_listed_with_what_they_were_tied_to(folder: Path) -> None:
    done = run("figures", "--format", "json", str(folder / "clean.txt"))
    entries = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"document", "start", "end", "text", "type", "unit", "value", "quantum", "tied"} <= set(entries[0])
    people = [e for e in entries if e["unit"] == "人"]
    assert [e["text"] for e in people] == ["56人", "29人", "10人", "17人"]
    assert len({tuple(e["tied"]) for e in people}) == 1
    assert people[0]["tied"]
    assert "56人" in run("figures", str(folder / "clean.txt")).stdout.decode()


def test_facts_and_rules_are_listed(folder: Path) -> None:
    facts = [json.loads(x) for x in run("facts", "--format", "json", str(folder / "wrong.txt")).stdout.splitlines()]
    assert all({"concept", "measure", "period", "scope", "fund"} <= set(fact) for fact in facts)
    assert run("facts", str(folder / "wrong.txt")).returncode == 0
    rules = [json.loads(x) for x in run("rules", "--format", "json").stdout.splitlines()]
    assert "AR101" in [rule["id"] for rule in rules]
    listed = run("rules").stdout.decode()
    assert all(rule["id"] in listed and rule["title"] in listed for rule in rules)
    assert "A total equals" in run("rules", "--lang", "en").stdout.decode()


def test_indicators_are_listed(tmp_path: Path) -> None:
    form = tmp_path / "form.txt"
    form.write_text(
        "三级指标\t指标值\t完成值\t分值\t得分\n培训人数\t≥320人\t324人\t60\t60\n合格率\t≥95%\t\t40\t40\n", "utf-8"
    )
    first, second = [json.loads(x) for x in run("indicators", "--format", "json", str(form)).stdout.splitlines()]
    assert first["name"]["text"] == "培训人数"
    assert (first["target"]["value"], first["target"]["unit"], first["aim"]) == ("320", "人", "at_least")
    text = form.read_bytes().decode()
    assert text[first["actual"]["start"] : first["actual"]["end"]] == "324人"
    assert second["actual"] == {"state": "blank"}
    assert "（空）" in run("indicators", str(form)).stdout.decode()
    assert "(blank)" in run("indicators", "--lang", "en", str(form)).stdout.decode()


def test_every_rule_is_explained_with_examples_and_authority() -> None:
    for rule in [json.loads(x) for x in run("rules", "--format", "json").stdout.splitlines()][:3]:
        page = run("explain", rule["id"]).stdout.decode()
        assert rule["title"] in page
        assert rule["authority"] in page
        assert "相符" in page
        assert "不符" in page


def test_a_finding_is_explained_by_its_fingerprint(folder: Path) -> None:
    path = str(folder / "wrong.txt")
    (result,) = [
        r
        for r in json.loads(run("check", "--format", "json", path).stdout)["documents"][0]["results"]
        if r["status"] == "fail"
    ]
    page = run("explain", path, result["fingerprint"]).stdout.decode()
    assert result["formula"] in page
    assert all(operand["text"] in page for operand in result["operands"])
    assert run("explain", path, "nothing").returncode == 2


def test_every_command_has_help() -> None:
    for command in ("check", "figures", "facts", "indicators", "text", "rules", "explain"):
        done = run(command, "--help")
        assert done.returncode == 0
        assert command in run("--help").stdout.decode()


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, audit_cli.cli; print([m for m in sys.modules if m.split('.')[0] in sys.argv[1:]])"
    heavy = ["pandas", "pandera", "numpy", "rich", "lxml", "yaml", "python_calamine", "tabulate"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m audit_cli check --all {folder} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


OWED = (
    "2021年度水利局自评报告\n"
    "泵站改造合同金额6450120元，已支付2977314元，该项目还未竣工验收。\n"
    "运维服务费45万元，2021年未支付，拟于2022年支付。\n"
)


def test_the_backlog_lists_what_is_owed_and_its_sums(folder: Path) -> None:
    (folder / "owed.txt").write_text(OWED, encoding="utf-8")
    done = run("backlog", str(folder / "owed.txt"), str(folder / "clean.txt"))
    lines = [" ".join(line.split()) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert "泵站改造 645.012 297.7314 347.2806 46.16% 项目还未竣工验收 第2行" in lines
    assert "运维服务费 45 0 45 0.00% 2022年 第3行" in lines
    total = "共 2 项，未付清 2 项；合同金额 690.012 万元，已支付 297.7314 万元，未支付 392.2806 万元"
    assert lines.count(total) == 1
    assert f"各文件合计：{total}" in lines


def test_the_backlog_is_one_json_object_a_line(folder: Path) -> None:
    (folder / "owed.txt").write_text(OWED, encoding="utf-8")
    done = run("backlog", "--format", "json", str(folder / "owed.txt"), str(folder / "missing.txt"))
    entries = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert [(e["unpaid"], e["promised"], e["cause"]) for e in entries] == [
        ("3472806", None, "项目还未竣工验收"),
        ("450000", "2022年", None),
    ]
    assert all(OWED[e["start"] : e["end"]] == e["printed"]["amount"] for e in entries)


def test_each_report_in_an_archive_has_its_own_results(folder: Path) -> None:
    with zipfile.ZipFile(folder / "送审.zip", "w") as archive:
        archive.writestr("甲局/clean.txt", CLEAN)
        archive.writestr("乙局/empty.txt", "")
    done = run("check", "--format", "json", str(folder / "送审.zip"))
    assert done.returncode == 3
    documents = json.loads(done.stdout)["documents"]
    assert [(d["path"].removeprefix(f"{folder}/"), d["status"]) for d in documents] == [
        ("送审.zip/甲局/clean.txt", "audited"), ("送审.zip/乙局/empty.txt", "unreadable"),
    ]  # fmt: skip
    assert run("text", f"{folder}/送审.zip/甲局/clean.txt").stdout.decode() == CLEAN


def test_a_limit_is_kept_and_a_wrong_one_is_a_usage_error(folder: Path) -> None:
    big = folder / "big.txt"
    big.write_text(CLEAN + " " * (2 << 20), encoding="utf-8")
    assert run("text", str(big)).returncode == 0
    done = run("text", "--limit", "file=1", str(big))
    assert done.returncode == 3
    assert str(big) in done.stderr.decode()
    for wrong in ("file", "file=-1", "pages_=3", "file=²"):
        assert run("text", "--limit", wrong, str(big)).returncode == 2


@pytest.mark.parametrize("command", ["check", "paper", "letter"])
def test_a_name_that_would_move_the_cursor_is_shown_as_text(folder: Path, command: str) -> None:
    done = run(
        command, str(folder / "缺\x1b[2J.txt"), "-o", str(folder / ("out.docx" if command == "letter" else "out.xlsx"))
    )
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr
    assert "没有这个文件" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [("check", "a.txt", "--lang", "en", "--rules", "mine.yaml"), ("explain", "--lang", "en", "AR999"),
     ("figures", "--lang", "en", "missing.txt"), ("check", "--lang", "en"), ("diff", "--lang", "en", "one.txt")],
)  # fmt: skip
def test_what_goes_wrong_is_said_in_english_when_asked(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "mine.yaml").write_text("rules: [{id: AR999}]\n", encoding="utf-8")
    done = run(*arguments, folder=tmp_path)
    assert done.returncode in (2, 3)
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("error: ")
    assert not any("一" <= sign <= "鿿" for sign in done.stderr.decode())
