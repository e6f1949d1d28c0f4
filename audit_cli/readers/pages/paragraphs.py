"""From lines to paragraphs: which lines the width of the page has broken, by edges, indents and distances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.readers.pages.lines import NEVER_FIRST, Line, has_room, joint
from audit_cli.readers.text.cells import is_caption
from audit_cli.readers.text.wrapped_lines import MARK, STOPS

ONE_SIZE = 0.15  # by which type of one size may differ
INDENT = 1.2  # in heights of the type, like all below
WHITE = 2.6
LEVEL = 0.8
SLACK = 0.5
HANGING = 4.5
FARTHER = 1.2  # how much farther apart than the lines of one paragraph two paragraphs are
LEAST_FULL, MOSTLY_FULL = 0.6, 0.8  # of the page's width


class Style(NamedTuple):
    """How the text is set: its edges, its size, whether paragraphs are indented, and how far apart their lines are."""

    left: float
    right: float
    size: float
    indented: bool
    pitch: float
    spaced: bool


def paragraphs(lines: Sequence[Line], style: Style) -> list[list[Line]]:
    """Return *lines*, which follow one another with no table between, in paragraphs."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, style):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def text_of(paragraph: Sequence[Line]) -> str:
    """Return the lines of a paragraph as one text."""
    texts = [paragraph[0].text]
    for line, after in pairwise(paragraph):
        texts += [joint(line, after), after.text]
    return "".join(texts)


def style_of(lines: Sequence[Line], width: float) -> Style:
    """Return how *lines*, all the text of pages of one *width*, are set."""
    if not lines:
        return Style(0.0, width, 0.0, False, 0.0, False)
    size = body_size(lines)
    body = [line for line in lines if abs(line.size - size) <= ONE_SIZE * size]
    left = _edge([line.left for line in body], size, width, least=True)
    # a sign that ends a sentence may hang over the edge
    right = _edge([line.right for line in body if line.text[-1] not in NEVER_FIRST], size, width - left, least=False)
    rough = Style(left, right, size, False, 0.0, False)
    inner: Counter[float] = Counter()
    outer: Counter[float] = Counter()
    starts: list[Line] = []
    for line, after in pairwise(body):
        ends = not _is_full(line, after, rough)
        if ends:
            starts.append(after)
        if line.page == after.page and after.top > line.top:
            (outer if ends else inner)[round((after.top - line.top) / size, 1)] += 1
    pitch = inner.most_common(1)[0][0] if inner else 0.0
    indented = sum([line.left > left + INDENT * line.size for line in starts]) * 2 > len(starts)
    far = sum(count for apart, count in outer.items() if apart > pitch * FARTHER)
    return Style(left, right, size, indented, pitch, bool(pitch) and far * 3 > 2 * sum(outer.values()))


def body_size(lines: Sequence[Line]) -> float:
    """Return the height of the type in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _edge(places: Sequence[float], size: float, usual: float, least: bool) -> float:
    """Return the outermost place at which more than a few lines begin or end; *usual* if there is none.

    *usual* for the right edge is where it is if both margins of the page are alike.
    """
    ordered = sorted(places, reverse=not least)
    enough = max(2, len(places) // 20)
    for i, place in enumerate(ordered):
        near = i + enough - 1
        if near < len(ordered) and abs(ordered[near] - place) <= SLACK * size:
            return place if least or place > LEAST_FULL * usual else usual
    return min(places, default=usual) if least else usual


def _is_full(line: Line, after: Line, style: Style) -> bool:
    """Tell whether the first word of *after* would not have fitted on *line*."""
    width = style.right - style.left
    if line.right - line.left < LEAST_FULL * width:
        return False
    room = style.right - line.right
    if _is_centred(line, style):
        room = width - (line.right - line.left)
    return not has_room(line, after, room - SLACK * line.size)


def _is_centred(line: Line, style: Style) -> bool:
    """Tell whether *line* stands in the middle of the page, with more white before it than an indent."""
    white = line.left - style.left
    return white > (INDENT if _is_large(line, style) else WHITE) * line.size and _is_in_the_middle(line, style)


def _is_large(line: Line, style: Style) -> bool:
    return line.size > (1 + ONE_SIZE) * style.size


def _is_in_the_middle(line: Line, style: Style) -> bool:
    return abs((line.left - style.left) - (style.right - line.right)) < line.size


def _goes_on(paragraph: Sequence[Line], after: Line, style: Style) -> bool:
    """Tell whether *after* is the next line of *paragraph*."""
    line = paragraph[-1]
    size = line.size
    if abs(after.size - size) > ONE_SIZE * size or not _is_in_place(paragraph, after, style):
        return False
    if _are_rows(line, after):
        return False
    turned = line.page != after.page
    apart = (after.top - line.top) / size
    if not turned and (apart < 0 or (style.pitch and apart > style.pitch * FARTHER + 0.1)):
        return False
    close = style.spaced and not turned
    marked, stops = MARK.match(after.text) is not None or is_caption(after.text), STOPS.search(line.text) is not None
    if not _is_full(line, after, style):
        # a word that no program would break may be longer than it looks; the distance alone must tell then
        return close and not marked and not stops and line.right - line.left >= MOSTLY_FULL * (style.right - style.left)
    inside = close or (style.indented and after.left <= style.left + LEVEL * size)
    return inside and not (marked and stops) if marked or stops else True


def _are_rows(line: Line, after: Line) -> bool:
    """Tell whether two lines stand in pieces below one another: rows of a table too short to be known as one."""
    if len(line.pieces) < 2 or len(after.pieces) < 2:
        return False
    near = LEVEL * line.size
    return any(
        abs(a.left - b.left) <= near or abs(a.right - b.right) <= near
        for a in line.pieces[1:]
        for b in after.pieces[1:]
    )


def _is_in_place(paragraph: Sequence[Line], after: Line, style: Style) -> bool:
    """Tell whether *after* begins where the next line of *paragraph* should."""
    line = paragraph[-1]
    size = line.size
    if _is_centred(after, style) and _is_in_the_middle(line, style):
        return _is_centred(line, style) or _is_large(line, style)
    moved = after.left - line.left
    if len(paragraph) > 1:
        # a page may stand a little farther to one side than the one before
        return abs(moved) <= LEVEL * size
    if style.indented and line.left > style.left + INDENT * size:
        return moved < -LEVEL * size
    return moved <= SLACK * size or (moved <= HANGING * size and MARK.match(line.text) is not None)
