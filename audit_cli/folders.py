"""Folders: documents that stand beside one another are read together, as they may be one submission."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Protocol, TypeVar

MOST = 100  # documents of one folder that are held together; a folder of more is a collection


class HasPath(Protocol):
    """What was found at a path, in an archive as in a folder."""

    @property
    def path(self) -> str: ...


Found = TypeVar("Found", bound=HasPath | str)


def by_folder(documents: Iterable[Found], most: int = MOST) -> Iterator[list[Found]]:
    """Yield *documents*, or paths, as they come: those that follow one another in a folder together, up to *most*."""
    for _, inside in groupby(documents, key=_folder):
        while together := list(islice(inside, most)):
            yield together


def _folder(found: HasPath | str) -> str:
    return os.path.dirname(found if isinstance(found, str) else found.path)


def chunks(documents: Iterable[Found], size: int) -> Iterator[list[Found]]:
    """Yield *documents* so many at a time: about *size*, and no folder in two chunks but one that is too large."""
    chunk: list[Found] = []
    for together in by_folder(documents):
        if chunk and len(chunk) + len(together) > size:
            yield chunk
            chunk = []
        chunk += together
    if chunk:
        yield chunk
