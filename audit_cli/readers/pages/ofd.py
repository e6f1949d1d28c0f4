"""Reads OFD files (GB/T 33190): the signs and lines of each page in their places, as those of PDF are read."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from audit_cli.errors import Damaged, Encrypted, TooLarge
from audit_cli.model import Document
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.package import Package, Source, open_package, read_media, read_xml
from audit_cli.readers.pages.doubt import settled, sure_of
from audit_cli.readers.pages.exponents import with_exponents
from audit_cli.readers.pages.frames import frames
from audit_cli.readers.pages.layout import laid_out
from audit_cli.readers.pages.ofd_page import POINTS, OfdPage, local, numbers
from audit_cli.readers.pages.pictures import composed
from audit_cli.readers.pages.recognition import has_engine, recognised
from audit_cli.readers.pages.remarks import Remarks, offer
from audit_cli.readers.pages.sheet import Glyph, Glyphs, Sheet, turned
from audit_cli.readers.pages.strokes import Matrix
from audit_cli.readers.pages.struck import without_struck

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "OFD.xml"
_LOCKED = ("encryptions.xml", "encryptinfo.dat")
_MOST_PICTURES = 100  # of one page: some are cut into strips
_SIZE = (0.0, 0.0, 210.0, 297.0)


class _Part(NamedTuple):
    """An XML part and the folder it stands in, from which it names others."""

    root: _Element
    folder: str


class _Body(NamedTuple):
    """One document of a file: its main part, and what its pages share, by number: of *media* the names of files."""

    part: _Part
    templates: dict[str, str]
    units: dict[str, _Element]
    media: dict[str, str]
    size: tuple[float, ...]


def read_ofd(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the document in *data*; raises Damaged, Encrypted or TooLarge."""
    options = options or Options()
    source = Source(path, "OFD")
    package = open_package(data, source, options.limits)
    if any(name in package.entries for name in _LOCKED):
        raise Encrypted(
            f"{path}：是加密的 OFD 文件，请解密后另存", f"{path}: an encrypted OFD file; save a copy that is not"
        )
    remarks = Remarks(path, options.limits, offer(options.recognise, has_engine()))
    pages = [(body, location) for body in _bodies(package, remarks) for location in _pages(body)]
    if not pages:
        raise source.damaged()
    remarks.pages(len(pages))
    sheets = [
        _sheet(package, body, location, number, remarks, options)
        for number, (body, location) in enumerate(pages, start=1)
    ]
    laid = laid_out([sheet for sheet in sheets if sheet is not None])
    text, doubtful = settled(laid.text)
    notes = (*laid.notes, *remarks.notes(laid.text))
    sure = sure_of(laid.text, laid.blocks, remarks.recognised)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(path, sha256, "ofd", text, laid.blocks, laid.sections, notes, doubtful, recognised=sure)


def _bodies(package: Package, remarks: Remarks) -> Iterator[_Body]:
    main = _part(package, "", _MAIN)
    if main is None:
        raise package.source.damaged()
    for element in _named(main.root, "DocRoot"):
        part = _part(package, "", element.text)
        if part is None:
            continue
        if next(_named(part.root, "Attachments"), None) is not None:
            remarks.seen.add("attached")
        templates = {page.get("ID", ""): page.get("BaseLoc", "") for page in _named(part.root, "TemplatePage")}
        units: dict[str, _Element] = {}
        media: dict[str, str] = {}
        for named in (named for tag in ("PublicRes", "DocumentRes") for named in _named(part.root, tag)):
            resources = _part(package, part.folder, named.text)
            if resources is not None:
                units |= {unit.get("ID", ""): unit for unit in _named(resources.root, "CompositeGraphicUnit")}
                media |= _media(package, resources)
        yield _Body(part, templates, units, media, _physical_box(part.root) or _SIZE)


def _media(package: Package, resources: _Part) -> dict[str, str]:
    """Return the names of the files that *resources* lists, by their numbers."""
    folder = posixpath.join(resources.folder, (resources.root.get("BaseLoc") or "").strip())
    found: dict[str, str] = {}
    for media in _named(resources.root, "MultiMedia"):
        place = next((child.text for child in media if local(child) == "MediaFile"), None)
        for start in (folder, resources.folder):
            if name := _located(package, start, place):
                found.setdefault(media.get("ID", ""), name)
    return found


