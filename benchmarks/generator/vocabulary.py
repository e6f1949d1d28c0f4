"""The words that reports are made of: places, departments, labels, and the habits drawn for one text."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import NamedTuple

from benchmarks.generator.figures import Style

# provinces, and how their finance bureaus sign what they issue
REGIONS = {
    "湖南省": "湘", "四川省": "川", "云南省": "云", "上海市": "沪", "湖北省": "鄂", "广西": "桂", "河南省": "豫",
    "江苏省": "苏", "山东省": "鲁",
}  # fmt: skip
PLACES = ("江平市", "云岭县", "南溪区", "青禾县", "东岚市", "石桥区", "北榆县", "松亭区", "安洲市", "丰湖县")
DEPARTMENTS = (
    "水务局", "民政局", "文化和旅游局", "农业农村局", "交通运输局", "市场监督管理局", "卫生健康局", "自然资源局",
    "退役军人事务局", "司法局", "教育局", "统计局", "林业局", "城市管理局", "审计局", "医疗保障局", "应急管理局",
)  # fmt: skip
TOWNS = ("白鹭镇", "柳泉乡", "大堰镇", "竹园镇", "清水乡", "马岗镇", "红旗街道", "石门乡", "双塘镇", "杨柳街道")
OFFICES = ("办公室", "政策法规科", "财务审计科", "行政审批科", "监督管理科", "综合规划科", "人事教育科", "信息科")
PROJECTS = (
    "农村饮水安全巩固提升", "智慧监管平台建设", "老旧设备更新", "基层服务能力建设", "公共文化惠民", "业务用房维修改造",
    "河道清淤整治", "人才培训", "法治宣传教育", "数据采集与分析", "重点区域巡查", "社会组织培育", "档案数字化加工",
    "农产品质量检测", "公益性岗位补助", "大型活动保障", "乡村道路养护", "便民服务中心运行",
)  # fmt: skip
REASONS = (
    "人员工资正常晋级晋档", "按要求压减一般性支出", "部分项目跨年度实施", "机构职能调整", "上级专项资金增加",
    "严格控制公务活动", "年中追加专项经费", "业务量变化",
)  # fmt: skip
WORKS = (
    "一年来，我单位坚持以人民为中心，围绕中心、服务大局，各项工作有序推进。",
    "单位内部控制制度健全，资金使用符合国家财经法规和财务管理制度的规定。",
    "通过项目实施，群众满意度稳步提高，社会效益明显。",
    "下一步将加强预算编制的科学性，提高资金使用效益。",
    "本单位严格执行中央八项规定精神，厉行节约，反对浪费。",
    "项目单位按照合同约定组织实施，质量符合要求。",
    "在主管部门的指导下，我单位完善了绩效管理制度，明确了责任分工。",
    "资金拨付有完整的审批程序和手续，未发现截留、挤占、挪用等情况。",
)


class Scene(NamedTuple):
    """A total and the labels of its parts; *closed* if the parts are all that there can be."""

    head: str
    parts: tuple[str, ...]
    unit: str = ""
    closed: bool = True


MONEY_SCENES = (
    Scene("支出", ("基本支出", "项目支出")),
    Scene("本年支出", ("基本支出", "项目支出", "经营支出")),
    Scene("基本支出", ("人员经费", "公用经费")),
    Scene("收入", ("财政拨款收入", "事业收入", "其他收入")),
    Scene("本年收入", ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "其他收入")),
    Scene("一般公共预算财政拨款基本支出", ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出")),
    Scene("“三公”经费支出", ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")),
    Scene("政府采购支出", ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出")),
    Scene("一般公共预算财政拨款支出", ("一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出")),
    Scene("财政拨款收入", ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入")),
    Scene("资产总额", ("流动资产", "固定资产", "无形资产", "在建工程"), closed=False),
    Scene("专项资金", ("中央资金", "省级资金", "市级资金", "县级配套资金"), closed=False),
    Scene("公务用车购置及运行维护费", ("公务用车购置费", "公务用车运行维护费")),
    Scene("年末结转和结余", ("基本支出结转", "项目支出结转和结余")),
)
COUNT_SCENES = (
    Scene("核定编制", ("行政编制", "事业编制", "工勤编制"), "名"),
    Scene("在职人员", ("行政人员", "参照公务员法管理人员", "事业人员"), "人"),
    Scene("实有人数", ("在编人员", "聘用人员", "劳务派遣人员"), "人", False),
    Scene("公务用车", ("机要通信用车", "应急保障用车", "执法执勤用车"), "辆"),
    Scene("离退休人员", ("离休人员", "退休人员"), "人"),
    Scene("内设机构", ("行政科室", "事业科室"), "个", False),
    Scene("办理行政审批事项", ("现场办理", "网上办理"), "件", False),
    Scene("受理群众来信来访", ("来信", "来访", "网上信访"), "件", False),
    Scene("组织培训", ("线上培训", "线下培训"), "期", False),
    Scene("检查企业", ("规模以上企业", "小微企业", "个体工商户"), "家", False),
    Scene("单位车辆", ("轿车", "越野车", "小型载客汽车", "其他车型"), "台"),
)
PARTIAL_SCENES = (
    Scene("公用经费", ("办公费", "水电费", "差旅费", "维修（护）费", "工会经费", "福利费"), closed=False),
    Scene("人员经费", ("基本工资", "津贴补贴", "奖金", "住房公积金", "职业年金缴费"), closed=False),
    Scene("商品和服务支出", ("办公费", "印刷费", "邮电费", "培训费", "委托业务费"), closed=False),
    Scene("项目支出", PROJECTS[:6], closed=False),
)


class Draw:
    """What is drawn for one text: the generator of chances and the style of the house."""

    def __init__(self, rng: Random, style: Style | None = None) -> None:
        self.rng = rng
        self.style = style or style_of(rng)
        self.year = rng.choice((2019, 2020, 2021, 2022, 2023))
        # a report need not say which province its place is in
        self.region = rng.choice((*REGIONS, ""))
        self.place = self.region * (rng.random() < 0.6) + rng.choice(PLACES)
        self.department = rng.choice(DEPARTMENTS)

    @property
    def organization(self) -> str:
        return self.place + self.department

    @property
    def mark(self) -> str:
        """What the numbers of the documents of its finance bureau begin with."""
        return REGIONS.get(self.region) or self.place[:2]

    def amount(self, low: int = 20_000, high: int = 9_000_000) -> Decimal:
        """Return 元 to the fen, of a size that suits the unit; one in eight is a round sum."""
        factor = 1000 if self.style.unit == "亿元" else 1
        value = Decimal(self.rng.randint(low * factor, high * factor))
        if self.rng.random() < 0.125:
            step = Decimal(10_000) * factor
            return max((value / step).to_integral_value(), Decimal(1)) * step
        return value + Decimal(self.rng.randint(0, 99)) / 100

    def sample(self, items: tuple[str, ...], low: int, high: int) -> list[str]:
        return self.rng.sample(items, min(len(items), self.rng.randint(low, high)))

    def lead(self) -> str:
        y, rng = self.year, self.rng
        return rng.choice(
            (
                f"{y}年度，",
                f"{y}年，我单位",
                f"{y}年度{self.organization}",
                "本单位全年",
                f"{y}年我局",
                "",
                f"{y}年度部门",
            )
        )

    def rate_decimals(self) -> int:
        return self.rng.choice((2, 2, 2, 1, 0))


def style_of(rng: Random) -> Style:
    """Draw the habits of a house: mostly 万元 with two decimals, now and then something else."""
    unit = rng.choices(("万元", "元", "亿元"), (14, 4, 2))[0]
    decimals = {"万元": rng.choice((2, 2, 2, 2, 1, 4, 6)), "元": 2, "亿元": rng.choice((2, 3, 4))}[unit]
    return Style(
        unit,
        decimals,
        comma=rng.random() < (0.6 if unit == "元" else 0.15),
        wide=rng.random() < 0.05,
        gap=" " if rng.random() < 0.05 else "",
        strip=rng.random() < 0.25 and unit != "元",
    )
