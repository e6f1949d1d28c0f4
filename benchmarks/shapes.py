"""Texts of any length, ordinary ones and those that nobody would write: what time and memory are measured on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.generator.reports import GENRES, report_parts
from benchmarks.generator.texts import assembled

Shape = Callable[[int], str]

FIXTURES = Path(__file__).parent.parent / "fixtures"


def repeated(unit: str) -> Shape:
    """Return a text of any length that is *unit* again and again."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def followed(unit: str) -> Shape:
    """Return a text of any length that is *unit* again and again, and then has something to compare."""
    return lambda length: repeated(unit)(length) + "本年支出5万元，其中：基本支出3万元。"


def fixtures_again(length: int) -> str:
    """Return the reports of our own, one after the other and then again: each fact is stated again and again."""
    return repeated("".join(path.read_bytes().decode() for path in sorted(FIXTURES.glob("*/clean.txt"))))(length)


def reports(length: int) -> str:
    """Return generated reports one after the other, each of another unit with figures of its own."""
    texts: list[str] = []
    size = 0
    for seed in count():
        for genre in GENRES:
            texts.append(assembled("report", genre, report_parts(genre, seed)).text)
            size += len(texts[-1])
            if size >= length:
                return "".join(texts)[:length]


def paragraph(length: int) -> str:
    """Return one paragraph of amounts that are all different, without one full stop."""
    draw = Random(1)
    labels = ("基本支出", "项目支出", "办公费", "差旅费", "培训费", "其中修缮")
    words = ["本年支出合计500.00万元，其中："]
    for _ in range(length // 12):
        words.append(f"{draw.choice(labels)}{draw.randrange(10**6) / 100:.2f}万元{draw.choice('、，；')}")
    return "".join(words)[:length]


def table(length: int) -> str:
    """Return one table whose rows have two amounts and a rate that is mostly wrong."""
    draw = Random(1)
    rows = ["项目名称\t预算数\t决算数\t完成率"]
    for number in range(length // 32):
        budget, spent = (draw.randrange(10**6) / 100 for _ in range(2))
        rows.append(
            f"第{number}号{draw.choice('甲乙丙丁')}工程\t{budget:.2f}\t{spent:.2f}\t{draw.randrange(10**4) / 100}%"
        )
    return "\n".join(rows)


def cells(length: int) -> str:
    """Return one long table of classes and their items, a cell a line."""
    head = "支出决算表\n单位：万元\n项目\n年初结转\n本年收入\n本年支出\n年末结转\n"
    row = "205\n教育\n743.29\n397.09\n346.20\n20502\n普通教育\n743.29\n397.09\n"
    return head + row * (length // len(row)) + "合计\n10.00\n20.00\n30.00\n"


def accounts(length: int) -> str:
    """Return final accounts whose statement has hundreds of classes, each of them named again in one note."""
    rows = [
        "2023年度部门决算",
        "一般公共预算财政拨款支出决算表",
        "单位：万元",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    ]
    notes = ["五、一般公共预算财政拨款支出决算情况说明"]
    for number in range(length // 150):
        code, name = f"205{number // 100 % 100:02}{number % 100:02}", f"第{number}号学校"
        rows.append(f"{code}\t{name}\t{number}.50\t{number}.00\t0.50")
        notes.append(
            f"教育支出（类）普通教育（款）{name}（项），年初预算为{number}.80万元，支出决算为{number}.40万元，"
        )
    return "\n".join([*rows, notes[0], "".join(notes[1:])])


def numbered(line: str) -> Shape:
    """Return a text of any length whose lines are *line*, with the number of each in the place of {}."""

    def text(length: int) -> str:
        lines: list[str] = []
        size = 0
        for number in count(1):
            lines.append(line.replace("{}", str(number)))
            size += len(lines[-1])
            if size >= length:
                return "".join(lines)[:length]

    return text


def nested(opening: str, inside: str, closing: str) -> Shape:
    """Return a text of any length that opens as many brackets as it closes, with *inside* in the middle."""

    def text(length: int) -> str:
        depth = (length - len(inside)) // (len(opening) + len(closing))
        return opening * depth + inside + closing * depth

    return text


ORDINARY: dict[str, Shape] = {
    "generated reports": reports, "the same reports again": fixtures_again, "one dense paragraph": paragraph,
    "one table": table, "final accounts": accounts,
}  # fmt: skip

# one character or word again and again
MONOTONOUS = {
    "digits": "1", "commas": ",", "full-width commas": "，", "opening brackets": "（", "brackets": "（）",
    "closing brackets": "）", "、": "、", "其中": "其中", "其中：": "其中：", "万": "万", "万元": "万元", "tabs": "\t",
    "newlines": "\n", "pipes": "|", "spaces": " ", "wide spaces": "　", "各": "各", "colons": "：", "one word": "字",
    "names": "甲、", "labels": "1.", "full stops": "。", "opening quotes": "“", "opening titles": "《", "]": "]",
    "zero width": "\u200b", "right to left": "\u202e", "full-width digits": "１", "Chinese digits": "五",
    "per cent": "%", "minus": "-", "points": ".", "carriage returns": "\r", "years": "年",
}  # fmt: skip

# what does not stay the same from line to line, or nests
ADVERSARIAL: dict[str, Shape] = {
    "classes, a cell a line": cells,
    "a number a line": numbered("{}\n"),
    "an amount a line": numbered("项目{}支出{}.50万元\n"),
    "headings": numbered("一、第{}部分\n"),
    "numbered headings": numbered("{}、情况\n"),
    "indicators": numbered("数量指标：培训{}人次，实际完成{}人次，得{}分。\n"),
    "indicator rows": numbered("产出指标\t数量指标\t培训{}期\t{}\t{}\t5\t5\t\n"),
    "cells of one row": numbered("{}\t"),
    "one table again": numbered("表{}\n项目\t预算数\t执行数\n部门整体支出总额\t6234.50\t6149.15\n\n"),
    "cells in pipes": numbered("|甲{}|{}|\n"),
    "aligned columns": numbered("项目{}      {}.50      {}.25\n"),
    "one list": numbered("甲{}项目{}万元、"),
    "all different totals": numbered("合计{}万元，其中："),
    "all different shares": numbered("甲{}占{}%，"),
    "brackets in brackets": nested("（", "支出5万元", "）"),
    "amounts in brackets": nested("5万元（其中", "甲5万元", "）"),
    "laws": numbered("根据《办法{}》（财预〔2021〕{}号），"),
    "names and counts": numbered("甲{}局、乙{}局等{}个单位，"),
    "rates without a budget": numbered("基本支出{}万元，执行率95.3%。\n"),
    "budgets apart from rates": numbered("全年预算数{}万元。\n全年支出{}万元，执行率95.3%。\n"),
    "slips printed elsewhere": numbered(
        "{}. 资金合计835.46万元，其中人员经费412.30万元、公用经费423.10万元。\n修缮费835.40万元。\n"
    ),
    "balances in words": numbered("收入总计{}万元。\n支出总计{}万元。\n收支相抵，年末结余5万元。\n"),
}

PATTERNS = (
    "5\t",
    "5万元、",
    "其中5万元，",
    "（5万元",
    "：5万元",
    "占5%，",
    "各5人",
    "甲局、乙局3个",
    "1.甲5万元\n",
    "小计|5\n",
    "合计5万元，",
    "男3人、女2人；",
    "3万元涉及2个乡：甲1万元、乙2万元，",
    "9个分3类，其中甲3个，乙6个。",
    "除甲、乙外，其余3个，",
    "共6万元，共2个。\n甲项目支出3万元。\n",
    "其中基本支出占预算支出的5%。",
    "年初结转和结余20.01万元，年末结转和结余30.02万元。\n",
    "剩余3.21万元，",
    "|甲|1|\n",
    "合同金额5万元，已支付3万元，剩余2万元待验收后支付。",
    "泵站改造合同金额5万元，已支付3万元，尾款未支付，",
    "因财政资金紧张未支付，2021年",
    "合同",
    "基本支出5万元，比上年增加1万元，增长25%。",
    "由8个有所增加到9个，",
    "2022年公用经费8万元，2023年公用经费9万元，与上年持平；",
    "超额完成年度任务9个，实际完成8个，",
    "经费比上年增加5万元，主要原因是厉行节约、",
    "2021年至2021年",
    "2021年，与2021年相比，",
    "到2020年，力争目标",
    "现将2020年度",
    "对2020年度部门整体支出",
    "湘阴县应急管理局2021年",
    "具有桂阳特色",
    "平安桂阳、",
    "为桂阳县经济社会发展，",
    "电话13800138000，",
    "6222020000000000000\t",
    "根据《甲办法》（某财〔2021〕1号），",
    "（甲。）",
    "“甲“",
    "2021年2月30日，支出1.25万，",
    "一、甲\n（一）乙\n1、丙\n",
    "2、甲\n乙\n",
    "一、原因分析\n甲\n",
    "每期5人，每期5天，5元/人的标准，",
    "满意5份、不满意5份，满意率5%；",
    "消除5处，剩余5处，消除率5%，缺口5人，缺口率5%，",
    "教师5人，学生5人，师生比1:5，",
    "年初余额5万元，年末余额5万元，增加5万元，达到5万元，",
    "收支平衡，收入总计5万元，支出总计5万元。",
    "编制5名，空编5名，实有5人，管理5人，",
    "执行率5%。支出5万元，按科目分类：",
    "分别为5万元和5万元，两者合计占5%，前者5万元，后者5万元，",
    "平均每班5人，5个班，低于平均水平5元5%，",
    "部门整体支出绩效自评报告\n满意5元\n",
)


def shapes() -> dict[str, Shape]:
    """Return every shape by the name that it has in a table."""
    phrases = {unit.replace("\n", "↵").replace("\t", "⇥"): repeated(unit) for unit in PATTERNS}
    return ORDINARY | {name: followed(unit) for name, unit in MONOTONOUS.items()} | ADVERSARIAL | phrases
