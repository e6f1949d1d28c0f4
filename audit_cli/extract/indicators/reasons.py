"""Reasons that stand outside the columns of a form: below its indicators, or in a paragraph.

A paragraph tells why so little was spent, or names an indicator and says why it was missed.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.model import Document, Field, Indicator
from audit_cli.targets import is_met

# 执行率偏低，原因是…
_WHY_SO_LITTLE = expression(
    r"(?:执行率|执行进度|(?:支出|支付)进度|预算执行)[^。\n]{0,48}(?:原因|由于|因(?![此素公而])|受[^，。；\n]{1,12}影响)"
)
_OF_EXECUTION, _ONLY_OF_IT = expression(r"执行|支付|拨付|结转|资金"), "执行率"
_WHY_MISSED = expression(
    r"原因|由于|因(?![此素公而])|受[^，。；\n]{1,12}影响|主要[是系]|导致|造成|[仍尚还]?有差距|其余|(?:已|将|下一步)[^，。；\n]{0,20}(?:整改|改进|加强|补)"
)
_STOPS = expression(r"[。；;\n]")
_SHORTEST_NAME, _LONGEST_SENTENCE = 4, 160
_NOTES_BELOW = 3  # paragraphs below a form that may be notes to it
_LEAST_WORDS = 6  # that tell a reason


class ToldOfSpending:
    """The paragraphs of a document that say why so little was spent."""

    def __init__(self, document: Document) -> None:
        self._told = [
            (place(document, number, *found.span()), "".join(document.text_of(block).split()))
            for number, block in enumerate(document.blocks)
            if block.table is None and (found := _WHY_SO_LITTLE.search(document.text, block.start, block.end))
        ]

    def reason(self, project: str, last: int) -> Field | None:
        """Return what a paragraph says that names the *project*, or stands right below the *last* block of its form."""
        below = range(last + 1, last + 1 + _NOTES_BELOW)
        told = (figure for figure, words in self._told if (project and project in words) or figure.block in below)
        found = next(told, None)
        return Field("filled", found) if found is not None else None


class ToldOfIndicators:
    """What the paragraphs of a document say of why an indicator was missed, where its form has no column for that."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def explained(self, indicator: Indicator) -> Indicator:
        """Return *indicator* with the reason that a paragraph gives, which names it in full."""
        name = indicator.name.printed
        if indicator.reason.state != "absent" or len(name) < _SHORTEST_NAME or is_met(indicator) is not False:
            return indicator
        text, at = self._document.text, -1
        while (at := text.find(name, at + 1)) >= 0:
            number = self._document.block_at(at)
            block = self._document.blocks[number] if number >= 0 else None
            if block is None or block.table is not None:
                continue
            stop = _STOPS.search(text, at, block.end)
            end = stop.start() if stop else block.end
            if (found := _WHY_MISSED.search(text, at + len(name), min(end, at + _LONGEST_SENTENCE))) is not None:
                return indicator._replace(reason=Field("filled", place(self._document, number, found.start(), end)))
        return indicator


def tells_a_reason(told: Field) -> bool:
    """Whether what is filled in is a reason, not 无."""
    return told.state == "filled" and len(told.printed) >= _LEAST_WORDS


def is_of_execution(told: Field) -> bool:
    """Whether a reason is one for what was spent."""
    return _OF_EXECUTION.search(told.printed) is not None


def with_reason(indicator: Indicator, told: Field) -> Indicator:
    """Return an indicator with the reason below its form, where it has no column for one and the reason is of it."""
    of_it = _ONLY_OF_IT not in told.printed or _names(told.printed, indicator.name.printed)
    return indicator._replace(reason=told) if indicator.reason.state == "absent" and of_it else indicator


def _names(words: str, name: str) -> bool:
    """Whether *words* speak of an indicator: three characters of its *name* in a row, or all of it."""
    return any(name[at : at + 3] in words for at in range(max(1, len(name) - 2))) if name else False
