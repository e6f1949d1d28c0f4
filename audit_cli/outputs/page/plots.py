"""Small plots as inline SVG: bars of counts in the colours of what they count."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.outputs.page.markup import Html, element


def bar(parts: Sequence[tuple[str, int]], said: str, whole: int = 0) -> Html:
    """Return a bar of *parts*, each with the class that colours it and its count; *said* tells it to who cannot see.

    The bar is as long as *whole*, by default as its parts together.
    """
    at, pieces = 0, []
    for name, count in parts:
        if count:
            pieces.append(element("rect", x=at, y=0, width=count, height=1, class_=name))
        at += count
    box = f"0 0 {max(at, whole, 1)} 1"
    return element(
        "svg", element("title", said), *pieces, class_="bar", viewBox=box, preserveAspectRatio="none", role="img"
    )
