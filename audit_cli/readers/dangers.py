"""What an office package would run or fetch if it were opened in its program: told of, never done here."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.model import Note
from audit_cli.readers.package import RELATION, Package, read_part, read_xml

# where a link to another file is nothing that opens by itself
_HARMLESS = frozenset({"hyperlink"})
_ELSEWHERE = ("http:", "https:", "ftp:", "\\\\", "file://///", "//")


def dangers(package: Package) -> Iterator[Note]:
    """Yield a note for macros and one for links that the program would follow."""
    if any(name.endswith("vbaproject.bin") for name in package.entries):
        yield Note("macro")
    if any(_follows_links(package, name) for name in package.entries if name.endswith(".rels")):
        yield Note("links")


def _follows_links(package: Package, name: str) -> bool:
    if b"External" not in (read_part(package, name) or b""):
        return False
    root = read_xml(package, name)
    for relation in () if root is None else root.iterchildren(RELATION):
        if relation.get("TargetMode") != "External":
            continue
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        # every document names the template on its writer's disk
        if kind == "attachedTemplate" and not relation.get("Target", "").lower().startswith(_ELSEWHERE):
            continue
        if kind not in _HARMLESS:
            return True
    return False
