"""Names of places and offices where a report names its own: 具有桂阳特色 in the report of another county."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.extract.home import Home, home_of
from audit_cli.extract.profile import Profile
from audit_cli.gazetteer import gazetteer
from audit_cli.model import Document, Figure, Mention

_STOPS = re.compile(r"[。；;\n\t|！？]")
_COMMA = re.compile(r"[，,]")
_LONGEST_SENTENCE = 120
_KIND = re.compile(r"[省市县区州旗盟]")
# what follows the name of a place, and what must stand before it
_BEHIND = re.compile(
    r"(?P<feature>特色)"
    r"|(?P<growth>(?:经济社会|经济|高质量|改革|乡村振兴|社会)发展|社会(?:和谐)?稳定|长治久安)"
    r"|(?P<fact>实际|县情|市情|区情)"
    r"|(?P<people>人民(?=群众|生活|生命|幸福|的|满意|安居|增收|[，。；、])|群众|百姓)"
    r"|(?P<image>故事|形象|风采|样板|模式|经验|(?:新|崭新)?篇章|力量|智慧|名片|答卷|方案|实践|速度|知名度|影响力)"
    r"|(?P<lead>[省市县区州旗]?委(?:、[省市县区州旗]?(?:人民)?政府|[省市县区州旗]政府|市政府)?的?(?:坚强|正确|统一)?领导下)"
)
_BEFORE = {
    "feature": re.compile(
        r"(?:具有|富有|独具|凸显|彰显|体现|突出|突显|展现|打造|形成|构建|探索|创造|走出|符合|充满|鲜明的?)(?:了|出)?(?:一[条批个套])?$"
    ),
    "growth": re.compile(
        r"(?:为|促进|推动|推进|服务|助力|助推|保障|支撑|护航|加快|服务于|实现|促|谱写|开创|书写)(?:我|全)?(?:[省市县区])?$"
    ),
    "fact": re.compile(r"(?:结合|立足|根据|依据|切合|符合|贴合|从|针对)了?$"),
    "people": re.compile(r"(?:造福|为|让|给|使|服务|全体|广大|满足|全县|全市|全区)了?$"),
    "image": re.compile(
        r"(?:讲好|展示|展现|树立|擦亮|打响|谱写|书写|贡献|打造|形成|创造|叫响|提升|提高|扩大|宣传)了?$"
    ),
    "lead": re.compile(r"(?:^|[，。；、：:\s]|在)(?:中共)?$"),
}
_LONGEST_BEFORE = 8
# what stands before the name, and what must follow it: 建设平安桂阳
_VIRTUE = re.compile(
    r"(?:平安|美丽|法治|幸福|健康|智慧|数字|诚信|清廉|活力|魅力|书香|信用|大美|富饶|和美|韧性|无废|富美|品质)(?=[一-鿿])"
)
_BEHIND_VIRTUE = re.compile(r"[县市区州旗]?(?:建设|创建|的?目标|[”’\"」，。；、,;]|$|新)")
_BEFORE_VIRTUE = re.compile(
    r"[“‘\"「、，。；：:\s]$|(?:建设|打造|创建|推进|推动|深化|助力|共建|共创|构建|实现|开展|和|与|更高水平)的?$|^$"
)
# what makes it no wonder that another place is named: in its sentence, or in its clause and the one before
_PARTNER = re.compile(
    r"对口|支援|援[藏疆青建外助]|驰援|帮扶|协作|结对|合作(?!社)|招商|推介|引进|签约|务工|赴|前往|跨[省市县区]|异地|[毗相邻]邻|接壤|周边|流域"
    r"|上下游|一体化|都市圈|城市群|经济[带圈区]|兄弟|法院|监狱|来自|招聘|人士|乡友|商会|会议在"
)
_NEAR_PARTNER = re.compile(
    r"学习|借鉴|交流|考察|参观|调研|转移|就业|参加|参会|迁|原(?!则)|曾|历史|古|先进|经验|做法|支持|共建|联合|联防|区域|[等及和与、]$|品牌|[菜茶酒米药]"
    r"|非遗|[戏剧曲]|景区|旅游|[高速铁公]路|大道|战役|[《》]|国家|全国|全省|以.{1,8}为例|公司|集团|大学|学院|医院|籍|出生"
)
# an office that speaks of itself, or signs
_SPEAKS = re.compile(
    r"(?:20[0-9]{2}年|(?:部门|单位)(?:整体|概况|职责|预算|决算)|内设|下设|下辖|机关内设|核定编制|编制|主要职责|主要职能|现有|共有|属于?[一-鿿]{0,6}(?:行政|财政|机关|部门)"
    r"|是[一-鿿]{0,6}(?:政府|工作部门|组成部门|行政|直属|机关)|为[一-鿿]{0,6}(?:政府|工作部门|组成部门|行政|直属|机关))"
)
_DEPARTMENT = re.compile(r"[一-鿿]{2,16}(?:局|委员会|厅|办公室)")
_BEGINS = "。；\n\t，,：:"
_TELLS = re.compile(
    r"([一-鿿]{2,16}?(?:局|委员会|厅))(?=20[0-9]{2}年度?(?:部门)?(?:整体支出|部门预算|部门决算|预算|决算|收支)(?!的?批复)|是[一-鿿]{0,8}(?:工作部门|组成部门|政府部门)"
    r"|内设(?:机构|科室|股室)|核定编制)"
)
_CHANGED = re.compile(
    r"更名|合并|组建|划[转入归]|移交|改革|挂牌|牌子|[原由与和及、]|下属|所属|二级|主管|批复|通知|印发|根据|会同|联合|《|》"
)
_LABEL = re.compile(
    r"(?:填报|编制|预算|自评)?(?:单位|部门)(?:[（(](?:公章|盖章|单位|部门)[）)])?(?:名称)?(?:[（(](?:公章|盖章)[）)])?\s*[:：\t|]\s*$"
)
_ADDRESS = re.compile(r"\s*(?:中共)?([一-鿿]{2,15}[省市县区州旗盟])(人民政府|财政[局厅])\s*[:：]\s*")
_LONGEST_LABEL = 24
_FIRST_BLOCKS = 12
_LAST_BLOCKS = 6
_SHORTEST_OFFICE = 3


class Slot(NamedTuple):
    """A name that stands where the report's own is expected, and the words around it, which go on to *end*."""

    start: int
    name: str
    end: int
    words: str


