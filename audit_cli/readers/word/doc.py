"""Turns old Word documents (doc, wps) into docx, which the reader of docx then reads."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from audit_cli.errors import Damaged, MissingExtra
from audit_cli.model import Note
from audit_cli.readers.compound import open_compound, without_class_id
from audit_cli.readers.limits import Options
from audit_cli.readers.unlocked import encrypted
from audit_cli.readers.word.doc_boxes import text_of_boxes

_MACROS = Note("macro")
_OBJECT = Note("object")
_TABLE = Note("broken_table")
_LABELS = Note("broken_numbering")
_LOST_BOXES = "MAIN_TEXTBOX_TABLE_MALFORMED"
_BOXES_UNREAD = Note("boxes")
_BOXES_MOVED = Note("boxes_moved")
# what the converter tells of and an auditor should know
_NOTES = {
    "MACRO_STORY_OMITTED": _MACROS,
    "OLE_OBJECT_OMITTED": _OBJECT,
    "OLE_OBJECTS_UNANCHORED": _OBJECT,
    "OLE_OBJECT_STORAGE_MISSING": _OBJECT,
    "MALFORMED_TABLE_FLATTENED": _TABLE,
    "TABLE_DEPTH_LIMITED": _TABLE,
    "NUMBERING_TABLE_MALFORMED": _LABELS,
    "LIST_NUMBER_FORMAT_APPROXIMATED": _LABELS,
}
# characters that the converter puts where it left out a drawing or a mark
_PLACEHOLDERS = ("\ufffc", "\ufffd")
_PLACED = frozenset(["OBJECT_ANCHOR_DEFERRED", "UNSUPPORTED_CONTROL_CHARACTER"])
_MAIN = "word/document.xml"
# what the converter raises, besides its own errors, for bytes that are no sound document
_UNSOUND = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error, RecursionError)


def docx_of(path: str, data: bytes, options: Options) -> tuple[bytes, tuple[Note, ...]]:
    """Return the document *data* as docx, and what must be said of it; raises Damaged, Encrypted or MissingExtra."""
    try:
        from doc2docx.errors import Doc2DocxError, EncryptedDocumentError
    except ImportError:
        raise MissingExtra(path, "doc、wps", "doc") from None
    names = open_compound(path, data, "doc").names
    data = without_class_id(data)
    try:
        docx, report = _converted(data, options)
    except EncryptedDocumentError:
        raise encrypted(path) from None
    except (Doc2DocxError, *_UNSOUND) as error:
        raise Damaged(
            f"{path}：不能转换，可能已损坏，或是 Word 97 以前的格式；请用 Word 或 WPS 打开后另存为 docx",
            f"{path}: cannot be converted; damaged, or from before Word 97; save it as docx in Word or WPS",
        ) from error
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    notes = _notes(codes, names)
    boxes: tuple[str, ...] = ()
    if _LOST_BOXES in codes:
        try:
            boxes = text_of_boxes(data, report)
            notes = (_BOXES_MOVED, *notes) if boxes else notes
        except (Doc2DocxError, *_UNSOUND):
            notes = (_BOXES_UNREAD, *notes)
    return _mended(docx, boxes) if boxes or not codes.isdisjoint(_PLACED) else docx, notes


def _converted(data: bytes, options: Options) -> tuple[bytes, Any]:
    """Return the document as docx and the converter's report; raises whatever the converter does."""
    import doc2docx
    from doc2docx.cfb import CompoundFileLimits

    limits = CompoundFileLimits(max_input_bytes=options.limits.file, max_stream_bytes=options.limits.part)
    with TemporaryDirectory() as folder:
        # the converter only knows files
        old, new = Path(folder, "old.doc"), Path(folder, "new.docx")
        old.write_bytes(data)
        result = doc2docx.convert(old, new, limits=limits, password=options.password or None)
        return new.read_bytes(), result.report


def _notes(codes: set[str], names: dict[str, str]) -> tuple[Note, ...]:
    said = [_MACROS] if "macros" in names else []
    said += [note for code, note in _NOTES.items() if code in codes]
    return tuple(dict.fromkeys(said))


def _mended(docx: bytes, boxes: Sequence[str]) -> bytes:
    """Return the document without placeholders and with *boxes* as its last paragraphs."""
    added = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in boxes)
    buffer = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _MAIN:
                for character in _PLACEHOLDERS:
                    content = content.replace(character.encode(), b"")
                body, end, rest = content.rpartition(b"</w:body>")
                content = body + added.encode() + end + rest
            new.writestr(name, content)
    return buffer.getvalue()
