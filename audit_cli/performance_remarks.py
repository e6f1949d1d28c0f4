"""Puts findings about indicators, forms and scores into sentences; *form* of a claim says which sentence it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from audit_cli.calculation import Calculation, mention, plain, share_of
from audit_cli.model import Claim, Comparison, Figure, Kind, Term
from audit_cli.quantity import agrees
from audit_cli.remarks import Words

_GROUPS: Mapping[str, Words] = {
    "execution": Words("预算执行", "execution"),
    "output": Words("产出", "output"),
    "benefit": Words("效益", "benefit"),
    "satisfaction": Words("满意度", "satisfaction"),
    "cost": Words("成本", "cost"),
}
_MOST_NAMES = 4
_NUMBERED = re.compile(r"^指标[0-9一二三四五六七八九十]+[：:]")


def _term(claim: Claim, role: str) -> Term | None:
    return next((term for term in claim.terms if term.role == role), None)


def _said(claim: Claim, role: str) -> str:
    """Return what is printed in the field *role*, in one line without the blanks that broke it."""
    term = _term(claim, role)
    return _shown(term.figure) if term else ""


def _shown(figure: Figure) -> str:
    return "".join(figure.text.split()) if figure.type == "name" else mention(figure)


def _holds(comparison: Comparison) -> bool:
    return comparison.verdict is not None and agrees(comparison.verdict)


def _name(claim: Claim) -> str:
    label = claim.terms[0].label if claim.terms else ""
    return _NUMBERED.sub("", "".join(label.split()).rstrip("：:"))


def _form_of(claim: Claim) -> str:
    """Return what the form is known by, that a claim is about."""
    return _name(claim) or _said(claim, "form") or _said(claim, "name")


def _blank(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name = _said(claim, "name")
    if _holds(comparison):
        form = _form_of(claim)
        return Words(f"“{form}”各项指标已填写完整", f"all fields of “{form}” are filled in")
    blank = [_shown(term.figure) for term in claim.terms[1:]]
    return Words(f"“{name}”未填写{'、'.join(blank)}", f"“{name}”: {', '.join(blank)} not filled in")


def _row(comparison: Comparison, _: Calculation) -> Words:
    name = _said(comparison.claim, "name")
    if _holds(comparison):
        form = _form_of(comparison.claim)
        return Words(f"“{form}”没有空行", f"no row of “{form}” is left blank")
    return Words(f"指标行“{name}”整行空白", f"the row “{name}” is left blank")


def _class(comparison: Comparison, _: Calculation) -> Words:
    label = _said(comparison.claim, "name")
    if _holds(comparison):
        form = _form_of(comparison.claim)
        return Words(f"“{form}”各类指标之后均有内容", f"something stands behind every class of “{form}”")
    return Words(f"“{label}”之后没有内容", f"nothing stands behind “{label}”")


def _project(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    project = claim.terms[0].label or _said(claim, "project")
    if _holds(comparison):
        return Words(f"项目“{project}”已填写绩效情况", f"project “{project}” reports its results")
    number = len(claim.terms) - 1
    return Words(
        f"项目“{project}”的绩效情况全部空白：{number}类指标之后均无内容",
        f"nothing is reported of project “{project}”: all {number} classes are blank",
    )


def _head(comparison: Comparison, _: Calculation) -> Words:
    label = _said(comparison.claim, "label")
    if _holds(comparison):
        return Words(f"“{label}”已填写", f"“{label}” is filled in")
    return Words(f"自评表的“{label}”未填写", f"“{label}” of the form is not filled in")


def _prompt(comparison: Comparison, _: Calculation) -> Words:
    words = _said(comparison.claim, "prompt")
    return Words(f"文中残留填报提示或占位符“{words}”", f"the prompt or place-holder “{words}” was left in")


def _reason(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    label, number = _said(claim, "label"), len(claim.terms) - 1
    if _holds(comparison):
        return Words(f"“{label}”一栏已填写", f"the column “{label}” is used")
    results = "、".join(_shown(term.figure) for term in claim.terms[1 : 1 + _MOST_NAMES])
    return Words(
        f"{number}项指标的完成值明显偏离指标值（{results}），“{label}”一栏却全部空白",
        f"{number} results are far from their targets ({results}), yet the whole column “{label}” is blank",
    )


def _change(comparison: Comparison, _: Calculation) -> Words:
    label = _said(comparison.claim, "label")
    return Words(
        f"“{label}”之后只写了原因，没有写增减方向和数额",
        f"behind “{label}” a reason is given, but neither the direction nor the amount of the change",
    )


def _unmet(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = _name(claim), _said(claim, "actual"), _said(claim, "target")
    if _holds(comparison):
        return Words(
            f"“{name}”完成值{actual}，指标值{target}，已达到或已说明原因",
            f"“{name}”: {actual} against a target of {target}, reached or explained",
        )
    return Words(
        f"“{name}”完成值{actual}，未达到指标值{target}，也未说明原因",
        f"“{name}” reached {actual}, its target is {target}, and no reason is given",
    )


def _overshoot(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = _name(claim), _said(claim, "actual"), _said(claim, "target")
    share = share_of(*claim.figures("actual", "target")[:2])
    if _holds(comparison):
        return Words(
            f"“{name}”完成值{actual}，为指标值{target}的{share}", f"“{name}” reached {actual}, {share} of {target}"
        )
    return Words(
        f"“{name}”完成值{actual}，为指标值{target}的{share}，未说明原因",
        f"“{name}” reached {actual}, {share} of its target {target}, and no reason is given",
    )


def _unlike(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name, actual, target = _name(claim), _said(claim, "actual"), _said(claim, "target")
    if _holds(comparison):
        return Words(
            f"“{name}”完成值“{actual}”与指标值{target}可比", f"“{name}”: “{actual}” is comparable with {target}"
        )
    if claim.form == "no number":
        return Words(
            f"“{name}”的指标值是{target}，完成值却写作“{actual}”，不是数值",
            f"the target of “{name}” is {target}, but its result “{actual}” is no number",
        )
    return Words(
        f"“{name}”的指标值{target}与完成值{actual}计量单位不同，无法比较",
        f"the target {target} and the result {actual} of “{name}” are of different units",
    )


def _vague(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    targets = "、".join(_shown(term.figure) for term in claim.terms[:_MOST_NAMES])
    if _holds(comparison):
        form = _form_of(claim)
        return Words(f"“{form}”的指标值可衡量", f"the targets of “{form}” can be measured")
    return Words(
        f"“{_name(claim)}”的指标值（{targets}）均无法衡量", f"no target of “{_name(claim)}” can be measured ({targets})"
    )


def _repeated(comparison: Comparison, _: Calculation) -> Words:
    if _holds(comparison):
        return Words("实际完成情况不是预期目标的重复", "the result is not the goal again")
    return Words("实际完成情况照抄预期目标", "the result only repeats the goal")


def _uncovered(comparison: Comparison, _: Calculation) -> Words:
    if _holds(comparison):
        return Words("指标类别齐全", "all classes of indicators are there")
    missing = [_GROUPS[group] for group in comparison.claim.basis.split()]
    zh, en = "、".join(words.zh for words in missing), ", ".join(words.en for words in missing)
    return Words(f"自评表没有{zh}类指标", f"the form has no indicator of class {en}")


def _misnamed(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    name = _said(claim, "name")
    if _holds(comparison):
        form = _form_of(claim)
        return Words(f"“{form}”的指标类别名称正确", f"the classes of “{form}” are spelt right")
    return Words(f"指标类别“{name}”疑为“{claim.basis}”之误", f"class “{name}”: “{claim.basis}” may be meant")


def _weights(comparison: Comparison, _: Calculation) -> Words:
    pairs = [part.split("=") for part in comparison.claim.basis.split()]
    zh = "、".join(f"{_GROUPS[group].zh}{points}" for group, points in pairs)
    en = ", ".join(f"{_GROUPS[group].en} {points}" for group, points in pairs)
    if _holds(comparison):
        return Words(f"权重（{zh}）符合适用方案", f"the weights ({en}) are those of the scheme")
    return Words(f"权重（{zh}）与适用方案不一致", f"the weights ({en}) are not those of the scheme that applies")


def _hundred(comparison: Comparison, worked: Calculation) -> Words:
    if _holds(comparison):
        return Words("分值合计为100分", "the points add up to 100")
    return Words(
        f"分值合计{worked.stated}分，不是{worked.expected}分", f"the points add up to {worked.stated}, not 100"
    )


def _execution(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    score, points, rate = (_said(claim, role) for role in ("execution_score", "execution_points", "rate"))
    based = f"按执行率{rate}、" if rate else "按"
    if _holds(comparison):
        return Words(f"预算执行得分{score}与执行率相符", f"the score {score} for execution follows from the rate")
    return Words(
        f"预算执行得分{score}，{based}分值{points}计算应为{worked.expected}分",
        f"execution scores {score}; at {rate or 'the rate'} of {points} it earns {worked.expected}",
    )


def _overspent(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, executed, budget = (_said(claim, role) for role in ("execution_score", "executed", "budget"))
    if _holds(comparison):
        return Words(
            f"没有超预算支出而预算执行得满分（{score}）的情形",
            f"no full marks ({score}) for spending beyond the budget",
        )
    share = share_of(claim.figure("executed"), claim.figure("budget"))
    return Words(
        f"执行数{executed}为预算数{budget}的{share}，预算执行仍得满分{score}",
        f"{executed} was spent of {budget} ({share}), yet execution has full marks, {score}",
    )


def _attainment(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    score, points, actual, target = (_said(claim, role) for role in ("score", "points", "actual", "target"))
    if _holds(comparison):
        return Words(
            f"“{_name(claim)}”得{score}，不高于完成情况应得的分数",
            f"“{_name(claim)}” scores {score}, no more than it earns",
        )
    return Words(
        f"“{_name(claim)}”指标值{target}，完成值{actual}，分值{points}，至多应得{worked.expected}分，实得{score}",
        f"“{_name(claim)}”: {actual} against {target} earns at most {worked.expected} of {points}, it has {score}",
    )


def _full(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, actual, target = (_said(claim, role) for role in ("score", "actual", "target"))
    if _holds(comparison):
        return Words(f"“{_name(claim)}”未达标，已扣分", f"“{_name(claim)}” missed its target and lost points")
    return Words(
        f"“{_name(claim)}”完成值{actual}未达到指标值{target}，却得满分{score}",
        f"“{_name(claim)}” reached {actual} of {target}, yet has full marks, {score}",
    )


def _lost(comparison: Comparison, worked: Calculation) -> Words:
    claim = comparison.claim
    score, points, gap = _said(claim, "score"), _said(claim, "points"), (worked.difference or "").removeprefix("-")
    if _holds(comparison):
        return Words(f"“{_name(claim)}”扣{gap}分，已说明原因", f"“{_name(claim)}” lost {gap}, with a reason")
    return Words(
        f"“{_name(claim)}”分值{points}，得{score}，扣{gap}分，未写偏差原因",
        f"“{_name(claim)}” scores {score} of {points}, and no reason is given for the {gap} lost",
    )


def _band(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, points, actual = (_said(claim, role) for role in ("score", "points", "actual"))
    share = share_of(*claim.figures("score", "points")[:2])
    joint = Words("在", "lies in") if _holds(comparison) else Words("不在", "is not in")
    return Words(
        f"“{_name(claim)}”为“{actual}”，得分{score}占分值{points}的{share}，{joint.zh}该档的区间内",
        f"“{_name(claim)}” is “{actual}”; {score} of {points} ({share}) {joint.en} the band of that label",
    )


def _grade(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, grade = _said(claim, "score"), _said(claim, "grade")
    if _holds(comparison):
        return Words(f"得分{score}与等级“{grade}”相符", f"the score {score} is of grade “{grade}”")
    should = f"，应为“{claim.basis}”" if claim.basis else ""
    return Words(
        f"得分{score}与等级“{grade}”不符{should}",
        f"the score {score} is not of grade “{grade}”" + (f"; it would be “{claim.basis}”" if claim.basis else ""),
    )


def _percent(comparison: Comparison, _: Calculation) -> Words:
    score = _said(comparison.claim, "score")
    if _holds(comparison):
        return Words(f"得分{score}以分表示", f"the score {score} is in points")
    points = plain(comparison.claim.stated.value)
    return Words(f"得分写作{score}，疑为{points}分", f"the score is given as {score}; {points} points may be meant")


def _form(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, total = _said(claim, "score"), _said(claim, "total")
    if _holds(comparison):
        return Words(
            f"正文得分{score}与自评表{total}一致", f"the score {score} of the text is that of the form, {total}"
        )
    return Words(f"正文得分{score}与自评表总分{total}不一致", f"the text gives a score of {score}, the form {total}")


def _problems(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    score, problem = _said(claim, "total_score"), _said(claim, "problem")
    if _holds(comparison):
        return Words(f"总分{score}不是满分", f"the total score {score} is not perfect")
    return Words(
        f"自评总分{score}为满分，报告却列有问题（{problem}…）",
        f"the total score {score} is perfect, yet the report names problems ({problem}…)",
    )


def _alike(comparison: Comparison, _: Calculation) -> Words:
    scores = "、".join(_shown(term.figure) for term in comparison.claim.terms[:_MOST_NAMES])
    if _holds(comparison):
        return Words(f"自评得分（{scores}）有区分度", f"the scores ({scores}) tell projects apart")
    return Words(
        f"自评得分（{scores}）接近满分，且未列出问题，缺少区分度",
        f"the scores ({scores}) are all but perfect and no problem is named",
    )


def _survey(comparison: Comparison, _: Calculation) -> Words:
    name, actual = _name(comparison.claim), _said(comparison.claim, "actual")
    if _holds(comparison):
        return Words("文中说明了满意度的调查依据", "the report says how satisfaction was asked for")
    return Words(
        f"“{name}”{actual}没有调查依据（问卷、回访、样本数）", f"nothing is said of a survey behind “{name}” {actual}"
    )


def _odd(comparison: Comparison, _: Calculation) -> Words:
    name, actual = _name(comparison.claim), _said(comparison.claim, "actual")
    if _holds(comparison):
        return Words(f"“{name}”完成值{actual}与计量单位相称", f"the result {actual} of “{name}” fits its unit")
    return Words(f"“{name}”完成值{actual}与计量单位不相称", f"the result {actual} of “{name}” does not fit its unit")


def _cost(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    actual, executed = _said(claim, "actual"), _said(claim, "executed")
    joint = Words("一致", "agrees with") if _holds(comparison) else Words("不一致", "differs from")
    return Words(
        f"成本指标“{_name(claim)}”完成值{actual}与执行数{executed}{joint.zh}",
        f"the cost “{_name(claim)}” {actual} {joint.en} the spending {executed}",
    )


def _ahead(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    execution, total = _said(claim, "execution_score"), _said(claim, "total_score")
    if _holds(comparison):
        return Words(f"绩效指标得分与预算执行得分{execution}相称", f"the indicators score in proportion to {execution}")
    return Words(
        f"预算执行仅得{execution}，总分却有{total}，绩效指标得分率明显高于预算执行",
        f"execution scores {execution}, yet the total is {total}: results are far better than the spending",
    )


def _unexplained(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    adjusted = claim.form == "adjusted"
    compared, budget = claim.figure("initial" if adjusted else "executed"), claim.figure("budget")
    one, other = mention(compared), mention(budget)
    if _holds(comparison):
        return Words(f"资金一行（{one}、{other}）无须或已说明原因", f"the row of funds ({one}, {other}) is explained")
    if adjusted:
        return Words(
            f"年初预算{one}调整为{other}，“原因”一栏空白",
            f"the budget was changed from {one} to {other} without a reason",
        )
    share = share_of(compared, budget)
    return Words(
        f"预算{other}，执行{one}，执行率{share}，“原因”一栏空白",
        f"{one} of {other} was spent ({share}), and the reason is left blank",
    )


def _no_budget(comparison: Comparison, _: Calculation) -> Words:
    budget = _said(comparison.claim, "budget")
    if _holds(comparison):
        return Words(f"全年预算数{budget}已填写", f"the full-year budget {budget} is known")
    return Words(
        "有支出或执行得分，全年预算数却为零或空白",
        "money was spent or scored, but the full-year budget is zero or blank",
    )


def _shared(comparison: Comparison, _: Calculation) -> Words:
    second, first = (term.label for term in comparison.claim.terms)
    if _holds(comparison):
        return Words(f"项目“{first}”与“{second}”的指标不同", f"“{first}” and “{second}” have indicators of their own")
    return Words(f"项目“{first}”与“{second}”的指标雷同", f"“{first}” and “{second}” share their indicators")


def _dropped(comparison: Comparison, _: Calculation) -> Words:
    claim = comparison.claim
    planned, reason = _said(claim, "planned").removeprefix("-"), _said(claim, "reason")
    return Words(
        f"已安排的{planned}被调减，原因是“{reason}”：计划的工作没有开展",
        f"{planned} was taken back, the reason given is “{reason}”: what was planned was not begun",
    )


PERFORMANCE: frozenset[Kind] = frozenset({"score", "target", "blank-field", "typo"})
Sentence = Callable[[Comparison, Calculation], Words]

SENTENCES: Mapping[str, Sentence] = {
    "blank": _blank, "row": _row, "class": _class, "project": _project, "head": _head, "prompt": _prompt,
    "reason": _reason, "change": _change, "unmet": _unmet, "overshoot": _overshoot, "no number": _unlike,
    "unlike": _unlike, "vague": _vague, "repeated": _repeated, "uncovered": _uncovered, "misnamed": _misnamed,
    "weights": _weights, "hundred": _hundred, "execution": _execution, "overspent": _overspent,
    "attainment": _attainment, "full": _full, "band": _band, "lost": _lost, "grade": _grade, "percent": _percent,
    "form": _form,
    "problems": _problems, "alike": _alike, "survey": _survey, "odd": _odd, "cost": _cost, "ahead": _ahead,
    "low execution": _unexplained, "adjusted": _unexplained, "no budget": _no_budget, "shared": _shared,
    "dropped": _dropped,
}  # fmt: skip

COUNSEL: Mapping[str, Words] = {
    "blank": Words("补填空白栏；确不适用的，写明“不适用”", "Fill the fields in; where they do not apply, say so"),
    "row": Words("填写该指标，或删去空行", "Fill the row in, or take it out"),
    "class": Words(
        "补写完成情况；该类不适用的，写明“不涉及”",
        "Say what was reached, or that the class does not apply",
    ),
    "project": Words(
        "补写该项目各类指标的完成情况；项目已取消的，写明",
        "Report what the project reached, or that it was given up",
    ),
    "head": Words("补填该栏", "Fill the field in"),
    "prompt": Words("填写内容并删去提示语", "Put in what is asked for, and take the prompt out"),
    "reason": Words("逐项说明偏差原因和改进措施", "Give the reason and the remedy for each of them"),
    "change": Words("补写增减方向和数额", "Say what has changed, and by how much"),
    "unmet": Words(
        "说明未完成的原因和改进措施；数值有误的，更正",
        "Give the reason and the remedy, or correct the figure",
    ),
    "overshoot": Words(
        "说明大幅超额的原因；指标值定得偏低的，下年度调高",
        "Say why it went so far; if the target was too low, raise the next",
    ),
    "no number": Words("完成值填写与指标值同单位的数值", "State the result as a number in the unit of its target"),
    "unlike": Words("统一指标值和完成值的计量单位", "Use one unit for target and result"),
    "vague": Words("为该类指标设定可衡量的指标值或评判标准", "Set a target, or a standard, that can be measured"),
    "repeated": Words("写明实际完成了什么、完成多少", "Say what was done, and how much of it"),
    "uncovered": Words("补充该类指标，或说明不设的理由", "Add indicators of that class, or say why there are none"),
    "misnamed": Words("核对指标类别的名称", "Check the name of the class"),
    "weights": Words(
        "按适用方案调整权重，或说明调整的依据",
        "Use the weights of the scheme, or say on what ground they differ",
    ),
    "hundred": Words("调整各项分值，使合计为100分", "Change the points so that they make 100"),
    "execution": Words(
        "按执行率重新计算得分，并相应更正总分",
        "Recompute the score from the rate, and the total with it",
    ),
    "overspent": Words(
        "说明超预算的原因；按评分办法应扣分的，扣分",
        "Explain the spending; take off what the standard takes off",
    ),
    "attainment": Words("按完成比例更正得分，或更正完成值", "Correct the score in proportion, or the result"),
    "full": Words("按完成情况扣分，或更正完成值", "Take off points for what was missed, or correct the result"),
    "lost": Words("写明扣分的原因和改进措施", "Give the reason and the remedy"),
    "band": Words("更正得分或完成程度的档次", "Correct the score, or the label"),
    "grade": Words("更正得分或等级", "Correct the score or the grade"),
    "percent": Words("得分以分为单位填写", "Give the score in points"),
    "problems": Words(
        "按问题的影响扣分，或说明不扣分的理由",
        "Take off points for the problems, or say why none are lost",
    ),
    "alike": Words(
        "复核评分，如实反映各项目的差距和问题",
        "Review the scores; show where projects differ and fall short",
    ),
    "survey": Words("写明调查方式、样本数和计算方法", "Say how many were asked, and how"),
    "odd": Words("核对数值和计量单位", "Check the value and its unit"),
    "cost": Words("核对成本指标完成值与全年执行数", "Check the cost against the spending of the year"),
    "ahead": Words(
        "说明资金少用而任务完成的原因（节约、未付款等）",
        "Say why so much was reached with so little spent",
    ),
    "low execution": Words("填写执行率偏低的原因", "Give the reason for the low rate"),
    "adjusted": Words("填写年中调整预算的原因", "Give the reason for the change"),
    "no budget": Words("填写全年预算数", "Fill in the full-year budget"),
    "dropped": Words("说明该项工作的后续安排", "Say what becomes of the work"),
    "shared": Words("按各项目的任务分别设定指标", "Set indicators for each project by itself"),
    "form": Words("核对自评表，更正有误的一处", "Check the form, and correct the place that is wrong"),
}  # fmt: skip
