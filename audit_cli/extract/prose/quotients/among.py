"""Some among all: 15个村中有12个达到标准，达标率80%; 42项指标中定量指标29项，占69%.

A number of things, 中 right behind them, and how many of them are told of: the rate behind that one is its share, if it
is called after it or has no name. It ticks and fails.
"""

from __future__ import annotations

from itertools import islice

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair
from audit_cli.extract.prose.quotients.rate_names import root_of

# 年中, 初中, 集中, 中心, 中央 and the like are words of their own
_AMONG = expression(
    r"(?P<all>[^，,。；;\d]{0,16})(?<![年初高集其期途当])中(?![小心央学介医药标层级型等部国期旬间式])"
    r"(?P<some>[，,]?(?:[^，,。；;\d]|\d(?=[\d至到~～—-]{0,6}周?岁)){0,24})"
)
_ALIKE = 2  # characters that say the same of two things
_NOT = expression(r"不|未|无")
_OTHERS = 3  # figures that may be told of the others
_VERB = 2  # characters


def among(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return some and all of them, right before the share of the some, or before what is told of the others.

    Its share may stand in the bracket behind some: 240名家长中，满意午餐的221名（92.1%），满意服务的233名（97.1%）.
    """
    if rate.sep > COMMA:
        return None
    if rate.place and rate.opens and rate.host == rate.place - 1 and not rate.label:
        return _in_bracket(paragraph, paragraph.items[rate.host])
    for part in islice(paragraph.before(rate.place), 1 if rate.role == "share" else _OTHERS + 1):
        pair = _some_of(paragraph, part)
        if pair is not None and part.depth == rate.depth:
            return pair if _is_called_after(rate, pair, beside=part.place == rate.place - 1) else None
    return None


def _in_bracket(paragraph: Paragraph, part: Item) -> Pair | None:
    """Return some and all of them, or what the same was told of in the bracket before."""
    if (pair := _some_of(paragraph, part)) is not None or part.place < _VERB:
        return pair
    before, rate = paragraph.items[part.place - 2 : part.place]
    beside = rate.host == before.place and rate.figure.type == "rate" and part.sep <= COMMA
    if not beside or rate.label or part.sentence != before.sentence or not part.same_unit(before):
        return None
    told = _in_bracket(paragraph, before) if part.label[-_ALIKE:] == before.label[-_ALIKE:] else None
    return Pair(part, told.whole) if told is not None else None


def _some_of(paragraph: Paragraph, part: Item) -> Pair | None:
    """Return a count and that of all things that it is told to be some of."""
    words, place = part.words, part.place - 1
    if "中" not in words or place < 0:
        return None
    whole = paragraph.items[place]
    if not (part.is_amount and whole.is_amount and whole.same_unit(part)) or part.figure.approximate:
        return None
    told = whole.depth == part.depth and whole.sentence == part.sentence and _AMONG.fullmatch(words) is not None
    plain = whole.role in ("plain", "used") and not whole.figure.approximate
    return Pair(part, whole) if told and plain else None


def _is_called_after(rate: Item, pair: Pair, beside: bool) -> bool:
    """Whether a rate is called after what is told of some: 达标率 of what has 达到标准; a share needs no name.

    Behind others it must be called just as they are: 4个项目中3个按期完成，1个延期，按期完成率75%.
    """
    if rate.role == "share":
        return True
    part, whole = pair
    some = part.words + part.post
    if not beside:
        name = rate.label.partition("率")[0]
        return len(name) > _VERB and name in part.post
    root = root_of(rate)
    if part.words.endswith("中的") and root:
        some += whole.label  # 覆盖158个村中的151个，覆盖率95.6%
    named = bool(root) and all(letter in some for letter in root)
    return named and bool(_NOT.search(some)) == bool(_NOT.search(rate.label))
