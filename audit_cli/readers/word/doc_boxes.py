"""The text boxes of an old Word document, where the converter cannot tell where they stand: their text alone."""

from __future__ import annotations

from typing import Any

from audit_cli.expressions import expression

# a field: its instruction stands between the first two marks, its result between the last two
_INSTRUCTION = expression(r"\x13[^\x13-\x15]*\x14?")
# marks of the format, and what XML cannot hold
_MARKS = expression(r"[\x00-\x06\x08\x0e-\x1f\x7f\ud800-\udfff\ufffc-\uffff]")
_ENDS = expression(r"[\r\x07\x0b\x0c]")


def text_of_boxes(data: bytes, report: Any) -> tuple[str, ...]:
    """Return the paragraphs in the text boxes of the document *data*; raises what the converter raises.

    Text boxes follow all other stories of the document: body, footnotes, headers, remarks, endnotes.
    """
    from doc2docx.cfb import CompoundFile
    from doc2docx.msdoc import FileInformationBlock, read_piece_table

    compound = CompoundFile(data)
    stream = compound.open_stream("WordDocument")
    information = FileInformationBlock.parse(stream)
    table = compound.open_stream(information.base.table_stream_name)
    place = information.clx
    pieces = read_piece_table(table, stream, fc_clx=place.fc, lcb_clx=place.lcb, report=report)
    begin = sum((
        information.ccp_text, information.ccp_footnotes, information.ccp_headers, information.ccp_macros,
        information.ccp_comments, information.ccp_endnotes,
    ))  # fmt: skip
    text = pieces.extract(begin, begin + information.ccp_textboxes, report, story="textboxes")
    lines = _ENDS.split(_MARKS.sub("", _INSTRUCTION.sub("", text)))
    return tuple(line for line in lines if line.strip())
