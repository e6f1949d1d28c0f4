"""A paragraph as a short row of items: each quantity with its label, its separators, cues, brackets and role.

The text between two quantities is folded into the later one, so that all grammar works on a few dozen items a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from audit_cli.model import QUANTITIES, Document, Figure

Role = Literal["plain", "used", "rest", "change", "base", "price", "share", "growth", "rate", "points", "to"]
Cue = Literal["", "of_which", "by", "list", "respectively", "colon", "bracket", "within"]

NO_SEPARATOR, PAUSE, COMMA, SEMICOLON, STOP = range(5)
_RANK = {"、": PAUSE, "，": COMMA, ",": COMMA, "：": COMMA, ":": COMMA, "；": SEMICOLON, ";": SEMICOLON,
         "。": STOP, "！": STOP, "？": STOP, "!": STOP, "?": STOP, "\n": STOP}  # fmt: skip

_TOKEN = re.compile(r"[、，,：:；;。！？!?（）()\[\]【】〔〕\n]")
# how a line of a list begins: the same mark in the next line is a sibling
_MARK = re.compile(
    r"\s*(?:(?P<a>[一二三四五六七八九十]{1,3}、)|(?P<b>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<c>\d{1,2}[.．、](?!\d))|(?P<d>[（(]\d{1,2}[）)])"
    r"|(?P<e>[①-⑳])|(?P<f>[一二三四五六七八九]是)|(?P<g>\d{1,2}[）)])|(?P<h>[-•●◆■▪])\s*)"
)
_OPENS = "（(【[〔"
_CLOSES = "）)】]〕"

# cues that open a list, looked for in the text before a figure
_CUE = re.compile(
    r"(?P<of_which>其中|其中包括|其中有)"
    r"|(?P<respectively>分别[是为达]|依次[是为])"
    r"|(?P<by>按[一-鿿]{2,10}(?:分类?|划分|看)?(?=[，,：:]))"
    r"|(?P<list>(?:如下|组成情况|构成情况)(?=[：:])|(?<=[，（(；])含(?=[一-鿿])|主要[一-鿿]{0,6}有|主要包括|主要用于|主要为|主要是(?!因|由)|主要有|包括|包含|用于|构成为?|由以下|组成|分为|细分|即|具体[为是如])"
)
_ADDED_UP = re.compile(r"(?:合计|共计|总计|累计|共|加总|相加|之和|支出合计|收入合计)")
_COMPOSED = re.compile(r"\s*由")
_COMPOSED_END = re.compile(r"组成|构成")
_AMONG = re.compile(r"[^，。；、\n]{0,16}中[，,]")
_WITHIN = re.compile(r"([一-鿿]{2,12})中(?:的|，|,)?(?=[一-鿿])")
_PARTIAL = re.compile(r"主要|包括|包含|^含|含|用于|等")

_CHANGE_WORD = r"(?:增加|增长|增收|增支|上升|提高|增幅|上涨|增多|多支出|多收入|减少|下降|降低|压减|压缩|缩减|减支|核减|节约|节省|降幅|减幅|回落|超出|超支|超过|调增|调减|追加|净增|净减|新增|高于|低于|变动|增减|变化|多|少)"
_CHANGE_END = re.compile(
    _CHANGE_WORD + r"(?:了|额|数|金额|资金|经费|支出|收入|幅度|率|比例|约|近|为|是|共|达|到|[\s：:])*$"
)
# a bare verb of change says it of whatever stands before; one with a noun behind it (新增资金支出) only in a comparison
_CHANGE_VERB_END = re.compile(
    r"(?:增加|增长|增收|增支|上升|提高|上涨|减少|下降|降低|压减|压缩|缩减|核减|节约|节省|回落|超出|超支|调增|调减|净增加?|净减少?|少支出|多支出)"
    r"(?:了|额|约|近|为|达|[\s：:])*$"
)
_COMPARES = re.compile(r"比|较|同比|超|各|因|由于|增减|[额数幅](?:为|是)?$")
_OVER_PLAN_END = re.compile(
    r"(?:超出|超过|超支|超)(?:年初|全年|调整)?(?:预算|计划|上年|指标|控制数)数?(?:了|为|[\s：:])*$"
)
_FALL = re.compile(
    r"减少|下降|降低|压减|压缩|缩减|减支|核减|节约|节省|降幅|减幅|回落|调减|净减|低于|少(?:了|支出|收入)?$"
)
_TO_END = re.compile(
    r"(?:增加|增长|提高|上升|提升|扩大|减少|下降|降低|调整|压减|回落|增|升|降|调增|调减)(?:到|至|为)(?:了|约|近|\s)*$"
)
_FROM = re.compile(r"由|从")
_USED_END = re.compile(
    r"(?:^.{0,6}收到.{0,8}|(?:已|实际|实|累计|共|年底|已经)(?:完成)?(?:使用|支付|支出|执行|拨付|完成|列支|到位|发放|兑付|报账|付款|付|拨|用|收到|下达|落实|投入|筹集|偿还|开支)"
    r"|(?<!未)(?<!待)(?<!应)(?<!需)(?<!拟)(?:支付|使用|收到|拨付|执行)|执行数|支付数|完成数)(?:了|资金|金额|数|投资|进度|为|是|共|约|达|：|:|\s)*$"
)
_REST_END = re.compile(
    r"(?:剩余|尚余|尚有|结余|未使用|未支付|待支付|尚未支付|未执行|未支出|未完成|未拨付|尚欠|欠付|余额|节余|余|缺口|差额|其余|还差|尚差|结转下年|结转下年使用|年末结转|^结转)(?:了|资金|金额|数|额|款项|经费|为|是|约|共|[\s：:])*$"
)
_REST_AFTER = re.compile(r"\s*(?:待|尚?未)(?:完成)?(?:支付|使用|拨付|执行|支出|付|到位)")
_USED_AFTER = re.compile(r"\s*已(?:经|全部)?(?:使用|支付|拨付|到位|完成支付|支出|执行)")
# the figure that a change is measured from: 较上年3802.40万元增加183.20万元
_BASE = re.compile(
    r"(?:其中)?(?:比|较|与|同)(?![例重亩])|.*(?:比|较|与|同)(?:上一?年|去年|同期|(?:19|20)\d\d\s*年|年初|预算|计划|目标)[^，。；]{0,10}$"
)
_PRICE = re.compile(r"每(?:[一-鿿]{1,4})$|(?:单价|人均|户均|亩均|平均)[一-鿿]{0,6}$")
_CHANGE_AFTER = re.compile(rf"\s*(?:相比)?[，,]?{_CHANGE_WORD}|\s*相比|\s*持平")
_BARE_USE = re.compile(
    r"(?:其中)?(?:实际|已|累计|当年|本年|全年)?(?:支出|执行|使用|支付|付款|列支|实付|到位|拨付|完成支出|完成投资|(?:支出|收入)?决算|得分?|实得)(?:资金|金额|数|了|为)*"
)
_CARRIED = re.compile(r"结转(?:和|及|与)?结余|年初|上年结|年末(?!结转$)")
_SHARE = re.compile(r"占")
_SHARE_END = re.compile(r"(?:比重|占比|比例|比率)(?:分别)?(?:为|是|达到?|约|[\s：:])*$")
EACH = re.compile(
    r"(?<!全)各(?![项类级种自地界部方乡单级处科业行股式级]|[一-鿿]{0,10}[、，])(?=[一-鿿\s]{0,12}$)|每(?:个|家|人|年|月|户|处|村|镇|校|所|街道|乡)(?=[一-鿿\s]{0,10}$)|均(?=[一-鿿\s]{0,8}$)|分别(?=(?!为|是|占|达)[一-鿿]{2,8}$)"
)
_TOTAL_AFTER = re.compile(
    r"^(?:以上|上述|[两三四五六七八九]项|各项|全部|前述|，|,)*(?:共计|合计|总计|总共|共|累计|小计|合计为|共计为|总额|计|总合计)(?:支出|收入|资金|金额|经费|为|是|达|约|\s)*$"
)
_DONE = re.compile(
    r"^[，,]?(?:现?已|均已|已经|全部)(?:全部|经|均)?(?:使用|支付|支出|执行|拨付|完成)(?:完毕|完成|完|到位)|^[，,]?全部(?:使用|支付|支出|完成|执行|拨付)|^[，,]?[^，。；]{0,8}(?:已支付完成|支付完毕|使用完毕|已完成支付)"
)


# units of counts that add up with nothing but themselves
_NOT_COUNTED = frozenset({"分", "年", "天", "小时", "个月", "周", "日", "岁", "级"})


class Item(NamedTuple):
    """One quantity in its place.

    *place* is its number in the row, *label* the text right before it, *lead* the clauses between the item before and the label, *post* the text
    after it up to the next separator. *sep* is the strongest separator since the item before; *depth* the bracket
    depth, *group* the bracket it stands in (0 outside), *host* the item that this bracket touches (-1: none).
    *mark* is how its line begins if it is the first figure of a line of a list.
    """

    place: int
    figure: Figure
    label: str
    lead: str
    post: str
    sep: int
    sentence: int
    depth: int
    group: int
    host: int
    cue: Cue
    cue_word: str
    partial: bool
    role: Role
    falls: bool
    each: bool
    total_after: bool
    done: bool
    label_start: int
    opens: bool
    line: int
    mark: str
    raw: str

    @property
    def unit(self) -> str:
        return self.figure.unit

    @property
    def is_amount(self) -> bool:
        """Whether it may be the total or a part of a breakdown."""
        return self.figure.type in ("money", "count", "measure", "number")

    def same_unit(self, other: Item) -> bool:
        """Whether two figures are counted in one unit: 件 and 件次 are."""
        return self.unit == other.unit or self.unit.removesuffix("次") == other.unit.removesuffix("次") != ""

    def kin_amount(self, figure: Figure) -> bool:
        """Whether this is money or a score like *figure*, of which one may be the used part of the other."""
        return self.figure.type == figure.type == "money" or self.unit == figure.unit == "分"

    def kin(self, other: Item) -> bool:
        """Whether two figures can stand in one sum: both money, or both things counted."""
        a, b = self.figure.type, other.figure.type
        if self.unit in _NOT_COUNTED or other.unit in _NOT_COUNTED:
            return self.unit == other.unit
        if a == "money" or b == "money":
            return a == b
        if a == "measure" or b == "measure":
            return self.unit == other.unit
        return self.is_amount and other.is_amount


def _as_money(figure: Figure) -> Figure:
    return figure._replace(type="money", unit="元")


def _typed(figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the quantities among *figures*; numbers in a list that ends in a unit, and bare 万 beside money, get it."""
    quantities = [f for f in figures if f.type in QUANTITIES and not _counts_terms(f, text)]
    money_near = any(f.type == "money" for f in quantities)
    for i in range(len(quantities) - 1, -1, -1):
        figure = quantities[i]
        if figure.type != "number" or figure.unit:
            continue
        after = quantities[i + 1] if i + 1 < len(quantities) else None
        if figure.scale >= 10000:
            fraction = figure.quantum < figure.scale
            if (money_near and fraction) or re.search(
                r"[款费资金支出入额]$", text[max(0, figure.start - 6) : figure.start]
            ):
                quantities[i] = _as_money(figure)
        elif (
            after is not None
            and after.unit
            and text[figure.end : after.start].strip() in ("、", "，", ",", "和", "及", "与")
        ):
            scale = after.scale
            quantities[i] = figure._replace(
                type=after.type, unit=after.unit, value=figure.value * scale, quantum=figure.quantum * scale,
                scale=scale, printed_unit=after.printed_unit, exact=after.exact,
            )  # fmt: skip
    return quantities


