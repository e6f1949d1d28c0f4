"""What is written beside the figures of a report: each finding at the figure it is about, a reference at the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from audit_cli.calculation import mention
from audit_cli.judgement import RANK
from audit_cli.model import Document, Severity
from audit_cli.outputs.entries import Entry, entries
from audit_cli.outputs.harmless import one_line
from audit_cli.outputs.view import View
from audit_cli.outputs.words import STATUS_WORDS, WORDS
from audit_cli.report import DocumentReport, RunInfo

_MOST_OPERANDS = 40
_LONGEST_LINE = 2000
_TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "head": "第{}条 {}（{}）：{}", "see": "见第{}条", "joint": "、", "colon": "：", "stop": "。", "also": "（{}）",
        "formula": "算式", "operands": "有关数字", "more": "……另有{}个", "dash": "——",
    },
    "en": {
        "head": "No. {} {} ({}): {}", "see": "see no. {}", "joint": ", ", "colon": ": ", "stop": ".", "also": " ({})",
        "formula": "calculation", "operands": "figures", "more": "… and {} more", "dash": " — ",
    },
}  # fmt: skip


class Remark(NamedTuple):
    """What stands beside ``text[start:end]``, line by line; *number* is that of the finding, 0 for a reference."""

    start: int
    end: int
    lines: tuple[str, ...]
    number: int = 0


class Stamp(NamedTuple):
    """Who says something, and on which day."""

    author: str
    day: str


def remarks(report: DocumentReport, run: RunInfo, lang: str, least: Severity) -> list[Remark]:
    """Return what is to be written into a copy of *report*, in the order of its text.

    Findings of at least the severity *least* are numbered in that order; what has no figure at all stands at the
    title.
    """
    assert report.document is not None
    title = _title(report.document)
    found = [e for e in entries(report, run, View(lang)) if RANK[e.result.severity] <= RANK[least]]
    found.sort(key=lambda entry: entry.operands[0].region[:2] if entry.operands else title)
    made: list[Remark] = []
    others: dict[tuple[int, int], list[int]] = {}
    for number, entry in enumerate(found, 1):
        places = list(dict.fromkeys((o.region.start, o.region.end) for o in entry.operands if not o.path)) or [title]
        lines = (_line(line) for line in _lines(entry, number, lang))
        made.append(Remark(*places[0], tuple(lines), number))
        for place in places[1:]:
            others.setdefault(place, []).append(number)
    texts = _TEXTS[lang]
    for place, numbers in others.items():
        made.append(Remark(*place, (texts["see"].format(texts["joint"].join(map(str, numbers))),)))
    return sorted(made, key=lambda remark: (remark.start, remark.end, not remark.number, remark.number))


def _title(document: Document) -> tuple[int, int]:
    """Return where the first words of *document* stand."""
    return next(((b.start, b.end) for b in document.blocks if document.text_of(b).strip()), (0, 0))


def _lines(entry: Entry, number: int, lang: str) -> Iterator[str]:
    """Yield the finding, how it is worked out, the figures in it and where the others stand, and the authority."""
    words, texts, result = WORDS[lang], _TEXTS[lang], entry.result
    colon = texts["colon"]
    status = "" if result.status == "fail" else texts["also"].format(words[STATUS_WORDS[result.status]])
    yield texts["head"].format(number, words[result.severity], result.rule, entry.title) + status
    if entry.accepted:
        yield entry.accepted
    yield entry.message
    if entry.worked.formula:
        yield f"{texts['formula']}{colon}{entry.worked.formula}"
    terms = result.comparison.claim.terms
    if len(terms) > 1:
        yield f"{texts['operands']}{colon}"
        for term, operand in zip(terms[:_MOST_OPERANDS], entry.operands, strict=False):
            figure = mention(term.figure)
            label = f"{operand.label} " if operand.label not in ("", figure) else ""
            # the remark stands where the first is
            place = texts["dash"] + operand.place if operand.place != entry.operands[0].place else ""
            yield f"· {label}{figure}{place}"
        if len(terms) > _MOST_OPERANDS:
            yield texts["more"].format(len(terms) - _MOST_OPERANDS)
    for hint in entry.hints:
        yield f"{words['hint']}{colon}{hint}"
    if entry.advice:
        yield f"{words['advice']}{colon}{entry.advice}"
    if entry.authority:
        yield f"{words['authority']}{colon}{entry.authority}"


def _line(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST_LINE else text[: _LONGEST_LINE - 1] + "…"
