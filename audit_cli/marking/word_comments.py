"""The part of a Word file that holds its comments: made, or added to where there is one."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from audit_cli.expressions import expression
from audit_cli.marking.markup import Markup
from audit_cli.marking.packed import Draft
from audit_cli.readers.package import related_parts

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_NEW = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{_NAMESPACE}"/>'.encode()
_ID = expression(r"""<(?:[\w.-]+:)?comment(?:RangeStart|RangeEnd|Reference)?\s[^>]*?\bid\s*=\s*["'](\d{1,9})["']""")
# as small as comments are, flush left, whatever the document's own paragraphs look like
_PARAGRAPH = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="left"/></w:pPr>'
)
_RUN, _BOLD = '<w:sz w:val="18"/><w:szCs w:val="18"/>', "<w:b/>"
_OWN_NUMBER = "<w:r><w:annotationRef/></w:r>"


class Comments:
    """The comments of the document in the part *main*, numbered on from those that it has."""

    def __init__(self, draft: Draft, main: str) -> None:
        self._draft = draft
        self._main = main
        found = related_parts(draft.package, main).get("comments")
        self._part = found[0][1] if found else None
        numbers = [
            int(number)
            for name in (main, self._part)
            if name and (source := draft.source(name))
            for number in _ID.findall(Markup(source).text)
        ]
        self._next = max(numbers, default=-1) + 1
        self._texts: list[tuple[int, Sequence[str]]] = []

    def add(self, lines: Sequence[str]) -> int:
        """Add a comment of *lines*, the first of which is its head if there are more; return its number."""
        number = self._next + len(self._texts)
        self._texts.append((number, lines))
        return number

    def write(self, author: str, date: str) -> None:
        """Put the comments into the package."""
        draft, part = self._draft, self._part
        if part is None:
            strict = _STRICT in (draft.source(self._main) or b"")
            folder = posixpath.dirname(self._main)
            part = draft.new_name(posixpath.join(folder, "comments{}.xml"))
            draft.put(part, _NEW)
            draft.declare({part: _TYPE})
            draft.relate(self._main, _strict(_KIND) if strict else _KIND, part)
            if strict:
                draft.put(part, _strict(_NEW.decode()).encode())
        markup = draft.markup(part)
        head = f"w:author={quoteattr(author)} w:initials={quoteattr(author[:1])} w:date={quoteattr(date)}"
        namespace = _strict(_NAMESPACE) if _STRICT.decode() in markup.text else _NAMESPACE
        added = "".join(
            f'<w:comment xmlns:w="{namespace}" w:id="{number}" {head}>{_paragraphs(lines)}</w:comment>'
            for number, lines in self._texts
        )
        draft.put(part, markup.edited([markup.appended(added)]))


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(
        f"<w:p>{_PARAGRAPH}{'' if i else _OWN_NUMBER}<w:r><w:rPr>{_BOLD if len(lines) > 1 and not i else ''}{_RUN}"
        f'</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for i, line in enumerate(lines)
    )


def _strict(text: str) -> str:
    """Return *text* with the names of Strict OOXML for the usual ones."""
    usual = "http://schemas.openxmlformats.org/"
    return text.replace(
        f"{usual}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ).replace(f"{usual}officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
