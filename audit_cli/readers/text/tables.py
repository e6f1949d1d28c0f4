"""Tables in plain text: every layout looks for its own, and no line belongs to two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit_cli.readers.text.cells import Line, Table
from audit_cli.readers.text.goal_lines import find_goal_lines
from audit_cli.readers.text.indicator_lines import find_indicator_lines
from audit_cli.readers.text.line_tables import find_line_tables, has_lone_numerals, without_marks
from audit_cli.readers.text.pipe_tables import PIPES, find_comma_tables, find_pipe_tables
from audit_cli.readers.text.spaced_tables import find_spaced_tables, has_gaps
from audit_cli.readers.text.tab_tables import find_tab_tables


def find_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Return the tables in *lines* of *text*, in order; what is doubtful stays text."""
    tables: list[Table] = []
    if any(mark in text for mark in PIPES):
        tables += find_pipe_tables(lines)
    if "\t" in text:
        tables += _in_the_rest(lines, tables, find_tab_tables)
    if "完成情况" in text and "目标" in text:
        tables += _in_the_rest(lines, tables, find_goal_lines)
    if text.count(",") > 5:
        tables += _in_the_rest(lines, tables, find_comma_tables)
    if has_gaps(text):
        tables += _in_the_rest(lines, tables, find_spaced_tables)
    cells = without_marks(lines) if "|" in text else lines
    if has_lone_numerals(cells):
        if "指标" in text:
            tables += _in_the_rest(cells, tables, find_indicator_lines)
        tables += _in_the_rest(cells, tables, find_line_tables)
    return sorted(tables)


def _in_the_rest(
    lines: Sequence[Line], tables: Sequence[Table], find: Callable[[Sequence[Line]], list[Table]]
) -> list[Table]:
    """Return what *find* finds in the lines between *tables*."""
    found: list[Table] = []
    done = 0
    for table in [*sorted(tables), Table(len(lines), len(lines), ())]:
        if table.first > done:
            part = lines if not tables else lines[done : table.first]
            for new in find(part):
                found.append(new._replace(first=new.first + done, last=new.last + done))
        done = table.last
    return found
