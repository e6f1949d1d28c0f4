"""Tables cut where a new header begins: a header, the rows under it, and the titles above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.tables.alignment import aligned, over_numbers, stretched
from audit_cli.extract.tables.grid import Cell, Grid
from audit_cli.extract.tables.header_words import HEADER_WORDS, STRONG_WORDS
from audit_cli.extract.tables.pair_rows import pair_rows
from audit_cli.extract.tables.roles import role_of
from audit_cli.extract.tables.short_totals import with_totals_placed
from audit_cli.value import Value

_YEAR_CELL = expression(r"(?:19|20)\d\d")
# a target is no head of a column, nor is its sign: ≥90%, ≥
_LIMIT = expression(r"\s*[≥≧⩾≤≦⩽<>＜＞=＝]+\s*(?:\d|$)")

_BOUNDS = expression(r"\d{1,6}(?:[-—–~～至到]\d{1,6})?[^\d\s%％]{1,6}")
_NAME_OF = expression(r"(?:项目|部门|单位|专项|资金|机构|主管部门|实施单位)(?:（单位）)?(?:名称|全称)")
_LONG_TEXT = 30
# names and numerals by turns; the row may begin with what it is about, and end with what has no numeral
_PAIRS = expression(r"t?(?:tn){2,}t?")


class Region(Value, frozen=True):
    """Rows under one header: *header* rows, *body* rows, and the *caption* lines that stand inside the table."""

    caption: str
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    width: int


_LETTERS = frozenset("甲乙丙丁戊己")


def is_bare_header(grid: Grid) -> bool:
    """Whether a table is nothing but a header, cut off from the table below it."""
    if len(grid.rows) > 3 or any(cell.kind == "number" for row in grid.rows for cell in row):
        return False
    texts = [cell.text for row in grid.rows for cell in row if cell.kind == "text"]
    # 收入 ⇥ ⇥ ⇥ 支出 ⇥ ⇥: cells merged over several columns
    wide = len(grid.rows) == 1 and 1 < len(texts) < len(grid.rows[0])
    return (len(texts) > 3 or wide) and 4 * sum(
        bool(HEADER_WORDS.search(t)) and len(t) <= 14 for t in texts
    ) >= 3 * len(texts)


def below(header: Grid, grid: Grid) -> Grid:
    """Return *grid* with the rows of *header* put on top."""
    wide, narrow = (max(cell.col + cell.colspan for row in g.rows for cell in row) for g in (header, grid))
    body = grid.rows
    if wide == narrow + 1 and any(cell.col == 1 and cell.kind == "blank" for cell in header.rows[-1]):
        # the label at the side is merged downwards, and printed once
        body = tuple(tuple(cell._replace(col=cell.col + 1) for cell in row) for row in body)
    rows = header.rows + body
    return grid._replace(rows=rows, caption=header.caption, follows=header.follows, first=header.first)


def regions(grid: Grid) -> list[Region]:
    """Cut a table where a new header begins, and drop headers repeated by page breaks."""
    found: list[Region] = []
    caption: list[str] = []
    header: list[tuple[Cell, ...]] = []
    body: list[tuple[Cell, ...]] = []

    def close() -> None:
        nonlocal header, body, caption
        if any(cell.kind == "number" for row in body for cell in row):
            found.append(_region(caption, header, body))
        header, body, caption = [], [], []

    apart = pair_rows(grid.rows)
    for number, row in enumerate(grid.rows):
        if number in apart:
            continue
        if body and not header and _heads_behind_pairs(row, body):
            close()
        kind = _row_kind(row, header[-1] if header else (), bool(body))
        if kind == "data" and not body and number + 1 < len(grid.rows):
            below = grid.rows[number + 1]
            if _stands_over(row, below) or (_spans(row, below) and _row_kind(below, row, False) == "header"):
                kind = "header"
        if kind == "blank":
            continue
        if kind == "header":
            if body:
                if _same_texts(row, header):
                    continue
                tail = _trailing_titles(body)
                close()
                caption = tail
            elif header and _is_fresh(row, header[-1]):
                caption += [cell.text for line in header for cell in line if cell.kind == "text"][:6]
                header = []
            header.append(tuple(cell._replace(kind="text") if cell.kind == "number" else cell for cell in row))
        elif kind == "title" and not body:
            caption.append("".join(cell.text for cell in row if cell.kind == "text"))
            if header and not any(HEADER_WORDS.search(cell.text) for line in header for cell in line):
                header = []
        elif kind == "numbering":
            continue
        else:
            body.append(row)
    close()
    return found


def _row_kind(row: tuple[Cell, ...], above: tuple[Cell, ...], started: bool) -> str:
    texts = [cell for cell in row if cell.kind == "text"]
    numbers = [cell for cell in row if cell.kind == "number"]
    if not texts and not numbers:
        return "blank"
    if not started and (_names_one_thing(row) or _is_row_of_pairs(row, above)):
        return "title" if not numbers else "data"
    if numbers and _numbers_columns(texts, numbers, started):
        return "numbering"
    if row[0].damaged and (above or started):
        return "data"
    if numbers:
        if not started and _names_classes(texts, numbers, above):
            return "header"
        if texts and all(_YEAR_CELL.fullmatch(cell.text) for cell in numbers):
            return "header" if not started and _are_years(texts, numbers, above) else "data"
        if started or len(texts) < 3 or len(texts) <= len(numbers):
            return "data"
        words = sum(1 for cell in texts if len(cell.text) <= 12 and HEADER_WORDS.search(cell.text))
        is_header = words >= 3 and words > len(numbers) and not any(_LIMIT.match(cell.text) for cell in texts)
        return "header" if is_header and not _is_scored(numbers, above) else "data"
    if len(texts) == 1:
        cell = texts[0]
        if not started:
            return "header" if above and cell.col > 0 and len(cell.text) < _LONG_TEXT else "title"
        return "data"
    if any(len(cell.text) >= _LONG_TEXT for cell in texts):
        return "data" if started or above else "title"
    if above and not started and _fills(texts, above):
        return "data"
    words = sum(1 for cell in texts if HEADER_WORDS.search(cell.text))
    if started:
        strong = sum(1 for cell in texts if len(cell.text) <= 14 and STRONG_WORDS.search(cell.text))
        filled = sum(cell.colspan for cell in texts)
        whole = sum(cell.colspan for cell in row)
        return "header" if words * 4 >= len(texts) * 3 and strong >= 2 and filled * 2 >= whole else "data"
    return "header" if above or words * 3 > len(texts) else "data"


def _is_row_of_pairs(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Whether names and amounts stand by turns where no header is above: 编制人数 | 86 | 实有人数 | 83."""
    filled = [cell for cell in row if cell.kind != "blank"]
    if above or any(_YEAR_CELL.fullmatch(c.text) for c in filled):
        return False
    kinds = "".join([cell.kind[0] for cell in filled])
    return _PAIRS.fullmatch(kinds) is not None


