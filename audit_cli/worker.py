"""The outermost of each file and document: what breaks off the work on one is our bug, and costs no other its audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from audit_cli.errors import AuditError, BrokenOff

Item = TypeVar("Item")
Result = TypeVar("Result")

_ROOT = Path(__file__).parents[1]


def unbroken(
    items: Sequence[Item], work: Callable[[Sequence[Item]], list[Result]], lost: Callable[[Item, Exception], Item]
) -> list[Result]:
    """Return what *work* makes of *items* together.

    One that breaks it off also alone is replaced by what it becomes when *lost*; if it is several that do so together,
    each is worked on alone.  Raises the AuditErrors of *work*.
    """

    def sound(item: Item) -> Item:
        try:
            work([item])
        except Exception as error:
            return lost(item, error)
        return item

    try:
        return work(items)
    except AuditError:
        raise
    except Exception:
        items = [sound(item) for item in items]
    try:
        return work(items)
    except Exception:
        return [result for item in items for result in work([item])]


def until_broken_off(found: Iterable[Item], lost: Callable[[Exception], Item]) -> Iterator[Item]:
    """Yield what is *found* and, where that breaks off, what is *lost*; raises the AuditErrors."""
    try:
        yield from found
    except AuditError:
        raise
    except Exception as error:
        yield lost(error)


def broken_off(path: str, error: Exception) -> BrokenOff:
    """Return what the user is told of *error*, which broke off the work on the file at *path*."""
    place = f"{type(error).__name__}{_place(error)}"
    return BrokenOff(
        f"{path}：程序内部错误，未审核；请附此信息反馈：{place}",
        f"{path}: internal error, not audited; please report: {place}",
    )


def _place(error: Exception) -> str:
    """Return the innermost line of our own that *error* went through, "" if there is none."""
    lines = [each for each in extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(_ROOT)]
    own = [each for each in lines if "site-packages" not in Path(each.filename).relative_to(_ROOT).parts]
    return f" {Path(own[-1].filename).relative_to(_ROOT).as_posix()}:{own[-1].lineno}" if own else ""
