"""One file inside another: its name, its size, and how to get its bytes."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import NamedTuple

from audit_cli.errors import Damaged, Encrypted
from audit_cli.expressions import expression

# whether the file of this name is to be read
Wanted = Callable[[str], bool]

_CONTROLS = expression(r"[\x00-\x1f\x7f]")
# what systems put beside the files of a user
_SYSTEM = ("__MACOSX/", ".", "~$")


class Member(NamedTuple):
    """A file in a container. *read* may be called until the next member is asked for; it raises a ReadError."""

    name: str
    size: int
    read: Callable[[], bytes]


def clean_name(name: str) -> str:
    """Return *name* as a relative path with "/": nothing in it leads elsewhere or moves the cursor."""
    name = _CONTROLS.sub("\ufffd", name.replace("\\", "/"))
    return posixpath.normpath("/" + name).lstrip("/")


def is_hidden(name: str) -> bool:
    """Whether no user would call it one of the files: hidden ones, and what systems and Office leave behind."""
    return name.startswith(_SYSTEM) or any(part.startswith(_SYSTEM) for part in name.split("/"))


def damaged(path: str) -> Damaged:
    """Return the error for a container that cannot be read to its end."""
    return Damaged(
        f"{path}：压缩包已损坏或不完整，请重新获取", f"{path}: the archive is damaged or cut off; get it again"
    )


def encrypted(path: str) -> Encrypted:
    """Return the error for a container that asks for a password, or for another one."""
    return Encrypted(
        f"{path}：有密码或密码不对，请用 --password 给出，或去掉密码后重新压缩",
        f"{path}: has a password, or another one; give it with --password, or pack it anew without",
    )
