"""What a place is called makes no finding: clean fixtures under other names."""

from __future__ import annotations

import pytest

from benchmarks.renaming import NAMES, alarms, counties, renamed
from fixtures.expectations import Fixture, fixtures

FEW = (*NAMES[:6], *counties(seed=2, number=3))
by_fixture = pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)


@by_fixture
def test_a_place_may_be_called_otherwise(fixture: Fixture) -> None:
    assert [line for name in FEW for line in alarms(fixture, name)] == []


@by_fixture
def test_the_name_is_changed_wherever_it_stands(fixture: Fixture) -> None:
    text = renamed(fixture, "万年")
    assert fixture.place not in text
    assert text.count("万年") == fixture.clean_text().count(fixture.place)
