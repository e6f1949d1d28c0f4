"""Puts findings about a report as a text into sentences: what it does not speak of, how its headings are numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from audit_cli.comparisons import holds
from audit_cli.model import Comparison, Kind
from audit_cli.wording.words import Words


def _missing(comparison: Comparison, title: Words) -> Words:
    if comparison.claim.terms:
        heading = " ".join(comparison.claim.stated.text.split())
        return Words(f"{title.zh}：“{heading}”", f"{title.en}: “{heading}”")
    section = " ".join(comparison.claim.section.split())
    if comparison.verdict is None:
        return Words(f"{title.zh}：文中未见，可能在附件等其他文件中", f"{title.en}: not here; {comparison.reason}")
    if holds(comparison):
        return title
    if comparison.claim.form == "date":
        return Words(f"{title.zh}：全文未见，一般写在文末", f"{title.en}: none stands by itself; expected at the end")
    where = Words(f"，一般写在“{section}”", f"; expected under “{section}”") if section else Words("", "")
    return Words(f"{title.zh}：全文未见{where.zh}", f"{title.en}: not found anywhere in the text{where.en}")


def _numbered(comparison: Comparison, title: Words) -> Words:
    label, before = (term.figure.text for term in comparison.claim.terms)
    if comparison.claim.form == "again":
        return Words(f"序号“{before}”之后又出现“{label}”", f"“{label}” comes after “{before}”")
    return Words(f"序号“{before}”之后是“{label}”，中间缺号", f"“{before}” is followed by “{label}”, a gap")


OUTLINE_SENTENCES: Mapping[Kind, Callable[[Comparison, Words], Words]] = {
    "missing-section": _missing,
    "numbering": _numbered,
}

OUTLINE_ADVICE: Mapping[Kind, Words] = {
    "missing-section": Words(
        "补写该项内容；确无此项的，写明“无”；在其他文件中的，写明见何处",
        "Write it; where there is none, say so; where it stands in another file, say in which",
    ),
    "numbering": Words("更正序号；确有遗漏的，补写该部分", "Correct the number, or put in the part that was left out"),
}
