"""Readers: one module a format, from file to Document. What a file is, its content says, not its name."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from audit_cli.errors import Damaged, Encrypted, NoPermission, NotFound, ReadError, UnknownFormat
from audit_cli.model import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# names in an OLE directory are UTF-16
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = {
    b"%PDF": "PDF",
    b"{\\rt": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}
# what a file of plain text may be called, and who writes what is called otherwise
_TEXT = ("", ".txt", ".text", ".md", ".markdown")
_OFFICE = {".docx": "Word", ".docm": "Word", ".doc": "Word", ".xlsx": "Excel", ".xlsm": "Excel", ".xls": "Excel"}


def read(path: str) -> Document:
    """Read the file at *path*; raises a ReadError that says what to do if that is impossible."""
    data = _bytes(path)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_zip(path, data)
    if data.startswith(_OLE):
        raise _ole_error(path, data)
    for magic, name in _FOREIGN.items():
        if data.startswith(magic):
            raise UnknownFormat(
                f"{path}：是{name}文件，不能读取，请另存为 docx、xlsx 或 txt",
                f"{path}: a {name} file, which cannot be read; save it as docx, xlsx or txt",
            )
    _check_text(path, data)
    from audit_cli.readers.txt import read_txt

    return read_txt(path, data)


def _check_text(path: str, data: bytes) -> None:
    """Raise a ReadError if the bytes of no other format are no text either, to go by their size and name."""
    if not data.strip():
        raise Damaged(
            f"{path}：文件是空的，请确认是否完整，或重新获取", f"{path}: the file is empty; check it, or get it again"
        )
    suffix = Path(path).suffix.lower()
    if suffix in _OFFICE:
        raise Damaged(
            f"{path}：内容不是 {_OFFICE[suffix]} 文档，请用 {_OFFICE[suffix]} 重新保存；本是纯文本的，改名为 .txt",
            f"{path}: not what {_OFFICE[suffix]} writes; save it anew there, or, if plain text, rename it to .txt",
        )
    if suffix not in _TEXT and b"\x00" not in data:
        raise UnknownFormat(
            f"{path}：不认识扩展名 {suffix}，请另存为 docx、xlsx 或 txt；本是纯文本的，改名为 .txt",
            f"{path}: unknown extension {suffix}; save it as docx, xlsx or txt, or, if plain text, rename it to .txt",
        )


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise NotFound(f"{path}：没有这个文件，请检查路径", f"{path}: no such file; check the path") from None
    except PermissionError:
        raise NoPermission(
            f"{path}：没有读取权限，请检查文件权限", f"{path}: no permission to read it; check its permissions"
        ) from None
    except IsADirectoryError:
        raise UnknownFormat(f"{path}：是文件夹，请指定其中的文件", f"{path}: a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        raise ReadError(
            f"{path}：无法打开，请检查路径（{error}）", f"{path}: cannot be opened; check the path ({error})"
        ) from None


def _read_zip(path: str, data: bytes) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Damaged(
            f"{path}：文件已损坏或不完整，请重新获取，或用 Word、Excel 打开后另存",
            f"{path}: damaged or cut off; get it again, or open it in Word or Excel and save it anew",
        ) from None
    if "word/document.xml" in names:
        from audit_cli.readers.docx import read_docx

        return read_docx(path, data)
    if "xl/workbook.xml" in names:
        from audit_cli.readers.xlsx import read_xlsx

        return read_xlsx(path, data)
    raise UnknownFormat(
        f"{path}：压缩包里没有 Word 或 Excel 文档，请解压后指定其中的文件",
        f"{path}: a zip archive that is no Word or Excel document; unpack it and name the files",
    )


def _ole_error(path: str, data: bytes) -> ReadError:
    if _ENCRYPTED in data:
        return Encrypted(
            f"{path}：文件有密码保护，请去掉密码后另存",
            f"{path}: protected by a password; remove the password and save it again",
        )
    return UnknownFormat(
        f"{path}：是旧版 Office 格式（doc、xls、wps），请另存为 docx 或 xlsx",
        f"{path}: an old Office format (doc, xls, wps); save it as docx or xlsx",
    )