def read_mentions(document: Document, profile: Profile) -> Iterator[Mention]:
    """Yield the names that stand where *document* names its own place."""
    text = document.text
    home = home_of(profile, text)
    if not home.is_known:
        return
    own = _first(text, home)
    slots = {*_framed(text), *_praised(text), *_offices(document, profile, home), *_addressed(document)}
    for slot in sorted(slots):
        is_own = home.owns(slot.name)
        if is_own or (_is_foreign(slot.name) and not _has_partner(text, slot)):
            figure = Figure(slot.start, slot.start + len(slot.name), slot.name, "name")
            yield Mention("place", figure, is_own, None if is_own else own, slot.words)

    yield from _departments(text, profile, home)


def _departments(text: str, profile: Profile, home: Home) -> Iterator[Mention]:
    """Yield other departments of the same place where a report tells what its own is, and what it spent."""
    place = home.names[-1] if home.divisions else home.names[0]
    office = profile.organization.rpartition(place)[2]
    if not _DEPARTMENT.fullmatch(office):
        return
    at = text.find(place)
    own = Figure(at, at + len(place + office), place + office, "name") if text.startswith(place + office, at) else None
    start = text.find(place)
    while start >= 0:
        found = _TELLS.match(text, start + len(place))
        if found and (start == 0 or text[start - 1] in _BEGINS):
            is_own = found[1] == office
            around = text[max(0, start - _LONGEST_LABEL) : found.end() + _LONGEST_LABEL]
            if is_own or not (found[1] in office or office in found[1] or _CHANGED.search(around)):
                name = Figure(start, found.end(1), text[start : found.end(1)], "name")
                yield Mention("office", name, is_own, None if is_own else own)
        start = text.find(place, start + len(place))


