"""Puts findings about the words themselves into sentences: slips of the pen, numbers of persons, documents cited."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation
from audit_cli.comparisons import holds
from audit_cli.model import Comparison
from audit_cli.wording.naming import said
from audit_cli.wording.words import Remark, Words

_SLIPS: Mapping[str, Words] = {
    "doubled mark": Words("标点重复", "a mark is printed twice"),
    "stray mark": Words("标点连用或错置", "a mark stands where none can"),
    "doubled unit": Words("计量单位重复", "a unit is printed twice"),
    "doubled word": Words("文字重复", "a word is printed twice"),
    "unpaired mark": Words("括号或引号不成对", "a bracket or quotation mark has no counterpart"),
    "narrow comma": Words("中文句中使用了半角逗号", "half-width commas stand between Chinese characters"),
    "label mark": Words("带括号的序号后多了顿号", "a mark stands behind a label in brackets"),
    "no unit": Words("金额缺少单位“元”", "an amount lacks its unit"),
    "percent for points": Words("两个比率之差写成了百分比", "the difference of two rates is given in percent"),
    "no year": Words("年份后缺少“年”字", "a year lacks 年"),
    "no figure": Words("数字没有填写", "a figure was not filled in"),
    "no such day": Words("日期不存在", "there is no such day"),
    "undecided": Words("增减方向没有择一写明", "it is not said whether it rose or fell"),
    "word limit": Words("残留字数要求", "the limit of words was left in"),
    "misspelt": Words("名称有误", "a name is misspelt"),
}
_PERSONAL: Mapping[str, Words] = {
    "identity": Words("公民身份号码", "identity number"),
    "mobile": Words("手机号码", "mobile number"),
    "card": Words("银行卡号", "card number"),
    "account": Words("账号", "account number"),
}


def _slip(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    zh, en = _SLIPS[claim.form]
    places = list(dict.fromkeys(" ".join(term.figure.text.split()) for term in claim.terms))
    times = len(claim.terms)
    shown = [_quoted(place) for place in places]
    zh += f"：{''.join(shown)}" + (f"，共{times}处" if times > 1 else "")
    en += f": {', '.join(shown)}" + (f", {times} times" if times > 1 else "")
    if claim.basis and claim.form == "unpaired mark":
        zh, en = f"{zh}，缺少{_quoted(claim.basis)}", f"{en}; {_quoted(claim.basis)} is missing"
    elif claim.basis:
        zh, en = f"{zh}，疑为{_quoted(claim.basis)}", f"{en}; {_quoted(claim.basis)} may be meant"
    return Words(zh, en)


def _quoted(text: str) -> str:
    """Return *text* in quotation marks that are not among its own."""
    return f"「{text}」" if set('“”"‘’') & set(text) else f"“{text}”"


def _personal(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    zh, en = _PERSONAL[claim.form]
    shown = said(claim, "personal")
    return Words(f"{zh}{shown}未作脱敏处理", f"{en} {shown} is printed in full")


def _number(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    title, number = said(claim, "title"), said(claim, "number")
    if holds(comparison):
        return Words(f"{title}的文号为{number}", f"{title} is {number}")
    return Words(f"{title}的文号应为{claim.basis}，写为{number}", f"{title} is {claim.basis}, not {number}")


def _replaced(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    cited = said(claim, "title") + said(claim, "number")
    if holds(comparison):
        return Words(f"{cited}在报告年度有效", f"{cited} was in force in the year of the report")
    return Words(f"引用的{cited}已由{claim.basis}取代", f"{cited} has been replaced by {claim.basis}")


def _issued_later(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    cited = said(claim, "title") + said(claim, "number")
    return Words(
        f"引用的{cited}为{claim.basis}年文件，晚于本报告提到的各个年份",
        f"{cited} is of {claim.basis}, after every year that the report speaks of",
    )


def _no_rules(comparison: Comparison, _: Calculation) -> Words:
    if holds(comparison):
        return Words("已写明自评依据", "the report names the rules it rests on")
    return Words("没有写明自评所依据的法律法规或文件", "the report names no rule that it was made under")


SLIP_SENTENCES: Mapping[str, Remark] = {
    **dict.fromkeys(_SLIPS, _slip),
    **dict.fromkeys(_PERSONAL, _personal),
    "number": _number,
    "replaced": _replaced,
    "issued later": _issued_later,
    "no rules": _no_rules,
}

_OUT = Words("删去多余的字符", "Take out what is too much")
_AMEND = Words("更正文字", "Correct the text")
SLIP_COUNSEL: Mapping[str, Words] = {
    **dict.fromkeys(("doubled mark", "doubled unit", "doubled word", "label mark"), _OUT),
    "stray mark": Words("保留一个标点，删去其余", "Keep one mark, take the others out"),
    "unpaired mark": Words("补上或删去一半", "Put in the other half, or take this one out"),
    "narrow comma": Words("改为全角逗号", "Use full-width commas"),
    "no unit": Words("补写单位“元”", "Add the unit"),
    "percent for points": Words("写作“个百分点”", "Give it in percentage points"),
    "no year": Words("补写“年”字", "Add 年"),
    "no figure": Words("补写数字", "Fill in the figure"),
    "no such day": Words("核对并更正日期", "Check and correct the date"),
    "undecided": Words("写明增加还是减少", "Say which of the two it was"),
    "word limit": _OUT,
    "misspelt": _AMEND,
    **dict.fromkeys(
        ("identity", "mobile", "card", "account"),
        Words(
            "公开前隐去中间各位；确需公开的，应有本人单独同意", "Mask it before publishing, unless the person agreed"
        ),
    ),
    "number": Words("核对并更正文号或文件名", "Check the number and the title"),
    "replaced": Words("改用现行文件，或说明引用的原因", "Cite the document in force, or say why this one is cited"),
    "issued later": Words("核对文号中的年份", "Check the year of the number"),
    "no rules": Words("写明所依据的法律法规和文件及其文号", "Name the rules and their numbers"),
}
