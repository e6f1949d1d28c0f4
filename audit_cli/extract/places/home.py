"""Where a report is from: the county, prefecture or province of the office that it names, and what is related to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.profile import Profile
from audit_cli.gazetteer import Division, gazetteer, stem_of

_HEAD = 3000
_COUNTY = 3
_LEAST_MENTIONS = 2
_LEADING = expression(r"中共|关于|(?:19|20)[0-9]{2}年度?|[\s“”\"（(]")
# a place that is in no list: 青溪县; but not 住房和城乡建设局
_UNLISTED = expression(r"[一-鿿]{2,4}?(?:自治[州县旗]|街道|地区|[省市县区州旗盟镇乡])(?![场政建容])")
_NO_NAME = expression(r"[和与及]|管理|城[市区乡]$|社区|办公|我|本|全|各")
# its seat may be in any county
_SMALL = expression(r"(?:[镇乡]|街道|新区|开发区|高新区|管理区|园区|景区|林区|矿区|垦区)$")


class Home(NamedTuple):
    """Whose place a report is of: the *names* in the name of its office as printed, the largest first.

    *divisions* are what the last of them that is listed may be; none if the first is not listed, and *unlisted* then
    says that it is a county or a city, not one of the small places that lie in a county.
    """

    names: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()
    unlisted: bool = False

    @property
    def province(self) -> str:
        """The name of its province, "" if that is not certain."""
        found = {division.code[:2] for division in self.divisions}
        return gazetteer().by_code[f"{found.pop()}0000"][0].name if len(found) == 1 else ""

    @property
    def is_known(self) -> bool:
        """Whether enough is known of it to tell another place from its own and those above it."""
        return bool(self.divisions) or self.unlisted

    def owns(self, name: str) -> bool:
        """Whether *name*, full or for short, may mean its own place, one above or within it, or one it once was."""
        if name in _names_of(self):
            return True
        meant = gazetteer().meant_by(name)
        if any(_related(division, own) for division in meant for own in self.divisions):
            return True
        # what is above a place that is not listed is not known
        return not self.divisions and any(division.level < _COUNTY for division in meant)


def home_of(profile: Profile, text: str) -> Home:
    """Return where the office of *profile* is; of places of one name the one that the beginning of *text* speaks of."""
    names = tuple(_names(profile.organization or profile.title))
    if not names:
        return Home()
    divisions = gazetteer().by_name.get(names[0], ())
    for name in names[1:]:
        inside = gazetteer().by_name.get(name, ())
        divisions = tuple(d for d in inside if any(d.is_in(above) for above in divisions)) or divisions
    if not divisions:
        # what is said but once may be no name
        return Home(names, unlisted=_SMALL.search(names[0]) is None and text.count(names[0]) >= _LEAST_MENTIONS)
    return Home(names, _valid(_meant(divisions, text[:_HEAD]), profile.fiscal_year))


def _names(phrase: str) -> Iterator[str]:
    """Yield the names of places that *phrase* begins with."""
    known, at = gazetteer(), 0
    while lead := _LEADING.match(phrase, at):
        at = lead.end()
    while at < len(phrase):
        name = known.name_at(phrase, at)
        if not name:
            found = _UNLISTED.match(phrase, at)
            if found is None or _NO_NAME.search(found[0]):
                return
            name = found[0]
        yield name
        at += len(name)


def _meant(divisions: Sequence[Division], head: str) -> tuple[Division, ...]:
    """Return those of *divisions* whose province or prefecture is named in the beginning, all if that does not help."""
    if len(divisions) < 2:
        return tuple(divisions)
    known = gazetteer().by_code
    told = [
        sum(head.count(above.name) for code in division.above for above in known.get(code, ()))
        for division in divisions
    ]
    best = max(told)
    return tuple(d for d, number in zip(divisions, told, strict=True) if number == best)


def _valid(divisions: Sequence[Division], year: int | None) -> tuple[Division, ...]:
    """Return the divisions that there were in *year*, all if there were none."""
    if year is None:
        return tuple(divisions)
    return tuple(d for d in divisions if d.since <= year <= (d.until or year)) or tuple(divisions)


@lru_cache(maxsize=256)
def _names_of(home: Home) -> frozenset[str]:
    """Return the names of a place and of those above it, in full and for short."""
    known = gazetteer().by_code
    above = [name.name for own in home.divisions for code in own.above for name in known.get(code, ())]
    full = {*home.names, *above, *(own.name for own in home.divisions)}
    return frozenset(full | {stem_of(name) for name in full})


def _related(division: Division, own: Division) -> bool:
    """Whether one of two divisions is in the other, or became a part of it."""
    if division.is_in(own) or own.is_in(division):
        return True
    known = gazetteer().by_code
    return any(
        later.is_in(last)
        for first, last in ((division, own), (own, division))
        for code in first.successors
        for later in known.get(code, ())
    )
