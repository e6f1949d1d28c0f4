"""What stands in a line of a page that spaces align: its fields, and how wide they were in print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Line, Piece, kind_of
from audit_cli.value import Value

Span = tuple[int, int]

FAR = 10_000
SIGN, DIGIT = 4, 2  # how wide they are
_OFTEN = 3  # lines
_FIELD = expression(r"\S+(?:[ ]\S+)*")
_WORD = expression(r"\S+")
_HALF = expression(r"[0-9A-Za-z%()<>=≥≤~+-]")
_LABELLED = expression(r"[^，。；！？ ]{1,8}[ ][-−]?\d[\d,]*(?:\.\d+)?%?")
MEASURED = expression(r"[≥≤=<>]{0,2}\d[\d.,]*[ ]?(?![年月日])[一-鿿/]{1,5}|[≥≤=<>]{1,2}\d[\d.,]*[%％]?")


class Field(Value, frozen=True):
    """What stands together in line *line*; the field *before* it ends there, the one *beside* it begins there."""

    piece: Piece
    line: int
    left: int
    right: int
    before: int = 0
    beside: int = FAR

    @property
    def is_alone(self) -> bool:
        return not self.before and self.beside == FAR

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def width(self) -> int:
        return width_of(self.text)

    @property
    def most(self) -> int:
        """How wide this may be in another type, in which points are as wide as digits."""
        return self.width + sum(map(self.text.count, ".,/: ")) + 2 * sum(map(self.text.count, "≥≤%"))


def width_of(text: str) -> int:
    """Return how wide *text* is in print, in quarters of a Chinese character; single spaces are the converter's."""
    narrow = sum(map(text.count, "., /:"))
    return 4 * len(text) - 3 * narrow - text.count(" ") - 2 * len(_HALF.findall(text))


def fields_in(line: Line, number: int) -> list[Field]:
    """Return what wide gaps part; numerals side by side, and a dash behind one, also where one space parts them."""
    found: list[Span] = []
    for match in _FIELD.finditer(line.text):
        words = [(match.start() + w.start(), match.start() + w.end()) for w in _WORD.finditer(match[0])]
        found.append(words[0])
        for left, right in words[1:]:
            before, word = line.text[slice(*found[-1])], line.text[left:right]
            if kind_of(word) in "nd" and (kind_of(before.rpartition(" ")[2]) in "nd" or MEASURED.fullmatch(before)):
                found.append((left, right))
            else:
                found[-1] = (found[-1][0], right)
    return as_fields(line, number, found) if found else []


def with_figures(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> list[list[Field]]:
    """Return *rows* with figures parted from the labels before them where they stand under one another: 执法 648.20."""
    labelled = [f for row in rows for f in row if _LABELLED.fullmatch(f.text)]
    starts = Counter(f.right - len(f.text.rpartition(" ")[2]) for f in labelled)
    often = {(f.line, f.left): start for f in labelled if (start := _figure(f, starts))}
    out = []
    for row in rows:
        spans: list[Span] = []
        for f in row:
            start = often.get((f.line, f.left), 0)
            spans += [(f.left, start - 1), (start, f.right)] if start else [(f.left, f.right)]
        out.append(as_fields(lines[row[0].line], row[0].line, spans) if len(spans) > len(row) else list(row))
    return out


def _figure(field: Field, starts: Counter[int]) -> int:
    """Return where the figure at the end of *field* begins, 0 if few others begin there."""
    start = field.right - len(field.text.rpartition(" ")[2])
    return start if sum(starts[near] for near in range(start - 2, start + 3)) >= _OFTEN else 0


def as_fields(line: Line, number: int, spans: Sequence[Span]) -> list[Field]:
    """Return the fields of a line that reach from where to where *spans* say."""
    besides = [left for left, _ in spans[1:]] + [FAR]
    before = [0] + [right for _, right in spans[:-1]]
    return [
        Field(Piece(line.start + a, line.start + b, line.text[a:b]), number, a, b, *around)
        for (a, b), *around in zip(spans, before, besides, strict=True)
    ]
