"""The words of contracts: which amount is the sum, what was paid of it, what is still owed, and what it is called."""

from __future__ import annotations

import re
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.extract.prose.labels import clean_label

# what an amount is in what is said of a contract; *rest* is what is left where nothing says that it is owed, *due* what
# was to be paid of it by now
Part = Literal[
    "amount", "budget", "paid", "instalment", "due", "unpaid", "rest", "total", "deposit", "supplement", "plain"
]

SPEAKS_OF_PAYMENT = expression(r"付|合同|中标|尾款|质保金|欠")
# all that may follow the noun of an amount: （含税）共计为
_COPULA = r"(?:（[^（）]{0,12}）)?(?:为|是|共计?|合计|约|人民币|达到?|有|[：:\s])*$"
_PRICE = (
    r"(?:(?:合同|协议)[一-鿿]{0,4}?(?:总?价款?|总?金额|总价|总?额|总?款|价格|造价)"
    r"|(?:中标|成交|签约|发包|承包|结算|审定|竣工结算)(?:合同)?总?(?:价款?|价格|金额|造价|总价|额)"
    r"|工程总?(?:造价|价款)|(?:采购|施工|服务|供货|监理|设计|改造|建设)合同)"
)
_PRICE_END = expression(_PRICE + _COPULA)
_NO_PRICE = expression(r"授予|面向|预留|中小|小微|节约|节支|节省|比|较|低于|占|支付|拨付|[已未实待应]付|控制")
_WORTH_END = expression(r"(?:总投资额?|投资总额|总金额|总价|总额|总费用|中标|成交|签约)" + _COPULA)
_BUDGET_END = expression(
    r"(?:预算(?:资金|金额|数|额|价|总额|控制数)?|概算(?:总投资)?|控制价|最高限价|拦标价|批复(?:金额|资金|概算))"
    + _COPULA
)
# 签订补充协议增加护坡工程4.10万元, 设计变更增加工程款6万元
_SUPPLEMENT_END = expression(
    r"(?:(?:追加|补充|增补)(?:合同|协议|采购)|(?:设计|工程|合同|施工)变更|变更签证|现场签证)[一-鿿]{0,16}"
    + _COPULA
    + r"|(?:追加|增加|新增)(?:工程|施工|服务|采购|设备)(?:量|款|费|价款|金额)+"
    + _COPULA
)
_DEPOSIT_END = expression(r"履约(?:保证金|担保)[一-鿿]{0,4}" + _COPULA)
_DEBT_END = expression(
    r"(?:欠(?<!新增欠)(?![收缴])[一-鿿]{0,10}|尾款|质保金|质量保证金|保留金|余款|未付款项?|应付未付[一-鿿]{0,6})"
    + _COPULA
)
_REST_END = expression(r"(?:剩余|其余|余下|下余|还余|尚余|余(?<![结节]余))[一-鿿]{0,10}" + _COPULA)
_PAY = expression(
    r"(?<!另)(?<!另行)(?<!另外)(?:支付|拨付|付款|付清|兑付|(?<![应预首支另])付)"
    r"(?:了|完成|到位|给?[一-鿿]{0,14}?(?:款项?|资金|金额|[^经]费|费用|额|数|单位|公司|企业|方))?(?:[0-9.]+[%％])?(?:[一-鿿]{0,4}款)?"
    + _COPULA
)
_SPENT = expression(r"(?:已|累计|实际)[一-鿿]{0,4}(?:支出|使用|执行|完成)(?:资金|金额)?" + _COPULA)
_INSTALMENT_END = expression(
    r"(?:首付款|预付款|首期款|进度款|工程款|到货款|验收款|安装款|中期款|第[一二三四五]期(?:款|工程款)?)" + _COPULA
)
_SURPLUS = expression(r"[结节]余|结转|节约|节支|收回|上缴|交回|缴回")
_NOT_YET = expression(r"(?:未|待|欠)[一-鿿]{0,6}$")
_TO_COME = expression(r"(?:拟|计划|预计|将|需|须|应|还要)[^，。；]{0,16}$")
_DUE = expression(r"(?<![尚还仍])应当?$")
_DUE_END = expression(r"(?<![尚还仍])应付(?:[一-鿿]{0,4}款|金额|资金|总?额)?" + _COPULA)
_IN_ALL = expression(
    r"合计|共计|总计|小计|以上|上述|(?:[两三四五六七八九十]|[0-9]{1,2})(?:个?(?:标段|合同|项目|子?工程|包)|份合同|项)(?:均|[一-鿿]{0,2}[累共])"
)
_STILL_OWED = expression(r"^(?:款项?|资金)?[（(]?(?:尚|还|暂|仍|均)?(?:未|待|欠)[一-鿿]{0,4}?(?:支付|拨付|付|结清)")
# an amount that is no project's: a class of revenue or spending, or what somebody else owes
_NO_PROJECT = expression(
    r"支付|拨付|收到|应收|实收|偿还|化解|拖欠|追回|清欠|欠薪|清偿|罚|收入|资产|原值|折旧|结转|结余|合计|共计|小计|总计|累计|年初|追加|基本支出|项目支出|决算"
    r"|三公|工资|津补贴|执行数|其中|贷款|债券|税|捐|保费|补偿|理赔|增加|减少|送审|审减|核减|安排资金$|下达资金$"
)
_PLANNED = expression(r"预算|安排|下达|批复|计划|拨款")
_WORKS = expression(r"合同|工程|中标|采购|招标|招投标|结算|尾款|质保金|施工|成交")