def _heads_behind_pairs(row: tuple[Cell, ...], body: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether a row without numerals begins another table behind rows of nothing but names and amounts by turns."""
    if any(cell.kind == "number" for cell in row) or not all(_is_row_of_pairs(above, ()) for above in body):
        return False
    return _row_kind(row, (), False) in ("title", "header")


def _is_scored(numbers: Sequence[Cell], above: tuple[Cell, ...]) -> bool:
    """Whether a numeral stands under 分值 or 得分, as it does in a row that is filled in."""
    cols = {cell.col for cell in numbers}
    return any(cell.col in cols and role_of((cell.text,)) in ("points", "score") for cell in above)


def _are_years(texts: list[Cell], numbers: list[Cell], above: tuple[Cell, ...]) -> bool:
    """Whether what looks like years heads its columns: 项目 | 2022 | 2023, but below a header not 办公费 | 2021."""
    if not any(HEADER_WORDS.search(cell.text) for cell in texts):
        return False
    years = {int(cell.text) for cell in numbers}
    in_turn = len(years) > 1 and max(years) - min(years) < len(years)
    return not above or in_turn or {cell.text for cell in texts} <= {cell.text for cell in above}


def _stands_over(row: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Whether a row of short texts heads a run of numerals, though its words are unknown: 中央 | 省级 | 市县."""
    if any(cell.kind == "number" or len(cell.text) > 14 for cell in row):
        return False
    texts = {cell.col for cell in row if cell.kind == "text"}
    named = max((cell.col for cell in below if cell.kind == "text"), default=-1)
    numbers = [cell.col for cell in below if cell.kind == "number" and cell.col > named]
    # behind the number of a row stand names
    run = len(numbers) > 2 or not any(cell.kind == "number" and cell.col < named for cell in below)
    return len(numbers) > 1 and run and texts.issuperset(numbers) and len(texts) == len(row)


def _spans(row: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Whether short texts of which some are wide stand over a row of more cells: 产业 | 基础设施 over 项目数 | 金额."""
    texts = [cell for cell in row if cell.kind == "text"]
    if len(texts) < len(row) or len(texts) < 2 or any(len(cell.text) > 14 for cell in texts):
        return False
    deeper = sum(cell.kind == "text" for cell in below)
    return any(cell.colspan > 1 for cell in texts) and deeper > len(texts)


def _names_classes(texts: Sequence[Cell], numbers: Sequence[Cell], above: tuple[Cell, ...]) -> bool:
    """Whether numerals under a wide header are bounds of classes: 35岁以下 | 36-50岁 | 51岁以上."""
    if not texts or not all(_BOUNDS.fullmatch(cell.text) for cell in numbers):
        return False
    wide = [(cell.col, cell.col + cell.colspan) for cell in above if cell.kind == "text" and cell.colspan > 1]
    return bool(wide) and all(
        len(cell.text) <= 14 and any(first <= cell.col < last for first, last in wide) for cell in (*texts, *numbers)
    )


def _fills(texts: Sequence[Cell], above: tuple[Cell, ...]) -> bool:
    """Whether texts stand cell by cell under a header whose cells are wide: what is filled in, no deeper header."""
    wide = {(cell.col, cell.colspan) for cell in above if cell.kind == "text" and cell.colspan > 1}
    return bool(wide) and all((cell.col, cell.colspan) in wide for cell in texts)


def _numbers_columns(texts: Sequence[Cell], numbers: Sequence[Cell], started: bool) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3, or 甲 乙 1 2 3, where columns of words have letters."""
    if started:
        return False
    values = [cell.text for cell in numbers]
    if any(cell.text in ("栏次", "行次", "次", "栏") for cell in texts):
        # a unit of a row of data may be 次, too: 12 | 次 | 12 | 50
        ascending = all(value.isdecimal() for value in values) and all(int(a) < int(b) for a, b in pairwise(values))
        return ascending and all(len(value) <= 2 for value in values)
    if len(values) < 3 or (len(texts) > 1 and any(cell.text not in _LETTERS for cell in texts)):
        return False
    first = values[0]
    return first in ("0", "1", "2") and values == [str(int(first) + step) for step in range(len(values))]


def _same_texts(row: tuple[Cell, ...], header: Sequence[tuple[Cell, ...]]) -> bool:
    texts = [cell.text for cell in row if cell.kind == "text"]
    return any(texts == [cell.text for cell in line if cell.kind == "text"] for line in header)


def _is_fresh(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Whether *row* begins a new header rather than a deeper level of the header above it."""
    words = [bool(HEADER_WORDS.search(cell.text)) for cell in above if cell.kind == "text"]
    if _names_one_thing(above):
        return True
    if _all_under_wide(row, above) or _stands_between_tall(row, above):
        return False
    if sum(words) * 2 <= len(words):
        return True
    if any(cell.colspan > 1 or cell.rowspan > 1 for cell in above):
        return False
    narrow = {cell.col for cell in above if cell.kind == "text"}
    texts = [cell.col for cell in row if cell.kind == "text"]
    return bool(texts) and all(col in narrow for col in texts) and len(texts) >= len(narrow) and len(row) >= len(above)


def _names_one_thing(row: tuple[Cell, ...]) -> bool:
    """Whether a row says what the form is about, and heads no columns: 项目名称 | 智慧校园建设."""
    texts = [cell.text for cell in row if cell.kind == "text"]
    return len(texts) == 2 and bool(_NAME_OF.fullmatch(texts[0])) and not HEADER_WORDS.search(texts[1])


def _all_under_wide(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Whether all words of *row* stand under several wide cells, as deeper words of a header do."""
    wide = [(cell.col, cell.col + cell.colspan) for cell in above if cell.kind == "text" and cell.colspan > 1]
    texts = [cell for cell in row if cell.kind == "text"]
    return len(wide) > 1 and all(any(first <= cell.col < last for first, last in wide) for cell in texts)


def _stands_between_tall(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Whether *row* leaves out what several labels above it cover that are two rows tall."""
    tall = {cell.col for cell in above if cell.kind == "text" and cell.rowspan > 1}
    return len(tall) > 1 and tall.isdisjoint(cell.col for cell in row)


def _trailing_titles(body: list[tuple[Cell, ...]]) -> list[str]:
    """Take the rows with a single text off the end of *body*: they head what follows."""
    titles: list[str] = []
    while body and sum(cell.kind != "blank" for cell in body[-1]) == 1 and body[-1][0].kind == "text":
        titles.insert(0, body.pop()[0].text)
    return titles


def _region(caption: list[str], header: list[tuple[Cell, ...]], body: list[tuple[Cell, ...]]) -> Region:
    width = max([cell.col + cell.colspan for row in (*header, *body) for cell in row])
    body = with_totals_placed(aligned(body, width))
    header = [row for row in header if not row[0].damaged or len(row) == width]
    return Region(" ".join(caption), stretched(over_numbers(header, body, width), width), tuple(body), width)


def has_full_header(region: Region) -> bool:
    """Whether the header reaches over all columns of numerals, so that nothing of it seems to be lost."""
    amounts = {cell.col for row in region.body for cell in row if cell.kind == "number"}
    covered = {c for row in region.header for cell in row if cell.kind == "text" for c in _columns(cell)}
    return amounts <= covered


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.colspan)
