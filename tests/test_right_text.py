"""Text without a contradiction draws no finding louder than info, and text with one names the right figures."""

from __future__ import annotations

import pytest

from audit_cli.pipeline import audit_text

RIGHT = {
    "a balance ends the list": (
        "本年支出118.00万元，其中基本支出18万元，项目支出100.00万元，年末结转和结余22.50万元。"
    ),
    "actual staff ends the list": "核定编制46名，其中行政编制18名，事业编制28名，实有43人。",
    "spending ends a list of income": "收入合计2000万元，其中财政拨款1900万元，其他收入100万元，支出合计1950万元。",
    "what was added ends a full list": "年初预算1280万元，其中基本支出780万元，项目支出500万元，年中追加220万元。",
    "another class ends the list": "“三公”经费18.46万元，其中公务接待费3.26万元，公务用车费15.20万元，会议费2万元。",
    "the year before is no part": (
        "一般公共预算收入12.8亿元，同比增长7%，其中税收收入8.6亿元，同比增长8%，上年同期为7.96亿元。"
    ),
    "each rate has its own base": (
        "教育支出12.60亿元，同比增长5%，上年同期12.00亿元；卫生健康支出6.30亿元，下降10%，上年同期7.00亿元。"
    ),
    "a base belongs to its subject": "工业总产值56亿元，同比增长12%，上年为50亿元；财政收入3.6亿元，增长20%。",
    "a change names its figure": "收入3000万元，支出2900万元，结余100万元，收入比上年增加600万元，增长25%。",
    "a balance has changed": (
        "本年支出2676.10万元，比上年增加76.10万元，增长2.93%，年末结转60.20万元，比上年减少26.10万元，下降30.24%。"
    ),
    "the whole of a share has not changed": (
        "今年1-6月支出735万元，占全年预算1500万元的49%，比上年同期增加35万元，增长5%。"
    ),
    "full marks are no scores": "项目综合得分38分，其中：决策指标满分20分，得分19分；过程指标满分20分，得分19分。",
    "scores side by side": "甲项目自评得分95分，乙项目自评得分98分，丙项目自评得分97分，丁项目自评得分90分。",
    "deductions over two sentences": "完成及时性扣2分；满意度扣3分。决策指标扣1分，过程指标扣1.5分，共扣7.5分。",
    "a slash before a unit of time": "低保标准提高5%：城市低保600元/月、农村低保420元/月。",
    "a slash before the next name": "小学生均720元/年、初中生均940元/年，到位率100%。",
    "an age is no total": "在职人员41人中，30岁以下9人、31至40岁14人、41至50岁12人、51岁以上6人。",
    "classes within classes": "全年新签约项目42个，其中亿元以上项目18个、10亿元以上项目3个。",
    "an average of something else": "参训人员200人，项目总投入50万元，人均培训费300元。",
    "what one earns": "总人口3万人，财政收入2亿元，人均可支配收入16800元。",
    "a step of a chain has its own parts": (
        "年初预算1000万元，追加预算300万元，其中人员经费追加100万元、项目经费追加200万元，全年预算1300万元。"
    ),
    "a change stands in a chain": (
        "年初预算300万元，比上年增加20万元，增长7.14%，年中追加50万元，全年预算350万元，执行率98%。"
    ),
    "the steps of a chain are listed by another": (
        "年初预算1200万元，执行中追加300万元，其中：用于道路养护100万元，用于桥梁维修200万元；调整预算1500万元，"
        "支出1450万元，结余50万元。"
    ),
    "totals that hold their balances": (
        "2023年收入总计2655.00万元，支出总计2655.00万元，年初结转55万元，年末结转75万元。"
    ),
    "points lost are no parts of a score": (
        "自评得分95分，较上年提高3分，其中预算执行扣2分，产出指标扣1分，效益指标扣2分。"
    ),
    "points to be had in brackets": (
        "综合得分94分，其中产出指标46分（满分50分），效益指标28分（满分30分），满意度10分，预算执行10分。"
    ),
    "assets and debts have changed": (
        "资产总额5860万元，比上年增加120万元；负债总额1240万元，净资产较上年增加80万元。"
    ),
    "cost and depreciation have parts": (
        "固定资产原值3680万元，其中房屋2400万元，累计折旧1450万元，其中房屋折旧900万元，净值2230万元。"
    ),
    "the depreciation of one year": "固定资产原值3680万元，本年计提折旧120万元，净值2230万元。",
    "each score has its points": "预算执行满分10分，本单位执行率92%，得9.2分；扣分原因为项目推进慢，扣0.8分。",
    "points lost of all that is scored": (
        "自评总分100分，其中预算执行10分、产出指标50分、效益指标30分、满意度指标10分，共扣4.5分，最终得分95.5分。"
    ),
    "points lost twice": "该项分值10分，第一季度扣0.5分，第二季度扣0.5分，得9分。",
    "months times persons": "每月补贴300元，6个月共补贴42人，发放资金7.56万元。",
    "a rate of what is not counted": "检修设备36台次，每台费用约500元，共支出1.75万元，完好率98%。",
    "a product in a list": "每户补助2000元，共补助156户，其中低保户36户，合计31.2万元。",
    "a bracket that adds up": "财政补助率=（中央补助600万元+省级补助200万元）÷总投资1000万元×100%=80%。",
    "a plan of two years": (
        "项目总预算1200万元，分两年实施，第一年安排700万元，第二年安排500万元，截至目前累计支付960万元，支付进度80%，"
        "结余240万元。"
    ),
    "what was paid by and by": (
        "项目资金1000万元，其中第一季度支付200万元，第二季度支付300万元，第三季度支付250万元，第四季度支付190万元。"
    ),
    "success is counted among other things": (
        "全年投诉举报1268件，办结1255件，办结率98.97%，其中消费投诉986件，调解成功912件，调解成功率92.5%。"
    ),
    "two books in one sentence": (
        "一般公共预算拨款年初结转12.50万元，本年收入860.00万元，本年支出854.20万元，年末结转18.30万元；"
        "政府性基金预算年初结转0万元，本年收入120.00万元，本年支出120.00万元，年末结转0万元。"
    ),
    "an allotment that was not spent": "培训项目安排256万元，已支付218万元，未支付38万元。",
    "contracts with small firms": "政府采购预算500万元，授予中小企业合同金额420万元，占政府采购预算的84%。",
    "arrears of others that were cleared": "清理拖欠中小企业账款1200万元，已清偿900万元，剩余300万元计划2023年清偿。",
    "a guarantee is not yet due": "实训设备合同金额50万元，已支付47.5万元，余2.5万元为质保金。",
    "terms of payment told before the contract": (
        "验收合格后支付97%，质保金3%。监控设备合同金额100万元，已支付97万元。"
    ),
    "a sum that was restated": "采购预算100万元，中标金额98.6万元，合同金额98.6万元，已全部支付完毕。",
    "a contract over several years": "河道治理年初预算100万元，合同金额300万元，已支付300万元。",
    "the last quarter was paid in the next year": (
        "2022年物业服务合同金额96万元，2022年已支付72万元，第四季度24万元已于2023年1月支付。"
    ),
    "it is forbidden to let contractors finance works": "修订工程管理办法，严禁施工单位垫资，全年支付工程款96万元。",
    "a member of the class in the paragraph behind": (
        "人员经费542.79万元。其中：（1）工资福利支出238.30万元；（2）对个人和家庭的补助304.49万元。\n"
        "商品和服务支出754.60万元，主要包括办公费176.27万元、水费108.93万元。"
    ),
    "the rest of a total behind its parts": (
        "项目资金500万元，其中中央资金300万元，县级配套200万元，已拨付480万元，结余20万元。"
    ),
    "a count of which": "支出100万元，其中培训3个班：甲班20万元、乙班30万元、丙班25万元。",
    "some of it is not paid yet": (
        "资金300万元，涉及3个乡镇：白石乡60万元、柳河镇45万元、青山乡72万元，剩余123万元尚未拨付。"
    ),
    "two of three instalments": "资金480万元，分三批下达，第一批200万元，第二批160万元。",
    "kinds of people": "共有3类人员，其中行政人员5人，事业人员6人。",
    "a degree and above is no total": "全县56名职工，男30名、女26名；本科及以上40人、大专及以下16人。",
    "staff and retired": "在职56人，退休8人，男40人、女24人。",
    "some are seconded": "在编56人，男30人、女20人，借调6人。",
    "all of the budget of each item": (
        "一般公共预算支出446.20万元，具体如下：\n"
        "2130101行政运行（项）：支出决算为356.20万元，完成预算100%。\n"
        "2210201住房公积金（项）：支出决算为90.00万元，完成预算100%。"
    ),
    "several measures by line": (
        "2023年项目资金情况如下：\n1.年初预算100万元；\n2.调整预算120万元；\n3.实际支出110万元。"
    ),
    "what each instalment is for": (
        "下达资金500万元，分三批下达到县，第一批200万元用于道路，第二批160万元用于饮水，第三批120万元用于厂房，"
        "另20万元为工作经费。"
    ),
    "people are no occasions": "开展了春节、元宵、端午等3次活动，参与群众分别为120人、86人、140人。",
    "another year of the whole": (
        "项目支出预算400万元。\n2022年项目支出380万元。\n项目支出主要用于道路养护280万元、桥梁检测160万元。"
    ),
    "some of what is counted": "救助困难学生120名，其中小学生36名、初中生40名、高中生44名，女生60名。",
    "found and put right": "发现隐患86处，其中重大隐患2处，一般隐患84处，已整改80处，正在整改6处。",
    "two lists one below the other": (
        "2023年收入情况如下：\n（1）财政拨款收入1000万元；\n（2）事业收入200万元；\n"
        "2023年支出情况如下：\n（1）基本支出700万元；\n（2）项目支出480万元。"
    ),
    "the rest of a list in the next sentence": (
        "资金500万元，支付给3家单位：甲公司200万元、乙公司180万元、丙公司100万元。剩余20万元为质保金。"
    ),
    "the rest behind a total": "教师职称：正高1人、副高20人、中级60人，共有教师90人，其余9人未定级。",
    "the first row of a form is no header": (
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
        "产出指标（60分）\t数量指标\t适龄儿童疫苗接种率\t≥90%\t96.3%\t30.0\t30.0\t\n"
        "\t\t高血压患者管理人数\t≥4.5万人\t46120人\t30.0\t30.0\t\n"
        "效益指标（40分）\t社会效益指标\t居民健康意识\t不断提高\t不断提高\t40.0\t40.0\t\n"
        "总分\t\t\t\t\t100.0\t100.0\t\n"
    ),
    "degrees of satisfaction": "收回问卷196份，其中非常满意150份、满意36份、基本满意10份。",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_right_text_draws_nothing(text: str) -> None:
    loud = [r for r in audit_text(text + "\n").results if r.status != "pass" and r.severity in ("warning", "error")]
    assert [r.comparison.claim for r in loud if r.status != "rounding"] == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "基本支出186.40万元，项目支出150万元。\n"
            "基本支出中，工资福利支出120.20万元，商品和服务支出50.20万元，对个人和家庭的补助18.00万元。",
            "186.40万元",
        ),
        (
            "“三公”经费支出决算为18.46万元。\n"
            "“三公”经费支出决算中，公务用车购置及运行维护费15.20万元，占83.24%；公务接待费3.26万元，占17.66%。",
            "83.24%",
        ),
        ("收入3000万元，支出2900万元，结余100万元，收入比上年增加600万元，增长35%。", "35%"),
        ("项目资金500万元，其中中央资金300万元，县级配套200万元，已拨付480万元，结余30万元。", "30万元"),
        ("国内公务接待632人次，支出7.90万元，人均接待费152元。", "7.90万元"),
        ("发放补贴186.30万元，面积18630亩，亩均补贴110元。", "186.30万元"),
        ("核定编制46名，实有41名，空编6名。", "6名"),
        ("在职人员41人，其中：男性26人，女性18人。", "41人"),
        ("收回问卷196份，其中非常满意150份、满意36份、基本满意20份。", "196份"),
        ("我局年初预算1560万元，追加86.5万元，收回18.5万元，调整预算1630.7万元，结转下年20.5万元。", "1630.7万元"),
        ("资产总额5860.40万元，负债总额1240.15万元，净资产4602.25万元。", "4602.25万元"),
        ("投入20分得19分，过程30分得28分，产出30分得30分，效果20分得18分，综合得分97分。", "97分"),
        ("决策分值15分，得14分；过程分值25分，得23.5分；产出分值60分，得56分。综合得分95.3分。", "95.3分"),
        ("公用经费预算安排186.00万元，实际支出167.40万元，公用经费控制率为92%。", "92%"),
    ],
)
def test_wrong_text_is_found(text: str, stated: str) -> None:
    results = audit_text(text + "\n").results
    failed = [r.comparison.claim.stated.text for r in results if r.status in ("fail", "review")]
    assert failed == [stated]
