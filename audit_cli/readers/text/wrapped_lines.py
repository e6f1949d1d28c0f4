"""Paragraphs that a page width has broken over several lines: converters of PDF leave them so.

The evidence is the document's own width: many lines end at nearly the same column in the middle of a sentence, and none
goes beyond it. A copy from Word has one line a paragraph, of any length, and stays as it is. Where a page was set with
digits narrower than half a Chinese character, and blanks about them, its lines end less evenly: then some of them must
be cut where no paragraph can end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, is_caption
from audit_cli.readers.text.spaced_lines import columns

NARROWEST, WIDEST = 50, 124  # columns of a page; a Chinese character takes two
WIDEST_PAGE = 180  # one that lies on its side
TOLERANCE = 4
UNEVEN = 8  # columns by which full lines with many numerals may differ
SLACK = 2
LEAST = 3  # lines that must be full before a width is believed
LONGEST_TOKEN = 24
MOST_FURNITURE = 3
MOST_BLANKS = 6
PAGE = "\f"

_SHORT = 20  # characters of a line that cannot be full
_ENDS = expression(r"[。！？!?；;：:…][”’」』）)\]】]*$")
_LAST = frozenset("。；：！？;:!?…")
# no paragraph ends so, and none begins so
_CUT = expression(r"[，、,（(《“‘\d][ ]?$")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_GOES_ON = expression(r"[，、。；）)》”’％%]|[万亿]?元|(?:个)?百分点|[人个次项辆](?![为均])")
STOPS = expression(r"[。！？!?…][”’」』）)\]】]*$")
MARK = expression(
    r"[一二三四五六七八九十]{1,3}(?:[、.．]|是)|[（(〔][一二三四五六七八九十\d]{1,3}[)）〕]|\d{1,2}(?:[、)）]|[.．](?!\d))|[①-⑳⑴-⒇]"
    r"|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|条|篇)|附(?:件|表)|[表图]\s*\d|注[:：\d]|[-•●◆■▪·*#>|]\s?"
)
_COUNTED = expression(r"(?P<open>[（(]?)(?P<number>\d{1,2})(?P<close>[)）、])|(?P<circled>[②-⑳⑵-⒇])")
# what cannot be parted at the end of a line: an opening sign, a word or a numeral, and closing signs behind
TOKEN = expression(r"[“‘「『（(《〈【〔\[]*(?:[0-9A-Za-z.,%+\-/]+|.)[，。、；：！？”’」』）)》〉】〕\]%％,.;:!?]*")
PAGE_NUMBER = expression(
    r"[-—–－~·•]?\s*\d{1,4}\s*[-—–－~·•]?|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)


class _Printed(NamedTuple):
    """A line that holds something: number, text without outer blanks, columns of indent and right edge, and page."""

    number: int
    start: int
    text: str
    indent: int
    edge: int
    part: int
    page: int


class _Style(NamedTuple):
    """How the document sets its paragraphs: width of a page, how evenly it is kept, empty lines, margin, indents."""

    width: int
    tolerance: int
    gap: int
    margin: int
    indented: bool
    spaced: bool
    running: frozenset[str]


def wrapped_paragraphs(text: str, lines: Sequence[Line], parts: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the last line of each paragraph of *text* that goes over several lines, by its first.

    *parts* are the lines (first, behind the last) that are no tables.
    """
    # a text printed page by page has its paragraphs broken, however few they are
    least, widest = (1, WIDEST_PAGE) if PAGE in text else (LEAST, WIDEST)
    if not _may_be_wrapped(lines, parts, least, widest):
        return {}
    printed = list(_printed(text, lines, parts))
    width, tolerance = _width(printed, TOLERANCE, least, widest), TOLERANCE
    if not width and _are_cut(printed):
        width, tolerance = _width(printed, UNEVEN, least, widest), UNEVEN
    if not width:
        return {}
    style = _style(printed, width, tolerance)
    found: dict[int, int] = {}
    first = 0
    while first < len(printed):
        run = [first]
        while (after := _continuation(printed, run[-1], style, first)) > 0:
            run.append(after)
        last = printed[run[-1]]
        if len(run) > 2 or (len(run) == 2 and _ENDS.search(last.text)):
            found[printed[first].number] = last.number
        first = run[-1] + 1
    return found


