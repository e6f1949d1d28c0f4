"""Subjects: of whom the paragraph of a figure tells, where its own words do not say so.

市本级收入9亿元，…。支出12亿元 is the spending of 市本级; 二、失业保险基金。本年收入24亿元 is the income of that fund.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.model import Document, Fact

_LEVEL = expression(
    r"全[国省市县区州盟旗镇乡]|(?:[省市县区州盟旗镇乡]|中央)?本级|(?:中央|[省市县区])级(?=[一-鿿]{0,8}(?:收入|支出))"
)
_RUN_IN = expression(
    r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*"
    r"([^。：:\n\d]{1,30}(?:基金|项目|中心|医院|学校|公司|[局所院校省市县区镇乡村]))[。：:]"
)


def of_others(a: Fact, b: Fact, document: Document, another: Document | None = None) -> bool:
    """Whether two figures, the second in *another* document, are told of two funds, organizations, or levels."""
    there = another or document
    if _owner(a, document) != _owner(b, there):
        return True
    one, other = _level(a, document), _level(b, there)
    return one != other and "" not in (one, other)


def _owner(fact: Fact, document: Document) -> str:
    """Return whom the words that open a paragraph name: 二、失业保险基金。本年收入24亿元."""
    block = document.blocks[fact.figure.block]
    named = _RUN_IN.match(document.text, block.start, fact.figure.start)
    return named[1] if named is not None else ""


def _level(fact: Fact, document: Document) -> str:
    """Return the level of government last named before a figure, in its paragraph or in the heading above."""
    block = document.blocks[fact.figure.block]
    told = _LEVEL.findall(document.text, block.start, fact.figure.start) or _LEVEL.findall(document.heading_of(block))
    return told[-1] if told else ""
