"""The parts of a Word file besides its main one: styles, numbering, notes, and what it calls by a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_cli.readers.package import Package, read_xml, related_parts

if TYPE_CHECKING:
    from lxml.etree import _Element

# they are most of styles.xml and say nothing about text
_TABLE_STYLES = (b'<w:style w:type="table"', b"</w:style>")


class Parts:
    """The parts that *main* of *package* is related to; *names* are those by relation."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self._related = related_parts(package, main)
        self.names = {identity: name for parts in self._related.values() for identity, name in parts}

    def name_of(self, kind: str) -> str:
        """Return the name of the part of a *kind* that there is one of, "" if it is not there."""
        return self._related[kind][0][1] if kind in self._related else ""

    def of_kind(self, kind: str) -> _Element | None:
        """Return the part of a *kind* that there is one of, None if it is not there."""
        name = self.name_of(kind)
        return read_xml(self.package, name, _TABLE_STYLES if kind == "styles" else None) if name else None

    def called(self, relation: str) -> _Element | None:
        """Return the part that the document calls *relation*."""
        name = self.names.get(relation)
        return None if name is None else read_xml(self.package, name)
