"""What comes on standard input: a report of any format, or the list of the files to audit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit_cli.cli.file_lists import paths_in
from audit_cli.diagnosis import FOLDER, LOCKED, PASSWORD
from fixtures.containers import sevenzip_of, zip_of
from tests import command

WRONG = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def run(*arguments: str, folder: Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return command.run(*arguments, stdin=data, folder=folder)


def documents(done: subprocess.CompletedProcess[bytes]) -> dict[str, str]:
    return {document["path"]: document["status"] for document in json.loads(done.stdout)["documents"]}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.name != "image"))
def test_a_report_of_any_format_may_come_on_standard_input(name: str, tmp_path: Path) -> None:
    data = (FOLDER / name).read_bytes()
    arguments = ["check", "-", "--format", "json"] + (["--password", PASSWORD] if name == LOCKED else [])
    done = run(*arguments, folder=tmp_path, data=data)
    assert done.returncode == 0, done.stderr.decode()
    (path,) = documents(done)
    assert path == ("-/a.txt" if name in ("zip", "tar", "7z", "eml") else "-")
    text = run("text", *arguments[1:2], *arguments[4:], folder=tmp_path, data=data).stdout.decode()
    assert "510.00" in text


def test_a_locked_file_without_its_password_is_told(tmp_path: Path) -> None:
    done = run("check", "-", folder=tmp_path, data=(FOLDER / LOCKED).read_bytes())
    assert done.returncode == 3
    assert "密码" in done.stdout.decode()


def test_every_report_of_an_archive_is_audited_and_one_may_be_named(tmp_path: Path) -> None:
    data = zip_of({"甲/a.txt": WRONG.encode(), "b.7z": sevenzip_of({"c.txt": WRONG.encode()})})
    done = run("check", "-", "--format", "json", folder=tmp_path, data=data)
    assert (done.returncode, documents(done)) == (1, {"-/甲/a.txt": "audited", "-/b.7z/c.txt": "audited"})
    assert run("text", "--", "-/b.7z/c.txt", folder=tmp_path, data=data).stdout.decode() == WRONG
    assert documents(run("check", "--format", "json", "--", "-/甲/a.txt", folder=tmp_path, data=data)) == {
        "-/甲/a.txt": "audited"
    }
    several = run("text", "-", folder=tmp_path, data=data)
    assert several.returncode == 3
    assert "-/甲/a.txt" in several.stderr.decode()
    missing = run("check", "--", "-/no.txt", folder=tmp_path, data=data)
    assert (missing.returncode, "-/no.txt" in missing.stdout.decode()) == (3, True)


def test_standard_input_beyond_the_limit_is_told(tmp_path: Path) -> None:
    done = run("check", "-", "--limit", "file=1", folder=tmp_path, data=b"1" * (1 << 20) + b"2")
    assert done.returncode == 3
    assert "1 MB 的上限" in done.stdout.decode()


def test_a_folder_called_like_standard_input_is_one_still(tmp_path: Path) -> None:
    (tmp_path / "-").mkdir()
    (tmp_path / "-" / "a.txt").write_text(WRONG, encoding="utf-8")
    assert run("text", "--", "-/a.txt", folder=tmp_path).stdout.decode() == WRONG
    assert run("text", "./-/a.txt", folder=tmp_path).stdout.decode() == WRONG


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("甲 局.txt", "乙.txt"):
        (tmp_path / name).write_text(WRONG, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "data",
    [
        "甲 局.txt\n乙.txt\n".encode(),
        "甲 局.txt\r\n\r\n乙.txt".encode(),
        "甲 局.txt\0乙.txt\0".encode(),
        "\ufeff甲 局.txt\r\n乙.txt\r\n".encode(),
        "甲 局.txt\r\n乙.txt\r\n".encode("gb18030"),
        "\ufeff甲 局.txt\r\n乙.txt\r\n".encode("utf-16-le"),
    ],
    ids=["lines", "Windows lines", "NUL", "byte-order mark", "GB18030", "UTF-16"],
)
def test_files_are_listed_on_standard_input_or_in_a_file(folder: Path, data: bytes) -> None:
    expected = {"甲 局.txt": "audited", "乙.txt": "audited"}
    done = run("check", "--files-from", "-", "--format", "json", folder=folder, data=data)
    assert (done.returncode, documents(done)) == (1, expected)
    (folder / "list").write_bytes(data)
    assert documents(run("check", "--files-from", "list", "--format", "json", folder=folder)) == expected


def test_a_list_stands_beside_what_is_named(folder: Path) -> None:
    done = run("check", "乙.txt", "--files-from", "-", "--format", "json", folder=folder, data="甲 局.txt".encode())
    assert list(documents(done)) == ["乙.txt", "甲 局.txt"]
    for words in (["baseline", "create", "--file", "known.yaml"], ["backlog"], ["paper", "-o", "a.xlsx"]):
        assert run(*words, "--files-from", "-", folder=folder, data="乙.txt".encode()).returncode == 0
    assert "乙.txt" in (folder / "known.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "-", "--files-from", "-"], ["check", "--files-from", "missing"]]
)
def test_what_cannot_be_listed_is_told(folder: Path, arguments: list[str]) -> None:
    done = run(*arguments, folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")


def test_an_empty_list_is_no_reason_to_fail(folder: Path) -> None:
    assert run("check", "--files-from", "-", folder=folder).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are characters there")
def test_the_name_of_a_file_may_be_any_bytes(tmp_path: Path) -> None:
    name = b"\xff\xfe\x81.txt"
    (tmp_path / os.fsdecode(name)).write_text(WRONG, encoding="utf-8")
    found = list(paths_in(os.fsencode(tmp_path) + b"/" + name + b"\n"))
    assert [os.path.exists(path) for path in found] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_bar_moves_on_a_terminal_only_and_keeps_to_its_colours(folder: Path, environment: dict[str, str]) -> None:
    import pty

    for number in range(12):
        (folder / f"{number}.txt").write_text(WRONG, encoding="utf-8")
    main, side = pty.openpty()
    with subprocess.Popen(
        [*command.PROGRAM, "check", ".", "--format", "json", "--lang", "en"], cwd=folder,
        stdout=subprocess.PIPE, stderr=side,
        stdin=subprocess.DEVNULL, env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "80", **environment},
    ) as process:  # fmt: skip
        os.close(side)
        printed, _ = process.communicate(timeout=60)
    assert len(json.loads(printed)["documents"]) == 14
    shown = b""
    try:
        while piece := os.read(main, 4096):
            shown += piece
    except OSError:
        # the other side is closed
        pass
    os.close(main)
    if environment.get("TERM") == "dumb":
        assert shown == b""
        return
    assert b"auditing" in shown
    assert b"14/14" in shown
    colours = {code for codes in re.findall(rb"\x1b\[([\d;]*)m", shown) for code in codes.split(b";")}
    assert bool(colours - {b"", b"0", b"1", b"2"}) is not bool(environment)
    done = run("check", ".", "--format", "json", folder=folder)
    assert done.stderr == b""
