"""Tables in plain text: every layout looks for its own, and no line belongs to two."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.readers.grid import Line, Table
from audit_cli.readers.tab_tables import find_tab_tables


def find_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Return the tables in *lines* of *text*, in order; what is doubtful stays text."""
    tables: list[Table] = []
    if "\t" in text:
        tables += find_tab_tables(lines)
    return sorted(tables)
