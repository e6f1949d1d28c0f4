"""What readers of lists share: the figures around a list, its names, and the claim that is made of them."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.lists.names import endings_shared, joined_names, names_a_body, split_names
from audit_cli.model import QUANTITIES, Claim, Document, Figure, Term
from audit_cli.value import Value

LONGEST = 24  # characters of a name that is shown
MOST = 60  # nobody lists more names than this in a sentence

AND_SO_ON = expression(r"(?<![高平同初中上优特均何降])等(?![级额效候于同次])")
# units that count doings and things in stock, not what can be called by name
INSTANCES = frozenset(
    ("人", "名", "人次", "份", "条", "台", "辆", "册", "张", "户", "件", "起", "宗", "篇", "次", "场", "期", "场次",
     "批次", "家次", "本", "块", "套", "间", "枚", "只", "头", "株", "棵", "台次", "车次")
)  # fmt: skip
_NAMED_DOINGS = expression(r"(?:行动|战役|攻势|演练|竞赛|[比大]赛|论坛|展览)$")
_KIND_UNITS = frozenset(
    ("类", "种", "方面", "要素", "环节", "领域", "阶段", "步骤", "大类", "层面", "维度", "部分", "大", "道",
     "体系", "板块")
)  # fmt: skip
_KIND_NOUN = expression(
    r"(?:大|重点|主要|关键|核心|专题|专项|工作|基本)*"
    r"(?:方面|环节|领域|阶段|步骤|专题|层面|维度|部分|要素|机制|体系|板块|类别|品种|级别|等级|档次|季度|课题|主题)"
)
_GENERIC = expression(
    r"(?:街道|办事处|园区|社区|小区|居|村|镇|乡|区|县|市|农场|林场|管委会|开发区|单位|企业|机关|学校|医院|商场|车站|养老院|敬老院"
    r"|幼儿园|福利院|派出所|卫生院|卫生室|公园|广场|场所|部门|机构|公司|[户次人所处个项家件组])+"
)
_NOUN_END = expression(r"[的了和与及并]|负责|承担|各|开展|进行|等")
_BODIES_ARE = expression(
    r"[^、]{0,24}?(单位|机构|部门|科室|处室|股室|站所)(?:共)?(?:分别)?(?:有|为|是|包括|包含)[：:]?"
)
_HAN_NOUN = expression(r"[ \xa0]?((?:[一-鿿]|（[^（）、，。]{1,8}）){0,12})")
_NOUN_BEFORE = expression(r"[一-鿿（）]{1,12}$")


class Names(Value, frozen=True):
    """The names of a list: their spans in the document, whether 等 closed them, and whether the list stands alone."""

    spans: list[tuple[int, int]]
    open: bool = False
    alone: bool = True


class Heads(NamedTuple):
    """How the names fit what is counted: *alike* if they end like the noun; *kinds* if the noun counts kinds."""

    alike: bool
    all_but_first: bool
    kinds: bool


class Reader(Value, frozen=True):
    """A document with its figures, and where each of them begins."""

    document: Document
    figures: tuple[Figure, ...]
    starts: list[int]

    def quantities_in(self, start: int, end: int) -> list[Figure]:
        return [f for f in self.figures_in(start, end) if f.type in QUANTITIES]

    def figures_in(self, start: int, end: int) -> tuple[Figure, ...]:
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def words(self, spans: list[tuple[int, int]]) -> list[str]:
        return [self.document.text[a:b] for a, b in spans]

    def claim(
        self, figure: Figure, noun: str, names: Names, basis: str, *, asserted: bool = True, tick_only: bool = False
    ) -> Claim:
        """Return the claim that *figure* counts *names*."""
        text = self.document.text
        found = (Figure(a, b, text[a:b], "name", block=figure.block) for a, b in names.spans)
        terms = (Term(figure, "count", noun), *(Term(name, "name", name.text) for name in found))
        return Claim("count", terms, "open" if names.open else "complete", asserted and not tick_only, tick_only, basis)


def heads_of(words: list[str], noun: str, unit: str) -> Heads:
    """Return how names fit the noun behind or before their count."""
    fits = endings_shared(words, noun + unit)
    common = sum(_GENERIC.fullmatch(w) is not None for w in words) * 2 > len(words)
    alike = not common and fits[-1] and sum(fits) >= 2 and sum(fits) * 2 >= len(fits)
    kinds = unit in _KIND_UNITS or bool(_KIND_NOUN.match(noun))
    return Heads(alike, alike and all(fits[1:]), kinds)


def nameless(unit: str, noun: str) -> bool:
    """Whether what is counted has no names: 督查3次; 专项行动3次 have."""
    return unit in INSTANCES and _NAMED_DOINGS.search(noun) is None


def generic(words: list[str]) -> bool:
    """Whether no word is the name of one thing: 街道、办事处."""
    return all(_GENERIC.fullmatch(word) for word in words)


def split_at(text: str, start: int, end: int, separators: str = "、") -> list[tuple[int, int]]:
    """Return the spans of the names of ``text[start:end]`` in the document."""
    return [(start + a, start + b) for a, b in split_names(text[start:end], separators)]


def finer(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *spans* split at conjunctions too, where that may be meant."""
    if not spans:
        return spans
    base = spans[0][0]
    split = joined_names(text[base : spans[-1][1]], [(a - base, b - base) for a, b in spans])
    return [(base + a, base + b) for a, b in split]


def noun_after(text: str, figure: Figure, end: int) -> str:
    """Return what is counted: the words behind the measure word."""
    found = _HAN_NOUN.match(text, figure.end, min(end, figure.end + 16))
    if found is None:
        return ""
    noun, *others = _NOUN_END.split(found[1])
    if others and not names_a_body(noun) and names_a_body(others[0]):
        noun = others[0]  # 3个非独立核算的二级机构
    return noun[:10]


def noun_of_list(text: str, start: int, end: int) -> str:
    """Return what the names of ``text[start:end]`` are said to be before the first of them: 所属单位有甲院、乙站."""
    found = _BODIES_ARE.match(text, start, end)
    return found[1] if found else ""


def noun_before(text: str, figure: Figure, low: int) -> str:
    """Return what is counted where it stands before the count: 内设机构10个."""
    found = _NOUN_BEFORE.search(text[max(low, figure.start - 12) : figure.start].rstrip(" \xa0"))
    return found[0][-8:] if found else ""
