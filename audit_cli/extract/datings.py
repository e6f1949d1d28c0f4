"""Years whose part in the text says which year they can be: ends of a range, bases, goals, the year reported on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from audit_cli.expressions import expression
from audit_cli.extract.profile import Profile
from audit_cli.model import Block, Dating, Document, Fact, Figure
from audit_cli.quantity import significant_digits

_YEAR = r"(20[0-9]{2})年"
_STOPS = expression(r"[。；;\n\t|！？]")
_LONGEST_SENTENCE = 160

_RANGE = expression(r"20[0-9]{2}(年?)度?[至到\-—–~～－]{1,2}(20[0-9]{2}年)(?!\s?[0-9])")
_NUMBERED = expression(r"[0-9第〔\[【（(年/.]")
_BRACKETS = frozenset("（(")
# a project that begins and ends in one year says so
_TERM = expression(r"期|起止|周期|年限|时间|学年|月|规划|计划|方案|《")

# 2023年2月23日至2月14日
_DAYS = expression(
    r"(?P<first>(?P<year>20[0-9]{2}年)?(?P<month>[0-9]{1,2}月)(?P<day>[0-9]{1,2}日)?)[至到\-—–~～－]{1,2}"
    r"(?P<last>(?P<year2>20[0-9]{2}年)?(?P<month2>[0-9]{1,2}月)(?P<day2>[0-9]{1,2}日)?)(?=[^0-9年月])"
)
_BASE = expression(
    r"[比较与同](20[0-9]{2}年)(?:度|全年)?"
    r"(?=相比|相较|同期|持平|增|减|下降|上升|提高|提升|降低|上涨|回落|多[0-9]|少[0-9]|有所|略有|净增|翻)"
)
_SUBJECT = expression(rf"(?<![比较与同]){_YEAR}|本年度")
_TURNED = expression(rf"度?(?:全年)?(?:相比|相较|对比)[，,]?(?:{_YEAR}|本年度)")
# what makes it only a part of the year, or its plan
_PART = expression(
    r"(?:度|全年)?(?:部门|财政)?(?:预算|计划|目标|任务|年?[初末底]|第?[一二三四]季|上半|下半|\s?[0-9一二三四五六七八九十]{1,2}月)"
)
_OTHER_TIME = expression(
    r"[下次明来翌]一?年|计划|力争|目标|预计|[将拟《》]|打算|分别|[去前]年|上一?年|以前年度|同期|月"
)

_GOAL = expression(r"到(20[0-9]{2}年)(?:底|末)?[，,]?(?=[一-鿿“])")
_BEFORE_GOAL = expression(r"(?:^|[。；;，,：:\n\t“])(?:力争|确保|争取)?$")
_GOAL_WORDS = expression(r"基本|明显|显著|全面|力争|确保|努力|争取|进一步|有效|坚决|更加|大幅|达到|实现|提高|降低")
_AIMED, _STRIVEN = expression(r"目标|思路|打算"), expression(r"力争|确保|努力|争取")
_TOLD = expression(
    r"已|曾|当时|原(?!则)|了|累计|历史|回顾|十[一二三四]五|[从自由][0-9]|[0-9]{4}年?[-—–~～－至到]|截[至止]|规划|纲要|意见|决定"
    r"|提出|指出|要求"
)
_DEADLINE = expression(
    r"(20[0-9]{2}年)(?:[0-9]{1,2}月)?(?:年?[底末])?(?:之?前)[一-鿿]{0,14}?(?:完成|完工|建成|竣工|投入使用|开工|印发|出台|上线|核销|到位|整改)(?!的|后)"
)
# what was left at the end of the year, and when it is to be paid: 尚未支出的5万元拟于2024年2月兑付
_PROMISED = expression(
    r"(?<!原)(?:拟|计划|预计|待|将|约定|安排)[在于至到]?(20[0-9]{2}年)(?:[0-9]{1,2}月)?[^，。；\n0-9]{0,14}?"
    r"(?:支付|兑付|付清|拨付|结清|结算|发放)(?!的|了|到)"
)
_LEFT = expression(r"尚未|未[支兑拨执使付]|余下|剩余|余款|尾款|结余|结转|待支付|质保金")
_SETTLED = expression(r"上年|年初|以前|[，,已]已|已于|已经|实际于")
# 年度绩效目标：2021年底前完成…
_LABELLED = expression(r"目标[：:]\s*(?:力争|确保)?$")
_NEAR = 6
_PLANS = expression(
    r"20[0-9]{2}年(?:度)?(?:工作)?(?:计划|安排|打算|思路|目标)|下一?步|下一?年度?(?:工作)?(?:计划|安排|打算)"
)
_QUOTED_PLAN = expression(r"规划|纲要|十[一二三四]五|提出|要求|意见")
_BEFORE = 60

_EVALUATED = (
    r"(?:部门|单位)?(?:整体|项目)?(?:支出|预算|资金|财政)[^。；《》\n]{0,24}(?:自评|评价)"
    r"(?!结果|发现|问题|得分|报告|中)"
)
_INTRODUCED = expression(rf"现将[一-鿿]{{0,24}}?{_YEAR}度?[^。；《》\n]{{0,40}}(?:报告|汇报|说明)如下")
_EVALUATES = expression(
    rf"对(?<!关于对)(?:我[局委办院校镇乡县市区厅站处]|本(?:单位|部门|局|委|办|院|校|镇|乡|级))?的?{_YEAR}度?{_EVALUATED}"
)
_HEADED = expression(
    rf"(?:[（(]?[一二三四五六七八九十0-9]{{1,3}}[）)、.．]\s*|第[一二三四五六]部分\s*)?{_YEAR}度?(?:部门|单位|本级)?"
    r"(?:整体支出|决算情况|部门决算情况|收入支出决算|收支决算|支出决算|绩效自评)"
)
_LONGEST_HEADING = 40
_FORM_YEAR = expression(rf"[（(]\s*{_YEAR}\s*度?\s*[）)]")
_FORM = expression(r"自评表|绩效评价表")
_REPORT = expression(r"自评|绩效评价|绩效报告|整体支出绩效|决算")
_OTHER_YEAR = expression(r"上一?年|结果|应用|整改|结转|对比|比较|历年|近三年|回顾|附件|附[：:]|目录|关于|通知")
# what only the report of its own year states of a department: 2023年度机关运行经费支出186万元
_TOLD_OF_ITSELF = expression(
    rf"(?:^|[。；;：:\n）)、.．])\s*(?:{_YEAR}度?[，,]?(?P<told>(?:全年|我[局委院校镇乡县市区]|本?(?:部门|单位)|本[局委院校镇乡级])*"
    r"(?:(?:总?收入|总?支出|收、支|收支|收入、支出)(?:决算)?(?:总计|合计|总额)|本年(?:收入|支出)合计|[“\"]?三公[”\"]?经费"
    r"|(?:年初)?(?:部门|财政拨款)预算(?:总额|收入|支出|资金|数)?为?[0-9]|机关运行经费支出|政府采购支出|一般公共预算(?:财政拨款)?(?:收入|支出|基本支出)|基本支出[0-9为]|项目支出[0-9为]"
    r"|年初[^，。；\n]{0,6}绩效(?:目标|指标)|年?末[^，。；\n]{0,8}车辆))"
    rf"|截[至止]到?{_YEAR.replace('(', '(?P<until>')}(?:12月31日|年?[底末])?[，,]?"
    r"(?P<held>[^，。；\n]{0,8}(?:车辆|实际支出|累计支出|已支出|支付资金|资产总额)))",
    re.M,
)
_WHOLE = expression(r"整体|部门决算|单位决算|决算(?:公开|情况|说明)|绩效自评|绩效评价")
_ACCOUNTS = expression(r"决算")
_YEARS = expression(r"20[0-9]{2}(?=年)")
_COMPARED = expression(r"[比较]|持平|相同|一致|不变|上一?年|去年|同期|分别")
_LEAST_DIGITS = 5
_FAR = 600
# a year of which a report tells what it tells of its own
_TOLD_YEAR = expression(
    r"20[0-9]{2}年(?=度?(?:年初预算|(?:部门|单位)?(?:整体|决算)|(?:全年|本年|实际|总)?(?:支出|收入)|(?:基本|项目)支出|财政拨款))"
)
_OFTEN = 2


def read_datings(document: Document, profile: Profile, facts: Sequence[Fact]) -> Iterator[Dating]:
    """Yield the years of *document* whose part says which year they can be."""
    text, year = document.text, profile.fiscal_year
    own = _in_title(text, profile)
    for found in _RANGE.finditer(text):
        numbered = not found[1] and bool(_NUMBERED.match(text, max(0, found.start() - 1), found.start()))
        # 服务期2024年至2022年 is wrong, 服务期2022年至2022年 is not
        backwards = found[0][:4] > found[2][:4]
        # （2020—2016年） is no number of a document
        numbered = numbered and not (backwards and text[found.start() - 1] in _BRACKETS)
        if not numbered and (backwards or not _TERM.search(text, _sentence(text, found.start())[0], found.end())):
            yield Dating("range", _date(text, found.start(), found.end(1)), _date(text, *found.span(2)))
    for found in _DAYS.finditer(text):
        if _is_of_one_year(found):
            yield Dating("range", _date(text, *found.span("first")), _date(text, *found.span("last")))
    for found in _BASE.finditer(text):
        yield from _comparison(text, found, year)
    for found in _GOAL.finditer(text):
        if _is_goal(document, found):
            yield Dating("goal", _date(text, *found.span(1)), own)
    yield from _deadlines(document, own)
    if own is not None:
        yield from _statements(document, own)
        yield from _stale_title(text, own)
        yield from _promises(document, own)
        yield from _same_amounts(document, own, facts)
        if _WHOLE.search(profile.title):
            yield from _told_of_itself(document, own, _ACCOUNTS.search(profile.title) is not None)


def _is_of_one_year(found: re.Match[str]) -> bool:
    """Whether days may be compared: both have a year, or one month; 11月15日至3月15日 may end in the next year."""
    if found["year2"]:
        return found["year"] is not None
    return found["month2"] == found["month"] and found["day"] is not None and found["day2"] is not None


def _comparison(text: str, found: re.Match[str], year: int | None) -> Iterator[Dating]:
    """Yield what a year is compared with, where its sentence speaks of one other year, or of this one."""
    start, end = _sentence(text, found.start())
    base = _date(text, *found.span(1))
    subjects = list(_SUBJECT.finditer(text, start, found.start()))
    turned = None if subjects else _TURNED.match(text, found.end(1), end)
    if turned is not None:
        subject = _SUBJECT.search(text, turned.start(), turned.end())
        between = ""
    else:
        subject = subjects[-1] if subjects else None
        between = text[subject.end() : found.start()] if subject else ""
    if subject is None or _PART.match(text, subject.end()) or _OTHER_TIME.search(between):
        return
    if subject[1] is None and year is None:
        return
    # 2022年1200万元（2021年1000万元），比2021年增长20%: which one is compared is not said by their order
    others = {s[1] for s in subjects} - {subject[1]}
    if others and len(between) > len("度支出"):
        return
    yield Dating("comparison", base, _date(text, *subject.span()) if subject[1] else None)


def _is_goal(document: Document, found: re.Match[str]) -> bool:
    """Whether the words behind a year are to be reached in it: nobody says that they were, or quotes a plan of old."""
    text = document.text
    start, end = _sentence(text, found.start(1))
    if not _BEFORE_GOAL.search(text, max(0, found.start() - len("，力争")), found.start()):
        return False
    labelled = _LABELLED.search(text, max(0, found.start() - _NEAR), found.start()) is not None
    if not (labelled or _GOAL_WORDS.search(text, found.end(), end)) or _TOLD.search(text, start, end):
        return False
    block = _block(document, found.start(1))
    if block is None or _QUOTED_PLAN.search(text, max(block.start, start - _BEFORE), start):
        return False
    section = document.heading_of(block)
    before = text[max(0, block.start - _BEFORE) : found.start()]
    return any(_AIMED.search(words) for words in (before, section)) or _STRIVEN.search(text, start, end) is not None


def _deadlines(document: Document, own: Figure | None) -> Iterator[Dating]:
    """Yield the years by whose end something is to be done, in the plans of a report: 2025年10月底前全部完工."""
    for found in _DEADLINE.finditer(document.text):
        block = _block(document, found.start())
        if block is None or block.section < 0 or _TOLD.search(document.text, *_sentence(document.text, found.start())):
            continue
        labelled = _LABELLED.search(document.text, max(block.start, found.start() - _NEAR), found.start())
        if labelled or _PLANS.search(document.sections[block.section]):
            yield Dating("goal", _date(document.text, *found.span(1)), own)


def _promises(document: Document, own: Figure) -> Iterator[Dating]:
    """Yield the years in which a sentence says that what is left at the end of the year is to be paid."""
    text = document.text
    for found in _PROMISED.finditer(text):
        start, end = _sentence(text, found.start())
        left = _LEFT.search(text, start, found.start())
        if left and not _SETTLED.search(text, left.start(), end) and not re.search(_YEAR, text[start : found.start()]):
            yield Dating("due", _date(text, *found.span(1)), own)


def _in_title(text: str, profile: Profile) -> Figure | None:
    """Return the year of a report as its title gives it, None where that says of no report or of no year."""
    if profile.fiscal_year is None or not _REPORT.search(profile.title):
        return None
    printed = f"{profile.fiscal_year}年"
    at = text.find(printed, 0, _FAR) if printed in profile.title else -1
    return _date(text, at, at + len(printed)) if at >= 0 else None


def _statements(document: Document, own: Figure) -> Iterator[Dating]:
    """Yield the years that introductions, headings and forms give to what the report is about."""
    text, often = document.text, Counter[str]()
    for found in chain(_sentences(text), _headings(document, own.start)):
        year = _date(text, found.start(1), found.end(1) + 1)
        if year.text < own.text and not often:
            often.update(re.findall(r"20[0-9]{2}年", text))
        # a title that stands alone against its report is not the year of the report
        if year.text == own.text or (year.text < own.text and often[own.text] > often[year.text]):
            yield Dating("statement", year, own)


def _stale_title(text: str, own: Figure) -> Iterator[Dating]:
    """Yield the year of a title that nothing else has, where the report tells all the same of the year after."""
    after = f"{int(own.text[:4]) + 1}年"
    told = [found.start() for found in _TOLD_YEAR.finditer(text) if found[0] == after and found.start() > own.end]
    if len(told) >= _OFTEN and text.count(own.text[:4]) == 1:
        yield Dating("statement", own, _date(text, told[0], told[0] + len(after)))


def _sentences(text: str) -> Iterator[re.Match[str]]:
    """Yield the years of sentences that say what was evaluated, or what follows."""
    for found in chain(_INTRODUCED.finditer(text), _EVALUATES.finditer(text)):
        if not _OTHER_YEAR.search(found[0]) and not _is_quoted(text, found.start()):
            yield found


def _headings(document: Document, behind: int) -> Iterator[re.Match[str]]:
    """Yield the years of headings, and those below the titles of forms, *behind* a place."""
    text = document.text
    for number, block in enumerate(document.blocks):
        start, end = block.start, block.end
        if "年" in text[start:end] and behind < start >= end - _LONGEST_HEADING:
            found = _heading(text, block) or _under_form(document, number)
            if found is not None:
                yield found


def _heading(text: str, block: Block) -> re.Match[str] | None:
    """Return the year at the head of a line that is the heading of what the report is about."""
    found = _HEADED.match(text, block.start, block.end)
    spoilt = found and any(words.search(text, block.start, block.end) for words in (_STOPS, _OTHER_YEAR))
    return None if spoilt else found


def _under_form(document: Document, number: int) -> re.Match[str] | None:
    """Return the year that stands alone in brackets under the title of a form."""
    text, block = document.text, document.blocks[number]
    found = _FORM_YEAR.fullmatch(text, block.start, block.end)
    above = document.blocks[max(0, number - 2) : number]
    return found if found and any(_FORM.search(text, b.start, b.end) for b in above) else None


def _same_amounts(document: Document, own: Figure, facts: Sequence[Fact]) -> Iterator[Dating]:
    """Yield years under which a sentence puts the amounts of this one: the same thing to the last digit."""
    text, this = document.text, own.text[:4]
    earlier = [fact for fact in facts if fact.period < this and fact.period.isdecimal()]
    if not earlier:
        return
    here = {
        (fact.concept, fact.measure, fact.figure.value): fact.figure
        for fact in reversed(facts)
        if fact.known and fact.period == this and fact.figure.unit == "元"
    }
    seen: set[int] = set()
    for fact in earlier:
        same = here.get((fact.concept, fact.measure, fact.figure.value))
        if same is None or fact.figure.approximate:
            continue
        at = _year_of(document, fact, own)
        if at >= 0 and at not in seen and significant_digits(same.value) >= _LEAST_DIGITS:
            seen.add(at)
            yield Dating("statement", _date(text, at, at + len(own.text)), own, (fact.figure, same))


def _told_of_itself(document: Document, own: Figure, accounts: bool) -> Iterator[Dating]:
    """Yield an earlier year under which a paragraph states what a report states of its own year, and of no other."""
    text, this = document.text, own.text[:4]
    statements = list(_TOLD_OF_ITSELF.finditer(text))
    if not statements:
        return
    often = Counter(_YEARS.findall(text))
    at_home = set(re.findall(rf"{this}年(?:末|底|度|12月31日)*[，,]?([^，。；\n]{{2}})", text))
    for found in statements:
        which = 1 if found[1] else "until"
        year, start = found[which], found.start(which)
        block = _block(document, start)
        if year >= this or block is None or block.table is not None or block.level or start < own.end:
            continue
        # what there was when the year began may be told too, but not in final accounts
        if which == "until" and not accounts and int(year) + 1 == int(this) and "支出" not in found["held"]:
            continue
        section = document.heading_of(block)
        low, high = max(block.start, start - _FAR), min(block.end, start + _FAR)
        others = set(_YEARS.findall(text, low, high)) - {year, str(int(year) - 1)}
        said = found["told"] or found["held"]
        if others or said[:2] in at_home or _OTHER_YEAR.search(section) or often[year] >= often[this]:
            continue
        yield Dating("statement", _date(text, start, start + len(own.text)), own)


def _year_of(document: Document, fact: Fact, own: Figure) -> int:
    """Return where a sentence gives *fact* its year, -1 where that stands beside the report's own, or in a table."""
    text, figure = document.text, fact.figure
    start, end = _sentence(text, figure.start)
    at = text.rfind(f"{fact.period}年", start, figure.start)
    if at < 0 or text.find(own.text, start, end) >= 0 or _COMPARED.search(text, start, end):
        return -1
    block = _block(document, at)
    return at if block is not None and block.table is None else -1


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence around *at* begins and ends, a part of it if it is long."""
    first = max(0, at - _LONGEST_SENTENCE)
    start = max((stop.end() for stop in _STOPS.finditer(text, first, at)), default=first)
    stop = _STOPS.search(text, at, at + _LONGEST_SENTENCE)
    return start, stop.start() if stop else min(len(text), at + _LONGEST_SENTENCE)


def _is_quoted(text: str, at: int) -> bool:
    """Whether *at* is inside the title of a document."""
    first = max(0, at - _LONGEST_SENTENCE)
    return text.rfind("《", first, at) > text.rfind("》", first, at)


def _block(document: Document, at: int) -> Block | None:
    number = document.block_at(at)
    block = document.blocks[number] if number >= 0 else None
    return block if block is not None and at < block.end else None


def _date(text: str, start: int, end: int) -> Figure:
    return Figure(start, end, text[start:end], "date")
