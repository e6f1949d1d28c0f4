"""Take the pictures of the README anew, ``python -m docs.screenshots``: the console, the review page, a marked report.

Where a browser or LibreOffice is not installed, a line says so, and the other pictures are taken all the same.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from glob import glob
from html import escape, unescape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from audit_cli.cli import audit_cli
from audit_cli.outputs.columns import width
from audit_cli.outputs.formats import in_step
from audit_cli.outputs.view import Screen, View
from audit_cli.pipeline import audit
from audit_cli.report import run_info
from audit_cli.rulebook import rulebook
from docs.browser import browser, what_lacks

IMAGES = Path(__file__).parent / "images"
ROOT = Path(__file__).parent.parent
REPORT = "fixtures/emergency-funding-list/seeded.txt"
ACCOUNTS = "fixtures/civil-affairs-accounts/seeded.docx"
# of the screen, so much as shows a few findings
_COLUMNS, _LINES = 92, 46
# the fonts that rich asks a server for
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_TEXT = re.compile(r'(<text [^>]*)textLength="[0-9.]+"([^>]*>)([^<]*)</text>')
# pixels
_COLUMN = 12.2
# pixels of a point of the printed page
_SCALE = 1.35
_NOTES = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: flex; background: #e8e6e1; font: 12px/1.5 sans-serif; }}
div {{ position: relative; }} img {{ display: block; }}
b {{ padding: 0 5px; border-radius: 8px; background: #b3261e; color: #fff; font: bold 11px/15px sans-serif; }}
div b {{ position: absolute; margin-top: -4px; opacity: .85; }}
aside {{ flex: 1; padding: 12px; }}
p {{ display: inline-block; margin: 0 6px 6px 0; padding: 6px 9px; border-left: 3px solid #b3261e; }}
p {{ background: #fff; white-space: pre-wrap; }}
</style><div><img src="{image}">{signs}</div><aside>{cards}</aside>"""


class Lacking(Exception):
    """What a picture needs is not installed."""


def console(_: Path) -> Iterator[Path]:
    """Take the picture of a run on a terminal."""
    rules = rulebook()
    view = View(screen=Screen(_COLUMNS, colour=True))
    pieces = in_step(audit([REPORT], rules), run_info(rules), [("console", view)])
    lines = b"".join(piece for (piece,) in pieces).decode().splitlines()[:_LINES]
    recorded = Console(width=_COLUMNS, record=True, file=StringIO(), force_terminal=True, color_system="standard")
    recorded.print(Text(f"$ audit-cli check {REPORT}", "bold"))
    for line in [*lines, "…"]:
        recorded.print(Text.from_ansi(line))
    picture = IMAGES / "console.svg"
    svg = _FONT_FACE.sub("", recorded.export_svg(title="audit-cli check", unique_id="console"))
    svg = _TEXT.sub(_as_wide_as_seen, svg)
    picture.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")
    yield picture


def _as_wide_as_seen(text: re.Match[str]) -> str:
    """Return a text of the picture with its length in columns: rich counts a Chinese character as one."""
    columns = width(unescape(text[3]))
    return f'{text[1]}textLength="{columns * _COLUMN:g}"{text[2]}{text[3]}</text>'


def review_page(folder: Path) -> Iterator[Path]:
    """Take pictures of the review page: a finding in prose by day, one in a table by night, and the list of files."""
    if lacks := what_lacks():
        raise Lacking(lacks)
    with browser() as opened:
        for name, paths, scheme, keys in (
            ("page", [REPORT], "light", "jj"),
            ("page-dark", [ACCOUNTS], "dark", "j"),
            ("page-list", sorted(glob("fixtures/*/seeded.docx")), "light", ""),
        ):
            file = folder / f"{name}.html"
            _run("check", *paths, "--output", str(file))
            page = opened.new_page(viewport={"width": 1440, "height": 860}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(file.as_uri())
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_timeout(200)
            picture = IMAGES / f"{name}.png"
            page.screenshot(path=picture)
            page.close()
            _made_small(picture)
            yield picture


def marked_report(folder: Path) -> Iterator[Path]:
    """Take the picture of a marked Word report: its first page, and beside it the comments, as LibreOffice reads them.

    LibreOffice draws no comments where it has no screen; it hands them on as notes of a PDF.
    """
    if "annotate" not in audit_cli.commands:
        raise Lacking("this version has no annotate")
    if lacks := what_lacks():
        raise Lacking(lacks)
    if not shutil.which("soffice"):
        raise Lacking("no LibreOffice (soffice)")
    copy = folder / "marked.docx"
    _run("annotate", "fixtures/emergency-funding-list/seeded.docx", "--output", str(copy))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    with_notes = f"pdf:writer_pdf_Export:{json.dumps({'ExportNotes': {'type': 'boolean', 'value': 'true'}})}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", with_notes, "--outdir", str(folder), str(copy)],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    file = folder / "page.html"
    file.write_text(_page_with_notes(copy.with_suffix(".pdf"), folder / "page.png"), encoding="utf-8")
    picture = IMAGES / "marked.png"
    with browser() as opened:
        page = opened.new_page(viewport={"width": 1180, "height": 760})
        page.goto(file.as_uri())
        page.screenshot(path=picture)
    _made_small(picture)
    yield picture


def _page_with_notes(printed: Path, image: Path) -> str:
    """Return a page that shows the first page of *printed*, drawn to *image*, and its notes beside it."""
    import pikepdf
    import pypdfium2

    pypdfium2.PdfDocument(printed)[0].render(scale=_SCALE, may_draw_forms=False, draw_annots=False).to_pil().save(image)
    with pikepdf.Pdf.open(printed) as opened:
        page = opened.pages[0]
        height = float(page.mediabox[3])
        notes = [
            (_SCALE * float(note.Rect[0]), _SCALE * (height - float(note.Rect[3])), str(note.Contents))
            for note in page.Annots
            if note.Subtype == "/Text"
        ]
    # in the order of the text
    notes.sort(key=lambda note: (round(note[1]), note[0]))
    signs = [f'<b style="left:{x:.0f}px;top:{y:.0f}px">{n}</b>' for n, (x, y, _) in enumerate(notes, 1)]
    cards = [f"<p><b>{n}</b> {escape(text)}</p>" for n, (_, _, text) in enumerate(notes, 1)]
    return _NOTES.format(image=image.name, signs="".join(signs), cards="".join(cards))


def _made_small(picture: Path) -> None:
    """Write *picture* anew with as many colours as it needs."""
    from PIL import Image

    with Image.open(picture) as opened:
        opened.convert("RGB").quantize(256, kmeans=2).save(picture, optimize=True)


def _run(*arguments: str) -> None:
    """Run the program from the folder of the project; findings are what it is run for."""
    done = subprocess.run([sys.executable, "-m", "audit_cli", *arguments], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def main() -> None:
    """Take every picture that can be taken, and say which cannot."""
    os.chdir(ROOT)
    IMAGES.mkdir(exist_ok=True)
    for take in (console, review_page, marked_report):
        with TemporaryDirectory() as folder:
            try:
                for picture in take(Path(folder)):
                    print(f"{picture.name}  {picture.stat().st_size // 1024} kB")
            except Lacking as lacking:
                print(f"{take.__name__}: not taken, {lacking}", file=sys.stderr)


if __name__ == "__main__":
    main()
