"""Presence: what a report must not say of how it pays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli import Claim, Comparison, Figure, Reading, Term, as_required, check

_REACH = 60  # characters before a word in which it may be denied


@check(kind="backlog")
def rejected_words_absent(
    reading: Reading, *, words: tuple[str, ...] = ("BT",), unless: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """A report does not say that somebody else finances what the budget has to pay.

    *words* are those that say so, save where one of *unless* stands in their clause: it is forbidden, there is none.

    Holds: 2022年道路工程资金全部纳入预算，按进度支付。
    Fails: 2022年道路工程采用BT模式，由施工单位筹资建设。
    """
    for extraction in reading.extractions:
        text = extraction.document.text
        if not any(word in text for word in words):
            continue
        for found in re.finditer("|".join(map(re.escape, words)), text):
            first = max(found.start() - _REACH, 0)
            begin = max(first, *(text.rfind(mark, first, found.start()) + 1 for mark in "，。；\n"))
            said = text[begin : found.end() + _REACH // 4]
            if not any(word in said for word in unless):
                figure = Figure(found.start(), found.end(), found.group(), "name")
                yield as_required(Claim("backlog", (Term(figure, "words"),)), required=False)
