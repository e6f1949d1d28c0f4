"""One report in several formats gives the same text, the same cells and the same findings."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from audit_cli.model import Document
from audit_cli.readers import read, read_data
from fixtures.expectations import FOLDER, fixtures
from fixtures.opendocument import odt_of
from fixtures.workbooks import ods_of, tables, xls_of, xlsx_of
from tests.notes import notes_of
from tests.parity import audited, contradicted, in_word

NAMES = [fixture.name for fixture in fixtures()]
CONVERTED = ("emergency-funding-list", "culture-work-report")
by_name = pytest.mark.parametrize("name", NAMES)


def word(name: str) -> Document:
    document = in_word(name).document
    assert document is not None
    return document


def found(document: Document) -> list[tuple[str, list[int]]]:
    return contradicted(audited(document))


@by_name
def test_odt_has_the_findings_of_docx(name: str) -> None:
    odt = read_data("seeded.odt", odt_of(word(name)))
    assert found(odt) == contradicted(in_word(name)) != []


@by_name
def test_workbooks_of_its_tables_are_the_same(name: str) -> None:
    document = word(name)
    if not any(tables(document)):
        pytest.skip("a report without tables")
    xlsx = read_data("a.xlsx", xlsx_of(document))
    wanted = found(xlsx)
    for other in (read_data("a.xls", xls_of(document)), read_data("a.ods", ods_of(document))):
        assert other.text == xlsx.text
        assert (other.blocks, other.sections, notes_of(other)) == (xlsx.blocks, xlsx.sections, ())
        assert found(other) == wanted


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of fixtures that LibreOffice has converted."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("converted")
    for name in CONVERTED:
        shutil.copy(FOLDER / name / "seeded.docx", folder / f"{name}.docx")
    for kind in ("doc", "odt"):
        files = [str(folder / f"{name}.docx") for name in CONVERTED]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("kind", ["doc", "odt"])
@pytest.mark.parametrize("name", CONVERTED)
def test_what_libreoffice_writes_has_the_findings_of_docx(converted: Path, name: str, kind: str) -> None:
    document = read(str(converted / f"{name}.{kind}"))
    assert document.text == word(name).text
    assert found(document) == contradicted(in_word(name))
