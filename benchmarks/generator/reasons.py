"""Why money was not spent, a target not reached, a point lost: as reports say it, beside the figure or elsewhere."""
# ruff: noqa: E501  (sentences stay on one line)

from __future__ import annotations

from random import Random
from typing import Literal

from benchmarks.generator.pieces import Draft

Place = Literal["beside", "section", "problems"]

CAUSES = (
    "招标流程较长", "项目实施方案调整", "上级资金下达较晚", "部分工程尚未完工", "设备到货延迟", "疫情防控要求", "前期手续办理时间较长",
    "政府采购节约了资金", "合同约定分期付款", "部分费用尚未达到付款条件", "汛期雨水较多，施工进度放缓", "项目跨年度实施",
    "机构职能调整后人员尚未到位", "土地征收工作推进较慢", "财政资金调度紧张",
)  # fmt: skip

# what follows a sentence about money that was not spent
UNSPENT = (
    "，主要原因是{why}。", "，主要是{why}。", "，原因是{why}，结余资金结转下年继续使用。", "。未执行完毕的原因：{why}。",
    "。执行率偏低，主要系{why}。", "，因{why}，剩余资金结转下年使用。", "（原因：{why}）。", "。偏差原因：{why}。",
    "。由于{why}，资金未能全部支出。", "。受{why}影响，支出进度较慢。", "。预算执行未达到序时进度，系{why}所致。",
    "。差异主要为{why}。", "。{why}，导致资金未全部使用。", "。形成结余的原因在于{why}。", "。究其原因，{why}。",
)  # fmt: skip

# what follows a sentence about work that was not finished
UNDONE = (
    "，主要原因是{why}。", "，未完成的原因是{why}。", "。因{why}，剩余任务顺延至下一年度完成。", "。未达到目标值，主要是{why}。",
    "。由于{why}，部分任务未能按期完成。", "。受{why}影响，进度较计划滞后。", "，偏差原因：{why}。", "（因{why}，余下部分已列入下年计划）。",
    "。{why}，致使年度计划未全部完成。", "。没有完成全部任务，系{why}所致。", "，主要系{why}。",
)  # fmt: skip

# what is unpaid under a contract has a cause, and a day on which it will be paid
UNPAID = (
    "，余款因{why}，计划于{ny}年{month}月支付。", "，主要原因是{why}，剩余款项将于{ny}年{month}月底前付清。",
    "。由于{why}，余款拟于{ny}年{month}月支付。", "。尾款待质保期满后支付，原因是合同约定预留质量保证金。",
    "。因{why}，剩余资金预计{ny}年{month}月拨付。", "（{why}，余款计划{ny}年{month}月支付）。",
)  # fmt: skip
DELIVERIES = (
    "设备尚未完成验收", "工程尚未竣工验收", "未达到合同约定的付款节点", "供应商未开具发票", "项目尚在实施",
)  # fmt: skip

# a paragraph of the section about all that was not spent in it
OF_SECTION = (
    "以上项目执行率偏低的，主要原因是{why}。", "上述部分项目资金未执行完毕，主要是{why}，结余资金已按规定结转。",
    "部分项目支出进度较慢，原因在于{why}。", "个别项目预算执行率较低，主要系{why}所致。",
    "各项目资金结余的主要原因：{why}。", "其中执行进度滞后的项目，均受{why}影响。",
    "由于{why}，部分项目资金未能在年内全部支付。", "因{why}，有的项目执行进度未达预期。",
    "少数项目预算执行不够理想，主要是由于{why}。", "部分项目资金支付率不高，原因主要有：{why}。",
)  # fmt: skip

# a problem that the report admits at its end
OF_PROBLEMS = (
    "（一）预算执行率有待提高。受{why}影响，部分项目支出进度偏慢。", "一是项目支出执行率偏低，主要原因是{why}；二是绩效指标设置不够细化。",
    "部分项目预算执行进度滞后，主要是{why}，导致资金未能及时支付。", "预算编制与执行衔接不够紧密，因{why}，部分项目资金执行率不高。",
    "1.预算执行方面：由于{why}，个别项目资金支付进度较慢，年末形成结转。", "存在部分项目执行率较低的情况，原因是{why}。",
    "资金支出进度不均衡，部分项目因{why}未能完成支付，执行率较低。", "项目执行进度未达预期，系{why}所致。",
    "受{why}的制约，部分专项资金使用进度缓慢。", "个别项目年度预算没有执行完毕，究其原因，主要在于{why}。",
)  # fmt: skip

# the column of reasons: of points that were lost, of results far beyond their target
LOST = (
    "资料归档不够及时，将加强过程管理", "个别环节衔接不畅；下一步完善工作机制", "指标量化不足，今后细化指标", "{why}，下年度加快推进",
    "受{why}影响，已制定整改措施", "因{why}，效果尚未充分显现", "原因：{why}。措施：提前谋划，压实责任", "后续管护有待加强",
    "宣传力度不够，群众知晓面不广", "偏差原因为{why}，将进一步加强统筹", "制度执行有差距，持续改进", "工作精细化程度不高，加强业务培训",
)  # fmt: skip
BEYOND = (
    "年初指标值设定偏低，今后科学测算", "实际需求增加，超额完成", "上级追加任务", "业务量增长，下年度合理调高指标值",
    "按上级要求扩大了实施范围", "年中新增工作任务，完成值高于年初目标", "因项目节约资金，扩大了覆盖面", "目标值测算依据不足，下年予以修正",
    "群众报名踊跃，增加了场次", "指标值参照往年数据设置，偏保守",
)  # fmt: skip

# a row or a line below a form
BELOW_FORM = (
    "偏差大或目标未完成原因分析：预算执行率未达100%，主要原因是{why}。", "注：预算执行率偏低的原因：{why}。",
    "未完成原因分析：{why}，导致全年资金未全部支出。", "注：全年执行数小于全年预算数，主要是因{why}，资金结转下年支付。",
    "偏差原因分析及改进措施：受{why}影响，预算执行进度较慢；下一步将加快资金支付。", "说明：执行率较低主要系{why}，已督促加快支付进度。",
    "未达到预期的原因：因{why}，部分资金未能支付。", "备注：资金执行进度未达100%，由于{why}。",
    "扣分原因说明：预算执行率扣分原因为{why}。", "注：项目资金未执行完毕，原因是{why}，结余资金按规定结转使用。",
)  # fmt: skip

# the remarks of a table of projects
UNSPENT_CELL = (
    "{why}", "因{why}未支付完毕", "主要原因是{why}", "{why}，结转下年", "受{why}影响", "由于{why}，下年继续实施", "原因：{why}",
    "{why}导致未完成支付", "{why}，剩余资金下年支付", "系{why}所致",
)  # fmt: skip

ADJUSTED = (
    "年中预算调整的原因：上级追加专项资金。", "全年预算数与年初预算数差异较大，主要原因是年中追加项目经费。",
    "注：预算调整幅度较大，主要是年中根据工作需要调整项目预算。", "说明：年中调整预算，系上级下达专项转移支付资金。",
)  # fmt: skip


def reason(rng: Random, forms: tuple[str, ...], **words: object) -> str:
    """Return one of *forms* with a cause of its own."""
    return rng.choice(forms).format(why=rng.choice(DELIVERIES if forms is UNPAID else CAUSES), **words)


def explained(draft: Draft, rng: Random, forms: tuple[str, ...], **words: object) -> Draft:
    """Return *draft* with a reason behind its last sentence."""
    told = reason(rng, forms, **words)
    return draft._replace(template=draft.template.removesuffix("。") + told)