def _counts_terms(figure: Figure, text: str) -> bool:
    """Whether a figure only says how many amounts were added up: 以上三项合计."""
    return figure.unit == "项" and not figure.text[0].isdigit() and bool(_ADDED_UP.match(text, figure.end))


def _role(figure: Figure, label: str, lead: str) -> tuple[Role, bool]:
    """Return what a figure is in its clause, and whether it says a fall."""
    kind = figure.type
    if kind == "points":
        return "points", bool(_FALL.search(label))
    if kind in ("rate", "multiple"):
        if _SHARE.search(label) or _SHARE_END.search(label):
            return "share", False
        if _CHANGE_END.search(label):
            return "growth", bool(_FALL.search(label[-12:]))
        return "rate", False
    if _TO_END.search(label):
        return "to", bool(_FALL.search(label[-8:]))
    if _OVER_PLAN_END.search(label):
        return "change", False
    if _CHANGE_VERB_END.search(label) or (
        _CHANGE_END.search(label) and (_COMPARES.search(label + lead[-16:]) or re.match(_CHANGE_WORD, label))
    ):
        return "change", bool(_FALL.search(label[-12:]))
    if _REST_END.search(label) and not _CARRIED.search(label):
        return "rest", False
    if _USED_END.search(label):
        return "used", False
    return "plain", False


