"""HTML by construction: whatever is put into an element is text, harmless and escaped, unless it is HTML already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from audit_cli.outputs.harmless import harmless

_VOID = frozenset({"col", "input", "meta", "wbr"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: str | int | bool | None) -> Html:
    """Return an element; ``class_`` and ``data_of`` stand for class and data-of, False and None for no attribute.

    >>> element("p", "a < b", element("b", "c"), class_="note")
    '<p class="note">a &lt; b<b>c</b></p>'
    """
    start = name + "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{start}>")
    return Html(f"<{start}>{joined(content)}</{name}>")


def joined(content: Iterable[str]) -> Html:
    """Return the parts of *content* behind one another."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in content))


def text(plain: str) -> Html:
    """Return *plain* as HTML that shows it."""
    return Html(escape(harmless(plain)))


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
