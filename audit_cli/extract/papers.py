"""What a document holds under titles of its own: a department's self-evaluation, final accounts, and where it begins.

A form alone, a work report, a budget or a fragment is none of these, and nothing is asked of it.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.model import Block, Document, Figure, Paper, PaperKind

TITLE_LENGTH = 60
_GAP = "  "
_FIRST_BLOCKS = 8
_BRACKETED = r"(?:[（(][^（）()]{0,24}[）)])?"
# the end of a sentence, a label, a list of annexes, a document that is only named
_NO_TITLE = expression(r"[。；;！？?|]|[:：].|^(?:[一二三四五六七八九十]{1,3}、|[（(]|[0-9]{1,2}[.、．])|[》”]")
_TRANSFER = expression(rf"转移支付.{{0,24}}自评.{{0,6}}报告{_BRACKETED}$")
_WHOLE = expression(rf"(?:整体|部门|单位).{{0,16}}绩效.{{0,8}}(?:自评|自我评价|评价|评估).{{0,8}}报告{_BRACKETED}$")
_PART_ONLY = expression(r"项目|专项|转移支付|政策|再评价|抽评|抽查")
_PART = expression(r"\s*第([一二三四五六七八九])部分")
_MOST_TITLES = 8
_ACCOUNTS = expression(rf"决算(?:公开)?(?:情况)?(?:的?说明|的?报告|文本|信息)?(?:公开)?{_BRACKETED}$")


def papers(document: Document) -> tuple[Paper, ...]:
    """Return the longest paper of each kind in *document*; a title may be broken over two lines."""
    titles: list[tuple[PaperKind, Block, int]] = []
    parts: list[tuple[int, int]] = [(0, 0)]  # where each part of the document begins, and its number
    before: Block | None = None
    for number, block in enumerate(document.blocks):
        if block.kind == "cell" or block.end - block.start > TITLE_LENGTH:
            before = None
            continue
        line = document.text_of(block)
        if part := _PART.match(line):
            parts.append((block.start, "一二三四五六七八九".index(part[1]) + 1))
        # all titles end in one of these; most lines do not
        elif "报告" in line or "决算" in line:
            title = _title(line)
            kind = _kind(title, number)
            if not kind and before is not None:
                kind = _kind(_title(document.text_of(before)) + title, number)
            if kind and len(titles) < _MOST_TITLES:
                titles.append((kind, block, parts[-1][1]))
        before = block
    text = "".join(document.text.split()) if titles else ""
    found: dict[PaperKind, Paper] = {}
    for kind, block, within in titles:
        # what is annexed to a paper ends where the next part of that paper begins
        ends = (at for at, part in parts if at > block.end and part == within + 1 > 1)
        end = next(ends, len(document.text))
        # the blanks that line up columns are no words
        length = end - block.end - len(_GAP) * document.text.count(_GAP, block.end, end)
        if kind not in found or length > found[kind].length:
            place = Figure(block.start, block.end, document.text_of(block), "name")
            found[kind] = Paper(kind, place, length, text)
    return tuple(found.values())


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
