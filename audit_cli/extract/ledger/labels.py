"""Labels of list items, tables and indicators: 1. 1、（1） 2.1 指标1 附件3."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.ledger.places import (
    ASIDE,
    DIGIT_TAILS,
    DIGITS,
    SPACE,
    Place,
    bare,
    begins_block,
    begins_phrase,
    is_han,
)
from audit_cli.extract.ledger.units import SPOKEN_UNITS, UNITS, unit_at
from audit_cli.model import Block, Figure

PAGE = expression(r"\s{0,40}[-—－]{1,3} ?[0-9]{1,3} ?[-—－]{1,3}\s{0,40}")
LEVELS = expression(r"[0-9]{1,2}(?:[.][0-9]{1,2}){2,5}(?![0-9])[.]?")
_CODE = expression(r"2[0-3][0-9](?:[0-9]{2}){0,2}[-－—]?[\u4e00-\u9fff]")  # 1、20103-政府办公厅
_NOTE_OPENS, _NOTE_CLOSES = "[［〔", ("]", "］", "〕")
_SUB_LABEL = expression(r"(?:[-.－][0-9]{1,2}){1,3}(?![0-9])")
LABELLED = ("附件", "附表", "附图", "附录", "指标", "目标", "表", "图", "注", "附")
_LABELLED_WEAK = (
    "问题",
    "任务",
    "措施",
    "案例",
    "专栏",
    "机构",
    "单位",
    "项目",
    "备注",
    "举措",
    "建议",
    "情况",
    "方面",
)
_NOT_LABELLED = ("代表", "报表", "发表", "地图", "企图", "关注", "投注", "备注", "调查表", "填表")


def pointed_label(place: Place, start: int, end: int, printed: str, following: str, block: Block) -> Figure | None:
    """Return the label of "1.2021年…", "2.1 总体情况" or "1.3个…" at the start of a block, else None."""
    text, _, high, _, _ = place
    whole, _, rest = printed.partition(".")
    if len(whole) > 2 or whole[0] == "0" or not rest.isdigit():
        return None
    if following == "年" and len(rest) == 4 and rest[:2] in ("19", "20"):
        if begins_phrase(place, start):
            return bare(place, start, start + len(whole) + 1, "label")
        return None
    if block.kind == "cell" or not begins_block(place, start):
        return None
    unit = unit_at(text, end, high)
    if unit:
        if UNITS[unit].type == "count" and unit != "分" and rest[0] != "0":
            return bare(place, start, start + len(whole) + 1, "label")
        return None
    if len(rest) > 2 or rest[0] == "0":
        return None
    at = end
    while at < high and text[at] in SPACE:
        at += 1
    if at < high and is_han(text[at]) and text[at] not in "万亿余多个":
        return bare(place, start, end, "label")
    return None


def _begins_item(place: Place, start: int, printed: str) -> bool:
    """Whether a list item may begin here; behind a colon only the first."""
    if not begins_phrase(place, start):
        return False
    return printed == "1" or place.text[max(place.low, start - 8) : start].rstrip()[-1:] not in (":", "：")


def short_label(
    place: Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    """Return the label that one or two digits are: 1. 1、（1） 1） 指标1 附件3."""
    text, low, high, _, block = place
    if previous in _NOTE_OPENS and following in _NOTE_CLOSES and previous and is_han(text[start - 2 : start - 1]):
        return bare(place, start, end, "label")  # 在园幼儿[3]4713.88万人: the number of a note
    if following and following in "）)" and previous and previous in "（(" and start > floor:
        before = text[start - 2] if start - 2 >= low else ""
        after = text[end + 1] if end + 1 < high else ""
        aside = bool(before) and (is_han(before) or before in DIGITS)
        if not (aside and (not after or after in ASIDE)):
            return bare(place, start - 1, end + 1, "label")
        return None
    if (
        following
        and following in "、.．)）"
        and (end + 1 >= high or text[end + 1] not in DIGITS or following in "、）)")
    ):
        after = text[end + 1] if end + 1 < high else ""
        year = following == "、" and text[end + 1 : end + 3] in ("19", "20") and text[end + 5 : end + 6] == "年"
        code = following == "、" and _CODE.match(text, end + 1, high) is not None
        line = following in "）)" and text[start - 1 : start] == "\n"  # 2）99公益日
        if (after not in DIGITS or year or code or line or not after) and _begins_item(place, start, printed):
            return bare(place, start, end + 1, "label")
        if (
            following == "、"
            and after
            and is_han(after)
            and (previous in "，," or is_han(previous))
            and int(printed) <= 30
        ):
            return bare(place, start, end + 1, "label")
        if following in ".．" and after and is_han(after) and previous in SPACE | frozenset("，,、") and previous:
            return bare(place, start, end + 1, "label")
    if previous and is_han(previous):
        window = text[max(low, start - 3) : start]
        if window.endswith(LABELLED) and not window.endswith(_NOT_LABELLED):
            unit = unit_at(text, end, high)
            if (
                not unit
                or (unit not in SPOKEN_UNITS and unit != "分")
                or (UNITS[unit].type != "count" and following not in "%％元")
            ):
                if following in DIGIT_TAILS:
                    return None
                found = _SUB_LABEL.match(text, end, high)
                return bare(place, start, found.end() if found is not None else end, "label")
        elif window.endswith(_LABELLED_WEAK) and (end == high or following in "：:\n\t"):
            return bare(place, start, end, "label")
        return None
    if following and following in SPACE and following != "\n" and previous == "" and block.kind != "cell":
        at = end
        while at < high and text[at] in SPACE:
            at += 1
        if at < high and is_han(text[at]) and not (at - end == 1 and unit_at(text, at, high, spaced=True)):
            return None if text[at] in "余多万亿" else bare(place, start, end, "label")
    return None
