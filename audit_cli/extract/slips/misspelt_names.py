"""Names of the field with one wrong character, 预算调整树 for 预算调整数, in the cells of tables and before figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit_cli.expressions import expression
from audit_cli.extract.terms import Terms
from audit_cli.model import Document, Fact, Figure, Slip

_BEFORE = expression(r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|其中[：:]?|[\s　])*")
_SHORTEST, _LONGEST = 4, 24
_BEHIND = " \t\n\xa0\u3000：:"


def misspelt_names(document: Document, facts: Iterable[Fact], terms: Terms) -> Iterator[Slip]:
    """Yield the names, alone in a cell or before a figure, that are no name but for one character."""
    wrong, text = terms.misspellings, document.text
    for number, block in enumerate(document.blocks):
        if block.kind != "cell" or not _SHORTEST <= block.end - block.start <= _LONGEST:
            continue
        words = text[block.start : block.end].rstrip(_BEHIND)
        if words[-1:] not in terms.misspelt_ends:
            continue
        before = _BEFORE.match(words)
        name = words[before.end() :] if before is not None else words
        if name in wrong:
            yield _slip(document, text.index(name, block.start), number, name, wrong[name])
    for fact in facts:
        name = "" if fact.known else terms.misspelt(fact.label[-_LONGEST:])
        if not name or document.blocks[fact.figure.block].kind == "cell":
            continue
        at = text.rfind(name, max(fact.figure.start - _LONGEST, 0), fact.figure.start)
        if at >= 0:
            yield _slip(document, at, fact.figure.block, name, wrong[name])


def _slip(document: Document, at: int, number: int, name: str, meant: str) -> Slip:
    return Slip("misspelt", Figure(at, at + len(name), name, "name", block=number), meant)
