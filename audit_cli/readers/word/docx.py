"""Reads Word documents: paragraphs, headings and table cells in reading order, with their automatic numbers."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from audit_cli.model import Document, Note, NoteKey
from audit_cli.readers.dangers import dangers
from audit_cli.readers.limits import Options
from audit_cli.readers.outline import with_sections
from audit_cli.readers.package import Source, main_part, open_package, read_xml
from audit_cli.readers.word.inserted import Insertions
from audit_cli.readers.word.numbering import W
from audit_cli.readers.word.parts import Parts
from audit_cli.readers.word.sources import Sources
from audit_cli.readers.word.symbols import has_symbol_fonts
from audit_cli.readers.word.walk import Walk

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES: tuple[NoteKey, ...] = (
    "revision", "hidden", "struck", "linked", "chart", "diagram", "sheet", "object", "icon", "child", "chunk",
    "picture",
)  # fmt: skip


def read_docx(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the document in *data*; raises Damaged, Encrypted or UnknownFormat.

    A paragraph is a line; the cells of a table row stand in one line with tabs between them. A nested table follows
    its cell. Automatic numbers stand in `Block.label`, not in the text.
    """
    options = options or Options()
    return _document(path, data, options, Insertions(options.limits))


def _document(path: str, data: bytes, options: Options, insertions: Insertions) -> Document:
    source = Source(path, "Word")
    package = open_package(data, source, options.limits)
    main = main_part(package, "word/document.xml")
    root = read_xml(package, main)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise source.damaged()
    sources = Sources() if options.origins else None
    walk = Walk(Parts(package, main), _page_mark(root), sources, partial(_inserted, insertions))
    walk.styles.are_special = walk.styles.are_special or has_symbol_fonts(root)
    walk.roots[main] = root
    try:
        walk.flow(body)
        walk.footnotes()
    except RecursionError as error:
        raise source.damaged() from error
    text = "".join(walk.out.pieces)
    blocks, sections = with_sections(text, walk.out.blocks)
    seen = walk.seen - {"picture"} if text.strip() else walk.seen
    said = (*(Note(key) for key in _NOTES if key in seen), *walk.notes, *dangers(package))
    notes = tuple(dict.fromkeys(said))
    origins = sources.origins(walk.roots) if sources else ()
    return Document(path, hashlib.sha256(data).hexdigest(), "docx", text, blocks, sections, notes, origins=origins)


def _inserted(insertions: Insertions, element: _Element, parts: Parts) -> Document | None:
    return insertions.document(element, parts.package, parts.names, _document)


def _page_mark(root: _Element) -> str:
    """Return the mark by which pages are counted, "" if there is none.

    Where Word noted the pages it printed, a page break that somebody typed is among them.
    """
    rendered = f"{W}lastRenderedPageBreak"
    if next(root.iter(rendered), None) is not None:
        return rendered
    return f"{W}br" if any(br.get(f"{W}type") == "page" for br in root.iter(f"{W}br")) else ""
