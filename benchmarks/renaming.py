"""Clean fixtures under other names: what a place is called makes no finding.

``python -m benchmarks.renaming`` gives the place of each fixture fifty names, short and long, many of them with
numerals or words of the field in them, and ends with 1 if one of them gets an error or a warning.  ``--counties 50``
gives it those of fifty counties that there are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from random import Random

from audit_cli.gazetteer import gazetteer
from audit_cli.judgement import FAILING
from audit_cli.pipeline import audit_text
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset
from fixtures.expectations import Fixture, fixtures

NAMES = (
    "万年", "余干", "三门", "滦", "五指山", "积石山保安族", "上林", "下陆", "中方", "共和", "合计岭", "总口",
    "两当", "九龙坡", "百里洲", "千阳", "八步", "七里河", "六枝", "四子王", "二道江", "一面坡", "双流", "半塔",
    "多伦", "约古宗列", "不冻泉", "未央", "无为", "元谋", "分宜", "人和", "户县", "台前", "年丰", "月湖",
    "日照路", "项城集", "预旺", "决河", "执中", "占陇", "增城", "减河", "比如", "其中坪", "等界", "和平",
    "与儿", "各莫",
)  # fmt: skip


def counties(seed: int, number: int) -> Sequence[str]:
    """Return the names of so many counties without their kind, those that are also words or not alone among them."""
    known = sorted({d.stem for d in gazetteer().divisions if d.level == 3 and not d.until and d.stem != d.name})
    return Random(seed).sample(known, number)


def renamed(fixture: Fixture, name: str) -> str:
    """Return the clean text with *name* for its place."""
    return fixture.clean_text().replace(fixture.place, name)


def alarms(fixture: Fixture, name: str) -> Iterator[str]:
    """Yield in one line each the errors and warnings that *fixture* gets under *name*, by the rules of its region."""
    rules = rulebook(load_ruleset(fixture.profile))
    for result in audit_text(renamed(fixture, name), rules).results:
        if result.status in FAILING and result.severity != "info":
            stated = "、".join(term.figure.text for term in result.comparison.claim.terms[:2])
            yield f"{fixture.name} {name}: {result.severity} {result.rule} {stated}"


def main() -> int:
    """Print every alarm, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=0, help="so many counties instead of the fifty names")
    parser.add_argument("--seed", type=int, default=1, help="draws other counties")
    arguments = parser.parse_args()
    names = counties(arguments.seed, arguments.counties) if arguments.counties else NAMES
    found = [line for fixture in fixtures() for name in names for line in alarms(fixture, name)]
    for line in found:
        print(line)
    print(f"{len(fixtures())} fixtures, {len(names)} names, {len(found)} alarms")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
