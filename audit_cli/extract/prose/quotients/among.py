"""Some among all: 15个村中有12个达到标准，达标率80%; 42项指标中定量指标29项，占69%.

A number of things, 中 right behind them, and how many of them are told of: the rate behind that one is its share, if it
is called after it or has no name. It ticks and fails.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair
from audit_cli.extract.prose.quotients.rate_names import root_of

# 年中, 初中, 集中, 中心, 中央 and the like are words of their own
_AMONG = expression(
    r"(?P<all>[^，,。；;\d]{0,16})(?<![年初高集其期途当])中(?![小心央学介医药标层级型等部国期旬间式])"
    r"(?P<some>[，,]?[^，,。；;\d]{0,24})"
)
_NOT = expression(r"不|未|无")


def among(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return some and all of them, right before the share of the some."""
    if rate.place < 2 or rate.sep > COMMA:
        return None
    whole, part = paragraph.items[rate.place - 2 : rate.place]
    if "中" not in part.words or not (whole.is_amount and part.is_amount and whole.same_unit(part)):
        return None
    if not part.depth == whole.depth == rate.depth or whole.sentence != rate.sentence or part.figure.approximate:
        return None
    told = _AMONG.fullmatch(part.words)
    if told is None or whole.role not in ("plain", "used") or whole.figure.approximate:
        return None
    return Pair(part, whole) if _is_called_after(rate, told["some"] + part.post) else None


def _is_called_after(rate: Item, some: str) -> bool:
    """Whether a rate is called after what is told of some: 达标率 of what has 达到标准; a share needs no name."""
    if rate.role == "share":
        return True
    root = root_of(rate)
    named = bool(root) and all(letter in some for letter in root)
    return named and bool(_NOT.search(some)) == bool(_NOT.search(rate.label))
