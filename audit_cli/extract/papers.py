"""What a document holds under titles of its own: a department's self-evaluation, final accounts, and where it begins.

A form alone, a work report, a budget or a fragment is none of these, and nothing is asked of it.
"""

from __future__ import annotations

import re

from audit_cli.model import Block, Document, Figure, Paper, PaperKind

TITLE_LENGTH = 60
_FIRST_BLOCKS = 8
_BRACKETED = r"(?:[（(][^（）()]{0,24}[）)])?"
# the end of a sentence, a label, a list of annexes, a document that is only named
_NO_TITLE = re.compile(r"[。；;！？?|]|[:：].|^(?:[一二三四五六七八九十]{1,3}、|[（(]|[0-9]{1,2}[.、．])|[》”]")
_TRANSFER = re.compile(rf"转移支付.{{0,24}}自评.{{0,6}}报告{_BRACKETED}$")
_WHOLE = re.compile(rf"(?:整体|部门|单位).{{0,16}}绩效.{{0,8}}(?:自评|自我评价|评价|评估).{{0,8}}报告{_BRACKETED}$")
_PART_ONLY = re.compile(r"项目|专项|转移支付|政策|再评价|抽评|抽查")
_ACCOUNTS = re.compile(rf"决算(?:公开)?(?:情况)?(?:的?说明|的?报告|文本|信息)?(?:公开)?{_BRACKETED}$")


def papers(document: Document) -> tuple[Paper, ...]:
    """Return the first paper of each kind in *document*; a title may be broken over two lines."""
    found: dict[PaperKind, Block] = {}
    before: Block | None = None
    for number, block in enumerate(document.blocks):
        if block.kind == "cell" or block.end - block.start > TITLE_LENGTH:
            before = None
            continue
        line = document.text_of(block)
        # all titles end in one of these; most lines do not
        if "报告" in line or "决算" in line:
            title = _title(line)
            kind = _kind(title, number)
            if not kind and before is not None:
                kind = _kind(_title(document.text_of(before)) + title, number)
            if kind and kind not in found:
                found[kind] = block
        before = block
    text = "".join(document.text.split()) if found else ""
    return tuple(_paper(document, kind, block, text) for kind, block in found.items())


def _paper(document: Document, kind: PaperKind, block: Block, text: str) -> Paper:
    title = Figure(block.start, block.end, document.text_of(block), "name")
    return Paper(kind, title, len(document.text) - block.end, text)


def _title(line: str) -> str:
    return "".join(line.split())


def _kind(title: str, number: int) -> PaperKind | None:
    if len(title) > TITLE_LENGTH or _NO_TITLE.search(title):
        return None
    if _TRANSFER.search(title):
        return "transfer"
    if _WHOLE.search(title) and not _PART_ONLY.search(title):
        return "self-evaluation"
    # the titles of parts and of tables end in the same words
    return "accounts" if number < _FIRST_BLOCKS and _ACCOUNTS.search(title) and "预算" not in title else None
