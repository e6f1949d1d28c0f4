"""What the columns of a region hold, by their headers and by what stands below: labels, codes, counters, numerals."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.tables.grid import Cell
from audit_cli.extract.tables.labels import names_amount
from audit_cli.extract.tables.regions import Region
from audit_cli.extract.tables.roles import role_of
from audit_cli.model import Figure

_FEW_ROWS = 2
_MERGED_BLANKS = 2
_LARGE = expression(r"\d{4}|\d{1,3}[,，]\d{3}")
_PERIOD = expression(r"月份|年份|年度|月度|季度|时期")


class Content:
    """What stands in a column below its header.

    *values* are its numerals by row, *figures* those of them that are figures, *percents* those of these in hundredths;
    *texts* is the number of its texts, *named* of those that carry an amount of their own.
    """

    __slots__ = ("figures", "named", "percents", "texts", "values")

    def __init__(self) -> None:
        self.texts = 0
        self.named = 0
        self.figures = 0
        self.percents = 0
        self.values: list[tuple[int, str]] = []


def contents_of(region: Region, ledger: Sequence[Figure]) -> list[Content]:
    """Return what stands in each column of *region*."""
    contents = [Content() for _ in range(region.width)]
    headed = {cell.col: cell.colspan for row in region.header for cell in row if cell.kind == "text"}
    for number, row in enumerate(region.body):
        for at, cell in enumerate(row):
            content = contents[cell.col]
            if cell.kind == "number" or cell.text.isdecimal():
                content.values.append((number, cell.text))
            elif cell.kind == "text":
                content.texts += 1
                # what reaches over columns with headers of their own names nothing in the first of them
                wide = cell.colspan > headed.get(cell.col, cell.colspan) or _goes_on(row, at, headed)
                content.named += wide or names_amount(cell.text)
            if cell.kind == "number":
                content.figures += 1
                content.percents += ledger[cell.figure].unit == "%"
    return contents


def kinds_of(paths: Sequence[tuple[str, ...]], contents: Sequence[Content]) -> list[str]:
    """Return what each column holds under the headers *paths*: label, code, line, number, other, or empty."""
    kinds = [_kind(path, content) for path, content in zip(paths, contents, strict=True)]
    values = contents[0].values
    if values and all(is_class(text) for _, text in values) and kinds[1:].count("number") > 1:
        kinds[0] = "label"
    return kinds


def is_misplaced(paths: Sequence[tuple[str, ...]], contents: Sequence[Content]) -> bool:
    """Whether a header that lost cells stands over other columns: amounts under 执行率, rates elsewhere."""
    for c, path in enumerate(paths):
        values = contents[c].values
        if role_of(path) != "rate" or contents[c].percents or len(values) < _FEW_ROWS:
            continue
        if sum(_LARGE.match(text) is not None for _, text in values) * 2 > len(values):
            return True
        elsewhere = (k for k, other in enumerate(paths) if role_of(other) in ("amount", "points", "score", "line"))
        if any(contents[k].percents * 2 > len(contents[k].values) for k in elsewhere):
            return True
    return False


def _kind(path: tuple[str, ...], content: Content) -> str:
    numbers, texts, values = len(content.values), content.texts, content.values
    if numbers and path:
        # under a column of amounts, names with their amounts are a list of their own, not its labels
        texts -= content.named
    role = role_of(path)
    if role == "line":
        return "label" if texts > numbers and _PERIOD.match(path[-1]) else "line"
    if role == "code":
        return "code" if numbers or texts else "empty"
    if len(values) >= (5 if path else 3) and numbers > texts and _counts_up(values):
        return "line"
    if role == "target" and texts > numbers:
        return "other"
    if len(values) > 2 and numbers > texts and _are_codes([text for _, text in values]):
        return "code"
    if not numbers:
        return "label" if texts else "empty"
    if role in ("points", "score", "rate", "share", "growth", "change"):
        return "number"
    return "number" if numbers * 2 >= texts or role == "target" else "label"


def is_class(text: str) -> bool:
    """Whether a numeral names a class of people or things: 80-89周岁, 1月."""
    return not text[-1].isdigit() and text[-1] not in "%％元"


def _goes_on(row: Sequence[Cell], at: int, headed: Container[int]) -> bool:
    """Whether the cell *at* seems merged with those behind it, printed as blanks below headers of their own."""
    after = row[at + 1 : at + 1 + _MERGED_BLANKS]
    return len(after) == _MERGED_BLANKS and all(cell.kind == "blank" and cell.col in headed for cell in after)


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether numerals are codes of classes: 3, 5 or 7 digits, and longer ones begin with shorter ones."""
    if not all(text.isdecimal() and len(text) in (3, 5, 7) for text in texts):
        return False
    return any(b != a and b.startswith(a) for a, b in pairwise(texts))


def _counts_up(values: Sequence[tuple[int, str]]) -> bool:
    """Whether the numerals of a column only count its rows."""
    if not all(text.isdecimal() and len(text) < 4 for _, text in values):
        return False
    return len({int(text) - row for row, text in values}) == 1
