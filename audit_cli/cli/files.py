"""Files that are written: to a temporary name beside their place, and renamed when all of them are whole."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

from audit_cli.cli.paths import is_standard_input
from audit_cli.errors import UsageError

Put = Callable[[bytes], None]


@contextmanager
def written(files: Iterable[str | None]) -> Iterator[list[Put]]:
    """Give what writes to each of *files*, None being standard output; they appear if all goes well, else none does."""
    with ExitStack() as stack:
        drafts = [None if file is None else stack.enter_context(closing(_Draft(file))) for file in files]
        yield [_say if draft is None else draft.put for draft in drafts]
        for draft in filter(None, drafts):
            draft.finish()
        for draft in filter(None, drafts):
            draft.publish()


def keep_inputs(files: Iterable[str | None], inputs: Iterable[str]) -> None:
    """Raise UsageError if one of *files* is among *inputs*, under whatever name, or is named twice."""
    from audit_cli.readers.files import existing

    # a path may go on inside an archive
    places = [existing(path) for path in inputs if not is_standard_input(path)]
    known = {found for place in places if (found := _identity(place)) is not None}
    seen: set[object] = set()
    for file in files:
        key: object = None if file is None else _identity(file) or os.path.realpath(file)
        if file is not None and key in known:
            raise UsageError(
                f"{file}：是要读取的文件，不会覆盖，请写到别处", f"{file}: an input, never overwritten; write elsewhere"
            )
        if key in seen:
            raise UsageError(
                f"{file or '标准输出'}：有两个输出写入同一处", f"{file or 'standard output'}: two outputs go there"
            )
        seen.add(key)


def _identity(path: str) -> tuple[int, int] | None:
    """Return what tells the file at *path* from all others, None if there is none or it is no ordinary file."""
    with suppress(OSError, ValueError):
        if os.path.isfile(path):
            found = os.stat(path)
            return found.st_dev, found.st_ino
    return None


class _Draft:
    """A file under a temporary name; a pipe or a device, such as /dev/null, is written to as it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.place = os.path.realpath(file)
        self.ordinary = os.path.isfile(self.place) or not os.path.exists(self.place)
        self.unfinished = os.path.join(os.path.dirname(self.place), f".audit-cli-{os.urandom(8).hex()}.tmp")
        with self._told():
            if self.ordinary and os.path.exists(self.place) and not os.access(self.place, os.W_OK):
                raise PermissionError(13, "Permission denied")
            place, mode = (self.unfinished, "xb") if self.ordinary else (self.place, "wb")
            self.target = open(place, mode)  # noqa: SIM115 - see close()

    def put(self, piece: bytes) -> None:
        with self._told():
            self.target.write(piece)

    def finish(self) -> None:
        with self._told():
            self.target.close()

    def publish(self) -> None:
        if self.ordinary:
            with self._told():
                if os.path.exists(self.place):
                    os.chmod(self.unfinished, stat.S_IMODE(os.stat(self.place).st_mode))
                os.replace(self.unfinished, self.place)

    def close(self) -> None:
        """Remove what was not published."""
        with suppress(OSError):
            self.target.close()
        if self.ordinary:
            with suppress(FileNotFoundError):
                os.unlink(self.unfinished)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(
                f"{self.file}：无法写入（{reason}）", f"{self.file}: cannot be written ({reason})"
            ) from None


def _say(piece: bytes) -> None:
    sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
