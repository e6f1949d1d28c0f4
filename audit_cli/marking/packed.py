"""Office packages written anew: the parts that change, and all others as they are."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import quoteattr

from audit_cli.marking.markup import Markup
from audit_cli.readers.limits import Limits
from audit_cli.readers.package import UNSOUND, Package, entry_of, parsed_xml

_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/package/2006/content-types"
_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATION}"/>'.encode()
)
_TYPES = "[Content_Types].xml"
_NEW = (1980, 1, 1, 0, 0, 0)


class Draft:
    """A package with the parts that are changed or added; *archive* in *limits* is what it may unpack to."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        self._limits = limits
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}

    def source(self, name: str) -> bytes | None:
        """Return the part *name* as it is to be, byte for byte; None if there is none."""
        info = entry_of(self.package, name)
        if info is None:
            return self._added.get(name)
        return self._changed.get(info.filename) or self._unpacked(info)

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self.package.archive.read(info)
        except (*UNSOUND, NotImplementedError) as error:
            raise self.package.source.damaged() from error

    def markup(self, name: str) -> Markup:
        """Return the source of the XML part *name*; raises Damaged if there is none, or a parser reads another one."""
        damaged, data = self.package.source.damaged, self.source(name)
        if data is None:
            raise damaged()
        root = parsed_xml(data, self.package.source)
        try:
            markup = Markup(data)
        except (LookupError, UnicodeError) as error:
            raise damaged() from error
        if len(markup.elements) != sum(1 for _ in root.iter()):
            raise damaged()
        return markup

    def put(self, name: str, data: bytes) -> None:
        """Change the part *name*, or add it."""
        info = entry_of(self.package, name)
        if info is None:
            self._added[name] = data
        else:
            self._changed[info.filename] = data

    def new_name(self, pattern: str) -> str:
        """Return the first name after *pattern*, whose {} is a number or nothing, that no part has."""
        number = 0
        while True:
            name = pattern.format(number or "")
            if entry_of(self.package, name) is None and name not in self._added:
                return name
            number += 1

    def declare(self, declarations: Mapping[str, str]) -> None:
        """Say what the contents of new parts are, *declarations* by name of the part."""
        markup = self.markup(_TYPES)
        added = "".join(
            f'<Override xmlns="{_TYPE}" PartName={quoteattr("/" + name)} ContentType={quoteattr(kind)}/>'
            for name, kind in declarations.items()
        )
        self.put(_TYPES, markup.edited([markup.appended(added)]))

    def relate(self, name: str, kind: str, target: str) -> str:
        """Make the part *name* refer to *target*, both names of parts; return the id of the relation."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if self.source(relations) is None:
            self.put(relations, _NO_RELATIONS)
        markup = self.markup(relations)
        number = 1
        while f"rIdAudit{number}" in markup.text:
            number += 1
        relation = (
            f'<Relationship xmlns="{_RELATION}" Id="rIdAudit{number}" Type="{kind}" Target={quoteattr("/" + target)}/>'
        )
        self.put(relations, markup.edited([markup.appended(relation)]))
        return f"rIdAudit{number}"

    def packed(self) -> bytes:
        """Return the package; raises Damaged, TooLarge."""
        entries = self.package.entries.values()
        if sum(info.file_size for info in entries) > self._limits.archive:
            raise self.package.source.too_large()
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in entries:
                data = self._changed.get(info.filename)
                archive.writestr(_like(info), self._unpacked(info) if data is None else data)
            for name, data in self._added.items():
                archive.writestr(zipfile.ZipInfo(name, _NEW), data, zipfile.ZIP_DEFLATED)
        return target.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry of the same name, day, rights and packing; what cannot be written is packed as usual."""
    new = zipfile.ZipInfo(info.filename, max(info.date_time, _NEW))
    new.external_attr = info.external_attr
    new.compress_type = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    return new
