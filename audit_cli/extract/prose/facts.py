"""Facts: each figure of the prose bound to concept, measure, period, scope and fund.

2023年一般公共预算支出决算95万元，其中：基本支出60万元 holds two facts; the second takes year, measure and fund
from the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.labels import BARE
from audit_cli.extract.prose.open_concepts import open_concept
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import BUDGETS, FUND_BUDGET, Terms
from audit_cli.model import Document, Fact

_YEAR = expression(r"((?:19|20)\d\d)\s*年")
_COMPARED_YEAR = expression(
    r"(?:与|比|较|同)(?:上年|去年|上一年度?|(?:19|20)\d\d\s*年度?)[^，。；]{0,6}(?:相比|对比|比较|比)?"
)
_PRIOR = expression(r"上年|去年|上一年|上年度|同期")
_MEASURE_TAIL = expression(r"(?:年初|全年|调整后?)?(?:预算|决算|执行|安排|下达|批复)(?:数|金额|资金|总额)?(?:为)?$")
# 上年结转76万元，年初预算1922万元: what stands beside a budget, not what it is the budget of
_BESIDE_BUDGET = expression(r"结转|结余|追[加减]|调[增减]|核减")
_HEADING_NUMBER = expression(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)+")
_SENTENCE_ENDS = expression(r"[。；;\n]")
_LEAD = expression(r"[，。；;：:\s]")
_UNTIL = expression(r"[。\s]*(?:截至[^，。；]{1,14}|年底|年末|目前)[，,]")
_OF_BOTH = ("total_of_both", "fiscal_total_of_both")
_BESIDE_ASSETS = frozenset({"total_liabilities", "net_assets"})
_ASSETS = expression(r"资产(?:总[额计]|合计)")
_PUBLIC_REVENUE = expression(r"(?:公共预算|财政总?|公共财政)收入(?:完成|实现|达到?|为|共)*$")
_LONGEST_FUND = 8  # characters
_FEW = 4  # items of a clause that is read as one of several kinds
_MEASURE_REACH = 14  # characters before a label that may say which figure it is


def prose_facts(document: Document, paragraph: Paragraph, terms: Terms, fiscal_year: str) -> Iterator[Fact]:
    """Yield the facts of one paragraph; what a part does not say of itself it takes from its total."""
    title = _title(document, paragraph)
    heading = _HEADING_NUMBER.sub("", title)
    of_heading = "final_accounts" if terms.measure(title) == "final_accounts" else ""
    # what none of the words says, no item does
    of_scope, of_fund = bool(terms.scope(paragraph.words)), bool(terms.fund(paragraph.words))
    of_measure = bool(terms.measure(paragraph.words))
    opening_fund = ""
    known_before: dict[int, Fact] = {}
    owners: dict[int, tuple[str, str]] = {}
    year = fund = ""
    sentence = line = -1
    before: Fact | None = None
    for item in paragraph.items:
        if of_fund and item.line != line:
            line, opening_fund = item.line, terms.fund(paragraph.labels[item.place]) or opening_fund
        if item.sentence != sentence:
            sentence, year, fund, before = item.sentence, "", "", None
        words = item.lead + item.label
        own_years = _YEAR.findall(_COMPARED_YEAR.sub("", words)) if "年" in words else []
        if own_years:
            year = own_years[-1]
        if not _is_stated(paragraph, item):
            continue
        label, concept = _named(paragraph, item, owners, terms)
        if item.each:
            label = _LEAD.split(item.lead)[-1] + label.removesuffix("均")
        known = bool(concept)
        if not known and _is_of_one_kind(paragraph, item):
            continue
        concept = concept or open_concept(item, label, heading)
        measure, period, scope, fund_of_total, inferred = "", "", "", fund or opening_fund, True
        total = known_before.get(paragraph.total_of.get(item.place, -1))
        if total is not None:
            measure, period, fund_of_total, inferred = total.measure, total.period, total.fund, total.inferred
            scope = total.scope or terms.scope_within(total.concept, concept)
        fact = Fact(
            item.figure,
            concept,
            known,
            (of_measure and _measure(item, terms))
            or measure
            or _of_sibling(item, concept, before, terms)
            or of_heading
            or ("executed" if item.role == "used" else ""),
            _period(item, own_years, year, period, fiscal_year),
            (of_scope and terms.scope(words)) or scope,
            (of_fund and terms.fund(words)) or fund_of_total,
            label,
            not year and "本年" not in label and inferred,
        )
        # what one part is funded from says nothing of what follows the list
        if concept and item.place not in paragraph.total_of:
            fund = fund or (fact.fund if fact.fund != opening_fund else "")
        known_before[item.place] = before = fact
        if concept:
            yield fact


def _of_sibling(item: Item, concept: str, before: Fact | None, terms: Terms) -> str:
    """Return the budget that one of its class before it is told to be of: 预算批复项目支出60万元，基本支出90万元."""
    if before is None or before.measure not in BUDGETS or item.sep > COMMA or item.role != "plain":
        return ""
    return before.measure if terms.same_class(before.concept, concept) else ""


def _title(document: Document, paragraph: Paragraph) -> str:
    """Return the heading that a paragraph stands under."""
    return document.heading_of(document.blocks[paragraph.block])


def _is_stated(paragraph: Paragraph, item: Item) -> bool:
    """Whether a figure is that of a fact, not of a comparison, a price, or a project's remainder."""
    if not item.is_amount or item.is_change or item.role in ("base", "price"):
        return False
    # 收、支总计均为100万元 is one fact of both
    if item.each and paragraph.concepts[item.place] not in _OF_BOTH:
        return False
    if item.place in paragraph.total_of and _is_of_rest(paragraph, item):
        return False
    if "收入" in item.label and _is_of_the_place(paragraph, item):
        return False
    if item.role != "rest":
        return True
    return paragraph.concepts[item.place] == "closing_balance" and not _of_something_else(paragraph, item)


