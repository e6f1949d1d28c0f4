"""Documents abreast: some pass one stage of the work before the first of them goes on to the next.

All the code that reads a document is more than a processor holds ready. So that of each stage is fetched once for ten.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Result = TypeVar("Result")

# what is done to one document; it yields where one stage ends and the next begins
Staged = Generator[None, None, Result]

_ABREAST = 10  # more hold more memory, and save no more time


def abreast(runs: Iterable[Staged[Result]]) -> Iterator[Result]:
    """Yield what *runs* return, in their order; a few go abreast, from stage to stage."""
    waiting = iter(runs)
    while group := list(islice(waiting, _ABREAST)):
        results: dict[int, Result] = {}
        while len(results) < len(group):
            for place, run in enumerate(group):
                if place not in results:
                    try:
                        next(run)
                    except StopIteration as end:
                        results[place] = end.value
        yield from (results[place] for place in range(len(group)))