def _first(text: str, home: Home) -> Figure | None:
    """Return where a report first names its own place."""
    name = home.names[-1] if home.divisions else home.names[0]
    at = text.find(name)
    return Figure(at, at + len(name), name, "name") if at >= 0 else None


def _is_foreign(name: str) -> bool:
    """Whether *name* is that of a place, and nothing else."""
    meant = gazetteer().meant_by(name)
    return bool(meant) and not any(division.ordinary for division in meant)


def _framed(text: str) -> Iterator[Slot]:
    """Yield names with words around them that belong to the report's own place: 具有…特色, 为…经济社会发展."""
    for found in _BEHIND.finditer(text):
        name = gazetteer().known_before(text[max(0, found.start() - 15) : found.start()], min(15, found.start()))
        if not name:
            continue
        start = found.start() - len(name)
        before = _BEFORE[found.lastgroup or ""].search(text[max(0, start - _LONGEST_BEFORE) : start])
        if before is not None:
            yield Slot(start, name, found.end(), f"{before[0].strip()}…{found[0]}")


def _praised(text: str) -> Iterator[Slot]:
    """Yield names behind the words of a programme: 平安…, 美丽…, if nothing else follows."""
    for found in _VIRTUE.finditer(text):
        name = gazetteer().known_at(text[found.end() : found.end() + 16], 0)
        if not name or not _BEHIND_VIRTUE.match(text, found.end() + len(name)):
            continue
        if _BEFORE_VIRTUE.search(text[max(0, found.start() - _LONGEST_BEFORE) : found.start()]):
            yield Slot(found.end(), name, found.end() + len(name), f"{found[0]}…")


def _offices(document: Document, profile: Profile, home: Home) -> Iterator[Slot]:
    """Yield places before the name of the report's own office, where that is told of, labelled or signs."""
    text, place = document.text, "".join(home.names)
    office = profile.organization.partition(home.names[-1])[2]
    if len(office) < _SHORTEST_OFFICE or not place:
        return
    at = text.find(office)
    while at >= 0:
        name = gazetteer().known_before(text[max(0, at - 15) : at], min(15, at))
        if name and _KIND.search(name[-1:]) and not home.owns(name):
            start, end = at - len(name), at + len(office)
            before = text[max(0, start - _LONGEST_LABEL) : start]
            begins = not before or bool(_STOPS.search(before[-1]) or before[-1] in "，,：:")
            if _LABEL.search(before) or begins and (_SPEAKS.match(text, end) or _signs(document, start, end)):
                yield Slot(start, name, end, f"…{office}")
        at = text.find(office, at + len(office))


def _addressed(document: Document) -> Iterator[Slot]:
    """Yield the place of the office that a report is handed to, in a line of its own before the text."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        found = _ADDRESS.fullmatch(document.text, block.start, block.end)
        name = gazetteer().name_at(found[1], 0) if found else ""
        if found and name == found[1]:
            yield Slot(found.start(1), name, found.end(), f"…{found[2]}")


def _signs(document: Document, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is all of one of the last paragraphs."""
    return any(
        block.table is None
        and block.start <= start
        and document.text[block.start : block.end].strip() == document.text[start:end]
        for block in document.blocks[-_LAST_BLOCKS:]
    )


def _has_partner(text: str, slot: Slot) -> bool:
    """Whether what is said around a name makes it no wonder that another place is named."""
    end = slot.end
    first, last = max(0, slot.start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    start = max((stop.end() for stop in _STOPS.finditer(text, first, slot.start)), default=first)
    stop = _STOPS.search(text, end, last)
    last = stop.start() if stop else last
    commas = [match.end() for match in _COMMA.finditer(text, start, slot.start)]
    near = commas[-2] if len(commas) > 1 else start
    comma = _COMMA.search(text, end, last)
    return any(
        pattern.search(text, *span)
        for pattern, spans in (
            (_PARTNER, ((start, slot.start), (end, last))),
            (_NEAR_PARTNER, ((near, slot.start), (end, comma.start() if comma else last))),
        )
        for span in spans
    )
