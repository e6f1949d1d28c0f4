"""Writes OLE compound files for tests: streams of any name, without the short sectors of small ones."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of *streams*, each filled up with zeros to where it takes no short sectors."""
    contents = {name: _padded(data, _SMALLEST) for name, data in streams.items()}
    entries = [_entry("Root Entry", 5, END, 0, child=1 if contents else FREE)]
    sizes = [len(data) // SECTOR for data in contents.values()]
    directory_sectors = (len(contents) + 1 + 3) // 4
    table_sectors = (sum(sizes) + directory_sectors) // (SECTOR // 4 - 1) + 1
    table = [TABLE] * table_sectors + _chain(table_sectors, directory_sectors)
    body = []
    for i, (name, data) in enumerate(contents.items(), 1):
        entries.append(_entry(name, 2, len(table), len(data), right=i + 1 if i < len(contents) else FREE))
        table += _chain(len(table), len(data) // SECTOR)
        body.append(data)
    table += [FREE] * (table_sectors * SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<5H6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, table_sectors, table_sectors, 0, 4096, END, 0, END, 0
    )
    header += struct.pack(f"<{table_sectors}I", *range(table_sectors)).ljust(436, b"\xff")
    packed = struct.pack(f"<{len(table)}I", *table)
    return header + packed + _padded(b"".join(entries), SECTOR) + b"".join(body)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END]


def _padded(data: bytes, least: int) -> bytes:
    return data.ljust(max(least, -(-len(data) // SECTOR) * SECTOR), b"\x00")


def _entry(name: str, kind: int, first: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    spelt = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<BBIII", kind, 1, FREE, right, child)
    return (
        spelt.ljust(64, b"\x00") + struct.pack("<H", len(spelt)) + links + bytes(36) + struct.pack("<IQ", first, size)
    )
