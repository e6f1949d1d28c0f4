"""The units that may follow a numeral: money, rates, measure words, lengths and times."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from audit_cli.model import FigureType


class Unit(NamedTuple):
    """What a printed unit means: *scale* base units of *unit*."""

    type: FigureType
    unit: str
    scale: Decimal


ONE = Decimal(1)

SCALES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}

_CURRENCIES = ("元", "美元", "港元", "欧元", "日元", "英镑")

_RATES = {"%": ONE, "％": ONE, "﹪": ONE, "‰": Decimal("0.1"), "成": Decimal(10)}

_PEOPLE = ("人", "名", "位")

# measure words that digits may stand before; those that Chinese numerals may stand before are fewer
_COUNTS = """
个 家 户 次 项 条 件 份 台 辆 套 座 栋 幢 间 所 处 场 起 宗 例 种 类 批 支 只 把 张 块 片 根 颗 株 棵 粒 头 匹 尾 羽 群
艘 架 列 部 本 册 篇 幅 卷 页 期 届 轮 轨 组 对 双 队 班 节 堂 门 科 课 讲 步 层 孔 口 眼 盏 盘 台套 台/套 台（套） 台(套) 套/台
道 段 路 趟 站 点 线 面 环 章 句 字 词 面 枚 箱 盒 袋 瓶 桶 罐 包 捆 顶 床 桌 椅 具 身 件套 副 付 杆 管 井 塔 宫 园 区 县 市 省 乡 镇 村 街 屯 组
人次 人份 家次 户次 台次 批次 场次 车次 件次 架次 班次 例次 个次 轮次 艘次 队次 组次 辆次 处次 条次 户人 学时 课时 人日 人天 工日 点次 频次
家企业 家单位 单 笔 票 桩 席 股 环节 成员 编制 岗 岗位 床位 车位 泊位 座位 席位 学位 标段 批件 工种 门类 大类 小类 方面 大项 小项 子项
片区 社区 乡镇 街道 行政村 自然村 小区 村（居） 村居 县区 县市区 区县 点位 端口 路口 字节 亩次 字段 版 版本 款 样 剂 针 剂次 针次 人户 家庭 学生 教师
职工 儿童 名额 平台 系统 中心 模块 窗口 网点 品种 品牌 工程 名次 科室 部门 机构 企业 学校 医院 单位 项目 车 船 机 杯 碗 桩次 梯次 期次 通 封 首 曲 出 集 幕 倍次 尊 口井 眼井 座次 列次
"""
_PLACES_ONLY_AFTER_SCALE = ()

_MEASURES = """
毫米 厘米 分米 米 公里 千米 里 英里 海里 英寸 寸 尺 丈 延米 延长米 微米 纳米 公分 km m cm mm dm nm μm
平方米 平方公里 平方千米 平米 平方 ㎡ m² m2 km² km2 ㎢ 平方厘米 平方分米 公顷 亩 顷 亩地
立方米 立方 方 m³ m3 ㎥ 立方厘米 升 毫升 公升 L l ml mL ML
吨 公斤 千克 克 毫克 微克 斤 两 担 kg g mg t μg 吨/日 吨/天 吨/年 立方米/日 立方米/秒 mg/L mg/m3 μg/m3 微克/立方米 毫克/升
秒 分钟 小时 个小时 天 日 周 个周 星期 个星期 旬 月 个月 季 季度 个季度 年 年度 个年度 周年 岁 周岁 工作日 个工作日 个自然日 自然日 日历天 昼夜 载 个学期 学期 个世纪 世纪 h min 个日历天 钟头 个钟头 学年 个学年 代
千瓦 千瓦时 千瓦小时 兆瓦 瓦 度 度电 kW kw KW kWh kwh MW GW W w V kV KV kv A Hz MHz GHz dB 分贝 伏 千伏 安 千伏安 kVA KVA 马力 吉瓦 亿千瓦时
℃ 摄氏度 ° 度角 帕 兆帕 MPa kPa 吨标准煤 吨标煤 GB TB MB KB PB T G M Mbps Gbps 兆 比特 像素 万像素 dpi 车公里 人公里 吨公里 车时 立方米/天 公里/小时 km/h 标准箱 标箱 焦耳 大卡 卡路里
"""


def _build() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for word in _COUNTS.split():
        units[word] = Unit("count", word, ONE)
    for word in _PEOPLE:
        units[word] = Unit("count", "人", ONE)
    units["分"] = Unit("count", "分", ONE)
    for word in _MEASURES.split():
        units[word] = Unit("measure", word, ONE)
    for currency in _CURRENCIES:
        units[currency] = Unit("money", currency, ONE)
        for word, scale in SCALES.items():
            units[word + currency] = Unit("money", currency, scale)
    units["元人民币"] = Unit("money", "元", ONE)
    units["圆"] = Unit("money", "元", ONE)
    for word, scale in _RATES.items():
        units[word] = Unit("rate", "%", scale)
    for word in ("个百分点", "百分点", "个%", "pct"):
        units[word] = Unit("points", "百分点", ONE)
    for word in ("倍", "番"):
        units[word] = Unit("multiple", word, ONE)
    for word in ("G", "M", "T", "A", "点", "线", "字", "词", "路", "面", "区", "章", "句", "方", "代", "机", "管"):
        units.pop(word, None)
    return units


UNITS = _build()

# what a unit word is the beginning of, when it is no unit
VETOES: dict[str, str] = {
    "成": "立员本果为功都人品交绩效熟长年套片形就型分",
    "分": "别配为解布级类管析公局校院支项工期拨开担享部册钟流组包段步层行馆会",
    "部": "门分署级委队长",
    "家": "庭属长具乡",
    "项": "",
    "处": "理置罚于在方分级长",
    "组": "织建成长",
    "对": "比照接应外象口于",
    "双": "方",
    "队": "伍员",
    "班": "子组长",
    "期": "间限末初",
    "级": "",
    "点": "",
    "所": "有属以需",
    "种": "植子",
    "本": "年级单部地市次项",
    "件": "",
    "支": "出付持撑",
    "起": "草点到",
    "年": "",
    "天": "然",
    "升": "级",
    "里": "程面",
    "斤": "",
    "两": "个名项家会次年",
    "度": "",
    "市": "场民委政",
    "县": "委政直级",
    "区": "委政直级域",
    "省": "委政直级",
    "村": "民委级务",
    "镇": "级政",
    "乡": "村镇级",
    "车": "辆",
    "人": "民均大才力事社",
    "口": "径",
    "门": "户诊",
    "科": "目技学研",
    "课": "题程",
    "步": "骤",
    "层": "面级次",
    "道": "路德",
    "段": "",
    "站": "点",
    "机": "关构制",
    "款": "项",
    "版": "",
    "出": "台现发行资国差",
    "集": "中体团合",
    "通": "过知报讯信",
    "首": "次先要",
    "单": "位",
    "股": "份权",
    "方": "",
    "安": "全置排装",
    "周": "边转期",
    "月": "",
    "日": "常",
    "季": "",
    "代": "表码理",
    "米": "",
    "里 ": "",
    "箱": "",
    "包": "括含",
    "管": "理",
    "街": "道",
    "卡": "",
    "面": "",
    "样": "",
    "付": "款",
    "具": "体有备",
    "桌": "",
    "园": "区林",
    "片": "区",
    "只": "有要能是",
    "把": "",
    "列": "入支示",
    "架": "",
    "套": "",
    "位": "于",
    "名": "称单",
    "台": "账",
    "场": "所地",
    "例": "如",
    "类": "",
    "册": "",
    "讲": "",
    "路": "",
    "克": "服",
    "担": "任负保当",
    "度电": "",
    "兆": "",
}