_GENERIC = expression(
    r"(?:该|本|其|此|单价|上述|以上|各|项目|工程|合同|服务|采购|协议|资金|经费|总|全部|政府|设备|施工|约定|签订|的|为|份|和|约|共|[0-9]"
    r"|个|[一二三四五六七八九十])*"
)
_NOUN = expression(
    r"项目|工程|服务|采购|设备|系统|平台|建设|改造|购置|维修|修缮|治理|监理|设计|勘察|运维|维护|装修|绿化|租赁|软件|信息化|保洁|提升"
)
# classes of spending, which are no projects
_CLASSES = expression(r"(?:基本|项目)支出")
_NAME_BEGINS = expression(
    r"^(?:(?:截至|截止)?(?:19|20)[0-9]{2}年度?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?[底末初]?|截至[^，]{0,6}|我[局单位委]{1,2}|本单位|全年|目前|其中|如"
    r"|(?:新|继续)?(?:实施|签订|完成|开展|启动)了?|组织|投入|(?:在建)?(?:工程)?包括|(?:主要)?原因[是为])+"
)
_NAME_ENDS = expression(
    r"(?:(?:于|在)?(?:19|20)[0-9]{2}年.*|于[0-9]{1,2}月.*|由[^，]{2,40}?(?:公司|集团|单位|中标|承建|实施).*|(?:通过|经|采用)(?:公开|邀请|竞争|政府|招).*"
    r"|已?(?:完成|签订|竣工|完工|开工|通过)[^项工]{0,12}"
    r"|(?:采购|项目|资金)?(?:预算|概算|控制价|总投资|投资总?额|估算)[一-鿿]{0,6}|(?:的|总|中|签订|约定|之|签约|中标|成交|审定|结算|计划)+)$"
)
_AMOUNT = expression(r"[0-9][0-9,，.]*[万亿]?元.*$")
_SEVERAL = expression(r"[0-9]+(?:个|份|项|批)|按.*(?:收取|支付)")
_NUMBERED = expression(
    r"^\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．]|[①-⑳]|第[一二三四五六七八九十]+[、部分章节]*)+\s*"
)
_NO_HEADING = expression(
    r"(?:情况|分析|指标|绩效|目标|结论|概况|说明|措施|建议|问题|原因|预算|支出|收入|管理|报告|效益|产出|成本|资产|附件|附表|表)$"
    r"|完成情况|基本情况|资金使用|资金情况|自评"
)


