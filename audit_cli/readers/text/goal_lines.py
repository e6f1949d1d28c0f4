"""The goals of a form that lost its cells: 预期目标 and 实际完成情况, and behind them what was meant and what was done.

Both names stand on lines of their own, and so do the two texts; or they stand side by side, parted by spaces. A text
of several lines goes on to where its numbers begin anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.goal_names import GOAL, RESULT
from audit_cli.readers.text.cells import BLANK, Line, Piece, Row, Table, piece
from audit_cli.readers.text.grid import build

_GOAL, _RESULT = expression(GOAL), expression(RESULT)
_FIELD = expression(r"\S+(?:[ ]\S+)*")
_FIRST = expression(r"(?:目标)?[（(]?[1一①][）)]?[：:.．、]|①")
_SHORTEST = 9  # signs of a text
_MOST = 12  # lines of both texts


def find_goal_lines(lines: Sequence[Line]) -> list[Table]:
    """Return the goals and results in *lines*, each as a table of two rows."""
    tables: list[Table] = []
    filled = [n for n, line in enumerate(lines) if line.text.strip(BLANK)]
    for k, n in enumerate(filled):
        fields = _fields(lines[n])
        if len(fields) > 1 and _GOAL.fullmatch(fields[-2].text) and _RESULT.fullmatch(fields[-1].text):
            names, at = fields[-2:], k + 1
            texts = _fields(lines[filled[at]])[-2:] if at < len(filled) else []
            end = at + 1
        elif _GOAL.fullmatch(fields[0].text) and k + 1 < len(filled):
            names = [fields[0], *_fields(lines[filled[k + 1]])]
            at = k + 2
            below = [piece(lines[m].text, lines[m].start) for m in filled[at : at + _MOST + 1]]
            end, texts = (at, []) if len(names) > 2 or not _RESULT.fullmatch(names[1].text) else _two(below, at)
        else:
            continue
        if len(texts) == 2 and all(len(each.text) >= _SHORTEST for each in texts):
            last = filled[end - 1] + 1
            rows = [Row(tuple(names), n, filled[at]), Row(tuple(texts), filled[at], last)]
            tables.append(build(rows))
    return tables


def _fields(line: Line) -> list[Piece]:
    return [Piece(line.start + f.start(), line.start + f.end(), f[0]) for f in _FIELD.finditer(line.text)]


def _two(below: Sequence[Piece], at: int) -> tuple[int, list[Piece]]:
    """Return the two texts that *below* begins with, and behind which line they end, by its place after *at*."""
    long = next((k for k, each in enumerate(below) if len(each.text) < _SHORTEST), len(below))
    starts = [k for k in range(long) if _FIRST.match(below[k].text)]
    if long == 2:
        return at + 2, list(below[:2])
    if len(starts) != 2 or starts[0] or long > _MOST:
        return at, []
    return at + long, [_joined(below[: starts[1]]), _joined(below[starts[1] : long])]


def _joined(pieces: Sequence[Piece]) -> Piece:
    return Piece(pieces[0].start, pieces[-1].end, "\n".join(each.text for each in pieces))