def _may_be_wrapped(lines: Sequence[Line], parts: Sequence[tuple[int, int]], least: int, widest: int) -> bool:
    """Tell quickly whether some lines of a page's width end within a sentence and longer ones are rare."""
    texts = [text for first, last in parts for _, text in lines[first:last] if len(text) >= _SHORT]
    long = sum([len(text) > widest for text in texts])
    if len(texts) - long < least + 5 * long:
        return False
    return sum([text[-1] not in _LAST and columns(text) >= NARROWEST * 65 // 100 for text in texts]) >= least


def _printed(document: str, lines: Sequence[Line], parts: Sequence[tuple[int, int]]) -> Iterator[_Printed]:
    page = done = 0
    paged = PAGE in document
    for part, (first, last) in enumerate(parts):
        for number in range(first, last):
            start, raw = lines[number]
            text = raw.strip(BLANK)
            if text:
                lead = raw[: raw.index(text[0])].replace("\t", "    ")
                indent = columns(lead)
                if paged:
                    page += document.count(PAGE, done, start + 1)
                    done = start + 1
                yield _Printed(number, start, text, indent, indent + columns(text), part, page)


def _is_open(line: _Printed) -> bool:
    return _ENDS.search(line.text) is None


def _goes_on(line: _Printed, after: _Printed) -> bool:
    """Tell whether *line* ends in the middle of a sentence and *after* may be its next line."""
    return (
        line.part == after.part
        and after.number - line.number <= 2
        and _is_open(line)
        and not MARK.match(after.text)
        and after.indent <= line.indent + 1
        and not is_caption(after.text)
    )


def _are_cut(printed: Sequence[_Printed]) -> bool:
    """Tell whether several lines end where no paragraph can end: inside an amount, or before a comma or behind it."""
    pairs = [(a, b) for a, b in pairwise(printed) if a.edge >= NARROWEST * 8 // 10 and _goes_on(a, b)]
    return sum(1 for a, b in pairs if _is_cut(a, b)) >= LEAST


def _is_cut(line: _Printed, after: _Printed) -> bool:
    """Tell whether nothing can end between the two lines: a bracket is open, or an amount parted from its unit."""
    return bool(_CUT.search(line.text) or _GOES_ON.match(after.text)) or any(
        line.text.count(mark) > line.text.count(closing) and closing in after.text for mark, closing in _PAIRS
    )


def _width(printed: Sequence[_Printed], tolerance: int, least: int, widest: int) -> int:
    """Return the width at which the lines were broken, 0 if there is none."""
    pairs = [(a.edge, _need(a, b)) for a, b in pairwise(printed) if a.edge >= NARROWEST // 2 and _goes_on(a, b)]
    edges = Counter(edge for edge, _ in pairs if NARROWEST <= edge <= widest)
    full = {w: sum(_fills(edge, need, w, tolerance) for edge, need in pairs) for w in edges}
    near = {w: sum(edges[e] for e in range(w - tolerance + 1, w + 1)) for w in edges}
    width = max(edges, key=lambda w: (near[w], full[w], w), default=0)
    if not width or near[width] < min(2, least) or full[width] < least:
        return 0
    early = sum(edge * 10 >= 6 * width and not _fills(edge, need, width, tolerance) for edge, need in pairs)
    wider = sum(line.edge > width + SLACK for line in printed)
    return width if full[width] >= 3 * early and full[width] >= 5 * wider else 0


def _need(line: _Printed, after: _Printed) -> int:
    """Return how wide *line* would be with the first word of *after*."""
    token = TOKEN.match(after.text)
    return line.edge + min(columns(token[0]), LONGEST_TOKEN) if token else line.edge


def _fills(edge: int, need: int, width: int, tolerance: int) -> bool:
    return edge > width - tolerance or (need > width - SLACK and edge * 100 >= 65 * width)


def _is_full(line: _Printed, after: _Printed, width: int, tolerance: int) -> bool:
    """Tell whether the first word of *after* would not have fitted on *line*."""
    return line.edge > width - tolerance or _fills(line.edge, _need(line, after), width, tolerance)


def _style(printed: Sequence[_Printed], width: int, tolerance: int) -> _Style:
    """Return how paragraphs are set, read off the lines that certainly go on and those that certainly end."""
    gaps: Counter[int] = Counter()
    margins: Counter[int] = Counter()
    for line, after in pairwise(printed):
        if _goes_on(line, after) and _is_full(line, after, width, tolerance):
            gaps[after.number - line.number - 1] += 1
            margins[after.indent] += 1
    gap = 1 if gaps[1] > gaps[0] else 0
    margin = max(margins, key=lambda m: (margins[m], -m))
    ends = [(a, b) for a, b in pairwise(printed) if a.part == b.part and not _is_full(a, b, width, tolerance)]
    spaced = sum(b.number - a.number - 1 > gap for a, b in ends)
    starts = [b.indent for a, b in ends if b.edge > width - tolerance]
    indented = sum(indent >= margin + 2 for indent in starts)
    often = Counter(line.text for line in printed if (line.edge - line.indent) * 2 < width and _is_open(line))
    running = frozenset(text for text, count in often.items() if count > 1)
    return _Style(width, tolerance, gap, margin, indented * 3 > 2 * len(starts), spaced * 3 > 2 * len(ends), running)


def _continuation(printed: Sequence[_Printed], at: int, style: _Style, first: int) -> int:
    """Return the line that goes on with the paragraph from *first* to *at*, 0 if there is none."""
    line = printed[at]
    k = at + 1
    if line.edge * 100 < 65 * style.width:
        return 0
    while k < len(printed) and k - at <= MOST_FURNITURE and _is_furniture(printed[k], style):
        k += 1
    if k >= len(printed):
        return 0
    after = printed[k]
    skipped = k - at - 1
    turned = skipped > 0 or line.page < after.page
    # an indent that is not printed makes the first line of a paragraph look short
    is_cut = style.tolerance == UNEVEN and k == at + 1 and _is_cut(line, after)
    full = is_cut or _is_full(line, after, style.width, style.tolerance)
    if after.part != line.part or not full or after.indent >= style.margin + 2:
        return 0
    blanks = after.number - line.number - 1 - skipped
    if blanks > (MOST_BLANKS if turned else style.gap) or is_caption(after.text):
        return 0
    stops = STOPS.search(line.text)
    if MARK.match(after.text):
        inside = (style.indented and not turned) or _counts_on(printed[first : at + 1], after.text)
        return k if inside and not stops else 0
    if stops:
        return k if (style.indented or style.spaced) and not turned else 0
    return k


def _counts_on(run: Sequence[_Printed], text: str) -> bool:
    """Tell whether the label that *text* begins with follows one inside the lines of *run*."""
    label = _COUNTED.match(text)
    if not label:
        return False
    circled, number = label["circled"], label["number"]
    before = chr(ord(circled) - 1) if circled else f"{label['open']}{int(number) - 1}{label['close']}"
    return any(before in line.text[1 if line is run[0] else 0 :] for line in run)


def _is_furniture(line: _Printed, style: _Style) -> bool:
    """Tell whether the line is a page number or a header that every page repeats."""
    return (line.edge - line.indent) * 2 < style.width and (
        line.text in style.running or PAGE_NUMBER.fullmatch(line.text) is not None
    )