def part_of(words: str, post: str, role: str) -> Part:
    """Return what an amount is by the *words* of its clause, those behind it (*post*), and its *role* in the grammar.

    >>> part_of("合同金额", "", "plain"), part_of("已支付进度款", "", "plain"), part_of("尚欠施工单位", "", "plain")
    ('amount', 'paid', 'unpaid')
    """
    tail = words[-40:]
    if _IN_ALL.search(tail[-12:]) and not _PRICE_END.search(tail):
        return "total"
    if _STILL_OWED.match(post):
        return "unpaid"
    if _SUPPLEMENT_END.search(tail):
        return "supplement"
    if _DEPOSIT_END.search(tail):
        return "deposit"
    pay = _PAY.search(tail)
    if pay is not None:
        before = tail[: pay.start()]
        if _DUE.search(before):
            return "due"
        return "unpaid" if _NOT_YET.search(before) or _TO_COME.search(before) else "paid"
    if (debt := _DEBT_END.search(tail)) is not None:
        return "plain" if tail[: debt.start()].endswith("含") else "unpaid"
    if _DUE_END.search(tail):
        return "due"
    if _INSTALMENT_END.search(tail):
        return "instalment"
    if _PRICE_END.search(tail) and not _NO_PRICE.search(tail):
        return "amount"
    if _BUDGET_END.search(tail) and role in ("plain", "base"):
        return "budget"
    if _REST_END.search(tail) or (role == "rest" and _SURPLUS.search(tail) is None):
        return "rest"
    return "paid" if _SPENT.search(tail) else "plain"


def is_payment(words: str) -> bool:
    """Whether an amount was paid, not merely spent: 已支付, 累计拨付."""
    return _PAY.search(words[-40:]) is not None


def is_settled(words: str) -> bool:
    """Whether words say what was paid up to now: 已支付, 年底支付; 实际支付 may be all that was needed."""
    return bool(re.search(r"已|累计|底|末|截[至止]|目前|现", words[-40:]))


def is_worth(words: str) -> bool:
    """Whether words name what a project costs in all: 总投资."""
    return bool(_WORTH_END.search(words[-40:])) and not _NO_PRICE.search(words[-40:])


def may_be_project(words: str) -> bool:
    return not _NO_PROJECT.search(words)


def is_plan(words: str) -> bool:
    """Whether an amount is what was allotted, not what something costs."""
    return bool(_PLANNED.search(words))


def speaks_of_works(words: str) -> bool:
    return bool(_WORKS.search(words))


def project_name(words: str, generic: bool = False) -> str:
    """Return the name of a contract or project in *words*, "" if they hold none, or only a *generic* one.

    >>> project_name("医院信息化升级项目于2022年5月签订合同")
    '医院信息化升级项目'
    """
    name = clean_label(_AMOUNT.sub("", words.strip()))
    name = _PRICE_END.sub("", name)
    name = _NAME_BEGINS.sub("", name)
    name = _WORTH_END.sub("", name)
    for _ in range(3):
        name = _NAME_ENDS.sub("", name).strip(" 　的：:")
    if len(name) > 60 or _SEVERAL.search(name) or (_GENERIC.fullmatch(name) and not (generic and len(name) > 3)):
        return ""
    return name


def is_surplus(words: str) -> bool:
    """Whether words say that a rest was saved or given back, and is not owed."""
    return bool(_SURPLUS.search(words))


def names_a_project(words: str) -> bool:
    return bool(_NOUN.search(_CLASSES.sub("", words)))


def heading_name(heading: str) -> str:
    """Return the project that a heading names, "" if it heads something else."""
    name = _NUMBERED.sub("", heading).strip(" 　：:。")
    return "" if _NO_HEADING.search(name) else name
