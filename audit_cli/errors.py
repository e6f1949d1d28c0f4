"""Everything that can go wrong and stops no other document; a bug of ours in one document is such a thing as well.

AuditError
├── ReadError          the document cannot be read
│   ├── NotFound
│   ├── NoPermission
│   ├── UnknownFormat
│   ├── Damaged
│   ├── Encrypted
│   ├── TooLarge
│   ├── MissingExtra
│   └── BrokenOff      our bug, and the one document that met it
├── RulesetError       a rules or terms file is wrong, with file and line
└── UsageError         the command line asks for what there is not
"""

from __future__ import annotations


class AuditError(Exception):
    """Something that the user can mend: shown in one line, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process with the message alone: the kinds are made of different things."""
        return _remade, (type(self), self.zh, self.en)


def _remade(kind: type[AuditError], zh: str, en: str) -> AuditError:
    error = kind.__new__(kind, zh)
    AuditError.__init__(error, zh, en)
    return error


class ReadError(AuditError):
    """The document cannot be read; the other documents still are."""


class NotFound(ReadError):
    """No such file."""


class NoPermission(ReadError):
    """The file may not be opened."""


class UnknownFormat(ReadError):
    """No reader knows this kind of file."""


class Damaged(ReadError):
    """The file is cut off, or not what its name says."""


class Encrypted(ReadError):
    """The file asks for a password."""


class TooLarge(ReadError):
    """The file, or what it unpacks to, is beyond a limit."""


class MissingExtra(ReadError):
    """The format needs a package that is not installed; the message has the command that installs it."""

    def __init__(self, path: str, what: str, extra: str, doing: tuple[str, str] = ("读取", "reading")) -> None:
        command = f"pip install 'audit-cli[{extra}]'"
        super().__init__(
            f"{path}：{doing[0]} {what} 需要另外安装：{command}",
            f"{path}: {doing[1]} {what} needs another package: {command}",
        )


class BrokenOff(ReadError):
    """A bug of ours broke off the work on the document; the message has the place in our code."""


class RulesetError(AuditError):
    """A rules or terms file is wrong; the message names file and line."""


class UsageError(AuditError):
    """The command line asks for something that does not exist."""
