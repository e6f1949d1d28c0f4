"""Presence: what a heading promises."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Document, Figure, Reading, Term, as_required, check

_LEAST = 20  # characters without blanks; what is shorter says that there is nothing to say


@check(kind="missing-section")
def heading_is_kept(
    reading: Reading, *, promised: tuple[str, ...] = (), said: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """Below a heading that has a word of *promised* stands a word of *said*.

    Holds: 一、存在的问题及原因分析¶资金支付偏晚，年底前才支付完毕，原因是招标工作开展较晚。
    Fails: 一、存在的问题及原因分析¶资金支付偏晚，年底前才支付完毕，档案整理也不够及时到位。
    """
    for extraction in reading.extractions:
        document = extraction.document
        if not any(word in title for title in document.sections for word in promised):
            continue
        for index, block in enumerate(document.blocks):
            if block.kind == "heading" and any(word in document.text_of(block) for word in promised):
                text = "".join(document.text[block.end : _end(document, index)].split())
                if len(text) >= _LEAST:
                    place = Figure(block.start, block.end, document.text_of(block), "name", block=index)
                    claim = Claim("missing-section", (Term(place, "heading"),), "kept")
                    yield as_required(claim, any(word in text for word in said))


def _end(document: Document, index: int) -> int:
    """Return where what stands below the heading *index* ends: at the next heading that is not below it."""
    blocks = document.blocks
    for behind in range(index + 1, len(blocks)):
        if blocks[behind].kind == "heading" and blocks[behind].level <= blocks[index].level:
            return blocks[behind].start
    return len(document.text)
