"""Facts: each figure of the prose bound to concept, measure, period, scope and fund."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import Terms
from audit_cli.model import Document, Fact

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_COMPARED_YEAR = re.compile(
    r"(?:与|比|较|同)(?:上年|去年|上一年度?|(?:19|20)\d\d\s*年度?)[^，。；]{0,6}(?:相比|对比|比较|比)?"
)
_PRIOR = re.compile(r"上年|去年|上一年|上年度|同期")
_WEAK = re.compile(
    r"^(?:[一-鿿]{0,4}指标|金额|总额|合计|小计|总计|共计|共|资金|经费|预算|决算|安排|投入|投资|工作经费|项目资金|费用|支出|完成|其中|预算资金|.{0,1})$"
)
_MEASURE_TAIL = re.compile(r"(?:年初|全年|调整后?)?(?:预算|决算|执行|安排|下达|批复)(?:数|金额|资金|总额)?(?:为)?$")
_NOUN_END = "已均按进被分为在开完全的和及与中等是有实组推发共达提"
_HEADING_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)+")
_VERBS = re.compile(
    r"^(?:共计?|累计|全年|全市|全县|全区|目前|已|现有|共有|组织|开展|完成|新增|投入|安排|本级|我局|我单位|单位|截至目前|今年以来|今年|年内|其中|合计|总计)+"
)


def normalised(label: str) -> str:
    """Return the head noun phrase of an open-vocabulary label."""
    label = re.sub(r"[\s　“”\"（）()《》]", "", label)
    label = re.sub(r"^(?:(?:19|20)\d\d年(?:度|末|底|初)?)", "", label)
    return _VERBS.sub("", label)[-10:]


def _noun_after(item: Item) -> str:
    """Return the noun that a count counts: 8个乡镇已建成 -> 乡镇."""
    found = re.match(rf"\s*((?:(?![{_NOUN_END}])[一-鿿]){{2,8}})", item.post)
    return found.group(1) if found else ""


class _Context:
    """What a paragraph says of time and measure before a figure of it."""

    def __init__(self, document: Document, paragraph: Paragraph, terms: Terms) -> None:
        block = document.blocks[paragraph.block]
        self.title = document.sections[block.section] if 0 <= block.section < len(document.sections) else ""
        self.measure = "final_accounts" if terms.measure(self.title) == "final_accounts" else ""


def prose_facts(document: Document, paragraph: Paragraph, terms: Terms, fiscal_year: str) -> Iterator[Fact]:
    """Yield the facts of one paragraph; what a part does not say of itself it takes from its total."""
    context = _Context(document, paragraph, terms)
    heading = _HEADING_NUMBER.sub("", context.title)
    known_before: dict[int, Fact] = {}
    owners: dict[int, tuple[str, str]] = {}
    year = fund = ""
    opening_fund = terms.fund(paragraph.labels[0]) if paragraph.items else ""
    sentence = -1
    for item in paragraph.items:
        if item.sentence != sentence:
            sentence, year, fund = item.sentence, "", opening_fund
        words = item.lead + item.label
        own = _YEAR.findall(_COMPARED_YEAR.sub("", words))
        if own:
            year = own[-1]
        if not item.is_amount or item.role in ("change", "base", "price") or item.each:
            continue
        label, concept = paragraph.labels[item.place], paragraph.concepts[item.place]
        if item.role == "rest" and (concept != "closing_balance" or _of_something_else(paragraph, item)):
            continue
        if not concept and BARE.fullmatch(label) and item.place not in paragraph.total_of:
            label, concept = _owner(paragraph, item, owners, terms) or (label, concept)
            owners[item.place] = (label, concept)
        total = known_before.get(paragraph.total_of.get(item.place, -1))
        period = _period(item, own, year, total.period if total else "", fiscal_year)
        measure = (
            terms.measure(item.label)
            or terms.measure(item.lead[-14:])
            or (total.measure if total else "")
            or context.measure
        )
        if item.role == "used" and not measure:
            measure = "executed"
        known = bool(concept)
        concept = concept or _open_concept(item, label, heading)
        if not concept:
            continue
        fact = Fact(
            item.figure, concept, known, measure, period,
            terms.scope(words) or (total.scope if total else ""), terms.fund(words) or (total.fund if total else fund), label,
            inferred=not own and not year and "本年" not in label and (total is None or total.inferred),
        )  # fmt: skip
        fund = fund or fact.fund
        known_before[item.place] = fact
        yield fact


def _of_something_else(paragraph: Paragraph, rest: Item) -> bool:
    """Whether the balance at the end of a sentence is that of a project named in it, not that of the books."""
    return any(i.kin(rest) and not paragraph.concepts[i.place] for i in paragraph.before(rest.place))


def _owner(
    paragraph: Paragraph, item: Item, owners: dict[int, tuple[str, str]], terms: Terms
) -> tuple[str, str] | None:
    """Return label and concept of that whose budget or execution a bare 支出决算为 is: 行政运行（项）。年初预算为…，支出决算为…."""
    for before in paragraph.before(item.place):
        if paragraph.items[before.place + 1].sep >= SEMICOLON or before.place in paragraph.total_of:
            break
        if before.kin(item) and before.role in ("plain", "used") and before.line == item.line:
            label = paragraph.labels[before.place]
            return owners.get(before.place) or (_MEASURE_TAIL.sub("", label), paragraph.concepts[before.place])
    subject = re.split(r"[。；;\n]", item.lead.rstrip("。：:，,；; \n"))[-1].strip()
    subject = _HEADING_NUMBER.sub("", subject)
    if 3 <= len(subject) <= 60:
        return subject, terms.concept(subject)
    return None


def _period(item: Item, own: list[str], year: str, inherited: str, fiscal_year: str) -> str:
    """Return the year of a figure: printed with it, of its sentence or total, else the report's own."""
    if own and _YEAR.search(item.label):
        return own[-1]
    if "本年" in item.label and not year:
        return fiscal_year
    if _PRIOR.search(item.label) and "结转" not in item.label and "结余" not in item.label:
        return _prior(fiscal_year)
    return year or inherited or fiscal_year


def _prior(year: str) -> str:
    return str(int(year) - 1) if year else "prior"


def _open_concept(item: Item, label: str, heading: str) -> str:
    if _WEAK.match(label) or BARE.fullmatch(label):
        return f"{normalised(heading)}·{item.figure.type}" if item.figure.type == "money" and len(heading) >= 4 else ""
    name = normalised(label)
    if item.figure.type == "count":
        noun = _noun_after(item) or name
        return f"{noun}·{item.unit}" if len(noun) >= 2 else ""
    return f"{name}·{item.unit}" if len(name) >= 2 else ""
