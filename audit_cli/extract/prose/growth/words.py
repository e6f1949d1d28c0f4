"""Words of comparison: the year, plan or subject that the clause of a change names.

Of 其中培训费比上年增加5万元 the words of comparing are taken off, and 培训费 is left: the change's own subject.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item

PLAN = expression(r"预算|计划|目标|指标|任务|控制数")
FROM = expression(r"[由从]")
# people and things that come and go
COME = expression(
    r"新[进增录招聘调建购办]|招[录聘]|录用|考录|引进|[调转划]入|军转|安置|增加|追加|购[入置买]|接[收受]|调增"
)
GONE = expression(
    r"退休|[调转划]出|离职|辞职|辞退|去世|死亡|减少|调减|报废|处置|核[销减]|注销|关停|撤[并销]|拆除|出[售库]|变卖|清理|收回"
)
_YEAR = expression(r"((?:19|20)\d\d)\s*年?")
PRIOR = expression(r"上年|去年|上一年|同期|上季|上月|期初|(?<![平草高])原(?![因料则计定])")
COMPARES_YEARS = expression(r"同比|[比较与同](?:20\d\d年|上一?年|去年|同期)")
IN_YEAR = expression(r"[\s到至]*((?:19|20)\d\d)\s*年")
SAVED = expression(r"节约|节省|节支|下浮|审减|(?:优惠|让利)率")
ASKED = expression(r"控制价|限价|概算|采购预算|送审|[报上]送|报审|申报|审计(?:资金|金额)")
_GENERIC = expression(
    r"与?(?:19|20)?\d\d\s*年(?:度|初)?|与?上一?年(?:度|[底末])?|去年[底末]?|同期|同比|环比|相比|对比|比较|较|比|与|和|各|均|也|都|共|又|分别"
    r"|[这该此]一?(?:数据|数额|项)|整体|总体|有所|略有|增减|变动|情况|其中|净"
    r"|年初|预算数?|决算数?|执行数?|计划数?|目标值?|收入|支出|收、支|收支|总计|合计|总额|总量|总数|金额|数额|额|数|幅度|率"
    r"|资金|经费|度|年|的|为|是|了|约|近|共|达|到|至|本年|今年|当年|实际|全年"
    r"|增加|增长|增收|增支|增产|上升|提高|增幅|升幅|涨幅|上涨|减少|下降|降低|压减|压缩|缩减|减收|减支|减产|短收|[核审]减|下浮|节支|节约|节省|(?:优惠|让利)(?=率)"
    r"|降幅|减幅|跌幅|回落|下滑|超出|超支|按?(?:同|可比)口径|同[月季]"
    r"|超过|调增|调减|[上下]调|追加|新增|[高低大小多少]于|多|少|超"
    r"|[增减升降]$|[\s，,、：:；;（）()]"
)
_ONLY_WHEN = expression(r"(?:上一?年|去年|[本今当]年|(?:19|20)\d\d\s*年)(?:度|实际)*(?:数|额|为|是|[\s：:])*")
_COMPARING = expression(r"(?:比|较|与|同|增|减|上升|下降|提高|降低|[大小多少]于).*$")
_CLAUSE_ENDS = expression(r"[；;。\n]")
_PHRASE_ENDS = expression(r"[，,：:]")
# before the name of a thing these make it another thing
_OTHER = ("净", "非")


def words_of(item: Item) -> str:
    """Return the clause of an item: its label, and what stands between the separator before and the label."""
    return _CLAUSE_ENDS.split(item.lead)[-1] + item.label


def residual(text: str) -> str:
    """Return what is left of a change's words when those of comparing are taken off: its own subject, if any."""
    return _GENERIC.sub("", text)


def own_subject(change: Item) -> str:
    """Return what a change itself says has changed: 其中培训费比上年增加5万元 -> 培训费."""
    return residual(last_phrase(change))


def last_phrase(item: Item) -> str:
    """Return the words of an item since the last comma."""
    return _PHRASE_ENDS.split(words_of(item))[-1]


def before_comparing(words: str) -> str:
    """Return what stands before the first word of comparing: 培训费比上年增加 -> 培训费."""
    return _COMPARING.sub("", words)


def speaks_of(subject: str, label: str) -> bool:
    """Whether *label* may name what *subject* does, whole or in part: 净资产 is no 资产, 非税收入 no 税收收入."""
    end = subject[-3:]
    if not end or (len(label) >= 3 and label[-3:] in subject):
        return True
    return end in label and not any(no + end in label and no + end not in subject for no in _OTHER)


def year_of(item: Item) -> int:
    years = _YEAR.findall(item.label) or _YEAR.findall(words_of(item))
    return int(years[-1]) if years else 0


def says_only_when(item: Item) -> bool:
    """Whether a label names a year and no thing: 上年90万元，本年95万元，三公经费增加5万元."""
    return _ONLY_WHEN.fullmatch(item.label) is not None


def is_base(item: Item, with_plan: bool) -> bool:
    """Whether an item is labelled as that with which a change compares: the year before, or the plan."""
    return bool(PRIOR.search(item.label)) or (with_plan and bool(PLAN.search(item.label)))


def is_earlier(item: Item, new: Item) -> bool:
    """Whether an item is labelled with the year before, or names a year and the new figure none or a later one."""
    if PRIOR.search(item.label):
        return True
    own, other = _YEAR.findall(item.label), _YEAR.findall(new.label)
    return bool(own) and (not other or own[-1] < other[-1])
