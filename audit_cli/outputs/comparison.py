"""The figures in which two copies of one report differ."""

from __future__ import annotations

from audit_cli.differences import Copy, Difference, Differences
from audit_cli.model import Document, Figure
from audit_cli.outputs.columns import short, table
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.places import place

_LONGEST = 40
_BEFORE = 12


def comparison(left: Copy, right: Copy, found: Differences, lang: str = "zh") -> str:
    """Return a line of numbers and, under it, each difference with both places."""
    same, different = found.same, len(found.different)
    names = harmless(f"A  {left.document.path}\nB  {right.document.path}\n")
    if lang == "zh":
        summary = f"{names}相同的数字 {same} 个，不同的 {different} 处\n"
    else:
        summary = f"{names}{same} figures are the same, {different} differ\n"
    return f"{summary}\n{difference_table(left, right, found, lang)}" if found.different else summary


def difference_table(
    left: Copy, right: Copy, found: Differences, lang: str, names: tuple[str, str] = ("A", "B")
) -> str:
    """Return a row for each difference: what each copy prints, and where; *names* is what the copies are called."""
    where = [f"{name} 中的位置" if lang == "zh" else f"where in {name}" for name in names]
    header = [*names, *where, "前文" if lang == "zh" else "text before"]
    rows = [
        [
            *(_printed(figure) for figure in each),
            _place(left.document, each.left, lang),
            _place(right.document, each.right, lang),
            _before(left.document, each.left) or _before(right.document, each.right),
        ]
        for each in found.different
    ]
    return table(header, rows)


def _printed(figure: Figure | None) -> str:
    return "—" if figure is None else short(figure.text, _LONGEST)


def _place(document: Document, figure: Figure | None, lang: str) -> str:
    return "" if figure is None else short(place(document, figure, lang), _LONGEST)


def _before(document: Document, figure: Figure | None) -> str:
    return "" if figure is None else short(document.text[max(0, figure.start - _BEFORE) : figure.start], _LONGEST)


def difference_object(each: Difference) -> dict[str, object]:
    """Return the difference for JSON: what each copy prints and where, null where it has nothing."""
    return {
        side: None if figure is None else {"text": figure.text, "start": figure.start, "end": figure.end}
        for side, figure in (("left", each.left), ("right", each.right))
    }
