"""Whose report a document is, and for which year: title, organization, fiscal year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.gazetteer import gazetteer
from audit_cli.model import Block, Document, Figure

TITLE_LENGTH = 60
_FIRST_LINES = 8
_FIRST_CHARACTERS = 3000
_HEAD = 200
_SHORTEST_NAME = 4

_REPORT = expression(r"报告|决算|预算|自评|说明|公开|绩效|评价|总结|情况|表$")
_BODY = expression(r"[。；：:]|^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
# 1—7月, 截至6月底, 上半年, 前三季度
_MONTHS = expression(
    r"(?:(?<![0-9])0?[1一]月?[ ]*(?:[-—–－~～至到]|——)[ ]*|截[至止]到?(?:20[0-9]{2}年)?)"
    r"0?(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
    r"|(?:(?P<part>上半)年|[第前](?P<quarter>[一二三123])季度)"
)
_PARTS = {"上半": 6, "一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9}
_ANNEX = expression(r"附\s*(?:件|表)\s*[0-9一二三四五六七八九十]*[:：]?|目\s*录")
_YEAR = expression(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年")
# 拟于2023年6月支付: a day that is promised says nothing of the year that is reported on
_PROMISE = expression(r"(?:拟|计划|预计|将|预定)[于在到]?$")
_PROMISED = expression(r"(?:拟|计划|预计|将|预定)[于在到]?(?:19|20)[0-9]{2}\s*年")
# what is told as it stood at the end of a year is told of that year
_YEAR_END = expression(r"截[至止]到?[ ]*((?:19|20)[0-9]{2})[ ]*年(?:[底末]|12[ ]*月(?:31[ ]*日|底))")
_CHINESE_YEAR = expression(r"二[〇零○О0][〇零○О0一二三四五六七八九]{2}年")
_CHINESE_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○О0", "0")
_ENDS = (
    "人民代表大会常务委员会|人民政府办公室|人民政府|街道办事处|办事处|委员会|管理局|办公室|人民法院|人民检察院|服务中心|管理中心"
    "|幼儿园|联合会|图书馆|博物馆|文化馆|档案馆|美术馆|科技馆|纪念馆|研究院|研究所|法院|检察院|(?<!围绕)中心|中学|小学|学校|学院|大学|医院|卫生院|总队|支队|大队"
    "|协会|商会|总工会|管理处|管理所|监测站|党校|局|厅|委(?!员|托)|办(?!公|事|理)|站(?!点)|院(?!校)|处(?!理|置)|所(?!有|属)|社(?![会区保])|会(?![计展议保])"
)
_NAME = r"[一-鿿（）()]"
# the name of an office, and of one below it that is named with it
_ORGANIZATION = expression(
    rf"({_NAME}{{1,28}}?(?:{_ENDS})"
    r"(?:[一-鿿]{0,12}?(?:办事处|管理所|监测站|中心|中学|小学|学校|幼儿园|医院|卫生院|支队|大队|委员会|分局))?)"
)
_LABELLED = expression(
    r"(?:部门|单位|填报单位|项目单位|预算单位|实施单位|主管部门)(?:[（(](?:公章|盖章|单位)[）)])?(?:名称)?(?:[（(](?:公章|盖章)[）)])?"
    r"\s*[:：\t|]\s*([^\s:：|]{2,40})"
)
_OTHERS = expression(
    r"《[^《》]*》|(?:下[设辖属]|所[属辖]|直属)[^。；;\n]*|^[ \u3000]*[一-鿿]{3,30}[：:][ \u3000]*$", re.M
)
# in a title an office may leave its place out: 市水务局2023年部门整体支出绩效自评报告
_WITHOUT_PLACE = expression(rf"[省市县区州旗](?![属级直本场])[一-鿿]{{1,12}}?(?:{_ENDS})")
_LEADING = expression(
    r"^(?:关于|根据|按照|现将|附件|我局|我委|我单位|本部门|本单位|部门|单位|年|度|的|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[（(）)0-9、.\s])++"
)
_PLACE = expression(r"[一-鿿](?:省|市(?![场政])|县|区|州|旗|镇|乡|街道)|国家|全国|中国")
_GENERIC = expression(
    r"^(?:市(?![中南北]区)|[省县区州旗镇乡]|部门|单位|各|全|本|我|该|有关|相关|所属|下属|主管|财政|上级|办公|监督|审计|人大|党委"
    r"|政府|协助|配合|协调|负责|组织|承担|参与|贯彻|完成|指导|会同|开展|加强|做好|落实|市委|区委|县委|省委|[省市县区镇]政府|由)"
)

_SENTENCE = expression(r"的|以上|以下|指定|^.?政府|应当|进行|根据")


class Profile(NamedTuple):
    """What a document says about itself; "" and None where it says nothing."""

    title: str = ""
    organization: str = ""
    fiscal_year: int | None = None


def profile_of(document: Document, figures: Sequence[Figure]) -> Profile:
    """Return title, organization and fiscal year as the first lines, and then the body, give them."""
    title = _title(document)
    return Profile(title, _organization(document, title), _fiscal_year(document, title, figures))


def months_of(document: Document) -> int:
    """Return how many months of its year *document* tells of: 12, or fewer in the title of a report in between.

    A report of monitoring is one in between; 0 says that it does not say up to which month.
    """
    title = _title(document)
    watched = "监控" in title and "评" not in title
    found = _MONTHS.search(title)
    if found is None and watched:
        found = _MONTHS.search(document.text, 0, _FIRST_CHARACTERS)
    if found is None:
        return 0 if watched else 12
    if found["month"] is None:
        return _PARTS[found["part"] or found["quarter"]]
    month = found["month"]
    number = int(month) if month.isdigit() else "一二三四五六七八九十".find(month[-1]) + 1 + 10 * (len(month) > 1)
    return number if 1 <= number <= 12 else 0


def _title(document: Document) -> str:
    """Return the lines before the body, from the one that names a report; a title may be broken over lines."""
    lines: list[str] = []
    for block in document.blocks[:_FIRST_LINES]:
        line = _line(document, block)
        if _ANNEX.fullmatch(line):
            continue
        if len(line) > TITLE_LENGTH or _BODY.search(line):
            break
        lines.append(line)
        if _REPORT.search(line) and not line.endswith("年"):
            return _joined(lines)
    return lines[0] if lines else ""


def _line(document: Document, block: Block) -> str:
    return " ".join(document.text_of(block).split())


def _joined(lines: Sequence[str]) -> str:
    title = "".join(lines[-3:])
    return title if len(title) <= TITLE_LENGTH else lines[-1]


def _organization(document: Document, title: str) -> str:
    titled = _without_year(title)
    named = _office(titled)
    if named:
        return named
    bare = _WITHOUT_PLACE.match(_LEADING.sub("", titled.strip()))
    head = document.text[:_FIRST_CHARACTERS]
    for labelled in _LABELLED.finditer(head):
        named = _office(labelled[1])
        if named:
            return named
    found: Counter[str] = Counter()
    # whom a report is handed to, and who issued what it cites, did not write it
    for phrase in re.split(r"[。；;，,、：:\s“”\"]+", _OTHERS.sub("\n", head)):
        named = _office(_without_year(phrase[:TITLE_LENGTH]))
        if named:
            found[named] += 1
    if bare:
        return next((name for name in found if name.endswith(bare[0])), bare[0])
    # the most frequent of those that name their place; the first of equals
    return max(found, key=lambda name: found[name], default="")


def _office(phrase: str) -> str:
    """Return the name of the office that *phrase* begins with, "" if there is none with a place in it."""
    phrase = phrase.strip()
    if len(phrase) < _SHORTEST_NAME or not _PLACE.search(phrase):
        return ""
    phrase = _LEADING.sub("", phrase)
    match = _ORGANIZATION.match(phrase)
    if match is None:
        return ""
    name = match[1].strip("（）()")
    is_odd = len(name) < _SHORTEST_NAME or _GENERIC.match(name) is not None
    # 四会市水利局 is no 会, 镇平县教育局 not that of a 镇
    place = gazetteer().name_at(phrase, 0) if is_odd else ""
    if place and (match := _ORGANIZATION.match(phrase, len(place) - 1)):
        name, is_odd = phrase[: match.end()].strip("（）()"), False
    return "" if is_odd or not _PLACE.search(name) or _SENTENCE.search(name) else name


def _without_year(phrase: str) -> str:
    return phrase if "年" not in phrase else _CHINESE_YEAR.sub("", _YEAR.sub("", phrase))


def _fiscal_year(document: Document, title: str, figures: Sequence[Figure]) -> int | None:
    if years := _years(title):
        return years[0]
    if ended := _YEAR_END.search(document.text, 0, _FIRST_CHARACTERS):
        return int(ended[1])
    if years := _years(_PROMISED.sub("", document.text[:_HEAD])):
        return years[0]
    counted: Counter[int] = Counter()
    for figure in figures:
        if figure.type == "date" and not _PROMISE.search(document.text, max(figure.start - 4, 0), figure.start):
            counted.update(_years(figure.text)[:1])
    return max(counted, key=lambda year: (counted[year], -year), default=None)


def _years(text: str) -> list[int]:
    years = [int(m[1]) for m in _YEAR.finditer(text)]
    if years:
        return years
    found = _CHINESE_YEAR.search(text)
    if found is None:
        return []
    return [int("".join({"二": "2"}.get(c, _CHINESE_DIGITS.get(c, "")) for c in found[0][:4]))]
