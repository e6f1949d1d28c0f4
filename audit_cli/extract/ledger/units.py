"""The units that may follow a numeral: money, rates, measure words, lengths, areas, weights and times."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.model import FigureType
from audit_cli.value import Value


class Unit(Value, frozen=True):
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
    "萬": Decimal(10**4),
    "億": Decimal(10**8),
}

_CURRENCIES = ("元", "美元", "港元", "欧元", "日元", "英镑")

_RATES = {"%": ONE, "％": ONE, "﹪": ONE, "‰": Decimal("0.1"), "成": Decimal(10)}

_PEOPLE = ("人", "名", "位")

# the plain measure words, which a single Chinese numeral may stand before too
_COUNTS = """
个 家 户 次 项 条 件 份 台 辆 套 座 栋 幢 间 所 处 场 起 宗 例 种 类 批 支 只 把 张 块 片 根 颗 株 棵 粒 头 匹
羽 群 艘 架 列 部 本 册 篇 幅 卷 轮 组 对 队 班 堂 道 段 趟 笔 枚 箱 盒 袋 瓶 桶 罐 捆 副 尊 封 首 曲 桩 单 项次
单次 人次 人份 家次 户次 台次 批次 场次 车次 件次 架次 班次 例次 个次 轮次 艘次 队次 组次 辆次 处次 条次 份次
册次 本次
学时 课时 人日 人天 台套 台件 件套 台/套 台（套） 台(套) 套/台 场/次 人/次 个/次 家/次 大项 小项 大类 小类 方面
部分 门类 标段 点位 端口
"""
# which of them say nothing of what is counted: things of any kind, and whatever has a place of its own
OF_ANYTHING = frozenset("个项件处条次")
OF_PLACES = frozenset("个家所处")
# those that only digits or a longer Chinese numeral may stand before
_COUNTS_AFTER_DIGITS = """
页 期 届 轨 双 节 门 科 课 讲 步 层 孔 口 眼 盏 盘 路 站 点 环 章 句 字 词 幕 床 桌 具 身 付 杆 井 塔 包 顶 版
款 剂 针 通 集 区 县 市 省 乡 镇 村 街 屯 股 票 席 岗 床位 车位 泊位 座位 席位 学位 工种 片区 社区 乡镇 街道
行政村 自然村 小区 村居 县区 县市区 区县 名额 剂次 针次 亩次 点次 频次 人户 车 船 样 字节 分
尾 盆 挂 铺 窝 丛 拨 茬 餐 排 格 节次 课次 趟次 航次 工时 台时 台班 人月 人时 篇次 起次 宗次
"""
_MEASURES = """
毫米 厘米 分米 米 公里 千米 里 英里 海里 英寸 寸 尺 丈 延米 延长米 微米 纳米 公分 平方米 平方公里 平方千米 平米
平方 平方厘米 平方分米 公顷 亩 顷 立方米 立方 方 立方厘米 立方分米 升 毫升 公升 吨 公斤
千克 克 毫克 微克 斤 秒 分钟 小时 个小时 天 日 周 个周 星期 个星期 旬 月 个月 季 季度 个季度 年 年度 个年度 周年
岁 周岁 工作日 个工作日 个自然日 自然日 日历天 个日历天 昼夜 个学期 学期 个世纪 个钟头 学年 个学年 时 代
千瓦 千瓦时 千瓦小时 兆瓦 兆瓦时 瓦 度 度电 分贝 伏 千伏 千伏安 马力 吉瓦 ℃ 摄氏度 ° 帕 兆帕 吨标准煤 吨标煤
兆 像素 公里/小时 立方米/日 立方米/天 立方米/秒 吨/日 吨/天 吨/年 微克/立方米 毫克/升 毫克/立方米 平方米/人
标准箱 车公里 人公里 吨公里 km m cm mm dm nm μm kg g mg t μg ml mL ML L kW kw KW kWh kwh KWh MW GW W V kV KV
kv kVA KVA Hz MHz GHz dB db MPa kPa KM GB TB MB KB PB Mbps Gbps dpi km/h mg/L mg/m3 mg/m³ μg/m3 μg/m³ h min
s
"""
# squares and cubes, as they are typed
_SPELT = {
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "㎢": "平方公里", "km²": "平方公里", "km2": "平方公里",
    "cm²": "平方厘米", "cm2": "平方厘米", "㎠": "平方厘米", "hm²": "公顷", "hm2": "公顷",
    "㎥": "立方米", "m³": "立方米", "m3": "立方米", "cm³": "立方厘米", "cm3": "立方厘米", "dm³": "立方分米",
}  # fmt: skip
# the measure word twice: 135家（次）
_DOUBLED = {
    f"{word[0]}{twice}": word
    for word in _COUNTS.split()
    if len(word) == 2 and word[1] == "次"
    for twice in ("（次）", "(次)")
}

# one measure word or the other: 462815册（件）
_EITHER = (
    "册件 套件 件套 套台 台件 台辆 辆台 处座 座处 项个 个项 个家 家个 件起 起件 头只 只头 只羽 株棵 栋幢 名个 间套"
)
_DOUBLED |= {f"{both[0]}{mark}": both[0] for both in _EITHER.split() for mark in (f"（{both[1]}）", f"({both[1]})")}

# what follows where the word is no unit: 成立, 分别, 部门
VETOES: dict[str, str] = {
    "格": "局式",
    "排": "查放水除名序",
    "拨": "付款入",
    "挂": "牌职钩号点",
    "铺": "设装",
    "餐": "饮",
    "成": "立员本果为功都人品交绩效熟长年套片形就型分",
    "分": "之别配为解布级类管析公局校院支项工期拨开担享部册流组包段步层行馆会摊",
    "部": "门署委级长",
    "部分": "别",
    "家": "庭属长具乡园",
    "个": "别性体",
    "处": "理置罚于在方级长",
    "组": "织建成长",
    "对": "比照接应外象口于",
    "队": "伍员",
    "班": "子组长",
    "期": "间限末初货",
    "点": "击评",
    "所": "有属以需",
    "种": "植子",
    "本": "年级单部地市次项",
    "支": "出付持撑一",
    "起": "草点到止",
    "年": "级初末终代",
    "天": "然",
    "升": "级",
    "里": "程面",
    "市": "场民委政级",
    "县": "委政直级",
    "区": "委政直级域",
    "省": "委政直级",
    "村": "民委级务",
    "镇": "级政",
    "乡": "级",
    "车": "辆",
    "船": "舶",
    "人": "民均大才力事社员",
    "口": "径",
    "门": "户诊",
    "科": "目技学研室员普协",
    "课": "题程",
    "步": "骤",
    "层": "面级次",
    "道": "路德",
    "站": "点",
    "款": "项",
    "版": "本",
    "集": "中体团合",
    "通": "过知报讯信",
    "首": "次先要",
    "单": "位独一",
    "股": "份权级",
    "方": "案式面向法便",
    "周": "边转期",
    "日": "常",
    "代": "表码理",
    "包": "括含",
    "街": "道",
    "付": "款",
    "具": "体有备",
    "只": "有要能是",
    "列": "入支示",
    "台": "账河山",
    "场": "所地",
    "例": "如",
    "克": "服",
    "群": "众体",
    "位": "于一数置",
    "名": "称单义",
    "节": "约能水假日",
    "环": "境保节卫",
    "路": "径",
    "字": "第号",
    "票": "据",
    "时": "间任点候期效限",
    "度": "假量",
    "元": "区素旦件首帅老宵月",
    "双": "方",
    "条": "件例",
    "类": "似别型",
    "段": "落",
    "批": "复准示评",
    "套": "取",
    "笔": "记",
    "章": "程",
    "席": "卷",
    "井": "盖冈",
    "副": "主局",
    "季": "节",
    "轮": "换训岗",
    "次": "序级数日",
    "身": "份体",
    "屯": "留",
    "塔": "吊",
    "项": "目",
}

# what follows where a unit that stands after a blank is no unit: a row number and 个人, 年度
SPACED_VETOES: dict[str, str] = {
    "个": "人",
    "年": "度中",
    "月": "度",
    "类": "款",
    "市": "本",
    "县": "本",
    "区": "本",
}


_NOT_SPOKEN = frozenset("方时代度里头首曲单对队班堂把只列季旬月兆") | {"平方", "季度", "年度"}


def _build() -> tuple[dict[str, Unit], dict[str, Unit]]:
    units: dict[str, Unit] = {}
    for word in _COUNTS.split():
        units[word] = Unit("count", word, ONE)
    for word in _PEOPLE:
        units[word] = Unit("count", "人", ONE)
    for word, unit in _DOUBLED.items():
        units[word] = Unit("count", unit, ONE)
    for currency in _CURRENCIES:
        units[currency] = Unit("money", currency, ONE)
        for word, scale in SCALES.items():
            units[word + currency] = Unit("money", currency, scale)
    units["圆"] = Unit("money", "元", ONE)
    for word, scale in _RATES.items():
        units[word] = Unit("rate", "%", scale)
    for word in ("个百分点", "百分点"):
        units[word] = Unit("points", "百分点", ONE)
    for word in ("倍", "番"):
        units[word] = Unit("multiple", word, ONE)
    for word in _MEASURES.split():
        units[word] = Unit("measure", word, ONE)
    for word, unit in _SPELT.items():
        units[word] = Unit("measure", unit, ONE)
    spoken = {word: unit for word, unit in units.items() if word not in _NOT_SPOKEN}
    for word in _COUNTS_AFTER_DIGITS.split():
        units[word] = Unit("count", word, ONE)
    return units, spoken


def _lengths(units: dict[str, Unit]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the words that begin with a character, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in units:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


UNITS, SPOKEN_UNITS = _build()
_UNIT_LENGTHS = _lengths(UNITS)
_SPOKEN_LENGTHS = _lengths(SPOKEN_UNITS)


def unit_at(text: str, at: int, high: int, spoken: bool = False, spaced: bool = False) -> str:
    """Return the longest unit word that stands at *at*, or "".

    *spoken* is for what follows a single Chinese numeral, *spaced* for what follows a blank.
    """
    if at >= high:
        return ""
    lengths = (_SPOKEN_LENGTHS if spoken else _UNIT_LENGTHS).get(text[at])
    if lengths is None:
        return ""
    units = SPOKEN_UNITS if spoken else UNITS
    for length in lengths:
        end = at + length
        if end > high:
            continue
        word = text[at:end]
        if word not in units:
            continue
        if end < high:
            following = text[end]
            if following in VETOES.get(word, "") and not (word == "项" and text.startswith("目标", end)):
                continue
            if spaced and following in SPACED_VETOES.get(word, ""):
                continue
            if word[-1].isascii() and word[-1] != "%" and following.isascii() and following.isalnum():
                continue
        return word
    return ""
