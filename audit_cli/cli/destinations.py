"""Where `check` writes to: `--output FILE` in the format of its name, or FORMAT:FILE, and `--format`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.errors import UsageError
from audit_cli.expressions import expression
from audit_cli.outputs.formats import FORMATS, format_of

STANDARD_OUTPUT = "-"
_DEFAULT = "console"
_NAMED = expression(r"([a-z]{2,}):(.*)", re.DOTALL)


class Destination(NamedTuple):
    """A format, and the file that it goes to; None is standard output."""

    style: str
    file: str | None


def destinations(outputs: Sequence[str], style: str | None, of_files: bool = True) -> list[Destination]:
    """Return where the run goes: to *outputs*, else to standard output; raises UsageError.

    *style* is the format of a FILE that comes without one, if it is meant *of_files*; where there is no such file, the
    run goes to standard output as well, in that format.
    """
    chosen, used = [], False
    for output in outputs:
        named = _NAMED.fullmatch(output)
        if named is None:
            own = style if of_files else None
            used = used or own is not None
            chosen.append(_destination(own or format_of(output) or _DEFAULT, output))
        elif named[1] in FORMATS:
            chosen.append(_destination(named[1], named[2]))
        else:
            raise _unknown(output, named[1])
    if not outputs or (style and not used):
        chosen.append(Destination(style or _DEFAULT, None))
    return chosen


def _destination(style: str, file: str) -> Destination:
    if not file:
        raise UsageError(f"--output {style}:：没有文件名", f"--output {style}: names no file")
    return Destination(style, None if file == STANDARD_OUTPUT else file)


def _unknown(output: str, name: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, FORMATS, 1)
    zh, en = (f"，是否为 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
    return UsageError(
        f"--output {output}：没有格式 {name}{zh}；有 {'、'.join(FORMATS)}",
        f"--output {output}: no format is called {name}{en}; there are {', '.join(FORMATS)}",
    )