def _is_of_rest(paragraph: Paragraph, item: Item) -> bool:
    """Whether only what is left of something is meant: 未支付100万元，其中甲项目60万元."""
    total = paragraph.total_item(item)
    return total is not None and total.role == "rest" and paragraph.concepts[total.place] != "closing_balance"


def _is_of_the_place(paragraph: Paragraph, item: Item) -> bool:
    """Whether a revenue is that of a county, not of a department: 公共预算收入9.86亿元，其中税收收入8.94亿元."""
    if not _PUBLIC_REVENUE.search(item.label):
        return False
    behind = paragraph.items[item.place + 1 : item.place + _FEW]
    return any(i.sentence == item.sentence and "税收" in i.label for i in behind)


def _is_of_one_kind(paragraph: Paragraph, item: Item) -> bool:
    """Whether its clause counts some of several kinds: 已完工4个，新增耕地1326亩；在建2个，新增耕地654亩."""
    if item.figure.type == "count":
        return False
    first, *rest = _clause(paragraph, item)
    if not rest or first.figure.type != "count":
        return False
    before = _clause(paragraph, paragraph.items[first.place - 1])[0] if first.sep == SEMICOLON else None
    behind = paragraph.items[rest[-1].place + 1 : rest[-1].place + 2]
    beside = [i for i in (before, *behind) if i is not None and i.sentence == first.sentence]
    return any(i.figure.type == "count" and i.same_unit(first) for i in beside)


def _clause(paragraph: Paragraph, item: Item) -> list[Item]:
    """Return the items between two semicolons around *item*, as far as it stands among a few."""
    items = paragraph.items
    first = last = item.place
    lowest, highest = max(first - _FEW, 0), min(last + _FEW, len(items) - 1)
    while first > lowest and items[first].sep < SEMICOLON:
        first -= 1
    while last < highest and items[last + 1].sep < SEMICOLON:
        last += 1
    return list(items[first : last + 1])


def _of_something_else(paragraph: Paragraph, rest: Item) -> bool:
    """Whether the balance at the end of a sentence is that of a project named in it, not that of the books."""
    return any(i.kin(rest) and not paragraph.concepts[i.place] for i in paragraph.before(rest.place))


