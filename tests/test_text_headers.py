"""Headers of tables in plain text whose cells lost their places: what stands over which column."""

from __future__ import annotations

import pytest

from audit_cli.judgement import FAILING
from audit_cli.model import Document
from audit_cli.pipeline import audit_text
from audit_cli.readers.text.txt import read_txt

ROWS = (
    ("第一服务站", "96.1", "87.4", "208.9", "206.0", "305.0", "293.4", "11.6"),
    ("第二服务站", "198.6", "176.5", "79.9", "68.0", "278.5", "244.5", "34.0"),
    ("第三服务站", "110.4", "108.3", "311.5", "275.7", "421.9", "384.0", "37.9"),
    ("合计", "405.1", "372.2", "600.3", "549.7", "1005.4", "921.9", "83.5"),
)
SOURCES = ("县级资金", "上级资金", "合计")
BELOW = ("到位金额", "支出金额") * 3
CODED = """支出决算表
单位：万元
项目 本年支出合计 基本支出 项目支出 经营支出
功能分类科目编码 科目名称
合计 4236.10 2062.01 2174.09 —
201 一般公共服务支出 1825.13 848.80 976.33 —
20103 政府办公厅（室）及相关机构事务 1825.13 848.80 976.33 —
2010301 行政运行 1402.95 426.62 976.33 —
2010302 一般行政管理事务 422.18 422.18 — —
208 社会保障和就业支出 2410.97 1213.21 1197.76 —
20805 行政事业单位养老支出 2410.97 1213.21 1197.76 —
2080501 行政单位离退休 2410.97 1213.21 1197.76 —
"""


def labels_over(document: Document, col: int) -> list[str]:
    """Return what stands over a column, from the top."""
    cells = [b for b in document.blocks if b.table is not None and b.row < 2 and b.col <= col < b.col + b.colspan]
    return [document.text_of(b) for b in cells]


def test_a_line_with_nothing_but_a_mark_heads_no_table() -> None:
    assert audit_text("金额\n|\n甲 | 10\n乙 | 20\n").status == "audited"


@pytest.mark.parametrize("alone_behind", [True, False])
def test_a_cell_a_line_says_by_its_words_what_stands_alone(alone_behind: bool) -> None:
    top = ["服务站", *SOURCES]
    top.insert(len(top) if alone_behind else 1, "结余")
    rows = [(r if alone_behind else (r[0], r[-1], *r[1:-1])) for r in ROWS]
    document = read_txt("a.txt", "\n".join([*top, *BELOW, *(cell for row in rows for cell in row)]).encode())
    first = 1 if alone_behind else 2
    assert [labels_over(document, first + k) for k in range(6)] == [
        [source, below] for source, below in zip((s for s in SOURCES for _ in "ab"), BELOW, strict=True)
    ]
    assert labels_over(document, 7 if alone_behind else 1) == ["结余"]


@pytest.mark.parametrize("mark", [" | ", "\t"])
def test_what_is_told_in_each_of_its_columns_is_one_cell(mark: str) -> None:
    top = ["服务站", *(s for s in SOURCES for _ in "ab"), "结余"]
    lines = [top, ["服务站", *BELOW, "结余"], *map(list, ROWS)]
    document = read_txt("a.txt", "\n".join(map(mark.join, lines)).encode())
    spans = {document.text_of(b): (b.rowspan, b.colspan) for b in document.blocks if b.table is not None and not b.row}
    assert spans == {"服务站": (2, 1), "县级资金": (1, 2), "上级资金": (1, 2), "合计": (1, 2), "结余": (2, 1)}


def test_the_same_words_over_the_same_words_are_two_cells() -> None:
    lines = ["项目 | 金额 | 金额", "甲 | 1.00 | 2.00", "乙 | 3.00 | 4.00"]
    document = read_txt("a.txt", "\n".join(lines).encode())
    assert [document.text_of(b) for b in document.blocks if b.row == 0 and b.table is not None] == [
        "项目",
        "金额",
        "金额",
    ]


@pytest.mark.parametrize("changed", ["", "2062.01", "2410.97 1213.21 1197.76 —\n20805", "426.62"])
def test_codes_and_names_on_the_line_below_stand_at_the_left(changed: str) -> None:
    document = read_txt("a.txt", CODED.encode())
    assert labels_over(document, 2)[-1] == "本年支出合计"
    assert labels_over(document, 3)[-1] == "基本支出"
    report = audit_text(CODED.replace(changed, changed.replace("2", "7", 1), 1) if changed else CODED)
    failed = [r for r in report.results if r.status == "fail" and r.severity == "error"]
    assert bool(failed) == bool(changed)