_LONGEST_LABEL = 400  # characters before a figure that may name it


def items_of(document: Document, figures: Sequence[Figure], start: int, end: int) -> list[Item]:
    """Return the items of ``document.text[start:end]``, one paragraph or cell, whose figures are *figures*."""
    text = document.text
    quantities = _typed(figures, text)
    items: list[Item] = []
    sentence = depth = group = groups = line = 0
    mark = line_mark(text, start, end)
    hosts: list[tuple[int, int]] = []  # open brackets: (group, host)
    at = start
    for number, figure in enumerate(quantities):
        gap = text[at : figure.start]
        rank, cut, before = NO_SEPARATOR, 0, groups
        for token in _TOKEN.finditer(gap):
            sign = token.group()
            if sign in _OPENS:
                groups += 1
                touching = not gap[: token.start()].strip() and bool(items)
                hosts.append((groups, len(items) - 1 if touching else -1))
                cut = token.end()
            elif sign in _CLOSES:
                inner = bool(hosts) and hosts[-1][0] > before
                if hosts:
                    hosts.pop()
                # a bracket that opens and closes before the figure belongs to its label
                cut = _label_cut(gap, token.start()) if inner else token.end()
            else:
                step = _RANK[sign]
                if sign == "\n":
                    if text[at + token.start() - 1] not in "。！？":
                        step = SEMICOLON  # a list goes on
                    hosts.clear()
                    line += 1
                    mark = line_mark(text, at + token.end(), end)
                if sign in "：:" and not gap[token.end() :].strip():
                    continue  # 成本指标：558.08万元: the words before the colon are the label
                rank = max(rank, step)
                cut = token.end()
                if step == STOP and not hosts:
                    sentence += 1
        cut = max(cut, len(gap) - _LONGEST_LABEL)
        depth = len(hosts)
        opened = bool(hosts) and hosts[-1][0] > before
        group, host = hosts[-1] if hosts else (0, -1)
        lead, label = gap[:cut], gap[cut:]
        if opened and not label.strip("：: "):
            label = _word_before(gap, cut)
        raw = gap[cut:]
        label_start = at + cut
        cue, cue_word, partial = _cue(gap, opened, host, items)
        if (
            not cue
            and items
            and _COMPOSED.match(label)
            and _COMPOSED_END.search(text[figure.end : figure.end + 300].split("。")[0])
        ):
            cue, cue_word = "list", "由"
        role, falls = _role(figure, label.strip(), lead)
        following = quantities[number + 1].start if number + 1 < len(quantities) else end
        after = text[figure.end : min(following, figure.end + 40)]
        stop = _TOKEN.search(after)
        post = after[: stop.start()] if stop else after
        if role == "plain":
            role = _role_beside(
                figure,
                label.strip(" 　：:"),
                post,
                rank,
                items[-1] if items and items[-1].sentence == sentence else None,
            )
        items.append(
            Item(
                number, figure, label.strip(" 　：:"), lead, post, rank, sentence, depth, group, host,
                cue, cue_word, partial, role, falls, bool(EACH.search(label)), bool(_TOTAL_AFTER.match(label.strip())),
                bool(_DONE.match(after)), label_start, opened, line, mark, raw,
            )
        )  # fmt: skip
        at, mark = figure.end, ""
    return items


