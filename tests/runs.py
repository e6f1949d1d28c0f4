"""What the tests of outputs share: reports of all kinds, hostile ones among them, and a run written in one format."""

from __future__ import annotations

from functools import lru_cache

from audit_cli.errors import NotFound
from audit_cli.model import Note
from audit_cli.outputs.formats import in_step
from audit_cli.outputs.view import View
from audit_cli.pipeline import audit_documents
from audit_cli.readers.files import Unread
from audit_cli.readers.text.txt import read_txt
from audit_cli.report import DocumentReport, run_info
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

RULES = rulebook(load_ruleset())
RUN = run_info(RULES)
ZH, EN = View(), View("en")

TEXT = """2023年度青石县档案局部门整体支出绩效自评报告

二、收支情况
2023年度本年支出合计500.00万元，其中：基本支出300.00万元，占60.00%；项目支出210.00万元，占40.00%。
2023年项目支出年初预算300.00万元，决算数295.13万元，执行率89.4%。
2023年度培训人员500人，其中：干部300人，教师150人。
2023年末实有在职人员56人，其中：行政人员29人、事业人员10人、工勤人员17人。
"""

# what some program would obey: a terminal, rich, a browser, Excel, Markdown, XML, the order of characters, UTF-8
ATTACKS = {
    "terminal": "\x1b]0;owned\x07\x1b[31m",
    "terminal in one character": "\x9b31m",
    "markup of rich": "[bold red][link=http://example.com]",
    "markup of a page": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
    "end of a part": "]]></failure></testcase>",
    "formula": "=cmd|'/C calc'!A0",
    "formula with a plus": "+1+cmd|'/C calc'!A0",
    "formula with a minus": "-2+cmd|'/C calc'!A0",
    "formula with an at": "@SUM(1+1)*cmd|'/C calc'!A0",
    "markdown": "**b** `c` ![i](http://example.com/i.png) [l](javascript:alert(1)) | x |",
    "command of a workflow": "::error::owned%0A::set-output name=a::b",
    "control characters": "\x00\x01\x0b\x0c\x1f\x7f",
    "order of characters": "\u202e\u2066\u200b",
    "no characters": "\ud800\udcff\ufffe\uffff",
    "lines": "\x85\u2028\u2029",
}


@lru_cache
def hostile(attack: str) -> DocumentReport:
    """Return the report of a document with *attack* in its path, its title, its headings, its labels and its notes."""
    # no reader makes a text with half a character in it; the name of a file may have one
    inside = attack.encode("utf-8", "replace").decode()
    marker = "攻" * len(inside)
    text = TEXT.replace("青石县", f"青石{marker}县").replace("二、", f"二、{marker}").replace("干部", f"{marker}干部")
    clean = read_txt("a.txt", text.encode())
    document = clean._replace(
        path=f"{attack}.txt",
        text=clean.text.replace(marker, inside),
        sections=tuple(section.replace(marker, inside) for section in clean.sections),
        notes=(Note("hidden_sheet", (inside,)),),
    )
    (report,) = audit_documents([document], RULES)
    return report


@lru_cache
def reports() -> tuple[DocumentReport, ...]:
    """Return the reports of a document with findings, of one without, of one in part and of one that was not read."""
    wrong, clean = read_txt("送审/甲 局.txt", TEXT.encode()), read_txt("clean.txt", TEXT.splitlines()[-1].encode())
    partial = read_txt("partial.txt", TEXT.encode())._replace(notes=(Note("object"),))
    missing = Unread("missing.docx", NotFound("missing.docx：没有这个文件", "missing.docx: no such file"))
    return tuple(audit_documents([wrong, clean, partial, missing], RULES))


def written(style: str, found: tuple[DocumentReport, ...] | None = None, view: View = ZH) -> bytes:
    """Return the run of *found*, or of `reports`, in one format."""
    pieces = in_step(iter(reports() if found is None else found), RUN, [(style, view)])
    return b"".join(piece for (piece,) in pieces)
