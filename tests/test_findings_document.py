"""The Word file of all findings: opened by another program, every finding a point, in either language."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as opened
from runs import ATTACKS, EN, ZH, hostile, reports, written

from audit_cli.cli.acceptance import Acceptance
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.view import View
from audit_cli.report import findings


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(BytesIO(data)).paragraphs]


def cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in opened(BytesIO(data)).tables for row in table.rows]


def test_every_finding_is_a_point_with_its_figures() -> None:
    data = written("docx")
    titles = [line for line in lines(data) if line[:1].isdigit() and "（" in line]
    assert len(titles) == sum(len(findings(report)) for report in reports())
    assert titles[0] == "1. 错误  合计应等于其中各项之和（AR101）"
    assert ["应为", "510.00万元"] in [row[:2] for row in cells(data)]
    assert "单位回复：" not in "".join(map("".join, cells(data)))
    # those of one document begin with the worst
    first = titles[: len(findings(reports()[0]))]
    ranks = [["错误", "疑点", "提示"].index(title.split()[1]) for title in first]
    assert ranks == sorted(ranks)


def test_it_speaks_english() -> None:
    said = lines(written("docx", view=EN))
    assert said[0] == "Findings"
    assert "1. error  A total equals the sum of its parts (AR101)" in said
    assert any(line.startswith("4 documents · error ") for line in said)
    names = {row[0] for row in cells(written("docx", view=EN))}
    assert {"place", "text", "calculation", "authority", "advice"} <= names


def test_what_agrees_is_listed_when_asked() -> None:
    everything = lines(written("docx", view=View(everything=True)))
    assert len(everything) > len(lines(written("docx", view=ZH)))
    assert any(line.startswith("相符  AR10") for line in everything)


def test_what_is_known_is_marked(tmp_path: Path) -> None:
    known = tmp_path / "suppressions.yaml"
    known.write_text(
        "schema: audit-cli-suppressions/1\nsuppressions:\n"
        "  - rule: AR101\n    reason: 已核实\n  - rule: AR107\n    reason: 已核实\n",
        encoding="utf-8",
    )
    marked = tuple(Acceptance(None, str(known), "2024-01-01").mark(reports()))
    assert "1. 错误 · 已豁免：已核实  合计应等于其中各项之和（AR101）" in lines(written("docx", marked))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_hostile_text_is_text(attack: str) -> None:
    report = hostile(attack)
    document = opened(BytesIO(written("docx", (report,))))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert harmless(report.path).replace("\n", "") in [line.replace("\n", "") for line in said]
    assert not document.element.xpath("//w:hyperlink | //w:fldSimple | //w:instrText")


def test_the_same_run_gives_the_same_bytes() -> None:
    assert written("docx") == written("docx")


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.docx").write_bytes(written("docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
         str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert "合计应等于其中各项之和（AR101）" in (tmp_path / "a.txt").read_text("utf-8-sig")
