"""The figure ledger: what each numeral is, its exact value, and that no numeral is lost or read twice."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_cli.extract.ledger import figures_of
from audit_cli.extract.ledger.numerals import chinese, scaled
from audit_cli.model import QUANTITIES, Block, Document, Figure


def document(text: str, kind: str = "paragraph") -> Document:
    """Return a document with one block for each line."""
    blocks: list[Block] = []
    start = 0
    for row, line in enumerate(text.split("\n")):
        if line:
            cell = kind == "cell"
            blocks.append(Block(kind, start, start + len(line), table=0 if cell else None, row=row if cell else 0))
        start += len(line) + 1
    return Document("x.txt", "", "txt", text, tuple(blocks))


def ledger(text: str, kind: str = "paragraph") -> tuple[Figure, ...]:
    return figures_of(document(text, kind))


def only(text: str, kind: str = "paragraph") -> Figure:
    figures = ledger(text, kind)
    assert len(figures) == 1, [f.text for f in figures]
    return figures[0]


# what is printed, type, value in base units, unit, quantum
PRINTED = [
    ("1.46万元", "money", "14600", "元", "100"),
    ("3.57亿元", "money", "357000000", "元", "1000000"),
    ("1,391,608.78元", "money", "1391608.78", "元", "0.01"),
    ("-332万元", "money", "-3320000", "元", "10000"),
    ("－332万元", "money", "-3320000", "元", "10000"),
    ("(332.5)万元", "money", "-3325000", "元", "1000"),
    ("（332.5）万元", "money", "-3325000", "元", "1000"),
    ("１２３．４５万元", "money", "1234500", "元", "100"),
    ("0.22万元", "money", "2200", "元", "100"),
    ("1 398.28万元", "money", "13982800", "元", "100"),
    ("1 098.8万公顷", "measure", "10988000", "公顷", "1000"),
    ("12.3 万元", "money", "123000", "元", "1000"),
    ("一百二十三万四千五百元", "money", "1234500", "元", "1"),
    ("两千零五万元", "money", "20050000", "元", "10000"),
    ("十二亿三千万元", "money", "1230000000", "元", "10000"),
    ("壹佰贰拾叁万元", "money", "1230000", "元", "10000"),
    ("叁仟伍佰元", "money", "3500", "元", "1"),
    ("负五万元", "money", "-50000", "元", "10000"),
    ("3.5千元", "money", "3500", "元", "100"),
    ("1.2百万元", "money", "1200000", "元", "100000"),
    ("1亿2000万元", "money", "120000000", "元", "10000"),
    ("1，391，608.78元", "money", "1391608.78", "元", "0.01"),
    ("1，200元", "money", "1200", "元", "1"),
    ("¥1,234.50", "money", "1234.50", "元", "0.01"),
    ("1.23E+05元", "money", "123000", "元", "1000"),
    ("1391608.78（元）", "money", "1391608.78", "元", "0.01"),
    ("0元", "money", "0", "元", "1"),
    ("0.00万元", "money", "0", "元", "100"),
    ("3.5×10⁴m³", "measure", "35000", "立方米", "1000"),
    ("3.5×10^4立方米", "measure", "35000", "立方米", "1000"),
    ("1.20×10⁻²吨", "measure", "0.0120", "吨", "0.0001"),
    ("2 × 10⁸元", "money", "200000000", "元", "100000000"),
    ("10⁴个", "count", "10000", "个", "10000"),
    ("98.97%", "rate", "98.97", "%", "0.01"),
    ("12.5％", "rate", "12.5", "%", "0.1"),
    ("12.3 %", "rate", "12.3", "%", "0.1"),
    ("5‰", "rate", "0.5", "%", "0.1"),
    ("百分之九十八", "rate", "98", "%", "1"),
    ("百分之十二点五", "rate", "12.5", "%", "0.1"),
    ("百分之12.5", "rate", "12.5", "%", "0.1"),
    ("千分之三", "rate", "0.3", "%", "0.1"),
    ("四分之三", "rate", "75", "%", "0.01"),
    ("八成", "rate", "80", "%", "10"),
    ("1.2个百分点", "points", "1.2", "百分点", "0.1"),
    ("3百分点", "points", "3", "百分点", "1"),
    ("1.5倍", "multiple", "1.5", "倍", "0.1"),
    ("24 人", "count", "24", "人", "1"),
    ("43　万元", "money", "430000", "元", "10000"),
    ("１２\u2009％", "rate", "12", "%", "1"),
    ("24\u200b人", "count", "24", "人", "1"),
    ("56名", "count", "56", "人", "1"),
    ("三十二名", "count", "32", "人", "1"),
    ("廿五人", "count", "25", "人", "1"),
    ("2万5千人", "count", "25000", "人", "1000"),
    ("57万人次", "count", "570000", "人次", "10000"),
    ("424家次", "count", "424", "家次", "1"),
    ("1台（套）", "count", "1", "台（套）", "1"),
    ("二十条", "count", "20", "条", "1"),
    ("七个", "count", "7", "个", "1"),
    ("98.5分", "count", "98.5", "分", "0.1"),
    ("24小时", "measure", "24", "小时", "1"),
    ("3个月", "measure", "3", "个月", "1"),
    ("5.6平方公里", "measure", "5.6", "平方公里", "0.1"),
    ("11.8万亩", "measure", "118000", "亩", "1000"),
    ("3年", "measure", "3", "年", "1"),
    ("10kV", "measure", "10", "kV", "1"),
    ("3.57亿", "number", "357000000", "", "1000000"),
    ("57万", "number", "570000", "", "10000"),
    ("2171.64", "number", "2171.64", "", "0.01"),
    ("1,208", "number", "1208", "", "1"),
    ("-12.5", "number", "-12.5", "", "0.1"),
]


@pytest.mark.parametrize(("printed", "kind", "value", "unit", "quantum"), PRINTED)
def test_a_quantity_has_its_value_unit_and_quantum(
    printed: str, kind: str, value: str, unit: str, quantum: str
) -> None:
    for text in (printed, f"合计为{printed}。", f"共计：{printed}，其中"):
        figure = only(text)
        assert figure.text == printed
        assert (figure.type, figure.unit) == (kind, unit)
        assert figure.value == Decimal(value)
        assert figure.quantum == Decimal(quantum)
        assert figure.qualifier == ""


@pytest.mark.parametrize(
    ("text", "printed", "qualifier"),
    [
        ("开展培训30余场", "30余场", "more"),
        ("发放2.2万余张", "2.2万余张", "more"),
        ("参加300多人", "300多人", "more"),
        ("投入15万余元", "15万余元", "more"),
        ("投入100余万元", "100余万元", "more"),
        ("走访十余家", "十余家", "more"),
        ("走访二十多个村", "二十多个", "more"),
        ("覆盖百余家企业", "百余家", "more"),
        ("历时3年多", "3年多", "more"),
        ("超过24%", "24%", "more"),
        ("突破5亿元", "5亿元", "more"),
        ("近200户", "200户", "about"),
        ("大约1200人", "1200人", "about"),
        ("50人左右", "50人", "about"),
        ("数十家单位", "十家", "about"),
        ("上百名干部", "百名", "about"),
        ("满意度95%以上", "95%", "at_least"),
        ("满意度≥95%", "95%", "at_least"),
        ("满意度不低于 90%", "90%", "at_least"),
        ("满意度95%（含）以上", "95%", "at_least"),
        ("90分以上", "90分", "at_least"),
        ("单价50万元以上", "50万元", "more"),
        ("成本不超过5万元", "5万元", "at_most"),
        ("成本≤5万元", "5万元", "at_most"),
        ("15个工作日内", "15个工作日", "at_most"),
        ("不足30人", "30人", "less"),
        ("节约30万元", "30万元", ""),
        ("附近3个村", "3个", ""),
        ("预算数30万元", "30万元", ""),
        ("以上12个", "12个", ""),
    ],
)
def test_words_that_widen_a_figure(text: str, printed: str, qualifier: str) -> None:
    figure = only(text)
    assert (figure.text, figure.qualifier) == (printed, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5-10人", "5", "10"),
        ("3～5年", "3", "5"),
        ("1-2万元", "10000", "20000"),
        ("3%-5%", "3", "5"),
        ("10万元-20万元", "100000", "200000"),
        ("5至10人", "5", "10"),
        ("600至1,200元", "600", "1200"),
        ("1,600元～2,200元", "1600", "2200"),
        ("三五个", "3", "5"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str) -> None:
    figure = only(text)
    assert figure.qualifier == "range"
    assert (figure.text, figure.value, figure.high) == (text, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "exact"),
    [("56人", True), ("5万人", False), ("30余人", False), ("12.34元", True), ("12元", False), ("12.34万元", False)],
)
def test_counts_and_money_to_the_fen_are_exact(text: str, exact: bool) -> None:
    assert only(text).exact is exact


# text, and what stands in it by type
NO_QUANTITIES = [
    ("2019年", "date", ["2019年"]),
    ("2021年度，2022 年 3 月 5 日", "date", ["2021年度", "2022 年 3 月 5 日"]),
    ("2019-2021年，2021年至2022年", "date", ["2019-2021年", "2021年", "2022年"]),
    ("2022-03-05，2022/3/5，2021.3.5", "date", ["2022-03-05", "2022/3/5", "2021.3.5"]),
    ("2021年1-6月，9月6日，3月份", "date", ["2021年1-6月", "9月6日", "3月份"]),
    ("2022.1-2022.12，2020、2021年", "date", ["2022.1-2022.12", "2020", "2021年"]),
    ("“5.12”、“11.29”、“5·12”", "date", ["5.12", "11.29", "5·12"]),
    ("追加18年专项", "date", ["18年"]),
    ("二〇二二年六月三十日", "date", ["二〇二二年六月三十日"]),
    ("２０２２年度", "date", ["２０２２年度"]),
    ("8:00-11:30,13:30", "clock", ["8:00", "11:30", "13:30"]),
    ("8:30至12：00", "clock", ["8:30", "12：00"]),
    ("上午9点", "clock", ["9点"]),
    ("财预〔2020〕10号", "identifier", ["〔2020〕10号"]),
    ("农发【2021】A字0001号", "identifier", ["【2021】A字0001号"]),
    ("财企指[2022]0018", "identifier", ["[2022]0018"]),
    ("财预（2015）163号", "identifier", ["（2015）163号"]),
    ("电话0731-88888888", "identifier", ["0731-88888888"]),
    ("手机13800001111", "identifier", ["13800001111"]),
    ("邮编：410000", "identifier", ["410000"]),
    ("项目编号2022015", "identifier", ["2022015"]),
    ("2080505 养老保险缴费", "identifier", ["2080505"]),
    ("208 05 05 养老保险缴费", "identifier", ["208 05 05"]),
    ("教育支出（205）", "identifier", ["205"]),
    ("A8、PM2.5、DN300、H1N1、4G、5A级", "identifier", ["A8", "PM2.5", "DN300", "H1N1", "4G", "5A级"]),
    ("https://www.example.cn/a/2022/3/5.html", "identifier", ["https://www.example.cn/a/2022/3/5.html"]),
    ("abc12@163.com", "identifier", ["abc12@163.com"]),
    ("12345热线", "identifier", ["12345"]),
    ("第20个，第三方，第1条，第三季度", "ordinal", ["第20个", "第三方", "第1条", "第三季度"]),
    ("“1+2+12”和“2+2+7”", "scheme", ["1+2+12", "2+2+7"]),
    ("14+200渠道", "scheme", ["14+200"]),
    ("“22411”工程", "scheme", ["22411"]),
    ("1. 甲", "label", ["1."]),
    ("1、甲；2、乙", "label", ["1、", "2、"]),
    ("（1）甲。（2）乙", "label", ["（1）", "（2）"]),
    ("一、甲", "label", ["一、"]),
    ("（三）甲", "label", ["（三）"]),
    ("①甲②乙", "label", ["①", "②"]),
    ("2.1 甲", "label", ["2.1"]),
    ("1.1.1甲", "label", ["1.1.1"]),
    ("指标1：甲", "label", ["1"]),
    ("见附件3，表1，图2", "label", ["3", "1", "2"]),
    ("- 12 -", "label", ["12"]),
    ("10²，10⁹⁹个，2×10⁹⁹个", "unread", ["10²", "10⁹⁹", "2×10⁹⁹"]),
]


@pytest.mark.parametrize(("text", "kind", "printed"), NO_QUANTITIES)
def test_what_is_no_quantity_has_a_type_of_its_own(text: str, kind: str, printed: list[str]) -> None:
    figures = ledger(text)
    assert [f.text for f in figures] == printed
    assert {f.type for f in figures} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "三公经费、三农、两会、一卡通、五办一中心、双三十条",
        "统一、万一、千方百计、一方面、进一步、一致、一线、一批、一系列、十分重要",
        "四川、三亚、九江、百货、五位一体、十四五、二十大、三重一大",
        "二级机构、三级指标、一般公共预算",
        "单位：万元，百万元，亿元",
    ],
)
def test_numerals_inside_words_are_no_figures(text: str) -> None:
    assert ledger(text) == ()


def test_a_named_set_is_a_count() -> None:
    assert [(f.text, f.unit, f.value) for f in ledger("“六真”措施，三委（甲、乙、丙）")] == [
        ("六真", "真", Decimal(6)),
        ("三委", "委", Decimal(3)),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1.2021年完成3个", ["1.", "2021年", "3个"]),
        ("1.2个项目", ["1.", "2个"]),
        ("1，2，3", ["1", "2", "3"]),
        ("收入12 支出 34.5  6.7", ["12", "34.5", "6.7"]),
        ("80分(含)90分", ["80分", "90分"]),
        ("3000元/人", ["3000元"]),
        ("增长8.5%，下降-3.2%", ["8.5%", "-3.2%"]),
        ("较上年-12.34万元", ["-12.34万元"]),
        ("2018年-2020年", ["2018年", "2020年"]),
        ("审查73件，审查率100%。2.下一步", ["73件", "100%", "2."]),
        ("1 办公费 12.3", ["1", "12.3"]),
        ("收案24 064件，审结3 18件，共12 345", ["24 064件", "3", "18件", "12", "345"]),
        ("车辆 3 120万元", ["3 120万元"]),
        ("车辆 3 120人", ["3", "120人"]),
        ("12项目标，5部门", ["12项", "5"]),
        ("设主任一名，副主任两名。", ["一名", "两名"]),
        ("1,2，34", ["1", "2", "34"]),
        ("做法：1、甲；2、乙", ["1、", "2、"]),
        ("人数：5、车辆：3、其他", ["5", "3"]),
        ("100万元¹，60.5²，3个³，12m²⁴", ["100万元", "60.5", "3个", "12m²"]),
        ("2×10，2×10个，1E5×10⁴", ["2×10", "2×10", "1E5", "10⁴"]),
    ],
)
def test_neighbours_are_kept_apart(text: str, printed: list[str]) -> None:
    assert [f.text for f in ledger(text)] == printed


def test_a_cell_holds_its_own_number() -> None:
    figures = ledger("养老\n2080505\n1,208\n(12.50)\n98.4", "cell")
    assert [(f.text, f.type, f.value, f.block) for f in figures[1:]] == [
        ("1,208", "number", Decimal(1208), 2),
        ("(12.50)", "number", Decimal("-12.50"), 3),
        ("98.4", "number", Decimal("98.4"), 4),
    ]


def test_a_class_code_is_known_by_the_cell_beside_it() -> None:
    text = "2080505|养老|12"
    blocks = tuple(
        Block("cell", start, end, table=0, row=0, col=col)
        for col, (start, end) in enumerate([(0, 7), (8, 10), (11, 13)])
    )
    code, amount = figures_of(Document("x", "", "txt", text, blocks))
    assert (code.type, amount.type) == ("identifier", "number")


def test_text_outside_blocks_and_across_blocks() -> None:
    text = "12万元34"
    figures = figures_of(Document("x", "", "txt", text, (Block("cell", 0, 2), Block("cell", 4, 5))))
    assert [(f.text, f.type, f.block) for f in figures] == [("12", "number", 0), ("3", "number", 1)]


def test_values_of_chinese_numerals() -> None:
    assert chinese("一百二十三")[0] == 123
    assert chinese("两万五")[0] == 25000
    assert chinese("一万零五")[0] == 10005
    assert chinese("二〇二二")[0] == 2022
    assert chinese("十二点五") == (Decimal("12.5"), Decimal("0.1"))
    assert scaled("1,391,608.78", Decimal(1)) == (Decimal("1391608.78"), Decimal("0.01"))


ALPHABET = (
    "0123456789０１２,.，。、（）()[]〔〕【】年月日号一二三十百千万亿两零点元个%％-—+:：/“”"
    "第分之余多约以上内 \t\n人名次表aE×·①⁴²⁻^"
)


@given(st.text(alphabet=ALPHABET, max_size=60))
@settings(max_examples=400)
def test_every_digit_lies_in_exactly_one_figure(text: str) -> None:
    paper = document(text)
    end = 0
    covered = 0
    for figure in figures_of(paper):
        block = paper.blocks[figure.block]
        assert end <= figure.start < figure.end
        assert block.start <= figure.start
        assert figure.end <= block.end
        assert text[figure.start : figure.end] == figure.text
        if figure.type in QUANTITIES:
            assert figure.value.is_finite()
            assert figure.quantum > 0
        covered += sum(c.isdecimal() for c in figure.text)
        end = figure.end
    assert covered == sum(c.isdecimal() for c in text)


@pytest.mark.parametrize(
    "atom",
    [
        "1",
        ",",
        "1,",
        "111，",
        "1，",
        "（",
        "(1",
        "[2021]",
        "万",
        "1万",
        "十一",
        "百分之",
        "一分之",
        "1-",
        "1.",
        "1+",
        "a1",
        "1@",
        " 1",
        "第1、",
        "负一万元",
        "点一",
        "，三委（",
        "①",
        "10:10:",
        "约1",
        "1万2千",
        "0731-",
        "1E5",
        "1×10⁴",
        "10⁴",
        "10^4×",
    ],
)
def test_time_grows_with_the_text(atom: str) -> None:
    def seconds(length: int) -> float:
        paper = document((atom * length)[:length])
        began = time.process_time()
        figures_of(paper)
        return time.process_time() - began

    assert seconds(100_000) < 3
