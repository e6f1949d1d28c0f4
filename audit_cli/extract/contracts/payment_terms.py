"""What is said of money that is owed: whether it is paid, when it will be, and why it is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import Figure

_CLAUSE = expression(r"[^，,。；;\n（）()]+")
_PAYS = expression(
    r"支付|付清|付款|拨付|结清|清偿|还清|兑付|(?<=[后前年月底内将])付|列入[^，。；]{0,12}预算|纳入[^，。；]{0,12}预算|结转"
)
_THEN_PAID = expression(r"(?:支付|付清|拨付|结清)(?:完毕|完成|到位)?\s*$")
_DONE = expression(r"已(?![列纳]入)|完毕|全部支付|全额支付")
_NOT = expression(r"未|待|没有|无法|不能")
_MEANT = expression(r"拟|计划|预计|将|力争|争取|安排[在于]|确保|待|列入|纳入|按|尽快|再")
_IS_MEANT = expression(r"(?:预计|计划|拟|约|力争)(?:于|在|为)?(?=[0-9])")
_ALL_PAID = expression(
    r"(?:已|均|全部|全额|已经|现已)[一-鿿]{0,6}?(?:支付|拨付|兑付|付)(?:完成|完毕|完|清|到位|结清)"
    r"|(?:已|均)(?:经|于[^，。；]{0,12})?(?:全部|全额|完成)(?:支付|付清|拨付|结清|付款|结算|清偿|偿还|兑付)|(?:已|均)(?:付清|结清|清偿|还清)"
    r"|[日月](?:一次性)?(?:付清|结清)|(?:支付|付款|拨付)(?:完毕|完成)|全部(?:支付|付清|结清)|全额(?:支付|拨付)|无(?:拖欠|欠款|未付)"
)
_NONE_PAID = expression(
    r"(?:尚|暂|均|还|仍|[0-9]年)未(?:完成|能|及时|予|进行)*(?:支付|付款|拨付|付)|^未(?:完成|能|及时)*(?:支付|付款|拨付)"
)
_SUM = expression(r"[0-9][0-9,，.]*[万亿]?元")
_UNTIL_PAID = (
    r"(?:[初底末]|由[^，。；]{2,10}|再|分期|分批|一次性)?(?=[^，。；]{0,8}?(?:支付|付清|付款|拨付|结清|兑付|付))"
)
# on which condition something will be paid, the more exact one first
_CONDITIONS = (
    expression(
        r"(?:待|在|经|满|自|于|(?=验收|到货|竣工|完工|结算|审计|决算|质保|交付|调试|评审|审查|审核|批复|考核|移交|施工图|缺陷))[^，。；（）\s]{0,24}?(?:期满后?|到期后?|后)"
        + _UNTIL_PAID
    ),
    expression(
        r"(?:(?:按照?|根据|依据|随|以)[^，。；（）\s]{0,24}?(?:期满后?|到期后?|后|进度|节点|约定)|(?<!结转)(?:下一?年度?|次年|明年|翌年))"
        + _UNTIL_PAID
    ),
)
_REST = expression(
    r"^.*元|^.*?(?:余款|尾款|质保金|剩余[^待按根经]{0,6}?(?:款项?|资金|部分|金额)|其余[^待按根经]{0,6}?(?:款项?|资金|部分|金额)|余下[款项资金]{0,3}|款项)(?:须|需|应|将|拟|计划|预计)*"
)
_BECAUSE = expression(
    r"(?:主要)?(?:原因[是为：:]|(?<=[，,])(?:主要)?系(?!统|列|数|指)|因为?(?!此|地|素|公|子|特|纳|果|为|而|应)|由于|受(?=[^，。；]{2,20}(?:影响|制约)))([^，。；\n（）]{2,60})"
)
_THEREFORE = expression(
    r"(?:[，,]?(?:导致|致使|造成|因此|故|所以|而))|(?:暂|尚|仍|均|还|[0-9]{4}年)?(?:未能?|无法|不能|没有|未)(?:及时|按时|按期|如期|全部|全额|完成|予以)*(?:支付|拨付|付款|付清|付|兑付)"
)
_STATE = expression(
    r"(?:项目|工程|设备|系统|合同|货物|服务)?(?:均|尚|还|暂|仍)*未(?:办理|进行|完成|通过|到|达到|组织|开展|取得|收到|开具|提供)*(?:竣工|完工|验收|结算|决算|审计|审核|终验|初验|到货|交付|交货|到期|达到|发票|付款节点|付款条件|支付节点|支付条件|竣工财务)[^，。；\n（）]{0,12}"
    r"|(?:审计|决算|结算|验收|质保期|缺陷责任期|质保金|质量保证金)(?:工作)?(?:均|尚|还|暂|仍)*未(?:完成|结束|出具?|通过|满|到期?|届满)[^，。；\n（）]{0,8}"
    r"|(?:等待|正在|待)[^，。；\n（）]{0,10}?(?:竣工|完工|验收|审计|结算|决算|审核|评审|到货|交付|审批|报账|备案|调试)[^，。；\n（）支]{0,10}?(?=后|再|$|[，。；\n（）]|合格|通过|时|支)"
    r"|(?:均|尚|还|暂|仍)*未(?:到|达到?|至|届|满足?|具备|符合)(?:合同|协议)?(?:约定|规定)?的?(?:付款|支付)(?:时间|时点|期限?|日期|节点|条件|阶段)"
    r"|(?:付款|支付)(?:时间|时点|期限?|日期|节点|条件)(?:均|尚|还|暂|仍)*未(?:到|满|届|达到?|具备|成就)"
    r"|[一-鿿]{0,4}(?:资金|经费|库款|财力|财政)(?:较为?|十分|暂时)?(?:紧张|困难|不足|未到位|未下达|未拨付|调度困难)"
    r"|[与和同](?:合同|协议)(?:约定|规定)[^，。；\n（）]{0,8}(?:一致|相符|同步)"
    r"|(?:内部)?(?:付款|支付|审批|报账|报销)(?:审批)?(?:流程|手续)[^，。；\n（）]{0,12}"
    r"|(?:单位)?(?:领导班子|班子|领导|负责人|法定代表人)(?:变更|变动|调整|更换|换届)|人员变动"
)
# causes that say when it will be due
NOT_DUE = expression(
    r"(?:合同|协议)(?:约定|规定)[^，。；]*(?:一致|相符|同步)|质保|质量保证|缺陷责任|未到期|[付款支]{2}(?:条件|节点)"
    r"|未(?:到|达到?|至|届|满足?|具备|符合)(?:合同|协议)?(?:约定|规定)?的?(?:付款|支付)"
    r"|(?:付款|支付)(?:时间|时点|期限?|日期)(?:均|尚|还|暂|仍)*未"
)
_RETENTION = expression(r"(?<!含)(?:质保金|质量保证金|保留金)")


class Told(NamedTuple):
    """What a stretch of text says of a payment; *promised* and *cause* are its places, None where nothing is said."""

    all_paid: bool = False
    none_paid: bool = False
    promised: Figure | None = None
    cause: Figure | None = None


class Dates:
    """The dates of a document, by place."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = [f for f in figures if f.type == "date" and len(f.text) > 3]
        self._starts = [f.start for f in self.figures]

    def between(self, start: int, end: int) -> Sequence[Figure]:
        return self.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def told(text: str, start: int, end: int, block: int, dates: Dates, year: str) -> Told:
    """Return what ``text[start:end]`` says of a payment, for a report on *year* ("" if that is not known)."""
    words = text[start:end]
    all_paid = none_paid = False
    promised = None
    paying = False
    for clause in _clauses(words):
        said = clause.group()
        if _PAYS.search(said) is None and "付" not in said:
            # 审查通过后支付，预计2024年5月
            if paying and (promised is None or promised.type == "name") and _IS_MEANT.match(said):
                at = start + clause.start()
                promised = next(iter(dates.between(at, start + clause.end())), promised)
            paying = False
            continue
        paying = True
        if promised is None:
            promised = _promise(text, start + clause.start(), start + clause.end(), block, dates, year)
            if promised is not None:
                continue
        none = _NONE_PAID.search(said)
        none_paid = none_paid or (none is not None and _SUM.search(said, none.end()) is None)
        all_paid = all_paid or (bool(_ALL_PAID.search(said)) and not _NOT.search(said))
    cause = cause_in(text, start, end, block)
    if promised is None and cause is not None and NOT_DUE.search(cause.text):
        promised = cause
    return Told(all_paid, none_paid, promised, cause)


