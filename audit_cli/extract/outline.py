"""The numbers before headings and items, as lists: 一、 二、 三、 with （一） （二） below each of them.

A list goes on where its next number comes, and 1 begins another one.  Labels that a converter lost are no gap: a line
without a label may be what is missing, and where a list of a style begins in its middle, any label of the style may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.model import Document, Figure, Label
from audit_cli.value import Value

LONGEST_TITLE = 40
_SHORTEST_TITLE = 4
_ANY = 99  # labels that may have been lost, where any may
_MOST_OPEN = 4  # lists of one style that may still go on
_CHINESE = "一二三四五六七八九十"
_LABEL = expression(
    rf"第(?P<part>[{_CHINESE}]{{1,3}}|\d{{1,2}})(?:部分|章)"
    rf"|(?P<one>[{_CHINESE}]{{1,3}})[、.．]"
    rf"|[（(](?P<two>[{_CHINESE}]{{1,3}})[）)]"
    r"|(?P<comma>\d{1,2})、(?!\d{1,2}(?!\d))"
    r"|(?P<stop>\d{1,2})[.．](?![\d.．])"
    r"|[（(](?P<four>\d{1,2})[）)]"
    r"|(?P<five>\d{1,2})[)）]"
)
_HEADINGS = frozenset({"part", "one", "two"})
_TITLES = frozenset({"part", "one"})
_FIRST = frozenset(f"第（({_CHINESE}0123456789#*")
_MARKDOWN = expression(r"[#*]{1,6}[ \t]*")
# a line that ends so goes on as a sentence, or leads to what follows
_SENTENCE_END = frozenset("。；;！!？?：:，,")
# what stands above or below a table
_NO_HEADING = expression(r"表|图|单位|注|附|资料来源|[（(]?20\d\d年")
# the page number of a line in a table of contents
_PAGE = expression(r"(?:[.…·_-]{2}|[\t 　])[（(]?\d{1,3}[）)]?$")
# the classes of an account keep their numbers where those without amounts are left out
_OF_ACCOUNT = expression(
    r"[一二三四五六七八九十]{1,3}、(?:一般公共服务|外交|国防|公共安全|教育|科学技术|文化旅游体育与传媒|社会保障和就业|卫生健康|节能环保|城乡社区"
    r"|农林水|交通运输|资源勘探[一-鿿]{0,6}|商业服务业等?|金融|援助其他地区|自然资源海洋气象等?|住房保障|粮油物资储备"
    r"|灾害防治及应急管理|其他|债务还本|债务付息)支出(?:[ \t　]+[-0-9.,]{1,20})?"
)
# what stands alone in the cell of a table, where its cells have become lines
_AMOUNT = expression(r"[-－—0-9０-９.,，%％／/ ]{1,24}")
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}


class _Item(Value, frozen=True):
    """A labelled block; *lines* and *titles* count the blocks without a label before it, and those that are short."""

    place: Figure
    style: str
    number: int
    title: bool
    automatic: bool
    lines: int
    titles: int


class _List(Value, frozen=True):
    """A list that may go on, with its last item."""

    name: int
    last: _Item


def outline(document: Document) -> tuple[Label, ...]:
    """Return the labels of *document* that stand before headings and items, in reading order; cells have none."""
    labels: list[tuple[str, Label]] = []
    open_lists: list[_List] = []
    broken: set[str] = set()
    count = 0
    for item in _items(document):
        at = _home(open_lists, item)
        if at is None:
            if item.number > 1:
                broken.add(item.style)
            _close_below(open_lists, item.style)
            name, lost = count, 0
            count += 1
        else:
            name, lost = open_lists[at].name, _lost(open_lists[at].last, item)
            del open_lists[at:]
        open_lists.append(_List(name, item))
        heading = item.style in _HEADINGS
        labels.append((item.style, Label(item.place, item.number, name, heading, lost, item.automatic)))
    return tuple(label._replace(lost=_ANY) if style in broken else label for style, label in labels)


def _home(open_lists: list[_List], item: _Item) -> int | None:
    """Return the index of the list that *item* belongs to, None if it begins one."""
    alike = [i for i in range(len(open_lists) - 1, -1, -1) if open_lists[i].last.style == item.style]
    for i in alike:
        if open_lists[i].last.number + 1 == item.number:
            return i
    if not alike:
        return None
    last = open_lists[alike[0]].last
    if item.number > last.number + 1:
        return alike[0]
    # back to an earlier number: another list, if the labels before it may have been lost
    if item.number == 1:
        again = last.number == 1 and item.title and item.style in _HEADINGS and not _lost(last, item)
        return alike[0] if again else None
    return alike[0] if _lost(last, item) < item.number - 1 else None


def _lost(before: _Item, item: _Item) -> int:
    """Return how many labels may have been lost between two items: what is between titles is a title."""
    return item.titles - before.titles if before.title and item.title else item.lines - before.lines


def _close_below(open_lists: list[_List], style: str) -> None:
    """Close what stands below the lists of *style*, as another of them begins, and those that lie far back."""
    alike = [i for i, one in enumerate(open_lists) if one.last.style == style]
    if alike:
        del open_lists[alike[-1] + 1 :]
        if len(alike) == _MOST_OPEN:
            del open_lists[alike[0]]


def _items(document: Document) -> Iterator[_Item]:
    text = document.text
    lines = titles = 0
    for index, block in enumerate(document.blocks):
        if block.kind == "cell" and block.col:
            continue
        start, end = block.start, block.end
        if block.kind == "cell":
            # a heading may have been taken for the last row of the table above it
            if start < end and text[start] in _FIRST and _LABEL.match(text, start, end):
                lines, titles = lines + 1, titles + 1
            continue
        found = _LABEL.match(block.label.strip()) if block.label else None
        automatic = found is not None
        if found is None and start < end and text[start] in _FIRST:
            marked = _MARKDOWN.match(text, start, end)
            found = _LABEL.match(text, marked.end() if marked else start, end)
        number = _number(found) if found else 0
        short = end - start <= LONGEST_TITLE
        if found is None or found.lastgroup is None or not number:
            lines += 1
            titles += short and end - start >= _SHORTEST_TITLE and _may_be_heading(text[start:end])
        elif short and (
            _PAGE.search(text, start, end) or _OF_ACCOUNT.fullmatch(text, start, end) or _among_amounts(document, index)
        ):
            lines, titles = lines + 1, titles + 1
        else:
            label, style = found[0], found.lastgroup
            first = start if automatic else found.start()
            title = style in _TITLES or (short and text[end - 1] not in _SENTENCE_END)
            place = Figure(first, first if automatic else found.end(), label, "label", block=index)
            yield _Item(place, style, number, title, automatic, lines, titles)


def _among_amounts(document: Document, index: int) -> bool:
    """Tell whether a block stands before or behind a line that is a mere number, as the rows of a table do."""
    beside = document.blocks[max(index - 1, 0) : index] + document.blocks[index + 1 : index + 2]
    return any(b.kind != "cell" and _AMOUNT.fullmatch(document.text, b.start, b.end) for b in beside)


def _may_be_heading(line: str) -> bool:
    return line[-1] not in _SENTENCE_END and _NO_HEADING.match(line) is None


def _number(label: re.Match[str]) -> int:
    """Return the number of a label, 0 if its Chinese numerals make none."""
    printed = label[label.lastgroup or 0]
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return 0
    return 10 * _DIGITS.get(tens, 1) * bool(ten) + _DIGITS.get(ones, 0)
