"""What comes of reading bytes that may be anything, and of hiding a package: for the tests of several readers."""

from __future__ import annotations

import builtins
import random
from collections.abc import Iterator
from typing import Any

import pytest

from audit_cli.errors import ReadError
from audit_cli.judgement import FAILING
from audit_cli.model import Document
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read_data
from audit_cli.rulebook import rulebook


def outcome(name: str, data: bytes) -> str:
    """Return Document or the kind of error; anything else that is raised fails the test, as does an unnamed file."""
    try:
        return type(read_data(name, data)).__name__
    except ReadError as error:
        said = error
    assert said.zh.startswith(f"{name}：")
    assert said.en.startswith(f"{name}: ")
    return type(said).__name__


def mutations(whole: bytes, count: int, seed: int, kept: int = 0) -> Iterator[bytes]:
    """Yield *whole* cut off, with bits flipped or with a run of bytes overwritten, behind its first *kept* bytes."""
    chance = random.Random(seed)
    for i in range(count):
        data = bytearray(whole)
        at = chance.randrange(kept, len(data))
        if i % 3 == 0:
            del data[at:]
        elif i % 3 == 1:
            for _ in range(chance.choice((1, 5, 30))):
                data[chance.randrange(kept, len(data))] ^= 1 << chance.randrange(8)
        else:
            run = data[at : at + chance.choice((4, 16, 512))]
            data[at : at + len(run)] = bytes([chance.choice((0, 255, chance.randrange(256)))]) * len(run)
        yield bytes(data)


def contradicted(document: Document) -> list[tuple[str, list[int]]]:
    """Return what an audit of *document* finds wrong: the rule and where its figures stand."""
    (report,) = audit_documents([document], rulebook())
    broken = (result for result in report.results if result.status in FAILING)
    return sorted((r.rule, [term.figure.start for term in r.comparison.claim.terms]) for r in broken)


def hide(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Make the import of *packages* fail as if they were not installed."""
    real = builtins.__import__

    def refusing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] in packages:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refusing)
