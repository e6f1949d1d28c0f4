"""Roles: what a figure is in its clause, by the words that end its label or follow it.

In 下达30万元，已支出20万元，剩余10万元，比上年增加5万元，增长20% the figures are plain, used, rest, change and growth.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item, Role
from audit_cli.model import Figure

_DONE_MORE = r"(?:挽回|争取|完成|投入|筹集|安排|征收|入库|拨付|发放|兑付|缴纳|上缴|支付|接待|受理|办理|审结|办结|救助)"
# where each alternative begins with a character of its own, a search passes over all others at once
_CHANGE_WORD = (
    rf"(?:多{_DONE_MORE}|少{_DONE_MORE}|增加|增长|增收|增支|增产|上升|提高|提升|增幅|升幅|涨幅|上涨|增多|多支出?|多收入|延长"
    r"|减少|下降|降低|压减|压缩|压降|缩减|缩短|少支|减收|减支|减产|短收|欠收|核减|审减|下浮|节约|节省|降幅|减幅|跌幅|回落|下滑"
    r"|超额完成|超额|超出|超收|超支|超过|调增|调减|上调|下调|追加|净增|净减|新增|高于|低于|变动|增减|变化|多|少)"
)
_CHANGE_BEGIN = expression(rf"(?:(?:公开)?招标|招投标|采购|评审)?{_CHANGE_WORD}")
_CHANGE_END = expression(
    _CHANGE_WORD + r"(?:了|额|数|金额|资金|经费|支出|收入|幅度|率|比例|约|近|为|是|共|达|到|[\s：:])*$"
)
# a bare verb of change says it of whatever stands before; one with a noun behind it (新增资金支出), and one that ends
# the names of projects (饮水安全巩固提升), only in a comparison
_CHANGE_VERB_END = expression(
    r"(?:增加|增长|增收|增支|增产|上升|提高|上涨|减少|下降|降低|减收|减支|减产|压减|压缩|缩减|[核审]减|下浮|节约|节省|回落|下滑"
    r"|超出|超收|短收|欠收|超支|调增|调减|上调|下调|净增加?|净减少?|少支出|多支出)(?:了|额|约|近|为|达|[\s：:])*$"
)
# 较上年增5万元; 增5.6% and 降5.6% behind it
_ONE_CHARACTER = expression(r"[比较][^，。；比较]{1,14}[增减升降]$")
_REBATE = ("优惠率", "优惠率为", "让利率", "让利率为")
_BARE_CHARACTERS = frozenset("增减升降")
_HIGHER_END = expression(r"[比较][^，。；比较]{2,12}(?<!最)[高低](?:出|了)?$")
# 比上年少清理320吨
_BY_SO_MUCH_END = expression(
    r"(?:[比较](?:上一?年|去年|同期|计划|目标|预算)|同比)[^，。；比较]{0,6}(?<![最不至])[多少](?!于|数|年)[一-鿿]{1,3}$"
)
_COMPARES = expression(r"比|较|同比|超|各|因|由于|增减|[额数幅](?:为|是)?$")
# the last characters of what these patterns find
_LESS = frozenset("小低少")
_TO_ENDS, _HIGHER_ENDS = frozenset("到至为了约近"), frozenset("高低出了")
_OVER_PLAN_END = expression(
    r"(?:超出|超过|超支|超|[大小高低多少]于)(?:年初|年度|全年|同期|序时|调整后?)?(?:预算|计划|上年|指标|控制数|目标|任务)(?:数|投资|任务|进度)?(?:了|为|[\s：:])*$"
)
_FALL = expression(
    r"减少|下降|负增长|降低|压减|压缩|压降|缩减|缩短|减收|减支|减产|短收|欠收|[核审]减|下浮|节约|节省|降幅|减幅|跌幅|回落|下滑|调减|下调|净减|低于"
    rf"|[少低](?:了|出|支出?|收入|{_DONE_MORE})?$|[减降]$"
)
_TO_END = expression(
    r"(?:增加|增长|提高|上升|提升|扩大|减少|下降|降低|调整|[上下]调|压减|压缩|缩短|精简|回落|增|升|降|调增|调减)(?:到|至|为)(?:了|约|近|\s)*$"
)
_USED_END = expression(
    r"(?:^.{0,6}收到.{0,8}"
    r"|(?:已|实际|实|累计|共|年底|已经)(?:完成)?(?:使用|支付|支出|执行|拨付|完成|列支|到位|发放|兑付|报账|付款|付|拨|用"
    r"|收到|下达|落实|投入|筹集|偿还|开支)"
    r"|(?<!未)(?<!待)(?<!应)(?<!需)(?<!拟)(?<!转移)(?<!超限量)(?<!违规)(?:支付|使用|收到|拨付|执行)|执行数|支付数|完成数)"
    r"(?:了|资金|金额|数|投资|进度|为|是|共|约|达|：|:|\s)*$"
)
# who hands it out is a source of it: 上年结余90万元，市级拨付60万元
_GIVEN = expression(r"(?:其中)?(?:中央|[省市州县区](?:本?级|财政)+|上级)(?:财政|部门)?拨付")
_USED_AFTER = expression(r"\s*已(?:经|全部)?(?:使用|支付|拨付|到位|完成支付|支出|执行)")
_BARE_USE = expression(
    r"(?:其中)?(?:实际|已|累计|当年|本年|全年|自评|自查|最终)?"
    r"(?:支出|执行|使用|支付|付款|列支|实付|到位|拨付|完成支出|完成投资|(?:支出|收入)?决算|得分?|实得)"
    r"(?:资金|金额|数|了|为)*"
    r"|(?:自评|自查)分?"
)
_REST_END = expression(
    r"(?:空编(?:人数|人员)?|缺编(?:人数|人员)?|缺额|超编(?:人数|人员)?|空缺|剩余|尚余|尚有|结余|未到位|未发放|未兑[付现]|未结算|未报[账销]|未[偿归]还|未使用|未支付|待支付|尚未支付|未执行|未支出|未完成|未拨付"
    r"|(?:尚|仍)?未(?:整改|办结|结项|结案|完工|验收|达标|销号|开工|建成|签订?|落实|改造|交付)|空置|闲置|岗位空缺"
    r"|(?:当[年期]|本[年期]|累计|滚存)结存|尚欠|拖欠|欠[付缴]|余额|余款|节余|余|缺口|差[额值异]"
    r"|收入[大多高]于支出|其余|还差|尚差|结转下年|结转下年使用|年末结转|结转(?<=^结转))(?:了|资金|金额|数|额|[尾余欠]款|(?:工程|设备|货|服务|项目)款|款项|经费|的|为|是|约|共|[\s：:])*$"
)
_OWED = frozenset({"欠收", "欠发", "欠拨"})
_SHORT_BY, _UNMET = frozenset({"差", "相差", "少"}), expression(r"未(?:能)?(?:完成|达到?|实现)")
_REST_AFTER = expression(r"\s*(?:待|尚?未)(?:完成)?(?:支付|使用|拨付|执行|支出|付|到位)")
# an opening balance, or one that carried on and surplus make together, is a figure of its own
_STILL = ("还有", "尚有", "仍有", "另有")
_NOT_YET = expression(r"[一-鿿]{0,6}[未待]")
_CARRIED = expression(r"结转(?:和|及|与)?结余|使用非财政|年初|上年结|年末(?!结转$|尚?[未余])")
# 比年初增加90万元，同比多增9万元: how much more it changed than another time
_CHANGE_OF_CHANGE_END = expression(r"(?<![最至])[多少](?:增加?|减少?)(?:了|约|近|为|达|[\s：:])*$")
# the figure that a change is measured from: 较上年3802.40万元增加183.20万元
_BASE = expression(
    r"(?:其中)?(?:比|较|与|同)(?![例重亩])"
    r"|.*(?:比|较|与|同)(?:上一?年|去年|同期|(?:19|20)\d\d\s*年|年初|期初|预算|计划|目标)[^，。；]{0,10}$"
)
_YEARS = expression(r"[比较与同][前近过]去?$")
_CHANGE_AFTER = expression(
    rf"\s*(?:(?:相?比)?[，,]?{_CHANGE_WORD}|相比|比(?=$|[，,])|(?:基本|大体|大致)?(?:持平|一致))"
)
_PRICE = expression(
    r"每(?:[一-鿿]{1,4}|(?:[人名户家村校车辆台套件个项亩]|平方米)(?:(?![共计总])[一-鿿]){1,10})$|中位数$|^月(?:工资|租金?|薪酬|补贴|补助|津贴)(?:标准)?$|(?:单价|单方|单[台套件辆]|(?:[人户亩校村站班车件次笔台日月年场期批组]|公里|平方米)均|平均)[一-鿿]{0,6}$"
)
# 生均公用经费750元; the fund of this name has its amount in 万元
_PRICE_OF_PUPIL = expression(r"生均[一-鿿]{0,6}$")
# 720元/生·年, 120元/亩的标准: so much for each
_PER = expression(
    r"\s*[/／](?:[人生户亩吨套台件次][·.•/／][年月天]|(?:人次|平方(?:米|公里)|公[里顷]|立方米|小时|千瓦|[人生户亩吨套台件次本册份场米株只个])(?=$|[^一-鿿]|的|标准))"
)
# 预算执行比例 is a rate of execution
_SHARE_END = expression(
    r"(?:比重|占比|(?<!执行)(?<!完成)(?<!到位)(?<!拨付)(?<!支付)(?<!付款)(?:比例|比率))(?:分别)?(?:为|是|达到?|约|[\s：:])*$"
)
# 决算支出95万元，为预算总额的95%
_SHARE_OF = expression(r"完成(?:总|本年)?收入的$|(?:约|仅|只)?(?:为|达)(?!上年|去年|同期)[一-鿿]{2,12}的$")
_TOTAL_AFTER = expression(
    r"^(?:以上|上述|[两三四五六七八九][项年]|各项|全部|前述|，|,)*(?:(?<=以上|上述|前述)[一-鿿]{1,4}?)?"
    r"(?:共计|合计|总计|总共|共|累计|小计|合计为|共计为|总额|计|总合计)(?:支出|支付|收入|资金|金额|经费|得分?|自评|为|是|达|约|\s)*$"
)
_DONE = expression(
    r"^(?:[^，,。；、：（\d]{1,10}(?=[，,]))?[，,]?(?:现?已|均已|已经|全部)(?:全部|经|均)?"
    r"(?:使用|支付|支出|执行|拨付|完成)(?:完毕|完成|完|到位)"
    r"|^[，,]?全部(?:使用|支付|支出|完成|执行|拨付)"
    r"|^[，,]?(?:均|现)?已[^，。；]{0,12}(?:付清|结清)"
    r"|^[，,]?[^，。；]{0,8}(?:已支付完成|支付完毕|使用完毕|已完成支付)"
)


def role_of(figure: Figure, label: str, lead: str) -> tuple[Role, bool]:
    """Return what a figure is by its label and the clauses before, and whether it says a fall.

    No white space stands at the ends of *label*.
    """
    if figure.type == "points":
        return "points", bool(_FALL.search(label))
    if figure.type in ("rate", "multiple"):
        return _role_of_rate(label)
    if label[-1:] in _TO_ENDS and _TO_END.search(label):
        return "to", bool(_FALL.search(label[-8:]))
    if label in _OWED:
        return "rest", False  # 应收126万元，实收119万元，欠收7万元
    if ("超" in label or "于" in label) and (over := _OVER_PLAN_END.search(label)):
        return "change", over.group()[0] in _LESS
    if _says_change(label, lead):
        if _CHANGE_OF_CHANGE_END.search(label):
            return "change_of_change", False
        return "change", bool(_FALL.search(label[-12:])) or (_does_more(label) and "少" in label[-4:])
    if (label == "差" and figure.type == "money") or (label in _SHORT_BY and _UNMET.search(lead)):
        return "rest", False  # 目标值41800人，实际41286人，未完成目标，相差514人
    if _REST_END.search(label) and not _CARRIED.search(label):
        return "rest", False
    if "每" in label and _is_price(figure, label):
        return "price", False  # 每人支付500元
    used = figure.unit != "分" and _USED_END.search(label) and not ("拨付" in label and _GIVEN.fullmatch(label))
    return ("used" if used else "plain"), False


def _role_of_rate(label: str) -> tuple[Role, bool]:
    if "占" in label or _SHARE_END.search(label) or _SHARE_OF.match(label):
        return "share", False
    if label[-1:] in "到至" and _TO_END.search(label):
        return "rate", False  # 由20%提高到30%: what it came to, not by how much
    if label.endswith(_REBATE):
        return "growth", True
    if label in _BARE_CHARACTERS or _CHANGE_END.search(label) or _changes_in_a_character(label):
        return "growth", bool(_FALL.search(label[-12:]))
    return "rate", False


def _changes_in_a_character(label: str) -> bool:
    """Whether a label compares with a verb of one character: 较上年增."""
    return label[-1:] in _BARE_CHARACTERS and _ONE_CHARACTER.search(label) is not None


def _does_more(label: str) -> bool:
    """Whether more or less was done than in another year: 比上年少清理."""
    return ("多" in label[-4:] or "少" in label[-4:]) and _BY_SO_MUCH_END.search(label) is not None


def _says_change(label: str, lead: str) -> bool:
    if label[-1:] in _HIGHER_ENDS and _HIGHER_END.search(label):
        return True
    if _changes_in_a_character(label) or _does_more(label):
        return True
    # a bare verb is one of the words of change
    if not _CHANGE_END.search(label):
        return False
    return bool(_CHANGE_VERB_END.search(label) or _CHANGE_BEGIN.match(label) or _COMPARES.search(label + lead[-16:]))


def is_base(label: str, post: str) -> bool:
    """Whether a figure is what a change is measured from: 比上年累计支出90万元增加5万元."""
    return post != "" and _CHANGE_AFTER.match(post) is not None and _BASE.match(label) is not None


def role_beside(figure: Figure, label: str, post: str, sep: int, before: Item | None) -> Role:
    """Return the role that the words after a figure, or the figure *before* it in its sentence, give.

    129.5万元待支付 is a rest; in 30万元，支出20万元 the second figure is what was used of the first.
    """
    if is_base(label, post) and not _does_more(label):
        return "base"
    if before is not None and before.unit == "年" and label[:2] in ("平均", "均值") and _YEARS.search(before.label):
        return "base" if _CHANGE_AFTER.match(post) else "plain"  # 较前三年平均值90万元减少9万元
    if _is_price(figure, label) or (post and _PER.match(post)):
        return "price"
    if post and _REST_AFTER.match(post):
        return "rest"
    if label in _STILL and post and _NOT_YET.match(post):
        return "rest"  # 还有11个村未签
    if post and _USED_AFTER.match(post):
        return "used"
    if before is None or sep > COMMA or before.role != "plain" or not before.may_be_used_of(figure):
        return "plain"
    return "used" if _BARE_USE.fullmatch(label) else "plain"


def _is_price(figure: Figure, label: str) -> bool:
    """Whether a label says that its figure is for one of several: 每辆车运行维护费, 单价, 人均."""
    # one of these is in all that the patterns find
    if not ("每" in label or "单" in label or "均" in label or "中位" in label or label.startswith("月")):
        return False
    if _PRICE.search(label):
        return figure.type != "count" or not label.endswith("平均")
    return figure.scale == 1 and figure.type in ("money", "measure") and _PRICE_OF_PUPIL.search(label) is not None


def sums_up(label: str) -> bool:
    """Whether a label says that its figure is the total of those before it: 以上共计."""
    # one of these is in all that the pattern finds
    return ("计" in label or "共" in label or "总" in label) and _TOTAL_AFTER.match(label) is not None


def is_used_up(after: str) -> bool:
    """Whether the words after a figure say that all of it was used: ，已全部支付完毕."""
    # one of these is in all that the pattern finds
    return ("已" in after or "全部" in after or "完毕" in after) and _DONE.match(after) is not None
