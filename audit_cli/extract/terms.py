"""The field's terms from ``rulesets/terms.yaml``: what a label names, and which classifications are closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from importlib import resources
from itertools import chain
from typing import Any

from audit_cli.expressions import expression
from audit_cli.strict_yaml import load
from audit_cli.value import Value

# words around a term that do not change what it names: an office, a year, an owner, a fund, which figure it is;
# each is taken whole and never given back, so that time grows with the length of a label and no faster
_MODIFIER = expression(
    r"(?>[一-鿿]{0,18}(?:局|委员会|办公室|中心|镇|乡|街道|学校|医院|厅|办事处|大队|支队|政府(?!性基金)|馆|站|联合会|分局)"
    r"|[一-鿿]{2,8}情况(?:说明)?"
    r"|[\s　·、\-—“”\"《》]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九]是|其中[：:]?"
    r"|截[至止]到?|(?:20)?\d\d\s*年(?:度|初|末|底)?(?:\d{1,2}月)?(?:末|底)?|上一?年度|当年|年度|年初|年末"
    r"|我(?:单位|部门)|我[局委办院校镇县市区乡厅处]|本(?:部门|单位|级|年度?|局|委|镇|校|院)|全[局年委校院系统]+度?"
    r"|部门|单位|机关|整体|加上|减去|扣除|由于|以及|及|和|的|资金"
    r"|一般公共预算|公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|财政拨款|财政"
    r"|预算|决算|批复|全年|实际|使用|安排|现有|现|核定|目前|共计|总计|合计|完成|总|共)*+"
)
_TAIL = expression(
    r"(?:预算数|决算数|执行数|年初预算数?|全年预算数?|调整预算数?|支出决算|收入决算|预算|决算|金额|总额|总量|总数|数"
    r"|均?为|均|是|（[类款项]）|共有?|共计|总计|合计|约|达到?|了"
    r"|安排|完成|执行|批复|全年|实际|控制在|控制|支出(?=支出)|资金|经费(?=经费)|[\s　：:“”\"])$"
)
# what stands within a term: 公务接待费全年支出, 机关运行经费决算支出
_WITHIN = expression(r"(?:全年|当年|本年度?|实际|决算|执行)+(?=(?:支出|收入)$)")
# the accounts of 基本支出 are called 基本支出决算, those of 三公经费 三公经费支出决算
_TITLED = ("支出决算", "收入决算")
# 年末 belongs to the term, and not to its year: 2023年末结转和结余
_ENDS_OF_YEAR = ("年初", "年末")
# 预算 in the name of a fund says nothing of which figure it is
FUND_BUDGET = expression(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金|公共财政|财政)预算(?:财政)?")
# nor does it in what is said of all that was done with a budget: 预算执行情况
_NO_MEASURE = expression(rf"{FUND_BUDGET.pattern}|预算执行(?!数)")
_NO_FUND = expression("非财政拨款")
_SPACE = expression(r"[\s　“”\"'‘’]+")
# measures that are budgets, the last one in force first
BUDGETS = ("full_year_budget", "adjusted_budget", "budget", "initial_budget")
# the spending that some of a concept may be of, and what all is of basic spending
BASIC, PROJECTS = "basic_expenditure", "project_expenditure"
_OF_BASIC = frozenset({BASIC, "operating_expenditure", "goods_and_services", "agency_operating_expenses"})
_THREE_PUBLIC = ("three_public_expenses", "vehicle_expenses")
_SHORTEST_NAME = _YEAR = 4
_LONGEST_LABEL = 200
_BRACKETS = str.maketrans("()", "（）")


_Wholes = Mapping[str, tuple[str, ...]]
_Classes = Mapping[str, Sequence[frozenset[str]]]


class StatementName(Value, frozen=True):
    """A statement of the final accounts: its titles, and what its cells are where nothing else is said."""

    name: str
    titles: tuple[str, ...]
    concept: str = ""
    fund: str = ""


class Terms(Value, frozen=True):
    """Terms by label; their classes; misspelt terms; statements; and what a text says, "" where it says nothing.

    *concept* returns the id of the term that a label is, apart from modifiers; *measure* which figure of it a text
    speaks of (initial_budget, executed, final_accounts …), *scope* of which organizations, *fund* of which money.
    *classes_of* are the classes that a concept is a member of, *functional* those of revenue and expenditure by
    function; *parts_of* returns all that may stand among the parts of a concept, in the ways that it is broken down,
    *beside* what is no part of it: itself, its counterparts, and those of what it is part of; *misspelt* returns the
    longest of *misspellings* that a label ends with, *misspelt_ends* are their last characters.
    """

    concept_by_label: dict[str, str]
    concept: Callable[[str], str]
    classes: Sequence[frozenset[str]]
    classes_of: Mapping[str, Sequence[frozenset[str]]]
    functional: frozenset[str]
    wholes: dict[str, tuple[str, ...]]
    parts_of: Callable[[str], frozenset[str]]
    beside: Callable[[str], frozenset[str]]
    measure: Callable[[str], str]
    scope: Callable[[str], str]
    fund: Callable[[str], str]
    misspellings: dict[str, str]
    misspelt: Callable[[str], str]
    misspelt_ends: frozenset[str]
    statements: tuple[StatementName, ...]
    of_fund: dict[str, tuple[str, str]]

    def same_class(self, *concepts: str) -> bool:
        """Whether all of *concepts* are members of one closed classification."""
        classes = () if "" in concepts else self.classes_of.get(concepts[0], ())
        return bool(classes) and any(map(frozenset(concepts).issubset, classes))

    def complete(self, concepts: list[str]) -> bool:
        """Whether *concepts* are a full set: all members of a small class, or several of the functional classes."""
        wanted = set(concepts)
        if not wanted or "" in wanted or len(wanted) < len(concepts):
            return False
        return any(
            wanted == members or (len(members) > 8 and len(wanted) >= 2 and wanted <= members)
            for members in self.classes_of.get(concepts[0], ())
        )

    def leaves_nothing(self, concepts: Sequence[str]) -> bool:
        """Whether *concepts* are a class that no other goes on with, as 基本支出, 项目支出 may go on with 经营支出."""
        wanted = set(concepts)
        classes = () if "" in wanted else self.classes_of.get(concepts[0], ())
        return wanted in classes and not any(wanted < members for members in classes)

    def whole_of(self, concepts: Sequence[str]) -> str:
        """Return the concept that *concepts* are all the parts of, "" if there is none."""
        wanted = set(concepts)
        return next((whole for whole, parts in self.wholes.items() if wanted == set(parts)), "")

    def whole_with(self, concepts: Sequence[str]) -> str:
        """Return the concept that *concepts* are some of the parts of, or of parts of these, "" if there is none."""
        named = next((whole for whole, parts in self.wholes.items() if set(parts).issuperset(concepts)), "")
        return named or next((whole for whole in self.wholes if self._all_within(whole).issuperset(concepts)), "")

    def scope_within(self, whole: str, concept: str) -> str:
        """Return as the part of which spending a *concept* among the parts of *whole* is meant, "" if as all of it.

        What is spent on goods in projects is not what is spent on them in all, nor is what basic spending bears of the
        three public expenses.
        """
        if whole == PROJECTS:
            return whole
        return BASIC if whole in _OF_BASIC and any(concept in self.wholes.get(w, ()) for w in _THREE_PUBLIC) else ""

    def _all_within(self, whole: str) -> set[str]:
        """Return the parts of a concept, and the parts of these."""
        parts = self.wholes[whole]
        return {*parts, *(inner for part in parts for inner in self.wholes.get(part, ()))}


def _concept(concepts: dict[str, str], label: str) -> str:
    text = _SPACE.sub("", label).translate(_BRACKETS)[-60:]
    while text:
        for at in range(max(0, len(text) - 24), len(text)):
            found = concepts.get(text[at:])
            if found and _MODIFIER.fullmatch(text, 0, _before_its_year(text, at)):
                return found
        if text.endswith(_TITLED) and (found := _concept(concepts, text[: -len("决算")])):
            return found
        shorter = _TAIL.sub("", text)
        if shorter == text and text.endswith(("支出", "收入")):
            shorter = _WITHIN.sub("", text)
        if shorter == text:
            return ""
        text = shorter
    return ""


def _before_its_year(text: str, at: int) -> int:
    """Return where the year ends, or begins, that stands before a term at *at*."""
    year = text.startswith(_ENDS_OF_YEAR, at) and at >= _YEAR and text[at - _YEAR : at].isdigit()
    return at - _YEAR if year else at


def _finder(names: Mapping[str, Iterable[str]], left_out: re.Pattern[str] | None = None) -> Callable[[str], str]:
    """Return what finds the identifier of the most telling word of a text; what is *left_out* of it says nothing."""
    pairs = [(word, identifier) for identifier, words in names.items() for word in words]
    any_of = re.compile("|".join(re.escape(word) for word, _ in pairs))

    @lru_cache(maxsize=8192)
    def first(text: str) -> str:
        if left_out is not None:
            text = left_out.sub("", text)
        if any_of.search(text) is not None:
            for word, identifier in pairs:
                if word in text:
                    return identifier
        return ""

    # labels and heads come again and again, paragraphs do not
    return lambda text: (first if len(text) <= _LONGEST_LABEL else first.__wrapped__)(text)


def load_terms(text: str | None = None, name: str = "terms.yaml") -> Terms:
    """Return the terms of *text*, by default those shipped with the program.

    Raises RulesetError if the file is not as it must be.
    """
    if text is None:
        return _shipped()
    return _parse(load(text, name))


@lru_cache(maxsize=1)
def _shipped() -> Terms:
    source = resources.files("rulesets").joinpath("terms.yaml").read_text(encoding="utf-8")
    return _parse(load(source, "terms.yaml"))


def _statement(name: str, entry: Mapping[str, Any]) -> StatementName:
    return StatementName(name, tuple(entry["titles"]), entry.get("concept", ""), entry.get("fund", ""))


def _parse(data: Any) -> Terms:
    labels = {
        _SPACE.sub("", label).translate(_BRACKETS): concept
        for concept, names in data["concepts"].items()
        for label in names
    }

    classes = [frozenset(members) for members in data["classes"]]
    classes_of = {concept: [members for members in classes if concept in members] for concept in {*chain(*classes)}}
    wholes = {whole: tuple(parts) for whole, parts in data["wholes"].items()}
    misspellings = _misspellings({*labels, *data["fields"]}, data["confusable"])
    return Terms(
        labels,
        lru_cache(maxsize=20_000)(partial(_concept, labels)),
        classes,
        classes_of,
        max(classes, key=len),
        wholes,
        lru_cache(maxsize=None)(partial(_parts_of, wholes, classes_of)),
        lru_cache(maxsize=None)(partial(_beside, wholes, classes_of)),
        _finder(data["measures"], _NO_MEASURE),
        _finder(data["scopes"]),
        _finder(data["funds"], _NO_FUND),
        misspellings,
        lru_cache(maxsize=20_000)(partial(_misspelt, misspellings)),
        frozenset(wrong[-1] for wrong in misspellings),
        tuple(_statement(name, entry) for name, entry in data["statements"].items()),
        {concept: (whole, fund) for concept, wider in data["of_fund"].items() for whole, fund in wider.items()},
    )


def _parts_of(wholes: _Wholes, classes_of: _Classes, whole: str) -> frozenset[str]:
    named = set(wholes.get(whole, ()))
    # a class that reaches beyond them (出国费, 车辆购置费, 车辆运行费, 接待费) breaks down what *whole* is part of
    wider = set().union(*(parts for parts in wholes.values() if whole in parts))
    classes = (members for part in named for members in classes_of[part])
    return frozenset(named).union(*(c for c in classes if len(c & named) > 1 and not c & wider))


def _beside(wholes: _Wholes, classes_of: _Classes, concept: str) -> frozenset[str]:
    above = (_beside(wholes, classes_of, whole) for whole, parts in wholes.items() if concept in parts)
    return frozenset({concept}).union(*classes_of.get(concept, ()), *above)


def _misspelt(misspellings: dict[str, str], label: str) -> str:
    """Return the longest of *misspellings* that *label* ends with, "" if it ends with none."""
    endings = (label[at:] for at in range(len(label) - _SHORTEST_NAME + 1))
    return next((ending for ending in endings if ending in misspellings), "")


def _misspellings(names: set[str], groups: list[str]) -> dict[str, str]:
    """Return each of *names* by what it becomes with one character taken for another of its group."""
    others = {one: group.replace(one, "") for group in groups for one in group}
    found = {
        name[:at] + other + name[at + 1 :]: name
        for name in sorted(names)
        if len(name) >= _SHORTEST_NAME
        for at, one in enumerate(name)
        for other in others.get(one, "")
    }
    return {wrong: name for wrong, name in found.items() if wrong not in names}
