"""Readings: frames of a chunk of documents, validated once, and claims without any frame."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from claims import claim, document, figure

from audit_cli.extract import Extraction
from audit_cli.model import Fact
from audit_cli.reading import Reading
from audit_cli.schemas import SCHEMAS

FIRST = claim("sum", "5万元", "3万元", "2万元", form="complete")
SECOND = claim("equal", "5.20万元", "52000元")


@pytest.fixture
def reading() -> Reading:
    fact = Fact(figure("约5万元"), "basic_expenditure", True, "final_accounts", "2023")
    return Reading(
        [
            Extraction(document(), tuple(FIRST.figures()), (FIRST,), ()),
            Extraction(document(), tuple(SECOND.figures()), (SECOND,), (fact,)),
        ]
    )


def test_frames_are_stacked(reading: Reading) -> None:
    assert list(reading.figures["document"]) == [0, 0, 0, 1, 1]
    assert list(reading.figures["value"]) == [50000, 30000, 20000, 52000, 52000]
    assert all(type(v) is Decimal for v in reading.figures["value"])
    assert list(reading.facts["document"]) == [1]
    assert reading.facts["fact"].iloc[0].concept == "basic_expenditure"
    assert list(reading.claims["kind"]) == ["sum", "equal"]
    assert list(reading.claims["claim"]) == [FIRST, SECOND]
    for name in SCHEMAS:
        assert list(getattr(reading, name).columns) == list(SCHEMAS[name])


def test_frames_are_built_once(reading: Reading) -> None:
    assert reading.figures is reading.figures


def test_claims_of_a_kind(reading: Reading) -> None:
    assert list(reading.claims_of("sum")) == [FIRST]
    assert list(reading.claims_of("equal")) == [SECOND]
    assert list(reading.claims_of("balance")) == []
    assert list(reading.of(1).claims_of("sum")) == []


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_empty_reading_has_its_columns(name: str) -> None:
    frame = getattr(Reading([Extraction(document(), (), (), ())]), name)
    assert list(frame.columns) == list(SCHEMAS[name])
    assert len(frame) == 0


@pytest.mark.parametrize(
    "change", [{"value": 5.0}, {"type": "sort"}, {"start": -1}, {"quantum": 1}, {"text": None}, {"qualifier": "?"}]
)
def test_what_extraction_must_not_do(change: dict[str, object]) -> None:
    import pandera.pandas as pa

    wrong = figure("5万元")._replace(**change)  # type: ignore[arg-type]
    with pytest.raises(pa.errors.SchemaError):
        _ = Reading([Extraction(document(), (wrong,), (), ())]).figures


def test_claims_need_no_pandas() -> None:
    program = (
        "import sys; from audit_cli import Reading; from audit_cli.ruleset import load_ruleset\n"
        "rules = load_ruleset().in_force(); [list(r.compare(Reading([]))) for r in rules]\n"
        "sys.exit(bool({'pandas', 'pandera', 'rich', 'lxml'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_frames_of_a_document_are_cut_from_those_of_its_chunk(reading: Reading) -> None:
    second = reading.of(1)
    assert list(second.figures["document"]) == [0, 0]
    assert list(second.figures["value"]) == [52000, 52000]
    assert list(second.claims["claim"]) == [SECOND]
    assert len(reading.of(0).facts) == 0


def test_validation_holds_every_frame_to_its_schema(reading: Reading) -> None:
    import pandera.pandas as pa

    reading.validate()
    wrong = Extraction(document(), (), (FIRST._replace(form="sort"),), ())
    with pytest.raises(pa.errors.SchemaError):
        Reading([*reading.extractions, wrong]).validate()
