"""Lists of names: where one name ends and the next begins, and what the names are names of."""

from __future__ import annotations

from audit_cli.expressions import expression

_JOIN = expression(r"以及|[和及与]")
_BRACKETS = expression(r"（[^（）]*）|\([^()]*\)|“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕")
_BESIDE = expression(r"”“|》《")
_TAIL = expression(r"(?:（[^（）]*）|\([^()]*\)|[”》\s。；;])+$")

# the last character of an office, a unit or a firm, and of a place
_OFFICE = frozenset("科室处股局办委院站所队心部会组厅庭团社台库场馆校园厂司学店行关署级属")
_PLACE = frozenset("镇乡村道街区县市州旗居处场园屯庄组")
_OFFICES = expression(r"单位|机构|部门|科室|处室|股室|站所|院所|中心|组织|主体|成员|院校|窗口")
_PLACES = expression(r"乡镇|街道|镇街|街镇|社区|村居|地区|县区|县市|区县|市县|市州|辖区|办事处")


def mask(text: str) -> str:
    """Return *text* with everything in brackets and quotes blanked, so that no separator in it counts."""
    masked = _BRACKETS.sub(lambda m: "＿" * len(m.group()), text)
    if "＿" in masked and ("（" in masked or "“" in masked):
        masked = _BRACKETS.sub(lambda m: "＿" * len(m.group()), masked)
    return masked


def split_names(text: str, separators: str = "、") -> list[tuple[int, int]]:
    """Return the ranges of the names that *separators* part.

    和, 及 and 与 in the last name separate only if the word before them ends like another name:
    防汛抗旱科、工贸和非煤矿山安全监督管理科 are two names, 办公室、人事科和财务科 are three.
    """
    masked = mask(text)
    ranges: list[tuple[int, int]] = []
    at = 0
    for position, char in enumerate(masked + separators[0]):
        if char in separators:
            if masked[at:position].strip():
                ranges.append((at, position))
            at = position + 1
    if not ranges:
        return ranges
    start, end = ranges[-1]
    endings = {_last(text, a, b) for a, b in ranges}
    for join in _JOIN.finditer(masked, start + 1, end - 1):
        if _last(text, start, join.start()) in endings:
            ranges[-1:] = [(start, join.start()), (join.end(), end)]
            break
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in ranges]


def joined_names(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *ranges* split further at the conjunctions where that may well be meant, though nothing shows it.

    A short word that ends unlike names which all end alike is a part of one: 工贸和非煤矿山安全监督管理科.
    What is as long as the names before it may well be another: 志愿服务、普法宣传和便民服务.
    """
    masked = mask(text)
    endings = {_last(text, a, b) for a, b in ranges}
    shortest = min((b - a for a, b in ranges[:-1]), default=len(text))
    offices = endings <= _OFFICE | _PLACE
    alike = (len(ranges) > 2 and offices) or len(endings) * 2 <= len(ranges)
    split: list[tuple[int, int]] = []
    for start, end in ranges:
        at = start
        for join in _JOIN.finditer(masked, start + 2, max(end - 1, start)):
            last = _last(text, at, join.start())
            length = join.start() - at
            like = last in endings or last in _OFFICE or last in _PLACE
            if length >= 2 and (not alike or like or (length >= shortest and not offices)):
                split.append((at, join.start()))
                at = join.end()
        split.append((at, end))
    return split


def side_by_side(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of names in quotes that nothing parts: 《甲办法》《乙制度》, “送医”“送法”."""
    cuts = [join.start() + 1 for join in _BESIDE.finditer(text, start, end)]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _last(text: str, start: int, end: int) -> str:
    """Return the last character of a name that is not in brackets: 科 of 政工科（人事科）."""
    name = text[start:end]
    bare = _TAIL.sub("", name) or name
    return bare[-1:]


def endings_shared(names: list[str], noun: str) -> list[bool]:
    """Return which *names* end like what *noun* says they are: 科 for 科室, 镇 for 乡镇, 中心 for 机构."""
    allowed = set(noun)
    if _OFFICES.search(noun):
        allowed |= _OFFICE
    if _PLACES.search(noun):
        allowed |= _PLACE
    return [_last(name, 0, len(name)) in allowed for name in names] or [False]


def names_a_body(noun: str) -> bool:
    """Whether a noun is one of offices or of places: 机构, 乡镇."""
    return _OFFICES.search(noun) is not None or _PLACES.search(noun) is not None


def like_offices_or_places(names: list[str]) -> bool:
    """Whether every name ends as names of offices do, or every name as names of places do."""
    endings = {_last(name, 0, len(name)) for name in names}
    return endings <= _OFFICE or endings <= _PLACE
