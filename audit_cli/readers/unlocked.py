"""Office files with a password, opened by the one that the user gives."""

from __future__ import annotations

import struct
from io import BytesIO

from audit_cli.errors import Encrypted, MissingExtra

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# names in an OLE directory are UTF-16
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_locked(data: bytes) -> bool:
    """Whether *data* is a docx or xlsx that asks for a password."""
    return data.startswith(OLE) and _ENCRYPTED in data


def encrypted(path: str) -> Encrypted:
    """Return the error for a file whose password was not given."""
    return Encrypted(
        f"{path}：文件有密码保护，请用 --password 给出密码，或去掉密码后另存",
        f"{path}: protected by a password; give it with --password, or save a copy without",
    )


def unlocked(path: str, data: bytes, password: str) -> bytes:
    """Return what stands in the locked file *data*; raises Encrypted if *password* is another one, or MissingExtra."""
    try:
        from msoffcrypto import OfficeFile
        from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    except ModuleNotFoundError as error:
        raise MissingExtra(path, "有密码的 Office 文件 (encrypted)", "password") from error
    content = BytesIO()
    try:
        file = OfficeFile(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(content)
    except (DecryptionError, FileFormatError, InvalidKeyError, OSError, ValueError, KeyError, struct.error) as error:
        raise Encrypted(
            f"{path}：密码不对，或文件已损坏，不能打开", f"{path}: another password, or damaged; it cannot be opened"
        ) from error
    return content.getvalue()
