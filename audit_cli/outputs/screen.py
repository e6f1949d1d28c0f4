"""What rich draws: a string of a given width, with or without colours."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text

from audit_cli.outputs.folding import folded
from audit_cli.outputs.view import Screen


def draw(parts: Iterable[RenderableType], screen: Screen) -> str:
    """Return *parts* as they look on *screen*, without white space at the ends of lines."""
    target = StringIO()
    console = Console(
        file=target,
        width=screen.columns,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in parts:
        for line in folded(part, console.width) if isinstance(part, Text) else [part]:
            console.print(line)
    text = target.getvalue()
    return text if screen.colour else "\n".join(line.rstrip() for line in text.split("\n"))
