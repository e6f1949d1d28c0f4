"""Tables in plain text: every layout gives the same cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_layouts import Grid, Layout, layouts

from audit_cli.model import Block, Document
from audit_cli.readers.text.txt import read_txt

INCOME_AND_SPENDING: Grid = [
    ["项目", "行次", "金额", "项目", "行次", "金额"],
    ["一、一般公共预算财政拨款收入", "1", "1,234.56", "一、一般公共服务支出", "31", "200.00"],
    ["二、政府性基金预算财政拨款收入", "2", "0.00", "二、社会保障和就业支出", "32", "34.56"],
    ["三、其他收入", "3", "20.00", "三、住房保障支出", "33", "1,020.00"],
    ["本年收入合计", "4", "1,254.56", "本年支出合计", "34", "1,254.56"],
]
THREE_PUBLIC_EXPENSES: Grid = [
    ["项目", "预算数", "决算数", "完成率"],
    ["合计", "12.00", "9.60", "80.00%"],
    ["1.因公出国（境）费", "0", "0", "—"],
    ["2.公务接待费", "2.00", "1.60", "80.00%"],
    ["3.公务用车购置及运行维护费", "10.00", "8.00", "80.00%"],
    ["其中：公务用车运行维护费", "10.00", "8.00", "80.00%"],
]
UNITS_WITH_PARTS: Grid = [
    ["单位名称", "合计", "其中：", "<", "<"],
    ["^", "^", "基本支出", "项目支出", "经营支出"],
    ["汇总", "300.50", "200.50", "100.00", ""],
    ["1、局机关", "200.50", "150.50", "50.00", ""],
    ["2、二级机构", "100.00", "50.00", "50.00", ""],
]
BY_CODE: Grid = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["201", "一般公共服务支出", "100.00", "60.00", "40.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "100.00", "60.00", "40.00"],
    ["2010301", "行政运行", "60.00", "60.00", ""],
    ["2010302", "一般行政管理事务", "40.00", "", "40.00"],
]
SELF_EVALUATION: Grid = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["产出指标", "数量指标", "培训次数", "10", "12", "10", "10", "无"],
    ["^", "质量指标", "合格率", "≥95%", "98%", "10", "10", "无"],
    ["^", "时效指标", "完成时间", "12月底前", "按时完成", "10", "9.5", "进度滞后"],
    ["效益指标", "社会效益指标", "知晓率", "90%", "92%", "20", "20", "无"],
    ["总分", "<", "<", "<", "<", "100", "95.5", ""],
]
NUMBERED: Grid = [
    ["序号", "项目名称", "年初预算", "全年预算", "执行数", "执行率"],
    ["1", "信息化运维", "50.00", "48.00", "47.52", "99.00%"],
    ["2", "专项培训", "20.00", "20.00", "18.00", "90.00%"],
    ["3", "物资储备", "130.00", "120.00", "120.00", "100.00%"],
    ["合计", "<", "200.00", "188.00", "185.52", "98.68%"],
]
WITH_BLANKS: Grid = [
    ["项目", "本年收入", "财政拨款", "其他收入"],
    ["合计", "100.00", "80.00", "20.00"],
    ["教育支出", "50.00", "50.00", ""],
    ["卫生健康支出", "30.00", "30.00", ""],
    ["其他支出", "20.00", "", "20.00"],
]
TWO_LEVELS: Grid = [
    ["项目", "年初预算", "<", "决算", "<"],
    ["^", "基本支出", "项目支出", "基本支出", "项目支出"],
    ["合计", "10.00", "20.00", "9.00", "19.00"],
    ["甲单位", "6.00", "12.00", "5.00", "11.00"],
    ["乙单位", "4.00", "8.00", "4.00", "8.00"],
]
TABLES = {
    "income and spending": INCOME_AND_SPENDING,
    "three public expenses": THREE_PUBLIC_EXPENSES,
    "units with parts": UNITS_WITH_PARTS,
    "by code": BY_CODE,
    "self-evaluation": SELF_EVALUATION,
    "numbered": NUMBERED,
    "with blanks": WITH_BLANKS,
    "two levels": TWO_LEVELS,
}
# where blanks leave no trace, their rows are damaged or their table is not read
UNRECOVERABLE = {"units with parts", "by code", "self-evaluation", "with blanks"}


def read(text: str) -> Document:
    return read_txt("a.txt", text.encode())


def cells_of(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.table is not None]


def grid_of(document: Document) -> list[tuple[int, int, str]]:
    return sorted((b.row, b.col, document.text_of(b)) for b in cells_of(document) if b.end > b.start)


def printed(grid: Grid) -> list[tuple[int, int, str]]:
    return [(r, c, t) for r, row in enumerate(grid) for c, t in enumerate(row) if t not in ("", "^", "<")]


def around(table: str) -> str:
    return f"表2 某某情况表\n单位：万元\n{table}\n以上为本年度情况。\n"


def check_blocks(document: Document) -> None:
    """Assert that blocks are in order, apart, trimmed, and hold everything but marks."""
    last = 0
    for block in document.blocks:
        text = document.text_of(block)
        assert block.start >= last
        assert text == text.strip()
        assert block.table is not None or text
        assert not set(document.text[last : block.start]) - set(
            ' \t\r\n\f\v\u3000|｜│-:：+,"\\=—─\ufeff\x1c\x1d\x1e\x85\u2028\u2029'
        )
        last = block.end


@pytest.mark.parametrize("layout", list(layouts()), ids=lambda layout: layout.name)
@pytest.mark.parametrize("name", TABLES)
def test_every_layout_gives_the_same_cells(name: str, layout: Layout) -> None:
    grid = TABLES[name]
    document = read(around(layout.write(grid)))
    check_blocks(document)
    blocks = [document.text_of(b) for b in document.blocks if b.table is None]
    assert blocks[:2] == ["表2 某某情况表", "单位：万元"]
    assert blocks[-1] == "以上为本年度情况。"
    if layout.keeps_blanks and not (name == "units with parts" and layout.name.startswith("one a line")):
        assert grid_of(document) == printed(grid)
        assert not any(b.damaged for b in cells_of(document))
    elif name not in UNRECOVERABLE:
        assert grid_of(document) == printed(grid)
    else:
        check_undamaged(document, grid)


def check_undamaged(document: Document, grid: Grid) -> None:
    """Assert that rows under a header are right or damaged."""
    cells = cells_of(document)
    if not cells or [document.text_of(b) for b in cells if b.row == 0] != [t for t in grid[0] if t != "<"]:
        return
    for r in {b.row for b in cells if not b.damaged}:
        row = [(b.col, document.text_of(b)) for b in cells if b.row == r and b.end > b.start]
        assert row in [[(c, t) for c, t in enumerate(g) if t not in ("", "^", "<")] for g in grid]


def spans(document: Document) -> dict[str, tuple[int, int]]:
    return {document.text_of(b): (b.rowspan, b.colspan) for b in cells_of(document) if (b.rowspan, b.colspan) != (1, 1)}


def test_merged_cells_keep_their_size() -> None:
    by_name = {layout.name: layout for layout in layouts()}
    for name in ("word copy", "tabs", "pipes", "aligned"):
        document = read(around(by_name[name].write(UNITS_WITH_PARTS)))
        assert spans(document) == {"单位名称": (2, 1), "合计": (2, 1), "其中：": (1, 3)}, name
    document = read(around(by_name["word copy"].write(SELF_EVALUATION)))
    assert spans(document) == {"产出指标": (3, 1), "总分": (1, 5)}


def test_lines_end_with_crlf() -> None:
    for layout in layouts():
        document = read(around(layout.write(THREE_PUBLIC_EXPENSES)).replace("\n", "\r\n"))
        check_blocks(document)
        assert grid_of(document) == printed(THREE_PUBLIC_EXPENSES), layout.name


# ---- a copy from Word


def test_a_cell_goes_on_over_lines_and_empty_lines() -> None:
    text = (
        "\t项目\n\t年初\n预算数\n\t全年\n执行数\n\n\t资金\n\n来源\n\t12.00\n\t11.00\n\n\t基本支出\n\t12.00\n\t11.00\n\n"
        "\t项目支出\n\t5.00\n\t4.00\n\n"
    )
    assert grid_of(read(text)) == [
        (0, 0, "项目"), (0, 1, "年初\n预算数"), (0, 2, "全年\n执行数"), (1, 0, "资金\n\n来源"), (1, 1, "12.00"),
        (1, 2, "11.00"), (2, 0, "基本支出"), (2, 1, "12.00"), (2, 2, "11.00"), (3, 0, "项目支出"), (3, 1, "5.00"),
        (3, 2, "4.00"),
    ]  # fmt: skip


def test_lost_cells_damage_their_rows_only() -> None:
    text = "\t指标\n\t目标\n\t实际\n\t得分\n\n\t甲\n\t5\n\t6\n\t10\n\n\t乙\n\t7\n \t8\n\t9\n\n\t丙\n\t1\n\t2\n\t3\n\n"
    document = read(text)
    damaged = {document.text_of(b) for b in cells_of(document) if b.damaged}
    assert damaged == {"乙", "7", "8", "9"}
    assert (4, 1, "1") in grid_of(document) or (5, 1, "1") in grid_of(document)


def test_two_tables_in_one_run_part_where_the_width_changes() -> None:
    text = (
        "\t收入情况\n\n\t单位\n\t合计\n\t其中：\n\n\t\n\t\n\t财政\n\t其他\n\n\t甲\n\t3.00\n\t1.00\n\t2.00\n\n\t乙\n\t3.00\n\t1.00\n\t2.00\n\n"
        "\t资产情况\n\n\t单位\n\t资产\n\n\t甲\n\t7.00\n\n\t乙\n\t8.00\n\n"
    )
    document = read(text)
    by_table = {t: [document.text_of(b) for b in cells_of(document) if b.table == t] for t in (0, 1)}
    assert by_table[0][0] == "收入情况"
    assert by_table[1] == ["资产情况", "单位", "资产", "甲", "7.00", "乙", "8.00"]
    assert spans(document)["收入情况"] == (1, 4)


def test_a_head_with_its_rule_begins_the_next_table() -> None:
    text = "| 资金 | 预算 | 得分 |\n|---|---|---|\n| 总额 | 8 | 9 |\n| 指标 | 分值 |\n|---|---|\n| 人数 | 90 |\n"
    blocks = read_txt("report.txt", text.encode()).blocks
    assert [(b.table, b.row, b.col, b.damaged) for b in blocks] == [
        (table, row, col, False) for table, width in ((0, 3), (1, 2)) for row in (0, 1) for col in range(width)
    ]


def test_indented_paragraphs_are_no_table() -> None:
    text = "\t一、概况\n\t本局负责全区应急管理，设科室6个。\n\n\t二、支出\n\t本年支出12.00万元，基本支出10.00万元。\n\n"
    assert cells_of(read(text)) == []


# ---- rows with tabs or marks


def test_captions_with_tabs_stay_above() -> None:
    text = "公开01表\t\t\n部门：某局\t\t单位：万元\n项目\t预算\t决算\n合计\t2.00\t1.00\n其他\t2.00\t1.00\n"
    document = read(text)
    assert [document.text_of(b) for b in document.blocks if b.table is None] == ["公开01表", "部门：某局\t\t单位：万元"]
    assert grid_of(document)[0] == (0, 0, "项目")


def test_a_table_of_contents_is_no_table() -> None:
    for gap in ("\t", "      ", "............"):
        text = f"目录\n一、部门概况{gap}1\n二、收入情况{gap}3\n三、支出情况{gap}5\n四、其他说明{gap}12\n"
        assert cells_of(read(text)) == [], repr(gap)


def test_boxes_drawn_around_cells() -> None:
    text = "┌────┬────┐\n│项目│金额│\n├────┼────┤\n│合计│1.00│\n│其他│1.00│\n└────┴────┘\n"
    assert grid_of(read(text)) == [
        (0, 0, "项目"), (0, 1, "金额"), (1, 0, "合计"), (1, 1, "1.00"), (2, 0, "其他"), (2, 1, "1.00"),
    ]  # fmt: skip


# ---- spaces


def test_blank_cells_between_aligned_numerals() -> None:
    text = (
        "项  目              2021年      2022年      增减\n"
        "合  计              120.00      130.00     10.00\n"
        "其中：人员经费      100.00                -100.00\n"
        "      公用经费                   30.00      30.00\n"
        "项目支出             20.00      100.00      80.00\n"
    )
    assert grid_of(read(text)) == printed(
        [
            ["项  目", "2021年", "2022年", "增减"],
            ["合  计", "120.00", "130.00", "10.00"],
            ["其中：人员经费", "100.00", "", "-100.00"],
            ["公用经费", "", "30.00", "30.00"],
            ["项目支出", "20.00", "100.00", "80.00"],
        ]
    )


def test_a_page_break_and_notes() -> None:
    text = (
        "项目            预算数     决算数\n合计            30.00      20.00\n甲              10.00       5.00\n"
        "\n— 3 —\n\f\n乙              10.00       5.00\n丙              10.00      10.00\n注：本表以万元为单位。\n"
    )
    document = read(text)
    values = [document.text_of(b) for b in cells_of(document)]
    assert "30.00" in values
    assert "丙" in values
    assert not any("注" in v for v in values)


def test_prose_with_numerals_is_no_table() -> None:
    text = (
        "一、2022年收入 100.00 万元，支出 90.00 万元。\n二、人员情况：在职 10 人，退休 5 人。\n"
        "1. 加强管理\n2. 提高效率\n3. 压减支出\n第 1 页\n"
    )
    assert cells_of(read(text)) == []


# ---- lines


def test_short_lines_and_lists_are_no_table() -> None:
    text = "目标\n一、提高效率\n二、压减支出\n三、加强监督\n1\n部门概况\n2\n收支情况\n3\n其他\n2022年5月12日\n"
    assert cells_of(read(text)) == []


def test_labels_without_values_are_rows_of_their_own() -> None:
    text = (
        "项目\n年初数\n年末数\n一、流动资产\n货币资金\n10.00\n12.00\n应收账款\n3.00\n4.00\n"
        "二、固定资产\n原值\n50.00\n60.00\n合计\n63.00\n76.00\n"
    )
    grid = grid_of(read(text))
    assert (1, 0, "一、流动资产") in grid
    assert (2, 0, "货币资金") in grid
    assert (6, 2, "76.00") in grid


@given(st.text(alphabet="\t |\n 　1234.,%项目合计一、。：-—\r", max_size=300))
def test_any_text_gives_blocks_in_order(text: str) -> None:
    check_blocks(read(text))


@pytest.mark.parametrize(
    "unit",
    [
        "\t",
        " ",
        "|",
        "\n",
        "\t\n",
        "| ",
        "1\n",
        "项\n1\n",
        '"',
        ",",
        "a  ",
        " \t",
        "\u3000",
        "1 ",
        "项 1\n",
        "-",
        "|-",
        "=",
        "，",
        "\ta\n\n",
    ],
)
def test_endless_repetition_takes_linear_time(unit: str) -> None:
    read(unit * (100_000 // len(unit)) + "x")


# ---- headers


def test_a_header_may_leave_out_what_goes_on_from_above() -> None:
    text = (
        "\t单位\n\t编制数\n\t实有数\n\n\t小计\n\t行政\n\t事业\n\t小计\n\t在职\n\t退休\n\n"
        "\t甲\n\t30\n\t10\n\t20\n\t40\n\t25\n\t15\n\n\t乙\n\t6\n\t2\n\t4\n\t9\n\t5\n\t4\n\n"
        "\t合计\n\t36\n\t12\n\t24\n\t49\n\t30\n\t19\n\n"
    )
    document = read(text)
    assert spans(document) == {"单位": (2, 1), "编制数": (1, 3), "实有数": (1, 3)}
    assert next(c for c in grid_of(document) if c[0] == 1) == (1, 1, "小计")
    flat = text.replace("\t", "").replace("\n\n", "\n")
    assert grid_of(read(flat)) == grid_of(document)


def test_a_wide_header_over_one_row_of_numerals() -> None:
    first = ["预算数", "决算数"]
    second = ["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"] * 2
    third = ["小计", "公务用车购置费", "公务用车运行费"] * 2
    values = ["9.00", "1.00", "6.00", "2.00", "4.00", "2.00", "8.00", "1.00", "5.00", "2.00", "3.00", "2.00"]
    text = "".join("".join(f"\t{c}\n" for c in row) + "\n" for row in (first, second, third, values))
    document = read(text)
    assert [t for r, _, t in grid_of(document) if r == 3] == values
    assert [(c, t) for r, c, t in grid_of(document) if r == 2] == [
        (c, t) for c, t in zip((2, 3, 4, 8, 9, 10), third, strict=True)
    ]
    assert spans(document)["公务用车购置及运行费"] == (1, 3)
    assert spans(document)["预算数"] == (1, 6)


def test_cells_that_go_on_from_above_may_be_left_out_in_rows() -> None:
    text = (
        "\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\t分值\n\t得分\n\n\t产出\n\t数量\n\t次数\n\t10次\n\t20\n\t20\n\n"
        "\t质量\n\t合格率\n\t≥95%\n\t20\n\t18\n\n\t效益\n\t社会\n\t知晓率\n\t≥90%\n\t60\n\t55\n\n\t总分\n\t100\n\t93\n\n"
    )
    document = read(text)
    assert (2, 1, "质量") in grid_of(document)
    assert (2, 5, "18") in grid_of(document)
    assert (4, 4, "100") in grid_of(document)
    assert spans(document) == {"产出": (2, 1), "总分": (1, 4)}


def test_codes_in_three_columns() -> None:
    rows = [
        ["201", "03", "01", "行政运行", "60.00", "50.00", "10.00"],
        ["201", "03", "02", "管理事务", "40.00", "", "40.00"],
    ]
    header = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["类", "款", "项"]]
    text = "".join("".join(f"\t{c}\n" for c in row) + "\n" for row in (*header, *rows, rows[0]))
    document = read(text)
    assert spans(document)["科目编码"] == (1, 3)
    assert (2, 6, "10.00") in grid_of(document)


def test_a_label_broken_around_its_row() -> None:
    text = (
        "项目                        预算数      决算数\n"
        "一般公共预算财政拨款安排\n"
        "                            100.00       90.00\n"
        "的支出\n"
        "政府性基金                    0.00        0.00\n"
        "合计                        100.00       90.00\n"
    )
    document = read(text)
    assert [t for r, _, t in grid_of(document) if r == 1] == ["一般公共预算财政拨款安排", "100.00", "90.00", "的支出"]
    assert (3, 0, "合计") in grid_of(document)


def test_thousands_are_no_separators() -> None:
    document = read(
        "项目\n期初数\n期末数\n甲\n1,234,567.00\n2,345,678.00\n乙\n3,000,000.00\n4,000,000.00\n丙\n5,100,000.00\n6,200,000.00\n"
    )
    assert (1, 1, "1,234,567.00") in grid_of(document)


def test_a_heading_below_an_empty_line_is_no_row() -> None:
    by_name = {layout.name: layout for layout in layouts()}
    grid = [*BY_CODE[:1], ["合计", "<", "200.00", "120.00", "80.00"], *BY_CODE[1:3]]
    document = read(by_name["one a line"].write(grid) + "\n三、部门决算情况说明\n")
    assert grid_of(document) == printed(grid)
    assert document.sections == ("三、部门决算情况说明",)


def test_remarks_behind_some_rows_of_a_cell_a_line() -> None:
    rows = [
        "序号 项目名称 预算数 执行数 执行率 备注",
        "1 设备更新 100.50 70.20 69.85% 招标推迟",
        "2 宣传教育 90.10 88.20 97.89%",
    ]
    rows += ["3 水质监测 80.40 60.30 75.00% 分期付款", "合计 271.00 218.70 80.70%"]
    document = read("项目执行情况表\n" + "\n".join("\n".join(row.split()) for row in rows) + "\n")
    cells = {(r, c): t for r, c, t in grid_of(document)}
    assert [cells.get((r, 5)) for r in range(5)] == ["备注", "招标推迟", None, "分期付款", None]
    assert [cells[4, c] for c in (0, 2, 3, 4)] == ["合计", "271.00", "218.70", "80.70%"]


STAFF = """人员情况表
单位
编制人数
在职人数
小计
行政
事业
小计
行政
事业
合计
118
36
82
109
33
76
局机关
41
36
5
38
33
5
执法大队
52
52
47
47
质检中心
25
25
24
24
"""


def test_sums_tell_where_lost_blanks_were() -> None:
    cells = {(r, c): t for r, c, t in grid_of(read(STAFF))}
    assert [cells.get((4, c)) for c in range(7)] == ["执法大队", "52", None, "52", "47", None, "47"]
    assert [cells.get((5, c)) for c in range(7)] == ["质检中心", "25", None, "25", "24", None, "24"]


def test_a_slip_does_not_keep_blanks_from_their_places() -> None:
    cells = {(r, c): t for r, c, t in grid_of(read(STAFF.replace("52\n52", "52\n57")))}
    assert [cells.get((4, c)) for c in range(4)] == ["执法大队", "52", None, "57"]


def test_lost_blanks_that_nothing_tells_stay_unread() -> None:
    rows = STAFF.split("合计\n")[1].split("局机关")[1]
    document = read(STAFF.split("合计\n")[0] + "局机关" + rows)
    assert any(block.damaged for block in document.blocks if document.text_of(block) in ("执法大队", "质检中心"))


def test_names_that_go_on_from_above_and_remarks_behind() -> None:
    header = ["一级指标", "二级指标", "三级指标", "分值", "得分", "扣分原因"]
    rows = [
        ["管理", "资金管理", "支付及时性", "6", "6"],
        ["使用合规性", "8", "7.5", "一张票据不全"],
        ["项目管理", "档案完整性", "6", "6"],
        ["产出", "数量", "完成面积", "30", "30"],
        ["质量", "验收合格率", "50", "48", "返工两处"],
        ["总分", "100", "97.5"],
    ]
    text = "项目评分表\n" + "\n".join(cell for row in [header, *rows] for cell in row) + "\n"
    cells = {(r, c): t for r, c, t in grid_of(read(text))}
    assert [cells.get((2, c)) for c in range(6)] == [None, None, "使用合规性", "8", "7.5", "一张票据不全"]
    assert [cells.get((3, c)) for c in range(6)] == [None, "项目管理", "档案完整性", "6", "6", None]
    assert (cells[6, 3], cells[6, 4]) == ("100", "97.5")


def test_names_and_points_that_take_turns() -> None:
    rows = [
        ["一级指标", "权重", "二级指标", "权重", "得分"],
        ["投入", "40", "目标", "15", "14"],
        ["预算", "25", "25"],
        ["产出", "60", "数量", "35", "35"],
        ["质量", "25", "22.5"],
        ["合计", "100", "100", "96.5"],
    ]
    cells = {(r, c): t for r, c, t in grid_of(read("项目评分表\n" + "\n".join("\n".join(row) for row in rows) + "\n"))}
    assert [cells.get((2, c)) for c in range(5)] == [None, None, "预算", "25", "25"]
    assert [cells.get((5, c)) for c in range(5)] == ["合计", "100", None, "100", "96.5"]


def test_a_header_that_could_stand_otherwise_is_left_out() -> None:
    above = ["采购类别", "采购预算", "实际采购", "节约资金", "其中：货物", "其中：服务"]
    rows = [["一中", "30.00", "20.00", "6.00", "10.00"], ["二中", "44.00", "36.00", "5.00", "8.00"]]
    rows.append(["合计", "74.00", "56.00", "11.00", "18.00"])
    document = read("学校采购情况表\n" + "\n".join([*above, *(cell for row in rows for cell in row)]) + "\n")
    assert "采购预算" not in {t for _, _, t in grid_of(document)}


def test_the_indicators_of_a_cell_a_line_are_a_table_of_their_own() -> None:
    rows = (
        "资金来源 年初预算数 全年预算数 全年执行数 执行率",
        "年度资金总额 92.27 92.27 82.80 89.74%",
        "其中：财政拨款 73.32 73.32 63.92 87.18%",
        "其他资金 18.95 18.95 18.88 99.63%",
        "一级指标 二级指标 三级指标 指标值 完成值 分值 得分",
        "预算执行率 100% 89.74% 10 8.97",
    )
    document = read("\n".join(cell for row in rows for cell in row.split()) + "\n")
    first = [document.text_of(block) for block in cells_of(document) if block.table == 0]
    assert "18.88" in first
    assert "8.97" not in first


def test_the_remark_at_the_end_of_a_row_may_be_a_sentence() -> None:
    text = (
        "项目      预算数    执行数    执行率    备注\n"
        "设备更新  100.50    70.20     69.85%    招标推迟。下年支付\n"
        "宣传教育  90.10     88.20     97.89%    无\n"
        "水质监测  80.40     60.30     75.00%    分期付款\n"
    )
    assert (1, 4, "招标推迟。下年支付") in grid_of(read(text))
    assert cells_of(read("项目支出情况。 共100.50万元。 其中设备70.20万元。\n宣传教育。 30.30万元。\n")) == []


def test_a_title_below_an_empty_line_begins_another_table() -> None:
    lines = [
        "项目                      2021年    2020年",
        "本年收入合计              4558.8    4259.5",
        "本年支出合计              4649.3    4460.9",
        "",
        "人员情况表",
        "单位名称                  编制数    在职",
        "局本级                        78      76",
        "信息中心                      57      57",
    ]
    text = "\n".join(lines) + "\n"
    assert {b.table for b in cells_of(read(text))} == {0, 1}


def test_a_row_may_lack_the_cells_at_both_ends() -> None:
    rows = [
        "一级指标  二级指标  三级指标  年度指标值  实际完成值  分值  得分  偏差原因",
        "产出指标  数量指标  任务数量  ≥35个  37个  12  11.5  管护有待加强",
        "质量指标  合格率  ≥95%  98%  13  13",
        "效益指标  社会效益指标  服务水平  提高  提高  15  14.5  宣传不够",
        "满意度指标  服务对象满意度指标  群众满意度  ≥90%  93%  10  10",
        "总分  100  97.5",
    ]
    document = read("\n".join(rows) + "\n")
    assert {(2, 1, "质量指标"), (2, 5, "13"), (2, 6, "13"), (4, 0, "满意度指标"), (4, 6, "10")} <= set(
        grid_of(document)
    )


def test_a_number_before_a_total_is_an_amount_though_it_looks_like_a_code() -> None:
    rows = [
        "301\n工资福利支出\n900.5", "30101\n基本工资\n900.5", "310\n资本性支出\n347.5",
        "31002\n办公设备购置\n139.5", "31003\n专用设备购置\n208", "公用经费合计\n347.5", "合计\n1248",
    ]  # fmt: skip
    text = "一般公共预算基本支出决算表\n单位：万元\n科目编码\n科目名称\n决算数\n" + "\n".join(rows) + "\n"
    document = read_txt("a.txt", text.encode())
    cells = {(b.row, b.col): document.text_of(b) for b in document.blocks if b.kind == "cell"}
    assert (cells[5, 1], cells[5, 2]) == ("专用设备购置", "208")
    assert cells[6, 2] == "347.5"


def test_what_stands_over_two_columns_is_no_header_of_more() -> None:
    cells = [
        "项目",
        "预算数",
        "合计",
        "412",
        "1.出国费用",
        "36",
        "2.接待费",
        "26",
        "3.用车费",
        "350",
        "其中：运行维护费",
        "350",
    ]
    document = read("\n".join(["2023年某县“三公”经费预算支出表", "单位：万元", *cells]) + "\n")
    assert grid_of(document) == [(k // 2, k % 2, text) for k, text in enumerate(cells)]


def test_lists_side_by_side_whose_blank_amounts_are_not_printed() -> None:
    text = (
        "收入 支出\n项目 决算数 项目 决算数\n一、财政拨款收入 90.00一、教育支出 40.00\n二、上级补助收入 二、国防支出\n"
        "三、事业收入 三、卫生健康支出 26.50\n四、农林水支出 12.00\n五、灾害防治及应急管理支\n11.50\n出\n"
        "本年收入合计 90.00 本年支出合计 90.00\n年初结转和结余 年末结转和结余\n总计 90.00 总计 90.00\n"
    )
    document = read(text)
    cells = [(cell.row, cell.col, document.text_of(cell)) for cell in cells_of(document)]
    amounts = {(row, col): words for row, col, words in cells if words[:1].isdigit()}
    assert {place for place in amounts if place[1] == 1} == {(2, 1), (8, 1), (10, 1)}
    assert [words for (_, col), words in sorted(amounts.items()) if col == 3] == [
        "40.00", "26.50", "12.00", "11.50", "90.00", "90.00"
    ]  # fmt: skip
    assert (3, 2, "二、国防支出") in cells


def test_a_list_of_contents_of_two_columns_is_no_table() -> None:
    assert cells_of(read("目录\n标题\n页码\n概况\n1\n收支情况\n2\n绩效情况\n5\n")) == []


def test_columns_that_no_row_fills_keep_their_labels_together() -> None:
    header = "项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 科目编码 科目名称 栏次 1 2 3 4 5"
    rows = ("合计 100.00 60.00 40.00", "201 一般公共服务支出 100.00 60.00 40.00", "20101 人大事务 60.00 60.00")
    rows += ("20102 政协事务 40.00 40.00",)
    document = read("支出决算表\n" + "\n".join(" ".join((header, *rows)).split()) + "\n")
    check_blocks(document)
    body = {(col, text) for row, col, text in grid_of(document) if row > 2}
    assert {(2, "40.00"), (4, "40.00"), (3, "60.00")} <= body


def test_a_header_below_which_no_row_has_all_cells() -> None:
    text = (
        "一级指标            二级指标    三级指标      年度指标值   实际完成值   分值   得分   偏差原因\n"
        "产出指标（50分）    数量指标    培训期数      12期         12期         20     20\n"
        "                                检查次数      ≥80次       76次         10     9.5    停产停检\n"
        "                    质量指标    合格率        98%          98.6%        20     20\n"
        "总分                                                                    50     49.5\n"
    )
    cells = set(grid_of(read(text)))
    assert {
        (1, 0, "产出指标（50分）"),
        (1, 5, "20"),
        (2, 2, "检查次数"),
        (2, 7, "停产停检"),
        (3, 1, "质量指标"),
    } <= cells
    assert {(4, 5, "50"), (4, 6, "49.5")} <= cells


def test_a_class_of_indicators_broken_over_two_lines() -> None:
    header = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分"
    rows = ("产出指标 （50分） 数量指标 培训期数 12期 12期 20 20", "质量 指标 合格率 98% 98.6% 30 30")
    rows += ("效益指标 （50分） 社会效益 知晓率 90% 91% 50 50",)
    cells = set(grid_of(read("\n".join(" ".join((header, *rows)).split()) + "\n")))
    assert {(1, 2, "培训期数"), (2, 2, "合格率"), (3, 2, "知晓率"), (3, 6, "50")} <= cells


def test_goals_without_cells_are_a_table() -> None:
    lines = [
        "年度总体目标",
        "预期目标",
        "实际完成情况",
        "修建水渠12公里，维修泵站3座。",
        "修建水渠13公里，维修泵站3座。",
    ]
    document = read_txt("a.txt", "\n".join(lines).encode())
    assert [document.text_of(b) for b in document.blocks if b.kind == "cell"] == lines[1:]
    numbered = [*lines[:3], "1.修建水渠12公里；", "2.维修泵站3座。", "1.修建水渠13公里；", "2.维修泵站3座。"]
    document = read_txt("a.txt", "\n".join(numbered).encode())
    assert [b.row for b in document.blocks if b.kind == "cell"] == [0, 0, 1, 1]


def test_tables_with_a_title_between_and_a_sentence_behind() -> None:
    text = """项目      计划投资  完成投资  完成率
防洪工程  6200      6426      103.65%
农村供水  5300      5480      103.40%
资金来源情况
项目      合计  中央  省级
防洪工程  6426  4926  1500
农村供水  5480  4280  1200
年末实有 293 人，其中在编 268 人、编外 25 人。
"""
    document = read_txt("a.txt", text.encode())
    assert [max(b.row for b in document.blocks if b.table == t) for t in (0, 1)] == [2, 2]
    assert [document.text_of(b) for b in document.blocks if b.kind == "paragraph"][-1].startswith("年末实有")


def test_what_a_form_asks_for_is_a_row_beside_its_table() -> None:
    rows = [["项目名称", "校园网改造"], ["项目", "预算数", "执行数"], ["网络设备", "30.00", "28.00"]]
    rows += [["综合布线", "12.00", "12.00"], ["合计", "42.00", "40.00"]]
    text = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows) + "\n"
    assert "校园网改造" in {t for _, _, t in grid_of(read(text))}
    caption = [["部门：某某小学", "单位：万元"], *rows[1:]]
    text = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in caption) + "\n"
    assert "单位：万元" not in {t for _, _, t in grid_of(read(text))}