def _clauses(words: str) -> Iterator[re.Match[str]]:
    return _CLAUSE.finditer(words)


def _promise(text: str, start: int, end: int, block: int, dates: Dates, year: str) -> Figure | None:
    """Return when, or on which condition, the clause ``text[start:end]`` says that something will be paid."""
    said = text[start:end]
    verb = _PAYS.search(said)
    if verb is None:
        return None
    if _DONE.search(said):
        # 2024年1月已支付: the rest of 2023
        later = [d for d in dates.between(start, end) if year and d.text[:4].isdigit() and d.text[:4] > year]
        return later[0] if later and _THEN_PAID.search(said) else None
    meant = _MEANT.search(said)
    owed = _NOT.search(said)
    for date in dates.between(start, end):
        ahead = bool(year) and date.text[:4].isdigit() and date.text[:4] > year
        if (ahead and (owed is None or meant)) or (meant and date.start > start + meant.start()):
            return date
        if not year and owed is None and date.start < start + verb.start() and "底" not in said[date.end - start :][:1]:
            return date
    found = next((m for pattern in _CONDITIONS if (m := pattern.search(said)) is not None), None)
    if found is None or (_NOT.search(said[: found.start()]) and not meant):
        return None
    rest = _REST.match(found.group())
    at = found.start() + (rest.end() if rest else 0)
    return name(text, start + at, start + found.end(), block) if at < found.end() else None


def cause_in(text: str, start: int, end: int, block: int) -> Figure | None:
    """Return the words in ``text[start:end]`` that say why something is not paid, None if there are none."""
    words = text[start:end]
    because = _BECAUSE.search(words)
    if because is not None:
        at, until = because.span(1)
        then = _THEREFORE.search(words, at + 2, until)
        return name(text, start + at, start + (then.start() if then else until), block)
    state = _STATE.search(words)
    if state is not None:
        return name(text, start + state.start(), start + state.end(), block)
    return None


def retention(text: str, start: int, end: int, block: int) -> Figure | None:
    """Return the word in ``text[start:end]`` that says that a rest is kept as a guarantee."""
    found = _RETENTION.search(text, start, end)
    return None if found is None else name(text, found.start(), found.end(), block)


def name(text: str, start: int, end: int, block: int) -> Figure:
    """Return the words in ``text[start:end]`` as a figure."""
    return Figure(start, end, text[start:end], "name", "", Decimal(0), Decimal(1), block=block)
