"""What a report gives itself: scores and grades in forms and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, field, place
from audit_cli.model import Block, Document, Field, Figure, Form, Rating

_SCORED = expression(r"([一-鿿“”0-9]{0,24}(?:得分|总分|评分|自评分))(?:结果)?(?:为|是|[：:]|达到?|合计|共)?[：: ]*$")
# 合计97分，等次良
_ADDED_UP = expression(r"((?:合计|共计|总计|共得|自评|最终))(?:为|是|得|[：:])?[：: ]*$")
_CONCLUSION = expression(r"(?:绩效)?(?:自评|评价|综合|总体)*(?:结论|结果|情况)")
_GRADE = expression(
    r"(?:等[级次]|结论|结果|档次|级别|评定|评价|评)[^，。；0-9优良中差]{0,6}[“\"‘「]?(优秀?|良好?|中等?|差|不合格|(?<!不)合格)(?=[”\"’」，。；、）)\s]|等|级|$)"
    r"|属于?[“\"‘「]?(优秀?|良好?|中等?|差)[”\"’」]?(?=等|级|档|[，。；、）)])"
)
# 自评95分，优。
_BARE_GRADE = expression(r"\s*[，,（(]\s*[为属]?[“\"]?(优秀?|良好?|中等?|差)[”\"]?(?=\s*(?:[。，；、）)]|等[级次]|$))")
_OF_SCORE_HEAD = expression(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]((?:部门|整体|绩效|综合)*(?:自评|评价)?(?:得分|评分|结果|结论)(?:[及和与]等[级次])?)"
)
_PARTIAL = expression(
    r"项目|指标|产出|效益|满意|执行|管理|投入|过程|决策|上年|去年|平均|其中|扣|[一二三]级|率|分值|满分|加分|单项|每|各"
    r"|财政|复[评核]|再评|第三方|抽查|核定|审核"
)
# the name of a project that is the whole department, and what says in a document of several forms that all is meant
_ALL = expression(r"整体")
_OF_ALL = expression(r"整体|综合|总体|总分|总得分|部门|单位")
_NO_SCORE = expression(r"满分|分值|扣|加分|率$")
_SCORE_LABEL = expression(
    r"^(?:绩效)?(?:自评|评价)?(?:综合|最终|总)?(?:自评|评价)?(?:得分|总分|评分)(?:[（(].{0,8}[）)])?$"
)
_GRADE_LABEL = expression(r"^(?:绩效)?(?:自评|评价|综合)?(?:等[级次]|评价等[级次]|自评等[级次]|结果等[级次])$")
_GRADE_LINE = expression(
    r"\s*((?:绩效)?(?:自评|评价|综合)?(?:等[级次]|评价等[级次]))[：:]\s*[“\"]?(优秀?|良好?|中等?|差)[”\"]?[。\s]*"
)
_PROBLEMS = expression(r"存在的?(?:主要)?问题|主要问题|^[（(]?[一二三四五六七八九十]{1,3}[、）)]问题")
_NONE = expression(r"(?:暂|尚|目前|均|基本|总体)*(?:无|没有|未发现|未发生|不存在)")
# 项目实施中未发现明显问题。: a sentence that denies them, with no other behind it
_DENIED = expression(
    r"[^。；;但]{0,40}(?:未|没有|无|不存在)(?:发现|出现|存在)?[^，。；;、但]{0,10}问题[^但一二三]{0,40}$"
)
_LABEL = expression(
    r"\s*(?:[一二三四五六七八九十0-9]{1,2}[、.．])?(?:自评)?(?:发现|存在)的?(?:主要)?问题(?:[（(].{0,12}[）)])?\s*"
)
# what a problem is known by: the beginning of its first clause
_FIRST_CLAUSE = expression(r"[^\s，,。；;：:][^，,。；;：:\n]{0,15}")
_LONGEST_HEADING = 30
_LONGEST_GRADE = 8
_AVERAGE = "平均"
_NEAR = 8
_AHEAD = 48
_BEHIND = 40

_FULL_MARKS = 100
_TITLE = 120  # characters that have the title of a report


def read_ratings(document: Document, figures: Figures, forms: Sequence[Form]) -> list[Rating]:
    """Return the scores and grades of *document* in the order of the text."""
    if "分" not in document.text:
        return []
    found = [*_in_tables(document, figures, forms), *_in_sentences(document, figures)]
    told = {rating.score.start for rating in found if rating.score}
    found += _in_lines(document, forms)
    for form in forms:
        score = form.total_score.figure
        if form.source == "form" and score is not None and score.start not in told:
            whole = is_of_all(form) or (len(forms) == 1 and _is_of_title(form, document))
            found.append(Rating("总分", "form", score, None, whole and not is_without_execution(form)))
    several = [form for form in forms if form.source == "form"]
    if len(several) > 1:
        # the name of a project may have been lost
        sure = sum(map(is_of_all, several)) == 1
        found = [r._replace(whole=sure and r.whole and (r.source == "form" or _says_all(r))) for r in found]
    problem = _problem(document) if found else None
    found = [rating._replace(problem=problem) for rating in found]
    return sorted(found, key=lambda rating: min(f.start for f in (rating.score, rating.grade) if f))


def is_of_all(form: Form) -> bool:
    """Whether a form is of the department as a whole: it names no project, or calls it so."""
    return not form.project or _ALL.search(form.project) is not None


def _is_of_title(form: Form, document: Document) -> bool:
    """Whether the project of a form is the one that the whole report is about."""
    return form.project in "".join(document.text[:_TITLE].split())


def is_without_execution(form: Form) -> bool:
    """Whether the total row of a form leaves out the points of the execution: 80 and 20 of them make a hundred."""
    points, own = form.total_points.quantity, form.execution_points.quantity
    return points is not None and own is not None and points.value + own.value == _FULL_MARKS


def _says_all(rating: Rating) -> bool:
    return _OF_ALL.search(rating.label) is not None


def _problem(document: Document) -> Figure | None:
    """Return the first problem under the heading, or beside the label, that announces them, None if there is none."""
    announced, row = False, (-1, -1)
    for number, block in enumerate(document.blocks):
        if block.table is not None:
            beside = row == (block.table, block.row)
            if beside and (line := document.text_of(block).strip()):
                return _told(document, number, line)
            if block.end - block.start <= _LONGEST_HEADING and _LABEL.fullmatch(document.text, block.start, block.end):
                row = block.table, block.row
        elif line := document.text_of(block).strip():
            if announced:
                return _told(document, number, line)
            announced = len(line) <= _LONGEST_HEADING and bool(_PROBLEMS.search(line))
    return None


def _told(document: Document, number: int, line: str) -> Figure | None:
    """Return the problem with which the block *number* begins, None if it says that there is none."""
    block = document.blocks[number]
    first = _FIRST_CLAUSE.search(document.text, block.start, block.end)
    if first is None or _NONE.match(line) or _DENIED.match(line):
        return None
    return place(document, number, first.start(), first.end())


def _in_sentences(document: Document, figures: Figures) -> Iterator[Rating]:
    for number, inner in figures.items():
        # most blocks have nothing that may be a score
        scores = [figure for figure in inner if figure.unit in ("分", "%") and not figure.approximate]
        if scores and _is_prose(document, number):
            yield from _graded_as_all(document, list(_in_block(document, number, inner, scores)))


def _graded_as_all(document: Document, ratings: list[Rating]) -> list[Rating]:
    """Return *ratings* with a grade behind the parts given to all of them: 得分94分，其中效果得分25分，等级为优."""
    whole = -1
    for at, rating in enumerate(ratings):
        if rating.whole or rating.score is None:
            whole = at if rating.grade is None else -1
            continue
        score = ratings[whole].score if whole >= 0 else None
        if rating.grade is None or score is None or "。" in document.text[score.end : rating.score.start]:
            continue
        ratings[whole], ratings[at] = ratings[whole]._replace(grade=rating.grade), rating._replace(grade=None)
        whole = -1
    return ratings


def _in_block(document: Document, number: int, inner: Sequence[Figure], scores: Sequence[Figure]) -> Iterator[Rating]:
    """Yield those of *scores*, figures of one paragraph, that are called so, each with the grade right behind it."""
    block = document.blocks[number]
    for figure in scores:
        before = document.text[max(block.start, figure.start - _BEHIND) : figure.start]
        scored = _SCORED.search(before) if "分" in before else None
        added = None if scored else (_ADDED_UP.search(before) or _begins_conclusion(document, block, before))
        if scored is None and added is None:
            continue
        after, stop, _ = document.text[figure.end : min(block.end, figure.end + _AHEAD)].partition("。")
        grade = _BARE_GRADE.match(after + stop) or _GRADE.search(after)
        scored = scored or (added if grade is not None else None)
        if scored is None or _NO_SCORE.search(scored[1]):
            continue
        named = None
        if grade is not None and not re.search(r"[0-9]", after[: grade.start()]):
            which = grade.lastindex or 1
            named = place(document, number, figure.end + grade.start(which), figure.end + grade.end(which))
        label = scored[1].lstrip("”“0123456789")
        if label == "总分" and figure.value == _FULL_MARKS:
            continue  # what can be had in all: 总分：100分
        of = _averaged(document, inner, figure) if _AVERAGE in label else None
        yield Rating(label, "text", figure, named, not _PARTIAL.search(label), of=of)


def _begins_conclusion(document: Document, block: Block, before: str) -> re.Match[str] | None:
    """Return the words of the heading that say what the score at the beginning of a *block* is of."""
    return None if before.strip() else _OF_SCORE_HEAD.fullmatch(document.heading_of(block))


def _averaged(document: Document, inner: Sequence[Figure], score: Figure) -> Figure | None:
    """Return how many projects the *score* is the average of: the count before it in its sentence, and no other."""
    text = document.text
    begin = max(text.rfind(stop, 0, score.start) for stop in "。；;\n") + 1
    counts = [
        figure
        for figure in inner
        if begin <= figure.start < score.start
        and figure.unit == "个"
        and ("项目" in text[max(begin, figure.start - _NEAR) : figure.start] or text.startswith("项目", figure.end))
    ]
    return counts[0] if len(counts) == 1 else None


def _is_prose(document: Document, number: int) -> bool:
    """Whether a block is a sentence: a paragraph, or the cell beside 评价结论."""
    return document.blocks[number].table is None or is_conclusion(document, number)


def is_conclusion(document: Document, number: int) -> bool:
    """Whether a block is the cell beside 评价结论."""
    block = document.blocks[number]
    before = document.blocks[number - 1] if number else block
    beside = before.table == block.table and before.row == block.row and not block.damaged
    return beside and _CONCLUSION.fullmatch("".join(document.text_of(before).split())) is not None


def _in_lines(document: Document, forms: Sequence[Form]) -> Iterator[Rating]:
    """Yield the grades that stand in a line of their own below a form: 自评等级：优."""
    for number, block in enumerate(document.blocks):
        if block.table is not None or block.end - block.start > _AHEAD:
            continue
        found = _GRADE_LINE.fullmatch(document.text, block.start, block.end)
        if found is None:
            continue
        before = [form for form in forms if form.source == "form" and form.place.start < block.start]
        if before and (score := before[-1].total_score.figure) is not None:
            yield Rating(found[1], "form", score, place(document, number, *found.span(2)), not before[-1].project)


def _in_tables(document: Document, figures: Figures, forms: Sequence[Form]) -> Iterator[Rating]:
    """Yield what stands beside 综合得分 and 评价等次, in one table or in the last row of the form before."""
    score: Figure | None = None
    table = None
    blocks = document.blocks
    for number, (block, beside) in enumerate(pairwise(blocks)):
        if block.table is None or block.end - block.start > _AHEAD:
            continue
        if block.table != table:
            if score is not None:
                yield Rating("综合得分", "form", score, None, True)
            table, score = block.table, None
        label = document.text[block.start : block.end]
        if "分" not in label and "等" not in label:
            continue
        if beside.table != table or beside.row != block.row or block.damaged or beside.damaged:
            continue
        label = "".join(label.split())
        if not (_SCORE_LABEL.match(label) or _GRADE_LABEL.match(label)):
            continue
        value = field(document, number + 1, beside.start, beside.end, figures, None)
        if _SCORE_LABEL.match(label) and value.figure is not None and value.bare and value.figure.value > 1:
            # a total row has the points before the score
            beyond = blocks[number + 2] if number + 2 < len(blocks) else None
            if beyond is None or (beyond.table, beyond.row) != (table, block.row) or not _is_number(document, beyond):
                score = value.figure
        elif _GRADE_LABEL.match(label) and value.figure is None and value.text is not None and _is_grade(value):
            before = [form for form in forms if form.source == "form" and form.place.start < block.start]
            total = before[-1].total_score.figure if before else None
            project = bool(before and before[-1].project)
            yield Rating(label, "form", score or total, value.text, not project)
            score = None
    if score is not None:
        yield Rating("综合得分", "form", score, None, True)


def _is_grade(value: Field) -> bool:
    """Whether a cell holds a name, as a grade is: a whole paragraph is none."""
    return value.state == "filled" and len(value.printed) <= _LONGEST_GRADE and "。" not in value.printed


def _is_number(document: Document, block: Block) -> bool:
    return document.text_of(block).strip()[:1].isdigit()
