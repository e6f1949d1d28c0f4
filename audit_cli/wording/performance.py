"""What is said, and advised, of findings about forms, scores, words, years and names: *form* of a claim says which."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.model import Kind
from audit_cli.wording.contracts import step
from audit_cli.wording.fields import FIELD_SENTENCES
from audit_cli.wording.names import NAME_COUNSEL, NAME_SENTENCES
from audit_cli.wording.scores import SCORE_SENTENCES
from audit_cli.wording.slips import SLIP_COUNSEL, SLIP_SENTENCES
from audit_cli.wording.targets import TARGET_SENTENCES
from audit_cli.wording.words import Remark, Words

PERFORMANCE: frozenset[Kind] = frozenset(
    {"score", "target", "blank-field", "typo", "privacy", "citation", "period", "place"}
)

SENTENCES: Mapping[str, Remark] = {
    **FIELD_SENTENCES,
    **TARGET_SENTENCES,
    **SCORE_SENTENCES,
    **NAME_SENTENCES,
    **SLIP_SENTENCES,
    "step": step,
}

COUNSEL: Mapping[str, Words] = {
    **NAME_COUNSEL,
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
    "step": Words("核对日期；确已超期的，说明原因", "Check the dates; if the term has passed, say why"),
    "kept": Words("说明结转的原因和使用安排", "Say why so much is left, and what becomes of it"),
    "grown": Words("说明增加的原因", "Say why it grew"),
    "limit": Words("说明原因；比率有误的，更正", "Give the reason, or correct the rate"),
    "reason": Words("逐项说明偏差原因和改进措施", "Give the reason and the remedy for each of them"),
    "change": Words("补写增减方向和数额", "Say what has changed, and by how much"),
    "unmet": Words(
        "说明未完成的原因和改进措施；数值有误的，更正",
        "Give the reason and the remedy, or correct the figure",
    ),
    "promise": Words(
        "核对两处数值；目标确未完成的，说明原因",
        "Check both figures; if the goal was missed, say why",
    ),
    "overshoot": Words(
        "说明大幅超额的原因；指标值定得偏低的，下年度调高",
        "Say why it went so far; if the target was too low, raise the next",
    ),
    "no number": Words("完成值填写与指标值同单位的数值", "State the result as a number in the unit of its target"),
    "unlike": Words("统一指标值和完成值的计量单位", "Use one unit for target and result"),
    "exchanged": Words("核对这两行的完成值是否填错了行", "See whether the results of the two rows were exchanged"),
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
    "average": Words("核对各项得分，更正平均得分", "Check the scores, and correct the average"),
    "zero limit": Words("说明原因，按评分办法扣分", "Give the reason, and take off points as the standard does"),
    "full": Words("按完成情况扣分，或更正完成值", "Take off points for what was missed, or correct the result"),
    "lost": Words("写明扣分的原因和改进措施", "Give the reason and the remedy"),
    "band": Words("更正得分或完成程度的档次", "Correct the score, or the label"),
    "grade": Words("更正得分或等级", "Correct the score or the grade"),
    "percent": Words("得分以分为单位填写", "Give the score in points"),
    "problems": Words(
        "按问题的影响扣分，或说明不扣分的理由",
        "Take off points for the problems, or say why none are lost",
    ),
    "none found": Words(
        "核实项目未支付、未实施的原因，如实填写问题和整改情况",
        "Find out why it was not paid or done; count it among the problems, with its remedy",
    ),
    "alike": Words(
        "复核评分，如实反映各项目的差距和问题",
        "Review the scores; show where projects differ and fall short",
    ),
    "survey": Words("写明调查方式、样本数和计算方法", "Say how many were asked, and how"),
    "unit": Words("补写指标值的计量单位", "Give the unit of the target"),
    "odd": Words("核对数值和计量单位", "Check the value and its unit"),
    "cost": Words("核对成本指标完成值与全年执行数", "Check the cost against the spending of the year"),
    "results ahead": Words(
        "说明资金少用而任务完成的原因（节约、未付款等）",
        "Say why so much was reached with so little spent",
    ),
    "low execution": Words("填写执行率偏低的原因", "Give the reason for the low rate"),
    "adjusted": Words("填写年中调整预算的原因", "Give the reason for the change"),
    "no budget": Words("填写全年预算数", "Fill in the full-year budget"),
    "unadjusted": Words("补填预算调整数，说明原因", "Enter the change of the budget, and say why"),
    "moved": Words("写明调剂的批准机关和文号；未经批准的，按程序报批", "Say who approved it, under which number"),
    "finished": Words("按结余资金管理，或说明尚需支付的款项", "Give it back, or say what is still to be paid"),
    "stale": Words("作为结余资金管理；已收回的，写明", "Give it back; if that was done, say so"),
    "dropped": Words("说明该项工作的后续安排", "Say what becomes of the work"),
    "shared": Words("按各项目的任务分别设定指标", "Set indicators for each project by itself"),
    **SLIP_COUNSEL,
    "form": Words("核对自评表，更正有误的一处", "Check the form, and correct the place that is wrong"),
}  # fmt: skip
