"""What a share is of and what has it, by the words around 占."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import name_of
from audit_cli.extract.prose.paragraph import Paragraph

_OF = expression(
    r"(?:占|^(?:约|仅|只)?[为达])(?P<whole>[^占]*?)(?:的?(?:比重|比例|比率|比值|比)|的)?(?:分别)?(?:为|是|达到?|约|近|超过|[\s：:])*$"
)
_SINCE = expression(r"[比较](?:上|去|同|19|20)|同比|环比")
_IN_FULL = 8  # characters of a name that says 总 of what was told without
_SPELT_OUT = 4  # characters of a subject that say enough to be found in another sentence
_CALLED = 2  # characters of a name that is cut short
# what 出口 or 投资 may be of, but for times and places
_THINGS = expression(r"(?![全本当今去上累实总同])[一-鿿]{2,6}(?<![省市县区年月际])")
# what may follow a name without making it another: 增值税收入, called 增值税
_TAIL = expression(r"(?:收入|支出|经费|资金|投资|产值|面积|总额|金额|合计|总计|[数额])+(?:为|达到?|共|约)?$")
_ANY_SUM = expression(r"(?:合同|采购|支出|资金|收入|投资)(?:金额|总额)$")
_AROUND_SUBJECT = expression(r"^(?:其中|分别|各|约|均|仅|也|共|合计|共计|所)+|(?:分别|合计|仅|约|共)+$")


def share_names(rate: Item) -> tuple[str, str]:
    """Return what a share is of, and what has it: 人员经费占基本支出的75% -> 基本支出, 人员经费."""
    subject = ""
    found = _OF.search(rate.label)
    if found:
        subject = _AROUND_SUBJECT.sub("", rate.label[: found.start()].strip())
    else:
        found = _OF.search(rate.lead.rstrip("，,：:（( ") + rate.label)
    return (found.group("whole").strip("：: ") if found else ""), subject


def part_of_share(paragraph: Paragraph, rate: Item, subject: str) -> Item | None:
    """Return the amount a share is of: the nearest before it, or the one that the words before 占 name."""
    for item in paragraph.before(rate.place):
        if not item.is_amount or item.role == "base" or (item.depth > rate.depth and item.group != rate.group):
            continue
        if not subject and item.role == "change" and _SINCE.search(item.label) and item.sep <= COMMA:
            continue  # 幼儿园24万所，比上年增加1033所，增长0.4%，占全国幼儿园的85%: of what there are
        if not subject:
            return None if item.role == "change" else item
        label = name_of(paragraph.label(item))
        if _is_a_kind_of(subject, label):
            return None  # 出口90亿元，机电产品出口占出口总额的58%
        if (label.endswith(subject[-4:]) or subject.endswith(label[-4:] or "？")) and not _is_another(subject, label):
            return item
        if len(subject) > _CALLED and _TAIL.sub("", label).endswith(subject):
            return item  # 增值税收入3.6亿元，增值税占税收收入的44%
        if "总" in subject and label.replace("总", "").endswith(subject.replace("总", "")[-_IN_FULL:]):
            return item  # 合同金额90万元，合同总金额占采购规模的90%
        if (len(subject) >= _CALLED or item.place == rate.place - 1) and label.startswith(subject) and item.cue:
            return item  # 其中：税收收入80万元，税收占比80%
    if len(subject) < _SPELT_OUT:
        return None
    before = [i for i in paragraph.before(rate.place, same_sentence=False) if i.sentence < rate.sentence]
    names = (subject, f"{subject}共计", f"{subject}合计")
    called = [i for i in before if paragraph.label(i) in names and i.is_amount and i.depth == rate.depth]
    return called[0] if len(called) == 1 else None  # 会费收入83万元，其中…。会费收入占总收入的0.2%


def _is_a_kind_of(subject: str, label: str) -> bool:
    """Whether a share is that of some of what the amount before it tells: 机电产品出口, of 出口."""
    if not subject.endswith(label) or len(label) > _CALLED:
        return False
    return _THINGS.fullmatch(subject[: -len(label)]) is not None


def _is_another(subject: str, label: str) -> bool:
    """Whether two share but what every sum is called, and each says more: 中小企业合同金额, 小微企业合同金额."""
    if subject.endswith(label) or label.endswith(subject):
        return False
    return _ANY_SUM.search(subject) is not None and _ANY_SUM.search(label) is not None


def part_behind(paragraph: Paragraph, rate: Item, subject: str) -> Item | None:
    """Return the amount that is told behind its share: 基本支出占60%，为60万元; 人员占基本支出的75%，其中人员60万元."""
    behind = paragraph.behind(rate.place)
    if not behind or not subject:
        return None
    if not (behind[0].label == subject == rate.label[:-1] or _tells_of(paragraph, behind[0], subject)):
        return None
    return behind[0]


def _tells_of(paragraph: Paragraph, item: Item, subject: str) -> bool:
    """Whether an amount is called just like what has a share told at once before it."""
    return item.is_amount and item.sep <= COMMA and name_of(paragraph.label(item)) == subject != ""
