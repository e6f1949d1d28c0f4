"""Time grows with the length of a text and no faster, whatever the text: a file of any size is audited to its end."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from audit_cli.pipeline import audit_text
from audit_cli.rulebook import rulebook
from audit_cli.ruleset import load_ruleset

RULES = rulebook(load_ruleset())
FIXTURES = Path(__file__).parent.parent / "fixtures"
# a quadratic loop would make it eight times as slow a character
GROWTH, MOST = 8, 3.0
# less than this is not worth measuring, and more than this a character is too slow at any length
LEAST_SECONDS, MOST_MICROSECONDS = 0.04, 250


def repeated(unit: str) -> Callable[[int], str]:
    """Return a text of any length that is *unit* again and again."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def followed(unit: str) -> Callable[[int], str]:
    """Return a text of any length that is *unit* again and again, and then has something to compare."""
    return lambda length: repeated(unit)(length) + "本年支出5万元，其中：基本支出3万元。"


def reports(length: int) -> str:
    """Return whole reports, one after the other."""
    return repeated("".join(path.read_bytes().decode() for path in sorted(FIXTURES.glob("*/clean.txt"))))(length)


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


ORDINARY: dict[str, Callable[[int], str]] = {
    "reports": reports, "paragraph": paragraph, "table": table, "accounts": accounts,
}  # fmt: skip
MONOTONOUS = (
    "1",
    ",",
    "，",
    "（",
    "（）",
    "）",
    "、",
    "其中",
    "万",
    "\t",
    "\n",
    "|",
    " ",
    "　",
    "各",
    "：",
    "字",
    "甲、",
    "1.",
    "。",
    "“",
    "《",
    "]",
)
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
    "部门整体支出绩效自评报告\n满意5元\n",
)


def seconds(text: str) -> float:
    begin = time.process_time()
    audit_text(text, RULES)
    return time.process_time() - begin


def grows(text: Callable[[int], str], short: int) -> float:
    """Return how much more a character costs at eight times the length *short*."""
    once = max(min(seconds(text(short)) for _ in range(2)), LEAST_SECONDS)
    return seconds(text(GROWTH * short)) / once / GROWTH


@pytest.fixture(scope="module", autouse=True)
def _everything_is_loaded() -> None:
    audit_text(reports(4_000), RULES)


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_text(name: str) -> None:
    assert grows(ORDINARY[name], 3_000) < MOST


@pytest.mark.parametrize("unit", MONOTONOUS)
def test_one_character_again_and_again(unit: str) -> None:
    assert grows(followed(unit), 3_000) < MOST


@pytest.mark.parametrize("unit", PATTERNS)
def test_one_phrase_again_and_again(unit: str) -> None:
    assert grows(repeated(unit), 1_200) < MOST


def test_a_paragraph_of_thousands_of_figures() -> None:
    assert seconds(paragraph(200_000)) < 200_000 * MOST_MICROSECONDS / 10**6


def test_a_table_of_twenty_thousand_cells() -> None:
    text = table(160_000)
    assert text.count("\t") + text.count("\n") >= 19_000
    assert seconds(text) < len(text) * MOST_MICROSECONDS / 10**6
