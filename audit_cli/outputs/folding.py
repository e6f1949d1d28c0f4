"""Lines for a narrow screen, folded where a reader would fold them, with a coloured bar beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from audit_cli.expressions import expression
from audit_cli.outputs.columns import width
from audit_cli.outputs.harmless import harmless

# the part of a line that its continuations stand clear of: leading space and a short heading
_INDENT = expression(r"\s*(?:[^\s“]{2,8}  )?“?")
# what a fold must not tear apart: a number with its sign and unit, a word, a character with the mark that closes it
_PIECE = expression(
    r"[“（\[【]*(?:[-−+]?[0-9][0-9.,]*[%‰万亿千百]*[元人]?|[A-Za-z_][A-Za-z0-9_./\\-]*|.)[，。；：、！？”）\]】]*",
    re.DOTALL,
)


class Barred:
    """Lines with a bar in the colour of their severity on the left, folded where a reader would fold them."""

    def __init__(self, body: Sequence[Text], colour: str) -> None:
        self.body = body
        self.bar = Segment("▎ ", Style(color=colour))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text in self.body:
            for line in folded(text, options.max_width - width(self.bar.text)):
                yield self.bar
                # a style of the whole line counts only as a span
                yield from Text().append_text(line).render(console)
                yield Segment.line()


def folded(text: Text, columns: int) -> list[Text]:
    """Return *text*, harmless, in lines of *columns*: numbers stay whole, later lines are indented like the first."""
    plain = harmless(text.plain)
    if plain != text.plain:
        text = text.copy()
        text.plain = plain
    if width(plain) <= columns:
        return [text]
    indent = width(_INDENT.match(plain)[0])  # type: ignore[index]
    if indent > columns // 2:
        indent = 0
    cuts, used = [], 0
    for piece in _PIECE.finditer(plain):
        size = width(piece[0])
        if used + size > columns and used > indent:
            cuts.append(piece.start())
            used = indent
        used += size
    lines = list(text.divide(cuts))
    return [line if i == 0 else Text(" " * indent).append_text(line) for i, line in enumerate(lines)]
