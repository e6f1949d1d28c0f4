"""Puts findings about points, scores and grades into sentences."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import Calculation, mention, plain, share_of
from audit_cli.comparisons import holds
from audit_cli.model import Comparison
from audit_cli.wording.labels import tidied
from audit_cli.wording.naming import GROUPS, MOST_NAMES, name_of, said, shown
from audit_cli.wording.words import Remark, Words


def scored(comparison: Comparison, worked: Calculation) -> Words:
    """Return a score beside the points it may reach."""
    score, points = comparison.claim.terms[:2]
    name, unit = tidied(score.label), worked.unit
    got, most = f"{worked.stated}{unit}", f"{worked.expected}{unit}" if worked.expected else mention(points.figure)
    if holds(comparison):
        return Words(f"{name}得分{got}，未超过分值{most}", f"{name} scores {got} of {most}")
    gap = f"{(worked.difference or '').removeprefix('-')}{unit}"
    return Words(f"{name}得分{got}，超过分值{most}，多{gap}", f"{name} scores {got} of {most}, {gap} more than it can")


def _weights(comparison: Comparison, _: Calculation) -> Words:
    own, wanted = map(_listed, comparison.claim.basis.split("|"))
    if holds(comparison):
        return Words(f"权重（{own.zh}）符合适用方案", f"the weights ({own.en}) are those of the scheme")
    return Words(
        f"权重（{own.zh}）与适用方案（{wanted.zh}）不一致",
        f"the weights ({own.en}) are not those of the scheme that applies ({wanted.en})",
    )


def _listed(weights: str) -> Words:
    """Return weights written as execution=10 output=50 in words."""
    pairs = [part.split("=") for part in weights.split()]
    return Words(
        "、".join(f"{GROUPS[group].zh}{points}" for group, points in pairs),
        ", ".join(f"{GROUPS[group].en} {points}" for group, points in pairs),
    )


def _hundred(comparison: Comparison, worked: Calculation) -> Words:
    if holds(comparison):
        return Words("分值合计为100分", "the points add up to 100")
    points = comparison.claim.figures("points")
    stated = worked.stated if len(points) == 1 else str(sum(figure.value for figure in points))
    return Words(f"分值合计{stated}分，不是{worked.expected}分", f"the points add up to {stated}, not 100")


def _execution(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    score, points, rate = (said(claim, role) for role in ("execution_score", "execution_points", "rate"))
    based = f"按执行率{rate}、" if rate else "按"
    if holds(comparison):
        return Words(f"预算执行得分{score}与执行率相符", f"the score {score} for execution follows from the rate")
    return Words(
        f"预算执行得分{score}，{based}分值{points}计算应为{worked.expected}分",
        f"execution scores {score}; at {rate or 'the rate'} of {points} it earns {worked.expected}",
    )


def _overspent(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, executed, budget = (said(claim, role) for role in ("execution_score", "executed", "budget"))
    if holds(comparison):
        return Words(
            f"没有超预算支出而预算执行得满分（{score}）的情形",
            f"no full marks ({score}) for spending beyond the budget",
        )
    share = share_of(claim.figure("executed"), claim.figure("budget"))
    return Words(
        f"执行数{executed}为预算数{budget}的{share}，预算执行仍得满分{score}",
        f"{executed} was spent of {budget} ({share}), yet execution has full marks, {score}",
    )


def _average(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    number, stated = len(claim.terms) - 1, said(claim, "average")
    zh, en = f"平均得分{stated}", f"the average score {stated}"
    listed, parts = (
        (f"所列{number}项得分", f"{number} scores") if claim.basis else (f"{number}份自评表", f"{number} forms")
    )
    if holds(comparison):
        return Words(f"{zh}与{listed}的平均数相符", f"{en} is that of {parts}")
    mean = worked.expected
    if claim.basis:
        return Words(f"{zh}，{listed}的平均数为{mean}分", f"{en}, while the {parts} listed average {mean}")
    return Words(f"{zh}，{number}份自评表总分的平均数为{mean}分", f"{en}, while {number} forms average {mean}")


def _zero_limit(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, score, actual, target = name_of(claim), said(claim, "score"), said(claim, "actual"), said(claim, "target")
    zh, en = f"“{name}”指标值{target}，完成值{actual}，得{score}", f"“{name}”: {actual}, target {target}, score {score}"
    if holds(comparison):
        return Words(zh, en)
    return Words(f"{zh}，未说明原因", f"{en}, and no reason is given")


def _attainment(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    score, points, actual, target = (said(claim, role) for role in ("score", "points", "actual", "target"))
    if holds(comparison):
        return Words(
            f"“{name_of(claim)}”得{score}，不高于完成情况应得的分数",
            f"“{name_of(claim)}” scores {score}, no more than it earns",
        )
    return Words(
        f"“{name_of(claim)}”指标值{target}，完成值{actual}，分值{points}，至多应得{worked.expected}分，实得{score}",
        f"“{name_of(claim)}”: {actual} against {target} earns at most {worked.expected} of {points}, it has {score}",
    )


def _full(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, actual, target = (said(claim, role) for role in ("score", "actual", "target"))
    if holds(comparison):
        return Words(f"“{name_of(claim)}”未达标，已扣分", f"“{name_of(claim)}” missed its target and lost points")
    return Words(
        f"“{name_of(claim)}”完成值{actual}未达到指标值{target}，却得满分{score}",
        f"“{name_of(claim)}” reached {actual} of {target}, yet has full marks, {score}",
    )


def _lost(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    score, points, gap = said(claim, "score"), said(claim, "points"), (worked.difference or "").removeprefix("-")
    if holds(comparison):
        return Words(f"“{name_of(claim)}”扣{gap}分，已说明原因", f"“{name_of(claim)}” lost {gap}, with a reason")
    return Words(
        f"“{name_of(claim)}”分值{points}，得{score}，扣{gap}分，未写偏差原因",
        f"“{name_of(claim)}” scores {score} of {points}, and no reason is given for the {gap} lost",
    )


def _band(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, points, actual = (said(claim, role) for role in ("score", "points", "actual"))
    share = share_of(*claim.figures("score", "points")[:2])
    joint = Words("在", "lies in") if holds(comparison) else Words("不在", "is not in")
    return Words(
        f"“{name_of(claim)}”为“{actual}”，得分{score}占分值{points}的{share}，{joint.zh}该档的区间内",
        f"“{name_of(claim)}” is “{actual}”; {score} of {points} ({share}) {joint.en} the band of that label",
    )


def _grade(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, grade = said(claim, "score"), said(claim, "grade")
    if holds(comparison):
        return Words(f"得分{score}与等级“{grade}”相符", f"the score {score} is of grade “{grade}”")
    should = f"，应为“{claim.basis}”" if claim.basis else ""
    return Words(
        f"得分{score}与等级“{grade}”不符{should}",
        f"the score {score} is not of grade “{grade}”" + (f"; it would be “{claim.basis}”" if claim.basis else ""),
    )


def _percent(comparison: Comparison, _: Calculation) -> Words:
    score = said(comparison.claim, "score")
    if holds(comparison):
        return Words(f"得分{score}以分表示", f"the score {score} is in points")
    points = plain(comparison.claim.stated.value)
    return Words(f"得分写作{score}，疑为{points}分", f"the score is given as {score}; {points} points may be meant")


def _form(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, total = said(claim, "score"), said(claim, "total")
    if holds(comparison):
        return Words(
            f"正文得分{score}与自评表{total}一致", f"the score {score} of the text is that of the form, {total}"
        )
    return Words(f"正文得分{score}与自评表总分{total}不一致", f"the text gives a score of {score}, the form {total}")


def _problems(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, problem = said(claim, "total_score"), said(claim, "problem")
    if holds(comparison):
        return Words(f"总分{score}不是满分", f"the total score {score} is not perfect")
    return Words(
        f"自评总分{score}为满分，报告却列有问题（{problem}…）",
        f"the total score {score} is perfect, yet the report names problems ({problem}…)",
    )


def _none_found(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    words, trouble = claim.stated.text, said(claim, "trouble")
    if holds(comparison):
        return Words(f"自评称“{words}”，文中未见与之相反的叙述", f"“{words}”, and nothing in the text denies it")
    return Words(
        f"自评称“{words}”，另一处却说有项目“{trouble}”",
        f"the self-evaluation says “{words}”, yet the text says of a project “{trouble}”",
    )


def _alike(comparison: Comparison, _: Calculation) -> Words:
    scores = "、".join(shown(term.figure) for term in comparison.claim.terms[:MOST_NAMES])
    if holds(comparison):
        return Words(f"自评得分（{scores}）有区分度", f"the scores ({scores}) tell projects apart")
    return Words(
        f"自评得分（{scores}）接近满分，且未列出问题，缺少区分度",
        f"the scores ({scores}) are all but perfect and no problem is named",
    )


def _ahead(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    execution, total = said(claim, "execution_score"), said(claim, "total_score")
    if holds(comparison):
        return Words(f"绩效指标得分与预算执行得分{execution}相称", f"the indicators score in proportion to {execution}")
    return Words(
        f"预算执行仅得{execution}，总分却有{total}，绩效指标得分率明显高于预算执行",
        f"execution scores {execution}, yet the total is {total}: results are far better than the spending",
    )


SCORE_SENTENCES: Mapping[str, Remark] = {
    "average": _average,
    "zero limit": _zero_limit,
    "weights": _weights,
    "hundred": _hundred,
    "execution": _execution,
    "overspent": _overspent,
    "attainment": _attainment,
    "full": _full,
    "band": _band,
    "lost": _lost,
    "grade": _grade,
    "percent": _percent,
    "form": _form,
    "problems": _problems,
    "none found": _none_found,
    "alike": _alike,
    "results ahead": _ahead,
}
