"""Files that mean harm, or are larger than any report, each audited together with a sound one, ``make soak``.

    python -m benchmarks.hostile --write     measure, and write docs/hostile.md

Each is given to the command line in a process of its own. The sound file must be audited, what is wrong told in one
line of the standard error, and nothing be written beside them. A file that can be read in part is read, and says so.
"""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import click
from tabulate import tabulate

from benchmarks.shapes import nested, paragraph
from fixtures.ole_files import compound

PAGE = Path(__file__).parent.parent / "docs" / "hostile.md"
MEGABYTE = 1 << 20
# what the process may take at its peak
MOST_MEGABYTES = 2048
TEXT = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出200.00万元。\n"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PARAGRAPH = f"<w:p><w:r><w:t>{TEXT.strip()}</w:t></w:r></w:p>"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def word(body: str, before: str = "", **parts: str | bytes) -> bytes:
    """Return a package of Word with *body*, *before* its root, and other *parts* ("/" in their names is "__")."""
    document = f'<?xml version="1.0"?>{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, **{name.replace("__", "/"): part for name, part in parts.items()}})


def entities(declared: str) -> bytes:
    return word("<w:p><w:r><w:t>&z;</w:t></w:r></w:p>", f"<!DOCTYPE x [{declared}]>")


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghiz", strict=True))
    return entities(f'<!ENTITY a "ha">{levels}')


def of_two_signs(size: int) -> bytes:
    """Return text that no ratio gives away: a few times as large as it is packed."""
    return random.Random(1).randbytes(size).translate(bytes(48 + byte % 2 for byte in range(256)))


def tar_of_zeros(size: int) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo("报告.txt")
        info.size = size
        archive.addfile(info, io.BytesIO(bytes(size)))
    return buffer.getvalue()


def zip_in_zip(depth: int) -> bytes:
    data = zipped({"报告.txt": TEXT})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def links() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("报告.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return buffer.getvalue()


def sheet(rows: int, columns: int) -> bytes:
    """Return a workbook whose cells all hold a number."""
    data = f"<row>{'<c><v>1</v></c>' * columns}</row>" * rows
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    book = f'<workbook {main} xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>'
    relation = f'<Relationship Id="a" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    return zipped({
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{data}</sheetData></worksheet>",
    })  # fmt: skip


def repeated_cells() -> bytes:
    """Return a spreadsheet that says in a few bytes that a cell stands a million times in a million rows."""
    named = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    names = " ".join(named.format(name) for name in ("office", "table", "text"))
    cell = '<table:table-cell table:number-columns-repeated="1048576"><text:p>1</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    body = f'<office:spreadsheet><table:table table:name="a">{row}</table:table></office:spreadsheet>'
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def twice() -> bytes:
    buffer = io.BytesIO(word(_PARAGRAPH))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/document.xml", f"<w:document {_WORD}/>")
    return buffer.getvalue()


def relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="a" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'


