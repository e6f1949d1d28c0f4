"""Names of places and offices where a report names its own: 具有桂阳特色 in the report of another county."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.places.home import Home, home_of
from audit_cli.extract.places.words import (
    ADDRESS,
    AN_OFFICE,
    BARE_DEPARTMENT_TELLS,
    BEFORE,
    BEFORE_VIRTUE,
    BEHIND,
    BEHIND_VIRTUE,
    CARRIED_OUT,
    DEPARTMENT,
    DEPARTMENT_TELLS,
    ELSEWHERE,
    INCLUDED,
    JOINED,
    LABEL,
    LONGEST_BEFORE,
    NEAR_PARTNER,
    NUMBERED,
    OF_DUTY,
    OF_ITSELF,
    PARTNER,
    TELLS_OF_ITSELF,
    VIRTUE,
)
from audit_cli.extract.profile import Profile
from audit_cli.gazetteer import gazetteer
from audit_cli.model import Document, Figure, Mention

_STOPS = expression(r"[。；;\n\t|！？]")
_MADE_OF = "内设"
_CLAUSE_END = expression(r"[，,。；;、\n]")
_COMMA = expression(r"[，,]")
_BEGINS = "。；;\n\t|！？，,：:"
_LONGEST_SENTENCE = 120
# 和平县 is no pair of words, 新城区 is
_KINDS, _NO_WORDS = "省市县区州旗盟", "省市县州旗盟"
_LONGEST_LABEL = 24
_FIRST_BLOCKS, _LAST_BLOCKS = 12, 6
_SHORTEST_OFFICE = 3
_COUNTY, _COUNTY_LEVEL = expression(r"[县市区旗]"), 3
_TELLS = expression(r"[0-9]|各[乡镇村街]|全[县市区]|负责|下辖")
_QUOTED = expression(r"[《》〔〕]")
_FEW = 6


class Slot(NamedTuple):
    """A name that stands where the report's own is expected, and the words around it, which go on to *end*."""

    start: int
    name: str
    end: int
    words: str


def read_mentions(document: Document, profile: Profile) -> Iterator[Mention]:
    """Yield the names that stand where *document* names its own place, or its own department."""
    text = document.text
    home = home_of(profile, text)
    if not home.is_known:
        return
    # 长沙市望城区: the smallest that is listed; 青溪县白水镇: the largest
    place = home.names[-1] if home.divisions else home.names[0]
    office = profile.organization.rpartition(place)[2]
    slots = {
        *_framed(text),
        *_praised(text),
        *_offices(document, home, office),
        *_addressed(document),
        *_labelled(text, home),
    }
    subjects = {*_subjects(document, home)} - slots
    at_home = _first(text, place)
    for slot in sorted(slots | subjects):
        own = home.owns(slot.name) or slot.name in profile.title
        patterns = (PARTNER,) if slot in subjects else (PARTNER, NEAR_PARTNER)
        if own or (_is_another(slot.name) and not _has_partner(text, slot, patterns)):
            name = _name(text, slot.start, len(slot.name))
            yield Mention("place", name, own, None if own else at_home, slot.words)
    if DEPARTMENT.fullmatch(office):
        yield from _departments(text, place, office)
    yield from _numbered(text, place, office)


def _first(text: str, name: str) -> Figure | None:
    """Return where a report first names its own place or office."""
    at = text.find(name)
    return _name(text, at, len(name)) if at >= 0 else None


def _is_another(name: str) -> bool:
    """Whether *name* is that of a place, and no word."""
    meant = gazetteer().meant_by(name)
    full = name in gazetteer().by_name and name[-1] in _NO_WORDS
    return bool(meant) and (full or not any(division.ordinary for division in meant))


def _framed(text: str) -> Iterator[Slot]:
    """Yield names with words around them that belong to the report's own place: 具有…特色, 为…经济社会发展."""
    for found in BEHIND.finditer(text):
        name = gazetteer().known_before(text, found.start())
        start = found.start() - len(name)
        before = BEFORE[found.lastgroup or ""].search(text, max(0, start - LONGEST_BEFORE), start) if name else None
        if before is not None:
            yield Slot(start, name, found.end(), f"{before[0].strip()}…{found[0]}")


def _praised(text: str) -> Iterator[Slot]:
    """Yield names behind the words of a programme: 平安…, 美丽…, if nothing else follows."""
    for found in VIRTUE.finditer(text):
        name = gazetteer().known_at(text, found.end())
        end = found.end() + len(name)
        if not name or not BEHIND_VIRTUE.match(text, end):
            continue
        if BEFORE_VIRTUE.search(text, max(0, found.start() - LONGEST_BEFORE), found.start()):
            yield Slot(found.end(), name, end, f"{found[0]}…")


def _offices(document: Document, home: Home, office: str) -> Iterator[Slot]:
    """Yield other places before the report's own kind of office, where that tells of itself, is labelled or signs."""
    text = document.text
    at = text.find(office) if len(office) >= _SHORTEST_OFFICE else -1
    while at >= 0:
        name, end = gazetteer().known_before(text, at), at + len(office)
        start = at - len(name)
        if name and name[-1] in _KINDS and not home.owns(name):
            first = _above(text, start, home)
            begins = first == 0 or text[first - 1] in _BEGINS
            if LABEL.search(text, max(0, first - _LONGEST_LABEL), first) or (
                begins and (TELLS_OF_ITSELF.match(text, end) or _signs(document, start, end))
            ):
                yield Slot(start, name, end, f"…{office}")
        at = text.find(office, end)


def _above(text: str, start: int, home: Home) -> int:
    """Return where the names of places above that at *start* begin: 遵义市 before 播州区."""
    while (name := gazetteer().known_before(text, start)) and name[-1] in _KINDS and home.owns(name):
        start -= len(name)
    return start