@pytest.mark.parametrize(("wage", "right"), [("734.80", True), ("743.80", False)])
def test_totals_without_codes_on_two_sides(wage: str, right: bool) -> None:
    text = f"""基本支出决算明细表（单位：万元）
人员经费 公用经费
科目编码 科目名称 金额 科目编码 科目名称 金额
301 工资福利支出 383.38 302 商品和服务支出 702.85
30101 基本工资 125.61 30201 办公费 233.99
30102 津贴补贴 257.77 30205 水费 468.86
303 对个人和家庭的补助 351.42 310 资本性支出 223.64
30302 退休费 195.28 31002 办公设备购置 95.84
30305 生活补助 156.14 31003 专用设备购置 127.80
人员经费合计 {wage} 公用经费合计 926.49
"""
    results = audit_text(text).results
    assert any(r.status == "fail" for r in results) is not right
    assert any(r.status == "pass" and len(r.comparison.claim.terms) == 3 for r in results)


INDICATORS = """绩效指标
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
自评得分
偏差原因分析及改进措施
产出指标
数量指标
培训人次
≥1200人次
1186人次
20
19
受疫情影响减少一期。下年补足，并按季度核对报名情况与场地安排，避免同类偏差再次出现
巡查次数
48
48
10
10
质量指标
合格率
≥95%
98%
20
20
效益指标
社会效益指标
知晓率
90%
92%
30
30
满意度指标
服务对象满意度指标
群众满意度
≥90%
93.5%
10
10
预算执行
预算执行率
预算执行率
100%
96%
10
9.6
总分
100
98.6
"""


def test_indicators_of_a_cell_a_line_are_rows_however_much_of_them_is_merged() -> None:
    document = read_txt("a.txt", INDICATORS.encode())
    cells = {(b.row, b.col): document.text_of(b) for b in document.blocks if b.table is not None}
    assert [cells.get((row, 2)) for row in range(1, 7)] == [
        "培训人次", "巡查次数", "合格率", "知晓率", "群众满意度", "预算执行率"
    ]  # fmt: skip
    assert [cells.get((row, 5)) for row in range(1, 8)] == ["20", "10", "20", "30", "10", "10", "100"]
    assert [(row, cells[row, 1]) for row in range(1, 8) if cells.get((row, 1))] == [
        (1, "数量指标"), (3, "质量指标"), (4, "社会效益指标"), (5, "服务对象满意度指标"), (6, "预算执行率")
    ]  # fmt: skip
    assert cells[1, 7].startswith("受疫情影响减少一期")
    assert cells[7, 0] == "总分"


@pytest.mark.parametrize("gap", [" ", "  ", "\u3000\u3000"])
def test_indicators_of_a_row_a_line_are_in_their_columns_however_many_are_left_out(gap: str) -> None:
    rows = (
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
        (
            "产出指标",
            "数量指标",
            "培训人次",
            "≥1200人次",
            "1186人次",
            "30",
            "29",
            "一期停办" + gap.strip("\u3000") + "下年补足",
        ),
        ("巡查次数", "48", "48", "20", "20"),
        ("质量指标", "合格率", "≥95%", "98%", "20", "20"),
        ("效益指标", "社会效益指标", "知晓率", "90%", "92%", "30", "30"),
        ("总分", "100", "99"),
    )
    document = read_txt("a.txt", "\n".join(map(gap.join, rows)).encode())
    cells = {(b.row, b.col): document.text_of(b) for b in document.blocks if b.table is not None}
    assert [cells.get((row, 2)) for row in range(1, 5)] == ["培训人次", "巡查次数", "合格率", "知晓率"]
    assert [cells.get((row, 5)) for row in range(1, 6)] == ["30", "20", "20", "30", "100"]
    assert cells[1, 7].startswith("一期停办")


@pytest.mark.parametrize(
    ("old", "new", "kind"), [("\n98.6\n", "\n98.9\n", "sum"), ("\n30\n30\n", "\n30\n32\n", "score")]
)
def test_a_slip_in_the_scores_of_a_cell_a_line_is_found(old: str, new: str, kind: str) -> None:
    def failing(text: str) -> list[str]:
        return [
            r.comparison.claim.kind for r in audit_text(text).results if r.status in FAILING and r.severity != "info"
        ]

    assert kind not in failing(INDICATORS)
    assert kind in failing(INDICATORS.replace(old, new))


@pytest.mark.parametrize(
    "unclear",
    [
        INDICATORS.replace("数量指标\n", "数量指标\n其他\n另外\n其余\n"),
        INDICATORS.replace("自评得分\n分值", "").replace("分值\n", ""),
        "一级指标、二级指标和三级指标的分值\n合计为\n100\n100\n",
    ],
    ids=["too many cells", "no points", "prose"],
)
def test_what_is_unclear_stays_text(unclear: str) -> None:
    document = read_txt("a.txt", unclear.encode())
    assert not any("培训人次" in document.text_of(b) for b in document.blocks if b.table is not None)
