"""Writes comments into a copy of a Word file: marks around the figures, and runs divided where a figure ends in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.marking.markup import Edit, Markup
from audit_cli.marking.packed import Draft
from audit_cli.marking.places import Places
from audit_cli.marking.remarks import Remark, Stamp
from audit_cli.marking.word_comments import Comments
from audit_cli.model import Document, InElement
from audit_cli.readers.limits import Options
from audit_cli.readers.package import Source, main_part, open_package, read_xml
from audit_cli.readers.word.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = W[1:-1]
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RUN, _PROPERTIES, _TEXT = f"{W}r", f"{W}rPr", f"{W}t"
# what may hold marks as a paragraph does
_LIKE_PARAGRAPH = frozenset(
    [f"{W}{tag}" for tag in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo",
                             "sdt", "sdtContent")]
)  # fmt: skip
_FILLED_IN = frozenset([f"{W}{tag}" for tag in ("dataBinding", "text", "date", "dropDownList", "comboBox")])
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRESERVED = ' xml:space="preserve"'


def mark(data: bytes, document: Document, remarks: Sequence[Remark], stamp: Stamp, options: Options) -> bytes:
    """Return *data* with *remarks* as comments, each around the figure it is about; nothing else is changed."""
    package = open_package(data, Source(document.path, "Word"), options.limits)
    draft = Draft(package, options.limits)
    comments = Comments(draft, main_part(package, "word/document.xml"))
    places = Places(document.origins)
    parts: dict[str, _Part] = {}
    for remark in remarks:
        origins = [origin for origin in places.of(remark.start, remark.end) if isinstance(origin, InElement)]
        if not origins:
            continue
        first, last = origins[0], origins[-1]
        for origin in (first, last):
            if origin.part not in parts:
                root = read_xml(package, origin.part)
                assert root is not None
                parts[origin.part] = _Part(draft.markup(origin.part), list(root.iter()))
        number = comments.add(remark.lines)
        parts[first.part].begin(first, number)
        parts[last.part].finish(last, number)
    comments.write(stamp.author, f"{stamp.day}T00:00:00Z")
    for name, part in parts.items():
        draft.put(name, part.marked())
    return draft.packed()


class _Cut(NamedTuple):
    """Where marks are written, and what they divide: a run, or nothing, and in it a text, or nothing."""

    at: int
    run: int | None = None
    text: int | None = None


class _Part:
    """A part with text, and the marks that are to be written into it."""

    def __init__(self, markup: Markup, elements: Sequence[_Element]) -> None:
        self._markup = markup
        self._elements = elements
        self._numbers = {element: number for number, element in enumerate(elements)}
        self._prefix = _prefix_of(elements[0], markup.text)
        self._marks: dict[_Cut, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))

    def begin(self, origin: InElement, comment: int) -> None:
        """Begin a comment before the first character of *origin*."""
        self._marks[self._cut(origin.element, origin.at, False)][1].append(comment)

    def finish(self, origin: InElement, comment: int) -> None:
        """End a comment behind the last character of *origin*."""
        self._marks[self._cut(origin.element, origin.at + origin.end - origin.start, True)][0].append(comment)

    def _cut(self, number: int, at: int, behind: bool) -> _Cut:
        """Return where to cut at character *at* of an element, or *behind* it, or around what must stay whole."""
        element, places = self._elements[number], self._markup.elements
        run = self._holder(element)
        place = places[self._numbers[run]]
        if run.tag != _RUN or element.getparent() is not run:
            return _Cut(place.end if behind else place.start)
        first = run[1] if run[0].tag == _PROPERTIES else run[0]
        length = len(element.text or "") if element.tag == _TEXT else 0
        if not behind and at == 0:
            return _Cut(place.start) if element is first else _Cut(places[number].start, self._numbers[run])
        if behind and (at >= length or not length):
            return _Cut(place.end) if element is run[-1] else _Cut(places[number].end, self._numbers[run])
        inside = self._markup.character(number, at)
        if inside is None:
            return _Cut(place.end if behind else place.start)
        return _Cut(inside, self._numbers[run], number)

    def _holder(self, element: _Element) -> _Element:
        """Return what stands in a paragraph of the page, or in what is like one, and is or holds *element*.

        Of a text box, a formula or reading aids above characters that is the whole.
        """
        path = [element, *element.iterancestors()]
        while path.pop().tag != f"{W}p":
            pass
        while len(path) > 1 and path[-1].tag in _LIKE_PARAGRAPH and not _is_filled_in(path[-1]):
            path.pop()
        return path[-1]

    def marked(self) -> bytes:
        """Return the part with its marks."""
        spaced = {cut.text for cut in self._marks if self._is_beside_a_blank(cut)}
        edits = [Edit(cut.at, cut.at, self._written(cut, cut.text in spaced)) for cut in self._marks]
        for number in spaced:
            if number is not None:
                at = self._markup.elements[number].inner - 1
                edits.append(Edit(at, at, _PRESERVED))
        return self._markup.edited(edits)

    def _is_beside_a_blank(self, cut: _Cut) -> bool:
        """Whether a text is divided at a blank, which it must now say that it keeps."""
        if cut.text is None or self._elements[cut.text].get(_SPACE) is not None:
            return False
        return any(character.isspace() for character in self._markup.text[cut.at - 1 : cut.at + 1])

    def _written(self, cut: _Cut, spaced: bool) -> str:
        """Return what is written at *cut*: ends and beginnings of comments, between the parts of what it divides."""
        (ended, begun), (w, declared), markup = self._marks[cut], self._prefix, self._markup
        marks = "".join(
            [f'<{w}:commentRangeEnd{declared} {w}:id="{number}"/>' for number in ended]
            + [f'<{w}:r{declared}><{w}:commentReference {w}:id="{number}"/></{w}:r>' for number in ended]
            + [f'<{w}:commentRangeStart{declared} {w}:id="{number}"/>' for number in begun]
        )
        if cut.run is None:
            return marks
        run = self._elements[cut.run]
        again = markup.start_tag(cut.run)
        if run[0].tag == _PROPERTIES:
            again += markup.whole(self._numbers[run[0]])
        divided = f"</{markup.name(cut.run)}>{marks}{again}"
        if cut.text is None:
            return divided
        tag = markup.start_tag(cut.text)
        if spaced:
            tag = tag[:-1] + _PRESERVED + tag[-1]
        return f"</{markup.name(cut.text)}>{divided}{tag}"


def _prefix_of(root: _Element, text: str) -> tuple[str, str]:
    """Return the prefix of marks, and what declares it where the part does not."""
    for prefix, namespace in root.nsmap.items():
        if prefix and namespace == _NAMESPACE:
            return prefix, ""
    return "w", f' xmlns:w="{_STRICT if _STRICT in text else _NAMESPACE}"'


def _is_filled_in(element: _Element) -> bool:
    """Whether *element* is a form field whose text programs write anew, so that marks in it would be lost."""
    properties = element.find(f"{W}sdtPr")
    return properties is not None and any(each.tag in _FILLED_IN for each in properties)
