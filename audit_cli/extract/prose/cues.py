"""Cues: the words that open a list of parts, in the text before its first figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Cue, Item

_CUE = expression(
    r"(?=[其分从依按如组构含主包用由细即具变来明资去投安拨下])(?:"  # no alternative is tried where none can begin
    r"(?P<of_which>(?<![“《])其中)"  # what stands in quotes is a name
    r"|(?P<respectively>分别[是为达]|依次[是为])"
    r"|(?P<by>[分从](?!构成)[一-鿿、“”]{2,14}看(?=[，,：:])|按(?![期时质规]|计划|程序|要求|约定)[一-鿿]{2,10}(?:分类?|划分|看)?(?=[，,：:])|分(?:项目|科目|类别|地区|用途|年度|部门|税种|级次|来源|行业|单位)[一-鿿]{0,4}(?=[，,：:]))"
    r"|(?P<list>(?:如下|组成情况|构成情况|(?:主要[一-鿿]{0,6})?(?:分项|具体|变化|安排|分配|投向)情况(?:如下|[为是])?)(?=[：:])|(?<=[，,（(；;])含(?=[一-鿿])|主要[一-鿿]{0,6}有|主要包括|主要用于|(?<=[，,])(?:分别)?(?:安排|分配|拨付|下达)给(?=[一-鿿])|主要为|来源[为是](?=[一-鿿])|资金(?:筹措|来源)(?:方案|渠道|方式|情况|构成)?[为是]?(?=[：:])|明细(?:为|如下)|(?:资金)?(?:去向|投向)(?:主要)?(?:分别)?[为是]?(?=[：:])"
    r"|主要是(?!因(?!公出国)|由)|主要有|包括|包含|用于|构成为?|分布[在于](?=(?![全各])[一-鿿]{1,8}[镇乡村县区市]$)|由以下|组成|(?<![得总评均满])分为|细分|即|具体[为是如]))"
)
_PARTIAL = expression(r"主要|包括|包含|^含|含|用于|等(?![级次])")
_ASIDE = expression(r"[（(][^（()）]*[）)]")
_NOT_YET = "未不应拟可将"  # what is not yet used for anything is no list: 拟用于
# 其中，出国费用没有，原因是…；用车支出25万元: the list goes on with what there is
_OF_WHICH_NOTHING = expression(
    r"[^；;\d]{0,60}(?<![“《])(其中)[：:，,]?[^；;。\d]{2,20}(?:没有|无|未发生|未安排|为零)[^；;。\d]{0,60}[；;][^；;。]*$"
)
_MAIN = "主要"  # 主要支出科目情况如下：
_PURPOSE_ENDS = expression(r"[，,；;]")
_RATIO_SIGNS = (":", "：")
_COLONS = (*_RATIO_SIGNS, "——")
_AMONG = expression(r"[^，。；、\n]{0,16}中[，,]")
# 126辆车中执法用车112辆, but no 3个集中供热点12处
_AMONG_AT_ONCE = expression(r"[一-鿿]{1,8}(?<![初高集其空当年期])中(?![心央小药医级标型期国华学专])(?=[一-鿿]{2,12}$)")
_AMONG_THE_REST = expression(r"[。\s]*(?:未|剩余|结余|结转|尚|欠)[^，。；、\n]{0,12}中[，,]")
_IN_ALL = expression(r"(?:支出|收入)?(?:合计|总计|总额|决算数?|预算数?)$")
_WITHIN = expression(r"([一-鿿“”]{2,12})中(?:的|，|,)?(?=[一-鿿])")
_BOTH_SIDES, _OF_BOTH = ("收入总计", "支出总计"), ("收入支出总计", "收支总计", "收、支总计", "收入、支出总计")
_WITHIN_REACH = 12  # items before, of which one may be the whole that 中 names
_GIVEN_BY = expression(
    r"[，,]?由[^，,。；、]{1,14}(?:派出|选派|派驻|承担|负担|出资|配套|自筹|筹集|筹措|解决|安排|投入|分担)"
)
_IN_SUM = expression(r"[共总]")
_COMPOSED = expression(r"\s*由")
_MAKE_UP = ("组成", "构成")
_COMPOSED_END = expression(r"组成|构成")
_COMPOSED_REACH = 300  # characters of a list between 由 and 组成


def cue_of(gap: str, sep: int, opened: bool, host: int, items: Sequence[Item]) -> tuple[Cue, str, bool]:
    """Return the cue that opens a list in *gap*, its words, and whether it says that the list is partial.

    *gap* is the text since the last of *items*, *sep* its strongest separator; a bracket *opened* in it touches the
    item *host*.
    """
    found = None
    if "（" in gap or "(" in gap:
        gap = _ASIDE.sub(_blank, gap)
    since = max(map(gap.rfind, "；;。")) + 1 if sep >= SEMICOLON else 0
    for found in _CUE.finditer(gap, since):  # noqa: B007 - the last one counts
        pass
    if found is None and since and "其中" in gap and (nothing := _OF_WHICH_NOTHING.match(gap)) is not None:
        return "of_which", nothing[1], False
    if found is not None:
        if found.start() > 0 and gap[found.start() - 1] in _NOT_YET:
            return "", "", False
        word = found.group()
        if word in _MAKE_UP and not found.start() and not gap[found.end() :].lstrip().startswith(_COLONS):
            return "", "", False  # 由人员经费60万元、公用经费20万元组成，合计80万元
        if word in _MAKE_UP and not gap[found.end() :].strip():
            return "", "", False  # 14名教师组成4个小分队: what they make up, not what makes them up
        if word == "即" and items and items[-1].figure.type == "rate":
            return "", "", False  # 首付30%即20.55万元: what the rate makes
        if (
            word.endswith("用于")
            and not found.start()
            and (gap.endswith("、") or _PURPOSE_ENDS.search(gap, found.end()))
        ):
            return "", "", False  # 第一批20万元用于道路，第二批…: what the amount before is for
        each_told = word == "用于" and gap[: found.start()].rstrip("：:，, \n").endswith(("其中", "分别"))
        partial = _PARTIAL.search(word) or (found.lastgroup == "list" and _MAIN in gap[since : found.start()])
        return found.lastgroup, word, bool(partial) and not each_told  # type: ignore[return-value]
    if opened and host >= 0:
        return "bracket", "", False
    if not items:
        return "", "", False
    if gap in _RATIO_SIGNS and items[-1].figure.type == "number":
        return "", "", False  # 男女比例1.2:1
    if gap.lstrip().startswith(_COLONS):
        return "colon", "", False
    if "中" not in gap:
        return "", "", False
    at_once = items[-1].figure.type == "count" and _AMONG_AT_ONCE.match(gap)
    if at_once or _AMONG.match(gap) or _AMONG_THE_REST.match(gap):
        return "colon", "中", False
    within = _WITHIN.search(gap)
    if within and _names_one(within.group(1), items):
        return "within", within.group(1), False
    return "", "", False


def _blank(aside: re.Match[str]) -> str:
    """Return blanks for a bracket inside a label, which opens no list: 使用非财政拨款结余（含专用结余）."""
    return "　" * len(aside.group())


def _names_one(name: str, items: Sequence[Item]) -> bool:
    """Whether *name* ends like the label of an item shortly before: 项目支出80万元。项目支出中，…."""
    near = items[-_WITHIN_REACH:]
    return any((len(i.label) >= 4 or i.label == name) and is_named_within(name, i.label) for i in near)


def is_named_within(name: str, label: str) -> bool:
    """Whether *label* is that of the whole that *name* calls: 收入支出总计均为100万元。收入总计中，…."""
    label, end = label.rstrip("为均各是"), name[-4:]
    if label.endswith(end) or _IN_ALL.sub("", label).endswith(end):
        return True
    return end in _BOTH_SIDES and label.endswith(_OF_BOTH)


def is_shared_out(label: str, before: Item, kin: bool) -> bool:
    """Whether a figure is what the first of several gives to the one before: 干部共21人，由县直机关派出15人，…."""
    told = before.total_after or _IN_SUM.search(before.label) is not None or before.role == "rest"
    return kin and told and _GIVEN_BY.fullmatch(label) is not None


def is_composed(label: str, text: str, end: int) -> bool:
    """Whether a list opens with 由 and is closed by 组成 in its sentence; its first figure ends at *end*."""
    if "由" not in label or not _COMPOSED.match(label):
        return False
    return bool(_COMPOSED_END.search(text[end : end + _COMPOSED_REACH].split("。")[0]))
