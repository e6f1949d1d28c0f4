"""Sentences in which a report says of itself that all is well: 均控制在预算内, 较好地完成了年度任务, 存在的问题：无."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.terms import Terms
from audit_cli.model import Assurance, Assured, Document, Form

# all are looked for at once, and nothing is tried where none can begin
_PRAISE = expression(
    r"(?=[控未无没不严较很良圆全顺出高超预资指目])(?:"
    r"(?P<within>控制在(?:年初|年度|全年|批复的?|核定的?|部门)?预算(?:数|指标|额度|批复)?(?:之内|以内|范围(?:之?内)?|内)"
    r"|(?:[未无]|没有|不存在)(?:发生|出现)?(?:任何)?超(?:出)?预算(?:支出)?(?:的?(?:现象|情况|问题|行为))?"
    r"|严格(?:执行|按照?)(?:年初|年度|批复的?|部门|财政)?预算(?:安排|批复|执行)?(?![一-鿿]))"
    r"|(?P<well>(?:[较很]好|良好|圆满|全面|顺利|出色|高质量|超额)地?完成了?[^，,。；;0-9\n]{0,14}?"
    r"(?:年度|全年|各项|既定|预期|预定|年初|绩效|预算)[^，,。；;0-9\n]{0,10}?"
    r"(?:(?:工作)?(?:目标任务|任务目标|目标|任务)|工作|预算)"
    r"|(?:预算|资金)执行(?:情况|总体|整体|进度)?(?:总体|整体|较为?|十分)?(?:良好|较好|很好|理想|较快|到位))"
    r"|(?P<met>(?:指标|目标|目标任务)值?(?:(?:均|都)?已?(?:全部|全面)|全都|均已?|都已?)"
    r"(?:按[期时质计][^，,。；;\n]{0,4})?(?:较好地?|圆满|顺利)?(?:完成|达到|达标|实现)"
    r"|(?:全部|全面)(?:完成|达到|实现)了?[^，,。；;0-9\n]{0,10}?(?:绩效(?:目标|指标)|指标值|预期目标)))"
)
_WHAT: dict[str | None, Assured] = {"within": "within budget", "well": "well done", "met": "all met"}
_NOTHING = expression(r"(?:无|暂无|没有|不存在)(?:任何|明显)?(?:的?(?:主要)?问题)?[。\s]*")
_PROBLEMS = expression(r"(?:存在的?(?:主要|突出)?问题|主要问题)(?:[及和与]原因(?:分析)?)?")
# what is wanted, promised or asked for is not said to be so; 除…外 says that it is not wholly so
_WANTED = expression(
    r"(?<![主重需必])要(?!求)|(?<!相)应(?!急)|将|须|需|拟|确保|力争|努力|争取|进一步|下一步|今后|继续|加强|强化|为了|旨在"
    r"|[未不没](?:能|够|严|有)|尚未|虽"
)
_ELSEWHERE = expression(r"下一步|今后|明年|下一?年|除[^，。；]{1,20}外")
# 其余指标均已完成, 产出指标全部达到: of some, not of all
_SOME = expression(
    r"(?:部分|多数|其[余他它]|产出|数量|质量|时效|效益|满意度|成本|影响|[类个和]|(?<!各)项)(?:设定的?|年度|三级)?(?:绩效)?$"
)
_ADVICE = expression(r"建议|措施|下一步|打算|计划|目标$|问题|改进|职能|职责|依据")
_BETWEEN = expression(r"[，,、和及]")
_END = expression(r"(?:等(?:各项)?(?:支出|费用|经费)?)?(?:均|都|已|也|全部|严格)*$")
_STOPS = expression(r"[。；;！!\n]")
_LONGEST = 200
_HEADING = 40
_MOST_NAMED = 6


def assurances(document: Document, forms: Sequence[Form], terms: Terms) -> tuple[Assurance, ...]:
    """Return what *document* says in praise of itself, in paragraphs and in what its *forms* tell of their results."""
    results = {form.result.text.block for form in forms if form.result.text is not None}
    found: list[Assurance] = []
    for said in _PRAISE.finditer(document.text):
        number = document.block_at(said.start())
        if number >= 0 and said.end() <= document.blocks[number].end and _is_report(document, number, results):
            found += _assured(document, number, said, terms)
    for problems in _PROBLEMS.finditer(document.text):
        number = document.block_at(problems.start())
        if number >= 0:
            answered = _answered if document.blocks[number].table is None else _answered_beside
            found += answered(document, number)
    return tuple(sorted(found, key=lambda assurance: assurance.place.start))


def none_at_all(document: Document, said: Sequence[Assurance]) -> Iterator[Assurance]:
    """Yield that no problem was found where every place of *document* that announces problems answers 无."""
    none = [assurance for assurance in said if assurance.what == "no problem"]
    if none and len(none) == sum(1 for _ in _PROBLEMS.finditer(document.text)):
        yield none[0]._replace(what="none found")


def _is_report(document: Document, number: int, results: Container[int]) -> bool:
    """Whether a block tells what was done: a sentence, or a cell of *results*, that is not about what is to be done."""
    block = document.blocks[number]
    if block.level or (block.table is not None and number not in results):
        return False
    return _ADVICE.search(document.heading_of(block)) is None


def _assured(document: Document, number: int, said: re.Match[str], terms: Terms) -> Iterator[Assurance]:
    sentence = _before(document.text, max(document.blocks[number].start, said.start() - _LONGEST), said.start())
    clause = sentence.rpartition("，")[2]
    if not (_WANTED.search(clause) or _SOME.search(clause) or _ELSEWHERE.search(sentence)):
        what = _WHAT[said.lastgroup]
        concepts = _named(sentence, terms) if what == "within budget" else ()
        yield Assurance(what, place(document, number, *said.span()), concepts)


def _before(text: str, low: int, high: int) -> str:
    """Return what stands before a place in its sentence."""
    stop = low
    for mark in _STOPS.finditer(text, low, high):
        stop = mark.end()
    return text[stop:high]


def _named(sentence: str, terms: Terms) -> tuple[str, ...]:
    """Return the terms that the clause is about, and their parts: 基本支出、“三公”经费等支出均控制在预算内."""
    names = _BETWEEN.split(sentence)[-_MOST_NAMED:]
    concepts = [concept for name in names if (concept := terms.concept(_END.sub("", name)))]
    for concept in concepts:
        concepts += terms.wholes.get(concept, ())
    return tuple(dict.fromkeys(concepts))


def _answered(document: Document, number: int) -> Iterator[Assurance]:
    """Yield 无 where block *number* announces problems: behind its colon, or as the paragraph below."""
    block = document.blocks[number]
    answer = document.text_of(block).partition("：")[2]
    if not answer.strip() and block.end - block.start <= _HEADING:
        below = (n for n in range(number + 1, len(document.blocks)) if document.text_of(document.blocks[n]).strip())
        number = next(below, number)
        block = document.blocks[number]
        answer = document.text_of(block)
    if len(answer) <= _HEADING and block.table is None and _NOTHING.fullmatch(answer.strip()):
        yield Assurance("no problem", place(document, number, block.end - len(answer), block.end))


def _answered_beside(document: Document, number: int) -> Iterator[Assurance]:
    """Yield 无 where it stands in the cell beside one that announces problems, and nothing else."""
    block, beside = document.blocks[number], document.blocks[number + 1 : number + 2]
    if not beside or (beside[0].table, beside[0].row) != (block.table, block.row):
        return
    if _PROBLEMS.fullmatch(document.text_of(block).strip(" ：:")) and _NOTHING.fullmatch(
        document.text_of(beside[0]).strip()
    ):
        yield Assurance("no problem", place(document, number + 1, beside[0].start, beside[0].end))
