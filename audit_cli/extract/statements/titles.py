"""The titles of the statements of the final accounts: which statement stands under a line, or in a table.

They are known by name, not by number: 收入支出决算总表 is the first in one place and 公开01表 in another.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.tables.grid import Grid
from audit_cli.extract.terms import StatementName, Terms
from audit_cli.model import Document, Figure

_TITLE_LINES = 6  # lines before a table among which its title stands
_LONGEST_TITLE = 60
_BEFORE_TITLE = expression(
    r"(?:.*(?:[年度、.．：:）)\d表省市县区镇乡局委办院校会厅处室所站队团馆]|部门|单位|本级|中心))?"
)
_BEHIND_TITLE = expression(r"(?:[（(：:，,].*|公开.*|单位.*|部门.*|\d+)?")
_OF_ACCOUNTS = expression(r"决算|基础数据")
_QUOTES = expression(r"[\s“”\"'‘’《》]+")

Title = tuple[StatementName, Figure]


def titled(document: Document, grid: Grid, terms: Terms) -> Grid:
    """Return *grid* with the title of its statement in its caption, where further lines stand between them."""
    title = title_before(document, grid.first, terms)
    if title is None or title[1].text.strip() in grid.caption:
        return grid
    return grid._replace(caption=f"{title[1].text} {grid.caption}")


def title_before(document: Document, first: int, terms: Terms) -> Title | None:
    """Return the nearest title among the lines before a table."""
    for index in range(first - 1, max(first - _TITLE_LINES, 0) - 1, -1):
        if document.blocks[index].table is not None:
            return None
        named = _named(document.text_of(document.blocks[index]), terms)
        if named is not None:
            return named, _name(document, index)
    return None


def titles_inside(document: Document, first: int, terms: Terms) -> dict[str, Title]:
    """Return the titles that stand in cells of a table, by their text."""
    found: dict[str, Title] = {}
    table = document.blocks[first].table
    for index in range(first, len(document.blocks)):
        block = document.blocks[index]
        if block.table != table:
            break
        if block.end - block.start < _LONGEST_TITLE and "表" in (text := document.text_of(block)):
            named = _named(text, terms)
            if named is not None:
                found[bare(text)] = named, _name(document, index)
    return found


def _named(line: str, terms: Terms) -> StatementName | None:
    """Return the statement that *line* is the title of."""
    if "表" not in line or len(line) > _LONGEST_TITLE or not _OF_ACCOUNTS.search(line):
        return None
    text = bare(line)
    found = [(title, known) for known in terms.statements for title in known.titles if title in text]
    for title, known in sorted(found, key=lambda pair: -len(pair[0])):
        before, _, behind = text.partition(title)
        if _BEFORE_TITLE.fullmatch(before) and _BEHIND_TITLE.fullmatch(behind):
            return known
    return None


def bare(text: str) -> str:
    return _QUOTES.sub("", text)


def _name(document: Document, index: int) -> Figure:
    block = document.blocks[index]
    text = document.text_of(block)
    return Figure(block.start, block.end, text, "name", block=index)
