"""What diagrams (SmartArt), charts and drawn letters show, as Word markup: their texts, and numbers that are printed.

A chart that prints no numbers says nothing that could be held against the text; that of one that does is a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from audit_cli.expressions import expression
from audit_cli.readers.word.numbering import W
from audit_cli.readers.workbook.number_format import GENERAL, shown_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART, DIAGRAM = f"{_C}chart", f"{_D}relIds"
# letters drawn as a picture (WordArt)
LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
_MOST_SERIES, _MOST_POINTS = 50, 2_000
_NUMBER = expression(r"[-+]?\d{1,40}(?:\.\d{0,40})?(?:[Ee][-+]?\d{1,3})?")


def shown(element: _Element, part: Callable[[str], _Element | None]) -> _Element | None:
    """Return what the chart, diagram or letters of *element* show, as the content of a text box; None if unknown.

    *part* gives a part of the package by the id of its relation.
    """
    if element.tag == LETTERS:
        return _box([_paragraph(line.strip()) for line in (element.get("string") or "").split("\n")])
    root = part(element.get(f"{_R}id" if element.tag == CHART else f"{_R}dm") or "")
    if root is None:
        return None
    if element.tag == DIAGRAM:
        return _box([_paragraph(text) for text in _texts(root, f"{_D}t")])
    series = [one for one in root.iter(f"{_C}ser") if _prints_values(one)][:_MOST_SERIES]
    if not series:
        return None
    titles = [_paragraph(text) for text in _texts(root, f"{_C}title")]
    return _box([*titles, _table(_rows(series))])


def _texts(root: _Element, tag: str) -> Iterator[str]:
    """Yield the text of each paragraph that stands in elements of this name."""
    for element in root.iter(tag):
        for paragraph in element.iter(f"{_A}p"):
            text = "".join(piece.text or "" for piece in paragraph.iter(f"{_A}t")).strip()
            if text:
                yield text


def _prints_values(series: _Element) -> bool:
    """Whether the numbers of *series* stand beside its points, or in a table below the chart."""
    group = series.getparent()
    labels = series.find(f"{_C}dLbls")
    if labels is None and group is not None:
        labels = group.find(f"{_C}dLbls")
    area = None if group is None else group.getparent()
    if area is not None and area.find(f"{_C}dTable") is not None:
        return True
    return labels is not None and not _is_on(labels, "delete") and _is_on(labels, "showVal")


def _is_on(parent: _Element, name: str) -> bool:
    found = parent.find(f"{_C}{name}")
    return found is not None and found.get("val", "1") in ("1", "true")


def _rows(series: Sequence[_Element]) -> list[list[str]]:
    """Return a row for each category, and a header; the first series says what the categories are."""
    columns = [_points(one.find(f"{_C}val"), one) for one in series]
    names = _points(series[0].find(f"{_C}cat"), None)
    heads = ["".join(_points(one.find(f"{_C}tx"), None).values()) for one in series]
    places = sorted({*names, *(place for column in columns for place in column)})
    return [["", *heads], *([names.get(at, ""), *(column.get(at, "") for column in columns)] for at in places)]


def _points(data: _Element | None, series: _Element | None) -> dict[int, str]:
    """Return what is kept of *data* by its place, numbers as the labels of *series* print them."""
    found: dict[int, str] = {}
    if data is None:
        return found
    code = next((one.text for one in data.iter(f"{_C}formatCode")), None) or GENERAL
    own = None if series is None else series.find(f"{_C}dLbls/{_C}numFmt")
    if own is not None and own.get("sourceLinked", "0") in ("0", "false"):
        code = own.get("formatCode") or code
    for point in data.iter(f"{_C}pt"):
        place = point.get("idx", "")
        text = "".join(value.text or "" for value in point.iterchildren(f"{_C}v")).strip()
        if place.isdecimal() and len(found) < _MOST_POINTS:
            is_number = (parent := point.getparent()) is not None and parent.tag in (f"{_C}numCache", f"{_C}numLit")
            found[int(place)] = shown_number(text, code) if is_number and _NUMBER.fullmatch(text) else text
    return found


def _box(contents: Sequence[_Element]) -> _Element | None:
    from lxml.etree import Element

    if not contents:
        return None
    box = Element(f"{W}txbxContent")
    box.extend(contents)
    return box


def _paragraph(text: str) -> _Element:
    from lxml.etree import Element, SubElement

    paragraph = Element(f"{W}p")
    SubElement(SubElement(paragraph, f"{W}r"), f"{W}t").text = text
    return paragraph


def _table(rows: Sequence[Sequence[str]]) -> _Element:
    from lxml.etree import Element, SubElement

    table = Element(f"{W}tbl")
    for texts in rows:
        row = SubElement(table, f"{W}tr")
        for text in texts:
            SubElement(row, f"{W}tc").append(_paragraph(text))
    return table
