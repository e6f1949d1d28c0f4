"""What comes of reading bytes that may be anything, and of hiding a package: for the tests of several readers."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from itertools import cycle, islice
from random import Random
from typing import Any

import pytest

from audit_cli.errors import ReadError
from audit_cli.readers import read_data
from benchmarks.mutations import cut, flipped, overwritten


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
    """Yield *whole* cut off, with bits flipped or with a block overwritten, behind its first *kept* bytes."""
    draw, ways = Random(seed), cycle((cut, flipped, overwritten))
    for spoil in islice(ways, count):
        yield whole[:kept] + spoil(draw, whole[kept:])


def hide(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Make the import of *packages* fail as if they were not installed."""
    real = builtins.__import__

    def refusing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] in packages:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refusing)
