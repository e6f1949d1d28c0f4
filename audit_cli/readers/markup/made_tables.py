"""Tables that a page makes of other elements by their style (display: table): given the tags of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_cli.readers.markup.look import Look

if TYPE_CHECKING:
    from lxml.etree import _Element

# a page without this has no such table
MARK = "table-cell"
_OF_TABLES = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"))


def tag_tables(root: _Element, look: Look) -> None:
    """Give the elements of *root* that *look* shows as tables with cells, and as parts of these, the tags of such."""
    from lxml import etree

    # the parts of each open table, itself the first; no part for a real one, in whose cells nothing else is its part
    open_tables: list[list[tuple[_Element, str]]] = []
    made: list[list[tuple[_Element, str]]] = []
    opened: dict[_Element, None] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            if element in opened:
                made.append(open_tables.pop())
            continue
        tag = "table" if element.tag == "table" else "" if element.tag in _OF_TABLES else look.table_tag(element)
        if tag == "table":
            opened[element] = None
            open_tables.append([] if element.tag == "table" else [(element, tag)])
        elif tag and open_tables and open_tables[-1]:
            open_tables[-1].append((element, tag))
    for parts in made:
        if any(tag == "td" for _, tag in parts):
            for element, tag in parts:
                element.tag = tag