def line_mark(text: str, start: int, end: int) -> str:
    """Return the kind of number or bullet that the line at *start* begins with, or ""."""
    found = _MARK.match(text, start, min(end, start + 12))
    return found.lastgroup or "" if found else ""


def _role_beside(figure: Figure, label: str, post: str, rank: int, before: Item | None) -> Role:
    """Return the role that the words after a figure, or the figure before it, give: 129.5万元待支付; 30万元，支出20万元."""
    if _BASE.match(label) and _CHANGE_AFTER.match(post):
        return "base"
    if _PRICE.search(label):
        return "price"
    if _REST_AFTER.match(post):
        return "rest"
    if _USED_AFTER.match(post):
        return "used"
    if (
        before is not None
        and rank <= COMMA
        and before.kin_amount(figure)
        and before.role == "plain"
        and _BARE_USE.fullmatch(label)
    ):
        return "used"
    return "plain"


def _label_cut(gap: str, before: int) -> int:
    """Return where the label begins that runs over a bracket which closes in it."""
    open_at = max(gap.rfind(mark, 0, before) for mark in _OPENS)
    upto = open_at if open_at >= 0 else before
    cuts = [gap.rfind(mark, 0, upto) for mark in "、，,；;。：:"]
    return max(cuts) + 1


def _word_before(gap: str, cut: int) -> str:
    """Return the words before an opening bracket at *cut*: 基本支出（625.05万元）."""
    words = gap[: cut - 1]
    cuts = [words.rfind(mark) for mark in "、，,；;。：:"]
    return words[max(cuts) + 1 :]


def _cue(gap: str, opened: bool, host: int, items: list[Item]) -> tuple[Cue, str, bool]:
    """Return the cue that opens a list at this gap, its words, and whether it says that the list is partial."""
    found = None
    since = max(gap.rfind("；"), gap.rfind(";"), gap.rfind("。")) + 1
    for found in _CUE.finditer(gap, since):  # noqa: B007 - the last one counts
        pass
    if found is not None:
        word = found.group()
        if not (found.start() > 0 and gap[found.start() - 1] in "未不应拟可将"):
            return found.lastgroup, word, bool(_PARTIAL.search(word))  # type: ignore[return-value]
    elif opened and host >= 0:
        return "bracket", "", False
    elif items and re.match(r"\s*[：:]", gap):
        return "colon", "", False
    elif items and _AMONG.match(gap):
        return "colon", "中", False
    elif items and (within := _WITHIN.search(gap)):
        name = within.group(1)
        if any(len(i.label) >= 4 and i.label.endswith(name[-4:]) for i in items[-12:]):
            return "within", name, False
    return "", "", False
