"""The part of a workbook that holds the notes of a sheet: made, or added to where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from audit_cli.expressions import expression
from audit_cli.marking.markup import Edit, Markup
from audit_cli.readers.workbook.cells import address, position

# what a program would take for one character
_WRITTEN_OUT = expression(r"_(?=x[0-9A-Fa-f]{4}_)")
_REFERENCE = expression(r"""\sref\s*=\s*["']([^"']+)["']""")
_BEHIND_RUNS = ("rPh", "phoneticPr")


def noted(
    known: Markup | None, notes: Mapping[tuple[int, int], str], author: str, namespace: str
) -> tuple[bytes, list[tuple[int, int]]]:
    """Return the part with *notes* added to those *known*, and the cells that had none before; raises KeyError."""
    if known is None:
        empty = f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'
        known = Markup(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{empty}'.encode())
    by_name: dict[str, list[int]] = {}
    for number in range(len(known.elements)):
        by_name.setdefault(known.local_name(number), []).append(number)
    authors, lists = by_name["authors"], by_name["commentList"]
    places = {_cell(known.start_tag(number)): number for number in by_name.get("comment", [])}
    edits: list[Edit] = []
    new: list[str] = []
    for cell, text in notes.items():
        if cell in places:
            edits.append(_gone_on(known, places[cell], text, namespace))
        else:
            run = f'<r><t xml:space="preserve">{_written(text)}</t></r>'
            head = f'ref="{address(*cell)}" authorId="{len(by_name.get("author", []))}"'
            new.append(f'<comment xmlns="{namespace}" {head}><text>{run}</text></comment>')
    if new:
        edits.append(known.into(authors[0], f'<author xmlns="{namespace}">{escape(author)}</author>'))
        edits.append(known.into(lists[0], "".join(new)))
    return known.edited(edits), [cell for cell in notes if cell not in places]


def _gone_on(known: Markup, number: int, text: str, namespace: str) -> Edit:
    """Return the edit that puts *text* behind what a note says."""
    addition = f'<r xmlns="{namespace}"><t xml:space="preserve">\n\n{_written(text)}</t></r>'
    for child in known.children(number):
        if known.local_name(child) == "text":
            behind = [each for each in known.children(child) if known.local_name(each) in _BEHIND_RUNS]
            return known.before(behind[0], addition) if behind else known.into(child, addition)
    return known.into(number, f'<text xmlns="{namespace}">{addition}</text>')


def _cell(tag: str) -> tuple[int, int] | None:
    found = _REFERENCE.search(tag)
    return position(found[1]) if found else None


def _written(text: str) -> str:
    return escape(_WRITTEN_OUT.sub("_x005F_", text))
