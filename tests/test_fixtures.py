"""Every fixture: its derived files are current, its clean twin is silent, each seeded contradiction is found."""

from __future__ import annotations

import pytest

from audit_cli.readers import read
from fixtures.build import built
from fixtures.demo import FORMATS, Row, differences, outcomes, twins
from fixtures.expectations import FOLDER, Fixture, fixtures, read_fixture, seeded_text, spans

FIXTURES = fixtures()
LARGEST_WORD_FILE = 40_000
by_fixture = pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, str], Row]:
    return {(row.fixture.name, row.format): row for row in outcomes(FIXTURES)}


@by_fixture
@pytest.mark.parametrize("suffix", FORMATS)
def test_audit_says_what_is_expected(fixture: Fixture, suffix: str, rows: dict[tuple[str, str], Row]) -> None:
    assert "\n".join(differences(rows[fixture.name, suffix])) == ""


@by_fixture
def test_derived_files_are_current_and_small(fixture: Fixture) -> None:
    for path, content in built(fixture):
        assert path.read_bytes() == content, f"{path.name}: run python -m fixtures.build"
        assert len(content) <= LARGEST_WORD_FILE


@by_fixture
@pytest.mark.parametrize("suffix", FORMATS)
def test_expected_places_stand_in_the_seeded_twin(fixture: Fixture, suffix: str) -> None:
    text = read(str(FOLDER.parent / twins(fixture, suffix)[1])).text
    for contradiction in fixture.contradictions:
        assert len(spans(contradiction, text)) >= 1


@by_fixture
def test_a_fixture_holds_enough_to_find(fixture: Fixture) -> None:
    assert 4 <= len(fixture.contradictions) <= 8
    assert 2_500 <= len(fixture.clean_text()) <= 7_000
    assert len({contradiction.id for contradiction in fixture.contradictions}) == len(fixture.contradictions)


@by_fixture
def test_each_replacement_touches_a_figure_of_its_own(fixture: Fixture) -> None:
    """The figure that was changed is among those that a finding must name."""
    text, shift = seeded_text(fixture), {}
    for contradiction in fixture.contradictions:
        start = text.index(contradiction.new)
        assert text.count(contradiction.new) == 1
        end = start + len(contradiction.new)
        assert any(start < b and a < end for a, b in spans(contradiction, text)), contradiction.id
        shift[contradiction.id] = start
    assert len(set(shift.values())) == len(shift)


def test_a_replacement_that_does_not_stand_once_is_refused(tmp_path) -> None:
    folder = tmp_path / "twice"
    folder.mkdir()
    (folder / "clean.txt").write_text("甲1人，乙1人", encoding="utf-8")
    (folder / "expected.yaml").write_text(
        "word:\n  numbering: literal\ncontradictions:\n  - id: a\n    kind: sum\n    severity: error\n"
        '    replace: "1人 → 2人"\n    wrong: 甲\n    right: "1人"\n    places: []\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="stands 2 times"):
        seeded_text(read_fixture(folder))
