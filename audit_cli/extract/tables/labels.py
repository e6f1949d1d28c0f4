"""What the label of a row or column says by its form: number, 其中, total, code."""

from __future__ import annotations

from functools import lru_cache

from audit_cli.expressions import expression

_NUMBERING = expression(
    r"(?P<chinese_in_brackets>[（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3}[、.．，])"
    r"|(?P<in_brackets>[（(]\d{1,2}[）)])"
    r"|(?P<half_bracket>\d{1,2}[)）])"
    r"|(?P<two_levels>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?!\d)[、.．]?)"
    r"|(?P<digit>\d{1,2}[、.．，](?!\d))"
    r"|(?P<circled>[①-⑳])"
)
# 一、收支情况 （一）收入总计: the heading stands in the row of the first below it
_HEADED = expression(r"[一二三四五六七八九十]{1,3}、[^\s（(]{2,20}\s*(?=[（(][一二三四五六七八九十]{1,3}[）)])")
_DEPTHS = {
    "chinese": 1,
    "chinese_in_brackets": 2,
    "digit": 3,
    "two_levels": 4,
    "in_brackets": 4,
    "half_bracket": 5,
    "circled": 6,
}
# a yearbook marks what is counted among others by #
_OF_WHICH = expression(r"^[#＃](?=[一-鿿])|^(?:其中|包括|内[：:]|其[：:])[：:]?|^其\s*中")


_TOTAL = expression(
    r"^(?:(?P<lower>小计|分计|款?小计)|(?P<middle>合计|共计|汇总|合\s*计|本?合计)|(?P<upper>总计|总额|总和|总分|总量|总数)|(?P<whole>总(?:投资|收入|支出|资产|负债|人数|预算|金额|资金|成本|面积|经费|得分|分值)))"
    r"|(?P<low>小计)$|(?P<mid>合计|共计|汇总)$|(?P<top>总计|总额|总分)$|^(?P<same>累计)$"
)


_PLAIN_TOTAL = expression(r"合\s*计|总\s*计|小计|共计|汇总|总分")


_ITEM = expression(r"^(?:指标|目标|任务|项目|内容)[一二三四五六七八九十\d]{1,2}[：:、.]?")


_TRAILING_NOTE = expression(r"[（(][^（）()]*[）)]$|[：:]$")


_WITH_AMOUNT = expression(r"[^\d：:]{2,24}[：:](?:[^\d：:]{2,24}[：:])?[-−]?[\d,，]+(?:\.\d+)?(?:[百千万亿]{0,2}元)?$")


_CODE = expression(r"^(\d{3}(?:\d\d){0,3})(?!\d)")


@lru_cache(maxsize=8192)
def numbering_of(label: str) -> tuple[str, str]:
    """Return the kind of number that *label* begins with, and the rest of it."""
    if (heading := _HEADED.match(label)) is not None:
        label = label[heading.end() :]
    found = _NUMBERING.match(label)
    if found and found.end() < len(label):
        return found.lastgroup or "", label[found.end() :]
    return "", label


@lru_cache(maxsize=8192)
def rank_of(label: str) -> int:
    """Return 0 for an ordinary label, 1 for 小计, 2 for 合计, 3 for 总计."""
    _, rest = numbering_of(label)
    rest = _TRAILING_NOTE.sub("", rest) or rest
    if _OF_WHICH.match(rest):
        return 0
    found = _TOTAL.search(rest)
    if not found:
        return 0
    name = found.lastgroup or ""
    if name in ("lower", "middle", "upper") and len(rest) > 8:
        return 0
    return {"lower": 1, "low": 1, "middle": 2, "mid": 2}.get(name, 3)


def is_plain_total(label: str) -> bool:
    """Whether a label says that all of a list is added up, as 支出总额 or 总投资 do not."""
    return bool(_PLAIN_TOTAL.search(label))


def is_bare_total(label: str) -> bool:
    """Whether a label says that all is added up and not of what: 合计, but not 资产合计."""
    return _PLAIN_TOTAL.fullmatch(core_of(label)) is not None


@lru_cache(maxsize=8192)
def core_of(label: str) -> str:
    """Return *label* without numbering, 其中, codes and trailing brackets."""
    _, rest = numbering_of(label)
    rest = _OF_WHICH.sub("", rest).lstrip("：: ")
    _, rest = numbering_of(rest)
    rest = _ITEM.sub("", rest) or rest
    rest = _CODE.sub("", rest)
    return (_TRAILING_NOTE.sub("", rest) or rest).strip("：:、 ")


@lru_cache(maxsize=8192)
def is_of_which(label: str) -> bool:
    _, rest = numbering_of(label)
    return bool(_OF_WHICH.match(rest))


def numbering_within(label: str) -> str:
    """Return the kind of number that stands behind 其中: 其中：（一）因公出国费."""
    found = _OF_WHICH.match(label)
    return numbering_of(label[found.end() :].lstrip("：: "))[0] if found is not None else ""


def names_amount(text: str) -> bool:
    """Whether a cell holds a name and its amount: 其中：一般公共预算：1325.68."""
    return ("：" in text or ":" in text) and _WITH_AMOUNT.match(text) is not None


@lru_cache(maxsize=8192)
def code_of(label: str) -> str:
    """Return the functional or economic code that *label* begins with: 205, 20502, 2050201."""
    found = _CODE.match(label)
    return found[1] if found else ""


def depth_of(label: str) -> int:
    """Return how deep the number of a label usually stands: 1 for 一、, 2 for （一）, …; 0 without a number."""
    return order_of(numbering_of(label)[0])


def order_of(kind: str) -> int:
    return _DEPTHS.get(kind, 0)
