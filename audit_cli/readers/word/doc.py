"""Turns old Word documents (doc, wps) into docx, which the reader of docx then reads."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from audit_cli.errors import Damaged, MissingExtra
from audit_cli.readers.compound import open_compound, without_class_id
from audit_cli.readers.limits import Options
from audit_cli.readers.unlocked import encrypted

_MACROS = "含宏，未运行"
_OBJECT = "含嵌入对象（如 Excel 表格），其中的内容未读取"
_TABLE = "有表格的结构不完整，其单元格按段落读取"
_LABELS = "自动编号的定义不完整，编号可能与所见不同"
# what the converter tells of and an auditor should know
_NOTES = {
    "MAIN_TEXTBOX_TABLE_MALFORMED": "含文本框，框内的文字未读取",
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


def docx_of(path: str, data: bytes, options: Options) -> tuple[bytes, tuple[str, ...]]:
    """Return the document *data* as docx, and what must be said of it; raises Damaged, Encrypted or MissingExtra."""
    try:
        import doc2docx
        from doc2docx.cfb import CompoundFileLimits
        from doc2docx.errors import Doc2DocxError, EncryptedDocumentError
    except ImportError:
        raise MissingExtra(path, "doc、wps", "doc") from None
    names = open_compound(path, data, "doc").names
    limits = CompoundFileLimits(max_input_bytes=options.limits.file, max_stream_bytes=options.limits.part)
    with TemporaryDirectory() as folder:
        # the converter only knows files
        old, new = Path(folder, "old.doc"), Path(folder, "new.docx")
        old.write_bytes(without_class_id(data))
        try:
            result = doc2docx.convert(old, new, limits=limits, password=options.password or None)
        except EncryptedDocumentError:
            raise encrypted(path) from None
        except (Doc2DocxError, *_UNSOUND) as error:
            raise Damaged(
                f"{path}：不能转换，可能已损坏，或是 Word 97 以前的格式；请用 Word 或 WPS 打开后另存为 docx",
                f"{path}: cannot be converted; damaged, or from before Word 97; save it as docx in Word or WPS",
            ) from error
        converted = new.read_bytes()
    codes = {diagnostic.code for diagnostic in result.report.diagnostics}
    if not codes.isdisjoint(_PLACED):
        converted = _without_placeholders(converted)
    return converted, _notes(codes, names)


def _notes(codes: set[str], names: dict[str, str]) -> tuple[str, ...]:
    said = [_MACROS] if "macros" in names else []
    said += [note for code, note in _NOTES.items() if code in codes]
    return tuple(dict.fromkeys(said))


def _without_placeholders(docx: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _MAIN:
                for character in _PLACEHOLDERS:
                    content = content.replace(character.encode(), b"")
            new.writestr(name, content)
    return buffer.getvalue()
