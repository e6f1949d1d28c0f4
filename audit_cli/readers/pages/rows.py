"""From signs in their places to rows: which signs stand side by side, in each cell or outside all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, starmap
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from audit_cli.readers.pages.sheet import Glyphs

Floats = NDArray[numpy.float64]
Places = NDArray[numpy.intp]

# in heights of the type: how far apart a sign is printed over itself to look bold, or as its own shadow
TWICE = 0.15


class Run(NamedTuple):
    """A stretch of signs in which the file itself goes on from left to right in one row.

    Most of its signs stand between *top* and *bottom*; *right* is its edge and *gap* the widest between two signs.
    One that is *plain* has no blanks and no sign printed twice.
    """

    start: int
    end: int
    top: float
    bottom: float
    right: float
    gap: float
    is_plain: bool


def rows_by_place(glyphs: Glyphs, places: Places) -> Iterator[tuple[int, list[list[Run]]]]:
    """Yield each place and its rows from top to bottom; *places* says for each sign in which one it stands."""
    if not len(glyphs):
        return
    starts = _starts(glyphs, places)
    runs: dict[int, list[Run]] = defaultdict(list)
    for place, run in zip(places[starts].tolist(), _runs(glyphs, starts), strict=True):
        runs[place].append(run)
    for place, inside in runs.items():
        yield place, [inside] if len(inside) == 1 else _rows(inside)


def signs_of(row: Sequence[Run], lefts: Sequence[float]) -> Iterable[int]:
    """Return which signs stand in *row*, from left to right."""
    if len(row) == 1:
        return range(row[0].start, row[0].end)
    # for signs printed in one place the order of the file decides
    return sorted(chain.from_iterable(range(run.start, run.end) for run in sorted(row)), key=lefts.__getitem__)


def _starts(glyphs: Glyphs, places: Places) -> Places:
    """Return which signs begin a run."""
    left, top, right, bottom = glyphs.edges
    # a sign may reach back into the one before, as brackets do, but not begin before its middle
    begins = numpy.append(True, (left[1:] < ((left + right) / 2)[:-1]) | (places[1:] != places[:-1]))
    starts = numpy.flatnonzero(begins)
    ends = numpy.append(starts[1:], len(begins))
    firsts = numpy.repeat(starts, ends - starts)
    common = numpy.minimum(bottom, bottom[firsts]) - numpy.maximum(top, top[firsts])
    beside = common > 0.5 * numpy.minimum(bottom - top, (bottom - top)[firsts])
    if beside.all():
        return starts
    # where the file goes on to the right, but higher or lower, sign by sign
    tops, bottoms = top.tolist(), bottom.tolist()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        for i in range(start, end) if not beside[start:end].all() else ():
            if not _are_beside(tops[i], bottoms[i], tops[start], bottoms[start]):
                begins[i] = True
                start = i
    return numpy.flatnonzero(begins)


def _are_beside(top: float, bottom: float, above: float, below: float) -> bool:
    """Tell whether what stands between two heights is in one row with what stands between two others."""
    return min(bottom, below) - max(top, above) > 0.5 * min(bottom - top, below - above)


def _runs(glyphs: Glyphs, starts: Places) -> Iterator[Run]:
    left, top, right, bottom = glyphs.edges
    counts = numpy.diff(numpy.append(starts, len(glyphs)))
    numbers = numpy.repeat(numpy.arange(len(starts)), counts)
    middles = starts + counts // 2
    tops, bottoms = (edge[numpy.lexsort((edge, numbers))[middles]] for edge in (top, bottom))
    gaps = numpy.append(0.0, left[1:] - right[:-1])
    gaps[starts] = 0.0
    marked = _printed_twice(glyphs)
    marked[starts] = False
    marked |= numpy.fromiter(map(str.isspace, glyphs.texts), numpy.bool_, len(glyphs))
    columns = (
        starts, starts + counts, tops, bottoms,
        numpy.maximum.reduceat(right, starts), numpy.maximum.reduceat(gaps, starts),
        ~numpy.logical_or.reduceat(marked, starts),
    )  # fmt: skip
    return starmap(Run, zip(*(column.tolist() for column in columns), strict=True))


def _printed_twice(glyphs: Glyphs) -> NDArray[numpy.bool_]:
    """Tell which signs may be the one before, printed once more."""
    left, top, _, bottom = glyphs.edges
    if isinstance(glyphs.texts, str):
        texts = numpy.frombuffer(glyphs.texts.encode("utf-32-le", "surrogatepass"), numpy.uint32)
    else:
        texts = numpy.array(glyphs.texts)
    same = (texts[1:] == texts[:-1]) & (left[1:] - left[:-1] < TWICE * (bottom - top)[1:])
    return numpy.append(False, same)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of one place joined that stand side by side, from top to bottom."""
    rows: list[tuple[float, float, list[Run]]] = []
    for run in sorted(runs, key=lambda run: run.top + run.bottom):
        top, bottom = run[2:4]
        if rows:
            upper, lower, members = rows[-1]
            if _are_beside(top, bottom, upper, lower):
                members.append(run)
                continue
        rows.append((top, bottom, [run]))
    return [members for *_, members in rows]
