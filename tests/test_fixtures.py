"""Every fixture: its derived files are current, its clean twin is silent, each seeded contradiction is found."""

from __future__ import annotations

import pytest

from audit_cli.judgement import FAILING
from audit_cli.pipeline import audit_text
from audit_cli.readers import read
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset, profiles
from fixtures.build import built, is_current
from fixtures.demo import FORMATS, Row, differences, outcomes, twins
from fixtures.expectations import (
    FOLDER,
    Contradiction,
    Fixture,
    Place,
    Table,
    fixtures,
    read_fixture,
    seeded_text,
    spans,
)  # fmt: skip
from fixtures.layouts import cells_of
from fixtures.outcome import clean_outcome, seeded_outcome

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


def test_each_profile_has_a_fixture() -> None:
    assert {fixture.profile for fixture in FIXTURES} == set(profiles())


@pytest.mark.parametrize(
    ("name", "rule"), [("labour-guangxi", "SC022"), ("civil-affairs-hubei", "ST060"), ("justice-henan", "ST060")]
)
def test_what_only_its_profile_finds(name: str, rule: str) -> None:
    fixture = next(fixture for fixture in FIXTURES if fixture.name == name)

    def broken(profile: str) -> set[int]:
        results = audit_text(seeded_text(fixture), rulebook(load_ruleset(profile))).results
        return {r.comparison.claim.stated.start for r in results if r.rule == rule and r.status in FAILING}

    assert len(broken(fixture.profile)) == 1
    assert not broken(fixture.profile) & broken("national")


@by_fixture
def test_derived_files_are_current_and_small(fixture: Fixture) -> None:
    for path, content in built(fixture):
        assert is_current(path, content), f"{path.name}: run python -m fixtures.build"
        assert len(content) <= LARGEST_WORD_FILE


def test_the_same_text_gives_the_same_bytes() -> None:
    assert list(built(FIXTURES[0])) == list(built(FIXTURES[0]))


@by_fixture
@pytest.mark.parametrize("suffix", FORMATS)
def test_expected_places_stand_in_the_seeded_twin(fixture: Fixture, suffix: str) -> None:
    text = read(str(FOLDER.parent / twins(fixture, suffix)[1])).text
    for contradiction in fixture.contradictions:
        assert len(spans(contradiction, text)) >= 1


@by_fixture
def test_a_fixture_holds_enough_to_find(fixture: Fixture) -> None:
    assert 4 <= len(fixture.contradictions) <= 20
    assert 2_500 <= len(fixture.clean_text()) <= 10_000
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
        "place: 青石\nword:\n  numbering: literal\ncontradictions:\n  - id: a\n    kind: sum\n    severity: error\n"
        '    replace: "1人 → 2人"\n    wrong: 甲\n    right: "1人"\n    places: []\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="stands 2 times"):
        seeded_text(read_fixture(folder))


def test_cells_below_a_merged_one_may_be_printed_empty_or_left_out() -> None:
    lines = ["a\tb", "\tc", "d"]
    upright = cells_of(Table(1, 2, "tabs", 2, ("0,0-1,0",)), lines)
    assert [cell[:] for cell in upright] == [(0, 0, 1, 0, "a"), (0, 1, 0, 1, "b"), (1, 1, 1, 1, "c")]
    left_out = cells_of(Table(1, 2, "tabs", 2, ("0,0-1,0",)), ["a\tb", "c"])
    assert left_out == upright


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells in 2 columns"):
        cells_of(Table(1, 1, "tabs", 2, ()), ["d"])


def _document(*results: tuple[str, str, tuple[tuple[int, int], ...]]) -> dict[str, object]:
    return {
        "status": "audited",
        "results": [
            {"status": status, "severity": severity, "operands": [{"start": a, "end": b} for a, b in operands]}
            for status, severity, operands in results
        ],
    }


@pytest.mark.parametrize(
    ("result", "found", "alarms"),
    [
        (("fail", "error", ((2, 4), (6, 8), (10, 12))), 1, 0),
        (("review", "warning", ((2, 4), (6, 8))), 0, 0),  # found, but said too softly
        (("fail", "error", ((2, 4),)), 0, 0),  # one of its figures may be anything's
        (("pass", "error", ((2, 4), (6, 8))), 0, 0),
        (("fail", "error", ((13, 15),)), 0, 1),
    ],
)
def test_what_counts_as_found_and_as_alarm(
    result: tuple[str, str, tuple[tuple[int, int], ...]], found: int, alarms: int
) -> None:
    place = Place("共有12人，男5人，女8人", ("12人", "5人", "8人"))
    contradiction = Contradiction("a", "sum", "error", "7人", "8人", "", "7人", (place,))
    fixture = Fixture("x", FOLDER, "literal", (), (contradiction,))
    outcome = seeded_outcome(fixture, _document(result), "共有12人，男5人，女8人。另9人")
    assert (len(outcome.found), len(outcome.alarms)) == (found, alarms)
    assert (clean_outcome(_document(result)).alarms == ()) == (result[0] == "pass")
