"""Clean fixtures under other names: what a place is called makes no finding.

``python -m benchmarks.renaming`` gives the place of each fixture fifty names, short and long, many of them with
numerals or words of the field in them, and ends with 1 if one of them gets an error or a warning.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from audit_cli.judgement import FAILING
from audit_cli.pipeline import audit_text
from fixtures.expectations import Fixture, fixtures

NAMES = (
    "万年", "余干", "三门", "滦", "五指山", "积石山保安族", "上林", "下陆", "中方", "共和", "合计岭", "总口",
    "两当", "九龙坡", "百里洲", "千阳", "八步", "七里河", "六枝", "四子王", "二道江", "一面坡", "双流", "半塔",
    "多伦", "约古宗列", "不冻泉", "未央", "无为", "元谋", "分宜", "人和", "户县", "台前", "年丰", "月湖",
    "日照路", "项城集", "预旺", "决河", "执中", "占陇", "增城", "减河", "比如", "其美多", "等界", "和平",
    "与儿", "各莫",
)  # fmt: skip


def renamed(fixture: Fixture, name: str) -> str:
    """Return the clean text with *name* for its place."""
    return fixture.clean_text().replace(fixture.place, name)


def alarms(fixture: Fixture, name: str) -> Iterator[str]:
    """Yield in one line each the errors and warnings that *fixture* gets under *name*."""
    for result in audit_text(renamed(fixture, name)).results:
        if result.status in FAILING and result.severity != "info":
            words = " ".join(term.figure.text for term in result.comparison.claim.terms)
            yield f"{fixture.name} {name}: {result.severity} {result.rule} {words}"


def main() -> int:
    """Print every alarm, and how many there are."""
    found = [line for fixture in fixtures() for name in NAMES for line in alarms(fixture, name)]
    for line in found:
        print(line)
    print(f"{len(fixtures())} fixtures, {len(NAMES)} names, {len(found)} alarms")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
