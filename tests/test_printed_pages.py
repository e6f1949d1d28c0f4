"""Pages that a converter printed: rows whose cells are broken over lines come back whole, in their columns."""

from __future__ import annotations

import pytest

from audit_cli.model import Document
from audit_cli.readers.text.txt import read_txt

TOP = """某某县农业局收支情况
项目           预算数       执行数      执行率      得分
农村公路养      1,286.5   1,204.1    93.60%   9.36
护和水毁修          0         8
复
安全设施         320.00    310.00    96.88%   9.69
合计          1,606.5   1,514.1    94.25%   9.42
                0         8
\f以上为全年情况。
"""
MIDDLE = """某某县农业局收支情况
农村公路养    1,286.5   1,204.1
护和水毁修                       93.60%   9.36
    复         0         8
安全设施     320.00    310.00    96.88%   9.69
           1,606.5   1,514.1
 合计                           94.25%   9.42
              0         8
\f以上为全年情况。
"""
ROWS = [
    ["农村公路养护和水毁修复", "1,286.50", "1,204.18", "93.60%", "9.36"],
    ["安全设施", "320.00", "310.00", "96.88%", "9.69"],
    ["合计", "1,606.50", "1,514.18", "94.25%", "9.42"],
]


def read(text: str) -> Document:
    return read_txt("a.txt", text.encode())


def grid_of(document: Document) -> list[list[str]]:
    """Return what the cells of the only table say, row by row."""
    rows: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.kind == "cell":
            rows.setdefault(block.row, []).append(document.text_of(block))
    return list(rows.values())


@pytest.mark.parametrize("text", [TOP, MIDDLE], ids=["from the top", "in the middle"])
def test_broken_cells_are_put_together(text: str) -> None:
    assert grid_of(read(text))[-3:] == ROWS


@pytest.mark.parametrize("text", [TOP, MIDDLE], ids=["from the top", "in the middle"])
def test_what_follows_keeps_its_line(text: str) -> None:
    document = read(text)
    assert len(document.text.splitlines()) == len(text.splitlines())
    assert document.text.splitlines()[-1] == "以上为全年情况。"
    assert sorted("".join(document.text.split())) == sorted("".join(text.split()))


FORM = """某某项目自评表
          年初预算 全年预算 全年执行
                             分值    执行率     得分
            数    数     数
预算金额 资金总额  60.00  80.00  76.00   10   95.00%   9.50
             预期目标                  实际完成情况
年度目
     修建水渠 12 公里，维修泵站 3         修建水渠 13 公里，维修泵站 3
 标
         座。                      座。
                     年度指标 实际完成
一级指标     二级指标    三级指标             分值    得分
                       值     值
                修建水渠
                     ≥12 公里 13 公里   20    20
                里程
        数量指标
                维修泵站
                      3座        3座       20        20
                站点
产出指标
                一次验收
        质量指标           ≥95%      96.2%      30        30
                合格率
                 总分                     100     79.5
\f以上为全年情况。
"""


