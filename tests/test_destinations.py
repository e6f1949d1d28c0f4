"""Where a run is written to: several files at once, each whole or not at all, and never a file that is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from audit_cli.cli.destinations import Destination, destinations
from audit_cli.cli.files import keep_inputs, written
from audit_cli.errors import UsageError
from tests.command import PROGRAM, run

WRONG = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("outputs", "style", "expected"),
    [
        ((), None, [("console", None)]),
        ((), "json", [("json", None)]),
        (("a.json", "b.sarif", "c"), None, [("json", "a.json"), ("sarif", "b.sarif"), ("console", "c")]),
        (("sarif:a.json", "github:-"), None, [("sarif", "a.json"), ("github", None)]),
        # the format of a file is the one asked for
        (("a.txt",), "json", [("json", "a.txt")]),
        # and where every file has its own, it is that of standard output
        (("sarif:a",), "github", [("sarif", "a"), ("github", None)]),
        (("C:\\a.csv",), None, [("csv", "C:\\a.csv")]),
        (("./json:a.csv",), None, [("csv", "./json:a.csv")]),
    ],
)
def test_an_output_is_a_file_and_a_format(
    outputs: tuple[str, ...], style: str | None, expected: list[tuple[str, str | None]]
) -> None:
    assert destinations(outputs, style) == [Destination(*each) for each in expected]


@pytest.mark.parametrize(("output", "said"), [("sarfi:a", "sarif"), ("xml:a", "junit"), ("json:", "没有文件名")])
def test_an_output_that_cannot_be_is_told(output: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        destinations((output,), None)


def test_several_outputs_are_made_in_one_run(folder: Path) -> None:
    names = ("结果.json", "结果.jsonl", "审核.sarif", "junit.xml", "out.csv", "out.md", "审阅.html", "out.txt")
    done = run("check", "a.txt", *(f"--output={name}" for name in (*names, "github:notes")), folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert {path.name for path in folder.iterdir()} == {"a.txt", "notes", *names}
    assert json.loads((folder / "结果.json").read_bytes())["summary"]["severity"]["error"] == 1
    assert (folder / "notes").read_text("utf-8").startswith("::error file=a.txt,line=1,")
    alone = {
        "结果.json": run("check", "a.txt", "--format", "json", folder=folder).stdout,
        "out.txt": run("check", "a.txt", folder=folder).stdout,
    }
    for name, printed in alone.items():
        assert (folder / name).read_bytes() == printed


def test_a_file_and_standard_output_are_written_together(folder: Path) -> None:
    done = run("check", "a.txt", "--format", "github", "-o", "sarif:a.sarif", folder=folder)
    assert done.stdout.startswith(b"::error file=a.txt,")
    assert (folder / "a.sarif").exists()


@pytest.mark.parametrize("way", ["same", "web page", "symlink", "hard link", "in a folder", "rules"])
def test_what_is_read_is_never_overwritten(folder: Path, way: str) -> None:
    (folder / "rules.json").write_text("extends: national\ntitle: 自己的规则\n", encoding="utf-8")
    arguments = {
        "same": ["a.txt", "-o", "./a.txt"],
        "web page": ["page.html", "-o", "page.html"],
        "symlink": ["a.txt", "-o", "link.json"],
        "hard link": ["a.txt", "-o", "b.json", "-o", "hard.md"],
        "in a folder": [".", "-o", "json:a.txt"],
        "rules": ["a.txt", "--rules", "rules.json", "-o", "rules.json"],
    }[way]
    (folder / "page.html").write_text(f"<p>{WRONG}</p>", encoding="utf-8")
    (folder / "link.json").symlink_to(folder / "a.txt")
    os.link(folder / "a.txt", folder / "hard.md")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("check", *arguments, folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("command", ["text", "figures", "facts", "indicators", "backlog"])
def test_no_command_overwrites_what_it_reads(folder: Path, command: str) -> None:
    assert run(command, "a.txt", "-o", "a.txt", folder=folder).returncode == 2
    assert (folder / "a.txt").read_text("utf-8") == WRONG


@pytest.mark.parametrize("outputs", [("a.json", "./a.json"), ("json:-", "csv:-"), ("a.json", "link.json")])
def test_two_outputs_never_go_to_one_place(folder: Path, outputs: tuple[str, str]) -> None:
    (folder / "link.json").symlink_to(folder / "a.json")
    done = run("check", "a.txt", *(f"--output={each}" for each in outputs), folder=folder)
    assert done.returncode == 2
    assert not (folder / "a.json").exists()


def test_an_archive_is_not_overwritten_when_a_file_in_it_is_audited(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(folder / "a.txt", "a.txt")
    before = (folder / "a.zip").read_bytes()
    assert run("text", "a.zip/a.txt", "-o", "a.zip", folder=folder).returncode == 2
    assert run("check", "a.zip/a.txt", "-o", "json:a.zip", folder=folder).returncode == 2
    assert (folder / "a.zip").read_bytes() == before


def test_outputs_may_stand_beside_what_is_read(folder: Path) -> None:
    keep_inputs([str(folder / "b.txt"), None], [str(folder / "a.txt"), "-"])


def test_an_output_that_cannot_be_written_leaves_the_others_as_they_were(folder: Path) -> None:
    (folder / "old.json").write_text("old", encoding="utf-8")
    done = run("check", "a.txt", "-o", "old.json", "-o", "no-such-folder/a.csv", folder=folder)
    assert done.returncode == 2
    assert "no-such-folder/a.csv" in done.stderr.decode()
    assert {path.name for path in folder.iterdir()} == {"a.txt", "old.json"}
    assert (folder / "old.json").read_text("utf-8") == "old"


def test_a_full_disk_leaves_the_old_file(folder: Path) -> None:
    resource = pytest.importorskip("resource")
    (folder / "old.json").write_text("old", encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "check", "a.txt", "-o", "old.json", "-o", "new.csv"], cwd=folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )  # fmt: skip
    assert done.returncode == 2
    assert "old.json：无法写入" in done.stderr.decode()
    assert {path.name for path in folder.iterdir()} == {"a.txt", "old.json"}
    assert (folder / "old.json").read_text("utf-8") == "old"


def test_an_error_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with written([str(tmp_path / "a"), str(tmp_path / "b")]) as puts:
            puts[0](b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not list(tmp_path.iterdir())


def test_a_link_and_the_rights_of_a_file_stay(folder: Path) -> None:
    (folder / "real.json").write_text("old", encoding="utf-8")
    (folder / "real.json").chmod(0o640)
    (folder / "link.json").symlink_to("real.json")
    assert run("check", "a.txt", "-o", "link.json", folder=folder).returncode == 1
    assert (folder / "link.json").is_symlink()
    assert (folder / "real.json").stat().st_mode & 0o777 == 0o640
    assert json.loads((folder / "real.json").read_bytes())["documents"]


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no /dev/null")
def test_a_device_is_written_to_as_it_is(folder: Path) -> None:
    assert run("check", "a.txt", "-o", "/dev/null", folder=folder).returncode == 1
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("command", ["check", "text", "figures", "backlog"])
def test_the_name_of_a_file_commands_no_terminal(folder: Path, command: str) -> None:
    name = "\x1b]0;owned\x07\n\u202etxt"
    done = run(command, name, "--format=json" if command == "check" else "--", folder=folder)
    assert done.returncode == 3
    (line,) = done.stderr.decode().splitlines()
    assert "␛]0;owned␇ \ufffdtxt" in line
