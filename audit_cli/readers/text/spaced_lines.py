"""Lines whose cells stand apart by spaces: their fields, where these stand, and which lines may be rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, Piece, is_caption, kind_of
from audit_cli.readers.text.header_tree import are_column_names
from audit_cli.value import Value

LABEL_LENGTH = 40
_FIELD = expression(r"\S+(?: \S+)*")
_WORD = expression(r"\S+")
_SENTENCE = expression(r"[。；！？]|[.…·]{4,}")
_GAP_OF_A_ROW = expression(r"\s\s|[^\x00-\x7f] [^\x00-\x7f]|[\x21-\x7e] [\x21-\x7e]")
# what follows a numeral in one cell with it: 12 月, 2 个项目完工
_NOT_A_NUMBER = expression(r"年(?![末初])|[月日号时季度座辆]|个(?![人体别性])|名(?!称)|处(?![置理])|家(?!庭)")
_NOTE = expression(r"(?:备?注|说明)\s*[:：\d]|[—-]\s*\d+\s*[—-]$|第\s*\d+\s*页")
_FEWEST_NAMES = 3
_TITLE = expression(r"(?:表|情况|明细)(?:[（(][^（()）]{1,20}[）)])?$")
# a code that is printed in its parts: 208 05 01 行政单位离退休
_PARTED_CODE = expression(r"(?:(?<![\d.,] )(?<!\S)|(?<=\.\d\d ))[123]\d\d \d\d(?: \d\d)?(?= +(?:[^\s\d]|\d[\d,]*\.\d))")
_WIDE = expression(r"[ \u3000]{2}")
# a class of income or spending that a statement has nothing of, or the beginning of its name
_BLANK_CLASS = expression(r"[一二三四五六七八九十]{1,3}、[一-鿿]{2,16}(?:收入|支出?)")
_WORDS_OF_A_ROW = 5
_WORDS_OF_A_HEADER = 3
# what stands over the parts of a code, which is one column
CODE_PARTS = frozenset({"类", "款", "项", "目"})
COUNTER = expression(r"栏\s*次")


class Field(Value, frozen=True):
    """A piece with its edges, counted in characters and in columns of the screen."""

    piece: Piece
    left: int
    right: int
    wide_left: int
    wide_right: int
    kind: str


class TextRow(Value, frozen=True):
    """The fields of line *number*."""

    number: int
    fields: tuple[Field, ...]

    @property
    def kinds(self) -> str:
        return "".join([f.kind for f in self.fields])

    @property
    def shape(self) -> str:
        """What the fields are, one letter each: t for a text, n for a numeral or a dash."""
        return self.kinds.replace("d", "n")

    @property
    def counts_columns(self) -> bool:
        """Whether the line holds the numbers of the columns and nothing else: 1 2 3 4 5 6."""
        return len(self.fields) > 2 and all(f.piece.text == str(k) for k, f in enumerate(self.fields, 1))


def region_from(lines: Sequence[Line], i: int) -> tuple[list[TextRow], int]:
    """Return the lines that may be rows from line *i* on, and the line behind them."""
    region: list[TextRow] = []
    blanks = alone = 0
    j = i
    while j < len(lines):
        text = lines[j].text
        stripped = text.strip(BLANK)
        if not stripped:
            blanks += 1
            if blanks > 2:
                break
            j += 1
            continue
        if len(text) > 400 or "\t" in stripped or text.count("|") > 1 or _is_prose(text):
            break
        fields = fields_of(lines[j])
        if len(fields) > 1:
            alone = 0
        else:
            words = stripped.count(" ") + 1
            bare = CODE_PARTS.issuperset(stripped.split()) or _BLANK_CLASS.fullmatch(stripped)
            alone += words < _WORDS_OF_A_HEADER and not bare
            if (
                alone > 3
                or len(stripped) > LABEL_LENGTH * min(words, 3)
                or is_caption(stripped)
                or _NOTE.match(stripped)
            ):
                break
        blanks = 0
        region.append(TextRow(j, fields))
        j += 1
    while region and len(region[-1].fields) < 2:
        region.pop()
    return region, j


def _is_prose(text: str) -> bool:
    """Tell whether a line is a sentence; a remark at the end of a row, or what stands before its points, may be one."""
    mark = _SENTENCE.search(text)
    if mark is None:
        return False
    if len(text[: mark.start()].split()) >= _WORDS_OF_A_ROW:
        # a converter sets blanks between words and numerals, and no others
        return "，" in text[: mark.start()] and _GAP_OF_A_ROW.search(text.strip(BLANK)) is None
    # 评分标准 stands between the columns of points
    behind = text[mark.end() :]
    amid = _WIDE.search(text.strip(BLANK), 0, mark.start()) is not None and _WIDE.match(behind) is not None
    return not (amid and all(kind_of(word) in "nd" for word in behind.split()))


def parts_of(region: list[TextRow]) -> Iterator[list[TextRow]]:
    """Yield the lines up to each one that names another table or its columns."""
    start = 0
    data = False
    for k, row in enumerate(region):
        if data and _is_text(row) and (are_column_names([w.piece.text for w in words_of(row)]) or _is_title(region, k)):
            yield region[start:k]
            start, data = k, False
        data = data or is_data(row)
    yield region[start:]


def _is_text(row: TextRow) -> bool:
    return row.kinds.count("t") == len(row.fields)


def _is_title(region: Sequence[TextRow], k: int) -> bool:
    """Tell whether a line is the title of a table, with a header below it: of three names, if no blank is above."""
    row = region[k]
    if len(row.fields) > 1 or k + 1 == len(region) or not _TITLE.search(row.fields[0].piece.text):
        return False
    below = region[k + 1]
    is_apart = row.number - region[k - 1].number > 1
    return _is_text(below) and (word_count(below) > 1 if is_apart else len(below.fields) >= _FEWEST_NAMES)


def fields_of(line: Line) -> tuple[Field, ...]:
    """Return what stands between gaps; a numeral also where only one space parts it from its neighbours."""
    text = line.text
    spans: list[tuple[int, int]] = []
    for match in _FIELD.finditer(text):
        start, end = match.span()
        if " " not in match[0]:
            spans.append((start, end))
            continue
        words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(match[0])]
        spans.append(words[0])
        for left, right in words[1:]:
            word, before = text[left:right], text[slice(*spans[-1])]
            if kind_of(word) in "nd" or (kind_of(before) in "nd" and not _NOT_A_NUMBER.match(word)):
                spans.append((left, right))
            else:
                spans[-1] = (spans[-1][0], right)
    # where gaps are wide the parts may stand in columns of their own
    parted = () if _WIDE.search(text.strip(BLANK)) else _PARTED_CODE.finditer(text)
    codes = {code.start(): code.end() for code in parted}
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and end <= codes.get(merged[-1][0], 0):
            merged[-1] = (merged[-1][0], end)
            continue
        # 合　　计: single characters spread over the cell are one word
        if merged and end - start == 1 and _is_spread(text, merged[-1], start):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    fields = []
    wide_end = done = 0
    for start, end in merged:
        printed = text[start:end]
        wide = wide_end + columns(text[done:start])
        wide_end, done = wide + columns(printed), end
        at = Piece(line.start + start, line.start + end, printed)
        kind = "n" if start in codes else kind_of(printed)
        fields.append(Field(at, start, end, wide, wide_end, kind))
    return tuple(fields)


def columns(text: str) -> int:
    """Return the width of *text* on the screen; a Chinese character takes two columns."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def _is_spread(text: str, before: tuple[int, int], start: int) -> bool:
    words = text[slice(*before)].split()
    return "\u4e00" <= text[start] <= "\u9fff" and all(len(w) == 1 and "\u4e00" <= w <= "\u9fff" for w in words)


def is_data(row: TextRow) -> bool:
    """Tell whether the line holds values, and not the numbers of the columns."""
    return len(row.fields) >= 2 and "n" in row.kinds[1:] and not COUNTER.match(row.fields[0].piece.text)


def word_count(row: TextRow) -> int:
    return sum([field.piece.text.count(" ") + 1 for field in row.fields])


def words_of(row: TextRow) -> tuple[Field, ...]:
    return tuple(word for field in row.fields for word in words_in(field))


def words_in(field: Field) -> Iterator[Field]:
    text, start = field.piece.text, field.piece.start
    for word in _WORD.finditer(text):
        at, end = word.span()
        left, size = field.wide_left + columns(text[:at]), columns(word[0])
        kind = kind_of(word[0])
        yield Field(Piece(start + at, start + end, word[0]), field.left + at, field.left + end, left, left + size, kind)


def right_edge(field: Field, wide: bool) -> int:
    return field.wide_right if wide else field.right


def left_edge(field: Field, wide: bool) -> int:
    return field.wide_left if wide else field.left


def overlaps(field: Field, edges: tuple[int, int], wide: bool) -> bool:
    left, right = (field.wide_left, field.wide_right) if wide else (field.left, field.right)
    return left < edges[1] and right > edges[0]