def _pages(body: _Body) -> list[str]:
    """Return where the pages are; one that is named a hundred times is still one page."""
    pages = (page for pages in _named(body.part.root, "Pages") for page in _named(pages, "Page"))
    return list(dict.fromkeys(page.get("BaseLoc", "") for page in pages))


def _sheet(
    package: Package, body: _Body, location: str, number: int, remarks: Remarks, options: Options
) -> Sheet | None:
    """Return page *number*, None if it cannot be opened."""
    try:
        part = _part(package, body.part.folder, location)
    except Damaged:
        part = None
    if part is None:
        remarks.broken.append(number)
        return None
    left, top, width, height = _physical_box(part.root) or body.size
    base = (POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)
    page = OfdPage(body.units, options.limits.drawn)
    for used in part.root:
        if local(used) != "Template":
            continue
        template = _part(package, body.part.folder, body.templates.get(used.get("TemplateID", ""), ""))
        if template is not None:
            page.add(template.root, base)
    page.add(part.root, base)
    remarks.characters(len(page.glyphs))
    if page.hidden:
        remarks.seen.add("hidden")
    if page.skewed:
        remarks.seen.add("skewed")
    width, height = width * POINTS, height * POINTS
    glyphs = [glyph for glyph in page.glyphs if _is_on(glyph, width, height)]
    if len(glyphs) < len(page.glyphs):
        remarks.seen.add("outside")
    sheet = Sheet(number, width, height, Glyphs.of(glyphs), page.across, page.down)
    sheet = remarks.page(sheet, page.images / max(width * height, 1.0), page.complete)
    if number in remarks.images and options.recognise != "never" and has_engine():
        pictures = _pictures(package, body, page, remarks, options.limits)
        if pictures:
            remarks.images.remove(number)
            remarks.recognised.append(number)
            return recognised(composed(pictures, width, height, options.limits), number, width)
    upright = turned(sheet, -page.turns.most_common(1)[0][0] if page.turns else 0)
    return with_exponents(without_struck(upright, remarks))


def _is_on(glyph: Glyph, width: float, height: float) -> bool:
    return 0 <= glyph.left + glyph.right <= 2 * width and 0 <= glyph.top + glyph.bottom <= 2 * height


def _part(package: Package, folder: str, location: str | None) -> _Part | None:
    """Return the part at *location*, seen from *folder* or, as some write it, from the top; None if there is none."""
    name = _located(package, folder, location)
    root = read_xml(package, name) if name else None
    return None if root is None else _Part(root, posixpath.dirname(name))


def _located(package: Package, folder: str, location: str | None) -> str:
    """Return the name of the file at *location*, "" if there is none."""
    place = (location or "").strip().replace("\\", "/")
    names = (posixpath.normpath(name).lstrip("/") for name in (posixpath.join(folder, place), place) if place)
    return next((name for name in names if name.lower() in package.entries), "")


def _pictures(
    package: Package, body: _Body, page: OfdPage, remarks: Remarks, limits: Limits
) -> list[tuple[Any, Matrix]]:
    """Return the images of *page* that can be opened, as rows of pixels, and where they stand."""
    found = []
    for media, matrix in page.pictures[:_MOST_PICTURES]:
        data = read_media(package, body.media.get(media, ""), limits)
        if data is not None:
            with suppress(Damaged, TooLarge):
                found.append((next(frames(package.source.path, data, remarks, limits)), matrix))
    return found


def _named(root: _Element, name: str) -> Iterator[_Element]:
    """Yield the elements of that name within *root*, in any namespace."""
    return (element for element in root.iter() if local(element) == name)


def _physical_box(root: _Element) -> tuple[float, ...] | None:
    """Return left, top, width and height of the first page area in *root*, in millimetres."""
    for box in _named(root, "PhysicalBox"):
        sizes = numbers(box.text)
        if len(sizes) == 4 and sizes[2] > 0 and sizes[3] > 0:
            return tuple(sizes)
    return None
