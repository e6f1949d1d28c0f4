"""What figures are called in a sentence: their names in the text, without the words around them."""

from __future__ import annotations

from audit_cli.calculation import mention
from audit_cli.expressions import expression
from audit_cli.model import Claim, Term

# 比2021年的, 加上年初结转, 民宿总数由: words that lead on, where the figure is taken out of its sentence
_JOINING_BEFORE = expression(
    r"^(?:加上|减去|加|减)(?=年初|年末|期初|期末|本年|上年|动用|使用|结[转余])"
    # a base loses its 比; 比上年减少 keeps it, for 上年减少 would say another thing
    r"|^(?:本年[支收][入出])?[比较](?=[0-9]{2,4}年|上年|上一年|去年|年初|全年|同期)"
    r"(?!.*(?:[增减升降加少多长高低]|节约|节省|压缩|回落|下滑|超[出支])(?:了|额|数|约|为)*$)"
)
_OF_WHICH = expression(r"^其中[：:]?(?=[^：:])|(?:(?<=·)|^[0-9]{1,2}[、.．])其中[：:]?·?|^[0-9]{1,2}[、.．](?=[一-鿿])")
# 委托第三方对, 按合同约定有, 事故组织了深入, 对全县: words that lead to a number, and name nothing
_NO_NAME = expression(
    r"^(?:对(?:全[国省市县区州镇乡]|[0-9])|(?:按照?|根据|依据)(?:合同|协议|文件|规定|要求|方案|每))[^，·费]{0,24}$"
    r"|(?:[对将把向被让使]|了[一-鿿]{0,2})$"
)
# 为确保汛期安全我局全年安排防汛资金, 通过购买服务方式开展排查支出, 在全县范围内组织宣传投入: how, why and by whom
_ADVERB = expression(
    r"^(?:为了?|按照|根据|经过|随着|围绕|结合|针对|由于)[^，·]{2,36}?(?:我(?:单位|部门|[局委办院校镇县市区乡厅处])|本(?:单位|部门|[局委办院校])"
    r"|(?=全年|当年|本年|年内))"
    r"|^(?:通过|采取|采用|以)[^，·]{2,16}?(?:方式|形式|办法|渠道)"
    r"|^在[^，·]{2,12}?(?:范围内|过程中|基础上|前提下|工作中)"
)
# 完成80亿元，占总投资200亿元的40%; 分别为30亿元和50亿元: what stands before such figures is no name
_NOTHING = frozenset("的和与及")
_OF_SHARE = expression(r"^占(?![地用比])")
# the signs of a formula around a name
# signs, and the colon of 项目支出：
_OPERATORS = "=＝+＋×÷ ：:"
_COUNTED = expression(r"(?<=[^，·]{2})(?:共[计有]?|累计|(?<!下)达到?)$")
_JOINING_AFTER = expression(
    r"(?:的|(?<=[增减升降加少多长高低])了|(?<![理自缘])由|(?<=[计额数入出费])[均各]|(?<=[^，·]{3})等|(?<=[一-鿿])(?<![实现共应没拥加长升高降少减展大整达落])[有到])$"
)


def tidied(label: str) -> str:
    """Return what the text calls a figure, without the words that only join it to its sentence; "" if that is all."""
    label = _OF_WHICH.sub("", " ".join(label.split()).replace(" / ", "·").strip(_OPERATORS))
    short = _COUNTED.sub("", _ADVERB.sub("", _JOINING_BEFORE.sub("", label)))
    name = _JOINING_AFTER.sub("", short)
    return "" if _NO_NAME.search(name) else name or label


def label_of(term: Term) -> str:
    """Return what the text calls the figure of *term*."""
    if term.label in _NOTHING:
        return "占比" if term.label == "的" else ""
    label = tidied(term.label)
    if term.figure.type != "rate":
        return _OF_SHARE.sub("", label)
    # 占基本支出的91%: a rate keeps its 的
    return "占比" if label == "占" else label + "的" * term.label.endswith("的")


def named(term: Term) -> str:
    """Return the figure of *term* as printed, behind its name."""
    return label_of(term) + mention(term.figure)


def within(claim: Claim, term: Term) -> str:
    """Return the name of *term* without the row that it shares with the stated figure."""
    row, mark, _ = label_of(claim.terms[0]).rpartition("·")
    return named(term).removeprefix(row + mark)


def together(claim: Claim, role: str) -> str:
    """Return the terms in *role*, named one after the other with their signs."""
    terms = [t for t in claim.terms if t.role == role]
    often = [f"{abs(t.sign)}×" * (abs(t.sign) != 1) + within(claim, t) for t in terms]
    if len(terms) == 1:
        return often[0]
    joined = "".join(f"{'减' if t.sign < 0 else '加'}{words}" for t, words in zip(terms, often, strict=True))
    return f"（{joined.removeprefix('加')}）"


def named_en(term: Term) -> str:
    """Return the same for a sentence in English."""
    label = label_of(term)
    return f"{label} {mention(term.figure)}" if label else mention(term.figure)