def _labelled(text: str, home: Home) -> Iterator[Slot]:
    """Yield another place before the office that a form says to carry out the project: 实施单位 | 某市疾控中心."""
    for found in CARRIED_OUT.finditer(text):
        name = gazetteer().known_at(text, found.end())
        end = found.end() + len(name)
        if name and name[-1] in _KINDS and not home.owns(name) and AN_OFFICE.match(text, end):
            yield Slot(found.end(), name, end, f"{found[0].strip()}…")


def _subjects(document: Document, home: Home) -> Iterator[Slot]:
    """Yield other counties that a clause of the report tells of as it does of its own: 某县新登记市场主体1842户."""
    text = document.text
    for found in _COUNTY.finditer(text):
        name = gazetteer().known_before(text, found.end())
        start = found.end() - len(name)
        if not name or name[-1] not in _KINDS or home.owns(name) or _level_of(name) != _COUNTY_LEVEL:
            continue
        first, last = max(0, start - _LONGEST_SENTENCE), found.end() + _LONGEST_SENTENCE
        begin = max((stop.end() for stop in _STOPS.finditer(text, first, start)), default=first)
        stop = _STOPS.search(text, found.end(), last)
        end = stop.start() if stop else min(last, len(text))
        told = OF_DUTY.search(text, begin, start) or (
            OF_ITSELF.search(text, max(begin - 1, 0), start) and _TELLS.search(text, found.end(), end)
        )
        if AN_OFFICE.match(text, found.end()) and not text.endswith(INCLUDED, begin, start):
            continue
        if told and not (ELSEWHERE.search(text[found.end() : end]) or _QUOTED.search(text, begin, end)):
            yield Slot(start, name, found.end(), f"…{text[found.end() : min(end, found.end() + _FEW)]}…")


def _level_of(name: str) -> int:
    return max((division.level for division in gazetteer().by_name.get(name, ())), default=0)


def _signs(document: Document, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is all of one of the last paragraphs."""
    last = [block for block in document.blocks[-_LAST_BLOCKS:] if block.table is None]
    return any(b.start <= start and document.text_of(b).strip() == document.text[start:end] for b in last)


def _addressed(document: Document) -> Iterator[Slot]:
    """Yield the place of the office that a report is handed to, in a line of its own before the text."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        found = ADDRESS.fullmatch(document.text, block.start, block.end)
        if found and found[1] in gazetteer().by_name:
            yield Slot(found.start(1), found[1], found.end(), f"…{found[2]}")


def _has_partner(text: str, slot: Slot, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether what is said around a name makes it no wonder that another place is named."""
    first, last = max(0, slot.start - _LONGEST_SENTENCE), min(len(text), slot.end + _LONGEST_SENTENCE)
    start = max((stop.end() for stop in _STOPS.finditer(text, first, slot.start)), default=first)
    stop = _STOPS.search(text, slot.end, last)
    end = stop.start() if stop else last
    commas = [comma.end() for comma in _COMMA.finditer(text, start, slot.start)]
    comma = _COMMA.search(text, slot.end, end)
    near = commas[-2] if len(commas) > 1 else start, comma.start() if comma else end
    return any(
        pattern.search(text, begin, slot.start) or pattern.search(text, slot.end, until)
        for pattern, (begin, until) in zip(patterns, ((start, end), near), strict=False)
    )


def _departments(text: str, place: str, office: str) -> Iterator[Mention]:
    """Yield other departments of *place* where a report tells what its own is, and what it spent."""
    own, start = _first(text, place + office), text.find(place)
    while start >= 0:
        found = DEPARTMENT_TELLS.match(text, start + len(place))
        if found and (start == 0 or text[start - 1] in _BEGINS):
            behind = text[found.end() : found.end() + _LONGEST_LABEL]
            # what it is made of joins it to nothing
            behind = _CLAUSE_END.split(behind, maxsplit=1)[0] if behind.startswith(_MADE_OF) else behind
            around = text[max(0, start - _LONGEST_LABEL) : found.end()] + behind
            if not (found[1] in office or office in found[1] or JOINED.search(around)):
                name = _name(text, start, found.end(1) - start)
                yield Mention("office", name, False, own)
        start = text.find(place, start + len(place))
    for found in BARE_DEPARTMENT_TELLS.finditer(text):
        other = found["office"]
        before = text[max(0, found.start() - _LONGEST_LABEL) : found.start()].rpartition("\n")[2]
        begins = found.start() == 0 or text[found.start() - 1] in _BEGINS
        # an office that is told of again may belong to the department
        if begins and not (other in office or office in other or text.count(other) > 1 or JOINED.search(before)):
            yield Mention("office", _name(text, found.start(), len(found[0])), False, own)


def _numbered(text: str, place: str, office: str) -> Iterator[Mention]:
    """Yield names that differ from the report's own in their number only, in sentences that name no partner."""
    number = NUMBERED.search(office)
    if number is None:
        return
    name = re.escape(place + office[: number.start()]) + NUMBERED.pattern + re.escape(office[number.end() :])
    for found in re.finditer(name, text):
        slot = Slot(found.start(), found[0], found.end(), "")
        begins = found.start() == 0 or text[found.start() - 1] in f"{_BEGINS}年"
        if begins and found[0] != place + office and not _has_partner(text, slot, (PARTNER, NEAR_PARTNER)):
            yield Mention("office", _name(text, found.start(), len(found[0])), False, _first(text, place + office))


def _name(text: str, start: int, length: int) -> Figure:
    return Figure(start, start + length, text[start : start + length], "name")
