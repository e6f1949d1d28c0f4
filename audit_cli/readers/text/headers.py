"""Headers whose cells are known only as a list of labels: which of them stand in one row over the columns."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, is_caption
from audit_cli.readers.text.header_choice import chosen
from audit_cli.readers.text.header_tree import NAMES, Places, flat_header, names_columns
from audit_cli.readers.text.reckoned_places import Amount
from audit_cli.value import Value

TITLE = expression(r"[\u4e00-\u9fff）)”]{3}表$|报告$|^附件|^\d{4}\s*年.{4,}(?:情况|表|报告|预算|决算)$")
CHAPTER = expression(
    r"第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]"
)
_MEASURED = expression(r"[数额率]$|金额|分值|得分|[%％]")  # no name of a row
_MOST_LABELS, _MOST_PARENTS = 18, 4
_USUAL = 2  # levels of a header; where it seems to have more, what stands above it may have been taken in
_SIX = 6  # columns for the three public expenses: in all, abroad, vehicles with two parts, receptions
_THREE_PUBLIC = (("合计", "出国", "公务用车", "接待"), ("小计", "购置", "运行"))
_VEHICLES = -1
# where each label stands in pairs of columns; the one over all vehicles has three pairs
_PAIRED = (
    (0, expression(r"合计")),
    (2, expression(r"出国")),
    (_VEHICLES, expression(r"购置(?:及|和|与)运行")),
    (4, expression(r"小计")),
    (6, expression(r"购置(?!及|和|与)")),
    (8, expression(r"(?<![及和与])运行")),
    (10, expression(r"接待")),
)
REMARK = expression(r"备注|说明|原因|依据|措施")
GROUP = expression(r"其中[:：]?$")


class Item(Value, frozen=True):
    """A cell, the line it stands on and what it looks like: t(ext), n(umeral or dash), c(ode before a label)."""

    piece: Piece
    line: int
    kind: str


def row_of(items: Sequence[Item], lost: bool = False, width: int = 0) -> Row:
    """Return *items* as a row; with *width*, blanks are put at its end."""
    pieces = [i.piece for i in items]
    end = pieces[-1].end
    pieces += [Piece(end, end, "")] * (width - len(pieces))
    return Row(tuple(pieces), items[0].line, items[-1].line + 1, lost)


def header_rows(above: Sequence[Item], width: int) -> list[list[Item]]:
    """Return the header rows among the texts above the first row."""
    labels = list(above)
    while labels and len(labels) != width and (k := title_at(labels)) >= 0:
        labels = labels[k + 1 :]
    if len(labels) > width:
        gap = next((k for k in range(len(labels) - 1, 0, -1) if labels[k].line - labels[k - 1].line > 1), 0)
        if len(labels) - gap >= width:
            labels = labels[gap:]
    if len(labels) >= 2 * width:
        last, before = labels[-width:], labels[-2 * width : -width]
        if [x.piece.text for x in last] == [x.piece.text for x in before]:
            return [labels[-2 * width :]]
    if len(labels) == width:
        return [_names_first(labels)]
    levels = _levels(labels, width)
    return (
        three_public_header(labels, width)
        or _two_levels(labels, width, most_alone=1)
        or (levels if len(levels) <= _USUAL else _repeating(labels, width) or levels)
        or _two_levels(labels, width, most_alone=width)
        or _last(labels, width)
    )


def header_over(
    above: Sequence[Item], width: int, names: int, rows: Sequence[Sequence[Amount]]
) -> list[list[Item]] | None:
    """Return the header rows among the texts above the first row, as `header_rows` does where figures need not tell.

    Of several ways to part labels that stand in two rows, full *rows* of figures behind so many *names* tell which;
    the header is left out, [], where they do not, and None where there is none.
    """
    labels = above[title_at(above) + 1 :]
    if len(labels) == width:
        header = [_names_first(labels)]
        return header if all(not _MEASURED.search(i.piece.text) for i in header[0][:names]) else None
    strong = three_public_header(labels, width) or _two_levels(labels, width, most_alone=1)
    if strong or len(labels) < width or len(labels) > _MOST_LABELS or len(labels) - width > _MOST_PARENTS:
        return strong or header_rows(above, width) or None
    places = chosen([i.piece.text for i in labels], width, names, rows)
    return None if places is None else _in_places(labels, places, width)


def three_public_header(labels: Sequence[Item], width: int) -> list[list[Item]]:
    """Return the header of the statement of the three public expenses, whose form is the same everywhere.

    For each of budget and accounts it has 合计, 因公出国, 公务用车, 公务接待, and under the third 小计, 购置, 运行.
    """
    groups, rest = divmod(width, _SIX)
    above = len(labels) - 7 * groups
    if rest or not 0 < groups <= 2 or above not in (0, groups):
        return []
    places = [
        [group * _SIX for group in range(above)],
        [group * _SIX + place for group in range(groups) for place in (0, 1, 2, 5)],
        [group * _SIX + place for group in range(groups) for place in (2, 3, 4)],
    ]
    texts = [item.piece.text for item in labels[above:]]
    words = [word for part in _THREE_PUBLIC for word in part * groups]
    if not all(word in text for word, text in zip(words, texts, strict=True)):
        return []
    rows, taken = [], 0
    for columns in filter(None, places):
        rows.append(_over(dict(zip(columns, labels[taken : taken + len(columns)], strict=True)), width))
        taken += len(columns)
    return rows


def three_public_pairs(labels: Sequence[Item], width: int) -> list[list[Item]]:
    """Return the header of the three public expenses where budget and accounts stand side by side for each of them.

    Converters of PDF put the label over vehicles before or behind the others, which its words tell apart.
    """
    leaves = list(labels[-width:])
    texts = [item.piece.text for item in leaves]
    if width != 2 * _SIX or texts[::2] != texts[:1] * _SIX or texts[1::2] != texts[1:2] * _SIX or texts[0] == texts[1]:
        return []
    above = [label for label in labels[:-width] if not label.piece.text.startswith("财政拨款")]
    found: dict[int, Item] = {}
    for label in above:
        places = [column for column, name in _PAIRED if name.search(label.piece.text)]
        if len(places) != 1 or places[0] in found:
            return []
        found[places[0]] = label
    if len(found) != len(_PAIRED):
        return []
    own = {column: label for column, label in found.items() if column >= 0}
    first = {column: own[column] for column in (0, 2, 10)} | {4: found[_VEHICLES]}
    return [
        _over(dict(sorted(first.items())), width),
        _over({column: own[column] for column in (4, 6, 8)}, width),
        leaves,
    ]


def _over(own: dict[int, Item], width: int) -> list[Item]:
    """Return a row of *width* cells with labels at some columns, blank where a label to the left goes on."""
    before = next(iter(own.values()))
    cells = []
    for column in range(width):
        before = own.get(column, before)
        cells.append(before if column in own else blanks([before], 1)[0])
    return cells


def _levels(labels: Sequence[Item], width: int) -> list[list[Item]]:
    """Return the rows of a header as *width* cells each, blank where a label above or to the left goes on."""
    texts = [i.piece.text for i in labels]
    places = flat_header(texts, width)
    if places is None:
        return []
    return _in_places(labels, places, width)


def _in_places(labels: Sequence[Item], places: Sequence[Places], width: int) -> list[list[Item]]:
    rows = []
    taken = 0
    for row in places:
        rows.append(_over(dict(zip((col for col, _ in row), labels[taken : taken + len(row)], strict=True)), width))
        taken += len(row)
    return rows


def _names_first(labels: Sequence[Item]) -> list[Item]:
    """Return the labels in the order of their columns: 科目编码, 科目名称 on the line below stand at the left."""
    names = [bool(NAMES.search(item.piece.text)) for item in labels]
    first = names.index(True) if True in names else 0
    is_below = first > 0 and all(names[first:]) and labels[first].line > labels[first - 1].line
    return [*labels[first:], *labels[:first]] if is_below else list(labels)


def _last(labels: Sequence[Item], width: int) -> list[list[Item]]:
    """Return the last labels as the only row, if they name columns whatever stands above them.

    If that names a column too, the labels stand in two rows.
    """
    own, above = labels[-width:], labels[:-width]
    if not above or _MEASURED.search(above[-1].piece.text):
        return []
    return [list(own)] if names_columns([i.piece.text for i in own]) else []


def header_and_groups(above: Sequence[Item], width: int) -> tuple[list[list[Item]], list[Item]]:
    """Return the header and the labels of groups that stand, without values, between it and the first row."""
    labels = list(above)
    for k in range(len(labels) - 1, -1, -1):
        text = labels[k].piece.text
        if is_caption(text) or TITLE.search(text):
            labels = labels[k + 1 :]
            break
    rest = labels[width:]
    if 0 < len(rest) <= 3 and all(CHAPTER.match(i.piece.text) for i in rest):
        return [labels[:width]], rest
    return [], []


def title_at(labels: Sequence[Item]) -> int:
    """Return the place of the last line that is a caption, a title or a heading, -1 if there is none."""
    for k in range(len(labels) - 1, -1, -1):
        text = labels[k].piece.text
        if is_caption(text) or TITLE.search(text) or CHAPTER.match(text):
            return k
    return -1


def _two_levels(labels: Sequence[Item], width: int, most_alone: int) -> list[list[Item]]:
    """Return a header of two rows where the labels tell how: parents over groups of the same labels, or one 其中.

    What stands alone before the parents is at most *most_alone*: of several, some may stand behind them.
    """
    parents = len(labels) - width
    if parents >= 2:
        for lead in range(min(width - parents, most_alone + 1)):
            size, rest = divmod(width - lead, parents)
            below = [i.piece.text for i in labels[lead + parents :]]
            if not rest and size > 1 and below == below[:size] * parents:
                return [list(labels[: lead + parents]), [*blanks(labels, lead), *labels[lead + parents :]]]
    if parents == 1:
        for k, item in enumerate(labels):
            if 0 < k < len(labels) - 1 and GROUP.search(item.piece.text):
                return [list(labels[: k + 1]), [*blanks(labels[k:], k), *labels[k + 1 :]]]
    return []


def _repeating(labels: Sequence[Item], width: int) -> list[list[Item]]:
    """Return the last labels as a header whose parents stand over the same labels each; others may stand above it."""
    for count in range(width + 2, min(len(labels), 2 * width)):
        found = _two_levels(labels[-count:], width, most_alone=width)
        if found:
            return found
    return []


def blanks(labels: Sequence[Item], count: int) -> list[Item]:
    """Return blank cells where the second row of *labels* begins."""
    end = labels[0].piece.end
    return [labels[0]._replace(piece=Piece(end, end, ""))] * count