def _named(paragraph: Paragraph, item: Item, owners: dict[int, tuple[str, str]], terms: Terms) -> tuple[str, str]:
    """Return label and concept of an item: its own, or those of what a bare 支出决算为 is the execution of."""
    concept = "" if _is_of_another_owner(paragraph, item) else paragraph.concepts[item.place]
    if not concept and item.unit in ("批次", "批"):
        concept = _of_receptions(paragraph, item)
    named = paragraph.labels[item.place], concept
    if named[1] or item.place in paragraph.total_of or not BARE.fullmatch(named[0]):
        return named
    owners[item.place] = _owner(paragraph, item, owners, terms) or named
    return owners[item.place]


def _is_of_another_owner(paragraph: Paragraph, item: Item) -> bool:
    """Whether a bare term stands behind the assets of others: 国有企业资产总额90万元，负债总额50万元."""
    if paragraph.concepts[item.place] not in _BESIDE_ASSETS:
        return False
    assets = next((i for i in paragraph.before(item.place) if _ASSETS.search(i.label)), None)
    return assets is not None and not paragraph.concepts[assets.place]


def _of_receptions(paragraph: Paragraph, item: Item) -> str:
    """Return the concept of guests counted beside their cost: 公务接待费支出0.47万元，接待8批次."""
    if not item.label.endswith("接待"):
        return ""
    beside = (paragraph.concepts[i.place] for i in paragraph.before(item.place))
    return "reception_count" if "official_receptions" in beside else ""


def _owner(
    paragraph: Paragraph, item: Item, owners: dict[int, tuple[str, str]], terms: Terms
) -> tuple[str, str] | None:
    """Return label and concept of the subject: 行政运行 in 行政运行（项）。年初预算为80万元，支出决算为78万元."""
    for before in paragraph.before(item.place):
        if paragraph.items[before.place + 1].sep >= SEMICOLON or before.place in paragraph.total_of:
            break
        beside = _BESIDE_BUDGET.search(paragraph.label(before)) is not None
        if before.kin(item) and before.role in ("plain", "used") and before.line == item.line and not beside:
            label = _MEASURE_TAIL.sub("", paragraph.label(before))
            return owners.get(before.place) or (label, paragraph.concepts[before.place])
    if (of_sentence := _budget_of_sentence_before(paragraph, item)) is not None:
        return _MEASURE_TAIL.sub("", paragraph.label(of_sentence)), paragraph.concepts[of_sentence.place]
    subject = _SENTENCE_ENDS.split(item.lead.rstrip("。：:，,；; \n"))[-1].strip()
    subject = _HEADING_NUMBER.sub("", subject)
    return (subject, terms.concept(subject)) if 3 <= len(subject) <= 60 else None


def _budget_of_sentence_before(paragraph: Paragraph, item: Item) -> Item | None:
    """Return the only amount of the sentence before, of which this one says what was used: 截至年底，实际支出78万元."""
    before = paragraph.items[max(item.place - 2, 0) : item.place]
    if not before or not _UNTIL.fullmatch(item.lead) or not before[-1].kin(item) or before[-1].role != "plain":
        return None
    alone = len(before) == 1 or before[0].sentence < before[1].sentence
    return before[-1] if alone and before[-1].sentence == item.sentence - 1 else None


def _measure(item: Item, terms: Terms) -> str:
    return terms.measure(item.label) or terms.measure(_end_of(item.lead))


def _end_of(lead: str) -> str:
    """Return as much of *lead* as may say which figure follows: of 一般公共预算 all or nothing."""
    cut = max(len(lead) - _MEASURE_REACH, 0)
    around = FUND_BUDGET.search(lead, max(cut - _LONGEST_FUND, 0)) if cut else None
    return lead[around.end() if around is not None and around.start() < cut < around.end() else cut :]


def _period(item: Item, own_years: list[str], year: str, inherited: str, fiscal_year: str) -> str:
    """Return the year of a figure: printed with it, of its sentence or total, else the report's own."""
    if own_years and _YEAR.search(item.label):
        return own_years[-1]
    if "本年" in item.label and not year:
        return fiscal_year
    if _PRIOR.search(item.label) and "结转" not in item.label and "结余" not in item.label:
        return str(int(fiscal_year) - 1) if fiscal_year else "prior"
    return year or inherited or fiscal_year
