"""How a line or a clause of a list begins: the same kind of number or bullet in the next one is a sibling."""

from __future__ import annotations

from audit_cli.expressions import expression

_MARK = expression(
    r"\s*(?=[一二三四五六七八九十（(\d①-⑳\-•●◆■▪])(?:"
    r"(?P<chinese>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<chinese_in_brackets>[（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(?P<digits>\d{1,2}[.．、](?!\d)|\d{1,2}[.．、](?=2\d{2}(?:\d{2}){0,2}[-－—\s]?[一-鿿]))"
    r"|(?P<digits_in_brackets>[（(]\d{1,2}[）)])"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<firstly>[一二三四五六七八九]是)"
    r"|(?P<digits_and_bracket>\d{1,2}[）)])"
    r"|(?P<bullet>[-•●◆■▪])"
    r"|(?P<code>2[0-3]\d(?:\d{2}){1,2}[\s　]*(?=[一-鿿])(?![年月元万亿多余个人户名家次件亩吨]))"
    r"\s*)"
)
# how a mark begins, or goes on
_IN_MARKS = expression(r"[一二三四五六七八九十\d①-⑳\-•●◆■▪]")
_CLAUSE_BEGINS = expression(r"(?:^|[；;。：:，,\n])(?:其中)?")
_LONGEST = 12


def line_mark(text: str, start: int, end: int) -> str:
    """Return the kind of number or bullet that the line at *start* begins with, or ""."""
    found = _MARK.match(text, start, min(end, start + _LONGEST))
    return found.lastgroup or "" if found else ""


def clause_mark(words: str) -> str:
    """Return the kind of number that the last numbered clause of *words* begins with, or "": ；二是产业项目."""
    if not _IN_MARKS.search(words):
        return ""
    marks = (line_mark(words, found.end(), len(words)) for found in _CLAUSE_BEGINS.finditer(words))
    return next(filter(None, reversed([*marks])), "")


def begins_next_of_others(words: str, words_of_first: str) -> bool:
    """Whether a clause is numbered, and not as the first of a list is: it goes on with a list around that one.

    一是基础设施486万元，其中道路216万元；二是产业720万元.
    """
    mark = clause_mark(words)
    return mark != "" and mark != clause_mark(words_of_first)