def pdf(text: str = TEXT, password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    from fixtures.printer import Pdf

    page = Pdf(encrypt=StandardEncryption(password)) if password else Pdf()
    page.text(72, 100, text.strip())
    return page.packed()


def locked_doc() -> bytes:
    data = bytearray((Path(__file__).parent.parent / "tests" / "data" / "structures.doc").read_bytes())
    data[data.find(b"\xec\xa5\x01\x01") + 11] |= 1
    return bytes(data)


def no_end(data: bytes) -> bytes:
    return data[: data.rindex(b"xref")]


def spread(filler: str) -> bytes:
    return "".join(character + filler for character in TEXT).encode()


def lying_pdf() -> bytes:
    """Return a page whose picture shows other figures than the text behind it."""
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    lines = [f"Amount in row {i} is {i}234.56" for i in range(1, 7)]
    picture, font = Image.new("RGB", (1654, 2339), "white"), ImageFont.load_default(36)
    for i, line in enumerate(lines):
        ImageDraw.Draw(picture).text((200, 300 + 90 * i), line, fill="black", font=font)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    hidden = canvas.beginText(72, 725)
    hidden.setTextRenderMode(3)
    for line in lines:
        hidden.textLine(line.replace("4234.56", "4284.56"))
    canvas.drawText(hidden)
    canvas.save()
    return buffer.getvalue()


class Hostile(NamedTuple):
    """A file: its suffix, how it is made, and what must come of it: unreadable, incomplete or audited.

    *heavy* ones take longer than a test may; *options* are those of the command.
    """

    suffix: str
    made: Callable[[], bytes]
    status: str
    heavy: bool = False
    options: tuple[str, ...] = ()


FILES: dict[str, Hostile] = {
    "zip bomb by its ratio": Hostile("zip", lambda: zipped({"a.txt": bytes(30 * MEGABYTE)}), "unreadable"),
    "zip bomb by its size": Hostile(
        "docx",
        lambda: word(_PARAGRAPH, **{f"word__{i}.xml": of_two_signs(60 * MEGABYTE) for i in range(4)}),
        "unreadable",
        heavy=True,
    ),
    "docx bomb": Hostile("docx", lambda: word(_PARAGRAPH + " " * (50 * MEGABYTE)), "unreadable"),
    "tar bomb": Hostile("tar.gz", lambda: tar_of_zeros(30 * MEGABYTE), "unreadable"),
    "zip within zip within zip": Hostile("zip", lambda: zip_in_zip(10), "unreadable"),
    "XML entities that grow": Hostile("docx", laughs, "unreadable"),
    "XML entity that is another file": Hostile(
        "docx", lambda: entities('<!ENTITY z SYSTEM "file:///etc/passwd">'), "unreadable"
    ),
    "XML nested 100,000 deep": Hostile(
        "docx", lambda: word(nested("<w:sdt>", "", "</w:sdt>")(1_400_000)), "unreadable"
    ),
    "tables nested 5,000 deep": Hostile(
        "docx",
        lambda: word(nested("<w:tbl><w:tr><w:tc>", _PARAGRAPH, "<w:p/></w:tc></w:tr></w:tbl>")(240_000)),
        "unreadable",
    ),
    "web page nested 100,000 deep": Hostile(
        "html", lambda: f"<html><body>{TEXT}{'<div>' * 100_000}".encode(), "unreadable"
    ),
    "paths that lead out of the archive": Hostile("zip", lambda: zipped({"../../报告.txt": TEXT}), "audited"),
    "links in an archive": Hostile("tar.gz", links, "unreadable"),
    "a million cells, xlsx": Hostile("xlsx", lambda: sheet(1000, 1000), "unreadable"),
    "a million cells, csv": Hostile("csv", lambda: (b"1," * 1000 + b"\n") * 1000, "unreadable"),
    "a million million cells, ods": Hostile("ods", repeated_cells, "unreadable"),
    "1 GB": Hostile("txt", lambda: b"", "unreadable", heavy=True),
    "200 MB of white space": Hostile("txt", lambda: b" " * (199 * MEGABYTE) + TEXT.encode(), "unreadable", heavy=True),
    "paragraph of 10 MB": Hostile("txt", lambda: paragraph(6_200_000).encode(), "audited", heavy=True),
    "NUL bytes": Hostile("txt", lambda: TEXT.encode() + bytes(1000) + TEXT.encode(), "unreadable"),
    "no UTF-8 in the middle": Hostile(
        "txt", lambda: TEXT.encode() * 9 + b"\xff\xfe\xe4" + TEXT.encode() * 9, "audited"
    ),
    "right to left": Hostile("txt", lambda: spread("\u202e"), "audited"),
    "zero width": Hostile("txt", lambda: spread("\u200b"), "audited"),
    "a part that stands twice": Hostile("docx", twice, "unreadable"),
    "encrypted docx": Hostile("docx", lambda: compound({"EncryptedPackage": b""}), "unreadable"),
    "encrypted xlsx": Hostile("xlsx", lambda: compound({"EncryptedPackage": b""}), "unreadable"),
    "encrypted pdf": Hostile("pdf", lambda: pdf(password="secret"), "unreadable"),
    "encrypted doc": Hostile("doc", locked_doc, "unreadable"),
    "macros": Hostile("docm", lambda: word(_PARAGRAPH, **{"word__vbaProject.bin": b"\0"}), "audited"),
    "links to elsewhere": Hostile(
        "docx",
        lambda: word(
            _PARAGRAPH, **{"word___rels__document.xml.rels": relation("attachedTemplate", "http://127.0.0.1:9/a.dotm")}
        ),
        "audited",
    ),
    "pdf without its table": Hostile("pdf", lambda: no_end(pdf()), "audited"),
    "pdf that is cut": Hostile("pdf", lambda: pdf()[:600], "unreadable"),
    "pdf whose text is not what it shows": Hostile("pdf", lying_pdf, "audited", heavy=True, options=("--ocr", "all")),
}


class Run(NamedTuple):
    """What the command made of a hostile file beside a sound one."""

    size: int
    code: int
    statuses: dict[str, str]
    reason: str
    notes: str
    lines: list[str]
    seconds: float
    megabytes: int
    left: list[str]


def written(name: str, folder: Path) -> Path:
    """Write the hostile file *name* into *folder*, and a sound one beside it; return its path."""
    hostile = FILES[name]
    path = folder / f"hostile.{hostile.suffix}"
    path.write_bytes(hostile.made())
    if name == "1 GB":
        with path.open("r+b") as file:
            file.truncate(1 << 30)
    (folder / "sound.txt").write_text(TEXT, encoding="utf-8")
    return path


def run(name: str, folder: Path) -> Run:
    """Audit the hostile file *name* together with a sound one, as a user would."""
    # made by another process: the peak of this one would count as that of its children
    subprocess.run([sys.executable, "-m", "benchmarks.hostile", "--make", str(folder), "--only", name], check=True)
    path = folder / f"hostile.{FILES[name].suffix}"
    command = [sys.executable, "-m", "audit_cli", "check", "--format", "json", *FILES[name].options]
    out, err = folder.parent / f"{folder.name}.out", folder.parent / f"{folder.name}.err"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen([*command, str(path), str(folder / "sound.txt")], stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    documents = json.loads(out.read_bytes() or b"{}").get("documents", [])
    hostile = [document for document in documents if document["path"] != str(folder / "sound.txt")]
    return Run(
        path.stat().st_size,
        process.returncode,
        {Path(document["path"]).name: document["status"] for document in documents},
        "; ".join(document["reason"] or "" for document in hostile).replace(str(folder) + "/", ""),
        "; ".join(note for document in hostile for note in document.get("notes", ())),
        err.read_text("utf-8", "replace").splitlines(),
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss // 1024,
        sorted({each.name for each in folder.iterdir()} - {path.name, "sound.txt"}),
    )


def faults(name: str, done: Run) -> list[str]:
    """Return what is wrong with how the command took the hostile file *name*."""
    *hostile, sound = done.statuses.values() or [""]
    wanted = FILES[name].status
    return [
        fault
        for fault, is_so in (
            ("the sound file was not audited", sound != "audited"),
            (f"{hostile} instead of {wanted}", set(hostile) != {wanted}),
            (f"exit code {done.code}", done.code not in ((0, 1) if wanted == "audited" else (3,))),
            (f"{len(done.lines)} lines on standard error", len(done.lines) != (wanted != "audited")),
            ("a traceback", any("Traceback" in line for line in done.lines)),
            (f"left behind: {done.left}", bool(done.left)),
            (f"{done.megabytes} MB", done.megabytes > MOST_MEGABYTES),
        )
        if is_so
    ]


_INTRODUCTION = """# Files that mean harm

Each file was audited together with a sound one (`make soak`).
What cannot be read is told in one line, the exit code is 3, and the sound file is audited.
What can be read is read, and its notes say what was left out; exit code 1 tells of contradictions in it.
Nothing is written beside the files, no program is started and no address opened.
*s* is processor time of the whole process, *MB* its peak.
"""


@click.command()
@click.option("--write", is_flag=True, help="write docs/hostile.md")
@click.option("--only", multiple=True, help="one of them; may be repeated")
@click.option("--make", type=click.Path(file_okay=False, path_type=Path), help="only write them into this folder")
def main(write: bool, only: tuple[str, ...], make: Path | None) -> None:
    """Audit every hostile file and tell what came of it; exit with 1 if one was not taken as it must be."""
    if make is not None:
        for name in only:
            written(name, make)
        return
    rows, failed = [], False
    with tempfile.TemporaryDirectory() as place:
        for number, name in enumerate(only or FILES):
            folder = Path(place, str(number))
            folder.mkdir()
            done = run(name, folder)
            failed |= bool(wrong := faults(name, done))
            said = done.reason or done.notes or ""
            size = f"{done.size / MEGABYTE:,.1f} MB" if done.size > MEGABYTE / 10 else f"{done.size:,} B"
            rows.append([name, size, done.code, f"{done.seconds:.1f}", done.megabytes, said.replace("|", "\\|")])
            click.echo("  ".join(map(str, [*rows[-1], *wrong])), err=True)
            for path in folder.iterdir():
                path.unlink()
    table = tabulate(rows, ["file", "size", "exit", "s", "MB", "said"], tablefmt="pipe", disable_numparse=True)
    click.echo(table)
    if write:
        PAGE.write_text(f"{_INTRODUCTION}\n{table}\n", encoding="utf-8")
    raise SystemExit(int(failed))


if __name__ == "__main__":
    main()
