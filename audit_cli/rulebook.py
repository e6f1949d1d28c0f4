"""Which rules are for which document: those of the profile asked for, or of the region that the document is from.

The rules are those valid on a day: the one asked for, else the last of the document's fiscal year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.places.home import home_of
from audit_cli.extract.profile import Profile
from audit_cli.model import Document
from audit_cli.places import Place, profile_at, severities_at
from audit_cli.ruleset import DEFAULT_PROFILE, Rule, Ruleset, Signs, files_of, load_ruleset, profiles, signs_of_profile

AUTO = "auto"

# how much each sign says; what says less than ENOUGH together is chance
_NAMED, _NUMBERED, _OUTLINED, _FORM, ENOUGH = 3, 2, 2, 3, 2
_HEAD = 3000
_LEAST_SECTIONS = 3
_LABEL = expression(r"^[\s（(]*[一二三四五六七八九十\d]{1,3}[）)、.．\s]+")


class Rulebook(NamedTuple):
    """One ruleset for all documents, or by default the one that each document shows to be its own.

    *places* ask for another one, and for other severities, of the documents that lie there.
    """

    ruleset: Ruleset
    as_of: str = ""
    detects: bool = False
    places: tuple[Place, ...] = ()

    @property
    def profile(self) -> str:
        """The name of the profile that was asked for."""
        return AUTO if self.detects else self.ruleset.profile

    @property
    def sha256(self) -> str:
        """The digest of all rules files that a document may come under."""
        if not self.detects and not self.places:
            return self.ruleset.sha256
        digest = sha256() if self.detects else sha256(self.ruleset.sha256.encode())
        for name in profiles() if self.detects else sorted({place.profile for place in self.places if place.profile}):
            for file in files_of(name):
                digest.update(file.read_bytes())
        for place in self.places:
            digest.update(repr((place.match, place.profile, sorted(place.severities.items()))).encode())
        return digest.hexdigest()

    def rulesets(self) -> Iterator[Ruleset]:
        """Yield the rulesets that a document may come under, the one of most documents first."""
        yield self.ruleset
        placed = {place.profile for place in self.places}
        names = profiles() if self.detects else [name for name in profiles() if name in placed]
        yield from (load_ruleset(name) for name in names if name != self.ruleset.profile)

    def ruleset_of(self, profile: str) -> Ruleset:
        """Return the ruleset that documents of *profile* come under."""
        is_other = self.detects or any(place.profile == profile for place in self.places)
        return load_ruleset(profile) if profile and is_other else self.ruleset

    def chosen(self, document: Document, profile: Profile) -> tuple[Ruleset, tuple[Rule, ...]]:
        """Return the ruleset of *document*, and those of its rules that are in force for it."""
        place = profile_at(self.places, document.path)
        name = place.profile if place else detected(document, profile) if self.detects else ""
        return self.ruleset_of(name), self.rules_for(document.path, name, profile)

    def rules_for(self, path: str, region: str, profile: Profile) -> tuple[Rule, ...]:
        """Return the rules of *region* that are in force for the document at *path*, as severe as they are there."""
        rules = self.ruleset_of(region).in_force(self.day_of(profile))
        if not (asked := severities_at(self.places, path)):
            return rules
        return tuple(r._replace(severity=asked[r.id].severities[r.id]) if r.id in asked else r for r in rules)

    def day_of(self, profile: Profile) -> str:
        """Return the day on which the rules for a document must be valid, "" if it is not known."""
        return self.as_of or (f"{profile.fiscal_year}-12-31" if profile.fiscal_year else "")


def rulebook(ruleset: Ruleset | None = None, as_of: str = "") -> Rulebook:
    """Return the rulebook of *ruleset*, or the one that finds the profile of each document."""
    if ruleset is None:
        return Rulebook(load_ruleset(DEFAULT_PROFILE), as_of, True)
    return Rulebook(ruleset, as_of)


def detected(document: Document, profile: Profile) -> str:
    """Return the name of the profile that *document* shows most signs of, "" if none stands out."""
    # a county that names neither its province nor its prefecture is in one
    title = f"{profile.title} {profile.organization} {home_of(profile, document.text).province}"
    signs, place, number, heads = _signs()
    sections = [bare for title in document.sections if (bare := _LABEL.sub("", title).strip()).startswith(heads)]
    places, numbers = Counter(place.findall(document.text, 0, _HEAD)), frozenset(number.findall(document.text))
    scores = {name: _score(one, document, title, sections, places, numbers) for name, one in signs.items()}
    best = max(scores.values(), default=0)
    leading = [name for name, score in scores.items() if score == best]
    return leading[0] if best >= ENOUGH and len(leading) == 1 else ""


@lru_cache(maxsize=1)
def _signs() -> tuple[Mapping[str, Signs], re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """Return the signs of each profile that has any, what finds their places, and their numbers, in a text, and the
    sections of all of them.

    They are read once, not for each document.
    """
    signs = {name: found for name in profiles() if any(found := signs_of_profile(name))}
    names, numbers = (
        "|".join(re.escape(word) for found in signs.values() for word in words(found))
        for words in (attrgetter("names"), attrgetter("numbers"))
    )
    heads = tuple({section for found in signs.values() for section in found.sections})
    return signs, re.compile(rf"({names})[省市州盟]"), re.compile(numbers), heads


def _score(
    signs: Signs,
    document: Document,
    title: str,
    sections: Collection[str],
    places: Mapping[str, int],
    numbers: Set[str],
) -> int:
    """Return how much *document* shows of one profile.

    *sections* are those of its headings that may be of a profile, *places* says how often its head names each place,
    *numbers* are those of any profile that it prints.
    """
    text = document.text
    score = _NAMED * any(name in title for name in signs.names)
    score += min(sum(places.get(name, 0) for name in signs.names), ENOUGH)
    score += _NUMBERED * (not numbers.isdisjoint(signs.numbers))
    score += _FORM * any(form in text for form in signs.forms)
    found = sum(any(bare.startswith(section) for bare in sections) for section in signs.sections)
    return score + _OUTLINED * (found >= _LEAST_SECTIONS and 2 * found >= len(signs.sections))
