"""Totals of what was allotted and of what was used, behind a list of such pairs.

甲40万元，已支付32万元；乙30万元，已支付30万元。共安排70万元，已支付62万元: each total is that of its column.
Where one of them closes, the list was read right: so the other ticks, or fails to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_SIGNS = expression(r"总计|合计|共")
_TOTAL = expression(
    r"(?:[一-鿿]{2,12}(?=[共合]计)|(?:以上|上述|[两三四五六七八九十]项)*)(?:总计|合计|共计?|累计)(?:安排|下达|投入|到位|资金|预算|金额|经费|[为：:])*"
)
_NOTHING = expression(r"^[，,（(]?(?:尚|暂|均)?未(?:使用|支付|支出|执行|拨付|动用)")
_FEWEST = 2  # pairs


def paired_totals(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    for total in row.amounts[:-1]:
        used = row.items[total.place + 1]
        if total.role != "plain" or not _TOTAL.fullmatch(total.label) or not _is_used_of(used, total):
            continue
        pairs = _pairs_before(row, total)
        if len(pairs) < _FEWEST:
            continue
        columns = [
            (total.place, [part.place for part, _ in pairs]),
            (used.place, [spent.place for _, spent in pairs if spent is not None]),
        ]
        closing = [row.closes(head, parts) for head, parts in columns]
        if any(closing) and len(columns[1][1]) >= _FEWEST:
            for (head, parts), closes in zip(columns, closing, strict=True):
                if row.taken.isdisjoint(parts):
                    row.take(head, parts)
                yield row.claim(head, parts, asserted=closes, basis="合计")


def _is_used_of(used: Item, whole: Item) -> bool:
    beside = used.role == "used" and used.sep <= COMMA and used.sentence == whole.sentence
    return beside and used.kin(whole) and used.depth == whole.depth and not used.figure.approximate


def _pairs_before(row: Row, total: Item) -> list[tuple[Item, Item | None]]:
    """Return the pairs of a list that ends right before a total: what was allotted, and what was used of it, if any."""
    pairs: list[tuple[Item, Item | None]] = []
    place, sentence = total.place - 1, total.sentence
    while place >= 0:
        item, words_behind = row.items[place], row.items[place + 1].words
        spent: Item | None = None
        if item.role == "used" and place and _is_used_of(item, row.items[place - 1]):
            spent, place = item, place - 1
            item = row.items[place]
        elif item.done:
            spent = item
        elif not _NOTHING.match(words_behind):
            break
        near = total.sentence - item.sentence <= 1 and (not pairs or item.sentence == sentence)
        if not near or item.role != "plain" or not item.kin(total) or item.depth != total.depth:
            break
        pairs.append((item, spent))
        sentence, place = item.sentence, place - 1
    return pairs[::-1]
