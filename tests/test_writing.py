"""Files that are written: whole or not at all, and never in the place of one that is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit_cli.cli.options import write
from audit_cli.errors import UsageError


def test_what_stops_in_the_middle_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("before")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(pieces(), str(target))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.json", "before")]


def test_a_file_is_written_through_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    target.write_text("before")
    target.chmod(0o600)
    link.symlink_to(target)
    write("after", str(link))
    assert (target.read_text(), target.stat().st_mode & 0o777, link.is_symlink()) == ("after", 0o600, True)


@pytest.mark.parametrize("name", ["report.txt", "./report.txt", "link.txt"])
def test_a_file_that_is_read_is_never_overwritten(tmp_path: Path, name: str) -> None:
    source = tmp_path / "report.txt"
    source.write_text("report")
    (tmp_path / "link.txt").symlink_to(source)
    with pytest.raises(UsageError, match="不能覆盖"):
        write("result", f"{tmp_path}/{name}", [str(source)])
    assert source.read_text() == "report"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="无法写入"):
        write("result", str(tmp_path / "nowhere" / "a.txt"))
