"""The command line in a process of its own, which need not import its libraries again: it is forked where they are."""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PROGRAM = (sys.executable, "-m", "audit_cli")
_LOADED = ["pytest", "pandas", "pandera.pandas", "rich.console", "rich.table", "lxml.etree", "yaml", "audit_cli.cli",
           "audit_cli.pipeline", "audit_cli.cli.check", "tests.command"]  # fmt: skip
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()


def started(
    *arguments: str, stdin: bytes = b"", folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Return what ``audit-cli`` with *arguments* wrote, and its exit code, in an interpreter of its own."""
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.run(
        [*PROGRAM, *arguments], input=stdin, cwd=folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )  # fmt: skip


def run(
    *arguments: str, stdin: bytes = b"", folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Return the same as `started`, but sooner; *folder* is where it is called."""
    if not _FORKS:
        return started(*arguments, stdin=stdin, folder=folder, **environment)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    with tempfile.TemporaryDirectory() as streams:
        given, out, err = (Path(streams, name) for name in ("stdin", "stdout", "stderr"))
        given.write_bytes(stdin)
        surroundings = (folder or Path.cwd(), {**os.environ, **environment})
        process = context.Process(target=_called, args=(arguments, (given, out, err), *surroundings))
        process.start()
        process.join()
        return subprocess.CompletedProcess(arguments, process.exitcode or 0, out.read_bytes(), err.read_bytes())


def _called(arguments: Sequence[str], streams: Sequence[Path], folder: Path, environment: dict[str, str]) -> None:
    """Become the command: its arguments, its streams, its folder and its environment."""
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = ["audit-cli", *arguments]
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8")
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w")), "utf-8", "backslashreplace", line_buffering=True
    )

    from audit_cli.__main__ import main

    main()
