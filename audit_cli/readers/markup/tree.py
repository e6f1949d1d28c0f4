"""The tree of a web page, parsed within limits: markup that no page has is refused before it costs time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_cli.errors import TooLarge
from audit_cli.expressions import expression
from audit_cli.readers.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

# a tag with quoted values, which may hold > themselves
_TAG = expression(r"""<[A-Za-z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = expression(r""""[^"]*+"|'[^']*+'""")
_LONG_TAG = 10_000
_ATTRIBUTES = 1000
_DEEP = "ERR_RESOURCE_LIMIT"


def parse(path: str, text: str, limits: Limits) -> _Element | None:
    """Return the root of the page *text*, None if it is empty; raises TooLarge for markup beyond all measure."""
    from lxml import etree

    if text.count("<") > limits.tags or any(_attributes(tag) > _ATTRIBUTES for tag in _long_tags(text)):
        raise _beyond(path)
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(error.type_name == _DEEP for error in parser.error_log):
        raise _beyond(path)
    return root


def _long_tags(text: str) -> list[str]:
    return [match[0] for match in _TAG.finditer(text) if match.end() - match.start() > _LONG_TAG]


def _attributes(tag: str) -> int:
    return len(re.split(r"[\s/]+", _QUOTED.sub(" ", tag)))


def _beyond(path: str) -> TooLarge:
    return TooLarge(
        f"{path}：网页的标记嵌套过深或过多，不是正常的文档，未读取",
        f"{path}: the markup is nested deeper than that of any document; it was not read",
    )
