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
from tests.outcomes import contradicted

NAMES = [fixture.name for fixture in fixtures()]
CONVERTED = ("emergency-funding-list", "culture-work-report")
by_name = pytest.mark.parametrize("name", NAMES)


def word(name: str) -> Document:
    return read(str(FOLDER / name / "seeded.docx"))


@by_name
def test_odt_has_the_findings_of_docx(name: str) -> None:
    document = word(name)
    assert contradicted(read_data("seeded.odt", odt_of(document))) == contradicted(document) != []


@by_name
def test_workbooks_of_its_tables_are_the_same(name: str) -> None:
    document = word(name)
    if not any(tables(document)):
        pytest.skip("a report without tables")
    xlsx = read_data("a.xlsx", xlsx_of(document))
    for other in (read_data("a.xls", xls_of(document)), read_data("a.ods", ods_of(document))):
        assert other.text == xlsx.text
        assert (other.blocks, other.sections, other.notes) == (xlsx.blocks, xlsx.sections, ())
        assert contradicted(other) == contradicted(xlsx)


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
    assert contradicted(document) == contradicted(word(name))
