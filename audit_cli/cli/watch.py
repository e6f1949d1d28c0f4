"""`audit-cli watch`: audit reports again each time they are saved, and say what the saving changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_cli.cli.acceptance import acceptance_options
from audit_cli.cli.completion import FILE
from audit_cli.cli.inputs import reader, reading_options
from audit_cli.cli.options import chosen_rulebook, language, ruleset_options
from audit_cli.cli.outcome import Outcome, fail_on
from audit_cli.cli.paths import expand, is_left_aside, is_standard_input
from audit_cli.cli.screen import screen_of
from audit_cli.errors import Damaged, NoPermission, NotFound, UsageError

if TYPE_CHECKING:
    from audit_cli.cli.acceptance import Acceptance
    from audit_cli.cli.inputs import Reader
    from audit_cli.model import Document
    from audit_cli.outputs.view import View
    from audit_cli.readers.files import Unread
    from audit_cli.readers.limits import Options
    from audit_cli.report import DocumentReport
    from audit_cli.rulebook import Rulebook

# how long a program may take to write a file that it has begun to save, and how often it is looked at
_PATIENCE_SECONDS, _PAUSE_SECONDS = 3.0, 0.1
# how long one wait for the system lasts
_TURN_MILLISECONDS = 200
# what a file may look like while it is being saved: gone, cut off, or locked
_PASSING = (NotFound, Damaged, NoPermission)


@click.command(short_help="保存一次，审核一次")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH...")
@fail_on
@language
@acceptance_options
@reading_options
@ruleset_options
def watch(
    paths: tuple[str, ...], fail_on: str, lang: str, acceptance: Acceptance, reading: Options, profile: str,
    rules_file: str | None, as_of: str | None,
) -> int:  # fmt: skip
    """审核 PATH，此后每保存一次就重新审核，列出哪些不符已消除、新出现、仍存在；按 Ctrl-C 结束。

    退出码按最后一次审核的结果，与 check 相同。需要 audit-cli[watch]。
    """
    from audit_cli.outputs.view import View

    if any(map(is_standard_input, paths)):
        raise UsageError("-：标准输入没有保存可言，请写文件", "-: nobody saves standard input; name a file")
    changes = saved(paths)
    rules = chosen_rulebook(profile, rules_file, as_of)
    watcher = Watcher(paths, rules, reader(reading), acceptance, View(lang, screen=screen_of(None)))
    click.echo(watcher.first(), nl=False)
    try:
        for places in changes:
            click.echo(watcher.again(places), nl=False)
    except KeyboardInterrupt:
        click.echo(err=True)
    return watcher.exit_code(fail_on)


class Watcher:
    """The reports at *paths* as they were when they were last read, and what becomes of them."""

    def __init__(
        self, paths: Sequence[str], rules: Rulebook, read: Reader, acceptance: Acceptance, view: View,
    ) -> None:  # fmt: skip
        from audit_cli.report import run_info

        self._paths, self._rules, self._read, self._acceptance = paths, rules, read, acceptance
        self._view, self._run = view, run_info(rules)
        self._reports: dict[str, list[DocumentReport]] = {}
        # what could not be read is no draft to compare the next one with
        self._drafts: dict[str, DocumentReport] = {}

    def first(self) -> str:
        """Return the whole report of all there is."""
        from audit_cli.outputs.console import render

        for file in expand(self._paths):
            self._keep(file, self._audited(file, self._read))
        return b"".join(render(chain.from_iterable(self._reports.values()), self._run, self._view)).decode()

    def again(self, places: Container[str]) -> str:
        """Audit what stands at *places* again; return what became of it, "" where it is the same as before."""
        from audit_cli.outputs.resubmission import progress_text
        from audit_cli.submissions import Pair, progress

        files = expand(self._paths)
        pairs = [Pair(report, None) for file in set(self._reports) - set(files) for report in self._reports.pop(file)]
        for file in files:
            if file in self._reports and _place(file) not in places:
                continue
            reports = self._audited(file, patient(self._read))
            drafts = [(self._drafts.get(report.path), report) for report in reports]
            pairs += [Pair(old, report) for old, report in drafts if not _is_same(old, report)]
            self._keep(file, reports)
        return "".join(progress_text(pair, progress(pair), self._run, self._view) for pair in pairs)

    def exit_code(self, fail_on: str) -> int:
        """Return the exit code of the last state."""
        outcome = Outcome(fail_on, self._view.lang)
        for _ in outcome.watch(chain.from_iterable(self._reports.values())):
            pass
        return outcome.exit_code()

    def _audited(self, file: str, read: Reader) -> list[DocumentReport]:
        from audit_cli.pipeline import audit

        return list(self._acceptance.mark(audit([file], self._rules, read=read)))

    def _keep(self, file: str, reports: list[DocumentReport]) -> None:
        self._reports[file] = reports
        self._drafts.update((report.path, report) for report in reports if report.document is not None)


def _is_same(old: DocumentReport | None, new: DocumentReport) -> bool:
    """Whether the same bytes were read both times."""
    before, after = old and old.document, new.document
    return before is not None and after is not None and before.sha256 == after.sha256


def patient(
    read: Reader, pause: Callable[[float], None] = time.sleep, now: Callable[[], float] = time.monotonic
) -> Reader:
    """Return *read*, which waits for a file that is still being written instead of calling it damaged."""

    def documents(path: str) -> Iterator[Document | Unread]:
        from audit_cli.readers.files import Unread

        end = now() + _PATIENCE_SECONDS
        while True:
            before = _state(path)
            pause(_PAUSE_SECONDS)
            if before == _state(path):
                found = list(read(path))
                if now() >= end or not any(isinstance(x, Unread) and isinstance(x.error, _PASSING) for x in found):
                    yield from found
                    return

    return documents


def _place(path: str) -> str:
    """Return where the file is that *path* names, or goes on in."""
    from audit_cli.readers.files import existing

    return os.path.realpath(existing(path))


def _state(path: str) -> tuple[int, int] | None:
    """Return what changes when more of the file is written, None while it is gone."""
    try:
        found = os.stat(_place(path))
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def saved(paths: Sequence[str]) -> Iterator[set[str]]:
    """Return an iterator that yields what was saved of *paths*, or of the reports in a folder among them, as it is.

    Folders are watched, not files: many programs save under another name, and rename.
    """
    try:
        import watchfiles
    except ModuleNotFoundError:
        command = "pip install 'audit-cli[watch]'"
        raise UsageError(f"watch 需要另外安装：{command}", f"watch needs another package: {command}") from None
    from audit_cli.readers.kinds import SUFFIXES

    places = [_place(path) for path in paths]
    if missing := [path for path, place in zip(paths, places, strict=True) if not os.path.exists(place)]:
        raise NotFound(f"{missing[0]}：没有这个文件，请检查路径", f"{missing[0]}: no such file; check the path")
    files = {place for place in places if not os.path.isdir(place)}
    folders = [place for place in places if os.path.isdir(place)]

    def concerns(_change: object, path: str) -> bool:
        name = os.path.basename(path)
        is_report = name.lower().endswith(SUFFIXES) and not is_left_aside(name)
        return path in files or (is_report and any(Path(path).is_relative_to(folder) for folder in folders))

    watched = sorted({*folders, *map(os.path.dirname, files)})
    changes = watchfiles.watch(
        *watched, watch_filter=concerns, recursive=bool(folders), rust_timeout=_TURN_MILLISECONDS, yield_on_timeout=True
    )
    # watching begins when it is first asked: before the first audit, so that what is saved meanwhile is not missed
    begun = next(changes)
    return ({path for _, path in found} for found in chain([begun], changes) if found)
