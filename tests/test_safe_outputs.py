"""Every format, those to come included: written whole or not at all, never over an input, and obeyed by nobody."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html
from runs import ATTACKS, EN, ZH, hostile, written

from audit_cli.cli import audit_cli, files
from audit_cli.errors import UsageError
from audit_cli.outputs.formats import FORMATS
from audit_cli.outputs.view import View
from tests.test_outputs import OBEYED

WRONG = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
every_format = pytest.mark.parametrize("style", FORMATS)
every_attack = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "old").write_text("old", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Any:
    return CliRunner().invoke(audit_cli, ["check", *arguments], standalone_mode=False, catch_exceptions=False)


def whole(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


class FullDisk:
    """A file on a disk that holds so many bytes more, and may tell only when the file is closed."""

    def __init__(self, file: Any, room: int, when_closed: bool) -> None:
        self._file, self._room, self._when_closed = file, room, when_closed
        self._is_full = False

    def write(self, data: bytes) -> int:
        self._room -= len(data)
        self._is_full = self._room < 0
        if self._is_full and not self._when_closed:
            raise OSError(errno.ENOSPC, "No space left on device")
        return int(self._file.write(data))

    def close(self) -> None:
        self._file.close()
        if self._is_full and self._when_closed:
            self._is_full = False
            raise OSError(errno.ENOSPC, "No space left on device")


@every_format
@pytest.mark.parametrize("room", [0, 20])
@pytest.mark.parametrize("when_closed", [False, True])
def test_a_full_disk_leaves_the_old_file_or_none(
    style: str, room: int, when_closed: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole(folder)

    def opened(place: str, mode: str) -> FullDisk:
        return FullDisk(open(place, mode), room, when_closed)

    monkeypatch.setattr(files, "open", opened, raising=False)
    with pytest.raises(UsageError, match="No space left"):
        check("a.txt", "-o", f"{style}:old", "-o", "jsonl:new")
    assert whole(folder) == before


@every_format
def test_a_killed_process_leaves_the_old_file_or_none(style: str, folder: Path) -> None:
    before = whole(folder)
    with subprocess.Popen(
        [sys.executable, "-m", "audit_cli", "check", "-", "-o", f"{style}:old", "-o", "jsonl:new"],
        cwd=folder, env=ENVIRONMENT, stdin=subprocess.PIPE,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while len(list(folder.glob(".audit-cli-*.tmp"))) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    for draft in folder.glob(".audit-cli-*.tmp"):
        draft.unlink()
    assert whole(folder) == before


@every_format
@pytest.mark.parametrize("name", ["a.txt", "link"])
def test_an_input_is_never_overwritten(style: str, name: str, folder: Path) -> None:
    (folder / "link").symlink_to(folder / "a.txt")
    before = whole(folder)
    with pytest.raises(UsageError, match="不会覆盖"):
        check("a.txt", "-o", f"{style}:{name}")
    assert whole(folder) == before


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what stands in an output: itself, or the parts of a package that programs read as text."""
    if not data.startswith(b"PK"):
        yield "", data
        return
    with zipfile.ZipFile(BytesIO(data)) as package:
        yield from ((name, package.read(name)) for name in package.namelist() if name.endswith((".xml", ".rels")))


def is_markup(part: bytes) -> bool:
    return part.lstrip(b"\xef\xbb\xbf \n").startswith(b"<")


def elements(data: bytes, marked: set[str]) -> list[Any]:
    """Return the elements of the parts of an output that are *marked* up; all of it must be well-formed."""
    found: list[Any] = []
    for name, part in parts(data):
        if name in marked:
            page = part.lstrip().lower().startswith(b"<!doctype html")
            root = html.document_fromstring(part.decode()) if page else etree.fromstring(part)
            found += [element for element in root.iter() if isinstance(element.tag, str)]
    return found


@every_format
@every_attack
@pytest.mark.parametrize("view", [ZH, EN._replace(everything=True)], ids=["zh", "all in English"])
def test_nothing_that_a_report_says_is_obeyed(style: str, attack: str, view: View) -> None:
    printed = written(style, (hostile(attack),), view)
    twin = written(style, (hostile("攻" * len(attack)),), view)
    for _, part in parts(printed):
        assert not OBEYED.search(part.decode("utf-8-sig").replace("\r\n", "\n"))
    # what is markup is known from a report that holds none
    marked = {name for name, part in parts(twin) if is_markup(part)}
    kinds, usual = (Counter(element.tag for element in elements(data, marked)) for data in (printed, twin))
    # an element, an attribute or a formula more than a harmless report has would come from the report
    assert set(kinds) <= set(usual)
    assert [kinds[tag] for tag in ("script", "style", "iframe", "img")] == [
        usual[tag] for tag in ("script", "style", "iframe", "img")
    ]
    for element in elements(printed, marked):
        assert not any(str(name).lower().startswith("on") for name in element.attrib)
        assert not any(re.match(r"\s*(javascript|data|vbscript):", str(value)) for value in element.attrib.values())
        if etree.QName(element).localname in ("f", "instrText", "fldSimple"):
            assert "cmd" not in "".join(element.itertext())
