"""Scores of a form that are told again: 其中预算执行率得分9.67分，产出指标得分49.75分, and its total.

That of the execution is the one in the row of funds; that of a class of indicators is what these scored.  They tick;
another value is wrong for the execution, and to be reviewed for a class, where the document has one form of all.  What
stands beside 评价结论 below the total row of a form is of that form: 本项目自评得分97.5分.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures
from audit_cli.extract.indicators.ratings import is_conclusion, is_of_all, is_without_execution
from audit_cli.extract.indicators.words import heads_indicators
from audit_cli.model import Claim, Document, Figure, Form, Term
from audit_cli.quantity import ZERO

_TOLD = expression(
    r"(?:预算执行(?:率|情况)?|(产出|效益|效果|满意度|投入|过程|决策|成本|管理)(?:类)?(?:指标)?)(?:自评)?得分?[为是：:]?$"
)
_TOTAL = expression(r"(?:自评|综合|评价|总|最终)(?:综合|评价)?(?:得分|总分|评分|自评分)(?:结果)?[为是：:]?$")
_ANOTHER = expression(r"上年|去年|项目|平均|每|各|满分|20\d\d年")
_OTHERS = expression(r"上年|去年|平均|每|各|满分|财政|复核|抽[查评]|第三方|专家")
_SCORE = "分"
_REACH = 24
_LEAST = 2  # scores that make a class


def told_scores(forms: Sequence[Form], figures: Figures, document: Document) -> Iterator[Claim]:
    """Yield what the text tells again of the one form that is of all the report."""
    if "得" not in document.text:
        return
    whole = [form for form in forms if form.source == "form" and is_of_all(form)]
    if len(whole) != 1:
        return
    for number, inner in figures.items():
        block = document.blocks[number]
        for figure in inner if block.table is None else ():
            if figure.unit != _SCORE or figure.approximate:
                continue
            before = document.text[max(block.start, figure.start - _REACH) : figure.start]
            clause = before[max(map(before.rfind, "。；，、")) + 1 :]
            told = _TOLD.search(clause)
            if told is not None and not _ANOTHER.search(clause):
                yield from _of_class(whole[0], told[1], figure) if told[1] else _of_execution(whole[0], figure)


def concluded_scores(forms: Sequence[Form], figures: Figures, document: Document) -> Iterator[Claim]:
    """Yield the total score of each form with what its own conclusion tells of it."""
    blocks = document.blocks
    for form in forms:
        score = form.total_score.quantity
        if score is None:
            continue
        for number in range(score.block + 1, len(blocks)):
            if blocks[number].table != blocks[score.block].table or heads_indicators(document.text_of(blocks[number])):
                break
            if not figures.get(number) or not is_conclusion(document, number):
                continue
            for figure in figures[number]:
                before = document.text[max(blocks[number].start, figure.start - _REACH) : figure.start]
                clause = before[max(map(before.rfind, "。；，、")) + 1 :]
                if figure.unit == _SCORE and _TOTAL.search(clause) and not _OTHERS.search(clause):
                    yield from _concluded(form, score, figure)


def _concluded(form: Form, score: Figure, told: Figure) -> Iterator[Claim]:
    """Yield that a conclusion tells the *score* of the total row, with that of the execution if the row lacks it."""
    execution = form.execution_score.quantity
    if not is_without_execution(form) or told.value == score.value:
        terms = Term(told, "stated", "自评得分"), Term(score, "stated", form.total_score.printed)
        yield Claim("equal", terms, basis="自评得分")
    elif execution is not None:
        parts = (
            Term(figure, "part", field.printed)
            for figure, field in ((score, form.total_score), (execution, form.execution_score))
        )
        yield Claim("sum", (Term(told, "total", "自评得分"), *parts), "complete", basis="自评得分")


def _of_execution(form: Form, told: Figure) -> Iterator[Claim]:
    score = form.execution_score.quantity
    if score is not None and score.start != told.start:
        terms = Term(told, "stated", "预算执行得分"), Term(score, "stated", form.execution_score.printed)
        yield Claim("equal", terms, basis="自评得分")


def _of_class(form: Form, name: str, told: Figure) -> Iterator[Claim]:
    inner = [indicator for indicator in form.indicators if indicator.level1.startswith(name)]
    scores = [(i, i.score.quantity) for i in inner]
    if not form.whole or len(scores) < _LEAST:
        return
    parts = tuple(Term(score, "part", i.label) for i, score in scores if score is not None)
    if len(parts) == len(scores):
        added = sum((term.figure.value for term in parts), ZERO)
        execution = form.execution_score.quantity
        if execution is None or added + execution.value != told.value:
            # the score of the execution may be one of the class
            terms = Term(told, "total", name), *parts
            yield Claim("sum", terms, "complete", asserted=added == told.value, basis="自评得分")
