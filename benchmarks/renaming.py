"""Audit the clean fixtures under the names of other counties: ``python -m benchmarks.renaming --counties 50``.

A report in which every name was changed in the same way is as right as before: whatever it draws is a false alarm.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from audit_cli.extract.home import home_of
from audit_cli.gazetteer import Division, gazetteer, stem_of
from audit_cli.judgement import FAILING
from audit_cli.model import Result
from audit_cli.pipeline import audit_text
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

FIXTURES = Path(__file__).parent.parent / "fixtures"
_COUNTIES = "县市区"
_SHORTEST_STEM = 2


def counties(seed: int, number: int) -> Sequence[Division]:
    """Return so many counties that there are now, names that are also words or that several have among them."""
    known = [d for d in gazetteer().divisions if d.level == 3 and not d.until and d.name[-1] in _COUNTIES]
    return Random(seed).sample([d for d in known if len(d.stem) >= _SHORTEST_STEM], number)


def renamed(text: str, county: Division) -> str:
    """Return a report as if it were one of *county*; a township, whose county is not named, then lies in it."""
    profile = audit_text(text).profile
    own = home_of(profile, text).names[-1]
    if own[-1] not in _COUNTIES:
        return text.replace(profile.organization, county.name + profile.organization)
    province = home_of(profile, text).province
    if province:
        text = text.replace(province, gazetteer().by_code[county.code[:2] + "0000"][0].name)
    new = county.name if own[-1] == county.name[-1] else county.stem + own[-1]
    return text.replace(own, new).replace(stem_of(own), county.stem)


def alarms(chosen: Sequence[Division]) -> Iterator[tuple[str, Division, Result]]:
    """Yield what is found, louder than a hint, in the clean fixtures under the names of *chosen*, and in which.

    The rules stay those of the fixture's own region: what another province asks for is no false alarm.
    """
    for path in sorted(FIXTURES.glob("*/clean.txt")):
        text = path.read_text(encoding="utf-8")
        rules = rulebook(load_ruleset(audit_text(text).region))
        for county in chosen:
            for result in audit_text(renamed(text, county), rules).results:
                if result.status in FAILING and result.severity != "info":
                    yield path.parent.name, county, result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--counties", type=int, default=50)
    arguments = parser.parse_args()
    found = list(alarms(counties(arguments.seed, arguments.counties)))
    for name, county, result in found:
        print(f"{name} as {county.name}: {result.rule} {result.comparison.claim.stated.text}")
    print(f"{len(found)} false alarms under the names of {arguments.counties} counties")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
