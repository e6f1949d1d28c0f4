"""What the console can show: colours or none, and how wide it is."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit_cli.outputs.view import Screen

PIPE_WIDTH = 100


def screen_of(file: str | None) -> Screen:
    """Return the screen of standard output; a file and a pipe have no colours."""
    from audit_cli.outputs.view import Screen

    terminal = file is None and sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns = os.environ.get("COLUMNS", "")
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if terminal or columns.isdigit() else PIPE_WIDTH
    return Screen(width, colour)
