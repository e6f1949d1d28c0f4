"""The text of one Word paragraph as the page shows it: revisions accepted, results of fields, no hidden text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from audit_cli.readers.raised import raised
from audit_cli.readers.word.drawings import CHART, DIAGRAM, LETTERS
from audit_cli.readers.word.inserted import OBJECT
from audit_cli.readers.word.numbering import MC, W
from audit_cli.readers.word.styles import Styles, child, is_on, small_integer, value
from audit_cli.readers.word.symbols import overprinted, shown_in, symbol, symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN = f"{W}r"
_TEXT = f"{W}t"
_TEXTS = frozenset([_TEXT, f"{_M}t"])
_INSTRUCTION = f"{W}instrText"
_RUN_PROPERTIES = f"{W}rPr"
_TYPE = f"{W}type"
# marks that stand for one character
_CHARACTERS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_SKIPPED = frozenset(
    [f"{W}{tag}" for tag in ("pPr", "rPr", "instrText", "delInstrText", "delText", "rt", "sdtPr", "sdtEndPr")]
)
REMOVED = frozenset([f"{W}del", f"{W}moveFrom"])
_NOTE_MARKS = frozenset([f"{W}footnoteReference", f"{W}endnoteReference"])
_PICTURES = frozenset([f"{W}drawing", f"{W}pict"])
_LONGEST_INSTRUCTION = 100
# fields that bring in what another file holds
_LINKED = ("DDE", "DDEAUTO", "LINK", "INCLUDETEXT")
ADDED = frozenset([f"{W}ins", f"{W}moveTo"])
CHANGES = REMOVED | ADDED
# a paragraph that holds none of these is nothing but its texts and marks in a row
_SPECIAL = frozenset((
    *(f"{W}{tag}" for tag in (
        "del", "moveFrom", "ins", "moveTo", "vanish", "fldChar", "sym", "sdt", "ruby", "object", "drawing", "pict",
        "txbxContent", "fldSimple", "strike", "dstrike", "vertAlign", "footnoteReference", "endnoteReference",
    )),
    f"{MC}AlternateContent", f"{_M}oMath",
))  # fmt: skip
# and where a style sets characters above the line, none that names a style
_STYLED = frozenset((*_SPECIAL, f"{W}rStyle"))
_SIMPLE = frozenset((_TEXT, f"{W}br", f"{W}lastRenderedPageBreak", *_CHARACTERS))


class Paragraph:
    """What the walk over a paragraph collects.

    *text* is made of *pieces*, and each of these came from one of *elements*.
    *boxes* are the contents of text boxes anchored in it, charts, diagrams and objects; *pages* how many pages
    begin in it, *pages_before* how many of these before its first character; *seen* names what is to be mentioned
    (revision, hidden, object and others).
    """

    def __init__(self, element: _Element, styles: Styles, page_mark: str, hidden: bool = False) -> None:
        self.boxes: list[_Element] = []
        self.pages = 0
        self.pages_before = 0
        self.seen: set[str] = set()
        self._styles = styles
        self._page_mark = page_mark
        self._hidden = hidden
        self.pieces: list[str] = []
        self.elements: list[_Element] = []
        # for each field that is open: whether its instruction is being read, which is not shown, and what it is
        self._fields: list[bool] = []
        self._instructions: list[str] = []
        # how the run is set that is being read
        self._font, self._struck, self._raised = "", False, False
        inside = list(element.iter())
        tags = [one.tag for one in inside]
        special = _STYLED if styles.raise_text else _SPECIAL
        if hidden or styles.are_special or not special.isdisjoint(tags):
            self._walk(element)
        else:
            self._read_simple(zip(tags, inside, strict=True))
        self._strip()
        self.text = "".join(self.pieces)

    def _strip(self) -> None:
        """Leave out the line ends before the first character and behind the last."""
        pieces, first, last = self.pieces, 0, len(self.pieces)
        while first < last and pieces[first] == "\n":
            first += 1
        while first < last and pieces[last - 1] == "\n":
            last -= 1
        if last - first < len(pieces):
            self.pieces, self.elements = pieces[first:last], self.elements[first:last]

    def go_on_from(self, before: Paragraph) -> None:
        """Make this one paragraph with *before*, whose end was deleted."""
        before.pieces += self.pieces
        before.elements += self.elements
        self.pieces, self.elements, self.text = before.pieces, before.elements, before.text + self.text
        self.boxes[:0] = before.boxes
        self.pages += before.pages

    def _write(self, text: str, element: _Element) -> None:
        if text and True not in self._fields:
            if self._struck:
                self.seen.add("struck")
                return
            if self._raised and self._follows():
                text = raised(text)
            if not self.pieces:
                self.pages_before = self.pages
            self.pieces.append(text)
            self.elements.append(element)

    def _follows(self) -> bool:
        """Whether what is written next stands right behind something: what is raised alone is no mark."""
        return bool(self.pieces) and not self.pieces[-1][-1:].isspace()

    def _read_simple(self, elements: Iterable[tuple[str, _Element]]) -> None:
        for tag, element in elements:
            if tag not in _SIMPLE:
                continue
            if tag == _TEXT:
                self._write(_in_line(element.text), element)
            elif tag not in _CHARACTERS:
                self._other(element, tag)
            elif (parent := element.getparent()) is not None and parent.tag == _RUN:
                # and not a tab stop
                self._write(_CHARACTERS[tag], element)

    def _walk(self, parent: _Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._run(element)
            elif tag in _TEXTS:
                text = _in_line(element.text)
                self._write(shown_in(self._font, text) if self._font else text, element)
            elif tag in _SKIPPED:
                if tag == _INSTRUCTION:
                    self._instruction(element.text)
            elif tag in _CHARACTERS:
                self._write(_CHARACTERS[tag], element)
            elif tag in REMOVED:
                self.seen.add("revision")
            else:
                self._other(element, tag)

    def _run(self, run: _Element) -> None:
        properties = run[0] if len(run) and run[0].tag == _RUN_PROPERTIES else None
        hidden, struck, is_raised = self._hidden, False, False
        if properties is not None:
            named = value(properties, "rStyle")
            style = None if named is None else self._styles[named]
            vanish = child(properties, f"{W}vanish")
            if vanish is not None:
                hidden = is_on(vanish.get(f"{W}val", "1"))
            else:
                hidden = self._hidden or (style is not None and style.hidden)
            placed = value(properties, "vertAlign")
            is_raised = placed == "superscript" if placed is not None else style is not None and style.raised
            strikes = (child(properties, f"{W}{name}") for name in ("strike", "dstrike"))
            struck = any(strike is not None and is_on(strike.get(f"{W}val", "1")) for strike in strikes)
        if hidden:
            if run.find(_TEXT) is not None:
                self.seen.add("hidden")
            return
        outer = self._font, self._struck, self._raised
        self._font = symbol_font(None if properties is None else child(properties, f"{W}rFonts"))
        self._struck, self._raised = struck, is_raised
        self._walk(run)
        self._font, self._struck, self._raised = outer

    def _other(self, element: _Element, tag: str) -> None:
        if tag == f"{W}br":
            self._break(element)
        elif tag == f"{W}lastRenderedPageBreak":
            self._page(tag)
        elif tag == f"{W}fldChar":
            self._field(element)
        elif tag == f"{W}sym":
            self._write(symbol(element), element)
        elif tag == f"{MC}AlternateContent":
            chosen = shown_alternative(element)
            if chosen is not None:
                self._walk(chosen)
        elif tag in (f"{W}txbxContent", CHART, DIAGRAM) or (tag == LETTERS and element.get("string")):
            self.boxes.append(element)
        elif tag == f"{W}sdt":
            if not is_placeholder(element):
                self._walk(element)
        elif tag == f"{_M}f":
            self._fraction(element)
        elif tag == f"{_M}sup" or tag in _NOTE_MARKS:
            # the mark of a note that was typed stands behind the reference, in the same run
            outer, self._raised = self._raised, True
            self._walk(element)
            self._raised = tag in _NOTE_MARKS or outer
        elif len(element):
            if tag in ADDED:
                self.seen.add("revision")
            elif tag == f"{W}object":
                if child(element, OBJECT) is None:
                    self.seen.add("object")
                else:
                    self.boxes.append(element)
            elif tag in _PICTURES:
                self.seen.add("picture")
            elif tag == f"{W}fldSimple":
                self._instruction(element.get(f"{W}instr"))
            self._walk(element)

    def _break(self, element: _Element) -> None:
        self._write("\n", element)
        if element.get(_TYPE) == "page":
            self._page(f"{W}br")

    def _page(self, mark: str) -> None:
        if mark == self._page_mark:
            self.pages += 1

    def _field(self, mark: _Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            if len(mark):
                self._write(_in_line(_form_field(mark)), mark)
            self._fields.append(True)
            self._instructions.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            instruction = self._instructions.pop()
            if self._fields.pop():
                self._write(overprinted(instruction), mark)

    def _instruction(self, text: str | None) -> None:
        if self._fields and self._fields[-1] and len(self._instructions[-1]) < _LONGEST_INSTRUCTION:
            self._instructions[-1] += text or ""
        if (text or "").split()[:1] and (text or "").split()[0].upper() in _LINKED:
            self.seen.add("linked")

    def _fraction(self, element: _Element) -> None:
        for part in element:
            if part.tag == f"{_M}den":
                self._write("/", part)
            self._walk(part)


def _in_line(text: str | None) -> str:
    """Line ends of the markup are blanks on the page, each one of them."""
    return text.replace("\n", " ") if text and "\n" in text else text or ""


def shown_alternative(element: _Element) -> _Element | None:
    """Return what a current Word shows of an mc:AlternateContent; the other one would repeat it."""
    chosen = element.find(f"{MC}Choice")
    return element.find(f"{MC}Fallback") if chosen is None or not len(chosen) else chosen


def is_placeholder(sdt: _Element) -> bool:
    """Whether a form field only shows its prompt (click here to enter text)."""
    prompt = sdt.find(f"{W}sdtPr/{W}showingPlcHdr")
    return prompt is not None and is_on(prompt.get(f"{W}val", "1"))


def _form_field(mark: _Element) -> str:
    """Return what a box to tick or a list to choose from shows; these fields have no result in the text."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        ticked = value(box, "checked")
        ticked = value(box, "default") or "0" if ticked is None else ticked
        return "☑" if is_on(ticked) else "□"
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in choices.iterchildren(f"{W}listEntry")]
    chosen = small_integer(value(choices, "result") or value(choices, "default")) or 0
    return entries[chosen] if chosen < len(entries) else ""
