"""How many parts a breakdown has: 480万元分三批下达，第一批…; 安排项目3个，资金56万元：甲项目26万元、乙项目….

The count stands between the total and its parts, or right before the total, and the parts add up. It ticks and fails;
but for 第一批, 第二批 … a wrong number is only to be reviewed, and only where the parts are called what is counted, or
are listed right behind it: 120万元安排了3个项目：甲工程50万元、….
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_PLACES
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, Item
from audit_cli.extract.prose.lists.form import are_sources
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Figure, Term

_LISTS = expression(r"[一-鿿]{0,10}[：:]")
_ORDINAL = expression(r"第([一二三四五六七八九])[一-鿿]{1,2}")
_DIGITS = "一二三四五六七八九"
_OTHERS = expression(r"其他|其余")
_LONGEST_NOUN = 10
_SEVERAL = expression(r"(?<!分)类$|[和及与、等各]|\d|合计|方面|用于")
_OF = "的"
_SHORTEST = 4  # characters of the name of one thing
_ONE_EACH = OF_PLACES | {"座", "条"}


def is_list_behind(count: Item, first: Item) -> bool:
    """Whether a list of amounts with a colon, or of 第一批 and so on, begins right behind a count."""
    if count.figure.type != "count" or count.figure.approximate or count.role != "plain":
        return False
    if first.figure.type != "money" or first.sep > COMMA:
        return False
    return bool(_LISTS.fullmatch(first.lead)) or _place_in_series(first) == 1


def part_counts(row: Row) -> Iterator[Claim]:
    parts_of: dict[int, list[int]] = defaultdict(list)
    for part, total in sorted(row.total_of.items()):
        parts_of[total].append(part)
    for total, parts in parts_of.items():
        first = parts[0]
        if len(parts) < 2:
            continue
        claim: Claim | None = None
        if total < first - 1 and _may_be_listed(row.items[first - 1], row.items[first]):
            count = row.items[first - 1]
            claim = _in_series(row, count, parts) or _listed(row, count, parts)
        elif 0 < total < first:
            claim = _before(row, row.items[total - 1], total, parts)
        if claim is not None and row.closes(total, parts):
            yield claim


def _may_be_listed(count: Item, first: Item) -> bool:
    in_turn = first.cue == "respectively" and count.figure.type == "count" and first.figure.type == "money"
    return is_list_behind(count, first) or (in_turn and not count.figure.approximate and count.role == "plain")


def _in_series(row: Row, count: Item, parts: list[int]) -> Claim | None:
    """Return the claim of a count between total and parts, if these are 第一批, 第二批 …; names are read as names."""
    places = [_place_in_series(i) for i in row.at(parts)]
    if places != list(range(1, len(parts) + 1)) or row.items[parts[0]].lead.endswith(("：", ":")):
        return None
    return _claim(row, count, count.post.strip()[:_LONGEST_NOUN], parts, sure=True)


def _listed(row: Row, count: Item, parts: list[int]) -> Claim | None:
    """Return the claim of another count than that of the names with amounts that are listed right behind it."""
    first = row.items[parts[0]]
    if count.figure.value in (len(parts), 1) or count.unit not in _ONE_EACH or first.sep > COMMA:
        return None
    if not _are_names(row, parts) or any(_SEVERAL.search(row.labels[p]) for p in parts):
        return None
    several = any(len(row.labels[p]) < _SHORTEST for p in parts) or count.figure.value > 2 * len(parts)
    if several and count.figure.value > len(parts):
        return None  # 12个项目：水利2400万元，交通1800万元，农业1400万元: each may be several
    return _claim(row, count, count.post.strip()[:_LONGEST_NOUN], parts, sure=False)


def _before(row: Row, count: Item, total: int, parts: list[int]) -> Claim | None:
    """Return the claim of a count right before the total, if the parts are called what is counted."""
    head = row.items[total]
    if count.figure.type != "count" or count.figure.approximate or count.role != "plain":
        return None
    if head.figure.type != "money":
        return None  # 所属5家单位有职工386人，其中专业人员302人、…: what the parts are called is the noun of the total
    if count.sentence != head.sentence or head.sep > COMMA or count.group != head.group or head.lead.strip("，, "):
        return None
    if count.post.strip().startswith(_OF):
        return None  # 68人的补助资金93.6万元，其中省资金60万元: what the parts are called belongs to 68人
    noun = (count.post.strip() or row.labels[count.place])[-2:]
    called = len(noun) == 2 and all(row.labels[p].endswith(noun) for p in parts)
    return _claim(row, count, noun, parts, sure=False) if called and _are_names(row, parts) else None


def _are_names(row: Row, parts: list[int]) -> bool:
    """Whether each part is one thing, no source of a budget and no class of spending."""
    if len(parts) < 3 or any(row.concepts_at(parts)) or are_sources(row, parts):
        return False
    if any(_is_counted(row, p) for p in parts):
        return False
    return not any(_OTHERS.match(row.labels[p]) for p in parts)


def _is_counted(row: Row, part: int) -> bool:
    """Whether a part is that of so many things, not of one: 64个投产项目完成投资651亿元."""
    before = row.items[part - 1] if part else None
    touches = before is not None and row.items[part].sep == NO_SEPARATOR and before.figure.type == "count"
    return touches and before is not None and before.figure.value > 1


def _place_in_series(item: Item) -> int:
    """Return the number that an item has among 第一批, 第二批 …, or 0."""
    found = _ORDINAL.match(item.label)
    return _DIGITS.index(found[1]) + 1 if found else 0


def _claim(row: Row, count: Item, noun: str, parts: list[int], sure: bool) -> Claim:
    names: list[Term] = []
    for item in row.at(parts):
        printed = item.words[len(item.lead) :].lstrip()
        begin, text = item.figure.start - len(printed), printed.rstrip()
        names.append(Term(Figure(begin, begin + len(text), text, "name", block=item.figure.block), "name", text))
    return Claim("count", (Term(count.figure, "count", noun), *names), "complete", sure, basis="列名")