def test_each_part_of_a_form_has_columns_of_its_own() -> None:
    rows = [[text for text in row if text] for row in grid_of(read(FORM))]
    assert ["预算金额", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"] in rows
    assert ["资金总额", "60.00", "80.00", "76.00", "10", "95.00%", "9.50"] in rows
    assert ["修建水渠 12 公里，维修泵站 3座。", "修建水渠 13 公里，维修泵站 3座。"] in rows
    assert [row[-5:] for row in rows if "20" in row] == [
        ["修建水渠里程", "≥12 公里", "13 公里", "20", "20"],
        ["维修泵站站点", "3座", "3座", "20", "20"],
    ]


def test_goals_begin_a_part_below_heads_that_are_cut() -> None:
    page = """某某县林业局自评表
资金情况                    全年预算         全年执行      预算执行
（万元）                    数（A）         数（B）      率（B/A）
              年度资金总额         9684.20   8951.66   92.44%
              其他资金           650.00    650.00    100.00%
总体目标   总体目标                         全年实际完成情况
完成情况   完成人工造林 3.6 万亩，森林抚育 12.5 万          完成人工造林 3.6 万亩，
       亩。                           森林抚育 11.8 万亩。
\f"""
    rows = [[text for text in row if text] for row in grid_of(read(page))]
    assert ["完成人工造林 3.6 万亩，森林抚育 12.5 万亩。", "完成人工造林 3.6 万亩，森林抚育 11.8 万亩。"] in rows
    assert ["年度资金总额", "9684.20", "8951.66", "92.44%"] in rows


def test_last_digits_of_a_line_of_figures_go_on() -> None:
    page = """往来款情况
单位名称     年初余额     本年借方     本年贷方     年末余额
城投公司     125000   300000   500000.   105000
         0.00     .00      00        0.00
建筑公司     86400.50 20000.00 36400.50  70000.00
\f以上为全年情况。
"""
    assert grid_of(read(page))[1] == ["城投公司", "1250000.00", "300000.00", "500000.00", "1050000.00"]


def test_a_table_goes_on_over_the_end_of_a_page() -> None:
    page = """项目           预算数       执行数      执行率
农村公路养      1,286.50   1,204.18    93.60%
护
绿化          100.00     98.00     98.00%
-1-
\f项目           预算数       执行数      执行率
安全设施        320.00     310.00     96.88%
合计         1,606.50   1,514.18    94.25%
"""
    assert [row[0] for row in grid_of(read(page))] == ["项目", "农村公路养护", "绿化", "安全设施", "合计"]


def test_a_figure_stands_beside_the_label_that_fills_its_column() -> None:
    page = """机构名称 支出合计    基本支出     项目支出
一局机关 1835.10 1120.30  714.80
及大队
二检测站 315.75  208.35   107.40
三执法队 215.75  108.35   107.40
合计   2366.60 1437.00  929.60
\f"""
    assert grid_of(read(page))[1:] == [
        ["一局机关及大队", "1835.10", "1120.30", "714.80"],
        ["二检测站", "315.75", "208.35", "107.40"],
        ["三执法队", "215.75", "108.35", "107.40"],
        ["合计", "2366.60", "1437.00", "929.60"],
    ]


def test_only_pages_are_put_together() -> None:
    text = TOP.replace("\f", "")
    assert read(text).text == text


CENTRED = """某某项目自评表
             一级指标     二级指标       三级指标     年度指标值        实际完成值      分值       得分      偏差原因
                                维修供水工程      18 处          18 处    10        10
                      数量指标
                                更换管网长度    12.6 公里       12.6 公里   10        10
                      质量指标       水质达标率     ≥95%          96.2%    10        10
            产出指标                                                                   汛期施工受
                                          2023 年 10    2023 年 11
            （50 分）    时效指标       完工时间                             10         8    阻，今后提前
                                            月底前          月 15 日
 绩效指标                                                                                开工
                                          ≤12 万元/公    11.8 万元/公
                      成本指标      管网单位成本                            10        10
                                              里            里
                     社会效益指标   受益人口        ≥2.35 万人      2.41 万人   15        15
            效益指标
                     可持续影响指  工程设计使用
            （30 分）                         ≥15 年        15 年       15        15
                        标      年限
            满意度指标    服务对象满意
                             用水户满意度        ≥90%         93.5%      10        10
            （10 分）     度指标
                           总分                                     100       97.67
\f以上为全年情况。
"""


def test_labels_in_the_middle_of_their_rows_share_the_rows() -> None:
    rows = [[text for text in row if text] for row in grid_of(read(CENTRED))]
    first = {row[0]: row[1:] for row in rows}
    assert first["产出指标（50 分）"][:2] == ["数量指标", "维修供水工程"]
    assert first["效益指标（30 分）"][:2] == ["社会效益指标", "受益人口"]
    assert first["满意度指标（10 分）"][-2:] == ["10", "10"]
    assert first["总分"] == ["100", "97.67"]


CODES = """某某局支出决算表
       科目编码                                                  基本支出
                       科目名称        合计                               项目支出
   类    款    项                                  小计      人员经费     公用经费
                              8,646,213.5   5,214,780.4   4,502,136.1               3,431,433.1
          合计                                                           712,644.22
                                   5             0             8                         5
 208                 社会保障支出    623,418.88    623,418.88    623,418.88
 208  05             养老支出      623,418.88    623,418.88    623,418.88
                              8,022,794.6   4,591,361.5   3,878,717.3               3,431,433.1
 224                 应急管理支出                                              712,644.22
                                   7             2             0                         5
\f以上为全年情况。
"""


def test_a_column_is_as_wide_as_its_figures() -> None:
    row = next(row for row in grid_of(read(CODES)) if "合计" in row and "8,646,213.55" in row)
    assert [text for text in row if text][1:] == [
        "8,646,213.55", "5,214,780.40", "4,502,136.18", "712,644.22", "3,431,433.15",
    ]  # fmt: skip
    last = next(row for row in grid_of(read(CODES)) if "应急管理支出" in row)
    assert row.index("3,431,433.15") == last.index("3,431,433.15")
