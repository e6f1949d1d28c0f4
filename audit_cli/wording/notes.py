"""What readers say of a file besides its text, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit_cli.model import Note, NoteKey, Several
from audit_cli.wording.words import Words

NOTES: Mapping[NoteKey, Words] = {
    "suffix": Words("扩展名是 {0}，内容却是 {1}，已按内容读取", "named {0}, but it is {1}, and was read as that"),
    "replaced": Words(
        "有 {0} 处字符无法识别，已用 \ufffd 代替", "{0} characters could not be decoded and stand as \ufffd"
    ),
    "invisible": Words(
        "有 {0} 个不可见字符（如零宽空格），已略去",
        "{0} invisible characters, such as zero-width spaces, were left out",
    ),
    "turning": Words(
        "有 {0} 个不可见字符（如零宽空格），已略去；其中有改变文字方向的控制符，屏幕所见的数字次序可能与文件不同",
        "{0} invisible characters were left out; some of them turn the direction of text, so that figures on the screen"
        " may stand in another order than in the file",
    ),
    "revision": Words(
        "含修订：按接受全部修订后的文字读取，已删除的文字不读",
        "tracked changes: read as if all were accepted, without what is deleted",
    ),
    "hidden": Words("含隐藏文字，未读取", "hidden text, which was not read"),
    "struck": Words(
        "含加删除线的文字，视为已删除，未计入", "text struck through, which counts as deleted and was left out"
    ),
    "linked": Words(
        "含链接到其他文件的域，按文件中保存的文字读取，未更新",
        "fields linked to other files, read as they are stored and not updated",
    ),
    "chart": Words(
        "含没有标出数值的图表，其中的数据不参与核对", "charts without printed numbers, whose data were not compared"
    ),
    "diagram": Words("含 SmartArt 图形，其中的文字未读取", "SmartArt graphics, whose text was not read"),
    "sheet": Words(
        "含嵌入的 Excel 表格，按保存时显示的工作表和区域读取；页面上的图片若没有更新，可能与之不同",
        "embedded Excel tables, read as far as they were shown when saved; a picture that was not brought up to date"
        " may show something else",
    ),
    "icon": Words(
        "含以图标显示的附件（可在 Word 中打开并另存，再一并审核），其中的内容未读取",
        "attachments shown as icons, whose content was not read; save them from Word and audit them as well",
    ),
    "object": Words(
        "含嵌入对象（如 Excel 表格），其中的内容未读取",
        "embedded objects, such as Excel tables, whose content was not read",
    ),
    "embedded": Words("含嵌入对象，其中的内容未读取", "embedded objects, whose content was not read"),
    "child": Words("含子文档的链接，其中的内容未读取", "links to subdocuments, whose content was not read"),
    "chunk": Words("含嵌入的其他文档，其中的内容未读取", "other documents embedded, whose content was not read"),
    "picture": Words(
        "正文没有文字，只有图片，图片中的文字未读取", "no text but pictures, and the text of these was not read"
    ),
    "macro": Words("含宏，未运行", "macros, which were not run"),
    "links": Words(
        "含指向其他文件或网址的链接（图片、对象或模板），未打开",
        "links to other files or addresses (pictures, objects or a template), which were not followed",
    ),
    "broken_table": Words(
        "有表格的结构不完整，其单元格按段落读取", "a table is incomplete, and its cells were read as paragraphs"
    ),
    "broken_numbering": Words(
        "自动编号的定义不完整，编号可能与所见不同",
        "automatic numbering is incomplete, and may differ from what is shown",
    ),
    "boxes_moved": Words("含文本框，框内的文字列在文末", "text boxes, whose text stands at the end"),
    "boxes": Words("含文本框，框内的文字未读取", "text boxes, whose text was not read"),
    "frame": Words(
        "含框架或嵌入的其他网页、对象，其中的内容未读取",
        "frames, or other pages or objects embedded, whose content was not read",
    ),
    "spans": Words(
        "合并单元格过多，有表格的行列不能确定，其中的数字不核对",
        "too many merged cells: rows and columns of a table are not certain, and its figures were not compared",
    ),
    "hidden_sheet": Words("工作表“{0}”是隐藏的，已一并读取", "sheet “{0}” is hidden, and was read as well"),
    "hidden_cells": Words(
        "工作表“{0}”有 {1} 行、{2} 列是隐藏的，已一并读取",
        "sheet “{0}”: {1} rows and {2} columns are hidden, and were read as well",
    ),
    "uncalculated": Words(
        "工作表“{0}”的 {1} 有公式但没有计算结果，按空白读取；请用 Excel 或 WPS 打开并保存后再审",
        "sheet “{0}”: {1} hold formulas without results, read as blank; open and save it in Excel or WPS first",
    ),
    "error_values": Words(
        "工作表“{0}”的 {1} 显示为错误值（如 #REF!），不能核对",
        "sheet “{0}”: {1} show error values such as #REF! and cannot be compared",
    ),
    "formulas": Words(
        "{0} 等 {1} 个单元格是公式而不是结果，未计算，按原文读取",
        "{1} cells from {0} on hold formulas and no results; read as they are printed",
    ),
    "running": Words("页眉、页脚和页码未计入正文", "running heads, feet and page numbers are not part of the text"),
    "unshown": Words("有不显示的文字，未计入", "text that is not shown was left out"),
    "outside": Words("有页面之外的文字，未计入", "text outside the pages was left out"),
    "skewed": Words("有斜排的文字（如水印），未计入", "text that stands askew, such as a watermark, was left out"),
    "text_layer": Words(
        "有的页是扫描图像，文字取自其中的识别层，没有与图像核对",
        "some pages are scanned images; their text is that of a recognised layer, not held against the image",
    ),
    "crowded": Words(
        "有的页线条过多，表格线未看，表格按文字读取",
        "some pages have too many lines; ruled lines were not looked at, and tables were read by their text",
    ),
    "form": Words(
        "有表单域或打字的批注，所填的内容计入正文",
        "form fields or typed annotations; what is filled in is part of the text",
    ),
    "unfilled": Words(
        "有表单域或打字的批注，其中的内容未读取", "form fields or typed annotations, whose content was not read"
    ),
    "attached": Words("有嵌入的文件，其中的内容未读取", "files embedded, whose content was not read"),
    "script": Words("有脚本（JavaScript），没有运行", "a script (JavaScript), which was not run"),
    "broken_pages": Words("第 {0} 页已损坏，其中的文字未读取", "pages {0} are damaged, and their text was not read"),
    "recognised": Words(
        "第 {0} 页是图像，文字由识别（OCR）得到", "pages {0} are images, whose text was recognised (OCR)"
    ),
    "recognised_in_doubt": Words(
        "第 {0} 页是图像，文字由识别（OCR）得到，其中 {1} 处数字两次识别不一致或把握不大，与之有关的不符只列为无法核对",
        "pages {0} are images; their text was recognised (OCR); {1} numbers were not read alike twice, or are unsure,"
        " and what contradicts them is only listed as not assessable",
    ),
    "unlike": Words(
        "第 {0} 页的文字层有 {1} 处数字与页面所显示的不一致，与之有关的不符只列为无法核对",
        "page {0}: {1} numbers of the text layer are not what the page shows; what contradicts them is only listed as"
        " not assessable",
    ),
    "images": Words(
        "第 {0} 页是图像，没有文字层，请另附能复制文字的文件；图像中的文字未读取",
        "pages {0} are images without a text layer; add a file whose text can be copied; their text was not read",
    ),
    "images_without_engine": Words(
        "第 {0} 页是图像，没有文字层，请另附能复制文字的文件，或安装识别组件（pip install 'audit-cli[ocr]'）；"
        "图像中的文字未读取",
        "pages {0} are images without a text layer; add a file whose text can be copied, or install what recognises it"
        " (pip install 'audit-cli[ocr]'); their text was not read",
    ),
    "images_not_recognised": Words(
        "第 {0} 页是图像，没有文字层，请另附能复制文字的文件，或不用 --ocr never 重新运行；图像中的文字未读取",
        "pages {0} are images without a text layer; add a file whose text can be copied, or run without --ocr never;"
        " their text was not read",
    ),
}


def note_words(note: Note) -> Words:
    """Return the sentence of *note*."""
    words = NOTES[note.key]
    return Words(
        words.zh.format(*(_zh(value) for value in note.values)), words.en.format(*(_en(value) for value in note.values))
    )


def notes_in(notes: Iterable[Note], lang: str) -> list[str]:
    """Return the sentences of *notes* in one language."""
    return [words.zh if lang == "zh" else words.en for words in map(note_words, notes)]


def _zh(value: str | int | Several) -> str:
    if not isinstance(value, Several):
        return str(value)
    return "、".join(value.names) + (f" 等 {value.total} 个单元格" if value.is_partial else "")


def _en(value: str | int | Several) -> str:
    if not isinstance(value, Several):
        return str(value)
    return ", ".join(value.names) + (f" and others, {value.total} cells," if value.is_partial else "")
